import { sql, type Kysely } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DB } from '../src/db/generated/tables.ts';
import { offerJobs } from '../src/jobs/offer.ts';
import { jobs as registeredJobs } from '../src/jobs/registry.ts';
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts';
import { demoAccounts, seed } from './seed.ts';

const now = new Date('2025-09-15T08:00:00Z');

const orderColumns = {
  institutions: 'id',
  users: 'id',
  security_events: 'id',
  'api.security_event_triage': 'event_id',
  system_notifications: 'id',
  system_notification_reads: 'id',
  activity_logs: 'id',
  audit_logs: 'id',
  system_modules: 'id',
  licenses: 'id',
  integrations: 'id',
  integration_sync_logs: 'id',
  system_configs: 'id',
  scheduled_jobs: 'id',
  job_logs: 'id',
  'api.job_runs': 'job_log_id',
  'api.job_run_lines': 'id',
  'api.job_schedules': 'scheduled_job_id',
};

const opened: TestDatabase[] = [];
async function open(options?: { empty: boolean }): Promise<TestDatabase> {
  const database = await createTestDatabase(options);
  opened.push(database);
  return database;
}
afterAll(() => Promise.all(opened.map((database) => database.drop())));

let database: TestDatabase;
beforeAll(async () => {
  database = await open();
  expect(await seed({ url: database.ownerUrl, now })).toEqual({ seeded: true });
});

/** The value of the first column of the first row. */
async function value<T>(query: string, db: Kysely<DB> = database.owner): Promise<T> {
  const { rows } = await sql.raw<Record<string, T>>(query).execute(db);
  return Object.values(rows[0]!)[0]!;
}
const count = async (query: string, db?: Kysely<DB>): Promise<number> =>
  Number(await value<string>(`select count(*) from ${query}`, db));

/** One hash for each table over every value of every row. */
async function fingerprint(db: Kysely<DB>): Promise<Record<string, string>> {
  const hashes: Record<string, string> = {};
  for (const [table, column] of Object.entries(orderColumns)) {
    hashes[table] = await value(`select md5(string_agg(row::text, ',' order by ${column})) from ${table} row`, db);
  }
  return hashes;
}

