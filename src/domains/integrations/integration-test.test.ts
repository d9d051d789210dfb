import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatKey } from '../../encryption/key-format.ts';
import { createKeyring } from '../../encryption/keyring.ts';
import { trustedCertificate } from '../../testing/certificate.ts';
import { startHttpServer, startTcpServer, type LocalServer } from '../../testing/http-servers.ts';
import { insertIntegration } from '../../testing/integrations.ts';
import { mutate } from '../../testing/notifications.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

const key = randomBytes(32);
const keyring = createKeyring([key]);
const servers: LocalServer[] = [];
const log: string[] = [];
const logTo = { write: (line: string) => void log.push(line) };
let service: TestService;
/** The same, where the operator allows no network. */
let strict: TestService;
let world: World;

beforeAll(async () => {
  const environment = { ENCRYPTION_KEYS: formatKey(key), OUTBOUND_TIMEOUT_SECONDS: '1' };
  service = await startTestService({ environment: { ...environment, OUTBOUND_ALLOWED_NETWORKS: '127.0.0.1' }, logTo });
  world = await createWorld(service.database);
  strict = await startTestService({ environment, database: service.database });
});
afterAll(async () => {
  await strict.stop();
  await service.stop();
  for (const server of servers) await server.close();
});

const http = async (...given: Parameters<typeof startHttpServer>) => {
  const server = await startHttpServer(...given);
  servers.push(server);
  return `http://127.0.0.1:${server.port}`;
};
const insert = (fixture: Parameters<typeof insertIntegration>[1]) =>
  insertIntegration(service.database.owner, { institution: world.institutions.baku, credentials: {}, ...fixture });
const sealed = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, keyring.encrypt(value, [])]));
const test = async (id: string, by = service) =>
  (await mutate(
    by,
    'baku.admin',
    'testIntegration',
    { id },
    'result { outcome message status durationMs credentialsAccepted }',
  )) as {
    result: Record<string, unknown> | null;
    userErrors: { code: string; field: string[]; message: string }[];
  };

