import { readFile } from 'node:fs/promises';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts';
import { generate } from './generate.ts';
import { renderFiles } from './generate-files.ts';
import { parseCheck, readModel } from './generate-model.ts';
import { camelCase, pascalCase, singular } from './generate-names.ts';

describe('what is generated', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('is what the project has committed; if not: npm run generate', async () => {
    for (const [path, text] of Object.entries(await generate(database.ownerUrl))) {
      expect(await readFile(new URL(`../${path}`, import.meta.url), 'utf8'), path).toBe(text);
    }
  });

  it('is the same every time', async () => {
    expect(await generate(database.ownerUrl)).toEqual(await generate(database.ownerUrl));
  });
});

describe('a table of any kind', () => {
  let database: TestDatabase;
  let files: Record<string, string>;
  beforeAll(async () => {
    database = await createTestDatabase({ empty: true });
    await sql`
      create table shelf_boxes (
        room integer, shelf text, label varchar(12) not null unique, state varchar(5) default 'new',
        weight numeric(6,2) check (weight > 0), floor smallint not null check (floor between -2 and 30),
        box_size text not null check (box_size in ('it''s big', 'small')), contents jsonb not null default '{}',
        number bigint generated always as identity, seen timestamptz, bought date, is_full boolean not null,
        constraint state_check check (state is null or state in ('new', 'old')),
        constraint room_check check (room > 0 or shelf = 'a'),
        primary key (room, shelf)
      )`.execute(database.owner);
    await sql`create unique index one_full_box on shelf_boxes(room) where is_full`.execute(database.owner);
    const client = new pg.Client(database.ownerUrl);
    await client.connect();
    files = renderFiles(await readModel(client));
    await client.end();
  });
  afterAll(() => database.drop());

  it('has a row type', () => {
    expect(files['tables.ts']).toContain(`export interface ShelfBoxesTable {
  room: number;
  shelf: string;
  label: string;
  state: Generated<ShelfBoxState | null>;
  weight: Numeric | null;
  floor: number;
  box_size: ShelfBoxBoxSize;
  contents: Generated<Json>;
  number: GeneratedAlways<Int8>;
  seen: Timestamp | null;
  bought: string | null;
  is_full: boolean;
}

export type ShelfBoxRow = Selectable<ShelfBoxesTable>;`);
  });

  it('has its value lists', () => {
    expect(files['enums.ts']).toContain(`export const shelfBoxStateValues = ["new","old"] as const;`);
    expect(files['enums.ts']).toContain(`export const shelfBoxBoxSizeValues = ["it's big","small"] as const;`);
  });

  it('has schemas', () => {
    expect(files['schemas.ts']).toContain(`export const shelfBoxInsertSchema = z.strictObject({
  room: integer(),
  shelf: text(),
  label: text(12),
  state: z.enum(shelfBoxStateValues).nullish(),
  weight: numeric(6, 2).nullish(),
  floor: integer(-2, 30),
  box_size: z.enum(shelfBoxBoxSizeValues),
  contents: json().optional(),
  seen: timestamp().nullish(),
  bought: date().nullish(),
  is_full: z.boolean(),
});
export const shelfBoxUpdateSchema = shelfBoxInsertSchema.omit({ room: true, shelf: true }).partial();`);
  });

  it('has metadata that tells keys from conditions', () => {
    const { 'metadata.ts': metadata } = files;
    expect(metadata).toContain('primaryKey: ["room","shelf"]');
    expect(metadata).toContain('uniqueKeys: [["room","shelf"],["label"]]');
    expect(metadata).toContain('one_full_box: {"table":"shelf_boxes","kind":"unique","columns":["room"]}');
    expect(metadata).toContain('room_check: {"table":"shelf_boxes","kind":"check","columns":["room","shelf"]}');
  });

  it('of a type nobody thought of stops the generator with its name', () => {
    const column = { name: 'place', type: 'point', nullable: true, hasDefault: false };
    const table = { schema: 'public', name: 'maps', key: 'maps', primaryKey: [], constraints: [] };
    const columns = [{ ...column, generatedAlways: false, readable: true, check: {} }];
    expect(() => renderFiles([{ ...table, columns }])).toThrow(/maps\.place has the type point: add it/);
  });
});

describe('a CHECK constraint', () => {
  const list = `ARRAY['info'::character varying, 'it''s'::character varying]`;
  it.each([
    [`CHECK (((level)::text = ANY ((${list})::text[])))`, { values: ['info', "it's"] }],
    [`CHECK (((level IS NULL) OR ((level)::text = ANY ((${list})::text[]))))`, { values: ['info', "it's"] }],
    [`CHECK ((level = ANY (ARRAY['a (b)'::text, '::text'::text])))`, { values: ['a (b)', '::text'] }],
    [`CHECK ((level = 'only'::text))`, { values: ['only'] }],
    [`CHECK (((level = 'a'::text) OR (level = 'b'::text)))`, { values: ['a', 'b'] }],
    [`CHECK (((level >= 1) AND (level <= 10)))`, { minimum: 1, maximum: 10 }],
    [`CHECK (((level IS NULL) OR (level > 0)))`, { minimum: 1 }],
    [`CHECK (("level" < '-5'::integer))`, { maximum: -6 }],
    [`CHECK ((level <> 3))`, {}],
    [`CHECK ((lower(level) = 'a'::text))`, {}],
    [`CHECK ((level ~ '^[a-z]+$'::text))`, {}],
    [`CHECK (((level > 0) OR (level < '-9'::integer)))`, {}],
    [`CHECK (((level = 'a'::text) AND (length(level) > 0)))`, {}],
    [`CHECK (level)`, {}],
  ])('%s is understood or left to PostgreSQL', (definition, check) => {
    expect(parseCheck(definition, 'level')).toEqual(check);
  });
});

describe('a name', () => {
  it.each([
    ['security_events', 'security_event'],
    ['feed_entries', 'feed_entry'],
    ['licenses', 'license'],
    ['shelf_boxes', 'shelf_box'],
    ['addresses', 'address'],
    ['feed_state', 'feed_state'],
    ['job_status', 'job_status'],
    ['analysis', 'analysis'],
  ])('of %s is %s for one', (table, expected) => {
    expect(singular(table)).toBe(expected);
  });

  it('is spelt as TypeScript spells names', () => {
    expect(pascalCase('security_event_triage')).toBe('SecurityEventTriage');
    expect(camelCase('license_type_values')).toBe('licenseTypeValues');
  });
});
