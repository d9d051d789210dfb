import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildTree, type InstitutionTree } from '../../auth/institution-tree.ts';
import { everything, type Scope } from '../../auth/scope.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertNotifications } from '../../testing/notifications.ts';
import { createWorld, worldUsers, type Username, type World } from '../../testing/world.ts';
import { countAudience, sampleAudience } from './notification-audience.repository.ts';
import {
  addressed,
  audienceOf,
  isAddressed,
  isManaged,
  managed,
  type NotificationTargets,
  type Recipient,
} from './notification-visibility.repository.ts';

let database: TestDatabase;
let world: World;
let tree: InstitutionTree;
let rows: (NotificationTargets & { id: string; created_by: string | null })[];

beforeAll(async () => {
  database = await createTestDatabase();
  world = await createWorld(database);
  tree = buildTree(await database.db.selectFrom('institutions').select(['id', 'parent_id']).execute());
});
afterAll(() => database.drop());

const idOf = (role: string) => world.roles.get(role)!;

/** The form in which a list of ids may be found, and whether it names them. */
const forms: Record<string, (ids: string[]) => unknown> = {
  numbers: (ids) => ids.map(Number),
  strings: (ids) => ids,
  'an object of numbers': (ids) => Object.fromEntries(ids.map((id, index) => [index, Number(id)])),
  'an object of strings': (ids) => ({ 7: ids[0], last: ids.at(-1) }),
};
const everybodyForms: unknown[] = [undefined, null, [], {}];
const nobodyForms = (id: string): unknown[] => [
  Number(id),
  id,
  `[${id}]`,
  true,
  [null],
  [[Number(id)]],
  [`0${id}`],
  ['x'],
  [{ id: Number(id) }],
  { nested: [id] },
  ['99999999999999999999'],
];

function recipient(username: Username): Recipient {
  const [, { role, at }] = worldUsers.find(([name]) => name === username)!;
  const lineage = at === null ? tree.roots : tree.lineage(world.institutions[at]);
  return { userId: world.users[username], roleId: idOf(role), lineage };
}

/** Whom a row addresses, by each of the three rules: a row in memory, SQL over notifications, SQL over users. */
async function recipientsOf(row: (typeof rows)[number]) {
  const names = worldUsers.map(([name]) => name);
  const inMemory = names.filter((name) => isAddressed(row, recipient(name)));
  const inSql: Username[] = [];
  for (const name of names) {
    const found =
      await sql`select from system_notifications as n where n.id = ${row.id} and ${addressed(recipient(name))}`.execute(
        database.db,
      );
    if (found.rows.length > 0) inSql.push(name);
  }
  const query = { scope: everything, audience: audienceOf(row, tree) };
  const users = new Set(await sampleAudience(database.db, query, 100));
  expect(await countAudience(database.db, query)).toBe(users.size);
  const audience = names.filter((name) => users.has(world.users[name]));
  return { inMemory, inSql, audience };
}

