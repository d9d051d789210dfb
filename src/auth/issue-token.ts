import type { Db } from '../db/client.ts';
import { insertToken } from '../domains/api-tokens/api-tokens.repository.ts';
import { deleteOldTokens, findUsersByName } from './auth.repository.ts';
import { createSecret, hashSecret } from './secrets.ts';

/**
 * Creates an API token for a user, for operators; abilities are all that the role allows unless told. Gives the secret.
 * Throws Error when there is no such active user.
 */
export async function issueToken(
  db: Db,
  username: string,
  name: string,
  expiresAt: Date | null,
  abilities: readonly string[] = ['*'],
): Promise<string> {
  const [user] = await findUsersByName(db, [username]);
  if (!user)
    throw new Error(`There is no user "${username}". List users with the query { users { nodes { username } } }.`);
  if (user.is_active === false) throw new Error(`The user "${username}" is disabled and cannot sign in.`);
  const secret = createSecret();
  await insertToken(db, {
    userId: user.id,
    name,
    hash: hashSecret(secret),
    abilities: [...abilities],
    expiresAt: expiresAt?.toISOString() ?? null,
  });
  return secret;
}

const demoTokenName = 'demo';
const demoTokenDays = 7;
/** So many starts back, a page that is still open keeps working. */
const demoTokensKept = 5;

/**
 * Fresh tokens for `accounts`, as far as they exist and are not disabled. The newest of earlier starts work
 * until they expire. Whoever opens the playground gets these tokens: name only accounts that the seed made.
 */
export async function issueDemoTokens(
  db: Db,
  accounts: readonly { username: string; role: string }[],
): Promise<{ role: string; username: string; token: string }[]> {
  if (accounts.length === 0) return [];
  const expiresAt = new Date(Date.now() + demoTokenDays * 86_400_000);
  const known = await findUsersByName(
    db,
    accounts.map((account) => account.username),
  );
  const active = new Set(known.filter((user) => user.is_active !== false).map((user) => user.username));
  const tokens = await Promise.all(
    accounts
      .filter(({ username }) => active.has(username))
      .map(async ({ role, username }) => ({
        role,
        username,
        token: await issueToken(db, username, demoTokenName, expiresAt),
      })),
  );
  const userIds = known.map((user) => user.id);
  await deleteOldTokens(db, { userIds, name: demoTokenName, keep: demoTokensKept });
  return tokens;
}
