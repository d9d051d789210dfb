import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLicenseKey, readLicenseKey } from './license-key.ts';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const digitsOf = (key: string) => key.slice('ATIS'.length).replaceAll('-', '');

describe('the key of a licence', () => {
  it('fits into its column, and a thousand of them differ', () => {
    const keys = Array.from({ length: 1_000 }, createLicenseKey);
    expect(new Set(keys).size).toBe(1_000);
    for (const key of keys) {
      expect(key).toMatch(/^ATIS(-[0-9A-HJKMNP-TV-Z]{4}){7}$/);
      expect(readLicenseKey(key)).toEqual({ key, checksum: 'right' });
    }
  });

  it('is read however it is typed', () => {
    fc.assert(
      fc.property(fc.func(fc.boolean()), fc.constantFrom('', ' ', '-'), (choose, separator) => {
        const key = createLicenseKey();
        const typed = Array.from(digitsOf(key), (digit, index) => {
          const same = { '0': 'o', '1': choose(index) ? 'l' : 'I' }[digit];
          return (same ?? (choose(index) ? digit.toLowerCase() : digit)) + separator;
        }).join('');
        expect(readLicenseKey(` atis${typed} `)).toEqual({ key, checksum: 'right' });
      }),
    );
  });

  it('with one wrong digit, or two neighbours swapped, is known to be mistyped', () => {
    const key = createLicenseKey();
    const digits = digitsOf(key);
    for (let index = 0; index < digits.length; index += 1) {
      for (const wrong of alphabet) {
        if (wrong === digits[index]) continue;
        const typed = `ATIS${digits.slice(0, index)}${wrong}${digits.slice(index + 1)}`;
        expect(readLicenseKey(typed).checksum, typed).toBe('wrong');
      }
      const [one, other] = [digits[index], digits[index + 1]];
      if (other === undefined || one === other) continue;
      const typed = `ATIS${digits.slice(0, index)}${other}${one}${digits.slice(index + 2)}`;
      expect(readLicenseKey(typed).checksum, typed).toBe('wrong');
    }
  });

  it.each(['ATIS', 'ATIS-', 'ATIS-1234', `${createLicenseKey()}0`, createLicenseKey().slice(0, -1), 'atis-ключ'])(
    '%s is not whole',
    (typed) => {
      expect(readLicenseKey(typed).checksum).toBe('wrong');
    },
  );

  it.each(['', 'LARAVEL-1', 'x'.repeat(10_000), 'лицензия'])(
    '%.20s, of another application, has no checksum',
    (typed) => {
      expect(readLicenseKey(typed)).toEqual({ key: typed, checksum: null });
    },
  );
});
