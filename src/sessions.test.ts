import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createSecret, hashSecret } from './auth/secrets.ts';
import { hmac, token } from './testing/forged-jwt.ts';
import { audience, claims, issuer } from './testing/forgeries.ts';
import { RawSockets, subscribe } from './testing/raw-socket.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { createWorld, insertEvents, type Username, type World } from './testing/world.ts';

const secret = 'a shared secret of at least 32 characters';
const recheckSeconds = 1;
/** What docs/security.md says in seconds for AUTH_RECHECK_SECONDS=10, for the one of this service, in milliseconds. */
const within = (documented: number) => (documented / 10) * recheckSeconds * 1_000;
/** What a busy machine may add. */
const patience = 3_000;

let service: TestService;
let world: World;
const sockets = new RawSockets();

beforeAll(async () => {
  service = await startTestService({
    environment: {
      AUTH_RECHECK_SECONDS: String(recheckSeconds),
      JWT_SECRET: secret,
      JWT_ISSUER: issuer,
      JWT_AUDIENCE: audience,
    },
  });
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(() => sockets.closeAll());

const feed = 'subscription { notificationFeed { cursor } }';
const securityFeed = 'subscription { securityEventFeed { event { databaseId } } }';
const days = 86_400;

/** A user of whom nothing in the database depends, with an API token. */
async function newUser(expires?: Date): Promise<{ id: string; hash: string; bearer: string }> {
  const { owner } = service.database;
  const token = createSecret();
  const { id } = await owner
    .insertInto('users')
    .values({
      username: token.slice(0, 20),
      email: `${token}@example.az`.slice(0, 100),
      password: '!',
      role_id: world.roles.get('psixoloq')!,
      institution_id: world.institutions.school1,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const hash = hashSecret(token);
  const row = { user_id: id, name: 'test', token: hash, expires_at: expires?.toISOString() ?? null };
  await owner.insertInto('api_tokens').values(row).execute();
  return { id, hash, bearer: token };
}

const jwt = (seconds: number) =>
  token(
    { alg: 'HS256' },
    claims(world.users['baku.admin'], { exp: Math.floor(Date.now() / 1_000) + seconds }),
    hmac(secret),
  );

/** Opens a socket and an event stream with a running feed. */
async function openBoth(bearer: string) {
  const socket = await sockets.open(service.wsUrl, { token: bearer });
  socket.send(subscribe('1', feed));
  await socket.answer('1', 'next');
  const stream = await fetch(`${service.url}/graphql/stream`, {
    method: 'POST',
    headers: { authorization: `Bearer ${bearer}`, 'content-type': 'application/json', accept: 'text/event-stream' },
    body: JSON.stringify({ query: feed }),
  });
  expect(stream.status).toBe(200);
  /** How the socket was closed, once the stream has ended as well. */
  const ended = Promise.all([socket.closure(), stream.text().catch(() => 'broken')]).then(([closure]) => closure);
  return { socket, ended };
}

/** Milliseconds until a promise is kept. */
async function timeUntil<Result>(promise: Promise<Result>): Promise<{ result: Result; elapsed: number }> {
  const started = performance.now();
  const result = await promise;
  return { result, elapsed: performance.now() - started };
}

type Change = (user: { id: string; hash: string }) => Promise<unknown>;
const run = (query: ReturnType<typeof sql>) => query.execute(service.database.owner);

describe('an open socket and an open event stream end', () => {
  it.each<[string, Change]>([
    ['the token is revoked', ({ hash }) => run(sql`delete from api_tokens where token = ${hash}`)],
    [
      'the token is made to end earlier',
      ({ hash }) => run(sql`update api_tokens set expires_at = '2020-01-01' where token = ${hash}`),
    ],
    ['the user is disabled', ({ id }) => run(sql`update users set is_active = false where id = ${id}`)],
    [
      'the user is locked',
      ({ id }) => run(sql`update users set locked_until = now() + interval '1 hour' where id = ${id}`),
    ],
    ['the user is deleted', ({ id }) => run(sql`delete from users where id = ${id}`)],
    ['the role is disabled', () => run(sql`update roles set is_active = false where name = 'psixoloq'`)],
  ])('within 20 seconds after %s', async (_, change) => {
    const user = await newUser();
    const { ended } = await openBoth(user.bearer);
    await change(user);
    const { result, elapsed } = await timeUntil(ended);
    expect(result).toBe('4403 Token revoked');
    expect(elapsed).toBeLessThan(within(20) + patience);
    await run(sql`update roles set is_active = true`);
  });

  it('all of them, where many share a token, however it is written', async () => {
    const user = await newUser();
    const open = await Promise.all(Array.from({ length: 8 }, () => openBoth(user.bearer)));
    const other = await sockets.open(service.wsUrl);
    other.send({ type: 'connection_init', payload: { Authorization: `bearer  ${user.bearer}` } });
    await expect.poll(() => other.messages.length).toBe(1);
    const witness = await openBoth(await service.tokenFor('school1.teacher'));
    await run(sql`delete from api_tokens where token = ${user.hash}`);
    const { result, elapsed } = await timeUntil(Promise.all([...open.map(({ ended }) => ended), other.closure()]));
    expect(new Set(result)).toEqual(new Set(['4403 Token revoked']));
    expect(elapsed).toBeLessThan(within(20) + patience);
    expect(witness.socket.isOpen).toBe(true);
  });

  it.each<[string, (expiry: Date) => Promise<string>]>([
    ['an API token', async (expiry) => (await newUser(expiry)).bearer],
    // Five seconds of tolerance are part of its life, also where the other clock says that it is over.
    [
      'a JWT',
      (expiry) => Promise.resolve(jwt(Math.ceil(expiry.getTime() / 1_000) - Math.floor(Date.now() / 1_000) - 5)),
    ],
  ])('at once when %s expires, and not before', async (_, make) => {
    const expiry = new Date(Math.ceil(Date.now() / 1_000) * 1_000 + 2_000);
    const { ended } = await openBoth(await make(expiry));
    expect(await ended).toBe('4403 Token expired');
    expect(Date.now()).toBeGreaterThanOrEqual(expiry.getTime());
    expect(Date.now()).toBeLessThan(expiry.getTime() + patience);
  });

  it('when a token expires that was to live longer or shorter when they were opened', async () => {
    const soon = new Date(Date.now() + 3_500);
    const far = new Date(Date.now() + 400 * days * 1_000);
    const [shortened, prolonged] = await Promise.all([newUser(far), newUser(soon)]);
    const [early, late] = await Promise.all([openBoth(shortened.bearer), openBoth(prolonged.bearer)]);
    const move = (hash: string, to: Date) =>
      run(
        sql`update api_tokens set expires_at = ${to.toISOString()}::timestamptz at time zone 'utc' where token = ${hash}`,
      );
    await Promise.all([move(shortened.hash, soon), move(prolonged.hash, far)]);
    expect(await early.ended).toBe('4403 Token expired');
    expect(Date.now()).toBeGreaterThanOrEqual(soon.getTime());
    await sleep(500);
    expect(late.socket.isOpen).toBe(true);
  });
});

it.each([25, 50, 36_500])('a token of %i days, more than a timer can hold, ends nothing today', async (length) => {
  const user = await newUser(new Date(Date.now() + length * days * 1_000));
  const open = await Promise.all([user.bearer, jwt(length * days)].map(openBoth));
  await sleep(within(20) + 200);
  for (const { socket } of open) {
    socket.send(subscribe('2', '{ __typename }'));
    await socket.answer('2', 'complete');
  }
});

it('a socket whose token was revoked does nothing more for a client that does not hear of it', async () => {
  const { owner } = service.database;
  const bearer = await service.tokenFor('ganja.admin');
  const socket = await sockets.open(service.wsUrl, { token: bearer });
  const [id] = await insertEvents(owner, [{ institution: world.institutions.school3 }]);
  socket.frames.pause();
  await run(sql`delete from api_tokens where token = ${hashSecret(bearer)}`);
  await sleep(within(20) + 1_000);
  socket.send(subscribe('1', `mutation { acknowledgeSecurityEvent(input: { id: "${id}" }) { userErrors { code } } }`));
  await sleep(500);
  socket.frames.resume();
  expect(await socket.closure()).toBe('4403 Token revoked');
  const audited = owner.selectFrom('audit_logs').select('id').where('auditable_id', '=', id!);
  expect(await audited.execute()).toEqual([]);
});

it('an institution that moves takes its events with it within 30 seconds, on open sockets', async () => {
  const { owner } = service.database;
  const { school1, yasamal, kapaz } = world.institutions;
  const open = async (username: Username) => {
    const socket = await sockets.open(service.wsUrl, { token: await service.tokenFor(username) });
    socket.send(subscribe('1', securityFeed));
    await socket.answer('1', 'next');
    return (id: string) =>
      socket.about('1').some(({ payload }) => payload.data.securityEventFeed.event?.databaseId === id);
  };
  const [witness, baku] = await Promise.all([open('superadmin'), open('baku.admin')]);
  const report = async () => {
    const [id = ''] = await insertEvents(owner, [{ institution: school1 }]);
    await expect.poll(() => witness(id)).toBe(true);
    await sleep(100);
    return baku(id);
  };
  expect(await report()).toBe(true);
  for (const [parent, visible] of [
    [kapaz, false],
    [yasamal, true],
  ] as const) {
    await owner.updateTable('institutions').set({ parent_id: parent }).where('id', '=', school1).execute();
    const { elapsed } = await timeUntil(expect.poll(report, { interval: 100 }).toBe(visible));
    expect(elapsed).toBeLessThan(within(30) + patience);
  }
});
