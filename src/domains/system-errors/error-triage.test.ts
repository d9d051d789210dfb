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
import { followUpDecisions } from './error-grouping.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
let made = 0;
const newType = () => `Triage${letters[(made += 1) % 26]!}${letters[Math.floor(made / 26)]!}`;

const insert = async (...fixtures: ErrorFixture[]) => {
  const ids = await insertErrors(service.database.owner, fixtures);
  await groupsSettled(service);
  return ids;
};

/** A group of Bakı with these occurrences. */
async function newGroup(...fixtures: ErrorFixture[]) {
  const type = newType();
  const user = world.users['school1.teacher'];
  const more = (...others: ErrorFixture[]) => insert(...others.map((fixture) => ({ type, user, ...fixture })));
  const errors = await more(...(fixtures.length > 0 ? fixtures : [{}]));
  return { groupId: await groupOf(service, errors[0]!), errorId: errors[0]!, errors, more };
}

const statuses = async (ids: readonly string[]) => {
  const rows = await service.database.owner
    .selectFrom('system_errors')
    .select('status')
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return rows.map(({ status }) => status);
};

const steps = {
  investigateError: { from: ['OPEN'], to: 'INVESTIGATING' },
  resolveError: { from: ['OPEN', 'INVESTIGATING'], to: 'RESOLVED' },
  ignoreError: { from: ['OPEN', 'INVESTIGATING'], to: 'IGNORED' },
  reopenError: { from: ['INVESTIGATING', 'RESOLVED', 'IGNORED'], to: 'OPEN' },
} as const;
const into = {
  OPEN: null,
  INVESTIGATING: 'investigateError',
  RESOLVED: 'resolveError',
  IGNORED: 'ignoreError',
} as const;

describe.each(['groupId', 'errorId'] as const)('a decision by %s', (target) => {
  it.each(Object.keys(into) as (keyof typeof into)[])('is taken from %s only along the arrows', async (status) => {
    for (const [name, { from, to }] of Object.entries(steps)) {
      const ids = await newGroup();
      const input = { [target]: ids[target] };
      const first = into[status];
      if (first !== null) expect((await change(service, 'baku.admin', first, input)).userErrors).toEqual([]);
      const { errorGroup, systemError, userErrors } = await change(service, 'baku.admin', name, input);
      if ((from as readonly string[]).includes(status)) {
        expect((target === 'groupId' ? errorGroup : systemError).status).toBe(to);
        expect(await statuses([ids.errorId])).toEqual([to.toLowerCase()]);
      } else {
        expect(userErrors).toMatchObject([{ code: 'INVALID_TRANSITION', field: [target] }]);
      }
    }
  });

  it('is refused of another version, another region, and of both or neither', async () => {
    const ids = await newGroup();
    const id = { [target]: ids[target] };
    expect(
      (await change(service, 'baku.admin', 'resolveError', { ...id, expectedVersion: '0' })).userErrors,
    ).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
    expect((await change(service, 'ganja.admin', 'resolveError', id)).userErrors).toMatchObject([
      { code: 'NOT_FOUND', field: [target] },
    ]);
    for (const input of [{}, { groupId: ids.groupId, errorId: ids.errorId }]) {
      expect((await change(service, 'baku.admin', 'resolveError', input)).userErrors).toMatchObject([
        { code: 'REQUIRED' },
      ]);
    }
  });
});

describe('a resolved group', () => {
  it('is open again, marked, when its error comes back, and the new occurrence is open', async () => {
    const { groupId, errors, more } = await newGroup({}, {});
    const { errorGroup } = await change(service, 'baku.admin', 'resolveError', { groupId, notes: 'mended' });
    expect(errorGroup).toMatchObject({ status: 'RESOLVED' });
    expect(await statuses(errors)).toEqual(['resolved', 'resolved']);
    const [back] = await more({});
    const group = await readGroup(service, groupId, 'status regressedAt regressionCount version count', 'baku.admin');
    expect(group).toMatchObject({ status: 'OPEN', regressedAt: expect.any(String), regressionCount: 1, count: 3 });
    expect(group.version).not.toBe(errorGroup.version);
    expect(await statuses([...errors, back!])).toEqual(['resolved', 'resolved', 'open']);
  });

  it('does not come back by errors that are older, only grouped late, or have no time', async () => {
    const { groupId, more } = await newGroup({});
    await change(service, 'baku.admin', 'resolveError', { groupId });
    const older = await more({ at: '2026-01-01 10:00' }, { at: null });
    expect(await readGroup(service, groupId, 'status regressedAt count')).toEqual({
      status: 'RESOLVED',
      regressedAt: null,
      count: 3,
    });
    expect(await statuses(older)).toEqual(['resolved', 'resolved']);
  });

  it('up to an occurrence leaves later ones alone, which open it at once', async () => {
    const times = ['2026-05-01 10:00', '2026-05-01 11:00', '2026-05-01 12:00'];
    const { groupId, errors } = await newGroup(...times.map((at) => ({ at })));
    const { errorGroup } = await change(service, 'baku.admin', 'resolveError', { groupId, upToOccurrence: 2 });
    expect(errorGroup.status).toBe('OPEN');
    expect(await statuses(errors)).toEqual(['resolved', 'resolved', 'open']);
    expect(await readGroup(service, groupId, 'regressionCount')).toEqual({ regressionCount: 1 });
    const again = await change(service, 'baku.admin', 'resolveError', { groupId, upToOccurrence: 3 });
    expect(again.errorGroup.status).toBe('RESOLVED');
    const tooMany = await change(service, 'superadmin', 'resolveError', {
      groupId: (await newGroup()).groupId,
      upToOccurrence: 2,
    });
    expect(tooMany.userErrors).toMatchObject([{ code: 'INVALID', field: ['upToOccurrence'] }]);
  });

  it('up to an occurrence is open at once by what is left, where the others were removed since', async () => {
    const times = ['2026-05-01 10:00', '2026-05-01 11:00', '2026-05-01 12:00'];
    const { groupId, errors } = await newGroup(...times.map((at) => ({ at })));
    await service.database.owner.deleteFrom('system_errors').where('id', 'in', errors.slice(0, 2)).execute();
    const { errorGroup } = await change(service, 'baku.admin', 'resolveError', { groupId, upToOccurrence: 2 });
    expect(errorGroup.status).toBe('OPEN');
    expect(await statuses([errors[2]!])).toEqual(['open']);
  });

  it('keeps what another application has decided of an occurrence', async () => {
    const { groupId, errors } = await newGroup({ status: 'ignored' }, { status: null }, {});
    await change(service, 'baku.admin', 'resolveError', { groupId });
    expect(await statuses(errors)).toEqual(['ignored', 'resolved', 'resolved']);
    await service.database.owner
      .updateTable('system_errors')
      .set({ status: 'open' })
      .where('id', '=', errors[1]!)
      .execute();
    await followUpDecisions(service.database.db);
    expect(await statuses(errors)).toEqual(['ignored', 'open', 'resolved']);
  });

  it('lets the column of very many occurrences follow in the background', async () => {
    const { groupId, errors } = await newGroup(...Array.from({ length: 1_500 }, () => ({})));
    await change(service, 'baku.admin', 'resolveError', { groupId });
    await followUpDecisions(service.database.db);
    expect(new Set(await statuses(errors))).toEqual(new Set(['resolved']));
  });
});

