import fc, { type Arbitrary } from 'fast-check';

/** A value in both notations; one that only one of them can express has null for the other. */
export interface Leaf {
  /** As a literal of GraphQL. */
  readonly literal: string | null;
  /** As JSON text: JavaScript could not hold `1e400` or an own key `__proto__` on the way. */
  readonly json: string;
}

/** Longer texts travel as variables: the document itself has a limit. */
const longestLiteral = 200;

/** A text, in both notations. */
export const text = (value: string): Leaf => {
  const json = JSON.stringify(value);
  return { literal: json.length > longestLiteral ? null : json, json };
};
const bare = (token: string): Leaf => ({ literal: token, json: token });
const onlyJson = (json: string): Leaf => ({ literal: null, json });
/** One of these texts. */
export const texts = (...values: readonly string[]): Arbitrary<Leaf> => fc.constantFrom(...values).map(text);
/** One of these, which are written alike in both notations. */
export const tokens = (...values: readonly string[]): Arbitrary<Leaf> => fc.constantFrom(...values).map(bare);

/** `[weight, arbitrary]` in the notation of fast-check. */
export const weighted = <T>(...choices: readonly (readonly [number, Arbitrary<T>])[]): Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Text that has broken other services: none may be answered by anything but data or a clear refusal. */
export const hostileTexts: Arbitrary<Leaf> = weighted(
  [
    6,
    texts(
      "'; DROP TABLE users; --",
      "' OR '1'='1",
      '") UNION SELECT password FROM users --',
      "\\'; select pg_sleep(20) --",
      '$1',
      '$$',
      '?',
      ':name',
      '\u0000',
      'a\u0000b',
      '\ud800',
      'x\udfff',
      '\ud83d',
      '\ufeff',
      '\u202eabc\u202c',
      'ﷺ'.repeat(30),
      'e\u0301\u0302\u0303\u0304'.repeat(20),
      '👩‍👩‍👧‍👦🇦🇿🏴‍☠️',
      'İIıiß',
      'Ə'.repeat(50),
      '',
      ' ',
      '\t\n\r\u000b\u2028\u2029',
      'null',
      'undefined',
      'true',
      'NaN',
      'Infinity',
      '-Infinity',
      '1e309',
      '0x10',
      '1_000',
      '[object Object]',
      '{}',
      '[]',
      '{"a":1}',
      '{1,2,3}',
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      '../../../../etc/hosts',
      '..\\..\\windows\\win.ini',
      'file:///etc/hosts',
      'javascript:alert(1)',
      '//example.az',
      '<script>alert(1)</script>',
      '{{7*7}}',
      '${7*7}',
      '<%= 7*7 %>',
      '${jndi:ldap://127.0.0.1/a}',
      'line\r\nx-injected: 1',
      '{"level":60,"msg":"forged"}\n{"level":60}',
      '\u001b[31mred\u001b[0m',
      '%s%s%n%d',
      'a'.repeat(201),
      'a'.repeat(256),
      'ə'.repeat(2_001),
      'a'.repeat(10_001),
      'a'.repeat(50_000),
      'a'.repeat(100_001),
      `${'a'.repeat(5_000)}!`,
      '(a+)+$',
      '(.*)*x',
      '[',
      '\\',
      '*'.repeat(500),
    ),
  ],
  [2, fc.string({ unit: 'binary', maxLength: 20 }).map(text)],
  [1, fc.string({ unit: 'grapheme-composite', maxLength: 20 }).map(text)],
  [1, fc.string({ unit: 'binary', minLength: 200, maxLength: 400 }).map(text)],
);

/** What a search with LIKE could trip over. */
export const searches = texts(
  ...['%', '_', '\\', '%%', '\\%', '\\\\', '_%_', '%_'.repeat(200), '\\'.repeat(99), 'school', 'SCHOOL', 'ı', 'a', '1'],
  ...['100% sure', '.*', '(', '[a-z', "'", '"', '%'.repeat(3_000)],
);

/** Addresses and networks, and what looks like them. */
export const networks = texts(
  ...['10.1.2.3', '10.0.0.0/8', '0.0.0.0/0', '::/0', '2001:db8::/32', '2001:db8::1', '::ffff:10.1.2.3', '::1/128'],
  ...['198.51.100.0/24', '10.1.2.3/33', '10.1.2.3/-1', '10.1.2.3/', '/8', '300.1.1.1', '10.1.2', '10.1.2.3.4', '::g'],
  ...['1', '0x0a.1.2.3', '010.1.2.3', 'fe80::1%eth0', '10.1.2.3/255.0.0.0', '::/129', ':::', '1:2:3:4:5:6:7:8:9'],
  ...[' 10.1.2.3', '10.1.2.3\n', '10.1.2.3/08', '10.1.2.3/8', '2001:db8::1/32', 'unknown', '١٠.١.٢.٣'],
);

