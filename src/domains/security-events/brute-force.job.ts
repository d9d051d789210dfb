import { z } from 'zod';
import { defineJob } from '../../jobs/job.ts';
import { detectBruteForce } from './brute-force.service.ts';

const eventTypes = z.array(z.string().min(1).max(100)).min(1).max(50);

/** Finds accounts that somebody got into after many attempts. */
export const bruteForceJob = defineJob({
  jobClass: 'atis:brute-force-detection',
  title: 'Brute-force detection',
  description:
    'Looks in the security events for a sign-in that many failed ones precede, from the same address or at the same ' +
    'account, and reports each as one critical event that names its evidence.',
  parameters: z
    .strictObject({
      failureTypes: eventTypes
        .default(['failed_login', 'login_failed'])
        .describe('Types of events that tell of a failed sign-in'),
      successTypes: eventTypes
        .default(['successful_login', 'login_success', 'login', 'new_device_login'])
        .describe('Types of events that tell of a sign-in'),
      failures: z.int().min(2).max(1_000).default(5).describe('So many failures are many'),
      windowMinutes: z
        .int()
        .min(1)
        .max(1_440)
        .default(15)
        .describe('Within how many minutes they are, and within how many of the last of them the sign-in follows'),
      lookBackHours: z.int().min(1).max(168).default(24).describe('How old events may be that are looked at'),
    })
    .refine(({ failureTypes, successTypes }) => !successTypes.some((type) => failureTypes.includes(type)), {
      path: ['successTypes'],
      message: 'must have none of failureTypes',
    }),
  schedule: { intervalMinutes: 1 },
  timeLimitSeconds: 300,
  run: detectBruteForce,
});
