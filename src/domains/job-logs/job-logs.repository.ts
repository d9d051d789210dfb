import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { findByIds } from '../../auth/scope.repository.ts';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import type { Columns } from '../../db/columns.ts';
import { jobLogsRepository } from '../../db/generated/repositories.ts';
import type { JobLogRow } from '../../db/generated/tables.ts';
import { idArray } from '../../db/id-list.ts';
import {
  countUpTo,
  pageStatement,
  toPage,
  withKeyColumns,
  type KeysetOrder,
  type Page,
  type PageRequest,
} from '../../db/keyset.ts';

/** Which runs of jobs; null and absent do not restrict. Times are UTC texts, `to` exclusive. */
export interface JobLogCriteria {
  readonly statuses?: readonly string[] | null;
  readonly jobClasses?: readonly string[] | null;
  readonly queue?: string | null;
  readonly jobId?: string | null;
  readonly scheduledJobId?: string | null;
  readonly executedById?: string | null;
  readonly runId?: string | null;
  readonly triggers?: readonly string[] | null;
  readonly isManaged?: boolean | null;
  readonly isOpen?: boolean | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** It never changes, unlike the start: a run keeps its place while it advances. Without it, it is the oldest of all. */
const createdAt = sql<string>`coalesce(j.created_at, '-infinity'::timestamp)`;
const byTime = [
  { expression: createdAt, type: 'timestamp', column: { name: 'created_at', ifNull: '-infinity' } },
  { expression: sql.ref('j.id'), type: 'bigint', column: { name: 'id' } },
] as const;

export const jobLogOrders = {
  NEWEST_FIRST: { name: 'job_newest', direction: 'desc', keys: byTime },
  OLDEST_FIRST: { name: 'job_oldest', direction: 'asc', keys: byTime },
} as const satisfies Record<string, KeysetOrder>;

/** Jobs belong to the whole system. */
export const isVisible = (scope: Scope): RawBuilder<boolean> => sql<boolean>`${sql.lit(scope.kind === 'all')}`;

/** One status has an index in the order of time: what failed. */
const isStatus = ([only, ...others]: readonly string[]): RawBuilder<SqlBool> =>
  only !== undefined && others.length === 0
    ? sql`j.status = ${sql.lit(only)}`
    : sql`j.status = any(${only === undefined ? [] : [only, ...others]}::text[])`;

/** What this service runs has a row of api.job_runs, in which these conditions hold. */
const isManaged = (conditions = sql<SqlBool>`true`) =>
  sql<SqlBool>`exists (select from api.job_runs r where r.job_log_id = j.id and ${conditions})`;

/** As the index of what is on its way has it. */
const isOpen = sql<SqlBool>`j.status in ('queued', 'processing')`;

const unless = (wanted: boolean, condition: RawBuilder<SqlBool>) =>
  wanted ? condition : sql<SqlBool>`not (${condition})`;

/** The visible runs that match. The query names the table `j`. */
export function matchingJobs(db: Db, scope: Scope, criteria: JobLogCriteria = {}) {
  const given = <Value>(value: Value | null | undefined, condition: (value: Value) => RawBuilder<SqlBool>) =>
    value == null ? [] : [condition(value)];
  const conditions = [
    isVisible(scope),
    ...given(criteria.statuses, isStatus),
    ...given(criteria.jobClasses, (classes) => sql`j.job_class = any(${classes}::text[])`),
    ...given(criteria.queue, (queue) => sql`j.queue = ${queue}`),
    ...given(criteria.jobId, (id) => sql`j.job_id = ${id}`),
    ...given(criteria.scheduledJobId, (id) => sql`j.scheduled_job_id = ${id}`),
    ...given(criteria.executedById, (id) => sql`j.executed_by = ${id}`),
    ...given(criteria.runId, (id) => sql`j.job_id = ${id}`),
    ...given(criteria.triggers, (triggers) => isManaged(sql`r.trigger = any(${triggers}::text[])`)),
    ...given(criteria.isManaged, (wanted) => unless(wanted, isManaged())),
    ...given(criteria.isOpen, (wanted) => unless(wanted, isOpen)),
    ...given(criteria.from, (from) => sql`${createdAt} >= ${from}::timestamp`),
    ...given(criteria.to, (to) => sql`${createdAt} < ${to}::timestamp`),
  ];
  return db.selectFrom('job_logs as j').where((eb) => eb.and(conditions));
}

/** The columns asked for; rows have no others, whatever their type says. */
const selected = (columns: Columns) =>
  jobLogsRepository.table.selectable
    .filter((name) => columns === 'all' || columns.has(name))
    .map((name) => `j.${name}` as const);

/** All columns of the visible runs. */
export const selectJobLogs = (db: Db, scope: Scope) => matchingJobs(db, scope).select(selected('all'));

/** A run, or of it only what `columns` names. */
export const findJobLog = (
  db: Db,
  scope: Scope,
  id: string,
  columns: Columns = 'all',
): Promise<JobLogRow | undefined> =>
  matchingJobs(db, scope).select(selected(columns)).where('j.id', '=', id).executeTakeFirst();

/** The visible ones of these runs, in no order. */
export const findJobLogs = findByIds((db, scope, ids, columns) =>
  matchingJobs(db, scope)
    .select(selected(columns))
    .where(sql<boolean>`j.id = any(${idArray(ids)})`)
    .$castTo<JobLogRow>(),
);

export async function pageJobLogs(
  db: Db,
  scope: Scope,
  criteria: JobLogCriteria,
  page: PageRequest,
  columns: Columns = 'all',
): Promise<Page<JobLogRow>> {
  const query = matchingJobs(db, scope, criteria).select(selected(withKeyColumns(columns, page.order)));
  return toPage(await pageStatement(query, page).execute(), page);
}

export const totalJobLogs = (db: Db, scope: Scope, criteria: JobLogCriteria) =>
  countUpTo(db, matchingJobs(db, scope, criteria));

/** What failed of one program in a period. */
export interface JobFailures {
  readonly job_class: string;
  /** The schedule of its last failure; null: none. */
  readonly scheduled_job_id: string | null;
  readonly failures: number;
  /** When it failed last, and with what message. */
  readonly last_failed_at: string;
  readonly last_error: string | null;
}

/** The programs of which runs failed in a period, those with the most failures first. Times are UTC texts. */
export async function failingJobs(
  db: Db,
  scope: Scope,
  period: { readonly from: string; readonly to: string },
  limit: number,
): Promise<JobFailures[]> {
  const counted = matchingJobs(db, scope, { statuses: ['failed'], ...period })
    .select([
      'j.job_class',
      sql<string>`count(*)`.as('failures'),
      sql<string>`max(j.created_at)`.as('last_failed_at'),
      // Not its message: PostgreSQL would hold those of all failures in memory, and they may be long.
      sql<string>`(array_agg(j.id order by j.created_at desc, j.id desc))[1]`.as('last_id'),
    ])
    .groupBy('j.job_class')
    .orderBy(sql`count(*)`, 'desc')
    .orderBy('j.job_class')
    .limit(sql.lit(limit));
  const rows = await db
    .selectFrom(counted.as('counted'))
    .innerJoin('job_logs as last', 'last.id', 'counted.last_id')
    .select([
      'counted.job_class',
      'counted.failures',
      'counted.last_failed_at',
      'last.scheduled_job_id',
      'last.error_message as last_error',
    ])
    .orderBy('counted.failures', 'desc')
    .orderBy('counted.job_class')
    .execute();
  return rows.map((row) => ({ ...row, failures: Number(row.failures) }));
}
