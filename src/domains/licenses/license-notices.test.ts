import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { attemptsOf, enqueueRun, insertJob, startTestWorker } from '../../testing/jobs.ts';
import { runJob } from '../../testing/job-run.ts';
import { insertLicense, insertModule } from '../../testing/licenses.ts';
import { mutate } from '../../testing/notifications.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type Username, type World } from '../../testing/world.ts';
import { licenseExpiryNoticesJob as job } from './license-expiry-notices.job.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  await insertModule(service.database.owner, { code: 'lms' });
});
afterAll(() => service.stop());
beforeEach(async () => {
  const { owner } = service.database;
  await owner.deleteFrom('system_notifications').execute();
  await owner.deleteFrom('api.license_notices').execute();
  await owner.deleteFrom('licenses').execute();
});

const day = 86_400_000;
/** So many days from now, and an hour less. */
const inDays = (days: number) => new Date(Date.now() + days * day - 3_600_000).toISOString();
const license = (days: number | null, more: Parameters<typeof insertLicense>[1] = {}) =>
  insertLicense(service.database.owner, {
    expires_at: days === null ? null : inDays(days),
    institution_id: world.institutions.school1,
    ...more,
  });
const run = (parameters = {}, later = 0) =>
  runJob(service.database, job, parameters, { now: () => Date.now() + later * day });

/** Titles of what a user is shown, the newest first. */
async function shown(username: Username): Promise<string[]> {
  const { data, errors } = await service.query(username, '{ myNotifications { nodes { title level } } }');
  expect(errors).toBeUndefined();
  return data.myNotifications.nodes.map(({ title }: { title: string }) => title);
}
const thresholds = async () =>
  (
    await service.database.owner
      .selectFrom('api.license_notices')
      .select(['threshold', 'region_id', 'closed_at'])
      .orderBy('id')
      .execute()
  ).map(({ threshold, region_id, closed_at }) => [threshold, region_id, closed_at === null ? 'open' : 'closed']);
const renew = (id: string, days: number) =>
  service.database.owner
    .updateTable('licenses')
    .set({ expires_at: inDays(days) })
    .where('id', '=', id)
    .execute();

