import { createSecretKey } from 'node:crypto';
import { createRemoteJWKSet, errors, importSPKI, jwtVerify, type JWTVerifyGetKey } from 'jose';
import type { JwtConfig } from '../config.ts';
import { RequestError, unauthenticated } from '../errors.ts';

/** What a verified JWT says. */
export interface JwtClaims {
  readonly userId: string;
  readonly expiresAt: number;
}

/** Algorithms are pinned by the kind of key: a public key never verifies an HMAC. */
const algorithms: Record<JwtConfig['key']['kind'], string[]> = {
  secret: ['HS256'],
  publicKey: ['EdDSA', 'ES256', 'RS256'],
  jwks: ['EdDSA', 'ES256', 'RS256'],
};

/** Makes the verifier of an installation. Throws UNAUTHENTICATED for a token that is not good. */
export function createJwtVerifier(config: JwtConfig): (token: string) => Promise<JwtClaims> {
  const key = verificationKey(config.key);
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, await key, {
        algorithms: algorithms[config.key.kind],
        issuer: config.issuer,
        audience: config.audience,
        requiredClaims: ['sub', 'exp'],
        clockTolerance: 5,
      });
      return { userId: payload.sub ?? '', expiresAt: (payload.exp ?? 0) * 1000 };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw unauthenticated('The token has expired. Sign in again.');
      if (error instanceof errors.JWKSTimeout) {
        throw new RequestError('SERVICE_UNAVAILABLE', 'The keys that verify tokens cannot be fetched right now.');
      }
      throw unauthenticated('The token is not valid.');
    }
  };
}

async function verificationKey(key: JwtConfig['key']): Promise<JWTVerifyGetKey> {
  if (key.kind === 'jwks') return createRemoteJWKSet(new URL(key.value));
  if (key.kind === 'secret') {
    const secret = createSecretKey(Buffer.from(key.value));
    return () => Promise.resolve(secret);
  }
  for (const algorithm of algorithms.publicKey) {
    const imported = await importSPKI(key.value, algorithm).catch(() => null);
    if (imported) return () => Promise.resolve(imported);
  }
  throw new Error('JWT_PUBLIC_KEY is no Ed25519, P-256 or RSA public key.');
}
