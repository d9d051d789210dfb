/** How a local time, written as milliseconds since 1970 as if it were UTC, lies on the line of time. */
export type LocalTime =
  | { readonly kind: 'once'; readonly at: number }
  /** The clock is set back over it. */
  | { readonly kind: 'doubled'; readonly first: number; readonly second: number }
  /** The clock is set forward over it, at the instant `at`: local times from `from` to before `until` are missing. */
  | { readonly kind: 'skipped'; readonly at: number; readonly from: number; readonly until: number };

interface Transition {
  readonly at: number;
  readonly before: number;
  readonly after: number;
}

/** What is known of a zone in one block of time. */
interface Block {
  readonly start: number;
  readonly transitions: readonly Transition[];
}

const day = 86_400_000;
const blockLength = 16 * day;
const sampleLength = 4 * day;
/** Further than any offset is from UTC, and than any clock is set at once. */
const reach = 2 * day;
const maximumBlocks = 4_096;
const maximumZones = 1_000;

const zones = new Map<string, TimeZone>();

/** The zone of a name of the IANA data, upper or lower case. Throws a RangeError where there is none. */
export function timeZone(name: string): TimeZone {
  const key = name.toLowerCase();
  const known = zones.get(key);
  if (known) return known;
  const zone = new TimeZone(name);
  if (zones.size >= maximumZones) zones.clear();
  zones.set(key, zone);
  return zone;
}

/** The offsets of a time zone from UTC, in milliseconds; what Intl says is asked once for each stretch of time. */
export class TimeZone {
  readonly #format: Intl.DateTimeFormat;
  readonly #blocks = new Map<number, Block>();

  constructor(name: string) {
    // Intl takes offsets as well, which have no rules and are no names.
    if (/^[+-]/.test(name)) throw new RangeError(`${name} is an offset`);
    this.#format = new Intl.DateTimeFormat('en-US', {
      timeZone: name,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
  }

  /** What the zone's clock is ahead of UTC at an instant. */
  offsetAt(instant: number): number {
    const { start, transitions } = this.#block(Math.floor(instant / blockLength));
    return transitions.findLast(({ at }) => at <= instant)?.after ?? start;
  }

  /** The least and the greatest offset within two days of an instant. */
  offsetsNear(instant: number): { readonly least: number; readonly greatest: number } {
    const near = this.#transitionsNear(instant).flatMap(({ before, after }) => [before, after]);
    const offsets = [this.offsetAt(instant), ...near];
    return { least: Math.min(...offsets), greatest: Math.max(...offsets) };
  }

  /** Where a local time lies. */
  locate(local: number): LocalTime {
    const near = this.#transitionsNear(local);
    for (const { at, before, after } of near) {
      if (local >= at + Math.min(before, after) && local < at + Math.max(before, after)) {
        return after > before
          ? { kind: 'skipped', at, from: at + before, until: at + after }
          : { kind: 'doubled', first: local - before, second: local - after };
      }
    }
    const passed = near.findLast(({ at, after }) => local >= at + after);
    const offset = passed?.after ?? near[0]?.before ?? this.offsetAt(local);
    return { kind: 'once', at: local - offset };
  }

  #transitionsNear(instant: number): readonly Transition[] {
    const first = Math.floor((instant - reach) / blockLength);
    const last = Math.floor((instant + reach) / blockLength);
    const blocks = first === last ? [this.#block(first)] : [this.#block(first), this.#block(last)];
    return blocks.flatMap(({ transitions }) => transitions.filter(({ at }) => Math.abs(at - instant) <= reach));
  }

  #block(index: number): Block {
    const known = this.#blocks.get(index);
    if (known) return known;
    const from = index * blockLength;
    const block: Block = { start: this.#ask(from), transitions: [...this.#find(from, from + blockLength)] };
    if (this.#blocks.size >= maximumBlocks) this.#blocks.clear();
    this.#blocks.set(index, block);
    return block;
  }

  /** The transitions after `from`, up to `to`, which itself belongs to the next block. */
  *#find(from: number, to: number): Generator<Transition> {
    for (let start = from; start < to; start += sampleLength) {
      // One at the very beginning of a block is found by what was a second before it.
      const earliest = start === from ? from - 1_000 : start;
      const before = this.#ask(earliest);
      const end = Math.min(start + sampleLength, to - 1_000);
      const after = this.#ask(end);
      if (before === after) continue;
      let low = earliest;
      let high = end;
      while (high - low > 1_000) {
        const middle = Math.floor((low + high) / 2_000) * 1_000;
        if (this.#ask(middle) === before) low = middle;
        else high = middle;
      }
      yield { at: high, before, after: this.#ask(high) };
    }
  }

  /** What Intl says; of whole seconds. */
  #ask(instant: number): number {
    const second = Math.floor(instant / 1_000) * 1_000;
    const parts = this.#format.formatToParts(second);
    const field = (name: Intl.DateTimeFormatPartTypes) => Number(parts.find(({ type }) => type === name)?.value);
    const date = [field('year'), field('month') - 1, field('day')] as const;
    return Date.UTC(...date, field('hour'), field('minute'), field('second')) - second;
  }
}
