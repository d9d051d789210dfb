import {
  DefaultQueryExecutor,
  Kysely,
  PostgresDialect,
  type CompiledQuery,
  type ConnectionProvider,
  type PostgresPool,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import type { Db } from './client.ts';
import type { DB } from './generated/tables.ts';

/** The reads of one request, which can be ended. */
export interface CancellableDb {
  /** What runs in a transaction is left alone, so that nobody doubts what it did. */
  readonly db: Db;
  /** Ends the statements that run and refuses further ones, all with this error. The connections stay in use. */
  readonly cancel: (reason: Error) => void;
}

/** As much of a pool as Kysely takes. */
type ClientSource = Omit<PostgresPool, 'connect'> & { connect(): Promise<pg.PoolClient> };

/** How long PostgreSQL may take to hear of a cancellation, in milliseconds. */
const cancelTimeout = 2_000;

/** What a connection of pg can do beyond its types. */
interface CancelConnection extends pg.Connection {
  readonly ssl: unknown;
  readonly sslNegotiation: string;
  connect(portOrPath: number | string, host?: string): void;
  requestSsl(): void;
  cancel(processId: number, secretKey: unknown): void;
}

interface Backend {
  readonly processID: number;
  readonly secretKey: unknown;
}

/**
 * Gives a function that makes cancellable reads, one object for each request. Until it is cancelled it costs no
 * promise and no listener: Kysely's own way has several of both for each statement.
 */
export function cancellableReads(db: Db, pool: ClientSource, options: pg.ClientConfig): () => CancellableDb {
  const dialect = new PostgresDialect({ pool });
  const compiler = dialect.createQueryCompiler();
  const adapter = dialect.createAdapter();
  const driver = dialect.createDriver();
  const transactions: ConnectionProvider = {
    provideConnection: (consumer) => db.getExecutor().provideConnection(consumer),
  };

  class CancellableExecutor extends DefaultQueryExecutor {
    readonly #running = new Set<pg.PoolClient>();
    readonly #cancelling = new Map<pg.PoolClient, Promise<void>>();
    #reason: Error | undefined;

    constructor() {
      super(compiler, adapter, transactions);
    }

    override async executeQuery<Row>({ sql, parameters }: CompiledQuery): Promise<QueryResult<Row>> {
      this.#assertWanted();
      const client = await pool.connect();
      try {
        // It may have waited for the connection.
        this.#assertWanted();
        this.#running.add(client);
        const { command, rowCount, rows } = await client.query(sql, parameters as unknown[]);
        // It may have been over before PostgreSQL heard of it.
        this.#assertWanted();
        return { rows: rows as Row[], ...(command === 'SELECT' ? {} : { numAffectedRows: BigInt(rowCount ?? 0) }) };
      } catch (error) {
        this.#assertWanted();
        throw withCallers(error);
      } finally {
        this.#running.delete(client);
        const cancelling = this.#cancelling.get(client);
        // A request that arrives late would end the next statement of this connection.
        if (cancelling) void cancelling.then(() => client.release());
        else client.release();
      }
    }

    #assertWanted(): void {
      if (this.#reason) throw this.#reason;
    }

    cancel(reason: Error): void {
      if (this.#reason) return;
      this.#reason = reason;
      for (const client of this.#running) this.#cancelling.set(client, requestCancel(options, client));
    }
  }

  return () => {
    const executor = new CancellableExecutor();
    return {
      db: new Kysely<DB>({ config: { dialect }, dialect, driver, executor }),
      cancel: (reason) => executor.cancel(reason),
    };
  };
}

/** A driver's error tells of the socket that it came from; whoever reads the log wants to know what had asked. */
function withCallers(error: unknown): unknown {
  if (error instanceof Error) {
    const callers = new Error().stack?.split('\n').slice(1) ?? [];
    error.stack = [error.stack ?? '', ...callers].join('\n');
  }
  return error;
}

/**
 * Asks PostgreSQL to end what a connection runs: by its protocol's CancelRequest, which needs no free connection, and
 * whose secret only the server of that connection knows. Resolves when PostgreSQL has passed it on, or will not.
 */
export function requestCancel(options: pg.ClientConfig, client: pg.ClientBase): Promise<void> {
  const { host, port, connection } = new pg.Client(options) as unknown as pg.Client & { connection: CancelConnection };
  const { processID, secretKey } = client as unknown as Backend;
  return new Promise((resolve) => {
    const send = () => connection.cancel(processID, secretKey);
    connection.on('connect', () => {
      if (!connection.ssl) send();
      else if (connection.sslNegotiation !== 'direct') connection.requestSsl();
    });
    connection.on('sslconnect', send);
    // The statement then goes on until it is done, as it would have without.
    connection.on('error', () => connection.stream.destroy());
    connection.on('end', resolve);
    const timer = setTimeout(() => connection.stream.destroy(), cancelTimeout);
    connection.on('end', () => clearTimeout(timer));
    if (host.startsWith('/')) connection.connect(`${host}/.s.PGSQL.${port}`);
    else connection.connect(port, host);
  });
}
