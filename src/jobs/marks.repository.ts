import { sql } from 'kysely';
import type { Db, Transaction } from '../db/client.ts';

/** How far a job has come, in milliseconds since 1970; null where it has no mark yet. */
export async function readMark(db: Db, name: string): Promise<number | null> {
  const { rows } = await sql<{ at: number }>`
    select (extract(epoch from marked_at) * 1000)::float8 as at from api.job_marks where name = ${name}`.execute(db);
  return rows[0]?.at ?? null;
}

/** Sets a mark to a time in milliseconds since 1970. */
export async function setMark(tx: Transaction, name: string, at: number): Promise<void> {
  await sql`
    insert into api.job_marks(name, marked_at) values (${name}, ${new Date(at).toISOString()}::timestamp)
    on conflict (name) do update set marked_at = excluded.marked_at`.execute(tx);
}
