import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { format, resolveConfig } from 'prettier';
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts';
import { dumpSchema } from './dump-schema.ts';
import { renderFiles } from './generate-files.ts';
import { readModel } from './generate-model.ts';
import { migrate } from './migrate.ts';

const root = new URL('..', import.meta.url);

/** Gives the text of every file that is generated from the migrated database at `url`, by its path in the project. */
export async function generate(url: string): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const rendered = renderFiles(await readModel(client));
    const files: Record<string, string> = { 'db/schema.sql': await dumpSchema(url) };
    for (const [name, text] of Object.entries(rendered)) {
      const path = `src/db/generated/${name}`;
      const filepath = fileURLToPath(new URL(path, root));
      files[path] = await format(text, { ...(await resolveConfig(filepath)), filepath });
    }
    return files;
  } finally {
    await client.end();
  }
}

async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atis-generate-'));
  try {
    const log = () => undefined;
    const server = await startEmbeddedPostgres({ dataDir, log });
    try {
      await server.createDatabase('scratch');
      const url = server.ownerUrl('scratch');
      await migrate({ url, log });
      for (const [path, text] of Object.entries(await generate(url))) {
        const target = new URL(path, root);
        await mkdir(new URL('.', target), { recursive: true });
        await writeFile(target, text);
      }
    } finally {
      await server.stop();
    }
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

if (import.meta.main) await main();
