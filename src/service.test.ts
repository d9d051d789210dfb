import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encodeGlobalId } from './graphql/global-id.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { createWorld, insertEvents } from './testing/world.ts';

let service: TestService;
let eventId: string;
const logged: string[] = [];

beforeAll(async () => {
  service = await startTestService({ logTo: { write: (line) => logged.push(line) } });
  const world = await createWorld(service.database);
  [eventId = ''] = await insertEvents(service.database.owner, [{ institution: world.institutions.school1 }]);
});
afterAll(() => service.stop());

const viewer = '{ viewer { user { username } } }';

/** What HTTP answers, and the one error in it where there is one. */
async function request(path: string, options: RequestInit & { headers?: Record<string, string> } = {}) {
  const response = await fetch(`${service.url}${path}`, options);
  const text = await response.text();
  const body = JSON.parse(text) as {
    errors?: { message: string; path?: string[]; extensions: Record<string, unknown> }[];
    [member: string]: unknown;
  };
  return { status: response.status, headers: response.headers, text, body, error: body.errors?.[0] };
}

/** Posts as the superadmin. */
const post = async (body: string, headers: Record<string, string> = {}) =>
  request('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${await service.tokenFor('superadmin')}`,
      ...headers,
    },
    body,
  });

describe('the running service', () => {
  it('says that it is alive and ready', async () => {
    expect((await request('/healthz')).body).toEqual({ status: 'ok' });
    const { status, body } = await request('/readyz');
    expect(status).toBe(200);
    expect(body).toMatchObject({ ready: true, database: 'ok', feed: { state: 'ok' }, sequencer: { state: 'ok' } });
  });

  it('answers on an unknown path with 404 and says where to go', async () => {
    const { status, error } = await request('/grapqhl');
    expect(status).toBe(404);
    expect(error).toMatchObject({
      message: expect.stringContaining('/graphql'),
      extensions: { code: 'NOT_FOUND' },
    });
  });
});

describe('a request id', () => {
  it('is that of the client, in the header and in every error', async () => {
    const id = 'client-chosen_0001';
    const { headers, body } = await post(JSON.stringify({ query: '{ these fields }' }), { 'x-request-id': id });
    expect(headers.get('x-request-id')).toBe(id);
    expect(body.errors).toHaveLength(2);
    for (const { extensions } of body.errors!) expect(extensions['requestId']).toBe(id);
  });

  it.each([undefined, 'short', 'x'.repeat(65), 'with spaces in it', '"><script>'])(
    'is made by the service where the client sends %j',
    async (id) => {
      const { headers } = await post(JSON.stringify({ query: viewer }), id === undefined ? {} : { 'x-request-id': id });
      expect(headers.get('x-request-id')).toMatch(/^[\da-f-]{36}$/);
    },
  );
});

describe('what is no GraphQL request', () => {
  const json = { 'content-type': 'application/json' };

  it.each([
    ['malformed JSON', 400, '{"query":', json],
    ['an empty body', 400, '', json],
    ['null', 400, 'null', json],
    ['a string', 400, '"{ viewer { id } }"', json],
    ['a batch', 400, `[{"query":"${viewer}"}]`, json],
    ['no query', 400, '{"variables":{}}', json],
    ['a query that is no string', 400, '{"query":1}', json],
    ['variables that are no object', 400, `{"query":"${viewer}","variables":"x"}`, json],
    ['a subscription', 400, '{"query":"subscription { securityEventFeed { cursor } }"}', json],
    ['a form', 415, 'query=x', { 'content-type': 'application/x-www-form-urlencoded' }],
    ['XML', 415, '<query/>', { 'content-type': 'application/xml' }],
    ['plain text, which a foreign page could send', 415, `{"query":"${viewer}"}`, { 'content-type': 'text/plain' }],
    ['a body of more than 256 KB', 413, JSON.stringify({ query: `# ${'x'.repeat(262_144)}` }), json],
  ])('%s is refused with status %i, a message and the request id', async (_, status, body, headers) => {
    const refused = await post(body, headers);
    expect(refused.status).toBe(status);
    expect(refused.headers.get('content-type')).toContain('application/json');
    expect(refused.error!.message).toMatch(/\w{3,}/);
    expect(refused.error!.extensions).toEqual({
      code: 'BAD_REQUEST',
      requestId: refused.headers.get('x-request-id'),
    });
  });

  it.each([
    ['a syntax error', 'query A {', 'GRAPHQL_PARSE_FAILED'],
    ['an unknown field', 'query A { nonsense }', 'GRAPHQL_VALIDATION_FAILED'],
    ['a variable of the wrong type', 'query A($n: Int!) { users(first: $n) { nodes { id } } }', 'BAD_USER_INPUT'],
    ['an unknown operation name', `query B ${viewer}`, 'OPERATION_RESOLUTION_FAILURE'],
  ])('%s is refused with status 400 and a code of its own', async (_, query, code) => {
    const refused = await post(JSON.stringify({ query, variables: { n: 'x' }, operationName: 'A' }));
    expect(refused.status).toBe(400);
    expect(refused.error!.extensions).toMatchObject({ code, requestId: refused.headers.get('x-request-id') });
    expect(refused.text).not.toContain('stacktrace');
  });
});

