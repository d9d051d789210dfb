import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { Kysely, PostgresDialect, type Transaction as KyselyTransaction } from 'kysely';
import pg from 'pg';
import { cancellableReads, type CancellableDb } from './cancellable.ts';
import type { DB } from './generated/tables.ts';
import { PreparingClient } from './prepared-statements.ts';

/** The query builder over the whole database; what repositories take first. */
export type Db = Kysely<DB>;
/** A running transaction; repositories that lock or write in steps demand this type. */
export type Transaction = KyselyTransaction<DB>;

/** A pool and its query builder. */
export interface Database {
  readonly db: Db;
  readonly pool: pg.Pool;
  /**
   * Replaces every connection, as after a failover: new ones resolve the address anew. Idle ones end at once, those
   * in use when they come back, or as soon as they have been silent for a second: their server may be gone.
   */
  readonly renew: () => void;
  /** Makes the reads of one request, which end when it is abandoned. */
  readonly cancellable: () => CancellableDb;
  /** Ends every connection; running queries finish first. */
  readonly close: () => Promise<void>;
}

export interface DatabaseOptions {
  readonly url: string;
  /** Connections at most. */
  readonly poolSize?: number;
  /** Shown in pg_stat_activity. */
  readonly applicationName?: string;
  /** Milliseconds after which PostgreSQL ends a statement. */
  readonly statementTimeout?: number;
  /** Whether the connection can only read. */
  readonly isReadOnly?: boolean;
  /** Told of every failure of a statement or of a connection, idle ones included. */
  readonly onFailure?: (error: unknown) => void;
}

const defaultStatementTimeout = 15_000;
/** How long the answer of a statement may take beyond what PostgreSQL allows it, in milliseconds. */
const answerGrace = 2_000;
/** How long a connection in use may still be silent once all are replaced, in milliseconds. */
const renewalGrace = 1_000;

/** A Date that is written means an instant, not a time of the local zone. */
pg.defaults.parseInputDatesAsUTC = true;

const oid = { int8: 20, numeric: 1700, date: 1082, timestamp: 1114, timestamptz: 1184 } as const;

/** 64-bit numbers and times stay the text that PostgreSQL sent: a JS number or Date would lose digits. */
const keptAsText = new Set<number>(Object.values(oid));
const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) =>
    keptAsText.has(id) ? (value: string) => value : (pg.types.getTypeParser(id, format) as (value: string) => unknown),
};

/** Settings that every connection of the service shares, pooled or single (LISTEN, advisory locks). */
export function connectionOptions(options: DatabaseOptions): pg.ClientConfig {
  const settings = {
    TimeZone: 'UTC',
    statement_timeout: options.statementTimeout ?? defaultStatementTimeout,
    idle_in_transaction_session_timeout: 30_000,
    client_connection_check_interval: 5_000,
    ...(options.isReadOnly === true ? { default_transaction_read_only: 'on' } : {}),
  };
  return {
    connectionString: options.url,
    application_name: options.applicationName ?? 'atis-system-api',
    connectionTimeoutMillis: 2_000,
    keepAlive: true,
    types,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(' '),
  };
}

/** Opens a pool lazily: nothing connects before the first query. */
export function createDatabase(options: DatabaseOptions): Database {
  const { onFailure = () => undefined } = options;
  const pool = new pg.Pool({
    ...connectionOptions(options),
    Client: PreparingClient,
    max: options.poolSize ?? 20,
    idleTimeoutMillis: 30_000,
  });
  pool.on('error', onFailure);
  pool.on('connect', (client) => {
    // A lost connection already rejects the running query; without a listener it would also end the process.
    client.on('error', () => undefined);
    if (client instanceof PreparingClient) client.onFailure = onFailure;
  });
  const inUse = new Set<pg.PoolClient>();
  pool.on('acquire', (client) => inUse.add(client));
  pool.on('release', (_error, client) => inUse.delete(client));
  const statementTimeout = options.statementTimeout ?? defaultStatementTimeout;
  if (statementTimeout > 0) giveUpSilentConnections(pool, statementTimeout + answerGrace);

  const outdated = new WeakSet<pg.PoolClient>();
  const connect = async (): Promise<pg.PoolClient> => {
    const client = await pool.connect().catch((error: unknown) => {
      onFailure(error);
      throw error;
    });
    const release = client.release.bind(client);
    client.release = (failed) => release(failed || outdated.has(client));
    return client;
  };
  const renew = () => {
    for (const client of inUse) {
      outdated.add(client);
      if (statementTimeout > 0) socketOf(client).setTimeout(renewalGrace);
    }
    for (let idle = pool.idleCount; idle > 0; idle -= 1) {
      pool.connect().then(
        (client) => client.release(true),
        () => undefined,
      );
    }
  };
  // Kysely takes no more of a pool than this.
  const source = { Client: PreparingClient, connect, options: pool.options, end: () => pool.end() };
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool: source }) });
  const cancellable = cancellableReads(db, source, connectionOptions(options));
  return { db, pool, cancellable, renew, close: () => db.destroy() };
}

/** What a connection is read from and written to. */
export const socketOf = ({ connection }: pg.Client) =>
  connection.stream as Duplex & Pick<Socket, 'setTimeout' | 'bytesRead'>;

/**
 * Ends a connection in use that has been silent for so long: PostgreSQL would have ended the statement by now, so
 * the network has lost it. TCP alone would notice that after a quarter of an hour.
 */
function giveUpSilentConnections(pool: pg.Pool, milliseconds: number): void {
  pool.on('connect', (client) => {
    const socket = socketOf(client);
    socket.on('timeout', () => {
      const error = new Error('PostgreSQL has not answered in time.');
      socket.destroy(Object.assign(error, { code: 'ETIMEDOUT' }));
    });
  });
  pool.on('acquire', (client) => socketOf(client).setTimeout(milliseconds));
  pool.on('release', (_error, client) => socketOf(client).setTimeout(0));
}
