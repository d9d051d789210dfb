import { parseArgs } from 'node:util';
import pg from 'pg';
import { ConfigError, loadConfig } from '../src/config.ts';
import { connectionOptions } from '../src/db/client.ts';
import { writeAdministration } from './seed/administration.ts';
import { truncateToHour } from './seed/clock.ts';
import { chunks, insertRows, reserveIds, type Row } from './seed/insert.ts';
import { buildInstitutions, institutionCount } from './seed/institutions.ts';
import { writeJobs } from './seed/jobs.ts';
import { activityLogs, auditLogs } from './seed/logs.ts';
import { performanceMetrics } from './seed/metrics.ts';
import { buildNotifications, notificationCount } from './seed/notifications.ts';
import { demoAccounts, type DemoAccount } from './seed/demo-accounts.ts';
import { securityEvents } from './seed/security-events.ts';
import { systemErrors } from './seed/system-errors.ts';
import { buildUsers, demoEmail, unusablePassword, userCount } from './seed/users.ts';

export { demoAccounts, type DemoAccount };

export interface SeedOptions {
  /** Of the role that owns the tables. */
  readonly url: string;
  /** Multiplies events and logs; institutions, users and notifications stay as they are. 1 to 1,000. */
  readonly scale?: number;
  /** What the data takes for the present; the hour that has begun unless told. */
  readonly now?: Date;
  /** The same number, `now` and `scale` give the same data. */
  readonly randomSeed?: number;
  /** Gets one line for each thing worth knowing. */
  readonly log?: (line: string) => void;
}

/** Tables that must be empty: demo data never mixes with an installation's own. */
const guardedTables = [
  'institutions',
  'users',
  'security_events',
  'system_notifications',
  'system_configs',
  'system_modules',
  'integrations',
];

const filledTables = [
  'institutions',
  'users',
  'security_events',
  'api.security_event_triage',
  'system_notifications',
  'system_notification_reads',
  'activity_logs',
  'audit_logs',
  'system_configs',
  'api.config_revisions',
  'system_modules',
  'licenses',
  'integrations',
  'integration_sync_logs',
  'system_errors',
  'performance_metrics',
  'scheduled_jobs',
  'job_logs',
  'api.job_schedules',
  'api.job_runs',
  'api.job_run_lines',
  'api.offered_jobs',
];

/**
 * Fills a migrated, empty database with demo data, in one transaction. Where one of the guarded tables has
 * rows already, it changes nothing and gives `seeded: false`. None of what it writes
 * appears in the live feed, except notifications that start later, when they start.
 *
 * Throws RangeError for a scale outside 1–1,000, and Error when the migrations have not run.
 */
export async function seed(options: SeedOptions): Promise<{ seeded: boolean }> {
  const { url, scale = 1, randomSeed = 1, log = () => undefined } = options;
  if (!Number.isInteger(scale) || scale < 1 || scale > 1_000) {
    throw new RangeError(`--scale must be a whole number from 1 to 1000, not ${scale}`);
  }
  const now = options.now?.getTime() ?? truncateToHour(Date.now());
  const client = new pg.Client(connectionOptions({ url, applicationName: 'atis-seed', statementTimeout: 0 }));
  // A lost connection already rejects the running statement; without a listener it would also end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin');
    const seeded = await seedWhenEmpty(client, { randomSeed, now, scale, log });
    await client.query('commit');
    // The planner and index-only scans need it at once; it also clears what the feed triggers left behind.
    if (seeded) await client.query(`vacuum (analyze) ${[...filledTables, 'api.feed_outbox'].join(', ')}`);
    return { seeded };
  } finally {
    await client.end();
  }
}

interface Plan {
  readonly randomSeed: number;
  readonly now: number;
  readonly scale: number;
  readonly log: (line: string) => void;
}

async function seedWhenEmpty(client: pg.Client, plan: Plan): Promise<boolean> {
  await requireMigrations(client);
  await client.query(`select pg_advisory_xact_lock(hashtext('atis seed'))`);
  const found = await client.query<{ found: boolean }>(
    `select ${guardedTables.map((table) => `exists (select from ${table})`).join(' or ')} as found`,
  );
  if (found.rows[0]?.found !== false) return false;
  await writeAll(client, plan);
  await keepOutOfFeed(client);
  return true;
}

/**
 * Those demo accounts that `seed` made. An installation may have a user "superadmin" of its own: whoever has
 * a password or another e-mail address is no demo account. `url` is of the role that owns the tables; the
 * service itself may not read passwords.
 */
export async function seededDemoAccounts(url: string): Promise<DemoAccount[]> {
  const client = new pg.Client(connectionOptions({ url, applicationName: 'atis-seed', statementTimeout: 0 }));
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ username: string }>(
      `select username from users
       join unnest($1::text[], $2::text[]) as demo(name, address) on username = name and email = address
       where password = $3`,
      [
        demoAccounts.map(({ username }) => username),
        demoAccounts.map(({ username }) => demoEmail(username)),
        unusablePassword,
      ],
    );
    const seeded = new Set(rows.map(({ username }) => username));
    return demoAccounts.filter(({ username }) => seeded.has(username));
  } finally {
    await client.end();
  }
}

async function requireMigrations(client: pg.Client): Promise<void> {
  const missing = await client.query<{ name: string }>(
    `select name from unnest($1::text[]) as wanted(name) where to_regclass(name) is null`,
    [[...filledTables, 'roles', 'api.feed_outbox']],
  );
  if (missing.rows.length > 0) {
    const names = missing.rows.map((row) => row.name).join(', ');
    throw new Error(`The database lacks ${names}. Run the migrations first: npm run migrate`);
  }
}

