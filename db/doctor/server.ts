import { sql } from 'kysely';
import pg from 'pg';
import { versionProblems } from '../preflight.ts';
import { identifier, type Installation } from './installation.ts';
import { asSuperuser, problem, warning, type Check, type Finding } from './report.ts';

/** The minor versions of May 2026, and the ends of support that postgresql.org announces. */
const releases = new Map([
  [15, { minor: 18, supportedUntil: '2027-11-11' }],
  [16, { minor: 14, supportedUntil: '2028-11-09' }],
  [17, { minor: 10, supportedUntil: '2029-11-08' }],
  [18, { minor: 4, supportedUntil: '2030-11-14' }],
]);

/** Connections of the feed besides those of the pool. */
const feedConnections = 2;

/** What the server is, and how it is set. */
export const serverChecks: readonly Check<Installation>[] = [
  { name: 'PostgreSQL', run: postgresFindings },
  { name: 'writable', run: writableFindings },
  { name: 'durability', run: durabilityFindings },
  { name: 'time-outs and time zone of the service', run: sessionFindings },
  { name: 'time zone of other writers', run: timeZoneFindings },
  { name: 'number of connections', run: connectionCountFindings },
];

async function postgresFindings({ service }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ number: number; name: string; encoding: string }>`
      select current_setting('server_version_num')::integer as number, current_setting('server_version') as name,
        current_setting('server_encoding') as encoding`.execute(session),
  );
  const { number = 0, name = '', encoding = '' } = rows[0] ?? {};
  const tooOld = versionProblems(number).map((text) => {
    const [what = '', next = ''] = text.split(': ');
    return problem(
      `${what[0]?.toUpperCase() ?? ''}${what.slice(1)}.`,
      `${next[0]?.toUpperCase() ?? ''}${next.slice(1)}.`,
    );
  });
  return [
    ...tooOld,
    ...versionWarnings(number, name, new Date()),
    ...(encoding === 'UTF8' ? [] : [encodingWarning(encoding)]),
  ];
}

/** Says what is out of date about a server of this version; `number` as in `server_version_num`. */
export function versionWarnings(number: number, name: string, today: Date): Finding[] {
  const [major, minor] = [Math.floor(number / 10_000), number % 10_000];
  const release = releases.get(major);
  if (/beta|rc|devel/.test(name)) {
    return [warning(`PostgreSQL ${name} is not a finished release.`, 'Use a released version for data that matters.')];
  }
  if (release === undefined) return [];
  if (today > new Date(release.supportedUntil)) {
    return [
      warning(
        `PostgreSQL ${major} gets no more fixes since ${release.supportedUntil}.`,
        'Upgrade to a newer major version.',
      ),
    ];
  }
  if (minor >= release.minor) return [];
  return [
    warning(
      `PostgreSQL ${major}.${minor} lacks the fixes of ${major}.${release.minor}, security fixes among them.`,
      'Install the newest minor version; it needs a restart of the server and nothing else.',
    ),
  ];
}

const encodingWarning = (encoding: string) =>
  warning(
    `The encoding of the database is ${encoding}: letters such as ə cannot be stored, or are not checked.`,
    "Dump the data and load it into a database created with encoding 'UTF8'.",
  );

async function writableFindings({ service }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ standby: boolean; readOnly: boolean; source: string }>`
      select pg_is_in_recovery() as standby, reset_val = 'on' as "readOnly", source
      from pg_settings where name = 'default_transaction_read_only'`.execute(session),
  );
  const { standby, readOnly, source } = rows[0] ?? {};
  if (standby) return [problem('The server is a standby and takes no writes.', 'Let DATABASE_URL name the primary.')];
  if (!readOnly) return [];
  return [
    problem(
      'Transactions are read-only unless told otherwise, so that no mutation works.',
      asSuperuser,
      'set default_transaction_read_only = off',
      ...resetStatements('default_transaction_read_only', 'off', source ?? '', service.role, service.database),
    ),
  ];
}

const durability = [
  { name: 'fsync', harm: 'a crash of the machine can destroy the database' },
  { name: 'full_page_writes', harm: 'a crash of the machine can destroy the database' },
  { name: 'synchronous_commit', harm: 'a crash loses changes that the service has confirmed' },
];

async function durabilityFindings({ service }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ name: string; source: string }>`
      select name, source from pg_settings
      where name = any(${durability.map(({ name }) => name)}) and setting = 'off' order by name`.execute(session),
  );
  return rows.map(({ name, source }) =>
    warning(
      `${name} is off: ${durability.find((each) => each.name === name)?.harm ?? ''}.`,
      source === 'command line' ? 'Remove it from the command that starts PostgreSQL.' : asSuperuser,
      ...(source === 'command line' ? [] : resetStatements(name, 'on', source, service.role, service.database)),
    ),
  );
}

/** Undoes a setting where it was made; `source` as in pg_settings. */
function resetStatements(name: string, value: string, source: string, role: string, database: string): string[] {
  const [user, within] = [identifier(role), identifier(database)];
  switch (source) {
    case 'database':
      return [`alter database ${within} reset ${name}`];
    case 'user':
      return [`alter role ${user} reset ${name}`];
    case 'database user':
      return [`alter role ${user} in database ${within} reset ${name}`];
    default:
      return [`alter system set ${name} = ${value}`, 'select pg_reload_conf()'];
  }
}

/** What the service asks for when it connects; see src/db/client.ts. */
const pinned = { TimeZone: 'UTC', statement_timeout: '15s', idle_in_transaction_session_timeout: '30s' };

