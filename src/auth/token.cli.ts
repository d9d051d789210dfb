import { parseArgs } from 'node:util';
import { loadConfig } from '../config.ts';
import { createDatabase } from '../db/client.ts';
import { openDatabase } from '../db/open-database.ts';
import { issueToken } from './issue-token.ts';
import { permissions } from './policy.ts';

const usage = `Usage: npm run -s token -- --user NAME [--name WHAT-FOR] [--expires 30d] [--abilities A,B]

  --user       user name of whom the token signs in
  --name       what it is for (default "command line")
  --expires    how long it works: a number and h or d, or "never" (default 30d)
  --abilities  names of permissions that it is good for, with commas between (default: all that the user has)`;

const unitMillis = { h: 3_600_000, d: 86_400_000 } as const;

/** `30d` → an instant; `never` → null. Throws Error for anything else. */
function expiry(text: string): Date | null {
  if (text === 'never') return null;
  const [, amount, unit] = /^(\d{1,5})([hd])$/.exec(text) ?? [];
  if (amount === undefined || Number(amount) === 0) {
    throw new Error(`--expires must read like 12h, 30d or never, not "${text}".\n\n${usage}`);
  }
  return new Date(Date.now() + Number(amount) * unitMillis[unit as keyof typeof unitMillis]);
}

/** `A,B` → names of permissions. Throws Error for anything else. */
function abilitiesOf(text: string | undefined): string[] {
  if (text === undefined) return ['*'];
  const names = text.split(',');
  const unknown = names.filter((name) => !permissions.some((permission) => permission === name));
  if (unknown.length === 0) return names;
  throw new Error(`--abilities: there is no permission "${unknown[0]}". There are ${permissions.join(', ')}.`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      user: { type: 'string' },
      name: { type: 'string', default: 'command line' },
      expires: { type: 'string', default: '30d' },
      abilities: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  if (values.user === undefined) throw new Error(`--user is missing.\n\n${usage}`);
  if (values.name.length < 1 || values.name.length > 100) throw new Error('--name must have 1 to 100 characters.');
  const expiresAt = expiry(values.expires);
  const abilities = abilitiesOf(values.abilities);
  const opened = await openDatabase(loadConfig(), () => undefined);
  const database = createDatabase({ url: opened.serviceUrl, poolSize: 2 });
  try {
    console.log(await issueToken(database.db, values.user, values.name, expiresAt, abilities));
  } finally {
    await database.close();
    await opened.stop();
  }
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
