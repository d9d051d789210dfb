import { getNamedType, isObjectType, isRequiredArgument, type GraphQLField, type GraphQLSchema } from 'graphql';
import type { Answer } from '../service.ts';

/** What a viewer can know: global ids by type, and cursors by the list that gave them. */
export interface Harvest {
  readonly ids: Readonly<Record<string, readonly string[]>>;
  readonly cursors: Readonly<Record<string, readonly string[]>>;
}

/** Asks every list of the schema that needs no argument; `ask` runs a query as the viewer. */
export async function harvest(schema: GraphQLSchema, ask: (query: string) => Promise<Answer>): Promise<Harvest> {
  const ids = new Map<string, Set<string>>();
  const cursors = new Map<string, Set<string>>();
  for (const field of Object.values(schema.getQueryType()?.getFields() ?? {})) {
    if (field.args.some(isRequiredArgument)) continue;
    const query = listQuery(field);
    if (query === null) continue;
    // A list that this viewer may not read gives nothing.
    const { data } = await ask(query);
    collect(data, ids, (cursor) => add(cursors, field.name, cursor));
  }
  return {
    ids: Object.fromEntries([...ids].map(([type, found]) => [type, [...found].sort()])),
    cursors: Object.fromEntries([...cursors].map(([list, found]) => [list, [...found]])),
  };
}

/** A query for the ids and cursors of a list; null: the field gives none. */
function listQuery(field: GraphQLField<unknown, unknown>): string | null {
  const type = getNamedType(field.type);
  if (!isObjectType(type)) return null;
  const fields = type.getFields();
  if (fields.edges !== undefined) {
    const feedCursor = fields.feedCursor === undefined ? '' : 'feedCursor';
    return `{ ${field.name}(first: 100) { ${feedCursor} edges { cursor node { id } } } }`;
  }
  return fields.id === undefined ? null : `{ ${field.name} { id } }`;
}

const add = (sets: Map<string, Set<string>>, name: string, value: string) =>
  sets.set(name, (sets.get(name) ?? new Set()).add(value));

function collect(value: unknown, ids: Map<string, Set<string>>, onCursor: (cursor: string) => void): void {
  if (Array.isArray(value)) for (const item of value) collect(item, ids, onCursor);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      if (typeof member !== 'string') collect(member, ids, onCursor);
      else if (name === 'id') {
        const [type = ''] = Buffer.from(member, 'base64url').toString().split(':');
        add(ids, type, member);
      } else if (/cursor/i.test(name)) onCursor(member);
    }
  }
}
