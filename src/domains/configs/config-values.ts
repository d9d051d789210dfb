import { json } from '../../db/column-schemas.ts';
import type { JsonValue } from '../../db/column-types.ts';
import type { SystemConfigDataType } from '../../db/generated/enums.ts';
import { isEnvelope } from '../../encryption/envelope.ts';

/** What stands for a value that is withheld, in histories and audit records. */
export const withheld = '***';

/** Bytes of a value as JSON text at most. */
const maxBytes = 65_536;

/** Keys that this API accepts. Other applications may have written others, which are read. */
export const keyPattern = /^[a-z0-9][a-z0-9_.-]{0,99}$/;

const checks: Readonly<Record<SystemConfigDataType, readonly [(value: unknown) => boolean, string]>> = {
  string: [(value) => typeof value === 'string', 'a text'],
  integer: [Number.isSafeInteger, 'a whole number between -9007199254740991 and 9007199254740991'],
  boolean: [(value) => typeof value === 'boolean', 'true or false'],
  json: [() => true, 'JSON'],
  array: [Array.isArray, 'a JSON array'],
};

/** What is wrong with a value of this kind, as the end of a sentence that begins with the field; null: nothing. */
export function valueProblem(dataType: SystemConfigDataType, value: unknown): string | null {
  const [fits, wanted] = checks[dataType];
  if (!fits(value)) return `must be ${wanted}: the key is of data type ${dataType}.`;
  const storable = json().safeParse(value);
  if (!storable.success) return `${storable.error.issues[0]?.message ?? 'must be JSON'}.`;
  return Buffer.byteLength(JSON.stringify(value)) > maxBytes ? 'must have at most 64 KB as JSON text.' : null;
}

/** What of a setting decides whether it makes sense. */
interface Stored {
  readonly data_type: string;
  readonly config_value: JsonValue;
  readonly is_encrypted: boolean | null;
  readonly scope: string | null;
  readonly scope_id: string | null;
}

/** Whether a setting is complete and its value of its kind: the table, and hence Laravel, accepts others. */
export function isValid({ data_type, config_value, is_encrypted, scope, scope_id }: Stored): boolean {
  if (((scope ?? 'global') === 'global') !== (scope_id === null)) return false;
  if (is_encrypted === true) return typeof config_value === 'string' && isEnvelope(config_value);
  const check = Object.entries(checks).find(([name]) => name === data_type)?.[1];
  return check !== undefined && check[0](config_value);
}

/** The value behind an encrypted text. What Laravel encrypted need not be JSON: then it is the text itself. */
export function decodeClear(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return text;
  }
}
