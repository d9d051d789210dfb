import type { TestDatabase } from './database.ts';
import { withClient } from './server.ts';

/**
 * Takes rows away from a log that nobody else may shorten, so that a test begins with an empty one: as a superuser
 * who replays a replication, whose statements fire no triggers.
 */
export const deleteFromLog = (
  { superuserUrl }: Pick<TestDatabase, 'superuserUrl'>,
  table: 'audit_logs' | 'activity_logs',
  id?: string,
): Promise<void> =>
  withClient(superuserUrl, async (client) => {
    await client.query('set session_replication_role = replica');
    await client.query(`delete from ${table} where $1::bigint is null or id = $1`, [id ?? null]);
  });
