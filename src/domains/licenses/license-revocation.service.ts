import { z } from 'zod';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import { parseInput } from '../../graphql/mutations.ts';
import type { RevokeLicenseInput } from '../../graphql/types.ts';
import { planDisable } from '../modules/module-graph.ts';
import type { ModuleRegistry } from '../modules/module-registry.ts';
import { lockAll, switchAll } from '../modules/modules.service.ts';
import { changedLicense, changeLicense, licenseEntry } from './license-changes.ts';
import * as cover from './license-cover.repository.ts';
import { deleteSeats, listSeats } from './license-seats.repository.ts';
import { counts, stateOf, stateTerms } from './license-state.ts';
import * as licenses from './licenses.repository.ts';
import type { LicenseView } from './licenses.repository.ts';

const revokeInput = z.object({
  reason: z.string().trim().min(1, 'must not be empty').max(2_000, 'must have at most 2,000 characters'),
});

/** What a revocation does. */
export interface RevocationImpact {
  readonly uncoveredModules: readonly string[];
  readonly disabledModules: readonly string[];
  readonly keptOn: readonly string[];
  readonly institutionIds: readonly string[];
  readonly seatsReleased: number;
}

export interface Revocation {
  readonly license: LicenseView;
  readonly impact: RevocationImpact;
}

/** Revokes a licence with everything that follows, or says what would follow. Throws user errors. */
export function revokeLicense(context: SignedInContext, input: RevokeLicenseInput): Promise<Revocation> {
  const { reason } = parseInput(revokeInput, input);
  return changeLicense<Revocation>(
    context,
    'revoke',
    input,
    async (tx, before) => {
      const modules = await lockAll(tx, context);
      const seats = (await listSeats(tx, before.id)).map((seat) => seat.user_id);
      const impact = await impactOf(tx, context, before, modules, seats.length);
      if (input.dryRun) return { result: { license: before, impact }, unchanged: true };

      await licenses.updateLicense(tx, before.id, {
        status: 'revoked',
        notes: [before.notes, `Revoked: ${reason}`].filter(Boolean).join('\n'),
      });
      await deleteSeats(tx, before.id, seats);
      const license = await changedLicense(tx, context, before.id);
      const revoked = licenseEntry('revoked', license, before, { reason, released_seats: seats });
      return {
        result: { license, impact },
        audit: [revoked, ...(await switchAll(tx, context, modules, impact.disabledModules, false)).records],
      };
    },
    // Before the licence's own lock, in the order in which modules are switched elsewhere.
    { first: (tx) => lockAll(tx, context) },
  );
}

async function impactOf(
  tx: Transaction,
  context: SignedInContext,
  license: LicenseView,
  modules: ModuleRegistry,
  seatsReleased: number,
): Promise<RevocationImpact> {
  const terms = stateTerms(context);
  const nothing = { uncoveredModules: [], disabledModules: [], keptOn: [], institutionIds: [], seatsReleased };
  // What did not count covered nothing.
  if (!counts(stateOf(license, terms))) return nothing;
  const institutionIds = await cover.institutionsOnlyCoveredBy(tx, license, terms);
  const licensed = modules.find(license.module_code);
  const isLeft =
    licensed !== null &&
    licensed.requires_license === true &&
    licensed.is_enabled !== false &&
    !(await cover.hasOtherLicense(tx, license, terms));
  if (!isLeft) return { ...nothing, institutionIds };
  const plan = planDisable(modules.nodes, [licensed.code]);
  // Modules that need each other go off together: only a core module keeps what it needs on.
  const keptOn = plan.problems.filter(({ kind }) => kind === 'CORE_MODULE').map(({ message }) => message);
  const disabledModules = keptOn.length > 0 ? [] : plan.steps;
  return { uncoveredModules: [licensed.code], disabledModules, keptOn, institutionIds, seatsReleased };
}
