/**
 * The bound: what Node.js and PostgreSQL can do at most for these seven operations. Bare node:http, one hand-written
 * statement for each operation, prepared once for each connection, text from PostgreSQL to the response, and neither
 * GraphQL nor authentication nor checks of any kind.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { env } from 'node:process';
import pg from 'pg';

type Row = readonly (string | null)[];
type Variables = Record<string, string> & { readonly input: Record<string, string> };

/** Every value stays the text that PostgreSQL sent. */
const asText: pg.CustomTypesConfig = { getTypeParser: () => (value: string) => value };

/** Plans are made once, whatever the parameters are. */
const settings = '-c TimeZone=UTC -c plan_cache_mode=force_generic_plan';
const clients = Array.from(
  { length: Number(env['DATABASE_POOL_SIZE']) },
  () => new pg.Client({ connectionString: env['DATABASE_URL']!, options: settings }),
);
await Promise.all(clients.map((client) => client.connect()));

/** A pool without what the connections of this server never need: time limits, checks, replacement. */
const idle = [...clients];
const waiting: ((client: pg.Client) => void)[] = [];

async function query(name: string, text: string, values: unknown[]): Promise<Row[]> {
  const client = idle.pop() ?? (await new Promise<pg.Client>((resolve) => waiting.push(resolve)));
  try {
    return (await client.query<(string | null)[]>({ name, text, values, rowMode: 'array', types: asText })).rows;
  } finally {
    const next = waiting.shift();
    if (next) next(client);
    else idle.push(client);
  }
}

const eventColumns = `e.id, e.event_type, e.severity, e.created_at, e.description, e.ip_address, e.resolution,
  t.acknowledged_at, u.id, u.username, u.email, i.id, i.name, i.type`;
const eventJoins = `left join api.security_event_triage t on t.event_id = e.id
  left join users u on u.id = e.user_id left join institutions i on i.id = e.institution_id`;

/** Newest first is the order of the service's keyset indexes. */
const newest = (table: string) => `coalesce(${table}.created_at, '-infinity'::timestamp) desc, ${table}.id desc`;

const timelineKeys = (table: string, rank: number, column: string) => `
  select coalesce(k.created_at, '-infinity'::timestamp) as at, ${rank} as rank, k.id from ${table} k
  where k.${column} = $1 order by ${newest('k')} limit 51`;

