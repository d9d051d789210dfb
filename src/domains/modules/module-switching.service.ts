import type { SignedInContext } from '../../context.ts';
import { UserErrors, type UserError } from '../../errors.ts';
import type { DisableModuleInput, EnableModuleInput } from '../../graphql/types.ts';
import { dependentsOf, planDisable, planEnable, type ModulePlan, type ModuleProblem } from './module-graph.ts';
import type { ModuleRegistry } from './module-registry.ts';
import type { ModuleView } from './modules.repository.ts';
import { switchAll, targetOf, withModules } from './modules.service.ts';

/** What a mutation that switches modules answers, as the schema has it. */
export interface Switched {
  readonly module: ModuleView | null;
  readonly plan: (ModulePlan & { readonly missingLicenses: readonly string[] }) | null;
  readonly userErrors: readonly UserError[];
}

/** A refusal that tells the plan which it is about. */
class PlanRefused extends UserErrors {
  readonly plan: ModulePlan;
  constructor(errors: readonly UserError[], plan: ModulePlan) {
    super(errors);
    this.plan = plan;
  }
}

/** Switches a module on, and what it needs where that is wanted. */
export const enableModule = (context: SignedInContext, input: EnableModuleInput): Promise<Switched> =>
  switchModule(context, input, true, (registry) => {
    const plan = planEnable(registry.nodes, [input.code], registry.licensed());
    return input.includeDependencies ? plan : withoutOthers(plan, input.code, registry, true);
  });

/** Switches a module off, and what needs it where that is wanted. */
export const disableModule = (context: SignedInContext, input: DisableModuleInput): Promise<Switched> =>
  switchModule(context, input, false, (registry) => {
    const plan = planDisable(registry.nodes, [input.code]);
    return input.includeDependents ? plan : withoutOthers(plan, input.code, registry, false);
  });

async function switchModule(
  context: SignedInContext,
  input: EnableModuleInput | DisableModuleInput,
  isEnabled: boolean,
  planFor: (registry: ModuleRegistry) => ModulePlan,
): Promise<Switched> {
  try {
    const { module, plan } = await withModules(context, async (tx, registry) => {
      const before = targetOf(registry, input);
      const plan = planFor(registry);
      if (plan.problems.length > 0) throw new PlanRefused(refusals(plan, input.code, isEnabled), plan);
      const unchanged = { result: { module: before, plan }, unchanged: true } as const;
      if (input.dryRun) return unchanged;
      const switched = await switchAll(tx, context, registry, plan.steps, isEnabled);
      const [first, ...others] = switched.records;
      if (!first) return unchanged;
      return { result: { module: switched.registry.find(before.code), plan }, audit: [first, ...others] };
    });
    return { module, plan: told(plan), userErrors: [] };
  } catch (error) {
    if (!(error instanceof UserErrors)) throw error;
    return { module: null, plan: error instanceof PlanRefused ? told(error.plan) : null, userErrors: error.errors };
  }
}

const told = (plan: ModulePlan) => ({
  ...plan,
  missingLicenses: plan.problems.filter(({ kind }) => kind === 'LICENSE_MISSING').map(({ code }) => code),
});

/** The plan where only the module asked for may be switched: every other step is a problem. */
function withoutOthers(plan: ModulePlan, asked: string, registry: ModuleRegistry, isEnabled: boolean): ModulePlan {
  const others = plan.steps.filter((code) => code !== asked);
  const needed = new Set([asked, ...plan.steps]);
  const dependents = dependentsOf(registry.nodes);
  const problems = others.map((code): ModuleProblem => {
    if (!isEnabled) {
      return { kind: 'DEPENDENT_ENABLED', code, neededBy: null, message: `Module "${code}", which is on, needs it.` };
    }
    const neededBy = dependents.get(code)?.find((dependent) => needed.has(dependent)) ?? null;
    const message = `"${neededBy ?? asked}" needs "${code}", which is off.`;
    return { kind: 'DEPENDENCY_DISABLED', code, neededBy, message };
  });
  return { steps: plan.steps, problems: [...plan.problems, ...problems] };
}

/** What to do about a plan's problems. What could be switched too is told in one error. */
function refusals({ problems }: ModulePlan, asked: string, isEnabled: boolean): UserError[] {
  const isOther = ({ kind }: ModuleProblem) => kind === 'DEPENDENCY_DISABLED' || kind === 'DEPENDENT_ENABLED';
  const others = problems.filter(isOther).map(({ code }) => `"${code}"`);
  const grave = problems
    .filter((problem) => !isOther(problem))
    .map(({ message }): UserError => ({ code: 'INVALID_TRANSITION', field: ['code'], message }));
  if (others.length === 0) return grave;
  const option = isEnabled ? 'includeDependencies' : 'includeDependents';
  const message = isEnabled
    ? `Before "${asked}", ${others.join(', ')} must be on: switch them on, or give includeDependencies.`
    : `Before "${asked}", ${others.join(', ')} must be off: switch them off, or give includeDependents.`;
  return [...grave, { code: 'INVALID_TRANSITION', field: [option], message }];
}
