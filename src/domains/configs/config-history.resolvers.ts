import type { SignedInContext } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toConnection, type PageArguments } from '../../graphql/pagination.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  ConfigHistoryFilter,
  ConfigRevisionResolvers,
  ConfigScope as ConfigScopeName,
  ConfigValueAtResolvers,
  QueryResolvers,
} from '../../graphql/types.ts';
import { fieldChanges, type RowState } from './config-diff.ts';
import type { Place } from './config-resolution.ts';
import * as revisions from './config-revisions.repository.ts';
import type { RevisionCriteria, RevisionView } from './config-revisions.repository.ts';
import { configScope } from './config-visibility.repository.ts';
import { scopeTypes } from './config-writing.service.ts';

export const scopeNames = ['GLOBAL', 'INSTITUTION', 'MODULE', 'USER'] as const;
export const dataTypeNames = ['STRING', 'INTEGER', 'BOOLEAN', 'JSON', 'ARRAY'] as const;
const operationNames = ['BASELINE', 'CREATED', 'UPDATED', 'DELETED'] as const;
const sourceNames = ['API', 'DATABASE'] as const;

/** A page of the changes that the viewer may see. */
export async function revisionPage({ db, viewer }: SignedInContext, criteria: RevisionCriteria, paging: PageArguments) {
  const request = pageRequest(revisions.newestRevisionFirst, paging);
  const scope = configScope(viewer);
  const page = await revisions.pageRevisions(db, scope, criteria, request);
  return toConnection(request, page, () => revisions.totalRevisions(db, scope, criteria));
}

/** A place that a query asks about. Throws BAD_USER_INPUT. */
function placeArgument(scope: ConfigScopeName, id: string | null | undefined, path: readonly string[]): Place {
  const field = [...path, 'scopeId'];
  if (scope === 'OTHER') throw badInput([...path, 'scope'], 'cannot be OTHER: ask for a known scope.');
  if (scope === 'GLOBAL') {
    if (id != null) throw badInput(field, 'must be left out: GLOBAL applies to the whole system.');
    return { scope: 'global', scopeId: null };
  }
  const type = scopeTypes[scope];
  if (id == null) throw badInput(field, `is needed: the id of a ${type}.`);
  return { scope: scope.toLowerCase(), scopeId: idArgument(type, id, field) };
}

function historyCriteria(filter: ConfigHistoryFilter | null | undefined): RevisionCriteria {
  checkPeriod(filter);
  const { scope, scopeId, changedById, source } = filter ?? {};
  if (scope == null && scopeId != null) throw badInput(['filter', 'scope'], 'is needed beside scopeId.');
  if (scope === 'OTHER') throw badInput(['filter', 'scope'], 'cannot be OTHER: ask for a known scope.');
  if (source === 'OTHER') throw badInput(['filter', 'source'], 'cannot be OTHER: ask for a known source.');
  return {
    key: filter?.key ?? null,
    scope: scope?.toLowerCase() ?? null,
    scopeId: scope == null || scopeId == null ? null : placeArgument(scope, scopeId, ['filter']).scopeId,
    changedById: changedById == null ? null : idArgument('User', changedById, ['filter', 'changedById']),
    source: source?.toLowerCase() ?? null,
    from: filter?.from ?? null,
    to: filter?.to ?? null,
  };
}

/** What was set at an instant, before it is resolved. */
export interface StateAt {
  readonly at: string;
  readonly revision: RevisionView;
}

/** No user has this id. */
const nobody = '0';

export const historyQuery: Required<Pick<QueryResolvers, 'configHistory' | 'configValueAt'>> = {
  async configHistory(_, { filter, ...paging }, context) {
    const criteria = historyCriteria(filter);
    const { changedById } = criteria;
    // Whom the viewer may not see, a filter must not name either. Super administrators ask for those who are gone, too.
    const isHidden =
      changedById != null &&
      configScope(context.viewer).kind !== 'all' &&
      (await context.loaders.userById.load(changedById)) === null;
    return revisionPage(context, isHidden ? { ...criteria, changedById: nobody } : criteria, paging);
  },
  async configValueAt(_, { key, scope, scopeId, at }, { db, viewer }) {
    const place = placeArgument(scope, scopeId, []);
    const revision = await revisions.findRevisionAt(db, configScope(viewer), key, place, at);
    return revision ? { at, revision } : null;
  },
};

const stateOf = ({ revision }: StateAt) => revision.after as RowState;

const configValueAt: StrictResolvers<ConfigValueAtResolvers, StateAt> = {
  isSet: (state) => stateOf(state) !== null,
  value: (state) => (state.revision.masked ? null : (stateOf(state)?.['config_value'] ?? null)),
  dataType: (state) => {
    const type = stateOf(state)?.['data_type'];
    return typeof type === 'string' ? openEnum(dataTypeNames, type) : null;
  },
  isEncrypted: ({ revision }) => revision.masked,
};

const configRevision: StrictResolvers<ConfigRevisionResolvers, RevisionView> = {
  key: ({ config_key }) => config_key,
  scope: ({ scope }) => openEnum(scopeNames, scope ?? 'global'),
  operation: ({ operation }) => openEnum(operationNames, operation),
  source: ({ source }) => openEnum(sourceNames, source),
  changes: ({ before, after, masked }) => fieldChanges(before as RowState, after as RowState, masked),
  changedBy: ({ changed_by: id }, _, { loaders }) => (id === null ? null : loaders.userById.load(id)),
};

export const configHistoryResolvers = { ConfigValueAt: configValueAt, ConfigRevision: configRevision };