const utcNames = [
  'UTC',
  'Etc/UTC',
  'UCT',
  'Etc/UCT',
  'Universal',
  'Etc/Universal',
  'Zulu',
  'Etc/Zulu',
  'GMT',
  'Etc/GMT',
];

async function sessionFindings({ service }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ name: string; value: string; reset: string; source: string }>`
      select name, current_setting(name) as value, reset_val as reset, source from pg_settings
      where name = any(${[...Object.keys(pinned), 'idle_session_timeout', 'transaction_timeout']})`.execute(session),
  );
  const wanted = (name: string) => pinned[name as keyof typeof pinned];
  const isSame = (name: string, value: string) =>
    value === wanted(name) || (name === 'TimeZone' && utcNames.includes(value));
  const lost = rows.filter(({ name, value }) => name in pinned && !isSame(name, value));
  // Milliseconds. The feed's own connections are never silent for so long; those of the pool are.
  const endings = rows.filter(({ name, reset }) => !(name in pinned) && Number(reset) > 0 && Number(reset) < 60_000);
  return [
    ...lost.map(({ name, value }) =>
      problem(
        `The service asks for ${name} = ${wanted(name)} when it connects, and has ${value}.`,
        `A pooler in between, or options in DATABASE_URL, replace it: do without, or set it for the role. ${asSuperuser}`,
        `alter role ${identifier(service.role)} in database ${identifier(service.database)} set ${name} = '${wanted(name)}'`,
      ),
    ),
    ...endings.map(({ name, value, source }) =>
      warning(
        `${name} is ${value}: PostgreSQL ends connections that the service still uses.`,
        asSuperuser,
        ...resetStatements(name, '0', source, service.role, service.database),
      ),
    ),
  ];
}

/** Columns have no time zone: `now()` in a default writes the local time of whoever inserts. */
async function timeZoneFindings({ service, owner }: Installation): Promise<Finding[]> {
  const standard = await serverTimeZone(owner.url);
  const { rows } = await service.read((session) =>
    sql<{ role: string; zone: string | null }>`
      select rolname as role, (
          select split_part(setting, '=', 2) from pg_db_role_setting, unnest(setconfig) as setting
          where setdatabase in (0, (select oid from pg_database where datname = current_database()))
            and setrole in (0, role.oid) and setting ilike 'timezone=%'
          order by setrole <> 0 desc, setdatabase <> 0 desc limit 1) as zone
      from pg_roles role
      where rolcanlogin and not rolsuper and rolname <> ${service.role}
        and has_table_privilege(role.oid, 'public.security_events', 'insert')
      order by rolname`.execute(session),
  );
  return rows.flatMap(({ role, zone }) => {
    const effective = zone ?? standard;
    if (effective === undefined || utcNames.includes(effective)) return [];
    return [
      warning(
        `Role ${role} writes in the time zone ${effective}, and the service takes all times as UTC.`,
        `Set 'timezone' => 'UTC' in Laravel's config/app.php as well. ${asSuperuser}`,
        `alter role ${identifier(role)} in database ${identifier(service.database)} set timezone = 'UTC'`,
      ),
    ];
  });
}

/** The time zone of sessions for which nobody set another; undefined where that cannot be told. */
async function serverTimeZone(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ zone: string; source: string }>(
      `select setting as zone, source from pg_settings where name = 'TimeZone'`,
    );
    const [row] = rows;
    return row === undefined || /user|database|client/.test(row.source) ? undefined : row.zone;
  } finally {
    await client.end();
  }
}

async function connectionCountFindings({ service, config }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ free: number; others: number; ofRole: number; ofDatabase: number }>`
      select current_setting('max_connections')::integer - current_setting('superuser_reserved_connections')::integer
          - coalesce(current_setting('reserved_connections', true)::integer, 0) as free,
        (select count(*)::integer from pg_stat_activity
          where backend_type = 'client backend' and application_name not like 'atis%') as others,
        (select rolconnlimit from pg_roles where rolname = current_user) as "ofRole",
        (select datconnlimit from pg_database where datname = current_database()) as "ofDatabase"`.execute(session),
  );
  const { free = 0, others = 0, ofRole = -1, ofDatabase = -1 } = rows[0] ?? {};
  const needed = config.databasePoolSize + feedConnections;
  const each = `An instance needs ${needed} connections (DATABASE_POOL_SIZE and ${feedConnections} for the feed)`;
  const limits = [
    {
      limit: ofRole,
      of: `role ${service.role}`,
      statement: `alter role ${identifier(service.role)} connection limit -1`,
    },
    {
      limit: ofDatabase,
      of: `database ${service.database}`,
      statement: `alter database ${identifier(service.database)} connection limit -1`,
    },
  ];
  const findings = limits
    .filter(({ limit }) => limit >= 0 && limit < needed)
    .map(({ limit, of, statement }) => problem(`${each}, and ${of} may have ${limit}.`, asSuperuser, statement));
  const lower = 'Lower DATABASE_POOL_SIZE, or raise max_connections, which needs a restart. As a superuser:';
  const statement = `alter system set max_connections = ${Math.ceil((free + needed) / 100) * 100}`;
  if (needed > free) return [...findings, problem(`${each}, and the server has ${free}.`, lower, statement)];
  if (needed + others <= free) return findings;
  return [
    ...findings,
    warning(`${each}; the server has ${free}, and others use ${others} just now.`, lower, statement),
  ];
}
