import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, worldUsers, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

async function ask(username: string, query: string) {
  const { data, errors } = await service.query(username, query);
  expect(errors).toBeUndefined();
  return data;
}

const codes = (nodes: { institutionCode: string }[]) => nodes.map((node) => node.institutionCode);

describe('institutions', () => {
  it.each([
    ['superadmin', ['baku', 'ganja', 'kapaz', 'ministry', 'school1', 'school2', 'school3', 'yasamal']],
    ['baku.admin', ['baku', 'school1', 'school2', 'yasamal']],
    ['yasamal.admin', ['school1', 'school2', 'yasamal']],
    ['school1.admin', ['school1']],
    ['school1.teacher', ['school1']],
  ])('%s sees the own institution and what lies below', async (username, expected) => {
    const { institutions } = await ask(username, '{ institutions { nodes { institutionCode } totalCount { value } } }');
    expect(codes(institutions.nodes)).toEqual(expected);
    expect(institutions.totalCount.value).toBe(expected.length);
  });

  it('an institution of another region is null by id, as parent and as ancestor', async () => {
    const { institutions: i } = world;
    const data = await ask(
      'baku.admin',
      `{ foreign: institution(id: "${i.school3}") { id } own: institution(id: "${i.baku}") { parent { id } ancestors { id } descendantCount userCount children { institutionCode } } }`,
    );
    expect(data).toEqual({
      foreign: null,
      own: {
        parent: null,
        ancestors: [],
        descendantCount: 3,
        userCount: 2,
        children: [{ institutionCode: 'yasamal' }],
      },
    });
  });

  it('a school knows its ancestors, the nearest first', async () => {
    const { institution } = await ask(
      'superadmin',
      `{ institution(id: "${world.institutions.school1}") { type level ancestors { institutionCode type } } }`,
    );
    expect(institution).toMatchObject({ type: 'SCHOOL', level: 4 });
    expect(codes(institution.ancestors)).toEqual(['yasamal', 'baku', 'ministry']);
  });

  it.each([
    ['search: "SCHOOL"', ['school1', 'school2', 'school3']],
    ['search: "100%"', []],
    ['types: [REGION, SEKTOR]', ['baku', 'ganja', 'kapaz', 'yasamal']],
    ['isActive: false', []],
    ['regionCode: "XX"', []],
  ])('are found by %s', async (filter, expected) => {
    const { institutions } = await ask(
      'superadmin',
      `{ institutions(filter: { ${filter} }) { nodes { institutionCode } } }`,
    );
    expect(codes(institutions.nodes)).toEqual(expected);
  });

  it('are found by parent and by subtree', async () => {
    const { baku, ministry } = world.institutions;
    const { below, within } = await ask(
      'superadmin',
      `{ below: institutions(filter: { parentId: "${ministry}" }) { nodes { institutionCode } } within: institutions(filter: { withinId: "${baku}" }) { nodes { institutionCode } } }`,
    );
    expect(codes(below.nodes)).toEqual(['baku', 'ganja']);
    expect(codes(within.nodes)).toEqual(['baku', 'school1', 'school2', 'yasamal']);
  });

  it('a kind that this API does not know is OTHER with the raw value, not an error', async () => {
    await service.database.owner.schema.alterTable('institutions').dropConstraint('institutions_type_check').execute();
    await service.database.owner
      .insertInto('institutions')
      .values({
        name: 'Kindergarten',
        type: 'kindergarten' as never,
        level: 4,
        parent_id: world.institutions.kapaz,
        is_active: null,
      })
      .execute();
    const { institutions } = await ask(
      'superadmin',
      '{ institutions(filter: { search: "Kindergarten" }) { nodes { type typeRaw isActive } } }',
    );
    expect(institutions.nodes).toEqual([{ type: 'OTHER', typeRaw: 'kindergarten', isActive: true }]);
  });
});

describe('users', () => {
  it.each([
    ['superadmin', worldUsers.map(([name]) => name).toSorted()],
    ['ganja.admin', ['ganja.admin', 'school3.teacher']],
    ['school1.teacher', ['school1.teacher']],
  ])('%s sees those of the own institution and below, a teacher oneself', async (username, expected) => {
    const { users } = await ask(username, '{ users { nodes { username } totalCount { value } } }');
    expect(users.nodes.map((node: { username: string }) => node.username)).toEqual(expected);
    expect(users.totalCount.value).toBe(expected.length);
  });

  it('are found by role, institution and part of the name', async () => {
    const { byRole, byInstitution, bySearch } = await ask(
      'superadmin',
      `{ byRole: users(filter: { roles: ["müəllim"] }) { nodes { username } }
         byInstitution: users(filter: { institutionId: "${world.institutions.ganja}" }) { nodes { username role { name } } }
         bySearch: users(filter: { search: "FACILITIES@" }) { nodes { username } } }`,
    );
    expect(byRole.nodes).toEqual([{ username: 'school1.teacher' }, { username: 'school3.teacher' }]);
    expect(byInstitution.nodes).toEqual([
      { username: 'ganja.admin', role: { name: 'regionadmin' } },
      { username: 'school3.teacher', role: { name: 'müəllim' } },
    ]);
    expect(bySearch.nodes).toEqual([{ username: 'school1.facilities' }]);
  });

  it('no query reaches a password: no field has it, and the database refuses the column', async () => {
    const { __schema } = await ask('superadmin', '{ __schema { types { name fields { name } } } }');
    const names = __schema.types.flatMap((type: { name: string; fields: { name: string }[] | null }) =>
      (type.fields ?? []).map((field) => `${type.name}.${field.name}`),
    );
    expect(names.filter((name: string) => /password|rememberToken|hash/i.test(name))).toEqual([]);
    await expect(
      service.database.db
        .selectFrom('users')
        .select('password' as never)
        .execute(),
    ).rejects.toThrow(/permission denied/);
  });
});

describe('viewer', () => {
  it('says who is signed in, with permissions and their reach', async () => {
    const { viewer } = await ask(
      'yasamal.admin',
      '{ viewer { username scope role { name } institution { institutionCode } permissions { permission scope } user { email } } }',
    );
    expect(viewer).toMatchObject({
      username: 'yasamal.admin',
      scope: 'SUBTREE',
      role: { name: 'sektoradmin' },
      institution: { institutionCode: 'yasamal' },
      user: { email: 'yasamal.admin@example.az' },
    });
    expect(viewer.permissions).toContainEqual({ permission: 'API_TOKENS_MANAGE', scope: 'SELF' });
    expect(viewer.permissions.map((grant: { permission: string }) => grant.permission)).not.toContain(
      'SECURITY_EVENTS_READ',
    );
  });

  it('a global id of every type leads back to its object', async () => {
    const { user, institution, roles } = await ask(
      'superadmin',
      `{ user(id: "${world.users['baku.admin']}") { id } institution(id: "${world.institutions.baku}") { id } roles { id } }`,
    );
    const ids = [user.id, institution.id, roles[0].id];
    const { nodes } = await ask('superadmin', `{ nodes(ids: ${JSON.stringify(ids)}) { id __typename } }`);
    expect(nodes).toEqual([
      { id: user.id, __typename: 'User' },
      { id: institution.id, __typename: 'Institution' },
      { id: roles[0].id, __typename: 'Role' },
    ]);
  });
});
