import { z } from 'zod';
import { utcTimestamp, type JsonValue } from './column-types.ts';

/** Levels of nesting a JSON document may have; PostgreSQL itself gives up only at thousands. */
const maximumJsonDepth = 100;

/** Accepts text that PostgreSQL can store, of at most `maximum` characters (code points, as varchar counts). */
export function text(maximum = Infinity) {
  return z.string().check((context) => {
    const { value } = context;
    if (!isStorableText(value)) {
      const message = 'must not contain a NUL character or half of a surrogate pair';
      context.issues.push({ code: 'custom', input: value, message });
    }
    if (value.length > maximum && Array.from(value).length > maximum) {
      const message = `must have at most ${maximum} characters`;
      context.issues.push({ code: 'too_big', origin: 'string', maximum, inclusive: true, input: value, message });
    }
  });
}

/** Accepts whole numbers between the bounds, inclusive; those of 32 bits where none are given. */
export function integer(minimum = -2_147_483_648, maximum = 2_147_483_647) {
  return z.int().min(minimum).max(maximum);
}

/** Accepts a 64-bit integer as decimal text or as a number without loss. */
export function int8() {
  const message = 'must be a whole number of at most 64 bits';
  return z.union([z.string(), z.number()], { error: message }).refine((value) => {
    if (typeof value === 'number') return Number.isSafeInteger(value);
    return /^-?\d{1,19}$/.test(value) && BigInt.asIntN(64, BigInt(value)) === BigInt(value);
  }, message);
}

/** Accepts a finite decimal number that fits numeric(precision, scale) after PostgreSQL has rounded it to the scale. */
export function numeric(precision: number, scale: number) {
  const message = `must be a decimal number with at most ${precision - scale} digits before the point`;
  return z.union([z.string(), z.number()], { error: message }).refine((value) => {
    const decimal = typeof value === 'number' ? value.toFixed(scale + 1) : value;
    const [, whole = '', fraction = ''] = /^-?(\d{1,1000})(?:\.(\d{1,1000}))?$/.exec(decimal) ?? [];
    if (whole === '') return false;
    const tenfold = BigInt(whole + fraction.slice(0, scale + 1).padEnd(scale + 1, '0'));
    return (tenfold + 5n) / 10n < 10n ** BigInt(precision);
  }, message);
}

/** Accepts a calendar date `YYYY-MM-DD`, years 1 to 9999. */
export function date() {
  return z.iso.date().refine((value) => !value.startsWith('0000'), 'must be a date after the year 0');
}

/** Accepts an ISO time or a Date and gives UTC text with its microseconds; without an offset it is taken as UTC. */
export function timestamp() {
  const message = 'must be a time such as 2026-01-31T09:30:00Z, in the years 1 to 9999';
  return z.union([z.string(), z.date()], { error: message }).transform((value, context) => {
    const utc = utcTimestamp(value);
    if (utc !== undefined) return utc;
    context.issues.push({ code: 'custom', input: value, message });
    return z.NEVER;
  });
}

/** Accepts a JSON document that jsonb can hold. */
export function json() {
  return z.custom<JsonValue>(
    (value) => isStorableJson(value, maximumJsonDepth),
    `must be JSON without NUL characters or halves of surrogate pairs, nested at most ${maximumJsonDepth} deep`,
  );
}

function isStorableText(value: string): boolean {
  return !value.includes('\0') && value.isWellFormed();
}

function isStorableJson(value: unknown, depth: number): boolean {
  if (value === null || typeof value === 'boolean') return true;
  if (typeof value === 'string') return isStorableText(value);
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || depth === 0) return false;
  if (Array.isArray(value)) return value.every((item) => isStorableJson(item, depth - 1));
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Object.prototype && prototype !== null) return false;
  return Object.entries(value).every(([key, item]) => isStorableText(key) && isStorableJson(item, depth - 1));
}
