import { inspect } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ZodType } from 'zod';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { date, int8, integer, json, numeric, text, timestamp } from './column-schemas.ts';

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

interface Case {
  schema: ZodType;
  accepted: unknown[];
  /** What PostgreSQL refuses as well. */
  refused: unknown[];
  /** What PostgreSQL would store, but not as it was meant. */
  refusedByUs?: unknown[];
}

const cases: Record<string, Case> = {
  'varchar(3)': { schema: text(3), accepted: ['', 'əüğ', '👩🎓👨'], refused: ['abcd', '👩🎓👨👧'] },
  text: { schema: text(), accepted: ['x'.repeat(100_000)], refused: ['a\0b'], refusedByUs: ['\ud83d', 5, null] },
  integer: {
    schema: integer(),
    accepted: [0, -2_147_483_648, 2_147_483_647],
    refused: [2_147_483_648, -2_147_483_649, NaN, Infinity, 'x'],
    refusedByUs: [1.5, '1'],
  },
  bigint: {
    schema: int8(),
    accepted: ['9223372036854775807', '-9223372036854775808', 0, 9_007_199_254_740_991],
    refused: ['9223372036854775808', '-9223372036854775809', '', '1.5', 'x', 1e20],
    refusedByUs: [' 1', 2 ** 53],
  },
  'numeric(12,4)': {
    schema: numeric(12, 4),
    accepted: ['99999999.9999', '-99999999.9999', 99_999_999.9999, 1.123456, '0.00001', '99999999.99994', 1e-9],
    refused: ['100000000', '99999999.99995', 100_000_000, 1e300, Infinity, '', '1,5', 'x'],
    refusedByUs: [NaN, 'NaN', '1e3'],
  },
  date: {
    schema: date(),
    accepted: ['2024-02-29', '0001-01-01', '9999-12-31'],
    refused: ['2026-02-29', '0000-01-01', '2026-13-01', 'x'],
    refusedByUs: ['today', '2026-01-31T00:00:00Z'],
  },
  timestamp: {
    schema: timestamp(),
    accepted: [
      '2026-01-31T09:30:00Z',
      '2026-01-31 09:30',
      '0001-01-01T00:00:00.000001Z',
      '9999-12-31T23:59:59.999999Z',
    ],
    refused: ['2026-02-30T09:30:00Z', '2026-01-31T25:00:00Z', '0000-01-01T00:00:00Z', 'x', ''],
    refusedByUs: ['0001-01-01T00:00:00+04:00', '2026-01-31', 'now', 'infinity', '2026-01-31T24:00:00Z', new Date(NaN)],
  },
  jsonb: {
    schema: json(),
    accepted: [null, true, 1.5, 'text', [], {}, { ə: [1, { a: null }] }, Object.create(null), nested(100)],
    refused: ['a\0b', { 'a\0b': 1 }, [['\ud83d']]],
    refusedByUs: [undefined, NaN, new Date(), { a: undefined }, nested(101), new Map(), () => 1],
  },
};

describe('a column schema', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  const store = (type: string, value: unknown) => {
    const parameter = type === 'jsonb' ? JSON.stringify(value) : value;
    return database.owner.transaction().execute(async (transaction) => {
      await sql`create table stored (value ${sql.raw(type)})`.execute(transaction);
      // A text of its own for each type: prepared once, its parameter would keep the type of the first table.
      await sql`insert into stored /* ${sql.raw(type)} */ values (${parameter})`.execute(transaction);
      await sql`drop table stored`.execute(transaction);
    });
  };

  const named = (value: unknown) => (typeof value === 'string' ? value : inspect(value));

  for (const [type, { schema, accepted, refused, refusedByUs = [] }] of Object.entries(cases)) {
    it(`accepts for ${type} only what PostgreSQL stores`, async () => {
      for (const value of accepted) {
        expect(schema.safeParse(value), named(value)).toMatchObject({ success: true });
        await expect(store(type, value), named(value)).resolves.toBeUndefined();
      }
      for (const value of refused) {
        expect(schema.safeParse(value), named(value)).toMatchObject({ success: false });
        await expect(store(type, value), named(value)).rejects.toThrow();
      }
      for (const value of refusedByUs) {
        expect(schema.safeParse(value), named(value)).toMatchObject({ success: false });
      }
    });
  }

  it('gives a time as UTC with its microseconds', () => {
    expect(timestamp().parse('2026-01-31T02:30:00.123456+04:00')).toBe('2026-01-30T22:30:00.123456Z');
    expect(timestamp().parse('2026-01-31 09:30:00-0330')).toBe('2026-01-31T13:00:00Z');
    expect(timestamp().parse(new Date(Date.UTC(2026, 0, 31)))).toBe('2026-01-31T00:00:00.000Z');
  });

  it('says what is wrong in words', () => {
    expect(text(3).safeParse('abcd').error?.issues).toMatchObject([
      { code: 'too_big', maximum: 3, message: 'must have at most 3 characters' },
    ]);
    expect(int8().safeParse('x').error?.issues).toMatchObject([
      { message: 'must be a whole number of at most 64 bits' },
    ]);
  });
});
