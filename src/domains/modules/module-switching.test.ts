import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteFromLog } from '../../testing/append-only.ts';
import { insertModules } from '../../testing/modules.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
});
afterAll(() => service.stop());
beforeEach(async () => {
  const { owner } = service.database;
  await owner.deleteFrom('licenses').execute();
  await owner.deleteFrom('system_modules').execute();
  await deleteFromLog(service.database, 'audit_logs');
});

const insert = (...modules: Parameters<typeof insertModules>[1]) => insertModules(service.database.owner, modules);
const off = { isEnabled: false };

/** Enables or disables a module and gives the payload. */
async function run(verb: 'enable' | 'disable', code: string, options: Record<string, unknown> = {}) {
  const { data, errors } = await service.query(
    'superadmin',
    `mutation ($input: ${verb === 'enable' ? 'Enable' : 'Disable'}ModuleInput!) {
      switched: ${verb}Module(input: $input) {
        module { code isEnabled dependencies { isSatisfied } }
        plan { steps problems { kind code neededBy } missingLicenses }
        userErrors { code field message }
      } }`,
    { input: { code, ...options } },
  );
  expect(errors).toBeUndefined();
  return data.switched;
}

const enabled = async () => {
  const rows = await service.database.owner.selectFrom('system_modules').select(['code', 'is_enabled']).execute();
  return rows
    .filter((row) => row.is_enabled !== false)
    .map((row) => row.code)
    .sort();
};

const audits = async () => {
  const rows = await service.database.owner.selectFrom('audit_logs').selectAll().orderBy('id').execute();
  return rows.map(({ event, old_values, new_values }) => ({ event, old_values, new_values }));
};

const license = (code: string) =>
  sql`insert into licenses(license_key, module_code, license_type, issued_at, status)
    values (gen_random_uuid()::text, ${code}, 'premium', now() - interval '1 day', 'active')`.execute(
    service.database.owner,
  );

