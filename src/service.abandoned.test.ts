import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from './auth/issue-token.ts';
import { encodeGlobalId } from './graphql/global-id.ts';
import { untilWaiting, whileLocked } from './testing/locks.ts';
import { openRawSocket } from './testing/raw-socket.ts';
import { withClient } from './testing/server.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { createWorld, insertEvents, type World } from './testing/world.ts';

let service: TestService;
let world: World;
const logged: string[] = [];

beforeAll(async () => {
  service = await startTestService({
    environment: { DATABASE_POOL_SIZE: '4' },
    logTo: { write: (line) => logged.push(line) },
  });
  world = await createWorld(service.database);
  await insertEvents(service.database.owner, [{ institution: world.institutions.school1 }]);
});
afterAll(() => service.stop());

const list = '{ securityEvents(first: 1) { nodes { databaseId institution { name } } } }';
const subscribe = (id: string, query: string, variables?: object) =>
  ({ id, type: 'subscribe', payload: { query, variables } }) as const;

async function post(path: string, body: object, signal: AbortSignal, headers: Record<string, string> = {}) {
  return fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await service.tokenFor('superadmin')}`,
      ...headers,
    },
    body: JSON.stringify(body),
    signal,
  });
}

/** The pool's connections. */
const backends = () =>
  withClient(service.database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and usename = 'atis_service' and application_name = 'atis-system-api'
       order by pid`,
    );
    return rows.map(({ pid }) => pid);
  });

/** Ways to ask for the list, and to lose interest in the answer. */
const clients: readonly [string, () => Promise<() => unknown>][] = [
  [
    'an HTTP client disconnects',
    () => {
      const leaving = new AbortController();
      post('/graphql', { query: list }, leaving.signal).catch(() => undefined);
      return Promise.resolve(() => leaving.abort());
    },
  ],
  [
    'an HTTP client disconnects whose document was not known before',
    () => {
      const leaving = new AbortController();
      const query = `# ${Math.random()}\n${list}`;
      post('/graphql', { query }, leaving.signal).catch(() => undefined);
      return Promise.resolve(() => leaving.abort());
    },
  ],
  [
    'the client of a socket completes the operation',
    async () => {
      const socket = await openRawSocket(service.wsUrl, { token: await service.tokenFor('superadmin') });
      socket.send(subscribe('1', list));
      return () => socket.send({ id: '1', type: 'complete' });
    },
  ],
  [
    'the client of a socket closes it',
    async () => {
      const socket = await openRawSocket(service.wsUrl, { token: await service.tokenFor('superadmin') });
      socket.send(subscribe('1', list));
      return () => socket.close();
    },
  ],
  [
    'an event stream ends',
    () => {
      const leaving = new AbortController();
      post('/graphql/stream', { query: list }, leaving.signal, { accept: 'text/event-stream' }).catch(() => undefined);
      return Promise.resolve(() => leaving.abort());
    },
  ],
];

