import { createHash, generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../testing/world.ts';
import { startTestService, type Answer, type TestService } from '../testing/service.ts';
import { hashSecret } from './secrets.ts';

const issuer = 'https://id.example.az';
const audience = 'atis-system-api';
const { publicKey, privateKey } = generateKeyPairSync('ed25519');
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService({
    environment: { JWT_PUBLIC_KEY: pem, JWT_ISSUER: issuer, JWT_AUDIENCE: audience, AUTH_RECHECK_SECONDS: '1' },
  });
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

async function signIn(authorization: string) {
  const response = await fetch(`${service.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: '{ viewer { username } }' }),
  });
  const { data, errors } = (await response.json()) as {
    data?: { viewer: { username: string } };
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, username: data?.viewer.username, code: errors?.[0]?.extensions.code };
}

const accepted = (username: string) => ({ status: 200, username, code: undefined });
const refused = { status: 401, username: undefined, code: 'UNAUTHENTICATED' };

const jwt = (claims: Record<string, unknown> = {}) =>
  new SignJWT({
    sub: world.users['baku.admin'],
    iss: issuer,
    aud: audience,
    exp: Math.floor(Date.now() / 1000) + 300,
    ...claims,
  })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(privateKey);

describe('JSON web tokens', () => {
  it('a good one signs its user in', async () => {
    expect(await signIn(`Bearer ${await jwt()}`)).toEqual(accepted('baku.admin'));
  });
});

describe('credentials', () => {
  it('a disabled or locked user, or one of a disabled role, cannot sign in with a good token', async () => {
    const authorization = `Bearer ${await service.tokenFor('school3.teacher')}`;
    const change = (table: 'users' | 'roles', column: string, value: unknown, id: string) =>
      sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where id = ${id}`.execute(
        service.database.owner,
      );
    const teacher = world.users['school3.teacher'];
    const role = world.roles.get('müəllim')!;
    for (const [table, column, bad, good, id] of [
      ['users', 'is_active', false, true, teacher],
      ['users', 'locked_until', '2100-01-01', null, teacher],
      ['roles', 'is_active', false, null, role],
    ] as const) {
      await change(table, column, bad, id);
      await expect.poll(() => signIn(authorization), { timeout: 5_000, interval: 200 }).toEqual(refused);
      await change(table, column, good, id);
      expect(await signIn(authorization)).toEqual(accepted('school3.teacher'));
    }
  });
});

describe('tokens of Laravel Sanctum', () => {
  it('are accepted where the table exists: id, bar, secret', async () => {
    const { owner } = service.database;
    const secret = 'S4nctumSecret';
    const bearer = (id: number) => `Bearer ${id}|${secret}`;
    expect(await signIn(bearer(1))).toEqual(refused);
    await sql`create table personal_access_tokens (id bigserial primary key, tokenable_type varchar(255), tokenable_id bigint,
      name varchar(255), token varchar(64), abilities text, last_used_at timestamp, expires_at timestamp)`.execute(
      owner,
    );
    await sql`insert into personal_access_tokens (tokenable_type, tokenable_id, name, token, abilities, expires_at) values
      ('App\\Models\\User', ${world.users['school1.admin']}, 'spa', ${createHash('sha256').update(secret).digest('hex')}, '["*"]', null),
      ('App\\Models\\User', ${world.users['school1.admin']}, 'old', ${hashSecret(secret)}, '["*"]', '2020-01-01'),
      ('App\\Models\\Robot', ${world.users['school1.admin']}, 'robot', ${hashSecret(secret)}, '["*"]', null)`.execute(
      owner,
    );
    expect(await signIn(bearer(1))).toEqual(refused);
    await sql`grant select on personal_access_tokens to atis_api`.execute(owner);
    expect(await signIn(bearer(1))).toEqual(accepted('school1.admin'));
    expect(await signIn(bearer(2))).toEqual(refused);
    expect(await signIn(bearer(3))).toEqual(refused);
  });
});

