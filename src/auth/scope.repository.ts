import { idText, type Ids } from '../db/id-list.ts';
import type { Scope } from './scope.ts';

/** The institutions of a scope as a value of a cached statement; empty where the scope is none of institutions. */
export const scopeIds = (scope: Scope): string => (scope.kind === 'subtree' ? idText(scope.institutionIds) : '{}');

/** The same scope with the placeholder of its institutions. */
export const placed = (scope: Scope, institutionIds: string): Scope =>
  scope.kind === 'subtree'
    ? { ...scope, institutionIds: institutionIds as unknown as Ids as ReadonlySet<string> }
    : scope;
