import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodSample, insertSamples, record, removeSamples } from '../../testing/performance-metrics.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const recorded = async (samples: readonly unknown[], batchId?: string) => {
  const { data, errors } = await record(service, 'superadmin', samples, batchId);
  expect(errors).toBeUndefined();
  return data.recordPerformanceMetrics;
};

const count = async () =>
  (
    await service.database.owner
      .selectFrom('performance_metrics')
      .select(({ fn }) => fn.countAll<string>().as('count'))
      .executeTakeFirstOrThrow()
  ).count;

describe('recording', () => {
  test('a sample comes back as it was recorded', async () => {
    await service.database.owner
      .insertInto('system_modules')
      .values({ code: 'grades', name: 'Grades', version: '1.0.0' })
      .execute();
    const recordedAt = new Date(Date.now() - 60_000).toISOString();
    const sample = {
      ...goodSample,
      value: '0.1234',
      unit: 'seconds',
      context: { cache: 'miss', apiKey: 'hunter2' },
      recordedAt,
      requestId: 'req-1',
      userId: world.users['school1.teacher'],
      instanceId: 'web-1',
      moduleCode: 'grades',
      institutionId: world.institutions.school1,
    };
    expect(await recorded([sample])).toEqual({ accepted: 1, rejected: [], userErrors: [] });
    const { data, errors } = await service.query(
      'superadmin',
      `{ performanceMetrics(filter: { requestId: "req-1" }) { totalCount { value } nodes { id databaseId metricType name value unit
        context recordedAt requestId user { username } userId instanceId endpoint moduleCode institution { databaseId } } } }`,
    );
    expect(errors).toBeUndefined();
    const [node] = data.performanceMetrics.nodes;
    expect(node).toMatchObject({
      ...{ metricType: 'request', name: 'duration', value: 0.1234, unit: 'seconds', endpoint: 'GET /x' },
      ...{ requestId: 'req-1', instanceId: 'web-1', moduleCode: 'grades', userId: sample.userId },
      context: { cache: 'miss', apiKey: '***' },
      user: { username: 'school1.teacher' },
      institution: { databaseId: world.institutions.school1 },
    });
    expect(Date.parse(node.recordedAt)).toBe(Date.parse(recordedAt));
    const again = await service.query(
      'superadmin',
      `query ($id: ID!) { performanceMetric(id: $id) { databaseId } node(id: $id) { id } }`,
      { id: node.id },
    );
    expect(again.data).toEqual({ performanceMetric: { databaseId: node.databaseId }, node: { id: node.id } });
  });

  test('what is bad in a batch is told by index and field, and what is good is stored', async () => {
    await removeSamples(service);
    const later = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();
    const bad: [Record<string, unknown>, string, RegExp][] = [
      [{ value: 'NaN' }, 'value', /finite/],
      [{ value: 'Infinity' }, 'value', /finite/],
      [{ value: '1e999' }, 'value', /finite/],
      [{ value: 'abc' }, 'value', /finite/],
      [{ value: 100_000_000 }, 'value', /100,000,000/],
      [{ value: -99_999_999.99996 }, 'value', /100,000,000/],
      [{ unit: 'fortnights' }, 'unit', /not known: fortnights/],
      [{ unit: '' }, 'unit', /1 to 20/],
      [{ moduleCode: 'nowhere' }, 'moduleCode', /module/],
      [{ userId: '999999' }, 'userId', /user/],
      [{ userId: 'x' }, 'userId', /id of a user/],
      [{ institutionId: '999999' }, 'institutionId', /institution/],
      [{ name: 'x'.repeat(101) }, 'name', /1 to 100/],
      [{ metricType: '' }, 'metricType', /1 to 100/],
      [{ endpoint: 'x'.repeat(201) }, 'endpoint', /1 to 200/],
      [{ requestId: 'x'.repeat(101) }, 'requestId', /1 to 100/],
      [{ recordedAt: later(3_600_000) }, 'recordedAt', /future/],
      [{ recordedAt: later(-32 * 86_400_000) }, 'recordedAt', /31 days/],
      [{ context: { text: 'x'.repeat(5_000) } }, 'context', /4096 bytes/],
    ];
    const samples = bad.flatMap(([wrong]) => [{ ...goodSample, ...wrong }, goodSample]);
    const { accepted, rejected, userErrors } = await recorded(samples);
    expect(userErrors).toEqual([]);
    expect(accepted).toBe(bad.length);
    expect(rejected.map(({ index, field }: { index: number; field: string }) => [index, field])).toEqual(
      bad.map(([, field], index) => [index * 2, field]),
    );
    for (const [index, [, field, message]] of bad.entries()) {
      expect(rejected[index].message).toMatch(message);
      expect(rejected[index].message).toMatch(new RegExp(`^${field} `));
    }
    expect(await count()).toBe(String(bad.length));
  });

  test('the greatest value that the column holds is stored', async () => {
    await removeSamples(service);
    expect((await recorded([{ ...goodSample, value: 99_999_999.9999 }])).accepted).toBe(1);
    expect((await recorded([{ ...goodSample, value: -99_999_999.9999 }])).accepted).toBe(1);
  });

  test('a batch that is sent again under its id is not counted twice, and another one under it is refused', async () => {
    await removeSamples(service);
    const samples = [goodSample, { ...goodSample, unit: 'x' }, goodSample];
    const first = await recorded(samples, 'batch-1');
    expect(first).toMatchObject({ accepted: 2, rejected: [{ index: 1 }] });
    expect(await recorded(samples, 'batch-1')).toEqual(first);
    expect(await count()).toBe('2');
    expect(await recorded([goodSample], 'batch-1')).toMatchObject({
      accepted: null,
      userErrors: [{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['batchId'] }],
    });
    const both = await Promise.all([recorded(samples, 'batch-2'), recorded(samples, 'batch-2')]);
    expect(both).toEqual([first, first]);
    expect(await count()).toBe('4');
  });

  test('5,000 samples are stored by one call, 5,001 are refused, other lists stay at 100', async () => {
    await removeSamples(service);
    const short = { metricType: 'r', name: 'd', value: 1, unit: 'ms' };
    const many = Array.from({ length: 5_000 }, () => short);
    expect(await recorded(many)).toEqual({ accepted: 5_000, rejected: [], userErrors: [] });
    const { errors } = await record(service, 'superadmin', [...many, short]);
    expect(errors?.[0]).toMatchObject({
      message: 'input.samples must have at most 5000 items.',
      extensions: { code: 'BAD_USER_INPUT', field: ['input', 'samples'] },
    });
    const names = Array.from({ length: 101 }, String);
    const list = await service.query(
      'superadmin',
      `query ($names: [String!]) { slowestEndpoints(filter: { names: $names }) { endpoint } }`,
      { names },
    );
    expect(list.errors?.[0]?.message).toBe('filter.names must have at most 100 items.');
  });

  test('nobody but super administrators records or reads', async () => {
    for (const username of ['baku.admin', 'school1.admin', 'school1.teacher']) {
      const { errors } = await record(service, username, [goodSample]);
      expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
      const read = await service.query(username, '{ performanceMetrics { nodes { id } } }');
      expect(read.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    }
  });
});

describe('the list', () => {
  test('rows of other applications break nothing: NaN, no time, infinite times, odd units', async () => {
    await removeSamples(service);
    await insertSamples(service, [
      { value: 'NaN', at: '2026-01-01T00:00:00Z' },
      { value: 1, at: null },
      { value: 2, at: 'infinity' },
      { value: 3, at: '-infinity' },
      { value: 4, at: '2026-01-01T00:00:01Z', unit: 'furlongs' },
    ]);
    const seen: unknown[] = [];
    let after: string | null = null;
    do {
      const answer = await service.query(
        'superadmin',
        'query ($after: String) { performanceMetrics(first: 2, after: $after) { nodes { value recordedAt unit } pageInfo { hasNextPage endCursor } } }',
        { after },
      );
      expect(answer.errors).toBeUndefined();
      const { nodes, pageInfo } = answer.data.performanceMetrics;
      seen.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toMatchObject([{ value: 2 }, { value: 4, unit: 'furlongs' }, { value: null }, {}, {}]);
    expect(seen).toContainEqual({ value: 1, recordedAt: null, unit: 'ms' });
  });
});

describe('the other application', () => {
  test('deletes a user without reading the table of samples', async () => {
    // What PostgreSQL asks for the foreign key, with a plan for any user.
    const plan = await service.database.owner.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      await sql`set local plan_cache_mode = force_generic_plan`.execute(tx);
      await sql`prepare of_user(bigint) as
        select 1 from only performance_metrics x where $1 = user_id for key share of x`.execute(tx);
      const { rows } = await sql<Record<string, string>>`explain execute of_user(1)`.execute(tx);
      return rows.map((row) => row['QUERY PLAN']).join('\n');
    });
    expect(plan).toContain('performance_metrics_user_idx');
    expect(plan).not.toContain('Seq Scan');
  });
});
