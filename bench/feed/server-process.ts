import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A server under measurement, on a core of its own. */
export interface ServerProcess {
  readonly url: URL;
  readonly token: string;
  /** Seconds of CPU since its start. */
  cpu(): number;
  /** What it holds after a garbage collection, in bytes. */
  memory(): Promise<{ rss: number; used: number }>;
  stop(): Promise<void>;
}

/** Collects garbage and tells what is left, when it is asked for by SIGUSR2. */
const reportMemory = `data:text/javascript,${encodeURIComponent(
  `process.on('SIGUSR2', () => { gc(); setTimeout(() => { gc();
    const { rss, heapUsed, external } = process.memoryUsage();
    console.log('MEMORY ' + JSON.stringify({ rss, used: heapUsed + external })); }, 300); });`,
)}`;

/** Clock ticks per second of /proc/<pid>/stat; Linux has no other value on any machine of today. */
const ticks = 100;

/** Starts a server on core 0 and waits until `readLine` has found its address and a token in what it prints. */
export async function startServer(
  script: readonly string[],
  environment: Record<string, string>,
  readLine: (line: string, found: { url?: string; token?: string }) => void,
): Promise<ServerProcess> {
  const node = [process.execPath, '--max-semi-space-size=64', '--expose-gc', '--import', reportMemory, ...script];
  const child: ChildProcess = spawn('taskset', ['-c', '0', ...node], {
    env: { ...process.env, NODE_ENV: 'production', LOG_LEVEL: 'warn', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const pid = child.pid;
  if (pid === undefined || child.stdout === null) throw new Error('taskset could not be started.');
  const exited = once(child, 'exit');
  const memoryLines: ((line: string) => void)[] = [];
  const found: { url?: string; token?: string } = {};
  const ready = Promise.withResolvers<undefined>();
  void exited.then(() => ready.reject(new Error(`${script.join(' ')} ended before it was ready.`)));
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('MEMORY ')) memoryLines.shift()?.(line.slice('MEMORY '.length));
    else readLine(line, found);
    if (found.url !== undefined && found.token !== undefined) ready.resolve(undefined);
  });
  await ready.promise;
  return {
    url: new URL(found.url ?? ''),
    token: found.token ?? '',
    cpu() {
      // The name of the process, in parentheses, may hold anything.
      const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) / ticks;
    },
    async memory() {
      const line = new Promise<string>((resolve) => memoryLines.push(resolve));
      child.kill('SIGUSR2');
      return JSON.parse(await line) as { rss: number; used: number };
    },
    async stop() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}
