import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';
import { openIgnoredTooLong } from './error-grouping.ts';
import { countWaiting, followLeftovers } from './error-statuses.repository.ts';

/** Errors that get the status of their group in one transaction. */
const batchSize = 1_000;

/** What groups of errors need by the clock, and what was left over when they were decided about. */
export const errorGroupUpkeepJob = defineJob({
  jobClass: 'atis:error-group-upkeep',
  title: 'Upkeep of error groups',
  description:
    'Opens groups of errors that were to be ignored until now, and lets errors follow what was decided of their group ' +
    'that somebody else was changing when it was decided.',
  parameters: z.strictObject({}),
  schedule: { intervalMinutes: 5 },
  timeLimitSeconds: 300,
  async run(run) {
    let opened = 0;
    for (let more = true; more;) {
      const now = await run.transaction(openIgnoredTooLong);
      opened += now;
      more = now > 0;
    }
    let followed = 0;
    for (let after: string | null = '0'; after !== null;) {
      const from: string = after;
      const round = await run.transaction((tx) => followLeftovers(tx, from, batchSize));
      followed += round.followed;
      after = round.last;
    }
    const { statuses, ungrouped } = await countWaiting(run.db);
    if (ungrouped > 0) run.say(`Errors that could not be grouped: ${ungrouped}. The log of the service says why.`);
    return { opened, followed, waiting_statuses: statuses, ungrouped };
  },
});
