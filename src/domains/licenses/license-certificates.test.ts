import { createHmac, createPrivateKey, randomBytes } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify, SignJWT, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatKey } from '../../encryption/key-format.ts';
import { insertLicense, insertModule } from '../../testing/licenses.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

const [newest, older, foreign] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const environment = {
  LICENSE_SIGNING_KEYS: [newest, older].map(formatKey).join(),
  LICENSE_ISSUER: 'https://atis.example',
};
const privateKey = (seed: Buffer) =>
  createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });

let service: TestService;
let world: World;
let keySet: JSONWebKeySet;
beforeAll(async () => {
  service = await startTestService({ environment });
  world = await createWorld(service.database);
  await insertModule(service.database.owner, { code: 'lms' });
  keySet = (await (await fetch(`${service.url}/.well-known/jwks.json`)).json()) as JSONWebKeySet;
});
afterAll(() => service.stop());

const day = 86_400_000;
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString();

async function certify(username: string, id: string, of = service) {
  const { data, errors } = await of.query(
    username,
    `{ licenseCertificate(licenseId: "${id}") { certificate keyId expiresAt userErrors { code field message } } }`,
  );
  expect(errors).toBeUndefined();
  return data.licenseCertificate;
}

async function verify(username: string, certificate: string, of = service) {
  const { data, errors } = await of.query(
    username,
    'query ($certificate: String!) { verifyLicenseCertificate(certificate: $certificate) { code message claims license { state } } }',
    { certificate },
  );
  expect(errors).toBeUndefined();
  return data.verifyLicenseCertificate;
}

const licensed = (row: Parameters<typeof insertLicense>[1] = {}) =>
  insertLicense(service.database.owner, { institution_id: world.institutions.baku, ...row });

/** Signs what it is told to, with our key unless told otherwise. */
const forge = (claims: Record<string, unknown>, header: Record<string, unknown> = {}, seed = newest) =>
  new SignJWT({ iss: environment.LICENSE_ISSUER, sub: 'x', iat: Math.floor(Date.now() / 1_000), jti: 'x', ...claims })
    .setProtectedHeader({ alg: 'EdDSA', typ: 'license+jwt', kid: keySet.keys[0]!.kid!, ...header })
    .sign(privateKey(seed));

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

describe('a certificate', () => {
  it('can be verified with nothing but the public keys, and says what is licensed, to whom', async () => {
    const id = await licensed({
      user_limit: 7,
      features: { export: true },
      expires_at: '2999-01-01T00:00:00Z',
      license_type: 'premium',
    });
    const { certificate, keyId, expiresAt, userErrors } = await certify('baku.admin', id);
    expect(userErrors).toEqual([]);
    expect(expiresAt).toBe('2999-01-15T00:00:00Z');
    const { payload, protectedHeader } = await jwtVerify(certificate, createLocalJWKSet(keySet), {
      algorithms: ['EdDSA'],
      issuer: environment.LICENSE_ISSUER,
      typ: 'license+jwt',
    });
    expect(protectedHeader).toEqual({ alg: 'EdDSA', typ: 'license+jwt', kid: keyId });
    expect(payload).toEqual({
      iss: environment.LICENSE_ISSUER,
      sub: expect.stringContaining('LARAVEL-') as string,
      jti: expect.any(String) as string,
      iat: expect.any(Number) as number,
      nbf: Date.parse('2026-01-01T00:00:00Z') / 1_000,
      exp: Date.parse('2999-01-15T00:00:00Z') / 1_000,
      module: 'lms',
      institution: { id: world.institutions.baku, code: 'baku', name: 'Institution baku' },
      license_type: 'premium',
      user_limit: 7,
      features: { export: true },
    });
  });

  it('of a system-wide licence without end has neither institution nor end', async () => {
    const id = await licensed({ institution_id: null });
    const { certificate } = await certify('superadmin', id);
    const claims = decodeJwt(certificate);
    expect(claims).toMatchObject({ institution: null, user_limit: null });
    expect(claims).not.toHaveProperty('exp');
    expect((await certify('baku.admin', id)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['licenseId'] }]);
  });

  it.each([
    ['inactive', { status: 'inactive' }],
    ['over', { expires_at: '2026-01-02T00:00:00Z' }],
    ['revoked', { status: 'revoked' }],
  ] as const)('is not signed for a licence that is %s', async (_, row) => {
    const { certificate, userErrors } = await certify('superadmin', await licensed(row));
    expect(certificate).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'INVALID_TRANSITION', field: ['licenseId'] }]);
  });

  it('is told to be good; what became of its licence since is told to those who see it', async () => {
    const id = await licensed();
    const { certificate } = await certify('superadmin', id);
    expect(await verify('baku.admin', ` ${certificate}\n`)).toMatchObject({
      code: 'VALID',
      license: { state: 'VALID' },
    });
    expect(await verify('ganja.admin', certificate)).toMatchObject({ code: 'VALID', license: null });
    await service.database.owner.updateTable('licenses').set({ status: 'revoked' }).where('id', '=', id).execute();
    expect(await verify('baku.admin', certificate)).toMatchObject({ code: 'VALID', license: { state: 'REVOKED' } });
  });
});

