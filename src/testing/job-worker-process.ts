import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { pino } from 'pino';
import { loadConfig } from '../config.ts';
import { runWorker } from '../jobs/run-worker.ts';
import type { TestDatabase } from './database.ts';
import { testJob } from './jobs.ts';

/** Notes that it ran, in a transaction that commits only while the worker holds the run. */
export const notingJob = testJob('test:noting', async ({ transaction, attempt }, parameters) => {
  const { pause = 0, name = '' } = parameters as { readonly pause?: number; readonly name?: string };
  await sleep(pause);
  await transaction((tx) => sql`insert into notes (name, attempt) values (${name}, ${attempt})`.execute(tx));
  return { attempt };
});

/** A worker in a process of its own, which can be killed and paused. */
export interface WorkerProcess {
  readonly process: ChildProcess;
  kill(signal: NodeJS.Signals): void;
  readonly exited: Promise<unknown>;
}

/** Starts a worker with `notingJob` and waits until it runs. */
export async function startWorkerProcess(
  database: TestDatabase,
  environment: Record<string, string> = {},
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url)], {
    env: { PATH: process.env['PATH'], DATABASE_URL: database.url, JOBS_LEASE_SECONDS: '3', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  await Promise.race([
    once(child.stdout, 'data'),
    exited.then(([code, signal]) => {
      throw new Error(`the worker ended before it was ready: ${String(code ?? signal)}`);
    }),
  ]);
  return { process: child, exited, kill: (signal) => void child.kill(signal) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const config = loadConfig();
  const databaseUrl = config.databaseUrl ?? '';
  const stop = await runWorker({ config, databaseUrl, log: pino({ level: 'silent' }), jobs: [notingJob] });
  process.on('SIGTERM', () => void stop().then(() => process.exit(0)));
  console.log('ready');
}
