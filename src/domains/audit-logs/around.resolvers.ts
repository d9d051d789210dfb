import { reach, scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { ActivityLogRow, AuditLogRow } from '../../db/generated/tables.ts';
import type { KeysetOrder } from '../../db/keyset.ts';
import { badInput } from '../../errors.ts';
import { formatTime } from '../../graphql/scalars.ts';
import { readsFrom } from '../../graphql/selection.ts';
import { activityOrders, pageActivities } from '../activity-logs/activity-logs.repository.ts';
import { auditOrders, pageAudits } from './audit-logs.repository.ts';
import { auditScope } from './audit-scope.ts';

const reads = readsFrom<AuditLogRow, SignedInContext>();

const maxMinutes = 24 * 60;
const maxRows = 50;

/** Times that both JavaScript and PostgreSQL write in four digits of the year. */
const calendar = { first: Date.parse('0001-01-01T00:00:00Z'), last: Date.parse('9999-12-31T00:00:00Z') };

type Deed = Pick<AuditLogRow, 'user_id' | 'created_at'>;

/** Who did it, and the time around it. Throws BAD_USER_INPUT; null where user or time are not known. */
function neighbourhood({ user_id: userId, created_at: createdAt }: Deed, args: unknown) {
  const { minutes, limit } = args as { minutes: number; limit: number };
  if (minutes < 1 || minutes > maxMinutes) throw badInput(['minutes'], `must be between 1 and ${maxMinutes}.`);
  if (limit < 1 || limit > maxRows) throw badInput(['limit'], `must be between 1 and ${maxRows}.`);
  const at = createdAt === null || !/^\d{4}-/.test(createdAt) ? NaN : Date.parse(formatTime(createdAt));
  const [from, to] = [at - minutes * 60_000, at + minutes * 60_000 + 1];
  if (userId === null || Number.isNaN(at) || from < calendar.first || to > calendar.last) return null;
  return { limit, criteria: { userId, from: new Date(from).toISOString(), to: new Date(to).toISOString() } };
}

const newest = (order: KeysetOrder, limit: number) => ({ order, limit, backward: false, after: null, before: null });

/** What else the user of an audit record did at that time. */
export const around = {
  activitiesAround: reads(
    ['user_id', 'created_at'],
    async (record, args, { db, viewer }): Promise<readonly ActivityLogRow[]> => {
      const near = neighbourhood(record, args);
      if (near === null || reach(viewer, 'ACTIVITY_LOGS_READ') === null) return [];
      const scope = scopeOf(viewer, 'ACTIVITY_LOGS_READ');
      return (await pageActivities(db, scope, near.criteria, newest(activityOrders.NEWEST_FIRST, near.limit))).rows;
    },
  ),
  recordsAround: reads(
    ['id', 'user_id', 'created_at'],
    async (record, args, context): Promise<readonly AuditLogRow[]> => {
      const near = neighbourhood(record, args);
      if (near === null) return [];
      // One more, since the record itself is among them.
      const page = newest(auditOrders.NEWEST_FIRST, near.limit + 1);
      const { rows } = await pageAudits(context.db, auditScope(context), near.criteria, page);
      return rows.filter(({ id }) => id !== record.id).slice(0, near.limit);
    },
  ),
};
