import { sql } from 'kysely';
import type { Db } from '../db/client.ts';

/** What somebody has used of a budget in a window. */
export interface Usage {
  readonly subject: string;
  /** Seconds since 1970. */
  readonly windowEnd: number;
  readonly used: number;
}

/** Adds what this instance has counted to what all instances have, and gives the sums. */
export async function addUsage(db: Db, usage: readonly Usage[]): Promise<Usage[]> {
  const column = (values: readonly (string | number)[]) => sql`${values}`;
  const { rows } = await sql<{ subject: string; window_end: string; used: string }>`
    insert into api.rate_limits as known (subject, window_end, used)
    select * from unnest(
      ${column(usage.map(({ subject }) => subject))}::text[],
      ${column(usage.map(({ windowEnd }) => windowEnd))}::bigint[],
      ${column(usage.map(({ used }) => used))}::bigint[]
    ) as counted(subject, window_end, used)
    -- The same order in every instance: they wait for each other's rows and never in a circle.
    order by subject, window_end
    on conflict (subject, window_end) do update set used = known.used + excluded.used
    returning subject, window_end, used`.execute(db);
  return rows.map((row) => ({
    subject: row.subject,
    windowEnd: Number(row.window_end),
    used: Number(row.used),
  }));
}

/** Forgets windows that ended before this time, in seconds since 1970. */
export async function deleteUsageBefore(db: Db, time: number): Promise<void> {
  await db.deleteFrom('api.rate_limits').where('window_end', '<', String(time)).execute();
}
