import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertNotifications, mutate } from '../../testing/notifications.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type Username, type World } from '../../testing/world.ts';
import { comparableTime } from '../../graphql/scalars.ts';
import { isActionUrl } from './notification-input.ts';

let service: TestService;
let world: World;
let id: string;
let inactiveRole: string;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { owner } = service.database;
  [id] = (await insertNotifications(owner, [
    { start: '1 hour', end: '2 hours', action: ['Aç', '/x'], institutions: [world.institutions.school1] },
  ])) as [string];
  inactiveRole = world.roles.get('psixoloq')!;
  await owner.updateTable('roles').set({ is_active: false }).where('id', '=', inactiveRole).execute();
});
afterAll(() => service.stop());

const past = '2020-01-01T00:00:00Z';
const future = '2200-01-01T00:00:00Z';

/** Everything that a mutation could have changed. */
const snapshot = async () => {
  const { owner } = service.database;
  return [
    await owner.selectFrom('system_notifications').selectAll().orderBy('id').execute(),
    await owner.selectFrom('audit_logs').selectAll().orderBy('id').execute(),
    await owner.selectFrom('api.idempotency_keys').selectAll().execute(),
  ];
};

/** Both mutations refuse it with the same error, and nothing is changed. */
async function expectRefusal(
  bad: Record<string, unknown>,
  errors: (readonly [code: string, ...field: string[]])[],
  username: Username = 'superadmin',
  names: readonly string[] = ['createNotification', 'updateNotification'],
) {
  const before = await snapshot();
  for (const name of names) {
    const base =
      name === 'createNotification'
        ? { type: 'alert', title: 'Elan', message: 'Mətn', idempotencyKey: 'key' }
        : { id, actionText: null, actionUrl: null, startAt: null, endAt: null };
    const { notification, userErrors } = await mutate(service, username, name, { ...base, ...bad });
    expect(notification).toBeNull();
    const expected = errors.map(([code, ...field]) => ({ code, field, message: expect.stringMatching(/.{10}/) }));
    expect(userErrors, name).toEqual(expected);
  }
  expect(await snapshot()).toEqual(before);
}

