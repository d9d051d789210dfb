import { sql } from 'kysely';
import { everything, type Scope } from '../../auth/scope.ts';
import type { Db, Transaction } from '../../db/client.ts';
import type { JobLogRow, JobRunLineRow, JobRunRow } from '../../db/generated/tables.ts';
import { idArray } from '../../db/id-list.ts';
import { countUpTo, readPage, type KeysetOrder, type PageRequest } from '../../db/keyset.ts';
import { isVisible, selectJobLogs } from './job-logs.repository.ts';

/** Where an attempt stands, as of when it is read. */
export type RunState = 'WAITING' | 'DELAYED' | 'READY' | 'PROCESSING' | 'CANCELLING' | 'STALE' | 'ENDED';

/** What this service knows of an attempt, besides its row of job_logs. */
export type JobRunView = Omit<
  JobRunRow,
  'state' | 'fencing_token' | 'worker_id' | 'parameters' | 'time_limit_seconds'
> & {
  /** As of when it was read. */
  readonly state: RunState;
  /** Name of the worker that has or had it. */
  readonly worker: string | null;
  /** Changes with the row of job_logs: signs of life are not for optimistic locking. */
  readonly version: string;
};

const state = sql<RunState>`case
  when r.state = 'ended' then 'ENDED'
  when r.state = 'waiting' then 'WAITING'
  when r.state = 'ready' and r.available_at > api.job_now() then 'DELAYED'
  when r.state = 'ready' then 'READY'
  when r.lease_expires_at <= api.job_now() then 'STALE'
  when r.cancel_requested_at is not null then 'CANCELLING'
  else 'PROCESSING' end`;

const selectRuns = (db: Db, scope: Scope) =>
  db
    .selectFrom('api.job_runs as r')
    .innerJoin('job_logs as j', 'j.id', 'r.job_log_id')
    .leftJoin('api.job_workers as w', 'w.id', 'r.worker_id')
    .select([
      'r.job_log_id',
      'r.scheduled_job_id',
      'r.run_id',
      'r.attempt',
      'r.job_class',
      'r.trigger',
      'r.scheduled_for',
      'r.available_at',
      'r.claimed_at',
      'r.heartbeat_at',
      'r.cancel_requested_at',
      'r.cancel_requested_by',
      'r.cancel_reason',
      'r.progress_done',
      'r.progress_total',
      'r.progress_message',
      'w.name as worker',
      // Of a run that is over, until when its worker had it tells nothing.
      sql<string | null>`case when r.state = 'processing' then r.lease_expires_at end`.as('lease_expires_at'),
      state.as('state'),
      sql<string>`j.xmin::text`.as('version'),
    ])
    .where(isVisible(scope));

