import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { createDatabase, type Database } from './client.ts';

let database: TestDatabase;
let single: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  single = createDatabase({ url: database.ownerUrl, poolSize: 1 });
  await sql`create table prepared_things (id integer, name text)`.execute(database.owner);
  await sql`insert into prepared_things values (1, 'one'), (2, 'two')`.execute(database.owner);
});
afterAll(async () => {
  await single.close();
  await database.drop();
});

const find = async (id: number) =>
  (await sql`select * from prepared_things where id = ${id}`.execute(single.db)).rows[0];
const prepared = async () =>
  (
    await sql<{
      statement: string;
    }>`select statement from pg_prepared_statements where statement like '%things%'`.execute(single.db)
  ).rows.map(({ statement }) => statement);

describe('a statement with parameters', () => {
  it('is prepared when it comes for the third time', async () => {
    await find(1);
    await find(2);
    expect(await prepared()).toEqual([]);
    expect(await find(1)).toEqual({ id: 1, name: 'one' });
    expect(await find(2)).toEqual({ id: 2, name: 'two' });
    expect(await prepared()).toEqual(['select * from prepared_things where id = $1']);
  });

  it('without parameters is prepared, too', async () => {
    const count = () => sql`select count(*)::integer as count from prepared_things`.execute(single.db);
    for (let i = 0; i < 4; i++) expect((await count()).rows).toEqual([{ count: 2 }]);
    expect(await prepared()).toContain('select count(*)::integer as count from prepared_things');
  });

  it('is prepared anew when another application has changed the columns of its table', async () => {
    for (let i = 0; i < 5; i++) await find(1);
    await sql`alter table prepared_things add column size integer default 7`.execute(database.owner);
    expect(await find(1)).toEqual({ id: 1, name: 'one', size: 7 });
    await sql`alter table prepared_things alter column id type text`.execute(database.owner);
    expect(await find(2)).toEqual({ id: '2', name: 'two', size: 7 });
    expect(await find(2)).toEqual({ id: '2', name: 'two', size: 7 });
  });

  it('that is wrong fails as it does without preparation, and leaves the connection usable', async () => {
    const wrong = () => sql`select missing from prepared_things where name = ${'one'}`.execute(single.db);
    for (let i = 0; i < 5; i++) await expect(wrong()).rejects.toMatchObject({ code: '42703' });
    expect(await find(1)).toMatchObject({ name: 'one' });
  });

  it('that fails inside a transaction rolls that transaction back and no other', async () => {
    const insert = (name: string) =>
      single.db.transaction().execute(async (tx) => {
        await sql`insert into prepared_things (id, name) values ('3', ${name})`.execute(tx);
        await sql`select 1 / ${name === 'bad' ? 0 : 1}::integer`.execute(tx);
      });
    for (const name of ['a', 'b', 'c', 'd']) await insert(name);
    await expect(insert('bad')).rejects.toMatchObject({ code: '22012' });
    const { rows } = await sql<{
      name: string;
    }>`select name from prepared_things where id = ${'3'} order by name`.execute(single.db);
    expect(rows.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
  });

  it('that became stale inside a transaction fails that transaction and not the next', async () => {
    await sql`create table returned_things (id integer, name varchar(50))`.execute(database.owner);
    const insert = () =>
      single.db
        .transaction()
        .execute((tx) => sql`insert into returned_things values (${1}, ${'one'}) returning *`.execute(tx));
    for (let i = 0; i < 5; i++) await insert();
    await sql`alter table returned_things add column size integer default 3`.execute(database.owner);
    await insert().catch((error: unknown) => expect(error).toMatchObject({ code: '0A000' }));
    expect((await insert()).rows).toEqual([{ id: 1, name: 'one', size: 3 }]);
  });

  it('keeps values and columns together when a column went away and the connection is new', async () => {
    const selectAll = (db: Database['db']) => sql`select * from shrinking_things where id = ${1}`.execute(db);
    await sql`create table shrinking_things (id integer, gone text, name text)`.execute(database.owner);
    await sql`insert into shrinking_things values (1, 'gone', 'kept')`.execute(database.owner);
    for (let i = 0; i < 5; i++) await selectAll(single.db);
    await sql`alter table shrinking_things drop column gone`.execute(database.owner);
    const other = createDatabase({ url: database.ownerUrl, poolSize: 1 });
    try {
      expect((await selectAll(other.db)).rows).toEqual([{ id: 1, name: 'kept' }]);
    } finally {
      await other.close();
    }
  });
});
