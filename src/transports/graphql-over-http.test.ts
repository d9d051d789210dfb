import { serverAudits } from 'graphql-http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
});
afterAll(() => service.stop());

const url = () => `${service.url}/graphql`;

async function asSuperadmin(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('authorization', `Bearer ${await service.tokenFor('superadmin')}`);
  return fetch(input, { ...init, headers });
}

/** GET without a header that asks a browser's permission first: what a foreign page could send for somebody. */
const foreignGets = new Set(['5A70', 'D6D5', '6A70']);

describe('the specification of GraphQL over HTTP', () => {
  it.each(serverAudits({ url, fetchFn: asSuperadmin }))('is met for a signed-in client: $id $name', async (audit) => {
    expect(await audit.fn()).toMatchObject({ status: 'ok' });
  });

  it.each(serverAudits({ url }).filter(({ id }) => !foreignGets.has(id)))(
    'is met for anybody: $id $name',
    async (audit) => {
      expect(await audit.fn()).toMatchObject({ status: 'ok' });
    },
  );

  it.each(serverAudits({ url }).filter(({ id }) => foreignGets.has(id)))(
    'may be left, and is left to prevent forgery by a foreign page: $id $name',
    async (audit) => {
      expect(audit.name).toMatch(/^MAY /);
      expect(await audit.fn()).toMatchObject({ status: 'notice', response: { status: 400 } });
    },
  );
});

describe('what an answer looks like', () => {
  const faulty = [
    ['a syntax error', { query: '{' }],
    ['an unknown field', { query: '{ nonsense }' }],
    [
      'a variable of the wrong type',
      { query: 'query ($n: Int!) { users(first: $n) { nodes { id } } }', variables: { n: 'x' } },
    ],
    ['no operation of that name', { query: 'query A { __typename }', operationName: 'B' }],
  ] as const;
  const post = (body: object, accept?: string) =>
    asSuperadmin(url(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(accept === undefined ? {} : { accept }) },
      body: JSON.stringify(body),
    });

  it.each(faulty)('after %s: 200 for who names application/json, 400 for who does not', async (_, body) => {
    for (const [accept, status, type] of [
      ['application/json', 200, 'application/json'],
      ['application/json, text/plain, */*', 200, 'application/json'],
      ['*/*', 400, 'application/json'],
      ['application/graphql-response+json', 400, 'application/graphql-response+json'],
      ['application/graphql-response+json, application/json;q=0.9', 400, 'application/graphql-response+json'],
    ] as const) {
      // The second time the document of the one with variables is known.
      for (let i = 0; i < 2; i++) {
        const response = await post(body, accept);
        expect([accept, response.status, response.headers.get('content-type')]).toEqual([
          accept,
          status,
          `${type}; charset=utf-8`,
        ]);
        const answer = (await response.json()) as object;
        expect(answer).not.toHaveProperty('data');
        expect(answer).toMatchObject({
          errors: [{ extensions: { requestId: response.headers.get('x-request-id') } }],
        });
      }
    }
  });

  it.each([
    ['application/json;q=0.5, application/graphql-response+json', 'application/graphql-response+json'],
    ['application/json, application/graphql-response+json', 'application/json'],
    ['*/*, application/graphql-response+json', 'application/graphql-response+json'],
    ['application/graphql-response+json;q=0, */*', 'application/json'],
    ['text/html, application/xhtml+xml, */*;q=0.8', 'application/json'],
    ['APPLICATION/JSON; charset=UTF-8', 'application/json'],
    ['multipart/mixed, application/graphql-response+json', 'application/graphql-response+json'],
  ])('the type is what "%s" likes best', async (accept, type) => {
    for (let i = 0; i < 2; i++) {
      const response = await post({ query: '{ viewer { user { username } } }' }, accept);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
      expect(await response.json()).toMatchObject({ data: { viewer: { user: { username: 'superadmin' } } } });
    }
  });

  it.each([
    'text/html',
    'application/xml',
    'multipart/mixed',
    'application/json;q=0',
    'application/json;charset=latin1',
  ])('a client that accepts only %s is refused before its mutation changes anything', async (accept) => {
    const query = `mutation { createNotification(input: {
        title: "T", message: "M", type: "alert", idempotencyKey: "not acceptable"
      }) { userErrors { message } } }`;
    const refused = await post({ query }, accept);
    expect(refused.status).toBe(406);
    expect(await refused.json()).toMatchObject({
      errors: [{ message: expect.stringContaining('application/json') as string, extensions: { code: 'BAD_REQUEST' } }],
    });
    const { count } = await service.database.owner
      .selectFrom('system_notifications')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow();
    expect(count).toBe('0');
  });
});
