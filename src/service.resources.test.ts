import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { untilWaiting, whileLocked } from './testing/locks.ts';
import { openRawSocket, type RawSocket } from './testing/raw-socket.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { createWorld, insertEvents, type Username } from './testing/world.ts';

let service: TestService;
const logged: string[] = [];
const open: { close(): void }[] = [];

const limits = { connections: 60, sockets: 5, operations: 4, message: 2_048, body: 4_096 };

beforeAll(async () => {
  service = await startTestService({
    environment: {
      LIMIT_CONNECTIONS: String(limits.connections),
      LIMIT_SOCKETS_PER_USER: String(limits.sockets),
      LIMIT_OPERATIONS_PER_SOCKET: String(limits.operations),
      LIMIT_MESSAGE_BYTES: String(limits.message),
      LIMIT_BODY_BYTES: String(limits.body),
    },
    logTo: { write: (line) => logged.push(line) },
  });
  const world = await createWorld(service.database);
  await insertEvents(
    service.database.owner,
    Array.from({ length: 100 }, () => ({ institution: world.institutions.school1, description: 'x'.repeat(1_000) })),
  );
});
afterAll(() => service.stop());
afterEach(async () => {
  for (const one of open.splice(0)) one.close();
  await expect.poll(async () => (await readiness()).openSessions).toBe(0);
});

const readiness = async () => (await (await fetch(`${service.url}/readyz`)).json()) as { openSessions: number };
const authorization = async (username: Username) => `Bearer ${await service.tokenFor(username)}`;
const subscribe = (id: string, query: string) => ({ id, type: 'subscribe', payload: { query } }) as const;
const list = '{ securityEvents(first: 1) { nodes { databaseId } } }';
const long = '{ securityEvents(first: 100) { nodes { description } } }';
const feed = 'subscription { securityEventFeed { cursor } }';
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function signIn(username: Username): Promise<RawSocket> {
  const socket = await openRawSocket(service.wsUrl, { token: await service.tokenFor(username) });
  open.push(socket);
  return socket;
}

