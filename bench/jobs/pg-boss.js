// pg-boss through its public API: insert, fetch and complete with a batch size.
import { PgBoss } from 'pg-boss';

const queue = 'nothing';

export async function openQueue(url) {
  const open = async () => {
    // Without its background work: the queue is measured, not its upkeep.
    const boss = new PgBoss({ connectionString: url, max: 1, supervise: false, schedule: false });
    await boss.start();
    return boss;
  };
  const boss = await open();
  await boss.createQueue(queue);
  return {
    async fill(jobs) {
      await boss.deleteAllJobs(queue);
      for (let first = 0; first < jobs; first += 1_000) {
        await boss.insert(
          queue,
          Array.from({ length: Math.min(1_000, jobs - first) }, () => ({ data: {} })),
        );
      }
    },
    async openWorker() {
      const worker = await open();
      return {
        claim: (batchSize) => worker.fetch(queue, { batchSize }),
        async complete(claimed) {
          const { affected } = await worker.complete(
            queue,
            claimed.map(({ id }) => id),
          );
          if (affected !== claimed.length) throw new Error(`Only ${affected} jobs were completed.`);
        },
        close: () => worker.stop({ graceful: false }),
      };
    },
    close: () => boss.stop({ graceful: false }),
  };
}
