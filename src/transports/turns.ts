/** After so many milliseconds of delivery everything else in this process has its turn. */
const maxTurn = 10;

/** A piece of delivery, short compared with a turn. */
export interface Work {
  /** Whether it waits for its turn; only this module writes it. */
  queued: boolean;
  /** Must not throw. */
  run(): void;
}

let queue: Work[] = [];
let scheduled = false;

/**
 * Runs work soon, in the order of the calls; once, however often it is asked for meanwhile. Deliveries from memory
 * never wait for anything, so that without turns they would keep this process from all other work.
 */
export function runSoon(work: Work): void {
  if (work.queued) return;
  work.queued = true;
  queue.push(work);
  if (scheduled) return;
  scheduled = true;
  setImmediate(takeTurn);
}

function takeTurn(): void {
  const ends = performance.now() + maxTurn;
  const current = queue;
  queue = [];
  let next = 0;
  for (let work = current[next]; work !== undefined && performance.now() < ends; work = current[++next]) {
    work.queued = false;
    work.run();
  }
  queue = current.slice(next).concat(queue);
  scheduled = queue.length > 0;
  if (scheduled) setImmediate(takeTurn);
}
