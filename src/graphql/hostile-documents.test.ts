import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld } from '../testing/world.ts';
import { startTestService, type TestService } from '../testing/service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
});
afterAll(() => service.stop());

const last = 30;
const numbers = Array.from({ length: last }, (_, index) => index);

/** Each fragment has the next one below two fields: 2 to the power of 30 fields. */
const doublingFields = `{ institution(id: "1") { ...F0 } }
  ${numbers.map((n) => `fragment F${n} on Institution { a: parent { ...F${n + 1} } b: parent { ...F${n + 1} } }`).join('\n')}
  fragment F${last} on Institution { id }`;

/** Each fragment names the next one twice. */
const doublingSpreads = `{ activityLogs { nodes { ...F0 } } }
  ${numbers.map((n) => `fragment F${n} on ActivityLog { ...F${n + 1} ...F${n + 1} }`).join('\n')}
  fragment F${last} on ActivityLog { id }`;

describe('a short document that means very many fields', () => {
  it('is answered at once, also to those who did not sign in', async () => {
    const { errors } = await service.query(null, doublingFields);
    expect(errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
  });

  it('is answered as far as there are data', async () => {
    const { data, errors } = await service.query('superadmin', doublingFields);
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('institution');
  });

  it('that spreads fragments again and again selects each of them once', async () => {
    const { data, errors } = await service.query('school1.teacher', doublingSpreads);
    expect(errors).toBeUndefined();
    expect(data.activityLogs.nodes).toEqual([]);
  });

  it('that is deeper than anything there is, is answered all the same', async () => {
    const depth = 400;
    const deep = `{ institution(id: "1") ${'{ parent '.repeat(depth)}{ id }${' }'.repeat(depth)} }`;
    const { data, errors } = await service.query('superadmin', deep);
    expect(errors).toBeUndefined();
    expect(data).toHaveProperty('institution');
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
