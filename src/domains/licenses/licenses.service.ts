import { z } from 'zod';
import { audited } from '../../audit.ts';
import { includesInstitution } from '../../auth/scope.ts';
import type { SignedInContext } from '../../context.ts';
import { userError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import type {
  ActivateLicenseInput,
  IssueLicenseInput,
  RenewLicenseInput,
  TransferLicenseInput,
} from '../../graphql/types.ts';
import { createOnce } from '../../idempotency.ts';
import { changedLicense, changeLicense, licenseEntry, manageScope } from './license-changes.ts';
import { createLicenseKey } from './license-key.ts';
import { deleteSeats, listSeats } from './license-seats.repository.ts';
import { instant } from './license-state.ts';
import * as licenses from './licenses.repository.ts';
import type { LicenseView } from './licenses.repository.ts';

const name = z.string().trim().min(1, 'must not be empty').max(200, 'must have at most 200 characters').nullish();
const maxFeatures = 16_384;
const featureValue = z.union(
  [z.boolean(), z.number(), z.string().max(1_000, 'must have at most 1,000 characters'), z.null()],
  'must be true, false, a number or a text',
);
const featureName = z
  .string()
  .regex(/^[A-Za-z0-9][\w.:-]{0,99}$/, 'must be named by 1 to 100 of: letters, digits, "_", ".", ":", "-"');

const issueInput = z.object({
  type: z.enum(['TRIAL', 'STANDARD', 'PREMIUM', 'ENTERPRISE'], 'must be TRIAL, STANDARD, PREMIUM or ENTERPRISE'),
  userLimit: z.number().int().min(1, 'must be at least 1').max(1_000_000, 'must be at most 1,000,000').nullish(),
  features: z
    .record(featureName, featureValue)
    .refine((value) => JSON.stringify(value).length <= maxFeatures, 'must have at most 16 KB as JSON text')
    .nullish(),
  issuedTo: name,
  issuedBy: name,
  notes: z.string().trim().max(10_000, 'must have at most 10,000 characters').nullish(),
});

/** Microseconds since 1970, by the database's clock. */
const present = ({ now }: SignedInContext): number => now() * 1_000;

/** Issues a licence with a new key, once for an idempotency key. Throws user errors. */
export async function issueLicense(context: SignedInContext, input: IssueLicenseInput): Promise<LicenseView> {
  const fields = parseInput(issueInput, input);
  const issuedAt = input.issuedAt ?? new Date(context.now()).toISOString();
  const institutionId =
    input.institutionId == null ? null : idInput('Institution', input.institutionId, ['institutionId']);
  checkEnd(context, input, issuedAt);
  // Before the transaction, which must not wait for look-ups outside of it; a repeat is not refused.
  const refusal = institutionId === null ? null : await refuseInstitution(context, institutionId);
  return audited(context, async (tx) => {
    const once = await createOnce(tx, context.viewer, 'issueLicense', input, async () => {
      if (refusal) throw refusal;
      if (!(await licenses.moduleExists(tx, input.moduleCode))) {
        throw userError('NOT_FOUND', ['moduleCode'], 'moduleCode must be the code of a registered module.');
      }
      return licenses.insertLicense(tx, {
        license_key: createLicenseKey(),
        module_code: input.moduleCode,
        institution_id: institutionId,
        license_type: fields.type.toLowerCase() as LicenseView['license_type'],
        user_limit: fields.userLimit ?? null,
        features: fields.features ?? {},
        issued_at: issuedAt,
        expires_at: input.expiresAt ?? null,
        status: 'inactive',
        issued_to: fields.issuedTo ?? null,
        issued_by: fields.issuedBy ?? context.viewer.username,
        notes: fields.notes ?? null,
      });
    });
    const repeated = 'repeatedId' in once;
    const id = repeated ? once.repeatedId : once.created.id;
    const license = await licenses.findLicense(tx, manageScope(context), id);
    if (!license) throw userError('NOT_FOUND', ['idempotencyKey'], 'The licence of this idempotency key is gone.');
    return repeated
      ? { result: license, unchanged: true }
      : { result: license, audit: [licenseEntry('issued', license)] };
  });
}

/** Throws a user error where a licence would have no end although it needs one, or one that makes no sense. */
function checkEnd(context: SignedInContext, { type, expiresAt }: IssueLicenseInput, issuedAt: string): void {
  if (expiresAt == null) {
    if (type !== 'TRIAL') return;
    throw userError('REQUIRED', ['expiresAt'], 'expiresAt is needed: a trial always ends.');
  }
  if (instant(expiresAt) <= present(context) || instant(expiresAt) <= instant(issuedAt)) {
    throw userError('INVALID', ['expiresAt'], 'expiresAt must be in the future and after issuedAt.');
  }
}

async function refuseInstitution(context: SignedInContext, id: string) {
  const exists = (await context.loaders.institutionById.find(id)) !== null;
  if (exists && includesInstitution(manageScope(context), id)) return null;
  return userError('NOT_FOUND', ['institutionId'], 'There is no such institution within your reach.');
}

/** Activates a licence; its own end must lie ahead. Throws user errors. */
export const activateLicense = (context: SignedInContext, input: ActivateLicenseInput) =>
  changeLicense(context, 'activate', input, async (tx, before) => {
    if (before.status === 'active') {
      throw userError('INVALID_TRANSITION', ['id'], 'The licence is activated already, and counts from `issuedAt` on.');
    }
    if (instant(before.expires_at) <= present(context)) {
      throw userError('INVALID_TRANSITION', ['id'], 'The licence has ended before it was activated: renew it first.');
    }
    const now = new Date(context.now()).toISOString();
    await licenses.updateLicense(tx, before.id, { status: 'active', activation_date: now });
    const after = await changedLicense(tx, context, before.id);
    return { result: after, audit: [licenseEntry('activated', after, before)] };
  });

/** Gives a licence a later end; what had ended counts again. Throws user errors. */
export const renewLicense = (context: SignedInContext, input: RenewLicenseInput) =>
  changeLicense(context, 'renew', input, async (tx, before) => {
    if (instant(before.expires_at) === Infinity && before.status !== 'expired') {
      throw userError('INVALID_TRANSITION', ['id'], 'The licence has no end: there is nothing to renew.');
    }
    const end = instant(input.expiresAt);
    const isLater = end > instant(before.expires_at) || instant(before.expires_at) === Infinity;
    if (!isLater || end <= present(context) || end <= instant(before.issued_at)) {
      const message = 'expiresAt must be in the future and later than the present end and beginning.';
      throw userError('INVALID', ['expiresAt'], message);
    }
    await licenses.updateLicense(tx, before.id, {
      expires_at: input.expiresAt,
      ...(before.status === 'expired' ? { status: 'active' as const } : {}),
    });
    const after = await changedLicense(tx, context, before.id);
    return { result: after, audit: [licenseEntry('renewed', after, before)] };
  });

/** A transferred licence, and how many seats were released. */
export interface Transfer {
  readonly license: LicenseView;
  readonly seatsReleased: number;
}

/** Gives a licence to another institution; whoever is outside of it loses the seat. Throws user errors. */
export async function transferLicense(context: SignedInContext, input: TransferLicenseInput): Promise<Transfer> {
  const institutionId = idInput('Institution', input.institutionId, ['institutionId']);
  const refusal = await refuseInstitution(context, institutionId);
  if (refusal) throw refusal;
  return changeLicense<Transfer>(context, 'transfer', input, async (tx, before) => {
    if (before.institution_id === institutionId)
      return { result: { license: before, seatsReleased: 0 }, unchanged: true };
    await licenses.updateLicense(tx, before.id, { institution_id: institutionId });
    const outside = (await listSeats(tx, before.id)).filter((seat) => !seat.is_used).map((seat) => seat.user_id);
    const released = await deleteSeats(tx, before.id, outside);
    const after = await changedLicense(tx, context, before.id);
    const audit = licenseEntry('transferred', after, before, { released_seats: released.map((seat) => seat.user_id) });
    return { result: { license: after, seatsReleased: released.length }, audit: [audit] };
  });
}
