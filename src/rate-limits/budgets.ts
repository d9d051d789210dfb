import { isIP } from 'node:net';
import { rateLimited } from '../errors.ts';
import type { SharedCounters } from './shared-counters.ts';

/** What everybody of a kind may use in a window. */
export interface Policy {
  /** What it is called in headers. */
  readonly name: string;
  /** Infinity: without limit. */
  readonly maximum: number;
  /** Seconds. */
  readonly window: number;
  /** What whoever has used it up is told; that it is this one's budget unless told. */
  readonly refusal?: string;
}

/** What is left of a budget. */
export interface Balance {
  readonly policy: Policy;
  readonly left: number;
  /** Seconds until all of it is there again. */
  readonly resetsIn: number;
}

/** A budget for each of many: viewers, or addresses. */
export class Budget {
  readonly policy: Policy;
  readonly #counters: SharedCounters;

  constructor(counters: SharedCounters, policy: Policy) {
    this.#counters = counters;
    this.policy = policy;
  }

  /** Takes so much of somebody's budget. Throws RATE_LIMITED, and takes nothing, when less is left. */
  take(who: string, amount: number): Balance {
    const { policy } = this;
    const subject = `${policy.name} ${who}`;
    const { used, resetsIn } = this.#counters.read(subject, policy.window);
    const left = policy.maximum - used;
    const { refusal = `The budget of this ${policy.name} is used up for now.` } = policy;
    if (amount > left) throw rateLimited(refusal, resetsIn);
    if (policy.maximum !== Infinity) this.#counters.add(subject, policy.window, amount);
    return { policy, left: left - amount, resetsIn };
  }
}

/**
 * Whose budget the requests of an address are counted in: of IPv6 the network of 64 bits, because whoever has one
 * address there has all of them. What is no address – a proxy may write anything – is counted as one.
 */
export function addressSubject(ip: string): string {
  const version = isIP(ip);
  if (version === 4) return ip;
  if (version === 0) return withoutPort(ip) ?? 'unknown';
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped?.[1] !== undefined) return mapped[1];
  const [head = '', tail] = ip.toLowerCase().replace(/%.*$/, '').split('::');
  const groups = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - after.length);
  const all = [...groups, ...Array<string>(zeros).fill('0'), ...after];
  return `${all
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

/** The address of `203.0.113.9:4711` or `[2001:db8::1]:4711`, as some proxies write it. */
function withoutPort(text: string): string | undefined {
  const [, v6, v4] = /^(?:\[([\da-f:.]{2,45})\]|([\d.]{7,15}))(?::\d{1,5})?$/i.exec(text) ?? [];
  const ip = v6 ?? v4 ?? '';
  return isIP(ip) === 0 ? undefined : addressSubject(ip);
}
