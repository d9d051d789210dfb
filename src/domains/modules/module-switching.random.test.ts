import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertModules } from '../../testing/modules.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';
import { brokenDependencies } from './module-graph.ts';
import { toNode } from './module-registry.ts';
import { listModules } from './modules.repository.ts';

/** Which licences count: none is looked for here. */
const terms = { now: Date.now(), graceDays: 0, expiringDays: 1 };

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
});
afterAll(() => service.stop());

const codes = ['a', 'b', 'c', 'd', 'e'];

/** Modules as another application may have left them: cycles, unknown codes and odd values included. */
const graphs = fc.tuple(
  ...codes.map((code) =>
    fc.record({
      code: fc.constant(code),
      version: fc.constantFrom('1.0.0', '1.4', '2.0.0', 'summer', null),
      isCore: fc.constantFrom(true, false, false, null),
      isEnabled: fc.constantFrom(true, false, null),
      requiresLicense: fc.constantFrom(true, false, false),
      dependencies: fc.array(fc.constantFrom(...codes, ...codes.map((needed) => `${needed}@^1`), 'gone'), {
        maxLength: 2,
      }),
    }),
  ),
);

const switches = fc.array(
  fc.record({
    verb: fc.constantFrom('enable', 'disable'),
    code: fc.constantFrom(...codes),
    others: fc.boolean(),
    dryRun: fc.integer({ max: 4 }).map((dice) => dice === 0),
  }),
  { minLength: 1, maxLength: 8 },
);

const state = async () => {
  const rows = await listModules(service.database.owner, { kind: 'all' }, terms);
  return { rows, broken: brokenDependencies(rows.map(toNode)).map(({ message }) => message) };
};

it('whatever is switched, nothing is broken that was whole before, and what is refused changes nothing', async () => {
  let done = 0;
  await fc.assert(
    fc.asyncProperty(graphs, switches, async (modules, steps) => {
      await service.database.owner.deleteFrom('system_modules').execute();
      await insertModules(service.database.owner, modules);
      for (const { verb, code, others, dryRun } of steps) {
        const before = await state();
        const option = verb === 'enable' ? 'includeDependencies' : 'includeDependents';
        const { data, errors } = await service.query(
          'superadmin',
          `mutation { switched: ${verb}Module(input: { code: "${code}", ${option}: ${others}, dryRun: ${dryRun} }) {
            module { isEnabled } plan { steps problems { kind } } userErrors { code } } }`,
        );
        expect(errors).toBeUndefined();
        const { plan, userErrors } = data.switched as { plan: { steps: string[] }; userErrors: unknown[] };
        const after = await state();
        expect(after.broken.filter((message) => !before.broken.includes(message))).toEqual([]);
        const changed = after.rows.filter((row, index) => row.row_version !== before.rows[index]?.row_version);
        const refused = dryRun || userErrors.length > 0;
        expect(changed.map((row) => row.code)).toEqual(refused ? [] : plan.steps.toSorted());
        expect(changed.every((row) => row.is_enabled === (verb === 'enable'))).toBe(true);
        expect(
          before.rows.filter((row) => row.is_core && verb === 'disable' && changed.some(({ id }) => id === row.id)),
        ).toEqual([]);
        done += changed.length;
      }
    }),
    { numRuns: 60 },
  );
  expect(done).toBeGreaterThan(10);
});
