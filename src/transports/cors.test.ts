import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';

const portal = 'https://portal.example';
const foreign = 'https://foreign.example';

let service: TestService;
let closed: TestService;
let authorization: string;
beforeAll(async () => {
  service = await startTestService({
    environment: { CORS_ORIGINS: `${portal},http://localhost:8080`, TRUST_PROXY: '1' },
  });
  closed = await startTestService({ database: service.database });
  await createWorld(service.database);
  authorization = `Bearer ${await service.tokenFor('superadmin')}`;
});
afterAll(async () => {
  await closed.stop();
  await service.stop();
});

/** The headers of an answer that tell a browser what it may do. */
const ofCors = ({ headers }: Response) => [...headers.keys()].filter((name) => name.startsWith('access-control-'));

const preflight = (origin: string, path = '/graphql', url = service.url) =>
  fetch(`${url}${path}`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization,content-type',
    },
  });

const post = (origin: string, path = '/graphql', headers: Record<string, string> = {}) =>
  fetch(`${service.url}${path}`, {
    method: 'POST',
    headers: { origin, authorization, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query: '{ __typename }' }),
  });

describe('a page of an origin that is listed', () => {
  it.each(['/graphql', '/graphql/stream'])('may ask %s', async (path) => {
    const allowed = await preflight(portal, path);
    expect([allowed.status, await allowed.text()]).toEqual([204, '']);
    expect(allowed.headers.get('access-control-allow-origin')).toBe(portal);
    expect(allowed.headers.get('access-control-allow-methods')).toBe('GET, POST');
    expect(allowed.headers.get('access-control-allow-headers')).toBe('authorization,content-type');
    expect(allowed.headers.get('access-control-max-age')).toBe('7200');
    expect(allowed.headers.get('vary')).toContain('Origin');
    expect(allowed.headers.get('access-control-allow-credentials')).toBeNull();
    const answer = await post(portal, path, { accept: path === '/graphql' ? '*/*' : 'text/event-stream' });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('"__typename":"Query"');
    expect(answer.headers.get('access-control-allow-origin')).toBe(portal);
    expect(answer.headers.get('access-control-expose-headers')).toBe(
      'x-request-id, retry-after, ratelimit, ratelimit-policy, content-range, content-disposition, etag',
    );
    expect(answer.headers.get('vary')).toContain('Origin');
  });

  it('can read why it was refused', async () => {
    for (const [refused, status] of [
      [await post(portal, '/graphql', { authorization: 'Bearer nonsense' }), 401],
      [await post(portal, '/graphql/stream', { authorization: 'Bearer nonsense' }), 401],
      [await post(portal, '/graphql', { 'content-type': 'text/plain' }), 415],
      [await fetch(`${service.url}/graphql`, { method: 'DELETE', headers: { origin: portal } }), 405],
    ] as const) {
      expect(refused.status).toBe(status);
      expect(refused.headers.get('access-control-allow-origin')).toBe(portal);
    }
  });

  it('may ask for nothing but GraphQL', async () => {
    for (const path of ['/', '/healthz', '/readyz', '/playground/static/playground.js', '/graphql/other']) {
      const answer = await fetch(`${service.url}${path}`, { headers: { origin: portal } });
      expect([path, ofCors(answer)]).toEqual([path, []]);
      const refused = await preflight(portal, path);
      expect([path, ofCors(refused), refused.status >= 400]).toEqual([path, [], true]);
      expect(await refused.json()).toMatchObject({ errors: [{ extensions: { requestId: expect.any(String) } }] });
    }
  });
});

describe('a page of another origin', () => {
  it.each([foreign, 'null', 'http://portal.example', 'https://portal.example:8443', 'https://sub.portal.example'])(
    'such as %s may not',
    async (origin) => {
      const refused = await preflight(origin);
      expect(refused.headers.get('access-control-allow-origin')).toBeNull();
      expect(refused.headers.get('vary')).toContain('Origin');
      expect((await post(origin)).headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  it('is not told anything where no origin is listed', async () => {
    const refused = await preflight(portal, '/graphql', closed.url);
    expect([refused.status, refused.headers.get('allow'), ofCors(refused)]).toEqual([405, 'POST, GET', []]);
  });
});

describe('a WebSocket', () => {
  /** Opens one with these headers: "open", or the status and body of the refusal. */
  async function open(headers: Record<string, string>, { wsUrl } = service): Promise<string> {
    const socket = new WebSocket(wsUrl, 'graphql-transport-ws', { headers });
    const refused = Promise.withResolvers<string>();
    socket.on('unexpected-response', (_request, response) => {
      let body = '';
      response.on('data', (chunk: Buffer) => (body += chunk.toString()));
      response.on('end', () => refused.resolve(`${response.statusCode ?? 0} ${body}`));
    });
    const result = await Promise.race([once(socket, 'open').then(() => 'open'), refused.promise]);
    socket.terminate();
    return result;
  }

  it('opens for clients that are no browsers, for the playground and for listed origins', async () => {
    const own = new URL(service.url).host;
    expect(await open({})).toBe('open');
    for (const origin of [portal, `http://${own}`, `https://${own}`]) expect(await open({ origin })).toBe('open');
    expect(await open({ origin: `http://${own}` }, closed)).toMatch(/^403 /);
    expect(await open({ origin: 'https://api.example', 'x-forwarded-host': 'api.example' })).toBe('open');
  });

  it.each([foreign, 'null', '', `${portal}/`, 'https://portal.example:8443'])(
    'is refused to a page of "%s" before it opens',
    async (origin) => {
      const refused = await open({ origin });
      expect(refused).toMatch(/^403 /);
      expect(JSON.parse(refused.slice(4))).toMatchObject({
        errors: [
          {
            message: expect.stringContaining('CORS_ORIGINS') as string,
            extensions: { code: 'FORBIDDEN', requestId: expect.any(String) as string },
          },
        ],
      });
    },
  );

  it('takes no host from a header that no proxy of ours has written', async () => {
    expect(await open({ origin: 'https://api.example', 'x-forwarded-host': 'api.example' }, closed)).toMatch(/^403 /);
  });
});

describe('Strict-Transport-Security', () => {
  it('is sent to those who came by https, as a proxy of ours says', async () => {
    const sent = async (url: string, protocol?: string) => {
      const { headers } = await fetch(`${url}/healthz`, { headers: protocol ? { 'x-forwarded-proto': protocol } : {} });
      return headers.get('strict-transport-security');
    };
    expect(await sent(service.url, 'https')).toBe('max-age=63072000; includeSubDomains');
    expect(await sent(service.url, 'http')).toBeNull();
    expect(await sent(service.url)).toBeNull();
    expect(await sent(closed.url, 'https')).toBeNull();
  });
});
