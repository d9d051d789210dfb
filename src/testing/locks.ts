import { expect } from 'vitest';
import type { TestDatabase } from './database.ts';
import { withClient } from './server.ts';

/** Makes every statement of the service that needs this table wait while `work` runs. */
export const whileLocked = <Result>(
  database: TestDatabase,
  table: string,
  work: () => Promise<Result>,
): Promise<Result> =>
  withClient(database.ownerUrl, async (client) => {
    await client.query('begin');
    await client.query(`lock table ${table} in access exclusive mode`);
    try {
      return await work();
    } finally {
      await client.query('rollback');
    }
  });

/** Waits until so many statements of the service wait for a lock, for so many milliseconds at most. */
export const untilWaiting = (database: TestDatabase, count: number, timeout = 20_000): Promise<void> =>
  withClient(database.superuserUrl, (client) =>
    expect
      .poll(
        async () => {
          const { rowCount } = await client.query(
            `select from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock' and usename = 'atis_service'`,
          );
          return rowCount;
        },
        { timeout },
      )
      .toBe(count),
  );
