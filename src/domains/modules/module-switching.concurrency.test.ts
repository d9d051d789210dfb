import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { untilWaiting } from '../../testing/locks.ts';
import { insertModules } from '../../testing/modules.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';
import { brokenDependencies } from './module-graph.ts';
import { toNode } from './module-registry.ts';
import { listModules, lockModules } from './modules.repository.ts';

/** Which licences count: none is looked for here. */
const terms = { now: Date.now(), graceDays: 0, expiringDays: 1 };

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
});
afterAll(() => service.stop());
beforeEach(async () => {
  await service.database.owner.deleteFrom('system_modules').execute();
});

const insert = (...modules: Parameters<typeof insertModules>[1]) => insertModules(service.database.owner, modules);
const off = { isEnabled: false };

async function run(verb: 'enable' | 'disable', code: string, options: Record<string, unknown> = {}) {
  const { data, errors } = await service.query(
    'superadmin',
    `mutation ($input: ${verb === 'enable' ? 'Enable' : 'Disable'}ModuleInput!) {
      switched: ${verb}Module(input: $input) { plan { steps } userErrors { code } } }`,
    { input: { code, ...options } },
  );
  expect(errors).toBeUndefined();
  return data.switched;
}

const rows = () => listModules(service.database.owner, { kind: 'all' }, terms);

const enabled = async () => (await rows()).filter((row) => row.is_enabled !== false).map((row) => row.code);

/** Dependencies that were seen broken in any moment until the signal. */
async function brokenUntil(signal: AbortSignal) {
  const seen: unknown[] = [];
  while (!signal.aborted) seen.push(...brokenDependencies((await rows()).map(toNode)));
  return seen;
}

describe('many at once', () => {
  it('never leave an enabled module with a dependency that is off', async () => {
    const codes = ['m0', 'm1', 'm2', 'm3', 'm4', 'm5'];
    await insert(
      ...codes.map((code, index) => ({
        code,
        isEnabled: false,
        dependencies: codes.slice(index + 1).filter((_, step) => step % 2 === 0),
      })),
    );
    const watching = new AbortController();
    const watched = brokenUntil(watching.signal);
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, index) => {
        const code = codes[(index * 7) % codes.length]!;
        const others = index % 3 > 0;
        return index % 2 === 0
          ? run('enable', code, { includeDependencies: others })
          : run('disable', code, { includeDependents: others });
      }),
    );
    watching.abort();
    expect(await watched).toEqual([]);
    expect(answers.filter(({ userErrors }) => userErrors.length === 0).length).toBeGreaterThan(10);
    const switches = answers
      .filter(({ userErrors }) => userErrors.length === 0)
      .flatMap(({ plan }) => plan.steps as string[]);
    const records = await service.database.owner.selectFrom('audit_logs').select('id').execute();
    expect(records).toHaveLength(switches.length);
  });

  it('of "enable a, which needs b" and "disable b" one at most succeeds', async () => {
    for (let round = 0; round < 10; round += 1) {
      await service.database.owner.deleteFrom('system_modules').execute();
      await insert({ code: 'a', ...off, dependencies: ['b'] }, { code: 'b' });
      const answers = await Promise.all([run('enable', 'a'), run('disable', 'b')]);
      expect(answers.filter(({ userErrors }) => userErrors.length > 0)).toHaveLength(1);
      expect(await enabled()).toEqual(answers[0]!.userErrors.length === 0 ? ['a', 'b'] : []);
    }
  });

  it('one registers a code, the others are told that it is taken', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, async (_, index) => {
        const { data } = await service.query(
          'superadmin',
          `mutation { registerModule(input: { code: "same", name: "Number ${index}" }) { userErrors { code field } } }`,
        );
        return data.registerModule.userErrors;
      }),
    );
    const refused = answers.filter((errors) => errors.length > 0);
    expect(refused).toEqual(Array(7).fill([{ code: 'INVALID', field: ['code'] }]));
  });

  it('updates that each forbid the other’s version leave a dependency that is met', async () => {
    await insert({ code: 'a', dependencies: ['b@^1'] }, { code: 'b', version: '1.0.0' });
    const update = async (input: string) => {
      const { data } = await service.query(
        'superadmin',
        `mutation { updateModule(input: { ${input} }) { userErrors { code } } }`,
      );
      return data.updateModule.userErrors as { code: string }[];
    };
    const answers = await Promise.all([
      update('code: "b", version: "1.5.0"'),
      update('code: "a", dependencies: [{ code: "b", versionRange: "<1.2" }]'),
    ]);
    expect(answers.filter((errors) => errors.length > 0)).toEqual([[{ code: 'INVALID_TRANSITION' }]]);
    expect(brokenDependencies((await rows()).map(toNode))).toEqual([]);
  });

  it('waits for another application that is changing a module', async () => {
    await insert({ code: 'a', ...off, dependencies: ['b'] }, { code: 'b' });
    const { owner } = service.database;
    const held = Promise.withResolvers<undefined>();
    const locked = Promise.withResolvers<undefined>();
    const laravel = owner.transaction().execute(async (tx) => {
      await tx.updateTable('system_modules').set({ is_enabled: false }).where('code', '=', 'b').execute();
      locked.resolve(undefined);
      await held.promise;
    });
    await locked.promise;
    const answer = run('enable', 'a');
    await untilWaiting(service.database, 1).finally(() => held.resolve(undefined));
    await laravel;
    expect((await answer).userErrors).toEqual([{ code: 'INVALID_TRANSITION' }]);
    expect(await enabled()).toEqual([]);
  });

  it('refuses a code that another application takes at the same moment', async () => {
    const { owner } = service.database;
    const held = Promise.withResolvers<undefined>();
    const inserted = Promise.withResolvers<undefined>();
    const laravel = owner.transaction().execute(async (tx) => {
      await tx.insertInto('system_modules').values({ code: 'taken', name: 'Theirs' }).execute();
      inserted.resolve(undefined);
      await held.promise;
    });
    await inserted.promise;
    const answer = service.query(
      'superadmin',
      'mutation { registerModule(input: { code: "taken", name: "Ours" }) { module { id } userErrors { code field } } }',
    );
    await untilWaiting(service.database, 1).finally(() => held.resolve(undefined));
    await laravel;
    expect((await answer).data).toEqual({
      registerModule: { module: null, userErrors: [{ code: 'INVALID', field: ['code'] }] },
    });
  });

  it('waits for who holds the modules, such as a licence that is being revoked', async () => {
    await insert({ code: 'a', ...off });
    const { owner } = service.database;
    const held = Promise.withResolvers<undefined>();
    const locked = Promise.withResolvers<undefined>();
    const revoking = owner.transaction().execute(async (tx) => {
      await lockModules(tx, { kind: 'all' }, terms);
      locked.resolve(undefined);
      await held.promise;
      await tx.updateTable('system_modules').set({ requires_license: true }).where('code', '=', 'a').execute();
    });
    await locked.promise;
    const answer = run('enable', 'a');
    await untilWaiting(service.database, 1).finally(() => held.resolve(undefined));
    await revoking;
    expect((await answer).userErrors).toEqual([{ code: 'INVALID_TRANSITION' }]);
  });
});
