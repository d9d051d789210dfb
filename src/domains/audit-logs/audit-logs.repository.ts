import { sql } from 'kysely';
import { auditLogsRepository } from '../../db/generated/repositories.ts';
import { containsText } from '../../db/text-search.ts';
import { given, logList, logOrders, type LogCriteria } from '../logs/log-list.repository.ts';

/** Which audit records; null and absent do not restrict. `…Contain` are JSON texts. */
export interface AuditCriteria extends LogCriteria {
  readonly tagsAll?: readonly string[] | null;
  readonly tagsAny?: readonly string[] | null;
  readonly requestId?: string | null;
  readonly search?: string | null;
  readonly oldValuesContain?: string | null;
  readonly newValuesContain?: string | null;
}

export const auditOrders = logOrders('audit');

/** The tag under which an audit record names the request that made it. */
const requestTag = (id: string) => JSON.stringify([`request:${id}`]);

/** Scheme, host and path: neither a user with password before the host nor parameters. */
const urlWithoutSecrets = sql`regexp_replace(regexp_replace(a.url, '[?#&;].*$', ''),
  '^([a-z][a-z0-9+.-]*://)[^/]*@', '\\1', 'i')`;

const audits = logList<'audit_logs', AuditCriteria>({
  table: 'audit_logs',
  columns: auditLogsRepository.table.selectable,
  type: 'event',
  entityType: 'auditable_type',
  entityId: 'auditable_id',
  conditions: (criteria) => [
    ...given(criteria.tagsAll, (tags) => sql`a.tags @> ${JSON.stringify(tags)}::jsonb`),
    ...given(criteria.tagsAny, (tags) => sql`a.tags ?| ${tags}::text[]`),
    // A request leaves few records, which is more than the planner knows: it is made to look there first.
    ...given(
      criteria.requestId,
      (id) => sql`a.id = any(array(select r.id from audit_logs r where r.tags @> ${requestTag(id)}::jsonb))`,
    ),
    // Not the values, nor what of an URL may be masked: whoever may guess that would find it by asking.
    ...given(criteria.search, (text) =>
      containsText(text, ['a.event', 'a.auditable_type', 'a.user_agent', urlWithoutSecrets]),
    ),
    ...given(criteria.oldValuesContain, (json) => sql`a.old_values @> ${json}::jsonb`),
    ...given(criteria.newValuesContain, (json) => sql`a.new_values @> ${json}::jsonb`),
  ],
  isSelective: ({ requestId }) => requestId != null,
});

/** What statistics and other lists over audit records are made of. */
export const auditList = audits;

/** The audit records that match and may be seen. The query names the table `a`. */
export const matchingVisibleAudits = audits.matchingVisible;
export const findAudit = audits.find;
export const findAudits = audits.findMany;
export const pageAudits = audits.page;
export const totalAudits = audits.total;
export const auditsInSpan = audits.inSpan;