describe('bad input is refused by the name of its field, and nothing is changed', () => {
  const invalid: [string, Record<string, unknown>][] = [
    ['an empty type', { type: '' }],
    ['a type in capitals', { type: 'Alert' }],
    ['a type that begins with a mark', { type: '_alert' }],
    ['a type too long', { type: 'x'.repeat(101) }],
    ['a title of spaces', { title: ' \n\t' }],
    ['a title too long', { title: 'x'.repeat(201) }],
    ['an empty message', { message: '' }],
    ['a message too long', { message: 'x'.repeat(10_001) }],
    ['the level OTHER', { level: 'OTHER' }],
    ['an icon of markup', { icon: '<svg>' }],
    ['an icon too long', { icon: 'x'.repeat(51) }],
    ['an empty icon', { icon: '' }],
    ['an end in the past', { endAt: past }],
    ['an end before the start', { startAt: '2200-01-02T00:00:00Z', endAt: future }],
    ['an end at the start', { startAt: '2200-01-01T00:00:00.5Z', endAt: '2200-01-01T04:00:00.500+04:00' }],
  ];
  it.each(invalid)('%s', (_, bad) => expectRefusal(bad, [['INVALID', Object.keys(bad).at(-1)!]]));

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'ftp://example.az',
    'mailto:a@example.az',
    'example.az',
    'help',
    './help',
    '',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/a b',
    ' /help',
    '/help\n',
    '/a\u0007',
    'https:evil.example',
    'https://',
    'https://atis.edu.az@evil.example',
    'https://atis.edu.az:pass@evil.example/',
    `/${'x'.repeat(255)}`,
  ])('the action address %j', (actionUrl) =>
    expectRefusal({ actionText: 'Aç', actionUrl }, [['INVALID', 'actionUrl']]),
  );

  it('an action without address, an address without action, an action text too long', async () => {
    await expectRefusal({ actionText: 'Aç' }, [['REQUIRED', 'actionUrl']]);
    await expectRefusal({ actionUrl: '/x' }, [['REQUIRED', 'actionText']]);
    await expectRefusal({ actionText: 'x'.repeat(101), actionUrl: '/x' }, [['INVALID', 'actionText']]);
  });

  it('all that is wrong at once', () =>
    expectRefusal({ type: '', title: '', actionUrl: 'x', actionText: '' }, [
      ['INVALID', 'type'],
      ['INVALID', 'title'],
      ['INVALID', 'actionText'],
      ['INVALID', 'actionUrl'],
    ]));

  it('each target that is malformed, unknown or not active, by its place', async () => {
    const { institutions } = world;
    const institution = Buffer.from(`Institution:${institutions.baku}`).toString('base64url');
    await expectRefusal(
      {
        targetRoles: [world.roles.get('müəllim'), '999999', inactiveRole, institution, '0'],
        targetInstitutions: [institutions.baku, '9223372036854775807', 'x', '99999999999999999999'],
      },
      [
        ['NOT_FOUND', 'targetRoles', '1'],
        ['NOT_ALLOWED', 'targetRoles', '2'],
        ['INVALID', 'targetRoles', '3'],
        ['INVALID', 'targetRoles', '4'],
        ['NOT_FOUND', 'targetInstitutions', '1'],
        ['INVALID', 'targetInstitutions', '2'],
        ['INVALID', 'targetInstitutions', '3'],
      ],
    );
  });

  it.each([
    ['baku.admin', 'school3', 'school1'],
    ['baku.admin', 'ministry', 'baku'],
    ['yasamal.admin', 'baku', 'yasamal'],
    ['school1.admin', 'school2', 'school1'],
  ] as const)('%s cannot address %s', async (username, foreign, own) => {
    const { institutions } = world;
    const manages = await insertNotifications(service.database.owner, [{ institutions: [institutions[own]] }]);
    const targetInstitutions = [institutions[own], institutions[foreign]];
    const foreignTarget = [['NOT_FOUND', 'targetInstitutions', '1'] as const];
    const everybody = [['NOT_ALLOWED', 'targetInstitutions'] as const];
    await expectRefusal({ id: manages[0], targetInstitutions }, foreignTarget, username, ['updateNotification']);
    await expectRefusal({ targetInstitutions }, foreignTarget, username, ['createNotification']);
    for (const empty of [[], null]) {
      await expectRefusal({ id: manages[0], targetInstitutions: empty }, everybody, username, ['updateNotification']);
      await expectRefusal({ targetInstitutions: empty }, everybody, username, ['createNotification']);
    }
    await expectRefusal({}, everybody, username, ['createNotification']);
    for (const [targets, field] of [
      ['', ['targetInstitutions']],
      [`(targetInstitutions: ["${institutions[foreign]}"])`, ['targetInstitutions', '0']],
    ] as const) {
      const { errors } = await service.query(username, `{ notificationAudience${targets} { count } }`);
      expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
    }
  });

  it('an idempotency key that is empty or too long', async () => {
    for (const idempotencyKey of ['', 'x'.repeat(101)])
      await expectRefusal({ idempotencyKey }, [['INVALID', 'idempotencyKey']], 'superadmin', ['createNotification']);
  });
});

