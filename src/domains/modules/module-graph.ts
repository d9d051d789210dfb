import { type ModuleDependency, satisfiesRange } from './module-dependencies.ts';

export { type ModuleDependency, readDependencies } from './module-dependencies.ts';

export interface ModuleNode {
  readonly code: string;
  readonly version: string | null;
  readonly isCore: boolean;
  readonly isEnabled: boolean;
  readonly requiresLicense: boolean;
  readonly dependencies: readonly ModuleDependency[];
}

/** What stands in the way; `neededBy` is the module whose dependency it is, if it is one. */
export interface ModuleProblem {
  readonly kind:
    | 'UNKNOWN_MODULE'
    | 'CYCLE'
    | 'VERSION_MISMATCH'
    | 'LICENSE_MISSING'
    | 'CORE_MODULE'
    | 'DEPENDENCY_DISABLED'
    | 'DEPENDENT_ENABLED';
  readonly code: string;
  readonly neededBy: string | null;
  readonly message: string;
}

export interface ModulePlan {
  /** Codes to switch, in an order in which no step breaks a dependency; includes those asked for. */
  readonly steps: readonly string[];
  readonly problems: readonly ModuleProblem[];
}

/**
 * What has to be switched on, dependencies first, so that the modules asked for are on and whatever they need, directly
 * or not, is on as well. What is on already is no step. A licence is needed for each module that is switched. A plan with
 * problems must not be applied.
 */
export function planEnable(
  modules: readonly ModuleNode[],
  codes: readonly string[],
  licensed: ReadonlySet<string>,
): ModulePlan {
  const byCode = indexByCode(modules);
  const known = codes.filter((code) => byCode.has(code));
  const needed = reachable(known, (code) => dependencyCodes(byCode.get(code)));
  const { order, cycles } = topologicalOrder(modules);
  const steps = order.filter((code) => needed.has(code) && byCode.get(code)?.isEnabled === false);
  const isStep = new Set(steps);
  return {
    steps,
    problems: [
      ...unknownModules(byCode, codes),
      ...modules.filter(({ code }) => needed.has(code)).flatMap((module) => wrongDependencies(byCode, module)),
      ...cycles.filter((cycle) => cycle.some((code) => isStep.has(code))).map(cycleProblem),
      ...steps
        .filter((code) => byCode.get(code)?.requiresLicense === true && !licensed.has(code))
        .map((code) => problem('LICENSE_MISSING', code, null, `Module "${code}" has no licence that is valid now.`)),
    ],
  };
}

/**
 * What has to be switched off, dependents first, so that the modules asked for are off and no enabled module needs them.
 * What is off already is no step. Core modules stay on, and with them whatever they need. A plan with problems must not
 * be applied.
 */
export function planDisable(modules: readonly ModuleNode[], codes: readonly string[]): ModulePlan {
  const byCode = indexByCode(modules);
  const enabled = modules.filter((module) => module.isEnabled);
  const dependents = dependentsOf(enabled);
  const asked = new Set(codes);
  const leaving = reachable(
    codes.filter((code) => byCode.get(code)?.isEnabled === true),
    (code) => dependents.get(code) ?? [],
  );
  const { order, cycles } = topologicalOrder(enabled);
  const steps = order.filter((code) => leaving.has(code)).reverse();
  const core = steps.filter((code) => byCode.get(code)?.isCore === true);
  return {
    steps,
    problems: [
      ...unknownModules(byCode, codes),
      ...cycles.filter((cycle) => cycle.length > 1 && cycle.some((code) => leaving.has(code))).map(cycleProblem),
      ...core.map((code) =>
        problem(
          'CORE_MODULE',
          code,
          null,
          asked.has(code)
            ? `Module "${code}" is a core module, which stays on.`
            : `Core module "${code}", which stays on, needs what would be switched off.`,
        ),
      ),
    ],
  };
}

/**
 * Every module after all that it needs, and the groups of modules that need each other, or one that needs itself, which
 * have no such order. Where the dependencies leave a choice, the order is that of the codes.
 */
export function topologicalOrder(modules: readonly ModuleNode[]): { order: string[]; cycles: string[][] } {
  const byCode = indexByCode(modules);
  const known = (code: string) => dependencyCodes(byCode.get(code)).filter((needed) => byCode.has(needed));
  const dependents = dependentsOf(modules);
  const order = postOrder([...byCode.keys()].sort(), known);

  // Kosaraju: against the arrows, and from the last one back, each walk stays within one group.
  const cycles: string[][] = [];
  const seen = new Set<string>();
  for (const code of order.toReversed()) {
    const group = postOrder([code], (next) => dependents.get(next) ?? [], seen);
    if (group.length > 1 || known(code).includes(code)) {
      cycles.push(group.sort());
    }
  }
  return { order, cycles: cycles.sort(byFirst) };
}

