import type { AuditEntry } from '../../audit.ts';
import type { SignedInContext } from '../../context.ts';
import type { Transaction } from '../../db/client.ts';
import type { LicenseSeatRow } from '../../db/generated/tables.ts';
import { userError, UserErrors, type UserError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import type { ActivateLicenseSeatsInput, ReleaseLicenseSeatsInput } from '../../graphql/types.ts';
import { changeLicense } from './license-changes.ts';
import * as seats from './license-seats.repository.ts';
import type { LicenseView } from './licenses.repository.ts';

const entry = (verb: string, license: LicenseView, change: Pick<AuditEntry, 'before' | 'after'>): AuditEntry => ({
  event: `license_seat.${verb}`,
  entityType: 'api.license_seats',
  entityId: license.id,
  institutionId: license.institution_id,
  ...change,
});

/** The ids, each once. Throws user errors. */
function userIdsOf({ userIds }: { readonly userIds: readonly string[] }): string[] {
  if (userIds.length === 0) throw userError('REQUIRED', ['userIds'], 'userIds must have 1 to 100 items.');
  const ids = userIds.map((id, index) => idInput('User', id, ['userIds', String(index)]));
  if (new Set(ids).size < ids.length) throw userError('INVALID', ['userIds'], 'userIds must name each user once.');
  return ids;
}

/** The licence, and the records of what became of its seats. */
const told = (license: LicenseView, [first, ...others]: AuditEntry[]) =>
  first ? ({ result: license, audit: [first, ...others] } as const) : ({ result: license, unchanged: true } as const);

/**
 * Gives seats to users, to all of them or to none. The licence is locked: of several at once each counts what those
 * before have taken. There are never more seats than the limit; seats that cannot be used any more make room. Throws
 * user errors.
 */
export function activateLicenseSeats(context: SignedInContext, input: ActivateLicenseSeatsInput) {
  const userIds = userIdsOf(input);
  return changeLicense(
    context,
    'activateSeats',
    { id: input.licenseId },
    async (tx, license) => {
      const candidates = await seats.findCandidates(tx, license.id, userIds);
      refuseCandidates(userIds, candidates);
      const wanted = userIds.filter((id) => candidates.get(id)?.has_seat === false);
      const released = await makeRoom(tx, license, wanted.length);
      const given = await seats.insertSeats(tx, license.id, wanted, context.viewer.userId);
      return told(license, [
        ...released.map((before) => entry('released', license, { before })),
        ...given.map((after) => entry('activated', license, { after })),
      ]);
    },
    { field: 'licenseId' },
  );
}

function refuseCandidates(userIds: readonly string[], candidates: ReadonlyMap<string, seats.SeatCandidate>): void {
  const errors = userIds.flatMap((id, index): UserError[] => {
    const user = candidates.get(id);
    const field = ['userIds', String(index)];
    if (!user) return [{ code: 'NOT_FOUND', field, message: 'There is no such user within your reach.' }];
    if (user.is_member) return [];
    const problem = user.is_active ? 'does not belong to the institution of the licence' : 'is not active';
    return [{ code: 'NOT_ALLOWED', field, message: `User ${id} cannot have a seat: the user ${problem}.` }];
  });
  if (errors.length > 0) throw new UserErrors(errors);
}

/** Releases as many seats that cannot be used as more seats need. Throws a user error where that is not enough. */
async function makeRoom(tx: Transaction, license: LicenseView, more: number): Promise<LicenseSeatRow[]> {
  const limit = license.user_limit;
  if (limit === null || more === 0) return [];
  const present = await seats.listSeats(tx, license.id);
  const used = present.filter((seat) => seat.is_used).length;
  if (used + more > limit) {
    const message = `${more} more do not fit: ${used} of the ${limit} seats of the licence are used. Release seats first.`;
    throw userError('NOT_ALLOWED', ['userIds'], message);
  }
  const inTheWay = Math.max(0, present.length + more - limit);
  return seats.deleteSeats(
    tx,
    license.id,
    present.slice(0, inTheWay).map((seat) => seat.user_id),
  );
}

/** Takes seats back. Throws user errors. */
export function releaseLicenseSeats(context: SignedInContext, input: ReleaseLicenseSeatsInput) {
  const userIds = userIdsOf(input);
  return changeLicense(
    context,
    'releaseSeats',
    { id: input.licenseId },
    async (tx, license) => {
      const released = await seats.deleteSeats(tx, license.id, userIds);
      return told(
        license,
        released.map((before) => entry('released', license, { before })),
      );
    },
    { field: 'licenseId' },
  );
}
