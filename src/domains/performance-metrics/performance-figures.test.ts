import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { insertSamples, removeSamples, rollUp, type RawSample } from '../../testing/performance-metrics.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
beforeEach(() => removeSamples(service));
afterAll(() => service.stop());

const figures = 'count rate min max mean p50 p90 p95 p99';
const day = '2026-03-02';

/** Asks as super administrator; an error fails the test. */
async function ask(field: string, selection: string) {
  const { data, errors } = await service.query('superadmin', `{ answer: ${field} ${selection} }`);
  expect(errors).toBeUndefined();
  return data.answer;
}

const series = (
  args: string,
  selection = `bucketSeconds unit groups { key figures { ${figures} } buckets { from to figures { ${figures} } } }`,
) => ask(`performanceSeries(${args})`, `{ ${selection} }`);

/** The error that a query ends with. */
async function refusal(field: string) {
  const { errors } = await service.query('superadmin', `{ ${field} }`);
  return { message: errors?.[0]?.message, field: errors?.[0]?.extensions['field'] };
}

describe('a series', () => {
  test('has every bucket, with gaps, in one unit', async () => {
    await insertSamples(service, [
      { value: 2, at: `${day}T10:00:10Z`, unit: 'seconds' },
      { value: 1000, at: `${day}T10:00:50Z` },
      { value: 5, at: `${day}T10:02:00Z` },
    ]);
    const args = `filter: { from: "${day}T10:00:00Z", to: "${day}T10:04:00Z" }, bucket: MINUTE`;
    const before = await series(args);
    await rollUp(service);
    const after = await series(args);
    expect(after).toEqual(before);
    expect(after).toMatchObject({ bucketSeconds: 60, unit: 'ms' });
    const [{ key, buckets, figures: all }] = after.groups;
    expect(key).toBeNull();
    expect(buckets.map(({ figures }: { figures: { count: number } }) => figures.count)).toEqual([2, 0, 1, 0]);
    expect(buckets[0]).toMatchObject({
      from: `${day}T10:00:00.000Z`,
      to: `${day}T10:01:00.000Z`,
      figures: { rate: 2 / 60, min: 1000, max: 2000, mean: 1500 },
    });
    expect(buckets[1].figures).toEqual({
      ...{ count: 0, rate: 0, min: null, max: null, mean: null, p50: null, p90: null, p95: null, p99: null },
    });
    expect(all).toMatchObject({ count: 3, min: 5, max: 2000 });
  });

  test('the period cuts its first and last bucket', async () => {
    await insertSamples(service, [
      { value: 1, at: `${day}T10:00:29.999999Z` },
      { value: 2, at: `${day}T10:00:30Z` },
      { value: 3, at: `${day}T10:02:29.999999Z` },
      { value: 4, at: `${day}T10:02:30Z` },
    ]);
    await rollUp(service);
    const [{ buckets }] = (await series(`filter: { from: "${day}T10:00:30Z", to: "${day}T10:02:30Z" }, bucket: MINUTE`))
      .groups;
    expect(buckets).toMatchObject([
      { from: `${day}T10:00:30Z`, to: `${day}T10:01:00.000Z`, figures: { count: 1, max: 2, rate: 1 / 30 } },
      { figures: { count: 0 } },
      { from: `${day}T10:02:00.000Z`, to: `${day}T10:02:30Z`, figures: { count: 1, max: 3 } },
    ]);
  });

  test('units that cannot be compared are refused, and named', async () => {
    await insertSamples(service, [
      { value: 1, at: `${day}T10:00:00Z` },
      { value: 2, at: `${day}T10:00:00Z`, unit: 'MB' },
      { value: 3, at: `${day}T10:00:00Z`, unit: 'furlongs' },
    ]);
    await rollUp(service);
    const period = `from: "${day}T00:00:00Z", to: "${day}T20:00:00Z"`;
    expect(await refusal(`performanceSeries(filter: { ${period} }) { unit }`)).toEqual({
      message: 'filter.unit must be set: these samples have units that cannot be compared: bytes, furlongs, ms.',
      field: ['filter', 'unit'],
    });
    const megabytes = await series(`filter: { unit: "kb", ${period} }`);
    expect(megabytes).toMatchObject({ unit: 'bytes', groups: [{ figures: { count: 1, max: 2_097_152 } }] });
    expect(await series(`filter: { unit: "furlongs", ${period} }`)).toMatchObject({ unit: 'furlongs' });
    expect(await series(`filter: { unit: "parsecs", ${period} }`)).toMatchObject({ unit: null });
  });

  test.each([
    ['PT1H', `${day}T10:00:00Z`, `${day}T11:00:00Z`, 60],
    ['P1D', `${day}T00:00:00Z`, '2026-03-03T00:00:00Z', 600],
    ['P7D', '2026-03-01T00:00:00Z', '2026-03-08T00:00:00Z', 3_600],
    ['P30D', '2026-03-01T00:00:00Z', '2026-03-31T00:00:00Z', 6 * 3_600],
    ['P365D', '2025-03-01T00:00:00Z', '2026-03-01T00:00:00Z', 48 * 3_600],
  ])('AUTO makes 60 to 200 buckets of %s', async (_, from, to, seconds) => {
    const { bucketSeconds, groups } = await series(`filter: { from: "${from}", to: "${to}" }`);
    expect(bucketSeconds).toBe(seconds);
    expect(groups[0].buckets.length).toBeGreaterThanOrEqual(60);
    expect(groups[0].buckets.length).toBeLessThanOrEqual(201);
  });

  test('too many buckets, groups and days are refused', async () => {
    const year = 'from: "2025-03-01T00:00:00Z", to: "2026-03-01T00:00:00Z"';
    expect((await refusal(`performanceSeries(filter: { ${year} }, bucket: MINUTE) { unit }`)).message).toMatch(
      /bucket makes about 525600 buckets .* at most 10000/,
    );
    expect((await refusal(`performanceSeries(groupBy: NAME, limit: 51) { unit }`)).field).toEqual(['limit']);
    expect((await refusal(`slowestEndpoints(first: 0) { unit }`)).field).toEqual(['first']);
    const long = 'from: "2024-03-01T00:00:00Z", to: "2026-03-01T00:00:00Z"';
    expect((await refusal(`slowestEndpoints(filter: { ${long} }) { unit }`)).message).toBe(
      'filter.from must be at most 400 days before filter.to.',
    );
    expect((await refusal(`slowestEndpoints(filter: { from: "2999-01-01T00:00:00Z" }) { unit }`)).field).toEqual([
      'filter',
      'from',
    ]);
  });

  test('is grouped, the group with the most samples first, and filtered by what samples are of', async () => {
    const { school1, ganja } = world.institutions;
    await insertSamples(service, [
      { value: 1, at: `${day}T10:00:00Z`, endpoint: 'a', institution: school1 },
      { value: 2, at: `${day}T10:00:00Z`, endpoint: 'a', institution: ganja },
      { value: 3, at: `${day}T10:00:00Z`, endpoint: 'b', institution: school1 },
      { value: 4, at: `${day}T10:00:00Z`, endpoint: null },
      { value: 5, at: `${day}T10:00:00Z`, endpoint: null },
      { value: 6, at: `${day}T10:00:00Z`, endpoint: null, name: 'wait', type: 'job' },
    ]);
    const period = `from: "${day}T00:00:00Z", to: "${day}T20:00:00Z"`;
    const keys = async (filter: string, groupBy = 'ENDPOINT') =>
      (await series(`filter: { ${period} ${filter} }, groupBy: ${groupBy}`)).groups.map(
        (group: { key: string | null; figures: { count: number } }) => [group.key, group.figures.count],
      );
    for (const rolled of [false, true]) {
      if (rolled) await rollUp(service);
      expect(await keys('')).toEqual([
        [null, 3],
        ['a', 2],
        ['b', 1],
      ]);
      expect(await keys(`institutionId: "${world.institutions.baku}"`)).toEqual([
        ['a', 1],
        ['b', 1],
      ]);
      expect(await keys('endpoints: ["b"]', 'INSTITUTION')).toEqual([[school1, 1]]);
      expect(await keys('metricTypes: ["job"], names: ["wait"]', 'METRIC_TYPE')).toEqual([['job', 1]]);
      expect(await keys('names: ["nothing"]')).toEqual([]);
    }
  });
});

