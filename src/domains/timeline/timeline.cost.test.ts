import { Kysely, PostgresDialect, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { everything, type Scope } from '../../auth/scope.ts';
import { connectionOptions } from '../../db/client.ts';
import type { DB } from '../../db/generated/tables.ts';
import { explain } from '../../testing/query-plan.ts';
import { withClient } from '../../testing/server.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';
import type { About } from './timeline-lists.repository.ts';
import { sourceNames } from './timeline-sources.repository.ts';
import { pageTimeline, timelineOrders } from './timeline.repository.ts';

const rowCount = 60_000;
const schoolCount = 300;
const userCount = 1_000;
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
  await withClient(service.database.superuserUrl, async (client) => {
    const made = await client.query<{ id: string }>(
      `insert into institutions (name, type, level, parent_id)
       select 'School ' || n, 'school', 4, ${world.institutions.kapaz} from generate_series(1, ${schoolCount}) n returning id::text`,
    );
    schools = made.rows.map(({ id }) => id);
    const staff = await client.query<{ id: string }>(
      `insert into users (username, password, role_id, institution_id)
       select 'user' || n, '!', ${world.roles.get('müəllim')!}, ($1::bigint[])[1 + n % ${schoolCount}]
       from generate_series(1, ${userCount}) n returning id::text`,
      [schools],
    );
    users = staff.rows.map(({ id }) => id);
    await client.query(`set session_replication_role = replica; set synchronous_commit = on`);
    // The first user, school, address and request did all that they did long before the others.
    const rows = `(
      select n, timestamp '2024-01-01' + n * interval '1 minute' as at,
        case when n < 600 then 1 else 2 + n * 7 % ${userCount - 1} end as u,
        case when n < 600 then 1 else 2 + n * 13 % ${schoolCount - 1} end as s,
        case when n < 600 then '10.1.2.3' else '10.' || (2 + n % 8) || '.' || n % 200 || '.' || n % 199 end as ip,
        case when n < 6 then 'old' when n % 100 = 0 then 'request-' || n end as request
      from generate_series(1, ${rowCount}) n) rows`;
    const [user, school] = ['($1::bigint[])[u]', '($2::bigint[])[s]'];
    for (const statement of [
      `insert into activity_logs (activity_type, user_id, institution_id, ip_address, properties, created_at)
        select 'x', ${user}, ${school}, ip, jsonb_build_object('request_id', request), at from ${rows}`,
      `insert into audit_logs (event, user_id, institution_id, ip_address, tags, created_at)
        select 'x', ${user}, ${school}, ip, jsonb_build_array('graphql', 'request:' || request), at from ${rows}`,
      `insert into security_events (event_type, severity, user_id, target_user_id, institution_id, ip_address, event_data,
          created_at)
        select 'x', 'info', ${user}, ($1::bigint[])[1 + n % ${userCount}], ${school}, ip,
          jsonb_build_object('requestId', request), at from ${rows}`,
      `insert into system_errors (error_type, message, user_id, ip_address, context, created_at)
        select 'x', 'y', case when ${school} is not null then ${user} end, ip, jsonb_build_object('request_id', request), at
        from ${rows}`,
      `insert into job_logs (job_class, status, executed_by, payload, created_at)
        select 'x', 'completed', case when ${school} is not null and u % 3 < 2 then ${user} end,
          jsonb_build_object('request_id', request), at from ${rows}`,
    ]) {
      await client.query(statement, [users, schools]);
    }
    await client.query('vacuum (analyze)');
  });
}, 180_000);
afterAll(async () => {
  await db.destroy();
  await service.stop();
});

/** The plan of a page as it ran, and how many blocks it touched. */
async function costOf(about: About, scope: Scope, order: keyof typeof timelineOrders, after: string[] | null) {
  executed.length = 0;
  const wanted = { about, sources: sourceNames.map((name) => ({ name, scope })), period: { from: null, to: null } };
  await pageTimeline(db, wanted, { order: timelineOrders[order], limit: page, backward: false, after, before: null });
  expect(executed).toHaveLength(1);
  return explain(pool, executed[0]!);
}

const region = (count: number): Scope => ({
  kind: 'subtree',
  userId: users[5]!,
  institutionIds: new Set(schools.slice(0, count)),
});