/** What is known of the visible ones of these attempts, by id; those of other applications are absent. */
export async function findJobRuns(db: Db, scope: Scope, ids: readonly string[]): Promise<Map<string, JobRunView>> {
  const rows = await selectRuns(db, scope)
    .where(sql<boolean>`r.job_log_id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.job_log_id, row]));
}

/** How many attempts of a run are shown. */
const maxAttempts = 100;

/** The attempts at runs, the first one first, by the id of the run. */
export async function findAttempts(db: Db, scope: Scope, runIds: readonly string[]): Promise<Map<string, JobLogRow[]>> {
  const rows = await selectJobLogs(db, scope)
    .innerJoin('api.job_runs as r', 'r.job_log_id', 'j.id')
    .select('r.run_id')
    .where(sql<boolean>`j.job_id = any(${runIds}::text[]) and r.attempt <= ${sql.lit(maxAttempts)}`)
    .orderBy('r.run_id')
    .orderBy('r.attempt')
    .execute();
  return Map.groupBy(rows, ({ run_id }) => run_id);
}

/** The attempt with its row of job_logs, or nothing where there is none that the scope sees. */
export async function findManagedLog(db: Db, scope: Scope, id: string): Promise<ManagedLog | undefined> {
  const row = await selectJobLogs(db, scope).where('j.id', '=', id).executeTakeFirst();
  return row && { ...row, run: (await findJobRuns(db, scope, [id])).get(id) ?? null };
}

/** A row of job_logs with what this service knows of it; null: it is of another application. */
export type ManagedLog = JobLogRow & { readonly run: JobRunView | null };

/** Locks an attempt, its job first, as the functions of the state machine do, and reads it as it is then. */
export async function lockRun(tx: Transaction, scope: Scope, id: string): Promise<ManagedLog | undefined> {
  await sql`select api.lock_job_run(${id})`.execute(tx);
  // A later statement: it sees what was committed until the locks were there.
  return findManagedLog(tx, scope, id);
}

/** Locks a job against other changes of its runs, and gives its program. */
export const lockJob = (tx: Transaction, id: string): Promise<{ job_class: string } | undefined> =>
  tx.selectFrom('scheduled_jobs').select('job_class').where('id', '=', id).forNoKeyUpdate().executeTakeFirst();

/** Asks for a run of a locked job. Gives its first attempt; null where its overlap policy refuses it. */
export async function enqueue(
  tx: Transaction,
  run: { readonly jobId: string; readonly origin: 'manual' | 'retry'; readonly userId: string; readonly for?: string },
): Promise<string | null> {
  const planned = run.for === undefined ? sql`api.job_now()` : sql`${run.for}::timestamp`;
  const { rows } = await sql<{ id: string | null }>`
    select api.enqueue_job_run(${run.jobId}, ${run.origin}, ${planned}, ${run.userId}) as id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** The run of a job that stands in another's way: of several the one that was queued first. */
export const firstOpenRun = (tx: Transaction, jobId: string): Promise<JobRunView | undefined> =>
  selectRuns(tx, everything)
    .where('r.scheduled_job_id', '=', jobId)
    .where('r.state', '!=', 'ended')
    .orderBy('r.job_log_id')
    .limit(1)
    .executeTakeFirst();

/** Whether an attempt is the last at its run so far. */
export async function isLastAttempt(tx: Transaction, { run_id, attempt }: JobRunView): Promise<boolean> {
  const later = await tx
    .selectFrom('job_logs')
    .select('id')
    .where('job_id', '=', run_id)
    .where('attempt', '>', attempt)
    .limit(1)
    .executeTakeFirst();
  return later === undefined;
}

/** The first attempt at a run that is open and stands for another that failed, for the same time of the same job. */
export const openRetry = (tx: Transaction, jobId: string, scheduledFor: string): Promise<JobRunView | undefined> =>
  selectRuns(tx, everything)
    .where('r.scheduled_job_id', '=', jobId)
    .where('r.state', '!=', 'ended')
    .where('r.trigger', '=', 'retry')
    .where(sql<boolean>`r.scheduled_for = ${scheduledFor}::timestamp`)
    .orderBy('r.job_log_id')
    .limit(1)
    .executeTakeFirst();

/** Ends a locked run that no worker has, or asks its worker to stop. */
export async function cancel(tx: Transaction, id: string, userId: string, reason: string): Promise<void> {
  await sql`select api.cancel_job_run(${id}, ${userId}, ${reason})`.execute(tx);
}

const lineOrder = {
  name: 'job_lines',
  direction: 'asc',
  keys: [{ expression: sql.ref('l.id'), type: 'bigint', column: { name: 'id' } }],
} as const satisfies KeysetOrder;

/** In which order a run's lines are listed. */
export const jobLineOrder: KeysetOrder = lineOrder;

const selectLines = (db: Db, scope: Scope) =>
  db
    .selectFrom('api.job_run_lines as l')
    .select(['l.id', 'l.job_log_id', 'l.written_at', 'l.message'])
    .where(isVisible(scope));

export const pageLines = (db: Db, scope: Scope, jobLogId: string, page: PageRequest) =>
  readPage(selectLines(db, scope).where('l.job_log_id', '=', jobLogId), page);

export const totalLines = (db: Db, scope: Scope, jobLogId: string) =>
  countUpTo(db, selectLines(db, scope).where('l.job_log_id', '=', jobLogId));

/**
 * Rows for the feed, by id. Feeds read without a scope: the hub loads a row once for all its subscribers and asks for
 * each of them whether it is visible.
 */
export async function loadFeedLogs(db: Db, ids: readonly string[]): Promise<Map<string, ManagedLog>> {
  const rows = await selectJobLogs(db, everything)
    .where(sql<boolean>`j.id = any(${idArray(ids)})`)
    .execute();
  const runs = await findJobRuns(db, everything, ids);
  return new Map(rows.map((row) => [row.id, { ...row, run: runs.get(row.id) ?? null }]));
}

/** The same of lines. */
export async function loadFeedLines(db: Db, ids: readonly string[]): Promise<Map<string, JobRunLineRow>> {
  const rows = await selectLines(db, everything)
    .where(sql<boolean>`l.id = any(${idArray(ids)})`)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
}
