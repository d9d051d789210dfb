import { isIP } from 'node:net';
import { badInput } from '../errors.ts';

/** Whether a text is an IPv4 or IPv6 address that PostgreSQL's inet takes: without a zone. */
export const isAddress = (text: string): boolean => isIP(text) > 0 && !text.includes('%');

/** Whether a text is an address or a network: `10.1.2.3`, `10.1.0.0/16`, `2001:db8::/32`. */
function isNetwork(text: string): boolean {
  const [address = '', bits, ...rest] = text.split('/');
  if (!isAddress(address) || rest.length > 0) return false;
  return bits === undefined || (/^(0|[1-9]\d{0,2})$/.test(bits) && Number(bits) <= (isIP(address) === 4 ? 32 : 128));
}

/** An address or network of a filter; null when it is not set. Throws BAD_USER_INPUT. */
export function networkFilter(text: string | null | undefined, field: readonly string[]): string | null {
  if (text == null) return null;
  if (!isNetwork(text)) throw badInput(field, 'must be an address like 10.1.2.3 or a network like 10.1.0.0/16.');
  return text;
}
