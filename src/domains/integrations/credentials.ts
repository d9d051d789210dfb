import type { JsonValue } from '../../db/column-types.ts';
import { isEnvelope } from '../../encryption/envelope.ts';
import type { Keyring } from '../../encryption/keyring.ts';
import type { StoredCredentials } from './integrations.repository.ts';

/** A credential as it is kept. */
export interface StoredCredential {
  /** Whether it is encrypted with a key that this installation has. */
  readonly isEncrypted: boolean;
  /** The value; null where no key of this installation opens it. */
  readonly reveal: () => string | null;
}

/**
 * What the column holds, by name: `{name: envelope}` as this API writes it, and what Laravel may have written:
 * `{name: text}`, or one envelope of a whole JSON object (its cast `encrypted:array`). Null where it is one envelope
 * that no key of this installation opens: then not even the names are known.
 */
export function readCredentials(column: JsonValue, keyring: Keyring): ReadonlyMap<string, StoredCredential> | null {
  if (typeof column === 'string') {
    if (!isEnvelope(column)) return new Map();
    const text = keyring.decrypt(column);
    if (text === null) return null;
    return new Map(
      entriesOf(parseJson(text)).map(([name, value]) => [name, { isEncrypted: true, reveal: () => value }]),
    );
  }
  return new Map(
    entriesOf(column).map(([name, stored]) => {
      if (!isEnvelope(stored)) return [name, { isEncrypted: false, reveal: () => stored }];
      const value = keyring.decrypt(stored);
      return [name, { isEncrypted: value !== null, reveal: () => value }];
    }),
  );
}

/** PHP writes `[]` for an object without keys. */
const asObject = (value: JsonValue): Readonly<Record<string, JsonValue>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, JsonValue>>)
    : {};

/** Names and values that are set. PHP may write numbers. */
function entriesOf(value: JsonValue): [string, string][] {
  return Object.entries(asObject(value)).flatMap(([name, one]) =>
    one == null || one === '' ? [] : [[name, typeof one === 'string' ? one : JSON.stringify(one)]],
  );
}

function parseJson(text: string): JsonValue {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return null;
  }
}

/** What may be told of a credential. */
export interface CredentialState {
  readonly name: string;
  readonly isSet: boolean;
  readonly setAt: string | null;
  readonly setBy: string | null;
  readonly isEncrypted: boolean | null;
}

/** What may be told of an integration's credentials: those that its type takes, then others that are set. */
export function credentialStates(
  { credentials, set }: StoredCredentials,
  known: readonly string[],
  keyring: Keyring,
): CredentialState[] {
  const stored = readCredentials(credentials, keyring);
  // Where not even the names can be read, those that were set through this API are still known.
  const names = new Set([...known, ...(stored ?? set).keys()]);
  return [...names].map((name) => {
    const credential = stored?.get(name);
    const isSet = credential !== undefined || (stored === null && set.has(name));
    const since = isSet ? set.get(name) : undefined;
    const isEncrypted = isSet ? (credential?.isEncrypted ?? false) : null;
    return { name, isSet, setAt: since?.at ?? null, setBy: since?.by ?? null, isEncrypted };
  });
}

/**
 * The column after a change, in the form that it has: one envelope of everything stays one, because the application
 * that reads it so would not read another. Throws a user error where the installation cannot encrypt.
 */
export function changedCredentials(
  column: JsonValue,
  changes: ReadonlyMap<string, string | null>,
  keyring: Keyring,
): JsonValue {
  const whole = typeof column === 'string' ? keyring.decrypt(column) : null;
  const values = new Map<string, JsonValue>(Object.entries(asObject(whole === null ? column : parseJson(whole))));
  for (const [name, value] of changes) {
    if (value === null) values.delete(name);
    else values.set(name, whole === null ? keyring.encrypt(value, ['credentials']) : value);
  }
  const changed = Object.fromEntries(values);
  return whole === null ? changed : keyring.encrypt(JSON.stringify(changed), ['credentials']);
}
