import { once } from 'node:events';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';
import { answerHeaders } from './response-headers.ts';

let service: TestService;
let token: string;
const logged: string[] = [];
beforeAll(async () => {
  service = await startTestService({ logTo: { write: (line) => logged.push(line) } });
  await createWorld(service.database);
  token = await service.tokenFor('superadmin');
});
afterAll(() => service.stop());

interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** Sends bytes as they are, and reads the first answer until the service closes the connection. */
async function send(...parts: (string | Buffer)[]): Promise<RawAnswer> {
  const { hostname, port } = new URL(service.url);
  const socket = connect(Number(port), hostname);
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // The service may close before it has read everything.
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  for (const part of parts) socket.write(part);
  await once(socket, 'close');
  return read(Buffer.concat(chunks).toString());
}

function read(text: string): RawAnswer {
  const [head = '', body = ''] = text.split(/\r\n\r\n(.*)/s);
  const [line = '', ...fields] = head.split('\r\n');
  const headers = new Map(fields.map((field) => field.split(/: (.*)/s, 2) as [string, string]));
  return { status: Number(line.split(' ')[1]), headers, body };
}

const query = JSON.stringify({ query: '{ __typename }' });
const lines = (...fields: string[]) => `${fields.join('\r\n')}\r\n\r\n`;

/** A POST of JSON to /graphql that closes the connection. Later headers stand beside the first ones. */
const post = (body: string | Buffer, ...headers: string[]): (string | Buffer)[] => {
  const own = ['host: x', 'connection: close', `authorization: Bearer ${token}`, ...headers];
  if (!headers.some((header) => header.startsWith('content-type'))) own.push('content-type: application/json');
  return [lines('POST /graphql HTTP/1.1', ...own, `content-length: ${Buffer.byteLength(body)}`), body];
};
const get = (path: string, ...headers: string[]) =>
  lines(`GET ${path} HTTP/1.1`, 'host: x', 'connection: close', ...headers);
const upgrade = ['host: x', 'connection: upgrade', 'upgrade: websocket', 'sec-websocket-version: 13'];

