import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { everything, type Scope } from '../../auth/scope.ts';
import { connectionOptions } from '../../db/client.ts';
import type { DB } from '../../db/generated/tables.ts';
import { explain } from '../../testing/query-plan.ts';
import { withClient } from '../../testing/server.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { activityOrders, pageActivities, type ActivityCriteria } from '../activity-logs/activity-logs.repository.ts';
import { auditOrders, pageAudits, type AuditCriteria } from '../audit-logs/audit-logs.repository.ts';

const rowCount = 200_000;
const depth = 150_000;
const schoolCount = 600;
const userCount = 2_000;
const page = 50;

let service: TestService;
let world: World;
let pool: pg.Pool;
let db: Kysely<DB>;
let schools: string[];
let users: string[];
const executed: CompiledQuery[] = [];

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  pool = new pg.Pool(connectionOptions({ url: service.database.url }));
  db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), log: ({ query }) => void executed.push(query) });
  await withClient(service.database.ownerUrl, async (client) => {
    const parent = world.institutions.kapaz;
    const made = await client.query<{ id: string }>(
      `insert into institutions (name, type, level, parent_id)
       select 'School ' || n, 'school', 4, ${parent} from generate_series(1, ${schoolCount}) as n returning id::text`,
    );
    schools = made.rows.map(({ id }) => id);
    const staff = await client.query<{ id: string }>(
      `insert into users (username, password, role_id, institution_id)
       select 'user' || n, '!', ${world.roles.get('müəllim')!}, ($1::bigint[])[1 + n % ${schoolCount}]
       from generate_series(1, ${userCount}) as n returning id::text`,
      [schools],
    );
    users = staff.rows.map(({ id }) => id);
    // Pages become visible to all, and readable from an index alone, once the commit is on disk.
    await client.query('set synchronous_commit = on');
    // Few have the rare property. Each row in 50 belongs to no institution; the last school was closed before all others began.
    await client.query(
      `insert into activity_logs (activity_type, entity_type, entity_id, user_id, institution_id, description, created_at, properties)
       select 'bulk', 'reports', n % 4000, ($2::bigint[])[1 + n * 7 % ${userCount}],
         case when n % 50 = 0 then null when n < 1000 then ($1::bigint[])[${schoolCount}]
           else ($1::bigint[])[1 + n * 13 % ${schoolCount - 1}] end,
         'did something', timestamp '2024-01-01' + n * interval '1 minute',
         case when n % 20000 = 7 then '{"batch": 7, "rare": true}'::jsonb else '{}' end
       from generate_series(1, ${rowCount}) as n`,
      [schools, users],
    );
    await client.query(
      `insert into audit_logs (event, auditable_type, auditable_id, user_id, institution_id, tags, old_values, created_at)
       select activity_type, entity_type, entity_id, user_id, institution_id,
         jsonb_build_array('graphql', 'request:' || id / 3), '{}', created_at
       from activity_logs order by id`,
    );
    await client.query('vacuum (analyze) activity_logs, audit_logs, institutions, users');
  });
}, 120_000);
afterAll(async () => {
  await db.destroy();
  await service.stop();
});

interface Case {
  readonly scope: Scope;
  readonly criteria?: ActivityCriteria & AuditCriteria;
}

/** The two logs, whose pages come from one mechanism. */
const logs = {
  activity_logs: { field: 'activityLogs', type: 'activityType', orders: activityOrders, read: pageActivities },
  audit_logs: { field: 'auditLogs', type: 'event', orders: auditOrders, read: pageAudits },
} as const;
type Log = keyof typeof logs;
const names = Object.keys(logs) as Log[];

/** The plan of a page as it ran, and how many blocks it touched. */
async function costOf(
  log: Log,
  { scope, criteria = {} }: Case,
  order: keyof typeof activityOrders,
  after: string[] | null,
) {
  executed.length = 0;
  const request = { order: logs[log].orders[order], limit: page, backward: false, after, before: null };
  await logs[log].read(db, scope, criteria, request);
  expect(executed).toHaveLength(1);
  return explain(pool, executed[0]!);
}

const subtree = (institutionIds: readonly string[], userId = '0'): Scope => ({
  kind: 'subtree',
  userId,
  institutionIds: new Set(institutionIds),
});

/** What each viewer asks for, and how many blocks a page may touch. */
const cases: Record<string, { of: () => Case; blocks: number }> = {
  everything: { of: () => ({ scope: everything }), blocks: 150 },
  'one user, for all': { of: () => ({ scope: everything, criteria: { userId: users[5]! } }), blocks: 150 },
  'one user, for a region': {
    of: () => ({ scope: subtree(schools.slice(0, 100)), criteria: { userId: users[5]! } }),
    blocks: 200,
  },
  'the own acts': { of: () => ({ scope: { kind: 'self', userId: users[7]!, institutionId: null } }), blocks: 150 },
  'a region of 100 schools': { of: () => ({ scope: subtree(schools.slice(0, 100), users[5]) }), blocks: 3_000 },
  'one school': { of: () => ({ scope: subtree([schools[3]!], users[5]) }), blocks: 300 },
  'a school that closed before all others began': {
    of: () => ({ scope: subtree([schools.at(-1)!]) }),
    blocks: 300,
  },
  'a closed school, for all': {
    of: () => ({ scope: everything, criteria: { institutionIds: [schools.at(-1)!] } }),
    blocks: 200,
  },
  'half the country': { of: () => ({ scope: subtree(schools.slice(0, 300), users[5]) }), blocks: 2_000 },
  'a school in a week long ago': {
    of: () => ({
      scope: subtree([schools[3]!]),
      criteria: { from: '2024-02-01T00:00:00Z', to: '2024-02-08T00:00:00Z' },
    }),
    blocks: 300,
  },
  'an entity, for a region': {
    of: () => ({ scope: subtree(schools.slice(0, 100)), criteria: { entityType: 'reports', entityId: '77' } }),
    blocks: 200,
  },
};

