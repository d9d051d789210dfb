import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { json } from '../../db/column-types.ts';
import { insertActivities } from '../../testing/activity-logs.ts';
import { download, linesOf, startExport } from '../../testing/exports.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, insertEvents, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { baku, school1, ganja } = world.institutions;
  await insertActivities(service.database.owner, [
    {
      activity_type: 'login',
      user_id: world.users['school1.teacher'],
      institution_id: school1,
      ip_address: '10.0.0.1',
      user_agent: 'Firefox',
      description: 'Məktəbə daxil oldu, "sakit"',
      properties: { password: 'hunter2', theme: 'dark' },
      created_at: '2026-03-01T08:15:30.123456Z',
    },
    { activity_type: '=cmd|calc', institution_id: baku, description: '+1', created_at: '2026-03-02T08:00:00Z' },
    { activity_type: 'ganja', institution_id: ganja, user_id: world.users['ganja.admin'], description: 'ganja marker' },
    { activity_type: 'system', description: 'of no institution', created_at: null },
  ]);
  await insertEvents(service.database.owner, [
    { institution: baku, severity: 'critical', description: 'in Bakı' },
    { institution: ganja, description: 'in Gəncə' },
  ]);
});
afterAll(() => service.stop());

const ofUser = async (username: string, id: string) =>
  (
    await service.query(
      username,
      `query ($id: ID!) { export(id: $id) { databaseId source format status filter estimatedRows rowsSent bytesSent
        totalBytes url createdAt completedAt expiresAt user { username } } }`,
      { id },
    )
  ).data.export;

const idOf = (path: string) => path.split('/').at(-1)!;

