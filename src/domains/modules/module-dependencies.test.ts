import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isSemanticVersion,
  isVersionRange,
  readDependencies,
  satisfiesRange,
  semanticVersion,
} from './module-dependencies.ts';

describe('Dependencies in the column', () => {
  test.each([
    [['a'], [{ code: 'a', versionRange: null }]],
    [[{ code: 'a', version: '^1.2' }], [{ code: 'a', versionRange: '^1.2' }]],
    [
      [{ code: 'a', versionRange: '^1.2' }, 'b'],
      [
        { code: 'a', versionRange: '^1.2' },
        { code: 'b', versionRange: null },
      ],
    ],
    ['a@^1.2', [{ code: 'a', versionRange: '^1.2' }]],
    [
      { 0: 'a', 3: 'b@2' },
      [
        { code: 'a', versionRange: null },
        { code: 'b', versionRange: '2' },
      ],
    ],
    [
      { a: '^1', b: true },
      [
        { code: 'a', versionRange: '^1' },
        { code: 'b', versionRange: null },
      ],
    ],
    [{ code: 'a' }, [{ code: 'a', versionRange: null }]],
    [
      '["a","b"]',
      [
        { code: 'a', versionRange: null },
        { code: 'b', versionRange: null },
      ],
    ],
    [['a', 'a', ' a ', 'a@*'], [{ code: 'a', versionRange: null }]],
    [null, []],
    [undefined, []],
    [[], []],
    [{}, []],
    [[null, 7, true, '', '@1', {}, [['a']], { code: 3 }], []],
    [7, []],
    ['[broken', [{ code: '[broken', versionRange: null }]],
  ])('%j are read', (json, expected) => {
    expect(readDependencies(json)).toEqual(expected);
  });

  test('of any JSON are read without failing', () => {
    fc.assert(fc.property(fc.jsonValue(), (json) => Array.isArray(readDependencies(json))));
  });
});

test.each([
  ['1.2', '1.2.0'],
  ['v3', '3.0.0'],
  [' 1.2.3 ', '1.2.3'],
  ['1.2.3-rc.1+5', '1.2.3-rc.1'],
  ['1.2.3.4', null],
  ['release 5', null],
  ['', null],
  [null, null],
])('version %j is read as %j', (version, expected) => {
  expect(semanticVersion(version)).toBe(expected);
});

test('a version that is not one satisfies no range, and every version satisfies none', () => {
  expect(satisfiesRange('summer', '>=0')).toBe(false);
  expect(satisfiesRange(null, '>=0')).toBe(false);
  expect(satisfiesRange('1.0.0', 'no range')).toBe(false);
  expect(satisfiesRange(null, null)).toBe(true);
  expect(satisfiesRange('1.10', '>1.9')).toBe(true);
  expect(satisfiesRange('2.0.0-beta', '>=1')).toBe(false);
});

test.each([
  ['1.2.3', true],
  ['1.2.3-rc.1+build', true],
  ['1.2', false],
  ['v1.2.3', false],
  [' 1.2.3', false],
  ['1.2.3 ', false],
  ['01.2.3', false],
])('version %j is a semantic one: %s', (version, expected) => {
  expect(isSemanticVersion(version)).toBe(expected);
});

test.each([
  ['^1.2', true],
  ['>=2 <4', true],
  ['1.x || 3', true],
  ['newest', false],
  ['^1.2 and more', false],
])('range %j can be satisfied: %s', (range, expected) => {
  expect(isVersionRange(range)).toBe(expected);
});
