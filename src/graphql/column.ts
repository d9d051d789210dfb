import { readsFrom } from './selection.ts';

/** What a field without a resolver reads: the column that is named alike, or the property of its own name. */
export interface Column {
  readonly field: string;
  readonly column: string;
}

export type ColumnSource = Readonly<Record<string, unknown>>;

const reads = readsFrom<ColumnSource, unknown>();

/** Makes what reads a column of many rows. A function is called: it stands for what is not always selected. */
export function columnReader({ field, column }: Column): (source: ColumnSource) => unknown {
  const read = propertyReader(column, field);
  return (source) => {
    const value = read(source);
    return typeof value === 'function' ? (value as () => unknown)() : value;
  };
}

/**
 * Reads the first property, or the second where there is none. Code of its own for each place: JavaScript remembers
 * for each piece of code where the objects that come along have their properties, and shared code sees all of them.
 */
const propertyReader = (first: string, second: string) =>
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- of names of the schema only
  new Function('source', `const value = source.${first}; return value === undefined ? source.${second} : value;`) as (
    source: ColumnSource,
  ) => unknown;

/** Makes the resolver of such a field: `createdAt` reads `created_at`. */
export function columnResolver(field: string) {
  const column: Column = { field, column: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) };
  return Object.assign(reads([column.column], columnReader(column)), { column });
}

/** What a resolver that columnResolver made reads: an executor may do that by itself. */
export const columnOf = (resolve: unknown): Column | undefined => (resolve as { column?: Column }).column;
