import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A network between the service and its PostgreSQL that can fail. */
export interface Proxy {
  /** The same database through the proxy. */
  readonly url: string;
  /** Ends every connection and refuses new ones. */
  cut(): void;
  /** Refuses new connections; those that there are stay. */
  refuse(): void;
  /**
   * Keeps every connection open and passes nothing on, as a lost route does. With a name only the connections that
   * the application of this name has now.
   */
  freeze(applicationName?: string): void;
  /** Passes everything on so many milliseconds late, each way. */
  delay(milliseconds: number): void;
  /** Leads new connections to this server, as a host name does after a failover. Others stay, frozen if they were. */
  leadTo(databaseUrl: string): void;
  /** Lets everything pass at once; frozen connections are gone. */
  restore(): void;
  stop(): Promise<void>;
}

interface Pair {
  readonly sockets: readonly [Socket, Socket];
  /** What the client sent first: it holds the name of the application. */
  startup: string;
  frozen: boolean;
}

export async function startProxy(databaseUrl: string): Promise<Proxy> {
  let target = new URL(databaseUrl);
  const pairs = new Set<Pair>();
  let state: 'open' | 'refusing' | 'frozen' = 'open';
  let lateness = 0;

  const end = (pair: Pair) => {
    for (const socket of pair.sockets) socket.destroy();
    pairs.delete(pair);
  };
  const server = createServer((client) => {
    if (state === 'refusing') {
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port), target.hostname);
    const pair: Pair = { sockets: [client, upstream], startup: '', frozen: false };
    pairs.add(pair);
    client.once('data', (chunk: Buffer) => (pair.startup = chunk.toString('latin1')));
    for (const [from, to] of [pair.sockets, [upstream, client] as const]) {
      from.on('data', (chunk: Buffer) => {
        if (state === 'frozen' || pair.frozen) return;
        if (lateness === 0) to.write(chunk);
        else setTimeout(() => to.write(chunk), lateness);
      });
      from.on('error', () => to.destroy());
      from.on('close', () => {
        to.destroy();
        pairs.delete(pair);
      });
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    cut() {
      state = 'refusing';
      pairs.forEach(end);
    },
    refuse() {
      state = 'refusing';
    },
    freeze(applicationName) {
      if (applicationName === undefined) state = 'frozen';
      else for (const pair of pairs) if (pair.startup.includes(`\0${applicationName}\0`)) pair.frozen = true;
    },
    delay(milliseconds) {
      lateness = milliseconds;
    },
    leadTo(other) {
      target = new URL(other);
      if (state === 'frozen') for (const pair of pairs) pair.frozen = true;
      state = 'open';
    },
    restore() {
      for (const pair of pairs) if (state === 'frozen' || pair.frozen) end(pair);
      state = 'open';
      lateness = 0;
    },
    async stop() {
      pairs.forEach(end);
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
