import { once } from 'node:events';
import { access, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from './auth/issue-token.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { untilWaiting, whileLocked } from './testing/locks.ts';
import { startProxy, type Proxy } from './testing/proxy.ts';
import { openRawSocket } from './testing/raw-socket.ts';
import { kill, startProcess, type ServiceProcess } from './testing/service-process.ts';
import type { Answer } from './testing/service.ts';
import { createWorld } from './testing/world.ts';

let database: TestDatabase;
const processes: ServiceProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  await createWorld(database);
});
afterAll(() => database.drop());
afterEach(async () => {
  await Promise.all(processes.splice(0).map(kill));
});

function start(environment: Record<string, string>): ServiceProcess {
  const service = startProcess(environment);
  processes.push(service);
  return service;
}
const withDatabase = (): Record<string, string> => ({
  DATABASE_URL: database.url,
  MIGRATION_DATABASE_URL: database.ownerUrl,
});

async function viewerOf(url: string, token: string): Promise<string | undefined> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: '{ viewer { user { username } } }' }),
  });
  const { data } = (await response.json()) as Answer;
  return data?.viewer.user.username;
}

describe('SIGTERM', () => {
  it('ends 100 live subscriptions and 20 slow queries with an answer or 1001, and the process with 0 within 10 seconds', async () => {
    const service = start({ ...withDatabase(), DATABASE_POOL_SIZE: '30', LIMIT_SOCKETS_PER_USER: '110' });
    const url = await service.ready();
    const wsUrl = `${url.replace('http', 'ws')}/graphql`;
    const token = await issueToken(database.db, 'baku.admin', 'test', null);
    const sockets = await Promise.all(Array.from({ length: 110 }, () => openRawSocket(wsUrl, { token })));
    const [subscribers, askers] = [sockets.slice(10), sockets.slice(0, 10)];
    for (const socket of subscribers) {
      socket.send({ id: '1', type: 'subscribe', payload: { query: 'subscription { securityEventFeed { cursor } }' } });
    }
    await Promise.all(subscribers.map((socket) => socket.answer('1', 'next')));

    const query = '{ securityEvents(first: 1) { nodes { databaseId } } }';
    const ask = async (): Promise<{ status: number; body: Answer }> => {
      const response = await fetch(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      return { status: response.status, body: (await response.json()) as Answer };
    };
    const { took, codes, answers, late } = await whileLocked(database, 'security_events', async () => {
      const asked = Array.from({ length: 10 }, ask);
      for (const socket of askers) socket.send({ id: '1', type: 'subscribe', payload: { query } });
      await untilWaiting(database, 20);
      const told = performance.now();
      service.process.kill('SIGTERM');
      const codes = await Promise.all(sockets.map((socket) => socket.closed()));
      // Those that came before may still be answered; who comes now is told to go elsewhere, or not listened to.
      const late = await ask().catch((error: unknown) => error);
      const answers = await Promise.all(asked);
      expect(await service.exited()).toBe(0);
      return { took: performance.now() - told, codes, answers, late };
    });
    expect(took).toBeLessThan(10_000);
    expect(new Set(codes)).toEqual(new Set([1001]));
    for (const { status, body } of answers) {
      expect(status).toBe(503);
      expect(body.errors).toMatchObject([
        { message: 'This instance is stopping. Send the request again.', extensions: { code: 'SERVICE_UNAVAILABLE' } },
      ]);
    }
    if (late instanceof Error) expect(late.message).toBe('fetch failed');
    else expect(late).toMatchObject({ status: 503 });
  });

  it('answers in full what is done within 5 seconds, and does not wait for those to close who were answered', async () => {
    const service = start(withDatabase());
    const url = await service.ready();
    const token = await issueToken(database.db, 'baku.admin', 'test', null);
    const answers = await whileLocked(database, 'users', async () => {
      const asked = Array.from({ length: 3 }, () => viewerOf(url, token));
      await untilWaiting(database, 1);
      service.process.kill('SIGTERM');
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return { asked };
    });
    expect(await Promise.all(answers.asked)).toEqual(['baku.admin', 'baku.admin', 'baku.admin']);
    const answered = performance.now();
    expect(await service.exited()).toBe(0);
    expect(performance.now() - answered).toBeLessThan(3_000);
  });
});

describe('a start that cannot succeed ends with 1 and says why', () => {
  it('names every problem of the environment at once, and prints no value', async () => {
    const service = start({
      PORT: '99999',
      LOG_LEVEL: 'louder-than-secret',
      DATABASE_URL: 'mysql://atis:hunter2@database/atis',
      DATABASE_POOL_SIZE: 'secret-size',
      JWT_SECRET: 'too-short-secret',
      DEMO_DATA: 'secretly',
    });
    expect(await service.exited()).toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'DATABASE_POOL_SIZE', 'JWT_SECRET', 'DEMO_DATA']) {
      expect(service.output()).toContain(`${name}: `);
    }
    expect(service.output()).not.toMatch(/99999|hunter2|secret|mysql:/);
    expect(service.output()).not.toMatch(/\n\s+at /);
  });

  it('names a port that is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const port = String((other.address() as AddressInfo).port);
    try {
      const service = start({ ...withDatabase(), PORT: port });
      expect(await service.exited()).toBe(1);
      expect(service.output()).toContain(`Port ${port} is taken. Stop what uses it, or set PORT to another one.`);
    } finally {
      other.close();
    }
  });

  it('names an address that this machine does not have', async () => {
    const service = start({ ...withDatabase(), HOST: '192.0.2.1' });
    expect(await service.exited()).toBe(1);
    expect(service.output()).toContain('This machine has no address 192.0.2.1. Set HOST');
  });

  it('names a password that is wrong, and does not print it', async () => {
    const url = Object.assign(new URL(database.ownerUrl), { password: 'hunter2' }).href;
    const service = start({ DATABASE_URL: database.url, MIGRATION_DATABASE_URL: url });
    expect(await service.exited()).toBe(1);
    expect(service.output()).toContain('could not be migrated: password authentication failed');
    expect(service.output()).toContain('the password is wrong: correct it');
    expect(service.output()).not.toContain('hunter2');
  });
});

