import { getIntrospectionQuery } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../testing/world.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { sendGraphql } from '../testing/graphql-request.ts';
import { openRawSocket } from '../testing/raw-socket.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
});
afterAll(() => service.stop());

const last = 30;
const numbers = Array.from({ length: last }, (_, index) => index);
const repeated = (count: number, text: (index: number) => string) =>
  Array.from({ length: count }, (_, n) => text(n)).join(' ');
const nested = (depth: number) =>
  `{ institution(id: "1") ${'{ parent '.repeat(depth - 2)}{ id }${' }'.repeat(depth - 1)}`;
const users = (nodes: string) => `{ users(first: 100) { nodes { ${nodes} } } }`;

/** Each fragment has the next one below a field. */
const deepeningFragments = `{ institution(id: "1") { ...F0 } }
  ${numbers.map((n) => `fragment F${n} on Institution { parent { ...F${n + 1} } }`).join('\n')}
  fragment F${last} on Institution { id }`;

/** Each fragment names the next one twice. */
const doublingSpreads = `{ activityLogs { nodes { ...F0 } } }
  ${numbers.map((n) => `fragment F${n} on ActivityLog { ...F${n + 1} ...F${n + 1} }`).join('\n')}
  fragment F${last} on ActivityLog { id }`;

interface Hostile {
  readonly what: string;
  readonly limit: string;
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}
type Row = readonly [what: string, limit: string, query: string, variables?: Record<string, unknown>];

/** Documents just beyond a limit, and far beyond. */
const rows: readonly Row[] = [
  ['eleven levels', 'depth', nested(11)],
  ['four hundred levels', 'depth', nested(400)],
  ['fragments that go deeper', 'depth', deepeningFragments],
  ['eleven levels in a fragment', 'depth', `{ ...F } fragment F on Query ${nested(11)}`],
  ['31 aliases', 'aliases', `{ ${repeated(31, (n) => `a${n}: __typename b${n}: viewer { username }`)} }`],
  [
    'aliases that fragments repeat',
    'aliases',
    `{ viewer { ...A } } fragment A on Viewer { ${repeated(31, (n) => `a${n}: username`)} }`,
  ],
  ['ten directives', 'directives', `{ viewer { ${repeated(10, (n) => `f${n}: username @include(if: true)`)} } }`],
  ['1,501 tokens', 'tokens', `{ ${'__typename '.repeat(1_499)} }`],
  ['five thousand open braces', 'tokens', '{a'.repeat(5_000)],
  ['more than 20 KB, most of it a comment', 'documentBytes', `{ __typename } # ${'x'.repeat(20_480)}`],
  ['20 KB of letters of two bytes', 'documentBytes', `{ __typename } # ${'ə'.repeat(10_300)}`],
  ['fragments that spread themselves 2^30 times', 'cost', doublingSpreads],
  [
    'a page of everybody with ten children of ten children each',
    'cost',
    users('institution { children { children { id } } }'),
  ],
  [
    'the same, its page size in a variable',
    'cost',
    'query ($n: Int) { users(first: $n) { nodes { institution { children { children { id } } } } } }',
    { n: 100 },
  ],
  [
    'the same, by the default of a variable',
    'cost',
    'query ($n: Int = 100) { users(first: $n) { nodes { institution { children { children { id } } } } } }',
  ],
  [
    'the same, in fragments',
    'cost',
    `${users('...A')} fragment A on User { institution { ...B } } fragment B on Institution { children { children { id } } }`,
  ],
];

const hostile = rows.map(([what, limit, query, variables]): Hostile => ({
  what,
  limit,
  query,
  ...(variables && { variables }),
}));

