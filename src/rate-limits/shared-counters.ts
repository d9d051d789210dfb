import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { addUsage, deleteUsageBefore } from './rate-limits.repository.ts';

/** Pause between two exchanges with the database while something is counted, in milliseconds. */
const exchangeInterval = 1_000;
/** Pause between two removals of windows that are over, in seconds. */
const pruneInterval = 60;
/** How long windows are kept after their end, for instances whose clocks are behind, in seconds. */
const keptAfterEnd = 120;
/** Subjects that are counted at a time; those beyond it share one, so that memory is bounded. */
const usualMaxSubjects = 100_000;
const everybodyElse = 'everybody else';

/** What somebody has used, and until when it counts. */
export interface Count {
  readonly used: number;
  /** Seconds until the window ends, 1 at least. */
  readonly resetsIn: number;
}

interface Account {
  readonly windowEnd: number;
  /** What all instances had used at the last exchange. */
  shared: number;
  /** What this instance is just telling the database. */
  telling: number;
  /** What this instance has used since. */
  untold: number;
}

/** Told what all instances together have used, and how much of that was new: every unit is new to one instance once. */
export type OnShared = (subject: string, used: number, added: number) => void;

/**
 * Counts in fixed windows, for all instances of a database together. Counting itself asks nobody: once a second, what
 * was counted here is added to what the others have told. So a limit may be overrun by what the instances do in a
 * second, and holds for each of them alone while the database is away.
 */
export class SharedCounters {
  readonly #accounts = new Map<string, Account>();
  readonly #db: Db;
  readonly #log: Logger;
  readonly #now: () => number;
  readonly #maxSubjects: number;
  readonly #listeners: OnShared[] = [];
  #timer: NodeJS.Timeout | undefined;
  #exchange: Promise<void> | undefined;
  #prunedAt = -Infinity;
  #failing = false;
  #stopped = false;

  /** `now` is the clock that the instances share, in milliseconds since 1970. */
  constructor(db: Db, log: Logger, now: () => number, maxSubjects = usualMaxSubjects) {
    this.#maxSubjects = maxSubjects;
    this.#db = db;
    this.#log = log;
    this.#now = now;
  }

  onShared(listener: OnShared): void {
    this.#listeners.push(listener);
  }

  /** What a subject has used in its current window of so many seconds. */
  read(subject: string, window: number): Count {
    const { end, now } = this.#windowAt(window);
    return { used: usedOf(this.#accounts.get(this.#nameOf(subject)), end), resetsIn: secondsUntil(end, now) };
  }

  /** Adds to what a subject has used, and gives the sum. */
  add(subject: string, window: number, amount: number): Count {
    const { end, now } = this.#windowAt(window);
    const account = this.#account(subject, end);
    account.untold += amount;
    if (!this.#stopped) this.#timer ??= setTimeout(() => this.#tick(), exchangeInterval).unref();
    return { used: usedOf(account, end), resetsIn: secondsUntil(end, now) };
  }

  /** Tells the database what it does not know yet, once, and counts for this instance alone from then on. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#timer);
    await this.#exchange;
    await this.#tell();
  }

  #windowAt(window: number): { end: number; now: number } {
    const now = this.#now() / 1_000;
    return { end: (Math.floor(now / window) + 1) * window, now };
  }

  /** Under which name a subject is counted. */
  #nameOf(subject: string): string {
    return this.#accounts.has(subject) || this.#accounts.size < this.#maxSubjects ? subject : everybodyElse;
  }

  #account(subject: string, windowEnd: number): Account {
    const name = this.#nameOf(subject);
    const known = this.#accounts.get(name);
    if (known?.windowEnd === windowEnd) return known;
    const fresh: Account = { windowEnd, shared: 0, telling: 0, untold: 0 };
    this.#accounts.set(name, fresh);
    return fresh;
  }

  #tick(): void {
    this.#exchange = this.#tell().finally(() => {
      this.#exchange = undefined;
      this.#timer = undefined;
      const waiting = [...this.#accounts.values()].some(({ untold }) => untold > 0);
      if (waiting && !this.#stopped) this.#timer = setTimeout(() => this.#tick(), exchangeInterval).unref();
    });
  }

  async #tell(): Promise<void> {
    const now = this.#now() / 1_000;
    const news: { subject: string; windowEnd: number; used: number; account: Account }[] = [];
    for (const [subject, account] of this.#accounts) {
      if (account.windowEnd <= now) this.#accounts.delete(subject);
      if (account.untold === 0) continue;
      news.push({ subject, windowEnd: account.windowEnd, used: account.untold, account });
      account.telling = account.untold;
      account.untold = 0;
    }
    try {
      if (news.length > 0) this.#learn(news, await addUsage(this.#db, news));
      await this.#prune(now);
      if (this.#failing) this.#log.info('rate limits: counting with the other instances again');
      this.#failing = false;
    } catch (error) {
      for (const { account } of news) {
        account.untold += account.telling;
        account.telling = 0;
      }
      if (!this.#failing)
        this.#log.warn({ err: error }, 'rate limits: counting alone, the database does not take what was counted');
      this.#failing = true;
    }
  }

  #learn(
    news: readonly { subject: string; windowEnd: number; used: number; account: Account }[],
    sums: readonly { subject: string; windowEnd: number; used: number }[],
  ): void {
    const bySubject = new Map(sums.map((sum) => [`${sum.windowEnd} ${sum.subject}`, sum.used]));
    for (const { subject, windowEnd, used, account } of news) {
      account.shared = bySubject.get(`${windowEnd} ${subject}`) ?? account.shared + used;
      account.telling = 0;
      for (const listener of this.#listeners) listener(subject, account.shared, used);
    }
  }

  async #prune(now: number): Promise<void> {
    if (now - this.#prunedAt < pruneInterval) return;
    this.#prunedAt = now;
    await deleteUsageBefore(this.#db, Math.floor(now) - keptAfterEnd);
  }
}

const secondsUntil = (end: number, now: number) => Math.max(1, Math.ceil(end - now));

const usedOf = (account: Account | undefined, windowEnd: number): number =>
  account?.windowEnd === windowEnd ? account.shared + account.telling + account.untold : 0;
