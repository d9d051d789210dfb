import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { encodeGlobalId } from '../../graphql/global-id.ts';
import { deleteFromLog } from '../../testing/append-only.ts';
import { enablePolicy, idsIn, insertExpired, releaseHolds, retentionOf } from '../../testing/retention.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;
let retention: ReturnType<typeof retentionOf>;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  retention = retentionOf(service);
});
afterAll(() => service.stop());
beforeEach(async () => {
  await deleteFromLog(service.database, 'audit_logs');
  await releaseHolds(service.database.owner);
  await sql`update api.retention_policies set enabled = false`.execute(service.database.owner);
});

describe('a hold', () => {
  it('keeps what it names, is counted by preview and run, and lets it go once it is released', async () => {
    const { owner } = service.database;
    await enablePolicy(owner, 'audit_logs');
    const { users, institutions } = world;
    await insertExpired(owner, 'audit_logs', 5);
    const { rows } = await sql<{ id: string }>`
      insert into audit_logs (event, user_id, auditable_type, auditable_id, institution_id, created_at) values
        ('x', ${users['baku.admin']}, null, null, null, '2002-01-01'),
        ('x', null, 'App\\Models\\User', ${users['baku.admin']}, null, '2002-01-02'),
        ('x', null, 'roles', ${users['baku.admin']}, null, '2002-01-03'),
        ('x', null, null, null, ${institutions.school1}, '2002-01-04'),
        ('x', ${users['school1.teacher']}, null, null, null, '2002-01-05'),
        ('x', null, 'institutions', ${institutions.yasamal}, null, '2002-01-06'),
        ('x', null, null, null, ${institutions.school3}, '2002-01-07')
      returning id`.execute(owner);
    const [actor, subject, , school, teacher, entity, ganja] = rows.map(({ id }) => id);

    const user = (await retention.place({ userId: users['baku.admin'], sources: ['AUDIT_LOGS', 'JOB_LOGS'] })).hold;
    const region = (await retention.place({ institutionId: encodeGlobalId('Institution', institutions.baku) })).hold;
    const elsewhere = (await retention.place({ sources: ['JOB_LOGS'] })).hold;
    const period = (await retention.place({ from: '2002-01-07T00:00:00Z', to: '2002-01-07T00:00:01Z' })).hold;
    expect(user).toMatchObject({
      isActive: true,
      sources: ['AUDIT_LOGS', 'JOB_LOGS'],
      user: { username: 'baku.admin' },
    });
    expect(elsewhere.isActive).toBe(true);

    const announced = await retention.preview('AUDIT_LOGS');
    expect(announced.held).toBe(6);
    expect(announced.heldBy).toEqual([
      { rows: 2, hold: { databaseId: user.databaseId } },
      // Whoever acted works in Bakı.
      { rows: 4, hold: { databaseId: region.databaseId } },
      { rows: 1, hold: { databaseId: period.databaseId } },
    ]);
    const { run: done } = await retention.run('AUDIT_LOGS');
    expect(done).toMatchObject({ deleted: announced.deletable, held: 6, stoppedBy: 'FINISHED' });
    const held = [actor, subject, school, teacher, entity, ganja];
    expect(await idsIn(service.database.owner, 'audit_logs')).toEqual(expect.arrayContaining(held));

    await retention.release({ id: region.id, reason: 'Over' });
    expect(await retention.run('AUDIT_LOGS')).toMatchObject({ run: { deleted: 3, held: 3 } });
    expect(await idsIn(service.database.owner, 'audit_logs')).toEqual(expect.arrayContaining([actor, subject, ganja]));
  });

  it('ends by itself, is placed once for a key, and is released once', async () => {
    const once = { idempotencyKey: 'the-hold', sources: ['JOB_LOGS'] };
    const first = await retention.place(once);
    const second = await retention.place(once);
    expect(second.hold.id).toBe(first.hold.id);
    expect(await retention.place({ ...once, sources: ['AUDIT_LOGS'] })).toMatchObject({
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED' }],
    });
    const { id, version } = first.hold;
    expect(await retention.release({ id, reason: 'x', expectedVersion: '1' })).toMatchObject({
      userErrors: [{ code: 'VERSION_CONFLICT' }],
    });
    expect(await retention.release({ id, reason: 'Done', expectedVersion: version })).toMatchObject({
      hold: { isActive: false, releaseReason: 'Done' },
    });
    expect(await retention.release({ id, reason: 'x' })).toMatchObject({
      userErrors: [{ code: 'INVALID_TRANSITION' }],
    });

    const until = new Date(Date.now() + 60_000).toISOString();
    const { hold } = await retention.place({ until, sources: ['JOB_LOGS'] });
    expect(hold.isActive).toBe(true);
    const { owner } = service.database;
    await sql`update api.retention_holds set until_at = now() at time zone 'utc' where id = ${hold.databaseId}`.execute(
      owner,
    );
    const { retentionHold } = await retention.ask(`{ retentionHold(id: "${hold.id}") { isActive } }`);
    expect(retentionHold).toEqual({ isActive: false });
    await enablePolicy(owner, 'job_logs');
    await insertExpired(owner, 'job_logs');
    expect(await retention.run('JOB_LOGS')).toMatchObject({ run: { deleted: 1, held: 0 } });
  });

  it('is refused where it could keep nothing, with the field that is wrong', async () => {
    const cases: [Record<string, unknown>, string, string][] = [
      [{ reason: ' ' }, 'INVALID', 'reason'],
      [{ sources: [] }, 'INVALID', 'sources'],
      [{ userId: 'x' }, 'INVALID', 'userId'],
      [{ userId: '999999' }, 'NOT_FOUND', 'userId'],
      [{ institutionId: '999999' }, 'NOT_FOUND', 'institutionId'],
      [{ from: '2020-01-01T00:00:00Z', to: '2020-01-01T00:00:00Z' }, 'INVALID', 'to'],
      [{ until: '2020-01-01T00:00:00Z' }, 'INVALID', 'until'],
    ];
    for (const [input, code, field] of cases) {
      expect(await retention.place(input), JSON.stringify(input)).toMatchObject({
        hold: null,
        userErrors: [{ code, field: [field] }],
      });
    }
    expect(await retention.release({ id: '999999', reason: 'x' })).toMatchObject({
      userErrors: [{ code: 'NOT_FOUND' }],
    });
  });

  it('is listed by what it concerns, the newest first, page by page', async () => {
    const { owner } = service.database;
    await sql`delete from api.retention_holds`.execute(owner);
    const user = world.users['ganja.admin'];
    const a = (await retention.place({ userId: user, sources: ['JOB_LOGS'] })).hold.databaseId;
    const b = (await retention.place({ userId: user, sources: ['AUDIT_LOGS'] })).hold.databaseId;
    const c = (await retention.place({})).hold.databaseId;
    const { all, jobs, of, page } = await retention.ask(`{
      all: retentionHolds { nodes { databaseId } totalCount { value } }
      jobs: retentionHolds(filter: { source: JOB_LOGS }) { nodes { databaseId } }
      of: retentionHolds(filter: { userId: "${user}", isActive: true }) { nodes { databaseId } }
      page: retentionHolds(first: 1) { nodes { databaseId } pageInfo { endCursor hasNextPage } } }`);
    const ids = (list: { nodes: { databaseId: string }[] }) => list.nodes.map(({ databaseId }) => databaseId);
    expect(ids(all)).toEqual([c, b, a]);
    expect(all.totalCount).toEqual({ value: 3 });
    expect(ids(jobs)).toEqual([c, a]);
    expect(ids(of)).toEqual([b, a]);
    const next = await retention.ask(
      `{ retentionHolds(first: 5, after: "${page.pageInfo.endCursor}") { nodes { databaseId } pageInfo { hasNextPage } } }`,
    );
    expect(ids(next.retentionHolds)).toEqual([b, a]);
  });
});

it('nobody but super administrators sees or changes any of it, through node(id) neither', async () => {
  const { hold } = await retention.place({ sources: ['JOB_LOGS'] });
  for (const viewer of ['baku.admin', 'school1.teacher']) {
    const { data } = await service.query(viewer, `{ node(id: "${hold.id}") { id } }`);
    expect(data).toEqual({ node: null });
  }
  const { data } = await service.query('superadmin', `{ node(id: "${hold.id}") { id } }`);
  expect(data.node.id).toBe(hold.id);
});
