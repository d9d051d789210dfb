import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
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

const insert = (...fixtures: NotificationFixture[]) => insertNotifications(service.database.owner, fixtures);
const insertOne = async (fixture: NotificationFixture = {}) => (await insert(fixture))[0]!;

async function mine(username: Username, args = '', selection = 'nodes { databaseId }') {
  const { data, errors } = await service.query(username, `{ myNotifications${args} { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data.myNotifications;
}
const myIds = async (username: Username, args = ''): Promise<string[]> =>
  (await mine(username, args)).nodes.map((node: { databaseId: string }) => node.databaseId);
const unread = async (username: Username): Promise<number> =>
  (await service.query(username, '{ unreadNotificationCount }')).data.unreadNotificationCount;
const readsOf = (id: string) =>
  service.database.owner
    .selectFrom('system_notification_reads')
    .selectAll()
    .where('notification_id', '=', id)
    .execute();
const audits = async () =>
  (await service.database.owner.selectFrom('audit_logs').select('event').orderBy('id').execute()).map(
    (row) => row.event,
  );

const readState = 'notification { isRead readAt isDismissed dismissedAt }';

describe('my notifications', () => {
  it('are the active ones that are addressed to me: not before they start, not once they have ended', async () => {
    const [started, unlimited, running] = await insert(
      { start: '-1 hour' },
      {},
      { start: '-1 hour', end: '1 hour' },
      { start: '1 hour' },
      { end: '-1 second' },
      { start: '-2 hours', end: '-1 hour' },
      { institutions: [world.institutions.ganja] },
      { roles: [world.roles.get('psixoloq')] },
    );
    expect((await myIds('school1.teacher')).toSorted()).toEqual([started, unlimited, running].toSorted());
    expect(await unread('school1.teacher')).toBe(3);
    expect(await unread('school1.psychologist')).toBe(4);
    expect(await unread('school3.teacher')).toBe(4);
  });

  it('that I cannot have are found by no id either, those that I have are, and statistics are for who manages them', async () => {
    const institutions = [world.institutions.school1];
    const [active, later, ended, foreign] = await insert(
      { institutions },
      { institutions, start: '1 hour' },
      { institutions, start: '-2 hours', end: '-1 hour' },
      { institutions: [world.institutions.school3] },
    );
    const find = async (username: Username, id: string) => {
      const globalId = Buffer.from(`SystemNotification:${id}`).toString('base64url');
      const { data } = await service.query(
        username,
        `{ notification(id: "${id}") { databaseId state statistics { audience } }
           node(id: "${globalId}") { ... on SystemNotification { databaseId } } }`,
      );
      expect(data.node?.databaseId).toBe(data.notification?.databaseId);
      return data.notification;
    };
    expect(await find('school1.teacher', active!)).toEqual({ databaseId: active, state: 'ACTIVE', statistics: null });
    for (const id of [later, ended, foreign]) expect(await find('school1.teacher', id!)).toBeNull();
    expect(await find('school1.admin', later!)).toMatchObject({ state: 'SCHEDULED', statistics: { audience: 6 } });
    expect(await find('school1.admin', ended!)).toMatchObject({ state: 'ENDED' });
    expect(await find('school1.admin', foreign!)).toBeNull();
  });

  it('come unread first, then the newest, page by page in both directions; a row without created_at is the oldest', async () => {
    const [a, b, c, d, e] = await insert(
      { written: '-1 hour' },
      { written: '-2 hours' },
      { written: null },
      { written: '-3 hours' },
      { written: '-4 hours' },
    );
    await mutate(service, 'school1.teacher', 'markNotificationRead', { id: a });
    const expected = [b, d, e, c, a];
    expect(await myIds('school1.teacher')).toEqual(expected);
    const paging =
      'nodes { databaseId } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } totalCount { value isExact }';
    for (const [size, edge, cursor, more] of [
      ['first', 'after', 'endCursor', 'hasNextPage'],
      ['last', 'before', 'startCursor', 'hasPreviousPage'],
    ] as const) {
      const pages: string[][] = [];
      for (let at: string | null = null, isMore = true; isMore;) {
        const page = await mine('school1.teacher', `(${size}: 2${at === null ? '' : `, ${edge}: "${at}"`})`, paging);
        pages.push(page.nodes.map((node: { databaseId: string }) => node.databaseId));
        expect(page.totalCount).toEqual({ value: 5, isExact: true });
        at = page.pageInfo[cursor];
        isMore = page.pageInfo[more];
      }
      expect((size === 'first' ? pages : pages.toReversed()).flat()).toEqual(expected);
    }
  });

  it('can be filtered by level, type and reading; nobody’s level is INFO and nobody’s word makes it dismissible', async () => {
    const [plain, danger] = await insert({ level: null, dismissible: null }, { level: 'danger', type: 'alert' });
    const fields = 'nodes { databaseId level levelRaw isDismissible }';
    expect((await mine('school1.teacher', '(filter: { levels: [INFO] })', fields)).nodes).toEqual([
      { databaseId: plain, level: 'INFO', levelRaw: null, isDismissible: true },
    ]);
    expect(await myIds('school1.teacher', '(filter: { types: ["alert"], levels: [DANGER, SUCCESS] })')).toEqual([
      danger,
    ]);
    await mutate(service, 'school1.teacher', 'markNotificationRead', { id: danger });
    await mutate(service, 'school1.teacher', 'dismissNotification', { id: plain });
    expect(await myIds('school1.teacher')).toEqual([danger]);
    expect(await myIds('school1.teacher', '(filter: { unreadOnly: true })')).toEqual([]);
    expect(await myIds('school1.teacher', '(filter: { includeDismissed: true })')).toEqual([danger, plain]);
    expect(await unread('school1.teacher')).toBe(0);
    expect(await unread('school1.deputy')).toBe(2);
  });

  it('name only roles and institutions that exist and that I may see, and lead nowhere dangerous', async () => {
    const action = (url: string) => ({ action: ['Aç', url] as const });
    await insert(
      {
        roles: [world.roles.get('müəllim'), '999999', 'x', null],
        institutions: { 1: world.institutions.school1, 2: world.institutions.school3, 3: 999_999 },
        ...action('javascript:alert(1)'),
      },
      action('/help'),
      action('https://atis.edu.az/a?b=c#d'),
      action('//evil.example'),
    );
    const { nodes } = await mine(
      'school1.teacher',
      '(first: 10)',
      'nodes { actionText actionUrl targetRoles { name } targetInstitutions { institutionCode } }',
    );
    expect(nodes.map((node: { actionUrl: string }) => node.actionUrl)).toEqual([
      null,
      'https://atis.edu.az/a?b=c#d',
      '/help',
      null,
    ]);
    expect(nodes[3]).toMatchObject({
      actionText: 'Aç',
      targetRoles: [{ name: 'müəllim' }],
      targetInstitutions: [{ institutionCode: 'school1' }],
    });
  });

  it('cost two statements a page with feed cursor while the authors are in memory: page and cursor, readings', async () => {
    await insert(...Array.from({ length: 30 }, (_, index) => ({ author: Object.values(world.users)[index % 12]! })));
    const selection = 'feedCursor nodes { id title isRead readAt isDismissed dismissedAt createdBy { username } }';
    await mine('superadmin', '(first: 30)', selection);
    const spy = vi.spyOn(pg.Client.prototype, 'query');
    const { nodes } = await mine('superadmin', '(first: 30)', selection);
    const statements = spy.mock.calls
      .map(([query]) => (typeof query === 'string' ? query : (query as { text?: string }).text))
      .filter((text) => text?.includes('from "') === true);
    spy.mockRestore();
    expect(nodes).toHaveLength(30);
    expect(statements).toHaveLength(2);
  });
});

describe('reading', () => {
  it('keeps the first time and the first device, also when two come at once', async () => {
    const id = await insertOne();
    const before = (await audits()).length;
    const both = await Promise.all(
      ['phone', 'tablet'].map((device) =>
        mutate(service, 'school1.teacher', 'markNotificationRead', { id, deviceInfo: { device } }, readState),
      ),
    );
    const [row, ...others] = await readsOf(id);
    expect(others).toEqual([]);
    const readAt = `${row!.read_at.replace(' ', 'T')}Z`;
    const later = await mutate(
      service,
      'school1.teacher',
      'markNotificationRead',
      { id, deviceInfo: { device: 'desk' } },
      readState,
    );
    for (const payload of [...both, later]) {
      expect(payload).toEqual({
        notification: { isRead: true, readAt, isDismissed: false, dismissedAt: null },
        userErrors: [],
      });
    }
    expect(await readsOf(id)).toEqual([row]);
    expect(['phone', 'tablet']).toContain((row!.device_info as { device: string }).device);
    expect((await audits()).slice(before)).toEqual(['notification.read']);
  });

  it('all at once counts what was unread, in one audit record, and repeats change nothing', async () => {
    const [read] = await insert({}, {}, {}, { start: '1 hour' }, { institutions: [world.institutions.school3] });
    await mutate(service, 'school1.teacher', 'markNotificationRead', { id: read });
    const before = (await audits()).length;
    const markAll = () => mutate(service, 'school1.teacher', 'markAllNotificationsRead', {}, 'count');
    const counts = (await Promise.all([markAll(), markAll()])).map((payload) => payload.count as number);
    expect(counts.toSorted()).toEqual([0, 2]);
    expect(await markAll()).toEqual({ count: 0, userErrors: [] });
    expect((await audits()).slice(before)).toEqual(['notification.all_read']);
    expect(await unread('school1.teacher')).toBe(0);
    expect(await unread('school1.deputy')).toBe(3);
    expect(await unread('school3.teacher')).toBe(4);
    const { data } = await service.query('school3.teacher', 'mutation { markAllNotificationsRead { count } }');
    expect(data.markAllNotificationsRead).toEqual({ count: 4 });
  });

  it('shows in the same operation what each of its mutations did', async () => {
    const id = await insertOne();
    const { data } = await service.query(
      'school1.teacher',
      `mutation { read: markNotificationRead(input: { id: "${id}" }) { ${readState} }
        dismissed: dismissNotification(input: { id: "${id}" }) { ${readState} } }`,
    );
    expect(data.read.notification).toMatchObject({ isRead: true, isDismissed: false });
    expect(data.dismissed.notification).toMatchObject({ isRead: true, isDismissed: true });
    expect(data.dismissed.notification.readAt).toBe(data.read.notification.readAt);
  });
});

describe('dismissing', () => {
  it('implies reading; the first time stays, also when two come at once', async () => {
    const id = await insertOne();
    const before = (await audits()).length;
    const dismiss = () => mutate(service, 'school1.teacher', 'dismissNotification', { id }, readState);
    const [first, second] = await Promise.all([dismiss(), dismiss()]);
    const third = await dismiss();
    expect(first.notification).toMatchObject({ isRead: true, isDismissed: true, dismissedAt: expect.any(String) });
    expect([second, third]).toEqual([first, first]);
    expect((await audits()).slice(before)).toEqual(['notification.dismissed']);
    expect(await myIds('school1.teacher')).toEqual([]);
    expect(await myIds('school1.deputy')).toEqual([id]);
  });

  it('is refused where the notification says so; it can be read', async () => {
    const id = await insertOne({ dismissible: false });
    const { notification, userErrors } = await mutate(
      service,
      'school1.teacher',
      'dismissNotification',
      { id },
      readState,
    );
    expect(notification).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['id'] }]);
    expect(await readsOf(id)).toEqual([]);
    await mutate(service, 'school1.teacher', 'markNotificationRead', { id });
    expect(await readsOf(id)).toHaveLength(1);
  });
});

it.each(['markNotificationRead', 'dismissNotification'])(
  '%s knows only notifications that the viewer has',
  async (name) => {
    const [later, ended, foreign] = await insert(
      { start: '1 hour' },
      { end: '-1 hour' },
      { institutions: [world.institutions.school3] },
    );
    const before = await audits();
    for (const id of [later, ended, foreign, '999999999']) {
      const { notification, userErrors } = await mutate(service, 'school1.teacher', name, { id });
      expect(notification).toBeNull();
      expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
    }
    for (const [input, field] of [
      [{ id: 'x' }, 'id'],
      [{ id: Buffer.from('User:1').toString('base64url') }, 'id'],
      [{ id: later, deviceInfo: { text: 'x'.repeat(5_000) } }, 'deviceInfo'],
    ] as const) {
      const { userErrors } = await mutate(service, 'school1.teacher', name, input);
      expect(userErrors).toMatchObject([{ code: 'INVALID', field: [field] }]);
    }
    expect(await audits()).toEqual(before);
  },
);