describe('API tokens', () => {
  const create = (input: Record<string, unknown>) =>
    service.query(
      'baku.admin',
      'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret apiToken { id name expiresAt } userErrors { code field message } } }',
      { input },
    );

  it('a new one works, is listed without its secret, and stops working when it is revoked', async () => {
    const { data } = await create({ name: ' dashboard ' });
    const { secret, apiToken } = data.createApiToken;
    expect(apiToken.name).toBe('dashboard');
    expect(await signIn(`Bearer ${secret}`)).toEqual(accepted('baku.admin'));
    const list = await service.query('baku.admin', '{ apiTokens { id name lastUsedAt } }');
    expect(list.data.apiTokens).toContainEqual({ id: apiToken.id, name: 'dashboard', lastUsedAt: expect.any(String) });
    expect(JSON.stringify(list)).not.toContain(secret);
    const stored = await service.database.owner.selectFrom('api_tokens').select('token').execute();
    expect(stored.map((row) => row.token)).not.toContain(secret);
    await service.query(
      'baku.admin',
      'mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { userErrors { code } } }',
      { id: apiToken.id },
    );
    await expect.poll(() => signIn(`Bearer ${secret}`), { timeout: 5_000, interval: 200 }).toEqual(refused);
  });

  it('one of somebody else cannot be seen or revoked', async () => {
    const { data } = await create({ name: 'mine' });
    const { id } = data.createApiToken.apiToken;
    const answer = await service.query(
      'superadmin',
      'mutation ($id: ID!) { revokeApiToken(input: { id: $id }) { apiToken { id } userErrors { code field } } }',
      { id },
    );
    expect(answer.data.revokeApiToken).toEqual({ apiToken: null, userErrors: [{ code: 'NOT_FOUND', field: ['id'] }] });
    expect(
      (await service.query('superadmin', 'query ($id: ID!) { node(id: $id) { id } }', { id })).data.node,
    ).toBeNull();
  });

  it.each([
    [{ name: '  ' }, 'name'],
    [{ name: 'x'.repeat(101) }, 'name'],
    [{ name: 'x', expiresAt: '2020-01-01T00:00:00Z' }, 'expiresAt'],
    [{ name: 'x', expiresAt: '2999-01-01T00:00:00Z' }, 'expiresAt'],
  ])('bad input %# is refused by name', async (input, field) => {
    const { data } = await create(input);
    expect(data.createApiToken).toMatchObject({
      secret: null,
      apiToken: null,
      userErrors: [{ code: 'INVALID', field: [field] }],
    });
  });

  it('one with few abilities allows only those', async () => {
    const secret = 'atis_limited-token-for-this-test';
    await service.database.owner
      .insertInto('api_tokens')
      .values({
        user_id: world.users.superadmin,
        name: 'limited',
        token: hashSecret(secret),
        abilities: '["DIRECTORY_READ"]' as never,
      })
      .execute();
    const ask = async (query: string) => {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as Answer;
    };
    expect((await ask('{ users { nodes { id } } }')).errors).toBeUndefined();
    const [error] = (await ask('{ securityEvents { nodes { id } } }')).errors ?? [];
    expect(error?.extensions['code']).toBe('FORBIDDEN');
    expect(error?.message).toBe('The token in use does not have the permission SECURITY_EVENTS_READ.');
    const { errors } = await service.query('school1.teacher', '{ securityEvents { nodes { id } } }');
    expect(errors?.[0]?.message).toBe('The role müəllim does not have the permission SECURITY_EVENTS_READ.');
  });

  it('one with few abilities and a near end creates only such tokens', async () => {
    const secret = 'atis_limited-token-that-creates-others';
    const end = new Date(Date.now() + 3_600_000).toISOString();
    await service.database.owner
      .insertInto('api_tokens')
      .values({
        user_id: world.users.superadmin,
        name: 'limited',
        token: hashSecret(secret),
        abilities: '["API_TOKENS_MANAGE"]' as never,
        expires_at: end,
      })
      .execute();
    const ask = async (bearer: string, query: string, variables = {}) => {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    };
    const create = `mutation ($expiresAt: DateTime) { createApiToken(input: { name: "child", expiresAt: $expiresAt }) {
      secret apiToken { expiresAt } userErrors { code field } } }`;
    const child = (await ask(secret, create)).data.createApiToken;
    expect(Date.parse(child.apiToken.expiresAt)).toBe(Date.parse(end));
    const { errors } = await ask(child.secret, '{ securityEvents { nodes { id } } }');
    expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
    const grandchild = (await ask(child.secret, create, { expiresAt: end })).data.createApiToken;
    expect(grandchild.userErrors).toEqual([]);
    const later = new Date(Date.parse(end) + 1_000).toISOString();
    expect((await ask(secret, create, { expiresAt: later })).data.createApiToken).toMatchObject({
      secret: null,
      userErrors: [{ code: 'INVALID', field: ['expiresAt'] }],
    });
  });

  it('a user has at most 50 that work, also when two are created at once', async () => {
    const user_id = world.users['yasamal.admin'];
    await service.tokenFor('yasamal.admin');
    const tokens = (count: number, expires_at: string | null) =>
      Array.from({ length: count }, (_, index) => ({
        user_id,
        name: 'many',
        token: `${expires_at}-${index}`,
        expires_at,
      }));
    await service.database.owner
      .insertInto('api_tokens')
      .values([...tokens(48, null), ...tokens(5, '2020-01-01')])
      .execute();
    const create = async () => {
      const mutation = 'mutation { createApiToken(input: { name: "last" }) { secret userErrors { code } } }';
      const { data } = await service.query('yasamal.admin', mutation);
      return data.createApiToken.userErrors[0]?.code ?? 'created';
    };
    // Both are held back before they can commit, so that they surely overlap.
    const both = await service.database.owner.transaction().execute(async (tx) => {
      await sql`lock table audit_logs in exclusive mode`.execute(tx);
      const answers = Promise.all([create(), create()]);
      const waiting = sql<{ count: number }>`select count(*)::integer as count from pg_locks where not granted
        and database = (select oid from pg_database where datname = current_database())`;
      await expect.poll(async () => (await waiting.execute(tx)).rows[0]?.count).toBe(2);
      return { answers };
    });
    expect((await both.answers).toSorted()).toEqual(['NOT_ALLOWED', 'created']);
  });
});
