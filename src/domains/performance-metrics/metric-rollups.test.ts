import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { everything } from '../../auth/scope.ts';
import { createDatabase } from '../../db/client.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertSamples, removeSamples, rollUp, type RawSample } from '../../testing/performance-metrics.ts';
import { readCells } from './metric-figures.repository.ts';
import { rollUpMetrics, sweepMetrics } from './metric-rollup-worker.ts';
import { figuresOf, type Figures } from './performance-figures.ts';
import { decodeSketch, encodeSketch, percentiles, type Sketch } from './sketch.ts';

/** No service: its own worker would roll up in between. */
let service: { readonly database: TestDatabase };

beforeAll(async () => {
  service = { database: await createTestDatabase() };
});
beforeEach(() => removeSamples(service));
afterAll(() => service.database.drop());

const month = { from: '2026-03-01T00:00:00Z', to: '2026-04-01T00:00:00Z' };

/** What the product answers of a period, without its resolvers. */
async function figures(period: { from: string; to: string } = month): Promise<Figures> {
  const { db } = service.database;
  const query = { scope: everything, criteria: {}, ...period };
  return figuresOf(await readCells(db, query, { dimension: null, limit: 1, step: null }), 1);
}

/** The same, computed from the samples by PostgreSQL. */
async function exactly({ from, to } = month): Promise<Figures> {
  const { rows } = await sql<Figures>`
    select count(*)::float8 as count, count(*)::float8 as rate, min(v), max(v), avg(v) as mean,
      percentile_cont(0.5) within group (order by v) as p50, percentile_cont(0.9) within group (order by v) as p90,
      percentile_cont(0.95) within group (order by v) as p95, percentile_cont(0.99) within group (order by v) as p99
    from (select value::float8 * case unit when 's' then 1000 else 1 end as v from performance_metrics
      where timestamp >= ${from}::timestamp and timestamp < ${to}::timestamp and value <> 'NaN') as samples`.execute(
    service.database.owner,
  );
  return rows[0]!;
}

/** Counts are exact, sums to rounding, percentiles within 1 %. */
function expectAlike(answer: Figures, exact: Figures) {
  expect(answer.count).toBe(exact.count);
  for (const name of ['min', 'max', 'mean', 'p50', 'p90', 'p95', 'p99'] as const) {
    if (exact[name] === null) expect(answer[name]).toBeNull();
    else {
      const tolerance = name.startsWith('p') ? 0.01 : 1e-9;
      expect(Math.abs(answer[name]! - exact[name]), name).toBeLessThanOrEqual(Math.abs(exact[name]) * tolerance + 1e-9);
    }
  }
}

const rolledMinutes = async () =>
  (
    await sql<{
      count: number;
    }>`select count(*)::integer as count from api.metric_rollups where width = 'minute'`.execute(service.database.owner)
  ).rows[0]!.count;

const notes = async () =>
  (await sql<{ width: string }>`select distinct width from api.metric_dirty_buckets`.execute(service.database.owner))
    .rows;

const logNormal = (random: () => number) => {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return Math.exp(3 + 1.2 * normal);
};

