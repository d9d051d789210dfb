import type { Db } from '../db/client.ts';
import { listInstitutionParents } from './auth.repository.ts';

/** The institution tree in memory: about a thousand nodes. */
export interface InstitutionTree {
  /** The institution and everything below it. */
  subtree(id: string): ReadonlySet<string>;
  /** The institution and everything above it, the nearest first. */
  lineage(id: string): readonly string[];
  /** The institutions at the top: the ministry. */
  readonly roots: readonly string[];
}

interface Node {
  readonly id: string;
  readonly parent_id: string | null;
}

/** Builds a tree of rows. A cycle, which the table cannot exclude, is walked once. */
export function buildTree(nodes: readonly Node[]): InstitutionTree {
  const parents = new Map(nodes.map((node) => [node.id, node.parent_id]));
  const children = Map.groupBy(nodes, (node) => node.parent_id);
  const subtrees = new Map<string, ReadonlySet<string>>();
  return {
    roots: (children.get(null) ?? []).map((node) => node.id),
    subtree(id) {
      let found = subtrees.get(id);
      if (!found) {
        const reached = new Set([id]);
        for (const current of reached) for (const child of children.get(current) ?? []) reached.add(child.id);
        subtrees.set(id, (found = reached));
      }
      return found;
    },
    lineage(id) {
      const above = new Set<string>();
      for (let current: string | null = id; current !== null && !above.has(current);) {
        above.add(current);
        current = parents.get(current) ?? null;
      }
      return [...above];
    },
  };
}

/** Gives the tree, read anew when it is older than `maxAge` milliseconds: moved institutions take effect after that. */
export function createTreeCache(db: Db, maxAge: number): () => Promise<InstitutionTree> {
  let current: { tree: Promise<InstitutionTree>; readAt: number } | null = null;
  return () => {
    const now = performance.now();
    if (current === null || now - current.readAt > maxAge) {
      const tree = listInstitutionParents(db).then(buildTree);
      tree.catch(() => (current = null));
      current = { tree, readAt: now };
    }
    return current.tree;
  };
}
