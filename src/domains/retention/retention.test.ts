import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { rollupLock } from '../performance-metrics/metric-rollups.repository.ts';
import { deleteFromLog } from '../../testing/append-only.ts';
import { insertSamples, rollUp } from '../../testing/performance-metrics.ts';
import { withClient } from '../../testing/server.ts';
import { enablePolicy, idsIn, insertExpired, releaseHolds, retentionOf } from '../../testing/retention.ts';
import { change, groupOf, groupsSettled, insertErrors, readGroup } from '../../testing/system-errors.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;
let retention: ReturnType<typeof retentionOf>;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  retention = retentionOf(service);
});
afterAll(() => service.stop());
beforeEach(async () => {
  await deleteFromLog(service.database, 'audit_logs');
  await releaseHolds(service.database.owner);
  await sql`update api.retention_policies set enabled = false`.execute(service.database.owner);
});

describe('policies', () => {
  it('are there for every source, none enabled, with bounds that nobody undercuts', async () => {
    const { retentionPolicies } = await retention.ask(
      '{ retentionPolicies { source keepDays minimumKeepDays isEnabled oldestRecordAt preview { looked } updatedAt } }',
    );
    expect(retentionPolicies).toHaveLength(8);
    for (const policy of retentionPolicies) {
      expect(policy).toMatchObject({ isEnabled: false, updatedAt: null });
      expect(policy.keepDays).toBeGreaterThanOrEqual(policy.minimumKeepDays);
    }
    expect(retentionPolicies[1]).toMatchObject({ source: 'AUDIT_LOGS', minimumKeepDays: 365 });
    const { userErrors } = await retention.setPolicy({ source: 'AUDIT_LOGS', keepDays: 364 });
    expect(userErrors).toEqual([
      { code: 'INVALID', field: ['keepDays'], message: 'keepDays must be between 365 and 36,500 for AUDIT_LOGS.' },
    ]);
    for (const keepDays of [0, -1, 36_501, 2_147_483_647]) {
      expect((await retention.setPolicy({ source: 'JOB_LOGS', keepDays })).userErrors).toMatchObject([
        { code: 'INVALID' },
      ]);
    }
    const { owner } = service.database;
    await expect(
      sql`update api.retention_policies set minimum_days = 30, keep_days = 30 where source = 'audit_logs'`.execute(
        owner,
      ),
    ).rejects.toThrow('retention_policies_audit_check');
  });

  it('are set by versions: a second writer of the same version is refused, and a repeat changes nothing', async () => {
    const { policy, userErrors } = await retention.setPolicy({
      source: 'SYSTEM_ERRORS',
      keepDays: 100,
      isEnabled: true,
    });
    expect(userErrors).toEqual([]);
    expect(policy).toMatchObject({ keepDays: 100, isEnabled: true, updatedBy: { username: 'superadmin' } });
    const again = await retention.setPolicy({
      source: 'SYSTEM_ERRORS',
      keepDays: 100,
      expectedVersion: policy.version,
    });
    expect(again.policy.version).toBe(policy.version);
    await retention.setPolicy({ source: 'SYSTEM_ERRORS', keepDays: 101, expectedVersion: policy.version });
    const late = await retention.setPolicy({ source: 'SYSTEM_ERRORS', keepDays: 102, expectedVersion: policy.version });
    expect(late).toMatchObject({
      policy: null,
      userErrors: [{ code: 'VERSION_CONFLICT', field: ['expectedVersion'] }],
    });
  });

  it('that are not enabled delete nothing, and say how to enable them', async () => {
    const [id] = await insertExpired(service.database.owner, 'audit_logs');
    expect(await retention.run('AUDIT_LOGS')).toMatchObject({
      run: null,
      userErrors: [{ code: 'INVALID_TRANSITION', field: ['source'] }],
    });
    expect(await idsIn(service.database.owner, 'audit_logs')).toContain(id);
    expect(await retention.preview('AUDIT_LOGS')).toMatchObject({ deletable: 1 });
  });
});

