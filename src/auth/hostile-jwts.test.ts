import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EncryptJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { present, refused, welcomed } from '../testing/doors.ts';
import { hmac, keyPair, sharedSecret, token, type TokenMaker } from '../testing/forged-jwt.ts';
import { audience, claims, forgeries, issuer, now } from '../testing/forgeries.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';

/** Forged and broken tokens, each at every door, whatever kind of key the installation verifies with. */

const secret = 'a shared secret of at least 32 characters';
const [ed25519, p256, rsa] = [keyPair('EdDSA'), keyPair('ES256'), keyPair('RS256')];

/** Serves the key set. An attacker's would be there too: what is asked for is noted. */
let provider: Server;
const askedFor: string[] = [];
let providerUrl: string;
let first: TestService;
let subject: string;

beforeAll(async () => {
  const keys = [ed25519, p256, rsa].map(({ publicKey, alg }) => ({
    ...publicKey!.export({ format: 'jwk' }),
    kid: alg,
  }));
  provider = createServer(({ url = '' }, response) => {
    askedFor.push(url);
    response.end(JSON.stringify({ keys }));
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  providerUrl = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
  first = await startTestService();
  subject = (await createWorld(first.database)).users['baku.admin'];
});
afterAll(async () => {
  provider.close();
  await first.stop();
});

/** Installations: how they verify, and who makes their good tokens. */
const installations: readonly (readonly [string, () => Record<string, string>, TokenMaker])[] = [
  ['an Ed25519 key', () => ({ JWT_PUBLIC_KEY: ed25519.publicTexts[0] as string }), ed25519],
  ['a P-256 key', () => ({ JWT_PUBLIC_KEY: p256.publicTexts[0] as string }), p256],
  ['an RSA key', () => ({ JWT_PUBLIC_KEY: rsa.publicTexts[0] as string }), rsa],
  ['a key set', () => ({ JWT_JWKS_URL: `${providerUrl}/jwks.json` }), p256],
  ['a shared secret', () => ({ JWT_SECRET: secret }), sharedSecret(secret)],
];

describe.each(installations)('an installation with %s', (_, environment, maker) => {
  const logged: string[] = [];
  const header = { alg: maker.alg, typ: 'JWT', kid: maker.alg };
  let service: TestService;
  beforeAll(async () => {
    service = await startTestService({
      database: first.database,
      environment: { ...environment(), JWT_ISSUER: issuer, JWT_AUDIENCE: audience },
      logTo: { write: (line) => logged.push(line) },
    });
  });
  afterAll(() => service.stop());
  const knock = (jwt: string) => present({ url: service.url, wsUrl: service.wsUrl, logged }, `Bearer ${jwt}`);

  it('lets good tokens in', async () => {
    for (const good of [
      {},
      { aud: ['other', audience] },
      { exp: now() + 3_650 * 86_400 },
      { exp: now() + 60.5, iat: now() + 2, nbf: now() + 2 },
    ]) {
      expect(await knock(token(header, claims(subject, good), maker.sign))).toEqual(welcomed('baku.admin'));
    }
  });

  it.each(forgeries)('refuses %s', async (...[, make]) => {
    const doors = await knock(make({ maker, header, subject, attackerUrl: providerUrl }));
    expect(doors).toEqual('http' in doors ? refused : { payload: refused.payload });
  });

  it('refuses an HMAC with what is public of its keys', async () => {
    for (const text of [ed25519, p256, rsa].flatMap(({ publicTexts }) => publicTexts)) {
      for (const alg of ['HS256', maker.alg]) {
        expect(await knock(token({ ...header, alg }, claims(subject), hmac(text)))).toEqual(refused);
      }
    }
  });

  it('refuses encrypted tokens', async () => {
    const key = Buffer.alloc(32);
    const jwe = await new EncryptJWT(claims(subject)).setProtectedHeader({ alg: 'dir', enc: 'A256GCM' }).encrypt(key);
    expect(await knock(jwe)).toEqual(refused);
  });
});

describe('a key set', () => {
  it('has no key for an unknown kid', async () => {
    const logged: string[] = [];
    const service = await startTestService({
      database: first.database,
      environment: { JWT_JWKS_URL: `${providerUrl}/jwks.json`, JWT_ISSUER: issuer, JWT_AUDIENCE: audience },
      logTo: { write: (line) => logged.push(line) },
    });
    for (const kid of ['unknown', '', 'RS256', '../jwks.json', "' or 1=1", 7, null, ['ES256']]) {
      const jwt = token({ alg: 'ES256', kid }, claims(subject), p256.sign);
      const { url, wsUrl } = service;
      expect(await present({ url, wsUrl, logged }, `Bearer ${jwt}`)).toEqual(refused);
    }
    await service.stop();
  });

  it('is asked for at its own address only, whatever a token says', () => {
    expect(new Set(askedFor)).toEqual(new Set(['/jwks.json']));
  });
});
