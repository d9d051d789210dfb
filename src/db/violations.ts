import pg from 'pg';
import { isDataException, sqlState } from './faults.ts';
import { constraints, tables } from './generated/metadata.ts';
import type { ConstraintMetadata } from './repository.ts';

/** What the database refused to store, told without its own words. */
export interface Violation {
  readonly code: 'INVALID' | 'REQUIRED' | 'NOT_FOUND' | 'NOT_ALLOWED';
  /** The input field by the column's name; empty where PostgreSQL names none. */
  readonly field: readonly string[];
  readonly message: string;
  /** The user whom a row was to refer to and who does not exist. */
  readonly missingUserId?: string;
}

const inputName = (column: string): string => column.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/**
 * What a violated constraint, or a value that its column cannot take, means for whoever gave the input; null for
 * every other error. Constraints that the migrations do not know are Laravel's: their column is not known either.
 */
export function violationOf(error: unknown): Violation | null {
  if (!(error instanceof pg.DatabaseError)) return null;
  const constraint = constraints[error.constraint ?? ''];
  // Nobody gives a primary key: its sequence went back, which is a fault of the database.
  if (constraint?.kind === 'primary key') return null;
  const columns = constraint?.columns ?? (error.column === undefined ? [] : [error.column]);
  const names = columns.map(inputName);
  const [first] = names;
  const field = first === undefined ? [] : [first];
  const about = names.length === 0 ? 'A value' : names.join(' and ');
  switch (error.code) {
    case sqlState.foreignKeyViolation:
      return referenceViolation(error, constraint, field, about);
    case sqlState.uniqueViolation:
      return { code: 'INVALID', field, message: `${about} is taken already: it must be unique.` };
    case sqlState.checkViolation:
      return { code: 'INVALID', field, message: `${about} is not among what is allowed here.` };
    case sqlState.notNullViolation:
      return { code: 'REQUIRED', field, message: `${about} is needed.` };
    default:
      if (!isDataException(error)) return null;
      return { code: 'INVALID', field, message: `${about} is too long, out of range, or of another form than needed.` };
  }
}

/** `Key (user_id)=(7) …`, in every language of PostgreSQL. */
const key = /\(([^)]+)\)=\(([^)]*)\)/;

function referenceViolation(
  { detail = '' }: pg.DatabaseError,
  constraint: ConstraintMetadata | undefined,
  field: readonly string[],
  about: string,
): Violation {
  const [, columns, id] = key.exec(detail) ?? [];
  // The same code says that a row cannot go because others refer to it; the key is then that of the row.
  if (constraint && columns !== undefined && columns !== constraint.columns.join(', ')) {
    return { code: 'NOT_ALLOWED', field: ['id'], message: 'Others still refer to this: it cannot be removed.' };
  }
  const gone: Violation = { code: 'NOT_FOUND', field, message: `${about} names what does not exist any more.` };
  const reference =
    constraint && foreignKeysOf(constraint).find((one) => one.columns.join() === constraint.columns.join());
  return reference?.references.table === 'users' && id !== undefined ? { ...gone, missingUserId: id } : gone;
}

interface ForeignKey {
  readonly columns: readonly string[];
  readonly references: { readonly table: string };
}

const foreignKeysOf = ({ table }: ConstraintMetadata): readonly ForeignKey[] => tables[table].foreignKeys;
