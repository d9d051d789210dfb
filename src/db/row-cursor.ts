import type { CompiledQuery, Expression } from 'kysely';
import pg from 'pg';
import Cursor from 'pg-cursor';
import { requestCancel } from './cancellable.ts';

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

  /** The next rows, `count` at most; fewer are the last ones. */
  async next(count: number): Promise<CursorRow[]> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    if (this.#open !== null && performance.now() - this.#open.since > cursorLifetime) await this.release();
    try {
      this.#open ??= await this.#start();
      // Whoever left while it was being opened was told to a cursor that was not there yet.
      if (signal.aborted) this.#cancel();
      const rows = await this.#open.cursor.read(count);
      this.#after = rows.at(-1)?.id ?? this.#after;
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
