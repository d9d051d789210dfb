import fc from 'fast-check';
import { Kysely, PostgresDialect, sql, type CompiledQuery } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { connectionOptions } from '../../db/client.ts';
import type { DB } from '../../db/generated/tables.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { runJob } from '../../testing/job-run.ts';
import { explain } from '../../testing/query-plan.ts';
import { withClient } from '../../testing/server.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { bruteForceJob } from './brute-force.job.ts';
import { IncidentFinder, type SignInEvent } from './brute-force.ts';
import { signInsAfter } from './brute-force.repository.ts';

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
});
beforeEach(clear);
afterAll(() => database.drop());

async function clear() {
  await sql`truncate security_events, api.security_event_triage, api.job_marks, api.brute_force_incidents`.execute(
    database.owner,
  );
}

const window = 15 * 60 * 1_000_000;
const rules = { failures: 5, window };
const subjects = ['address', 'userId'] as const;

interface Expected {
  readonly id: string;
  readonly subject: (typeof subjects)[number];
  readonly value: string;
  readonly first: number;
  readonly last: number;
  readonly count: number;
}

/** By definition, looking at everything for every sign-in; events are in the order of time and id. */
function incidentsByDefinition(events: readonly SignInEvent[]): Expected[] {
  return events.flatMap((success, index) => {
    if (success.failed) return [];
    return subjects.flatMap((subject) => {
      const value = success[subject];
      if (value === null) return [];
      const before = events.slice(0, index).filter((event) => event[subject] === value);
      const failures = before.slice(before.findLastIndex(({ failed }) => !failed) + 1);
      const attemptsOf = (some: readonly SignInEvent[]) => some.reduce((sum, { attempts }) => sum + attempts, 0);
      // The last of those that are many; what follows them until the sign-in is told with them.
      const within = (end: SignInEvent, at: number) =>
        failures.slice(0, at + 1).filter(({ micros }) => micros >= end.micros - window);
      const end = failures.findLastIndex((one, at) => attemptsOf(within(one, at)) >= rules.failures);
      const ending = failures[end];
      if (!ending || success.micros - ending.micros > window) return [];
      const first = within(ending, end)[0]!.micros;
      const counted = failures.filter(({ micros }) => micros >= first);
      const last = failures.at(-1)!.micros;
      return [{ id: success.id, subject, value, first, last, count: attemptsOf(counted) }];
    });
  });
}

/** Few subjects, gaps around the window, mostly failures. */
const event = fc.record({
  gap: fc.oneof({ weight: 20, arbitrary: fc.integer({ min: 1, max: 40 }) }, fc.integer({ min: 200, max: 1_300 })),
  failed: fc.integer({ min: 0, max: 7 }).map((one) => one > 0),
  attempts: fc.oneof({ weight: 9, arbitrary: fc.constant(1) }, fc.integer({ min: 2, max: 6 })),
  address: fc.constantFrom('203.0.113.1', '203.0.113.1', '203.0.113.1', '203.0.113.2', null),
  user: fc.constantFrom('school1.teacher', 'school3.teacher', null),
  late: fc.boolean(),
});
const history = fc.array(event, { minLength: 1, maxLength: 60, size: 'max' });

test('what is found page by page is what the definition says', () => {
  fc.assert(
    fc.property(history, fc.integer({ min: 1, max: 10 }), (drafts, pageSize) => {
      let micros = 0;
      const events = drafts.map(({ gap, user, ...draft }, index): SignInEvent => {
        micros += gap * 1_000_000;
        return { ...draft, id: String(index), at: String(micros), micros, userId: user };
      });
      const finder = new IncidentFinder(rules);
      const found: Expected[] = [];
      for (const [index, one] of events.entries()) {
        const incident = finder.add(one);
        for (const subject of subjects) {
          const attempts = incident?.[subject === 'address' ? 'address' : 'user'];
          if (!attempts) continue;
          const { first, last, count } = attempts;
          const value = one[subject] ?? '';
          found.push({ id: one.id, subject, value, first: Number(first.at), last: Number(last.at), count });
        }
        if (index % pageSize === 0) finder.forget(one.micros);
      }
      expect(found).toEqual(incidentsByDefinition(events));
    }),
    { numRuns: 1_000 },
  );
});

interface Written extends SignInEvent {
  readonly late: boolean;
}

async function write(events: readonly SignInEvent[]): Promise<void> {
  await sql`
    insert into security_events(id, event_type, severity, ip_address, user_id, event_data, created_at)
    select id, case when failed then 'failed_login' else 'login' end, 'info', address, "userId",
      jsonb_build_object('source', 'api', 'failures', attempts), at::timestamp
    from json_to_recordset(${JSON.stringify(events)}::json)
      as new(id bigint, failed boolean, address text, "userId" bigint, attempts integer, at text)`.execute(
    database.owner,
  );
}

/** Ends now, so that all of it lies within a day. */
function dated(drafts: readonly (typeof history extends fc.Arbitrary<infer T> ? T : never)[number][]): Written[] {
  let seconds = Math.floor(Date.now() / 1_000) - drafts.reduce((sum, { gap }) => sum + gap, 0) - 1;
  return drafts.map(({ gap, user, ...draft }, index) => {
    seconds += gap;
    const userId = user && world.users[user as 'school1.teacher'];
    const at = new Date(seconds * 1_000).toISOString().slice(0, -1);
    // Numbers are not the order of time.
    return { ...draft, id: String(1_000_000 + ((index * 37) % 61)), at, micros: seconds * 1_000_000, userId };
  });
}

