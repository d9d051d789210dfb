import { sql } from 'kysely';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything } from '../../auth/scope.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertErrors } from '../../testing/system-errors.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { groupWaiting, startErrorGrouper, sweepErrors } from './error-grouping.ts';
import { findGroup, findGroups, matchingGroups } from './error-groups.repository.ts';
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

  it('cuts titles and calls between characters, not within one', async () => {
    const faces = (count: number) => ['', 'x', 'xy'].map((before) => before + '😀'.repeat(count));
    const made = await insertErrors(database.owner, [
      ...faces(300).map((message) => ({ type: 'Faces', message })),
      ...faces(200).map((file) => ({ type: 'Faces', stack: `#0 /app/${file}.php(1): ${file}` })),
      ...faces(99).map((fingerprint) => ({ type: 'Faces', context: { fingerprint } })),
      ...faces(45).map((name) => ({ type: name + name, code: name })),
    ]);
    await groupWaiting(database.db);
    expect(await grouped(made)).toEqual(made);
  });

  it('puts off an error that cannot be grouped, and groups those behind it', async () => {
    await sql`create function public.refuse() returns trigger language plpgsql as
      $$begin if new.error_type = 'Poison' then raise exception 'refused'; end if; return new; end$$`.execute(
      database.owner,
    );
    await sql`create trigger refuse before insert on api.error_groups
      for each row execute function public.refuse()`.execute(database.owner);
    const good = () => Array.from({ length: 30 }, () => ({ type: 'Good' }));
    const ids = await insertErrors(database.owner, [...good(), { type: 'Poison' }, ...good(), { type: 'Poison' }]);
    const others = ids.filter((_, index) => index !== 30 && index !== 61);
    const failures: unknown[] = [];
    await groupWaiting(database.db, undefined, (error) => failures.push(error));
    expect(failures).toMatchObject([{ message: 'refused' }, { message: 'refused' }]);
    expect(await grouped(ids)).toEqual(others);
    expect(await groupWaiting(database.db)).toBe(0);
    await sql`drop function public.refuse() cascade`.execute(database.owner);
    await sql`update api.error_intake set put_off_until = put_off_until - interval '1 hour'`.execute(database.owner);
    expect(await groupWaiting(database.db)).toBe(2);
    expect(await grouped(ids)).toEqual(ids);
  });

  it('keeps nothing else in the process waiting while it recognises long messages', async () => {
    const message = '1'.repeat(10_000);
    await insertErrors(
      database.owner,
      Array.from({ length: 400 }, () => ({ type: 'Long', message })),
    );
    let last = performance.now();
    let longest = 0;
    const clock = setInterval(() => {
      longest = Math.max(longest, performance.now() - last);
      last = performance.now();
    }, 5);
    await groupWaiting(database.db);
    clearInterval(clock);
    expect(longest).toBeLessThan(1_000);
  });

  it('ends when it is stopped, however much waits', async () => {
    await insertErrors(
      database.owner,
      Array.from({ length: 3_500 }, () => ({ type: 'Backlog' })),
    );
    const grouper = startErrorGrouper({
      db: database.db,
      log: pino({ level: 'silent' }),
      after: Promise.resolve(undefined),
      onGrouped: () => undefined,
    });
    await Promise.resolve();
    await grouper.stop();
    expect(
      (await database.db.selectFrom('api.error_intake').select('system_error_id').execute()).length,
    ).toBeGreaterThan(0);
    await groupWaiting(database.db);
  });
});

/** Those of the errors that are in a group. */
async function grouped(ids: readonly string[]): Promise<string[]> {
  const rows = await database.owner
    .selectFrom('api.error_occurrences')
    .select('system_error_id')
    .where('system_error_id', 'in', ids)
    .orderBy('system_error_id')
    .execute();
  return rows.map(({ system_error_id }) => system_error_id);
}

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

  it('add up only the figures of the groups that are asked for', async () => {
    const { owner, db } = database;
    await sql`insert into api.error_groups(fingerprint, error_type, title, severity, occurrence_count)
      select 'many-' || n, 'Many', 'x', 'error', 1 from generate_series(1, 20000) n`.execute(owner);
    await sql`insert into api.error_group_users(group_id, user_id, occurrence_count, severity)
      select id, ${world.users['school1.teacher']}::bigint, 1, 'error' from api.error_groups
      where error_type = 'Many' on conflict do nothing`.execute(owner);
    await sql`analyze api.error_groups, api.error_group_users`.execute(owner);
    const ids = (await matchingGroups(db, everything).select('g.id').limit(25).execute()).map(({ id }) => id);
    const scope = { kind: 'subtree', userId: '1', institutionIds: new Set([world.institutions.school1]) } as const;
    expect((await findGroups(db, scope, ids)).size).toBeGreaterThan(0);
    const plan = JSON.stringify(
      await matchingGroups(db, scope, { ids })
        .select('g.id')
        .explain('text', sql`analyze`),
    );
    expect(plan).toContain('error_group_users_pkey');
    expect(plan).not.toMatch(/Seq Scan on error_group_users|rows=\d{5}/);
  });
});
