import type { Scope } from '../../auth/scope.ts';
import type { Db } from '../../db/client.ts';
import { badInput } from '../../errors.ts';
import { comparableTime } from '../../graphql/scalars.ts';
import { readCells, type Cell, type Dimension } from './metric-figures.repository.ts';
import type { FigureQuery } from './metric-tiles.repository.ts';
import type { SeriesCriteria } from './performance-metrics.repository.ts';
import { decodeSketch, percentiles } from './sketch.ts';

/** What samples add up to; null where there are none. */
export interface Figures {
  readonly count: number;
  /** Samples per second. */
  readonly rate: number;
  readonly min: number | null;
  readonly max: number | null;
  readonly mean: number | null;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** Which of them things are ordered by. */
export type Figure = 'COUNT' | 'MEAN' | 'MAX' | 'P50' | 'P90' | 'P95' | 'P99';

const day = 86_400_000;
const defaultPeriod = day;
const maxPeriod = 400 * day;
const earliest = 0;
/** Endpoints that are compared, those with the most samples, and groups of which the most frequent are told. */
const maxCompared = 5_000;

/** Checks a period and completes it: the 24 hours before `now` unless told. Throws BAD_USER_INPUT; `path` is where it was given. */
export function period(
  given: { readonly from?: string | null; readonly to?: string | null },
  now: number,
  path: readonly string[],
): { readonly from: string; readonly to: string } {
  const to = given.to ?? new Date(now).toISOString();
  const from = given.from ?? new Date(Date.parse(to) - defaultPeriod).toISOString();
  if (Date.parse(from) < earliest) throw badInput([...path, 'from'], 'must not be before the year 1970.');
  if (comparableTime(from) >= comparableTime(to))
    throw badInput([...path, 'from'], `must be before ${path.join('.')}.to and not in the future.`);
  if (Date.parse(to) - Date.parse(from) > maxPeriod)
    throw badInput([...path, 'from'], `must be at most 400 days before ${path.join('.')}.to.`);
  return { from, to };
}

const secondsOf = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  (Date.parse(to) - Date.parse(from)) / 1_000;

/** Percentiles are taken from the sketches put together, never from other percentiles. */
export function figuresOf(cells: readonly Cell[], seconds: number): Figures {
  const count = cells.reduce((sum, { samples }) => sum + samples, 0);
  if (count === 0) {
    return { count, rate: 0, min: null, max: null, mean: null, p50: null, p90: null, p95: null, p99: null };
  }
  const min = cells.reduce((least, cell) => Math.min(least, cell.least), Infinity);
  const max = cells.reduce((greatest, cell) => Math.max(greatest, cell.greatest), -Infinity);
  const sketch = decodeSketch(Buffer.concat(cells.map((cell) => cell.sketch)));
  const [p50 = 0, p90 = 0, p95 = 0, p99 = 0] = percentiles(sketch, [0.5, 0.9, 0.95, 0.99]).map((value) =>
    Math.min(Math.max(value, min), max),
  );
  const mean = cells.reduce((sum, { total }) => sum + total, 0) / count;
  return { count, rate: seconds > 0 ? count / seconds : 0, min, max, mean, p50, p90, p95, p99 };
}

/** The unit that cells have in common; null where there are none. Throws BAD_USER_INPUT that says which there are. */
function unitOf(cells: readonly Cell[]): string | null {
  const units = [...new Set(cells.map(({ unit }) => unit))].toSorted();
  if (units.length > 1) {
    throw badInput(
      ['filter', 'unit'],
      `must be set: these samples have units that cannot be compared: ${units.join(', ')}.`,
    );
  }
  return units[0] ?? null;
}

const minute = 60;
const hour = 60 * minute;
/** Lengths of buckets in seconds, of which AUTO takes the shortest that makes few enough. */
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * minute),
  ...[1, 2, 3, 6, 12, 24, 48, 120, 168].map((hours) => hours * hour),
];
const fixedSteps = { MINUTE: minute, HOUR: hour, DAY: 24 * hour } as const;
const automaticBuckets = 200;
/** Buckets of all groups together. */
const maxBuckets = 10_000;

/** The length of a bucket in seconds. Throws BAD_USER_INPUT when they would be too many. */
export function bucketStep(width: 'AUTO' | keyof typeof fixedSteps, seconds: number, groups: number): number {
  if (width === 'AUTO') return steps.find((step) => seconds / step <= automaticBuckets) ?? 168 * hour;
  const step = fixedSteps[width];
  const buckets = Math.ceil(seconds / step) * groups;
  if (buckets <= maxBuckets) return step;
  throw badInput(
    ['bucket'],
    `makes about ${buckets} buckets for ${groups} group(s), at most ${maxBuckets} are given: take wider buckets, a shorter period or fewer groups.`,
  );
}

export interface PerformanceBuckets {
  readonly from: string;
  readonly to: string;
  readonly figures: Figures;
}

/** The samples of a group over time. */
export interface PerformanceGroup {
  readonly key: string | null;
  readonly figures: Figures;
  readonly buckets: readonly PerformanceBuckets[];
}

export interface PerformanceSeries {
  readonly from: string;
  readonly to: string;
  readonly bucketSeconds: number;
  readonly unit: string | null;
  readonly groups: readonly PerformanceGroup[];
}

