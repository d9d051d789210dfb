import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertIntegration } from '../../testing/integrations.ts';
import { mutate } from '../../testing/notifications.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;
const ids: Record<string, string> = {};

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { baku, school1, ganja, school3 } = world.institutions;
  const insert = async (name: string, fixture: Parameters<typeof insertIntegration>[1]) => {
    ids[name] = await insertIntegration(service.database.owner, { name, ...fixture });
  };
  await insert('of baku', { institution: baku, type: 'email', created: '2026-01-01' });
  await insert('of school1', { institution: school1, isEnabled: null, syncFrequency: 'daily', created: null });
  await insert('of ganja', { institution: ganja, created: '2026-01-02' });
  await insert('of school3', { institution: school3, provider: 'canary' });
  await insert('of all', {});
  await insert('of nobody', { isSystemWide: false });
  await insert('of baku for all', { institution: baku, isSystemWide: true });
});
afterAll(() => service.stop());

const names = async (username: string, args = '') => {
  const { data, errors } = await service.query(
    username,
    `{ integrations${args} { nodes { name } totalCount { value } } }`,
  );
  expect(errors).toBeUndefined();
  const found = data.integrations.nodes.map(({ name }: { name: string }) => name) as string[];
  expect(data.integrations.totalCount.value).toBe(found.length);
  return found;
};
const globalId = (id: string) => Buffer.from(`Integration:${id}`).toString('base64url');

describe('who sees integrations', () => {
  it('region administrators see those of their region, and nobody but super administrators the whole system’s', async () => {
    expect(await names('baku.admin')).toEqual(['of baku', 'of school1']);
    expect(await names('ganja.admin')).toEqual(['of ganja', 'of school3']);
    expect((await names('superadmin')).toSorted()).toEqual(Object.keys(ids).toSorted());
  });

  it('by no path those of another region: node, filters, statistics, and every mutation', async () => {
    const hidden = ['of ganja', 'of school3', 'of all', 'of nobody', 'of baku for all'].map((name) => ids[name]!);
    for (const id of [...hidden, '999999']) {
      const { data } = await service.query(
        'baku.admin',
        `{ integration(id: "${id}") { name } node(id: "${globalId(id)}") { id } }`,
      );
      expect(data).toEqual({ integration: null, node: null });
      const credentials = [{ name: 'api_key', value: 'x' }];
      for (const [name, input, selection] of [
        ['updateIntegration', { name: 'Mine' }, 'integration { id }'],
        ['setIntegrationCredentials', { credentials }, 'integration { id }'],
        ['enableIntegration', {}, 'integration { id }'],
        ['disableIntegration', {}, 'integration { id }'],
        ['deleteIntegration', {}, 'deletedId'],
        ['testIntegration', {}, 'result { outcome }'],
      ] as const) {
        const { userErrors } = await mutate(service, 'baku.admin', name, { id, ...input }, selection);
        expect(userErrors).toEqual([
          { code: 'NOT_FOUND', field: ['id'], message: 'There is no such integration within your reach.' },
        ]);
      }
    }
    expect(await names('baku.admin', `(filter: { institutionId: "${world.institutions.ganja}" })`)).toEqual([]);
    expect(await names('baku.admin', '(filter: { provider: "canary" })')).toEqual([]);
    expect(await names('baku.admin', '(filter: { search: "of" })')).toEqual(['of baku', 'of school1']);
    expect(await names('baku.admin', '(filter: { isSystemWide: true })')).toEqual([]);
    const stats = '{ integrationStats { total enabled systemWide neverSynced byType { type count enabled } } }';
    expect((await service.query('baku.admin', stats)).data.integrationStats).toEqual({
      total: 2,
      enabled: 2,
      systemWide: 0,
      neverSynced: 2,
      byType: [
        { type: 'API', count: 1, enabled: 1 },
        { type: 'EMAIL', count: 1, enabled: 1 },
      ],
    });
  });

  it('other roles see none, also not through node', async () => {
    for (const username of ['baku.operator', 'yasamal.admin', 'school1.admin', 'school1.teacher']) {
      const { data } = await service.query(username, `{ node(id: "${globalId(ids['of school1']!)}") { id } }`);
      expect(data).toEqual({ node: null });
    }
  });
});