async function openStream(username: Username, query = feed): Promise<Response> {
  const leaving = new AbortController();
  const response = await fetch(`${service.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      authorization: await authorization(username),
    },
    body: JSON.stringify({ query }),
    signal: leaving.signal,
  });
  // Held until the end: fetch closes what nobody refers to.
  open.push(Object.assign(response, { close: () => leaving.abort() }));
  return response;
}

/** A TCP connection that says whatever a test wants to say, and keeps what it is told. */
interface Wire {
  readonly socket: Socket;
  readonly received: () => string;
  /** Waits for its end; gives how long it lived, in milliseconds. */
  readonly ended: () => Promise<number>;
}

async function openWire(): Promise<Wire> {
  const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
  open.push({ close: () => socket.destroy() });
  const opened = performance.now();
  let received = '';
  const ended = new Promise<number>((resolve) => socket.once('close', () => resolve(performance.now() - opened)));
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  socket.on('data', (chunk: Buffer) => (received += chunk.toString()));
  return { socket, received: () => received, ended: () => ended };
}

const request = async (query: string) => {
  const body = JSON.stringify({ query });
  return [
    'POST /graphql HTTP/1.1',
    'host: localhost',
    'content-type: application/json',
    `authorization: ${await authorization('superadmin')}`,
    `content-length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
};

describe('the sockets and event streams of a user', () => {
  it('are counted together, each user for itself, and one that ends makes room', async () => {
    const sockets = await Promise.all(Array.from({ length: 3 }, () => signIn('baku.admin')));
    for (let i = 0; i < 2; i++) expect((await openStream('baku.admin')).status).toBe(200);

    const socket = new WebSocket(service.wsUrl, 'graphql-transport-ws');
    await once(socket, 'open');
    socket.send(
      JSON.stringify({ type: 'connection_init', payload: { authorization: await authorization('baku.admin') } }),
    );
    const [code, reason] = (await once(socket, 'close')) as [number, Buffer];
    expect(code).toBe(1008);
    expect(reason.toString()).toBe('A user may have 5 sockets and event streams open. Close one first.');

    const refused = await openStream('baku.admin');
    expect(refused.status).toBe(429);
    expect(await refused.json()).toEqual({
      errors: [
        {
          message: 'A user may have 5 sockets and event streams open. Close one first.',
          extensions: {
            code: 'LIMIT_EXCEEDED',
            limit: { name: 'socketsPerUser', maximum: limits.sockets },
            requestId: refused.headers.get('x-request-id'),
          },
        },
      ],
    });

    await signIn('ganja.admin');
    sockets[0]!.close();
    await expect.poll(async () => (await readiness()).openSessions).toBe(limits.sockets);
    expect((await openStream('baku.admin')).status).toBe(200);
  });
});

describe('the operations of a socket', () => {
  it('are no more than allowed at a time; one more is refused, and the others and the socket go on', async () => {
    const socket = await signIn('superadmin');
    await whileLocked(service.database, 'security_events', async () => {
      socket.send(subscribe('feed', feed));
      for (const id of ['a', 'b', 'c', 'd', 'e']) socket.send(subscribe(id, list));
      for (const id of ['d', 'e']) {
        expect((await socket.answer(id, 'error')).payload).toMatchObject([
          {
            message: 'A socket may have 4 operations at a time. Complete one first.',
            extensions: {
              code: 'LIMIT_EXCEEDED',
              limit: { name: 'operationsPerSocket', maximum: limits.operations },
              requestId: expect.any(String),
            },
          },
        ]);
      }
      await untilWaiting(service.database, 3);
    });
    for (const id of ['a', 'b', 'c']) expect((await socket.answer(id, 'next')).payload.errors).toBeUndefined();
    await socket.answer('feed', 'next');
    for (const id of ['f', 'g', 'h']) {
      socket.send(subscribe(id, list));
      await socket.answer(id, 'complete');
    }
  });

  it('make room when they are completed by the client, fail, or are no operation', async () => {
    const socket = await signIn('superadmin');
    for (let round = 0; round < 3 * limits.operations; round++) {
      socket.send(subscribe(`feed ${round}`, feed));
      socket.send({ id: `feed ${round}`, type: 'complete' });
      socket.send(subscribe(`invalid ${round}`, '{ nonsense }'));
      await socket.answer(`invalid ${round}`, 'error');
      socket.send(subscribe(`failed ${round}`, '{ users(first: 101) { nodes { id } } }'));
      await socket.answer(`failed ${round}`, 'complete');
    }
    socket.send(subscribe('last', list));
    await socket.answer('last', 'complete');
    expect(socket.isOpen).toBe(true);
  });
});

describe('what is too large', () => {
  it('as a message closes its socket with 1009', async () => {
    const socket = await signIn('superadmin');
    socket.send(subscribe('fits', `# ${'x'.repeat(limits.message - 200)}\n${list}`));
    await socket.answer('fits', 'complete');
    socket.send(subscribe('large', `# ${'x'.repeat(limits.message)}\n${list}`));
    expect(await socket.closed()).toBe(1009);
  });

  it('as a body is refused with 413', async () => {
    const { status } = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `# ${'x'.repeat(limits.body)}` }),
    });
    expect(status).toBe(413);
  });

  it('as headers is refused with 431', async () => {
    const wire = await openWire();
    wire.socket.write(`GET /healthz HTTP/1.1\r\nhost: localhost\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`);
    await wire.ended();
    expect(wire.received()).toMatch(/^HTTP\/1.1 431 /);
  });
});

describe('a client that dawdles', () => {
  it('with its headers, or its body, is told so and its connection is closed', async () => {
    const [headers, body] = await Promise.all([openWire(), openWire()]);
    const whole = await request(list);
    headers.socket.write('POST /graphql HTTP/1.1\r\nhost: localhost\r\n');
    body.socket.write(whole.slice(0, -10));
    const drops = [
      setInterval(() => headers.socket.write('x-drop: by-drop\r\n'), 1_000),
      setInterval(() => body.socket.write(' '), 4_000),
    ];
    try {
      const [first, second] = await Promise.all([headers.ended(), body.ended()]);
      expect(headers.received()).toMatch(/^HTTP\/1.1 408 /);
      expect(body.received()).toMatch(/^HTTP\/1.1 408 /);
      expect(first).toBeGreaterThan(9_000);
      expect(first).toBeLessThan(second);
    } finally {
      drops.forEach((drop) => clearInterval(drop));
    }
  }, 60_000);
});