const statements = {
  // The page's ids first, in an index alone, its rows afterwards. "is true" makes a hash table of the institutions: a
  // list would be compared item by item, and a join would be sorted.
  list: `select ${eventColumns} from (
      select s.id, s.created_at from security_events s
      where s.severity = 'critical' and (s.institution_id in (select unnest($1::bigint[]))) is true
      order by ${newest('s')} limit 51
    ) page join security_events e on e.id = page.id ${eventJoins} order by ${newest('page')}`,
  byId: `select ${eventColumns} from security_events e ${eventJoins} where e.id = $1`,
  // The hours are counted in an index alone, which is cheaper than a third grouping of the rows.
  dashboard: `select e.severity, e.event_type, null::timestamp, count(*) from security_events e
      where e.created_at >= $1 and e.created_at < $2 group by 1, 2
    union all
    select null, null, hour, (
      select count(*) from security_events e where e.created_at >= hour and e.created_at < hour + interval '1 hour')
    from generate_series($1::timestamp, $2::timestamp - interval '1 hour', interval '1 hour') hour`,
  activity: `select a.id, a.activity_type, a.entity_type, a.entity_id, a.description, a.ip_address, a.created_at,
      u.id, u.username, i.id, i.name
    from (select * from activity_logs l order by ${newest('l')} limit 201) a
    left join users u on u.id = a.user_id left join institutions i on i.id = a.institution_id
    order by ${newest('a')}`,
  // Of each source the page's keys in an index, then the rows of the page alone.
  timeline: `with page as (
      select at, rank, id from (
        (${timelineKeys('audit_logs', 0, 'user_id')}) union all (${timelineKeys('activity_logs', 1, 'user_id')})
        union all (select distinct at, rank, id from (
          (${timelineKeys('security_events', 2, 'user_id')}) union all (${timelineKeys('security_events', 2, 'target_user_id')})
        ) events) union all (${timelineKeys('system_errors', 3, 'user_id')})
        union all (${timelineKeys('job_logs', 4, 'executed_by')})
      ) keys order by at desc, rank desc, id desc limit 51
    )
    select p.id, p.rank,
      case p.rank when 0 then l.created_at when 1 then a.created_at when 2 then e.created_at when 3 then s.created_at
        else j.created_at end,
      case p.rank when 0 then concat_ws(' ', l.event, l.auditable_type, l.auditable_id)
        when 1 then coalesce(a.description, concat_ws(' ', a.activity_type, a.entity_type, a.entity_id))
        when 2 then coalesce(e.description, e.event_type) when 3 then s.error_type || ': ' || s.message
        else j.job_class || ' ' || j.status end,
      case p.rank when 0 then l.ip_address when 1 then a.ip_address when 2 then e.ip_address when 3 then s.ip_address end,
      u.id, u.username, i.id, i.name, a.activity_type, a.entity_type, e.event_type, e.resolution, t.acknowledged_at
    from page p
    left join audit_logs l on p.rank = 0 and l.id = p.id left join activity_logs a on p.rank = 1 and a.id = p.id
    left join security_events e on p.rank = 2 and e.id = p.id left join api.security_event_triage t on t.event_id = e.id
    left join system_errors s on p.rank = 3 and s.id = p.id left join job_logs j on p.rank = 4 and j.id = p.id
    left join users u on u.id = coalesce(l.user_id, a.user_id, e.user_id, s.user_id, j.executed_by)
    left join institutions i on i.id = case when p.rank < 3
      then coalesce(l.institution_id, a.institution_id, e.institution_id) else u.institution_id end
    order by p.at desc, p.rank desc, p.id desc`,
  overview: `with since as (select now() at time zone 'utc' - interval '7 days' as at), counted as (
      select severity, e.created_at >= since.at as is_new, count(*) from security_events e, since
      where e.created_at >= since.at - interval '7 days' group by 1, 2
    )
    select json_build_object(
      'securityEvents', json_build_object(
        'total', (select coalesce(sum(count), 0) from counted where is_new),
        'previousTotal', (select coalesce(sum(count), 0) from counted where not is_new),
        'bySeverity', (select json_agg(json_build_object('severity', upper(name), 'count', coalesce(count, 0)) order by rank)
          from unnest(array['critical', 'warning', 'info']) with ordinality as severities(name, rank) left join counted on severity = name and is_new)),
      'errorGroups', json_build_object('nodes', (select coalesce(json_agg(json_build_object(
          'title', title, 'count', occurrence_count, 'status', upper(status))), '[]')
        from (select title, occurrence_count, status from api.error_groups where status in ('open', 'investigating')
          order by coalesce(last_seen_at, '-infinity'::timestamp) desc, id desc limit 5) groups)),
      'failingJobs', (select coalesce(json_agg(json_build_object(
          'jobClass', job_class, 'failures', failures, 'lastError', last_error)), '[]')
        from (select job_class, count(*) as failures,
            (array_agg(error_message order by created_at desc, id desc))[1] as last_error
          from job_logs, since where status = 'failed' and created_at >= since.at
          group by 1 order by 2 desc, 1 limit 5) jobs),
      'slowEndpoints', (select coalesce(json_agg(json_build_object('endpoint', endpoint)), '[]')
        from (select endpoint from performance_metrics, since where timestamp >= since.at and endpoint is not null
          group by 1 order by percentile_cont(0.95) within group (order by value) desc limit 5) endpoints),
      'lateSyncs', json_build_object('nodes', (select coalesce(json_agg(json_build_object('name', name)), '[]')
        from (select name from (select id, name, last_sync_at + case sync_frequency when 'hourly' then interval '1 hour'
            when 'daily' then interval '1 day' end as due from integrations where is_enabled) scheduled
          where due < now() at time zone 'utc' order by due, id limit 5) late)),
      'expiringLicenses', json_build_object('nodes', (select coalesce(json_agg(json_build_object(
          'moduleCode', module_code)), '[]')
        from (select module_code from licenses where status = 'active'
            and expires_at > (now() at time zone 'utc') - interval '14 days'
            and expires_at < (now() at time zone 'utc') + interval '30 days'
          order by expires_at, id limit 5) ending)),
      'unreadNotifications', (select count(*) from system_notifications n where target_roles = '[]'
        and target_institutions = '[]' and not exists (
          select from system_notification_reads r where r.notification_id = n.id and r.user_id = 1)))`,
  record: `with e as (
      insert into security_events
        (event_type, severity, user_id, institution_id, ip_address, user_agent, description, event_data)
      values ($1, $2, $3, $4, $5, $6, $7, $8) returning *
    ), audited as (
      insert into audit_logs (user_id, event, auditable_type, auditable_id, new_values, url, ip_address, user_agent, tags,
        institution_id)
      select 1, 'security_event.recorded', 'security_events', id, to_jsonb(e), '/graphql', '127.0.0.1', 'bench',
        '["graphql"]', institution_id from e
    )
    select e.id, e.event_type, e.severity, e.created_at, e.description, e.ip_address, e.resolution, null,
      u.id, u.username, u.email, i.id, i.name, i.type
    from e left join users u on u.id = e.user_id left join institutions i on i.id = e.institution_id`,
};

