import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { columnValues } from '../../graphql/open-enum.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import type { JobLogFilter, JobStatsFilter } from '../../graphql/types.ts';
import type { JobLogCriteria } from './job-logs.repository.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The id of a run as the database has it. Throws BAD_USER_INPUT. */
export function runIdArgument(id: string, field: readonly string[]): string {
  if (!uuid.test(id)) throw badInput(field, 'must be the `runId` of a run, a UUID.');
  return id.toLowerCase();
}

const id = (type: string, value: string | null | undefined, field: string) =>
  value == null ? null : idArgument(type, value, ['filter', field]);

/** A filter for statistics as the repository takes it, without its period. Throws BAD_USER_INPUT that names the field. */
export const statsCriteria = (filter: JobStatsFilter | null | undefined): JobLogCriteria => ({
  jobClasses: filter?.jobClasses ?? null,
  scheduledJobId: id('ScheduledJob', filter?.scheduledJobId, 'scheduledJobId'),
  triggers: columnValues(filter?.triggers, ['filter', 'triggers']),
  isManaged: filter?.isManaged ?? null,
});

/** A filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
export function logCriteria(filter: JobLogFilter | null | undefined): JobLogCriteria {
  checkPeriod(filter);
  return {
    ...statsCriteria(filter),
    statuses: columnValues(filter?.statuses, ['filter', 'statuses']),
    queue: filter?.queue ?? null,
    jobId: filter?.jobId ?? null,
    executedById: id('User', filter?.executedById, 'executedById'),
    runId: filter?.runId == null ? null : runIdArgument(filter.runId, ['filter', 'runId']),
    isOpen: filter?.isOpen ?? null,
    from: filter?.from ?? null,
    to: filter?.to ?? null,
  };
}
