import pg from 'pg';
import { connectionOptions } from './client.ts';
import type { DatabaseClock } from './clock.ts';
import { codeOf, outageAdvice, outageOf, sqlState, type Outage } from './faults.ts';

/** `slow` is a warning: everything works, and takes long. */
export type DatabaseState = 'ok' | 'slow' | 'failing' | 'not migrated' | Outage;

/** Whether the service can do all of its work on a database in this state. */
export const isUsable = (state: DatabaseState): boolean => state === 'ok' || state === 'slow';

/** Knows how the database is, and tells the log when that changes. */
export interface DatabaseMonitor {
  /** Looks, and gives what it found; whoever asks at the same time shares a look. Never throws. */
  check(): Promise<DatabaseState>;
  /** A statement or a connection of the service failed: looks at once whether the database is to blame. */
  failed(error: unknown): void;
  stop(): Promise<void>;
}

/** A pino logger fits. */
export interface MonitorLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface MonitorOptions {
  readonly url: string;
  readonly clock: DatabaseClock;
  readonly log: MonitorLog;
  /** Called when connections of the pool may lead to a server that is gone, or that is not the primary any more. */
  readonly renew: () => void;
}

/** Pauses between two looks, in milliseconds: while all is well, while it is not, and at least. */
const pauses = { well: 2_000, ill: 500, least: 100 } as const;
/** A look that takes longer means a slow database, and one that takes yet longer an unreachable one. Milliseconds. */
const slowness = 1_000;
const deadline = 3_000;

/** Failures on a database that is well are told so often at most, in milliseconds. */
const warningInterval = 60_000;

/** A full disk may still have room for a row: so many need new pages. */
const writtenRows = 500;

/** After these a connection that still stands may lead to another server than a new one. */
const outdating: ReadonlySet<DatabaseState | undefined> = new Set(['unreachable', 'restarting', 'read-only']);

/**
 * Looks at the database again and again through a connection that it makes anew each time: only that tells whether
 * there is one to be had, and resolves the address as a failover has left it.
 */
export function startDatabaseMonitor({ url, clock, log, renew }: MonitorOptions): DatabaseMonitor {
  let state: DatabaseState = 'ok';
  let troubledSince = 0;
  let lookedAt = -Infinity;
  let warnedAt = -Infinity;
  let looking: Promise<DatabaseState> | undefined;
  let suspicion: { readonly outage: Outage; readonly error: unknown } | undefined;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;

  /** Throws what is wrong. */
  const look = async (client: pg.Client, writing: boolean): Promise<DatabaseState> => {
    const begin = performance.now();
    await client.connect();
    const asked = performance.now();
    const { rows } = await client.query<{ time: number; read_only: boolean }>(
      `select (extract(epoch from clock_timestamp()) * 1000)::float8 as time,
         current_setting('transaction_read_only')::boolean as read_only
       from api.feed_state`,
    );
    const [row] = rows;
    const answered = performance.now();
    if (row && answered - asked < slowness) clock.observe(row.time, asked, answered);
    if (row?.read_only === true) return 'read-only';
    if (writing) await tryToWrite(client);
    return performance.now() - begin > slowness ? 'slow' : 'ok';
  };

  const changeTo = (found: DatabaseState, error?: unknown) => {
    const before = state;
    state = found;
    const outdated = outdating.has(before) || suspicion?.outage === 'read-only';
    if (isUsable(found) && outdated) renew();
    if (found === before) {
      // One connection may be lost, and the pool may have none left for a while, on a database that is well.
      if (isUsable(found) && suspicion && performance.now() - warnedAt >= warningInterval) {
        warnedAt = performance.now();
        log.warn({ err: suspicion.error }, 'a database connection failed, or none was free; the database is well');
      }
      return;
    }
    const fields = { database: found, ...(error === undefined ? {} : { err: error }) };
    if (isUsable(before)) troubledSince = performance.now();
    if (found === 'slow') log.warn(fields, `the database is slow: a look at it takes more than ${slowness} ms`);
    else if (isUsable(found) && before === 'slow') log.info(fields, 'the database is fast again');
    else if (isUsable(found)) {
      const seconds = Math.round((performance.now() - troubledSince) / 100) / 10;
      log.info({ ...fields, seconds }, 'the database works again');
    } else if (isUsable(before)) log.error({ ...fields, advice: adviceOn(found) }, `the database is ${found}`);
    else log.info({ ...fields, advice: adviceOn(found) }, `the database is now ${found}`);
  };

  const checkNow = async (): Promise<DatabaseState> => {
    const wait = lookedAt + pauses.least - performance.now();
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
    const suspected = suspicion;
    const client = new pg.Client({
      ...connectionOptions({ url, applicationName: 'atis-monitor' }),
      connectionTimeoutMillis: deadline,
    });
    client.on('error', () => undefined);
    const impatience = setTimeout(() => client.connection.stream.destroy(), deadline);
    try {
      const writing = [state, suspected?.outage].includes('out of disk space');
      const found = await look(client, writing);
      if (!stopped) changeTo(found);
    } catch (error) {
      if (!stopped) changeTo(stateAfter(error), error);
    } finally {
      // What was reported meanwhile may be news: it is looked at next.
      if (suspicion === suspected) suspicion = undefined;
      lookedAt = performance.now();
      // A connection that was never made may not tell that it has ended: that is not waited for.
      void client.end().then(
        () => clearTimeout(impatience),
        () => undefined,
      );
    }
    return state;
  };

  const check = (): Promise<DatabaseState> => {
    clearTimeout(timer);
    looking ??= checkNow().finally(() => {
      looking = undefined;
      if (stopped) return;
      lookLater(suspicion === undefined && isUsable(state) ? pauses.well : pauses.ill);
    });
    return looking;
  };

  const lookLater = (milliseconds: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), milliseconds);
    timer.unref();
  };
  lookLater(0);
  return {
    check,
    failed(error) {
      const outage = outageOf(error);
      if (outage === undefined || stopped) return;
      suspicion ??= { outage, error };
      // A busy pool fails many requests at once, and a look burdens a database that is busy already.
      if (!looking) lookLater(Math.max(0, lookedAt + pauses.ill - performance.now()));
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await looking;
    },
  };
}

function stateAfter(error: unknown): DatabaseState {
  const missing: readonly string[] = [sqlState.undefinedTable, sqlState.noSuchSchema];
  if (missing.includes(codeOf(error))) return 'not migrated';
  if (codeOf(error) === sqlState.insufficientPrivilege) return 'access denied';
  return outageOf(error) ?? 'failing';
}

function adviceOn(state: DatabaseState): string {
  if (state === 'not migrated') return 'Run the migrations: npm run migrate, with MIGRATION_DATABASE_URL.';
  return state in outageAdvice ? outageAdvice[state as Outage] : 'Look into the log of PostgreSQL.';
}

/** Writes what nobody will see. Throws where PostgreSQL cannot write. */
async function tryToWrite(client: pg.Client): Promise<void> {
  await client.query('begin');
  await client.query(
    `insert into api.idempotency_keys (user_id, key, operation, request_hash)
     select 0, 'monitor ' || gen_random_uuid(), 'monitor', md5(random()::text) from generate_series(1, $1)`,
    [writtenRows],
  );
  await client.query('rollback');
}