async function writeAll(client: pg.Client, { randomSeed, now, scale, log }: Plan): Promise<void> {
  const roles = await client.query<{ name: string; id: string }>('select name, id from roles');
  const roleIds = new Map(roles.rows.map((role) => [role.name, Number(role.id)]));

  const institutionIds = await reserveIds(client, 'institutions', institutionCount);
  const institutions = buildInstitutions(randomSeed, now, institutionIds);
  await insertRows(
    client,
    'institutions',
    institutions.map(({ row }) => row),
  );
  const userIds = await reserveIds(client, 'users', userCount);
  const users = buildUsers(randomSeed, now, userIds, roleIds, institutions);
  await insertRows(
    client,
    'users',
    users.map(({ row }) => row),
  );
  const active = users.filter(({ isActive }) => isActive);
  log(`${institutions.length} institutions, ${users.length} users`);

  const notificationIds = await reserveIds(client, 'system_notifications', notificationCount);
  const notifications = buildNotifications(randomSeed, now, notificationIds, roleIds, institutions, users);
  await insertRows(client, 'system_notifications', notifications.rows);
  await insertRows(client, 'system_notification_reads', notifications.reads);
  log(`${notifications.rows.length} notifications, read ${notifications.reads.length} times`);

  log(await writeAdministration(client, { randomSeed, now, institutions, users }));

  let events = 0;
  for (const chunk of chunks(securityEvents(randomSeed, now, scale, users))) {
    const ids = await reserveIds(client, 'security_events', chunk.length);
    const numbered = chunk.map((event, index) => ({ ...event, id: ids[index] }));
    await insertRows(
      client,
      'security_events',
      numbered.map(({ id, row }) => ({ id, ...row })),
    );
    const triaged = numbered.flatMap(({ id, triage }) => (triage === null ? [] : [{ event_id: id, ...triage }]));
    await insertRows(client, 'api.security_event_triage', triaged);
    events += chunk.length;
  }
  log(`${events} security events`);

  const errors = await insertStream(client, 'system_errors', systemErrors(randomSeed, now, scale, active));
  const activities = await insertStream(client, 'activity_logs', activityLogs(randomSeed, now, scale, active));
  const audits = await insertStream(client, 'audit_logs', auditLogs(randomSeed, now, scale, active));
  log(`${errors} errors, which the service will group`);
  log(`${activities} activity logs, ${audits} audit logs`);
  const metrics = await insertStream(client, 'performance_metrics', performanceMetrics(randomSeed, now, scale, active));
  const administrator = users.find(({ row }) => row['username'] === 'superadmin')?.row['id'];
  const runs = await writeJobs(client, { seed: randomSeed, now, administrator: Number(administrator) });
  log(`${metrics} performance samples, ${runs} runs of jobs`);
}

async function insertStream(client: pg.Client, table: string, rows: Iterable<Row>): Promise<number> {
  let count = 0;
  for (const chunk of chunks(rows)) {
    await insertRows(client, table, chunk);
    count += chunk.length;
  }
  return count;
}

/**
 * History is no news. The triggers have reported every row to the outbox, where nobody has seen it yet: it is
 * taken back, and the sweep for unreported rows begins behind it.
 */
async function keepOutOfFeed(client: pg.Client): Promise<void> {
  await client.query('delete from api.feed_outbox where transaction_id = pg_current_xact_id()');
  await client.query(`
    update api.feed_sweep_marks mark set max_id = greatest(mark.max_id, written.max_id)
    from (
      select 'security_event' as topic, max(id) as max_id from security_events
      union all
      select 'notification', max(id) from system_notifications
      union all
      select 'config', max(id) from system_configs
      union all
      select 'sync_run', max(id) from integration_sync_logs
      union all
      select 'error_group', max(id) from api.error_groups
      union all
      select 'job_log', max(id) from job_logs
      union all
      select 'job_line', max(id) from api.job_run_lines
    ) written
    where written.topic = mark.topic`);
  await client.query(`
    insert into api.feed_pending_starts(notification_id, start_at)
    select id, start_at from system_notifications where start_at > now() at time zone 'utc'
    on conflict (notification_id) do nothing`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { scale: { type: 'string', default: '1' } } });
  const url = loadConfig().migrationDatabaseUrl;
  if (url === undefined) {
    throw new ConfigError(
      'Set DATABASE_URL, or MIGRATION_DATABASE_URL for the role that owns the tables. ' +
        'The embedded PostgreSQL needs no call: `npm start` fills it on its first start.',
    );
  }
  const { seeded } = await seed({ url, scale: Number(values.scale), log: (line) => console.log(line) });
  if (!seeded) {
    throw new Error(
      'Nothing was changed: the database has institutions, users, events, notifications, settings, modules or ' +
        'integrations already, and demo data is for an empty one. Create a new database, run `npm run migrate` on it, and seed that.',
    );
  }
}

/** What to tell an operator: the reason and the next step, no stack. */
function operatorMessage(error: unknown): string {
  const cause = (error instanceof AggregateError ? error.errors[0] : error) as Error & { code?: string };
  // Sockets and PostgreSQL give a code, and no advice.
  if (cause.code === undefined || cause.code.startsWith('ERR_')) return cause.message;
  return (
    `The database of MIGRATION_DATABASE_URL or DATABASE_URL could not be seeded: ${cause.message} (${cause.code}).\n` +
    '  Correct the cause and run it again: it writes everything or nothing.'
  );
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(operatorMessage(error));
    process.exitCode = 1;
  }
}
