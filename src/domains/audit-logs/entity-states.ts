import type { AuditLogRow } from '../../db/generated/tables.ts';

/** What is known of an entity at one point. */
export interface EntityState {
  /** Values by field; null where it does not exist. */
  readonly values: Readonly<Record<string, unknown>> | null;
  /** Whether these are all of its fields. */
  readonly isComplete: boolean;
}

type Change = Pick<AuditLogRow, 'id' | 'old_values' | 'new_values'>;

/** PHP writes `[]` for an object without fields. */
const fieldsOf = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};

/** What is known of an entity after each of its changes, which come in order of time. A record tells only what changed. */
export function statesAfter(changes: Iterable<Change>): Map<string, EntityState> {
  const states = new Map<string, EntityState>();
  let state: EntityState = { values: {}, isComplete: false };
  for (const change of changes) {
    state = after(state, fieldsOf(change.old_values), fieldsOf(change.new_values));
    states.set(change.id, state);
  }
  return states;
}

function after(
  { values, isComplete }: EntityState,
  before: Readonly<Record<string, unknown>>,
  now: Readonly<Record<string, unknown>>,
): EntityState {
  const [had, has] = [Object.keys(before), Object.keys(now)];
  if (had.length === 0 && has.length === 0) return { values, isComplete };
  if (has.length === 0) return { values: null, isComplete: true };
  const isNew = had.length === 0 && Object.keys(values ?? {}).length === 0;
  const gone = new Set(had).difference(new Set(has));
  const known = Object.entries({ ...values, ...before, ...now }).filter(([name]) => !gone.has(name));
  return { values: Object.fromEntries(known), isComplete: isComplete || isNew };
}