describe('an export', () => {
  it('gives the rows as NDJSON, with the names of the fields, ISO times and masked secrets', async () => {
    const path = await startExport(service, 'superadmin', { source: 'ACTIVITY_LOGS', format: 'NDJSON' });
    const { status, headers, body, complete } = await download(service, 'superadmin', path);
    expect({ status, complete }).toEqual({ status: 200, complete: true });
    expect(headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="activity_logs-${idOf(path)}.ndjson"`,
    });
    const rows = linesOf(body);
    expect(rows.map((row) => row['activityType'])).toEqual(['login', '=cmd|calc', 'ganja', 'system']);
    const { data } = await service.query(
      'superadmin',
      `{ activityLogs(orderBy: OLDEST_FIRST, filter: { activityTypes: ["login"] }) { nodes { id databaseId activityType
        userId ipAddress userAgent entityType entityId description properties beforeState afterState createdAt } } }`,
    );
    const [asQueried] = data.activityLogs.nodes;
    expect(rows[0]).toEqual({ ...asQueried, institutionId: world.institutions.school1 });
    expect(rows[0]).toMatchObject({ properties: { password: '***', theme: 'dark' } });
  });

  it('gives them as CSV: header, quotes, no formulas, JSON as text, nothing for null', async () => {
    const path = await startExport(service, 'superadmin', {
      source: 'ACTIVITY_LOGS',
      format: 'CSV',
      byteOrderMark: true,
      activityLogs: { institutionId: world.institutions.baku },
    });
    const { body, headers } = await download(service, 'superadmin', path);
    expect(headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    const [head, first, second, ...rest] = body.toString().split('\r\n');
    expect(head).toBe(
      '\ufeffid,databaseId,activityType,userId,institutionId,ipAddress,userAgent,entityType,entityId,description,' +
        'properties,beforeState,afterState,createdAt',
    );
    expect(first).toContain(
      '10.0.0.1,Firefox,,,"Məktəbə daxil oldu, ""sakit""","{""theme"":""dark"",""password"":""***""}",',
    );
    expect(first).toMatch(/,2026-03-01T08:15:30\.123456Z$/);
    expect(second).toContain(`,'=cmd|calc,,${world.institutions.baku},,,,,'+1,`);
    expect(rest).toEqual(['']);
  });

  it('gives security events with their state', async () => {
    const path = await startExport(service, 'baku.admin', {
      source: 'SECURITY_EVENTS',
      format: 'NDJSON',
      securityEvents: { severities: ['CRITICAL'] },
    });
    const [event, ...others] = linesOf((await download(service, 'baku.admin', path)).body);
    expect(others).toEqual([]);
    expect(event).toMatchObject({ severity: 'CRITICAL', state: 'OPEN', resolution: null, description: 'in Bakı' });
  });

  it('gives audit records and errors, masked and scrubbed as in answers', async () => {
    await service.database.owner
      .insertInto('system_errors')
      .values({
        error_type: 'PaymentFailed',
        message: 'no answer to ali@example.az',
        severity: 'error',
        user_id: world.users['school1.teacher'],
        context: json({ password: 'hunter2', step: 3 }),
      })
      .execute();
    const errors = await startExport(service, 'baku.admin', { source: 'SYSTEM_ERRORS', format: 'NDJSON' });
    const [error, ...more] = linesOf((await download(service, 'baku.admin', errors)).body);
    expect(more).toEqual([]);
    expect(error).toMatchObject({
      errorType: 'PaymentFailed',
      severity: 'ERROR',
      status: 'OPEN',
      context: { step: 3 },
    });
    expect(JSON.stringify(error)).not.toMatch(/hunter2|ali@example/);

    const path = await startExport(service, 'baku.admin', {
      source: 'AUDIT_LOGS',
      format: 'NDJSON',
      auditLogs: { events: ['export.*'] },
    });
    const records = linesOf((await download(service, 'baku.admin', path)).body);
    // Its own start is not among them: that came after what it goes up to.
    expect(records.at(-1)).toMatchObject({ event: 'export.downloaded', entityId: idOf(errors) });
    expect(records.at(-3)).toMatchObject({
      event: 'export.started',
      entityType: 'exports',
      entityId: idOf(errors),
      newValues: { source: 'system_errors', format: 'ndjson' },
      tags: expect.arrayContaining(['graphql']),
      requestId: expect.any(String),
    });
    const ganja = await startExport(service, 'ganja.admin', { source: 'SYSTEM_ERRORS', format: 'CSV' });
    expect((await download(service, 'ganja.admin', ganja)).body.toString()).not.toContain('PaymentFailed');
  });

  it('of nothing has no range: one that is asked for is ignored', async () => {
    const path = await startExport(service, 'baku.admin', {
      source: 'ACTIVITY_LOGS',
      format: 'NDJSON',
      activityLogs: { activityTypes: ['none'] },
    });
    await download(service, 'baku.admin', path);
    const { status, headers } = await download(service, 'baku.admin', path, { headers: { range: 'bytes=0-' } });
    expect(status).toBe(200);
    expect(headers).toMatchObject({ 'content-length': '0' });
    expect(headers).not.toHaveProperty('content-range');
  });

  it('of nothing is an empty file, or a header', async () => {
    const nothing = { source: 'ACTIVITY_LOGS', activityLogs: { activityTypes: ['none'] } };
    const ndjson = await startExport(service, 'superadmin', { ...nothing, format: 'NDJSON' });
    expect(await download(service, 'superadmin', ndjson)).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    const csv = await startExport(service, 'superadmin', { ...nothing, format: 'CSV' });
    expect((await download(service, 'superadmin', csv)).body.toString()).toMatch(/^id,.*createdAt\r\n$/);
  });

  it('tells how far it is', async () => {
    const path = await startExport(service, 'baku.admin', { source: 'ACTIVITY_LOGS', format: 'NDJSON' });
    const before = await ofUser('baku.admin', idOf(path));
    expect(before).toMatchObject({
      source: 'ACTIVITY_LOGS',
      format: 'NDJSON',
      status: 'READY',
      rowsSent: 0,
      bytesSent: 0,
      totalBytes: null,
      completedAt: null,
      url: path,
      user: { username: 'baku.admin' },
    });
    expect(before.estimatedRows).toBeGreaterThanOrEqual(0);
    expect(Date.parse(before.expiresAt) - Date.parse(before.createdAt)).toBeCloseTo(24 * 3_600_000, -4);
    const { body } = await download(service, 'baku.admin', path);
    expect(await ofUser('baku.admin', idOf(path))).toMatchObject({
      status: 'COMPLETED',
      rowsSent: linesOf(body).length,
      bytesSent: body.length,
      totalBytes: body.length,
      completedAt: expect.any(String),
    });
  });

  it('is the same file again, without what came later', async () => {
    const path = await startExport(service, 'superadmin', { source: 'ACTIVITY_LOGS', format: 'CSV' });
    await insertActivities(service.database.owner, [{ activity_type: 'too late' }]);
    const first = await download(service, 'superadmin', path);
    expect(first.body.toString()).not.toContain('too late');
    const second = await download(service, 'superadmin', path);
    expect(second.body.equals(first.body)).toBe(true);
    expect(second.headers['content-length']).toBe(String(first.body.length));
  });

  it('is repeated by its idempotency key', async () => {
    const input = { source: 'ACTIVITY_LOGS', format: 'CSV', idempotencyKey: 'monday' };
    const path = await startExport(service, 'baku.admin', input);
    expect(await startExport(service, 'baku.admin', input)).toBe(path);
    await expect(startExport(service, 'baku.admin', { ...input, format: 'NDJSON' })).rejects.toThrow(
      'IDEMPOTENCY_KEY_REUSED',
    );
  });

  it('is refused with a filter of another source, a filter that is wrong, and a byte order mark in NDJSON', async () => {
    const refusal = (input: object) => startExport(service, 'superadmin', input).catch(String);
    expect(await refusal({ source: 'ACTIVITY_LOGS', format: 'CSV', securityEvents: {} })).toContain(
      '"field":["securityEvents"],"message":"securityEvents is no filter for this source: filter by activityLogs."',
    );
    expect(await refusal({ source: 'ACTIVITY_LOGS', format: 'CSV', activityLogs: { userId: 'x' } })).toContain(
      '"field":["activityLogs","userId"],"message":"activityLogs.userId must be the id of a User',
    );
    expect(await refusal({ source: 'ACTIVITY_LOGS', format: 'NDJSON', byteOrderMark: true })).toContain(
      'byteOrderMark is for CSV',
    );
  });
});

describe('who may', () => {
  it('gets no rows that the list would not give: a region its own, a teacher their own', async () => {
    for (const [username, expected] of [
      ['baku.admin', ['login', '=cmd|calc']],
      ['ganja.admin', ['ganja']],
      ['school1.teacher', ['login']],
      ['school3.teacher', []],
    ] as const) {
      const path = await startExport(service, username, { source: 'ACTIVITY_LOGS', format: 'NDJSON' });
      const { body } = await download(service, username, path);
      expect(linesOf(body).map((row) => row['activityType'])).toEqual(expected);
    }
  });

  it('needs the permission to read the source', async () => {
    await expect(startExport(service, 'school1.admin', { source: 'SECURITY_EVENTS', format: 'CSV' })).rejects.toThrow(
      'this takes the permission SECURITY_EVENTS_READ, too.',
    );
  });

  it('sees and downloads one’s own exports; a super administrator sees those of others, too, and downloads none', async () => {
    const path = await startExport(service, 'baku.admin', { source: 'ACTIVITY_LOGS', format: 'NDJSON' });
    const list = async (username: string) =>
      (await service.query(username, '{ exports { nodes { url } totalCount { value } } }')).data.exports.nodes.map(
        (node: { url: string }) => node.url,
      );
    expect(await list('baku.admin')).toContain(path);
    expect(await list('ganja.admin')).not.toContain(path);
    expect(await list('superadmin')).toContain(path);
    expect(await ofUser('ganja.admin', idOf(path))).toBeNull();
    const strangers = ['ganja.admin', 'superadmin', 'school1.teacher'];
    for (const stranger of strangers) {
      const own = await download(service, stranger, path);
      const none = await download(service, stranger, '/exports/999999');
      expect(own.status).toBe(404);
      const told = ({ body }: { body: Buffer }) =>
        (JSON.parse(body.toString()) as { errors: { message: string }[] }).errors[0]!.message;
      expect(told(own)).toBe(told(none));
    }
    expect((await download(service, null, path)).status).toBe(401);
  });
});

describe('audit records', () => {
  it('tell of the start of an export and of each download: who, from where, how much', async () => {
    const path = await startExport(service, 'baku.admin', { source: 'ACTIVITY_LOGS', format: 'NDJSON' });
    const { body } = await download(service, 'baku.admin', path, { headers: { 'user-agent': 'curl/8.0' } });
    const records = await service.database.owner
      .selectFrom('audit_logs')
      .selectAll()
      .where('auditable_type', '=', 'exports')
      .where('auditable_id', '=', idOf(path))
      .orderBy('id')
      .execute();
    expect(records.map(({ event }) => event)).toEqual([
      'export.started',
      'export.download_started',
      'export.downloaded',
    ]);
    expect(records[2]).toMatchObject({
      user_id: world.users['baku.admin'],
      ip_address: '127.0.0.1',
      user_agent: 'curl/8.0',
      institution_id: world.institutions.baku,
      url: expect.stringContaining(path),
      new_values: { from: 0, bytes: body.length, rows: linesOf(body).length, outcome: 'completed' },
    });
  });
});
