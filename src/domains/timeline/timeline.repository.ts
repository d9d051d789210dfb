import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { placedOf, scopeIds, scopeUser } from '../../auth/scope.repository.ts';
import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { countLimit, readDirection, toPage, type KeysetOrder, type Page, type PageRequest } from '../../db/keyset.ts';
import { StatementCache } from '../../db/statement-cache.ts';
import { addressesWithin, isAbout, mergedAddresses, orderedLists, type About } from './timeline-lists.repository.ts';
import { rankOf, sources, type Period, type Source, type SourceName } from './timeline-sources.repository.ts';

/** A source that is read, and which of its rows the viewer may see. */
export interface ReadSource {
  readonly name: SourceName;
  readonly scope: Scope;
}

export interface TimelineQuery {
  readonly about: About;
  readonly sources: readonly ReadSource[];
  readonly period: Period;
}

/** Where a row stands in a timeline. */
export interface TimelineKey {
  readonly at: string;
  readonly rank: number;
  readonly id: string;
}

const byTime = [
  { expression: sql.ref('at'), type: 'timestamp', column: { name: 'at' } },
  { expression: sql.ref('rank'), type: 'integer', column: { name: 'rank' } },
  { expression: sql.ref('id'), type: 'bigint', column: { name: 'id' } },
] as const;

export const timelineOrders = {
  NEWEST_FIRST: { name: 'timeline_newest', direction: 'desc', keys: byTime },
  OLDEST_FIRST: { name: 'timeline_oldest', direction: 'asc', keys: byTime },
} as const satisfies Record<string, KeysetOrder>;

/** Whoever left created_at empty wrote the oldest of all. */
const timeOf = ({ alias }: Source) => sql<string>`coalesce(${sql.ref(`${alias}.created_at`)}, '-infinity'::timestamp)`;

/** Whether a row of a source lies beyond a key in a direction of the whole order. */
function liesBeyond(name: SourceName, operator: '<' | '>', [at, rank, id]: readonly string[]): RawBuilder<SqlBool> {
  const source = sources[name];
  const distance = rankOf(name) - Number(rank);
  const time = timeOf(source);
  if (distance === 0) {
    return sql`(${time}, ${sql.ref(`${source.alias}.id`)}) ${sql.raw(operator)} (${at}::timestamp, ${id}::bigint)`;
  }
  // Of what happened at the same time, all rows of the source lie on one side.
  const inclusive = distance < 0 === (operator === '<');
  return sql`${time} ${sql.raw(inclusive ? `${operator}=` : operator)} ${at}::timestamp`;
}

