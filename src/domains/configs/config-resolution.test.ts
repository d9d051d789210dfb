import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildTree } from '../../auth/institution-tree.ts';
import { resolve, type Setting } from './config-resolution.ts';

interface Override extends Setting {
  readonly value: number;
}

/** Asks level by level, as the rule is told: the first that sets the key decides. */
function reference(key: string, parents: ReadonlyMap<string, string | null>, asked: Asked, all: readonly Override[]) {
  const at = (scope: string, id: string | null) =>
    all.filter((one) => one.config_key === key && one.scope === scope && one.scope_id === id);
  const found: Override[] = [];
  if (asked.user !== null) found.push(...at('user', asked.user));
  for (let place = asked.institution; place !== null; place = parents.get(place) ?? null) {
    found.push(...at('institution', place));
  }
  if (asked.module !== null) found.push(...at('module', asked.module));
  found.push(...at('global', null));
  found.push(...all.filter((one) => one.config_key === key && one.scope === null && one.scope_id === null));
  return found.map(({ id }) => id);
}

interface Asked {
  readonly user: string | null;
  readonly institution: string | null;
  readonly module: string | null;
}

/** Trees of up to 12 institutions: each hangs below an earlier one, or is a root. */
const trees = fc.array(fc.nat(), { minLength: 1, maxLength: 12 }).map((picks) =>
  picks.map((pick, index) => ({
    id: String(index + 1),
    parent_id: index === 0 || pick % (index + 1) === index ? null : String((pick % (index + 1)) + 1),
  })),
);
const ids = fc.integer({ min: 1, max: 12 }).map(String);
const keys = fc.constantFrom('a', 'b', 'c');
const places = fc.oneof(
  fc.record({ scope: fc.constantFrom('user', 'institution', 'module'), scope_id: ids }),
  fc.record({ scope: fc.constantFrom('global', null), scope_id: fc.constant(null) }),
  // What makes no sense decides nothing.
  fc.record({ scope: fc.constantFrom('global', null, 'galaxy'), scope_id: ids }),
  fc.record({ scope: fc.constantFrom('user', 'institution', 'module'), scope_id: fc.constant(null) }),
);
const overrides = fc
  .uniqueArray(fc.tuple(keys, places), { maxLength: 60, selector: (one) => JSON.stringify(one) })
  .map((all) =>
    all.map(([config_key, place], index) => ({ id: String(index + 1), config_key, ...place, value: index })),
  );
const asked = fc.record({ user: fc.option(ids), institution: fc.option(ids), module: fc.option(ids) });

describe('the effective value', () => {
  it('is the one that asking level by level finds, whatever the tree, the overrides and their order', () => {
    fc.assert(
      fc.property(trees, overrides, asked, fc.infiniteStream(fc.nat()), (nodes, all, subject, shuffle) => {
        const parents = new Map(nodes.map((node) => [node.id, node.parent_id]));
        const institution =
          subject.institution !== null && parents.has(subject.institution) ? subject.institution : null;
        const lineage = institution === null ? [] : buildTree(nodes).lineage(institution);
        const shuffled = all
          .map((row) => ({ row, at: shuffle.next().value as number }))
          .toSorted((a, b) => a.at - b.at)
          .map(({ row }) => row);
        const resolved = resolve(
          ['a', 'b', 'c'],
          { userId: subject.user, lineage, moduleId: subject.module },
          shuffled,
        );
        for (const { key, decidedBy, overridden } of resolved) {
          const found = [...(decidedBy ? [decidedBy] : []), ...overridden].map(({ id }) => id);
          expect(found).toEqual(reference(key, parents, { ...subject, institution }, all));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