const refusals: [string, number, RegExp, () => (string | Buffer)[]][] = [
  ['no HTTP at all', 400, /HTTP/, () => ['hello\r\n\r\n']],
  ['the preface of HTTP/2', 400, /HTTP/, () => ['PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n']],
  ['a head of 20 KB', 431, /16 KB/, () => [get('/healthz', `x-filler: ${'x'.repeat(20_000)}`)]],
  ['a path of 20 KB', 431, /16 KB/, () => [get(`/${'x'.repeat(20_000)}`)]],
  ['a header without a colon', 400, /HTTP/, () => [get('/healthz', 'nonsense')]],
  ['a folded header', 400, /HTTP/, () => [get('/healthz', 'x-a: 1\r\n 2')]],
  ['a null byte in a header', 400, /HTTP/, () => [get('/healthz', 'x-a: \0')]],
  ['Content-Length and Transfer-Encoding', 400, /HTTP/, () => post(query, 'transfer-encoding: chunked')],
  ['two different Content-Lengths', 400, /HTTP/, () => post(query, 'content-length: 3')],
  [
    'an unknown Transfer-Encoding',
    400,
    /HTTP/,
    () => [
      lines('POST /graphql HTTP/1.1', 'host: x', 'content-type: application/json', 'transfer-encoding: xchunked'),
      query,
    ],
  ],
  [
    'a chunk of no length',
    400,
    /HTTP/,
    () => [
      lines('POST /graphql HTTP/1.1', 'host: x', 'content-type: application/json', 'transfer-encoding: chunked'),
      'zz\r\n',
    ],
  ],
  ['no Host', 400, /Host header is missing/, () => [lines('GET /graphql HTTP/1.1', 'connection: close')]],
  ['two Hosts', 400, /more than one Host/, () => [get('/graphql', 'host: y')]],
  [
    'a Host that is none',
    400,
    /Host header/,
    () => [lines('GET /graphql HTTP/1.1', 'host: a b@c/', 'connection: close')],
  ],
  [
    'a Host that is none, for a socket',
    400,
    /Host header/,
    () => [
      lines(
        'GET /graphql HTTP/1.1',
        'host: "><script>',
        ...upgrade.slice(1),
        'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
      ),
    ],
  ],
  ['a socket on another path', 404, /\/graphql/, () => [lines('GET /other HTTP/1.1', ...upgrade)]],
  ['a socket without its key', 400, /Sec-WebSocket-Key/, () => [lines('GET /graphql HTTP/1.1', ...upgrade)]],
  ['a socket by POST', 400, /method/, () => [lines('POST /graphql HTTP/1.1', ...upgrade, 'content-length: 0')]],
  ['CONNECT', 405, /CONNECT/, () => [lines('CONNECT example.org:443 HTTP/1.1', 'host: example.org:443')]],
  ['an expectation', 417, /100-continue/, () => post(query, 'expect: a miracle')],
  ['a path that is not decodable', 400, /path/, () => [get('/%zz')]],
  ['a path with a fragment', 400, /%23/, () => [get('/graphql#x?query={__typename}')]],
  ['a path that is no UTF-8', 400, /path/, () => [get('/%c3%28')]],
  ['a path of dots', 404, /\/graphql/, () => [get('/graphql/../../etc/passwd')]],
  [
    'an unknown path, with a body',
    404,
    /\/graphql/,
    () => [lines('POST /grapqhl HTTP/1.1', 'host: x', 'connection: close', 'content-length: 1'), '{'],
  ],
  ...['PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'QUERY'].map((method): (typeof refusals)[number] => [
    `${method} of /graphql`,
    405,
    /GET/,
    () => [lines(`${method} /graphql HTTP/1.1`, 'host: x', 'connection: close')],
  ]),
  [
    'POST of /healthz',
    405,
    /GET/,
    () => [lines('POST /healthz HTTP/1.1', 'host: x', 'connection: close', 'content-length: 0')],
  ],
  ['a body of no type', 415, /application\/json/, () => post(query, 'content-type:')],
  ['a body of text', 415, /application\/json/, () => post(query, 'content-type: text/plain')],
  ['a body of a similar type', 415, /application\/json/, () => post(query, 'content-type: application/json-seq')],
  ['a body in Latin 1', 415, /UTF-8/, () => post(query, 'content-type: application/json; charset="ISO-8859-1"')],
  ['a compressed body', 415, /compression/, () => post(gzipSync(query), 'content-encoding: gzip')],
  [
    'a body that is no UTF-8',
    400,
    /UTF-8/,
    () => post(Buffer.from([...Buffer.from('{"query":"'), 0xc3, 0x28, ...Buffer.from('"}')])),
  ],
  ['an empty body', 400, /empty/i, () => post('')],
  ['half a body of JSON', 400, /JSON/, () => post('{"query": "{ __typename }"')],
  ['JSON and something behind it', 400, /JSON/, () => post(`${query}{}`)],
  ['a number', 400, /body/i, () => post('1')],
  ['null', 400, /body/i, () => post('null')],
  ['a list', 400, /batches/, () => post(`[${query}]`)],
  ['no query', 400, /query/, () => post('{"query":null}')],
  ['an empty query', 400, /query/, () => post('{"query":""}')],
  ['a key __proto__', 400, /__proto__/, () => post('{"query":"{ __typename }","__proto__":{"x":1}}')],
  [
    'a key __proto__ in variables',
    400,
    /__proto__/,
    () => post('{"query":"{ __typename }","variables":{"__proto__":{"x":1}}}'),
  ],
  ['a key constructor', 400, /__proto__/, () => post('{"query":"{ __typename }","constructor":{"prototype":{"x":1}}}')],
  ['a body of 250 KB that is nothing but brackets', 400, /JSON/, () => post('['.repeat(250_000))],
  [
    'lists in lists, 100,000 deep, as the query',
    400,
    /string/,
    () => post(`{"query":${'['.repeat(100_000)}${']'.repeat(100_000)}}`),
  ],
  [
    'a search parameter given twice',
    400,
    /once/,
    () => [get('/graphql?query={a}&query={b}', 'apollo-require-preflight: 1')],
  ],
  [
    'variables that are no JSON, by GET',
    400,
    /JSON/,
    () => [get('/graphql?query={a}&variables={', 'apollo-require-preflight: 1')],
  ],
];

describe('a request that cannot be served is refused with a body that says why:', () => {
  it.each(refusals)('%s', async (_, status, reason, request) => {
    logged.length = 0;
    const answer = await send(...request());
    expect(answer.status, answer.body).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const { errors } = JSON.parse(answer.body) as { errors: { message: string; extensions: object }[] };
    expect(errors).toHaveLength(1);
    expect(errors[0]!.message).toMatch(reason);
    expect(errors[0]!.extensions).toEqual({
      code: status === 404 ? 'NOT_FOUND' : 'BAD_REQUEST',
      requestId: answer.headers.get('x-request-id'),
    });
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{8,}$/);
    expect(Object.fromEntries(answer.headers)).toMatchObject(answerHeaders);
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/\bGET\b/);
    // What a client does wrong is no fault to wake somebody for.
    expect(logged.filter((line) => /"level":[456]0/.test(line))).toEqual([]);
  });

  it('HEAD of /graphql, without the body that HEAD cannot have', async () => {
    const answer = await send(
      lines('HEAD /graphql HTTP/1.1', 'host: x', 'connection: close', `authorization: Bearer ${token}`),
    );
    expect([answer.status, answer.headers.get('allow'), answer.body]).toEqual([405, 'POST, GET', '']);
  });
});

