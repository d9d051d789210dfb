import type { CompiledQuery, Expression } from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { requestCancel } from './cancellable.ts';
import { socketOf } from './client.ts';

/** Rows by their ids: after this one, up to that one, in ascending order. */
export interface IdSpan {
  readonly after: string;
  readonly upTo: string;
}

/** A query that a repository has built, to be read in parts. */
export type RowQuery = Expression<unknown> & { readonly compile: () => CompiledQuery };

export type CursorRow = Readonly<Record<string, unknown>> & { readonly id: string };

export interface RowReaderOptions {
  /** Of a connection that only reads and whose statements have no time limit; each cursor has one of its own. */
  readonly connection: pg.ClientConfig;
  /** The rows after an id. */
  readonly rowsAfter: (id: string) => RowQuery;
  readonly after: string;
  /** Ends what is being read, in PostgreSQL too. */
  readonly signal: AbortSignal;
}

interface OpenCursor {
  readonly client: pg.Client;
  readonly cursor: Cursor<CursorRow>;
  readonly since: number;
}

/**
 * How long a cursor is kept, in milliseconds. Its snapshot keeps vacuum from removing what others delete meanwhile,
 * so that one that reads for long is replaced by another that goes on after its last row.
 */
const cursorLifetime = 120_000;

/**
 * Bytes that one read takes in at most, but for its first row: how large rows are is not known before they are there.
 */
const mostBytes = 1024 * 1024;

/** Reads the rows of a query in the order of their ids from a server-side cursor, as many at a time as its caller wants. */
export class RowReader {
  readonly #options: RowReaderOptions;
  #after: string;
  #open: OpenCursor | null = null;

  constructor(options: RowReaderOptions) {
    this.#options = options;
    this.#after = options.after;
    options.signal.addEventListener('abort', () => this.#cancel(), { once: true });
  }

  /** The next rows, `count` at most, and fewer where they are large; none where there are no more. */
  async next(count: number): Promise<CursorRow[]> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    if (this.#open !== null && performance.now() - this.#open.since > cursorLifetime) await this.release();
    try {
      this.#open ??= await this.#start();
      // Whoever left while it was being opened was told to a cursor that was not there yet.
      if (signal.aborted) this.#cancel();
      const { rows, isCut } = await readUpTo(this.#open, count);
      this.#after = rows.at(-1)?.id ?? this.#after;
      // PostgreSQL sends all that it was asked for: only the end of the connection stops it.
      if (isCut) await this.release();
      return rows;
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  }

  /** Gives connection and snapshot back until more rows are wanted. */
  async release(): Promise<void> {
    const open = this.#open;
    this.#open = null;
    // Ending the connection ends cursor and transaction; that it was lost meanwhile is as good.
    await open?.client.end().catch(() => undefined);
  }

  async #start(): Promise<OpenCursor> {
    const { connection, rowsAfter } = this.#options;
    const client = new pg.Client(connection);
    // What runs is rejected anyway; without a listener, a lost connection would end the process.
    client.on('error', () => undefined);
    await client.connect();
    const { sql, parameters } = rowsAfter(this.#after).compile();
    // Without a transaction around it: the cursor's own lasts until it is closed.
    return { client, cursor: client.query(new Cursor(sql, [...parameters])), since: performance.now() };
  }

  #cancel(): void {
    const open = this.#open;
    if (open === null) return;
    void requestCancel(this.#options.connection, open.client).then(() => this.release());
  }
}

/** Reads rows until there are enough, or enough bytes. */
async function readUpTo({ client, cursor }: OpenCursor, count: number): Promise<{ rows: CursorRow[]; isCut: boolean }> {
  const socket = socketOf(client);
  const before = socket.bytesRead;
  const taken: CursorRow[] = [];
  const enough = Promise.withResolvers<CursorRow[]>();
  const take = (row: CursorRow) => {
    taken.push(row);
    if (taken.length < count && socket.bytesRead - before > mostBytes) enough.resolve(taken);
  };
  cursor.on('row', take);
  try {
    const rows = await Promise.race([cursor.read(count), enough.promise]);
    return { rows, isCut: rows === taken };
  } finally {
    cursor.off('row', take);
  }
}
