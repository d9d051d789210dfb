/** Every number that shapes the feed. Times are milliseconds. Tests override single ones. */
export const feedLimits = {
  /** Outbox rows that the sequencer moves in one transaction. */
  sequencerBatch: 1_000,
  /** Pause between two looks into the outbox while somebody listens, on any instance. */
  sequencerBusyWait: 20,
  /** The same while nobody listens. */
  sequencerIdleWait: 250,
  /** Pause between two attempts of a waiting instance to become the sequencer. */
  takeOverWait: 250,
  /** A sequencer that PostgreSQL has not heard of for this long loses its session, and with it the lead. */
  leaderSilence: 10_000,
  /** A statement of the sequencer or the listener that takes longer means a dead connection. */
  statementDeadline: 10_000,
  /** Sweep and prune may scan a lot once, after a bulk load. */
  choreDeadline: 60_000,
  /** Pause between two searches for rows that no trigger reported. */
  sweepInterval: 30_000,
  /** Pause between two removals of entries that are past retention. */
  pruneInterval: 60_000,
  /** Entries removed in one transaction. */
  pruneBatch: 5_000,

  /** How often an instance with subscribers says so to the sequencer, and how long that counts. */
  demandInterval: 5_000,
  demandLifetime: 10_000,

  /** Entries that the hub reads at once. */
  hubBatch: 1_000,
  /** How often the hub looks without having been told, with and without its LISTEN connection. */
  pollInterval: 1_000,
  pollIntervalWithoutListener: 25,
  /** How often the LISTEN connection is proved alive, and how long the proof may take. */
  heartbeatInterval: 2_000,
  heartbeatDeadline: 2_000,
  /** Pause before connecting again after a failure: grows from the first to the second, with jitter. */
  reconnectWaitFirst: 50,
  reconnectWaitLongest: 1_000,
  /** What a running statement gets to finish when the service stops. */
  stopGrace: 1_000,

  /** Newest entries kept in memory with their rows; whichever is reached first drops the oldest. */
  windowEntries: 10_000,
  windowBytes: 16 * 1024 * 1024,
  /** An idle hub that fell further behind than this starts a new window with that many entries. */
  windowCatchUp: 1_000,
  /** Entries that a subscriber behind the window reads at once. */
  historyPage: 200,
  /** How long such a page is kept for others, and bytes of all that are kept. */
  historyKept: 10_000,
  historyBytes: 16 * 1024 * 1024,
  /** Such reads at a time, so that a reconnecting crowd leaves connections for requests. */
  historyReads: 4,

  /** How often slow consumers and due progress marks are looked for. */
  upkeepInterval: 1_000,
  /** Entries that may pass a filtered subscriber before it gets a progress mark. */
  progressEntries: 500,
  /** How long entries may have passed a filtered subscriber before it gets a progress mark. */
  progressInterval: 15_000,
  /** A consumer that has not come back for this long … */
  slowConsumerTime: 10_000,
  /** … while more entries than this wait for it, is ended. */
  slowConsumerEntries: 1_000,
};

export type FeedLimits = Readonly<typeof feedLimits>;

/** Gives the pause before the next attempt after `failures` failures in a row, in milliseconds, with jitter. */
export function reconnectWait(failures: number, limits: FeedLimits): number {
  const longest = Math.min(limits.reconnectWaitFirst * 2 ** Math.min(failures, 10), limits.reconnectWaitLongest);
  return longest * (0.5 + Math.random() / 2);
}
