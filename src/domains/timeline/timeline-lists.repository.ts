import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { everything, type Scope } from '../../auth/scope.ts';
import { idArray, isOneOf, type Ids } from '../../db/id-list.ts';
import type { Source } from './timeline-sources.repository.ts';

/** Whom or what a timeline is about. An institution stands for itself and all below it. */
export type About =
  | { readonly kind: 'user'; readonly id: string }
  | { readonly kind: 'address' | 'network'; readonly network: string }
  | { readonly kind: 'request'; readonly id: string }
  | { readonly kind: 'institutions'; readonly ids: Ids };

/** Rows that an index has in the order of time; of many, one list for each value of `each`. */
export interface OrderedList {
  /** A row source of one column, `each.value`; null where there is only one list. */
  readonly each: RawBuilder<unknown> | null;
  readonly belongs: RawBuilder<SqlBool>;
  /** Of what belongs, whose rows are taken. */
  readonly scope: Scope;
}

/** Beyond so many institutions, a walk through all rows meets theirs soon. */
const mergedInstitutions = 100;

/** The same for the addresses of a network; a /24 has no more. */
export const mergedAddresses = 256;

const address = (column: string): RawBuilder<unknown> => sql`api.try_inet(${sql.ref(column)})`;

const usersOf = (ids: Ids) => sql`(select u.id from users u where u.institution_id = any(${idArray(ids)}))`;

const anyOf = (conditions: readonly RawBuilder<SqlBool>[]): RawBuilder<SqlBool> =>
  sql`(${sql.join(conditions, sql` or `)})`;

const ofRequest = ({ table, alias, ofRequest: belongs }: Source, id: string): RawBuilder<SqlBool> =>
  // A request leaves few rows, which is more than the planner knows: it is made to look there first.
  sql`${sql.ref(`${alias}.id`)} = any(array(select r.id from ${sql.table(table)} r where ${belongs(id)}))`;

/** Whether a row is what the timeline is about, whoever may see it. */
export function isAbout(source: Source, about: About): RawBuilder<SqlBool> {
  switch (about.kind) {
    case 'user':
      return anyOf(source.users.map((column) => sql`${sql.ref(column)} = ${about.id}`));
    case 'address':
      return source.address === null ? sql`false` : sql`${address(source.address)} = ${about.network}::inet`;
    case 'network':
      return source.address === null ? sql`false` : sql`${address(source.address)} <<= ${about.network}::inet`;
    case 'request':
      return ofRequest(source, about.id);
    case 'institutions':
      return source.institution === null
        ? sql`${sql.ref(source.users[0])} in ${usersOf(about.ids)}`
        : isOneOf(source.institution, about.ids);
  }
}

/** The lists that together have what a source tells about something; a row may be in several. */
export function orderedLists(source: Source, about: About, scope: Scope): OrderedList[] {
  switch (about.kind) {
    case 'user':
      return source.users.map((column) => ({ each: null, belongs: sql`${sql.ref(column)} = ${about.id}`, scope }));
    case 'institutions':
      return ofInstitutions(source, new Set(about.ids), scope);
    default:
      return [{ each: null, belongs: isAbout(source, about), scope }];
  }
}

/** An index has the rows of one institution or user in order, not those of many. */
function ofInstitutions(source: Source, asked: ReadonlySet<string>, scope: Scope): OrderedList[] {
  const whole: OrderedList = { each: null, belongs: isAbout(source, { kind: 'institutions', ids: asked }), scope };
  if (scope.kind === 'self') return [whole];
  const visible = scope.kind === 'all' ? asked : asked.intersection(scope.institutionIds);
  if (visible.size > mergedInstitutions) return [whole];
  const merged: OrderedList =
    source.institution === null
      ? { each: usersOf(visible), belongs: sql`${sql.ref(source.users[0])} = each.value`, scope }
      : {
          each: sql`unnest(${idArray(visible)})`,
          belongs: sql`${sql.ref(source.institution)} = each.value`,
          // Whatever belongs to a visible institution is visible.
          scope: everything,
        };
  if (!source.ownRows || scope.kind === 'all') return [merged];
  const own = sql<SqlBool>`(${sql.ref(source.users[0])} = ${scope.userId} and ${whole.belongs})`;
  return [merged, { each: null, belongs: own, scope }];
}

/**
 * The addresses of a network that a source has, as a recursive query: from one to the next through the index, and no
 * more than tell that there are many. What they compare is what PostgreSQL's own `<<=` looks for in an index.
 */
export function addressesWithin({ table }: Source, network: string): RawBuilder<unknown> {
  const found = address('r.ip_address');
  const first = sql`network(${network}::inet)::inet`;
  const last = sql`set_masklen(broadcast(${network}::inet), case family(${network}::inet) when 4 then 32 else 128 end)`;
  const next = (condition: RawBuilder<unknown>) =>
    sql`(select ${found} from ${sql.table(table)} r where ${found} ${condition} and ${found} <= ${last}
      order by ${found} limit 1)`;
  return sql`addresses(value, position) as (
    select ${next(sql`>= ${first}`)}, 1
    union all
    select ${next(sql`> addresses.value`)}, position + 1 from addresses
    where addresses.value is not null and position <= ${sql.lit(mergedAddresses)})`;
}
