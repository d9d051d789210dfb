import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { pageRequest, toConnection } from '../../graphql/pagination.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  MutationResolvers,
  QueryResolvers,
  RetentionHoldFilter,
  RetentionHoldResolvers,
  RetentionPolicyResolvers,
  RetentionPreviewResolvers,
  RetentionRunResolvers,
  RetentionSource as SourceName,
} from '../../graphql/types.ts';
import * as holds from './retention-holds.repository.ts';
import type { HoldCriteria, RetentionHoldView } from './retention-holds.repository.ts';
import type { RetentionRun } from './retention-run.ts';
import * as retention from './retention.repository.ts';
import { retentionSources, type RetentionPolicyView, type RetentionPreview } from './retention.repository.ts';
import * as service from './retention.service.ts';

/** How many records a preview looks at, of one source. */
const previewLimit = 100_000;
/** The same within a list of policies. */
const glanceLimit = 10_000;

const manageScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'RETENTION_MANAGE');

const nameOf = (source: string) => source.toUpperCase() as SourceName;

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
const toCriteria = (filter: RetentionHoldFilter | null | undefined): HoldCriteria => ({
  isActive: filter?.isActive ?? null,
  source: filter?.source == null ? null : service.sourceOf(filter.source),
  userId: filter?.userId == null ? null : idArgument('User', filter.userId, ['filter', 'userId']),
  institutionId:
    filter?.institutionId == null ? null : idArgument('Institution', filter.institutionId, ['filter', 'institutionId']),
});

/** What a run of these sources would do, in the order of the policies. */
async function previews(
  context: SignedInContext,
  names: readonly SourceName[] | null | undefined,
  keepDays: number | null | undefined,
): Promise<RetentionPreview[]> {
  const scope = manageScope(context);
  const wanted = names == null ? retentionSources : names.map(service.sourceOf);
  const policies = (await retention.listPolicies(context.db, scope)).filter(({ source }) =>
    wanted.some((name) => name === source),
  );
  const least = Math.max(...policies.map(({ minimum_days }) => minimum_days));
  if (keepDays != null && (keepDays < least || keepDays > service.maxKeepDays)) {
    throw badInput(
      ['keepDays'],
      `must be between ${least} and ${service.maxKeepDays.toLocaleString('en')} for these sources.`,
    );
  }
  const found: RetentionPreview[] = [];
  // One after the other: each of them may take a while, and the pool is for everybody.
  for (const { source } of policies) {
    const preview = await retention.previewRetention(context.db, scope, source, previewLimit, keepDays);
    if (preview) found.push(preview);
  }
  return found;
}

const query: Required<
  Pick<QueryResolvers, 'retentionPolicies' | 'retentionHold' | 'retentionHolds' | 'previewRetention'>
> = {
  retentionPolicies: (_, __, context) => retention.listPolicies(context.db, manageScope(context)),
  retentionHold: async (_, { id }, context) =>
    (await holds.findHold(context.db, manageScope(context), idArgument('RetentionHold', id, ['id']))) ?? null,
  retentionHolds: async (_, { filter, ...args }, context) => {
    const criteria = toCriteria(filter);
    const request = pageRequest(holds.holdOrder, args);
    const scope = manageScope(context);
    const page = await holds.pageHolds(context.db, scope, criteria, request);
    return toConnection(request, page, () => holds.totalHolds(context.db, scope, criteria));
  },
  previewRetention: (_, { sources, keepDays }, context) => previews(context, sources, keepDays),
};

type RetentionMutation = Required<
  Pick<MutationResolvers, 'setRetentionPolicy' | 'placeRetentionHold' | 'releaseRetentionHold' | 'runRetention'>
>;

const mutation: RetentionMutation = {
  setRetentionPolicy: (_, { input }, context) => payload('policy', () => service.setRetentionPolicy(context, input)),
  placeRetentionHold: (_, { input }, context) => payload('hold', () => service.placeRetentionHold(context, input)),
  releaseRetentionHold: (_, { input }, context) => payload('hold', () => service.releaseRetentionHold(context, input)),
  runRetention: (_, { input }, context) => payload('run', () => service.runRetention(context, input)),
};

const userOf = (id: string | null, { loaders }: SignedInContext) => (id === null ? null : loaders.userById.load(id));

const policy: StrictResolvers<RetentionPolicyResolvers, RetentionPolicyView> = {
  source: ({ source }) => nameOf(source),
  minimumKeepDays: ({ minimum_days }) => minimum_days,
  isEnabled: ({ enabled }) => enabled,
  oldestRecordAt: ({ source }, _, context) => retention.oldestRecord(context.db, manageScope(context), source),
  preview: async ({ source }, _, context) => {
    const preview = await retention.previewRetention(context.db, manageScope(context), source, glanceLimit);
    if (!preview) throw new Error(`the policy of ${source} is gone`);
    return preview;
  },
  updatedBy: ({ updated_by }, _, context) => userOf(updated_by, context),
};

const preview: StrictResolvers<RetentionPreviewResolvers, RetentionPreview> = {
  source: ({ source }) => nameOf(source),
  heldBy: async ({ holds: counted }, _, context) => {
    const ids = counted.map(({ id }) => id);
    const found = await holds.findHolds(context.db, manageScope(context), ids);
    return counted.map(({ id, rows }) => ({ hold: found.get(id) ?? null, rows }));
  },
};

const run: StrictResolvers<RetentionRunResolvers, RetentionRun> = {
  source: ({ source }) => nameOf(source),
};

/** The sources that a hold names, those that this version does not know left out. */
const sourcesOf = ({ sources }: RetentionHoldView): SourceName[] | null =>
  Array.isArray(sources) ? retentionSources.filter((name) => sources.includes(name)).map(nameOf) : null;

const hold: StrictResolvers<RetentionHoldResolvers, RetentionHoldView> = {
  sources: sourcesOf,
  user: ({ user_id }, _, context) => userOf(user_id, context),
  institution: ({ institution_id: id }, _, { loaders }) => (id === null ? null : loaders.institutionById.load(id)),
  from: ({ from_at }) => from_at,
  to: ({ to_at }) => to_at,
  until: ({ until_at }) => until_at,
  placedBy: ({ placed_by }, _, context) => userOf(placed_by, context),
  releasedBy: ({ released_by }, _, context) => userOf(released_by, context),
};

export const retentionResolvers = {
  Query: query,
  Mutation: mutation,
  RetentionPolicy: policy,
  RetentionPreview: preview,
  RetentionRun: run,
  RetentionHold: hold,
};

export const retentionNodes: Record<string, NodeLookup> = {
  RetentionHold: {
    permission: 'RETENTION_MANAGE',
    find: (context, id) => holds.findHold(context.db, manageScope(context), id),
  },
};
