import { z } from 'zod';
import { scopeOf, type Viewer } from '../../auth/viewer.ts';
import type { Db } from '../../db/client.ts';
import { text } from '../../db/column-schemas.ts';
import type { SystemNotificationLevel } from '../../db/generated/enums.ts';
import { UserErrors, type UserError, type UserErrorCode } from '../../errors.ts';
import { parseId } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import { comparableTime } from '../../graphql/scalars.ts';
import { findInstitutions, findRoles } from '../directory/directory.repository.ts';
import type { NotificationPatch, NotificationView } from './notifications.repository.ts';

/** Trimmed text of 1 to `maximum` characters. */
const filledText = (maximum: number) =>
  z.string('must not be null').trim().min(1, 'must not be empty').pipe(text(maximum));

/**
 * Where an action may lead: elsewhere by http(s), or to a path of the same site. `//host`, `/\host` and control
 * characters, which browsers drop, would make a path lead elsewhere; a name before `@` hides the real host.
 */
export function isActionUrl(url: string): boolean {
  if (/[\s\\\p{Cc}]/u.test(url)) return false;
  if (url.startsWith('/')) return !url.startsWith('//');
  const parsed = /^https?:\/\//i.test(url) ? URL.parse(url) : null;
  return parsed !== null && parsed.username === '' && parsed.password === '';
}

const type = z
  .string('must not be null')
  .regex(/^[a-z0-9][a-z0-9_.-]{0,99}$/, 'must have 1 to 100 of: a-z, 0-9, "_", ".", "-"');
const title = filledText(200);
const message = filledText(10_000);
const optional = {
  level: z
    .enum(['INFO', 'WARNING', 'DANGER', 'SUCCESS'], 'must be INFO, WARNING, DANGER or SUCCESS')
    .transform((name) => name.toLowerCase() as SystemNotificationLevel)
    .nullish(),
  icon: z
    .string()
    .regex(/^[a-z0-9-]{1,50}$/, 'must have 1 to 50 of: a-z, 0-9, "-"')
    .nullish(),
  actionText: filledText(100).nullish(),
  actionUrl: text(255)
    .refine(isActionUrl, 'must be an http(s) address or a path that starts with a single "/", without spaces')
    .nullish(),
};
const createFields = z.object({ type, title, message, ...optional });
const updateFields = z.object({
  type: type.optional(),
  title: title.optional(),
  message: message.optional(),
  ...optional,
});

/** What both inputs share beyond the fields that the schemas above check. */
interface GivenFields {
  readonly startAt?: string | null;
  readonly endAt?: string | null;
  readonly isDismissible?: boolean | null;
}

type Fields = z.output<typeof updateFields>;

/** Null sets the default again where the column has one. Absent columns are undefined. */
const toColumns = (fields: Fields, input: GivenFields) =>
  ({
    type: fields.type,
    title: fields.title,
    message: fields.message,
    level: fields.level === null ? 'info' : fields.level,
    icon: fields.icon,
    action_text: fields.actionText,
    action_url: fields.actionUrl,
    start_at: input.startAt,
    end_at: input.endAt,
    is_dismissible: input.isDismissible === null ? true : input.isDismissible,
  }) satisfies NotificationPatch;

/** Checks the fields of a new notification, made at the time `now`, and gives them as columns. Throws user errors. */
export function newColumns(input: GivenFields, now: number) {
  const fields = parseInput(createFields, input);
  const columns = toColumns(fields, input);
  checkTogether(columns, { start_at: null, end_at: null, action_text: null, action_url: null }, now);
  const { type, title, message } = fields;
  return { ...columns, type, title, message };
}

/** Checks changes of a notification, made at the time `now`, and gives them as columns. Throws user errors. */
export function changedColumns(input: GivenFields, row: NotificationView, now: number) {
  const columns = toColumns(parseInput(updateFields, input), input);
  checkTogether(columns, row, now);
  return columns;
}

type Together = Pick<NotificationView, 'start_at' | 'end_at' | 'action_text' | 'action_url'>;