describe('GET', () => {
  const path = `/graphql?query=${encodeURIComponent(viewer)}`;

  it('answers a query of a client that no foreign page can imitate', async () => {
    const authorization = `Bearer ${await service.tokenFor('superadmin')}`;
    const answer = await request(path, { headers: { 'apollo-require-preflight': 'yes', authorization } });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ data: { viewer: { user: { username: 'superadmin' } } } });
  });

  it('is refused without such a header', async () => {
    const { status, error } = await request(path);
    expect(status).toBe(400);
    expect(error!.extensions).toMatchObject({ code: 'BAD_REQUEST', requestId: expect.any(String) });
  });

  it('is refused for mutations', async () => {
    const query = encodeURIComponent('mutation { markAllNotificationsRead { userErrors { code } } }');
    const { status, error } = await request(`/graphql?query=${query}`, {
      headers: {
        'apollo-require-preflight': 'yes',
        authorization: `Bearer ${await service.tokenFor('superadmin')}`,
      },
    });
    expect(status).toBe(405);
    expect(error!.extensions).toMatchObject({ code: 'BAD_REQUEST', requestId: expect.any(String) });
  });

  it('offers no page of another host where the playground is off', async () => {
    const bare = await startTestService({ database: service.database, environment: { PLAYGROUND: 'off' } });
    try {
      const response = await fetch(`${bare.url}/graphql`, { headers: { accept: 'text/html' } });
      expect(response.status).toBe(406);
      expect(response.headers.get('content-type')).toContain('application/json');
    } finally {
      await bare.stop();
    }
  });
});

describe('a fault of the service', () => {
  const statements: readonly [string, string, string][] = [
    ['a query', 'query', '{ securityEvents(first: 1) { nodes { text: description } } }'],
    ['a single look-up', 'query', '{ securityEvent(id: "EVENT") { text: description } }'],
    [
      'a mutation',
      'mutation',
      'mutation { recordSecurityEvent(input: { eventType: "x", severity: INFO }) { userErrors { code } } }',
    ],
  ];

  /** Breaks the database for a moment, as a migration of another version would. */
  async function without<Result>(table: string, column: string, work: () => Promise<Result>): Promise<Result> {
    const rename = (from: string, to: string) =>
      sql.raw(`alter table ${table} rename column ${from} to ${to}`).execute(service.database.owner);
    await rename(column, 'hidden_text');
    try {
      return await work();
    } finally {
      await rename('hidden_text', column);
    }
  }

  it.each(statements)(
    'in %s reaches the client masked, and the log whole with the same request id',
    async (_, __, text) => {
      const id = encodeGlobalId('SecurityEvent', eventId);
      const query = text.replace('EVENT', id);
      const answer = await without('security_events', 'description', () => post(JSON.stringify({ query })));
      expect(answer.error).toMatchObject({
        message: 'Something went wrong on our side.',
        extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: answer.headers.get('x-request-id') },
      });
      expect(Object.keys(answer.error!.extensions)).toEqual(['code', 'requestId']);
      expect(answer.text).not.toMatch(/select|insert|hidden_text|description|\.ts|node_modules|stack|kysely|42703/i);
      const entries = logged.map((line) => JSON.parse(line)).filter(({ msg }) => msg === 'operation failed');
      const entry = entries.find(({ requestId }) => requestId === answer.headers.get('x-request-id'));
      expect(entry).toMatchObject({ err: { code: '42703', message: expect.stringContaining('description') } });
      expect(entry.path).toEqual(answer.body.errors![0]!.path);
      expect(entry.err.stack).toContain('/src/');
    },
  );

  it('while signing in is masked as well, with status 500', async () => {
    const authorization = `Bearer ${await service.tokenFor('baku.admin')}`;
    const answer = await without('users', 'locked_until', () =>
      post(JSON.stringify({ query: viewer }), { authorization }),
    );
    expect(answer.status).toBe(500);
    expect(answer.body).toEqual({
      errors: [
        {
          message: 'Something went wrong on our side.',
          extensions: { code: 'INTERNAL_SERVER_ERROR', requestId: answer.headers.get('x-request-id') },
        },
      ],
    });
    expect(logged.join('')).toContain('locked_until');
    expect((await post(JSON.stringify({ query: viewer }), { authorization })).status).toBe(200);
  });

  it('leaves no secret in the log', async () => {
    await post(JSON.stringify({ query: viewer }));
    expect(logged.join('')).not.toContain(await service.tokenFor('superadmin'));
  });
});
