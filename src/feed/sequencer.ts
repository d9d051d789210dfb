import type pg from 'pg';
import { sqlState } from '../db/faults.ts';
import { Alarm, keepConnected, queryWithin, type CreateClient } from './connection.ts';
import { feedLimits, type FeedLimits } from './limits.ts';
import type { FeedLog } from './topic.ts';

/** Whoever holds it sequences. The number is arbitrary but the same in every instance. */
export const leaderLock = '4702111234474983745';

const readOnly = sqlState.readOnlyTransaction;

export interface SequencerOptions {
  /** The lead is tied to this connection. */
  readonly createClient: CreateClient;
  /** When the database is migrated; at once where there is nothing to wait for. */
  readonly after?: Promise<unknown>;
  readonly log: FeedLog;
  /** Told of each failure of the connection. */
  readonly onFailure?: (error: unknown) => void;
  /** How long entries are kept for clients that resume. */
  readonly retentionHours: number;
  readonly limits?: Partial<FeedLimits>;
}

export interface Sequencer {
  /** Something was just committed here: sequence it now rather than at the next look. Cheap, never throws. */
  poke(): void;
  /** Connects anew: the server may have been replaced. */
  renew(): void;
  /** Gives up the lead and closes the connection. */
  stop(): Promise<void>;
  status(): { readonly leading: boolean; readonly lastError: string | null };
}

/**
 * Takes part in the election of the one sequencer of this database, and while elected moves what writers
 * committed from the outbox into the ordered feed. Correctness does not depend on the election: a row lock in
 * api.sequence_feed() keeps positions dense and ordered even if two should lead for a moment.
 */
export function startSequencer(options: SequencerOptions): Sequencer {
  const limits = { ...feedLimits, ...options.limits };
  const alarm = new Alarm();
  let leading = false;

  const work = async (client: pg.Client, ended: AbortSignal, healthy: () => void) => {
    ended.addEventListener('abort', () => alarm.ring());
    let demandedUntil = 0;
    client.on('notification', () => {
      demandedUntil = performance.now() + limits.demandLifetime;
      alarm.ring();
    });
    await prepareSession(client, limits);
    while (!(await tryToLead(client, limits))) {
      healthy();
      await alarm.wait(limits.takeOverWait);
      if (ended.aborted) return;
    }
    leading = true;
    options.log.info({}, 'feed sequencer: this instance leads');
    try {
      const chores = createChores(client, options.retentionHours, limits);
      while (!ended.aborted) {
        const taken = await sequence(client, limits);
        healthy();
        const choreLeft = await chores();
        if (taken < limits.sequencerBatch && !choreLeft) {
          await alarm.wait(performance.now() < demandedUntil ? limits.sequencerBusyWait : limits.sequencerIdleWait);
        }
      }
    } finally {
      leading = false;
    }
  };

  const connection = keepConnected({
    name: 'feed sequencer',
    after: options.after,
    onFailure: options.onFailure,
    createClient: options.createClient,
    log: options.log,
    limits,
    work,
  });
  return {
    poke: () => {
      if (leading) alarm.ring();
    },
    renew: () => connection.renew(),
    stop: () => connection.stop(),
    status: () => ({ leading, lastError: connection.lastError?.message ?? null }),
  };
}

/** A frozen or cut-off leader must not hold the lock: PostgreSQL ends its session when it falls silent. */
async function prepareSession(client: pg.Client, limits: FeedLimits): Promise<void> {
  await queryWithin(
    client,
    limits.statementDeadline,
    `select set_config('idle_session_timeout', $1, false), set_config('statement_timeout', $2, false),
      set_config('tcp_user_timeout', $1, false)`,
    [String(limits.leaderSilence), String(limits.choreDeadline)],
  );
  await queryWithin(client, limits.statementDeadline, 'listen atis_feed_demand');
}

async function tryToLead(client: pg.Client, limits: FeedLimits): Promise<boolean> {
  const text = 'select pg_try_advisory_lock($1) as leads';
  const [row] = await queryWithin<{ leads: boolean }>(client, limits.statementDeadline, text, [leaderLock]);
  return row?.leads === true;
}

async function sequence(client: pg.Client, limits: FeedLimits): Promise<number> {
  const text = `select api.sequence_feed($1) as taken, current_setting('transaction_read_only')::boolean as read_only`;
  const [row] = await queryWithin<{ taken: number; read_only: boolean }>(client, limits.statementDeadline, text, [
    limits.sequencerBatch,
  ]);
  // A primary that was demoted keeps its connections, and has nothing to sequence any more.
  if (row?.read_only === true) throw Object.assign(new Error('PostgreSQL is read-only.'), { code: readOnly });
  return row?.taken ?? 0;
}

/** Gives a function that sweeps and prunes when due, and tells whether more waits. */
function createChores(client: pg.Client, retentionHours: number, limits: FeedLimits): () => Promise<boolean> {
  let sweepAt = 0;
  let pruneAt = performance.now() + limits.pruneInterval;

  const sweep = async () => {
    const text = 'select api.sweep_feed() as found';
    const [row] = await queryWithin<{ found: number }>(client, limits.choreDeadline, text);
    sweepAt = performance.now() + limits.sweepInterval;
    return (row?.found ?? 0) > 0;
  };
  const prune = async () => {
    const text = 'select api.prune_feed(make_interval(hours => $1), $2) as pruned';
    const values = [retentionHours, limits.pruneBatch];
    const [row] = await queryWithin<{ pruned: number }>(client, limits.choreDeadline, text, values);
    const more = row?.pruned === limits.pruneBatch;
    if (!more) pruneAt = performance.now() + limits.pruneInterval;
    return more;
  };

  return async () => {
    const found = performance.now() >= sweepAt && (await sweep());
    const more = performance.now() >= pruneAt && (await prune());
    return found || more;
  };
}
