import { lookup } from 'node:dns/promises';
import { isIP, type BlockList, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { OutboundError } from './outcome.ts';

export interface ResolvedAddress {
  readonly address: string;
  readonly family: 4 | 6;
}

/** Gives every address of a name, as the system resolves it. */
export type Resolve = (hostname: string) => Promise<readonly { address: string; family: number }[]>;

/** What an attempt may do. */
export interface OutboundPolicy {
  /** Networks that are not public and may be connected to all the same. */
  readonly allowedNetworks: BlockList;
  /** Ends the attempt, whatever it is doing. */
  readonly signal: AbortSignal;
  /** How names are resolved; by the system unless told. */
  readonly resolve?: Resolve;
}

const systemResolve: Resolve = (hostname) => lookup(hostname, { all: true, order: 'verbatim' });

/** Where public IPv6 addresses are; of the rest, ipaddr.js calls some unicast that are none. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address is public, or in a network that the operator allows. Loopback, private, link-local (with the
 * metadata services of clouds), shared, reserved and multicast ones are not, nor is IPv6 that carries IPv4.
 */
export function isAllowedAddress(text: string, allowedNetworks: BlockList): boolean {
  if (isIP(text) === 0 || text.includes('%')) return false;
  // An IPv4 address in IPv6 form is that IPv4 address.
  const address = ipaddr.process(text);
  const family = address.kind();
  if (allowedNetworks.check(address.toString(), family)) return true;
  if (address.range() !== 'unicast') return false;
  return family === 'ipv4' || (address as ipaddr.IPv6).match(globalUnicast);
}

/**
 * Resolves a host, a name or an address, once. Throws OutboundError unless every address that it has may be connected
 * to: one that may not be is not avoided but makes the name suspicious.
 */
export async function checkedAddresses(host: string, policy: OutboundPolicy): Promise<readonly ResolvedAddress[]> {
  // URLs write IPv6 addresses in brackets.
  const name = host.replace(/^\[(.*)\]$/, '$1');
  const version = isIP(name);
  const found =
    version === 0
      ? await untilAborted(resolveName(name, policy.resolve ?? systemResolve), policy.signal)
      : [{ address: name, family: version }];
  if (found.length === 0) throw new OutboundError('DNS_FAILED');
  return found.map(({ address }) => {
    if (!isAllowedAddress(address, policy.allowedNetworks)) throw new OutboundError('ADDRESS_NOT_ALLOWED');
    return { address, family: isIP(address) === 6 ? 6 : 4 };
  });
}

async function resolveName(name: string, resolve: Resolve) {
  try {
    return await resolve(name);
  } catch {
    throw new OutboundError('DNS_FAILED');
  }
}

/** A `lookup` for sockets that knows what was checked and asks nobody: a name that changes meanwhile changes nothing. */
export const pinnedLookup =
  (addresses: readonly ResolvedAddress[]): LookupFunction =>
  (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all === true) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };

/** The promise's result, or the rejection of a signal that comes first. */
export async function untilAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  // Nobody may be left to hear how it ends.
  work.catch(() => undefined);
  signal.throwIfAborted();
  const { promise, reject } = Promise.withResolvers<never>();
  const abort = () => reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
