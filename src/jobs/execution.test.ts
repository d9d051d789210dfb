import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { attemptsOf, enqueueRun, insertJob, startTestWorker, testJob } from '../testing/jobs.ts';
import type { Job } from './job.ts';
import type { JobWorker } from './worker.ts';

let database: TestDatabase;
let worker: JobWorker | undefined;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => {
  await worker?.stop();
  await database.drop();
});

/** The attempts at a run of such a job, which may be attempted twice, once `count` of them have ended. */
async function ended(run: Job['run'], count = 1) {
  const id = await insertJob(database, 'test:odd', { job: { max_attempts: 2 } });
  await enqueueRun(database, id);
  worker = startTestWorker(database, [testJob('test:odd', run)]);
  const open = ['queued', 'processing'];
  const over = async () => (await attemptsOf(database, id)).filter(({ status }) => !open.includes(status));
  await expect.poll(async () => (await over()).length, { timeout: 8_000 }).toBe(count);
  return attemptsOf(database, id);
}

describe('a run', () => {
  it('completes with every text that its result has, but for what PostgreSQL does not take', async () => {
    const result = {
      quoted: String.raw`unsupported \u0000`,
      nul: 'a\0b',
      half: ['\ud800'],
      'na\0me\ud800': { deep: '\udc00' },
    };
    expect(await ended(() => Promise.resolve(result))).toMatchObject([
      {
        status: 'completed',
        result: {
          quoted: String.raw`unsupported \u0000`,
          nul: 'ab',
          half: ['\ufffd'],
          'name\ufffd': { deep: '\ufffd' },
        },
      },
    ]);
  });

  it.each<[string, Job['run']]>([
    ['a result that is no JSON', () => Promise.resolve({ rows: 10n as unknown as number })],
    ['no result', () => Promise.resolve(undefined as never)],
    ['an error without a text', () => Promise.reject(Object.create(null) as Error)],
  ])('ends with %s as well, once', async (_, run) => {
    const attempts = await ended(run);
    expect(attempts).toHaveLength(1);
    expect(attempts[0]).toMatchObject({
      status: 'failed',
      error_message: expect.stringContaining('cannot be written') as string,
    });
  });

  it('is attempted again where it is not its parameters that do not fit', async () => {
    const attempts = await ended(() => Promise.resolve(z.strictObject({ answer: z.number() }).parse({})), 2);
    for (const attempt of attempts) {
      expect(attempt).toMatchObject({ status: 'failed', error_message: expect.stringContaining('answer') as string });
      expect(attempt.error_message).not.toContain('parameters');
    }
  });
});
