import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../testing/service.ts';
import { change, groupOf, insertErrors, readGroup } from '../../testing/system-errors.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { groupWaiting, sweepErrors } from './error-grouping.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const report = (username: string, input: Record<string, unknown>) =>
  change(service, username, 'reportError', { errorType: 'Reported', message: 'It failed', ...input });
const stored = (id: string) =>
  service.database.owner.selectFrom('system_errors').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

describe('reporting an error', () => {
  it('stores it without secrets and personal data, and groups it at once', async () => {
    const { systemError } = await report('baku.admin', {
      message: 'Mail to leyla@example.az failed for 4111-1111-1111-1111',
      stackTrace: 'at send (/app/src/mail.ts:5:3)\npassword=hunter2',
      context: { token: 'abc', note: 'call +994501234567' },
      requestData: { headers: { Authorization: 'Bearer abcdefgh' } },
      severity: 'CRITICAL',
    });
    const row = await stored(systemError.databaseId);
    expect(row).toMatchObject({
      message: 'Mail to [email] failed for [card]',
      stack_trace: 'at send (/app/src/mail.ts:5:3)\npassword=***',
      context: { token: '***', note: 'call [phone]' },
      request_data: { headers: { Authorization: '***' } },
      severity: 'critical',
      user_id: world.users['baku.admin'],
    });
    const group = await readGroup(service, await groupOf(service, row.id), 'title culprit count', 'baku.admin');
    expect(group).toEqual({ title: 'Mail to <value> failed for <value>', culprit: '/app/src/mail.ts send', count: 1 });
  });

  it('again with the same client id, also at once, stores nothing more', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => report('baku.admin', { clientId: 'c-1' })));
    const ids = new Set(answers.map(({ systemError }) => systemError.databaseId));
    expect(ids.size).toBe(1);
    // Client ids are each reporter's own.
    const other = await report('ganja.admin', { clientId: 'c-1' });
    expect(ids.has(other.systemError.databaseId)).toBe(false);
    const batch = await change(service, 'baku.admin', 'reportErrors', {
      errors: ['c-1', 'c-2', 'c-2'].map((clientId) => ({ clientId, errorType: 'Reported', message: 'x' })),
    });
    expect(batch.results.map(({ isRepeat }: { isRepeat: boolean }) => isRepeat)).toEqual([true, false, true]);
    expect(batch.results[1].systemError).toEqual(batch.results[2].systemError);
  });

  it('in a batch stores the good ones and says what is wrong with the others', async () => {
    const good = { errorType: 'Batch', message: 'x' };
    const { results, userErrors } = await change(service, 'baku.admin', 'reportErrors', {
      errors: [
        good,
        { ...good, message: ' ' },
        { ...good, userId: world.users['school3.teacher'] },
        { ...good, ipAddress: 'unknown' },
        { ...good, severity: 'OTHER' },
        { ...good, occurredAt: '2999-01-01T00:00:00Z' },
        { ...good, userId: null },
        { ...good, userId: world.users['school1.teacher'] },
      ],
    });
    expect(userErrors).toEqual([]);
    expect(
      results.map((result: { systemError: object | null; userErrors: { field: string[] }[] }) =>
        result.systemError === null ? result.userErrors[0]?.field[0] : 'stored',
      ),
    ).toEqual(['stored', 'message', 'userId', 'ipAddress', 'severity', 'occurredAt', 'userId', 'stored']);
    const { count } = await service.database.owner
      .selectFrom('audit_logs')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .where('event', '=', 'system_error.reported')
      .where('new_values', '@>', JSON.stringify({ count: 2 }) as never)
      .executeTakeFirstOrThrow();
    expect(count).toBe('1');
    const empty = await change(service, 'baku.admin', 'reportErrors', { errors: [] });
    expect(empty).toMatchObject({ results: [], userErrors: [{ code: 'REQUIRED' }] });
  });

  it('with a fingerprint of its own groups what is said in other words, as Laravel may in the context', async () => {
    const fingerprint = 'queue is down';
    const first = await report('superadmin', { fingerprint, message: 'No connection', userId: null });
    const second = await report('superadmin', { fingerprint, message: 'Broken pipe', clientId: 'own' });
    const groupId = await groupOf(service, first.systemError.databaseId);
    expect(await groupOf(service, second.systemError.databaseId)).toBe(groupId);
    const [third] = await insertErrors(service.database.owner, [
      { type: 'Reported', message: 'Timeout', context: { fingerprint } },
    ]);
    await expect.poll(() => groupOf(service, third!).catch(() => null)).toBe(groupId);
    expect(await readGroup(service, groupId, 'title count')).toEqual({ title: fingerprint, count: 3 });
  });
});

describe('grouping beside other applications', () => {
  it('finds what bypassed the trigger', async () => {
    const { owner } = service.database;
    await sql`alter table system_errors disable trigger queue_errors`.execute(owner);
    const [id] = await insertErrors(owner, [{ type: 'Bypassed' }]);
    await sql`alter table system_errors enable trigger queue_errors`.execute(owner);
    await sweepErrors(service.database.db);
    await groupWaiting(service.database.db);
    await expect.poll(() => groupOf(service, id!).catch(() => null)).not.toBeNull();
  });

  it('never fails a writer, even where nothing can be queued', async () => {
    const { owner } = service.database;
    await owner.schema.alterTable('api.error_intake').renameTo('error_intake_gone').execute();
    const [id] = await insertErrors(owner, [{ type: 'Unqueued' }]);
    await owner.schema.alterTable('api.error_intake_gone').renameTo('error_intake').execute();
    expect(id).toBeDefined();
  });
});

describe('the statistics', () => {
  it('count what the viewer may see, by severity, status, type, hour and day', async () => {
    const at = '2026-06-01 10:30';
    await insertErrors(service.database.owner, [
      { type: 'S', at, user: world.users['school1.teacher'], severity: 'critical' },
      { type: 'S', at, user: world.users['school1.teacher'], status: null },
      { type: 'S', at, user: world.users['school3.teacher'] },
    ]);
    const stats = async (username: string) => {
      const { data, errors } = await service.query(
        username,
        `{ errorStats(filter: { errorTypes: ["S"], from: "2026-06-01T10:00:00Z", to: "2026-06-01T12:00:00Z" }) {
          total bySeverity { severity count } byStatus { status count } byType { errorType count }
          byHour { hour count } byDay { day count } } }`,
      );
      expect(errors).toBeUndefined();
      return data.errorStats;
    };
    expect(await stats('baku.admin')).toEqual({
      total: 2,
      bySeverity: [1, 1, 0, 0, 0].map((count, index) => ({
        severity: ['CRITICAL', 'ERROR', 'WARNING', 'INFO', 'DEBUG'][index],
        count,
      })),
      byStatus: [2, 0, 0, 0].map((count, index) => ({
        status: ['OPEN', 'INVESTIGATING', 'RESOLVED', 'IGNORED'][index],
        count,
      })),
      byType: [{ errorType: 'S', count: 2 }],
      byHour: [
        { hour: '2026-06-01T10:00:00Z', count: 2 },
        { hour: '2026-06-01T11:00:00Z', count: 0 },
      ],
      byDay: [{ day: '2026-06-01T00:00:00Z', count: 2 }],
    });
    expect((await stats('superadmin')).total).toBe(3);
  });
});
