import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { sendGraphql } from '../testing/graphql-request.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { collect } from '../testing/subscriber.ts';
import { createWorld } from '../testing/world.ts';

const secret = 'a secret of at least thirty-two characters';

let service: TestService;
beforeAll(async () => {
  service = await startTestService({
    environment: {
      RATE_FAILED_SIGN_INS: '25',
      TRUST_PROXY: '1',
      JWT_SECRET: secret,
      JWT_ISSUER: 'atis',
      JWT_AUDIENCE: 'api',
    },
  });
  await createWorld(service.database);
});
afterAll(() => service.stop());

const ask = (address: string, authorization: string) =>
  sendGraphql(service, {
    headers: { 'x-forwarded-for': address, authorization },
    parameters: { query: '{ viewer { username } }' },
  });

const guess = (address: string) => ask(address, `Bearer atis_${Math.random()}`);

describe('an address whose credentials fail', { timeout: 120_000 }, () => {
  it('is answered more and more slowly, while good credentials of the same address are not', async () => {
    const took = [];
    for (let n = 0; n < 9; n++) {
      const answer = await guess('203.0.113.1');
      expect(answer).toMatchObject({ status: 401, body: { errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] } });
      took.push(answer.took);
    }
    // 0.1, 0.2, 0.4 and 0.8 seconds after five that are free.
    expect(took[8]).toBeGreaterThan(790);
    expect(took[7]).toBeGreaterThan(390);
    const good = await ask('203.0.113.1', `Bearer ${await service.tokenFor('baku.admin')}`);
    expect(good).toMatchObject({ status: 200, body: { data: { viewer: { username: 'baku.admin' } } } });
    expect(good.took).toBeLessThan(took[8]!);
    expect((await guess('203.0.113.2')).took).toBeLessThan(took[8]!);
  });

  it('is a security event in the feed of those who see the whole system, once, and then refused', async () => {
    const superadmin = await service.socketFor('superadmin');
    const regional = await service.socketFor('baku.admin');
    const query = 'subscription { securityEventFeed { kind event { eventType severity ipAddress description } } }';
    const [seen, unseen] = [superadmin, regional].map((client) => collect(client, query, {}, 'securityEventFeed'));
    await Promise.all([seen!.received(1), unseen!.received(1)]);

    const address = '2001:db8:7::1';
    const answers = await Promise.all(Array.from({ length: 25 }, () => guess(address)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 401));
    const refused = await guess(address);
    expect(refused).toMatchObject({ status: 429, body: { errors: [{ extensions: { code: 'RATE_LIMITED' } }] } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    const good = await ask(address, `Bearer ${await service.tokenFor('ganja.admin')}`);
    expect(good.status).toBe(200);
    expect(await closeCode(address)).toBe(1013);

    await seen!.received(2);
    expect(seen!.items[1]).toMatchObject({
      kind: 'CREATED',
      event: { eventType: 'failed_login', severity: 'WARNING', ipAddress: '2001:db8:7:0::/64' },
    });
    await Promise.all(Array.from({ length: 5 }, () => guess(address)));
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(seen!.items).toHaveLength(2);
    expect(unseen!.items).toHaveLength(1);
    await Promise.all([superadmin.dispose(), regional.dispose()]);
  });

  it('is not slowed down for a token that was good until it expired', async () => {
    const now = Math.floor(Date.now() / 1_000);
    const expired = await new SignJWT()
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer('atis')
      .setAudience('api')
      .setSubject('1')
      .setExpirationTime(now - 60)
      .sign(Buffer.from(secret));
    for (let n = 0; n < 30; n++) {
      const answer = await ask('203.0.113.3', `Bearer ${expired}`);
      expect(answer.status).toBe(401);
      expect(answer.body.errors).toMatchObject([{ extensions: { code: 'UNAUTHENTICATED', reason: 'EXPIRED' } }]);
    }
  });
});

/** With which code a socket with credentials that are not valid is closed. */
const closeCode = (address: string) =>
  new Promise<number>((resolve, reject) => {
    const socket = new WebSocket(service.wsUrl, 'graphql-transport-ws', { headers: { 'x-forwarded-for': address } });
    socket.once('error', reject);
    socket.once('close', resolve);
    socket.once('open', () =>
      socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: 'Bearer atis_nonsense' } })),
    );
  });
