import fc from 'fast-check';
import semver from 'semver';
import { describe, expect, test } from 'vitest';

import { readDependencies, satisfiesRange, semanticVersion } from './module-dependencies.ts';
import {
  brokenDependencies,
  isSatisfied,
  type ModuleNode,
  planDisable,
  planEnable,
  topologicalOrder,
} from './module-graph.ts';

const codes = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const ranges = [null, null, null, '^1.0.0', '>=2', '1.x', 'no range'];
const versions = ['1.0.0', '1.4', 'v2', '2.1.0-beta', null, 'summer'];

const module = (code: string): fc.Arbitrary<ModuleNode> =>
  fc.record({
    code: fc.constant(code),
    version: fc.constantFrom(...versions, '1.0.0', '1.2.0'),
    isCore: fc.integer({ max: 5 }).map((dice) => dice === 0),
    isEnabled: fc.boolean(),
    requiresLicense: fc.boolean(),
    dependencies: fc.array(
      fc.record({ code: fc.constantFrom(...codes, 'gone'), versionRange: fc.constantFrom(...ranges) }),
      { maxLength: 2 },
    ),
  });

const graphs = fc.tuple(...codes.map(module)).map((modules) => modules.slice(0, 6));
const asked = fc.uniqueArray(fc.constantFrom(...codes, 'gone'), { minLength: 1, maxLength: 3 });
const licences = fc.subarray(codes).map((some) => new Set([...some, 'a', 'b', 'c']));

const simple = (code: string, needs: string[] = [], rest: Partial<ModuleNode> = {}): ModuleNode => ({
  code,
  version: '1.0.0',
  isCore: false,
  isEnabled: false,
  requiresLicense: false,
  dependencies: readDependencies(needs),
  ...rest,
});

const switched = (modules: readonly ModuleNode[], steps: readonly string[], isEnabled: boolean) =>
  modules.map((one) => (steps.includes(one.code) ? { ...one, isEnabled } : one));

const broken = (modules: readonly ModuleNode[]) =>
  brokenDependencies(modules).map(({ kind, code, neededBy }) => `${kind} ${code} ${neededBy ?? ''}`);

/** The modules asked for are on, and so is all that they need, in the right version. */
function works(modules: readonly ModuleNode[], code: string, above: readonly string[] = []): boolean {
  const found = modules.find((one) => one.code === code);
  return (
    above.includes(code) ||
    (found?.isEnabled === true &&
      found.dependencies.every(
        (dependency) =>
          isSatisfied(
            dependency,
            modules.find((one) => one.code === dependency.code),
          ) && works(modules, dependency.code, [...above, code]),
      ))
  );
}