describe('enabling a module', () => {
  it('switches it on when all that it needs is on', async () => {
    await insert({ code: 'b', version: '1.4.0' }, { code: 'a', ...off, dependencies: ['b@^1.2'] });
    expect(await run('enable', 'a')).toEqual({
      module: { code: 'a', isEnabled: true, dependencies: [{ isSatisfied: true }] },
      plan: { steps: ['a'], problems: [], missingLicenses: [] },
      userErrors: [],
    });
    expect(await audits()).toMatchObject([
      { event: 'module.enabled', old_values: { is_enabled: false }, new_values: { is_enabled: true } },
    ]);
  });

  it('is refused with the plan while something that it needs is off', async () => {
    await insert(
      { code: 'a', ...off, dependencies: ['b'] },
      { code: 'b', ...off, dependencies: ['c'] },
      { code: 'c', ...off },
    );
    const { module, plan, userErrors } = await run('enable', 'a');
    expect(module).toBeNull();
    expect(plan).toEqual({
      steps: ['c', 'b', 'a'],
      problems: [
        { kind: 'DEPENDENCY_DISABLED', code: 'c', neededBy: 'b' },
        { kind: 'DEPENDENCY_DISABLED', code: 'b', neededBy: 'a' },
      ],
      missingLicenses: [],
    });
    expect(userErrors).toEqual([
      {
        code: 'INVALID_TRANSITION',
        field: ['includeDependencies'],
        message: 'Before "a", "c", "b" must be on: switch them on, or give includeDependencies.',
      },
    ]);
    expect(await enabled()).toEqual([]);
    expect(await audits()).toEqual([]);
  });

  it('switches on what it needs too, in order, with a record of each', async () => {
    await insert(
      { code: 'a', ...off, dependencies: ['b'] },
      { code: 'b', ...off, dependencies: ['c'] },
      { code: 'c', ...off },
      { code: 'other', ...off },
    );
    const { plan, userErrors } = await run('enable', 'a', { includeDependencies: true });
    expect([plan.steps, userErrors]).toEqual([['c', 'b', 'a'], []]);
    expect(await enabled()).toEqual(['a', 'b', 'c']);
    expect((await audits()).map(({ event }) => event)).toEqual(Array(3).fill('module.enabled'));
  });

  it('tells everything that stands in its way at once', async () => {
    await insert(
      { code: 'a', ...off, requiresLicense: true, dependencies: ['b@^2', 'gone', 'l'] },
      { code: 'b', version: '1.0.0' },
      { code: 'l', ...off, requiresLicense: true },
    );
    const { module, plan, userErrors } = await run('enable', 'a', { includeDependencies: true });
    expect(module).toBeNull();
    expect(plan).toEqual({
      steps: ['l', 'a'],
      problems: [
        { kind: 'VERSION_MISMATCH', code: 'b', neededBy: 'a' },
        { kind: 'UNKNOWN_MODULE', code: 'gone', neededBy: 'a' },
        { kind: 'LICENSE_MISSING', code: 'l', neededBy: null },
        { kind: 'LICENSE_MISSING', code: 'a', neededBy: null },
      ],
      missingLicenses: ['l', 'a'],
    });
    expect(userErrors.map(({ code }: { code: string }) => code)).toEqual(Array(4).fill('INVALID_TRANSITION'));
  });

  it('works once there is a licence', async () => {
    await insert({ code: 'a', ...off, requiresLicense: true });
    expect((await run('enable', 'a')).plan.missingLicenses).toEqual(['a']);
    await license('a');
    expect((await run('enable', 'a')).userErrors).toEqual([]);
  });

  it('is refused within a cycle', async () => {
    await insert({ code: 'a', ...off, dependencies: ['b'] }, { code: 'b', ...off, dependencies: ['a'] });
    const { userErrors } = await run('enable', 'a', { includeDependencies: true });
    expect(userErrors).toMatchObject([
      { code: 'INVALID_TRANSITION', message: 'The modules "a", "b" need each other.' },
    ]);
  });

  it('changes nothing and leaves no record when it is on already', async () => {
    await insert({ code: 'a', isEnabled: null });
    expect(await run('enable', 'a')).toMatchObject({
      module: { isEnabled: true },
      plan: { steps: [] },
      userErrors: [],
    });
    expect(await audits()).toEqual([]);
  });
});

describe('disabling a module', () => {
  it('is refused with the plan while an enabled module needs it', async () => {
    await insert({ code: 'a', dependencies: ['b'] }, { code: 'b' }, { code: 'c', ...off, dependencies: ['b'] });
    const { module, plan, userErrors } = await run('disable', 'b');
    expect(module).toBeNull();
    expect(plan).toEqual({
      steps: ['a', 'b'],
      problems: [{ kind: 'DEPENDENT_ENABLED', code: 'a', neededBy: null }],
      missingLicenses: [],
    });
    expect(userErrors).toMatchObject([{ code: 'INVALID_TRANSITION', field: ['includeDependents'] }]);
    expect(await enabled()).toEqual(['a', 'b']);
  });

  it('switches off what needs it too, dependents first, with a record of each', async () => {
    await insert({ code: 'a', dependencies: ['b'] }, { code: 'b' });
    const { plan } = await run('disable', 'b', { includeDependents: true });
    expect(plan.steps).toEqual(['a', 'b']);
    expect(await enabled()).toEqual([]);
    expect((await audits()).map(({ event }) => event)).toEqual(['module.disabled', 'module.disabled']);
  });

  it('changes nothing and leaves no record when it is off already', async () => {
    await insert({ code: 'a', ...off, isCore: true });
    expect(await run('disable', 'a')).toMatchObject({ module: { isEnabled: false }, userErrors: [] });
    expect(await audits()).toEqual([]);
  });
});

