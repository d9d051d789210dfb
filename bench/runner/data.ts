import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { overviewData } from './overview-data.ts';

/** How much there is at scale 1; institutions and users do not grow with the scale. */
const sizes = { institutions: 800, users: 1_500, events: 300_000, activities: 1_000_000 };

/** The data ends here, so that the dashboard's period can be a literal. */
export const period = { end: '2025-01-01T00:00:00Z', dayBefore: '2024-12-31T00:00:00Z' };

/** Regions have the ids 2 to 13. */
export const regionIds = Array.from({ length: 12 }, (_, index) => String(index + 2));

/** Uniform in [0, 1) and the same on every run: `i` is the row's number, `salt` tells the columns of a row apart. */
const chance = (salt: number): string => `((hashint8extended(i, ${salt}) & 1048575) / 1048576.0)`;
const pick = (list: readonly string[], share: string): string =>
  `(array[${list.map((text) => pg.escapeLiteral(text)).join(',')}])[1 + floor(${list.length} * ${share})::int]`;

/** The exponent makes the first ones frequent and the last ones rare. */
const uneven = (salt: number): string => `power(${chance(salt)}::float8, 2.5)`;

const createdAt = (rows: number): string =>
  `timestamp '${period.end}' - interval '90 days' * ((${rows} - i + ${chance(9)}::float8) / ${rows})`;

const eventTypes = [
  ...['failed_login', 'login', 'password_change', 'session_expired', 'permission_change', 'password_reset'],
  ...['account_locked', 'export_started', 'role_change', 'suspicious_ip', 'two_factor_failed', 'token_created'],
  ...['token_revoked', 'mass_download', 'config_change', 'user_disabled', 'institution_moved', 'api_abuse'],
  ...['privilege_escalation', 'data_tampering'],
];
const descriptions = [
  'Uğursuz giriş cəhdi: şifrə üç dəfə səhv daxil edilib',
  'İstifadəçi yeni cihazdan daxil olub',
  'Şifrə dəyişdirilib və bütün sessiyalar bağlanıb',
  'Hesabat ixrac edilib: "Şagirdlərin davamiyyəti", 1 240 sətir',
  'İcazələr dəyişdirilib; əvvəlki rol geri alınıb',
];
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36',
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Safari/605.1.15',
];
const activityTypes = ['view', 'update', 'login', 'create', 'export', 'delete', 'import', 'approve'];
const entityTypes = ['report', 'user', 'survey', 'task', 'document'];
const cities = ['Bakı', 'Gəncə', 'Sumqayıt', 'Lənkəran', 'Şəki'];

const address = (salt: number): string =>
  `'10.' || (10 + floor(12 * ${chance(salt)}))::int || '.' || (i % 250) || '.' || (1 + floor(250 * ${chance(salt + 1)}))::int`;

/** One ministry (1), twelve regions (2–13), 67 sectors (14–80), and schools below the sectors. */
const institutions = `
  insert into institutions (id, name, short_name, type, parent_id, level, region_code, institution_code)
  select i,
    case when i = 1 then 'Elm və Təhsil Nazirliyi' when i <= 13 then (i - 1) || ' saylı Regional Təhsil İdarəsi'
      when i <= 80 then (i - 13) || ' saylı təhsil sektoru' else (i - 80) || ' nömrəli tam orta məktəb' end,
    'Q-' || i,
    case when i = 1 then 'ministry' when i <= 13 then 'region' when i <= 80 then 'sektor' else 'school' end,
    case when i = 1 then null when i <= 13 then 1 when i <= 80 then 2 + i % 12 else 14 + i % 67 end,
    case when i = 1 then 1 when i <= 13 then 2 when i <= 80 then 3 else 4 end,
    case when i > 1 then 'R' || (i % 12) end, 'I-' || i
  from generate_series(1, ${sizes.institutions}) i`;

/** The super administrator, an administrator for each region and sector, and staff of the schools. */
const users = `
  insert into users (id, username, email, password, role_id, institution_id)
  select i, case when i = 1 then 'superadmin' else 'user' || i end, 'user' || i || '@atis.example', '!',
    (select id from roles where name = case when i = 1 then 'superadmin' when i <= 13 then 'regionadmin'
      when i <= 80 then 'sektoradmin' when i <= 800 then 'schooladmin' else 'müəllim' end),
    case when i <= ${sizes.institutions} then i else 81 + i % 720 end
  from generate_series(1, ${sizes.users}) i`;

