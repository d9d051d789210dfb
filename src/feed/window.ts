import type { FeedLimits } from './limits.ts';
import type { FeedEntry } from './topic.ts';

interface Slot {
  readonly entry: FeedEntry<unknown>;
  readonly bytes: number;
}

/** The newest entries with their rows, without a hole, bounded in number and estimated bytes. */
export class FeedWindow {
  readonly #limits: FeedLimits;
  readonly #slots: (Slot | undefined)[];
  #first = 1;
  #through = 0;
  #bytes = 0;

  constructor(limits: FeedLimits) {
    this.#limits = limits;
    this.#slots = new Array<Slot | undefined>(limits.windowEntries);
  }

  /** The newest position that was read, kept or not. */
  get through(): number {
    return this.#through;
  }

  get size(): number {
    return this.#through - this.#first + 1;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** Forgets everything; the next entry is the one after `position`. */
  reset(position: number): void {
    this.#slots.fill(undefined);
    this.#first = position + 1;
    this.#through = position;
    this.#bytes = 0;
  }

  /** Adds the entry after the newest one and drops the oldest ones beyond the limits. Throws where there is a hole. */
  append(entry: FeedEntry<unknown>): void {
    if (entry.position !== this.#through + 1) {
      throw new Error(`Feed window holds positions up to ${this.#through}; ${entry.position} does not follow.`);
    }
    if (this.size === this.#limits.windowEntries) this.#dropOldest();
    const bytes = estimatedBytes(entry);
    this.#slots[entry.position % this.#limits.windowEntries] = { entry, bytes };
    this.#through = entry.position;
    this.#bytes += bytes;
    while (this.#bytes > this.#limits.windowBytes && this.size > 1) this.#dropOldest();
  }

  /** Gives the entry at a position, or undefined when it is not kept (any more, or yet). */
  get(position: number): FeedEntry<unknown> | undefined {
    if (position < this.#first || position > this.#through) return undefined;
    return this.#slots[position % this.#limits.windowEntries]?.entry;
  }

  #dropOldest(): void {
    const index = this.#first % this.#limits.windowEntries;
    this.#bytes -= this.#slots[index]?.bytes ?? 0;
    this.#slots[index] = undefined;
    this.#first += 1;
  }
}

/** JSON text is near enough to what V8 keeps for flat rows of strings, and cheap. */
export function estimatedBytes(entry: FeedEntry<unknown>): number {
  return 2 * JSON.stringify([entry.row, entry.payload]).length + 200;
}
