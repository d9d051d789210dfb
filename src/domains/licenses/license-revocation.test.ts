import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertLicense, insertModule } from '../../testing/licenses.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;
beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

/** exams → grades → lms; portal, which needs lms and is off; library alone. */
beforeEach(async () => {
  const { owner } = service.database;
  await owner.deleteFrom('licenses').execute();
  await owner.deleteFrom('system_modules').execute();
  await insertModule(owner, { code: 'lms' });
  await insertModule(owner, { code: 'grades', requires_license: false, dependencies: ['lms'] });
  await insertModule(owner, { code: 'exams', requires_license: false, dependencies: [{ code: 'grades' }] });
  await insertModule(owner, { code: 'portal', is_enabled: false, dependencies: ['lms'] });
  await insertModule(owner, { code: 'library', requires_license: false });
});

async function revoke(id: string, dryRun = false) {
  const { data, errors } = await service.query(
    'superadmin',
    `mutation { revokeLicense(input: { id: "${id}", reason: "unpaid", dryRun: ${dryRun} }) {
      license { state }
      impact { uncoveredModules disabledModules keptOn institutionCount institutions { institutionCode } seatsReleased }
      userErrors { code field } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.revokeLicense.userErrors).toEqual([]);
  return data.revokeLicense;
}

const enabled = async () =>
  (
    await service.database.owner
      .selectFrom('system_modules')
      .select('code')
      .where('is_enabled', 'is not', false)
      .orderBy('code')
      .execute()
  ).map(({ code }) => code);

const audits = () =>
  service.database.owner
    .selectFrom('audit_logs')
    .select(['event', 'auditable_type', 'old_values', 'new_values'])
    .orderBy('id')
    .execute();

const codes = ({ institutions }: { institutions: { institutionCode: string }[] }) =>
  institutions.map(({ institutionCode }) => institutionCode);

describe('revoking the only licence of a module', () => {
  it('switches it off with its dependents, dependents first; a dry run says the same and does nothing', async () => {
    const { owner } = service.database;
    const id = await insertLicense(owner, { institution_id: world.institutions.yasamal, user_limit: 5 });
    for (const name of ['school1.teacher', 'school1.admin'] as const) {
      await owner.insertInto('api.license_seats').values({ license_id: id, user_id: world.users[name] }).execute();
    }
    const before = await audits();
    const dry = await revoke(id, true);
    expect(dry.license.state).toBe('VALID');
    expect(dry.impact).toMatchObject({
      uncoveredModules: ['lms'],
      disabledModules: ['exams', 'grades', 'lms'],
      keptOn: [],
      institutionCount: 3,
      seatsReleased: 2,
    });
    expect(codes(dry.impact)).toEqual(['school1', 'school2', 'yasamal']);
    expect(await enabled()).toEqual(['exams', 'grades', 'library', 'lms']);
    expect(await audits()).toEqual(before);

    const done = await revoke(id);
    expect(done.impact).toEqual(dry.impact);
    expect(done.license.state).toBe('REVOKED');
    expect(await enabled()).toEqual(['library']);
    expect(await owner.selectFrom('api.license_seats').selectAll().execute()).toEqual([]);
    const written = (await audits()).slice(before.length);
    expect(written.map(({ event }) => event)).toEqual([
      'license.revoked',
      'module.disabled',
      'module.disabled',
      'module.disabled',
    ]);
    expect(written[0]!.new_values).toMatchObject({
      released_seats: [world.users['school1.admin'], world.users['school1.teacher']].toSorted(),
    });
    expect(written[1]!.new_values).toMatchObject({ is_enabled: false });
  });

  it('keeps on what a core module needs, and says so', async () => {
    const { owner } = service.database;
    await owner.updateTable('system_modules').set({ is_core: true }).where('code', '=', 'exams').execute();
    const { impact } = await revoke(await insertLicense(owner));
    expect(impact).toMatchObject({
      uncoveredModules: ['lms'],
      disabledModules: [],
      keptOn: [expect.stringContaining('"exams"')],
      institutionCount: 8,
    });
    expect(await enabled()).toEqual(['exams', 'grades', 'library', 'lms']);
  });

  it('switches off modules that need each other together', async () => {
    const { owner } = service.database;
    await insertModule(owner, { code: 'ring-a', dependencies: ['ring-b'] });
    await insertModule(owner, { code: 'ring-b', requires_license: false, dependencies: ['ring-a'] });
    const { impact } = await revoke(await insertLicense(owner, { module_code: 'ring-a' }));
    expect(impact.disabledModules.toSorted()).toEqual(['ring-a', 'ring-b']);
    expect(await enabled()).not.toContain('ring-b');
  });
});

describe('a revocation leaves modules on', () => {
  it.each([
    ['when another licence still counts', { status: 'active' }, 'lms', true],
    ['no longer when the other has ended', { status: 'active', expires_at: '2026-01-02T00:00:00Z' }, 'lms', false],
    ['no longer when the other is not activated', { status: 'inactive' }, 'lms', false],
    ['no longer when the other is of another module', { status: 'active', module_code: 'portal' }, 'lms', false],
    ['when the module needs no licence', { status: 'inactive' }, 'library', true],
  ] as const)('%s', async (_, other, module_code, stays) => {
    const { owner } = service.database;
    await insertLicense(owner, { ...other, institution_id: world.institutions.ganja });
    const { impact } = await revoke(
      await insertLicense(owner, { module_code, institution_id: world.institutions.baku }),
    );
    expect(impact.uncoveredModules).toEqual(stays ? [] : ['lms']);
    expect((await enabled()).includes(module_code)).toBe(stays);
  });

  it('when the licence did not count anyway', async () => {
    const { owner } = service.database;
    const { impact } = await revoke(await insertLicense(owner, { status: 'inactive' }));
    expect(impact).toMatchObject({ uncoveredModules: [], disabledModules: [], institutionCount: 0 });
    expect(await enabled()).toContain('lms');
  });
});

describe('the institutions that lose a module', () => {
  it('are those that no other counting licence covers', async () => {
    const { owner } = service.database;
    const { baku, school1, ministry } = world.institutions;
    const id = await insertLicense(owner, { institution_id: baku });
    await insertLicense(owner, { institution_id: school1 });
    expect(codes((await revoke(id, true)).impact)).toEqual(['baku', 'school2', 'yasamal']);
    await insertLicense(owner, { institution_id: ministry });
    expect((await revoke(id, true)).impact).toMatchObject({ institutionCount: 0, uncoveredModules: [] });
    const everywhere = await insertLicense(owner);
    expect(codes((await revoke(everywhere, true)).impact)).toEqual([]);
  });

  it('two revocations of the last two licences at once leave the module off', async () => {
    const { owner } = service.database;
    const ids = await Promise.all([1, 2].map(() => insertLicense(owner)));
    const both = await Promise.all(ids.map((id) => revoke(id)));
    expect(both.map(({ impact }) => impact.uncoveredModules.length).toSorted()).toEqual([0, 1]);
    expect(await enabled()).toEqual(['library']);
  });
});