describe('licence expiry notices', () => {
  it('tell super administrators and the administrator of the region, and nobody else', async () => {
    await license(20);
    expect((await run()).result).toEqual({ given: 2, closed: 0 });
    const title = expect.stringMatching(/^Licence ends on \d{4}-\d\d-\d\d: Module lms \(Institution school1\)$/);
    expect(await shown('superadmin')).toEqual([title]);
    expect(await shown('baku.admin')).toEqual([title]);
    for (const other of [
      'ganja.admin',
      'baku.operator',
      'yasamal.admin',
      'school1.admin',
      'school3.teacher',
    ] as const) {
      expect(await shown(other)).toEqual([]);
    }
    // Of the whole system, only super administrators are told, as they alone see the licence.
    await license(20, { institution_id: null });
    await license(20, { institution_id: world.institutions.ganja });
    expect((await run()).result).toEqual({ given: 3, closed: 0 });
    expect(await shown('superadmin')).toHaveLength(3);
    expect(await shown('baku.admin')).toHaveLength(1);
    expect(await shown('ganja.admin')).toHaveLength(1);
  });

  it('are given once for each threshold, of several that were passed the nearest, and the earlier one ends', async () => {
    const { baku } = world.institutions;
    await license(30);
    await run();
    expect((await run()).result).toEqual({ given: 0, closed: 0 });
    expect((await run({}, 10)).result).toEqual({ given: 0, closed: 0 });
    // Nobody looked for a while: it jumps from 30 past 14 to 7.
    expect((await run({}, 25)).result).toEqual({ given: 2, closed: 2 });
    // A clock that went back gives nothing anew.
    expect((await run({}, 18)).result).toEqual({ given: 0, closed: 0 });
    expect(await thresholds()).toEqual([
      [30, null, 'closed'],
      [30, baku, 'closed'],
      [7, null, 'open'],
      [7, baku, 'open'],
    ]);
    expect(await shown('baku.admin')).toHaveLength(1);
  });

  it('tell that a licence has ended and that its days of grace have, but no old ends and none of a trial twice', async () => {
    await license(-1);
    await license(-1, { license_type: 'trial' });
    await license(-400);
    await run();
    expect((await shown('superadmin')).toSorted()).toEqual([
      'Licence does not count any more: Module lms (Institution school1)',
      'Licence has ended: Module lms (Institution school1)',
    ]);
    expect((await run({}, 20)).result).toEqual({ given: 2, closed: 2 });
    // Long after, an end is no news any more.
    expect((await run({}, 60)).result).toEqual({ given: 0, closed: 4 });
    expect(await shown('superadmin')).toEqual([]);
  });

  it('end when the licence is renewed, and start anew for its new end', async () => {
    const id = await license(5);
    await run();
    await renew(id, 365);
    expect((await run()).result).toEqual({ given: 0, closed: 2 });
    expect(await shown('baku.admin')).toEqual([]);
    expect((await run({}, 340)).result).toEqual({ given: 2, closed: 0 });
  });

  it('end when the licence is revoked, deleted by another application, or moves to another region', async () => {
    const { owner } = service.database;
    const revoked = await license(5);
    const gone = await license(5);
    const moved = await license(5);
    await run();
    expect(await shown('superadmin')).toHaveLength(3);
    const { userErrors } = await mutate(
      service,
      'superadmin',
      'revokeLicense',
      { id: revoked, reason: 'x', dryRun: false },
      'license { state }',
    );
    expect(userErrors).toEqual([]);
    await owner.deleteFrom('licenses').where('id', '=', gone).execute();
    await owner
      .updateTable('licenses')
      .set({ institution_id: world.institutions.school3 })
      .where('id', '=', moved)
      .execute();
    expect((await run()).result).toEqual({ given: 1, closed: 5 });
    expect(await shown('superadmin')).toHaveLength(1);
    expect(await shown('baku.admin')).toEqual([]);
    expect(await shown('ganja.admin')).toHaveLength(1);
  });

  it('keep nobody from deleting licences that end at the same time', async () => {
    const { owner } = service.database;
    const expires_at = inDays(5);
    for (let i = 0; i < 3; i += 1) await license(5, { expires_at });
    expect((await run()).result).toEqual({ given: 6, closed: 0 });
    await owner.deleteFrom('licenses').execute();
    expect((await run()).result).toEqual({ given: 0, closed: 6 });
    expect(await shown('baku.admin')).toEqual([]);
  });

  it('bear what other applications write, and leave alone what does not end by itself', async () => {
    await license(5, { status: null, features: 'not an object' });
    await license(5, { status: 'inactive' });
    await license(5, { status: 'revoked' });
    await license(5, { status: 'expired' });
    await license(null);
    await license(5, { issued_at: inDays(3) });
    await license(null, { status: 'expired' });
    for (const end of ['infinity', '-infinity']) {
      const id = await license(5);
      await sql`update licenses set expires_at = ${end}::timestamp where id = ${id}`.execute(service.database.owner);
    }
    expect((await run()).result).toEqual({ given: 0, closed: 0 });
    // A school that belongs to no region, and institutions that belong to each other.
    const { owner } = service.database;
    const [lost, round] = await owner
      .insertInto('institutions')
      .values(['lost', 'round'].map((name) => ({ name, type: 'school' as const, level: 4 })))
      .returning('id')
      .execute();
    await owner.updateTable('institutions').set({ parent_id: round!.id }).where('id', '=', round!.id).execute();
    await license(5, { institution_id: lost!.id, issued_to: 'x'.repeat(200), features: [1, null] });
    await license(5, { institution_id: round!.id, issued_to: null });
    expect((await run()).result).toEqual({ given: 2, closed: 0 });
    expect(await shown('superadmin')).toHaveLength(2);
    expect(await shown('baku.admin')).toEqual([]);
  });

  it('address nobody where the role is missing, rather than everybody', async () => {
    const { owner } = service.database;
    await owner.updateTable('roles').set({ name: 'renamed' }).where('name', '=', 'regionadmin').execute();
    try {
      await license(5);
      expect((await run()).result).toEqual({ given: 1, closed: 0 });
      expect(await shown('school1.teacher')).toEqual([]);
    } finally {
      await owner.updateTable('roles').set({ name: 'regionadmin' }).where('name', '=', 'renamed').execute();
    }
    expect((await run()).result).toEqual({ given: 1, closed: 0 });
  });

  it('are given once by workers that do it at once, each with a record and without the key', async () => {
    for (let i = 0; i < 10; i += 1) await license(5);
    const outcomes = await Promise.all([run(), run(), run()]);
    expect(outcomes.reduce((sum, { result }) => sum + Number(result['given']), 0)).toBe(20);
    expect(await shown('superadmin')).toHaveLength(10);
    const { rows } = await sql<{ count: number; keys: number }>`
      select count(*)::integer as count, (count(*) filter (where new_values::text like '%LARAVEL-%'))::integer as keys
      from audit_logs where event = 'notification.created' and tags = '["system", "license-expiry-notices"]'
        and auditable_id in (select id from system_notifications)`.execute(service.database.owner);
    expect(rows).toEqual([{ count: 20, keys: 0 }]);
  });

  it('stop between licences when the run is to end, and are not given anew when somebody deleted them', async () => {
    for (let i = 0; i < 3; i += 1) await license(5);
    const controller = new AbortController();
    let transactions = 0;
    const stopped = runJob(
      service.database,
      job,
      {},
      {
        signal: controller.signal,
        beforeTransaction: () => (transactions += 1) === 2 && controller.abort(new Error('stop')),
      },
    );
    await expect(stopped).rejects.toThrow('stop');
    // Whatever the second had written when the run was to end is not kept, as with a worker.
    expect(await shown('superadmin')).toHaveLength(1);
    expect((await run()).result).toEqual({ given: 4, closed: 0 });
    await service.database.owner.deleteFrom('system_notifications').execute();
    expect((await run()).result).toEqual({ given: 0, closed: 0 });
  });

  it('are given by a worker, by the parameters of the schedule', async () => {
    const { database } = service;
    await license(50);
    const id = await insertJob(database, job.jobClass, { job: { parameters: { days: [60] } } });
    const worker = startTestWorker(database, [job]);
    try {
      await enqueueRun(database, id);
      worker.poke();
      await expect.poll(async () => (await attemptsOf(database, id))[0]?.status).toBe('completed');
      expect((await attemptsOf(database, id))[0]?.result).toEqual({ given: 2, closed: 0 });
    } finally {
      await worker.stop();
    }
    expect(await shown('baku.admin')).toHaveLength(1);
  });
});
