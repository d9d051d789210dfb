import { audited } from '../../audit.ts';
import { includesInstitution, includesUser } from '../../auth/scope.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import { userError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import type { LicenseValidationCode, ValidateLicenseInput } from '../../graphql/types.ts';
import { licenseEntry } from './license-changes.ts';
import { readLicenseKey } from './license-key.ts';
import { findCandidates } from './license-seats.repository.ts';
import { counts, instant, stateOf, stateTerms } from './license-state.ts';
import * as licenses from './licenses.repository.ts';
import type { LicenseView } from './licenses.repository.ts';

/** What a key is worth. */
export interface LicenseValidation {
  readonly code: LicenseValidationCode;
  readonly isValid: boolean;
  readonly message: string;
  readonly license: LicenseView | null;
}

const messages: Readonly<Record<LicenseValidationCode, string>> = {
  VALID: 'The licence is good.',
  EXPIRING: 'The licence is good, and ends soon: have it renewed.',
  GRACE: 'The licence has ended and is good for its days of grace only: have it renewed.',
  NOT_FOUND: 'There is no such licence within your reach.',
  BAD_CHECKSUM: 'The key was mistyped: compare it with the original.',
  NOT_YET_ACTIVE: 'The licence is not activated, or its time has not come.',
  EXPIRED: 'The licence has ended: have it renewed.',
  REVOKED: 'The licence was revoked.',
  WRONG_MODULE: 'The licence is of another module.',
  WRONG_INSTITUTION: 'The licence does not cover this institution.',
  NO_SEAT: 'The user has no seat of this licence: have one given.',
};

/** For what a key shall be good; null: it does not matter. */
interface Purpose {
  readonly moduleCode: string | null;
  readonly institutionId: string | null;
  readonly userId: string | null;
}

/** Validates a key and notes that, at most once an hour. Throws user errors. */
export async function validateLicense(
  context: SignedInContext,
  input: ValidateLicenseInput,
): Promise<LicenseValidation> {
  const { key, checksum } = readLicenseKey(input.key);
  const purpose = await purposeOf(context, input);
  const lineage = purpose.institutionId === null ? null : (await context.tree()).lineage(purpose.institutionId);
  const scope = scopeOf(context.viewer, 'LICENSES_READ');
  return audited<LicenseValidation>(context, async (tx) => {
    const found = await licenses.findLicenseByKey(tx, scope, key);
    const due = found !== undefined && isDue(found, context.now());
    const before = due ? await licenses.lockLicense(tx, scope, found.id) : found;
    if (!before) {
      const code = checksum === 'wrong' ? 'BAD_CHECKSUM' : 'NOT_FOUND';
      return { result: { code, isValid: false, message: messages[code], license: null }, unchanged: true };
    }
    const code = await codeOf(tx, context, before, purpose, lineage);
    const result = { code, isValid: isGood(code), message: messages[code] };
    // Another validation may have been noted while this one waited for the lock.
    if (!isDue(before, context.now())) return { result: { ...result, license: before }, unchanged: true };
    await licenses.noteValidation(tx, before.id, context.now());
    const license = await licenses.findLicense(tx, scope, before.id);
    if (!license) throw new Error(`licence ${before.id} vanished while it was locked`);
    return { result: { ...result, license }, audit: [licenseEntry('validated', license, before, { result: code })] };
  });
}

const hour = 3_600_000;

const isDue = ({ last_validation_date: last }: LicenseView, now: number): boolean =>
  last === null || instant(last) <= (now - hour) * 1_000;

const isGood = (code: LicenseValidationCode): boolean => code === 'VALID' || code === 'EXPIRING' || code === 'GRACE';

/** Throws user errors for an institution or user that the viewer may not see. */
async function purposeOf({ loaders, viewer }: SignedInContext, input: ValidateLicenseInput): Promise<Purpose> {
  const scope = scopeOf(viewer, 'LICENSES_READ');
  const institutionId =
    input.institutionId == null ? null : idInput('Institution', input.institutionId, ['institutionId']);
  const userId = input.userId == null ? null : idInput('User', input.userId, ['userId']);
  if (institutionId !== null) {
    const exists = (await loaders.institutionById.find(institutionId)) !== null;
    if (!exists || !includesInstitution(scope, institutionId)) {
      throw userError('NOT_FOUND', ['institutionId'], 'There is no such institution within your reach.');
    }
  }
  if (userId !== null) {
    const user = await loaders.userById.find(userId);
    if (!user || !includesUser(scope, user)) {
      throw userError('NOT_FOUND', ['userId'], 'There is no such user within your reach.');
    }
  }
  return { moduleCode: input.moduleCode ?? null, institutionId, userId };
}

async function codeOf(
  tx: Transaction,
  context: SignedInContext,
  license: LicenseView,
  { moduleCode, userId }: Purpose,
  lineage: readonly string[] | null,
): Promise<LicenseValidationCode> {
  const state = stateOf(license, stateTerms(context));
  if (!counts(state)) return state;
  if (moduleCode !== null && moduleCode !== license.module_code) return 'WRONG_MODULE';
  const covers = license.institution_id === null || lineage === null || lineage.includes(license.institution_id);
  if (!covers) return 'WRONG_INSTITUTION';
  if (userId === null) return state;
  const user = (await findCandidates(tx, license.id, [userId])).get(userId);
  const mayUse = user?.is_member === true && (license.user_limit === null || user.has_seat);
  return mayUse ? state : 'NO_SEAT';
}
