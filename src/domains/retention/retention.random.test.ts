import { array, assert, asyncProperty, constantFrom, integer, option, record, type Arbitrary } from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { deleteFromLog } from '../../testing/append-only.ts';
import { idsIn, retentionOf } from '../../testing/retention.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type InstitutionName, type Username, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;
let retention: ReturnType<typeof retentionOf>;
let integrations: Record<'baku' | 'ganja', string>;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  retention = retentionOf(service);
  const { rows } = await sql<{ name: 'baku' | 'ganja'; id: string }>`
    insert into integrations (name, integration_type, provider, institution_id) values
      ('baku', 'api', 'x', ${world.institutions.baku}), ('ganja', 'api', 'x', ${world.institutions.ganja})
    returning name, id`.execute(service.database.owner);
  integrations = Object.fromEntries(rows.map(({ name, id }) => [name, id])) as typeof integrations;
});
afterAll(() => service.stop());

const sources = ['audit_logs', 'security_events', 'job_logs', 'integration_sync_logs', 'system_notifications'] as const;
type Made<A> = A extends Arbitrary<infer Value> ? Value : never;

/** What the design says of each place: the institutions at and below it. */
const below: Readonly<Record<string, readonly InstitutionName[]>> = {
  ministry: ['ministry', 'baku', 'yasamal', 'school1', 'school2', 'ganja', 'kapaz', 'school3'],
  baku: ['baku', 'yasamal', 'school1', 'school2'],
  yasamal: ['yasamal', 'school1', 'school2'],
  school1: ['school1'],
  ganja: ['ganja', 'kapaz', 'school3'],
};
const homes: Readonly<Partial<Record<Username, InstitutionName>>> = {
  'baku.admin': 'baku',
  'school1.teacher': 'school1',
  'school3.teacher': 'school3',
};
const people = constantFrom<Username>('superadmin', 'baku.admin', 'school1.teacher', 'school3.teacher');
const places = constantFrom<InstitutionName>('ministry', 'baku', 'yasamal', 'school1', 'ganja');

/** Whole days and a half, so that no age lies on the border of a policy or a period; few of them, so that they are near. */
const age = integer({ min: 3, max: 12 }).map((hundreds) => hundreds * 100);

const row = record({
  source: constantFrom(...sources),
  days: option(age, { freq: 10 }),
  state: constantFrom('done', 'done', 'done', 'open'),
  user: option(people),
  other: option(people),
  place: option(places),
});
type Row = Made<typeof row>;

/** Mostly by one criterion: holds by several of them keep hardly anything. */
const hold = record({
  by: constantFrom('user', 'place', 'place', 'period', 'several', 'several'),
  sources: option(array(constantFrom(...sources), { minLength: 1, maxLength: 2 }), { freq: 2 }),
  user: people,
  place: places,
  from: age,
  length: option(constantFrom(1, 100, 101, 300), { freq: 2 }),
  state: constantFrom('active', 'active', 'active', 'released', 'ended'),
}).map(({ by, user, place, from, length, ...rest }) => {
  const among = (...names: string[]) => names.includes(by);
  return {
    ...rest,
    user: among('user', 'several') ? user : null,
    place: among('place', 'several') ? place : null,
    from: among('period', 'several') ? from : null,
    length,
  };
});
type Hold = Made<typeof hold>;

const daysAgo = (days: number, hours = 12) =>
  new Date(Date.now() - (days * 24 + hours) * 3_600_000).toISOString().replace('Z', '');

async function insertRow({ source, days, state, user, other, place }: Row): Promise<string> {
  const { institutions, users } = world;
  const at = days === null ? null : daysAgo(days);
  const [userId, otherId] = [user, other].map((name) => (name === null ? null : users[name]));
  const placeId = place === null ? null : institutions[place];
  const done = state === 'done';
  const insert = {
    audit_logs: sql`insert into audit_logs (event, created_at, user_id, auditable_type, auditable_id, institution_id)
      values ('x', ${at}, ${userId}, ${otherId === null ? 'roles' : 'users'}, ${otherId ?? users['baku.admin']}, ${placeId})`,
    security_events: sql`insert into security_events (event_type, severity, created_at, user_id, target_user_id,
        institution_id, resolution)
      values ('x', 'info', ${at}, ${userId}, ${otherId}, ${placeId}, ${done ? 'resolved' : other === null ? null : 'escalated'})`,
    job_logs: sql`insert into job_logs (job_class, created_at, executed_by, status)
      values ('x', ${at}, ${userId}, ${done ? 'completed' : 'queued'})`,
    integration_sync_logs: sql`insert into integration_sync_logs (integration_id, sync_type, start_time, initiated_by, status)
      values (${integrations[integrationOf(place)]}, 'full', ${at ?? '-infinity'}, ${userId}, ${done ? 'failed' : null})`,
    system_notifications: sql`insert into system_notifications (type, title, message, end_at, created_by, target_institutions)
      values ('x', 'x', 'x', ${done ? at : null}, ${userId}, ${JSON.stringify(placeId === null ? [] : [placeId])}::jsonb)`,
  }[source];
  const { rows } = await sql<{ id: string }>`${insert} returning id`.execute(service.database.owner);
  const id = rows[0]!.id;
  if (source === 'system_notifications' && otherId !== null) {
    await sql`insert into system_notification_reads (notification_id, user_id) values (${id}, ${otherId})`.execute(
      service.database.owner,
    );
  }
  return id;
}