interface Reported {
  readonly id: string;
  readonly address: string | null;
  readonly user: string | null;
  readonly spans: { readonly address: [number, number]; readonly userId: [number, number] };
}

async function reported(): Promise<Reported[]> {
  const { rows } = await sql<Reported>`
    select success_event_id as id, address, user_id as user, json_build_object(
      'address', json_build_array(extract(epoch from address_from) * 1000000, extract(epoch from address_until) * 1000000),
      'userId', json_build_array(extract(epoch from user_from) * 1000000, extract(epoch from user_until) * 1000000))
      as spans
    from api.brute_force_incidents`.execute(database.owner);
  return rows;
}

const reportCount = async () =>
  (
    await sql<{ count: number }>`select count(*)::integer as count from security_events
      where event_type = 'suspicious_activity'`.execute(database.owner)
  ).rows[0]!.count;

const detect = (now = Date.now) => runJob(database, bruteForceJob, {}, { now });
const forgetMarks = () => sql`truncate api.job_marks`.execute(database.owner);

describe('what is reported of random sign-ins', () => {
  test('that are committed in the order of time is what the definition says, however often is looked', async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 8, max: 40 }), async (drafts, batch) => {
        await clear();
        const events = dated(drafts);
        for (let begin = 0; begin < events.length; begin += batch) {
          const committed = events.slice(begin, begin + batch);
          await write(committed);
          // Looked for as soon as they happened.
          const now = () => committed.at(-1)!.micros / 1_000;
          await Promise.all([detect(now), detect(now)]);
        }
        const wanted = incidentsByDefinition(events);
        const found = await reported();
        const keys = found.flatMap(({ id, address, user }) => [
          ...(address === null ? [] : [`${id} address ${address}`]),
          ...(user === null ? [] : [`${id} userId ${user}`]),
        ]);
        expect(keys.toSorted()).toEqual(wanted.map(({ id, subject, value }) => `${id} ${subject} ${value}`).toSorted());
        expect(await reportCount()).toBe(new Set(wanted.map(({ id }) => id)).size);
      }),
      { numRuns: 60 },
    );
  });

  test('of which some are committed late is every incident, and no run of failures twice', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (drafts) => {
        await clear();
        const events = dated(drafts);
        // Mostly sign-ins: they split runs of failures that were reported.
        const isLate = ({ late, failed }: Written, index: number) => late && (!failed || index % 5 === 0);
        await write(events.filter((one, index) => !isLate(one, index)));
        await detect();
        await write(events.filter(isLate));
        await Promise.all([detect(), detect()]);
        await forgetMarks();
        await detect();
        const found = await reported();
        const spanOf = (one: Reported, subject: Expected['subject'], value: string) =>
          (subject === 'address' ? one.address : one.user) === value ? [one.spans[subject]] : [];
        for (const { id, subject, value, first, last } of incidentsByDefinition(events)) {
          const told = found.some(
            (one) => one.id === id || spanOf(one, subject, value).some(([from, to]) => from <= last && to >= first),
          );
          expect(told, `${id} ${subject} ${value}`).toBe(true);
        }
        for (const subject of subjects) {
          const spans = found.flatMap((one) => {
            const value = subject === 'address' ? one.address : one.user;
            return value === null ? [] : [{ value, span: one.spans[subject] }];
          });
          for (const [index, one] of spans.entries()) {
            const same = spans.slice(index + 1).filter(({ value }) => value === one.value);
            expect(same.filter(({ span: [from, to] }) => from <= one.span[1] && to >= one.span[0])).toEqual([]);
          }
        }
        expect(await reportCount()).toBe(found.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the cost among 500,000 events', () => {
  test('is that of the period: an index finds its events, and a look takes less than a second', async () => {
    await withClient(database.superuserUrl, async (client) => {
      // A day with 5,000 of them, before it the others.
      await client.query(`set session_replication_role = replica;
        insert into security_events(event_type, severity, ip_address, created_at)
        select case when n % 3 = 0 then 'failed_login' else 'data_export' end, 'info', '203.0.113.' || n % 250,
          timezone('utc', now()) - case when n <= 5000 then n * interval '17 seconds' else interval '1 day' + n * interval '1 minute' end
        from generate_series(1, 500000) n`);
      await client.query('vacuum analyze security_events');
    });
    const executed: CompiledQuery[] = [];
    const pool = new pg.Pool(connectionOptions({ url: database.url }));
    const db = new Kysely<DB>({
      dialect: new PostgresDialect({ pool }),
      log: ({ query }) => void executed.push(query),
    });
    try {
      const to = new Date().toISOString();
      const from = new Date(Date.now() - 86_400_000).toISOString();
      await signInsAfter(db, { failureTypes: ['failed_login'], successTypes: ['login'], from, to }, null, 5_000);
      const { nodes, blocks } = await explain(pool, executed[0]!);
      expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([]);
      expect(blocks).toBeLessThan(3_000);
    } finally {
      await db.destroy();
    }
    const begin = performance.now();
    const { result } = await detect();
    expect(result).toMatchObject({ incidents: 0 });
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
