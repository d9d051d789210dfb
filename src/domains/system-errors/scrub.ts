import { suggestsSecret } from '../../audit.ts';
import type { JsonValue } from '../../db/column-types.ts';

/** What replaces a value whose name suggests a secret. */
const mask = '***';

/** Names of personal data that has no form of its own. */
const personalName = /^(fin|pin|fin_?(code|kod)|e-?mail|(tele)?phone|mobile|card_?number)$/i;

/**
 * What is replaced, in this order. Every pattern takes linear time: repetitions have a bound, or begin only where a
 * run of their characters does.
 */
const patterns: readonly (readonly [RegExp, string | ((match: string, ...groups: string[]) => string)])[] = [
  [/(?<![\w-])eyJ[\w-]{5,}\.[\w-]{5,}(?:\.[\w-]*)?/g, '[token]'],
  [/\b(bearer|basic)[ \t]{1,8}[\w.~+/=-]{6,}/gi, '$1 [token]'],
  [/(:\/\/[^\s/@:]{0,100}:)[^\s/@]{1,200}@/g, `$1${mask}@`],
  [
    /(?<![\w-])([\w-]{0,40}(?:pass|pwd|secret|token|credential|api[-_]?key|private[-_]?key|access[-_]?key|authorization|cookie)[\w-]{0,20})(["'\]]{0,2}\s{0,3}(?:=>|[=:])\s{0,3})("[^"]{0,500}"|'[^']{0,500}'|[^\s,;&]+)/gi,
    (match, name = '', sign = '') => (suggestsSecret(name) ? `${name}${sign}${mask}` : match),
  ],
  [/[\p{L}\p{N}_.+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,6}/gu, '[email]'],
  [/(?<![\w.])\d(?:[ -]?\d){12,18}(?!\w)/g, (match) => (isCardNumber(match) ? '[card]' : match)],
  [/(?<![\w.])\+\d(?:[ ()-]{0,2}\d){7,14}(?!\w)/g, '[phone]'],
  [/(?<![\w.])(?:994[ -]?|0)(?:10|12|50|51|55|60|70|77|99)(?:[ ()-]{0,2}\d){7}(?![\w.])/g, '[phone]'],
  [/(?<![\w./-])(?=[A-Z0-9]{0,6}\d)(?=[A-Z0-9]{0,6}[A-Z])[0-9A-HJ-NP-Z]{7}(?![\w/-])/g, '[fin]'],
];

/** A text without secrets and personal data. */
export function scrubText(text: string): string {
  let scrubbed = text;
  for (const [pattern, replacement] of patterns) {
    scrubbed =
      typeof replacement === 'string'
        ? scrubbed.replace(pattern, replacement)
        : scrubbed.replace(pattern, (match: string, ...groups: string[]) => replacement(match, ...groups));
  }
  return scrubbed;
}

/** The same for an optional text. */
export const scrubOptional = (text: string | null): string | null => (text === null ? null : scrubText(text));

/** How deep details are looked into; what lies deeper is replaced as a whole. */
const maxDepth = 40;

/** Details without secrets and personal data, in names and values, at any depth. */
export function scrubJson(value: unknown, depth = 0): JsonValue {
  if (typeof value === 'string') return scrubText(value);
  if (typeof value === 'number') return isCardNumber(String(value)) ? '[card]' : value;
  if (typeof value !== 'object' || value === null) return (value ?? null) as JsonValue;
  if (depth >= maxDepth) return mask;
  if (Array.isArray(value)) return value.map((item) => scrubJson(item, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, item]: [string, unknown]) => [
      scrubText(name),
      item !== null && (suggestsSecret(name) || personalName.test(name)) ? mask : scrubJson(item, depth + 1),
    ]),
  );
}

/** Details of an error: PHP writes `[]` for an empty object. */
export const scrubDetails = (value: unknown): JsonValue =>
  Array.isArray(value) && value.length === 0 ? {} : scrubJson(value);

/** Whether the digits of a text are those of a card: 13 to 19, with a right check digit. */
function isCardNumber(text: string): boolean {
  const digits = text.replace(/[ -]/g, '');
  if (!/^[1-9]\d{12,18}$/.test(digits)) return false;
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
