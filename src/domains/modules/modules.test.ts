import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { deleteFromLog } from '../../testing/append-only.ts';
import { insertModules } from '../../testing/modules.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
beforeEach(async () => {
  await service.database.owner.deleteFrom('licenses').execute();
  await service.database.owner.deleteFrom('system_modules').execute();
  await deleteFromLog(service.database, 'audit_logs');
});

const insert = (...modules: Parameters<typeof insertModules>[1]) => insertModules(service.database.owner, modules);

async function ask(query: string, viewer: string | null = 'superadmin') {
  const { data, errors } = await service.query(viewer, query);
  expect(errors).toBeUndefined();
  return data;
}

/** Runs a mutation and gives its payload. */
async function mutate(name: string, input: Record<string, unknown>, selection = 'module { code }') {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input!`;
  const { data, errors } = await service.query(
    'superadmin',
    `mutation ($input: ${type}) { ${name}(input: $input) { ${selection} userErrors { code field message } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[name];
}

const license = (module: string, values: Record<string, unknown> = {}) =>
  service.database.owner
    .insertInto('licenses')
    .values({
      license_key: `key-${Math.random()}`,
      module_code: module,
      license_type: 'standard',
      issued_at: '2020-01-01T00:00:00Z',
      status: 'active',
      ...values,
    })
    .execute();

const audits = () =>
  service.database.owner.selectFrom('audit_logs').select(['event', 'old_values', 'new_values']).orderBy('id').execute();

describe('reading modules', () => {
  it('shows what each needs, whether that is met, and what needs it', async () => {
    await insert(
      { code: 'core', version: '2.1.0', isCore: true },
      { code: 'grades', version: '1.0.0', isEnabled: false, dependencies: [{ code: 'core', version: '^2' }, 'gone'] },
      { code: 'reports', dependencies: ['grades', 'core@^3'] },
    );
    const data = await ask(`{ modules { code isEnabled dependents { code }
      dependencies { code versionRange isSatisfied module { code } } } }`);
    expect(data.modules).toEqual([
      { code: 'core', isEnabled: true, dependents: [{ code: 'grades' }, { code: 'reports' }], dependencies: [] },
      {
        code: 'grades',
        isEnabled: false,
        dependents: [{ code: 'reports' }],
        dependencies: [
          { code: 'core', versionRange: '^2', isSatisfied: true, module: { code: 'core' } },
          { code: 'gone', versionRange: null, isSatisfied: false, module: null },
        ],
      },
      {
        code: 'reports',
        isEnabled: true,
        dependents: [],
        dependencies: [
          { code: 'grades', versionRange: null, isSatisfied: false, module: { code: 'grades' } },
          { code: 'core', versionRange: '^3', isSatisfied: false, module: { code: 'core' } },
        ],
      },
    ]);
  });

  it('filters by code, flags and text, where an empty flag counts as its default', async () => {
    await insert(
      { code: 'a', isEnabled: null, isCore: null, requiresLicense: null },
      { code: 'b', isEnabled: false, isCore: true, description: 'About 100% of it' },
      { code: 'c', requiresLicense: true },
    );
    const codes = async (filter: string) =>
      (await ask(`{ modules(filter: ${filter}) { code } }`)).modules.map(({ code }: { code: string }) => code);
    expect(await codes('{ isEnabled: true }')).toEqual(['a', 'c']);
    expect(await codes('{ isEnabled: false }')).toEqual(['b']);
    expect(await codes('{ isCore: false, requiresLicense: false }')).toEqual(['a']);
    expect(await codes('{ codes: ["c", "b", "gone"] }')).toEqual(['b', 'c']);
    expect(await codes('{ search: "100%" }')).toEqual(['b']);
    expect(await codes('{ search: "_" }')).toEqual([]);
    expect(await codes('{}')).toEqual(['a', 'b', 'c']);
  });

  it('gives a module by code and by its global id, and null for what does not exist', async () => {
    await insert({ code: 'a' });
    const { module } = await ask('{ module(code: "a") { id databaseId rowVersion } }');
    const data = await ask(`{ node(id: "${module.id}") { id ... on Module { code } } module(code: "no") { code } }`);
    expect(data).toEqual({ node: { id: module.id, code: 'a' }, module: null });
  });

  it('survives whatever another application wrote into a row', async () => {
    await insert(
      { code: 'Odd Code', isEnabled: null, isCore: null, requiresLicense: null, version: null },
      { code: 'self', dependencies: ['self'], settings: [] },
      { code: 'text', dependencies: '["self"]', settings: '{"a":1}' },
      { code: 'number', dependencies: 7, settings: 7, version: 'summer' },
      { code: 'null', dependencies: null, settings: null },
      { code: 'list', dependencies: { 0: 'self' }, settings: ['x'] },
    );
    const data = await ask(`{ modules { code isEnabled isCore requiresLicense settings dependencies { code } }
      moduleGraph { order { code } cycles unknownCodes problems { kind } } moduleStats { total } }`);
    expect(data.modules).toMatchObject([
      { code: 'Odd Code', isEnabled: true, isCore: false, requiresLicense: false, settings: {} },
      { code: 'list', settings: { 0: 'x' }, dependencies: [{ code: 'self' }] },
      { code: 'null', settings: {}, dependencies: [] },
      { code: 'number', settings: {}, dependencies: [] },
      { code: 'self', settings: {}, dependencies: [{ code: 'self' }] },
      { code: 'text', settings: { a: 1 }, dependencies: [{ code: 'self' }] },
    ]);
    expect(data.moduleGraph).toMatchObject({ cycles: [['self']], unknownCodes: [], problems: [] });
  });

  it('draws the graph: order, cycles, unknown codes and what enabled modules lack', async () => {
    await insert(
      { code: 'a', dependencies: ['b'] },
      { code: 'b', isEnabled: false, dependencies: ['c'] },
      { code: 'c', isEnabled: false },
      { code: 'x', isEnabled: false, dependencies: ['y', 'gone'] },
      { code: 'y', isEnabled: false, dependencies: ['x'] },
    );
    const { moduleGraph } = await ask(
      '{ moduleGraph { order { code } cycles unknownCodes problems { kind code neededBy } } }',
    );
    expect(moduleGraph.order.map(({ code }: { code: string }) => code)).toEqual(['c', 'b', 'a', 'y', 'x']);
    expect(moduleGraph).toMatchObject({
      cycles: [['x', 'y']],
      unknownCodes: ['gone'],
      problems: [{ kind: 'DEPENDENCY_DISABLED', code: 'b', neededBy: 'a' }],
    });
  });

  it('counts', async () => {
    await insert(
      { code: 'a', isCore: true },
      { code: 'b', isEnabled: false, requiresLicense: true },
      { code: 'c', requiresLicense: true, dependencies: ['b'] },
      { code: 'd', requiresLicense: true },
    );
    await license('d');
    expect(
      (
        await ask(`{ moduleStats { total enabled disabled core requiringLicense enabledWithoutLicense
      enabledWithUnmetDependency } }`)
      ).moduleStats,
    ).toEqual({
      total: 4,
      enabled: 3,
      disabled: 1,
      core: 1,
      requiringLicense: 3,
      enabledWithoutLicense: 1,
      enabledWithUnmetDependency: 1,
    });
  });

  it('masks what looks like a secret in settings, for super administrators too', async () => {
    await insert({ code: 'mail', settings: { host: 'h', smtp: { password: 'canary' }, keys: [{ apiKey: 'canary' }] } });
    for (const viewer of ['superadmin', 'baku.admin']) {
      expect((await ask('{ module(code: "mail") { settings } }', viewer)).module.settings).toEqual({
        host: 'h',
        smtp: { password: '***' },
        keys: [{ apiKey: '***' }],
      });
    }
  });
});

describe('whether a module is licensed', () => {
  const isLicensed = async (viewer = 'superadmin') =>
    (await ask('{ module(code: "a") { isLicensed } }', viewer)).module.isLicensed;
  const days = (count: number) => new Date(Date.now() + count * 86_400_000);

  it.each([
    ['active without end', {}, true],
    ['not active', { status: 'inactive' }, false],
    ['of no status', { status: null }, false],
    ['issued for later', { issued_at: days(1) }, false],
    ['at its end', { expires_at: days(1) }, true],
    ['in its days of grace', { expires_at: days(-13) }, true],
    ['past its days of grace', { expires_at: days(-15) }, false],
    ['a trial just past its end', { license_type: 'trial', expires_at: days(-0.01) }, false],
    ['a trial before its end', { license_type: 'trial', expires_at: days(0.01) }, true],
    ['of infinite end', { expires_at: 'infinity' }, true],
  ])('is told of a licence that is %s', async (_, values, expected) => {
    await insert({ code: 'a', requiresLicense: true });
    await license('a', values);
    expect(await isLicensed()).toBe(expected);
  });

  it('tells a region admin nothing of another region’s licences', async () => {
    await insert({ code: 'a', requiresLicense: true });
    await license('a', { institution_id: world.institutions.school3 });
    expect([await isLicensed(), await isLicensed('baku.admin'), await isLicensed('ganja.admin')]).toEqual([
      true,
      false,
      true,
    ]);
    expect((await ask('{ moduleStats { enabledWithoutLicense } }', 'baku.admin')).moduleStats).toEqual({
      enabledWithoutLicense: 1,
    });
  });
});

describe('registering a module', () => {
  const input = { code: 'grades', name: ' Grades ', version: '1.4.0-beta.1', dependencies: [{ code: 'core' }] };

  it('leaves it off, and writes one record', async () => {
    await insert({ code: 'core' });
    const { module, userErrors } = await mutate('registerModule', input, 'module { name isEnabled isCore version }');
    expect(userErrors).toEqual([]);
    expect(module).toEqual({ name: 'Grades', isEnabled: false, isCore: false, version: '1.4.0-beta.1' });
    const [record, ...others] = await audits();
    expect(others).toEqual([]);
    expect(record).toMatchObject({
      event: 'module.registered',
      new_values: { code: 'grades', version: '1.4.0-beta.1', dependencies: ['core'], is_enabled: false },
    });
  });

  it('happens once for an idempotency key', async () => {
    const twice = { code: 'a', name: 'A', idempotencyKey: 'register-a' };
    const first = await mutate('registerModule', twice, 'module { id }');
    const second = await mutate('registerModule', twice, 'module { id }');
    expect(second).toEqual(first);
    expect(second.userErrors).toEqual([]);
    expect(await audits()).toHaveLength(1);
    const other = await mutate('registerModule', { ...twice, name: 'B' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED' }]);
  });

  it.each([
    [{ code: 'Grades' }, 'INVALID', ['code']],
    [{ code: '1a' }, 'INVALID', ['code']],
    [{ code: `a${'b'.repeat(50)}` }, 'INVALID', ['code']],
    [{ code: 'core' }, 'INVALID', ['code']],
    [{ name: '  ' }, 'INVALID', ['name']],
    [{ version: '1.2' }, 'INVALID', ['version']],
    [{ version: '01.2.3' }, 'INVALID', ['version']],
    [{ version: 'v1.2.3' }, 'INVALID', ['version']],
    [{ version: '1.2.3-aaaaaaaaaaaaaaa' }, 'INVALID', ['version']],
    [{ dependencies: [{ code: 'gone' }] }, 'NOT_FOUND', ['dependencies', '0', 'code']],
    [{ dependencies: [{ code: 'grades' }] }, 'INVALID', ['dependencies', '0', 'code']],
    [{ dependencies: [{ code: 'core' }, { code: 'core' }] }, 'INVALID', ['dependencies', '1', 'code']],
    [{ dependencies: [{ code: 'core', versionRange: 'newest' }] }, 'INVALID', ['dependencies', '0', 'versionRange']],
    [{ settings: { text: 'x'.repeat(65_536) } }, 'INVALID', ['settings']],
    [{ settings: { smtp: { password: '***' } } }, 'INVALID', ['settings', 'smtp', 'password']],
  ])('refuses %j', async (values, code, field) => {
    await insert({ code: 'core' });
    const { module, userErrors } = await mutate('registerModule', { ...input, ...values });
    expect(module).toBeNull();
    expect(userErrors).toMatchObject([{ code, field }]);
    expect(await audits()).toEqual([]);
    expect((await ask('{ moduleStats { total } }')).moduleStats.total).toBe(1);
  });

  it('refuses to close a cycle with one that waited for it', async () => {
    await insert({ code: 'early', dependencies: ['late'] });
    const { userErrors } = await mutate('registerModule', {
      code: 'late',
      name: 'Late',
      dependencies: [{ code: 'early' }],
    });
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['dependencies'] }]);
  });
});
