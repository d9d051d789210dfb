import type { ColumnType } from 'kysely';

/** What a json or jsonb column holds. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

declare const jsonText: unique symbol;

/** JSON as text, the only form that is written to a json column: pg sends a bare array as a PostgreSQL array. */
export type JsonText = string & { readonly [jsonText]: true };

/** Gives the text of `value` for a json column of an insert or update that is built by hand. */
export function json(value: JsonValue): JsonText {
  return JSON.stringify(value) as JsonText;
}

export type Json = ColumnType<JsonValue, JsonText, JsonText>;

/** 64-bit integers and numerics are read as text: a JavaScript number would lose digits. */
export type Int8 = ColumnType<string, string | number, string | number>;
export type Numeric = ColumnType<string, string | number, string | number>;

/** Read as PostgreSQL's own text with its microseconds, always UTC; a Date would cut them off. */
export type Timestamp = ColumnType<string, string | Date, string | Date>;

/** A column that PostgreSQL fills when an insert leaves it out. Unlike Kysely's own, it nests. */
export type Generated<T> =
  T extends ColumnType<infer Select, infer Insert, infer Update>
    ? ColumnType<Select, Insert | undefined, Update>
    : ColumnType<T, T | undefined, T>;

/** A column that only PostgreSQL may write. */
export type GeneratedAlways<T> =
  T extends ColumnType<infer Select, unknown, unknown> ? ColumnType<Select, never, never> : ColumnType<T, never, never>;

/** A column that may be written but never read, such as a password hash. */
export type Unreadable<T> =
  T extends ColumnType<unknown, infer Insert, infer Update>
    ? ColumnType<never, Insert, Update>
    : ColumnType<never, T, T>;

const isoTime = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(\.\d{1,6})?)?(?:Z|([+-])(0\d|1[0-5])(?::?([0-5]\d))?)?$/;

/**
 * Gives an ISO time as UTC text with its microseconds, or undefined where it is no real time of the years 1 to 9999.
 * PostgreSQL silently ignores the offset of a text that goes into a `timestamp` column; without one, UTC is meant.
 */
export function utcTimestamp(value: string | Date): string | undefined {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? undefined : utcTimestamp(value.toISOString());
  const [match, day, minute, second = '00', fraction = '', sign, hours = '0', minutes = '0'] =
    isoTime.exec(value) ?? [];
  if (match === undefined) return undefined;
  const local = `${day}T${minute}:${second}`;
  const time = new Date(`${local}Z`);
  if (Number.isNaN(time.getTime()) || !time.toISOString().startsWith(local)) return undefined;
  const offset = (Number(hours) * 60 + Number(minutes)) * (sign === '-' ? -1 : 1);
  const utc = new Date(time.getTime() - offset * 60_000).toISOString();
  return /^(?!0000)\d{4}-/.test(utc) ? `${utc.slice(0, 19)}${fraction}Z` : undefined;
}
