import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { insertNotifications, mutate, type NotificationFixture } from '../../testing/notifications.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, worldUsers, type Username, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(async () => {
  await service.database.owner.deleteFrom('system_notifications').execute();
});

const insertOne = async (fixture: NotificationFixture = {}) =>
  (await insertNotifications(service.database.owner, [fixture]))[0]!;
const rowOf = (id: string) =>
  service.database.owner.selectFrom('system_notifications').selectAll().where('id', '=', id).executeTakeFirst();
const role = (name: string) => world.roles.get(name)!;

const create = (input: Record<string, unknown>) =>
  mutate(service, 'superadmin', 'createNotification', { type: 'alert', title: 'Elan', message: 'Mətn', ...input });
const update = (username: Username, input: Record<string, unknown>) =>
  mutate(
    service,
    username,
    'updateNotification',
    input,
    'notification { title targetInstitutions { institutionCode } }',
  );

describe('who manages what', () => {
  it('authors list what they manage, by state, type, level, author and text, in both orders', async () => {
    const { institutions, users } = world;
    const [all, baku, school, ganja] = await insertNotifications(service.database.owner, [
      { title: 'Hamıya 100%', author: users.superadmin, level: null },
      { institutions: [institutions.baku], start: '1 hour', type: 'update' },
      { institutions: [institutions.school1], message: 'IMTAHAN', end: '-1 hour', level: 'danger' },
      { institutions: [institutions.ganja], author: users['school1.admin'] },
    ]);
    const list = async (username: Username, args = '') => {
      const { data } = await service.query(
        username,
        `{ notifications${args} { nodes { databaseId } totalCount { value } } }`,
      );
      const ids = data.notifications.nodes.map((node: { databaseId: string }) => node.databaseId);
      expect(data.notifications.totalCount.value).toBe(ids.length);
      return ids as string[];
    };
    expect(await list('superadmin')).toEqual([ganja, school, baku, all]);
    expect(await list('superadmin', '(orderBy: OLDEST_FIRST)')).toEqual([all, baku, school, ganja]);
    expect(await list('baku.admin')).toEqual([school, baku]);
    expect(await list('yasamal.admin')).toEqual([school]);
    expect(await list('school1.admin')).toEqual([ganja, school]);
    expect(await list('ganja.admin')).toEqual([ganja]);
    expect(await list('superadmin', '(filter: { states: [SCHEDULED, ENDED] })')).toEqual([school, baku]);
    expect(await list('superadmin', '(filter: { states: [] })')).toEqual([]);
    expect(await list('superadmin', '(filter: { levels: [INFO] })')).toEqual([ganja, baku, all]);
    expect(await list('superadmin', '(filter: { types: ["update"] })')).toEqual([baku]);
    expect(await list('superadmin', '(filter: { search: "imtahan" })')).toEqual([school]);
    expect(await list('superadmin', '(filter: { search: "0%" })')).toEqual([all]);
    expect(await list('superadmin', `(filter: { createdById: "${users['school1.admin']}" })`)).toEqual([ganja]);
  });

  it.each([
    ['updateNotification', { title: 'Mənim' }, 'notification { title }'],
    ['endNotification', {}, 'notification { title }'],
    ['deleteNotification', {}, 'deletedId'],
  ])(
    '%s: only by who manages it; whoever sees it is told that, whoever does not finds nothing',
    async (name, input, selection) => {
      const id = await insertOne({ institutions: [world.institutions.baku] });
      const before = await rowOf(id);
      for (const [username, code] of [
        ['yasamal.admin', 'NOT_ALLOWED'],
        ['school1.admin', 'NOT_ALLOWED'],
        ['ganja.admin', 'NOT_FOUND'],
      ] as const) {
        const { userErrors } = await mutate(service, username, name, { id, ...input }, selection);
        expect(userErrors).toMatchObject([{ code, field: ['id'] }]);
      }
      expect(await rowOf(id)).toEqual(before);
      const { userErrors } = await mutate(service, 'baku.admin', name, { id, ...input }, selection);
      expect(userErrors).toEqual([]);
    },
  );

  it('an author whose notification was turned to others may end it, but not change it without taking it back', async () => {
    const id = await insertOne({ author: world.users['baku.admin'], institutions: [world.institutions.ministry] });
    const refused = await update('baku.admin', { id, title: 'Yeni' });
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['targetInstitutions'] }]);
    const back = await update('baku.admin', { id, title: 'Yeni', targetInstitutions: [world.institutions.school2] });
    expect(back.notification).toMatchObject({ title: 'Yeni', targetInstitutions: [{ institutionCode: 'school2' }] });
  });
});