/** What concerns two columns is checked where one of them is given; what Laravel wrote before may stay. */
function checkTogether(given: { [C in keyof Together]?: Together[C] | undefined }, row: Together, now: number): void {
  const errors: UserError[] = [];
  const refuse = (code: UserErrorCode, field: string, message: string) =>
    errors.push({ code, field: [field], message: `${field} ${message}` });
  const { start_at, end_at, action_text, action_url } = { ...row, ...defined(given) };

  if (given.action_text !== undefined || given.action_url !== undefined) {
    const together = 'goes together with the other of actionText and actionUrl: give both or neither.';
    if (action_text === null && action_url !== null) refuse('REQUIRED', 'actionText', together);
    if (action_text !== null && action_url === null) refuse('REQUIRED', 'actionUrl', together);
  }
  if (given.end_at != null && comparableTime(given.end_at) <= comparableTime(new Date(now).toISOString())) {
    refuse('INVALID', 'endAt', 'must be in the future; endNotification ends a notification now.');
  } else if (given.start_at != null || given.end_at != null) {
    const isOrdered = start_at === null || end_at === null || comparableTime(start_at) < comparableTime(end_at);
    if (!isOrdered && given.end_at != null) refuse('INVALID', 'endAt', 'must be after startAt.');
    else if (!isOrdered) refuse('INVALID', 'startAt', 'must be before endAt.');
  }
  if (errors.length > 0) throw new UserErrors(errors);
}

const defined = <T extends object>(values: T) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

/** The target lists of an input. */
export interface GivenTargets {
  readonly targetRoles?: readonly string[] | null;
  readonly targetInstitutions?: readonly string[] | null;
}

/**
 * Checks targets and gives them as the columns keep them, as numbers; null means everybody, absent stays undefined.
 * Throws user errors, one for each id that is unknown or out of reach, and where a viewer who does not reach
 * everything would address everybody.
 */
export async function targetColumns(db: Db, viewer: Viewer, input: GivenTargets) {
  const scope = scopeOf(viewer, 'NOTIFICATIONS_MANAGE');
  const errors: UserError[] = [];
  const check = async (
    name: keyof GivenTargets,
    type: string,
    problemOf: (ids: readonly string[]) => Promise<(id: string) => readonly [UserErrorCode, string] | null>,
  ) => {
    const given = input[name];
    if (given == null) return given === null ? [] : undefined;
    const ids = given.map((id) => parseId(type, id));
    const problem = await problemOf([...new Set(ids.filter((id) => id !== null))]);
    ids.forEach((id, index) => {
      const found = id === null ? (['INVALID', `must be the id of a ${type}`] as const) : problem(id);
      if (found === null) return;
      const field = [name, String(index)];
      errors.push({ code: found[0], field, message: `${field.join('.')} ${found[1]}.` });
    });
    return [...new Set(ids.map(Number))];
  };

  const roles = await check('targetRoles', 'Role', async (ids) => {
    const found = await findRoles(db, ids);
    return (id) => {
      const role = found.get(id);
      if (!role) return ['NOT_FOUND', 'is no role'];
      return role.is_active === false ? ['NOT_ALLOWED', 'is a role that is not active'] : null;
    };
  });
  const institutions = await check('targetInstitutions', 'Institution', async (ids) => {
    const found = await findInstitutions(db, scope, ids);
    return (id) => (found.has(id) ? null : ['NOT_FOUND', 'is no institution within your reach']);
  });
  if (scope.kind !== 'all' && institutions?.length === 0) errors.push(needsInstitutions);
  if (errors.length > 0) throw new UserErrors(errors);
  return { target_roles: roles, target_institutions: institutions };
}

export const needsInstitutions: UserError = {
  code: 'NOT_ALLOWED',
  field: ['targetInstitutions'],
  message: 'targetInstitutions must name institutions within your reach, and no others.',
};

/** What a client may say about the device of a reading. */
export const deviceInfo = z.object({
  deviceInfo: z
    .record(z.string(), z.unknown())
    .refine((value) => JSON.stringify(value).length <= 4_096, 'must have at most 4 KB as JSON text')
    .nullish(),
});
