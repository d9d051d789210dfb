import { maskSecrets, suggestsSecret } from '../../audit.ts';

/**
 * A configuration as it may be told: without the values of names that suggest a secret, and without what addresses
 * carry of them. What is no object, such as PHP's `[]`, has no keys.
 */
export function shownConfig(config: unknown): Record<string, unknown> {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return {};
  return withoutUrlSecrets(maskSecrets(config)) as Record<string, unknown>;
}

function withoutUrlSecrets(value: unknown): unknown {
  if (typeof value === 'string') return maskUrl(value);
  if (Array.isArray(value)) return value.map(withoutUrlSecrets);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withoutUrlSecrets(one)]));
}

/**
 * Masks `user:password@` and parameters with secret names, wherever in a text an address begins. A password may hold
 * any character but a space, and so an "@" in a path masks more than it had to. Each character is looked at once or
 * twice, however the text is made: it may come from anybody.
 */
const maskUrl = (text: string): string =>
  text
    .replace(/\/\/\S*/g, (address) => {
      const end = address.lastIndexOf('@');
      return end === -1 ? address : `//***${address.slice(end)}`;
    })
    .replace(/([?&#;])([^?;=&#\s]+)=([^&#\s]*)/g, (whole: string, before: string, name: string) =>
      suggestsSecret(name) ? `${before}${name}=***` : whole,
    );