describe.each(hostile)('a document with $what exceeds the limit', ({ limit: name, query, variables }) => {
  it(`${name} over HTTP, also for whoever has not signed in`, async () => {
    for (const viewer of ['superadmin', null]) {
      for (const method of ['POST', 'GET'] as const) {
        if (method === 'GET' && query.length > 8_000) continue;
        const { status, body } = await ask(viewer, method, { query, variables });
        expect(status).toBe(400);
        expect(body).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED', limit: { name } } }] });
        expect(body).not.toHaveProperty('data');
      }
    }
  });

  it(`${name} over a socket, which stays open, and as an event stream`, async () => {
    const token = await service.tokenFor('superadmin');
    const socket = await openRawSocket(service.wsUrl, { token });
    socket.send({ type: 'subscribe', id: '1', payload: { query, variables } });
    const { payload } = await socket.answer('1', 'error');
    expect(payload).toMatchObject([{ extensions: { code: 'LIMIT_EXCEEDED', limit: { name } } }]);
    socket.send({ type: 'subscribe', id: '1', payload: { query: '{ __typename }' } });
    await socket.answer('1', 'complete');
    socket.close();

    const response = await fetch(`${service.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    expect(await response.text()).toMatch(new RegExp(`"LIMIT_EXCEEDED".*"name":"${name}"`));
  });
});

const ask = (username: string | null, method: 'POST' | 'GET', parameters: Record<string, unknown>) =>
  sendGraphql(service, { username, method, parameters });

describe('an answer', () => {
  it('tells what the operation has cost, with the sizes that variables and lists give', async () => {
    const cost = async (query: string, variables?: object) => {
      const { body } = await ask('superadmin', 'POST', { query, variables });
      return body.extensions.cost;
    };
    const page =
      'query ($n: Int, $more: Boolean = false, $types: [String!]) { users(first: $n) { nodes { id institution @include(if: $more) { id } } } securityEvents(first: 1, filter: { eventTypes: $types }) { nodes { id } } }';
    // A list costs 1 and its items 1 each; an institution of each item 1 more; each entry of a filter 1.
    expect(await cost(page, { n: 10 })).toEqual({ asked: 1 + 10 + 1 + 1, maximum: 5_000 });
    expect(await cost(page, {})).toMatchObject({ asked: 1 + 25 + 1 + 1 });
    expect(await cost(page, { n: 10, more: true })).toMatchObject({ asked: 1 + 20 + 1 + 1 });
    expect(await cost(page, { n: 10, types: ['a', 'b', 'c'] })).toMatchObject({ asked: 1 + 10 + 1 + 1 + 3 });
    expect(await cost(page, { n: 10, types: [] })).toMatchObject({ asked: 1 + 10 + 1 + 1 });
    // Each id of the list has to be looked up, and is an object.
    expect(await cost('query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ['a', 'b', 'c'] })).toMatchObject({
      asked: 6,
    });
  });

  it('costs the same after a request that could not be executed', async () => {
    const query = 'query ($n: Int, $after: String) { users(first: $n, after: $after) { nodes { id } } }';
    const bad = await ask('superadmin', 'POST', { query, variables: { n: 100, after: {} } });
    expect(bad.body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    const good = await ask('superadmin', 'POST', { query, variables: { n: 100 } });
    expect(good.body.extensions.cost.asked).toBe(101);
  });

  it('quotes little of what a client sends, and is not kept busy by looking for guesses in it', async () => {
    const query = 'query ($n: Int) { users(first: $n) { nodes { id } } }';
    const { body } = await ask(null, 'POST', { query, variables: { n: ' Did you mean '.repeat(15_000) } });
    expect(body).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    expect(body.errors[0].message.length).toBeLessThan(2_100);
  });

  it('to the question for the whole schema costs little, also for whoever has not signed in', async () => {
    const everything = { descriptions: true, inputValueDeprecation: true, oneOf: true, schemaDescription: true };
    const { status, body } = await ask(null, 'POST', { query: getIntrospectionQuery(everything) });
    expect(status).toBe(200);
    expect(body.extensions.cost.asked).toBe(50);
  });

  it('names five errors of a document or its variables at most, and guesses nothing of the schema', async () => {
    const query = `{ viewer { ${repeated(20, (n) => `usernam${n}`)} } }`;
    const { body } = await ask('superadmin', 'POST', { query });
    const { errors } = body;
    expect(errors).toHaveLength(5);
    expect(JSON.stringify(errors)).not.toContain('Did you mean');
    const unfit = await ask('superadmin', 'POST', {
      query: `query (${repeated(20, (n) => `$v${n}: Int`)}) { viewer { ${repeated(20, (n) => `f${n}: username @include(if: true)`)} } }`,
      variables: Object.fromEntries(numbers.map((n) => [`v${n}`, 'x'])),
    });
    expect(unfit.body.errors).toHaveLength(5);
  });
});

it('a subscription whose root field depends on a variable is refused as invalid, whichever way it comes', async () => {
  const query = 'subscription ($yes: Boolean!) { securityEventFeed @include(if: $yes) { cursor } }';
  const headers = {
    'content-type': 'application/json',
    authorization: `Bearer ${await service.tokenFor('superadmin')}`,
  };
  for (const [path, accept] of [
    ['/graphql', 'application/json'],
    ['/graphql/stream', 'text/event-stream'],
  ] as const) {
    const body = JSON.stringify({ query, variables: { yes: true } });
    const response = await fetch(`${service.url}${path}`, { method: 'POST', headers: { ...headers, accept }, body });
    expect(response.status).toBeLessThan(500);
    const answer = await response.text();
    expect(answer).toContain('The root field of a subscription must not be under @skip or @include.');
    expect(answer).toContain('GRAPHQL_VALIDATION_FAILED');
  }
});
