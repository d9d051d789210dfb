import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../testing/service.ts';
import { insertErrors, type ErrorFixture } from '../../testing/system-errors.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const insert = (...fixtures: ErrorFixture[]) => insertErrors(service.database.owner, fixtures);

const read = async (id: string, selection: string, username = 'superadmin') => {
  const { data, errors } = await service.query(username, `{ systemError(id: "${id}") { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data.systemError;
};

const list = async (username: string, args: string, selection = 'nodes { databaseId }') => {
  const { data, errors } = await service.query(username, `{ systemErrors(${args}) { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data.systemErrors;
};
const ids = (page: { nodes: { databaseId: string }[] }) => page.nodes.map(({ databaseId }) => databaseId);

describe('a system error', () => {
  it('is shown with its user, also when Laravel left out its status and time', async () => {
    const [id] = await insert({ user: world.users['school1.teacher'], status: null, at: null, context: [] });
    expect(
      await read(
        id!,
        'databaseId severity status statusRaw createdAt context user { username } errorType',
        'baku.admin',
      ),
    ).toEqual({
      databaseId: id,
      severity: 'ERROR',
      status: 'OPEN',
      statusRaw: null,
      createdAt: null,
      context: {},
      user: { username: 'school1.teacher' },
      errorType: 'RuntimeException',
    });
  });

  it('of another region, or of nobody, does not exist for a region admin by any path', async () => {
    const [mine, nobodys] = await insert({ user: world.users['school3.teacher'] }, {});
    for (const id of [mine!, nobodys!]) {
      expect(await read(id, 'id', 'baku.admin')).toBeNull();
      const { id: global } = await read(id, 'id');
      const { data } = await service.query('baku.admin', `{ node(id: "${global}") { id } }`);
      expect(data.node).toBeNull();
      expect(ids(await list('baku.admin', 'first: 100'))).not.toContain(id);
      expect(ids(await list('superadmin', 'first: 100'))).toContain(id);
    }
    expect(await list('ganja.admin', `filter: { institutionId: "${world.institutions.baku}" }`)).toEqual({ nodes: [] });
    expect(await list('baku.admin', 'filter: { institutionId: "999999" }')).toEqual({ nodes: [] });
  });

  it('shows neither secrets nor personal data that another application stored', async () => {
    const [id] = await insert({
      message: 'Login of anar@example.az failed: password=hunter2 token eyJhbGciOi.eyJzdWIiOj.c2ln',
      stack: 'Authorization: Bearer abcdef123456\n#0 call(+994 50 123 45 67)',
      context: { fin: '5XK2M1A', card: '4111 1111 1111 1111', nested: [{ api_key: 'k' }, 'FIN 5XK2M1A'] },
      requestData: { body: 'phone 050-123-45-67', url: 'https://root:pw@host/' },
    });
    const text = JSON.stringify(await read(id!, 'message stackTrace context requestData'));
    for (const secret of ['anar', 'hunter2', 'eyJ', 'abcdef', '123 45', '123-45', '5XK2M1A', '4111', ':pw@', '"k"']) {
      expect(text).not.toContain(secret);
    }
    expect(text).toContain('[email]');
  });
});

describe('the list of system errors', () => {
  it('pages in both directions by time, with what has no time at its old end', async () => {
    const user = world.users['school1.ubr'];
    const made = await insert(
      { type: 'Paged', user, at: '2026-01-01 10:00:00.000001' },
      { type: 'Paged', user, at: '2026-01-01 10:00:00.000002' },
      { type: 'Paged', user, at: null },
    );
    const filter = 'filter: { errorTypes: ["Paged"] }';
    const expected = [made[1], made[0], made[2]];
    const seen: string[] = [];
    for (let after = ''; ;) {
      const page = await list(
        'baku.admin',
        `${filter}, first: 1 ${after}`,
        'nodes { databaseId } pageInfo { hasNextPage endCursor }',
      );
      seen.push(...ids(page));
      if (!page.pageInfo.hasNextPage) break;
      after = `after: "${page.pageInfo.endCursor}"`;
    }
    expect(seen).toEqual(expected);
    expect(ids(await list('baku.admin', `${filter}, last: 2`))).toEqual(expected.slice(1));
    expect(ids(await list('baku.admin', `${filter}, orderBy: OLDEST_FIRST`))).toEqual(expected.toReversed());
    expect(await list('baku.admin', filter, 'totalCount { value }')).toEqual({ totalCount: { value: 3 } });
  });

  it('is filtered by severity, status, user, code and time', async () => {
    const user = world.users['school1.admin'];
    const [id] = await insert(
      { type: 'Filtered', code: 'E1', severity: 'critical', status: 'ignored', user, at: '2026-02-01' },
      { type: 'Filtered', code: 'E2', status: null },
    );
    for (const filter of [
      'severities: [CRITICAL]',
      'statuses: [IGNORED]',
      `userId: "${user}"`,
      'errorCodes: ["E1"]',
      'to: "2026-03-01T00:00:00Z"',
    ]) {
      expect(ids(await list('superadmin', `filter: { errorTypes: ["Filtered"], ${filter} }`))).toEqual([id]);
    }
    expect(ids(await list('superadmin', 'filter: { errorTypes: ["Filtered"], statuses: [OPEN] }'))).not.toContain(id);
    const { errors } = await service.query(
      'superadmin',
      '{ systemErrors(filter: { statuses: [OTHER] }) { nodes { id } } }',
    );
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });
});
