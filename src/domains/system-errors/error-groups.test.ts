import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestService, type TestService } from '../../testing/service.ts';
import {
  change,
  groupOf,
  groupsSettled,
  insertErrors,
  readGroup,
  type ErrorFixture,
} from '../../testing/system-errors.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const insert = async (...fixtures: ErrorFixture[]) => {
  const ids = await insertErrors(service.database.owner, fixtures);
  await groupsSettled(service);
  return ids;
};

describe('a group of errors', () => {
  it('has all errors that differ only in numbers, ids and values', async () => {
    const ids = await insert(
      {
        type: 'Equal',
        message: "Student 17 has no class '5a'",
        user: world.users['school1.teacher'],
        at: '2026-03-01 10:10',
      },
      {
        type: 'Equal',
        message: "Student 4711 has no class 'x'",
        user: world.users['school1.admin'],
        at: '2026-03-01 10:50',
      },
      {
        type: 'Equal',
        message: "Student 5 has no class '5a'",
        user: world.users['school1.teacher'],
        at: '2026-03-01 12:00',
      },
    );
    const id = await groupOf(service, ids[0]!);
    for (const other of ids) expect(await groupOf(service, other)).toBe(id);
    expect(
      await readGroup(
        service,
        id,
        `title count status isWhole firstSeenAt lastSeenAt affectedUsers { count top { user { username } count } }
        affectedInstitutions { count top { institution { name } count } } occurrences(first: 2) { nodes { databaseId occurrenceNumber } }
        occurrencesPerHour(from: "2026-03-01T10:00:00Z", to: "2026-03-01T13:00:00Z") { hour count }`,
        'baku.admin',
      ),
    ).toEqual({
      title: 'Student <n> has no class <value>',
      count: 3,
      status: 'OPEN',
      isWhole: true,
      firstSeenAt: '2026-03-01T10:10:00Z',
      lastSeenAt: '2026-03-01T12:00:00Z',
      affectedUsers: {
        count: 2,
        top: [
          { user: { username: 'school1.teacher' }, count: 2 },
          { user: { username: 'school1.admin' }, count: 1 },
        ],
      },
      affectedInstitutions: { count: 1, top: [{ institution: { name: 'Institution school1' }, count: 3 }] },
      occurrences: {
        nodes: [
          { databaseId: ids[2], occurrenceNumber: 3 },
          { databaseId: ids[1], occurrenceNumber: 2 },
        ],
      },
      occurrencesPerHour: [
        { hour: '2026-03-01T10:00:00Z', count: 2 },
        { hour: '2026-03-01T11:00:00Z', count: 0 },
        { hour: '2026-03-01T12:00:00Z', count: 1 },
      ],
    });
  });

  it('says nothing to a region admin of the errors of others, by no figure', async () => {
    const ids = await insert(
      { type: 'Mixed', user: world.users['school1.teacher'], at: '2026-03-02 10:00' },
      { type: 'Mixed', user: world.users['school3.teacher'], at: '2026-03-02 08:00', severity: 'critical' },
      { type: 'Mixed', at: '2026-03-02 12:00' },
    );
    const id = await groupOf(service, ids[0]!);
    await change(service, 'superadmin', 'resolveError', { groupId: id, notes: 'for Gəncə' });
    const selection = `count severity isWhole firstSeenAt lastSeenAt notes resolvedThroughOccurrence decidedBy { username }
      decidedAt affectedUsers { count top { userId } } affectedInstitutions { count }
      occurrences { nodes { databaseId occurrenceNumber } totalCount { value } }
      occurrencesPerHour(from: "2026-03-02T08:00:00Z", to: "2026-03-02T13:00:00Z") { count }`;
    expect(await readGroup(service, id, selection, 'baku.admin')).toEqual({
      count: 1,
      severity: 'ERROR',
      isWhole: false,
      firstSeenAt: '2026-03-02T10:00:00Z',
      lastSeenAt: '2026-03-02T10:00:00Z',
      notes: null,
      resolvedThroughOccurrence: null,
      decidedBy: null,
      decidedAt: null,
      affectedUsers: { count: 1, top: [{ userId: world.users['school1.teacher'] }] },
      affectedInstitutions: { count: 1 },
      occurrences: { nodes: [{ databaseId: ids[0], occurrenceNumber: null }], totalCount: { value: 1 } },
      occurrencesPerHour: [0, 0, 1, 0, 0].map((count) => ({ count })),
    });
    expect(await readGroup(service, id, 'count severity notes', 'superadmin')).toEqual({
      count: 3,
      severity: 'CRITICAL',
      notes: 'for Gəncə',
    });
    const { data } = await service.query(
      'baku.admin',
      `{ errorGroups(filter: { severities: [CRITICAL] }) { nodes { id } }
        other: errorGroups(filter: { institutionId: "${world.institutions.ganja}" }) { nodes { id } } }`,
    );
    expect(data).toEqual({ errorGroups: { nodes: [] }, other: { nodes: [] } });
    const refused = await change(service, 'baku.admin', 'reopenError', { groupId: id });
    expect(refused.userErrors).toMatchObject([{ code: 'NOT_ALLOWED', field: ['groupId'] }]);
  });

  it('without a visible error does not exist', async () => {
    const [error] = await insert({ type: 'Elsewhere', user: world.users['school3.teacher'] });
    const id = await groupOf(service, error!);
    expect(await readGroup(service, id, 'id', 'baku.admin')).toBeNull();
    expect((await change(service, 'baku.admin', 'resolveError', { groupId: id })).userErrors).toEqual(
      (await change(service, 'baku.admin', 'resolveError', { groupId: '999999' })).userErrors,
    );
    const { data } = await service.query(
      'baku.admin',
      '{ errorGroups(first: 100) { nodes { errorType } totalCount { value } } }',
    );
    expect(data.errorGroups.nodes).not.toContainEqual({ errorType: 'Elsewhere' });
  });

  it('has ten thousand equal errors that came at once, counted by several groupers, as one', async () => {
    const { owner } = service.database;
    const other = await startTestService({ database: service.database });
    await Promise.all(
      Array.from({ length: 10 }, (_, batch) =>
        insertErrors(
          owner,
          Array.from({ length: 1_000 }, (__, index) => ({
            type: 'Flood',
            message: `Row ${batch * 1_000 + index} is broken`,
            user: world.users['school1.teacher'],
          })),
        ),
      ),
    );
    await groupsSettled(service);
    await other.stop();
    const groups = await owner.selectFrom('api.error_groups').selectAll().where('error_type', '=', 'Flood').execute();
    expect(groups).toMatchObject([{ occurrence_count: '10000', title: 'Row <n> is broken' }]);
    const { numbers } = await owner
      .selectFrom('api.error_occurrences')
      .select(({ fn }) => fn.max<string>('number').as('numbers'))
      .where('group_id', '=', groups[0]!.id)
      .executeTakeFirstOrThrow();
    expect(numbers).toBe('10000');
    expect(
      await readGroup(service, groups[0]!.id, 'count affectedUsers { count top { count } }', 'baku.admin'),
    ).toEqual({
      count: 10_000,
      affectedUsers: { count: 1, top: [{ count: 10_000 }] },
    });
  });
});