describe('endpoints and exemplars', () => {
  const samples = (endpoint: string, values: number[]): RawSample[] =>
    values.map((value, index) => ({
      value,
      endpoint,
      at: `${day}T10:${10 + index}:00Z`,
      request: `${endpoint}-${value}`,
    }));

  test('the slowest endpoints come first, by the figure asked for', async () => {
    await insertSamples(service, [
      ...samples('steady', [100, 100, 100, 100]),
      ...samples('spiky', [1, 1, 1, 900]),
      ...samples('busy', [2, 2, 2, 2, 2, 2]),
      { value: 1e7, at: `${day}T10:10:00Z`, endpoint: 'large', unit: 'bytes' },
      { value: 1e7, at: `${day}T10:10:00Z`, endpoint: null },
    ]);
    const period = `filter: { from: "${day}T00:00:00Z", to: "${day}T20:00:00Z" }`;
    const names = async (args: string) =>
      (await ask(`slowestEndpoints(${period} ${args})`, '{ endpoint }')).map(
        ({ endpoint }: { endpoint: string }) => endpoint,
      );
    for (const rolled of [false, true]) {
      if (rolled) await rollUp(service);
      expect(await names('')).toEqual(['spiky', 'steady', 'busy']);
      expect(await names('by: P50')).toEqual(['steady', 'busy', 'spiky']);
      expect(await names('by: COUNT, first: 1')).toEqual(['busy']);
    }
  });

  test('exemplars are the requests with the greatest values, rolled up or not', async () => {
    await insertSamples(service, [...samples('a', [5, 50, 40]), ...samples('b', [45, 1])]);
    await insertSamples(service, [{ value: 0.047, at: `${day}T12:00:30Z`, unit: 's', request: 'c-47', endpoint: 'c' }]);
    await insertSamples(service, [{ value: 'NaN', at: `${day}T12:00:30Z`, request: 'nan' }]);
    const slowest = async (filter: string) =>
      (
        await ask(
          `performanceExemplars(first: 3, filter: { from: "${day}T00:00:00Z", to: "${day}T20:00:00Z" ${filter} })`,
          '{ requestId }',
        )
      ).map(({ requestId }: { requestId: string }) => requestId);
    for (const rolled of [false, true]) {
      if (rolled) await rollUp(service);
      expect(await slowest('')).toEqual(['a-50', 'c-47', 'b-45']);
      expect(await slowest('endpoints: ["a"]')).toEqual(['a-50', 'a-40', 'a-5']);
    }
  });

  test('two periods are compared, and what was nothing before has no change', async () => {
    await insertSamples(service, [
      { value: 100, at: '2026-03-01T10:00:00Z', endpoint: 'a' },
      { value: 150, at: '2026-03-02T10:00:00Z', endpoint: 'a' },
      { value: 10, at: '2026-03-02T10:00:00Z', endpoint: 'new' },
    ]);
    await rollUp(service);
    const compared = await ask(
      `comparePerformance(a: { from: "2026-03-01T00:00:00Z", to: "2026-03-02T00:00:00Z" },
        b: { from: "2026-03-02T00:00:00Z", to: "2026-03-03T00:00:00Z" }, groupBy: ENDPOINT)`,
      '{ key unit a { count mean } b { count mean } changePercent { rate mean p95 } }',
    );
    expect(compared).toEqual([
      {
        ...{ key: 'a', unit: 'ms', a: { count: 1, mean: 100 }, b: { count: 1, mean: 150 } },
        changePercent: { rate: 0, mean: 50, p95: 50 },
      },
      {
        ...{ key: 'new', unit: 'ms', a: { count: 0, mean: null }, b: { count: 1, mean: 10 } },
        changePercent: { rate: null, mean: null, p95: null },
      },
    ]);
  });

  test('nobody but super administrators sees figures', async () => {
    for (const field of ['performanceSeries { unit }', 'slowestEndpoints { unit }', 'performanceExemplars { id }']) {
      const { errors } = await service.query('baku.admin', `{ ${field} }`);
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    }
  });
});

test('units of the table are in lower case, and canonical ones are among them', async () => {
  const { rows } = await sql<{ odd: string }>`
    select unit as odd from api.metric_units where unit <> lower(unit)
      or canonical not in (select unit from api.metric_units where unit = canonical and factor = 1)`.execute(
    service.database.owner,
  );
  expect(rows).toEqual([]);
});
