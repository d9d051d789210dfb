import type { Client } from 'graphql-ws';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../testing/service.ts';
import { collect, type Collected } from '../../testing/subscriber.ts';
import { change, groupOf, groupsSettled, insertErrors, type ErrorFixture } from '../../testing/system-errors.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;
const open: { client: Client; subscriber: Collected }[] = [];

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(async () => {
  for (const { client, subscriber } of open.splice(0)) {
    subscriber.stop();
    await client.dispose();
  }
});

async function subscribe(username: string, filter = {}, after: string | null = null) {
  const client = await service.socketFor(username);
  const document = `subscription ($filter: ErrorGroupFeedFilter, $after: String) {
    errorGroupFeed(filter: $filter, after: $after) { cursor kind groupId group { errorType status count } } }`;
  const subscriber = collect(client, document, { filter, after }, 'errorGroupFeed');
  open.push({ client, subscriber });
  await subscriber.received(1);
  return subscriber;
}

const told = ({ items }: Collected) =>
  items
    .filter(({ kind }) => kind !== 'PROGRESS')
    .map(({ kind, group }) => `${kind} ${group.errorType} ${group.status} ${group.count}`);

const insert = async (...fixtures: ErrorFixture[]) => {
  const ids = await insertErrors(service.database.owner, fixtures);
  await groupsSettled(service);
  return ids;
};

describe('the feed of groups of errors', () => {
  it('tells of new groups, decisions and regressions, not of each occurrence, and each only what is theirs', async () => {
    const [baku, ganja] = [world.users['school1.teacher'], world.users['school3.teacher']];
    const [all, inBaku, inGanja] = await Promise.all(
      ['superadmin', 'baku.admin', 'ganja.admin'].map((name) => subscribe(name)),
    );
    const [first] = await insert({ type: 'Feed', user: baku }, { type: 'Hidden', user: ganja });
    await expect.poll(() => told(all!).length).toBe(2);
    await insert({ type: 'Feed', user: baku });
    const groupId = await groupOf(service, first!);
    await change(service, 'baku.admin', 'resolveError', { groupId });
    await expect.poll(() => told(all!).length).toBe(3);
    await insert({ type: 'Feed', user: baku });
    await expect.poll(() => told(all!).length).toBe(4);
    // It reaches another region, which is news there and nowhere else.
    await insert({ type: 'Feed', user: ganja });
    await expect.poll(() => told(inGanja!).length).toBe(2);
    await insert({ type: 'Last', user: baku });
    await expect.poll(() => told(inBaku!).at(-1)).toBe('CREATED Last OPEN 1');
    expect(told(inBaku!)).toEqual([
      'CREATED Feed OPEN 1',
      'UPDATED Feed RESOLVED 2',
      'UPDATED Feed OPEN 3',
      'CREATED Last OPEN 1',
    ]);
    expect(told(inGanja!)).toEqual(['CREATED Hidden OPEN 1', 'UPDATED Feed OPEN 1']);
    expect(told(all!).slice(0, 4).toSorted()).toEqual(
      ['CREATED Feed OPEN 1', 'CREATED Hidden OPEN 1', 'UPDATED Feed OPEN 3', 'UPDATED Feed RESOLVED 2'].toSorted(),
    );
  });

  it('goes on after the cursor of a list, and is filtered', async () => {
    const { data } = await service.query('superadmin', '{ errorGroups(first: 1) { feedCursor } }');
    await insert({ type: 'Resumed' }, { type: 'Other' });
    const filter = { errorTypes: ['Resumed'], statuses: ['OPEN'] };
    const subscriber = await subscribe('superadmin', filter, data.errorGroups.feedCursor);
    await expect.poll(() => told(subscriber)).toEqual(['CREATED Resumed OPEN 1']);
  });
});
