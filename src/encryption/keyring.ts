import { userError } from '../errors.ts';
import { seal, unseal } from './envelope.ts';

/** Encrypts what must be kept secret, and reads what was encrypted with any of the installation's keys. */
export interface Keyring {
  /** The envelope of a text. Throws a user error about `field` where the installation has no key. */
  encrypt(text: string, field: readonly string[]): string;
  /** The text of an envelope; null where none of the keys opens it. */
  decrypt(envelope: string): string | null;
  /** Whether an envelope was made with the newest key. */
  isCurrent(envelope: string): boolean;
}

/** Makes a keyring of `ENCRYPTION_KEYS`, the newest first. */
export function createKeyring(keys: readonly Buffer[]): Keyring {
  const [newest] = keys;
  return {
    encrypt(text, field) {
      if (newest === undefined) {
        const message =
          'This installation cannot encrypt: its operator has to set ENCRYPTION_KEYS (npm run -s new-keys makes one).';
        throw userError('NOT_CONFIGURED', field, message);
      }
      return seal(newest, text);
    },
    decrypt(envelope) {
      for (const key of keys) {
        const text = unseal(key, envelope);
        if (text !== null) return text;
      }
      return null;
    },
    isCurrent: (envelope) => newest !== undefined && unseal(newest, envelope) !== null,
  };
}
