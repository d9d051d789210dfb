/** For how long a result serves others who get the same item, in milliseconds. */
const sharedFor = 1_000;

/** Bytes of all results that are kept for others. */
const maxKept = 16 * 1024 * 1024;

/** What showing an item came to, as the JSON text of an execution result; undefined until it was executed. */
export class Result {
  readonly group: ResultGroup;
  readonly key: string;
  bytes: Buffer | undefined;
  /** Whoever comes later executes the item anew. */
  until = performance.now() + sharedFor;
  /** Called once there are bytes. */
  readonly waiting: (() => void)[] = [];
  #settledAt = Infinity;

  constructor(group: ResultGroup, key: string) {
    this.group = group;
    this.key = key;
  }

  settle(bytes: Buffer): void {
    this.bytes = bytes;
    this.#settledAt = performance.now();
    for (const wake of this.waiting.splice(0)) wake();
  }

  /** Whether it still serves those who waited for it: also a failure does, for a moment. */
  get isForWaiting(): boolean {
    return this.bytes === undefined || performance.now() < this.#settledAt + sharedFor;
  }
}

/** Subscriptions that show an item in the same way to viewers who may see the same. */
export class ResultGroup {
  readonly results = new Map<string, Result>();
  members = 0;

  find(key: string): Result | undefined {
    const result = this.results.get(key);
    return result !== undefined && performance.now() < result.until ? result : undefined;
  }
}

/** Keeps what was executed for one subscriber until the others who get the same have it too. */
export class SharedResults {
  readonly #groups = new Map<string, ResultGroup>();
  /** In the order in which they expire. */
  readonly #kept = new Set<Result>();
  #bytes = 0;

  /** Gives the group of a key, or without a key a group of its own; every joiner leaves again. */
  join(key: string | null): ResultGroup {
    const group = (key === null ? undefined : this.#groups.get(key)) ?? new ResultGroup();
    if (key !== null) this.#groups.set(key, group);
    group.members += 1;
    return group;
  }

  leave(key: string | null, group: ResultGroup): void {
    group.members -= 1;
    if (group.members > 0) return;
    if (key !== null) this.#groups.delete(key);
    for (const result of group.results.values()) this.#drop(result);
  }

  /** Gives a new result that others find from now on. */
  add(group: ResultGroup, key: string): Result {
    const now = performance.now();
    for (const oldest of this.#kept) {
      if (now < oldest.until && this.#bytes <= maxKept) break;
      this.#drop(oldest);
    }
    const former = group.results.get(key);
    if (former) this.#drop(former);
    const result = new Result(group, key);
    group.results.set(key, result);
    this.#kept.add(result);
    return result;
  }

  /** A failure may pass: only those who wait for it already get it. */
  settle(result: Result, bytes: Buffer, failed: boolean): void {
    if (failed) this.#drop(result);
    else if (this.#kept.has(result)) this.#bytes += bytes.length;
    result.settle(bytes);
  }

  #drop(result: Result): void {
    if (!this.#kept.delete(result)) return;
    this.#bytes -= result.bytes?.length ?? 0;
    if (result.group.results.get(result.key) === result) result.group.results.delete(result.key);
  }
}
