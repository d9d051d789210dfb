import pg from 'pg';
import { ConfigError, loadConfig } from '../src/config.ts';
import { connectionOptions } from '../src/db/client.ts';
import { openDatabase } from '../src/db/open-database.ts';
import { createKeyring, type Keyring } from '../src/encryption/keyring.ts';
import { reseal, type Resealed } from '../src/encryption/reseal.ts';
import { withLocalKeys } from '../src/local-keys.ts';

/** What became of the encrypted values of one column. */
export interface RotatedColumn {
  readonly column: string;
  readonly renewed: number;
  readonly current: number;
  /** Ids of rows with a value that none of the keys opens. */
  readonly unreadable: readonly string[];
}

interface EncryptedColumn {
  readonly table: string;
  readonly column: string;
  /** Whether a row's column holds what is encrypted. */
  readonly condition: string;
}

const encryptedColumns: readonly EncryptedColumn[] = [
  { table: 'public.system_configs', column: 'config_value', condition: 'is_encrypted' },
  { table: 'public.integrations', column: 'credentials', condition: 'true' },
  { table: 'api.config_revisions', column: 'before', condition: `(before ->> 'is_encrypted')::boolean` },
  { table: 'api.config_revisions', column: 'after', condition: `(after ->> 'is_encrypted')::boolean` },
];

const pageSize = 500;

/**
 * Encrypts with the newest key what older keys have encrypted, row by row and beside running services. Safe to repeat
 * and to interrupt: a row that somebody changes meanwhile is encrypted with the newest key by that change. `url` is of
 * the role that owns the tables, for nobody else may change the history of settings.
 */
export async function rotateKeys(url: string, keyring: Keyring): Promise<RotatedColumn[]> {
  const client = new pg.Client(connectionOptions({ url, applicationName: 'atis-rotate-keys', statementTimeout: 0 }));
  client.on('error', () => undefined);
  await client.connect();
  try {
    // The same value with another key is no change that the history of a setting has to tell.
    await client.query(`select set_config('atis.rotating_keys', 'on', false)`);
    const report: RotatedColumn[] = [];
    for (const column of encryptedColumns) report.push(await rotateColumn(client, column, keyring));
    return report;
  } finally {
    await client.end();
  }
}

async function rotateColumn(
  client: pg.Client,
  { table, column, condition }: EncryptedColumn,
  keyring: Keyring,
): Promise<RotatedColumn> {
  const counts = { renewed: 0, current: 0 };
  const unreadable: string[] = [];
  for (let after = '0'; ;) {
    const { rows } = await client.query<StoredValue>(
      `select id, ${column}::text as text from ${table}
       where id > $1 and ${condition} and ${column} is not null order by id limit ${pageSize}`,
      [after],
    );
    for (const row of rows) {
      const resealed = await rotateRow(client, { table, column, condition }, row, keyring);
      counts.renewed += resealed.renewed;
      counts.current += resealed.current;
      if (resealed.unreadable > 0) unreadable.push(row.id);
    }
    const last = rows.at(-1);
    if (last === undefined) return { column: `${table}.${column}`, ...counts, unreadable };
    after = last.id;
  }
}

interface StoredValue {
  readonly id: string;
  /** The column as PostgreSQL writes it: as numbers of JavaScript, some would differ. */
  readonly text: string;
}

const nothing = { renewed: 0, current: 0, unreadable: 0 };

/** Writes a row unless somebody else has changed it meanwhile: then what is there now is looked at. */
async function rotateRow(
  client: pg.Client,
  { table, column, condition }: EncryptedColumn,
  row: StoredValue,
  keyring: Keyring,
): Promise<Omit<Resealed, 'text'>> {
  for (let stored: StoredValue | undefined = row; stored !== undefined;) {
    const { text, ...counts }: Resealed = reseal(keyring, stored.text);
    if (counts.renewed === 0) return counts;
    const { rowCount } = await client.query(
      `update ${table} set ${column} = $2::jsonb where id = $1 and ${column}::text = $3`,
      [stored.id, text, stored.text],
    );
    if (rowCount === 1) return counts;
    const { rows }: pg.QueryResult<StoredValue> = await client.query<StoredValue>(
      `select id, ${column}::text as text from ${table} where id = $1 and ${condition} and ${column} is not null`,
      [stored.id],
    );
    [stored] = rows;
  }
  return nothing;
}

async function main(): Promise<void> {
  const config = await withLocalKeys(loadConfig());
  if (config.encryptionKeys.length === 0) {
    throw new ConfigError('Set ENCRYPTION_KEYS to the new key, a comma, and the keys that are in use.');
  }
  const database = await openDatabase(config, () => undefined);
  try {
    const report = await rotateKeys(database.ownerUrl, createKeyring(config.encryptionKeys));
    for (const { column, renewed, current, unreadable } of report) {
      console.log(`${column}: ${renewed} encrypted anew, ${current} were current, ${unreadable.length} unreadable`);
      if (unreadable.length > 0) console.log(`  rows ${unreadable.join(', ')}`);
    }
    if (report.some(({ unreadable }) => unreadable.length > 0)) {
      console.error('Add the key that encrypted the unreadable rows to ENCRYPTION_KEYS, or set their values anew.');
      process.exitCode = 1;
      return;
    }
    console.log('Every value is encrypted with the newest key: older ones can be removed from ENCRYPTION_KEYS.');
  } finally {
    await database.stop();
  }
}

if (import.meta.main) {
  try {
    await main();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
