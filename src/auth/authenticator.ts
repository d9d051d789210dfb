import { sql } from 'kysely';
import type { JwtConfig } from '../config.ts';
import type { Db } from '../db/client.ts';
import { isDatabaseId } from '../db/database-id.ts';
import { unauthenticated } from '../errors.ts';
import { createTreeCache, type InstitutionTree } from './institution-tree.ts';
import { createJwtVerifier } from './jwt.ts';
import { hashSecret, isApiTokenSecret } from './secrets.ts';
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

/** What a credential stands for, before the user is looked up. */
interface Credential {
  readonly userId: string;
  readonly abilities: readonly string[];
  readonly expiresAt: number | null;
}

const invalid = (): never => {
  throw unauthenticated('The token is not valid. It may have been revoked.');
};

const maxTokenLength = 8_192;

/** How many verified tokens are remembered. */
const rememberedTokens = 10_000;

/** Believes a verified token, and the institution tree, for `recheckSeconds`. */
export function createAuthenticator(db: Db, jwt: JwtConfig | null, recheckSeconds: number): Authenticator {
  const rememberedFor = recheckSeconds * 1_000;
  const tree = createTreeCache(db, rememberedFor);
  const verifyJwt = jwt === null ? null : createJwtVerifier(jwt);

  async function credential(token: string): Promise<Credential> {
    if (isApiTokenSecret(token)) return apiToken(db, token);
    const [, sanctumId, sanctumSecret] = /^(\d{1,19})\|(\S+)$/.exec(token) ?? [];
    if (sanctumId !== undefined && sanctumSecret !== undefined) return sanctumToken(db, sanctumId, sanctumSecret);
    if (verifyJwt === null) return invalid();
    return { ...(await verifyJwt(token)), abilities: ['*'] };
  }

  async function signIn(token: string): Promise<Viewer> {
    const { userId, abilities, expiresAt } = await credential(token);
    const user = isDatabaseId(userId) ? await activeUser(db, userId) : undefined;
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

  const viewers = new Map<string, { viewer: Promise<Viewer>; until: number }>();

  /** A token that was good a moment ago is not looked up again; one that was refused always is. */
  function rememberedSignIn(token: string): Promise<Viewer> {
    const key = hashSecret(token);
    const known = viewers.get(key);
    if (known && performance.now() < known.until) return known.viewer;
    const viewer = signIn(token);
    viewers.delete(key);
    viewers.set(key, { viewer, until: performance.now() + rememberedFor });
    viewer.catch(() => viewers.delete(key));
    const [oldest] = viewers.keys();
    if (viewers.size > rememberedTokens && oldest !== undefined) viewers.delete(oldest);
    return viewer;
  }

  return {
    tree,
    async authenticate(authorization) {
      if (authorization === undefined || authorization === '') return null;
      const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
      if (token === undefined || token.length > maxTokenLength) {
        throw unauthenticated('The Authorization header must read "Bearer <token>".');
      }
      const viewer = await rememberedSignIn(token);
      if (viewer.expiresAt !== null && viewer.expiresAt <= Date.now())
        throw unauthenticated('The token has expired. Sign in again.');
      return viewer;
    },
  };
}

/** Signing in is refused to disabled users, users of disabled roles, and while an account is locked. */
const activeUser = (db: Db, id: string) =>
  db
    .selectFrom('users')
    .innerJoin('roles', 'roles.id', 'users.role_id')
    .select(['users.id', 'users.username', 'users.role_id', 'users.institution_id', 'roles.name as role'])
    .where('users.id', '=', id)
    .where(sql<boolean>`coalesce(users.is_active, true) and coalesce(roles.is_active, true)`)
    .where(sql<boolean>`coalesce(users.locked_until <= now() at time zone 'utc', true)`)
    .executeTakeFirst();

const notExpired = sql<boolean>`coalesce(expires_at > now() at time zone 'utc', true)`;
const expiryMillis = sql<number | null>`(extract(epoch from expires_at) * 1000)::float8`.as('expires_at_ms');

async function apiToken(db: Db, token: string): Promise<Credential> {
  const row = await db
    .selectFrom('api_tokens')
    .select(['id', 'user_id', 'abilities', expiryMillis])
    .select(sql<boolean>`coalesce(last_used_at < now() at time zone 'utc' - interval '1 minute', true)`.as('stale'))
    .where('token', '=', hashSecret(token))
    .where(notExpired)
    .executeTakeFirst();
  if (!row) return invalid();
  if (row.stale) {
    const now = sql<string>`now() at time zone 'utc'`;
    await db.updateTable('api_tokens').set({ last_used_at: now }).where('id', '=', row.id).execute();
  }
  return { userId: row.user_id, abilities: abilityList(row.abilities), expiresAt: row.expires_at_ms };
}

const undefinedTable = '42P01';
const insufficientPrivilege = '42501';

/** Laravel Sanctum's token: the hash is of the part after the bar. The table may be absent or closed to us. */
async function sanctumToken(db: Db, id: string, secret: string): Promise<Credential> {
  if (!isDatabaseId(id)) return invalid();
  const found = await sql<{ user_id: string; abilities: string | null; expires_at_ms: number | null }>`
    select tokenable_id as user_id, abilities, (extract(epoch from expires_at) * 1000)::float8 as expires_at_ms
    from personal_access_tokens
    where id = ${id} and token = ${hashSecret(secret)} and tokenable_type = 'App\\Models\\User' and ${notExpired}`
    .execute(db)
    .catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : null;
      if (code === undefinedTable || code === insufficientPrivilege) return invalid();
      throw error;
    });
  const row = found.rows[0];
  if (!row) return invalid();
  return { userId: row.user_id, abilities: abilityList(row.abilities), expiresAt: row.expires_at_ms };
}

/** Sanctum keeps abilities as JSON text, api_tokens as JSON. What cannot be read allows nothing. */
function abilityList(abilities: unknown): string[] {
  try {
    const list: unknown = typeof abilities === 'string' ? JSON.parse(abilities) : abilities;
    return Array.isArray(list) ? list.filter((item) => typeof item === 'string') : [];
  } catch {
    return [];
  }
}
