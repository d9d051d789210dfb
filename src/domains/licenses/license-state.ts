import type { Context } from '../../context.ts';
import type { LicenseRow } from '../../db/generated/tables.ts';

/** Where a licence can stand, in the order of a licence's life. */
export const licenseStates = ['NOT_YET_ACTIVE', 'VALID', 'EXPIRING', 'GRACE', 'EXPIRED', 'REVOKED'] as const;
export type LicenseState = (typeof licenseStates)[number];

/** States in which a licence may be used. */
export const countingStates = ['VALID', 'EXPIRING', 'GRACE'] as const satisfies readonly LicenseState[];

export const counts = (state: LicenseState): boolean => countingStates.some((counting) => counting === state);

/** What a licence's state depends on besides the licence. */
export interface StateTerms {
  /** Milliseconds since 1970, by the database's clock. */
  readonly now: number;
  readonly graceDays: number;
  readonly expiringDays: number;
}

/** What the state of a licence depends on now. */
export const stateTerms = ({ now, settings }: Pick<Context, 'now' | 'settings'>): StateTerms => ({
  now: now(),
  graceDays: settings.licenses.graceDays,
  expiringDays: settings.licenses.expiringDays,
});

export type StateColumns = Pick<LicenseRow, 'status' | 'license_type' | 'issued_at' | 'expires_at'>;

const microsecondsPerDay = 86_400_000_000;

/** Where a licence stands; the same rule as `stateIs` of the repository, which a test compares it with. */
export function stateOf(license: StateColumns, terms: StateTerms): LicenseState {
  if (license.status === 'revoked') return 'REVOKED';
  if (license.status === 'expired') return 'EXPIRED';
  const now = terms.now * 1_000;
  if (license.status !== 'active' || instant(license.issued_at) > now) return 'NOT_YET_ACTIVE';
  const end = instant(license.expires_at);
  if (end > now + terms.expiringDays * microsecondsPerDay) return 'VALID';
  if (end > now) return 'EXPIRING';
  return end > now - graceDaysOf(license, terms) * microsecondsPerDay ? 'GRACE' : 'EXPIRED';
}

const graceDaysOf = ({ license_type: type }: Pick<LicenseRow, 'license_type'>, { graceDays }: StateTerms): number =>
  type === 'trial' ? 0 : graceDays;

/** Microseconds since 1970 of a time as PostgreSQL writes it; no time is none that ever comes. */
export function instant(time: string | null): number {
  if (time === null || time === 'infinity') return Infinity;
  if (time === '-infinity' || time.endsWith('BC')) return -Infinity;
  const [, year = '', rest = '', fraction = ''] =
    /^(\d+)(-\d\d-\d\d[ T]\d\d:\d\d:\d\d)(?:\.(\d{1,6}))?/.exec(time) ?? [];
  const seconds = Date.parse(`${year.length > 4 ? `+${year.padStart(6, '0')}` : year}${rest.replace(' ', 'T')}Z`);
  // PostgreSQL has years that JavaScript has not, all of them far ahead.
  return Number.isNaN(seconds) ? Infinity : seconds * 1_000 + Number(fraction.padEnd(6, '0'));
}

/** Begun days until the end, 0 once it has come; null without end. */
export function daysLeft({ expires_at: end }: Pick<LicenseRow, 'expires_at'>, now: number): number | null {
  const left = instant(end) - now * 1_000;
  return left === Infinity ? null : Math.max(0, Math.ceil(left / microsecondsPerDay));
}

/** When a licence stops counting, days of grace included, as ISO 8601; null: never, or after the year 9999. */
export function graceEnd(license: Pick<LicenseRow, 'license_type' | 'expires_at'>, terms: StateTerms): string | null {
  const end = instant(license.expires_at);
  if (!Number.isFinite(end)) return null;
  const moment = end + graceDaysOf(license, terms) * microsecondsPerDay;
  const seconds = new Date(Math.floor(moment / 1_000_000) * 1_000);
  if (Number.isNaN(seconds.getTime()) || seconds.getUTCFullYear() > 9_999) return null;
  const fraction = String(((moment % 1_000_000) + 1_000_000) % 1_000_000)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${seconds.toISOString().slice(0, 19)}${fraction && `.${fraction}`}Z`;
}

/** What can be done to a licence. */
export type LicenseAction = 'activate' | 'renew' | 'revoke' | 'transfer' | 'activateSeats' | 'releaseSeats' | 'certify';

/** In which states, and the word for a refusal: the arrows of docs/licenses.md. */
const transitions: Readonly<Record<LicenseAction, readonly [done: string, from: readonly LicenseState[]]>> = {
  activate: ['activated', ['NOT_YET_ACTIVE']],
  renew: ['renewed', ['NOT_YET_ACTIVE', 'VALID', 'EXPIRING', 'GRACE', 'EXPIRED']],
  revoke: ['revoked', ['NOT_YET_ACTIVE', 'VALID', 'EXPIRING', 'GRACE', 'EXPIRED']],
  transfer: ['transferred', ['NOT_YET_ACTIVE', 'VALID', 'EXPIRING', 'GRACE']],
  activateSeats: ['given seats of', countingStates],
  releaseSeats: ['relieved of seats', ['NOT_YET_ACTIVE', 'VALID', 'EXPIRING', 'GRACE', 'EXPIRED']],
  certify: ['certified', countingStates],
};

const stateWords: Readonly<Record<LicenseState, string>> = {
  NOT_YET_ACTIVE: 'is not active yet',
  VALID: 'is valid',
  EXPIRING: 'is valid and ends soon',
  GRACE: 'is in its days of grace',
  EXPIRED: 'has ended: renew it first',
  REVOKED: 'was revoked, which is for good: issue a new one',
};

/** Why this cannot be done to a licence in this state; null: it can. */
export function refusalOf(action: LicenseAction, state: LicenseState): string | null {
  const [done, from] = transitions[action];
  return from.includes(state) ? null : `The licence cannot be ${done}: it ${stateWords[state]}.`;
}
