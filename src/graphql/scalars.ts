import { GraphQLScalarType, Kind, valueFromASTUntyped } from 'graphql';
import { GraphQLJSON, GraphQLJSONObject } from 'graphql-scalars';
import { utcTimestamp } from '../db/column-types.ts';
import { RequestError } from '../errors.ts';

/** `2026-03-01 08:15:30.123456` or `…+00`, as PostgreSQL writes times of a UTC session. */
const databaseTime = /^(\d{4,6}-\d\d-\d\d) (\d\d:\d\d:\d\d(?:\.\d{1,6})?)(?:\+00)?$/;
/** A database time as ISO 8601; `infinity`, which a column may hold, as the end of the scale. */
export function formatTime(text: string): string {
  if (isPlainTime(text)) return `${text.slice(0, 10)}T${text.slice(11)}Z`;
  const [, date, time] = databaseTime.exec(text) ?? [];
  if (date !== undefined && time !== undefined) return `${date}T${time}Z`;
  if (text === 'infinity') return '9999-12-31T23:59:59.999999Z';
  if (text === '-infinity' || text.endsWith('BC')) return '0001-01-01T00:00:00Z';
  return text;
}

/** Whether a text is a time as nearly all are, without looking at every digit: four of the year, no zone, no era. */
const isPlainTime = (text: string): boolean =>
  text.charAt(10) === ' ' &&
  text.charAt(text.length - 1) <= '9' &&
  (text.length === 19 || (text.charAt(19) === '.' && text.length <= 26 && text.charAt(text.length - 3) !== '+'));

/** A time as text that orders like the time itself: texts of different precision do not. */
export const comparableTime = (time: string): string =>
  formatTime(time).replace(
    /(?:\.(\d+))?Z$/,
    (_, fraction: string | undefined) => `.${(fraction ?? '').padEnd(6, '0')}`,
  );

/** An instant in UTC as text, microseconds kept. Throws BAD_USER_INPUT. */
export function parseTime(value: unknown): string {
  const time = typeof value === 'string' && hasOffset.test(value) ? utcTimestamp(value) : undefined;
  if (time === undefined) {
    throw new RequestError(
      'BAD_USER_INPUT',
      'DateTime must be an instant with offset in the years 1 to 9999, like 2026-03-01T08:15:30Z.',
    );
  }
  return time;
}

const hasOffset = /(Z|[+-]\d\d:?\d\d)$/;

/** Times are text from PostgreSQL to the response: a JS Date would lose microseconds and time. */
export const DateTime = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'An instant in UTC, ISO 8601 with offset and up to microseconds: `2026-03-01T08:15:30.123456Z`.',
  serialize: (value) => formatTime(String(value)),
  parseValue: parseTime,
  parseLiteral: (node) => parseTime(node.kind === Kind.STRING ? node.value : null),
  extensions: { jsonSchema: { type: 'string', format: 'date-time' } },
});

/** A number or a text; whoever takes it says which numbers. */
const decimalOf = (value: unknown): number | string => {
  if (typeof value === 'number' || typeof value === 'string') return value;
  throw new RequestError('BAD_USER_INPUT', 'Decimal must be a number or its text, like 12.5 or "12.5".');
};

/** Other numbers would refuse a whole list for one infinite value in it. */
export const Decimal = new GraphQLScalarType<number | string, number | string>({
  name: 'Decimal',
  description:
    'A number, or its text: `12.5`, `"12.5"`. What it must be beyond that – finite, within a range – is said where it is given.',
  serialize: decimalOf,
  parseValue: decimalOf,
  parseLiteral: (node) => decimalOf('value' in node ? node.value : null),
  extensions: { jsonSchema: { type: ['number', 'string'] } },
});

/** Literals may contain variables, which graphql-scalars' own parser of literals does not know. */
const withVariables = (scalar: GraphQLScalarType): GraphQLScalarType =>
  new GraphQLScalarType({
    ...scalar.toConfig(),
    parseLiteral: (node, variables) => scalar.parseValue(valueFromASTUntyped(node, variables)),
  });

export const JSONValue = withVariables(GraphQLJSON);
export const JSONObject = withVariables(GraphQLJSONObject);