const integrationOf = (place: InstitutionName | null) => (place === 'ganja' ? 'ganja' : 'baku');

async function insertHold({ sources: only, user, place, from, length, state }: Hold): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into api.retention_holds (reason, sources, user_id, institution_id, from_at, to_at, until_at, released_at,
      release_reason)
    values ('x', ${only && JSON.stringify(only)}::jsonb, ${user && world.users[user]}, ${place && world.institutions[place]},
      ${from === null ? null : daysAgo(from, 18)}, ${length === null || from === null ? null : daysAgo(from - length, 18)},
      ${state === 'ended' ? daysAgo(1) : null}, ${state === 'released' ? daysAgo(0, 0) : null},
      ${state === 'released' ? 'x' : null})
    returning id`.execute(service.database.owner);
  return rows[0]!.id;
}

/** The rule in words of the documentation, without SQL. */
function keeps({ sources: only, user, place, from, length, state }: Hold, subject: Row): boolean {
  if (state !== 'active' || (only !== null && !only.includes(subject.source))) return false;
  const days = subject.days! + 0.5;
  if (from !== null && days > from + 0.75) return false;
  if (from !== null && length !== null && days <= from - length + 0.75) return false;
  const { source } = subject;
  const hasOther = source !== 'job_logs' && source !== 'integration_sync_logs';
  const concerned = [subject.user, hasOther ? subject.other : null];
  if (user !== null && !concerned.includes(user)) return false;
  if (place === null) return true;
  const within = (name: InstitutionName | null | undefined) => name != null && below[place]!.includes(name);
  const ownPlace =
    source === 'job_logs' ? null : source === 'integration_sync_logs' ? integrationOf(subject.place) : subject.place;
  // Who works there counts: of events the target too, of logs and notifications only who acted.
  const workers = source === 'security_events' ? concerned : [subject.user];
  return within(ownPlace) || workers.some((name) => name !== null && within(homes[name]));
}

it('previews and runs agree with each other and with the rule, whatever rows, policies and holds there are', async () => {
  const { owner } = service.database;
  const policy = constantFrom(365, 400, 700, 1_000);
  await assert(
    asyncProperty(
      array(row, { minLength: 20, maxLength: 60 }),
      array(hold, { maxLength: 3 }),
      policy,
      async (rows, holds, keepDays) => {
        await deleteFromLog(service.database, 'audit_logs');
        for (const source of sources.slice(1)) await sql`delete from ${sql.table(source)}`.execute(owner);
        await sql`delete from api.retention_holds`.execute(owner);
        await sql`update api.retention_policies set enabled = true, keep_days = ${keepDays}`.execute(owner);
        const stored: { id: string; row: Row }[] = [];
        for (const one of rows) stored.push({ id: await insertRow(one), row: one });
        const placed: { id: string; hold: Hold }[] = [];
        for (const one of holds) placed.push({ id: await insertHold(one), hold: one });

        for (const source of sources) {
          const mine = stored.filter((one) => one.row.source === source);
          const past = mine.filter(
            (one) =>
              one.row.days !== null &&
              one.row.days >= keepDays &&
              (source === 'audit_logs' || one.row.state === 'done'),
          );
          const going = past.filter((one) => !placed.some(({ hold: each }) => keeps(each, one.row)));
          const perHold = placed
            .map(({ id, hold: each }) => ({
              rows: past.filter((one) => keeps(each, one.row)).length,
              hold: { databaseId: id },
            }))
            .filter(({ rows: count }) => count > 0);
          const figures = { looked: past.length, deletable: going.length, held: past.length - going.length };
          const announced = await retention.preview(source.toUpperCase());
          expect(announced).toMatchObject({ ...figures, isComplete: true, heldBy: perHold });
          const { run } = await retention.run(source.toUpperCase());
          expect(run).toMatchObject({ deleted: figures.deletable, held: figures.held, stoppedBy: 'FINISHED' });
          expect([run.oldestAt, run.newestAt]).toEqual([announced.oldestAt, announced.newestAt]);
          const gone = new Set(going.map(({ id }) => id));
          const left = new Set(await idsIn(owner, source));
          for (const { id } of mine) expect(left.has(id), `${source} ${id}`).toBe(!gone.has(id));
        }
      },
    ),
    { numRuns: 50 },
  );
}, 120_000);
