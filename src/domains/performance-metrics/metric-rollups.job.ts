import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';
import { readMark, setMark } from '../../jobs/marks.repository.ts';
import { rollUpMetrics, sweepMetrics } from './metric-rollup-worker.ts';

const swept = 'performance metrics: swept';

/** Adds up samples, so that figures of long periods are answered quickly. */
export const metricRollupsJob = defineJob({
  jobClass: 'atis:metric-rollups',
  title: 'Metric rollups',
  description:
    'Adds up performance metrics by minute, hour, day and week, once these have ended, and looks from time to time for ' +
    'samples that nobody has noted. Figures are right without it, but slower the longer it has not run.',
  parameters: z.strictObject({
    sweepMinutes: z
      .int()
      .min(1)
      .max(120)
      .default(10)
      .describe('After how many minutes the last two hours are searched for samples that were not noted'),
  }),
  schedule: { intervalMinutes: 1 },
  timeLimitSeconds: 600,
  async run(run, { sweepMinutes }) {
    const rollups = await rollUpMetrics(run.db, run.now(), run.transaction);
    const last = await readMark(run.db, swept);
    if (last !== null && last <= run.now() && run.now() - last < sweepMinutes * 60_000) return { rollups, unnoted: 0 };
    // Before it may fail: what cannot be swept must not be tried each time.
    await run.transaction((tx) => setMark(tx, swept, run.now()));
    const unnoted = await sweepMetrics(run.db, run.now(), run.transaction);
    if (unnoted > 0)
      run.say(`${unnoted} minutes had samples that were written without a note: the next run adds them up.`);
    return { rollups, unnoted };
  },
});
