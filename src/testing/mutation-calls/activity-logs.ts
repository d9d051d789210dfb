import { randomUUID } from 'node:crypto';
import type { MutationCalls } from './call.ts';

export const activityLogCalls: MutationCalls = {
  recordActivity: (_, { users }) =>
    Promise.resolve({
      input: {
        activities: [
          {
            clientId: randomUUID(),
            activityType: 'test',
            userId: users['school1.teacher'],
            properties: { password: 'hunter2' },
          },
        ],
      },
      event: 'activity_log.recorded',
      table: 'activity_logs',
    }),
};
