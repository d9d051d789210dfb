import { cpus, totalmem } from 'node:os';
import type { Sample } from './measure.ts';
import type { Operation, OperationName } from './operations.ts';

/** The medians over all rounds of one server with one operation. */
export interface Summary extends Omit<Sample, 'requests' | 'errors'> {
  /** Requests per second as a share of those of LIMIT; null where LIMIT was not measured. */
  readonly ratio: number | null;
  /** Processor time of LIMIT for a request as a share of this server's; null where LIMIT was not measured. */
  readonly cpuRatio: number | null;
  /** All rounds together. */
  readonly requests: number;
  readonly errors: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle)] ?? NaN)) / 2;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Medians by operation and server, in the order in which they were measured. */
export function summarise(samples: readonly Sample[]): Summary[] {
  const groups = Map.groupBy(samples, ({ server, operation }) => `${operation} ${server}`);
  const ofLimit = (operation: OperationName, key: 'requestsPerSecond' | 'cpuPerRequest'): number =>
    median((groups.get(`${operation} limit`) ?? []).map((sample) => sample[key]));
  const share = (part: number, whole: number): number | null => (Number.isFinite(part / whole) ? part / whole : null);
  return [...groups.values()].map((group) => {
    const { server, operation } = group[0]!;
    const over = (key: 'requestsPerSecond' | 'p50' | 'p99' | 'cpuPerRequest' | 'busy' | 'memory'): number =>
      median(group.map((sample) => sample[key]));
    return {
      server,
      operation,
      ratio: share(over('requestsPerSecond'), ofLimit(operation, 'requestsPerSecond')),
      cpuRatio: share(ofLimit(operation, 'cpuPerRequest'), over('cpuPerRequest')),
      requestsPerSecond: over('requestsPerSecond'),
      p50: over('p50'),
      p99: over('p99'),
      cpuPerRequest: over('cpuPerRequest'),
      busy: over('busy'),
      memory: over('memory'),
      requests: sum(group.map((sample) => sample.requests)),
      errors: sum(group.map((sample) => sample.errors)),
    };
  });
}

const columns: readonly [title: string, value: (summary: Summary) => string][] = [
  ['ratio', ({ ratio }) => (ratio === null ? '–' : ratio.toFixed(2))],
  ['by CPU', ({ cpuRatio }) => (cpuRatio === null ? '–' : cpuRatio.toFixed(2))],
  ['requests/s', ({ requestsPerSecond }) => requestsPerSecond.toFixed(0)],
  ['p50 ms', ({ p50 }) => p50.toFixed(1)],
  ['p99 ms', ({ p99 }) => p99.toFixed(1)],
  ['CPU µs/request', ({ cpuPerRequest }) => (Number.isNaN(cpuPerRequest) ? '–' : cpuPerRequest.toFixed(0))],
  ['core used', ({ busy }) => (Number.isNaN(busy) ? '–' : `${(busy * 100).toFixed(0)} %`)],
  ['memory MB', ({ memory }) => (Number.isNaN(memory) ? '–' : (memory / 1e6).toFixed(0))],
  ['errors', ({ errors }) => String(errors)],
];

/** One table for each operation, as Markdown that is also readable in a terminal. */
export function formatTables(operations: readonly Operation[], summaries: readonly Summary[]): string {
  return operations
    .map(({ name, title }) => {
      const rows = summaries.filter(({ operation }) => operation === name);
      const lines = [
        ['server', ...columns.map(([column]) => column)],
        ...rows.map((row) => [row.server, ...columns.map(([, value]) => value(row))]),
      ];
      const widths = lines[0]!.map((_, index) => Math.max(...lines.map((line) => line[index]!.length)));
      const line = (cells: readonly string[]): string =>
        `| ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))).join(' | ')} |`;
      const rule = `| ${widths.map((width, i) => (i === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`)).join(' | ')} |`;
      return [`${name}: ${title}`, '', line(lines[0]!), rule, ...lines.slice(1).map(line), ''].join('\n');
    })
    .join('\n');
}

/** What the numbers depend on besides the code. */
export const machine = (): object => ({
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 1e9),
  node: process.version,
});
