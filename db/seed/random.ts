/** A reproducible source of chance: the same seed and label give the same sequence on every machine. */
export interface Random {
  /** At least 0 and below 1. */
  next(): number;
  /** A whole number from `min` to `max`, both included. */
  integer(min: number, max: number): number;
  /** True with this probability (0–1). */
  chance(probability: number): boolean;
  /** One item, all equally likely. Throws RangeError when there is none. */
  pick<T>(items: readonly T[]): T;
  /** One key, as likely as its weight says. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
  /** Minutes, hours… that are mostly near the median and sometimes many times it, as waiting times are. */
  wait(median: number): number;
}

/** Mulberry32. Each concern takes its own label, so that more of one kind of data leaves the others as they were. */
export function createRandom(seed: number, label: string): Random {
  let state = hash(`${seed}/${label}`);

  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number): number => min + Math.floor(next() * (max - min + 1));

  return {
    next,
    integer,
    chance: (probability) => next() < probability,
    pick: (items) => itemAt(items, integer(0, items.length - 1)),
    weighted<K extends string>(weights: Readonly<Record<K, number>>): K {
      const entries = Object.entries<number>(weights) as [K, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      return (entries.find(([, weight]) => (left -= weight) < 0) ?? itemAt(entries, entries.length - 1))[0];
    },
    wait: (median) => median * Math.exp(1.1 * (next() + next() + next() - 1.5) * 2),
  };
}

/** The item at a position that must exist. Throws RangeError otherwise. */
export function itemAt<T>(items: readonly T[], index: number): T {
  if (index < 0 || index >= items.length) throw new RangeError(`no item ${index} in a list of ${items.length}`);
  return items[index] as T;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  return value | 0;
}
