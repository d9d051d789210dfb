/**
 * The time of the database, by which everything goes that is stored or that expires: instances whose own clocks
 * differ agree. Between two looks it runs on with the monotonic clock, which nobody sets.
 */
export class DatabaseClock {
  /** What the database's clock showed when the monotonic clock was 0; this machine's until the first look. */
  #origin = Date.now() - performance.now();

  /** Milliseconds since 1970. */
  readonly now = (): number => Math.round(this.#origin + performance.now());

  /** The database said `time`, in milliseconds since 1970, between these two readings of the monotonic clock. */
  observe(time: number, asked: number, answered: number): void {
    this.#origin = time - (asked + answered) / 2;
  }
}