describe('a request that is merely unusual is answered:', () => {
  const served: [string, () => (string | Buffer)[]][] = [
    ['a slash at the end', () => [post(query).join('').replace('/graphql', '/graphql/')]],
    ['a percent-encoded path', () => [post(query).join('').replace('/graphql', '/gr%61phql')]],
    [
      'an absolute URL as the target',
      () => [post(query).join('').replace('/graphql', 'http://elsewhere.example/graphql')],
    ],
    [
      'an offer of HTTP/2',
      () => [
        post(query, 'upgrade: h2c', 'http2-settings: AAMAAABkAAQAAP__')
          .join('')
          .replace('connection: close', 'connection: upgrade, http2-settings'),
      ],
    ],
    ['a byte order mark', () => post(`\u{feff}${query}`)],
    ['a charset in quotes', () => post(query, 'content-type: application/JSON; charset="UTF-8"')],
    ['Content-Encoding: identity', () => post(query, 'content-encoding: identity')],
    ['keys given twice, of which the last one counts', () => post('{"query":"{ nonsense }","query":"{ __typename }"}')],
    [
      'null in the place of what may be left out',
      () => post('{"query":"{ __typename }","operationName":null,"variables":null,"extensions":null}'),
    ],
    ['keys that the protocol does not know', () => post('{"query":"{ __typename }","id":7,"toString":1}')],
    [
      'HTTP/1.0, which needs no Host',
      () => [post(query).join('').replace('HTTP/1.1', 'HTTP/1.0').replace('host: x\r\n', '')],
    ],
  ];

  it.each(served)('%s', async (_, request) => {
    const answer = await first(request());
    expect(answer.status, answer.body).toBe(200);
    expect(answer.body).toContain('{"data":{"__typename":"Query"}');
  });

  /** Some of them leave the connection open. */
  async function first(parts: (string | Buffer)[]): Promise<RawAnswer> {
    const { hostname, port } = new URL(service.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    for (const part of parts) socket.write(part);
    const [chunk] = (await once(socket, 'data')) as [Buffer];
    socket.destroy();
    return read(chunk.toString());
  }

  it('nested JSON as a variable, however deep', async () => {
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const text = 'query ($filter: SecurityEventFilter) { securityEvents(filter: $filter) { nodes { id } } }';
    const answer = await send(...post(`{"query":"${text}","variables":{"filter":{"types":${deep}}}}`));
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('BAD_USER_INPUT');
  });
});

it('what is smuggled behind a refused request is not executed', async () => {
  const smuggled = get('/healthz');
  const answer = await send(
    lines(
      'POST /graphql HTTP/1.1',
      'host: x',
      'content-type: application/json',
      'content-length: 4',
      'transfer-encoding: chunked',
    ),
    `0\r\n\r\n${smuggled}`,
  );
  expect(answer.status).toBe(400);
  expect(answer.body.match(/^HTTP/gm)).toBeNull();
});

it.each([
  ['CONNECT', lines('CONNECT example.org:443 HTTP/1.1', 'host: example.org:443')],
  ['an expectation', lines('POST /graphql HTTP/1.1', 'host: x', 'expect: a miracle', 'content-length: 9')],
  ['an upgrade on another path', lines('GET /other HTTP/1.1', ...upgrade)],
  ['an upgrade', lines('GET /graphql HTTP/1.1', ...upgrade, 'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==')],
  ['what is no HTTP', 'hello\r\n\r\n'],
])('a client that resets its connection after %s harms nobody', async (_, text) => {
  const { hostname, port } = new URL(service.url);
  for (let times = 0; times < 20; times++) {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write(text);
    // At once, and in the middle of the answer.
    if (times % 2 === 1) await new Promise((resolve) => setTimeout(resolve, times / 4));
    socket.resetAndDestroy();
  }
  // An error that nobody listens to would have ended this process.
  expect((await fetch(`${service.url}/healthz`)).status).toBe(200);
});
