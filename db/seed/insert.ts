import type { Client } from 'pg';

/** A row as JSON; keys are column names. Nested objects and lists go to jsonb columns. */
export type Row = Readonly<Record<string, unknown>>;

const rowsPerStatement = 5_000;

/** Takes ids from the table's own sequence, ascending, so that rows can refer to each other before they are written. */
export async function reserveIds(client: Client, table: string, count: number): Promise<number[]> {
  const { rows } = await client.query<{ id: string }>(
    `select nextval(pg_get_serial_sequence($1, 'id')) as id from generate_series(1, $2)`,
    [table, count],
  );
  return rows.map((row) => Number(row.id)).sort((a, b) => a - b);
}

/** Writes rows in the given order, many at a time. All rows have the keys of the first. */
export async function insertRows(client: Client, table: string, rows: readonly Row[]): Promise<void> {
  for (const chunk of chunks(rows, rowsPerStatement)) {
    const columns = Object.keys(chunk[0] ?? {}).join(', ');
    await client.query(
      `insert into ${table} (${columns}) select ${columns} from json_populate_recordset(null::${table}, $1::json)`,
      [JSON.stringify(chunk)],
    );
  }
}

/** Cuts a stream into lists of at most `size` items. */
export function* chunks<T>(items: Iterable<T>, size: number = rowsPerStatement): Generator<T[]> {
  let chunk: T[] = [];
  for (const item of items) {
    if (chunk.push(item) < size) continue;
    yield chunk;
    chunk = [];
  }
  if (chunk.length > 0) yield chunk;
}
