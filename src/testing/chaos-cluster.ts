import type { TestDatabase } from './database.ts';
import { kill, startProcess, type ServiceProcess } from './service-process.ts';

interface Instance {
  readonly service: ServiceProcess;
  readonly url: string;
}

/** Several processes of the service on one database. */
export interface ServiceCluster {
  /** Of those that run just now. */
  urls(): string[];
  /** Ends the instance that sequences with SIGKILL and starts another one. False when none sequences just now. */
  killLeader(): Promise<boolean>;
  stop(): Promise<void>;
}

/** Starts that many instances. They use few connections each: PostgreSQL has a hundred for all that tests do. */
export async function startServiceCluster(database: TestDatabase, size: number): Promise<ServiceCluster> {
  const instances = new Set<Instance>();
  const start = async () => {
    const service = startProcess({
      DATABASE_URL: database.url,
      MIGRATION_DATABASE_URL: database.ownerUrl,
      DATABASE_POOL_SIZE: '8',
      // Many subscribers, of few users and one address.
      LIMIT_SOCKETS_PER_USER: '1000',
      RATE_VIEWER_POINTS: '0',
      RATE_ADDRESS_REQUESTS: '0',
      DEMO_DATA: 'off',
      LOG_LEVEL: 'info',
    });
    instances.add({ service, url: await service.ready() });
  };
  await Promise.all(Array.from({ length: size }, start));

  const findLeader = async () => {
    const candidates = await Promise.all(
      [...instances].map(async (instance) => ((await isLeading(instance.url)) ? [instance] : [])),
    );
    return candidates.flat()[0];
  };
  return {
    urls: () => [...instances].map(({ url }) => url),
    async killLeader() {
      const leader = await findLeader();
      if (leader === undefined) return false;
      await kill(leader.service);
      instances.delete(leader);
      await start();
      return true;
    },
    async stop() {
      await Promise.all([...instances].map(({ service }) => kill(service)));
    },
  };
}

async function isLeading(url: string): Promise<boolean> {
  const response = await fetch(`${url}/readyz`);
  const { sequencer } = (await response.json()) as { sequencer: { leading: boolean } };
  return sequencer.leading;
}