/** A Monday, as the buckets of the repository have it. */
const origin = Date.UTC(2001, 0, 1);

/** Where the buckets of a period begin, in milliseconds. */
function bucketStarts({ from, to }: FigureQuery, step: number): number[] {
  const length = step * 1_000;
  const first = Math.floor((Date.parse(from) - origin) / length) * length + origin;
  const starts = [];
  for (let start = first; start < Date.parse(to); start += length) starts.push(start);
  return starts;
}

const millisecondsOf = (time: string): number => Date.parse(`${time.replace(' ', 'T')}Z`);

/** Every bucket of a group, empty ones included; at its ends a period cuts them. */
function bucketsOf(cells: readonly Cell[], query: FigureQuery, step: number): PerformanceBuckets[] {
  const byStart = Map.groupBy(cells, ({ at }) => (at === null ? NaN : millisecondsOf(at)));
  return bucketStarts(query, step).map((start) => {
    const end = start + step * 1_000;
    const bucket = {
      from: start < Date.parse(query.from) ? query.from : new Date(start).toISOString(),
      to: end > Date.parse(query.to) ? query.to : new Date(end).toISOString(),
    };
    return { ...bucket, figures: figuresOf(byStart.get(start) ?? [], secondsOf(bucket)) };
  });
}

/** Cells by group, the group with the most samples first. */
function groupsOf(cells: readonly Cell[]): [string | null, Cell[]][] {
  const samples = ([, group]: [string | null, Cell[]]) => group.reduce((sum, cell) => sum + cell.samples, 0);
  return [...Map.groupBy(cells, ({ key }) => key)].toSorted((one, other) => samples(other) - samples(one));
}

/** Samples over time. Throws BAD_USER_INPUT where their units cannot be compared. */
export async function performanceSeries(
  db: Db,
  query: FigureQuery,
  { dimension, limit, step }: { dimension: Dimension | null; limit: number; step: number },
): Promise<PerformanceSeries> {
  const cells = await readCells(db, query, { dimension, limit, step });
  const groups: [string | null, Cell[]][] = dimension === null ? [[null, cells]] : groupsOf(cells);
  return {
    from: query.from,
    to: query.to,
    bucketSeconds: step,
    unit: unitOf(cells),
    groups: groups.map(([key, group]) => ({
      key,
      figures: figuresOf(group, secondsOf(query)),
      buckets: bucketsOf(group, query, step),
    })),
  };
}

export interface EndpointFigures {
  readonly endpoint: string;
  readonly unit: string;
  readonly figures: Figures;
}

const figureNames = {
  COUNT: 'count',
  MEAN: 'mean',
  MAX: 'max',
  P50: 'p50',
  P90: 'p90',
  P95: 'p95',
  P99: 'p99',
} as const;

/** What is compared where nothing else is asked for: times. */
export const timeUnit = 'ms';

/** The endpoints with the greatest figures of their times, the greatest first. */
export async function slowestEndpoints(
  db: Db,
  scope: Scope,
  { from, to, ...criteria }: SeriesCriteria & { readonly from: string; readonly to: string },
  { first, by }: { readonly first: number; readonly by: Figure },
): Promise<EndpointFigures[]> {
  const query = { scope, criteria: { ...criteria, unit: criteria.unit ?? timeUnit }, from, to };
  const cells = await readCells(db, query, { dimension: 'ENDPOINT', limit: maxCompared, step: null });
  const figure = ({ figures }: EndpointFigures) => figures[figureNames[by]] ?? 0;
  return groupsOf(cells)
    .flatMap(([endpoint, group]) =>
      endpoint === null
        ? []
        : [{ endpoint, unit: unitOf(group) ?? timeUnit, figures: figuresOf(group, secondsOf(query)) }],
    )
    .toSorted((one, other) => figure(other) - figure(one))
    .slice(0, first);
}

export interface Comparison {
  readonly key: string | null;
  readonly unit: string | null;
  readonly a: Figures;
  readonly b: Figures;
}

/** The same samples in two periods, by group. Throws BAD_USER_INPUT where their units cannot be compared. */
export async function comparePerformance(
  db: Db,
  [a, b]: readonly [FigureQuery, FigureQuery],
  dimension: Dimension | null,
  limit: number,
): Promise<Comparison[]> {
  const grouping = { dimension, limit: maxCompared, step: null };
  const [before, after] = await Promise.all([readCells(db, a, grouping), readCells(db, b, grouping)]);
  const all = [...before, ...after];
  const keys =
    dimension === null
      ? [null]
      : groupsOf(all)
          .map(([key]) => key)
          .slice(0, limit);
  const [beforeByKey, afterByKey] = [before, after].map((cells) => Map.groupBy(cells, ({ key }) => key));
  unitOf(all.filter(({ key }) => keys.includes(key)));
  return keys.map((key) => {
    const [first, second] = [beforeByKey?.get(key) ?? [], afterByKey?.get(key) ?? []];
    return {
      key,
      unit: unitOf([...first, ...second]),
      a: figuresOf(first, secondsOf(a)),
      b: figuresOf(second, secondsOf(b)),
    };
  });
}

/** From one value to another in percent of the first, with one decimal; null where there is nothing to compare with. */
export const changePercent = (before: number | null, after: number | null): number | null =>
  before === null || after === null || before === 0 ? null : Math.round(((after - before) / before) * 1_000) / 10;
