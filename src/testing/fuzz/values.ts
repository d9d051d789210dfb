import fc, { type Arbitrary } from 'fast-check';
import type { Harvest } from './harvest.ts';

/** A value in both notations; one that only one of them can express has null for the other. */
export interface Leaf {
  /** As a literal of GraphQL. */
  readonly literal: string | null;
  /** As JSON text: JavaScript could not hold `1e400` or an own key `__proto__` on the way. */
  readonly json: string;
}

/** Longer texts travel as variables: the document itself has a limit. */
const longestLiteral = 200;

const text = (value: string): Leaf => {
  const json = JSON.stringify(value);
  return { literal: json.length > longestLiteral ? null : json, json };
};
const bare = (token: string): Leaf => ({ literal: token, json: token });
const onlyJson = (json: string): Leaf => ({ literal: null, json });
const texts = (...values: readonly string[]): Arbitrary<Leaf> => fc.constantFrom(...values).map(text);
const tokens = (...values: readonly string[]): Arbitrary<Leaf> => fc.constantFrom(...values).map(bare);

/** `[weight, arbitrary]` in the notation of fast-check. */
export const weighted = <T>(...choices: readonly (readonly [number, Arbitrary<T>])[]): Arbitrary<T> =>
  fc.oneof(...choices.map(([weight, arbitrary]) => ({ weight, arbitrary })));

