import fc, { type Arbitrary } from 'fast-check';
import type { Harvest } from './harvest.ts';
import {
  goodNumbers,
  goodTexts,
  hostileNumbers,
  hostileTexts,
  configKeys,
  moduleCodes,
  nested,
  networks,
  searches,
  text,
  texts,
  times,
  tokens,
  versions,
  weighted,
  wholeJson,
  type Leaf,
} from './leaves.ts';

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
  if (/\bcodes?$/.test(hint)) return weighted([4, moduleCodes], [1, goodTexts], [2, hostileTexts]);
  if (/\bkeys?$/.test(hint)) return weighted([4, configKeys], [1, goodTexts], [2, hostileTexts]);
  if (/search|query|text/.test(hint)) return weighted([3, searches], [1, goodTexts], [2, hostileTexts]);
  if (/version/.test(hint)) return weighted([2, versions], [1, goodTexts], [2, hostileTexts]);
  return weighted([4, goodTexts], [3, hostileTexts]);
}

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
      // Two periods that are compared must be good at the same time, which chance alone hardly ever makes.
      if (/period\.from$/.test(hint)) return weighted([6, texts('2026-02-01T00:00:00Z')], [2, times]);
      if (/period\.to$/.test(hint)) return weighted([6, texts('2026-03-01T08:15:30Z')], [2, times]);
      return weighted([8, times], [1, hostileTexts]);
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
