import { metricRollupsJob } from '../domains/performance-metrics/metric-rollups.job.ts';
import { retentionJob } from '../domains/retention/retention.job.ts';
import { bruteForceJob } from '../domains/security-events/brute-force.job.ts';
import { errorGroupUpkeepJob } from '../domains/system-errors/error-group-upkeep.job.ts';
import type { Job } from './job.ts';

/** Every job that this service can run; a new one adds a line. Classes of other applications are left alone. */
export const jobs: readonly Job[] = [bruteForceJob, errorGroupUpkeepJob, metricRollupsJob, retentionJob];