describe('the query of a client that leaves', () => {
  it.each(clients)('is cancelled within a second when %s, and nothing is amiss afterwards', async (_, ask) => {
    await service.query('superadmin', list);
    const before = await backends();
    const from = logged.length;
    await whileLocked(service.database, 'security_events', async () => {
      const leave = await ask();
      await untilWaiting(service.database, 1);
      leave();
      await untilWaiting(service.database, 0, 1_000);
    });
    const answers = await Promise.all(Array.from({ length: 8 }, () => service.query('superadmin', list)));
    for (const { data, errors } of answers) {
      expect(errors).toBeUndefined();
      expect(data.securityEvents.nodes).toMatchObject([{ institution: { name: 'Institution school1' } }]);
    }
    expect(await backends()).toEqual(expect.arrayContaining(before));
    expect(logged.slice(from).filter((line) => (JSON.parse(line) as { level: number }).level > 30)).toEqual([]);
  });

  it('is cancelled with all others of its connection that were sent without waiting', async () => {
    const body = JSON.stringify({ query: list });
    const request = [
      'POST /graphql HTTP/1.1',
      'host: localhost',
      'content-type: application/json',
      `authorization: Bearer ${await service.tokenFor('superadmin')}`,
      `content-length: ${body.length}`,
      '',
      body,
    ].join('\r\n');
    await whileLocked(service.database, 'security_events', async () => {
      const socket = connect(Number(new URL(service.url).port), '127.0.0.1');
      await once(socket, 'connect');
      socket.write(request.repeat(3));
      await untilWaiting(service.database, 3);
      socket.destroy();
      await untilWaiting(service.database, 0, 1_000);
    });
  });

  it('leaves the other operations of the same socket alone', async () => {
    const socket = await openRawSocket(service.wsUrl, { token: await service.tokenFor('superadmin') });
    await whileLocked(service.database, 'security_events', async () => {
      socket.send(subscribe('unwanted', list));
      socket.send(subscribe('wanted', list));
      await untilWaiting(service.database, 2);
      socket.send({ id: 'unwanted', type: 'complete' });
      await untilWaiting(service.database, 1, 1_000);
    });
    expect((await socket.answer('wanted', 'next')).payload.errors).toBeUndefined();
    expect(socket.messages.filter(({ id }) => id === 'unwanted')).toEqual([]);
    socket.close();
  });
});

describe('what is not only for the client that leaves', () => {
  it('goes on: a token that another request checks at the same time', async () => {
    const authorization = `Bearer ${await issueToken(service.database.db, 'baku.admin', 'shared', null)}`;
    const leaving = new AbortController();
    const { first, second } = await whileLocked(service.database, 'api_tokens', async () => {
      const first = post('/graphql', { query: list }, leaving.signal, { authorization }).catch(() => 'left');
      await untilWaiting(service.database, 1);
      const second = post('/graphql', { query: list }, new AbortController().signal, { authorization });
      await new Promise((resolve) => setTimeout(resolve, 200));
      leaving.abort();
      await new Promise((resolve) => setTimeout(resolve, 500));
      await untilWaiting(service.database, 1);
      return { first, second };
    });
    expect(await first).toBe('left');
    expect(await (await second).json()).toMatchObject({ data: { securityEvents: { nodes: [{}] } } });
  });

  it.each([
    [
      'over HTTP',
      (query: string, variables: object) => {
        const leaving = new AbortController();
        post('/graphql', { query, variables }, leaving.signal).catch(() => undefined);
        return Promise.resolve(() => leaving.abort());
      },
    ],
    [
      'over a socket',
      async (query: string, variables: object) => {
        const socket = await openRawSocket(service.wsUrl, { token: await service.tokenFor('superadmin') });
        socket.send(subscribe('1', query, variables));
        return () => socket.close();
      },
    ],
  ])('goes on: a mutation %s, with all its fields', async (_, send) => {
    const ids = await insertEvents(
      service.database.owner,
      Array.from({ length: 2 }, () => ({ institution: world.institutions.school1 })),
    );
    const [first, second] = ids.map((id) => encodeGlobalId('SecurityEvent', id));
    const acknowledge = (name: string) =>
      `${name}: acknowledgeSecurityEvent(input: { id: $${name} }) { userErrors { code } }`;
    await whileLocked(service.database, 'security_events', async () => {
      const leave = await send(
        `mutation ($first: ID!, $second: ID!) { ${acknowledge('first')} ${acknowledge('second')} }`,
        { first, second },
      );
      await untilWaiting(service.database, 1);
      leave();
      await new Promise((resolve) => setTimeout(resolve, 500));
      await untilWaiting(service.database, 1);
    });
    for (const id of [first, second]) {
      await expect
        .poll(async () => {
          const { data } = await service.query('superadmin', 'query ($id: ID!) { securityEvent(id: $id) { state } }', {
            id,
          });
          return data?.securityEvent.state;
        })
        .toBe('ACKNOWLEDGED');
    }
    const records = await service.database.owner
      .selectFrom('audit_logs')
      .select('ip_address')
      .where('auditable_id', 'in', ids)
      .execute();
    expect(records.map(({ ip_address }) => ip_address)).toEqual(['127.0.0.1', '127.0.0.1']);
  });
});
