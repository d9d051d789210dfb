import { once } from 'node:events';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';
import { answerHeaders } from './response-headers.ts';

let service: TestService;
let token: string;
beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
  token = await service.tokenFor('superadmin');
});
afterAll(() => service.stop());

const ask = (path: string, query?: string, headers: Record<string, string> = {}, url = service.url) =>
  fetch(`${url}${path}`, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(query === undefined ? {} : { method: 'POST', body: JSON.stringify({ query }) }),
  });

const own = (response: Response) =>
  Object.fromEntries(Object.keys(answerHeaders).map((name) => [name, response.headers.get(name)]));

it.each([
  ['an answer', 200, () => ask('/graphql', '{ __typename }')],
  ['an answer of a known document', 200, () => ask('/graphql', '{ __typename }')],
  ['a document that is not valid', 400, () => ask('/graphql', '{ nonsense }')],
  ['credentials that are not valid', 401, () => ask('/graphql', '{ __typename }', { authorization: 'Bearer x' })],
  ['a stream without credentials', 401, () => ask('/graphql/stream', '{ __typename }', { authorization: '' })],
  ['an unknown path', 404, () => ask('/nowhere')],
  ['a health check', 200, () => ask('/healthz')],
  ['a readiness check', 200, () => ask('/readyz')],
] as const)('%s, status %i, may be neither kept nor embedded', async (_, status, request) => {
  const response = await request();
  expect([response.status, own(response)]).toEqual([status, answerHeaders]);
});

it('an event stream may neither, and is not buffered', async () => {
  const response = await ask('/graphql/stream', '{ __typename }', { accept: 'text/event-stream' });
  expect(response.status).toBe(200);
  expect(own(response)).toMatchObject({ ...answerHeaders, 'cache-control': expect.stringContaining('no-') as string });
});

it('the playground has a policy of its own, and its files may be kept', async () => {
  const page = await ask('/');
  expect(own(page)).toEqual({
    ...answerHeaders,
    'content-security-policy': expect.stringMatching(/script-src 'self' 'sha256-.*frame-ancestors 'none'/) as string,
  });
  const [ruru] = /\/playground\/static\/ruru-[\d.]+\/ruru\.js/.exec(await page.text()) ?? [];
  for (const [path = '', caching] of [
    ['/playground/static/playground.js', 'no-cache'],
    [ruru, 'public, max-age=31536000, immutable'],
  ]) {
    expect(own(await ask(path))).toEqual({ ...answerHeaders, 'cache-control': caching });
  }
});

it('what is refused while the instance stops has them, too', async () => {
  const other = await startTestService({ database: service.database });
  const socket = new WebSocket(other.wsUrl, 'graphql-transport-ws');
  await once(socket, 'open');
  // Holds the first phase of the drain, so that the listener is still there.
  socket.pause();
  const stopped = other.stop();
  const refused = await ask('/graphql', '{ __typename }', {}, other.url);
  expect([refused.status, own(refused)]).toEqual([503, answerHeaders]);
  await stopped;
});
