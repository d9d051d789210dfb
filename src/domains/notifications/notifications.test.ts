import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { insertNotifications, mutate, type NotificationFixture } from '../../testing/notifications.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type Username, type World } from '../../testing/world.ts';

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
const auditsOf = (id: string) =>
  service.database.owner
    .selectFrom('audit_logs')
    .selectAll()
    .where('auditable_id', '=', id)
    .where('auditable_type', '=', 'system_notifications')
    .orderBy('id')
    .execute();
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const role = (name: string) => world.roles.get(name)!;

const fields = `databaseId version state type title message level icon actionText actionUrl startAt endAt isDismissible
  targetRoles { name } targetInstitutions { institutionCode } createdBy { username } isRead`;
const create = (username: Username, input: Record<string, unknown>) =>
  mutate(
    service,
    username,
    'createNotification',
    { type: 'alert', title: 'Elan', message: 'Mətn', ...input },
    `notification { ${fields} }`,
  );
const update = (username: Username, input: Record<string, unknown>) =>
  mutate(service, username, 'updateNotification', input, `notification { ${fields} }`);

describe('writing', () => {
  it('keeps everything, ids as numbers whichever way they were given, and says who wrote it', async () => {
    const globalId = Buffer.from(`Institution:${world.institutions.yasamal}`).toString('base64url');
    const { notification, userErrors } = await create('baku.admin', {
      type: 'maintenance',
      title: '  Texniki işlər 🛠  ',
      message: 'Sabah\nsaat 10:00',
      level: 'WARNING',
      icon: 'wrench',
      actionText: 'Ətraflı',
      actionUrl: '/help?a=1#b',
      startAt: '2026-01-01T04:00:00.123456+04:00',
      endAt: '2200-01-01T00:00:00Z',
      isDismissible: false,
      targetRoles: [role('müəllim'), role('müəllim')],
      targetInstitutions: [globalId, world.institutions.school1],
    });
    expect(userErrors).toEqual([]);
    expect(notification).toMatchObject({
      state: 'ACTIVE',
      title: 'Texniki işlər 🛠',
      message: 'Sabah\nsaat 10:00',
      level: 'WARNING',
      icon: 'wrench',
      actionText: 'Ətraflı',
      actionUrl: '/help?a=1#b',
      startAt: '2026-01-01T00:00:00.123456Z',
      endAt: '2200-01-01T00:00:00Z',
      isDismissible: false,
      targetRoles: [{ name: 'müəllim' }],
      targetInstitutions: [{ institutionCode: 'yasamal' }, { institutionCode: 'school1' }],
      createdBy: { username: 'baku.admin' },
      isRead: false,
    });
    expect(await rowOf(notification.databaseId)).toMatchObject({
      level: 'warning',
      target_roles: [Number(role('müəllim'))],
      target_institutions: [Number(world.institutions.yasamal), Number(world.institutions.school1)],
      created_by: world.users['baku.admin'],
    });
    expect(await auditsOf(notification.databaseId)).toMatchObject([
      {
        event: 'notification.created',
        user_id: world.users['baku.admin'],
        institution_id: world.institutions.baku,
        new_values: { title: 'Texniki işlər 🛠', level: 'warning' },
      },
    ]);
  });

  it('with the least there is, is active at once, for everybody, and INFO', async () => {
    const { notification } = await create('superadmin', { level: null, isDismissible: null, targetRoles: null });
    expect(notification).toMatchObject({
      state: 'ACTIVE',
      level: 'INFO',
      isDismissible: true,
      targetRoles: [],
      targetInstitutions: [],
    });
    expect(await rowOf(notification.databaseId)).toMatchObject({
      level: 'info',
      target_roles: [],
      target_institutions: [],
    });
  });

  it('the same idempotency key writes once, also when both arrive at once; another input is refused', async () => {
    const input = { title: 'Bir dəfə', targetInstitutions: [world.institutions.school1], idempotencyKey: 'k-1' };
    const [a, b] = await Promise.all([create('baku.admin', input), create('baku.admin', input)]);
    expect(a.notification.databaseId).toBe(b.notification.databaseId);
    expect(await auditsOf(a.notification.databaseId)).toHaveLength(1);
    const other = await create('baku.admin', { ...input, title: 'Başqa' });
    expect(other.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }]);
    const elsewhere = await create('yasamal.admin', input);
    expect(elsewhere.notification.databaseId).not.toBe(a.notification.databaseId);
    await mutate(service, 'baku.admin', 'deleteNotification', { id: a.notification.databaseId }, 'deletedId');
    expect((await create('baku.admin', input)).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: ['idempotencyKey'] },
    ]);
  });
});

