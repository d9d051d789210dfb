import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { issueToken } from '../../auth/issue-token.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { withClient } from '../../testing/server.ts';
import { kill, startProcess, type ServiceProcess } from '../../testing/service-process.ts';
import type { Answer } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

/** `npm run bench:export` does the same with a million, which are a minute in the making. */
const rows = Number(process.env['EXPORT_TEST_ROWS'] ?? 200_000);
const megabyte = 1_024 * 1_024;

let database: TestDatabase;
let world: World;
let service: ServiceProcess;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  // Without the time limit that connections of the service have.
  await withClient(database.ownerUrl, (client) =>
    client.query(
      `insert into activity_logs (activity_type, user_id, institution_id, description, properties)
       select 'bulk', $1::bigint, $2::bigint, 'Hesabata baxdı № ' || n, jsonb_build_object('n', n)
       from generate_series(1, $3::integer) as n`,
      [world.users['baku.admin'], world.institutions.baku, rows],
    ),
  );
  service = startProcess({
    DATABASE_URL: database.url,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    // As `npm start` has it: garbage may take as much room as there.
    NODE_OPTIONS: '--max-semi-space-size=64',
  });
}, 300_000);
afterAll(async () => {
  await kill(service);
  await database.drop();
});

/** Bytes of a process that are in memory. */
async function residentBytes(pid: number): Promise<number> {
  const [, kilobytes = ''] = /^VmRSS:\s+(\d+) kB$/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) * 1_024;
}

it(`a download of ${rows} rows is complete and in order, and takes less than 100 MB of memory`, async () => {
  const url = await service.ready();
  const authorization = `Bearer ${await issueToken(database.db, 'baku.admin', 'test', null)}`;
  const ask = async (query: string): Promise<Answer> => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization },
      body: JSON.stringify({ query }),
    });
    return (await response.json()) as Answer;
  };
  const { data } = await ask(
    'mutation { startExport(input: { source: ACTIVITY_LOGS, format: NDJSON }) { export { url databaseId } } }',
  );
  const { url: path, databaseId } = data.startExport.export;

  const pid = service.process.pid!;
  const before = await residentBytes(pid);
  let most = before;
  const looking = setInterval(() => {
    void residentBytes(pid).then((bytes) => (most = Math.max(most, bytes)));
  }, 50);
  let count = 0;
  let unordered = 0;
  let unfinished = '';
  let asked: Promise<Answer> | undefined;
  try {
    const request = get(`${url}${path}`, { headers: { authorization } });
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    response.setEncoding('utf8');
    for await (const part of response as AsyncIterable<string>) {
      const lines = (unfinished + part).split('\n');
      unfinished = lines.pop() ?? '';
      for (const line of lines) {
        count += 1;
        if (!line.includes(`"databaseId":"${count}",`) || !line.endsWith('Z"}')) unordered += 1;
      }
      if (count > rows / 2) asked ??= ask(`{ export(id: "${databaseId}") { status rowsSent estimatedRows } }`);
    }
    expect(response.complete).toBe(true);
  } finally {
    clearInterval(looking);
  }
  expect({ count, unordered, unfinished }).toEqual({ count: rows, unordered: 0, unfinished: '' });
  // Half-way, another request told how far it was.
  const { export: progress } = (await asked)!.data;
  expect(progress.status).toBe('RUNNING');
  expect(progress.rowsSent).toBeGreaterThan(rows / 4);
  expect(progress.rowsSent).toBeLessThan(rows);
  const grown = (most - before) / megabyte;
  if (process.env['EXPORT_TEST_ROWS']) console.log(`resident memory grew by ${Math.round(grown)} MB`);
  expect(grown).toBeLessThan(100);
}, 300_000);