describe('the list of groups', () => {
  it('is ordered by what the viewer sees', async () => {
    const [bakuUser, ganjaUser] = [world.users['school1.teacher'], world.users['school3.teacher']];
    await insert(
      { type: 'Order', code: 'a', user: bakuUser, at: '2026-04-01 10:00' },
      { type: 'Order', code: 'a', user: ganjaUser, at: '2026-04-01 15:00' },
      { type: 'Order', code: 'a', user: ganjaUser, at: '2026-04-01 16:00' },
      { type: 'Order', code: 'b', user: bakuUser, at: '2026-04-01 11:00' },
      { type: 'Order', code: 'b', user: bakuUser, at: null },
    );
    const codes = async (username: string, orderBy: string) => {
      const { data, errors } = await service.query(
        username,
        `{ errorGroups(filter: { errorTypes: ["Order"] }, orderBy: ${orderBy}, first: 1) { nodes { errorCode }
          totalCount { value } pageInfo { endCursor } } }`,
      );
      expect(errors).toBeUndefined();
      const { endCursor } = data.errorGroups.pageInfo;
      const next = await service.query(
        username,
        `{ errorGroups(filter: { errorTypes: ["Order"] }, orderBy: ${orderBy}, after: "${endCursor}") { nodes { errorCode } } }`,
      );
      return [...data.errorGroups.nodes, ...next.data.errorGroups.nodes].map((node) => node.errorCode).join('');
    };
    expect(await codes('superadmin', 'LAST_SEEN')).toBe('ab');
    expect(await codes('baku.admin', 'LAST_SEEN')).toBe('ba');
    expect(await codes('superadmin', 'COUNT')).toBe('ab');
    expect(await codes('baku.admin', 'COUNT')).toBe('ba');
    expect(await codes('ganja.admin', 'FIRST_SEEN')).toBe('a');
  });
});
