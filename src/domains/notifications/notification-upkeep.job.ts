import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';
import { mendStarts, tellEnds } from './notification-ends.repository.ts';

/** Ends of which the feed is told in one transaction, at most. */
const atOnce = 500;

export const notificationUpkeepJob = defineJob({
  jobClass: 'atis:notification-upkeep',
  title: 'Notification upkeep',
  description:
    'Lets the feed tell that notifications have ended, each once, and mends what the feed waits for where notifications were written past its triggers.',
  parameters: z.strictObject({}),
  schedule: { intervalMinutes: 1 },
  timeLimitSeconds: 300,
  async run(run) {
    const startsMended = await run.transaction(mendStarts);
    let ended = 0;
    for (let taken = atOnce; taken === atOnce;) {
      const ends = await run.transaction((tx) => tellEnds(tx, atOnce));
      taken = ends.taken;
      ended += ends.told;
    }
    if (ended > 0) run.say(`The feed tells of ${ended} notifications that they have ended.`);
    if (startsMended > 0) run.say(`${startsMended} starts of notifications were noted wrongly.`);
    return { ended, startsMended };
  },
});
