import type { MutationCalls } from './call.ts';

export const exportCalls: MutationCalls = {
  startExport: () =>
    Promise.resolve({
      input: { source: 'ACTIVITY_LOGS', format: 'CSV', activityLogs: { search: 'x' } },
      event: 'export.started',
      table: 'exports',
    }),
};
