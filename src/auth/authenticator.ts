import type { JwtConfig } from '../config.ts';
import type { Db } from '../db/client.ts';
import { isDatabaseId } from '../db/database-id.ts';
import { expired, unauthenticated } from '../errors.ts';
import { Lru } from '../lru.ts';
import { findActiveUser, findApiToken, findSanctumToken, type StoredCredential } from './auth.repository.ts';
import { createTreeCache, type InstitutionTree } from './institution-tree.ts';
import { createJwtVerifier } from './jwt.ts';
import { isApiTokenSecret } from './secrets.ts';
import type { Viewer } from './viewer.ts';

/** Turns credentials into viewers. */
export interface Authenticator {
  /**
   * The viewer behind an `Authorization` value; null when there is none. Throws UNAUTHENTICATED when the
   * credentials are malformed, unknown, expired or revoked, or when the user is disabled.
   */
  authenticate(authorization: string | undefined): Promise<Viewer | null>;
  tree(): Promise<InstitutionTree>;
}

const invalid = (): never => {
  throw unauthenticated('The token is not valid. It may have been revoked.');
};

const malformed = () => unauthenticated('The Authorization header must read "Bearer <token>".');

const maxTokenLength = 8_192;
/** Room for `Bearer` and spaces: what is remembered is bounded. */
const schemeLength = 16;

/** How many verified tokens are remembered. */
const rememberedTokens = 10_000;

/** Believes a verified token, and the institution tree, for `recheckSeconds`. Tokens expire by the clock `now`. */
export function createAuthenticator(
  db: Db,
  jwt: JwtConfig | null,
  recheckSeconds: number,
  now: () => number = Date.now,
): Authenticator {
  const rememberedFor = recheckSeconds * 1_000;
  const tree = createTreeCache(db, rememberedFor);
  const verifyJwt = jwt === null ? null : createJwtVerifier(jwt, now);

  async function credential(token: string): Promise<StoredCredential> {
    if (isApiTokenSecret(token)) return (await findApiToken(db, token)) ?? invalid();
    const [, sanctumId, sanctumSecret] = /^(\d{1,19})\|(\S+)$/.exec(token) ?? [];
    if (sanctumId !== undefined && sanctumSecret !== undefined) {
      return (isDatabaseId(sanctumId) ? await findSanctumToken(db, sanctumId, sanctumSecret) : undefined) ?? invalid();
    }
    if (verifyJwt === null) return invalid();
    return { ...(await verifyJwt(token)), abilities: ['*'] };
  }

  async function signIn(token: string): Promise<Viewer> {
    const { userId, abilities, expiresAt } = await credential(token);
    const user = isDatabaseId(userId) ? await findActiveUser(db, userId) : undefined;
    if (!user) return invalid();
    const institutions = await tree();
    return {
      userId: user.id,
      username: user.username,
      roleId: user.role_id,
      role: user.role,
      institutionId: user.institution_id,
      institutionIds: user.institution_id === null ? new Set() : institutions.subtree(user.institution_id),
      lineage: user.institution_id === null ? institutions.roots : institutions.lineage(user.institution_id),
      abilities,
      expiresAt,
    };
  }

  /** By the Authorization value, which open sessions hold as well. */
  const viewers = new Lru<string, { readonly viewer: Promise<Viewer>; readonly until: number }>(rememberedTokens);

  /** A token that was good a moment ago is not looked up again; one that was refused always is. */
  function rememberedSignIn(authorization: string): Promise<Viewer> {
    if (authorization.length > maxTokenLength + schemeLength) throw malformed();
    const known = viewers.get(authorization);
    if (known && performance.now() < known.until) return known.viewer;
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    if (token === undefined || token.length > maxTokenLength) {
      throw malformed();
    }
    const viewer = signIn(token);
    viewers.set(authorization, { viewer, until: performance.now() + rememberedFor });
    viewer.catch(() => viewers.delete(authorization));
    return viewer;
  }

  return {
    tree,
    async authenticate(authorization) {
      if (authorization === undefined || authorization === '') return null;
      const viewer = await rememberedSignIn(authorization);
      if (viewer.expiresAt !== null && viewer.expiresAt <= now()) throw expired();
      return viewer;
    },
  };
}