describe('the list', () => {
  it('filters by every field, and a name that nobody enabled or scheduled counts by its defaults', async () => {
    const filtered = (filter: string) => names('baku.admin', `(filter: ${filter})`);
    expect(await filtered('{ types: [EMAIL] }')).toEqual(['of baku']);
    expect(await filtered('{ isEnabled: true }')).toEqual(['of baku', 'of school1']);
    expect(await filtered('{ syncFrequencies: [MANUAL] }')).toEqual(['of baku']);
    expect(await filtered('{ syncFrequencies: [DAILY] }')).toEqual(['of school1']);
    expect(await filtered(`{ institutionId: "${world.institutions.yasamal}" }`)).toEqual(['of school1']);
    expect(await filtered('{ search: "SCHOOL" }')).toEqual(['of school1']);
    expect(await filtered('{ provider: "PROVIDER", types: [] }')).toEqual([]);
    const { errors } = await service.query(
      'baku.admin',
      '{ integrations(filter: { types: [OTHER] }) { nodes { id } } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: ['filter', 'types'] } }]);
  });

  it.each(['NAME', 'NEWEST_FIRST', 'OLDEST_FIRST'])(
    'in the order %s goes page by page over all, and back',
    async (order) => {
      const whole = await names('superadmin', `(orderBy: ${order})`);
      const walk = async (size: string, cursorName: string, end: string) => {
        const found: string[] = [];
        for (let cursor = ''; ;) {
          const { data } = await service.query(
            'superadmin',
            `{ integrations(orderBy: ${order}, ${size}: 2 ${cursor}) { nodes { name } pageInfo { hasNextPage hasPreviousPage ${end} } } }`,
          );
          const { nodes, pageInfo } = data.integrations as {
            nodes: { name: string }[];
            pageInfo: Record<string, string | boolean>;
          };
          const page = nodes.map(({ name }) => name);
          if (size === 'first') found.push(...page);
          else found.unshift(...page);
          if (pageInfo[size === 'first' ? 'hasNextPage' : 'hasPreviousPage'] !== true) return found;
          cursor = `, ${cursorName}: "${pageInfo[end]}"`;
        }
      };
      expect(await walk('first', 'after', 'endCursor')).toEqual(whole);
      expect(await walk('last', 'before', 'startCursor')).toEqual(whole);
    },
  );

  it('survives what another application may write, and masks the secrets in it', async () => {
    const { owner } = service.database;
    await sql`alter table integrations drop constraint integrations_integration_type_check`.execute(owner);
    const config = {
      base_url: 'https://atis:canary-1@a.az/?api_key=canary-2&page=1',
      nested: { client_secret: 'canary-3', list: [{ password: 'canary-4' }, 'http://canary-5@b.az'] },
    };
    const odd = [
      await insertIntegration(owner, {
        type: 'fax',
        config,
        credentials: { pin: 'canary-6' },
        syncFrequency: 'hər gün',
      }),
      await insertIntegration(owner, { config: null, credentials: null, isEnabled: null, isSystemWide: null }),
      await insertIntegration(owner, { config: [], credentials: [] }),
      await insertIntegration(owner, { config: 'text', credentials: 'text' }),
      await insertIntegration(owner, { config: 5, credentials: 5 }),
    ];
    const fields =
      'type typeRaw syncFrequency syncFrequencyRaw isEnabled isSystemWide config credentials { name isSet }';
    const { data, errors } = await service.query(
      'superadmin',
      `{ nodes(ids: ${JSON.stringify(odd.map(globalId))}) { ... on Integration { ${fields} } } integrationStats { byType { type } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.nodes[0]).toEqual({
      type: 'OTHER',
      typeRaw: 'fax',
      syncFrequency: 'OTHER',
      syncFrequencyRaw: 'hər gün',
      isEnabled: true,
      isSystemWide: true,
      config: {
        base_url: 'https://***@a.az/?api_key=***&page=1',
        nested: { client_secret: '***', list: [{ password: '***' }, 'http://***@b.az'] },
      },
      credentials: [{ name: 'pin', isSet: true }],
    });
    expect(data.nodes.slice(1)).toMatchObject(Array(4).fill({ type: 'API', config: {}, isEnabled: true }));
    expect(data.integrationStats.byType).toContainEqual({ type: 'OTHER' });

    const id = odd[0]!;
    for (const [name, input, field] of [
      ['updateIntegration', { config: {} }, 'config'],
      ['setIntegrationCredentials', { credentials: [{ name: 'pin', value: 'x' }] }, 'credentials'],
    ] as const) {
      const { userErrors } = await mutate(service, 'superadmin', name, { id, ...input }, 'integration { id }');
      expect(userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: [field] }]);
    }
    await mutate(service, 'superadmin', 'disableIntegration', { id }, 'integration { id }');
    await mutate(service, 'superadmin', 'deleteIntegration', { id }, 'deletedId');
    const audits = await owner.selectFrom('audit_logs').selectAll().where('auditable_id', '=', id).execute();
    expect(audits).toHaveLength(2);
    expect(JSON.stringify([data, audits])).not.toContain('canary');
  });
});

describe('types', () => {
  it('say what each of them takes, so that a form can be made', async () => {
    const { data } = await service.query(
      'baku.admin',
      `{ integrationTypes { type description config { name kind isRequired description choices minimum maximum }
        credentials { name isRequired description } } }`,
    );
    expect(data.integrationTypes).toHaveLength(9);
    const email = data.integrationTypes.find(({ type }: { type: string }) => type === 'EMAIL');
    expect(email.config).toContainEqual(
      expect.objectContaining({ name: 'port', kind: 'INTEGER', minimum: 1, maximum: 65_535, choices: null }),
    );
    expect(email.credentials.map(({ name }: { name: string }) => name)).toEqual(['username', 'password']);
  });

  it('without a key, credentials cannot be set, and the error says what the operator has to do', async () => {
    const keyless = await startTestService({ database: service.database, environment: { ENCRYPTION_KEYS: '' } });
    const input = { id: ids['of school1'], credentials: [{ name: 'api_key', value: 'x' }] };
    const { userErrors } = await mutate(
      keyless,
      'baku.admin',
      'setIntegrationCredentials',
      input,
      'integration { id }',
    ).finally(() => keyless.stop());
    expect(userErrors).toMatchObject([
      { code: 'NOT_CONFIGURED', field: ['credentials'], message: expect.stringContaining('ENCRYPTION_KEYS') },
    ]);
  });
});
