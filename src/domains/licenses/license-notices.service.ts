import type { Transaction } from '../../db/client.ts';
import type { JobRun } from '../../jobs/job.ts';
import { endOwnNotification, sendOwnNotification } from '../notifications/own-notifications.ts';
import { noticeText, planNotices, thresholdOf, type NoticeRule } from './license-notices.ts';
import * as notices from './license-notices.repository.ts';
import type { LicenseNotice, NoticedLicense } from './license-notices.repository.ts';
import { graceEnd, stateTerms, type StateTerms } from './license-state.ts';

const part = 'license-expiry-notices';
/** Licences that are looked at together. */
const pageSize = 500;
/** Notices of licences that are gone, closed in one transaction. */
const orphansAtOnce = 100;
const day = 86_400_000;

/** Roles by which audience: the ids that this installation has. */
type Roles = ReadonlyMap<string, string>;

/** How many notifications were written, and how many ended. */
export interface NoticeCounts {
  given: number;
  closed: number;
}

/** Gives each licence the notices that it is worth now, and closes those that are not true any more. */
export async function giveLicenseNotices(run: JobRun, rule: NoticeRule): Promise<NoticeCounts> {
  const terms = stateTerms(run);
  const roles = await notices.findRoleIds(run.db, ['superadmin', 'regionadmin']);
  const text = (time: number) => new Date(time).toISOString();
  const period = {
    from: text(terms.now - (terms.graceDays + rule.endedDays) * day),
    to: text(terms.now + Math.max(0, ...rule.days) * day),
  };
  const counts = { given: 0, closed: 0 };
  for (let after = '0'; ;) {
    run.signal.throwIfAborted();
    const page = await notices.pageNoticed(run.db, terms, period, after, pageSize);
    const given = Map.groupBy(
      await notices.findNotices(
        run.db,
        page.map(({ id }) => id),
      ),
      (notice) => notice.license_id,
    );
    for (const license of page) {
      const { give, close } = planNotices(license, thresholdOf(license, rule, terms), given.get(license.id) ?? []);
      if (give.length === 0 && close.length === 0) continue;
      const done = await run.transaction((tx) => settle(tx, license.id, rule, terms, roles));
      counts.given += done.given;
      counts.closed += done.closed;
    }
    const last = page.at(-1);
    if (!last || page.length < pageSize) break;
    after = last.id;
  }
  counts.closed += await closeOrphans(run);
  return counts;
}

/** Plans anew for a licence that is locked: another worker may have done it, and somebody may have renewed it. */
async function settle(tx: Transaction, id: string, rule: NoticeRule, terms: StateTerms, roles: Roles) {
  const license = await notices.lockNoticed(tx, terms, id);
  if (!license) return { given: 0, closed: 0 };
  const plan = planNotices(license, thresholdOf(license, rule, terms), await notices.findNotices(tx, [id]));
  for (const notice of plan.close) await close(tx, notice);
  if (plan.threshold === null) return { given: 0, closed: plan.close.length };
  let given = 0;
  for (const region of plan.give) {
    if (await give(tx, license, plan.threshold, region, terms, roles)) given += 1;
  }
  return { given, closed: plan.close.length };
}

/** Without its role, a notice would address everybody: there is none then. */
async function give(
  tx: Transaction,
  license: NoticedLicense,
  threshold: number,
  region: string | null,
  terms: StateTerms,
  roles: Roles,
): Promise<boolean> {
  const roleId = roles.get(region === null ? 'superadmin' : 'regionadmin');
  if (roleId === undefined) return false;
  const text = noticeText(license, threshold, graceEnd(license, terms));
  const notificationId = await sendOwnNotification(
    tx,
    { ...text, type: 'license', roleId, institutionId: region },
    part,
  );
  await notices.insertNotice(tx, {
    license_id: license.id,
    expires_at: license.expires_at ?? '',
    threshold,
    region_id: region,
    notification_id: notificationId,
  });
  return true;
}

async function close(tx: Transaction, { id, notification_id, region_id }: LicenseNotice): Promise<void> {
  if (notification_id !== null) {
    await endOwnNotification(tx, notification_id, { part, institutionId: region_id });
  }
  await notices.closeNotice(tx, id);
}

/** Another application may delete a licence. */
async function closeOrphans(run: JobRun): Promise<number> {
  let closed = 0;
  for (let last = orphansAtOnce; last === orphansAtOnce; closed += last) {
    last = await run.transaction(async (tx) => {
      const orphans = await notices.lockOrphans(tx, orphansAtOnce);
      for (const orphan of orphans) await close(tx, orphan);
      return orphans.length;
    });
  }
  return closed;
}
