import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { sendGraphql } from '../testing/graphql-request.ts';
import { openRawSocket } from '../testing/raw-socket.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld } from '../testing/world.ts';
import { sha256 } from './documents.ts';
import type { Manifest } from './trusted-documents.ts';

const run = promisify(execFile);
const persist = (...args: string[]) =>
  run(process.execPath, ['src/graphql/persist.cli.ts', ...args], { cwd: join(import.meta.dirname, '../..') });

let folder: string;
let database: TestDatabase;
let open: TestService;
let strict: TestService;
let manifest: Manifest;
const operation = (name: string) => manifest.operations.find((one) => one.name === name)!;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'atis-persist-'));
  await writeFile(join(folder, 'fragments.graphql'), 'fragment Name on Viewer { username }');
  await writeFile(
    join(folder, 'operations.graphql'),
    `query Me { viewer { ...Name } }
     query Users($first: Int) { users(first: $first) { nodes { id } } }
     subscription Live { securityEventFeed { kind } }
     mutation Dismiss($id: ID!) { dismissNotification(input: { id: $id }) { userErrors { code } } }`,
  );
  const out = join(folder, 'manifest.json');
  await persist(folder, '--out', out);
  manifest = JSON.parse(await readFile(out, 'utf8')) as Manifest;
  database = await createTestDatabase();
  await createWorld(database);
  open = await startTestService({ database });
  strict = await startTestService({
    database,
    environment: { TRUSTED_DOCUMENTS: out, TRUSTED_DOCUMENTS_ONLY: 'on' },
  });
}, 60_000);
afterAll(async () => {
  await Promise.all([open.stop(), strict.stop()]);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const persisted = (sha256Hash: string, version = 1) => ({ persistedQuery: { version, sha256Hash } });

const ask = (service: TestService, parameters: Record<string, unknown>, method: 'GET' | 'POST' = 'POST') =>
  sendGraphql(service, { username: 'baku.admin', method, parameters });
const me = { data: { viewer: { username: 'baku.admin' } } };
const failure = (code: string) => ({ errors: [{ extensions: { code, requestId: expect.any(String) as string } }] });

describe('npm run persist', () => {
  it('writes each operation with the fragments that it uses, under the hash of its text', () => {
    expect(manifest).toMatchObject({ format: 'apollo-persisted-query-manifest', version: 1 });
    expect(manifest.operations.map(({ name, type }) => `${type} ${name}`)).toEqual([
      'query Me',
      'query Users',
      'subscription Live',
      'mutation Dismiss',
    ]);
    for (const { id, body } of manifest.operations) expect(id).toBe(sha256(body));
    expect(operation('Me').body).toContain('fragment Name');
    expect(operation('Users').body).not.toContain('fragment Name');
  });

  it.each([
    ['an operation that does not fit the schema', 'query Bad { nonsense }', /Bad: Cannot query field "nonsense"/],
    ['an operation beyond a limit', `query Deep ${'{ a '.repeat(12)}${'}'.repeat(12)}`, /Deep: .*12 levels/],
    ['an operation without a name', '{ viewer { username } }', /has no name/],
    ['two operations of one name', 'query A { __typename } query A { viewer { username } }', /A: two operations/],
    ['a syntax error', 'query {', /bad\.graphql:1:8: Syntax Error/],
  ])('writes nothing for a folder with %s, and says where', async (_, text, message) => {
    const bad = await mkdtemp(join(folder, 'bad-'));
    await writeFile(join(bad, 'bad.graphql'), text);
    const out = join(bad, 'out.json');
    await expect(persist(bad, '--out', out)).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(message) });
    await expect(readFile(out)).rejects.toThrow('ENOENT');
    await rm(bad, { recursive: true });
  });
});