describe('changing', () => {
  it('keeps what is absent, clears what is null, and a change to what is there already changes nothing', async () => {
    const id = await insertOne({
      level: 'danger',
      action: ['Aç', '/x'],
      end: '1 hour',
      dismissible: false,
      roles: [role('müəllim')],
      institutions: { 0: world.institutions.school1 },
    });
    const before = await rowOf(id);
    const same = await update('superadmin', {
      id,
      level: 'DANGER',
      endAt: `${before!.end_at!.replace(' ', 'T')}Z`,
      actionUrl: '/x',
      targetRoles: [role('müəllim')],
      targetInstitutions: [world.institutions.school1],
    });
    expect(same.userErrors).toEqual([]);
    expect(await rowOf(id)).toEqual(before);
    expect(await auditsOf(id)).toEqual([]);

    const titled = await update('superadmin', { id, title: 'Yeni' });
    expect(titled.notification).toMatchObject({
      title: 'Yeni',
      level: 'DANGER',
      actionUrl: '/x',
      isDismissible: false,
    });
    expect(titled.notification.version).not.toBe(same.notification.version);
    const { userErrors } = await update('superadmin', {
      id,
      level: null,
      actionText: null,
      actionUrl: null,
      endAt: null,
      isDismissible: null,
      targetRoles: null,
      targetInstitutions: null,
    });
    expect(userErrors).toEqual([]);
    expect(await rowOf(id)).toMatchObject({
      title: 'Yeni',
      level: 'info',
      action_text: null,
      action_url: null,
      end_at: null,
      is_dismissible: true,
      target_roles: [],
      target_institutions: [],
    });
    const [first, second] = await auditsOf(id);
    expect(first).toMatchObject({
      event: 'notification.updated',
      old_values: { title: 'Elan' },
      new_values: { title: 'Yeni' },
    });
    expect(second!.new_values).not.toHaveProperty('title');
  });

  it('a change in between makes expectedVersion fail, in every mutation; reading it changes no version', async () => {
    const id = await insertOne();
    const version = async () =>
      (await service.query('superadmin', `{ notification(id: "${id}") { version } }`)).data.notification.version;
    const stale = await version();
    await mutate(service, 'superadmin', 'markNotificationRead', { id });
    expect(await version()).toBe(stale);
    await service.database.owner
      .updateTable('system_notifications')
      .set({ title: 'Laravel' })
      .where('id', '=', id)
      .execute();
    for (const [name, selection] of [
      ['updateNotification', 'notification { title }'],
      ['endNotification', 'notification { title }'],
      ['deleteNotification', 'deletedId'],
    ] as const) {
      const { userErrors } = await mutate(service, 'superadmin', name, { id, expectedVersion: stale }, selection);
      expect(userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', field: ['expectedVersion'] }]);
    }
    const expectedVersion = await version();
    const both = await Promise.all(['A', 'B'].map((title) => update('superadmin', { id, title, expectedVersion })));
    expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  });

  it('ending is now and once, also when two come at once; one that has not started is deleted instead', async () => {
    const [active, scheduled] = [await insertOne({ start: '-1 hour' }), await insertOne({ start: '1 hour' })];
    const end = (id: string) => mutate(service, 'superadmin', 'endNotification', { id });
    const both = await Promise.all([end(active), end(active)]);
    expect(both.flatMap(({ notification }) => notification ?? [])).toMatchObject([{ state: 'ENDED' }]);
    expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'INVALID_TRANSITION', field: ['id'] }]);
    expect((await end(scheduled)).userErrors).toMatchObject([{ code: 'INVALID_TRANSITION', field: ['id'] }]);
    expect((await auditsOf(active)).map((row) => row.event)).toEqual(['notification.ended']);
    const reopened = await update('superadmin', { id: active, endAt: inAnHour() });
    expect(reopened.notification.state).toBe('ACTIVE');
    const begun = await update('superadmin', { id: scheduled, startAt: null });
    expect((await end(begun.notification.databaseId)).notification.state).toBe('ENDED');
  });

  it('deleting takes the readings along, and is not found again', async () => {
    const id = await insertOne();
    await mutate(service, 'school1.teacher', 'markNotificationRead', { id });
    const remove = () => mutate(service, 'superadmin', 'deleteNotification', { id }, 'deletedId');
    expect(await remove()).toEqual({
      deletedId: Buffer.from(`SystemNotification:${id}`).toString('base64url'),
      userErrors: [],
    });
    expect(await rowOf(id)).toBeUndefined();
    expect((await remove()).userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    expect((await auditsOf(id)).map((row) => row.event)).toEqual(['notification.deleted']);
  });
});
