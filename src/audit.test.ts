import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maskSecrets } from './audit.ts';
import { createSchema } from './graphql/schema.ts';
import { createWorld, insertEvents, type World } from './testing/world.ts';
import { startTestService, type TestService } from './testing/service.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

interface Call {
  readonly input: Record<string, unknown>;
  /** What the audit record must say. */
  readonly event: string;
  readonly table: string;
}

async function event(resolved = false): Promise<string> {
  const [id] = await insertEvents(service.database.db, [{ institution: world.institutions.school1 }]);
  if (resolved)
    await service.database.owner
      .updateTable('security_events')
      .set({ resolution: 'resolved' })
      .where('id', '=', id!)
      .execute();
  return id!;
}

async function token(): Promise<string> {
  const { data } = await service.query(
    'superadmin',
    'mutation { createApiToken(input: { name: "x" }) { apiToken { id } } }',
  );
  return data.createApiToken.apiToken.id;
}

async function notification(): Promise<string> {
  const { id } = await service.database.db
    .insertInto('system_notifications')
    .values({ type: 'alert', title: 'Title', message: 'Message' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const securityEvents = (verb: string, input: () => Promise<Record<string, unknown>>) => async (): Promise<Call> => ({
  input: await input(),
  event: `security_event.${verb}`,
  table: 'security_events',
});
const notifications =
  (verb: string, table: string, input: () => Promise<Record<string, unknown>>) => async (): Promise<Call> => ({
    input: await input(),
    event: `notification.${verb}`,
    table,
  });

/** One good call of every mutation. A mutation that is missing here fails the first test. */
const calls: Record<string, () => Promise<Call>> = {
  createApiToken: () =>
    Promise.resolve({ input: { name: 'secret stays out' }, event: 'api_token.created', table: 'api_tokens' }),
  revokeApiToken: async () => ({ input: { id: await token() }, event: 'api_token.revoked', table: 'api_tokens' }),
  recordSecurityEvent: securityEvents('recorded', () =>
    Promise.resolve({ eventType: 'test', severity: 'INFO', eventData: { password: 'hunter2' } }),
  ),
  acknowledgeSecurityEvent: securityEvents('acknowledged', async () => ({ id: await event() })),
  assignSecurityEvent: securityEvents('assigned', async () => ({
    id: await event(),
    assigneeId: world.users.superadmin,
  })),
  escalateSecurityEvent: securityEvents('escalated', async () => ({ id: await event(), reason: 'x' })),
  resolveSecurityEvent: securityEvents('resolved', async () => ({ id: await event(), resolution: 'RESOLVED' })),
  resolveSecurityEvents: securityEvents('resolved', async () => ({ ids: [await event()], resolution: 'RESOLVED' })),
  reopenSecurityEvent: securityEvents('reopened', async () => ({ id: await event(true), reason: 'x' })),
  createNotification: notifications('created', 'system_notifications', () =>
    Promise.resolve({ type: 'alert', title: 'Title', message: 'Message' }),
  ),
  updateNotification: notifications('updated', 'system_notifications', async () => ({
    id: await notification(),
    title: 'Other',
  })),
  endNotification: notifications('ended', 'system_notifications', async () => ({ id: await notification() })),
  deleteNotification: notifications('deleted', 'system_notifications', async () => ({ id: await notification() })),
  markNotificationRead: notifications('read', 'system_notification_reads', async () => ({ id: await notification() })),
  markAllNotificationsRead: notifications('all_read', 'system_notification_reads', async () => ({
    deviceInfo: { of: await notification() },
  })),
  dismissNotification: notifications('dismissed', 'system_notification_reads', async () => ({
    id: await notification(),
  })),
};

async function mutate(name: string, input: Record<string, unknown>, requestId: string) {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await service.tokenFor('superadmin')}`,
      'x-request-id': requestId,
      'user-agent': 'audit-test/1.0',
    },
    body: JSON.stringify({
      query: `mutation ($input: ${name[0]!.toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) { userErrors { code field message } } }`,
      variables: { input },
    }),
  });
  expect(response.headers.get('x-request-id')).toBe(requestId);
  return (await response.json()) as { data: Record<string, { userErrors: unknown[] }>; errors?: unknown };
}

const auditsOf = async (requestId: string) => {
  const rows = await service.database.owner.selectFrom('audit_logs').selectAll().orderBy('id').execute();
  return rows.filter((row) => (row.tags as string[]).includes(`request:${requestId}`));
};

describe('the audit log', () => {
  it('has a call of every mutation of the schema in this test', () => {
    const mutations = Object.keys(createSchema().getMutationType()!.getFields());
    expect(Object.keys(calls).toSorted()).toEqual(mutations.toSorted());
  });

  it.each(Object.keys(calls))('%s leaves one record: who, what, from where, by which request', async (name) => {
    const call = await calls[name]!();
    const requestId = `walk-${name}`;
    const { data, errors } = await mutate(name, call.input, requestId);
    expect(errors).toBeUndefined();
    expect(data[name]!.userErrors).toEqual([]);
    const records = await auditsOf(requestId);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({
      user_id: world.users.superadmin,
      event: call.event,
      auditable_type: call.table,
      user_agent: 'audit-test/1.0',
      ip_address: '127.0.0.1',
      url: `${service.url}/graphql`,
    });
    expect(JSON.stringify(records)).not.toMatch(/hunter2|atis_/);
  });

  it.each(Object.keys(calls))(
    '%s leaves nothing, neither change nor record, when its record cannot be written',
    async (name) => {
      const call = await calls[name]!();
      const { owner } = service.database;
      await owner.schema.alterTable('audit_logs').renameTo('audit_logs_away').execute();
      const before = await snapshot();
      try {
        const { errors } = await mutate(name, call.input, `broken-${name}`);
        const fault = [{ message: 'Something went wrong on our side.', extensions: { code: 'INTERNAL_SERVER_ERROR' } }];
        if (name === 'resolveSecurityEvents') await expectItemFault(call.input);
        else expect(errors).toMatchObject(fault);
        expect(await snapshot()).toEqual(before);
      } finally {
        await owner.schema.alterTable('audit_logs_away').renameTo('audit_logs').execute();
      }
    },
  );

  it('keeps only what changed, before and after', async () => {
    const id = await event();
    await mutate('escalateSecurityEvent', { id, reason: 'too big' }, 'only-changes');
    const [record] = await auditsOf('only-changes');
    expect(record!.old_values).toMatchObject({ resolution: null, escalation_reason: null });
    expect(record!.new_values).toMatchObject({ resolution: 'escalated', escalation_reason: 'too big' });
    expect(record!.new_values).not.toHaveProperty('event_type');
  });
});

/** A bulk mutation tells of a fault in the result of the item, and what was done before it stays done. */
async function expectItemFault(input: Record<string, unknown>) {
  const { data, errors } = await service.query(
    'superadmin',
    `mutation ($input: ResolveSecurityEventsInput!) {
      resolveSecurityEvents(input: $input) { results { securityEvent { id } userErrors { code } } userErrors { code } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  expect(data.resolveSecurityEvents).toEqual({
    results: [{ securityEvent: null, userErrors: [{ code: 'UNAVAILABLE' }] }],
    userErrors: [],
  });
}

/** Everything that a mutation could have changed. */
async function snapshot() {
  const { owner } = service.database;
  return Promise.all(
    (
      [
        'api_tokens',
        'security_events',
        'api.security_event_triage',
        'system_notifications',
        'system_notification_reads',
      ] as const
    ).map((table) =>
      owner
        .selectFrom(table)
        .selectAll()
        .execute()
        .then((rows) => rows.map((row) => ({ ...row, last_used_at: null }))),
    ),
  );
}

describe('masking', () => {
  it('hides every value whose name suggests a secret, at any depth, and nothing else', () => {
    expect(
      maskSecrets({
        name: 'x',
        password: 'p',
        nested: [{ api_key: 'k', apiKey: 'k', list: ['a'] }],
        credentials: { user: 'u' },
        token: null,
      }),
    ).toEqual({
      name: 'x',
      password: '***',
      nested: [{ api_key: '***', apiKey: '***', list: ['a'] }],
      credentials: '***',
      token: null,
    });
  });
});
