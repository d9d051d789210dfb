import { Buffer } from 'node:buffer';
import { env } from 'node:process';
import DataLoader from 'dataloader';
import { GraphQLDateTime, GraphQLJSONObject } from 'graphql-scalars';
import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: Number(env.DATABASE_POOL_SIZE) });
export const db = new Kysely({ dialect: new PostgresDialect({ pool }) });

export const loadUsers = (ids) => byIds('users', ['id', 'username', 'email'], ids);
export const loadInstitutions = (ids) => byIds('institutions', ['id', 'name', 'type'], ids);

async function byIds(table, columns, ids) {
  const rows = await db.selectFrom(table).select(columns).where('id', 'in', ids).execute();
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => found.get(id) ?? null);
}

/** What a request needs: loaders that batch and remember for as long as the request lasts. */
export const createContext = () => ({
  users: new DataLoader(loadUsers),
  institutions: new DataLoader(loadInstitutions),
});

const events = () =>
  db
    .selectFrom('security_events as e')
    .leftJoin('api.security_event_triage as triage', 'triage.event_id', 'e.id')
    .selectAll('e')
    .select('triage.acknowledged_at');

// "is true" lets PostgreSQL walk the index of the order instead of collecting and sorting the whole region.
const isWithin = (id) => sql`(e.institution_id in (with recursive subtree(id) as (
    select id from institutions where id = ${id}
    union all select i.id from institutions i join subtree on i.parent_id = subtree.id
  ) select id from subtree)) is true`;

/** In the order of the index that the schema has for it. */
const newest = (table) => sql`coalesce(${sql.ref(`${table}.created_at`)}, '-infinity'::timestamp)`;

function filtered(query, { severities, institutionId, from, to } = {}) {
  if (severities)
    query = query.where(
      'e.severity',
      'in',
      severities.map((severity) => severity.toLowerCase()),
    );
  if (institutionId) query = query.where(isWithin(institutionId));
  if (from) query = query.where('e.created_at', '>=', from);
  if (to) query = query.where('e.created_at', '<', to);
  return query;
}

function connection(rows, first) {
  const nodes = rows.slice(0, first);
  const last = nodes.at(-1);
  const endCursor = last ? Buffer.from(`${last.created_at.toISOString()}:${last.id}`).toString('base64url') : null;
  return { nodes, pageInfo: { hasNextPage: rows.length > first, endCursor } };
}

const count = sql`count(*)::int`.as('count');
const counted = (filter) => filtered(db.selectFrom('security_events as e'), filter).select(count);

async function record(input) {
  return db.transaction().execute(async (trx) => {
    const event = await trx
      .insertInto('security_events')
      .values({
        event_type: input.eventType,
        severity: input.severity.toLowerCase(),
        user_id: input.userId,
        institution_id: input.institutionId,
        ip_address: input.ipAddress,
        user_agent: input.userAgent,
        description: input.description,
        event_data: JSON.stringify(input.eventData ?? {}),
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('audit_logs')
      .values({
        user_id: '1',
        event: 'security_event.recorded',
        auditable_type: 'security_events',
        auditable_id: event.id,
        new_values: JSON.stringify(event),
        url: '/graphql',
        ip_address: '127.0.0.1',
        user_agent: 'bench',
        tags: JSON.stringify(['graphql']),
        institution_id: event.institution_id,
      })
      .execute();
    return event;
  });
}

function state({ resolution, acknowledged_at: acknowledgedAt }) {
  if (resolution === 'escalated') return 'ESCALATED';
  if (resolution) return 'RESOLVED';
  return acknowledgedAt ? 'ACKNOWLEDGED' : 'OPEN';
}

/** Everything but the relations, which servers load in their own ways. */
export const resolvers = {
  DateTime: GraphQLDateTime,
  JSONObject: GraphQLJSONObject,
  Query: {
    securityEvent: (_, { id }) => events().where('e.id', '=', id).executeTakeFirst(),
    securityEvents: async (_, { filter, first }) => {
      const query = filtered(events(), filter).orderBy(newest('e'), 'desc').orderBy('e.id', 'desc');
      return connection(await query.limit(first + 1).execute(), first);
    },
    securityEventStats: (_, { filter }) => filter,
    activityLogs: async (_, { first }) => {
      const query = db
        .selectFrom('activity_logs as a')
        .selectAll()
        .orderBy(newest('a'), 'desc')
        .orderBy('a.id', 'desc');
      return connection(await query.limit(first + 1).execute(), first);
    },
  },
  Mutation: {
    recordSecurityEvent: async (_, { input }) => ({ securityEvent: await record(input), userErrors: [] }),
  },
  SecurityEvent: {
    databaseId: (event) => event.id,
    eventType: (event) => event.event_type,
    severity: (event) => event.severity.toUpperCase(),
    createdAt: (event) => event.created_at,
    ipAddress: (event) => event.ip_address,
    state,
  },
  ActivityLog: {
    databaseId: (row) => row.id,
    activityType: (row) => row.activity_type,
    entityType: (row) => row.entity_type,
    entityId: (row) => row.entity_id,
    ipAddress: (row) => row.ip_address,
    createdAt: (row) => row.created_at,
  },
  SecurityEventStats: {
    bySeverity: async (filter) =>
      (await counted(filter).select('e.severity').groupBy('e.severity').execute())
        .map((row) => ({ ...row, severity: row.severity.toUpperCase() }))
        .sort((a, b) => severities.indexOf(a.severity) - severities.indexOf(b.severity)),
    byHour: async (filter) => {
      const hour = sql`date_trunc('hour', e.created_at)`;
      const rows = await counted(filter).select(hour.as('hour')).groupBy(hour).execute();
      const counts = new Map(rows.map((row) => [row.hour.getTime(), row.count]));
      const hours = [];
      for (let time = filter.from.getTime(); time < filter.to.getTime(); time += 3_600_000) {
        hours.push({ hour: new Date(time), count: counts.get(time) ?? 0 });
      }
      return hours;
    },
    byType: (filter, { limit }) =>
      counted(filter)
        .select('e.event_type as eventType')
        .groupBy('e.event_type')
        .orderBy('count', 'desc')
        .orderBy('e.event_type')
        .limit(limit)
        .execute(),
  },
};

const severities = ['CRITICAL', 'WARNING', 'INFO'];

const userOf = (row, _, { users }) => (row.user_id ? users.load(row.user_id) : null);
const institutionOf = (row, _, { institutions }) => (row.institution_id ? institutions.load(row.institution_id) : null);
const relations = { user: userOf, institution: institutionOf };

/** With the relations through DataLoader. */
export const resolversWithDataLoader = {
  ...resolvers,
  SecurityEvent: { ...resolvers.SecurityEvent, ...relations },
  ActivityLog: { ...resolvers.ActivityLog, ...relations },
};
