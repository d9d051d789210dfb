/** What one worker of a queue does, over a connection of its own. */
export interface QueueWorker {
  /** Takes up to `batch` jobs; none means that the queue is empty. */
  readonly claim: (batch: number) => Promise<readonly unknown[]>;
  /** Says that the jobs of a claim are done. Throws when that was not accepted of every one. */
  readonly complete: (claimed: readonly unknown[]) => Promise<void>;
  readonly close: () => Promise<void>;
}

/** A queue that is compared. */
export interface Queue {
  /** Empties it and puts that many jobs that do nothing into it, all of them due. */
  readonly fill: (jobs: number) => Promise<void>;
  readonly openWorker: () => Promise<QueueWorker>;
  readonly close: () => Promise<void>;
}

/** Opens a queue in a database of its own, to which `url` leads as its owner. */
export type OpenQueue = (url: string) => Promise<Queue>;
