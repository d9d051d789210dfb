import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buildSchema, getNamedType, isInterfaceType, isObjectType, isUnionType, type GraphQLNamedType } from 'graphql';
import { readFileSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { formatKey } from './encryption/key-format.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { collect } from './testing/subscriber.ts';
import { createWorld, type World } from './testing/world.ts';

/** Secrets that are planted; none of them may be found anywhere afterwards, also not as part of a text. */
const canary = (name: string) => `canary-${name}-${randomBytes(9).toString('hex')}`;
const planted = {
  setting: canary('setting'),
  replaced: canary('replaced'),
  nested: canary('nested'),
  many: canary('many'),
  refusedType: canary('refused-type'),
  refusedInput: canary('refused-input'),
  refusedPlace: canary('refused-place'),
  apiKey: canary('api-key'),
  password: canary('password'),
  replacedPassword: canary('replaced-password'),
  refusedCredential: canary('refused-credential'),
};

let service: TestService;
let world: World;
let otherSystem: Server;
const log: string[] = [];
const answers: string[] = [];

beforeAll(async () => {
  service = await startTestService({
    environment: {
      ENCRYPTION_KEYS: formatKey(randomBytes(32)),
      OUTBOUND_ALLOWED_NETWORKS: '127.0.0.1',
      OUTBOUND_TIMEOUT_SECONDS: '2',
      LIMIT_DEPTH: '30',
      LIMIT_TOKENS: '100000',
      LIMIT_ALIASES: '1000',
      LIMIT_DOCUMENT_BYTES: '1000000',
      LIMIT_BODY_BYTES: '1000000',
      LIMIT_COST: '1000000',
    },
    logTo: { write: (line) => void log.push(line) },
  });
  world = await createWorld(service.database);
  // Says everything that it is told, as a badly made system does.
  otherSystem = createServer((request, response) => {
    const told = JSON.stringify(request.headers);
    response.writeHead(500, { 'x-told': told, 'www-authenticate': `Basic realm=${told}` }).end(told);
  });
  await new Promise<void>((resolve) => otherSystem.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  otherSystem.close();
  await service.stop();
});

async function ask(username: string, query: string, variables: object = {}) {
  const answer = await service.query(username, query, variables as Record<string, unknown>);
  answers.push(JSON.stringify(answer));
  return answer;
}

async function mutate(name: string, input: object, selection: string, username = 'superadmin') {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code field message } } }`;
  return (await ask(username, query, { input })).data?.[name];
}

const schema = buildSchema(readFileSync(new URL('../schema.graphql', import.meta.url), 'utf8'));
const fieldsOf = (type: GraphQLNamedType) => (isObjectType(type) || isInterfaceType(type) ? type.getFields() : {});
const isComposite = (type: GraphQLNamedType) => isObjectType(type) || isInterfaceType(type) || isUnionType(type);

/** Selects every field that needs no argument, so many levels deep. */
function everything(type: GraphQLNamedType, levels: number): string {
  const fields = Object.values(fieldsOf(type)).flatMap((field) => {
    if (field.args.some((arg) => String(arg.type).endsWith('!') && arg.defaultValue === undefined)) return [];
    const named = getNamedType(field.type);
    if (!isComposite(named)) return [field.name];
    return levels > 1 ? [`${field.name} ${everything(named, levels - 1)}`] : [];
  });
  return `{ __typename ${fields.join(' ')} }`;
}

const configFields = 'config { id version }';
const integrationFields = 'integration { id version }';

/** Writes secrets in all ways that there are, also in those that are refused. */
async function plant(): Promise<{ configId: string; integrationIds: string[] }> {
  const secret = { key: 'mail.password', isEncrypted: true };
  const first = await mutate('setConfig', { ...secret, dataType: 'STRING', value: planted.replaced }, configFields);
  expect(first.userErrors).toEqual([]);
  const { config } = await mutate('setConfig', { ...secret, value: planted.setting }, configFields);
  const nested = {
    key: 'mail.account',
    dataType: 'JSON',
    isEncrypted: true,
    value: { login: { pin: planted.nested } },
  };
  expect((await mutate('setConfig', nested, configFields)).userErrors).toEqual([]);
  const many = [{ key: 'mail.other', dataType: 'STRING', isEncrypted: true, value: planted.many }];
  expect((await mutate('setConfigs', { items: many }, 'configs { id }')).userErrors).toEqual([]);

  const ofInteger = { key: 'mail.number', dataType: 'INTEGER', isEncrypted: true, value: planted.refusedType };
  expect((await mutate('setConfig', ofInteger, configFields)).userErrors).toHaveLength(1);
  expect(await mutate('setConfig', { isEncrypted: true, value: planted.refusedInput }, configFields)).toBeUndefined();
  const elsewhere = { ...secret, dataType: 'STRING', scope: 'INSTITUTION', scopeId: world.institutions.ganja };
  const foreign = { ...elsewhere, value: planted.refusedPlace };
  expect((await mutate('setConfig', foreign, configFields, 'baku.admin')).userErrors).not.toEqual([]);

  const { port } = otherSystem.address() as AddressInfo;
  const create = { type: 'API', provider: 'p', config: { base_url: `http://127.0.0.1:${port}` } };
  const made = await mutate('createIntegration', { ...create, name: 'api' }, integrationFields);
  expect(made.userErrors).toEqual([]);
  const mail = { type: 'EMAIL', provider: 'p', config: { host: '127.0.0.1', port, security: 'none' }, name: 'mail' };
  const mailed = await mutate('createIntegration', mail, integrationFields);
  const credentials = (id: string, values: Record<string, string>) =>
    mutate(
      'setIntegrationCredentials',
      { id, credentials: Object.entries(values).map(([name, value]) => ({ name, value })) },
      integrationFields,
    );
  expect(mailed.userErrors).toEqual([]);
  const integrationIds: string[] = [made.integration.id, mailed.integration.id];
  expect((await credentials(made.integration.id, { api_key: planted.apiKey })).userErrors).toEqual([]);
  const account = (password: string) => credentials(mailed.integration.id, { username: 'u', password });
  expect((await account(planted.replacedPassword)).userErrors).toEqual([]);
  expect((await account(planted.password)).userErrors).toEqual([]);
  const refused = { noSuchCredential: planted.refusedCredential };
  expect((await credentials(made.integration.id, refused)).userErrors).toHaveLength(1);
  return { configId: config.id, integrationIds };
}

