import { sql } from 'kysely';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { present, presentSeveral, refused, welcomed, type Doors } from '../testing/doors.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld, type Username, type World } from '../testing/world.ts';
import { createSecret, hashSecret } from './secrets.ts';

/** API tokens, tokens of Laravel Sanctum, and the Authorization value itself, each at every door. */

let service: TestService;
let world: World;
const logged: string[] = [];
/** A good API token of baku.admin. */
let good: string;

beforeAll(async () => {
  service = await startTestService({
    environment: { AUTH_RECHECK_SECONDS: '1' },
    logTo: { write: (line) => logged.push(line) },
  });
  world = await createWorld(service.database);
  good = await service.tokenFor('baku.admin');
});
afterAll(() => service.stop());

const knock = (authorization: string) => present({ url: service.url, wsUrl: service.wsUrl, logged }, authorization);
/** Of a value that HTTP cannot carry, only the socket's payload speaks. */
const refusedWhere = (doors: Doors) => ('http' in doors ? refused : { payload: refused.payload });

/** A new API token of a user. */
async function issue(user_id: string, expires_at: string | null = null): Promise<string> {
  const secret = createSecret();
  const row = { user_id, name: 'test', token: hashSecret(secret), expires_at };
  await service.database.owner.insertInto('api_tokens').values(row).execute();
  return secret;
}

