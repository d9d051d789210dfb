import type { ExportFormat } from '../../db/generated/enums.ts';
import type { CursorRow } from '../../db/row-cursor.ts';

/** What a column of a file holds. */
export interface ExportColumn {
  /** As the field is called in GraphQL. */
  readonly name: string;
  /** The value for the file: text, or anything that JSON can say. */
  readonly value: (row: CursorRow) => unknown;
  /** Whether the value is a JSON document, which is text in CSV. */
  readonly isJson: boolean;
}

/** How rows become text. */
export interface Encoder {
  readonly contentType: string;
  readonly extension: string;
  /** What the file begins with. */
  readonly head: string;
  readonly row: (row: CursorRow) => string;
}

const byteOrderMark = '\ufeff';

/** Makes the encoder of a format. A byte order mark is for CSV only. */
export const encoderOf = (
  format: ExportFormat,
  columns: readonly ExportColumn[],
  hasByteOrderMark: boolean,
): Encoder => (format === 'csv' ? csv(columns, hasByteOrderMark) : ndjson(columns));

const ndjson = (columns: readonly ExportColumn[]): Encoder => {
  const keys = columns.map(({ name }) => `${JSON.stringify(name)}:`);
  return {
    contentType: 'application/x-ndjson; charset=utf-8',
    extension: 'ndjson',
    head: '',
    row: (row) => `{${columns.map(({ value }, index) => `${keys[index] ?? ''}${jsonText(value(row))}`).join(',')}}\n`,
  };
};

const csv = (columns: readonly ExportColumn[], hasByteOrderMark: boolean): Encoder => ({
  contentType: 'text/csv; charset=utf-8; header=present',
  extension: 'csv',
  head: `${hasByteOrderMark ? byteOrderMark : ''}${columns.map(({ name }) => name).join(',')}\r\n`,
  row: (row) => `${columns.map((column) => cell(column, row)).join(',')}\r\n`,
});

const jsonText = (value: unknown): string => JSON.stringify(value ?? null);

/** A null is an empty cell; an empty text is a quoted one. */
function cell({ value, isJson }: ExportColumn, row: CursorRow): string {
  const content = value(row);
  if (content === null || content === undefined) return '';
  const text = isJson || typeof content !== 'string' ? jsonText(content) : content;
  return csvText(text);
}

/**
 * What a spreadsheet would execute: OWASP's list (CSV injection), the full-width forms of the signs, and each of them
 * after blanks or invisible characters, which some programs skip.
 */
const formula = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u;

/** A text as a CSV field: no formula, and quoted where it must be (RFC 4180). */
export function csvText(text: string): string {
  const harmless = formula.test(text) ? `'${text}` : text;
  // Programs that split at semicolons or tabs instead must not find a formula behind one.
  return harmless === '' || /[",;\t\r\n]|^\s|\s$/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
