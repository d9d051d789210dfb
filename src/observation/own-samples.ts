import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Db } from '../db/client.ts';
import { recordSamples, type Sample } from '../domains/performance-metrics/metric-samples.repository.ts';
import { startPeriodic } from '../periodic.ts';
import { operationKind, type Observe, type ObservedOperation } from './operations.ts';

/** Between two times at which samples are written, in milliseconds. */
const interval = 5_000;
/** Samples that wait at most; while the database is away, further ones are dropped. */
const maxWaiting = 5_000;
/** Characters of the column. */
const maxInstance = 100;

/** Records a share of the service's own operations as performance metrics. */
export interface OwnSamples {
  readonly observe: Observe;
  /** Writes what is left. */
  stop(): Promise<void>;
}

export interface OwnSamplesOptions {
  readonly db: Db;
  readonly log: Logger;
  readonly after: Promise<undefined>;
  /** Of the operations, 0 to 100; each is taken with this probability, so that percentiles stay true. */
  readonly percent: number;
}

/** Starts recording. A batch that cannot be written is dropped, and the log says so. */
export function startOwnSamples({ db, log, after, percent }: OwnSamplesOptions): OwnSamples {
  const instanceId = `${hostname()}:${process.pid}`.slice(0, maxInstance);
  let waiting: Sample[] = [];
  const write = async () => {
    const batch = waiting;
    waiting = [];
    await recordSamples(db, batch);
  };
  const failure = 'performance metrics of this service could not be written';
  const periodic = startPeriodic({ log, after, interval, work: write, failure });

  return {
    observe(operation) {
      if (waiting.length < maxWaiting && Math.random() * 100 < percent) waiting.push(toSample(operation, instanceId));
    },
    async stop() {
      await periodic.stop();
      await write().catch((error: unknown) => log.warn({ err: error }, failure));
    },
  };
}

function toSample({ context, duration, errorCodes, ...operation }: ObservedOperation, instanceId: string): Sample {
  const { type, fields } = operationKind(operation);
  const { viewer, request } = context;
  return {
    metricType: 'request',
    name: 'graphql',
    value: duration,
    unit: 'ms',
    // Combinations of fields are without number, and each would be a series of its own.
    endpoint: `${type} ${fields[0]}${fields.length > 1 ? ` +${fields.length - 1}` : ''}`,
    instanceId,
    moduleCode: null,
    institutionId: viewer?.institutionId ?? null,
    context: JSON.stringify({
      ...(viewer ? { user_id: viewer.userId } : {}),
      ...(errorCodes.length > 0 ? { errors: [...new Set(errorCodes)] } : {}),
    }),
    recordedAt: new Date(context.now()).toISOString(),
    requestId: request.id,
    // In the context instead: the column's foreign key would keep others from deleting whoever has used this service,
    // and refuse the whole batch where somebody has just been deleted.
    userId: null,
  };
}
