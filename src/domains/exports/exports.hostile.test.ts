import { once } from 'node:events';
import { get as httpGet, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../auth/secrets.ts';
import { download, startExport, type Downloaded } from '../../testing/exports.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { deleteExpired } from './exports.repository.ts';

let service: TestService;
let world: World;

/** More than the buffers of a connection hold. */
const rows = 80_000;

beforeAll(async () => {
  service = await startTestService({ environment: { AUTH_RECHECK_SECONDS: '1' } });
  world = await createWorld(service.database);
  await sql`insert into activity_logs (activity_type, user_id, institution_id, description)
    select 'bulk', ${world.users['baku.admin']}, ${world.institutions.baku}, repeat('Məktəb ', 20) || n
    from generate_series(1, ${rows}::integer) as n`.execute(service.database.owner);
});
afterAll(() => service.stop());

const start = (username: string, more: object = {}) =>
  startExport(service, username, { source: 'ACTIVITY_LOGS', format: 'NDJSON', ...more });

const errorOf = ({ body }: Downloaded) =>
  (JSON.parse(body.toString()) as { errors: { message: string; extensions: { code: string } }[] }).errors[0]!;

/** Connections of exports that PostgreSQL has. */
const connections = async (): Promise<number> => {
  const { rows: found } = await sql<{ n: number }>`select count(*)::integer as n from pg_stat_activity
    where application_name = 'atis-export' and datname = current_database()`.execute(service.database.db);
  return found[0]!.n;
};

const outcomeOf = async (path: string): Promise<unknown> => {
  const record = await service.database.owner
    .selectFrom('audit_logs')
    .select('new_values')
    .where('event', '=', 'export.downloaded')
    .where('auditable_id', '=', path.split('/').at(-1)!)
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return (record?.new_values as { outcome?: string } | undefined)?.outcome;
};

/** A download whose client reads nothing until it is told to. */
async function slowly(username: string, path: string): Promise<IncomingMessage> {
  const authorization = `Bearer ${await service.tokenFor(username)}`;
  const request = httpGet(`${service.url}${path}`, { headers: { authorization }, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  return response.pause();
}

describe('what is asked for wrongly', () => {
  it('is refused with what would be right: offsets, ranges, ids, methods', async () => {
    const path = await start('baku.admin', { activityLogs: { activityTypes: ['none'] } });
    for (const offset of ['-1', '1e9', 'x', '', '1.5', '9'.repeat(16), '0x10', '1&offset=2']) {
      const refused = await download(service, 'baku.admin', `${path}?offset=${offset}`);
      expect({ offset, status: refused.status, code: errorOf(refused).extensions.code }).toEqual({
        offset,
        status: 400,
        code: 'BAD_USER_INPUT',
      });
    }
    for (const range of ['bytes=-5', 'bytes=0-10', 'bytes=0-,5-', 'bytes=x-', 'bytes=', 'bytes=99-']) {
      const refused = await download(service, 'baku.admin', path, { headers: { range } });
      expect({ range, status: refused.status }).toEqual({ range, status: 416 });
    }
    // RFC 9110: what is not understood as a range is no range.
    for (const headers of [{ range: 'rows=5-' }, { range: 'bytes=5-', 'if-range': '"another"' }])
      expect((await download(service, 'baku.admin', path, { headers })).status).toBe(200);
    for (const id of ['0', '-1', 'x', '99999999999999999999', '1%00', '..%2fhealthz'])
      expect((await download(service, 'baku.admin', `/exports/${id}`)).status).toBe(404);
    expect((await download(service, 'baku.admin', path, { method: 'DELETE' })).status).toBe(404);
  });

  it('HEAD tells of the file and sends nothing', async () => {
    const path = await start('baku.admin', { activityLogs: { search: ' 777' } });
    const head = await download(service, 'baku.admin', path, { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, body: Buffer.alloc(0) });
    expect(head.headers).toMatchObject({ 'accept-ranges': 'bytes', etag: `"export-${path.split('/').at(-1)!}"` });
    expect((await download(service, 'ganja.admin', path, { method: 'HEAD' })).status).toBe(404);
    expect(await outcomeOf(path)).toBeUndefined();
    const { body } = await download(service, 'baku.admin', path);
    const later = await download(service, 'baku.admin', path, { method: 'HEAD' });
    expect(later.headers['content-length']).toBe(String(body.length));
  });

  it('an export that has expired is gone', async () => {
    const path = await start('baku.admin');
    await service.database.owner
      .updateTable('api.exports')
      .set({ expires_at: new Date(Date.now() - 1_000) })
      .where('id', '=', path.split('/').at(-1)!)
      .execute();
    const refused = await download(service, 'baku.admin', path);
    expect({ status: refused.status, code: errorOf(refused).extensions.code }).toEqual({
      status: 410,
      code: 'EXPORT_EXPIRED',
    });
  });
});

describe('exports that expired a week ago', () => {
  it('are removed, with their segments', async () => {
    const path = await start('baku.admin', { activityLogs: { search: ' 777' } });
    const id = path.split('/').at(-1)!;
    await download(service, 'baku.admin', path);
    const expire = (days: number) =>
      service.database.owner
        .updateTable('api.exports')
        .set({ expires_at: new Date(Date.now() - days * 86_400_000) })
        .where('id', '=', id)
        .execute();
    const segments = () =>
      service.database.owner.selectFrom('api.export_segments').select('digest').where('export_id', '=', id).execute();
    await expire(6);
    expect(await deleteExpired(service.database.db)).toBe(0);
    expect(await segments()).toHaveLength(1);
    await expire(8);
    expect(await deleteExpired(service.database.db)).toBe(1);
    expect(await segments()).toEqual([]);
  });
});

describe('a client that leaves', () => {
  it('ends the query in PostgreSQL at once, and is recorded with what it got', async () => {
    const path = await start('baku.admin');
    const cut = await download(service, 'baku.admin', path, { leaveAfter: 1_000_000 });
    expect(cut.complete).toBe(false);
    await expect.poll(connections, { timeout: 3_000 }).toBe(0);
    await expect.poll(() => outcomeOf(path), { timeout: 5_000 }).toBe('The client has left.');
  });

  it('ends it also while PostgreSQL has not found the first row yet', async () => {
    const path = await start('baku.admin', { activityLogs: { search: 'no such text' } });
    const { database } = service;
    await database.owner.transaction().execute(async (tx) => {
      await sql`lock table activity_logs in access exclusive mode`.execute(tx);
      const authorization = `Bearer ${await service.tokenFor('baku.admin')}`;
      const request = httpGet(`${service.url}${path}`, { headers: { authorization }, agent: false });
      request.on('error', () => undefined);
      await expect.poll(connections).toBe(1);
      request.destroy();
      await expect.poll(connections, { timeout: 3_000 }).toBe(0);
    });
  });
});

describe('a client that does not read', () => {
  it('holds neither connection nor snapshot, and gets all of it once it reads on', async () => {
    const path = await start('baku.admin');
    const response = await slowly('baku.admin', path);
    await expect.poll(connections, { timeout: 15_000, interval: 500 }).toBe(0);
    const state = async () =>
      (await service.query('baku.admin', `{ export(id: "${path.split('/').at(-1)!}") { status rowsSent } }`)).data
        .export;
    expect(await state()).toMatchObject({ status: 'RUNNING' });
    const { rowsSent } = await state();
    expect(rowsSent).toBeGreaterThan(0);
    expect(rowsSent).toBeLessThan(rows);
    let lines = 0;
    for await (const part of response as AsyncIterable<Buffer>) lines += part.toString('latin1').split('\n').length - 1;
    expect(lines).toBe(rows);
    expect(response.complete).toBe(true);
  }, 60_000);
});

describe('a token', () => {
  it('that is revoked while a file is sent ends the download within seconds, cut off', async () => {
    const path = await start('baku.admin');
    const response = await slowly('baku.admin', path);
    await service.database.owner
      .deleteFrom('api_tokens')
      .where('token', '=', hashSecret(await service.tokenFor('baku.admin')))
      .execute();
    service.forgetTokens();
    await expect.poll(() => outcomeOf(path), { timeout: 10_000 }).toBe('Token revoked');
    const rest = (async () => {
      for await (const part of response as AsyncIterable<Buffer>) expect(part.length).toBeGreaterThan(0);
    })();
    await expect(rest).rejects.toThrow('aborted');
    expect(response.complete).toBe(false);
  });

  it('that expires while a file is sent ends the download then', async () => {
    const path = await start('baku.admin');
    await service.database.owner
      .updateTable('api_tokens')
      .set({ expires_at: new Date(Date.now() + 3_000) })
      .where('token', '=', hashSecret(await service.tokenFor('baku.admin')))
      .execute();
    await sleep(1_200);
    await slowly('baku.admin', path);
    service.forgetTokens();
    await expect.poll(() => outcomeOf(path), { timeout: 10_000 }).toBe('Token expired');
  });
});

describe('too many', () => {
  it('downloads at once are refused with 429 and Retry-After, and the others are whole', async () => {
    const path = await start('baku.admin');
    const answers = await Promise.all(Array.from({ length: 20 }, () => download(service, 'baku.admin', path)));
    const [taken, refused] = [
      answers.filter(({ status }) => status === 200),
      answers.filter(({ status }) => status === 429),
    ];
    expect([taken.length, refused.length]).toEqual([2, 18]);
    expect(refused[0]).toMatchObject({ headers: { 'retry-after': '10' } });
    expect(errorOf(refused[0]!)).toMatchObject({ extensions: { code: 'LIMIT_EXCEEDED' } });
    expect(taken[0]!.complete && taken[1]!.complete).toBe(true);
    expect(taken[0]!.body.equals(taken[1]!.body)).toBe(true);
    expect((await download(service, 'baku.admin', path, { leaveAfter: 10 })).status).toBe(200);
  }, 60_000);

  it('in an hour are refused, starts and downloads together', async () => {
    const strict = await startTestService({ database: service.database, environment: { RATE_EXPORTS: '2' } });
    try {
      const input = { source: 'ACTIVITY_LOGS', format: 'CSV', activityLogs: { activityTypes: ['none'] } };
      const path = await startExport(strict, 'school1.admin', input);
      expect((await download(strict, 'school1.admin', path)).status).toBe(200);
      const refused = await download(strict, 'school1.admin', path);
      expect(refused.status).toBe(429);
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(errorOf(refused).message).toContain('You may start and download 2 exports in an hour.');
      await expect(startExport(strict, 'school1.admin', input)).rejects.toThrow('RATE_LIMITED');
    } finally {
      await strict.stop();
    }
  });
});

describe('a client of HTTP/1.0, where the end of the connection is the end of the file', () => {
  it('gets all of it, or an error', async () => {
    const path = await start('baku.admin', { activityLogs: { activityTypes: ['none'] } });
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      `GET ${path} HTTP/1.0\r\nHost: x\r\nAuthorization: Bearer ${await service.tokenFor('baku.admin')}\r\n\r\n`,
    );
    let answer = '';
    for await (const part of socket as AsyncIterable<Buffer>) answer += part.toString();
    expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n[^]*\r\n\r\n$/);
  });
});

describe('a service that stops', () => {
  it('cuts downloads off at once, records them, and another instance goes on', async () => {
    const stopping = await startTestService({ database: service.database });
    const path = await start('baku.admin');
    const authorization = `Bearer ${await service.tokenFor('baku.admin')}`;
    const request = httpGet(`${stopping.url}${path}`, { headers: { authorization }, agent: false });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const parts: Buffer[] = [];
    const reading = (async () => {
      for await (const part of response as AsyncIterable<Buffer>) {
        parts.push(part);
        if (parts.length === 20) void stopping.stop();
      }
    })();
    await expect(reading).rejects.toThrow('aborted');
    await expect.poll(() => outcomeOf(path), { timeout: 10_000 }).toBe('Going away');
    const got = Buffer.concat(parts);
    const rest = await download(service, 'baku.admin', path, { headers: { range: `bytes=${got.length}-` } });
    expect(rest).toMatchObject({ status: 206, complete: true });
    const whole = await download(service, 'baku.admin', path);
    expect(Buffer.concat([got, rest.body]).equals(whole.body)).toBe(true);
  }, 60_000);
});
