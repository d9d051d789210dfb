import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type Answer, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';

const scraperToken = 'scrape-me-0123456789';

let service: TestService;

beforeAll(async () => {
  service = await startTestService({ environment: { PROMETHEUS_TOKEN: scraperToken } });
  await createWorld(service.database);
});
afterAll(() => service.stop());

const scrape = (token?: string) =>
  fetch(`${service.url}/metrics`, token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } });

/** The value of a line such as `name{label="value"} 3`. */
const valueOf = (text: string, line: string): number | null => {
  const found = text.split('\n').find((one) => one.startsWith(`${line} `));
  return found === undefined ? null : Number(found.slice(line.length + 1));
};

describe('/metrics', () => {
  it('is for Prometheus with the token of the installation, and for viewers who may see performance', async () => {
    const answers = await Promise.all([
      scrape(),
      scrape('scrape-me-9876543210'),
      scrape(await service.tokenFor('baku.admin')),
      scrape(await service.tokenFor('superadmin')),
      scrape(scraperToken),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 403, 200, 200]);
    const [nobody, , admin] = await Promise.all(
      answers.slice(0, 3).map(async (answer) => (await answer.json()) as Answer),
    );
    expect(nobody?.errors?.[0]?.extensions['code']).toBe('UNAUTHENTICATED');
    expect(admin?.errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  });

  it('counts operations by type and first root field, whatever clients call them, and errors by code', async () => {
    await service.query('superadmin', 'query Mine { me: viewer { username } }');
    await service.query('superadmin', 'query Other { ...Root } fragment Root on Query { viewer { username } }');
    await service.query('school1.teacher', '{ securityEvents { nodes { id } } }');
    await service.query('superadmin', 'mutation { revokeApiToken(input: { id: "999999" }) { userErrors { code } } }');
    const answer = await scrape(scraperToken);
    const text = await answer.text();
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const operations = (type: string, field: string) =>
      valueOf(text, `atis_operation_duration_seconds_count{type="${type}",field="${field}"}`);
    expect([operations('query', 'viewer'), operations('query', 'securityEvents')]).toEqual([2, 1]);
    expect(operations('mutation', 'revokeApiToken')).toBe(1);
    expect(valueOf(text, 'atis_operation_errors_total{code="FORBIDDEN"}')).toBe(1);
    expect(valueOf(text, 'atis_http_requests_total{route="/graphql",status="200"}')).toBeGreaterThanOrEqual(4);
    expect(text).not.toMatch(/Mine|Other/);
  });

  it('tells the state of the feed, of sockets, of the pool and of the process', async () => {
    const client = await service.socketFor('superadmin');
    const items = client.iterate({ query: 'subscription { securityEventFeed { kind } }' });
    await items.next();
    const text = await (await scrape(scraperToken)).text();
    expect(valueOf(text, 'atis_feed_subscribers')).toBe(1);
    expect(valueOf(text, 'atis_open_sessions')).toBe(1);
    expect(valueOf(text, 'atis_feed_lag_entries')).toBe(0);
    expect(valueOf(text, 'atis_feed_position')).toBeGreaterThanOrEqual(0);
    expect(valueOf(text, 'atis_database_connections{state="waiting"}')).toBe(0);
    expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1_000_000);
    await items.return?.();
    await client.dispose();
  });

  it('has one line for all paths that do not exist, so that strangers cannot fill memory', async () => {
    for (const path of ['/a', '/b', '/c?d']) await fetch(service.url + path);
    const text = await (await scrape(scraperToken)).text();
    expect(valueOf(text, 'atis_http_requests_total{route="none",status="404"}')).toBe(3);
  });
});