describe('a change', () => {
  it.each([
    ['a type that is null', { type: null }, 'INVALID', 'type'],
    ['a title that is null', { title: null }, 'INVALID', 'title'],
    ['a message that is null', { message: null }, 'INVALID', 'message'],
    ['half an action taken away', { actionText: null }, 'REQUIRED', 'actionText'],
    ['the other half', { actionUrl: null }, 'REQUIRED', 'actionUrl'],
    ['a start after the end that is there', { startAt: '2199-01-01T00:00:00Z' }, 'INVALID', 'startAt'],
    [
      'an end before the start that is there',
      { endAt: new Date(Date.now() + 60_000).toISOString() },
      'INVALID',
      'endAt',
    ],
    ['an id that is none', { id: 'x' }, 'INVALID', 'id'],
    ['the id of a user', { id: Buffer.from('User:1').toString('base64url') }, 'INVALID', 'id'],
    ['an id that nothing has', { id: '999999' }, 'NOT_FOUND', 'id'],
  ])('is compared with what is there: %s', async (_, bad, code, field) => {
    const before = await snapshot();
    const { userErrors } = await mutate(service, 'superadmin', 'updateNotification', { id, ...bad });
    expect(userErrors).toMatchObject([{ code, field: [field] }]);
    expect(await snapshot()).toEqual(before);
  });

  it('of the text is possible whatever Laravel has written beside it', async () => {
    const [odd] = await insertNotifications(service.database.owner, [
      { end: '-1 hour', action: ['', 'javascript:alert(1)'], roles: 7, institutions: ['x'] },
    ]);
    const { notification, userErrors } = await mutate(service, 'superadmin', 'updateNotification', {
      id: odd,
      title: 'Yeni',
    });
    expect(userErrors).toEqual([]);
    expect(notification.state).toBe('ENDED');
  });
});

it.each([
  ['a NUL character', { title: 'a\u0000b' }, ['input', 'title']],
  ['half a surrogate pair', { message: '\ud800' }, ['input', 'message']],
  ['too many targets', { targetRoles: Array.from({ length: 101 }, () => '1') }, ['input', 'targetRoles']],
])('%s is refused before anything runs', async (_, bad, field) => {
  const { errors } = await service.query(
    'superadmin',
    'mutation ($input: CreateNotificationInput!) { createNotification(input: $input) { notification { id } } }',
    { input: { type: 'alert', title: 'Elan', message: 'Mətn', ...bad } },
  );
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
});

it.each([
  ['notification(id: "x") { id }', ['id']],
  ['notifications(first: 0) { nodes { id } }', ['first']],
  ['notifications(after: "x") { nodes { id } }', ['after']],
  ['notifications(filter: { createdById: "x" }) { nodes { id } }', ['filter', 'createdById']],
  ['notifications(filter: { levels: [OTHER] }) { nodes { id } }', ['filter', 'levels']],
  ['myNotifications(first: 101) { nodes { id } }', ['first']],
  ['myNotifications(first: 1, last: 1) { nodes { id } }', ['last']],
  ['myNotifications(filter: { levels: [OTHER] }) { nodes { id } }', ['filter', 'levels']],
  ['notificationAudience(targetRoles: ["x"]) { count }', ['targetRoles', '0']],
  ['notificationAudience(targetInstitutions: ["999999"]) { count }', ['targetInstitutions', '0']],
])('the query %s is refused by the name of the argument', async (query, field) => {
  const { errors } = await service.query('superadmin', `{ ${query} }`);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field } }]);
});

it('a cursor of the authors’ list is none of the viewer’s own list', async () => {
  const { data } = await service.query('superadmin', '{ notifications(first: 1) { pageInfo { endCursor } } }');
  const after = data.notifications.pageInfo.endCursor;
  const { errors } = await service.query('superadmin', `{ myNotifications(after: "${after}") { nodes { id } } }`);
  expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['after'] } }]);
});

it('paths and http(s) addresses are actions; times compare whatever their form', () => {
  for (const url of [
    '/',
    '/help',
    '/a?b=//c#d',
    '/şəkil/ə',
    'http://localhost:8080',
    'HTTPS://edu.az/@me',
    'https://[::1]/',
  ]) {
    expect([url, isActionUrl(url)]).toEqual([url, true]);
  }
  const inOrder = [
    '-infinity',
    '2026-01-01 00:00:00',
    '2026-01-01T00:00:00.000001Z',
    '2026-01-01 00:00:00.5',
    '2026-01-01T00:00:01Z',
    'infinity',
  ];
  expect(inOrder.map(comparableTime).toSorted()).toEqual(inOrder.map(comparableTime));
  expect(comparableTime('2026-01-01 00:00:00.5')).toBe(comparableTime('2026-01-01T00:00:00.500Z'));
});
