import { graphql, getNullableType, isListType, parse, validate, type GraphQLObjectType } from 'graphql';
import { describe, expect, test } from 'vitest';
import type { Columns } from '../db/columns.ts';
import type { ActivityLogRow } from '../db/generated/tables.ts';
import type { SecurityEventView } from '../domains/security-events/security-events.repository.ts';
import { createSchema } from './schema.ts';
import { selectedColumns } from './selection.ts';

const schema = createSchema();

/** What the first field of an operation would select for the rows of a type. */
async function columnsOf(query: string, typeName = 'SecurityEvent', variableValues = {}): Promise<Columns> {
  const own = createSchema();
  let columns: Columns | undefined;
  for (const root of [own.getQueryType(), own.getMutationType()]) {
    for (const field of Object.values(root?.getFields() ?? {})) {
      field.resolve = (_source, _args, _context, info) => {
        columns = selectedColumns(info, typeName);
        throw new Error('seen');
      };
    }
  }
  expect(validate(own, parse(query))).toEqual([]);
  await graphql({ schema: own, source: query, variableValues });
  return columns!;
}

describe('the columns of a list are those that are selected', () => {
  const events = (selection: string) => `securityEvents(first: 1) { ${selection} }`;
  test.each([
    ['nodes', `{ ${events('nodes { eventType createdAt }')} }`, ['event_type', 'created_at']],
    ['edges', `{ ${events('edges { cursor node { id description } }')} }`, ['id', 'description']],
    ['both', `{ ${events('nodes { id } edges { node { databaseId ipAddress } }')} }`, ['id', 'ip_address']],
    ['none', `{ ${events('pageInfo { hasNextPage } totalCount { value }')} }`, []],
    ['__typename', `{ ${events('__typename nodes { __typename }')} }`, []],
    [
      'aliases',
      `{ x: ${events('y: nodes { state: eventType a: state }')} }`,
      ['event_type', 'resolution', 'acknowledged_at'],
    ],
    [
      'what other types need',
      `{ ${events('nodes { user { id username } institution { name } }')} }`,
      ['user_id', 'institution_id'],
    ],
    ['one event', '{ securityEvent(id: "x") { severity severityRaw version } }', ['severity', 'version']],
    [
      'a payload',
      'mutation { acknowledgeSecurityEvent(input: { id: "x", expectedVersion: "1" }) { securityEvent { eventType } userErrors { code } } }',
      ['event_type'],
    ],
    [
      'fragments',
      `{ ...Q } fragment Q on Query { ${events('...C ... { nodes { userAgent } }')} }
       fragment C on SecurityEventConnection { nodes { ...E ... on SecurityEvent { id } } }
       fragment E on SecurityEvent { eventType location }`,
      ['user_agent', 'id', 'event_type', 'location_data'],
    ],
    ['merged fields', `{ ${events('nodes { id }')} ${events('nodes { eventType }')} }`, ['id', 'event_type']],
  ])('%s', async (_, query, expected) => {
    expect(await columnsOf(query)).toEqual(new Set(expected));
  });

  test('whatever @skip and @include say, so that they hold for all variables', async () => {
    const query = `query ($yes: Boolean!) { ${events('nodes @include(if: $yes) { id ... @skip(if: $yes) { eventType } }')} }`;
    for (const yes of [true, false]) {
      expect(await columnsOf(query, undefined, { yes })).toEqual(new Set(['id', 'event_type']));
    }
  });

  test('through an interface those that its fields and the fragments on the type need', async () => {
    expect(await columnsOf('{ node(id: "x") { id ... on SecurityEvent { eventType } } }')).toEqual(
      new Set(['id', 'event_type']),
    );
    const timeline = `{ timeline(about: { requestId: "x" }) { nodes { summary ...I ... on Node { id }
        ... on ActivityLog { activityType ...A } ... on SecurityEvent { eventType location } } edges { node { user { id } } } } }
      fragment A on ActivityLog { properties }
      fragment I on TimelineItem { ipAddress ... on SecurityEvent { userAgent } ... on JobLog { payload } }`;
    expect(await columnsOf(timeline)).toEqual(
      new Set(['id', 'description', 'event_type', 'ip_address', 'user_agent', 'location_data', 'user_id']),
    );
    expect(await columnsOf(timeline, 'JobLog')).toEqual(
      new Set(['id', 'job_class', 'status', 'payload', 'executed_by']),
    );
  });

  test('all of them where an interface never stands for the type', async () => {
    expect(await columnsOf('{ node(id: "x") { id } }', 'TimelineConnection')).toBe('all');
  });

  test('of activities, too', async () => {
    const query =
      '{ activityLogs(first: 1) { nodes { activityType user { id } beforeState } edges { node { createdAt } } } }';
    expect(await columnsOf(query, 'ActivityLog')).toEqual(
      new Set(['activity_type', 'user_id', 'before_state', 'created_at']),
    );
  });
});

