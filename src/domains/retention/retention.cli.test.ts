import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { enablePolicy, idsIn, insertExpired } from '../../testing/retention.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

const command = (...args: string[]): Promise<Outcome> =>
  new Promise((resolve) => {
    const env = { ...process.env, DATABASE_URL: database.url };
    execFile(
      process.execPath,
      [join(import.meta.dirname, 'retention.cli.ts'), ...args],
      { env },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
  });

it('tells what would go, deletes what may, records each batch as the system’s, and refuses what it does not know', async () => {
  const { owner } = database;
  await insertExpired(owner, 'audit_logs', 1_500);
  await insertExpired(owner, 'job_logs', 2);
  await enablePolicy(owner, 'audit_logs');
  await sql`insert into api.retention_holds (reason, from_at, to_at)
    values ('x', '2001-01-01', '2001-01-01 00:00:05')`.execute(owner);

  const dry = await command('--dry-run');
  expect(dry).toMatchObject({ code: 0, stderr: '' });
  expect(dry.stdout.split('\n')).toHaveLength(9);
  expect(dry.stdout).toContain(
    'audit_logs: 1496 older than 3650 days would go, from 2001-01-01 00:00:05 to 2001-01-01 00:25:00 UTC; 4 held by hold 1 (4)\n',
  );
  expect(dry.stdout).toContain('the policy is not enabled: nothing will');
  expect(await idsIn(owner, 'audit_logs')).toHaveLength(1_500);

  const some = await command('--source', 'audit_logs', '--maximum', '100');
  expect(some).toMatchObject({ code: 0, stderr: '' });
  expect(some.stdout).toMatch(/^audit_logs: 100 deleted, .*; 4 held; MAXIMUM\n$/);
  const rest = await command();
  expect(rest.stdout).toMatch(/^audit_logs: 1396 deleted, .*; 4 held; FINISHED\n$/);
  expect(await idsIn(owner, 'job_logs')).toHaveLength(2);

  const { rows } = await sql`select user_id, tags, new_values ->> 'deleted' as deleted from audit_logs
    where event = 'retention.deleted' order by id`.execute(owner);
  expect(rows).toEqual(
    ['100', '996', '400'].map((deleted) => ({ user_id: null, tags: ['system', 'retention'], deleted })),
  );

  const refusals = {
    '--source=users': /no source "users"/,
    '--maximum=0': /--maximum must be/,
    '--source=job_logs': /not enabled/,
  };
  for (const [argument, message] of Object.entries(refusals)) {
    const { code, stderr } = await command(argument);
    expect(code).toBe(1);
    expect(stderr).toMatch(message);
  }
}, 60_000);
