import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { goodSample, removeSamples } from '../testing/performance-metrics.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ environment: { LIMIT_INGEST_BYTES: '2000000', RATE_VIEWER_POINTS: '5000' } });
  await createWorld(service.database);
});
afterAll(() => service.stop());

/** Sends a body as a user; null is nobody. */
async function send(body: string, headers: Record<string, string> = {}, username: string | null = 'superadmin') {
  const response = await fetch(`${service.url}/ingest/performance-metrics`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(username === null ? {} : { authorization: `Bearer ${await service.tokenFor(username)}` }),
      ...headers,
    },
    body,
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

const ndjson = { 'content-type': 'application/x-ndjson' };

const stored = async () =>
  Number(
    (
      await service.database.owner
        .selectFrom('performance_metrics')
        .select(({ fn }) => fn.countAll<string>().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  );

describe('POST /ingest/performance-metrics', () => {
  test('takes 5,000 samples of more than 256 KB, as an array or as lines, with one audit record each', async () => {
    await removeSamples(service);
    const samples = Array.from({ length: 5_000 }, (_, index) => ({ ...goodSample, requestId: `request-${index}` }));
    expect(await send(JSON.stringify(samples))).toEqual({ status: 200, body: { accepted: 5_000, rejected: [] } });
    const lines = samples.map((sample) => JSON.stringify(sample)).join('\n');
    expect(await send(`${lines}\n`, ndjson)).toEqual({ status: 200, body: { accepted: 5_000, rejected: [] } });
    expect(await stored()).toBe(10_000);
    const audits = await service.database.owner
      .selectFrom('audit_logs')
      .select('new_values')
      .where('event', '=', 'performance_metrics.recorded')
      .execute();
    expect(audits.map(({ new_values: values }) => values)).toEqual([
      { accepted: 5_000, rejected: 0, batch_id: null },
      { accepted: 5_000, rejected: 0, batch_id: null },
    ]);
    expect((await send(JSON.stringify([...samples, goodSample]))).body).toMatchObject({
      errors: [{ message: 'samples must have 1 to 5000 items.', extensions: { code: 'BAD_USER_INPUT' } }],
    });
  });

  test('tells what is bad of an item that no type system has looked at', async () => {
    await removeSamples(service);
    const bad: [unknown, string][] = [
      [null, 'sample must be an object.'],
      [[1], 'sample must be an object.'],
      [{ ...goodSample, value: null }, 'value must be a finite number.'],
      [{ ...goodSample, value: { $gt: 1 } }, 'value must be a finite number.'],
      [{ ...goodSample, name: 7 }, 'name must be a text.'],
      [{ ...goodSample, name: 'a\0b' }, 'name must be valid Unicode without NUL characters.'],
      [{ ...goodSample, endpoint: '\ud800' }, 'endpoint must be valid Unicode without NUL characters.'],
      [{ ...goodSample, metricType: undefined }, 'metricType is missing.'],
      [{ ...goodSample, colour: 'red' }, 'colour is no field of a sample.'],
      [
        { ...goodSample, recordedAt: '2026-02-30T00:00:00Z' },
        'recordedAt must be an instant with offset, like 2026-03-01T08:15:30Z.',
      ],
      [{ ...goodSample, recordedAt: 12 }, 'recordedAt must be an instant with offset, like 2026-03-01T08:15:30Z.'],
      [{ ...goodSample, institutionId: -1 }, 'institutionId must be the id of an institution.'],
      [{ ...goodSample, userId: {} }, 'userId must be the id of a user.'],
      [{ ...goodSample, context: [] }, 'context must be an object.'],
      [
        { ...goodSample, context: { a: '\0' } },
        'context must be JSON without NUL characters or halves of surrogate pairs, nested at most 100 deep',
      ],
    ];
    const { status, body } = await send(JSON.stringify([...bad.map(([sample]) => sample), goodSample]));
    expect(status).toBe(200);
    expect(body['accepted']).toBe(1);
    expect((body['rejected'] as { message: string }[]).map(({ message }) => message)).toEqual(
      bad.map(([, message]) => message),
    );
    const infinite = await send('[{"metricType":"r","name":"d","unit":"ms","value":1e999}]');
    expect(infinite.body).toMatchObject({ accepted: 0, rejected: [{ index: 0, field: 'value' }] });
    const broken = await send(`${JSON.stringify(goodSample)}\n{"metricType":\n\n${JSON.stringify(goodSample)}`, ndjson);
    expect(broken.body).toMatchObject({ accepted: 2, rejected: [{ index: 1, field: 'sample' }] });
    expect(await stored()).toBe(3);
  });

  test('a batch with an Idempotency-Key is stored once', async () => {
    await removeSamples(service);
    const body = JSON.stringify([goodSample, goodSample]);
    for (let time = 0; time < 3; time += 1) {
      expect((await send(body, { 'idempotency-key': 'once' })).body).toEqual({ accepted: 2, rejected: [] });
    }
    expect(await stored()).toBe(2);
    const other = await send(JSON.stringify([goodSample]), { 'idempotency-key': 'once' });
    expect(other).toMatchObject({
      status: 400,
      body: {
        errors: [{ message: 'batchId was used before with another input.', extensions: { field: ['batchId'] } }],
      },
    });
  });

  test('whoever may not record is refused before the body is read', async () => {
    for (const [username, status] of [
      [null, 401],
      ['baku.admin', 403],
    ] as const) {
      const authorization = username === null ? undefined : `Bearer ${await service.tokenFor(username)}`;
      const answered = await new Promise<number | undefined>((resolve, reject) => {
        const sent = request(`${service.url}/ingest/performance-metrics`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            'content-length': '1000000',
            ...(authorization === undefined ? {} : { authorization }),
          },
        });
        sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
        // The rest of the body never comes.
        sent.write('[');
      });
      expect(answered).toBe(status);
    }
  });

  test('bodies that are too long, of another kind or no array are refused', async () => {
    expect((await send(`[${' '.repeat(2_000_000)}]`)).status).toBe(413);
    expect((await send('[]', { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await send('[]', { 'content-encoding': 'gzip' })).status).toBe(415);
    expect((await send('{}')).body).toMatchObject({
      errors: [{ message: 'The body must be a JSON array of samples.' }],
    });
    expect((await send('[]')).status).toBe(400);
    expect((await send('nonsense')).status).toBe(400);
    const get = await fetch(`${service.url}/ingest/performance-metrics`);
    expect(get.status).toBe(405);
  });

  test('lines beyond the most that a batch has are refused without being read', async () => {
    const junk = 'x\n'.repeat(900_000);
    const begin = performance.now();
    expect(await send(junk, ndjson)).toMatchObject({
      status: 400,
      body: { errors: [{ message: 'samples must have 1 to 5000 items.' }] },
    });
    expect(performance.now() - begin).toBeLessThan(3_000);
  });

  test('a sample that is nested deeper than any stack is told as any other that is bad', async () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    const samples = (field: string) => `[{"metricType":"r","name":"n","unit":"ms","value":1,"${field}":${deep}}]`;
    for (const field of ['endpoint', 'institutionId', 'value', 'context', 'userId', 'requestId', 'recordedAt']) {
      const answer = await send(samples(field).replace('"value":1,"value"', '"value"'));
      expect(answer).toMatchObject({ status: 200, body: { accepted: 0, rejected: [{ index: 0, field }] } });
    }
    expect(await send(samples('endpoint'), { 'idempotency-key': 'deep' })).toMatchObject({
      status: 400,
      body: { errors: [{ extensions: { code: 'BAD_USER_INPUT', field: ['samples'] } }] },
    });
  });

  test('a batch costs its sender points, whatever is in it', async () => {
    const statuses: number[] = [];
    // 50 in a minute, of which there may be two meanwhile.
    while (statuses.length <= 100 && statuses.at(-1) !== 429) {
      statuses.push((await send(JSON.stringify([goodSample]))).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(new Set(statuses.slice(0, -1))).toEqual(new Set([200]));
  });
});
