import { sql } from 'kysely';
import type pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts';
import { withClient } from '../src/testing/server.ts';

const refused = '55000';
const insufficientPrivilege = '42501';

let database: TestDatabase;
let writerUrl: string;

/** A role like Laravel's, which may do everything with the tables that GRANT can give. */
beforeAll(async () => {
  database = await createTestDatabase();
  const url = new URL(database.superuserUrl);
  const role = `laravel_${database.name}`;
  [url.username, url.password] = [role, 'x'];
  writerUrl = url.href;
  await withClient(database.superuserUrl, (client) =>
    client.query(`create role ${role} login password 'x';
      grant all on all tables in schema public to ${role};
      grant all on all sequences in schema public to ${role};
      grant usage on schema public to ${role}; grant create on schema public to ${role}`),
  );
});
afterAll(async () => {
  await withClient(database.superuserUrl, (client) =>
    client.query(`drop owned by laravel_${database.name}; drop role laravel_${database.name}`),
  );
  await database.drop();
});
beforeEach(async () => {
  await sql`insert into audit_logs (event, created_at) values ('kept', '2001-01-01')`.execute(database.owner);
  await sql`insert into activity_logs (activity_type, created_at) values ('kept', '2001-01-01')`.execute(
    database.owner,
  );
});

const counts = async () => {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from audit_logs where event = 'kept')::integer as audits,
      (select count(*) from activity_logs where activity_type = 'kept')::integer as activities`.execute(database.owner);
  return rows[0]!;
};

/** What PostgreSQL answers to statements that it is sent at once; whatever they did is rolled back. */
const answer = (url: string, statements: string) =>
  withClient(url, async (client) => {
    try {
      await client.query(`begin; ${statements}`);
      return 'done';
    } catch (error) {
      return (error as pg.DatabaseError).code;
    }
  });

const ways = {
  update: `update LOG set user_id = 1`,
  'update of one row by id': `update LOG set created_at = now() where id = (select min(id) from LOG)`,
  delete: `delete from LOG`,
  'delete with RETURNING in a common table expression': `with gone as (delete from LOG returning id) select count(*) from gone`,
  truncate: `truncate LOG`,
  'truncate … cascade': `truncate LOG cascade`,
  'truncate among others': `truncate api_tokens, LOG`,
  'merge … delete': `merge into LOG t using (select 1) s on true when matched then delete`,
  'merge … update': `merge into LOG t using (select 1) s on true when matched then update set user_id = 1`,
  'insert … on conflict do update': `insert into LOG select * from LOG on conflict (id) do update set user_id = 1`,
  'select … for update and a cursor': `declare c cursor for select * from LOG for update; fetch c; delete from LOG where current of c`,
  'a view': `create view public.seen as select * from LOG; delete from public.seen`,
  'a DO block': `do $$begin delete from LOG; end$$`,
  'the mark that settings could be': `set local atis.retention = 'on'; delete from LOG`,
};

describe.each(['audit_logs', 'activity_logs'])('%s', (log) => {
  const of = (statement: string) => statement.replaceAll('LOG', log);

  test.each(Object.entries(ways))('keeps its rows from the tables’ owner: %s', async (_, statement) => {
    const before = await counts();
    expect(await answer(database.ownerUrl, of(statement))).toBe(refused);
    expect(await counts()).toEqual(before);
  });

  test.each(Object.entries(ways))('keeps its rows from another application: %s', async (_, statement) => {
    expect(await answer(writerUrl, of(statement))).toBe(refused);
  });

  test.each(Object.entries(ways))('keeps its rows from the service: %s', async (_, statement) => {
    expect(await answer(database.url, of(statement))).toBe(insufficientPrivilege);
  });

  test('keeps its rows when it is reached through a parent table', async () => {
    const statements = `create table public.parent (like ${log}); alter table ${log} inherit public.parent;`;
    expect(await answer(database.ownerUrl, `${statements} delete from public.parent`)).toBe(refused);
    expect(await answer(database.ownerUrl, `${statements} update public.parent set id = id`)).toBe(refused);
    expect(await answer(database.ownerUrl, `${statements} truncate public.parent`)).toBe(refused);
  });

  test('keeps its rows when what they refer to is deleted with a cascade', async () => {
    const statements = `alter table ${log} add foreign key (user_id) references users on delete cascade;
      insert into users(username, email, password, role_id) values ('x', 'x@x', 'x', (select min(id) from roles));
      insert into ${log} (${log === 'audit_logs' ? 'event' : 'activity_type'}, user_id)
        select 'x', id from users where username = 'x';
      delete from users where username = 'x'`;
    expect(await answer(database.ownerUrl, statements)).toBe(refused);
  });

  test('keeps its rows from a superuser, who has to say that triggers shall not fire', async () => {
    expect(await answer(database.superuserUrl, `delete from ${log}`)).toBe(refused);
    const statements = `set local session_replication_role = replica; delete from ${log}`;
    expect(await answer(database.superuserUrl, statements)).toBe('done');
  });

  test('takes what is new from everybody: INSERT, MERGE, ON CONFLICT DO NOTHING', async () => {
    const column = log === 'audit_logs' ? 'event' : 'activity_type';
    for (const url of [database.url, database.ownerUrl, writerUrl]) {
      for (const statement of [
        `insert into ${log} (${column}) values ('x'), ('y')`,
        `insert into ${log} (${column}) values ('x') on conflict do nothing`,
        `merge into ${log} t using (select 1) s on false when not matched then insert (${column}) values ('x')`,
      ]) {
        expect(await answer(url, statement), statement).toBe('done');
      }
    }
  });
});

test('the refusal says what to do', async () => {
  const refusal = await sql`delete from audit_logs`.execute(database.owner).then(
    () => null,
    (error: unknown) => error as pg.DatabaseError,
  );
  expect(refusal).toMatchObject({
    message: 'audit_logs is append-only: DELETE is refused.',
    hint: expect.stringContaining('npm run retention') as unknown,
  });
});

describe('the way past', () => {
  test('is none for others: they cannot mark a transaction, nor call what deletes', async () => {
    const mark = `insert into api.retention_marks values (pg_current_xact_id()); delete from audit_logs`;
    for (const url of [database.url, writerUrl]) {
      expect(await answer(url, mark)).toBe(insufficientPrivilege);
      expect(await answer(url, `update api.retention_sources set deletable = 'true'`)).toBe(insufficientPrivilege);
    }
    expect(await answer(writerUrl, `select api.delete_expired('audit_logs', null, null, 10)`)).toBe(
      insufficientPrivilege,
    );
  });

  test('is closed behind the function: the same transaction cannot delete more', async () => {
    const run = `update api.retention_policies set enabled = true where source = 'audit_logs';
      select api.delete_expired('audit_logs', null, null, 1);`;
    expect(await answer(database.ownerUrl, run)).toBe('done');
    expect(await answer(database.ownerUrl, `${run} delete from audit_logs`)).toBe(refused);
    const triggered = `create function public.sneak() returns trigger language plpgsql
        as $$begin delete from public.activity_logs; return null; end$$;
      create trigger sneak after insert on system_notifications execute function public.sneak();
      ${run} insert into system_notifications(type, title, message) values ('x', 'x', 'x')`;
    expect(await answer(database.ownerUrl, triggered)).toBe(refused);
  });

  test('is open where Laravel’s role owns the tables and the migrations’ role is a member of it, to nobody else', async () => {
    const role = `laravel_${database.name}`;
    await withClient(database.superuserUrl, async (client) => {
      await client.query('begin');
      await client.query(`alter table audit_logs owner to ${role}; grant ${role} to atis_owner`);
      await client.query(`update api.retention_policies set enabled = true where source = 'audit_logs'`);
      await client.query('set local role atis_service');
      const { rows } = await client.query(`select deleted from api.delete_expired('audit_logs', null, null, 1)`);
      expect(rows).toEqual([{ deleted: 1 }]);
      await client.query(`set local role ${role}`);
      await expect(client.query('delete from audit_logs')).rejects.toMatchObject({ code: refused });
      await client.query('rollback');
    });
  });

  test('does not open UPDATE or TRUNCATE, nor another transaction’s DELETE', async () => {
    const mark = `insert into api.retention_marks values (pg_current_xact_id());`;
    expect(await answer(database.ownerUrl, `${mark} update audit_logs set event = event`)).toBe(refused);
    expect(await answer(database.ownerUrl, `${mark} truncate audit_logs`)).toBe(refused);
    await sql`insert into api.retention_marks values (pg_current_xact_id())`.execute(database.owner);
    expect(await answer(writerUrl, 'delete from audit_logs')).toBe(refused);
    expect(await answer(database.ownerUrl, 'delete from audit_logs')).toBe(refused);
  });
});
