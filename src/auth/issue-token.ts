import type { Db } from '../db/client.ts';
import { insertToken } from '../domains/api-tokens/api-tokens.repository.ts';
import { deleteExpiredTokens, findUsersByName } from './auth.repository.ts';
import { createSecret, hashSecret } from './secrets.ts';

/** Creates an API token for a user, for operators. Gives the secret. Throws Error when there is no such active user. */
export async function issueToken(db: Db, username: string, name: string, expiresAt: Date | null): Promise<string> {
  const [user] = await findUsersByName(db, [username]);
  if (!user)
    throw new Error(`There is no user "${username}". List users with the query { users { nodes { username } } }.`);
  if (user.is_active === false) throw new Error(`The user "${username}" is disabled and cannot sign in.`);
  const secret = createSecret();
  await insertToken(db, {
    userId: user.id,
    name,
    hash: hashSecret(secret),
    expiresAt: expiresAt?.toISOString() ?? null,
  });
  return secret;
}

const demoTokenName = 'demo';
const demoTokenDays = 7;

/** Fresh tokens for those demo accounts that exist; those of earlier starts work until they expire. */
export async function issueDemoTokens(
  db: Db,
  accounts: readonly { username: string; role: string }[],
): Promise<{ role: string; username: string; token: string }[]> {
  await deleteExpiredTokens(db, demoTokenName);
  const expiresAt = new Date(Date.now() + demoTokenDays * 86_400_000);
  const known = await findUsersByName(
    db,
    accounts.map((account) => account.username),
  );
  const active = new Set(known.filter((user) => user.is_active !== false).map((user) => user.username));
  return Promise.all(
    accounts
      .filter(({ username }) => active.has(username))
      .map(async ({ role, username }) => ({
        role,
        username,
        token: await issueToken(db, username, demoTokenName, expiresAt),
      })),
  );
}