describe('the data', () => {
  test('is the same for the same seed, present and scale', async () => {
    const other = await open();
    await seed({ url: other.ownerUrl, now });
    expect(await fingerprint(other.owner)).toEqual(await fingerprint(database.owner));
  });

  test('has one ministry, 10 regions, 70 sectors, 700 schools and 1,400 users over all ten roles', async () => {
    const levels = await sql<{ level: number; count: string }>`
      select level, count(*) from institutions group by level order by level`.execute(database.owner);
    expect(levels.rows.map((row) => Number(row.count))).toEqual([1, 10, 70, 700]);
    expect(await count('users')).toBe(1400);
    expect(await count('roles where exists (select from users where role_id = roles.id)')).toBe(10);
    expect(await count('security_events')).toBeGreaterThan(3_000);
    expect(await count('system_notifications')).toBe(36);
    expect(await count('system_notification_reads')).toBeGreaterThan(1_000);
    expect(await count('activity_logs')).toBe(2_400);
    expect(await count('audit_logs')).toBe(600);
    expect(await count(`scheduled_jobs where job_class like 'App%'`)).toBe(3);
    expect(await count(`scheduled_jobs where job_class like 'atis:%'`)).toBe(4);
    expect(await count('scheduled_jobs')).toBe(7);
    expect(await count('job_logs')).toBeGreaterThan(300);
    expect(await count(`job_logs where status = 'failed'`)).toBeGreaterThan(5);
  });

  test('puts every institution below one of the level above, in the same region', async () => {
    const misplaced = await count(`
      institutions child left join institutions parent on parent.id = child.parent_id
      where child.level > 1 and (parent.level is distinct from child.level - 1
        or (child.level > 2 and parent.region_code is distinct from child.region_code))`);
    expect(misplaced).toBe(0);
  });

  test('puts every user below the institution that the role demands', async () => {
    const places = await sql<{ name: string; levels: (number | null)[] }>`
      select roles.name, array_agg(distinct institutions.level) as levels
      from users join roles on roles.id = role_id left join institutions on institutions.id = institution_id
      group by roles.name`.execute(database.owner);
    const expected: Record<string, number | null> = {
      superadmin: null,
      regionadmin: 2,
      regionoperator: 2,
      sektoradmin: 3,
    };
    for (const { name, levels } of places.rows)
      expect([name, levels]).toEqual([name, [expected[name] ?? (name in expected ? null : 4)]]);
    expect(
      await count(
        `institutions where level in (2, 3) and not exists (select from users where institution_id = institutions.id)`,
      ),
    ).toBe(0);
    expect(await count(`users join roles on roles.id = role_id where name = 'schooladmin'`)).toBe(700);
  });

  test('gives nobody a password, and some accounts a lock or an end', async () => {
    expect(await count(`users where password <> '!'`)).toBe(0);
    expect(await count('users where not is_active')).toBeGreaterThan(10);
    expect(await count(`users where locked_until > '${now.toISOString()}'`)).toBeGreaterThan(2);
  });

  test('has events in the order of their ids, before the present', async () => {
    const outOfOrder = await count(`(
      select created_at < lag(created_at) over (order by id) or created_at >= '${now.toISOString()}' as wrong
      from security_events) events where wrong`);
    expect(outOfOrder).toBe(0);
  });

  test('handles an event step by step, by a superadmin or an administrator of its region', async () => {
    const outOfOrder = await count(`
      security_events join api.security_event_triage on event_id = id
      where acknowledged_at < created_at or assigned_at < acknowledged_at or escalated_at < assigned_at
        or resolved_at < greatest(acknowledged_at, assigned_at, escalated_at) or resolved_at >= '${now.toISOString()}'`);
    expect(outOfOrder).toBe(0);
    const strangers = await count(`
      (select id, resolved_by as actor, institution_id from security_events
        union all select id, acknowledged_by, institution_id from security_events join api.security_event_triage on event_id = id
        union all select id, assigned_to, institution_id from security_events join api.security_event_triage on event_id = id
      ) act
      join users on users.id = actor join roles on roles.id = role_id
      left join institutions office on office.id = users.institution_id
      left join institutions scene on scene.id = act.institution_id
      where not (roles.name = 'superadmin' or (roles.name = 'regionadmin' and office.region_code = scene.region_code))`);
    expect(strangers).toBe(0);
    expect(await count('security_events where (resolution is null) <> (resolved_at is null)')).toBe(0);
    expect(await count('security_events where resolution is null')).toBeGreaterThan(100);
  });

  test('has addresses of both families, unknown ones and none', async () => {
    expect(await count('security_events where family(api.try_inet(ip_address)) = 4')).toBeGreaterThan(1_000);
    expect(await count('security_events where family(api.try_inet(ip_address)) = 6')).toBeGreaterThan(100);
    expect(await count(`security_events where ip_address = 'unknown'`)).toBeGreaterThan(10);
    expect(await count('security_events where ip_address is null')).toBeGreaterThan(10);
    expect(await count('security_events where institution_id is null')).toBeGreaterThan(10);
  });

  test('addresses notifications only to roles and institutions that exist, as numbers, texts and objects', async () => {
    for (const [column, table] of [
      ['target_roles', 'roles'],
      ['target_institutions', 'institutions'],
    ]) {
      const targets = `system_notifications, unnest(api.json_texts(${column})) target(id)`;
      expect(await count(targets)).toBeGreaterThan(5);
      expect(
        await count(`${targets} where not exists (select from ${table} where ${table}.id::text = target.id)`),
      ).toBe(0);
    }
    expect(await count(`system_notifications where target_roles @> '["5"]'`)).toBeGreaterThan(0);
    expect(await count("system_notifications where target_roles @> '[5]'")).toBeGreaterThan(0);
    expect(await count(`system_notifications where jsonb_typeof(target_institutions) = 'object'`)).toBe(1);
  });

  test('has past, current and future notifications, and reads only of what was visible', async () => {
    const at = `'${now.toISOString()}'`;
    expect(await count(`system_notifications where end_at < ${at}`)).toBeGreaterThan(15);
    expect(
      await count(`system_notifications where coalesce(start_at <= ${at} and end_at > ${at}, true)`),
    ).toBeGreaterThan(5);
    expect(await count(`system_notifications where start_at > ${at}`)).toBeGreaterThan(3);
    const impossible = await count(`
      system_notification_reads reads join system_notifications note on note.id = notification_id
      where read_at < coalesce(start_at, created_at) or read_at > least(end_at, ${at})
        or (dismissed and (is_dismissible is not true or dismissed_at < read_at)) or dismissed = (dismissed_at is null)`);
    expect(impossible).toBe(0);
  });

  test('has runs of jobs as the service would have left them, in the order of their ids', async () => {
    expect(
      await count(`job_logs where created_at >= '${now.toISOString()}' or end_time >= '${now.toISOString()}'`),
    ).toBe(0);
    const outOfOrder = `(select created_at < lag(created_at) over (order by id) as wrong from job_logs) l where wrong`;
    expect(await count(outOfOrder)).toBe(0);
    const ours = 'job_logs join api.job_runs on job_log_id = id';
    expect(await count(`${ours} where status in ('queued', 'processing') or state <> 'ended'`)).toBe(0);
    expect(await count(`${ours} where job_id <> run_id::text or job_logs.attempt <> job_runs.attempt`)).toBe(0);
    expect(await count(`${ours} where status = 'cancelled' and cancel_requested_by is not null`)).toBe(1);
    expect(await count(`${ours} where trigger = 'missed'`)).toBe(1);
    const again = `api.job_runs one join job_logs on id = one.job_log_id join api.job_runs two using (run_id)
      where status = 'failed' and one.attempt = 1 and two.attempt = 2`;
    expect(await count(again)).toBe(1);
    expect(await count('api.job_run_lines')).toBeGreaterThan(5);
    expect(
      await count(`scheduled_jobs s where job_class like 'atis:%' and run_count <>
      (select count(distinct run_id) from api.job_runs r where r.scheduled_job_id = s.id)`),
    ).toBe(0);
  });

  test('has jobs that the service can run, each offered already, so that the first worker adds the others alone', async () => {
    const fresh = await open();
    await seed({ url: fresh.ownerUrl, now });
    await offerJobs(fresh.db, registeredJobs);
    const classes = await sql<{ job_class: string; count: string }>`
      select job_class, count(*) from scheduled_jobs where job_class like 'atis:%' group by 1 order by 1`.execute(
      fresh.owner,
    );
    expect(classes.rows).toEqual(
      registeredJobs
        .map(({ jobClass }) => ({ job_class: jobClass, count: jobClass === 'atis:retention' ? '2' : '1' }))
        .toSorted((one, other) => (one.job_class < other.job_class ? -1 : 1)),
    );
    const seeded = await sql<{ job_class: string; parameters: unknown }>`
      select job_class, parameters from scheduled_jobs where job_class like 'atis:%'`.execute(fresh.owner);
    for (const { job_class: jobClass, parameters } of seeded.rows) {
      const job = registeredJobs.find((one) => one.jobClass === jobClass);
      expect(job?.parameters.safeParse(parameters).success).toBe(true);
    }
    await sql`update job_logs set scheduled_job_id = null where job_class = 'atis:license-expiry-notices'`.execute(
      fresh.owner,
    );
    await sql`delete from scheduled_jobs where job_class = 'atis:license-expiry-notices'`.execute(fresh.owner);
    await offerJobs(fresh.db, registeredJobs);
    expect(await count(`scheduled_jobs where job_class = 'atis:license-expiry-notices'`, fresh.owner)).toBe(0);
  });

  test('has an active account of each role under a name of its own, whatever the seed', async () => {
    const other = await open();
    await seed({ url: other.ownerUrl, now, randomSeed: 2 });
    const usernames = `select md5(string_agg(username, ',' order by id)) from users`;
    expect(await value(usernames, other.owner)).not.toBe(await value(usernames));
    for (const db of [database.owner, other.owner]) {
      const accounts = await sql<{ username: string; role: string }>`
        select username, roles.name as role from users join roles on roles.id = role_id
        where users.is_active and username = any(${demoAccounts.map((account) => account.username)}) order by users.id`.execute(
        db,
      );
      expect(accounts.rows).toEqual(demoAccounts.map(({ username, role }) => ({ username, role })));
    }
    expect(new Set(demoAccounts.map((account) => account.role)).size).toBe(10);
  });

  test('grows in events and logs only when scaled', async () => {
    const other = await open();
    await seed({ url: other.ownerUrl, now, scale: 3 });
    const scaled = await fingerprint(other.owner);
    const { institutions, users, system_notifications } = await fingerprint(database.owner);
    expect(scaled).toMatchObject({ institutions, users, system_notifications });
    expect(await count('activity_logs', other.owner)).toBe(7_200);
    expect(await count('security_events', other.owner)).toBeGreaterThan(9_600);
  });
});

