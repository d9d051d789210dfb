import type { IntegrationRow } from '../../db/generated/tables.ts';
import { formatTime } from '../../graphql/scalars.ts';
import type { SyncFreshness } from '../../graphql/types.ts';
import { shownConfig } from '../integrations/config-mask.ts';
import type { SyncRunView } from './sync-runs.repository.ts';

/** Milliseconds since 1970 of a time as PostgreSQL writes it; null where it is none that a Date can be. */
function instant(time: string | null): number | null {
  if (time === null || time.endsWith('infinity')) return null;
  const parsed = Date.parse(formatTime(time));
  return Number.isNaN(parsed) ? null : parsed;
}

/** Seconds from one time to another, 0 where clocks ran backwards; null where one is missing. */
export function secondsBetween(from: string | null, to: string | null): number | null {
  const [start, end] = [instant(from), instant(to)];
  return start === null || end === null ? null : Math.max(0, (end - start) / 1_000);
}

/** Seconds of work of a run until its end, or until it was read; null while nobody works on it. */
export const workedSeconds = (run: SyncRunView): number | null =>
  run.state === 'QUEUED' || (run.has_lease && run.claimed_at === null)
    ? null
    : secondsBetween(run.claimed_at ?? run.start_time, run.end_time ?? run.read_at);

/** How far a run has come, 0 to 1; null where nobody said how many records there are. */
export function progressOf(run: SyncRunView): number | null {
  if (run.state === 'COMPLETED') return 1;
  const { expected_records: expected, records_processed: processed } = run;
  if (run.state === 'QUEUED' || expected === null || expected === 0) return null;
  return Math.min(1, Math.max(0, processed ?? 0) / expected);
}

/** Records a second so far; null before there is any. */
export function rateOf(run: SyncRunView): number | null {
  const worked = workedSeconds(run);
  return worked !== null && worked > 0 && (run.records_processed ?? 0) > 0
    ? (run.records_processed ?? 0) / worked
    : null;
}

/** When a running run should end, as ISO 8601; `usual` gives how many seconds such a run takes otherwise. */
export async function estimatedEnd(run: SyncRunView, usual: () => Promise<number | null>): Promise<string | null> {
  if (run.state !== 'RUNNING') return null;
  const rate = rateOf(run);
  const { expected_records: expected } = run;
  if (expected !== null && rate !== null) {
    return later(run.read_at, Math.max(0, expected - (run.records_processed ?? 0)) / rate);
  }
  const seconds = await usual();
  return seconds === null ? null : later(run.claimed_at ?? run.start_time, seconds);
}

/** The end of the calendar of ISO 8601 with four digits. */
const lastInstant = Date.UTC(9999, 11, 31);

function later(time: string, seconds: number): string | null {
  const from = instant(time);
  if (from === null) return null;
  return new Date(Math.min(from + seconds * 1_000, lastInstant)).toISOString();
}

const minute = 60_000;
const day = 24 * 60 * minute;

/** When the synchronisation after one at `last` is due, by frequency. */
const dueAfter: Readonly<Record<string, (last: number) => number>> = {
  every_15_minutes: (last) => last + 15 * minute,
  hourly: (last) => last + 60 * minute,
  daily: (last) => last + day,
  weekly: (last) => last + 7 * day,
  monthly: (last) => {
    const due = new Date(last);
    // The day after January 31 and a month is the last of February.
    const lastDay = new Date(Date.UTC(due.getUTCFullYear(), due.getUTCMonth() + 2, 0)).getUTCDate();
    due.setUTCMonth(due.getUTCMonth() + 1, Math.min(due.getUTCDate(), lastDay));
    return due.getTime();
  },
};

type Scheduled = Pick<IntegrationRow, 'is_enabled' | 'sync_frequency' | 'last_sync_at'>;

/** Whether an integration is synchronised as often as it is to be; `now` in milliseconds since 1970. */
export function freshnessOf(integration: Scheduled, now: number): SyncFreshness {
  const due = Object.entries(dueAfter).find(([frequency]) => frequency === integration.sync_frequency)?.[1];
  if (integration.is_enabled === false || !due) return { state: 'NOT_SCHEDULED', dueAt: null, lateBySeconds: null };
  const last = instant(integration.last_sync_at);
  if (last === null) return { state: 'NEVER', dueAt: null, lateBySeconds: null };
  const dueAt = due(last);
  const lateBy = Math.max(0, now - dueAt) / 1_000;
  return { state: lateBy > 0 ? 'LATE' : 'FRESH', dueAt: new Date(dueAt).toISOString(), lateBySeconds: lateBy };
}

/** A text of a worker without the passwords of addresses in it. */
export const shownText = (text: string): string => String(shownConfig({ text })['text']);
