import type { LicenseNotice, NoticedLicense } from './license-notices.repository.ts';
import { instant, stateOf, type StateColumns, type StateTerms } from './license-state.ts';

/** When notices are given. */
export interface NoticeRule {
  /** How many days before a licence ends. */
  readonly days: readonly number[];
  /** How long after the days of grace the end is still news, in days. */
  readonly endedDays: number;
}

/** A licence has ended, and days of grace run. */
export const inGrace = 0;
/** A licence does not count any more. */
export const overdue = -1;

const microsecondsPerDay = 86_400_000_000;

/** Which notice a licence is worth now: so many days before its end, `inGrace`, `overdue`, or null. */
export function thresholdOf(license: StateColumns, rule: NoticeRule, terms: StateTerms): number | null {
  const left = instant(license.expires_at) - terms.now * 1_000;
  if (!Number.isFinite(left)) return null;
  switch (stateOf(license, terms)) {
    case 'VALID':
    case 'EXPIRING': {
      const reached = rule.days.filter((days) => left <= days * microsecondsPerDay);
      return reached.length === 0 ? null : Math.min(...reached);
    }
    case 'GRACE':
      return inGrace;
    case 'EXPIRED':
      // Before its end, somebody has ended it on purpose.
      return left <= 0 && -left <= (terms.graceDays + rule.endedDays) * microsecondsPerDay ? overdue : null;
    default:
      return null;
  }
}

/** What is to be done about a licence. */
export interface NoticePlan {
  /** What the notice says. */
  readonly threshold: number | null;
  /** Who gets it: the administrators of regions; null: super administrators. */
  readonly give: readonly (string | null)[];
  /** What is not true any more, or replaced by what is given. */
  readonly close: readonly LicenseNotice[];
}

/**
 * Compares what a licence is worth with the notices that were given of it. Of each end, an audience gets a threshold
 * once, and none that lies before one that it got.
 */
export function planNotices(
  license: Pick<NoticedLicense, 'expires_at' | 'region_id'>,
  threshold: number | null,
  notices: readonly LicenseNotice[],
): NoticePlan {
  const audiences = threshold === null ? [] : license.region_id === null ? [null] : [null, license.region_id];
  const ofThisEnd = notices.filter((notice) => notice.expires_at === license.expires_at);
  const latest = (region: string | null) =>
    Math.min(...ofThisEnd.filter((notice) => notice.region_id === region).map((notice) => notice.threshold));
  const give = audiences.filter((region) => latest(region) > (threshold ?? overdue));
  const stays = (notice: LicenseNotice) =>
    ofThisEnd.includes(notice) &&
    audiences.includes(notice.region_id) &&
    !give.includes(notice.region_id) &&
    notice.threshold === latest(notice.region_id);
  return { threshold, give, close: notices.filter((notice) => notice.closed_at === null && !stays(notice)) };
}

/** What a notice says, and how much it matters. It names no key: whoever has one may use the licence. */
export function noticeText(license: NoticedLicense, threshold: number, graceEnd: string | null) {
  const name = `${license.module_name ?? license.module_code} (${license.institution_name ?? 'whole system'})`;
  const end = day(license.expires_at ?? '');
  const licence = `The licence no. ${license.id} of ${name}, issued to ${license.issued_to ?? 'nobody by name'},`;
  switch (threshold) {
    case inGrace:
      return {
        level: 'danger' as const,
        title: `Licence has ended: ${name}`,
        message: `${licence} ended on ${end}. Its days of grace end on ${day(graceEnd ?? '')}: renew it before.`,
      };
    case overdue:
      return {
        level: 'danger' as const,
        title: `Licence does not count any more: ${name}`,
        message: `${licence} ended on ${end}, and no days of grace are left. Renew it to use the module.`,
      };
    default:
      return {
        level: 'warning' as const,
        title: `Licence ends on ${end}: ${name}`,
        message: `${licence} ends on ${end} (UTC), within ${threshold} days of this notice. Renew it before.`,
      };
  }
}

const day = (time: string): string => /^\d+-\d\d-\d\d/.exec(time)?.[0] ?? time;
