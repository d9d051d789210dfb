import { isEnvelope } from './envelope.ts';
import type { Keyring } from './keyring.ts';

/** A stored JSON value after its envelopes were made with the newest key. */
export interface Resealed {
  readonly value: unknown;
  /** Envelopes that were made anew. */
  readonly renewed: number;
  /** Envelopes that had been made with the newest key already. */
  readonly current: number;
  /** Envelopes that none of the keys opens; they stay as they are. */
  readonly unreadable: number;
}

/** Makes every envelope in a JSON value anew with the newest key, at any depth. Throws where there is no key. */
export function reseal(keyring: Keyring, stored: unknown): Resealed {
  const count = { renewed: 0, current: 0, unreadable: 0 };
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, visit(item)]));
    }
    if (typeof value !== 'string' || !isEnvelope(value)) return value;
    if (keyring.isCurrent(value)) {
      count.current += 1;
      return value;
    }
    const text = keyring.decrypt(value);
    if (text === null) {
      count.unreadable += 1;
      return value;
    }
    count.renewed += 1;
    return keyring.encrypt(text, []);
  };
  return { value: visit(stored), ...count };
}
