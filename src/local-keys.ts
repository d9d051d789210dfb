import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { keyBytes } from './encryption/envelope.ts';
import { formatKey, parseKey } from './encryption/key-format.ts';

/**
 * The configuration with keys of this machine's own, kept beside the embedded PostgreSQL's data, for those that were
 * not set. Only for the embedded database: in an installation keys belong to its operator, and apart from its data.
 * Throws when a key file cannot be read or written, or holds no key.
 */
export async function withLocalKeys(config: Config): Promise<Config> {
  if (config.databaseUrl !== undefined) return config;
  const { encryptionKeys, licenses } = config;
  const key = (name: string) => localKey(join(config.dataDir, 'keys', name));
  return {
    ...config,
    encryptionKeys: encryptionKeys.length > 0 ? encryptionKeys : [await key('encryption')],
    licenses: licenses.signingKeys.length > 0 ? licenses : { ...licenses, signingKeys: [await key('license-signing')] },
  };
}

async function localKey(path: string): Promise<Buffer> {
  await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
  try {
    // Fails where there is one already, so that two processes do not make two.
    await writeFile(path, `${formatKey(randomBytes(keyBytes))}\n`, { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  await chmod(path, 0o600);
  const key = parseKey((await readFile(path, 'utf8')).trim());
  if (key === null) throw new Error(`${path} holds no key. Restore it, or delete it to lose what it has encrypted.`);
  return key;
}