interface Case {
  readonly about: () => About;
  readonly scope?: () => Scope;
  readonly blocks: number;
}

/** What is asked for, and how many blocks a page of all five sources may touch. */
const cases: Record<string, Case> = {
  'a user': { about: () => ({ kind: 'user', id: users[7]! }), blocks: 600 },
  'a user who was here long ago': { about: () => ({ kind: 'user', id: users[0]! }), blocks: 600 },
  'a user, for a region': { about: () => ({ kind: 'user', id: users[7]! }), scope: () => region(100), blocks: 800 },
  'an address': { about: () => ({ kind: 'address', network: '10.3.1.9' }), blocks: 600 },
  'an address that was used long ago': { about: () => ({ kind: 'address', network: '10.1.2.3' }), blocks: 600 },
  'a network of few addresses': { about: () => ({ kind: 'network', network: '10.1.0.0/16' }), blocks: 1_000 },
  'a network of many addresses': { about: () => ({ kind: 'network', network: '10.2.0.0/15' }), blocks: 4_000 },
  'every address': { about: () => ({ kind: 'network', network: '0.0.0.0/0' }), blocks: 4_000 },
  'a network that was never used': { about: () => ({ kind: 'network', network: '172.16.0.0/12' }), blocks: 100 },
  'a request': { about: () => ({ kind: 'request', id: 'request-30000' }), blocks: 400 },
  'a request of long ago': { about: () => ({ kind: 'request', id: 'old' }), blocks: 400 },
  'a request that was never made': { about: () => ({ kind: 'request', id: 'none' }), blocks: 200 },
  'a school': { about: () => ({ kind: 'institutions', ids: [schools[3]!] }), blocks: 800 },
  'a school that was closed long ago': { about: () => ({ kind: 'institutions', ids: [schools[0]!] }), blocks: 1_000 },
  'a region of 100 schools': { about: () => ({ kind: 'institutions', ids: schools.slice(0, 100) }), blocks: 6_000 },
  'a region, for its administrator': {
    about: () => ({ kind: 'institutions', ids: schools.slice(0, 100) }),
    scope: () => region(100),
    blocks: 6_000,
  },
  'the country': { about: () => ({ kind: 'institutions', ids: schools }), blocks: 3_000 },
};

describe('the cost of a page about', () => {
  it.each(Object.entries(cases))('%s is bounded, on the first page and in the depth', async (_name, wanted) => {
    const scope = wanted.scope?.() ?? everything;
    for (const order of ['NEWEST_FIRST', 'OLDEST_FIRST'] as const) {
      await costOf(wanted.about(), scope, order, null);
      for (const after of [null, ['2024-01-25 12:00:00', '2', '30000']]) {
        const cost = await costOf(wanted.about(), scope, order, after);
        const named = `${order} ${after === null ? 'first' : 'depth'}`;
        const scanned = cost.nodes.filter((node) => node['Node Type'] === 'Seq Scan' && node['Actual Loops'] > 0);
        const growing = scanned
          .map((node) => node['Relation Name'] ?? '')
          .filter((name) => /_(logs|events|errors)$/.test(name));
        expect(growing, named).toEqual([]);
        expect(cost.blocks, named).toBeLessThanOrEqual(wanted.blocks);
      }
    }
  });
});

it('a page is one statement for its keys and one for the rows of each source, whatever is selected of them', async () => {
  const list = `{ timeline(about: { institutionId: "${world.institutions.ganja}" }, first: 100) {
    nodes { summary user { username } institution { name } ... on ActivityLog { properties } ... on JobLog { payload } } } }`;
  await service.query('superadmin', list);
  const spy = vi.spyOn(pg.Client.prototype, 'query');
  try {
    const { data } = await service.query('superadmin', list);
    expect(data.timeline.nodes).toHaveLength(100);
    const statements = spy.mock.calls
      .map(([query]) => (typeof query === 'string' ? query : (query as { text?: string }).text))
      .filter((text) => text?.includes('from "') === true);
    expect(statements.length).toBeGreaterThan(0);
    expect(statements.length).toBeLessThanOrEqual(6);
    expect(statements.filter((text) => text?.includes('before_state') === true)).toEqual([]);
  } finally {
    spy.mockRestore();
  }
});