describe('testing an integration', () => {
  it('asks for the health path with the stored credentials, enabled or not, and records how that went', async () => {
    const seen: unknown[] = [];
    const base_url = await http(({ url, headers }, response) => {
      seen.push([url, headers.authorization, headers['x-key']]);
      response.writeHead(204).end();
    });
    const config = { base_url: `${base_url}/v1/`, health_path: '/health?x=1', header_name: 'X-Key' };
    const credentials = sealed({ username: 'atis', password: 'canary-pass', api_key: 'canary-key' });
    const id = await insert({ config, credentials, isEnabled: false });
    const { result, userErrors } = await test(id);
    expect(userErrors).toEqual([]);
    expect(result).toMatchObject({ outcome: 'OK', status: 204, credentialsAccepted: true });
    expect(seen).toEqual([['/v1/health?x=1', `Basic ${btoa('atis:canary-pass')}`, 'canary-key']]);
    const audits = await service.database.owner
      .selectFrom('audit_logs')
      .selectAll()
      .where('auditable_id', '=', id)
      .execute();
    expect(audits).toMatchObject([
      {
        event: 'integration.tested',
        institution_id: world.institutions.baku,
        new_values: { test_outcome: 'OK', test_status: 204 },
      },
    ]);
    expect(JSON.stringify([result, audits, log])).not.toMatch(/canary|Y2FuYXJ5/);
  });

  it('holds no connection of the database meanwhile', async () => {
    const silent = await startTcpServer(() => undefined);
    servers.push(silent);
    const ids = await Promise.all(
      Array.from({ length: 30 }, () => insert({ config: { base_url: `http://127.0.0.1:${silent.port}` } })),
    );
    const tests = Promise.all(ids.map((id) => test(id)));
    const started = performance.now();
    await service.query('superadmin', '{ integrationStats { total } }');
    expect(performance.now() - started).toBeLessThan(900);
    for (const { result } of await tests) expect(result).toMatchObject({ outcome: 'TIMEOUT', status: null });
  });

  it.each([
    [401, 'AUTH_FAILED'],
    [403, 'AUTH_FAILED'],
    [404, 'UNEXPECTED_STATUS'],
    [500, 'UNEXPECTED_STATUS'],
  ])('answered by %i is %s, without anything of the answer', async (status, outcome) => {
    const base_url = await http((_, response) => response.writeHead(status, 'canary').end('canary'));
    const { result } = await test(await insert({ config: { base_url } }));
    expect(result).toMatchObject({ outcome, status, credentialsAccepted: false });
    expect(JSON.stringify(result)).not.toContain('canary');
  });

  it('checks that an issuer says so itself', async () => {
    const issuer = await http((request, response) => {
      const found = request.url === '/realm/.well-known/openid-configuration';
      response.writeHead(found ? 200 : 404).end(JSON.stringify({ issuer: `${issuer}/realm` }));
    });
    const of = (path: string) => insert({ type: 'sso', config: { issuer: issuer + path, client_id: 'atis' } });
    expect((await test(await of('/realm'))).result).toMatchObject({ outcome: 'OK', credentialsAccepted: false });
    expect((await test(await of('/other'))).result).toMatchObject({ outcome: 'UNEXPECTED_STATUS', status: 404 });
    const fake = await http((_, response) => response.end('<html>'));
    const id = await insert({ type: 'sso', config: { issuer: fake, client_id: 'atis' } });
    expect((await test(id)).result).toMatchObject({ outcome: 'PROTOCOL_FAILED' });
  });

  it('takes storage that forbids for storage that works', async () => {
    const endpoint = await http((_, response) => response.writeHead(403).end());
    const id = await insert({ type: 'storage', config: { endpoint, bucket: 'b' } });
    expect((await test(id)).result).toMatchObject({ outcome: 'OK', status: 403, credentialsAccepted: false });
  });

  it('signs in at a mail server, and says when it is not let in', async () => {
    const server = new SMTPServer({
      ...(await trustedCertificate('mail.test')),
      allowInsecureAuth: true,
      onAuth: ({ password }, _, callback) =>
        password === 'canary-right' ? callback(null, { user: 'x' }) : callback(new Error('canary')),
    });
    const listener = server.listen(0, '127.0.0.1');
    await once(listener, 'listening');
    servers.push({ port: 0, close: () => new Promise((resolve) => server.close(() => resolve())) });
    const { port } = listener.address() as AddressInfo;
    const of = (password: string, security = 'none') =>
      insert({
        type: 'email',
        config: { host: '127.0.0.1', port, security },
        credentials: sealed({ username: 'atis', password }),
      });
    expect((await test(await of('canary-right'))).result).toMatchObject({ outcome: 'OK', credentialsAccepted: true });
    expect((await test(await of('canary-wrong'))).result).toMatchObject({ outcome: 'AUTH_FAILED', status: 535 });
    const ofOtherName = await of('canary-right', 'starttls');
    expect((await test(ofOtherName)).result).toMatchObject({ outcome: 'TLS_FAILED' });
    expect(JSON.stringify(log)).not.toContain('canary');
  });

  it('goes nowhere that is not public unless the operator allows it', async () => {
    const base_url = await http((_, response) => response.end());
    const configs = [base_url, 'http://localhost', 'http://[::1]', 'http://0x7f.1', 'http://169.254.169.254/latest'];
    for (const url of configs) {
      const { result } = await test(await insert({ config: { base_url: url } }), strict);
      expect(result, url).toMatchObject({ outcome: 'ADDRESS_NOT_ALLOWED', status: null });
      expect(JSON.stringify(result)).not.toMatch(/127\.0\.0\.1|::1|169\.254/);
    }
    const mail = await insert({ type: 'email', config: { host: '127.0.0.1', port: 25, security: 'none' } });
    expect((await test(mail, strict)).result).toMatchObject({ outcome: 'ADDRESS_NOT_ALLOWED' });
  });

  it('with credentials that no key opens says so, and sends nothing', async () => {
    let asked = 0;
    const base_url = await http((_, response) => {
      asked += 1;
      response.end();
    });
    const foreign = createKeyring([randomBytes(32)]);
    for (const credentials of [{ api_key: foreign.encrypt('x', []) }, foreign.encrypt('{}', [])]) {
      const { result } = await test(await insert({ config: { base_url }, credentials }));
      expect(result).toMatchObject({ outcome: 'UNREADABLE_CREDENTIALS' });
    }
    expect(asked).toBe(0);
  });

  it('with a configuration of another application that cannot be used says what is wrong with it', async () => {
    for (const config of [null, [], 'x', { base_url: 'nowhere' }, { base_url: 5 }, { url: 'https://a.az' }]) {
      const { result, userErrors } = await test(await insert({ config }));
      expect(result).toBeNull();
      expect(userErrors).toMatchObject([
        { code: 'NOT_ALLOWED', field: ['id'], message: expect.stringContaining('config.base_url') },
      ]);
    }
  });

  it('of another region is not there', async () => {
    const id = await insert({ institution: world.institutions.ganja });
    expect((await test(id)).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
  });
});