describe('the live feed', () => {
  test('stays empty after seeding', async () => {
    const fresh = await open();
    await seed({ url: fresh.ownerUrl, now });
    expect(await value('select api.sequence_feed(1000)', fresh.db)).toBe(0);
    expect(await value(`select api.sweep_feed('0 seconds')`, fresh.db)).toBe(0);
    expect(await value('select api.sequence_feed(1000)', fresh.db)).toBe(0);
    expect(await count('api.feed_entries', fresh.db)).toBe(0);
  });

  test('gets what is written afterwards, and the notifications that start later', async () => {
    const fresh = await open();
    await seed({ url: fresh.ownerUrl });
    const later = await count(`system_notifications where start_at > now() at time zone 'utc'`, fresh.owner);
    expect(later).toBeGreaterThan(3);
    expect(await count('api.feed_pending_starts', fresh.owner)).toBe(later);

    await sql`insert into security_events(event_type, severity) values ('failed_login', 'info')`.execute(fresh.owner);
    expect(await value('select api.sequence_feed(1000)', fresh.db)).toBe(1);
    await sql`update api.feed_pending_starts set start_at = '2000-01-01'`.execute(fresh.owner);
    await value('select api.sequence_feed(1000)', fresh.db);
    expect(await count(`api.feed_entries where topic = 'notification'`, fresh.db)).toBe(later);
  });
});