describe('a client that asks and never reads', () => {
  it('over a socket is not read either, and is ended', async () => {
    const reader = await signIn('superadmin');
    const socket = new WebSocket(service.wsUrl, 'graphql-transport-ws');
    open.push({ close: () => socket.terminate() });
    await once(socket, 'open');
    const acknowledged = once(socket, 'message');
    socket.send(
      JSON.stringify({ type: 'connection_init', payload: { authorization: await authorization('superadmin') } }),
    );
    await acknowledged;
    socket.pause();
    const closed = once(socket, 'close');
    // Answers of 100 MB, and pongs; what the kernels of both sides take is a few MB.
    let asked = 0;
    while (asked < 1_000 || socket.bufferedAmount === 0) {
      socket.send(JSON.stringify(subscribe(String(asked++), long)));
      socket.send(JSON.stringify({ type: 'ping', payload: { filler: 'x'.repeat(1_000) } }));
      if (asked % 100 === 0) await pause(5);
      if (asked > 100_000) break;
    }
    let unread = -1;
    await expect
      .poll(async () => {
        const before = unread;
        unread = socket.bufferedAmount;
        await pause(300);
        return unread > 0 && unread === before;
      })
      .toBe(true);
    // The other sockets are served meanwhile.
    reader.send(subscribe('1', list));
    await reader.answer('1', 'complete');
    await expect.poll(async () => (await readiness()).openSessions, { timeout: 40_000 }).toBe(1);
    socket.resume();
    await closed;
  }, 90_000);

  it('over HTTP is not read either, or is disconnected', async () => {
    const { socket } = await openWire();
    socket.pause();
    const one = await request(long);
    // Answers of 30 MB, one after the other: it is refused once it has as many unread as it may ask for at once.
    for (let asked = 0; asked < 300 && !socket.destroyed; asked++) {
      socket.write(one);
      await service.query('superadmin', long);
    }
    for (let asked = 0; asked < 100; asked++) socket.write(one.repeat(1_000));
    let unread = -1;
    await expect
      .poll(async () => {
        const before = unread;
        unread = socket.writableLength;
        await pause(300);
        return socket.destroyed || (unread > 1_000_000 && unread === before);
      })
      .toBe(true);
  }, 60_000);

  it('over HTTP and sends more than allowed at once, is refused and disconnected', async () => {
    const wire = await openWire();
    const one = await request(list);
    await whileLocked(service.database, 'security_events', async () => {
      wire.socket.write(one.repeat(limits.operations + 3));
      await untilWaiting(service.database, limits.operations);
      await pause(300);
      await untilWaiting(service.database, limits.operations);
    });
    await wire.ended();
    const statuses = [...wire.received().matchAll(/HTTP\/1.1 (\d+)/g)].map(([, status]) => status);
    expect(statuses).toEqual(['200', '200', '200', '200', '429']);
    expect(wire.received()).toContain('"code":"LIMIT_EXCEEDED","limit":{"name":"operationsPerSocket","maximum":4}');
  });
});

describe('connections', () => {
  it('that do not sign in do not keep out those who do', async () => {
    const share = limits.connections / 10;
    const idle = await Promise.all(Array.from({ length: 2 * share }, () => openRawSocket(service.wsUrl)));
    open.push(...idle);
    const signedIn = await signIn('superadmin');
    await expect.poll(() => idle.filter(({ isOpen }) => isOpen).length).toBeLessThanOrEqual(share);
    expect(await idle[0]!.closed()).toBe(1013);
    signedIn.send(subscribe('1', list));
    await signedIn.answer('1', 'complete');
  });

  it('are refused beyond the limit, with one line in the log, and taken again afterwards', async () => {
    const from = logged.length;
    const wires = await Promise.all(Array.from({ length: limits.connections + 20 }, openWire));
    const alive = () => wires.filter(({ socket }) => !socket.destroyed).length;
    await expect.poll(alive).toBeLessThanOrEqual(limits.connections);
    expect(alive()).toBeGreaterThan(limits.connections - 20);
    const lines = logged.slice(from).filter((line) => line.includes('connections are refused'));
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0]!)).toMatchObject({ level: 40, maximum: limits.connections });
    for (const { socket } of wires) socket.destroy();
    await expect.poll(async () => (await fetch(`${service.url}/healthz`)).status).toBe(200);
  });
});
