/** An attempt to sign in, as an event tells of it. */
export interface SignInEvent {
  readonly id: string;
  /** UTC, as PostgreSQL writes it. */
  readonly at: string;
  /** The same in microseconds since 1970. */
  readonly micros: number;
  readonly failed: boolean;
  /** How many attempts the event stands for. */
  readonly attempts: number;
  /** Where it came from, as addresses are counted; null where the event has none. */
  readonly address: string | null;
  /** Whose account it was about; null where nobody knows. */
  readonly userId: string | null;
}

/** The failed attempts of an address or at an account before a sign-in. */
export interface FailedAttempts {
  readonly count: number;
  /** Of the events that tell of them, the last ones. */
  readonly eventIds: readonly string[];
  readonly first: Pick<SignInEvent, 'id' | 'at'>;
  readonly last: Pick<SignInEvent, 'id' | 'at'>;
}

/** A sign-in after many attempts had failed: from its address, at its account, or both. */
export interface Incident<E extends SignInEvent = SignInEvent> {
  readonly success: E;
  readonly address: FailedAttempts | null;
  readonly user: FailedAttempts | null;
}

export interface BruteForceRules {
  /** So many failures within the window are many. */
  readonly failures: number;
  /** Microseconds: within which they must be, and within which of the last of them the sign-in must follow. */
  readonly window: number;
}

/** Events that an incident names for each subject, at most. */
const namedEvents = 100;

/** Failures of one subject since its last sign-in, without those that can count no more. */
interface Run {
  readonly failures: SignInEvent[];
  /** Where those begin that are within the window of the last, and how many attempts they are. */
  start: number;
  count: number;
  /** Where the failures began that last were many, and when they were; a few that follow slowly do not undo it. */
  many: { start: number; readonly micros: number } | null;
}

/**
 * Finds sign-ins that many failures precede, in events that are given in the order of time and id. A sign-in ends the
 * runs of failures of its address and its account, whether or not they were many.
 */
export class IncidentFinder<E extends SignInEvent> {
  readonly #rules: BruteForceRules;
  readonly #runs = { address: new Map<string, Run>(), user: new Map<string, Run>() };

  constructor(rules: BruteForceRules) {
    this.#rules = rules;
  }

  /** The incident that this event completes. */
  add(event: E): Incident<E> | null {
    const { address, user } = this.#runs;
    if (event.failed) {
      if (event.address !== null) this.#fail(address, event.address, event);
      if (event.userId !== null) this.#fail(user, event.userId, event);
      return null;
    }
    const incident = {
      success: event,
      address: event.address === null ? null : this.#end(address, event.address, event),
      user: event.userId === null ? null : this.#end(user, event.userId, event),
    };
    return (incident.address ?? incident.user) ? incident : null;
  }

  /** Forgets runs that no sign-in at this time or later can follow soon enough. */
  forget(micros: number): void {
    for (const runs of Object.values(this.#runs)) {
      for (const [subject, { failures }] of runs) {
        if (micros - (failures.at(-1)?.micros ?? 0) > this.#rules.window) runs.delete(subject);
      }
    }
  }

  #fail(runs: Map<string, Run>, subject: string, event: SignInEvent): void {
    const run = runs.get(subject) ?? { failures: [], start: 0, count: 0, many: null };
    runs.set(subject, run);
    run.failures.push(event);
    run.count += event.attempts;
    for (;;) {
      const first = run.failures[run.start];
      if (!first || event.micros - first.micros <= this.#rules.window) break;
      run.count -= first.attempts;
      run.start += 1;
    }
    if (run.count >= this.#rules.failures) run.many = { start: run.start, micros: event.micros };
    else if (run.many && event.micros - run.many.micros > this.#rules.window) run.many = null;
    const needless = run.many?.start ?? run.start;
    // Only now and then: moving the rest each time would be quadratic.
    if (needless * 2 > run.failures.length) {
      run.failures.splice(0, needless);
      run.start -= needless;
      if (run.many) run.many.start = 0;
    }
  }

  #end(runs: Map<string, Run>, subject: string, { micros }: SignInEvent): FailedAttempts | null {
    const run = runs.get(subject);
    runs.delete(subject);
    if (!run?.many || micros - run.many.micros > this.#rules.window) return null;
    const failures = run.failures.slice(run.many.start);
    const [first, last] = [failures[0], failures.at(-1)];
    if (!first || !last) return null;
    return {
      count: failures.reduce((sum, { attempts }) => sum + attempts, 0),
      eventIds: failures.slice(-namedEvents).map(({ id }) => id),
      first,
      last,
    };
  }
}
