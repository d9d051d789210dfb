import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

let interrupted = false;

/** Ends what runs, and lets nothing be started any more: whoever waits for it gets an error. */
export function interrupt(): void {
  interrupted = true;
  for (const child of running) child.kill('SIGTERM');
}

function refuseWhenInterrupted(): void {
  if (interrupted) throw new Error('Interrupted.');
}

export const hasCommand = (name: string): boolean => spawnSync('which', [name]).status === 0;

/** Which cores the server has to itself, and which everything else shares; null where that cannot be arranged. */
export interface Cores {
  readonly server: string;
  readonly others: string;
}

/** Moves this process, and with it all that it starts, away from the first core. */
export function reserveCore(): Cores | null {
  const count = availableParallelism();
  if (count < 2 || !hasCommand('taskset')) return null;
  const cores = { server: '0', others: count === 2 ? '1' : `1-${count - 1}` };
  const { status } = spawnSync('taskset', ['--all-tasks', '--pid', '--cpu-list', cores.others, String(process.pid)]);
  return status === 0 ? cores : null;
}

/** A server that runs in a process of its own. */
export interface ServerProcess {
  readonly port: number;
  /** Processor time since the start in microseconds, all threads together; NaN where the system does not tell. */
  cpuTime(): number;
  /** Memory in use, in bytes; NaN where the system does not tell. */
  memory(): number;
  /** The end of what it wrote. */
  output(): string;
  stop(): Promise<void>;
}

export interface StartOptions {
  readonly arguments: readonly string[];
  readonly environment: (port: number) => Record<string, string>;
  readonly logFile: string;
  readonly cores: Cores | null;
  /** Whether it answers yet. */
  readonly isReady: (port: number) => Promise<boolean>;
}

const secondsToStart = 30;
const secondsToStop = 12;

/** Starts a server on a free port and waits until it answers. Throws with what it wrote when it does not. */
export async function startServer(options: StartOptions): Promise<ServerProcess> {
  refuseWhenInterrupted();
  const port = await freePort();
  const log = openSync(options.logFile, 'w');
  const pinned = options.cores === null ? [] : ['taskset', '--cpu-list', options.cores.server];
  const [command = '', ...rest] = [...pinned, process.execPath, ...options.arguments];
  const environment = options.environment(port);
  const child = spawn(command, rest, { cwd: root, env: environment, stdio: ['ignore', log, log] });
  closeSync(log);
  running.add(child);
  const ended = once(child, 'exit').finally(() => running.delete(child));
  const server: ServerProcess = {
    port,
    cpuTime: () => cpuTime(child.pid),
    memory: () => memory(child.pid),
    output: () => readFileSync(options.logFile, 'utf8').slice(-4_000),
    async stop() {
      child.kill('SIGTERM');
      const patience = new AbortController();
      await Promise.race([ended, setTimeout(secondsToStop * 1_000, null, patience).catch(() => null)]);
      patience.abort();
      child.kill('SIGKILL');
      await ended;
    },
  };
  const deadline = Date.now() + secondsToStart * 1_000;
  while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
    if (await options.isReady(port)) return server;
    await setTimeout(50);
  }
  await server.stop();
  throw new Error(`The server does not answer: node ${options.arguments.join(' ')}\n${server.output()}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Linux counts in hundredths of a second for user programs, whatever its own clock. */
const ticksPerSecond = 100;

function cpuTime(pid: number | undefined): number {
  const file = `/proc/${pid ?? 0}/stat`;
  if (!existsSync(file)) return NaN;
  // The name of the program, in parentheses, may contain spaces.
  const fields = readFileSync(file, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1_000_000) / ticksPerSecond;
}

function memory(pid: number | undefined): number {
  const file = `/proc/${pid ?? 0}/status`;
  if (!existsSync(file)) return NaN;
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(file, 'utf8'))?.[1]) * 1_024;
}

/** Runs a program to its end and gives what it printed. Throws with that when it fails. */
export async function run(command: string, args: readonly string[], cwd = root): Promise<string> {
  refuseWhenInterrupted();
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const [code] = (await once(child, 'close').finally(() => running.delete(child))) as [number | null];
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} failed:\n${output}${errors}`);
  return output;
}