/** Text that has broken other services: none may be answered by anything but data or a clear refusal. */
const hostileTexts: Arbitrary<Leaf> = weighted(
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

const searches = texts(
  ...['%', '_', '\\', '%%', '\\%', '\\\\', '_%_', '%_'.repeat(200), '\\'.repeat(99), 'school', 'SCHOOL', 'ı', 'a', '1'],
  ...['100% sure', '.*', '(', '[a-z', "'", '"', '%'.repeat(3_000)],
);

const networks = texts(
  ...['10.1.2.3', '10.0.0.0/8', '0.0.0.0/0', '::/0', '2001:db8::/32', '2001:db8::1', '::ffff:10.1.2.3', '::1/128'],
  ...['198.51.100.0/24', '10.1.2.3/33', '10.1.2.3/-1', '10.1.2.3/', '/8', '300.1.1.1', '10.1.2', '10.1.2.3.4', '::g'],
  ...['1', '0x0a.1.2.3', '010.1.2.3', 'fe80::1%eth0', '10.1.2.3/255.0.0.0', '::/129', ':::', '1:2:3:4:5:6:7:8:9'],
  ...[' 10.1.2.3', '10.1.2.3\n', '10.1.2.3/08', '10.1.2.3/8', '2001:db8::1/32', 'unknown', '١٠.١.٢.٣'],
);

const times = texts(
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
const goodTexts = texts(
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

const goodNumbers = tokens('1', '2', '3', '5', '10', '25');
const hostileNumbers = tokens(
  ...['0', '-1', '-0', '50', '51', '100', '101', '1000', '2147483647', '-2147483648', '2147483648', '-2147483649'],
  ...['9007199254740991', '9007199254740992', '9007199254740993', '9223372036854775807', '9223372036854775808'],
  ...['-9223372036854775808', '18446744073709551616', '1.0', '1.5', '-0.5', '1e2', '1e400', '-1e400', '1e-400'],
  ...['0.1', '1e10', '99999999999999999999999999999999999999'],
);

const nested = (open: string, close: string, depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`;

const wholeJson: Arbitrary<Leaf> = weighted(
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

const globalId = (type: string, databaseId: string) => Buffer.from(`${type}:${databaseId}`).toString('base64url');

/** The type that an argument wants an id of, as far as its name tells. */
function wantedTypes(hint: string, types: readonly string[]): readonly string[] {
  const named = (part: string) => types.filter((type) => part.includes(type.toLowerCase().replace('system', '')));
  const argument = hint.slice(hint.lastIndexOf('.') + 1);
  if (/assign/.test(argument)) return types.filter((type) => type === 'User');
  const wanted = named(argument);
  return wanted.length > 0 ? wanted : named(hint);
}

function ids(harvest: Harvest, hint: string): Arbitrary<Leaf> {
  const types = Object.keys(harvest.ids);
  const all = types.flatMap((type) => harvest.ids[type] ?? []);
  const wanted = wantedTypes(hint, types).flatMap((type) => harvest.ids[type] ?? []);
  const pair = (id: string): readonly string[] => [id, Buffer.from(id, 'base64url').toString().split(':')[1] ?? id];
  const real = (list: readonly string[]) =>
    fc.constantFrom(...(list.length > 0 ? list : all)).chain((id) => texts(...pair(id)));
  const databaseIds = all.map((id) => pair(id)[1] ?? '0');
  return weighted(
    [12, real(wanted)],
    [2, real(all)],
    [
      1,
      fc
        .tuple(
          fc.constantFrom(...types, 'Query', 'UserError', 'Constructor', 'Nothing'),
          fc.constantFrom(...databaseIds),
        )
        .map(([type, id]) => text(globalId(type, id))),
    ],
    [
      1,
      fc
        .tuple(
          fc.constantFrom(...types),
          fc.constantFrom('0', '-1', '9223372036854775807', '9223372036854775808', '1e3', '', '1:1', "1' --", '\u0000'),
        )
        .map(([type, id]) => text(globalId(type, id))),
    ],
    [
      1,
      texts(
        '0',
        '-1',
        '00',
        '01',
        '+1',
        '1.0',
        '9223372036854775807',
        '9223372036854775808',
        '99999999999999999999',
        'MTox',
        '====',
        'a-_b',
      ),
    ],
    [1, hostileNumbers],
    [1, hostileTexts],
  );
}

/** Cursors mostly of the list that is asked, unchanged, with one part replaced, and made up. */
function cursors(harvest: Harvest, hint: string): Arbitrary<Leaf> {
  const all = Object.values(harvest.cursors).flat();
  // A feed is resumed by cursors of its list.
  const lists = Object.keys(harvest.cursors).filter((list) =>
    hint.includes(`.${list.toLowerCase().replace(/s$/, '')}`),
  );
  const own = lists.flatMap((list) => harvest.cursors[list] ?? []);
  const real = weighted([8, fc.constantFrom(...(own.length > 0 ? own : all))], [1, fc.constantFrom(...all)]);
  const part = fc.constantFrom(
    '',
    '0',
    '-1',
    '9223372036854775808',
    'infinity',
    '-infinity',
    '0000-00-00 00:00:00',
    '2026-02-30 00:00:00',
    '294277-01-01 00:00:00',
    '4714-01-01 00:00:00 BC',
    '10000-01-01 00:00:00',
    "x'",
    '\u0000',
    '\ud800',
    'ə'.repeat(400),
  );
  const changed = fc.tuple(real, fc.nat(4), part).map(([cursor, at, by]) => {
    const decoded = Buffer.from(cursor, 'base64url').toString();
    if (!decoded.startsWith('[')) return `${cursor.slice(0, -1)}A`;
    const parts = JSON.parse(decoded) as string[];
    return Buffer.from(JSON.stringify(parts.with(at % parts.length, by))).toString('base64url');
  });
  const made = fc.constantFrom(
    '[]',
    '{}',
    'null',
    '[null]',
    '["newest"]',
    '["newest",1,2]',
    '[["newest"]]',
    '["__proto__","1","2"]',
    nested('[', ']', 300),
  );
  return weighted(
    [8, real.map(text)],
    [3, changed.map(text)],
    [1, made.map((json) => text(Buffer.from(json).toString('base64url')))],
    [1, hostileTexts],
  );
}

/** What a name says of its values, the first that fits. */
function strings(harvest: Harvest, hint: string): Arbitrary<Leaf> {
  if (/\.(after|before)$|cursor/.test(hint)) return cursors(harvest, hint);
  if (/ip|address|network/.test(hint)) return weighted([5, networks], [1, hostileTexts]);
  if (/search|query|text/.test(hint)) return weighted([3, searches], [1, goodTexts], [2, hostileTexts]);
  return weighted([4, goodTexts], [3, hostileTexts]);
}

/** Values of no use for anything that expects another type. */
export const misfits: Arbitrary<Leaf> = weighted(
  [3, tokens('null', 'true', '1', '1.5', '[]', '{}', '[[]]', '[null]', '[[1]]', '-1', '1e400')],
  [1, hostileTexts],
  [1, texts('x', '')],
);

/** Values of a scalar; `hint` is the path of the argument in lower case. */
export function scalarValues(scalar: string, hint: string, harvest: Harvest): Arbitrary<Leaf> {
  switch (scalar) {
    case 'ID':
      return ids(harvest, hint);
    case 'Int':
      return weighted([5, goodNumbers], [2, hostileNumbers]);
    case 'Float':
    case 'BigInt':
    case 'Long':
      return weighted([3, goodNumbers], [4, hostileNumbers]);
    case 'Boolean':
      return tokens('true', 'false');
    case 'DateTime':
    case 'Date':
    case 'Time':
      return weighted([8, times], [1, hostileTexts]);
    case 'JSON':
      return weighted([3, wholeJson], [1, hostileTexts], [1, hostileNumbers]);
    case 'JSONObject':
      return wholeJson;
    default:
      return strings(harvest, hint);
  }
}

/** Names where a name is expected: of fields, types, enum values. */
export const hostileNames = fc.constantFrom('__proto__', 'constructor', 'toString', 'valueOf', '__typename', 'nothing');
