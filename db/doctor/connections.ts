import { randomInt } from 'node:crypto';
import { sql } from 'kysely';
import type { Transaction } from '../../src/db/client.ts';
import { connectionAdvice } from '../migrate.ts';
import { identifier, type Access, type Installation } from './installation.ts';
import { asSuperuser, problem, warning, type Check, type Finding } from './report.ts';

/** Milliseconds that the clocks of this machine and of the database may differ. */
const clockTolerance = 2_000;

/** How the database is reached. */
export const reachChecks: readonly Check<Installation>[] = [
  { name: 'connection of the service', run: ({ service, owner }) => connectionFindings(service, owner) },
  { name: 'connection of the owner', run: ({ service, owner }) => connectionFindings(owner, service) },
];

/** What is between this machine and a database that answers. */
export const connectionChecks: readonly Check<Installation>[] = [
  { name: 'the same database', run: sameDatabaseFindings },
  {
    name: 'no transaction pooler',
    run: async ({ service, owner }) => [
      ...(await poolerFindings(service)),
      ...(owner === service ? [] : await poolerFindings(owner)),
    ],
  },
  { name: 'encryption', run: ({ service }) => encryptionFindings(service) },
  { name: 'clock', run: ({ service }) => clockFindings(service) },
];

const advice: Readonly<Record<string, string>> = {
  ...connectionAdvice,
  '08P01':
    'a pooler stands in between: connect to PostgreSQL itself, or use a pool in session mode that passes the parameter on',
  '42501': 'the role may not connect to this database: grant connect on it',
  '53300': 'raise max_connections, or lower DATABASE_POOL_SIZE',
  '57P03': 'the server starts or stops: wait, and look into its log',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'trust its certificate: add sslrootcert=… to the URL',
  SELF_SIGNED_CERT_IN_CHAIN: 'trust its certificate: add sslrootcert=… to the URL',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'trust its certificate: add sslrootcert=… to the URL',
};

async function connectionFindings(access: Access, other: Access): Promise<Finding[]> {
  const { failure, variable, role, host, database } = access;
  if (failure === undefined) return [];
  const cause = (failure instanceof AggregateError ? failure.errors[0] : failure) as Error & { code?: string };
  const text = `Role ${role} cannot connect to database ${database} on ${host}: ${cause.message}.`;
  const next = advice[cause.code ?? ''] ?? 'correct the cause';
  const sentence = `${variable}: ${next}.`;
  const name = identifier(role);
  if (cause.code === '3D000') return [problem(text, sentence, `create database ${identifier(database)} owner …`)];
  if (cause.code === '42501') {
    return [problem(text, sentence, `grant connect on database ${identifier(database)} to ${name}`)];
  }
  if (cause.code !== '28P01' && cause.code !== '28000') return [problem(text, sentence)];
  const known = other.failure === undefined ? await other.read((session) => findRole(session, role)) : undefined;
  if (known?.exists === false) {
    const group = access.variable === 'DATABASE_URL' ? ' in role atis_api' : '';
    return [problem(text, `There is no such role. ${asSuperuser}`, `create role ${name} login password '…'${group}`)];
  }
  if (known?.mayLogIn === false) {
    return [problem(text, `The role may not log in. ${asSuperuser}`, `alter role ${name} login`)];
  }
  return [problem(text, `${sentence} Or, as a superuser:`, `alter role ${name} password '…'`)];
}

async function findRole(session: Transaction, role: string) {
  const { rows } = await sql<{ mayLogIn: boolean }>`
    select rolcanlogin as "mayLogIn" from pg_roles where rolname = ${role}`.execute(session);
  return { exists: rows.length > 0, mayLogIn: rows[0]?.mayLogIn };
}

/** A lock that one connection takes is seen by the other in the same database, and nowhere else. */
async function sameDatabaseFindings({ service, owner }: Installation): Promise<Finding[]> {
  if (service === owner) return [];
  const [high, low] = [randomInt(2 ** 31), randomInt(2 ** 31)];
  const isSame = await service.read(async (session) => {
    await sql`select pg_advisory_xact_lock_shared(${high}::integer, ${low}::integer)`.execute(session);
    return owner.read(async (seen) => {
      const { rows } = await sql`
        select from pg_locks join pg_database on pg_database.oid = database
        where locktype = 'advisory' and classid = ${high}::oid and objid = ${low}::oid and objsubid = 2
          and datname = current_database()`.execute(seen);
      return rows.length > 0;
    });
  });
  if (isSame) return [];
  return [
    problem(
      `DATABASE_URL leads to ${service.database} on ${service.host}, and MIGRATION_DATABASE_URL to another database: ${owner.database} on ${owner.host}.`,
      'Make both URLs name the same host, port and database.',
    ),
  ];
}

/** In transaction mode, a pooler lends what one client has just used to the next, and gives the first another. */
async function poolerFindings({ pool, variable }: Access): Promise<Finding[]> {
  const one = await pool.connect();
  const other = await pool.connect();
  const backendOf = async (client: typeof one) => {
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    return rows[0]?.pid;
  };
  try {
    const first = await backendOf(one);
    await other.query('begin read only');
    const second = await backendOf(other);
    const firstAgain = await backendOf(one);
    await other.query('rollback');
    if (first === firstAgain && first !== second) return [];
  } finally {
    one.release();
    other.release();
  }
  return [
    problem(
      `${variable} leads through a pooler that lends its connections for single statements or transactions.`,
      'Connect to PostgreSQL itself, or set pool_mode = session: the feed uses LISTEN, session locks and session settings.',
    ),
  ];
}

async function encryptionFindings({ read, host, variable }: Access): Promise<Finding[]> {
  if (isLocal(host)) return [];
  const { rows } = await read((session) =>
    sql<{ ssl: boolean }>`select ssl from pg_stat_ssl where pid = pg_backend_pid()`.execute(session),
  );
  if (rows[0]?.ssl !== false) return [];
  return [
    warning(
      `The connection to ${host} is not encrypted: whoever is in between reads all data, and could read the password.`,
      `Add ?sslmode=verify-full to ${variable} and MIGRATION_DATABASE_URL, unless the network is only yours.`,
    ),
  ];
}

/** A socket, or an address of this machine. */
export function isLocal(host: string): boolean {
  return host.startsWith('/') || host === 'localhost' || host === '::1' || host.startsWith('127.');
}

async function clockFindings({ read }: Access): Promise<Finding[]> {
  const difference = await read(async (session) => {
    const before = Date.now();
    const { rows } = await sql<{ now: string }>`
      select extract(epoch from clock_timestamp()) * 1000 as now`.execute(session);
    const after = Date.now();
    return Number(rows[0]?.now) - (before + after) / 2;
  });
  if (Math.abs(difference) <= clockTolerance) return [];
  const seconds = (Math.abs(difference) / 1000).toFixed(1);
  return [
    warning(
      `The clock of the database is ${seconds} s ${difference > 0 ? 'ahead of' : 'behind'} the clock of this machine: tokens and notifications begin and end at the wrong time.`,
      'Let NTP set the clocks of both machines.',
    ),
  ];
}
