import { describe, expect, it } from 'vitest';
import { joinFeatures, readFeatures } from './license-features.ts';

describe('features', () => {
  it.each([
    [null, []],
    ['text', []],
    [['a', '', 7, null], [{ feature: 'a', isGranted: true, limit: null, value: null }]],
    [{ a: null }, [{ feature: 'a', isGranted: false, limit: null, value: null }]],
    [{ a: 0 }, [{ feature: 'a', isGranted: false, limit: 0, value: null }]],
    [{ a: 1.5 }, [{ feature: 'a', isGranted: true, limit: 1.5, value: null }]],
    [{ a: { b: [1] } }, [{ feature: 'a', isGranted: true, limit: null, value: '{"b":[1]}' }]],
    [JSON.parse('{"a":1e999}'), [{ feature: 'a', isGranted: true, limit: null, value: null }]],
  ])('%j', (json, features) => {
    expect(readFeatures(json)).toEqual(features);
  });

  it('of several licences are joined: granted by one, with the largest limit, or with none where one has none', () => {
    const joined = joinFeatures(
      [{ a: 1, b: false, c: 5, d: 'x' }, { a: 3, b: true, c: true }, ['e'], { e: false }].map(readFeatures),
    );
    expect(joined.map(({ feature, isGranted, limit }) => [feature, isGranted, limit])).toEqual([
      ['a', true, 3],
      ['b', true, null],
      ['c', true, null],
      ['d', true, null],
      ['e', true, null],
    ]);
  });
});