describe('a run', () => {
  const tables = [
    'activity_logs',
    'audit_logs',
    'security_events',
    'system_errors',
    'performance_metrics',
    'job_logs',
    'integration_sync_logs',
    'system_notifications',
  ] as const;

  it.each(tables)('deletes what a preview announces, of %s, and leaves everything else', async (table) => {
    const { owner } = service.database;
    await enablePolicy(owner, table);
    const expired = await insertExpired(owner, table, 3);
    const kept = [
      ...(await insertExpired(owner, table, 1, { fresh: true })),
      ...(await insertExpired(owner, table, 1, { timeless: true })),
      ...(await insertExpired(owner, table, 1, { unfinished: true })),
    ];
    const source = table.toUpperCase();
    const announced = await retention.preview(source);
    expect(announced).toMatchObject({ looked: 3, isComplete: true, deletable: 3, held: 0, heldBy: [] });
    const { run: done, userErrors } = await retention.run(source);
    expect(userErrors).toEqual([]);
    expect(done).toMatchObject({
      source,
      deleted: 3,
      held: 0,
      stoppedBy: 'FINISHED',
      oldestAt: announced.oldestAt,
      newestAt: announced.newestAt,
    });
    const left = await idsIn(service.database.owner, table);
    expect(left).toEqual(expect.arrayContaining(kept));
    expect(left.filter((id) => expired.includes(id))).toEqual([]);
    expect(await retention.run(source)).toMatchObject({ run: { deleted: 0, stoppedBy: 'FINISHED' } });
  });

  it('keeps samples until they are rolled up, so that figures outlive them', async () => {
    const { owner, superuserUrl } = service.database;
    await enablePolicy(owner, 'performance_metrics');
    const minute = '2001-05-05T10:00';
    const figures = async () => {
      const period = `from: "${minute}:00Z", to: "2001-05-05T11:00:00Z"`;
      const { performanceSeries } = await retention.ask(`{ performanceSeries(filter: { ${period}, names: ["aged"] }) {
        groups { figures { count max } } } }`);
      return performanceSeries.groups;
    };
    // The service must not roll up before retention has been asked.
    await withClient(superuserUrl, async (client) => {
      await client.query('select pg_advisory_lock($1)', [rollupLock]);
      await insertSamples(
        service,
        [1, 2, 3].map((value) => ({ value, at: `${minute}:0${value}Z`, name: 'aged' })),
      );
      expect(await retention.preview('PERFORMANCE_METRICS')).toMatchObject({ deletable: 0 });
      expect(await retention.run('PERFORMANCE_METRICS')).toMatchObject({ run: { deleted: 0, stoppedBy: 'FINISHED' } });
    });
    await expect
      .poll(async () => {
        await rollUp(service);
        return (await retention.preview('PERFORMANCE_METRICS')).deletable;
      })
      .toBe(3);
    expect(await retention.run('PERFORMANCE_METRICS')).toMatchObject({ run: { deleted: 3, stoppedBy: 'FINISHED' } });
    expect(await figures()).toEqual([{ figures: { count: 3, max: 3 } }]);
  });

  it('leaves groups of errors, which can be decided about and come back when their errors are gone', async () => {
    const { owner } = service.database;
    await enablePolicy(owner, 'system_errors');
    const old = { type: 'OfLongAgo', status: 'resolved', at: '2001-01-01T00:00:00Z' } as const;
    const [id] = await insertErrors(owner, [old, old]);
    await groupsSettled(service);
    const group = await groupOf(service, id!);
    expect(await change(service, 'superadmin', 'resolveError', { groupId: group })).toMatchObject({ userErrors: [] });
    expect(await retention.run('SYSTEM_ERRORS')).toMatchObject({ run: { deleted: 2 } });
    const selection = 'status count firstSeenAt occurrences { nodes { id } totalCount { value } }';
    const gone = {
      count: 2,
      firstSeenAt: '2001-01-01T00:00:00Z',
      occurrences: { nodes: [], totalCount: { value: 0 } },
    };
    expect(await readGroup(service, group, selection)).toMatchObject({ ...gone, status: 'RESOLVED' });
    expect(await change(service, 'superadmin', 'reopenError', { groupId: group })).toMatchObject({ userErrors: [] });
    expect(await change(service, 'superadmin', 'resolveError', { groupId: group })).toMatchObject({ userErrors: [] });
    await insertErrors(owner, [{ type: 'OfLongAgo' }]);
    await groupsSettled(service);
    expect(await readGroup(service, group, selection)).toMatchObject({
      status: 'OPEN',
      count: 3,
      occurrences: { totalCount: { value: 1 } },
    });
  });

  it('takes triage, leases and reads along', async () => {
    const { owner } = service.database;
    const [event] = await insertExpired(owner, 'security_events');
    const [notification] = await insertExpired(owner, 'system_notifications');
    const [sync] = await insertExpired(owner, 'integration_sync_logs');
    await sql`insert into api.security_event_triage (event_id) values (${event})`.execute(owner);
    await sql`insert into api.sync_run_leases (sync_run_id) values (${sync})`.execute(owner);
    await sql`insert into system_notification_reads (notification_id, user_id)
      select ${notification}, id from users`.execute(owner);
    for (const table of ['security_events', 'integration_sync_logs', 'system_notifications'] as const) {
      await enablePolicy(owner, table);
      expect(await retention.run(table.toUpperCase())).toMatchObject({ run: { deleted: 1, stoppedBy: 'FINISHED' } });
    }
    const { rows } = await sql`select (select count(*) from api.security_event_triage where event_id = ${event})
      + (select count(*) from api.sync_run_leases where sync_run_id = ${sync})
      + (select count(*) from system_notification_reads where notification_id = ${notification}) as left`.execute(
      owner,
    );
    expect(rows).toEqual([{ left: '0' }]);
  });

  it('deletes the reads of a notification in batches of their own before it', async () => {
    const { owner } = service.database;
    const [id] = await insertExpired(owner, 'system_notifications');
    await sql`insert into users (username, email, password, role_id)
      select 'reader' || n, 'reader' || n, 'x', (select min(id) from roles) from generate_series(1, 2500) n`.execute(
      owner,
    );
    await sql`insert into system_notification_reads (notification_id, user_id)
      select ${id}, id from users where username like 'reader%'`.execute(owner);
    await enablePolicy(owner, 'system_notifications');
    expect(await retention.run('SYSTEM_NOTIFICATIONS')).toMatchObject({
      run: { deleted: 1, batches: 3, stoppedBy: 'FINISHED' },
    });
    const { rows } = await sql<{ dependents: number }>`
      select new_values -> 'dependents' as dependents from audit_logs
      where event = 'retention.deleted' and new_values ->> 'source' = 'system_notifications' order by id desc limit 3`.execute(
      owner,
    );
    expect(rows.map(({ dependents }) => dependents)).toEqual([500, 1000, 1000]);
  });

  it('ends at the maximum, the oldest first, and goes on where it ended', async () => {
    const { owner } = service.database;
    await enablePolicy(owner, 'activity_logs');
    const ids = await insertExpired(owner, 'activity_logs', 2_500);
    expect(await retention.run('ACTIVITY_LOGS', { maximum: 1_700 })).toMatchObject({
      run: { deleted: 1_700, batches: 2, stoppedBy: 'MAXIMUM' },
    });
    expect((await idsIn(service.database.owner, 'activity_logs')).filter((id) => ids.includes(id))).toEqual(
      ids.slice(1_700),
    );
    expect(await retention.run('ACTIVITY_LOGS')).toMatchObject({ run: { deleted: 800, stoppedBy: 'FINISHED' } });
    for (const maximum of [0, -1, 50_001]) {
      expect(await retention.run('ACTIVITY_LOGS', { maximum })).toMatchObject({
        run: null,
        userErrors: [{ field: ['maximum'] }],
      });
    }
  });

  it('leaves one audit record a batch, with counts and times, and none where nothing went', async () => {
    const { owner } = service.database;
    await enablePolicy(owner, 'job_logs');
    const records = async () => {
      const { rows } = await sql<Record<string, unknown>>`select user_id, auditable_type, new_values from audit_logs
        where event = 'retention.deleted' and new_values ->> 'source' = 'job_logs' order by id`.execute(owner);
      return rows;
    };
    const before = (await records()).length;
    await retention.run('JOB_LOGS');
    expect(await records()).toHaveLength(before);
    await insertExpired(owner, 'job_logs', 1_200);
    await retention.run('JOB_LOGS');
    const written = (await records()).slice(before);
    expect(written).toHaveLength(2);
    expect(written[0]).toMatchObject({
      user_id: world.users.superadmin,
      auditable_type: 'api.retention_policies',
      new_values: { source: 'job_logs', deleted: 1_000, held: 0, oldest: '2001-01-01 00:00:01', keep_days: 180 },
    });
    expect(written[1]).toMatchObject({ new_values: { deleted: 200 } });
  });

  it('tells no subscriber: deletions by others are told, those by retention are not', async () => {
    const { owner } = service.database;
    await enablePolicy(owner, 'security_events');
    const [byRetention] = await insertExpired(owner, 'security_events');
    await retention.run('SECURITY_EVENTS');
    const [byHand] = await insertExpired(owner, 'security_events');
    await sql`delete from security_events where id = ${byHand}`.execute(owner);
    const told = async () => {
      const { rows } = await sql<{ row_id: string }>`
        select row_id from api.feed_entries where topic = 'security_event' and operation = 'deleted'
        union select row_id from api.feed_outbox where topic = 'security_event' and operation = 'deleted'`.execute(
        owner,
      );
      return rows.map(({ row_id }) => row_id);
    };
    await expect.poll(told).toContain(byHand);
    expect(await told()).not.toContain(byRetention);
  });
});
