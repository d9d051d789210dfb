import pg from 'pg';
import { EmbeddedPostgresError, errorText } from './embedded-binaries.ts';
import { adviceFor, openCluster, type Cluster } from './embedded-cluster.ts';
import { databaseUrl, startServer, stopServer, type ServerOptions } from './embedded-server.ts';

export { EmbeddedPostgresError } from './embedded-binaries.ts';

/** The database that the service uses. */
const DATABASE = 'atis';
/** Runs migrations and owns every database; may create roles and databases, and is no superuser. */
const OWNER = 'atis_owner';
/** What the service logs in as; it has what the migrations grant to its group. */
const SERVICE = 'atis_service';
const SERVICE_GROUP = 'atis_api';

/** Advisory locks in the database `postgres`; the numbers have no meaning beyond being ours. */
const PRESENCE_LOCK = 7_104_240_901;
const PROVISION_LOCK = 7_104_240_902;

export interface EmbeddedPostgresOptions {
  /** The cluster is kept in `postgres` below it, and created on the first start. */
  readonly dataDir: string;
  /** Wished port on 127.0.0.1; a free one is taken when it is not free, or none is wished. */
  readonly port?: number | undefined;
  /** Gets one line for each thing worth knowing. */
  readonly log?: ((line: string) => void) | undefined;
  /** Server settings of this start (`fsync: 'off'`); a server that already runs keeps its own. */
  readonly settings?: ServerOptions['settings'] | undefined;
  /** Called when the server has died or reset its connections: time to call `ensureRunning`. */
  readonly onExit?: (() => void) | undefined;
}

export interface EmbeddedPostgres {
  /** The same until `stop`. */
  readonly port: number;
  superuserUrl(database?: string): string;
  /** Connects as the role that owns the databases and runs migrations. */
  ownerUrl(database?: string): string;
  /** Connects as the role of the service, which owns nothing. */
  serviceUrl(database?: string): string;
  /**
   * Creates a database that belongs to the owner's role; many may be created at once.
   * @throws when it exists, or when somebody is connected to the template
   */
  createDatabase(name: string, options?: { template?: string }): Promise<void>;
  /** Removes a database, ending its connections; does nothing when there is none of that name. */
  dropDatabase(name: string): Promise<void>;
  /**
   * Starts PostgreSQL again, on the same port, if it has died; costs one round trip if it has not.
   * @returns whether a new connection to the server had to be made
   * @throws EmbeddedPostgresError when it does not start, or `stop` was called
   */
  ensureRunning(): Promise<boolean>;
  /**
   * Stops PostgreSQL, ending every connection. Where another service runs on the same data, only the last one to
   * leave does. May be called repeatedly, and when PostgreSQL has died.
   */
  stop(): Promise<void>;
}

/**
 * Starts the PostgreSQL that npm installed, with its data in a directory: what the service uses where no
 * DATABASE_URL is given. Creates the roles and the database of the service on the first start. A server that
 * already runs on that data is adopted: a killed service leaves one, and two services can share one.
 * @throws EmbeddedPostgresError with the cause in PostgreSQL's own words, and what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { dataDir, settings = {}, log = () => undefined, onExit } = options;
  const cluster = await openCluster(dataDir, log);
  let port = options.port;
  let session: pg.Client | undefined;
  let connecting: Promise<boolean> | undefined;
  let stopping: Promise<void> | undefined;

  const connect = async (portMayChange: boolean): Promise<void> => {
    const found = await startServer(cluster, { port, portMayChange, settings, log });
    if (!portMayChange && found.port !== port) {
      throw new EmbeddedPostgresError(
        `PostgreSQL was started again on port ${found.port}, and the connections of this service lead to ${port ?? 0}.`,
        'Restart this service.',
      );
    }
    port = found.port;
    const client = await openSession(cluster, found.port).catch(async (error: unknown) => {
      if (found.launched) await stopServer(cluster);
      throw error;
    });
    client.once('end', () => {
      if (session !== client) return;
      session = undefined;
      if (!stopping) onExit?.();
    });
    session = client;
  };

  const reconnect = async (): Promise<boolean> => {
    const alive = await session?.query('select').then(
      () => true,
      () => false,
    );
    if (alive) return false;
    session = undefined;
    await retry(() => connect(false));
    return true;
  };

  const administer = async (work: (client: pg.Client) => Promise<void>): Promise<void> => {
    await embedded.ensureRunning();
    const client = await connectTo(cluster, embedded.port);
    await work(client).finally(() => client.end());
  };

  const embedded: EmbeddedPostgres = {
    get port() {
      return port ?? 0;
    },
    superuserUrl: (database = DATABASE) =>
      databaseUrl(embedded.port, 'postgres', cluster.passwords.superuser, database),
    ownerUrl: (database = DATABASE) => databaseUrl(embedded.port, OWNER, cluster.passwords.owner, database),
    serviceUrl: (database = DATABASE) => databaseUrl(embedded.port, SERVICE, cluster.passwords.service, database),
    createDatabase: (name, { template } = {}) => administer((client) => createDatabase(client, name, template)),
    dropDatabase: (name) =>
      administer(async (client) => {
        await client.query(`drop database if exists ${pg.escapeIdentifier(name)} with (force)`);
      }),
    ensureRunning: () => {
      if (stopping) return Promise.reject(new Error('The embedded PostgreSQL was stopped; start it anew.'));
      connecting ??= reconnect().finally(() => (connecting = undefined));
      return connecting;
    },
    stop: () => {
      stopping ??= (async () => {
        await connecting?.catch(() => undefined);
        await leave(cluster, embedded.port, session, log);
      })();
      return stopping;
    },
  };

  await retry(() => connect(true));
  try {
    await administer((client) => provision(client, cluster));
    return embedded;
  } catch (error) {
    await embedded.stop().catch(() => undefined);
    throw error;
  }
}

/** A server that was adopted in the moment in which its last service stopped it has to be started after all. */
async function retry(attempt: () => Promise<void>): Promise<void> {
  for (let left = 2; ; left -= 1) {
    try {
      await attempt();
      return;
    } catch (error) {
      if (error instanceof EmbeddedPostgresError) throw error;
      if (left > 0) continue;
      const problem = `The embedded PostgreSQL started, but does not keep a connection: ${errorText(error)}.`;
      throw new EmbeddedPostgresError(problem, 'Its server.log tells why it closed them.', error);
    }
  }
}

