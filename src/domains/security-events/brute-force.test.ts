import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runJob } from '../../testing/job-run.ts';
import { withClient } from '../../testing/server.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { signInsOf, success } from '../../testing/sign-ins.ts';
import { collect } from '../../testing/subscriber.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { bruteForceJob } from './brute-force.job.ts';

let service: TestService;
let world: World;
const { attempt, attempts, reports, detect, forget } = signInsOf(() => service);

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
beforeEach(forget);
afterAll(() => service.stop());

describe('a sign-in after many failed ones', () => {
  test('is one critical event of the victim that names its evidence, in the list and the feed of the region only', async () => {
    const client = await service.socketFor('baku.admin');
    const feed = collect(
      client,
      'subscription { securityEventFeed { kind event { eventType } } }',
      {},
      'securityEventFeed',
    );
    await feed.received(1);
    const teacher = world.users['school1.teacher'];
    const failed = await attempts(5, 60, { ip: '203.0.113.5', user: teacher });
    const signIn = await attempt(30, { ...success, ip: '203.0.113.5', user: teacher });

    const { result, lines } = await detect();
    expect(result).toEqual({ events: 6, incidents: 1, reported: 1 });
    expect(lines).toHaveLength(1);
    const [report, ...others] = await reports('baku.admin');
    expect(others).toEqual([]);
    expect(report).toMatchObject({
      severity: 'CRITICAL',
      state: 'OPEN',
      ipAddress: '203.0.113.5',
      user: { username: 'school1.teacher' },
      institution: { institutionCode: 'school1' },
      eventData: {
        source: 'brute_force_detection',
        success_event_id: signIn,
        address: { address: '203.0.113.5', failures: 5, failure_event_ids: failed },
        user: { user_id: teacher, failures: 5, failure_event_ids: failed },
      },
    });
    expect(await reports('ganja.admin')).toEqual([]);
    await expect.poll(() => feed.items.map(({ event }) => event?.eventType)).toContain('suspicious_activity');
    feed.stop();
    await client.dispose();

    const { rows } = await sql`select event, auditable_id, user_id, institution_id, tags from audit_logs
      where event = 'security_event.recorded'`.execute(service.database.owner);
    expect(rows).toEqual([
      {
        event: 'security_event.recorded',
        auditable_id: report.databaseId,
        user_id: null,
        institution_id: world.institutions.school1,
        tags: ['system', 'brute-force-detection'],
      },
    ]);
  });

  test('is reported once: not by another run, nor by two at once, nor after the hourly look at everything', async () => {
    await attempts(6, 60, { ip: '203.0.113.5' });
    await attempt(30, { ...success, ip: '203.0.113.5' });
    await Promise.all([detect(), detect(), detect()]);
    expect(await reports()).toHaveLength(1);
    expect((await detect()).result).toMatchObject({ incidents: 1, reported: 0 });
    await sql`update api.job_marks set marked_at = marked_at - interval '2 hours'`.execute(service.database.owner);
    expect((await detect()).result).toMatchObject({ incidents: 1, reported: 0 });
    expect(await reports()).toHaveLength(1);
  });

  test('is an incident, but those that follow it without new failures are not', async () => {
    await attempts(5, 60, { ip: '203.0.113.5' });
    for (const ago of [50, 40, 30]) await attempt(ago, { ...success, ip: '203.0.113.5' });
    await detect();
    expect(await reports()).toHaveLength(1);
    await attempts(5, 10, { ip: '203.0.113.5' });
    await attempt(5, { ...success, ip: '203.0.113.5' });
    await detect();
    expect(await reports()).toHaveLength(2);
  });

  test('is an incident also where the last failures came slowly', async () => {
    const ip = '203.0.113.5';
    // Five within 15 minutes, and one after them that is within 15 minutes of two of them only.
    const ids = [...(await attempts(3, 1_020, { ip })), ...(await attempts(2, 180, { ip })), await attempt(60, { ip })];
    await attempt(30, { ...success, ip });
    await detect();
    expect(await reports()).toMatchObject([{ eventData: { address: { failures: 6, failure_event_ids: ids } } }]);
  });

  test('is one more incident where its failures began in the very second in which the others ended', async () => {
    // Other applications write whole seconds; the order within one is that of the ids.
    const all = ['FFFFFS', 'FFFFFS', 'FFFFS'].join('');
    await sql`insert into security_events(event_type, severity, ip_address, user_id, created_at)
      select case kind when 'F' then 'failed_login' else 'successful_login' end, 'info', '203.0.113.5',
        ${world.users['school1.teacher']}, date_trunc('second', timezone('utc', now())) - interval '60 seconds'
      from regexp_split_to_table(${all}, '') with ordinality as one(kind, n) order by n`.execute(
      service.database.owner,
    );
    await detect();
    expect(await reports('baku.admin')).toHaveLength(2);
    await sql`truncate api.job_marks`.execute(service.database.owner);
    expect((await detect()).result).toMatchObject({ incidents: 2, reported: 0 });
  });

  test('stays one incident where an earlier sign-in of the same failures is committed late', async () => {
    await attempts(12, 60, { ip: '203.0.113.5' });
    await attempt(30, { ...success, ip: '203.0.113.5' });
    await detect();
    await attempt(45, { ...success, ip: '203.0.113.5' });
    await attempt(65, { ...success, ip: '203.0.113.5' });
    await detect();
    expect(await reports()).toHaveLength(1);
  });

  test('is found when one of the failures is committed after it, and with a smaller id', async () => {
    await attempts(4, 60, { ip: '203.0.113.5' });
    await withClient(service.database.superuserUrl, async (client) => {
      await client.query(`begin; insert into security_events(event_type, severity, ip_address, created_at)
        values ('failed_login', 'info', '203.0.113.5', timezone('utc', now()) - interval '50 seconds')`);
      await attempt(30, { ...success, ip: '203.0.113.5' });
      await detect();
      expect(await reports()).toEqual([]);
      await client.query('commit');
    });
    await detect();
    expect(await reports()).toHaveLength(1);
  });
});

