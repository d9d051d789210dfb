import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { parseKey } from './encryption/key-format.ts';

/** A switch. */
export const flag = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((value) => ['on', 'true', '1'].includes(value));

/** Off, on, or a number of proxies. */
export const proxies = z
  .string()
  .regex(/^(on|off|true|false|\d|10)$/, 'must be off, on, or the number of proxies: 1 to 10')
  .transform((value) => (['on', 'true'].includes(value) ? 1 : Number(value) || false));

/** A whole number with its default, between two bounds. */
export const count = (standard: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(standard);

/** How much in how much time; 0 means without limit. */
export const rate = (standard: number) =>
  z.coerce
    .number()
    .int()
    .min(0)
    .max(1_000_000_000)
    .default(standard)
    .transform((value) => value || Infinity);

/** The URL of a database. */
export const postgresUrl = z.string().regex(/^postgres(ql)?:\/\//, 'must begin with postgres:// or postgresql://');

/** Origins as browsers write them, separated by commas. */
export const origins = z
  .string()
  .transform((text) => text.split(',').map((origin) => origin.trim()))
  .superRefine((list, context) => {
    for (const [index, origin] of list.entries()) {
      if (isOrigin(origin)) continue;
      const problem = origin === '*' ? 'is "*": name the origins' : 'is no origin such as https://portal.example:8443';
      const message = `entry ${index + 1} ${problem}; scheme http or https, host in lower case, no path, no "/" at the end`;
      context.addIssue({ code: 'custom', message });
    }
  });

const isOrigin = (text: string): boolean => /^https?:[^*]+$/.test(text) && URL.parse(text)?.origin === text;

/** Keys of 32 bytes, the newest first, separated by commas. A problem names the entry and never its text. */
export const keys = z
  .string()
  .default('')
  .transform((text, context) =>
    entriesOf(text).flatMap((entry, index) => {
      const key = parseKey(entry);
      if (key !== null) return [key];
      const message = `entry ${index + 1} is no "base64:" with 32 bytes; npm run -s new-keys makes one`;
      context.addIssue({ code: 'custom', message });
      return [];
    }),
  );

/** Networks as `10.1.0.0/16` or single addresses, separated by commas. */
export const networks = z
  .string()
  .default('')
  .transform((text, context) => {
    const list = new BlockList();
    for (const [index, entry] of entriesOf(text).entries()) {
      const [address = '', bits, ...rest] = entry.split('/');
      const version = isIP(address);
      const family = version === 4 ? 'ipv4' : 'ipv6';
      const most = version === 4 ? 32 : 128;
      const prefix = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : most + 1;
      if (version === 0 || prefix > most || rest.length > 0) {
        context.addIssue({ code: 'custom', message: `entry ${index + 1} is no network such as 10.1.0.0/16` });
      } else {
        list.addSubnet(address, prefix, family);
      }
    }
    return list;
  });

const entriesOf = (text: string): string[] =>
  text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