describe('an ignored group', () => {
  it('stays so until the occurrence with the given number', async () => {
    const { groupId, errorId, more } = await newGroup();
    await change(service, 'baku.admin', 'ignoreError', { groupId, untilOccurrence: 3 });
    const [second] = await more({});
    expect(await readGroup(service, groupId, 'status ignoredUntilOccurrence')).toEqual({
      status: 'IGNORED',
      ignoredUntilOccurrence: 3,
    });
    expect(await statuses([second!])).toEqual(['ignored']);
    const [third] = await more({});
    expect(await readGroup(service, groupId, 'status regressedAt')).toEqual({ status: 'OPEN', regressedAt: null });
    expect(await statuses([third!])).toEqual(['open']);
    await followUpDecisions(service.database.db);
    expect(await statuses([errorId, second!, third!])).toEqual(['open', 'open', 'open']);
    await change(service, 'baku.admin', 'resolveError', { groupId });
    expect(await statuses([errorId, second!, third!])).toEqual(['resolved', 'resolved', 'resolved']);
  });

  it('stays so until the given time', async () => {
    const { groupId, errorId } = await newGroup();
    await change(service, 'baku.admin', 'ignoreError', { groupId, until: '2999-01-01T00:00:00Z' });
    await followUpDecisions(service.database.db);
    expect(await readGroup(service, groupId, 'status')).toEqual({ status: 'IGNORED' });
    await service.database.owner
      .updateTable('api.error_groups')
      .set({ ignored_until: '2026-01-01' })
      .where('id', '=', groupId)
      .execute();
    await followUpDecisions(service.database.db);
    expect(await readGroup(service, groupId, 'status ignoredUntil')).toEqual({ status: 'OPEN', ignoredUntil: null });
    await followUpDecisions(service.database.db);
    expect(await statuses([errorId])).toEqual(['open']);
  });

  it('cannot be ignored until what has passed', async () => {
    const { groupId, errorId } = await newGroup();
    for (const [input, field] of [
      [{ groupId, until: '2026-01-01T00:00:00Z' }, 'until'],
      [{ groupId, untilOccurrence: 1 }, 'untilOccurrence'],
      [{ errorId, untilOccurrence: 9 }, 'untilOccurrence'],
      [{ errorId, until: '2999-01-01T00:00:00Z' }, 'until'],
    ] as const) {
      expect((await change(service, 'baku.admin', 'ignoreError', input)).userErrors).toMatchObject([
        { code: 'INVALID', field: [field] },
      ]);
    }
  });
});

describe('a group', () => {
  it('is given to an active user who sees all of it', async () => {
    const { groupId } = await newGroup();
    const assign = (assigneeId: string | null, username = 'superadmin') =>
      change(service, username, 'assignErrorGroup', { groupId, assigneeId });
    expect((await assign(world.users['baku.admin'])).userErrors).toEqual([]);
    expect(await readGroup(service, groupId, 'assignedTo { username }')).toEqual({
      assignedTo: { username: 'baku.admin' },
    });
    for (const name of ['ganja.admin', 'school1.teacher'] as const) {
      expect((await assign(world.users[name])).userErrors).toMatchObject([
        { code: 'NOT_ALLOWED', field: ['assigneeId'] },
      ]);
    }
    expect((await assign(world.users['ganja.admin'], 'baku.admin')).userErrors).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect((await assign(null, 'baku.admin')).userErrors).toEqual([]);
  });

  it('is decided about once by ten who do it at once', async () => {
    const { groupId, more } = await newGroup();
    const { version } = await readGroup(service, groupId, 'version');
    const answers = await Promise.all([
      ...Array.from({ length: 10 }, () =>
        change(service, 'baku.admin', 'investigateError', { groupId, expectedVersion: version }),
      ),
      more({}, {}),
    ]);
    expect(answers.filter((answer) => !Array.isArray(answer) && answer.errorGroup !== null)).toHaveLength(1);
    expect(await readGroup(service, groupId, 'count')).toEqual({ count: 3 });
  });
});
