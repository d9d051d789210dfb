import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { buildSchema, parse, validate } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readTypeDefs } from '../graphql/schema.ts';
import { readExamples, registerPlayground } from './playground.ts';
import type { PlaygroundOptions } from './playground.ts';

const demoTokens = [{ role: 'superadmin', username: 'nigar', token: '1|</script><script>alert(1)</script>' }];

describe('the page', () => {
  let app: FastifyInstance;
  let html: string;
  beforeAll(async () => {
    app = await serve({ demoTokens: () => demoTokens });
    html = (await app.inject('/')).body;
  });
  afterAll(() => app.close());

  test('allows scripts, workers, fonts and connections of this server only', async () => {
    const { headers } = await app.inject({ url: '/', headers: { host: 'atis.example:4000' } });
    const policy = String(headers['content-security-policy']);
    expect(policy).toMatch(/^default-src 'none'; script-src 'self' 'sha256-[\w+/=]+'; /);
    expect(policy).toContain("; connect-src 'self' ws://atis.example:4000 wss://atis.example:4000;");
    for (const strict of ["base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'"]) {
      expect(policy).toContain(`; ${strict}`);
    }
    expect(policy).toContain("; require-trusted-types-for 'script'");
    expect(policy).not.toMatch(/script-src [^;]*unsafe-inline/);
    expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  });

  test('a Host header cannot widen the policy', async () => {
    const { headers } = await app.inject({ url: '/', headers: { host: 'a; script-src *' } });
    expect(headers['content-security-policy']).toContain("; connect-src 'self';");
  });

  test('names no other host', () => {
    expect(html).not.toMatch(/(src|href)="(https?:)?\/\//);
  });

  test('is not cached, and a token in it stays text', async () => {
    expect((await app.inject('/')).headers['cache-control']).toBe('no-store');
    expect(html).not.toContain('<script>alert');
    expect(html).toContain('1|\\u003c/script>');
  });

  test('carries no token unless demo tokens are given', async () => {
    const plain = await serve({});
    expect((await plain.inject('/')).body).toContain('"demoTokens":[]');
    await plain.close();
  });

  test('is not there when disabled', async () => {
    const disabled = await serve({ enabled: false });
    expect((await disabled.inject('/')).statusCode).toBe(404);
    await disabled.close();
  });
});

describe('static files', () => {
  let app: FastifyInstance;
  let ruru: string;
  beforeAll(async () => {
    app = await serve({});
    ruru = /"(\/playground\/static\/ruru-[\d.]+\/)"/.exec((await app.inject('/')).body)?.[1] ?? '';
  });
  afterAll(() => app.close());

  test.each([
    ['playground.js', 'text/javascript'],
    ['fetcher.js', 'text/javascript'],
    ['client.js', 'text/javascript'],
    ['playground.css', 'text/css'],
    ['icon.svg', 'image/svg+xml'],
  ])('%s has its content type and is revalidated by ETag', async (file, type) => {
    const url = `/playground/static/${file}`;
    const first = await app.inject(url);
    expect(first.headers['content-type']).toBe(`${type}; charset=utf-8`);
    expect(first.headers['cache-control']).toBe('no-cache');
    const again = await app.inject({ url, headers: { 'if-none-match': String(first.headers.etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('GraphiQL has its version in the path and may be kept for ever', async () => {
    const plain = await app.inject(`${ruru}ruru.js`);
    const packed = await app.inject({ url: `${ruru}ruru.js`, headers: { 'accept-encoding': 'gzip, br' } });
    expect(plain.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2);
  });

  test.each([
    '/playground/static/..%2fpage.ts',
    '/playground/static/%2e%2e%2f%2e%2e%2f%2e%2e%2fpackage.json',
    '/playground/static/ruru-2.0.2/..%2f..%2fpackage.json',
    '/playground/static/ruru-2.0.2/..%5cpackage.json',
    '/playground/static/__proto__',
    '/playground/static/ruru-2.0.2/__proto__',
    '/playground/static/tsconfig.json',
    '/playground/static/',
  ])('%s is not found', async (url) => {
    expect((await app.inject(url)).statusCode).toBe(404);
  });
});

describe('the example operations', async () => {
  const schema = buildSchema(readTypeDefs().join('\n'));
  test.each(await readExamples())('$file is valid', ({ query }) => {
    expect(validate(schema, parse(query))).toEqual([]);
  });
});

async function serve(options: Partial<PlaygroundOptions>): Promise<FastifyInstance> {
  const app = Fastify();
  await registerPlayground(app, { graphqlPath: '/graphql', enabled: true, ...options });
  return app;
}
