import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { inTransaction } from '../db/transaction.ts';
import { logFailure } from '../errors.ts';
import { plan } from './plan.ts';
import { keepPlans, lockPlannable, type JobPlan, type PlannableJob } from './planner.repository.ts';
import { parseSchedule, ScheduleError } from './schedule.ts';

/** Jobs that are planned in one transaction. */
const batchSize = 200;

/**
 * Puts runs that are due into the queue, and sets when their jobs are due next; gives how many runs. Several workers may
 * do so at once. A schedule that cannot be read is not planned until it is changed.
 */
export async function planJobs(db: Db, classes: readonly string[], log: Logger): Promise<number> {
  let queued = 0;
  for (let planned = batchSize; planned === batchSize;) {
    const batch = await inTransaction(db, async (tx) => {
      const jobs = await lockPlannable(tx, classes, batchSize);
      if (jobs.length === 0) return { planned: 0, queued: 0 };
      return {
        planned: jobs.length,
        queued: await keepPlans(
          tx,
          jobs.map((job) => planOf(job, log)),
        ),
      };
    });
    planned = batch.planned;
    queued += batch.queued;
  }
  return queued;
}

function planOf(job: PlannableJob, log: Logger): JobPlan {
  const { id, source, next_run_at: nextRunAt, is_foreign: isForeign } = job;
  try {
    const schedule = parseSchedule({
      cron: job.cron_expression,
      intervalMinutes: job.interval_minutes,
      timezone: job.timezone,
      skippedTimes: job.skipped_times,
      doubledTimes: job.doubled_times,
    });
    const made = plan({
      schedule,
      now: job.now,
      nextRunAt,
      isForeign,
      isPlanned: job.is_planned,
      intervalMinutes: job.cron_expression === null ? job.interval_minutes : null,
      misfirePolicy: job.misfire_policy,
      misfireLimit: job.misfire_limit,
      misfireGraceSeconds: job.misfire_grace_seconds,
    });
    return { id, source, runs: made.runs, next: made.next, isOwn: !made.isForeign };
  } catch (error) {
    // One job must not keep the others from being planned.
    if (error instanceof ScheduleError) {
      log.warn({ scheduledJob: id, problem: error.message }, 'a scheduled job cannot be planned: mend its schedule');
    } else {
      logFailure(log, error, 'a scheduled job cannot be planned', { scheduledJob: id });
    }
    return { id, source, runs: [], next: null, isOwn: true };
  }
}