describe('no incident is', () => {
  test.each<[string, () => Promise<unknown>]>([
    ['a sign-in after four failures', () => attempts(4, 60, { ip: '203.0.113.5' })],
    [
      'one after five from different addresses of different users',
      async () => {
        for (const n of [1, 2, 3, 4, 5]) await attempt(60 - n, { ip: `203.0.113.${n + 10}` });
      },
    ],
    ['one more than 15 minutes after the last failure', () => attempts(5, 15 * 60 + 31, { ip: '203.0.113.5' })],
    [
      'one after five failures that took longer than 15 minutes',
      async () => {
        for (const n of [1, 2, 3, 4, 5]) await attempt(60 + n * 226, { ip: '203.0.113.5' });
      },
    ],
    [
      'one after failures that another sign-in had ended',
      async () => {
        await attempts(3, 100, { ip: '203.0.113.5' });
        await attempt(90, { ...success, ip: '203.0.113.5' });
        await attempts(3, 60, { ip: '203.0.113.5' });
      },
    ],
    ['one before the failures', () => attempts(5, 10, { ip: '203.0.113.5' })],
    [
      'one after failures without a time',
      async () => {
        for (let n = 0; n < 6; n += 1) await attempt(null, { ip: '203.0.113.5' });
      },
    ],
    [
      'one after failures that name an account of another institution',
      async () => {
        const data = { username: 'school3.teacher' };
        await attempts(6, 60, { data, institution: world.institutions.school1 });
        await attempt(40, { ...success, user: world.users['school3.teacher'] });
      },
    ],
    ['one after failures whose address nobody knows', () => attempts(9, 60, { ip: 'unknown' })],
  ])('%s', async (_, prepare) => {
    await prepare();
    await attempt(30, { ...success, ip: '203.0.113.5' });
    await attempt(29, { ...success, ip: 'unknown' });
    expect((await detect()).result).toMatchObject({ incidents: 0, reported: 0 });
    expect(await reports()).toEqual([]);
  });
});

test('a run that is to end reports no more and is not remembered as done', async () => {
  await attempts(5, 60, { ip: '203.0.113.5' });
  await attempt(30, { ...success, ip: '203.0.113.5' });
  const cancelled = AbortSignal.abort(new Error('cancelled'));
  await expect(runJob(service.database, bruteForceJob, {}, { signal: cancelled })).rejects.toThrow('cancelled');
  expect(await reports()).toEqual([]);
  await detect();
  expect(await reports()).toHaveLength(1);
});
