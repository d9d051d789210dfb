import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../config.ts';
import { UserErrors } from '../errors.ts';
import { isEnvelope, seal, unseal } from './envelope.ts';
import { createKeyring } from './keyring.ts';
import { formatKey, parseKey } from './key-format.ts';

const key = Buffer.from('0123456789abcdef0123456789abcdef');
const other = randomBytes(32);
const envelopeOf = (parts: object) => Buffer.from(JSON.stringify(parts)).toString('base64');
const partsOf = (sealed: string) =>
  JSON.parse(Buffer.from(sealed, 'base64').toString('utf8')) as Record<string, string>;

describe('the envelope of Laravel’s Crypt', () => {
  it('is base64 of JSON with iv, value, mac and tag, and AES-256-GCM as NIST published it', () => {
    // NIST's GCM test case 14: a key and an iv of zeros, sixteen zero bytes.
    const sealed = seal(Buffer.alloc(32), '\0'.repeat(16), Buffer.alloc(12));
    expect(partsOf(sealed)).toEqual({
      iv: 'AAAAAAAAAAAAAAAA',
      value: Buffer.from('cea7403d4d606b6e074ec5d3baf39d18', 'hex').toString('base64'),
      mac: '',
      tag: Buffer.from('d0d1c8a799996bf0265b98b5d48ab919', 'hex').toString('base64'),
    });
    expect(Object.keys(partsOf(sealed))).toEqual(['iv', 'value', 'mac', 'tag']);
  });

  it('is new each time, and gives back any text', () => {
    for (const text of ['', 'salam', 'Gəncə 🔑', 'a'.repeat(100_000), '{"a":1}']) {
      expect(unseal(key, seal(key, text))).toBe(text);
      expect(seal(key, text)).not.toBe(seal(key, text));
    }
  });

  it('of AES-256-CBC with its HMAC is read too', () => {
    // Made with openssl enc -aes-256-cbc and openssl dgst -hmac, key and iv in ASCII.
    const iv = Buffer.from('abcdef9876543210').toString('base64');
    const value = 'ITwrp4n8hg3lNM+45csLqA==';
    const mac = '1d2d27c6a9d81607f7588f9fe53a3451f238e10651a5e96670603866085a84d7';
    expect(unseal(key, envelopeOf({ iv, value, mac, tag: '' }))).toBe('sirr söz');
  });

  it('is refused with another key, a changed part, a short tag, or another form', () => {
    const sealed = seal(key, 'secret');
    const parts = partsOf(sealed);
    expect(unseal(other, sealed)).toBeNull();
    for (const name of ['iv', 'value', 'tag']) {
      const changed = Buffer.from(parts[name]!, 'base64');
      changed[0]! ^= 1;
      expect(unseal(key, envelopeOf({ ...parts, [name]: changed.toString('base64') })), name).toBeNull();
    }
    const short = Buffer.from(parts['tag']!, 'base64').subarray(0, 4).toString('base64');
    expect(unseal(key, envelopeOf({ ...parts, tag: short }))).toBeNull();
    for (const text of ['', 'plain', 'eyJ', envelopeOf({}), envelopeOf([]), envelopeOf({ iv: 1, value: 2 })]) {
      expect(unseal(key, text)).toBeNull();
      expect(isEnvelope(text)).toBe(false);
    }
  });
});

describe('a keyring', () => {
  it('encrypts with the newest key and reads what any of them encrypted', () => {
    const old = createKeyring([other]).encrypt('x', []);
    const ring = createKeyring([key, other]);
    expect(ring.decrypt(old)).toBe('x');
    expect(ring.isCurrent(old)).toBe(false);
    expect(ring.isCurrent(ring.encrypt('y', []))).toBe(true);
    expect(createKeyring([key]).decrypt(old)).toBeNull();
  });

  it('without keys says what to set', () => {
    const encrypt = () => createKeyring([]).encrypt('x', ['value']);
    expect(encrypt).toThrow(UserErrors);
    expect(encrypt).toThrow(/ENCRYPTION_KEYS/);
  });
});

describe('keys in settings', () => {
  it('are base64 of 32 bytes, newest first', () => {
    expect(parseKey(formatKey(key))).toEqual(key);
    const config = loadConfig({ ENCRYPTION_KEYS: `${formatKey(key)}, ${formatKey(other)}` });
    expect(config.encryptionKeys).toEqual([key, other]);
  });

  it('are refused without being quoted', () => {
    for (const text of ['base64:c2hvcnQ=', 'topsecret', `${formatKey(key)},nonsense`]) {
      expect(() => loadConfig({ ENCRYPTION_KEYS: text })).toThrow(/ENCRYPTION_KEYS: entry \d is no "base64:"/);
      expect(() => loadConfig({ ENCRYPTION_KEYS: text })).not.toThrow(/c2hvcnQ|topsecret|nonsense/);
    }
  });
});

describe('networks in settings', () => {
  it('are blocks and addresses of either family', () => {
    const { allowedNetworks } = loadConfig({ OUTBOUND_ALLOWED_NETWORKS: '10.1.0.0/16, 127.0.0.1,fd00::/8' }).outbound;
    expect(allowedNetworks.check('10.1.2.3')).toBe(true);
    expect(allowedNetworks.check('10.2.0.1')).toBe(false);
    expect(allowedNetworks.check('fd12::1', 'ipv6')).toBe(true);
    for (const text of ['10.1.0.0/33', 'localhost', '10.0.0.0/8/8', '10.0.0.0/x']) {
      expect(() => loadConfig({ OUTBOUND_ALLOWED_NETWORKS: text })).toThrow(/entry 1 is no network/);
    }
  });
});