describe.each(names)('the cost of a list of %s', (log) => {
  it('of 200 entries with user and institution is at most 3 statements', async () => {
    const { field, type } = logs[log];
    const list = `{ list: ${field}(first: 200) { nodes { id ${type} user { username } institution { name } } } }`;
    await service.query('superadmin', list);
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    try {
      const { data } = await service.query('superadmin', list);
      expect(data.list.nodes).toHaveLength(200);
      const statements = spy.mock.calls
        .map(([query]) => (typeof query === 'string' ? query : (query as { text?: string }).text))
        .filter((text) => text?.includes('from "') === true);
      expect(statements.length).toBeGreaterThan(0);
      expect(statements.length).toBeLessThanOrEqual(3);
    } finally {
      spy.mockRestore();
    }
  });

  it.each(Object.entries(cases))(
    'of %s is bounded, on the first page and in the depth',
    async (_name, { of, blocks }) => {
      const wanted = of();
      for (const [order, sorting] of [
        ['NEWEST_FIRST', 'desc'],
        ['OLDEST_FIRST', 'asc'],
      ] as const) {
        const { rows } = await pool.query<{ at: string; id: string }>(
          `select created_at::text as at, id::text from ${log} order by created_at ${sorting}, id ${sorting} offset ${depth} limit 1`,
        );
        await costOf(log, wanted, order, null);
        for (const after of [null, [rows[0]!.at, rows[0]!.id]]) {
          const cost = await costOf(log, wanted, order, after);
          expect(cost.blocks, order).toBeLessThanOrEqual(blocks);
          const scanned = cost.nodes.filter((node) => node['Node Type'] === 'Seq Scan');
          expect(scanned.filter((node) => node['Relation Name'] === log)).toEqual([]);
          // What is sorted is a page, or cut off to one while it is read.
          for (const sort of cost.nodes.filter((node) => node['Node Type'] === 'Sort')) {
            expect(sort['Actual Rows']).toBeLessThanOrEqual(3 * (page + 1));
          }
        }
      }
    },
  );
});

describe('the cost of what an index has few rows of', () => {
  it.each([
    ['a request, for all', 'audit_logs', everything, { requestId: '7' }],
    ['a request, for a region', 'audit_logs', null, { requestId: '7' }],
    ['rare properties, for all', 'activity_logs', everything, { propertiesContain: '{"rare": true}' }],
    ['rare properties, for a region', 'activity_logs', null, { propertiesContain: '{"rare": true}' }],
  ] as const)('%s, is that of these rows', async (_name, log, scope, criteria) => {
    const wanted = { scope: scope ?? subtree(schools.slice(0, 100), users[5]), criteria };
    for (const order of ['NEWEST_FIRST', 'OLDEST_FIRST'] as const) {
      await costOf(log, wanted, order, null);
      const cost = await costOf(log, wanted, order, null);
      expect(cost.blocks).toBeLessThanOrEqual(150);
      expect(cost.nodes.some((node) => node['Node Type'] === 'Bitmap Index Scan')).toBe(true);
    }
  });
});

describe.each(names)('a page of %s that is merged from those of many institutions', (log) => {
  it.each([1, 100, 101, 300])('of %i schools is the page of the rule, at both ends and in between', async (count) => {
    const ids = schools.slice(-count);
    const me = users[5]!;
    const visible = `institution_id = any($1::bigint[]) or user_id = $2
      or (institution_id is null and user_id in (select id from users where institution_id = any($1::bigint[])))`;
    const { rows } = await pool.query<{ at: string; id: string }>(
      `select created_at::text as at, id::text from ${log} where ${visible} order by created_at desc, id desc`,
      [ids, me],
    );
    const middle = Math.floor(rows.length / 2);
    const keys = [rows[middle]!.at, rows[middle]!.id];
    const read = async (window: { backward: boolean; after?: string[]; before?: string[] }) => {
      const request = { order: logs[log].orders.NEWEST_FIRST, limit: page, after: null, before: null, ...window };
      const { rows: found } = await logs[log].read(db, subtree(ids, me), {}, request);
      return found.map(({ id }) => id);
    };
    const all = rows.map(({ id }) => id);
    expect(await read({ backward: false })).toEqual(all.slice(0, page));
    expect(await read({ backward: true })).toEqual(all.slice(-page));
    expect(await read({ backward: false, after: keys })).toEqual(all.slice(middle + 1, middle + 1 + page));
    expect(await read({ backward: true, before: keys })).toEqual(all.slice(middle - page, middle));
  });
});
