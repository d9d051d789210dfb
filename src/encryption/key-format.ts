import { keyBytes } from './envelope.ts';

const prefix = 'base64:';

/** A key as settings hold it, and Laravel's APP_KEY too. */
export const formatKey = (key: Buffer): string => prefix + key.toString('base64');

/** The key that a setting holds; null where the text is none of 32 bytes. */
export function parseKey(text: string): Buffer | null {
  if (!/^base64:[A-Za-z0-9+/]{43}=$/.test(text)) return null;
  const key = Buffer.from(text.slice(prefix.length), 'base64');
  return key.length === keyBytes ? key : null;
}