/** Every value of every row of the database, as text. */
async function databaseText(): Promise<string> {
  const client = new pg.Client({ connectionString: service.database.superuserUrl });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select oid::regclass::text as name from pg_class
       where relkind = 'r' and relnamespace::regnamespace::text in ('public', 'api')`,
    );
    const texts: string[] = [];
    for (const { name } of tables) {
      const { rows } = await client.query<{ text: string }>(`select row_to_json(r)::text as text from ${name} r`);
      texts.push(...rows.map(({ text }) => text));
    }
    return texts.join('\n');
  } finally {
    await client.end();
  }
}

/** The canaries that a text has, as they are, in base64, or escaped in a URL. */
const found = (text: string) =>
  Object.entries(planted).flatMap(([name, secret]) =>
    [secret, Buffer.from(secret).toString('base64').slice(0, -4), Buffer.from(`:${secret}`).toString('base64url')].some(
      (form) => text.includes(form),
    )
      ? [name]
      : [],
  );

it('no secret is in any answer, feed item, error, log line or row after it was written', async () => {
  const socket = await service.socketFor('superadmin');
  const feeds = ['configFeed', 'syncRunFeed'].map((name) => {
    const item = getNamedType(schema.getSubscriptionType()!.getFields()[name]!.type);
    return collect(socket, `subscription { ${name} ${everything(item, 4)} }`, {}, name);
  });
  await expect.poll(() => feeds.every(({ items }) => items.length > 0)).toBe(true);

  const { configId, integrationIds } = await plant();
  for (const id of integrationIds) {
    const { result } = await mutate('testIntegration', { id }, 'result { outcome message status }');
    expect(result.outcome).not.toBe('OK');
  }
  await mutate('updateConfigFlags', { id: configId, description: 'changed' }, configFields);

  const roots = Object.values(schema.getQueryType()!.getFields()).filter(({ args }) =>
    args.every((arg) => !String(arg.type).endsWith('!') || arg.defaultValue !== undefined),
  );
  for (const viewer of ['superadmin', 'baku.admin']) {
    for (const { name, type } of roots) {
      const selection = isComposite(getNamedType(type)) ? everything(getNamedType(type), 5) : '';
      await ask(viewer, `{ ${name} ${selection} }`);
    }
    const effective = `effectiveConfig(keys: ["mail.password", "mail.account", "mail.other"])`;
    await ask(viewer, `{ ${effective} ${everything(schema.getType('EffectiveConfig')!, 4)} }`);
    for (const id of [configId, ...integrationIds]) {
      const parts = ['Config', 'Integration'].map((name) => `... on ${name} ${everything(schema.getType(name)!, 4)}`);
      await ask(viewer, `{ node(id: "${id}") { ${parts.join(' ')} } }`);
    }
  }
  const [, ...changes] = feeds[0]!.items;
  expect(changes.length).toBeGreaterThan(2);
  expect(answers.some((text) => text.includes('mail.password'))).toBe(true);
  expect(found(answers.join('\n'))).toEqual([]);
  expect(found(JSON.stringify(feeds.map(({ items, errors }) => ({ items, errors }))))).toEqual([]);

  const revealed = await service.query(
    'superadmin',
    `mutation { revealConfigValue(input: { id: "${configId}", reason: "test" }) { value } }`,
  );
  expect(revealed.data.revealConfigValue).toEqual({ value: planted.setting });
  // The search finds what is there.
  expect(found(JSON.stringify(revealed))).toEqual(['setting']);
  await socket.dispose();
  const stored = await databaseText();
  expect(stored).toContain('mail.password');
  expect(found(stored)).toEqual([]);
  expect(log.length).toBeGreaterThan(10);
  expect(found(log.join('\n'))).toEqual([]);
}, 120_000);

it('only super administrators reveal a secret, and each reading leaves a record', async () => {
  const { data } = await service.query(
    'superadmin',
    '{ configs(filter: { keys: ["mail.password"] }) { nodes { id } } }',
  );
  const [{ id }] = data.configs.nodes;
  const query = `mutation { revealConfigValue(input: { id: "${id}", reason: "curious" }) { value } }`;
  const { errors } = await service.query('baku.admin', query);
  expect(errors?.[0]?.extensions['code']).toBe('FORBIDDEN');
  const records = await service.database.owner
    .selectFrom('audit_logs')
    .select(['user_id', 'event'])
    .where('event', 'like', 'config.reveal%')
    .execute();
  expect(records.map((record) => record.user_id)).toEqual([world.users.superadmin]);
});
