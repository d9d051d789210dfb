import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { RequestError } from '../errors.ts';
import { startTestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';
import { createJwtVerifier } from './jwt.ts';

const issuer = 'https://id.example.az';
const audience = 'atis-system-api';
type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

let keys: KeyPair;
let others: KeyPair;
/** What the identity provider answers. */
let answer: { status: number; body: string };
let provider: Server;
let url: string;

beforeAll(async () => {
  [keys, others] = await Promise.all([generateKeyPair('ES256'), generateKeyPair('ES256')]);
});
beforeEach(async () => {
  const key = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'ES256' };
  answer = { status: 200, body: JSON.stringify({ keys: [key] }) };
  provider = createServer((_, response) => response.writeHead(answer.status).end(answer.body)).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`;
});
afterEach(() => provider.close());

const sign = (subject: string, { kid = 'one', privateKey = keys.privateKey } = {}) =>
  new SignJWT({ sub: subject, iss: issuer, aud: audience })
    .setExpirationTime('5m')
    .setProtectedHeader({ alg: 'ES256', kid })
    .sign(privateKey);

/** The id of the user, or the code of the refusal. */
async function verify(token: string): Promise<unknown> {
  const verifier = createJwtVerifier({ key: { kind: 'jwks', value: url }, issuer, audience });
  try {
    return (await verifier(token)).userId;
  } catch (error) {
    return error instanceof RequestError ? error.extensions.code : error;
  }
}

it('a token of a key of the set is good; one of another key is not', async () => {
  expect(await verify(await sign('7'))).toBe('7');
  expect(await verify(await sign('7', { privateKey: others.privateKey }))).toBe('UNAUTHENTICATED');
  expect(await verify(await sign('7', { kid: 'two' }))).toBe('UNAUTHENTICATED');
  expect(await verify('no.token.at-all')).toBe('UNAUTHENTICATED');
});

it.each([
  ['an error', { status: 500, body: 'out of order' }],
  ['no JSON', { status: 200, body: '<html>' }],
  ['no key set', { status: 200, body: '{}' }],
])('an identity provider that answers with %s says nothing of the token', async (_, broken) => {
  answer = broken;
  expect(await verify(await sign('7'))).toBe('SERVICE_UNAVAILABLE');
});

it('signs users in; while the identity provider is away, the answer is 503', async () => {
  const environment = { JWT_JWKS_URL: url, JWT_ISSUER: issuer, JWT_AUDIENCE: audience };
  const service = await startTestService({ environment });
  const beside = await startTestService({ environment, database: service.database });
  try {
    const { users } = await createWorld(service.database);
    const token = await sign(users.superadmin);
    const ask = async (base: string) => {
      const response = await fetch(`${base}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: '{"query":"{ viewer { username } }"}',
      });
      return { status: response.status, body: await response.text() };
    };
    expect(await ask(service.url)).toEqual({ status: 200, body: expect.stringContaining('superadmin') });
    provider.close();
    provider.closeAllConnections();
    const away = await ask(beside.url);
    expect(away.status).toBe(503);
    expect(away.body).toContain('SERVICE_UNAVAILABLE');
  } finally {
    await beside.stop();
    await service.stop();
  }
});