/** The rows of a source within the page's keys. */
function withinKeys(name: SourceName, { order, after, before }: PageRequest): RawBuilder<SqlBool> {
  const [onwards, back] = order.direction === 'desc' ? (['<', '>'] as const) : (['>', '<'] as const);
  const conditions = [
    ...(after ? [liesBeyond(name, onwards, after)] : []),
    ...(before ? [liesBeyond(name, back, before)] : []),
  ];
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** The rows of one source that may be on the page: of each of its lists no more than the page needs. */
function sourcePage(
  db: Db,
  { about, period }: TimelineQuery,
  read: ReadSource,
  page: PageRequest,
): RawBuilder<unknown> {
  const source: Source = sources[read.name];
  const direction = sql.raw(readDirection(page));
  const limit = sql.lit(page.limit + 1);
  const nearest = sql`order by at ${direction}, id ${direction} limit ${limit}`;
  const rowsOf = (scope: Scope, belongs: RawBuilder<SqlBool>) =>
    source
      .rows(db, scope, period)
      .where(sql<boolean>`${belongs}`)
      .where(sql<boolean>`${withinKeys(read.name, page)}`)
      .select([timeOf(source).as('at'), sql<string>`${sql.ref(`${source.alias}.id`)}`.as('id')])
      .orderBy(timeOf(source), readDirection(page))
      .orderBy(sql.ref(`${source.alias}.id`), readDirection(page))
      .limit(limit);
  const ranked = (rows: RawBuilder<unknown>) =>
    sql`(select found.at, ${sql.lit(rankOf(read.name))}::integer as rank, found.id from (${rows}) as found ${nearest})`;
  const each = (values: RawBuilder<unknown>, rows: unknown) =>
    sql`select found.at, found.id from ${values} as each(value) cross join lateral (${rows}) as found`;

  if (about.kind === 'network' && source.address !== null) {
    // "is true" keeps the planner from reading all of a large network to sort it.
    const few = sql`(select count(value) from addresses) <= ${sql.lit(mergedAddresses)}`;
    const ofAddress = sql<SqlBool>`api.try_inet(${sql.ref(source.address)}) = each.value`;
    return ranked(sql`with recursive ${addressesWithin(source, about.network)}
      (${each(sql`(select value from addresses where value is not null and ${few})`, rowsOf(read.scope, ofAddress))} ${nearest})
      union all (${rowsOf(read.scope, sql`((${isAbout(source, about)}) is true and not ${few})`)})`);
  }
  const branches = orderedLists(source, about, read.scope).map((list) => {
    const rows = rowsOf(list.scope, list.belongs);
    return list.each === null ? sql`(${rows})` : sql`(${each(list.each, rows)} ${nearest})`;
  });
  return ranked(sql.join(branches, sql` union `));
}

/** The keys of one page: of each source as many as the page needs, then all of them together. */
function keysOf(db: Db, query: TimelineQuery, page: PageRequest): RawBuilder<TimelineKey> {
  const branches = query.sources.map((read) => sourcePage(db, query, read, page));
  const direction = sql.raw(readDirection(page));
  return sql<TimelineKey>`
    select at, rank, id from (${sql.join(branches, sql` union all `)}) as merged
    order by at ${direction}, rank ${direction}, id ${direction} limit ${sql.lit(page.limit + 1)}`;
}

const statements = new StatementCache();

/**
 * The values of a cached statement; null where its text depends on more than which of them there are: on how many
 * institutions, or on a request whose id goes into a document.
 */
function valuesOf({ about, sources: read, period }: TimelineQuery, { after, before }: PageRequest) {
  if (about.kind === 'institutions' || about.kind === 'request') return null;
  const [afterAt = null, , afterId = null] = after ?? [];
  const [beforeAt = null, , beforeId = null] = before ?? [];
  const subject = about.kind === 'user' ? about.id : about.network;
  const scopes = read.flatMap(({ name, scope }) => [
    [`${name} within`, scopeIds(scope)],
    [`${name} user`, scopeUser(scope)],
  ]);
  return {
    ...(Object.fromEntries(scopes) as Record<`${SourceName} ${'within' | 'user'}`, string>),
    ...period,
    ...{ subject, afterAt, afterId, beforeAt, beforeId },
  };
}

type Values = NonNullable<ReturnType<typeof valuesOf>>;

/** The query and the page made of the placeholders of these values. */
function placedQuery({ about, sources: read }: TimelineQuery, page: PageRequest, given: Values) {
  const key = (at: string | null, rank: string | undefined, id: string | null) =>
    at === null || id === null ? null : [at, rank ?? '', id];
  const { subject } = given;
  return {
    query: {
      about:
        about.kind === 'user' ? { ...about, id: subject } : 'network' in about ? { ...about, network: subject } : about,
      sources: read.map(({ name, scope }) => ({
        name,
        scope: placedOf(scope, given[`${name} within`], given[`${name} user`]),
      })),
      period: { from: given.from, to: given.to },
    },
    page: {
      ...page,
      after: key(given.afterAt, page.after?.[1], given.afterId),
      before: key(given.beforeAt, page.before?.[1], given.beforeId),
    },
  };
}

/**
 * The keys of one page, in one statement, each source read in the order of an index. It is built once for all that
 * differ in nothing but values: putting its five sources together costs more than the page's rows.
 */
export async function pageTimeline(db: Db, query: TimelineQuery, page: PageRequest): Promise<Page<TimelineKey>> {
  if (query.sources.length === 0) return toPage<TimelineKey>([], page);
  const values = valuesOf(query, page);
  if (values === null) return toPage((await keysOf(db, query, page).execute(db)).rows, page);
  const shape = [
    query.about.kind,
    ...query.sources.map(({ name, scope }) => `${name} ${scope.kind}`),
    page.order.name,
    page.limit,
    page.backward,
    page.after?.[1],
    page.before?.[1],
  ].join();
  const rows = await statements.run(db, shape, values, (given) => {
    const placeholders = placedQuery(query, page, given);
    return { compile: () => keysOf(db, placeholders.query, placeholders.page).compile(db) };
  });
  return toPage(rows, page);
}

/** How many items there are, counted as far as lists are. */
export async function totalTimeline(db: Db, { about, sources: read, period }: TimelineQuery) {
  if (read.length === 0) return { value: 0, isExact: true };
  const limit = sql.lit(countLimit + 1);
  const branches = read.map(({ name, scope }) => {
    const rows = sources[name].rows(db, scope, period).where(sql<boolean>`${isAbout(sources[name], about)}`);
    return sql`(${rows.select(sql.lit(1).as('one')).limit(limit)})`;
  });
  const { rows } = await sql<{ count: string }>`
    select count(*) from (select from (${sql.join(branches, sql` union all `)}) as merged limit ${limit}) as counted`.execute(
    db,
  );
  const value = Number(rows[0]?.count ?? 0);
  return { value: Math.min(value, countLimit), isExact: value <= countLimit };
}
