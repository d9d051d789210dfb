import type { FastifyInstance } from 'fastify';
import { publicKeySet } from '../domains/licenses/certificate-keys.ts';

/** How long verifiers may keep the keys, in seconds: a new key should be known before it signs anything. */
const maxAge = 300;

/** `/.well-known/jwks.json`: the public keys of the certificates of licences, for everybody. */
export function registerJwks(app: FastifyInstance, signingKeys: readonly Buffer[]): void {
  app.get('/.well-known/jwks.json', async (_, reply) =>
    reply
      .headers({
        'content-type': 'application/jwk-set+json; charset=utf-8',
        'cache-control': `public, max-age=${maxAge}`,
        'cross-origin-resource-policy': 'cross-origin',
      })
      .send(JSON.stringify(await publicKeySet(signingKeys))),
  );
}
