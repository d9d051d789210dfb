import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** The service in a process of its own, as `npm start` runs it. */
export interface ServiceProcess {
  readonly process: ChildProcess;
  /** Everything it has written to standard output and error so far. */
  readonly output: () => string;
  /** Waits for the `ready` line of the log and gives its URL. Throws with the output if the process ends before. */
  readonly ready: () => Promise<string>;
  /** Waits for the end: the exit code, or null when a signal ended it. */
  readonly exited: () => Promise<number | null>;
}

const root = fileURLToPath(new URL('../../', import.meta.url));
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** Starts src/main.ts with exactly this environment (and PATH), on a free port unless it names one. */
export function startProcess(environment: Record<string, string>): ServiceProcess {
  const child = spawn(process.execPath, ['--import', './src/preload.js', 'src/main.ts'], {
    cwd: root,
    env: { PATH: process.env['PATH'], PORT: '0', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  let url: string | undefined;
  const ended = once(child, 'close').then(() => running.delete(child));
  const announced = Promise.withResolvers<undefined>();
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  createInterface(child.stdout).on('line', (line) => {
    output += `${line}\n`;
    url ??= readyUrl(line);
    if (url !== undefined) announced.resolve(undefined);
  });
  return {
    process: child,
    output: () => output,
    async ready() {
      await Promise.race([announced.promise, ended]);
      if (url === undefined) throw new Error(`The service ended before it was ready:\n${output}`);
      return url;
    },
    async exited() {
      await ended;
      return child.exitCode;
    },
  };
}

/** Ends it without a chance to clean up, and waits until it is gone. */
export async function kill({ process: child, exited }: ServiceProcess): Promise<void> {
  child.kill('SIGKILL');
  await exited();
}

function readyUrl(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  const { msg, url } = JSON.parse(line) as { msg?: string; url?: string };
  return msg === 'ready' ? url : undefined;
}
