import { describe, expect, it } from 'vitest';
import { csvText, encoderOf } from './export-formats.ts';

/** Reads CSV as RFC 4180 says. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('a text in CSV', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['+994 50', "'+994 50"],
    ['-2', "'-2"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['\t=1', `"'\t=1"`],
    ['\r=1', `"'\r=1"`],
    ['\n1', `"'\n1"`],
    ['＝1', "'＝1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠x', "'＠x"],
    ['  =1', "'  =1"],
    ['\u00a0\u200b\ufeff=1', "'\u00a0\u200b\ufeff=1"],
    ['=HYPERLINK("http://x";"y")', `"'=HYPERLINK(""http://x"";""y"")"`],
    ['a;=1', '"a;=1"'],
  ])('%j is no formula: %j', (text, field) => expect(csvText(text)).toBe(field));

  it.each([
    ['Məktəb № 1', 'Məktəb № 1'],
    ['a=b', 'a=b'],
    ['a,b', '"a,b"'],
    ['"', '""""'],
    ['a\nb', '"a\nb"'],
    [' a', '" a"'],
    ['', '""'],
    ["'", "'"],
    ['😀', '😀'],
  ])('%j is written %j', (text, field) => expect(csvText(text)).toBe(field));

  it('is read again as it was, whatever it is made of', () => {
    const letters = ['"', ',', ';', '\r', '\n', '\t', ' ', '=', '-', "'", 'ə', '😀', 'a', '\u0001', '\u2028'];
    const names = ['one', 'two', 'three'];
    const encoder = encoderOf(
      'csv',
      names.map((name) => ({ name, isJson: name === 'three', value: (row) => row[name] })),
      false,
    );
    for (let run = 0; run < 3_000; run += 1) {
      const text = () =>
        Array.from({ length: Math.floor(Math.random() * 6) }, () =>
          letters.at(Math.floor(Math.random() * letters.length)),
        ).join('');
      const row = { id: '1', one: text(), two: text(), three: { text: text() } };
      const [head, read, ...others] = parseCsv(encoder.head + encoder.row(row));
      expect(head).toEqual(names);
      expect(others).toEqual([]);
      expect(read).toHaveLength(3);
      const [one, two] = [row.one, row.two].map((value, index) => [value, read![index]!] as const);
      for (const [value, shown] of [one!, two!]) {
        // Nothing but a quote in front that keeps a formula from being one.
        expect(shown === value || (shown === `'${value}` && /[=\-\t\r\n]/.test(value))).toBe(true);
        expect(shown).not.toMatch(/^\s*[=-]|^[\t\r\n]/);
      }
      expect(JSON.parse(read![2]!)).toEqual(row.three);
    }
  });
});