/** Instants at the edges of calendars, and texts that are none. */
export const times = texts(
  ...['2026-03-01T08:15:30Z', '2026-03-01T08:15:30.123456Z', '2026-02-28T23:59:59+04:00', '2024-02-29T00:00:00Z'],
  ...['2020-01-01T00:00:00Z', '2035-01-01T00:00:00Z', '2027-06-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ...['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59-14:00', '0001-01-01T00:00:00+14:00', '2026-03-01T08:15:30'],
  ...[
    '0000-00-00T00:00:00Z',
    '0000-01-01T00:00:00Z',
    '10000-01-01T00:00:00Z',
    '+010000-01-01T00:00:00Z',
    '-000001-01-01T00:00:00Z',
  ],
  ...[
    '2016-12-31T23:59:60Z',
    '2026-01-01T24:00:00Z',
    '2026-02-30T00:00:00Z',
    '2023-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
  ],
  ...['2026-01-01T00:00:00+24:00', '2026-01-01T00:00:00+99:99', '2026-01-01T00:00:00.1234567890123Z', '2026-01-01'],
  ...['infinity', '-infinity', 'now', 'epoch', 'today', 'allballs', '0', '1767225600', '294277-01-01T00:00:00Z'],
  ...['4714-11-24T00:00:00Z BC', '2026-01-01T00:00:00Z; select 1', '٢٠٢٦-٠١-٠١T00:00:00Z', 'Jan 1 2026', ''],
);

/** Texts that are good somewhere in this schema, so that what lies behind the checks is reached. */
export const goodTexts = texts(
  ...[
    'failed_login',
    'login',
    'view',
    'announcement',
    'maintenance',
    'users',
    'reports',
    'alert-circle',
    'Elan',
    'Mətn',
  ],
  ...[
    'superadmin',
    'regionadmin',
    'müəllim',
    'https://example.az/path',
    '/path',
    'A reason.',
    'key-1',
    'key-2',
    '1',
    '5',
  ],
);

/** Codes of modules that are there, and of one that may come. */
export const moduleCodes = texts('module-0', 'module-1', 'module-2', 'module-4', 'module-9', 'module-16', 'new');
/** Keys of settings; the last is set nowhere. */
export const configKeys = texts('open.0', 'open.1', 'open.2', 'school.0', 'school.1', 'new.key');
/** Versions of modules and ranges of them, good and bad. */
export const versions = texts(
  '1.0.0',
  '1.9.0',
  '2.0.0-beta.1',
  '^1',
  '>=1 <3',
  '1.x || 2',
  '1.2',
  'v1.0.0',
  '*',
  '^^1',
  '999999999999999999.0.0',
);

/** Sizes of pages. */
export const goodNumbers = tokens('1', '2', '3', '5', '10', '25');
/** Numbers at the edges of types, and beyond. */
export const hostileNumbers = tokens(
  ...['0', '-1', '-0', '50', '51', '100', '101', '1000', '2147483647', '-2147483648', '2147483648', '-2147483649'],
  ...['9007199254740991', '9007199254740992', '9007199254740993', '9223372036854775807', '9223372036854775808'],
  ...['-9223372036854775808', '18446744073709551616', '1.0', '1.5', '-0.5', '1e2', '1e400', '-1e400', '1e-400'],
  ...['0.1', '1e10', '99999999999999999999999999999999999999'],
);

/** JSON of this depth. */
export const nested = (open: string, close: string, depth: number): string =>
  `${open.repeat(depth)}1${close.repeat(depth)}`;

/** JSON for scalars that take any of it. */
export const wholeJson: Arbitrary<Leaf> = weighted(
  [3, tokens('{}', '{ a: 1 }', '{ a: { b: [1, "x", null, true] } }').map(({ literal }) => asLiteral(literal ?? ''))],
  [2, fc.jsonValue({ maxDepth: 3, noNullPrototype: true } as never).map((value) => onlyJson(JSON.stringify(value)))],
  [
    3,
    fc
      .constantFrom(
        ...[
          '{"__proto__":{"isAdmin":true}}',
          '{"constructor":{"prototype":{"isAdmin":true}}}',
          '{"toString":1,"toJSON":2}',
        ],
        ...['{"":1}', '{"a\\u0000":1}', '{"a":"\\u0000"}', '{"\\ud800":1}', '{"a":1e400}', '{"a":-0}', '{"a":1e-400}'],
        ...['{"a":123456789012345678901234567890}', '{"a":1.7976931348623157e308}', '{"a":1,"a":2}'],
        ...[nested('[', ']', 19), nested('[', ']', 21), nested('[', ']', 500), nested('{"a":', '}', 19)],
        ...[nested('{"a":', '}', 100), nested('{"a":', '}', 2_000), `{"a":"${'x'.repeat(5_000)}"}`],
        ...[`{"a":[${'1,'.repeat(99)}1]}`, `{"a":[${'1,'.repeat(100)}1]}`, `{"a":"${'x'.repeat(70_000)}"}`],
        JSON.stringify(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`k${index}`, index]))),
      )
      .map(onlyJson),
  ],
);

/** A literal of GraphQL whose keys JSON wants in quotes. */
const asLiteral = (literal: string): Leaf => ({ literal, json: literal.replace(/(\w+):/g, '"$1":') });

/** Values of no use for anything that expects another type. */
export const misfits: Arbitrary<Leaf> = weighted(
  [3, tokens('null', 'true', '1', '1.5', '[]', '{}', '[[]]', '[null]', '[[1]]', '-1', '1e400')],
  [1, hostileTexts],
  [1, texts('x', '')],
);

/** Names where a name is expected: of fields, types, enum values. */
export const hostileNames = fc.constantFrom('__proto__', 'constructor', 'toString', 'valueOf', '__typename', 'nothing');
