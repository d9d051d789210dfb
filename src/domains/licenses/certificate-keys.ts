import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';

/** A key that signs certificates, and its public part. */
export interface CertificateKey {
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  readonly jwk: JWK;
}

/** PKCS#8 of an Ed25519 key, as far as its seed of 32 bytes: RFC 8410. */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Keys are made of their seeds once. */
const known = new WeakMap<readonly Buffer[], Promise<readonly CertificateKey[]>>();

/** The keys of these seeds, in their order. */
export function certificateKeys(seeds: readonly Buffer[]): Promise<readonly CertificateKey[]> {
  let keys = known.get(seeds);
  if (!keys) known.set(seeds, (keys = Promise.all(seeds.map(toKey))));
  return keys;
}

async function toKey(seed: Buffer): Promise<CertificateKey> {
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8Head, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey(privateKey);
  const { kty, crv, x } = publicKey.export({ format: 'jwk' });
  const jwk = { kty, crv, x } as JWK;
  const keyId = await calculateJwkThumbprint(jwk);
  return { keyId, privateKey, publicKey, jwk: { ...jwk, kid: keyId, alg: 'EdDSA', use: 'sig' } };
}

/** The public keys, RFC 7517. */
export const publicKeySet = async (seeds: readonly Buffer[]): Promise<{ keys: JWK[] }> => ({
  keys: (await certificateKeys(seeds)).map(({ jwk }) => jwk),
});
