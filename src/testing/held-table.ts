import { sql } from 'kysely';
import { expect } from 'vitest';
import type { TestDatabase } from './database.ts';

/** A table that nobody can read: whatever asks for it waits. */
export interface HeldTable {
  /** Resolves once so many statements wait for it. */
  waiting(count: number): Promise<void>;
  release(): Promise<void>;
}

/** Locks a table until it is released. */
export async function holdTable({ owner }: TestDatabase, table: string): Promise<HeldTable> {
  const { promise: released, resolve: release } = Promise.withResolvers<undefined>();
  const locked = Promise.withResolvers<undefined>();
  const lock = owner.transaction().execute(async (tx) => {
    await sql`lock table ${sql.table(table)} in access exclusive mode`.execute(tx);
    locked.resolve(undefined);
    await released;
  });
  await Promise.race([locked.promise, lock]);
  const waiters = sql<{ count: number }>`select count(*)::integer as count from pg_locks
    where not granted and relation = ${table}::regclass
      and database = (select oid from pg_database where datname = current_database())`;
  return {
    waiting: (count) => expect.poll(async () => (await waiters.execute(owner)).rows[0]?.count).toBe(count),
    async release() {
      release(undefined);
      await lock;
    },
  };
}
