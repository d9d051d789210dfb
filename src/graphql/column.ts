import { readsFrom } from './selection.ts';

/** What a field without a resolver reads: the property of its own name, or the column that is named alike. */
export interface Column {
  readonly field: string;
  readonly column: string;
}

export type ColumnSource = Readonly<Record<string, unknown>>;

const reads = readsFrom<ColumnSource, unknown>();

/** `createdAt` reads `created_at`. A function is called: it stands for what is not always selected. */
export function readColumn(source: ColumnSource, { field, column }: Column): unknown {
  const own = source[field];
  const value = own === undefined ? source[column] : own;
  return typeof value === 'function' ? (value as () => unknown)() : value;
}

/** Makes the resolver of such a field. */
export function columnResolver(field: string) {
  const column: Column = { field, column: field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) };
  return Object.assign(
    reads([column.column], (source) => readColumn(source, column)),
    { column },
  );
}

/** What a resolver that columnResolver made reads: an executor may do that by itself. */
export const columnOf = (resolve: unknown): Column | undefined => (resolve as { column?: Column }).column;