const event: SecurityEventView = {
  id: '7',
  event_type: 'failed_login',
  severity: 'critical',
  user_id: '11',
  target_user_id: '12',
  ip_address: '10.0.0.1',
  location_data: { city: 'Bakı' },
  user_agent: 'curl',
  description: 'text',
  event_data: { attempts: 3 },
  resolution: 'escalated',
  resolution_notes: 'notes',
  resolved_by: '13',
  resolved_at: '2026-03-01 08:15:30',
  institution_id: '21',
  created_at: '2026-03-01 08:15:30.123456',
  acknowledged_at: '2026-03-01 08:16:30',
  acknowledged_by: '14',
  assigned_to: '15',
  assigned_at: '2026-03-01 08:17:30',
  assigned_by: '16',
  escalated_at: '2026-03-01 08:18:30',
  escalated_by: '17',
  escalation_reason: 'reason',
  version: '5.6',
};

const activity: ActivityLogRow = {
  id: '9',
  user_id: '11',
  ip_address: '10.0.0.1',
  user_agent: 'curl',
  activity_type: 'update',
  entity_type: 'User',
  entity_id: '31',
  description: 'text',
  properties: { password: 'secret', a: 1 },
  before_state: { token: 'secret', b: [1] },
  after_state: { c: null },
  institution_id: '21',
  created_at: '2026-03-01 08:15:30',
};

const withNulls = <Row extends object>(row: Row, required: readonly (keyof Row)[]): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, required.includes(name as keyof Row) ? value : null]),
  ) as Row;

/** A row of a list that selected these columns, which fails where another one is read. */
const onlyWith = (row: object, columns: readonly string[]): object =>
  new Proxy(row, {
    get(all, name) {
      if (typeof name === 'symbol' || columns.includes(name)) return Reflect.get(all, name) as unknown;
      throw new Error(`reads ${name}, which it does not declare`);
    },
    has: (all, name) => (columns as readonly (string | symbol)[]).includes(name) && Reflect.has(all, name),
    ownKeys: () => [...columns],
  });

const load = (kind: string) => ({ load: (id: string) => Promise.resolve({ kind, id }) });
const context = { loaders: { userById: load('user'), institutionById: load('institution') } };

describe.each([
  ['SecurityEvent', [event, withNulls(event, ['id', 'event_type', 'severity', 'version'])]],
  ['ActivityLog', [activity, withNulls(activity, ['id', 'activity_type'])]],
] as [string, object[]][])('%s', (typeName, rows) => {
  const type = schema.getType(typeName) as GraphQLObjectType;
  const fields = Object.values(type.getFields());
  test.each(fields.map((field) => [field.name, field] as const))(
    '%s reads what it declares and no more',
    async (_, field) => {
      const resolve = field.resolve!;
      const { columns } = resolve as { columns?: readonly string[] };
      // Without, every list that selects the field would read all columns.
      expect(columns).toBeDefined();
      const args = Object.fromEntries(field.args.map(({ name, defaultValue }) => [name, defaultValue]));
      for (const row of rows) {
        for (const column of columns!) expect(row).toHaveProperty(column);
        const call = (source: object) => Promise.resolve(resolve(source, args, context, undefined as never));
        const value: unknown = await call(onlyWith(row, columns!));
        expect(value).toEqual(await call(row));
        expect(isListType(getNullableType(field.type))).toBe(Array.isArray(value));
      }
    },
  );
});
