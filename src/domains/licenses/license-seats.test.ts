import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertLicense, insertModule } from '../../testing/licenses.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;
beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  await insertModule(service.database.owner, { code: 'lms' });
});
afterAll(() => service.stop());

const seatsOf =
  'databaseId seats { limit used left eligible } seatHolders { nodes { user { username } isUsed activatedBy { username } } totalCount { value } }';

async function seats(verb: 'activate' | 'release', licenseId: string, userIds: readonly string[]) {
  const { data, errors } = await service.query(
    'superadmin',
    `mutation ($licenseId: ID!, $userIds: [ID!]!) { ${verb}LicenseSeats(input: { licenseId: $licenseId, userIds: $userIds }) {
      license { ${seatsOf} } userErrors { code field message } } }`,
    { licenseId, userIds },
  );
  expect(errors).toBeUndefined();
  return data[`${verb}LicenseSeats`];
}

async function ask(username: string, id: string) {
  const { data, errors } = await service.query(username, `{ license(id: "${id}") { ${seatsOf} } }`);
  expect(errors).toBeUndefined();
  return data.license;
}

async function newUsers(count: number, institutionId: string | null): Promise<string[]> {
  const { owner } = service.database;
  const start = Math.random().toString(36).slice(2, 10);
  const rows = await owner
    .insertInto('users')
    .values(
      Array.from({ length: count }, (_, index) => ({
        username: `${start}-${index}`,
        password: '!',
        role_id: world.roles.get('müəllim')!,
        institution_id: institutionId,
      })),
    )
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

const seatRows = async (id: string) =>
  (
    await service.database.owner
      .selectFrom('api.license_seats')
      .select('user_id')
      .where('license_id', '=', id)
      .orderBy('user_id')
      .execute()
  ).map((row) => row.user_id);

const auditsOf = (id: string) =>
  service.database.owner
    .selectFrom('audit_logs')
    .select(['event', 'new_values', 'old_values'])
    .where('auditable_type', '=', 'api.license_seats')
    .where('auditable_id', '=', id)
    .orderBy('id')
    .execute();

describe('seats', () => {
  it('of 50 who want one of 10 seats at once, exactly 10 get it, and the others are told precisely', async () => {
    const id = await insertLicense(service.database.owner, { institution_id: world.institutions.baku, user_limit: 10 });
    const users = await newUsers(50, world.institutions.school1);
    const results = await Promise.all(users.map((user) => seats('activate', id, [user])));
    const given = results.filter(({ userErrors }) => userErrors.length === 0);
    expect(given).toHaveLength(10);
    for (const { license, userErrors } of results.filter((result) => !given.includes(result))) {
      expect(license).toBeNull();
      expect(userErrors).toEqual([
        {
          code: 'NOT_ALLOWED',
          field: ['userIds'],
          message: '1 more do not fit: 10 of the 10 seats of the licence are used. Release seats first.',
        },
      ]);
    }
    expect(await seatRows(id)).toHaveLength(10);
    expect((await ask('superadmin', id)).seats).toMatchObject({ limit: 10, used: 10, left: 0 });
    expect(await auditsOf(id)).toHaveLength(10);
  });

  it('are given to all who are named or to none; who has one keeps it', async () => {
    const id = await insertLicense(service.database.owner, {
      institution_id: world.institutions.school1,
      user_limit: 3,
    });
    const [a, b, c, d] = (await newUsers(4, world.institutions.school1)) as [string, string, string, string];
    await seats('activate', id, [a, b]);
    const tooMany = await seats('activate', id, [b, c, d]);
    expect(tooMany.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['userIds'] }]);
    expect(await seatRows(id)).toEqual([a, b]);
    expect((await seats('activate', id, [a, b, c])).license.seats).toMatchObject({ used: 3, left: 0 });
    expect((await seats('activate', id, [a])).userErrors).toEqual([]);
    expect((await auditsOf(id)).map(({ event }) => event)).toEqual(
      Array.from({ length: 3 }, () => 'license_seat.activated'),
    );
    expect((await seats('release', id, [a, d])).license.seats).toMatchObject({ used: 2, left: 1 });
    expect(await seatRows(id)).toEqual([b, c]);
  });

  it('go only to active users within the institution; each who cannot have one is named', async () => {
    const { owner } = service.database;
    const id = await insertLicense(owner, { institution_id: world.institutions.baku });
    const [disabled] = (await newUsers(1, world.institutions.school1)) as [string];
    await owner.updateTable('users').set({ is_active: false }).where('id', '=', disabled).execute();
    const { userErrors } = await seats('activate', id, [
      world.users['school1.teacher'],
      disabled,
      world.users['school3.teacher'],
      world.users.superadmin,
      '999999',
    ]);
    expect(userErrors).toMatchObject([
      { code: 'NOT_ALLOWED', field: ['userIds', '1'], message: expect.stringContaining('is not active') as string },
      { code: 'NOT_ALLOWED', field: ['userIds', '2'], message: expect.stringContaining('does not belong') as string },
      { code: 'NOT_ALLOWED', field: ['userIds', '3'] },
      { code: 'NOT_FOUND', field: ['userIds', '4'] },
    ]);
    expect(await seatRows(id)).toEqual([]);
    const everywhere = await insertLicense(owner);
    const all = await seats('activate', everywhere, [world.users['school3.teacher'], world.users.superadmin]);
    expect(all.license.seats).toMatchObject({ limit: null, used: 2, left: null });
  });

  it.each([
    ['nobody', [], 'REQUIRED', ['userIds']],
    ['a user twice', ['1', '1'], 'INVALID', ['userIds']],
    ['what is no id', ['x'], 'INVALID', ['userIds', '0']],
  ])('%s is refused', async (_, userIds, code, field) => {
    const id = await insertLicense(service.database.owner);
    for (const verb of ['activate', 'release'] as const) {
      expect((await seats(verb, id, userIds)).userErrors).toMatchObject([{ code, field }]);
    }
  });

  it('of holders who were disabled or moved away count no more, make room, and cannot come back above the limit', async () => {
    const { owner } = service.database;
    const id = await insertLicense(owner, { institution_id: world.institutions.school1, user_limit: 2 });
    const [a, b, c, d] = (await newUsers(4, world.institutions.school1)) as [string, string, string, string];
    await seats('activate', id, [a, b]);
    await owner.updateTable('users').set({ is_active: false }).where('id', '=', a).execute();
    expect((await ask('superadmin', id)).seats).toMatchObject({ used: 1, left: 1 });
    expect((await seats('activate', id, [c])).license.seats).toMatchObject({ used: 2, left: 0 });
    await owner.updateTable('users').set({ is_active: true }).where('id', '=', a).execute();
    expect((await ask('superadmin', id)).seats).toMatchObject({ used: 2, left: 0 });
    expect(await seatRows(id)).toEqual([b, c]);
    await owner.updateTable('users').set({ institution_id: world.institutions.school3 }).where('id', '=', b).execute();
    expect((await seats('activate', id, [d])).userErrors).toEqual([]);
    expect(await seatRows(id)).toEqual([c, d]);
    expect((await auditsOf(id)).map(({ event }) => event.split('.')[1])).toEqual([
      'activated',
      'activated',
      'released',
      'activated',
      'released',
      'activated',
    ]);
  });

  it('of users outside the new institution are released by a transfer', async () => {
    const { owner } = service.database;
    const { baku, school1, school2 } = world.institutions;
    const id = await insertLicense(owner, { institution_id: baku, user_limit: 5 });
    const stay = await newUsers(1, school1);
    const leave = await newUsers(2, school2);
    await seats('activate', id, [...stay, ...leave]);
    const { data } = await service.query(
      'superadmin',
      `mutation { transferLicense(input: { id: "${id}", institutionId: "${school1}" }) { seatsReleased license { ${seatsOf} } userErrors { code } } }`,
    );
    expect(data.transferLicense).toMatchObject({ seatsReleased: 2, license: { seats: { used: 1 } }, userErrors: [] });
    expect(await seatRows(id)).toEqual(stay);
  });

  it('a holder who has moved to another region is not shown to the admin of this one', async () => {
    const { owner } = service.database;
    const id = await insertLicense(owner, { institution_id: world.institutions.baku });
    const [moved] = (await newUsers(1, world.institutions.school1)) as [string];
    await seats('activate', id, [moved, world.users['school1.teacher']]);
    await owner
      .updateTable('users')
      .set({ institution_id: world.institutions.school3 })
      .where('id', '=', moved)
      .execute();
    expect((await ask('baku.admin', id)).seatHolders).toEqual({
      nodes: [{ user: { username: 'school1.teacher' }, isUsed: true, activatedBy: null }],
      totalCount: { value: 1 },
    });
    expect((await ask('superadmin', id)).seatHolders).toMatchObject({
      nodes: [{ isUsed: true, activatedBy: { username: 'superadmin' } }, { isUsed: false }],
      totalCount: { value: 2 },
    });
  });
});
