import type { SignedInContext } from '../../context.ts';
import type { Columns } from '../../db/columns.ts';
import type { AuditLogRow } from '../../db/generated/tables.ts';
import type { Page, PageRequest } from '../../db/keyset.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import { selectedColumns } from '../../graphql/selection.ts';
import type { EntityVersionResolvers, QueryResolvers } from '../../graphql/types.ts';
import { entityIdFilter } from '../logs/log-filter.ts';
import { maskedJson } from '../logs/masked.ts';
import * as audits from './audit-logs.repository.ts';
import type { AuditCriteria } from './audit-logs.repository.ts';
import { auditScope } from './audit-scope.ts';
import { statesAfter, type EntityState } from './entity-states.ts';

/** A record of an entity's history; the states of its page are read when the first of them is asked for. */
export interface EntityVersion {
  readonly record: AuditLogRow;
  readonly states: () => Promise<ReadonlyMap<string, EntityState>>;
}

/** How many records before a page are read for what the entity looked like. */
const maxEarlier = 500;

const valueColumns = ['id', 'created_at', 'old_values', 'new_values'];

export const entityHistoryQuery: Required<Pick<QueryResolvers, 'entityHistory'>> = {
  async entityHistory(_, { entityType, entityId, orderBy, ...paging }, context, info) {
    const request = pageRequest(audits.auditOrders[orderBy], paging);
    const criteria = { entityType, entityId: entityIdFilter(entityId, ['entityId']) };
    const scope = auditScope(context);
    const selected = selectedColumns(info, 'AuditLog');
    const columns: Columns = selected === 'all' ? selected : selected.union(new Set(valueColumns));
    const page = await audits.pageAudits(context.db, scope, criteria, request, columns);
    let states: Promise<Map<string, EntityState>> | undefined;
    const versions = page.rows.map((record) => ({
      record,
      states: () => (states ??= statesOf(context, criteria, request, page)),
    }));
    return toConnection(
      request,
      { ...page, rows: versions, keysOf: ({ record }: EntityVersion) => page.keysOf(record) },
      () => audits.totalAudits(context.db, scope, criteria),
    );
  },
};

/** What the entity looked like after each record of a page. */
async function statesOf(
  context: SignedInContext,
  criteria: AuditCriteria,
  { order }: PageRequest,
  page: Page<AuditLogRow>,
): Promise<Map<string, EntityState>> {
  const oldestFirst = order.direction === 'asc' ? page.rows : page.rows.toReversed();
  const [oldest] = oldestFirst;
  if (oldest === undefined) return new Map();
  const earlier = await audits.pageAudits(
    context.db,
    auditScope(context),
    criteria,
    {
      order: audits.auditOrders.NEWEST_FIRST,
      limit: maxEarlier,
      backward: false,
      after: page.keysOf(oldest),
      before: null,
    },
    new Set(valueColumns),
  );
  return statesAfter([...earlier.rows.toReversed(), ...oldestFirst]);
}

const stateOf = async ({ record, states }: EntityVersion): Promise<EntityState | undefined> =>
  (await states()).get(record.id);

export const entityVersion: Required<Omit<EntityVersionResolvers, '__isTypeOf' | 'record'>> = {
  state: async (version) => maskedJson((await stateOf(version))?.values),
  isComplete: async (version) => (await stateOf(version))?.isComplete ?? false,
};