describe('with trusted operations only', () => {
  it.each(['POST', 'GET'] as const)(
    'an operation of the list runs by %s, by its hash and by its text',
    async (method) => {
      const { id, body } = operation('Me');
      for (const request of [
        { extensions: persisted(id) },
        { query: body },
        { query: body, extensions: persisted(id) },
      ]) {
        expect(await ask(strict, request, method)).toMatchObject({ status: 200, body: me });
      }
    },
  );

  it('any other is refused by its text and by its hash, introspection included', async () => {
    for (const query of ['{ viewer { username } }', '{ __schema { types { name } } }', `${operation('Me').body} `]) {
      for (const request of [
        { query },
        { extensions: persisted(sha256(query)) },
        { query, extensions: persisted(sha256(query)) },
      ]) {
        expect(await ask(strict, request)).toMatchObject({ status: 400, body: failure('PERSISTED_QUERY_NOT_IN_LIST') });
      }
    }
  });

  it('the same holds over a socket and for event streams', async () => {
    const token = await strict.tokenFor('baku.admin');
    const socket = await openRawSocket(strict.wsUrl, { token });
    const subscribe = (id: string, payload: object) => socket.send({ type: 'subscribe', id, payload });
    subscribe('me', { query: '', extensions: persisted(operation('Me').id) });
    expect((await socket.answer('me', 'next')).payload).toMatchObject(me);
    subscribe('live', { query: '', extensions: persisted(operation('Live').id) });
    await socket.answer('live', 'next');
    subscribe('other', { query: 'subscription { notificationFeed { kind } }' });
    expect((await socket.answer('other', 'error')).payload).toMatchObject(
      failure('PERSISTED_QUERY_NOT_IN_LIST').errors,
    );
    socket.close();
    const stream = async (body: object) =>
      (
        await fetch(`${strict.url}/graphql/stream`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            accept: 'text/event-stream',
            authorization: `Bearer ${token}`,
          },
          body: JSON.stringify(body),
        })
      ).text();
    expect(await stream({ query: '', extensions: persisted(operation('Me').id) })).toContain('"username":"baku.admin"');
    expect(await stream({ query: '{ viewer { username } }' })).toContain('PERSISTED_QUERY_NOT_IN_LIST');
  });

  it('variables are checked and costs are counted as for any other', async () => {
    const users = (first: unknown) =>
      ask(strict, { extensions: persisted(operation('Users').id), variables: { first } });
    expect(await users('x')).toMatchObject({ status: 400, body: failure('BAD_USER_INPUT') });
    expect(await users(101)).toMatchObject({ body: failure('BAD_USER_INPUT') });
    expect(await users(50)).toMatchObject({ status: 200, body: { extensions: { cost: { asked: 51 } } } });
  });

  it.each([
    ['is not there', undefined, /TRUSTED_DOCUMENTS: [^]*ENOENT[^]*npm run persist/],
    ['is no JSON', '{', /TRUSTED_DOCUMENTS: .*cannot be used/],
    ['is of another kind', '{"format":"x","version":1,"operations":[]}', /format/],
    [
      'has another text under a hash',
      () => JSON.stringify({ ...manifest, operations: [{ ...operation('Me'), body: '{ viewer { userId } }' }] }),
      /is not the SHA-256/,
    ],
    [
      'does not fit the schema',
      () => {
        const body = '{ nonsense }';
        return JSON.stringify({ ...manifest, operations: [{ ...operation('Me'), body, id: sha256(body) }] });
      },
      /TRUSTED_DOCUMENTS: .*nonsense/,
    ],
  ] as const)('the service does not start with a manifest that %s', async (_, content, message) => {
    const path = join(folder, 'damaged.json');
    await rm(path, { force: true });
    if (content !== undefined) await writeFile(path, typeof content === 'function' ? content() : content);
    await expect(startTestService({ database, environment: { TRUSTED_DOCUMENTS: path } })).rejects.toThrow(message);
  });
});

describe('an installation that runs everything', () => {
  it.each(['POST', 'GET'] as const)('learns the hash of a document that is sent with it, by %s', async (method) => {
    const query = `query By${method} { viewer { username } }`;
    const hash = { extensions: persisted(sha256(query)) };
    expect(await ask(open, hash, method)).toMatchObject({ status: 200, body: failure('PERSISTED_QUERY_NOT_FOUND') });
    expect(await ask(open, { query, ...hash }, method)).toMatchObject({ status: 200, body: me });
    expect(await ask(open, hash, method)).toMatchObject({ status: 200, body: me });
  });

  it.each([
    ['the hash of another text', { query: '{ __typename }', extensions: persisted(sha256('{ viewer { username } }')) }],
    ['a hash that is none', { extensions: persisted('abc') }],
    ['a hash of another version', { extensions: persisted(sha256('{ __typename }'), 2) }],
    ['a hash that is an object', { extensions: { persistedQuery: { version: 1, sha256Hash: {} } } }],
    ['a persisted query that is a text', { extensions: { persistedQuery: 'x' } }],
  ])('refuses %s', async (_, request) => {
    expect(await ask(open, request)).toMatchObject({ status: 400, body: failure('BAD_USER_INPUT') });
  });

  it('does not remember a document that is refused', async () => {
    const query = '{ nonsense }';
    const extensions = persisted(sha256(query));
    expect(await ask(open, { query, extensions })).toMatchObject({
      status: 400,
      body: failure('GRAPHQL_VALIDATION_FAILED'),
    });
    expect(await ask(open, { extensions })).toMatchObject({ body: failure('PERSISTED_QUERY_NOT_FOUND') });
  });
});
