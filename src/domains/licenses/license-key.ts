import { randomInt } from 'node:crypto';

/** Crockford's: without I, L, O and U, which are misread. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 130 random bits. */
const randomDigits = 26;
const checkDigits = 2;
const groupLength = 4;
const prefix = 'ATIS';
/**
 * The largest prime below 32². A wrong digit changes the number by less than 32 · 32ⁿ, two neighbours that are swapped
 * by 31 · less than 32 · 32ⁿ: never by a multiple of it, so that every such mistake is found.
 */
const modulus = 1_021;

/**
 * A new key of 130 random bits and a checksum, `ATIS-XXXX-…`, 39 characters. Demo data has a `pick` of its own, which
 * gives a whole number below its bound.
 */
export function createLicenseKey(pick: (bound: number) => number = randomInt): string {
  const digits = Array.from({ length: randomDigits }, () => alphabet.charAt(pick(alphabet.length))).join('');
  const check = (modulus - remainder(`${digits}00`)) % modulus;
  return formatKey(digits + alphabet.charAt(check >> 5) + alphabet.charAt(check & 31));
}

/** A key as it was typed: in the form in which it is stored, and whether its checksum is right. */
export interface ReadKey {
  readonly key: string;
  /** Null for a key that this service has not issued, which has no checksum. */
  readonly checksum: 'right' | 'wrong' | null;
}

/** Reads a key that somebody typed. */
export function readLicenseKey(typed: string): ReadKey {
  const text = typed.trim();
  const compact = text.toUpperCase().replace(/[\s-]/g, '');
  if (!compact.startsWith(prefix)) return { key: text, checksum: null };
  const digits = compact.slice(prefix.length).replaceAll('O', '0').replace(/[IL]/g, '1');
  const isWhole =
    digits.length === randomDigits + checkDigits && Array.from(digits).every((digit) => alphabet.includes(digit));
  if (!isWhole || remainder(digits) !== 0) return { key: text, checksum: 'wrong' };
  return { key: formatKey(digits), checksum: 'right' };
}

const formatKey = (digits: string): string =>
  [prefix, ...(digits.match(new RegExp(`.{${groupLength}}`, 'g')) ?? [])].join('-');

const remainder = (digits: string): number =>
  Array.from(digits).reduce((rest, digit) => (rest * alphabet.length + alphabet.indexOf(digit)) % modulus, 0);
