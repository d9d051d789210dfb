import { z } from 'zod';
import { testJob } from './jobs.ts';
import type { TestService } from './service.ts';

/** A job for tests that takes parameters; nothing runs it. */
export const reportJob = testJob('atis:test-report', () => Promise.resolve({}), {
  title: 'Report',
  schedule: { cron: '30 2 * * *' },
  parameters: z.object({
    region: z.string().optional().describe('Of which region'),
    days: z.number().int().min(1, 'must be 1 or more').optional(),
    token: z.string().optional(),
  }),
});

/** Sets up such a job as the super administrator, and gives its database id. */
export async function createReportJob(service: TestService, input: Record<string, unknown> = {}): Promise<string> {
  const { data, errors } = await service.query(
    'superadmin',
    `mutation ($input: CreateScheduledJobInput!) {
      createScheduledJob(input: $input) { scheduledJob { databaseId } userErrors { message } }
    }`,
    { input: { name: 'Report', jobClass: reportJob.jobClass, ...input } },
  );
  const id = data?.createScheduledJob.scheduledJob?.databaseId as string | undefined;
  if (id === undefined) throw new Error(`no job was set up: ${JSON.stringify(errors ?? data)}`);
  return id;
}