describe('what is no good certificate', () => {
  it.each<[string, string, () => Promise<string> | string]>([
    ['signed by an older key of ours', 'VALID', () => forge({}, { kid: keySet.keys[1]!.kid }, older)],
    ['over', 'EXPIRED', () => forge({ exp: Math.floor(Date.now() / 1_000) - 60 })],
    ['of a time to come', 'NOT_YET_VALID', () => forge({ nbf: Math.floor(Date.now() / 1_000) + 600 })],
    ['signed by a foreign key under our name', 'BAD_SIGNATURE', () => forge({}, {}, foreign)],
    ['signed by an older key under the name of the newest', 'BAD_SIGNATURE', () => forge({}, {}, older)],
    ['signed by a key that nobody knows', 'UNKNOWN_KEY', () => forge({}, { kid: 'nobody' }, foreign)],
    ['without the name of a key', 'UNKNOWN_KEY', () => forge({}, { kid: undefined })],
    ['of another issuer', 'FOREIGN', () => forge({ iss: 'atis-system-api' })],
    ['of no issuer', 'FOREIGN', () => forge({ iss: undefined })],
    ['another kind of token', 'FOREIGN', () => forge({}, { typ: 'JWT' })],
    ['a token of no kind', 'FOREIGN', () => forge({}, { typ: undefined })],
    ['without the licence’s key', 'MALFORMED', () => forge({ sub: undefined })],
    ['nothing', 'MALFORMED', () => ''],
    ['a word', 'MALFORMED', () => 'certificate'],
    ['three dots', 'MALFORMED', () => '...'],
    ['too long', 'MALFORMED', () => 'x'.repeat(70_000)],
    ['a list for claims', 'MALFORMED', () => `${encode({ alg: 'EdDSA', typ: 'license+jwt' })}.${encode([])}.x`],
  ])('%s: %s', async (_, code, make) => {
    const answer = await verify('superadmin', await make());
    expect(answer.code).toBe(code);
    expect(answer.claims === null).toBe(!['VALID', 'EXPIRED', 'NOT_YET_VALID'].includes(code));
  });

  it('one whose claims were changed', async () => {
    const { certificate } = await certify('superadmin', await licensed({ user_limit: 7 }));
    const [header, , signature] = certificate.split('.') as [string, string, string];
    const changed = { ...decodeJwt(certificate), user_limit: 7_000 };
    const answer = await verify('superadmin', [header, encode(changed), signature].join('.'));
    expect(answer).toMatchObject({ code: 'BAD_SIGNATURE', claims: null, license: null });
  });

  it('one without a signature, and one whose secret is the public key', async () => {
    const { certificate } = await certify('superadmin', await licensed());
    const [, payload] = certificate.split('.') as [string, string];
    const header = decodeProtectedHeader(certificate);
    const none = `${encode({ ...header, alg: 'none' })}.${payload}.`;
    const signed = `${encode({ ...header, alg: 'HS256' })}.${payload}`;
    const publicKey = Buffer.from(keySet.keys[0]!.x!, 'base64url');
    const hs256 = `${signed}.${createHmac('sha256', publicKey).update(signed).digest('base64url')}`;
    for (const forged of [none, hs256]) {
      expect(await verify('superadmin', forged)).toMatchObject({ code: 'FOREIGN', claims: null });
      await expect(jwtVerify(forged, createLocalJWKSet(keySet))).rejects.toThrow();
    }
  });
});

describe('the public keys', () => {
  it('are there for everybody, for a while, without a private part', async () => {
    const response = await fetch(`${service.url}/.well-known/jwks.json`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/jwk-set+json; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-request-id': expect.any(String) as string,
    });
    const { keys } = (await response.json()) as JSONWebKeySet;
    expect(keys).toHaveLength(2);
    for (const key of keys) {
      expect(Object.keys(key).toSorted()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
      expect(key).toMatchObject({ kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig' });
    }
  });

  it('are had by GET and HEAD only', async () => {
    const url = `${service.url}/.well-known/jwks.json`;
    const head = await fetch(url, { method: 'HEAD' });
    expect([head.status, await head.text()]).toEqual([200, '']);
    for (const method of ['POST', 'PUT', 'DELETE']) {
      expect((await fetch(url, { method })).status, method).toBeGreaterThanOrEqual(400);
    }
  });
});

describe('without signing keys', () => {
  it('no certificate is signed, and the error names the setting; no key is known', async () => {
    const { certificate } = await certify('superadmin', await licensed());
    const other = await startTestService({
      database: service.database,
      environment: { LICENSE_ISSUER: environment.LICENSE_ISSUER },
    });
    try {
      const refused = await certify('superadmin', await licensed(), other);
      expect(refused).toMatchObject({
        certificate: null,
        userErrors: [
          { code: 'NOT_CONFIGURED', field: [], message: expect.stringContaining('LICENSE_SIGNING_KEYS') as string },
        ],
      });
      expect((await verify('superadmin', certificate, other)).code).toBe('UNKNOWN_KEY');
      expect(await (await fetch(`${other.url}/.well-known/jwks.json`)).json()).toEqual({ keys: [] });
    } finally {
      await other.stop();
    }
  });
});

it('a certificate counts as long as the licence does, days of grace included', async () => {
  const ended = await licensed({ expires_at: inDays(-3) });
  const { certificate } = await certify('superadmin', ended);
  expect(await verify('superadmin', certificate)).toMatchObject({ code: 'VALID', license: { state: 'GRACE' } });
});
