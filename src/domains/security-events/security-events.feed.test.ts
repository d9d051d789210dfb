import type { Client } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, insertEvents, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { collect, type Collected } from '../../testing/subscriber.ts';

let service: TestService;
let world: World;
const open: { client?: Client; subscriber: Collected }[] = [];

beforeAll(async () => {
  service = await startTestService({ environment: { AUTH_RECHECK_SECONDS: '1' } });
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(async () => {
  for (const { client, subscriber } of open.splice(0)) {
    subscriber.stop();
    await client?.dispose();
  }
});

const feed = `subscription ($filter: SecurityEventFeedFilter, $after: String) {
  securityEventFeed(filter: $filter, after: $after) {
    cursor kind eventId event { databaseId state user { username } institution { institutionCode } }
  }
}`;

/** Subscribes over a WebSocket and waits until the feed has said where it begins. */
async function subscribe(username: string, variables: Record<string, unknown> = {}) {
  const client = await service.socketFor(username);
  const subscriber = collect(client, feed, variables, 'securityEventFeed');
  open.push({ client, subscriber });
  await subscriber.received(1);
  return subscriber;
}

const eventIds = (subscriber: Collected) =>
  subscriber.items
    .filter(({ kind }) => kind !== 'PROGRESS')
    .map(({ kind, event }) => `${kind} ${event?.databaseId ?? ''}`);

describe('the live feed over WebSockets', () => {
  it('shows a row inserted by SQL once, with its user and institution, to those who may see it and to nobody else', async () => {
    const [national, baku, ganja] = await Promise.all([
      subscribe('superadmin'),
      subscribe('baku.admin'),
      subscribe('ganja.admin'),
    ]);
    const [id] = await insertEvents(service.database.owner, [
      { institution: world.institutions.school1, user: world.users['school1.teacher'] },
    ]);
    await Promise.all([national.received(2), baku.received(2)]);
    const [marker] = await insertEvents(service.database.owner, [{ institution: world.institutions.school3 }]);
    await Promise.all([national.received(3), ganja.received(2)]);
    expect(baku.items[1]).toMatchObject({
      kind: 'CREATED',
      event: {
        databaseId: id,
        state: 'OPEN',
        user: { username: 'school1.teacher' },
        institution: { institutionCode: 'school1' },
      },
    });
    expect(eventIds(national)).toEqual([`CREATED ${id}`, `CREATED ${marker}`]);
    expect(eventIds(baku)).toEqual([`CREATED ${id}`]);
    expect(eventIds(ganja)).toEqual([`CREATED ${marker}`]);
  });

  it('tells of triage by this API and of changes by the other application, once a transaction', async () => {
    const [id] = await insertEvents(service.database.owner, [{ institution: world.institutions.school1 }]);
    const subscriber = await subscribe('baku.admin');
    await service.query(
      'baku.admin',
      `mutation { escalateSecurityEvent(input: { id: "${id}", reason: "x" }) { userErrors { code } } }`,
    );
    const states = () => subscriber.items.filter(({ kind }) => kind === 'UPDATED').map(({ event }) => event.state);
    await expect.poll(states).toEqual(['ESCALATED']);
    await service.database.owner
      .updateTable('security_events')
      .set({ resolution: 'ignored' })
      .where('id', '=', id!)
      .execute();
    await expect.poll(states).toEqual(['ESCALATED', 'RESOLVED']);
  });

  it('a deletion names the event only, and only to who could see it', async () => {
    const [id] = await insertEvents(service.database.owner, [{ institution: world.institutions.school1 }]);
    const [baku, ganja] = await Promise.all([subscribe('baku.admin'), subscribe('ganja.admin')]);
    await service.database.owner.deleteFrom('security_events').where('id', '=', id!).execute();
    await expect.poll(() => baku.items.at(-1)).toMatchObject({ kind: 'DELETED', event: null });
    const [marker] = await insertEvents(service.database.owner, [{ institution: world.institutions.school3 }]);
    await ganja.received(2);
    expect(eventIds(ganja)).toEqual([`CREATED ${marker}`]);
  });

  it('applies the filter, also by institution subtree', async () => {
    const critical = await subscribe('superadmin', {
      filter: { severities: ['CRITICAL'], institutionId: world.institutions.baku },
    });
    const [, , wanted] = await insertEvents(service.database.owner, [
      { institution: world.institutions.school3, severity: 'critical' },
      { institution: world.institutions.school1, severity: 'info' },
      { institution: world.institutions.school1, severity: 'critical' },
    ]);
    await critical.received(2);
    expect(eventIds(critical)).toEqual([`CREATED ${wanted}`]);
  });

  it('resumes after a cursor without hole or repeat; a list gives the cursor to begin with', async () => {
    const { data } = await service.query(
      'baku.admin',
      '{ securityEvents(first: 1) { feedCursor nodes { databaseId } } }',
    );
    const ids = await insertEvents(
      service.database.owner,
      Array.from({ length: 5 }, () => ({ institution: world.institutions.school2 })),
    );
    const first = await subscribe('baku.admin', { after: data.securityEvents.feedCursor });
    await first.received(6);
    expect(eventIds(first)).toEqual(ids.map((id) => `CREATED ${id}`));
    const second = await subscribe('baku.admin', { after: first.items[3].cursor });
    await second.received(3);
    expect(eventIds(second)).toEqual(ids.slice(3).map((id) => `CREATED ${id}`));
  });

  it('a user who loses the region stops seeing its events on the open socket within 30 seconds', async () => {
    const subscriber = await subscribe('ganja.admin');
    await service.database.owner
      .updateTable('users')
      .set({ institution_id: world.institutions.baku })
      .where('username', '=', 'ganja.admin')
      .execute();
    try {
      await expect
        .poll(
          async () => {
            await insertEvents(service.database.owner, [
              { institution: world.institutions.school3 },
              { institution: world.institutions.school2 },
            ]);
            return subscriber.items.at(-1)?.event?.institution?.institutionCode;
          },
          { timeout: 30_000, interval: 1_000 },
        )
        .toBe('school2');
      const before = subscriber.items.length;
      const [hidden, shown] = await insertEvents(service.database.owner, [
        { institution: world.institutions.school3 },
        { institution: world.institutions.school2 },
      ]);
      await expect.poll(() => eventIds(subscriber)).toContain(`CREATED ${shown}`);
      expect(eventIds(subscriber).slice(before - 1)).not.toContain(`CREATED ${hidden}`);
    } finally {
      await service.database.owner
        .updateTable('users')
        .set({ institution_id: world.institutions.ganja })
        .where('username', '=', 'ganja.admin')
        .execute();
    }
  }, 45_000);

  it('a revoked token closes its open socket with 4403 within 30 seconds', async () => {
    const subscriber = await subscribe('superadmin');
    await service.database.owner.deleteFrom('api_tokens').where('user_id', '=', world.users.superadmin).execute();
    await expect.poll(() => subscriber.closed, { timeout: 30_000 }).toMatchObject({ code: 4403 });
    service.forgetTokens();
  }, 45_000);

  it.each([
    ['a malformed cursor', 'nonsense', 'BAD_USER_INPUT'],
    ['a cursor of the future', 'ahead', 'BAD_USER_INPUT'],
  ])('%s is refused with a precise error, and the socket stays open', async (_, cursor, code) => {
    const client = await service.socketFor('superadmin');
    const { encodeCursor } = await import('../../feed/cursor.ts');
    const after = cursor === 'ahead' ? encodeCursor(1_000_000_000) : cursor;
    const refused = collect(client, feed, { after }, 'securityEventFeed');
    open.push({ client, subscriber: refused });
    await expect.poll(() => refused.errors).toMatchObject([{ extensions: { code, field: ['after'] } }]);
    const next = collect(client, feed, {}, 'securityEventFeed');
    open.push({ subscriber: next });
    await next.received(1);
    expect(next.items[0].kind).toBe('PROGRESS');
  });

  it('a role without the permission is refused', async () => {
    const client = await service.socketFor('school1.admin');
    const refused = collect(client, feed, {}, 'securityEventFeed');
    open.push({ client, subscriber: refused });
    await expect.poll(() => refused.errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
  });

  it('a socket without a token, or with a bad one, is closed with 4403', async () => {
    for (const authorization of [undefined, 'Bearer nonsense', 'Basic abc']) {
      const client = service.anonymousSocket(authorization);
      const refused = collect(client, feed, {}, 'securityEventFeed');
      open.push({ client, subscriber: refused });
      await expect.poll(() => refused.closed).toMatchObject({ code: 4403 });
    }
  });
});

describe('the live feed as server-sent events', () => {
  it('delivers the same items to clients behind proxies that break WebSockets', async () => {
    const controller = new AbortController();
    const response = await fetch(`${service.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await service.tokenFor('baku.admin')}`,
        'content-type': 'application/json',
        accept: 'text/event-stream',
      },
      body: JSON.stringify({ query: feed }),
      signal: controller.signal,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    let text = '';
    const reading = (async () => {
      for await (const chunk of response.body!) text += Buffer.from(chunk).toString('utf8');
    })().catch(() => undefined);
    await expect.poll(() => text).toContain('PROGRESS');
    const [id] = await insertEvents(service.database.owner, [{ institution: world.institutions.school1 }]);
    await expect.poll(() => text).toContain(`"databaseId":"${id}"`);
    controller.abort();
    await reading;
  });

  it('is refused without a token', async () => {
    const response = await fetch(`${service.url}/graphql/stream`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'text/event-stream' },
      body: JSON.stringify({ query: feed }),
    });
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });
});
