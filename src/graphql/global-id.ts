import { isDatabaseId } from '../db/database-id.ts';
import { badInput, userError } from '../errors.ts';

/**
 * The opaque id of `node(id)`: the type and the database id, in base64url. Every object of every answer has one, and
 * btoa takes half as long as a Buffer. Letters, digits and a colon never make the characters that base64url replaces.
 */
export function encodeGlobalId(type: string, databaseId: string): string {
  const encoded = btoa(`${type}:${databaseId}`);
  const padding = encoded.indexOf('=', encoded.length - 2);
  return padding === -1 ? encoded : encoded.slice(0, padding);
}

/** The type and database id behind a global id, or null where the text is none. */
export function decodeGlobalId(id: string): { type: string; databaseId: string } | null {
  if (id.length > 100 || !/^[\w-]+$/.test(id)) return null;
  const [, type, databaseId] = /^([A-Z][A-Za-z]+):(\d+)$/.exec(Buffer.from(id, 'base64url').toString('utf8')) ?? [];
  if (type === undefined || databaseId === undefined || !isDatabaseId(databaseId)) return null;
  return { type, databaseId };
}

/** The database id that a client means by `id`, given as a global id of `type` or as the plain number; null: neither. */
export function parseId(type: string, id: string): string | null {
  if (isDatabaseId(id)) return id;
  const decoded = decodeGlobalId(id);
  return decoded?.type === type ? decoded.databaseId : null;
}

const problem = (type: string): string => `must be the id of a ${type}: its \`id\` or its \`databaseId\`.`;

/** `parseId` for arguments of queries. Throws BAD_USER_INPUT. */
export function idArgument(type: string, id: string, field: readonly string[]): string {
  const databaseId = parseId(type, id);
  if (databaseId === null) throw badInput(field, problem(type));
  return databaseId;
}

/** `parseId` for input of mutations. Throws a user error. */
export function idInput(type: string, id: string, field: readonly string[]): string {
  const databaseId = parseId(type, id);
  if (databaseId === null) throw userError('INVALID', field, `${field.join('.')} ${problem(type)}`);
  return databaseId;
}
