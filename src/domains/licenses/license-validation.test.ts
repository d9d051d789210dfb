import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertLicense, insertModule } from '../../testing/licenses.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { createLicenseKey } from './license-key.ts';

let service: TestService;
let world: World;
beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  await insertModule(service.database.owner, { code: 'lms' });
});
afterAll(() => service.stop());

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();

async function validate(username: string, input: Record<string, unknown>) {
  const { data, errors } = await service.query(
    username,
    `mutation ($input: ValidateLicenseInput!) { validateLicense(input: $input) {
      validation { code isValid message license { databaseId lastValidatedAt } } userErrors { code field } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data.validateLicense;
}

type Row = Parameters<typeof insertLicense>[1];
/** A licence of Bakı with a key of ours. */
async function licensed(row: Row = {}) {
  const key = createLicenseKey();
  const id = await insertLicense(service.database.owner, {
    license_key: key,
    institution_id: world.institutions.baku,
    ...row,
  });
  return { id, key };
}

describe('a key', () => {
  it.each<[string, Row]>([
    ['VALID', {}],
    ['VALID', { expires_at: inDays(31) }],
    ['EXPIRING', { expires_at: inDays(29) }],
    ['GRACE', { expires_at: inDays(-1) }],
    ['EXPIRED', { expires_at: inDays(-1), license_type: 'trial' }],
    ['EXPIRED', { expires_at: inDays(-15) }],
    ['EXPIRED', { status: 'expired' }],
    ['REVOKED', { status: 'revoked' }],
    ['NOT_YET_ACTIVE', { status: 'inactive' }],
    ['NOT_YET_ACTIVE', { issued_at: inDays(1) }],
  ])('is %s for a licence of %j', async (code, row) => {
    const { id, key } = await licensed(row);
    const { validation } = await validate('baku.admin', { key, moduleCode: 'lms' });
    const isValid = ['VALID', 'EXPIRING', 'GRACE'].includes(code);
    expect(validation).toMatchObject({ code, isValid, license: { databaseId: id } });
  });

  it('that was mistyped is told from one that does not exist; case, spaces and O for 0 do not matter', async () => {
    const { id, key } = await licensed();
    const typed = key.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    expect((await validate('superadmin', { key: typed })).validation).toMatchObject({
      code: 'VALID',
      license: { databaseId: id },
    });
    const wrong = `${key.slice(0, -1)}${key.endsWith('7') ? '8' : '7'}`;
    expect((await validate('superadmin', { key: wrong })).validation).toMatchObject({
      code: 'BAD_CHECKSUM',
      license: null,
    });
    for (const unknown of [createLicenseKey(), 'LARAVEL-NONE', '', 'x'.repeat(5_000)]) {
      expect((await validate('superadmin', { key: unknown })).validation).toMatchObject({
        code: 'NOT_FOUND',
        isValid: false,
      });
    }
  });

  it('is good for its module, its institution with everything below, and those who have a seat', async () => {
    const { owner } = service.database;
    const { school1, school3, ministry } = world.institutions;
    const { id, key } = await licensed({ user_limit: 1 });
    await owner
      .insertInto('api.license_seats')
      .values({ license_id: id, user_id: world.users['school1.teacher'] })
      .execute();
    const free = await licensed();
    const code = async (input: Record<string, unknown>, of = key) =>
      (await validate('superadmin', { key: of, ...input })).validation.code;
    expect(await code({ moduleCode: 'library' })).toBe('WRONG_MODULE');
    expect(await code({ institutionId: school1 })).toBe('VALID');
    expect(await code({ institutionId: school3 })).toBe('WRONG_INSTITUTION');
    expect(await code({ institutionId: ministry })).toBe('WRONG_INSTITUTION');
    expect(await code({ userId: world.users['school1.teacher'] })).toBe('VALID');
    expect(await code({ userId: world.users['school1.admin'] })).toBe('NO_SEAT');
    expect(await code({ userId: world.users['school1.admin'] }, free.key)).toBe('VALID');
    expect(await code({ userId: world.users['school3.teacher'] }, free.key)).toBe('NO_SEAT');
  });

  it('is not validated for an institution or user of another region', async () => {
    const { key } = await licensed();
    const { school3 } = world.institutions;
    for (const [field, input] of [
      ['institutionId', { institutionId: school3 }],
      ['institutionId', { institutionId: '999999' }],
      ['userId', { userId: world.users['school3.teacher'] }],
      ['userId', { userId: '999999' }],
    ] as const) {
      const { validation, userErrors } = await validate('baku.admin', { key, ...input });
      expect(validation).toBeNull();
      expect(userErrors).toEqual([{ code: 'NOT_FOUND', field: [field] }]);
    }
  });
});

describe('a validation', () => {
  const noted = async (id: string) =>
    (
      await service.database.owner
        .selectFrom('audit_logs')
        .select('event')
        .where('auditable_id', '=', id)
        .where('event', '=', 'license.validated')
        .execute()
    ).length;

  it('is noted and recorded once an hour, however many come at once', async () => {
    const { owner } = service.database;
    const { id, key } = await licensed();
    const all = await Promise.all(Array.from({ length: 20 }, () => validate('baku.admin', { key })));
    expect(all.map(({ validation }) => validation.code)).toEqual(Array.from({ length: 20 }, () => 'VALID'));
    expect(await noted(id)).toBe(1);
    const anHourAgo = new Date(Date.now() - 3_601_000).toISOString();
    await owner.updateTable('licenses').set({ last_validation_date: anHourAgo }).where('id', '=', id).execute();
    await validate('baku.admin', { key });
    await validate('baku.admin', { key });
    expect(await noted(id)).toBe(2);
  });

  it('of somebody else’s licence is not noted', async () => {
    const { id, key } = await licensed({ institution_id: world.institutions.ganja });
    expect((await validate('baku.admin', { key })).validation.code).toBe('NOT_FOUND');
    expect(await noted(id)).toBe(0);
  });
});