/** A connection of the superuser to the database `postgres`. */
async function connectTo({ passwords }: Cluster, port: number): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: databaseUrl(port, 'postgres', passwords.superuser, 'postgres'),
    application_name: 'atis-embedded',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  // Rejects the running statement as well, or is followed by the event `end`.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/**
 * The connection that a service keeps while it uses the server. The shared lock that it holds tells other services
 * on the same data that this one is there; a killed service loses it with the connection.
 */
async function openSession(cluster: Cluster, port: number): Promise<pg.Client> {
  const client = await connectTo(cluster, port);
  try {
    await client.query('select pg_advisory_lock_shared($1)', [PRESENCE_LOCK]);
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/**
 * Stops the server unless another service holds the presence lock. Counting connections instead would let a
 * forgotten psql keep the server alive, or a service stop it between two connections of the other.
 */
async function leave(
  cluster: Cluster,
  port: number,
  session: pg.Client | undefined,
  log: (line: string) => void,
): Promise<void> {
  let client = session;
  let isLast = await releasePresence(client);
  if (isLast === undefined) {
    // The session was lost with a crash of one backend, which does not end the server of another service.
    client = await openSession(cluster, port).catch(() => undefined);
    isLast = await releasePresence(client);
  }
  try {
    if (isLast === false) log('embedded PostgreSQL: left running for another service');
    else await stopServer(cluster);
  } finally {
    await client?.end().catch(() => undefined);
  }
}

/** Whether no other service is there; undefined when the server does not answer. Keeps newcomers waiting if so. */
async function releasePresence(client: pg.Client | undefined): Promise<boolean | undefined> {
  try {
    const result = await client?.query<{ last: boolean }>(
      'select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as last',
      [PRESENCE_LOCK],
    );
    return result?.rows[0]?.last;
  } catch {
    return undefined;
  }
}

/** Creates what is missing of roles and database. Two services may do so at once. */
async function provision(client: pg.Client, cluster: Cluster): Promise<void> {
  try {
    await client.query('select pg_advisory_lock($1)', [PROVISION_LOCK]);
    await client.query(`
      do $$
      begin
        if to_regrole('${SERVICE_GROUP}') is null then
          create role ${SERVICE_GROUP} nologin;
        end if;
        if to_regrole('${OWNER}') is null then
          create role ${OWNER} login createdb createrole password ${pg.escapeLiteral(cluster.passwords.owner)};
          grant ${SERVICE_GROUP} to ${OWNER} with admin option;
        end if;
        if to_regrole('${SERVICE}') is null then
          create role ${SERVICE} login password ${pg.escapeLiteral(cluster.passwords.service)} in role ${SERVICE_GROUP};
        end if;
      end
      $$`);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await createDatabase(client, DATABASE);
    await client.query('select pg_advisory_unlock($1)', [PROVISION_LOCK]);
  } catch (error) {
    throw new EmbeddedPostgresError(
      `The roles and the database of the service cannot be created: ${errorText(error)}.`,
      adviceFor(errorText(error), cluster.directory),
      error,
    );
  }
}

/**
 * The schema `public` of a new database belongs to the database's owner, by way of pg_database_owner, and nobody
 * else may create in it; temporary tables have to be forbidden for each database. A template is copied through
 * the WAL, PostgreSQL's default: FILE_COPY measured no faster, and makes every other session wait for checkpoints.
 */
async function createDatabase(client: pg.Client, name: string, template = 'template1'): Promise<void> {
  const database = pg.escapeIdentifier(name);
  await client.query(`create database ${database} owner ${OWNER} template ${pg.escapeIdentifier(template)}`);
  await client.query(`revoke temporary on database ${database} from public`);
}
