import { Kysely, PostgresDialect, sql, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything, type Scope } from '../../auth/scope.ts';
import { connectionOptions, type Transaction } from '../../db/client.ts';
import type { DB } from '../../db/generated/tables.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { withClient } from '../../testing/server.ts';
import { insertIntegration, queueRun } from '../../testing/sync-runs.ts';
import { createWorld } from '../../testing/world.ts';
import { findDueIntegrations } from './due-syncs.repository.ts';
import { findLastRuns, lockAbandoned, lockClaimable, pageRuns, syncRunOrders } from './sync-runs.repository.ts';

let database: TestDatabase;
let db: Kysely<DB>;
let bakuScope: Scope;
const integrations: string[] = [];
const executed: CompiledQuery[] = [];

/** A year of runs, of which hardly any are on their way. */
beforeAll(async () => {
  database = await createTestDatabase();
  const world = await createWorld(database);
  const { baku, ganja } = world.institutions;
  bakuScope = { kind: 'subtree', userId: '0', institutionIds: new Set([baku, world.institutions.school1]) };
  const late = { frequency: 'hourly', synced: '-1 day' };
  for (let index = 0; index < 40; index += 1) {
    integrations.push(
      await insertIntegration(database.owner, { ...late, institution: index % 2 === 0 ? baku : ganja }),
    );
  }
  await sql`
    insert into integration_sync_logs (integration_id, sync_type, start_time, end_time, status)
    select (${integrations}::bigint[])[1 + n % 40], 'full', '2026-01-01'::timestamp + n * interval '1 minute',
      '2026-01-01'::timestamp + n * interval '1 minute', 'completed'
    from generate_series(1, 100000) n`.execute(database.owner);
  await sql`insert into api.sync_run_leases (sync_run_id) select id from integration_sync_logs`.execute(database.owner);
  await queueRun(database.owner, integrations[0]!);
  await withClient(database.superuserUrl, (client) => client.query('vacuum analyze'));
  db = new Kysely<DB>({
    dialect: new PostgresDialect({ pool: new pg.Pool(connectionOptions({ url: database.url })) }),
    log: ({ query }) => void executed.push(query),
  });
}, 60_000);
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

interface Plan {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Shared Hit Blocks': number;
  readonly 'Shared Read Blocks': number;
  readonly Plans?: Plan[];
}

/** The tables that the first statement of `work` reads whole, and how many blocks it touches. */
async function costOf(work: (tx: Transaction) => Promise<unknown>) {
  executed.length = 0;
  return db.transaction().execute(async (tx) => {
    await work(tx);
    const statement = executed.find(({ sql: text }) => text.startsWith('select'))!;
    const explained = { ...statement, sql: `explain (analyze, buffers, format json) ${statement.sql}` };
    const { rows } = await tx.executeQuery<{ 'QUERY PLAN': [{ Plan: Plan }] }>(explained);
    const plan = rows[0]!['QUERY PLAN'][0].Plan;
    const nodes = (node: Plan): Plan[] => [node, ...(node.Plans ?? []).flatMap(nodes)];
    return {
      scanned: nodes(plan).flatMap((node) => (node['Node Type'] === 'Seq Scan' ? [node['Relation Name']] : [])),
      blocks: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    };
  });
}

/** Integrations are few, and may be read whole. */
const grows = (table: string | undefined) => table !== 'integrations';

describe('among 100,000 runs', () => {
  it.each([
    ['a claim', (tx: Transaction) => lockClaimable(tx, everything, {})],
    ['a claim in a region', (tx: Transaction) => lockClaimable(tx, bakuScope, {})],
    ['the reaper', (tx: Transaction) => lockAbandoned(tx, 100)],
    ['the last runs of integrations', (tx: Transaction) => findLastRuns(tx, everything, integrations)],
    ['the look for due syncs', (tx: Transaction) => findDueIntegrations(tx, 'full')],
    ['a page', (tx: Transaction) => page(tx, everything)],
    ['a page of a region', (tx: Transaction) => page(tx, bakuScope)],
    ['a page of an integration', (tx: Transaction) => page(tx, everything, { integrationId: integrations[3]! })],
  ] as const)('%s reads no growing table whole, and few blocks', async (_, work) => {
    const { scanned, blocks } = await costOf(work);
    expect(scanned.filter(grows)).toEqual([]);
    expect(blocks).toBeLessThan(1_000);
  });
});

const page = (tx: Transaction, scope: Scope, criteria = {}) =>
  pageRuns(tx, scope, criteria, {
    order: syncRunOrders.NEWEST_FIRST,
    limit: 50,
    backward: false,
    after: null,
    before: null,
  });