async function insert(targets: { roles?: unknown; institutions?: unknown }[]) {
  const ids = await insertNotifications(database.owner, targets);
  rows = await database.db
    .selectFrom('system_notifications')
    .select(['id', 'target_roles', 'target_institutions', 'created_by'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return rows;
}

const everybody = worldUsers.map(([name]) => name);
const inBaku: Username[] = everybody.filter((name) => /^(baku|yasamal|school1)/.test(name));

it('a list names the same users in every form that PHP writes', async () => {
  for (const form of Object.values(forms)) {
    const baku = form([world.institutions.baku]);
    const [byRole, byInstitution, both, neither] = await insert([
      { roles: form([idOf('regionadmin'), idOf('müəllim')]) },
      { institutions: baku },
      { roles: form([idOf('müəllim')]), institutions: baku },
      { roles: form([idOf('müəllim')]), institutions: form([world.institutions.kapaz, world.institutions.ganja]) },
    ]);
    const expected: [typeof byRole, Username[]][] = [
      [byRole, ['baku.admin', 'ganja.admin', 'school1.teacher', 'school3.teacher']],
      [byInstitution, inBaku],
      [both, ['school1.teacher']],
      [neither, ['school3.teacher']],
    ];
    for (const [row, names] of expected) {
      expect(await recipientsOf(row!)).toEqual({ inMemory: names, inSql: names, audience: names });
    }
  }
});

it('nothing and an empty list address everybody; the ministry includes users of no institution, a region does not', async () => {
  const targets = everybodyForms.flatMap((roles) => everybodyForms.map((institutions) => ({ roles, institutions })));
  for (const row of await insert([...targets, { institutions: [world.institutions.ministry] }])) {
    expect(await recipientsOf(row)).toEqual({ inMemory: everybody, inSql: everybody, audience: everybody });
  }
  const [region] = await insert([{ institutions: [world.institutions.baku, world.institutions.ganja] }]);
  const all = everybody.filter((name) => name !== 'superadmin');
  expect(await recipientsOf(region!)).toEqual({ inMemory: all, inSql: all, audience: all });
});

it('what is no list of ids addresses nobody', async () => {
  const targets = [
    ...nobodyForms(idOf('müəllim')).map((roles) => ({ roles })),
    ...nobodyForms(world.institutions.school1).map((institutions) => ({ institutions })),
  ];
  for (const row of await insert(targets)) {
    expect([row, await recipientsOf(row)]).toEqual([row, { inMemory: [], inSql: [], audience: [] }]);
  }
});

it('disabled users and users of disabled roles are no audience', async () => {
  const [row] = await insert([{ institutions: [world.institutions.school1] }]);
  await database.owner.updateTable('users').set({ is_active: false }).where('username', '=', 'school1.ubr').execute();
  await database.owner.updateTable('roles').set({ is_active: false }).where('name', '=', 'psixoloq').execute();
  const { audience } = await recipientsOf(row!);
  expect(audience).toEqual(['school1.admin', 'school1.deputy', 'school1.facilities', 'school1.teacher']);
});

it('a notification is managed by those within whose reach all its institutions lie, and by its author', async () => {
  const { institutions, users } = world;
  const [baku, mixed, school, everywhere, broken] = await insert([
    { institutions: [institutions.baku] },
    { institutions: { a: institutions.school1, b: Number(institutions.school3) } },
    { institutions: [Number(institutions.school1), institutions.school2] },
    {},
    { institutions: [Number(institutions.school1), null] },
  ]);
  const [own] = await insertNotifications(database.owner, [{ author: users['yasamal.admin'] }]);
  const all = [
    ...(rows = [baku, mixed, school, everywhere, broken].map((row) => row!)),
    await database.db
      .selectFrom('system_notifications')
      .select(['id', 'target_roles', 'target_institutions', 'created_by'])
      .where('id', '=', own!)
      .executeTakeFirstOrThrow(),
  ];
  const subtree = (name: Username, at: keyof typeof institutions): Scope => ({
    kind: 'subtree',
    userId: users[name],
    institutionIds: tree.subtree(institutions[at]),
  });
  const expected: [Scope, (string | undefined)[]][] = [
    [everything, all.map((row) => row.id)],
    [subtree('baku.admin', 'baku'), [baku!.id, school!.id]],
    [subtree('yasamal.admin', 'yasamal'), [school!.id, own]],
    [subtree('school1.admin', 'school1'), []],
    [subtree('ganja.admin', 'ganja'), []],
    [{ kind: 'self', userId: users['yasamal.admin'], institutionId: institutions.school1 }, []],
  ];
  for (const [scope, ids] of expected) {
    expect(all.filter((row) => isManaged(scope, row)).map((row) => row.id)).toEqual(ids);
    const found = await sql<{ id: string }>`
      select id from system_notifications as n
      where id = any(${all.map((row) => row.id)}::bigint[]) and ${managed(scope)} order by id`.execute(database.db);
    expect(found.rows.map((row) => row.id)).toEqual(ids);
  }
});
