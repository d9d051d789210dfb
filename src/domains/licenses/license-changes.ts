import { audited, type AuditEntry, type Audited } from '../../audit.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import { licensesRepository } from '../../db/generated/repositories.ts';
import { userError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import { refusalOf, stateOf, stateTerms, type LicenseAction } from './license-state.ts';
import * as licenses from './licenses.repository.ts';
import type { LicenseView } from './licenses.repository.ts';

export const manageScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'LICENSES_MANAGE');

/** An audit record of a licence; `more` is what the change did besides. */
export const licenseEntry = (
  verb: string,
  after: LicenseView,
  before?: LicenseView,
  more: object = {},
): AuditEntry => ({
  event: `license.${verb}`,
  entityType: 'licenses',
  entityId: after.id,
  institutionId: after.institution_id,
  before: before && stored(before),
  after: { ...stored(after), ...more },
});

const stored = (view: LicenseView) =>
  Object.fromEntries(licensesRepository.table.selectable.map((column) => [column, view[column]]));

export interface Target {
  readonly id: string;
  readonly expectedVersion?: string | null;
}

/** Locks a licence, checks its version and whether its state allows the action, and works on it. Throws user errors. */
export function changeLicense<T>(
  context: SignedInContext,
  action: LicenseAction,
  target: Target,
  work: (tx: Transaction, before: LicenseView) => Promise<Audited<T>>,
  { field = 'id', first }: { field?: string; first?: (tx: Transaction) => Promise<unknown> } = {},
): Promise<T> {
  const id = idInput('License', target.id, [field]);
  return audited(context, async (tx) => {
    await first?.(tx);
    const before = await licenses.lockLicense(tx, manageScope(context), id);
    if (!before) throw userError('NOT_FOUND', [field], 'There is no such licence within your reach.');
    if (target.expectedVersion != null && target.expectedVersion !== before.version) {
      const message = 'The licence has changed since you read it: read it again.';
      throw userError('VERSION_CONFLICT', ['expectedVersion'], message);
    }
    const refusal = refusalOf(action, stateOf(before, stateTerms(context)));
    if (refusal !== null) throw userError('INVALID_TRANSITION', [field], refusal);
    return work(tx, before);
  });
}

/** The licence after a change in the same transaction. */
export async function changedLicense(tx: Transaction, context: SignedInContext, id: string): Promise<LicenseView> {
  const after = await licenses.findLicense(tx, manageScope(context), id);
  if (!after) throw new Error(`licence ${id} vanished while it was locked`);
  return after;
}