const text = (value: string | null | undefined): string => (value == null ? 'null' : JSON.stringify(value));
const time = (value: string | null | undefined): string =>
  value == null ? 'null' : `"${value.slice(0, 10)}T${value.slice(11)}Z"`;

function state(resolution: string | null | undefined, acknowledgedAt: string | null | undefined): string {
  if (resolution === 'escalated') return 'ESCALATED';
  if (resolution != null) return 'RESOLVED';
  return acknowledgedAt == null ? 'OPEN' : 'ACKNOWLEDGED';
}

function eventJson(row: Row): string {
  const user = row[8] == null ? 'null' : `{"id":"${row[8]}","username":${text(row[9])},"email":${text(row[10])}}`;
  const institution = row[11] == null ? 'null' : `{"id":"${row[11]}","name":${text(row[12])},"type":${text(row[13])}}`;
  return `{"id":"${row[0]!}","databaseId":"${row[0]!}","eventType":${text(row[1])},"severity":"${row[2]!.toUpperCase()}","createdAt":${time(row[3])},"description":${text(row[4])},"ipAddress":${text(row[5])},"state":"${state(row[6], row[7])}","user":${user},"institution":${institution}}`;
}

function activityJson(row: Row): string {
  const user = row[7] == null ? 'null' : `{"id":"${row[7]}","username":${text(row[8])}}`;
  const institution = row[9] == null ? 'null' : `{"id":"${row[9]}","name":${text(row[10])}}`;
  return `{"id":"${row[0]!}","databaseId":"${row[0]!}","activityType":${text(row[1])},"entityType":${text(row[2])},"entityId":${text(row[3])},"description":${text(row[4])},"ipAddress":${text(row[5])},"createdAt":${time(row[6])},"user":${user},"institution":${institution}}`;
}

const sources = ['AUDIT_LOG', 'ACTIVITY_LOG', 'SECURITY_EVENT', 'SYSTEM_ERROR', 'JOB_LOG'];

function timelineJson(row: Row): string {
  const user = row[5] == null ? 'null' : `{"id":"${row[5]}","username":${text(row[6])}}`;
  const institution = row[7] == null ? 'null' : `{"id":"${row[7]}","name":${text(row[8])}}`;
  const own =
    row[1] === '1'
      ? `,"activityType":${text(row[9])},"entityType":${text(row[10])}`
      : row[1] === '2'
        ? `,"eventType":${text(row[11])},"state":"${state(row[12], row[13])}"`
        : '';
  return `{"source":"${sources[Number(row[1])]!}","occurredAt":${time(row[2])},"summary":${text(row[3])},"ipAddress":${text(row[4])},"user":${user},"institution":${institution}${own}}`;
}

