import { expect, test } from 'vitest';
import { runSoon, type Work } from './turns.ts';

const busy = (milliseconds: number) => {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
};

test('runs work once however often it is asked for, in order, and again when asked during it', async () => {
  const ran: string[] = [];
  const done = Promise.withResolvers<undefined>();
  const work = (name: string, run: () => void = () => undefined): Work => ({
    queued: false,
    run() {
      ran.push(name);
      run();
    },
  });
  const again = work('again', () => {
    if (ran.length < 4) runSoon(again);
    else done.resolve(undefined);
  });
  runSoon(again);
  runSoon(work('second'));
  runSoon(again);
  expect(ran).toEqual([]);
  await done.promise;
  expect(ran).toEqual(['again', 'second', 'again', 'again']);
});

test('lets other work through while there is more to deliver than fits into a turn', async () => {
  let left = 200;
  const done = Promise.withResolvers<undefined>();
  const endless: Work = {
    queued: false,
    run() {
      busy(1);
      left -= 1;
      if (left > 0) runSoon(endless);
      else done.resolve(undefined);
    },
  };
  const gaps: number[] = [];
  let before = performance.now();
  const timer = setInterval(() => {
    gaps.push(performance.now() - before);
    before = performance.now();
  }, 1);
  runSoon(endless);
  await done.promise;
  clearInterval(timer);
  expect(gaps.length).toBeGreaterThan(10);
});
