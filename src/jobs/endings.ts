/** Why a run has to end before its work is done: the reason of its `AbortSignal`. */
export class RunEnding extends Error {
  override name = 'RunEnding';
  readonly kind: 'cancelled' | 'time limit' | 'lease lost' | 'worker stops';

  constructor(kind: RunEnding['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Somebody asked to cancel the run. */
export const cancelled = () => new RunEnding('cancelled', 'The run was cancelled.');

/** The run takes longer than it may. */
export const outOfTime = (seconds: number) =>
  new RunEnding('time limit', `The run exceeded its time limit of ${seconds} s.`);

/** Another worker may have the run: whatever this one still does must have no effect. */
export const leaseLost = () =>
  new RunEnding('lease lost', 'The lease of the run has ended: another worker may have it.');

/** The worker is shutting down, and hands the run back. */
export const workerStops = () => new RunEnding('worker stops', 'The worker stops.');
