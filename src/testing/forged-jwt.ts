import { createHmac, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/** Signs a text; gives the signature. */
export type Signer = (input: string) => Buffer;

/** Who can make tokens of one algorithm. */
export interface TokenMaker {
  readonly alg: string;
  readonly sign: Signer;
  /** What everybody knows of the key, as whoever confuses algorithms would use it; empty for a shared secret. */
  readonly publicTexts: readonly (string | Buffer)[];
  readonly publicKey?: KeyObject;
}

const makers = {
  EdDSA: () => generateKeyPairSync('ed25519').privateKey,
  ES256: () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
  RS256: () => generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey,
};

const signers: Record<keyof typeof makers, (key: KeyObject) => Signer> = {
  EdDSA: (key) => (input) => sign(null, Buffer.from(input), key),
  ES256: (key) => (input) => sign('sha256', Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }),
  RS256: (key) => (input) => sign('sha256', Buffer.from(input), key),
};

/** A maker with a new key pair. */
export function keyPair(alg: keyof typeof makers): TokenMaker {
  const privateKey = makers[alg]();
  const publicKey = createPublicKey(privateKey);
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  const jwk = publicKey.export({ format: 'jwk' });
  const texts = [pem, pem.trim(), publicKey.export({ type: 'spki', format: 'der' }), JSON.stringify(jwk)];
  return { alg, sign: signers[alg](privateKey), publicTexts: texts, publicKey };
}

/** Signs with an HMAC of SHA-256, or of the one named. */
export const hmac =
  (secret: string | Buffer, hash = 'sha256'): Signer =>
  (input) =>
    createHmac(hash, secret).update(input).digest();

/** A maker with a shared secret. */
export const sharedSecret = (secret: string): TokenMaker => ({ alg: 'HS256', sign: hmac(secret), publicTexts: [] });

/** A part of a token: text as it is, anything else as JSON. */
export const encode = (part: unknown): string =>
  Buffer.from(typeof part === 'string' || Buffer.isBuffer(part) ? part : JSON.stringify(part)).toString('base64url');

/** A token in compact form, of any header and payload. */
export function token(header: unknown, payload: unknown, signer: Signer): string {
  const input = `${encode(header)}.${encode(payload)}`;
  return `${input}.${signer(input).toString('base64url')}`;
}