/** A reproducible stream of numbers from 0 to 1. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const at = (random: () => number) => new Date(Date.UTC(2026, 2, 1) + random() * 31 * 86_400_000).toISOString();

const distributions: Record<string, (random: () => number) => number> = {
  'log-normal': logNormal,
  constant: () => 42,
  bimodal: (random) => (random() < 0.7 ? 5 + random() : 4_000 + random() * 500),
  'half zeros': (random) => (random() < 0.5 ? 0 : logNormal(random)),
  'tiny and huge': (random) => (random() < 0.5 ? 0.0001 : 99_999_999),
  'below zero only': (random) => -logNormal(random),
};

describe('percentiles', () => {
  test.each(Object.keys(distributions))('of %s samples are within a hundredth of the exact ones', async (name) => {
    const random = randomOf(name.length);
    const samples = Array.from({ length: 3_000 }, () => ({
      value: Number(distributions[name]!(random).toFixed(4)),
      at: at(random),
    }));
    await insertSamples(service, samples);
    const exact = await exactly();
    expectAlike(await figures(), exact);
    await rollUp(service);
    expect(await notes()).toEqual([]);
    expectAlike(await figures(), exact);
  });

  const sketches = fc
    .array(fc.tuple(fc.integer({ min: -32_768, max: 32_767 }), fc.integer({ min: 1, max: 2 ** 31 })), { maxLength: 50 })
    .map((entries): Sketch =>
      decodeSketch(Buffer.concat(entries.map(([bin, n]) => encodeSketch({ bins: [bin], counts: [n] })))),
    );

  test('a merge may be done in any order and in any groups', () => {
    const bytes = (...parts: Sketch[]) => Buffer.concat(parts.map(encodeSketch));
    const merged = (...parts: Sketch[]) => decodeSketch(bytes(...parts));
    fc.assert(
      fc.property(sketches, sketches, sketches, (a, b, c) => {
        expect(merged(a, b)).toEqual(merged(b, a));
        expect(merged(merged(a, b), c)).toEqual(merged(a, merged(b, c)));
        expect(merged(a, { bins: [], counts: [] })).toEqual(a);
        expect(merged(a, b).counts.reduce((sum, n) => sum + n, 0)).toBe(
          [...a.counts, ...b.counts].reduce((sum, n) => sum + n, 0),
        );
      }),
    );
  });

  test('a sketch takes three bytes for a bin with fewer than 255 samples, and keeps larger counts', () => {
    expect(encodeSketch({ bins: [-3, 7], counts: [1, 254] })).toHaveLength(6);
    const large = { bins: [1, 2, 3], counts: [255, 2 ** 32 - 1, 2 ** 33] };
    expect(decodeSketch(encodeSketch(large))).toEqual(large);
  });

  test('percentiles lie between two samples as percentile_cont has them', async () => {
    const { rows } = await sql<{ sketch: Buffer }>`
      select string_agg(api.sketch_entry(api.sketch_bin(value), 1), '') as sketch from unnest('{10, 20}'::float8[]) as value`.execute(
      service.database.db,
    );
    const [p50] = percentiles(decodeSketch(rows[0]!.sketch), [0.5]);
    expect(Math.abs(p50! - 15)).toBeLessThan(0.15);
  });
});

describe('rollups and what is not rolled up yet', () => {
  const sample: fc.Arbitrary<RawSample> = fc.record({
    value: fc.oneof(
      fc.double({ min: -1e3, max: 1e5, noNaN: true }).map((value) => Number(value.toFixed(4))),
      fc.constant('NaN'),
    ),
    at: fc
      .integer({ min: Date.UTC(2026, 2, 1), max: Date.UTC(2026, 2, 3, 2) })
      .map((time) => new Date(time - (time % 1_000)).toISOString()),
    unit: fc.constantFrom('ms', 's'),
    endpoint: fc.constantFrom('a', 'b', null),
  });
  const instant = fc
    .integer({ min: Date.UTC(2026, 1, 28, 22), max: Date.UTC(2026, 2, 3, 4) })
    .map((time) => new Date(time - (time % 1_000)).toISOString());

  test('add up to what the samples are, whatever was rolled up when, for any period', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.array(sample, { maxLength: 20 }), instant), { maxLength: 4 }),
        fc.array(fc.tuple(instant, instant), { minLength: 3, maxLength: 3 }),
        async (steps, periods) => {
          await removeSamples(service);
          for (const [samples, now] of steps) {
            await insertSamples(service, samples);
            await rollUp(service, Date.parse(now));
          }
          for (const [one, other] of [...periods, [month.from, month.to] as const]) {
            if (one === other) continue;
            const [from, to] = one < other ? [one, other] : [other, one];
            const answer = await figures({ from, to });
            const exact = await exactly({ from, to });
            expect(answer.count).toBe(exact.count);
            expect(answer.max).toBe(exact.max);
            expect(answer.min).toBe(exact.min);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('a sample that is committed late, after younger ones were rolled up, is there at once and once', async () => {
    const { owner } = service.database;
    const opened = Promise.withResolvers<undefined>();
    const finish = Promise.withResolvers<undefined>();
    const late = owner.transaction().execute(async (tx) => {
      await sql`insert into performance_metrics(metric_type, name, unit, value, timestamp)
        values ('request', 'duration', 'ms', 7, '2026-03-02 10:00:00')`.execute(tx);
      opened.resolve(undefined);
      await finish.promise;
    });
    await opened.promise;
    await insertSamples(service, [{ value: 1, at: '2026-03-02T10:00:01Z' }]);
    await rollUp(service);
    expect(await notes()).toEqual([]);
    expect((await figures()).count).toBe(1);
    finish.resolve(undefined);
    await late;
    expect(await figures()).toMatchObject({ count: 2, max: 7 });
    await rollUp(service);
    expect(await figures()).toMatchObject({ count: 2, max: 7 });
    expect(await rolledMinutes()).toBe(1);
  });

  test('readers see every sample exactly once while samples come and are rolled up by two instances', async () => {
    const { db } = service.database;
    let written = 0;
    const stop = Date.now() + 2_000;
    const writer = (async () => {
      while (Date.now() < stop) {
        const samples = Array.from({ length: 20 }, (_, index) => ({
          value: 1,
          at: `2026-03-0${1 + (index % 3)}T1${index % 10}:${10 + (written % 50)}:00Z`,
        }));
        await insertSamples(service, samples);
        written += samples.length;
      }
    })();
    const rolling = [1, 2].map(async () => {
      while (Date.now() < stop) await rollUpMetrics(db, Date.now());
    });
    let last = 0;
    while (Date.now() < stop) {
      const before = written;
      const { count } = await figures();
      expect(count).toBeGreaterThanOrEqual(Math.max(before, last));
      expect(count).toBeLessThanOrEqual(written + 20);
      last = count;
    }
    await Promise.all([writer, ...rolling]);
    expect((await figures()).count).toBe(written);
    await rollUp(service);
    expect((await figures()).count).toBe(written);
  });

  test('outlive samples that retention deletes, and late ones do not make them smaller', async () => {
    await insertSamples(
      service,
      Array.from({ length: 10 }, () => ({ value: 5, at: '2026-03-02T10:00:00Z' })),
    );
    await rollUp(service);
    await sql`delete from performance_metrics`.execute(service.database.owner);
    expect((await figures()).count).toBe(10);
    await insertSamples(service, [{ value: 6, at: '2026-03-02T10:00:30Z' }]);
    await rollUp(service);
    expect((await figures()).count).toBe(10);
  });

  test('the sweep finds what no trigger noted, and the writer is never failed by the trigger', async () => {
    const { owner } = service.database;
    const time = new Date(Date.now() - 10 * 60_000).toISOString();
    await sql`alter table api.metric_dirty_buckets rename to away`.execute(owner);
    await insertSamples(service, [{ value: 5, at: time }]);
    await sql`alter table api.away rename to metric_dirty_buckets`.execute(owner);
    const hour = { from: new Date(Date.now() - 3_600_000).toISOString(), to: new Date().toISOString() };
    expect((await figures(hour)).count).toBe(0);
    expect(await sweepMetrics(service.database.db, Date.now())).toBe(1);
    expect(await sweepMetrics(service.database.db, Date.now())).toBe(0);
    expect((await figures(hour)).count).toBe(1);
    await rollUp(service);
    expect((await figures(hour)).count).toBe(1);
    expect(await sweepMetrics(service.database.db, Date.now())).toBe(0);
  });

  test('a backlog of many samples is rolled up within the time limit of statements', async () => {
    const { owner, url } = service.database;
    await sql`insert into performance_metrics(metric_type, name, unit, value, timestamp)
      select 'request', 'duration', 'ms', n % 1000, timestamp '2026-03-02 10:00' + make_interval(secs => n % 3600)
      from generate_series(1, 150000) as n`.execute(owner);
    const hurried = createDatabase({ url, statementTimeout: 2_000 });
    try {
      await rollUpMetrics(hurried.db, Date.now());
    } finally {
      await hurried.close();
    }
    expect(await notes()).toEqual([]);
    expect(await rolledMinutes()).toBe(60);
    expect((await figures()).count).toBe(150_000);
  }, 60_000);

  test('a minute that is not over is not rolled up', async () => {
    await insertSamples(service, [{ value: 5, at: '2026-03-02T10:00:59.999Z' }]);
    expect(await rollUp(service, Date.parse('2026-03-02T10:01:04Z'))).toBe(0);
    expect(await rollUp(service, Date.parse('2026-03-02T10:01:05Z'))).toBe(1);
    expect(await notes()).toEqual([{ width: 'hour' }]);
    expect((await figures()).count).toBe(1);
  });
});
