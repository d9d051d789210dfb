import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../db/client.ts';
import type { RetentionSource } from '../domains/retention/retention.repository.ts';
import { mutate } from './notifications.ts';
import type { TestService } from './service.ts';

export interface ExpiredOptions {
  /** Written just now. */
  readonly fresh?: boolean;
  /** Without a time. */
  readonly timeless?: boolean;
  /** All of one time, a day after the first of the others. */
  readonly together?: boolean;
  /** Old, but such as must stay: open, running, not ended. */
  readonly unfinished?: boolean;
}

/** How a row of each source is made: columns and values, with the time and the state to fill in. */
const rows: Readonly<Record<RetentionSource, { columns: string; values: string; open: string; done: string }>> = {
  activity_logs: {
    columns: 'activity_type, created_at, description',
    values: `'x', AT, STATE`,
    open: '',
    done: `null`,
  },
  audit_logs: { columns: 'event, created_at, url', values: `'x', AT, STATE`, open: '', done: `null` },
  security_events: {
    columns: 'event_type, severity, created_at, resolution',
    values: `'x', 'info', AT, STATE`,
    open: `'escalated'`,
    done: `'resolved'`,
  },
  system_errors: {
    columns: 'error_type, message, created_at, status',
    values: `'x', 'x', AT, STATE`,
    open: 'null',
    done: `'ignored'`,
  },
  performance_metrics: {
    columns: 'metric_type, name, value, unit, timestamp, endpoint',
    values: `'x', 'x', 1, 'ms', AT, STATE`,
    open: '',
    done: 'null',
  },
  job_logs: {
    columns: 'job_class, created_at, status',
    values: `'x', AT, STATE`,
    open: `'processing'`,
    done: `'failed'`,
  },
  integration_sync_logs: {
    columns: 'integration_id, sync_type, start_time, status',
    values: `(select min(id) from integrations), 'full', AT, STATE`,
    open: 'null',
    done: `'completed'`,
  },
  system_notifications: {
    columns: 'type, title, message, end_at, icon',
    values: `'x', 'x', 'x', AT, STATE`,
    open: '',
    done: 'null',
  },
};

/** Inserts rows of the year 2001, a second apart, as other applications would. Gives their ids, the oldest first. */
export async function insertExpired(
  db: Db,
  source: RetentionSource,
  count = 1,
  { fresh = false, timeless = false, together = false, unfinished = false }: ExpiredOptions = {},
): Promise<string[]> {
  await sql`insert into integrations (name, integration_type, provider) select 'Old', 'api', 'x'
    where not exists (select from integrations)`.execute(db);
  const { columns, values, open, done } = rows[source];
  const now = `now() at time zone 'utc'`;
  // What has no state that keeps it, and what must have a time, is as good as fresh.
  const isFresh = fresh || (unfinished && open === '');
  const none = source === 'integration_sync_logs' ? `'-infinity'` : 'null';
  const old = together ? `timestamp '2001-01-02'` : `timestamp '2001-01-01' + n * interval '1 second'`;
  const at = isFresh ? now : timeless ? none : old;
  const state = unfinished && open !== '' ? open : done;
  const { rows: inserted } = await sql<{ id: string }>`
    insert into ${sql.table(source)} (${sql.raw(columns)})
    select ${sql.raw(values.replace('AT', `(${at})::timestamp`).replace('STATE', `(${state})::varchar`))}
    from generate_series(1, ${count}::integer) n order by n returning id`.execute(db);
  // As if they had been rolled up long ago: samples that have not stay.
  if (source === 'performance_metrics') {
    await sql`delete from api.metric_dirty_buckets where bucket < '2002-01-01'`.execute(db);
  }
  return inserted.map(({ id }) => id);
}

/** Enables a policy, with other days than it has where they are given. */
export const enablePolicy = (db: Db, source: RetentionSource, keepDays?: number) =>
  sql`update api.retention_policies set enabled = true, keep_days = coalesce(${keepDays ?? null}::integer, keep_days)
    where source = ${source}`.execute(db);

export const releaseHolds = (db: Db) =>
  sql`update api.retention_holds set released_at = now() at time zone 'utc', release_reason = 'test'
    where released_at is null`.execute(db);

/** Ids of a table's rows, in their order. */
export async function idsIn(db: Db, table: string): Promise<string[]> {
  const { rows: found } = await sql<{ id: string }>`select id from ${sql.table(table)} order by id`.execute(db);
  return found.map(({ id }) => id);
}

/** What a super administrator asks of retention. */
export function retentionOf(service: TestService) {
  const change = (name: string, input: Record<string, unknown>, selection: string) =>
    mutate(service, 'superadmin', name, input, selection);
  const ask = async (query: string) => {
    const { data, errors } = await service.query('superadmin', query);
    expect(errors).toBeUndefined();
    return data;
  };
  return {
    ask,
    setPolicy: (input: Record<string, unknown>) =>
      change('setRetentionPolicy', input, 'policy { source keepDays isEnabled version updatedBy { username } }'),
    place: (input: Record<string, unknown>) =>
      change(
        'placeRetentionHold',
        { reason: 'Court order', ...input },
        'hold { id databaseId isActive version sources userId user { username } institution { institutionCode } }',
      ),
    release: (input: Record<string, unknown>) =>
      change('releaseRetentionHold', input, 'hold { isActive releaseReason version }'),
    run: (source: string, more: Record<string, unknown> = {}) =>
      change('runRetention', { source, ...more }, 'run { source deleted held batches oldestAt newestAt stoppedBy }'),
    preview: async (source: string, more = '') => {
      const { previewRetention } = await ask(`{ previewRetention(sources: [${source}] ${more}) {
        source keepDays looked isComplete deletable oldestAt newestAt held heldBy { rows hold { databaseId } } } }`);
      return previewRetention[0];
    },
  };
}
