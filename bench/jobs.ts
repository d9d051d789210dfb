/**
 * How fast runs of jobs are claimed and ended, next to pg-boss and graphile-worker on the same PostgreSQL: jobs that do
 * nothing are claimed, and claimed and completed, in batches by several workers. Prints jobs a second, medians over the
 * rounds.
 *
 *   node bench/jobs.ts [--jobs 10000] [--rounds 3] [--seconds 10] [--batches 1,10,50] [--workers 1,4]
 *     [--only ours,pg-boss,graphile-worker] [--synchronous-commit on]
 */
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { migrate } from '../db/migrate.ts';
import { startEmbeddedPostgres } from '../src/db/embedded-postgres.ts';
import type { OpenQueue, Queue } from './jobs/queue.ts';

import { run } from './runner/processes.ts';
import { median } from './runner/report.ts';

const { values } = parseArgs({
  options: {
    jobs: { type: 'string', default: '10000' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '10' },
    batches: { type: 'string', default: '1,10,50' },
    workers: { type: 'string', default: '1,4' },
    only: { type: 'string', default: 'ours,pg-boss,graphile-worker' },
    'synchronous-commit': { type: 'string', default: 'on' },
  },
});
const numbers = (list: string) => list.split(',').map(Number);
const jobs = Number(values.jobs);
const names = values.only.split(',');
const ours = 'ours';
const cases = (['claim', 'claim and complete'] as const).flatMap((work) =>
  numbers(values.workers).flatMap((workers) => numbers(values.batches).map((batch) => ({ work, workers, batch }))),
);
type Case = (typeof cases)[number];
const titleOf = ({ work, workers, batch }: Case): string => `${work}, ${workers} × ${batch}`;

async function openQueue(name: string, url: string): Promise<Queue> {
  const file = `./jobs/${name}.${name === ours ? 'ts' : 'js'}`;
  const { openQueue: open } = (await import(file)) as { openQueue: OpenQueue };
  return open(url);
}

/** Jobs a second of several workers at once, until the queue is empty or the time is over. */
async function measure(queue: Queue, { work, workers, batch }: Case, limit: number, milliseconds: number) {
  const opened = await Promise.all(Array.from({ length: workers }, () => queue.openWorker()));
  try {
    let done = 0;
    const begin = performance.now();
    await Promise.all(
      opened.map(async (worker) => {
        while (performance.now() - begin < milliseconds && done < limit) {
          const claimed = await worker.claim(batch);
          if (claimed.length === 0) return;
          if (work === 'claim and complete') await worker.complete(claimed);
          done += claimed.length;
        }
      }),
    );
    return done / ((performance.now() - begin) / 1_000);
  } finally {
    await Promise.all(opened.map((worker) => worker.close()));
  }
}

/** Medians of each case by queue. The order of the queues changes from round to round. */
async function measureAll(queues: ReadonlyMap<string, Queue>, settle: () => Promise<void>) {
  const rates = new Map<string, number[]>();
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const each of cases) {
      const turn = [...queues].map((_, index, all) => all[(index + round) % all.length]!);
      for (const [name, queue] of turn) {
        await queue.fill(jobs);
        await settle();
        await measure(queue, each, jobs / 10, 500);
        const rate = await measure(queue, each, Infinity, Number(values.seconds) * 1_000);
        const key = `${titleOf(each)} ${name}`;
        rates.set(key, [...(rates.get(key) ?? []), rate]);
        console.error(`round ${round + 1}: ${titleOf(each)}, ${name}: ${Math.round(rate)} jobs/s`);
      }
    }
  }
  return (each: Case, name: string) => median(rates.get(`${titleOf(each)} ${name}`) ?? []);
}

const folder = import.meta.dirname;
if (!existsSync(join(folder, 'node_modules', 'pg-boss'))) await run('npm', ['ci'], folder);
const directory = await mkdtemp(join(tmpdir(), 'atis-jobs-'));
const postgres = await startEmbeddedPostgres({
  dataDir: directory,
  settings: { synchronous_commit: values['synchronous-commit'] },
});
const queues = new Map<string, Queue>();
try {
  await migrate({ url: postgres.ownerUrl() });
  const admin = new pg.Client({ connectionString: postgres.superuserUrl() });
  await admin.connect();
  try {
    for (const name of names) queues.set(name, await openQueue(name, postgres.ownerUrl()));
    const rate = await measureAll(queues, async () => {
      await admin.query('vacuum analyze');
      await admin.query('checkpoint');
    });
    const others = names.filter((name) => name !== ours);
    console.log(`| jobs a second; workers × batch | ${names.join(' | ')} | ours to the faster other |`);
    console.log(`| --- |${names.map(() => ' ---: |').join('')} ---: |`);
    for (const each of cases) {
      const ratio = rate(each, ours) / Math.max(...others.map((name) => rate(each, name)));
      const figures = names.map((name) => Math.round(rate(each, name)).toLocaleString('en'));
      console.log(`| ${titleOf(each)} | ${figures.join(' | ')} | ${ratio.toFixed(2)} |`);
    }
  } finally {
    for (const queue of queues.values()) await queue.close();
    await admin.end();
  }
} finally {
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
}
