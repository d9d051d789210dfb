import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { runJob } from '../../testing/job-run.ts';
import { withClient } from '../../testing/server.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { collect } from '../../testing/subscriber.ts';
import { change, groupOf, groupsSettled, insertErrors, readGroup } from '../../testing/system-errors.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { errorGroupUpkeepJob } from './error-group-upkeep.job.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
beforeEach(() => sql`truncate api.error_status_leftovers`.execute(service.database.owner));
afterAll(() => service.stop());

const upkeep = (options = {}) => runJob(service.database, errorGroupUpkeepJob, {}, options);

let types = 0;
/** Errors of one group of their own. */
async function group(count: number): Promise<{ errors: string[]; groupId: string }> {
  types += 1;
  const errors = await insertErrors(
    service.database.owner,
    Array.from({ length: count }, () => ({ type: `Failure${types}`, user: world.users['school1.teacher'] })),
  );
  await groupsSettled(service);
  return { errors, groupId: await groupOf(service, errors[0]!) };
}

async function statusesOf(ids: readonly string[]): Promise<(string | null)[]> {
  const { rows } = await sql<{ status: string | null }>`
    select status from system_errors where id = any(${ids}::bigint[]) order by id`.execute(service.database.owner);
  return rows.map(({ status }) => status);
}

const leftovers = async () =>
  (await service.database.owner.selectFrom('api.error_status_leftovers').selectAll().execute()).map(
    (one) => one.system_error_id,
  );

/** While another application has a row locked, as Laravel's lockForUpdate does; `write` is what it does at last. */
async function whileLocked(id: string, work: () => Promise<unknown>, write = 'select 1'): Promise<void> {
  await withClient(service.database.superuserUrl, async (client) => {
    await client.query('begin');
    await client.query('select from system_errors where id = $1 for update', [id]);
    await work();
    await client.query(write);
    await client.query('commit');
  });
}

const decide = async (name: string, groupId: string, more = {}) => {
  const payload = await change(service, 'superadmin', name, { groupId, ...more });
  expect(payload.userErrors).toEqual([]);
};

describe('an error that somebody else was changing when its group was decided about', () => {
  test('follows at the next run: once, and with who decided it', async () => {
    const { errors, groupId } = await group(3);
    await whileLocked(errors[1]!, async () => {
      await decide('resolveError', groupId, { notes: 'Mended' });
      expect(await leftovers()).toEqual([errors[1]]);
      // It is still being changed.
      expect((await upkeep()).result).toMatchObject({ followed: 0, waiting_statuses: 1 });
    });
    expect(await statusesOf(errors)).toEqual(['resolved', 'open', 'resolved']);
    const results = await Promise.all([upkeep(), upkeep()]);
    expect(results.map(({ result }) => Number(result['followed'])).toSorted()).toEqual([0, 1]);
    expect(await statusesOf(errors)).toEqual(['resolved', 'resolved', 'resolved']);
    expect((await upkeep()).result).toMatchObject({ followed: 0, waiting_statuses: 0 });
    const { rows } = await sql`select distinct resolved_by, resolution_notes, resolved_at is null as undated
      from system_errors where id = any(${errors}::bigint[])`.execute(service.database.owner);
    expect(rows).toEqual([{ resolved_by: world.users.superadmin, resolution_notes: 'Mended', undated: false }]);
  });

  test('keeps what the other one decided', async () => {
    const { errors, groupId } = await group(2);
    await whileLocked(
      errors[0]!,
      () => decide('resolveError', groupId),
      `update system_errors set status = 'ignored' where id = ${errors[0]!}`,
    );
    expect((await upkeep()).result).toMatchObject({ followed: 0, waiting_statuses: 0 });
    expect(await statusesOf(errors)).toEqual(['ignored', 'resolved']);
  });

  test('follows what is decided now, not what was then', async () => {
    const { errors, groupId } = await group(2);
    await whileLocked(errors[0]!, async () => {
      await decide('ignoreError', groupId);
      await decide('reopenError', groupId);
      await decide('resolveError', groupId);
    });
    expect((await upkeep()).result).toMatchObject({ followed: 1 });
    expect(await statusesOf(errors)).toEqual(['resolved', 'resolved']);
  });

  test('needs nothing where its group is open again', async () => {
    const { errors, groupId } = await group(2);
    await whileLocked(errors[0]!, async () => {
      await decide('ignoreError', groupId);
      await decide('reopenError', groupId);
    });
    expect((await upkeep()).result).toMatchObject({ followed: 0, waiting_statuses: 0 });
    expect(await statusesOf(errors)).toEqual(['open', 'open']);
  });

  test('may be gone', async () => {
    const { errors, groupId } = await group(2);
    await whileLocked(
      errors[0]!,
      () => decide('resolveError', groupId),
      `delete from system_errors where id = ${errors[0]!}`,
    );
    expect((await upkeep()).result).toMatchObject({ followed: 0, waiting_statuses: 0 });
  });

  test('waits for the next run where this one is to end', async () => {
    const { errors, groupId } = await group(2);
    await whileLocked(errors[0]!, () => decide('resolveError', groupId));
    const signal = AbortSignal.abort(new Error('cancelled'));
    await expect(upkeep({ signal })).rejects.toThrow('cancelled');
    expect(await leftovers()).toEqual([errors[0]]);
    expect((await upkeep()).result).toMatchObject({ followed: 1 });
  });
});

test('a group that was to be ignored until now is open, in its row and in the feed', async () => {
  const { errors, groupId } = await group(2);
  const client = await service.socketFor('baku.admin');
  const feed = collect(
    client,
    'subscription { errorGroupFeed { kind group { databaseId status } } }',
    {},
    'errorGroupFeed',
  );
  await feed.received(1);
  await decide('ignoreError', groupId, { until: new Date(Date.now() + 3_600_000).toISOString() });
  expect(await statusesOf(errors)).toEqual(['ignored', 'ignored']);
  await upkeep();
  expect(await readGroup(service, groupId, 'status')).toEqual({ status: 'IGNORED' });
  await sql`update api.error_groups set ignored_until = now() at time zone 'utc' where id = ${groupId}`.execute(
    service.database.owner,
  );
  await upkeep();
  expect(await readGroup(service, groupId, 'status')).toEqual({ status: 'OPEN' });
  await expect
    .poll(() => feed.items.filter(({ group: one }) => one?.databaseId === groupId).at(-1)?.group)
    .toEqual({ databaseId: groupId, status: 'OPEN' });
  feed.stop();
  await client.dispose();
  // The grouper spreads it.
  await expect.poll(() => statusesOf(errors), { timeout: 5_000 }).toEqual(['open', 'open']);
});

test('errors that could not be grouped are told', async () => {
  await sql`insert into api.error_intake(system_error_id, put_off_until)
    values (9000000, now() at time zone 'utc' + interval '1 hour')`.execute(service.database.owner);
  const { result, lines } = await upkeep();
  expect(result).toMatchObject({ ungrouped: 1 });
  expect(lines).toEqual(['Errors that could not be grouped: 1. The log of the service says why.']);
  await sql`truncate api.error_intake`.execute(service.database.owner);
});
