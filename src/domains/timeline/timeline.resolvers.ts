import type { GraphQLResolveInfo } from 'graphql';
import { isAddress, networkFilter } from '../../graphql/network-filter.ts';
import { reach, scopeOf } from '../../auth/viewer.ts';
import type { Permission } from '../../auth/policy.ts';
import type { SignedInContext } from '../../context.ts';
import type { Page } from '../../db/keyset.ts';
import type { ActivityLogRow, AuditLogRow, JobLogRow } from '../../db/generated/tables.ts';
import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { pageRequest, toConnection, type Connection } from '../../graphql/pagination.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import { selectedColumns } from '../../graphql/selection.ts';
import type { QueryResolvers, TimelineAbout, TimelineSource } from '../../graphql/types.ts';
import type { SecurityEventView } from '../security-events/security-events.repository.ts';
import type { SystemErrorView } from '../system-errors/system-errors.repository.ts';
import type { About } from './timeline-lists.repository.ts';
import { maxRequestId, sourceNames, sources, type SourceName } from './timeline-sources.repository.ts';
import * as timeline from './timeline.repository.ts';
import type { ReadSource, TimelineKey } from './timeline.repository.ts';

/** The type behind each source, and who may read it. */
const readers: Readonly<Record<SourceName, { readonly type: string; readonly permission: Permission }>> = {
  AUDIT_LOG: { type: 'AuditLog', permission: 'AUDIT_LOGS_READ' },
  ACTIVITY_LOG: { type: 'ActivityLog', permission: 'ACTIVITY_LOGS_READ' },
  SECURITY_EVENT: { type: 'SecurityEvent', permission: 'SECURITY_EVENTS_READ' },
  SYSTEM_ERROR: { type: 'SystemError', permission: 'SYSTEM_ERRORS_READ' },
  JOB_LOG: { type: 'JobLog', permission: 'JOBS_READ' },
};

/** What the timeline is about, as the repository takes it. Throws BAD_USER_INPUT that names the field. */
async function toAbout(context: SignedInContext, about: TimelineAbout): Promise<About> {
  const { userId, ipAddress, requestId, institutionId } = about;
  const given = Object.values(about).filter((value) => value != null);
  if (given.length !== 1) {
    throw badInput(['about'], 'must have exactly one of userId, ipAddress, requestId and institutionId.');
  }
  if (userId != null) return { kind: 'user', id: idArgument('User', userId, ['about', 'userId']) };
  const network = networkFilter(ipAddress, ['about', 'ipAddress']);
  if (network !== null) return { kind: isAddress(network) ? 'address' : 'network', network };
  if (requestId != null) {
    if (requestId.length === 0 || requestId.length > maxRequestId) {
      throw badInput(['about', 'requestId'], `must have 1 to ${maxRequestId} characters.`);
    }
    return { kind: 'request', id: requestId };
  }
  return {
    kind: 'institutions',
    ids: (await institutionSubtree(context, institutionId, ['about', 'institutionId'])) ?? [],
  };
}

/** Of the sources asked for those that the viewer may read, each with the scope of its own permission. */
const readable = ({ viewer }: SignedInContext, asked: readonly TimelineSource[] | null | undefined): ReadSource[] =>
  sourceNames
    .filter((name) => asked?.includes(name) ?? true)
    .filter((name) => reach(viewer, readers[name].permission) !== null)
    .map((name) => ({ name, scope: scopeOf(viewer, readers[name].permission) }));

/** A row of any source, with the name of its type. */
export type Item = Rows[keyof Rows] & { readonly __typename: string };

interface Rows {
  readonly AUDIT_LOG: AuditLogRow;
  readonly ACTIVITY_LOG: ActivityLogRow;
  readonly SECURITY_EVENT: SecurityEventView;
  readonly SYSTEM_ERROR: SystemErrorView;
  readonly JOB_LOG: JobLogRow;
}

/** What a timeline answers with. */
export interface ItemConnection extends Connection<Item> {
  readonly sources: readonly SourceName[];
}

/** The rows behind the keys of a page, of each source with one statement. What has gone meanwhile is left out. */
async function loadItems(
  { db }: SignedInContext,
  info: GraphQLResolveInfo,
  read: readonly ReadSource[],
  page: Page<TimelineKey>,
): Promise<Page<Item>> {
  const found = await Promise.all(
    read.map(async ({ name, scope }) => {
      const rank = sourceNames.indexOf(name);
      const ids = page.rows.filter((key) => key.rank === rank).map(({ id }) => id);
      if (ids.length === 0) return [];
      const { type } = readers[name];
      const columns = selectedColumns(info, type);
      const wanted = columns === 'all' ? columns : columns.union(new Set(['id']));
      const rows = await sources[name].find(db, scope, ids, wanted);
      return rows.map((row) => [`${rank}.${row.id}`, { ...row, __typename: type }] as const);
    }),
  );
  const items = new Map(found.flat());
  const keys = new Map<Item, TimelineKey>();
  for (const key of page.rows) {
    const item = items.get(`${key.rank}.${key.id}`);
    if (item) keys.set(item, key);
  }
  const keysOf = (item: Item) => {
    const key = keys.get(item);
    return key ? page.keysOf(key) : [];
  };
  return { ...page, rows: [...keys.keys()], keysOf };
}

const query: Required<Pick<QueryResolvers, 'timeline'>> = {
  async timeline(_, { about, sources: asked, from, to, orderBy, ...paging }, context, info) {
    const request = pageRequest(timeline.timelineOrders[orderBy], paging);
    const period = { from: from ?? null, to: to ?? null };
    checkPeriod(period, []);
    const read = readable(context, asked);
    const wanted = { about: await toAbout(context, about), sources: read, period };
    const page = await loadItems(context, info, read, await timeline.pageTimeline(context.db, wanted, request));
    const connection = toConnection(request, page, () => timeline.totalTimeline(context.db, wanted));
    return Object.assign(connection, { sources: read.map(({ name }) => name) });
  },
};

export const timelineResolvers = {
  Query: query,
  TimelineItem: { __resolveType: (item: { __typename: string }) => item.__typename },
};
