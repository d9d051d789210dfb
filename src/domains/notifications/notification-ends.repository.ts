import { sql } from 'kysely';
import type { Transaction } from '../../db/client.ts';

/** What became of ends that have come: how many were taken, and of how many the feed tells. */
export interface ToldEnds {
  readonly taken: number;
  readonly told: number;
}

/** Lets the feed tell of at most `maximum` ends that have come, each once. */
export async function tellEnds(tx: Transaction, maximum: number): Promise<ToldEnds> {
  const { rows } = await sql<ToldEnds>`select taken, told from api.tell_notification_ends(${maximum})`.execute(tx);
  return rows[0] ?? { taken: 0, told: 0 };
}

/** Makes true what the sequencer waits for, where triggers did not fire; gives how many starts were wrong. */
export async function mendStarts(tx: Transaction): Promise<number> {
  const { rows } = await sql<{ mended: number }>`select api.mend_notification_starts() as mended`.execute(tx);
  return rows[0]?.mended ?? 0;
}
