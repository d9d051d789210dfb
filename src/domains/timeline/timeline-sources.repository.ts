import { sql, type RawBuilder, type SelectQueryBuilder, type SqlBool } from 'kysely';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import type { Columns } from '../../db/columns.ts';
import type { DB } from '../../db/generated/tables.ts';
import { findActivities, matchingVisibleActivities } from '../activity-logs/activity-logs.repository.ts';
import { findAudits, matchingVisibleAudits } from '../audit-logs/audit-logs.repository.ts';
import { findJobLogs, matchingJobs } from '../job-logs/job-logs.repository.ts';
import { findEvents, matchingEvents } from '../security-events/security-events.repository.ts';
import { findErrors, matchingVisible as matchingErrors } from '../system-errors/system-errors.repository.ts';

/** Times are UTC texts, `to` exclusive; null does not restrict. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

/** Rows of a source, whatever its table is. */
export type SourceRows = SelectQueryBuilder<DB, keyof DB, object>;

/** How a source takes part in a timeline. Columns are named with the alias that its queries have. */
export interface Source {
  readonly table: string;
  readonly alias: string;
  /** The visible rows of a period. */
  readonly rows: (db: Db, scope: Scope, period: Period) => SourceRows;
  /** The visible ones of these rows, in no order. */
  readonly find: (db: Db, scope: Scope, ids: readonly string[], columns: Columns) => Promise<{ readonly id: string }[]>;
  /** Columns with a user whom a row is about; the first has who did it. */
  readonly users: readonly [string, ...string[]];
  readonly address: string | null;
  /** Null where a row belongs to the institution of its first user. */
  readonly institution: string | null;
  /** Whether everybody sees the own rows, wherever they belong. */
  readonly ownRows: boolean;
  /** Whether a row of the table `r` belongs to a request, in the words of an index. */
  readonly ofRequest: (id: string) => RawBuilder<SqlBool>;
}

/** Characters that a request's id has at most where it is asked for. Indexes have one more, so that equal is equal. */
export const maxRequestId = 200;

/** What one of the columns says under either name that applications give it. */
const requestIdIn = (...columns: readonly string[]): RawBuilder<string> =>
  sql<string>`left(coalesce(${sql.join(
    columns.flatMap((column) => [
      sql`r.${sql.ref(column)} ->> 'request_id'`,
      sql`r.${sql.ref(column)} ->> 'requestId'`,
    ]),
  )}), ${sql.lit(maxRequestId + 1)})`;

const contains = (column: string, value: unknown): RawBuilder<SqlBool> =>
  sql`r.${sql.ref(column)} @> ${JSON.stringify(value)}::jsonb`;

const query = (rows: unknown): SourceRows => rows as SourceRows;

/** By the names of the schema, in the order of what happened at the same time. */
export const sources = {
  AUDIT_LOG: {
    table: 'audit_logs',
    alias: 'a',
    rows: (db, scope, period) => query(matchingVisibleAudits(db, scope, period)),
    find: findAudits,
    users: ['a.user_id'],
    address: 'a.ip_address',
    institution: 'a.institution_id',
    ownRows: true,
    ofRequest: (id) => contains('tags', [`request:${id}`]),
  },
  ACTIVITY_LOG: {
    table: 'activity_logs',
    alias: 'a',
    rows: (db, scope, period) => query(matchingVisibleActivities(db, scope, period)),
    find: findActivities,
    users: ['a.user_id'],
    address: 'a.ip_address',
    institution: 'a.institution_id',
    ownRows: true,
    ofRequest: (id) =>
      sql`(${contains('properties', { request_id: id })} or ${contains('properties', { requestId: id })})`,
  },
  SECURITY_EVENT: {
    table: 'security_events',
    alias: 'e',
    rows: (db, scope, period) => query(matchingEvents(db, scope, period)),
    find: findEvents,
    users: ['e.user_id', 'e.target_user_id'],
    address: 'e.ip_address',
    institution: 'e.institution_id',
    ownRows: false,
    ofRequest: (id) => sql`${requestIdIn('event_data')} = ${id}`,
  },
  SYSTEM_ERROR: {
    table: 'system_errors',
    alias: 'e',
    rows: (db, scope, period) => query(matchingErrors(db, scope, period)),
    find: async (...wanted) => [...(await findErrors(...wanted)).values()],
    users: ['e.user_id'],
    address: 'e.ip_address',
    institution: null,
    ownRows: false,
    ofRequest: (id) => sql`${requestIdIn('context', 'request_data')} = ${id}`,
  },
  JOB_LOG: {
    table: 'job_logs',
    alias: 'j',
    rows: (db, scope, period) => query(matchingJobs(db, scope, period)),
    find: findJobLogs,
    users: ['j.executed_by'],
    address: null,
    institution: null,
    ownRows: false,
    ofRequest: (id) => sql`${requestIdIn('payload')} = ${id}`,
  },
} as const satisfies Record<string, Source>;

export type SourceName = keyof typeof sources;

export const sourceNames = Object.keys(sources) as SourceName[];

/** Where a source stands among rows of the same time. */
export const rankOf = (name: SourceName): number => sourceNames.indexOf(name);
