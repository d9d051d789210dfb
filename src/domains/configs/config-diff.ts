import type { JsonValue } from '../../db/column-types.ts';
import { withheld } from './config-values.ts';

/** How one field changed; null where there is nothing. */
export interface FieldChange {
  readonly field: string;
  readonly from: JsonValue;
  readonly to: JsonValue;
}

/** Columns whose changes are told, by the names that clients know. */
const fields = {
  value: 'config_value',
  dataType: 'data_type',
  isEncrypted: 'is_encrypted',
  isHidden: 'is_hidden',
  isReadonly: 'is_readonly',
  description: 'description',
  key: 'config_key',
  scope: 'scope',
  scopeId: 'scope_id',
} as const;

/** A row as a revision keeps it; null where there was none. */
export type RowState = Readonly<Record<string, JsonValue>> | null;

/** The fields in which two states of a setting differ. `masked`: that the value changed is told, but not what it is. */
export function fieldChanges(before: RowState, after: RowState, masked: boolean): FieldChange[] {
  const show = (column: string, value: JsonValue) =>
    masked && column === fields.value && value !== null ? withheld : value;
  return Object.entries(fields).flatMap(([field, column]) => {
    const from = before?.[column] ?? null;
    const to = after?.[column] ?? null;
    if (JSON.stringify(from) === JSON.stringify(to)) return [];
    return [{ field, from: show(column, from), to: show(column, to) }];
  });
}
