import pg from 'pg';
import { decodeCursor } from '../cursor.ts';

/** An integer from `low` to `high`, both included. */
export const between = (low: number, high: number): number => low + Math.floor(Math.random() * (high - low + 1));
export const pick = <Item>(items: readonly Item[]): Item => items[between(0, items.length - 1)] as Item;
export const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Some of the items, at least one. */
export const someOf = <Item>(items: readonly Item[]): Item[] => {
  const chosen = items.filter(() => Math.random() < 0.4);
  return chosen.length === 0 ? [pick(items)] : chosen;
};

export interface WriterOptions {
  readonly url: string;
  readonly institutions: readonly string[];
  /** Events to commit, all writers together. */
  readonly events: number;
  readonly writers: number;
  /** The longest pause after a transaction, in milliseconds. */
  readonly pace: number;
}

/**
 * Commits that many events by concurrent writers with transactions of random size and length, and rolls back
 * one transaction in ten. Gives the institution of each committed event by id.
 */
export async function writeConcurrently(options: WriterOptions): Promise<Map<string, string>> {
  const committed = new Map<string, string>();

  const transact = async (client: pg.Client) => {
    const rows: { id: string; institution_id: string }[] = [];
    await client.query('begin');
    for (let statement = between(1, 4); statement > 0; statement--) {
      const inserted = await client.query<{ id: string; institution_id: string }>(
        `insert into security_events(event_type, severity, institution_id)
         select 'failed_login', 'warning', ($1::bigint[])[1 + floor(random() * cardinality($1::bigint[]))]
         from generate_series(1, $2) returning id, institution_id`,
        [options.institutions, between(1, 12)],
      );
      rows.push(...inserted.rows);
      if (Math.random() < 0.3) await sleep(between(1, 20));
    }
    if (Math.random() < 0.03) await sleep(between(200, 800));
    if (Math.random() < 0.1) {
      await client.query('rollback');
      return;
    }
    await client.query('commit');
    for (const row of rows) committed.set(row.id, row.institution_id);
  };

  const write = async () => {
    const client = new pg.Client({ connectionString: options.url });
    await client.connect();
    while (committed.size < options.events) {
      await transact(client);
      await sleep(between(0, options.pace));
    }
    await client.end();
  };
  await Promise.all(Array.from({ length: options.writers }, write));
  return committed;
}

/** A client that comes and goes: what it received, and what it would resume from. */
export class Recipient {
  readonly institutions: readonly string[];
  connections = 0;
  /** What must never happen. */
  readonly violations: string[] = [];
  readonly #received = new Map<number, string>();
  readonly #cursors: string[] = [];

  constructor(institutions: readonly string[]) {
    this.institutions = institutions;
  }

  get position(): number {
    const last = this.#cursors.at(-1);
    return last === undefined ? -1 : decodeCursor(last);
  }

  /** Mostly the last cursor; sometimes an older one, as a client has that lost its last items. */
  get cursor(): string | undefined {
    const back = Math.random() < 0.2 ? between(0, 40) : 0;
    return this.#cursors[Math.max(0, this.#cursors.length - 1 - back)];
  }

  /** Gives what takes the items of one new connection. */
  connect(): (cursor: string, rowId: string | null) => void {
    const connection = ++this.connections;
    let before = -1;
    return (cursor, rowId) => {
      const position = decodeCursor(cursor);
      const start = before === -1;
      if (rowId === null ? position < before : position <= before && !start) {
        this.violations.push(`connection ${connection} gave ${position} after ${before}`);
      }
      before = position;
      if (position > this.position) this.#cursors.push(cursor);
      if (rowId === null) return;
      const known = this.#received.get(position);
      if (known !== undefined && known !== rowId) this.violations.push(`${position} was ${known}, then ${rowId}`);
      this.#received.set(position, rowId);
    };
  }

  /** Row ids in the order of the feed, repeated cursors removed. */
  get rowIds(): string[] {
    return [...this.#received].sort(([a], [b]) => a - b).map(([, rowId]) => rowId);
  }
}

/** Waits until the outbox is empty and gives the newest position and all entries in order. */
export async function settledFeed(client: pg.Client): Promise<{ head: number; rowIds: string[] }> {
  for (;;) {
    const { rows } = await client.query<{ waiting: boolean; head: string }>(
      'select exists (select from api.feed_outbox) as waiting, position as head from api.feed_state',
    );
    if (rows[0]?.waiting === false) {
      const entries = await client.query<{ row_id: string }>('select row_id from api.feed_entries order by position');
      return { head: Number(rows[0].head), rowIds: entries.rows.map((row) => row.row_id) };
    }
    await sleep(20);
  }
}

/** What of the recipient's items is wrong; empty: it has exactly the committed events it may see, in the one order. */
export function mistakes(recipient: Recipient, committed: Map<string, string>, order: readonly string[]): string[] {
  const visible = (id: string) => recipient.institutions.includes(committed.get(id) ?? '');
  const expected = order.filter(visible);
  const received = recipient.rowIds;
  const found = [...recipient.violations];
  const lost = missing(expected, received);
  const foreign = missing(received, expected);
  if (lost.length > 0) found.push(`lost ${lost.length}: ${lost.slice(0, 5).join(', ')}`);
  if (foreign.length > 0) found.push(`not committed or not visible: ${foreign.slice(0, 5).join(', ')}`);
  if (received.length !== new Set(received).size) found.push('a row came twice');
  if (found.length === 0 && received.some((id, index) => id !== expected[index])) found.push('another order');
  return found;
}

function missing(wanted: readonly string[], had: readonly string[]): string[] {
  const known = new Set(had);
  return wanted.filter((id) => !known.has(id));
}