describe('A plan to enable', () => {
  test('without problems leaves no step with a dependency that is missing, off or of a wrong version', () => {
    let applied = 0;
    fc.assert(
      fc.property(graphs, asked, licences, (modules, wanted, licensed) => {
        const plan = planEnable(modules, wanted, licensed);
        if (plan.problems.length > 0) {
          return;
        }
        applied += plan.steps.length > 1 ? 1 : 0;
        const before = new Set(broken(modules));
        plan.steps.forEach((_, index) => {
          const now = switched(modules, plan.steps.slice(0, index + 1), true);
          expect(broken(now).filter((one) => !before.has(one))).toEqual([]);
        });
        const after = switched(modules, plan.steps, true);
        expect(wanted.filter((code) => !works(after, code))).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
    expect(applied).toBeGreaterThan(20);
  });

  test('is minimal: without any one of its steps, what was asked for does not work', () => {
    fc.assert(
      fc.property(graphs, asked, licences, (modules, wanted, licensed) => {
        const { steps, problems } = planEnable(modules, wanted, licensed);
        for (const step of problems.length > 0 ? [] : steps) {
          const others = steps.filter((code) => code !== step);
          const without = switched(modules, others, true);
          expect(wanted.every((code) => works(without, code))).toBe(false);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  test('has a problem exactly if no order of switching can work', () => {
    fc.assert(
      fc.property(graphs, asked, licences, (modules, wanted, licensed) => {
        const all = planEnable(modules, wanted, new Set(codes));
        const unlicensed = all.steps.filter(
          (code) => !licensed.has(code) && modules.some((one) => one.code === code && one.requiresLicense),
        );
        const problems = planEnable(modules, wanted, licensed).problems;
        expect(problems.filter(({ kind }) => kind === 'LICENSE_MISSING').map(({ code }) => code)).toEqual(unlicensed);
        const everythingOn = modules.map((one) => ({ ...one, isEnabled: true }));
        const possible = wanted.every((code) => works(everythingOn, code));
        const cyclic = all.problems.some(({ kind }) => kind === 'CYCLE');
        expect(all.problems.length === 0).toBe(possible && !cyclic);
      }),
      { numRuns: 5_000 },
    );
  });

  test('switches dependencies first, and names what is missing', () => {
    const modules = [
      simple('reports', ['grades@^2', 'users']),
      simple('grades', ['users'], { requiresLicense: true }),
      simple('users', [], { isEnabled: true }),
      simple('loop', ['pool']),
      simple('pool', ['loop']),
    ];
    const plan = planEnable(modules, ['reports'], new Set());
    expect(plan.steps).toEqual(['grades', 'reports']);
    expect(plan.problems).toEqual([
      {
        kind: 'VERSION_MISMATCH',
        code: 'grades',
        neededBy: 'reports',
        message: '"reports" needs "grades" in version ^2, which has version 1.0.0.',
      },
      {
        kind: 'LICENSE_MISSING',
        code: 'grades',
        neededBy: null,
        message: 'Module "grades" has no licence that is valid now.',
      },
    ]);
    expect(planEnable(modules, ['loop'], new Set()).problems).toMatchObject([{ kind: 'CYCLE', code: 'loop' }]);
    expect(planEnable(modules, ['users'], new Set())).toEqual({ steps: [], problems: [] });
  });

  test('repairs what is on without what it needs', () => {
    const modules = [simple('a', ['b'], { isEnabled: true }), simple('b')];
    expect(planEnable(modules, ['a'], new Set()).steps).toEqual(['b']);
  });
});

describe('A plan to disable', () => {
  test('without problems breaks nothing at any step, is minimal, and leaves core modules on', () => {
    let applied = 0;
    fc.assert(
      fc.property(graphs, asked, (modules, unwanted) => {
        const { steps, problems } = planDisable(modules, unwanted);
        if (problems.length > 0) {
          return;
        }
        applied += steps.length > 1 ? 1 : 0;
        const before = new Set(broken(modules));
        const left = (some: readonly string[]) =>
          broken(switched(modules, some, false)).filter((one) => !before.has(one));
        steps.forEach((_, index) => {
          expect(left(steps.slice(0, index + 1))).toEqual([]);
        });
        for (const step of steps.filter((code) => !unwanted.includes(code))) {
          expect(left(steps.filter((code) => code !== step))).not.toEqual([]);
        }
        const after = switched(modules, steps, false);
        expect(after.filter(({ code, isEnabled }) => isEnabled && unwanted.includes(code))).toEqual([]);
        expect(modules.filter(({ code, isCore }) => isCore && steps.includes(code))).toEqual([]);
      }),
      { numRuns: 5_000 },
    );
    expect(applied).toBeGreaterThan(20);
  });

  test('switches dependents first and is refused where a core module needs it', () => {
    const on = { isEnabled: true };
    const modules = [simple('a', [], on), simple('b', ['a'], on), simple('c', ['b'], on), simple('d', ['b'])];
    expect(planDisable(modules, ['a'])).toEqual({ steps: ['c', 'b', 'a'], problems: [] });
    const core = [simple('a', [], on), simple('b', ['a'], { ...on, isCore: true })];
    expect(planDisable(core, ['a']).problems).toMatchObject([{ kind: 'CORE_MODULE', code: 'b' }]);
    expect(planDisable(core, ['b']).problems).toMatchObject([{ kind: 'CORE_MODULE', code: 'b' }]);
    expect(planDisable(core, ['gone']).problems).toMatchObject([{ kind: 'UNKNOWN_MODULE', code: 'gone' }]);
  });

  test('lets go of a module that needs itself', () => {
    expect(planDisable([simple('a', ['a'], { isEnabled: true })], ['a'])).toEqual({ steps: ['a'], problems: [] });
  });
});

describe('The topological order', () => {
  test('has every module once, after what it needs outside of its cycle', () => {
    fc.assert(
      fc.property(graphs, (modules) => {
        const { order, cycles } = topologicalOrder(modules);
        expect(order.toSorted()).toEqual(modules.map(({ code }) => code).sort());
        for (const { code, dependencies } of modules) {
          for (const needed of dependencies.filter((one) => order.includes(one.code))) {
            const together = cycles.some((cycle) => cycle.includes(code) && cycle.includes(needed.code));
            expect(together || order.indexOf(needed.code) < order.indexOf(code)).toBe(true);
          }
        }
      }),
    );
  });

  test('tells exactly the modules that lead back to themselves', () => {
    fc.assert(
      fc.property(graphs, (modules) => {
        const needs = new Map(modules.map((one) => [one.code, one.dependencies.map(({ code }) => code)]));
        const leadsTo = (from: string, to: string, seen = new Set<string>()): boolean =>
          (needs.get(from) ?? []).some((next) => {
            const fresh = !seen.has(next);
            seen.add(next);
            return next === to || (fresh && leadsTo(next, to, seen));
          });
        const expected = modules.map(({ code }) => code).filter((code) => leadsTo(code, code));
        expect(topologicalOrder(modules).cycles.flat().sort()).toEqual(expected.sort());
      }),
    );
  });

  test('is found for a chain of 20,000 modules', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => simple(`m${index}`, [`m${index + 1}`]));
    expect(topologicalOrder(chain)).toMatchObject({ cycles: [] });
    expect(planEnable(chain, ['m0'], new Set()).steps).toHaveLength(20_000);
  });
});

describe('Dependencies in the column', () => {
  test.each([
    [['a'], [{ code: 'a', versionRange: null }]],
    [[{ code: 'a', version: '^1.2' }], [{ code: 'a', versionRange: '^1.2' }]],
    [
      [{ code: 'a', versionRange: '^1.2' }, 'b'],
      [
        { code: 'a', versionRange: '^1.2' },
        { code: 'b', versionRange: null },
      ],
    ],
    ['a@^1.2', [{ code: 'a', versionRange: '^1.2' }]],
    [
      { 0: 'a', 3: 'b@2' },
      [
        { code: 'a', versionRange: null },
        { code: 'b', versionRange: '2' },
      ],
    ],
    [
      { a: '^1', b: true },
      [
        { code: 'a', versionRange: '^1' },
        { code: 'b', versionRange: null },
      ],
    ],
    [{ code: 'a' }, [{ code: 'a', versionRange: null }]],
    [
      '["a","b"]',
      [
        { code: 'a', versionRange: null },
        { code: 'b', versionRange: null },
      ],
    ],
    [['a', 'a', ' a ', 'a@*'], [{ code: 'a', versionRange: null }]],
    [null, []],
    [undefined, []],
    [[], []],
    [{}, []],
    [[null, 7, true, '', '@1', {}, [['a']], { code: 3 }], []],
    [7, []],
    ['[broken', [{ code: '[broken', versionRange: null }]],
  ])('%j are read', (json, expected) => {
    expect(readDependencies(json)).toEqual(expected);
  });

  test('of any JSON are read without failing', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => Array.isArray(readDependencies(json))));
  });
});

test.each([
  ['1.2', '1.2.0'],
  ['v3', '3.0.0'],
  [' 1.2.3 ', '1.2.3'],
  ['1.2.3-rc.1+5', '1.2.3-rc.1'],
  ['1.2.3.4', null],
  ['release 5', null],
  ['', null],
  [null, null],
])('version %j is read as %j', (version, expected) => {
  expect(semanticVersion(version)).toBe(expected);
});

test('a version that is not one satisfies no range, and every version satisfies none', () => {
  expect(satisfiesRange('summer', '>=0')).toBe(false);
  expect(satisfiesRange(null, '>=0')).toBe(false);
  expect(satisfiesRange('1.0.0', 'no range')).toBe(false);
  expect(satisfiesRange(null, null)).toBe(true);
  expect(satisfiesRange('1.10', '>1.9')).toBe(semver.gt('1.10.0', '1.9.999'));
});
