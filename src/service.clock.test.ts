import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from './auth/issue-token.ts';
import { createTestDatabase, type TestDatabase } from './testing/database.ts';
import { openRawSocket } from './testing/raw-socket.ts';
import { kill, startProcess, type ServiceProcess } from './testing/service-process.ts';
import type { Answer } from './testing/service.ts';
import { createWorld, type World } from './testing/world.ts';

const hour = 3_600_000;
const jwt = { secret: 'a-secret-of-more-than-32-characters', issuer: 'https://id.example.az', audience: 'atis' };

let database: TestDatabase;
let world: World;

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
});
afterAll(() => database.drop());

/** A module that shows the process a clock which is wrong by so much. */
const wrongClock = (milliseconds: number) =>
  `data:text/javascript,${encodeURIComponent(`
    const Right = Date;
    const now = () => Right.now() + (${milliseconds});
    globalThis.Date = class Date extends Right {
      constructor(...values) { if (values.length === 0) super(now()); else super(...values); }
      static now() { return now(); }
    };`)}`;

/** So many milliseconds from now, by the clock that database and test share. */
const inTime = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

describe.each([
  ['two hours fast', 2 * hour],
  ['two hours slow', -2 * hour],
])('a process whose clock is %s', (_, skew) => {
  let service: ServiceProcess;
  let url: string;
  let token: string;

  beforeAll(async () => {
    service = startProcess({
      NODE_OPTIONS: `--import=${wrongClock(skew)}`,
      DATABASE_URL: database.url,
      MIGRATION_DATABASE_URL: database.ownerUrl,
      DATABASE_POOL_SIZE: '4',
      JWT_SECRET: jwt.secret,
      JWT_ISSUER: jwt.issuer,
      JWT_AUDIENCE: jwt.audience,
    });
    url = await service.ready();
    token = await issueToken(database.db, 'superadmin', 'test', null);
  });
  afterAll(() => kill(service));

  async function query(text: string, variables: object = {}, bearer = token): Promise<Answer> {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body: JSON.stringify({ query: text, variables }),
    });
    return (await response.json()) as Answer;
  }
  const socket = (bearer = token) => openRawSocket(`${url.replace('http', 'ws')}/graphql`, { token: bearer });
  const viewer = '{ viewer { user { username } } }';

  it('has another time than the database', () => {
    const [line = ''] = service
      .output()
      .split('\n')
      .filter((each) => each.includes('"msg":"ready"'));
    const { time } = JSON.parse(line) as { time: string };
    expect(Math.abs(Date.parse(time) - skew - Date.now())).toBeLessThan(60_000);
  });

  it('ends a token when it expires by the clock of the database, on HTTP and on open sockets', async () => {
    const lifetime = 4_000;
    const begin = performance.now();
    const short = await issueToken(database.db, 'baku.admin', 'short', new Date(Date.now() + lifetime));
    expect((await query(viewer, {}, short)).errors).toBeUndefined();
    expect(await (await socket(short)).closed()).toBe(4403);
    const lived = performance.now() - begin;
    expect(lived).toBeGreaterThan(lifetime - 1_000);
    expect(lived).toBeLessThan(lifetime + 10_000);
    expect((await query(viewer, {}, short)).errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('accepts a JWT that is good by the clock of the database, and no other', async () => {
    const sign = (expiresIn: number) =>
      new SignJWT()
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(world.users['baku.admin'])
        .setIssuer(jwt.issuer)
        .setAudience(jwt.audience)
        .setIssuedAt(new Date())
        .setNotBefore(new Date(Date.now() - hour))
        .setExpirationTime(new Date(Date.now() + expiresIn))
        .sign(new TextEncoder().encode(jwt.secret));
    expect((await query(viewer, {}, await sign(60_000))).data.viewer.user.username).toBe('baku.admin');
    const late = await query(viewer, {}, await sign(-60_000));
    expect(late.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED' } }]);
  });

  it('gives new tokens the lifetime that they should have', async () => {
    const create = (expiresAt: string | null) =>
      query(
        `mutation ($expiresAt: DateTime) { createApiToken(input: { name: "t", expiresAt: $expiresAt }) {
          apiToken { expiresAt } userErrors { field } } }`,
        { expiresAt },
      );
    const { data } = await create(null);
    const days = (Date.parse(data.createApiToken.apiToken.expiresAt as string) - Date.now()) / (24 * hour);
    expect(days).toBeCloseTo(90, 2);
    expect((await create(inTime(hour))).data.createApiToken.userErrors).toEqual([]);
    expect((await create(inTime(-hour))).data.createApiToken.userErrors).toEqual([{ field: ['expiresAt'] }]);
  });

  const createNotification = async (times: { startAt?: string; endAt?: string; idempotencyKey?: string }) => {
    const { data } = await query(
      `mutation ($input: CreateNotificationInput!) { createNotification(input: $input) {
        notification { id } userErrors { code field } } }`,
      { input: { type: 'test', title: 'T', message: 'M', ...times } },
    );
    return data.createNotification as { notification: { id: string } | null; userErrors: object[] };
  };

  it('starts and ends notifications by the clock of the database', async () => {
    const reader = await socket();
    reader.send({
      id: 'feed',
      type: 'subscribe',
      payload: { query: 'subscription { notificationFeed { kind notificationId } }' },
    });
    await reader.answer('feed', 'next');
    const { notification, userErrors } = await createNotification({ startAt: inTime(2_000), endAt: inTime(hour) });
    expect(userErrors).toEqual([]);
    const item = () =>
      reader.messages.find(({ payload }) => payload?.data?.notificationFeed?.notificationId === notification?.id);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(item()).toBeUndefined();
    await expect.poll(item).toMatchObject({ payload: { data: { notificationFeed: { kind: 'CREATED' } } } });
    expect((await createNotification({ endAt: inTime(-hour) })).userErrors).toEqual([
      { code: 'INVALID', field: ['endAt'] },
    ]);
    reader.close();
  });

  it('remembers an idempotency key, and counts and dates what happens now as the database does', async () => {
    const key = `clock ${skew}`;
    const first = await createNotification({ idempotencyKey: key });
    expect((await createNotification({ idempotencyKey: key })).notification).toEqual(first.notification);

    const stats = async () => (await query('{ securityEventStats { total } }')).data.securityEventStats.total as number;
    const before = await stats();
    const { data } = await query(
      `mutation { recordSecurityEvent(input: { eventType: "clock", severity: INFO }) { securityEvent { id } } }`,
    );
    expect(await stats()).toBe(before + 1);
    const { id } = data.recordSecurityEvent.securityEvent as { id: string };
    const acknowledged = await query(
      `mutation ($id: ID!) { acknowledgeSecurityEvent(input: { id: $id }) { securityEvent { acknowledgedAt } } }`,
      { id },
    );
    const { acknowledgedAt } = acknowledged.data.acknowledgeSecurityEvent.securityEvent as { acknowledgedAt: string };
    expect(Math.abs(Date.parse(acknowledgedAt) - Date.now())).toBeLessThan(60_000);
  });
});