const events = (rows: number): string => `
  insert into security_events (id, event_type, severity, user_id, target_user_id, ip_address, location_data, user_agent,
    description, event_data, resolution, resolution_notes, resolved_by, resolved_at, institution_id, created_at)
  select i, ${pick(eventTypes, uneven(1))},
    case when ${chance(2)} < 0.04 then 'critical' when ${chance(2)} < 0.24 then 'warning' else 'info' end,
    case when ${chance(3)} < 0.95 then 1 + floor(${sizes.users} * ${chance(4)}) end,
    case when ${chance(3)} < 0.2 then 1 + floor(${sizes.users} * ${chance(5)}) end,
    ${address(6)}, jsonb_build_object('city', ${pick(cities, chance(8))}, 'country', 'AZ'),
    ${pick(agents, chance(10))}, ${pick(descriptions, chance(11))} || ' (#' || i || ')',
    jsonb_build_object('attempt', 1 + i % 5, 'session', md5(i::text)),
    resolution, case when resolution is not null then 'Yoxlanılıb' end,
    case when resolution <> 'escalated' then 2 + i % 12 end,
    case when resolution <> 'escalated' then created_at + interval '10 hours' * ${chance(12)} end,
    case when ${chance(13)} < 0.04 then null when ${chance(13)} < 0.1 then 2 + i % 12
      else 14 + floor(787 * ${chance(14)}) end,
    created_at
  from (select i, ${createdAt(rows)} as created_at,
      case when ${chance(15)} < 0.5 then 'resolved' when ${chance(15)} < 0.58 then 'false_positive'
        when ${chance(15)} < 0.63 then 'action_taken' when ${chance(15)} < 0.65 then 'escalated' end as resolution
    from generate_series(1, ${rows}) i) numbered`;

/** Two in five were acknowledged; only one in ten is still assigned to somebody. */
const triage = `
  insert into api.security_event_triage (event_id, acknowledged_at, acknowledged_by, assigned_to, assigned_at, assigned_by,
    escalated_at, escalated_by, escalation_reason)
  select id, created_at + interval '1 hour', 2 + id % 12,
    case when id % 4 = 0 then 2 + id % 12 end, case when id % 4 = 0 then created_at + interval '2 hours' end,
    case when id % 4 = 0 then 1 end,
    case when resolution = 'escalated' then created_at + interval '3 hours' end,
    case when resolution = 'escalated' then 2 + id % 12 end,
    case when resolution = 'escalated' then 'Regional səviyyədə həll edilə bilmir' end
  from security_events where id % 5 < 2 or resolution = 'escalated'`;

const activities = (rows: number): string => `
  insert into activity_logs (id, user_id, ip_address, user_agent, activity_type, entity_type, entity_id, description,
    properties, before_state, after_state, institution_id, created_at)
  select i, 1 + floor(${sizes.users} * ${chance(21)}), ${address(22)}, ${pick(agents, chance(24))},
    ${pick(activityTypes, uneven(25))}, ${pick(entityTypes, chance(26))}, 1 + floor(50000 * ${chance(27)}),
    ${pick(descriptions, chance(28))} || ' (#' || i || ')', jsonb_build_object('source', 'web'), '{}', '{}',
    case when ${chance(29)} >= 0.04 then 14 + floor(787 * ${chance(30)}) end, ${createdAt(rows)}
  from generate_series(1, ${rows}) i`;

/** The feed would otherwise take all rows for ones that its triggers have missed, and announce them. */
const feedMarks = `
  delete from api.feed_sweep_marks;
  insert into api.feed_sweep_marks (topic, max_id, marked_at)
  select 'security_event', max(id), now() at time zone 'utc' from security_events
  union all select 'notification', 0, now() at time zone 'utc'`;

/** Whose sequences go on after the loaded ids. */
const tables = ['institutions', 'users', 'security_events', 'activity_logs'];

/** Fills a migrated database and creates what PostGraphile serves; gives how many rows the growing tables have. */
export async function loadData(superuser: pg.Client, scale: number): Promise<{ events: number; activities: number }> {
  const rows = { events: Math.round(sizes.events * scale), activities: Math.round(sizes.activities * scale) };
  await superuser.query(`set session_replication_role = replica; set search_path = public; set timezone = 'UTC'`);
  for (const statement of [
    institutions,
    users,
    events(rows.events),
    triage,
    activities(rows.activities),
    ...overviewData,
  ]) {
    await superuser.query(statement);
  }
  for (const table of tables) {
    await superuser.query(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
  }
  await superuser.query(feedMarks);
  await superuser.query(await readFile(new URL('../servers/postgraphile.sql', import.meta.url), 'utf8'));
  await superuser.query('vacuum (analyze)');
  return rows;
}

/** What `record` has left since the data was loaded; `events` is the largest id of then. */
export async function countRecorded(superuser: pg.Client, events: number) {
  const { rows } = await superuser.query<{ events: number; audits: number; announced: number }>(
    `select (select count(*)::int from security_events where id > $1) as events,
       (select count(*)::int from audit_logs where event = 'security_event.recorded' and auditable_id > $1
          and new_values ->> 'event_type' = 'bench.recorded') as audits,
       (select count(*)::int from api.feed_outbox) + (select count(*)::int from api.feed_entries) as announced`,
    [events],
  );
  return rows[0]!;
}

/** Takes away what was recorded, so that every server meets tables of the same size. */
export async function removeRecorded(superuser: pg.Client, events: number): Promise<void> {
  await superuser.query('delete from security_events where id > $1', [events]);
  await superuser.query('truncate api.feed_outbox, api.feed_entries');
  // The audit log is append-only: only a superuser who fires no triggers can empty it.
  await superuser.query('begin; set local session_replication_role = replica; truncate audit_logs; commit');
  await superuser.query('vacuum (analyze) security_events');
}
