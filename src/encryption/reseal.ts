import { isEnvelope } from './envelope.ts';
import type { Keyring } from './keyring.ts';

/** What becomes of the envelopes of a stored JSON value. */
export interface Resealed {
  /** The JSON text with the new envelopes; everything else is as it was, to the digit. */
  readonly text: string;
  /** Envelopes that were made anew. */
  readonly renewed: number;
  /** Envelopes that had been made with the newest key already. */
  readonly current: number;
  /** Envelopes that none of the keys opens; they stay as they are. */
  readonly unreadable: number;
}

/** Makes every envelope in a JSON text anew with the newest key, at any depth. Throws where there is no key. */
export function reseal(keyring: Keyring, json: string): Resealed {
  const count = { renewed: 0, current: 0, unreadable: 0 };
  // Base64 has no character that JSON escapes: an envelope stands in the text as it is.
  const text = json.replace(/"([A-Za-z0-9+/]+={0,2})"/g, (quoted, envelope: string) => {
    if (!isEnvelope(envelope)) return quoted;
    if (keyring.isCurrent(envelope)) {
      count.current += 1;
      return quoted;
    }
    const clear = keyring.decrypt(envelope);
    if (clear === null) {
      count.unreadable += 1;
      return quoted;
    }
    count.renewed += 1;
    return `"${keyring.encrypt(clear, [])}"`;
  });
  return { text, ...count };
}
