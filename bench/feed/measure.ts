import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { RawClient, type Received } from './raw-client.ts';
import type { ServerProcess } from './server-process.ts';

/** One kind of subscriber: what it asks for, and which share of the events it gets. */
export interface Audience {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
  readonly share: number;
}

/** What one rate came to. */
export interface Measured {
  readonly subscribers: number;
  /** Events in a second, as asked for and as inserted. */
  readonly rate: number;
  readonly inserted: number;
  readonly delivered: number;
  readonly expected: number;
  /** Milliseconds from before the INSERT until the sampled clients had the message. */
  readonly p50: number;
  readonly p99: number;
  /** Of the server, in microseconds a message; and which part of its core was busy. */
  readonly cpuPerMessage: number;
  readonly busy: number;
  readonly sustained: boolean;
}

/** Every fifth event is critical. */
export const criticalShare = 0.2;

/** Events that are still on their way after this many milliseconds count as not kept up with. */
const patience = 1_000;

/** How many clients look into their messages. */
const sampledClients = 40;

const percentile = (sorted: readonly number[], share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? NaN;

/** A server with subscribers, ready to be measured at several rates. */
export class Crowd {
  readonly #server: ServerProcess;
  readonly #writer: pg.Client;
  readonly #received: Received = { messages: 0, bytes: 0, latencies: [] };
  readonly #sentAt: number[] = [];
  readonly #clients: RawClient[] = [];
  #share = 0;

  constructor(server: ServerProcess, writer: pg.Client) {
    this.#server = server;
    this.#writer = writer;
  }

  get size(): number {
    return this.#clients.length;
  }

  /** Connects that many more; they take turns in what they subscribe to. Without audiences they only sign in. */
  async join(count: number, audiences: readonly Audience[]): Promise<void> {
    const every = Math.max(1, Math.floor(count / sampledClients));
    const open = async (index: number) => {
      const { query, variables } = audiences[index % audiences.length] ?? {};
      const { url, token } = this.#server;
      const sampled = index % every === 0;
      const shared = { received: this.#received, sentAt: this.#sentAt, sampled };
      this.#clients.push(await RawClient.open({ url, token, query, variables, ...shared }));
    };
    for (let first = 0; first < count; first += 50) {
      await Promise.all(Array.from({ length: Math.min(50, count - first) }, (_, index) => open(first + index)));
    }
    this.#share = audiences.reduce((sum, { share }) => sum + share, 0) / Math.max(1, audiences.length);
    await sleep(1_500);
  }

  /** Inserts so many events a second for so many seconds. */
  async measure(rate: number, seconds: number): Promise<Measured> {
    const received = this.#received;
    received.messages = 0;
    received.latencies = [];
    const first = this.#sentAt.length;
    const total = Math.round(rate * seconds);
    const cpu = this.#server.cpu();
    const started = performance.now();
    while (this.#sentAt.length - first < total) {
      const due =
        Math.min(total, Math.ceil(((performance.now() - started) / 1_000) * rate)) - (this.#sentAt.length - first);
      if (due > 0) await this.#insert(due);
      else await sleep(1);
    }
    const inserting = (performance.now() - started) / 1_000;
    const expected = Math.round(total * this.#share * this.#clients.length);
    const deadline = performance.now() + patience;
    while (received.messages < expected && performance.now() < deadline) await sleep(5);
    const took = (performance.now() - started) / 1_000;
    const spent = this.#server.cpu() - cpu;
    const { messages: delivered, latencies } = received;
    latencies.sort((a, b) => a - b);
    const inserted = total / inserting;
    return {
      subscribers: this.#clients.length,
      rate,
      inserted,
      delivered,
      expected,
      p50: percentile(latencies, 0.5),
      p99: percentile(latencies, 0.99),
      cpuPerMessage: (spent * 1e6) / delivered,
      busy: spent / took,
      sustained: delivered >= expected && inserted > rate * 0.95 && percentile(latencies, 0.99) < patience,
    };
  }

  /** Waits until nothing has come for a while, at most that long. */
  async settle(longest = 10_000): Promise<void> {
    const deadline = performance.now() + longest;
    let before = -1;
    while (before !== this.#received.messages && performance.now() < deadline) {
      before = this.#received.messages;
      await sleep(500);
    }
  }

  leave(): void {
    for (const client of this.#clients.splice(0)) client.close();
  }

  get lost(): number {
    return this.#clients.filter(({ closed }) => closed).length;
  }

  async #insert(count: number): Promise<void> {
    const first = this.#sentAt.length;
    const now = performance.now();
    for (let index = 0; index < count; index++) this.#sentAt.push(now);
    await this.#writer.query(
      `insert into security_events(event_type, severity, user_id, institution_id, description)
       select 'bench-' || n, case when n % 5 = 0 then 'critical' else 'warning' end, u.id, u.institution_id,
         'Uğursuz giriş cəhdi'
       from generate_series($1::int, $2::int) n
       join (select id, institution_id, row_number() over (order by id) - 1 as place, count(*) over () as size from users) u
         on u.place = n % u.size
       order by n`,
      [first, first + count - 1],
    );
  }
}