describe('the state machine', () => {
  it.each([
    ['an ordinary module', {}, 'enable', true],
    ['an ordinary module', { isEnabled: true }, 'disable', true],
    ['a core module', { isCore: true }, 'enable', true],
    ['a core module', { isCore: true, isEnabled: true }, 'disable', false],
    ['what a core module needs', { code: 'base', isEnabled: true }, 'disable', false],
  ] as const)('of %s that is %j: %s is allowed: %s', async (_, values, verb, allowed) => {
    const module = { code: 'm', ...off, ...values };
    await insert(module);
    if (module.code === 'base') await insert({ code: 'top', isCore: true, dependencies: ['base'] });
    const before = await enabled();
    const { userErrors, plan } = await run(verb, module.code, verb === 'disable' ? { includeDependents: true } : {});
    expect(userErrors.map(({ code }: { code: string }) => code)).toEqual(allowed ? [] : ['INVALID_TRANSITION']);
    if (!allowed) expect(plan.problems).toMatchObject([{ kind: 'CORE_MODULE' }]);
    expect((await enabled()).length).toBe(allowed ? Number(verb === 'enable') : before.length);
  });

  it('has no way through registering or updating', async () => {
    await insert({ code: 'm', ...off });
    for (const input of ['code: "m", isEnabled: true', 'code: "m", isCore: true']) {
      const { errors } = await service.query(
        'superadmin',
        `mutation { updateModule(input: { ${input} }) { module { id } } }`,
      );
      expect(errors?.[0]?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    }
  });
});

describe('a dry run', () => {
  const all = () => service.database.owner.selectFrom('system_modules').selectAll().orderBy('id').execute();
  beforeEach(() => insert({ code: 'a', ...off, dependencies: ['b'] }, { code: 'b', ...off }, { code: 'on' }));

  it.each([
    ['enable', 'a', { includeDependencies: true }, ['b', 'a']],
    ['disable', 'on', {}, ['on']],
  ] as const)(
    'of what would be done tells the plan, and changes and records nothing: %s %s',
    async (verb, code, options, steps) => {
      const before = await all();
      const { module, plan, userErrors } = await run(verb, code, { ...options, dryRun: true });
      expect([module.isEnabled, plan.steps, userErrors]).toEqual([verb === 'disable', steps, []]);
      expect(await all()).toEqual(before);
      expect(await audits()).toEqual([]);
    },
  );

  it.each([
    ['enable', 'a'],
    ['enable', 'gone'],
  ] as const)('of what would be refused answers as the real run does: %s %s', async (verb, code) => {
    const dry = await run(verb, code, { dryRun: true });
    expect(dry.userErrors).toHaveLength(1);
    expect(dry).toEqual(await run(verb, code));
  });
});

describe('a module that is not there, or not as expected', () => {
  it('is told before anything is planned', async () => {
    await insert({ code: 'a', ...off });
    expect(await run('enable', 'gone')).toMatchObject({
      module: null,
      plan: null,
      userErrors: [{ code: 'NOT_FOUND', field: ['code'] }],
    });
    const { data } = await service.query('superadmin', '{ module(code: "a") { rowVersion } }');
    const { rowVersion } = data.module;
    expect((await run('enable', 'a', { expectedVersion: rowVersion })).userErrors).toEqual([]);
    expect(await run('disable', 'a', { expectedVersion: rowVersion })).toMatchObject({
      plan: null,
      userErrors: [{ code: 'VERSION_CONFLICT', field: ['expectedVersion'] }],
    });
  });
});

it('of several mutations in one document each answers with what it left behind', async () => {
  await insert({ code: 'a', dependencies: ['b'], ...off }, { code: 'b', ...off });
  const { data } = await service.query(
    'superadmin',
    `mutation {
      one: enableModule(input: { code: "b" }) { module { dependents { isEnabled } } }
      two: enableModule(input: { code: "a" }) { module { dependencies { isSatisfied module { isEnabled } } } }
      three: disableModule(input: { code: "a" }) { module { isEnabled } }
      four: disableModule(input: { code: "b" }) { module { isEnabled dependents { isEnabled } } }
    }`,
  );
  expect(data).toEqual({
    one: { module: { dependents: [{ isEnabled: false }] } },
    two: { module: { dependencies: [{ isSatisfied: true, module: { isEnabled: true } }] } },
    three: { module: { isEnabled: false } },
    four: { module: { isEnabled: false, dependents: [{ isEnabled: false }] } },
  });
});
