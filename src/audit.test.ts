import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { maskSecrets } from './audit.ts';
import { createSchema } from './graphql/schema.ts';
import { idleJob } from './testing/job-runs.ts';
import { mutationCalls } from './testing/mutation-calls/index.ts';
import { reportJob } from './testing/scheduled-jobs.ts';
import { createWorld, insertEvents, type World } from './testing/world.ts';
import { startTestService, type TestService } from './testing/service.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService({ jobs: [idleJob, reportJob] });
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

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

/** Mutations that change any number of rows and leave one record of them all. */
const wholesale: ReadonlySet<string> = new Set([
  'markAllNotificationsRead',
  'recordPerformanceMetrics',
  'reportErrors',
]);

describe('the audit log', () => {
  it('has a call of every mutation of the schema in this test', () => {
    const mutations = Object.keys(createSchema().getMutationType()!.getFields());
    expect(Object.keys(mutationCalls).toSorted()).toEqual(mutations.toSorted());
  });

  it.each(Object.keys(mutationCalls))('%s leaves one record: who, what, from where, by which request', async (name) => {
    const call = await mutationCalls[name]!(service, world);
    const requestId = `walk-${name}`;
    const { data, errors } = await mutate(name, call.input, requestId);
    expect(errors).toBeUndefined();
    expect(data[name]!.userErrors).toEqual([]);
    const records = await auditsOf(requestId);
    expect(records).toHaveLength(1);
    const [record] = records;
    expect(record).toMatchObject({
      user_id: world.users.superadmin,
      event: call.event,
      auditable_type: call.table,
      user_agent: 'audit-test/1.0',
      ip_address: '127.0.0.1',
      url: `${service.url}/graphql`,
      tags: ['graphql', `request:${requestId}`],
    });
    expect(record!.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/);
    expect(record!.auditable_id).toEqual(wholesale.has(name) ? null : expect.stringMatching(/^\d+$/));
    const [before, after] = [record!.old_values, record!.new_values] as Record<string, unknown>[];
    for (const values of [before, after]) {
      expect(values).toBeTypeOf('object');
      // Masked already where it is stored.
      expect(maskSecrets(values!)).toEqual(values);
    }
    expect(Object.keys({ ...before, ...after })).not.toEqual([]);
    // Only what differs is kept.
    for (const field of Object.keys(before!).filter((key) => key in after! && after![key] !== '***'))
      expect(after![field]).not.toEqual(before![field]);
    expect(JSON.stringify(records)).not.toMatch(/hunter2|atis_/);
  });

  it.each(Object.keys(mutationCalls))(
    '%s leaves nothing, neither change nor record, when its record cannot be written',
    async (name) => {
      const call = await mutationCalls[name]!(service, world);
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

  const some = ['registerModule', 'recordSecurityEvent', 'startSyncRun', 'runRetention'];

  it.each(some)('%s leaves nothing, neither change nor record, when its commit fails', async (name) => {
    const call = await mutationCalls[name]!(service, world);
    const before = await snapshot();
    await withTrigger('constraint trigger', 'deferrable initially deferred', `raise exception 'too late'`, async () => {
      const { errors } = await mutate(name, call.input, `late-${name}`);
      expect(errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
    });
    expect(await snapshot()).toEqual(before);
    expect(await auditsOf(`late-${name}`)).toEqual([]);
  });

  it.each(some)('%s leaves one record when PostgreSQL ended its first attempt in favour of another', async (name) => {
    const call = await mutationCalls[name]!(service, world);
    // A sequence does not go back with the transaction.
    const once = `if nextval('public.attempts') = 1 then raise exception 'x' using errcode = 'serialization_failure'; end if`;
    await withTrigger('trigger', '', once, async () => {
      const { data, errors } = await mutate(name, call.input, `twice-${name}`);
      expect(errors).toBeUndefined();
      expect(data[name]!.userErrors).toEqual([]);
    });
    expect(await auditsOf(`twice-${name}`)).toHaveLength(1);
  });

  it('keeps only what changed, before and after', async () => {
    const [id] = await insertEvents(service.database.db, [{ institution: world.institutions.school1 }]);
    await mutate('escalateSecurityEvent', { id, reason: 'too big' }, 'only-changes');
    const [record] = await auditsOf('only-changes');
    expect(record!.old_values).toMatchObject({ resolution: null, escalation_reason: null });
    expect(record!.new_values).toMatchObject({ resolution: 'escalated', escalation_reason: 'too big' });
    expect(record!.new_values).not.toHaveProperty('event_type');
  });
});

/** Lets PostgreSQL do something after each record that is written while `work` runs. */
async function withTrigger(kind: string, when: string, body: string, work: () => Promise<void>) {
  const { owner } = service.database;
  await sql`create sequence public.attempts; grant usage on sequence public.attempts to atis_api`.execute(owner);
  await sql
    .raw(
      `create function public.after_record() returns trigger language plpgsql as $$begin ${body}; return null; end$$;
       create ${kind} after_record after insert on audit_logs ${when} for each row execute function public.after_record()`,
    )
    .execute(owner);
  try {
    await work();
  } finally {
    await sql`drop function public.after_record() cascade; drop sequence public.attempts`.execute(owner);
  }
}

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
        'activity_logs',
        'api.activity_client_ids',
        'api_tokens',
        'performance_metrics',
        'system_errors',
        'api.error_groups',
        'api.error_occurrences',
        'api.error_reports',
        'security_events',
        'api.security_event_triage',
        'system_notifications',
        'system_notification_reads',
        'system_configs',
        'system_modules',
        'licenses',
        'integrations',
        'integration_sync_logs',
        'api.config_revisions',
        'api.integration_credentials',
        'api.license_seats',
        'api.sync_run_leases',
        'api.retention_policies',
        'api.retention_holds',
        'api.exports',
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
        'X-API-Key': 'k',
        'private-key': 'k',
        pwd: 'p',
        // What Laravel calls the password that is typed twice.
        password_confirmation: 'p',
        passwordHash: 'p',
        password2: 'p',
        passenger: 'x',
        password_changed_at: '2026-01-01',
      }),
    ).toEqual({
      name: 'x',
      password: '***',
      nested: [{ api_key: '***', apiKey: '***', list: ['a'] }],
      credentials: '***',
      token: null,
      'X-API-Key': '***',
      'private-key': '***',
      pwd: '***',
      password_confirmation: '***',
      passwordHash: '***',
      password2: '***',
      passenger: 'x',
      password_changed_at: '2026-01-01',
    });
  });
});
