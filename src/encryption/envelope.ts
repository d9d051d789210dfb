import { createCipheriv, createDecipheriv, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** Bytes of a key of AES-256. */
export const keyBytes = 32;

const gcmIvBytes = 12;
const gcmTagBytes = 16;
const cbcIvBytes = 16;

/** The parts of an envelope of Laravel's Crypt: binary ones in base64, `mac` in hex; what a cipher lacks is ''. */
interface Envelope {
  readonly iv: string;
  readonly value: string;
  readonly mac: string;
  readonly tag: string;
}

/**
 * Encrypts a text with AES-256-GCM, in the envelope of Laravel's `Crypt::encryptString` with cipher `aes-256-gcm`:
 * base64 of JSON. `iv` is for tests with fixed vectors and otherwise random: the same twice would give the key away.
 */
export function seal(key: Buffer, text: string, iv: Buffer = randomBytes(gcmIvBytes)): string {
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const value = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const envelope: Envelope = {
    iv: iv.toString('base64'),
    value: value.toString('base64'),
    mac: '',
    tag: cipher.getAuthTag().toString('base64'),
  };
  return Buffer.from(JSON.stringify(envelope)).toString('base64');
}

/**
 * Gives the text of an envelope, of AES-256-GCM or of Laravel's older AES-256-CBC with HMAC; null where it is no
 * envelope, was made with another key, or was tampered with. Which of these is not told to whoever tries.
 */
export function unseal(key: Buffer, sealed: string): string | null {
  const envelope = parseEnvelope(sealed);
  if (envelope === null) return null;
  try {
    return envelope.tag === '' ? openCbc(key, envelope) : openGcm(key, envelope);
  } catch {
    // A wrong key or a changed byte: OpenSSL says so by an exception.
    return null;
  }
}

/** Whether a text has the form of an envelope, with whatever key. */
export const isEnvelope = (text: string): boolean => parseEnvelope(text) !== null;

const base64 = /^[A-Za-z0-9+/]*={0,2}$/;

function parseEnvelope(sealed: string): Envelope | null {
  if (!base64.test(sealed) || !sealed.startsWith('eyJ')) return null;
  let parsed: unknown;
  try {
    parsed = JSON.parse(Buffer.from(sealed, 'base64').toString('utf8'));
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const { iv, value, mac = '', tag = '' } = parsed as Partial<Record<keyof Envelope, unknown>>;
  if (typeof iv !== 'string' || typeof value !== 'string' || typeof mac !== 'string' || typeof tag !== 'string') {
    return null;
  }
  return mac === '' && tag === '' ? null : { iv, value, mac, tag };
}

function openGcm(key: Buffer, { iv, value, tag }: Envelope): string | null {
  const nonce = Buffer.from(iv, 'base64');
  const authTag = Buffer.from(tag, 'base64');
  // A shorter tag would be accepted by OpenSSL and is easier to forge.
  if (nonce.length !== gcmIvBytes || authTag.length !== gcmTagBytes) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(authTag);
  return Buffer.concat([decipher.update(value, 'base64'), decipher.final()]).toString('utf8');
}

function openCbc(key: Buffer, { iv, value, mac }: Envelope): string | null {
  const expected = createHmac('sha256', key)
    .update(iv + value)
    .digest();
  const given = Buffer.from(mac, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  const vector = Buffer.from(iv, 'base64');
  if (vector.length !== cbcIvBytes) return null;
  const decipher = createDecipheriv('aes-256-cbc', key, vector);
  return Buffer.concat([decipher.update(value, 'base64'), decipher.final()]).toString('utf8');
}
