import { maskSecrets } from '../../audit.ts';
import { includesInstitution } from '../../auth/scope.ts';
import { scopeOf, type Viewer } from '../../auth/viewer.ts';
import type { CursorRow } from '../../db/row-cursor.ts';
import { encodeGlobalId } from '../../graphql/global-id.ts';
import { formatTime } from '../../graphql/scalars.ts';
import type { ExportColumn } from './export-formats.ts';

/** Makes the columns of a file out of the fields of a GraphQL type, so that a file tells what an answer tells. */
export interface FieldColumns {
  /** The global and the database id. */
  readonly ids: readonly ExportColumn[];
  readonly fields: (...names: string[]) => ExportColumn[];
  readonly times: (...names: string[]) => ExportColumn[];
  /** JSON documents, in which secrets are masked. */
  readonly documents: (...names: string[]) => ExportColumn[];
}

type FieldResolver = (row: CursorRow, args: object, context: null) => unknown;

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `resolvers` are those of the type; a field that has none is the column of its name. They may use the row alone. */
export function columnsOf(type: string, resolvers: object): FieldColumns {
  const valueOf = (name: string): ExportColumn['value'] => {
    const resolve = (resolvers as Readonly<Record<string, FieldResolver | undefined>>)[name];
    const column = snakeCase(name);
    return resolve ? (row) => resolve(row, {}, null) : (row) => row[column];
  };
  const each = (names: readonly string[], isJson: boolean, shown: (value: unknown) => unknown): ExportColumn[] =>
    names.map((name) => {
      const value = valueOf(name);
      return { name, isJson, value: (row) => shown(value(row)) };
    });
  return {
    ids: [
      { name: 'id', isJson: false, value: ({ id }) => encodeGlobalId(type, id) },
      { name: 'databaseId', isJson: false, value: ({ id }) => id },
    ],
    fields: (...names) => each(names, false, (value) => value),
    times: (...names) => each(names, false, (value) => (value == null ? null : formatTime(value as string))),
    documents: (...names) => each(names, true, (value) => maskSecrets({ value })['value'] ?? null),
  };
}

/** The database id of the institution: null, as in a list, where the viewer may not see it. */
export function institutionColumn(viewer: Viewer): ExportColumn {
  const scope = scopeOf(viewer, 'DIRECTORY_READ');
  return {
    name: 'institutionId',
    isJson: false,
    value: ({ institution_id: id }) => (typeof id === 'string' && includesInstitution(scope, id) ? id : null),
  };
}
