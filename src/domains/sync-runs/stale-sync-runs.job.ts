import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';
import { reapAbandonedRuns, reapedAtOnce } from './sync-run-reaper.ts';

export const staleSyncRunsJob = defineJob({
  jobClass: 'atis:stale-sync-runs',
  title: 'End stale sync runs',
  description:
    'Ends sync runs whose workers are given up: their lease ended 10 minutes ago, or after the third attempt, or while they were to stop.',
  parameters: z.strictObject({}),
  schedule: { intervalMinutes: 1 },
  timeLimitSeconds: 300,
  async run(run) {
    let reaped = 0;
    for (let last = reapedAtOnce; last === reapedAtOnce; reaped += last) {
      last = await run.transaction(reapAbandonedRuns);
    }
    if (reaped > 0) run.say(`${reaped} sync runs were ended whose workers did not report.`);
    return { reaped };
  },
});
