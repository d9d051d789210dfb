import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything } from '../../auth/scope.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertErrors } from '../../testing/system-errors.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { groupWaiting, sweepErrors } from './error-grouping.ts';
import { findGroup, matchingGroups } from './error-groups.repository.ts';
import { pageErrors, systemErrorOrders } from './system-errors.repository.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
});
afterAll(() => database.drop());

/** A reproducible source of whole numbers below a limit. */
function source(seed: number) {
  let state = seed;
  return (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % limit;
  };
}

describe('grouping', () => {
  it.each([1, 2, 3])(
    'counts random errors as counting them one by one does, for each viewer (seed %i)',
    async (seed) => {
      const random = source(seed);
      const { users, institutions: i } = world;
      const people = [users['school1.teacher'], users['school3.teacher'], users['baku.admin'], users.superadmin, null];
      const severities = ['debug', 'info', 'warning', 'error', 'critical'] as const;
      const kind = `Random${'ABC'[seed]!}`;
      const made = Array.from({ length: 400 }, () => ({
        type: `${kind}${'xyz'[random(3)]!}`,
        user: people[random(people.length)]!,
        severity: severities[random(severities.length)]!,
        at: random(10) === 0 ? null : `2026-01-0${1 + random(9)} 0${random(10)}:00:00`,
      }));
      const writers = Array.from({ length: 4 }, (_, index) =>
        insertErrors(database.owner, made.slice(index * 100, index * 100 + 100)),
      );
      await Promise.all([...writers, groupWaiting(database.db), groupWaiting(database.db)]);
      await Promise.all([groupWaiting(database.db), groupWaiting(database.db)]);
      await groupWaiting(database.db);
      const scopes = {
        all: [everything, people],
        baku: [
          {
            kind: 'subtree',
            userId: users['baku.admin'],
            institutionIds: new Set([i.baku, i.yasamal, i.school1, i.school2]),
          },
          [users['school1.teacher'], users['baku.admin']],
        ],
      } as const;
      for (const [scope, visible] of Object.values(scopes)) {
        const rows = await matchingGroups(database.db, scope)
          .select(['g.id', 'g.error_type'])
          .where('g.error_type', 'like', `${kind}%`)
          .execute();
        const expected = Map.groupBy(
          made.filter(({ user }) => (visible as readonly (string | null)[]).includes(user)),
          ({ type }) => type,
        );
        expect(rows.map(({ error_type }) => error_type).toSorted()).toEqual([...expected.keys()].toSorted());
        for (const { id, error_type } of rows) {
          const errors = expected.get(error_type)!;
          const times = errors
            .map(({ at }) => at)
            .filter((at) => at !== null)
            .toSorted();
          expect(await findGroup(database.db, scope, id)).toMatchObject({
            occurrence_count: String(errors.length),
            severity: severities[Math.max(...errors.map(({ severity }) => severities.indexOf(severity)))],
            first_seen_at: times[0],
            last_seen_at: times.at(-1),
            is_whole: scope.kind === 'all',
          });
        }
      }
      const { rows } = await sql`select from api.error_groups g where occurrence_count <>
        (select count(*) from api.error_occurrences o where o.group_id = g.id)
      or occurrence_count <> (select max(number) from api.error_occurrences o where o.group_id = g.id)
      or occurrence_count <> (select sum(u.occurrence_count) from api.error_group_users u where u.group_id = g.id)`.execute(
        database.owner,
      );
      expect(rows).toEqual([]);
    },
  );

  it('does not let a writer wait, while groups are locked or much is being grouped', async () => {
    await insertErrors(database.owner, [{ type: 'Locked' }]);
    await groupWaiting(database.db);
    await database.db.transaction().execute(async (tx) => {
      await tx.selectFrom('api.error_groups').select('id').forUpdate().execute();
      await tx.selectFrom('api.error_intake').selectAll().forUpdate().execute();
      const started = performance.now();
      await insertErrors(database.owner, [{ type: 'Locked' }, { type: 'Locked' }]);
      await database.owner
        .updateTable('system_errors')
        .set({ status: 'resolved' })
        .where('error_type', '=', 'Locked')
        .execute();
      expect(performance.now() - started).toBeLessThan(1_000);
    });
  });

  it('takes what was there before, once, however often it looks', async () => {
    await sql`alter table system_errors disable trigger queue_errors`.execute(database.owner);
    await insertErrors(
      database.owner,
      Array.from({ length: 2_500 }, () => ({ type: 'Before' })),
    );
    await sql`alter table system_errors enable trigger queue_errors`.execute(database.owner);
    await sql`update api.error_sweep set checked_through = 0`.execute(database.owner);
    await Promise.all([sweepErrors(database.db), sweepErrors(database.db), groupWaiting(database.db)]);
    await sweepErrors(database.db);
    await sql`update api.error_sweep set checked_through = 0`.execute(database.owner);
    expect(await sweepErrors(database.db)).toBeLessThanOrEqual(2_500);
    await groupWaiting(database.db);
    const rows = await database.owner
      .selectFrom('api.error_groups')
      .select('occurrence_count')
      .where('error_type', '=', 'Before')
      .execute();
    expect(rows).toEqual([{ occurrence_count: '2500' }]);
  });
});

describe('the lists', () => {
  it('are read by indexes in their order', async () => {
    const { owner } = database;
    await sql`insert into system_errors(error_type, message, user_id, created_at)
      select 'Many', 'x', case when n % 50 = 0 then ${world.users['school1.teacher']}::bigint end,
        now() - make_interval(secs => n) from generate_series(1, 50000) n`.execute(owner);
    await sql`analyze system_errors`.execute(owner);
    const request = { order: systemErrorOrders.NEWEST_FIRST, limit: 25, backward: false, after: null, before: null };
    const scope = { kind: 'subtree', userId: '1', institutionIds: new Set([world.institutions.school1]) } as const;
    for (const visible of [everything, scope]) {
      const started = performance.now();
      const page = await pageErrors(database.db, visible, {}, request);
      expect(page.rows).toHaveLength(25);
      expect(performance.now() - started).toBeLessThan(500);
    }
    const { rows } = await sql<{ 'QUERY PLAN': string }>`explain select e.id from system_errors e
      order by coalesce(e.created_at, '-infinity'::timestamp) desc, e.id desc limit 26`.execute(owner);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('system_errors_keyset');
  });
});
