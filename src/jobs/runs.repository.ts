import { sql } from 'kysely';
import type { Db, Transaction } from '../db/client.ts';
import type { JsonValue } from '../db/column-types.ts';
import { idArray } from '../db/id-list.ts';

/** A run as a worker gets it. Times are UTC texts. */
export interface ClaimedRun {
  readonly job_log_id: string;
  readonly scheduled_job_id: string | null;
  readonly run_id: string;
  readonly attempt: number;
  readonly job_class: string;
  readonly scheduled_for: string;
  readonly fencing_token: string;
  readonly parameters: JsonValue;
  readonly time_limit_seconds: number | null;
}

/** How an attempt ended, as its worker says. */
export interface Outcome {
  readonly id: string;
  readonly token: string;
  readonly status: 'completed' | 'failed' | 'cancelled';
  readonly result?: JsonValue;
  readonly error?: string | null;
  readonly trace?: string | null;
  /** Whether another attempt is worth while; there is one only where the job has attempts left. */
  readonly retry?: boolean;
}

/** A run that a worker still holds. */
export interface HeldRun {
  readonly job_log_id: string;
  readonly fencing_token: string;
  readonly cancel_requested: boolean;
}

export interface WorkerRecord {
  readonly id: string;
  readonly name: string;
  readonly concurrency: number;
  readonly leaseSeconds: number;
}

const seconds = (value: number) => sql`make_interval(secs => ${value})`;

/**
 * Gives at most `limit` ready runs of these classes to a worker, the oldest first, each with a fencing token greater than
 * any before. It writes one table, and reads no other: how fast a queue is depends on that. The log is told by
 * `noteRuns`. Each limit is a statement of its own, because PostgreSQL plans one with a parameter anew every time.
 */
export async function claimRuns(
  db: Db,
  worker: Pick<WorkerRecord, 'id' | 'leaseSeconds'>,
  classes: readonly string[],
  limit: number,
): Promise<ClaimedRun[]> {
  const { rows } = await sql<ClaimedRun>`
    with picked as (
      select job_log_id from api.job_runs
      where state = 'ready' and available_at <= api.job_now() and job_class = any(${classes}::text[])
      order by available_at, job_log_id
      limit ${sql.lit(limit)}
      for update skip locked
    )
    update api.job_runs r set state = 'processing', worker_id = ${worker.id}::uuid,
      fencing_token = nextval('api.job_fencing_tokens'), claimed_at = api.job_now(), heartbeat_at = api.job_now(),
      lease_expires_at = api.job_now() + ${seconds(worker.leaseSeconds)}
    from picked where r.job_log_id = picked.job_log_id
    returning r.job_log_id, r.scheduled_job_id, r.run_id, r.attempt, r.job_class, r.scheduled_for, r.fencing_token,
      r.parameters, r.time_limit_seconds`.execute(db);
  return rows;
}

/** Shows in the log, and in their jobs, which of these runs are being worked on. */
export async function noteRuns(tx: Transaction, ids: readonly string[]): Promise<void> {
  await sql`select api.note_job_runs(${idArray(ids)})`.execute(tx);
}

/**
 * Whether the end of an attempt was written. `refused`: the lease has ended, or another worker has the run. `held`: a
 * transaction of the run is still open; ask again.
 */
export type Verdict = 'accepted' | 'refused' | 'held';

/** Ends attempts, and gives a verdict on each by its id. */
export async function finishRuns(tx: Transaction, outcomes: readonly Outcome[]): Promise<Map<string, Verdict>> {
  const { rows } = await sql<{ id: string; verdict: Verdict }>`
    select id, verdict from api.finish_job_runs(${JSON.stringify(outcomes)}::jsonb)`.execute(tx);
  return new Map(rows.map(({ id, verdict }) => [id, verdict]));
}

/** Hands back what a worker holds; gives how many. */
export async function releaseRuns(tx: Transaction, workerId: string): Promise<number> {
  const { rows } = await sql`select api.release_job_runs(${workerId})`.execute(tx);
  return rows.length;
}

/** Ends attempts whose workers did not report in time; gives how many. */
export async function reapRuns(tx: Transaction, limit: number): Promise<number> {
  const { rows } = await sql`select api.reap_job_runs(${limit})`.execute(tx);
  return rows.length;
}

/** Whether the worker holds the run; nobody ends it or takes it over until the transaction does. */
export async function holdRun(tx: Transaction, id: string, token: string): Promise<boolean> {
  const { rows } = await sql`
    select from api.job_runs where job_log_id = ${id} and fencing_token = ${token} and state = 'processing'
      and lease_expires_at > api.job_now() for key share`.execute(tx);
  return rows.length === 1;
}

/** The first sign of life of a worker. */
export async function registerWorker(db: Db, { id, name, concurrency, leaseSeconds }: WorkerRecord): Promise<void> {
  await db
    .insertInto('api.job_workers')
    .values({ id, name, concurrency, lease_seconds: leaseSeconds })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}

/** A sign of life: prolongs the leases of these runs that have not ended, and gives those. */
export async function beat(db: Db, worker: WorkerRecord, runIds: readonly string[]): Promise<HeldRun[]> {
  const { rows } = await sql<HeldRun>`
    with alive as (
      update api.job_workers set heartbeat_at = api.job_now() where id = ${worker.id}
    )
    update api.job_runs set heartbeat_at = api.job_now(),
      lease_expires_at = api.job_now() + ${seconds(worker.leaseSeconds)}
    where job_log_id = any(${idArray(runIds)}) and worker_id = ${worker.id} and state = 'processing'
      and lease_expires_at > api.job_now()
    returning job_log_id, fencing_token, cancel_requested_at is not null as cancel_requested`.execute(db);
  return rows;
}

/** Those of a worker's runs that somebody wants to end. */
export async function findCancelRequests(db: Db, workerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('api.job_runs')
    .select('job_log_id')
    .where('worker_id', '=', workerId)
    .where('state', '=', 'processing')
    .where('cancel_requested_at', 'is not', null)
    .execute();
  return rows.map(({ job_log_id }) => job_log_id);
}

/** The worker takes no more runs; `stopped`: and has none left. */
export async function retireWorker(db: Db, id: string, { stopped }: { readonly stopped: boolean }): Promise<void> {
  const time = sql<string>`api.job_now()`;
  await db
    .updateTable('api.job_workers')
    .set({ heartbeat_at: time, stopping_at: sql<string>`coalesce(stopping_at, api.job_now())` })
    .$if(stopped, (query) => query.set({ stopped_at: time }))
    .where('id', '=', id)
    .execute();
}

/** What a run says of itself. */
export interface Report {
  readonly lines: readonly string[];
  readonly progress: { readonly done: number; readonly total: number; readonly message: string | null } | null;
}

/** Keeps what a run says, while its worker holds it. */
export async function reportRun(db: Db, id: string, token: string, { lines, progress }: Report): Promise<void> {
  const held = sql`job_log_id = ${id} and fencing_token = ${token} and state = 'processing'
    and lease_expires_at > api.job_now()`;
  if (progress !== null) {
    await sql`update api.job_runs set progress_done = ${progress.done}, progress_total = ${progress.total},
      progress_message = ${progress.message} where ${held}`.execute(db);
  }
  if (lines.length > 0) {
    await sql`insert into api.job_run_lines (job_log_id, message)
      select r.job_log_id, line.message from api.job_runs r,
        unnest(${lines}::text[]) with ordinality as line(message, place)
      where ${held} order by line.place`.execute(db);
  }
}
