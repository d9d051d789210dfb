import pg from 'pg';

/** The PostgreSQL of a test run. The URLs are those of its database `postgres`. */
export interface TestServer {
  readonly superuserUrl: string;
  readonly ownerUrl: string;
  readonly serviceUrl: string;
  /** What the names of all databases of this run begin with. */
  readonly prefix: string;
  /** The migrated database that tests clone. */
  readonly template: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    testServer: TestServer;
  }
}

/** The same URL for another database of the server. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.href;
}

/** Runs `work` on a connection of its own, and closes it. */
export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