describe('a database that is away at the start', () => {
  const freePort = async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    await new Promise((resolve) => other.close(resolve));
    return port;
  };

  it.each([
    ['refuses connections', (proxy: Proxy) => proxy.cut()],
    ['does not answer', (proxy: Proxy) => proxy.freeze()],
  ])(
    'and %s is waited for: the service listens, says so, and serves when it comes',
    async (_, fail) => {
      const empty = await createTestDatabase({ empty: true });
      const proxy = await startProxy(empty.url);
      fail(proxy);
      const through = (url: string) => Object.assign(new URL(url), { host: new URL(proxy.url).host }).href;
      const port = await freePort();
      const service = start({
        PORT: String(port),
        DATABASE_URL: through(empty.url),
        MIGRATION_DATABASE_URL: through(empty.ownerUrl),
      });
      const ask = async (path: string) => {
        const response = await fetch(`http://127.0.0.1:${port}${path}`).catch(() => null);
        return response && { status: response.status, body: await response.json() };
      };
      const waiting = { status: 503, body: { ready: false, starting: true, database: 'unreachable' } };
      await expect.poll(() => ask('/readyz')).toEqual(waiting);
      expect(await ask('/healthz')).toMatchObject({ status: 200 });
      expect(await ask('/graphql?query={__typename}')).toMatchObject({
        status: 503,
        body: { errors: [{ extensions: { code: 'SERVICE_UNAVAILABLE' } }] },
      });
      await expect(openRawSocket(`ws://127.0.0.1:${port}/graphql`)).rejects.toThrow('503');
      // Long enough for several attempts.
      await new Promise((resolve) => setTimeout(resolve, 3_000));
      expect(service.output().match(/"level":50/g)).toHaveLength(1);
      expect(service.output()).toContain('"msg":"the database is unreachable: waiting for it"');

      proxy.restore();
      const back = performance.now();
      await service.ready();
      expect(performance.now() - back).toBeLessThan(5_000);
      expect(service.output()).toContain('"msg":"the database works again"');
      expect(await ask('/readyz')).toMatchObject({ status: 200, body: { ready: true, database: 'ok' } });
      await kill(service);
      await proxy.stop();
      await empty.drop();
    },
    60_000,
  );

  it('does not keep the process from stopping', async () => {
    const port = await freePort();
    const service = start({ PORT: String(port), DATABASE_URL: 'postgres://atis:hunter2@127.0.0.1:1/atis' });
    await expect.poll(() => service.output()).toContain('waiting for it');
    expect(service.output()).not.toContain('hunter2');
    service.process.kill('SIGTERM');
    expect(await service.exited()).toBe(0);
  });
});

describe('without a database of its own', () => {
  it('starts one with demo data, prints tokens that work, and starts again on it after kill -9', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'atis-main-'));
    const tokens = (output: string) =>
      [...output.matchAll(/^ {2}(\S+) {2,}(atis_\S+)$/gm)].map(([, username = '', token = '']) => ({
        username,
        token,
      }));
    try {
      const first = start({ DATA_DIR: dataDir });
      const firstUrl = await first.ready();
      await expect.poll(() => tokens(first.output()).length).toBeGreaterThan(3);
      const printed = tokens(first.output());
      for (const { username, token } of printed) expect(await viewerOf(firstUrl, token)).toBe(username);
      await kill(first);

      const second = start({ DATA_DIR: dataDir });
      const secondUrl = await second.ready();
      expect(await viewerOf(secondUrl, printed[0]!.token)).toBe(printed[0]!.username);
      second.process.kill('SIGTERM');
      expect(await second.exited()).toBe(0);
      await expect(access(join(dataDir, 'postgres', 'cluster', 'postmaster.pid'))).rejects.toThrow('ENOENT');
    } finally {
      await Promise.all(processes.map(kill));
      await rm(dataDir, { recursive: true, force: true });
    }
  }, 120_000);
});