/** A page of `size` from rows of one more; the cursor names the last row's time and id. */
function connection(rows: readonly Row[], size: number, timeAt: number, toJson: (row: Row) => string): string {
  let nodes = '';
  const count = Math.min(rows.length, size);
  for (let index = 0; index < count; index++) nodes += (index === 0 ? '' : ',') + toJson(rows[index]!);
  const last = rows[count - 1];
  const cursor = last ? `"${last[timeAt] ?? ''}|${last[0]!}"` : 'null';
  return `{"nodes":[${nodes}],"pageInfo":{"hasNextPage":${rows.length > size},"endCursor":${cursor}}}`;
}

/** The ids of every institution's subtree, as PostgreSQL writes arrays. The service keeps the tree in memory too. */
const subtrees = new Map(
  (
    await query(
      'subtrees',
      `with recursive above(id, ancestor) as (
         select id, id from institutions
         union all select above.id, i.parent_id from above join institutions i on i.id = above.ancestor
           where i.parent_id is not null
       ) select ancestor, array_agg(id) from above group by ancestor`,
      [],
    )
  ).map(([ancestor, ids]) => [ancestor, ids]),
);

const severities = ['critical', 'warning', 'info'];

function dashboardJson(rows: readonly Row[]): string {
  const bySeverity = new Map<string, number>();
  const byType = new Map<string, number>();
  const hours: string[] = [];
  for (const [severity, type, hour, count] of rows) {
    if (hour != null) hours.push(`{"hour":${time(hour)},"count":${count!}}`);
    else {
      bySeverity.set(severity!, (bySeverity.get(severity!) ?? 0) + Number(count));
      byType.set(type!, (byType.get(type!) ?? 0) + Number(count));
    }
  }
  const frequent = [...byType].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).slice(0, 5);
  const severityJson = severities.map(
    (name) => `{"severity":"${name.toUpperCase()}","count":${bySeverity.get(name) ?? 0}}`,
  );
  const typeJson = frequent.map(([type, count]) => `{"eventType":${text(type)},"count":${count}}`);
  return `{"bySeverity":[${severityJson.join()}],"byHour":[${hours.join()}],"byType":[${typeJson.join()}]}`;
}

const operations: Record<string, (variables: Variables) => Promise<string>> = {
  list: async ({ region }) =>
    `{"securityEvents":${connection(await query('list', statements.list, [subtrees.get(region)]), 50, 3, eventJson)}}`,
  byId: async ({ id }) => {
    const [row] = await query('byId', statements.byId, [id]);
    return `{"securityEvent":${row ? eventJson(row) : 'null'}}`;
  },
  dashboard: async ({ from, to }) => {
    const rows = await query('dashboard', statements.dashboard, [from, to]);
    return `{"securityEventStats":${dashboardJson(rows)}}`;
  },
  activity: async () =>
    `{"activityLogs":${connection(await query('activity', statements.activity, []), 200, 6, activityJson)}}`,
  timeline: async ({ user }) =>
    `{"timeline":${connection(await query('timeline', statements.timeline, [user]), 50, 2, timelineJson)}}`,
  overview: async () => {
    const [row] = await query('overview', statements.overview, []);
    return `{"systemOverview":${row![0]!}}`;
  },
  record: async ({ input }) => {
    const { eventType, severity, userId, institutionId, ipAddress, userAgent, description, eventData } = input;
    const values = [
      eventType,
      severity!.toLowerCase(),
      userId,
      institutionId,
      ipAddress,
      userAgent,
      description,
      eventData,
    ];
    const [row] = await query('record', statements.record, values);
    return `{"recordSecurityEvent":{"securityEvent":${eventJson(row!)},"userErrors":[]}}`;
  },
};

async function answer(path: string, body: string, response: ServerResponse): Promise<void> {
  try {
    const json = `{"data":${await operations[path.slice(1)]!(JSON.parse(body) as Variables)}}`;
    response
      .writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(json) })
      .end(json);
  } catch (error) {
    response.writeHead(500).end(String(error));
  }
}

function receive(request: IncomingMessage, response: ServerResponse): void {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk: string) => (body += chunk));
  request.on('end', () => void answer(request.url ?? '', body, response));
}

createServer(receive).listen(Number(env['PORT']), '127.0.0.1');