/** The dependencies of enabled modules that are not met: missing, off, or of a wrong version. */
export function brokenDependencies(modules: readonly ModuleNode[]): ModuleProblem[] {
  const byCode = indexByCode(modules);
  return modules
    .filter((module) => module.isEnabled)
    .flatMap((module) => [
      ...wrongDependencies(byCode, module),
      ...dependencyCodes(module)
        .filter((code) => byCode.get(code)?.isEnabled === false)
        .map((code) =>
          problem('DEPENDENCY_DISABLED', code, module.code, `"${module.code}" needs "${code}", which is off.`),
        ),
    ]);
}

/** Whether a dependency is met: the module is there, on, and of a version in the range. */
export function isSatisfied(dependency: ModuleDependency, module: ModuleNode | undefined): boolean {
  return module?.isEnabled === true && satisfiesRange(module.version, dependency.versionRange);
}

function wrongDependencies(byCode: ReadonlyMap<string, ModuleNode>, module: ModuleNode): ModuleProblem[] {
  return module.dependencies.flatMap(({ code, versionRange }) => {
    const needed = byCode.get(code);
    if (needed === undefined) {
      return [problem('UNKNOWN_MODULE', code, module.code, `"${module.code}" needs "${code}", which does not exist.`)];
    }
    if (satisfiesRange(needed.version, versionRange)) {
      return [];
    }
    const version = needed.version === null ? 'has no version' : `has version ${needed.version}`;
    const message = `"${module.code}" needs "${code}" in version ${versionRange ?? '*'}, which ${version}.`;
    return [problem('VERSION_MISMATCH', code, module.code, message)];
  });
}

function unknownModules(byCode: ReadonlyMap<string, ModuleNode>, codes: readonly string[]): ModuleProblem[] {
  return [...new Set(codes)]
    .filter((code) => !byCode.has(code))
    .map((code) => problem('UNKNOWN_MODULE', code, null, `There is no module "${code}".`));
}

function cycleProblem(cycle: readonly string[]): ModuleProblem {
  const [first = ''] = cycle;
  const message =
    cycle.length === 1
      ? `Module "${first}" needs itself.`
      : `The modules ${cycle.map((code) => `"${code}"`).join(', ')} need each other.`;
  return problem('CYCLE', first, null, message);
}

function problem(kind: ModuleProblem['kind'], code: string, neededBy: string | null, message: string): ModuleProblem {
  return { kind, code, neededBy, message };
}

function indexByCode(modules: readonly ModuleNode[]): Map<string, ModuleNode> {
  return new Map(modules.map((module) => [module.code, module]));
}

function dependencyCodes(module: ModuleNode | undefined): string[] {
  return [...new Set(module?.dependencies.map(({ code }) => code))].sort();
}

/** The modules that need a code, for each code that is needed. */
export function dependentsOf(modules: readonly ModuleNode[]): Map<string, string[]> {
  const dependents = new Map<string, string[]>();
  for (const module of modules) {
    for (const code of dependencyCodes(module)) {
      const known = dependents.get(code);
      if (known) known.push(module.code);
      else dependents.set(code, [module.code]);
    }
  }
  return dependents;
}

function reachable(codes: readonly string[], next: (code: string) => readonly string[]): Set<string> {
  return new Set(postOrder(codes, next));
}

/** What can be reached, each after all that it leads to; by a stack of its own, as chains may be long. */
function postOrder(
  codes: readonly string[],
  next: (code: string) => readonly string[],
  seen = new Set<string>(),
): string[] {
  const finished: string[] = [];
  for (const root of codes) {
    if (seen.has(root)) {
      continue;
    }
    seen.add(root);
    const open = [{ code: root, rest: next(root).values() }];
    for (let current = open.at(-1); current !== undefined; current = open.at(-1)) {
      const { value, done } = current.rest.next();
      if (done === true) {
        finished.push(current.code);
        open.pop();
      } else if (!seen.has(value)) {
        seen.add(value);
        open.push({ code: value, rest: next(value).values() });
      }
    }
  }
  return finished;
}

function byFirst([one = '']: readonly string[], [other = '']: readonly string[]): number {
  return one < other ? -1 : 1;
}