describe('an installation with data', () => {
  test('is left as it is by a second run', async () => {
    const before = await fingerprint(database.owner);
    expect(await seed({ url: database.ownerUrl, now: new Date(), scale: 2 })).toEqual({ seeded: false });
    expect(await fingerprint(database.owner)).toEqual(before);
  });

  test.each([
    `insert into institutions(name, type, level) values ('Nazirlik', 'ministry', 1)`,
    `insert into system_notifications(type, title, message) values ('alert', 'Salam', '…')`,
  ])('is never mixed with demo data: %s', async (statement) => {
    const used = await open();
    await sql.raw(statement).execute(used.owner);
    expect(await seed({ url: used.ownerUrl, now })).toEqual({ seeded: false });
    expect(await count('users', used.owner)).toBe(0);
  });

  test('is filled once by two runs at once', async () => {
    const fresh = await open();
    const results = await Promise.all([1, 2].map(() => seed({ url: fresh.ownerUrl, now })));
    expect(results.map((result) => result.seeded).sort()).toEqual([false, true]);
    expect(await count('users', fresh.owner)).toBe(1400);
  });
});

describe('a failure', () => {
  test('leaves nothing behind', async () => {
    const broken = await open();
    await sql`delete from roles where name = 'psixoloq'`.execute(broken.owner);
    await expect(seed({ url: broken.ownerUrl, now })).rejects.toThrow(/no row "psixoloq".*npm run migrate/);
    expect(await count('institutions', broken.owner)).toBe(0);
    expect(await count('api.feed_outbox', broken.owner)).toBe(0);
  });

  test('for want of migrations says what to run', async () => {
    const empty = await open({ empty: true });
    await expect(seed({ url: empty.ownerUrl, now })).rejects.toThrow(/lacks institutions.*npm run migrate/);
  });

  test.each([0, 1.5, -1, 1_001, Number.NaN])('for a scale of %d names the range', async (scale) => {
    await expect(seed({ url: database.ownerUrl, now, scale })).rejects.toThrow(/from 1 to 1000/);
  });
});
