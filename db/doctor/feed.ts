import { sql } from 'kysely';
import { leaderLock } from '../../src/feed/sequencer.ts';
import type { Installation } from './installation.ts';
import { asOwner, problem, warning, type Check, type Finding } from './report.ts';

/** Changes that wait while a sequencer works; it takes thousands in a second. */
const backlog = 10_000;

/** Minutes without a sweep, which an instance makes every half minute. */
const sweepPause = 10;

/** Whether live feeds move; see docs/feed.md. */
export const feedChecks: readonly Check<Installation>[] = [
  { name: 'sequencer of the feed', run: sequencerFindings },
  { name: 'position of the feed', run: positionFindings },
  { name: 'sweep of the feed', run: sweepFindings },
];

/** Whoever holds this lock sequences. */
const leads = sql<boolean>`exists (
  select from pg_locks join pg_database on pg_database.oid = database
  where locktype = 'advisory' and granted and datname = current_database() and objsubid = 1
    and (classid::bigint << 32) | objid::bigint = ${leaderLock}::bigint)`;

async function sequencerFindings({ service }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ waiting: number; isLed: boolean }>`
      select (select count(*)::integer from (select from api.feed_outbox limit 100001) waiting) as waiting,
        ${leads} as "isLed"`.execute(session),
  );
  const { waiting = 0, isLed = false } = rows[0] ?? {};
  const amount = waiting > 100_000 ? 'More than 100000' : String(waiting);
  if (!isLed) {
    const wait = waiting > 0 ? ` ${waiting === 1 ? 'A change waits' : `${amount} changes wait`} for one.` : '';
    return [
      warning(
        `No instance of the service sequences the feed.${wait}`,
        'Start the service, or look for "feed sequencer" in its log.',
      ),
    ];
  }
  if (waiting <= backlog) return [];
  return [
    warning(
      `${amount} changes wait in api.feed_outbox: live feeds are late.`,
      'After a bulk load it passes by itself; otherwise look for "feed sequencer" in the log of the service.',
    ),
  ];
}

async function positionFindings({ service }: Installation): Promise<Finding[]> {
  const { rows } = await service.read((session) =>
    sql<{ position: string | null; newest: string | null }>`
      select (select position from api.feed_state) as position, (select max(position) from api.feed_entries) as newest`.execute(
      session,
    ),
  );
  const { position = null, newest = null } = rows[0] ?? {};
  if (position === null) {
    return [
      problem(
        'api.feed_state has lost its row: nothing can be read or sequenced.',
        asOwner,
        `insert into api.feed_state(position, pruned_through)
  select coalesce(max(position), 0), coalesce(min(position) - 1, 0) from api.feed_entries`,
      ),
    ];
  }
  if (newest === null || BigInt(newest) <= BigInt(position)) return [];
  return [
    problem(
      `The feed has entries up to ${newest} and believes to be at ${position}: it cannot be sequenced.`,
      asOwner,
      'update api.feed_state set position = (select max(position) from api.feed_entries)',
    ),
  ];
}

const tables = {
  security_event: 'public.security_events',
  notification: 'public.system_notifications',
  config: 'public.system_configs',
  sync_run: 'public.integration_sync_logs',
  error_group: 'api.error_groups',
  job_log: 'public.job_logs',
  job_line: 'api.job_run_lines',
};

/** The service itself may not read the marks. */
async function sweepFindings({ owner }: Installation): Promise<Finding[]> {
  const { rows } = await owner.read((session) =>
    sql<{ topic: keyof typeof tables; minutes: number | null; isLed: boolean }>`
      select topic, ${leads} as "isLed",
        (select extract(epoch from clock_timestamp() at time zone 'utc' - nullif(max(marked_at), '-infinity'))::integer / 60
          from api.feed_sweep_marks marks where marks.topic = topics.topic) as minutes
      from unnest(${Object.keys(tables)}::text[]) as topics(topic)
      where ${leads} or not exists (select from api.feed_sweep_marks marks where marks.topic = topics.topic)`.execute(
      session,
    ),
  );
  return rows.flatMap(({ topic, minutes, isLed }) => {
    if (minutes === null && !isLed) {
      return [
        problem(
          `api.feed_sweep_marks has lost the marks of ${topic}: rows that bypass the triggers are never found.`,
          asOwner,
          `insert into api.feed_sweep_marks(topic, max_id, marked_at)
  select '${topic}', coalesce(max(id), 0), '-infinity' from ${tables[topic]}`,
        ),
      ];
    }
    if (minutes === null || minutes < sweepPause) return [];
    return [
      warning(
        `The last sweep for ${topic} was ${minutes} minutes ago: rows that bypass the triggers are not found.`,
        'Look for "feed sequencer" in the log of the service.',
      ),
    ];
  });
}
