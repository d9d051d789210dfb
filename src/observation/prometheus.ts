import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { operationKind, type Observe } from './operations.ts';

/** What is true of the service at the moment of a scrape. */
export interface ServiceState {
  readonly feedPosition: number;
  /** Entries that are announced and not yet read. */
  readonly feedLag: number;
  readonly feedSubscribers: number;
  /** Whether this instance orders the feed. */
  readonly isSequencer: boolean;
  readonly openSessions: number;
  /** As of the last look at jobs; undefined before the first. */
  readonly jobs:
    { readonly workers: number; readonly late: number; readonly dead: number; readonly stuck: number } | undefined;
  readonly databaseConnections: { readonly total: number; readonly idle: number; readonly waiting: number };
}

/** What a scrape answers. */
export interface Exposition {
  readonly contentType: string;
  readonly text: string;
}

/** Counts and measures for Prometheus. */
export interface Prometheus {
  readonly observe: Observe;
  /** An HTTP request was answered; `route` is the path of the schema of URLs, not the one that was asked for. */
  answered(route: string, status: number): void;
  exposition(): Promise<Exposition>;
}

/** Of the process, whose services share it. */
let processRegistry: Registry | undefined;

function processMetrics(): Registry {
  if (processRegistry === undefined) {
    processRegistry = new Registry();
    collectDefaultMetrics({ register: processRegistry });
  }
  return processRegistry;
}

/** Seconds. The design asks for simple reads below 0.1, reports below 0.5 and analytics below 2. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10];

/** Makes the counters of one service; `state` is asked at every scrape. */
export function createPrometheus(state: () => ServiceState): Prometheus {
  const register = new Registry();
  const registers = [register];
  // By the first root field alone: combinations of fields are without number.
  const durations = new Histogram({
    name: 'atis_operation_duration_seconds',
    help: 'Time to execute a query or mutation, by type and first root field.',
    labelNames: ['type', 'field'] as const,
    buckets,
    registers,
  });
  const errors = new Counter({
    name: 'atis_operation_errors_total',
    help: 'Errors in answers of queries and mutations, by code.',
    labelNames: ['code'] as const,
    registers,
  });
  const requests = new Counter({
    name: 'atis_http_requests_total',
    help: 'HTTP requests that were answered, by route and status.',
    labelNames: ['route', 'status'] as const,
    registers,
  });
  const gauge = (name: string, help: string, value: (now: ServiceState) => number) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value(state()));
      },
    });
  gauge(
    'atis_feed_position',
    'Position of the newest feed entry that this instance has read.',
    (now) => now.feedPosition,
  );
  gauge('atis_feed_lag_entries', 'Feed entries that are announced and not yet read here.', (now) => now.feedLag);
  gauge('atis_feed_subscribers', 'Open subscriptions.', (now) => now.feedSubscribers);
  gauge('atis_feed_sequencer', '1 where this instance orders the feed.', (now) => Number(now.isSequencer));
  gauge('atis_open_sessions', 'Open sockets and event streams.', (now) => now.openSessions);
  gauge('atis_job_workers', 'Workers of jobs that report in time.', ({ jobs }) => jobs?.workers ?? NaN);
  new Gauge({
    name: 'atis_job_problems',
    help: 'Jobs and runs that are late, workers that are dead, runs that are stuck.',
    labelNames: ['kind'] as const,
    registers,
    collect() {
      const { jobs } = state();
      for (const kind of ['late', 'dead', 'stuck'] as const) this.set({ kind }, jobs?.[kind] ?? NaN);
    },
  });
  new Gauge({
    name: 'atis_database_connections',
    help: 'Connections of the pool, and requests that wait for one.',
    labelNames: ['state'] as const,
    registers,
    collect() {
      const { total, idle, waiting } = state().databaseConnections;
      this.set({ state: 'used' }, total - idle);
      this.set({ state: 'idle' }, idle);
      this.set({ state: 'waiting' }, waiting);
    },
  });

  return {
    observe(operation) {
      const { type, fields } = operationKind(operation);
      durations.observe({ type, field: fields[0] }, operation.duration / 1_000);
      for (const code of operation.errorCodes) errors.inc({ code });
    },
    answered: (route, status) => requests.inc({ route, status }),
    async exposition() {
      const texts = await Promise.all([processMetrics().metrics(), register.metrics()]);
      return { contentType: register.contentType, text: texts.join('\n') };
    },
  };
}
