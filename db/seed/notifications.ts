import { day, hour, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';
import { regionOf, type Institution } from './institutions.ts';
import { notificationTexts, usualLevels, type NotificationText } from './notification-texts.ts';
import { createRandom, itemAt, type Random } from './random.ts';
import type { User } from './users.ts';

export const notificationCount = notificationTexts.length;

export interface Notifications {
  /** system_notifications, in the order in which they were written. */
  readonly rows: readonly Row[];
  /** system_notification_reads, in the order of reading. */
  readonly reads: readonly Row[];
}

/** Notifications and who has read them. `ids` must hold `notificationCount` ids, ascending. */
export function buildNotifications(
  seed: number,
  now: number,
  ids: readonly number[],
  roleIds: ReadonlyMap<string, number>,
  institutions: readonly Institution[],
  users: readonly User[],
): Notifications {
  const random = createRandom(seed, 'notifications');
  const byCode = new Map(institutions.map((institution) => [institution.code, institution]));
  const written = notificationTexts.toSorted((left, right) => writtenAt(left) - writtenAt(right));
  const reads: { time: number; row: Row }[] = [];
  const rows = written.map((text, index) => {
    const id = itemAt(ids, index);
    const targets = (text.audience?.institutions ?? []).map((code) => {
      const institution = byCode.get(code);
      if (institution === undefined) throw new Error(`"${text.title}" addresses ${code}, which no institution has`);
      return institution;
    });
    reads.push(...readsOf(random, now, id, text, audienceOf(text, targets, users)));
    const [start, end] = text.shown;
    const createdAt = toTimestamp(now + writtenAt(text) * day);
    return {
      id,
      type: text.type,
      title: text.title,
      message: text.message,
      level: text.level === undefined ? usualLevels[text.type] : text.level,
      icon: icons[text.type],
      action_text: text.action?.[0] ?? null,
      action_url: text.action?.[1] ?? null,
      start_at: start === null ? null : toTimestamp(now + start * day),
      end_at: end === null ? null : toTimestamp(now + end * day),
      is_dismissible: text.dismissible === undefined ? true : text.dismissible,
      target_roles: idList(
        (text.audience?.roles ?? []).map((role) => roleIds.get(role) ?? null),
        text.ids,
      ),
      target_institutions: idList(
        targets.map((institution) => institution.id),
        text.ids,
      ),
      created_by: authorOf(random, targets, users).id,
      created_at: createdAt,
      updated_at: createdAt,
    };
  });
  reads.sort((left, right) => left.time - right.time);
  return { rows, reads: reads.map(({ row }) => row) };
}

const icons = { maintenance: 'wrench', update: 'sparkles', alert: 'shield-alert', announcement: 'megaphone' } as const;

/** In days from now. */
function writtenAt({ written, shown }: NotificationText): number {
  return written ?? shown[0] ?? 0;
}

function idList(ids: readonly (number | null)[], form: NotificationText['ids']): unknown {
  if (form === undefined || ids.length === 0) return ids;
  return form === 'strings' ? ids.map(String) : Object.fromEntries(ids.map((id, index) => [index, id]));
}

/** A regional administrator for what concerns one region, the ministry for the rest. */
function authorOf(random: Random, targets: readonly Institution[], users: readonly User[]): User {
  const offices = new Set(targets.map(regionOf));
  const [office] = offices;
  const authors = users.filter(({ role, institution }) =>
    offices.size === 1 && office ? role === 'regionadmin' && institution === office : role === 'superadmin',
  );
  return random.pick(authors);
}

function audienceOf(text: NotificationText, targets: readonly Institution[], users: readonly User[]): User[] {
  const roles = text.audience?.roles;
  return users.filter(
    ({ role, institution, isActive }) =>
      isActive && (roles?.includes(role) ?? true) && (targets.length === 0 || isBelow(institution, targets)),
  );
}

function isBelow(institution: Institution | null, tops: readonly Institution[]): boolean {
  for (let at = institution; at !== null; at = at.parent) if (tops.includes(at)) return true;
  return false;
}

/** Everybody reads some; the demo accounts leave what is current unread. */
function readsOf(random: Random, now: number, id: number, text: NotificationText, audience: readonly User[]) {
  const [, end] = text.shown;
  const isCurrent = end === null || end > 0;
  const firstSeen = now + (text.shown[0] ?? writtenAt(text)) * day;
  const lastSeen = isCurrent ? now : now + end * day;
  const share = audience.length > 300 ? 0.22 : 0.6;
  return audience.flatMap((user) => {
    const time = firstSeen + random.wait(20) * hour;
    const reads = random.chance(share) && time < lastSeen && !(user.isDemo && isCurrent);
    if (!reads) return [];
    const dismissedAt = time + random.wait(0.2) * hour;
    const dismissed = text.dismissible === undefined && random.chance(0.45) && dismissedAt < lastSeen;
    const row = {
      notification_id: id,
      user_id: user.id,
      read_at: toTimestamp(time),
      dismissed,
      dismissed_at: dismissed ? toTimestamp(dismissedAt) : null,
      device_info: random.chance(0.3)
        ? { platform: random.pick(['android', 'ios']), app_version: '2.3.1' }
        : { platform: 'web' },
    };
    return [{ time, row }];
  });
}
