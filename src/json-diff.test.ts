import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskSecrets } from './audit.ts';
import { diffJson, type FieldChange } from './json-diff.ts';

const all = { limit: 100_000 };

/** Makes the changes, one after the other, in a copy. */
function apply(before: unknown, changes: readonly FieldChange[]): unknown {
  const root = { state: structuredClone(before) };
  for (const { path, kind, to } of changes) {
    const steps = ['state', ...path];
    const last = steps.pop()!;
    const parent = steps.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], root) as object;
    if (kind === 'REMOVED' && Array.isArray(parent)) {
      expect(Number(last)).toBe(parent.length - 1);
      parent.pop();
    } else if (kind === 'REMOVED') Reflect.deleteProperty(parent, last);
    else Object.defineProperty(parent, last, { value: to, enumerable: true, configurable: true, writable: true });
  }
  return root.state;
}

const name = fc.oneof(fc.constantFrom('a', 'b', '0', '1', 'x.y', '__proto__', ''), fc.string({ maxLength: 3 }));
const { value: json } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false, 0, 1, '', 'text'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.array(fc.tuple(name, tie('value')), { maxLength: 4 }).map((entries) => Object.fromEntries(entries)),
  ),
}));
const object = fc.dictionary(name, json, { maxKeys: 5 });

describe('the changes between two states', () => {
  it('lead from the one to the other, whatever the states', () => {
    fc.assert(
      fc.property(object, object, (before, after) => {
        expect(apply(before, diffJson(before, after, all))).toEqual({ ...after });
      }),
      { numRuns: 500 },
    );
  });

  it('are none between equal states, and never name a value that stayed', () => {
    fc.assert(
      fc.property(object, object, (before, after) => {
        expect(diffJson(before, structuredClone(before), all)).toEqual([]);
        for (const { kind, from, to } of diffJson(before, after, all)) {
          if (kind === 'CHANGED') expect(from).not.toEqual(to);
        }
      }),
    );
  });

  it('never show what masking hides', () => {
    const secretly = fc.dictionary(fc.constantFrom('password', 'apiKey', 'tokens', 'name', 'list'), json);
    fc.assert(
      fc.property(secretly, secretly, (before, after) => {
        for (const { path, from, to } of diffJson(before, after, all)) {
          expect(path.slice(0, -1).join()).not.toMatch(/password|apiKey|tokens/);
          if (/password|apiKey|tokens/.test(path.join()))
            expect([from, to].every((value) => value === null || value === '***')).toBe(true);
          const masked: unknown = maskSecrets({ value: [from, to] });
          expect(masked).toEqual({ value: [from, to] });
        }
      }),
    );
  });

  it('tell added, removed and changed by path, in lists by position', () => {
    expect(
      diffJson({ kept: 1, gone: null, deep: { a: [1, 2, 3] } }, { kept: 1, deep: { a: [1, 9] }, come: { b: 1 } }, all),
    ).toEqual([
      { path: ['gone'], kind: 'REMOVED', from: null, to: null },
      { path: ['deep', 'a', '1'], kind: 'CHANGED', from: 2, to: 9 },
      { path: ['deep', 'a', '2'], kind: 'REMOVED', from: 3, to: null },
      { path: ['come'], kind: 'ADDED', from: null, to: { b: 1 } },
    ]);
  });

  it.each([
    [null, { a: 1 }],
    [[], { a: 1 }],
    [undefined, { a: 1 }],
  ])('take what PHP writes for an empty object as one: %j', (before, after) => {
    expect(diffJson(before, after, all)).toEqual([{ path: ['a'], kind: 'ADDED', from: null, to: 1 }]);
    expect(diffJson(before, [], all)).toHaveLength(0);
  });

  it('compare what is no object as a whole', () => {
    expect(diffJson('old', { a: 1 }, all)).toEqual([{ path: [], kind: 'CHANGED', from: 'old', to: { a: 1 } }]);
  });

  it('say that a secret changed, but not to what; masked on both sides only where nothing else is recorded', () => {
    const changed = [{ path: ['password'], kind: 'CHANGED', from: '***', to: '***' }];
    expect(diffJson({ password: 'one' }, { password: 'two' }, all)).toEqual(changed);
    expect(diffJson({ password: '***' }, { password: '***' }, all)).toEqual([]);
    expect(diffJson({ password: '***' }, { password: '***' }, { ...all, onlyChanged: true })).toEqual(changed);
    expect(diffJson({ credentials: { user: 'a' } }, { credentials: { user: 'b' } }, all)).toEqual([
      { path: ['credentials'], kind: 'CHANGED', from: '***', to: '***' },
    ]);
  });

  it('end at the limit, and go no deeper than 20 levels', () => {
    const wide = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`f${index}`, index]));
    expect(diffJson({}, wide, { limit: 7 })).toHaveLength(7);
    const nest = (value: number) => Array.from({ length: 500 }).reduce<unknown>((inner) => ({ inner }), value);
    const [change] = diffJson(nest(1), nest(2), all);
    expect(change!.path).toHaveLength(20);
  });
});
