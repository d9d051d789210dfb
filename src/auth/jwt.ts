import { createSecretKey } from 'node:crypto';
import { createRemoteJWKSet, errors, importSPKI, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import type { JwtConfig } from '../config.ts';
import { expired, RequestError, unauthenticated } from '../errors.ts';

/** What a verified JWT says. */
export interface JwtClaims {
  readonly userId: string;
  /** Until when it is accepted, in milliseconds since 1970: `exp` and the tolerance for clocks that differ. */
  readonly expiresAt: number;
}

/** Algorithms are pinned by the kind of key: a public key never verifies an HMAC. */
const algorithms: Record<JwtConfig['key']['kind'], string[]> = {
  secret: ['HS256'],
  publicKey: ['EdDSA', 'ES256', 'RS256'],
  jwks: ['EdDSA', 'ES256', 'RS256'],
};

const invalid = () => unauthenticated('The token is not valid.');

/** How far the clocks of the identity provider and of this service may differ, in seconds. */
const clockTolerance = 5;

/** The last second that a Date can hold, counted from 1970. */
const lastSecond = 8_640_000_000_000;

/**
 * Whether the claims are what RFC 7519 says of them, and of use here: what was signed by the right key may still be
 * nonsense. A subject that is a number has lost digits beyond 2^53, and would be another user.
 */
const isUsable = ({ sub, exp, iat }: JWTPayload, now: number): boolean =>
  typeof sub === 'string' &&
  exp !== undefined &&
  exp <= lastSecond - clockTolerance &&
  (iat === undefined || iat <= now / 1_000 + clockTolerance);

/** Whether a signature is written as RFC 7515 has it, without padding: there is one text for each token. */
function isCanonical(token: string): boolean {
  const signature = token.slice(token.lastIndexOf('.') + 1);
  return Buffer.from(signature, 'base64url').toString('base64url') === signature;
}

/**
 * Makes the verifier of an installation. It throws UNAUTHENTICATED for a token that is not good, and
 * SERVICE_UNAVAILABLE when the keys cannot be fetched: that says nothing of the token.
 */
export function createJwtVerifier(
  config: JwtConfig,
  now: () => number = Date.now,
): (token: string) => Promise<JwtClaims> {
  const key = verificationKey(config.key);
  return async (token) => {
    try {
      if (!isCanonical(token)) throw invalid();
      const { payload } = await jwtVerify(token, await key, {
        algorithms: algorithms[config.key.kind],
        issuer: config.issuer,
        audience: config.audience,
        requiredClaims: ['sub', 'exp'],
        clockTolerance,
        currentDate: new Date(now()),
      });
      if (!isUsable(payload, now())) throw invalid();
      return { userId: payload.sub ?? '', expiresAt: ((payload.exp ?? 0) + clockTolerance) * 1_000 };
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw expired();
      if (error instanceof RequestError) throw error;
      throw invalid();
    }
  };
}

async function verificationKey(key: JwtConfig['key']): Promise<JWTVerifyGetKey> {
  if (key.kind === 'jwks') return remoteKeys(new URL(key.value));
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

/** What a token's header can cause while its key is looked up. Anything else is trouble with the key set. */
const faultsOfToken = [
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];

function remoteKeys(url: URL): JWTVerifyGetKey {
  const lookUp = createRemoteJWKSet(url);
  return async (header, token) => {
    try {
      return await lookUp(header, token);
    } catch (error) {
      if (faultsOfToken.some((fault) => error instanceof fault)) throw error;
      const text = 'The keys that verify tokens cannot be fetched right now. Try again shortly.';
      const unavailable = new RequestError('SERVICE_UNAVAILABLE', text);
      // For the log; clients see the text only.
      unavailable.cause = error;
      throw unavailable;
    }
  };
}
