import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';
import { giveLicenseNotices } from './license-notices.service.ts';

export const licenseExpiryNoticesJob = defineJob({
  jobClass: 'atis:license-expiry-notices',
  title: 'Licence expiry notices',
  description:
    'Notifies super administrators, and the administrators of the region, of licences that end soon, have ended, or do not count any more. Ends earlier notices, also when a licence is renewed or revoked.',
  parameters: z.strictObject({
    days: z
      .array(z.int().min(1).max(3_650))
      .max(20)
      .default([30, 14, 7, 1])
      .describe('How many days before the end notices are given.'),
    endedDays: z
      .int()
      .min(1)
      .max(3_650)
      .default(30)
      .describe('For how many days after the days of grace the end of a licence is worth a notice.'),
  }),
  schedule: { cron: '0 7 * * *' },
  timeLimitSeconds: 1_800,
  async run(run, rule) {
    const { given, closed } = await giveLicenseNotices(run, rule);
    if (given > 0 || closed > 0) run.say(`${given} notices were given, and ${closed} ended.`);
    return { given, closed };
  },
});
