import { array, assert, constantFrom, integer, oneof, property, record, uniqueArray } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planNotices, thresholdOf } from './license-notices.ts';
import type { LicenseNotice } from './license-notices.repository.ts';

const hour = 3_600_000;
const day = 24 * hour;
const origin = Date.UTC(2026, 0, 1);
const text = (time: number) => new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/** What happens between two looks: time passes, and perhaps somebody changes the licence. */
const step = record({
  hours: oneof(integer({ min: 0, max: 30 * 24 }), integer({ min: -48, max: 48 })),
  change: oneof(
    { weight: 6, arbitrary: constantFrom('nothing' as const) },
    constantFrom('renew' as const, 'revoke' as const, 'reissue' as const, 'move' as const, 'system' as const),
  ),
});

describe('the plan of a licence’s notices', () => {
  it('tells each audience of each end in order and once, and leaves one notice open at most', () => {
    assert(
      property(
        array(step, { maxLength: 30 }),
        uniqueArray(integer({ min: 1, max: 60 }), { maxLength: 5 }),
        integer({ min: 0, max: 20 }),
        constantFrom('standard' as const, 'trial' as const),
        (steps, days, graceDays, type) => {
          const rule = { days, endedDays: 30 };
          const license = {
            status: 'active' as 'active' | 'revoked',
            license_type: type,
            issued_at: text(origin - day),
            expires_at: text(origin + 90 * day),
            region_id: '1' as string | null,
          };
          let notices: LicenseNotice[] = [];
          let time = origin;
          for (const { hours, change } of steps) {
            time += hours * hour;
            if (change === 'renew') license.expires_at = text(time + 40 * day);
            if (change === 'revoke') license.status = 'revoked';
            if (change === 'reissue') license.status = 'active';
            if (change === 'move') license.region_id = license.region_id === '1' ? '2' : '1';
            if (change === 'system') license.region_id = null;
            const threshold = thresholdOf(license, rule, { now: time, graceDays, expiringDays: 30 });
            const apply = () => {
              const { give, close } = planNotices(license, threshold, notices);
              notices = notices.map((each) => (close.includes(each) ? { ...each, closed_at: text(time) } : each));
              for (const region_id of give) {
                notices.push({
                  id: String(notices.length + 1),
                  license_id: '1',
                  expires_at: license.expires_at,
                  threshold: threshold!,
                  region_id,
                  notification_id: '1',
                  noticed_at: text(time),
                  closed_at: null,
                });
              }
              return give.length + close.length;
            };
            apply();
            // Whoever looks again finds nothing to do.
            expect(apply()).toBe(0);
            const open = notices.filter((notice) => notice.closed_at === null);
            expect(new Set(open.map((notice) => notice.region_id)).size).toBe(open.length);
            if (threshold === null) expect(open).toEqual([]);
            for (const notice of open) expect(notice.expires_at).toBe(license.expires_at);
            for (const notice of open) expect([null, license.region_id]).toContain(notice.region_id);
          }
          const told = Map.groupBy(notices, (notice) => `${notice.expires_at} ${notice.region_id}`);
          for (const [, ofOne] of told) {
            const thresholds = ofOne.map((notice) => notice.threshold);
            expect(thresholds).toEqual([...new Set(thresholds)].toSorted((left, right) => right - left));
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