describe('the audience', () => {
  it('of a preview is who then receives it', async () => {
    const { institutions } = world;
    for (const targets of [
      {},
      { targetRoles: [role('müəllim'), role('regionadmin')] },
      { targetInstitutions: [institutions.baku, institutions.school1, institutions.school3] },
      { targetRoles: [role('müəllim')], targetInstitutions: [institutions.ganja] },
      { targetRoles: [role('superadmin')], targetInstitutions: [institutions.ministry] },
      { targetRoles: [role('superadmin')], targetInstitutions: [institutions.baku] },
    ]) {
      const { data } = await service.query(
        'superadmin',
        'query ($targetRoles: [ID!], $targetInstitutions: [ID!]) { notificationAudience(targetRoles: $targetRoles, targetInstitutions: $targetInstitutions) { count sample { username } } }',
        targets,
      );
      const { notification } = await create(targets);
      const recipients: string[] = [];
      for (const [username] of worldUsers) {
        const answer = await service.query(username, '{ myNotifications { nodes { databaseId } } }');
        if (
          answer.data.myNotifications.nodes.some(
            (node: { databaseId: string }) => node.databaseId === notification.databaseId,
          )
        )
          recipients.push(username);
      }
      expect(data.notificationAudience.count).toBe(recipients.length);
      const sample = data.notificationAudience.sample.map((user: { username: string }) => user.username);
      expect(sample).toEqual(recipients.toSorted().slice(0, 10));
    }
  });

  it('has read, by role and region, as far as the reader of the statistics reaches', async () => {
    const { institutions } = world;
    const id = await insertOne({ roles: ['müəllim', 'schooladmin', 'superadmin', 'regionadmin'].map(role) });
    for (const username of ['superadmin', 'school1.teacher', 'school3.teacher', 'school1.deputy'] as const)
      await mutate(service, username, 'markNotificationRead', { id });
    await mutate(service, 'school1.admin', 'dismissNotification', { id });
    const counts = 'audience read dismissed';
    const statistics = async (username: Username) =>
      (
        await service.query(
          username,
          `{ notification(id: "${id}") { statistics { ${counts} byRole { role { name } ${counts} } byRegion { institution { institutionCode } ${counts} } } } }`,
        )
      ).data.notification.statistics;
    const national = await statistics('superadmin');
    expect(national).toMatchObject({ audience: 6, read: 4, dismissed: 1 });
    expect(national.byRole).toHaveLength(4);
    expect(national.byRole).toEqual(
      expect.arrayContaining([
        { role: { name: 'müəllim' }, audience: 2, read: 2, dismissed: 0 },
        { role: { name: 'regionadmin' }, audience: 2, read: 0, dismissed: 0 },
        { role: { name: 'schooladmin' }, audience: 1, read: 1, dismissed: 1 },
        { role: { name: 'superadmin' }, audience: 1, read: 1, dismissed: 0 },
      ]),
    );
    expect(national.byRegion).toEqual([
      { institution: { institutionCode: 'baku' }, audience: 3, read: 2, dismissed: 1 },
      { institution: { institutionCode: 'ganja' }, audience: 2, read: 1, dismissed: 0 },
      { institution: null, audience: 1, read: 1, dismissed: 0 },
    ]);
    expect(await statistics('baku.admin')).toBeNull();
    await update('superadmin', { id, targetInstitutions: [institutions.school1] });
    expect(await statistics('baku.admin')).toMatchObject({
      audience: 2,
      byRegion: [{ institution: { institutionCode: 'baku' }, audience: 2, read: 2, dismissed: 1 }],
    });
    expect(await statistics('school1.admin')).toMatchObject({
      byRegion: [{ institution: null, audience: 2, read: 2, dismissed: 1 }],
    });
  });
});