describe('an API token', () => {
  it.each<[string, (token: string) => string]>([
    ['that nobody made', () => createSecret()],
    ['without its last character', (token) => token.slice(0, -1)],
    ['cut in half', (token) => token.slice(0, 24)],
    ['that is its prefix', () => 'atis_'],
    ['in capitals', (token) => token.toUpperCase()],
    ['in small letters', (token) => token.toLowerCase()],
    ['with its prefix in capitals', (token) => token.replace('atis_', 'ATIS_')],
    ['without its prefix', (token) => token.slice(5)],
    ['with its prefix twice', (token) => `atis_${token}`],
    ['with something behind it', (token) => `${token}x`],
    ['with padding', (token) => `${token}=`],
    ['with NUL behind it', (token) => `${token}\u0000`],
    ['with a letter beyond Latin', (token) => `${token}ə`],
    ['with a lone surrogate', (token) => `${token}\ud800`],
    ['that is its hash', hashSecret],
    ['that is its hash behind the prefix', (token) => `atis_${hashSecret(token)}`],
    ['that is a wildcard', () => 'atis_%'],
    ['that is SQL', () => "atis_'or'1'='1"],
    ['of 8,193 characters', (token) => token.padEnd(8_193, 'x')],
  ])('%s is refused', async (_, change) => {
    const doors = await knock(`Bearer ${change(good)}`);
    expect(doors).toEqual(refusedWhere(doors));
  });

  it('that has expired is refused', async () => {
    const user = world.users['baku.admin'];
    expect(await knock(`Bearer ${await issue(user, '2020-01-01')}`)).toEqual(refused);
    expect(await knock(`Bearer ${await issue(user, new Date(Date.now() - 1_000).toISOString())}`)).toEqual(refused);
    expect(await knock(`Bearer ${await issue(user, '-infinity')}`)).toEqual(refused);
    expect(await knock(`Bearer ${await issue(user, 'infinity')}`)).toEqual(welcomed('baku.admin'));
  });

  it.each<[string, Username, (world: World) => [table: string, column: string, value: unknown, id: string]]>([
    ['a disabled user', 'school1.teacher', ({ users }) => ['users', 'is_active', false, users['school1.teacher']]],
    ['a locked user', 'school1.admin', ({ users }) => ['users', 'locked_until', '2100-01-01', users['school1.admin']]],
    ['a disabled role', 'school1.psychologist', ({ roles }) => ['roles', 'is_active', false, roles.get('psixoloq')!]],
  ])('of %s is refused', async (_, username, change) => {
    const authorization = `Bearer ${await issue(world.users[username])}`;
    const [table, column, value, id] = change(world);
    const { owner } = service.database;
    await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where id = ${id}`.execute(owner);
    expect(await knock(authorization)).toEqual(refused);
  });

  it('that was revoked is refused, once what is remembered of it is forgotten', async () => {
    const token = await issue(world.users.superadmin);
    expect(await knock(`Bearer ${token}`)).toEqual(welcomed('superadmin'));
    await service.database.owner.deleteFrom('api_tokens').where('token', '=', hashSecret(token)).execute();
    await expect.poll(() => knock(`Bearer ${token}`), { interval: 200 }).toEqual(refused);
  });

  it('is remembered no longer than it is good', async () => {
    const expiry = Date.now() + 1_500;
    const token = await issue(world.users.superadmin, new Date(expiry).toISOString());
    expect((await knock(`Bearer ${token}`)).http).toBe('superadmin');
    // Asked all the time, so that it is remembered when it expires: by the database's clock, of which the service knows
    // the time to some milliseconds.
    while (Date.now() < expiry + 100) await knock(`Bearer ${token}`);
    expect(await knock(`Bearer ${token}`)).toEqual(refused);
  });
});

describe('a token of Laravel Sanctum', () => {
  const secret = 'S4nctum-Secret-of-a-test';
  beforeAll(async () => {
    const { owner } = service.database;
    await sql`create table personal_access_tokens (id bigserial primary key, tokenable_type varchar(255),
      tokenable_id bigint, name varchar(255), token varchar(64), abilities text, expires_at timestamp)`.execute(owner);
    await sql`insert into personal_access_tokens (tokenable_type, tokenable_id, token, abilities, expires_at)
      select type, ${world.users['baku.admin']}, ${hashSecret(secret)}, '["*"]', expiry::timestamp
      from (values (1, 'App\\Models\\User', null), (2, 'App\\Models\\User', '2020-01-01'), (3, 'App\\Models\\Robot', null),
        (4, 'app\\models\\user', null), (5, '', null), (6, null, null)) as given (id, type, expiry) order by given.id`.execute(
      owner,
    );
    await sql`grant select on personal_access_tokens to atis_api`.execute(owner);
  });

  it('that is good is accepted', async () => {
    expect(await knock(`Bearer 1|${secret}`)).toEqual(welcomed('baku.admin'));
  });

  it.each([
    ['that has expired', `2|${secret}`],
    ['of another type', `3|${secret}`],
    ['of the same type in other letters', `4|${secret}`],
    ['of an empty type', `5|${secret}`],
    ['of no type', `6|${secret}`],
    ['with the right secret and the id of none', `7|${secret}`],
    ['with the right id and another secret', '1|another-secret-of-a-test'],
    ['with the hash for its secret', `1|${hashSecret(secret)}`],
    ['without a secret', '1|'],
    ['without an id', `|${secret}`],
    ['without a bar', `1${secret}`],
    ['with two bars', `1||${secret}`],
    ['with an id of zero', `0|${secret}`],
    ['with a negative id', `-1|${secret}`],
    ['with an id in other words', `01|${secret}`],
    ['with an id in other digits', `１|${secret}`],
    ['with an id that is no whole number', `1.0|${secret}`],
    ['with the first id beyond int8', `9223372036854775808|${secret}`],
    ['with an id far beyond int8', `${'9'.repeat(40)}|${secret}`],
    ['with SQL for its id', `1or1=1|${secret}`],
    ['with NUL in its secret', `1|${secret}\u0000`],
  ])('%s is refused', async (_, token) => {
    const doors = await knock(`Bearer ${token}`);
    expect(doors).toEqual(refusedWhere(doors));
  });
});

describe('an Authorization value', () => {
  it.each([
    ['in small letters', (token: string) => `bearer ${token}`],
    ['in capitals', (token: string) => `BEARER ${token}`],
    ['with several spaces', (token: string) => `Bearer    ${token}`],
  ])('may say Bearer %s', async (_, write) => {
    expect(await knock(write(good))).toEqual(welcomed('baku.admin'));
  });

  it.each<[string, (token: string) => string]>([
    ['without a scheme', (token) => token],
    ['without a token', () => 'Bearer'],
    ['without a space', (token) => `Bearer${token}`],
    ['with a colon', (token) => `Bearer: ${token}`],
    ['with a tab', (token) => `Bearer\t${token}`],
    ['with a space that is none', (token) => `Bearer\u00a0${token}`],
    ['with a space before it, which HTTP takes away', (token) => ` Bearer ${token}`],
    ['with a space behind it, which HTTP takes away', (token) => `Bearer ${token} `],
    ['with a line feed behind it', (token) => `Bearer ${token}\n`],
    ['of two lines', (token) => `Bearer ${token}\r\nx-user: 1`],
    ['with two tokens', (token) => `Bearer ${token} ${token}`],
    ['with two values', (token) => `Bearer ${token}, Bearer ${token}`],
    ['with two values and no space', (token) => `Bearer ${token},Bearer ${token}`],
    ['with the scheme twice', (token) => `Bearer Bearer ${token}`],
    ['with a quoted token', (token) => `Bearer "${token}"`],
    ['with a parameter', (token) => `Bearer token=${token}`],
    ['of another scheme', (token) => `Token ${token}`],
    ['of Basic', (token) => `Basic ${Buffer.from(`x:${token}`).toString('base64')}`],
    ['of letters beyond Latin', (token) => `Bеarer ${token}`],
    ['of 9,000 characters', () => `Bearer ${'x'.repeat(9_000)}`],
    ['of 9,000 spaces', (token) => `Bearer ${' '.repeat(9_000)}${token}`],
    ['of NUL', (token) => `\u0000Bearer ${token}`],
  ])('%s is refused', async (_, write) => {
    const doors = await knock(write(good));
    expect(doors).toEqual(refusedWhere(doors));
  });

  it('that is there several times is refused, whichever of them is good', async () => {
    for (const values of [
      [`Bearer ${good}`, 'Bearer atis_unknown'],
      ['Bearer atis_unknown', `Bearer ${good}`],
      [`Bearer ${good}`, `Bearer ${good}`],
      [`Bearer ${good}`, ''],
    ]) {
      expect(await presentSeveral(service, values)).toEqual(refused);
    }
  });

  it('that is missing is refused with a challenge, too', async () => {
    const none = await presentSeveral(service, []);
    expect(none).toEqual({ ...refused, http: '401 UNAUTHENTICATED, Bearer realm="atis"' });
  });

  it.each([
    ['larger than 16 KB', `Bearer ${'x'.repeat(20_000)}`, 431],
    ['with control characters', 'Bearer a\u0001b', 400],
    ['with a bare carriage return', 'Bearer a\rb', 400],
  ])('%s ends the request before anything reads it', async (_, value, status) => {
    for (const path of ['/graphql', '/graphql/stream']) {
      const { port, hostname } = new URL(service.url);
      const socket = connect(Number(port), hostname);
      socket.on('error', () => undefined);
      socket.write(`GET ${path}?query={__typename} HTTP/1.1\r\nhost: x\r\nauthorization: ${value}\r\n\r\n`);
      expect(await text(socket)).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `));
    }
  });
});
