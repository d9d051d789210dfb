import { sql } from 'kysely';
import pg from 'pg';
import type { Viewer } from '../../auth/viewer.ts';
import { connectionOptions } from '../../db/client.ts';
import type { FeedEntry, FeedLog, FeedTopic } from '../topic.ts';

export interface EventRow {
  readonly id: string;
  readonly institution_id: string | null;
  readonly description: string | null;
}

/** Security events, visible to the institutions of the viewer: a stand-in for the domain's own topic. */
export const eventTopic: FeedTopic<EventRow> = {
  name: 'security_event',
  async load(db, ids) {
    const { rows } = await sql<EventRow>`
      select id, institution_id, description from security_events where id = any(${ids}::bigint[])`.execute(db);
    return new Map(rows.map((row) => [row.id, row]));
  },
  visible: (viewer, entry) => {
    const institutionId = institutionOf(entry);
    return institutionId !== null && viewer.institutionIds.has(institutionId);
  },
};

/** Notifications, visible to everybody. */
export const notificationTopic: FeedTopic<{ id: string; title: string }> = {
  name: 'notification',
  async load(db, ids) {
    const { rows } = await sql<{ id: string; title: string }>`
      select id, title from system_notifications where id = any(${ids}::bigint[])`.execute(db);
    return new Map(rows.map((row) => [row.id, row]));
  },
  visible: () => true,
};

function institutionOf({ row, payload }: FeedEntry<EventRow>): string | null {
  if (row !== null) return row.institution_id;
  const { institution_id: id } = (payload ?? {}) as { institution_id?: number | null };
  return id == null ? null : String(id);
}

/** A viewer who sees these institutions. */
export const viewerOf = (...institutionIds: string[]): Viewer => ({
  userId: '1',
  username: 'viewer',
  roleId: '2',
  role: 'regionadmin',
  institutionId: institutionIds[0] ?? null,
  institutionIds: new Set(institutionIds),
  lineage: institutionIds.slice(0, 1),
  abilities: ['*'],
  expiresAt: null,
});

/** Collects what the feed reports. */
export function recordingLog(): FeedLog & { readonly lines: string[] } {
  const lines: string[] = [];
  const record = (level: string) => (_fields: object, message: string) => void lines.push(`${level}: ${message}`);
  return { lines, info: record('info'), warn: record('warn'), error: record('error') };
}

/** Gives the function that makes single clients under that name. */
export const clientOf =
  (url: string, applicationName: string): (() => pg.Client) =>
  () =>
    new pg.Client(connectionOptions({ url, applicationName }));

export const insertInstitutions = async (client: pg.Client, count: number): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `insert into institutions(name, type, level)
     select 'Məktəb ' || number, 'school', 4 from generate_series(1, $1) number returning id`,
    [count],
  );
  return rows.map((row) => row.id);
};

/** Inserts that many events of one institution with one statement and gives their ids. */
export const insertEvents = async (client: pg.Client, institutionId: string | null, count = 1): Promise<string[]> => {
  const { rows } = await client.query<{ id: string }>(
    `insert into security_events(event_type, severity, institution_id)
     select 'failed_login', 'warning', $1 from generate_series(1, $2) returning id`,
    [institutionId, count],
  );
  return rows.map((row) => row.id);
};

/** Ends the connections of that name, as a network failure would. Gives how many. */
export const terminate = async (superuser: pg.Client, applicationName: string): Promise<number> => {
  const { rowCount } = await superuser.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = $1 and datname = current_database()`,
    [applicationName],
  );
  return rowCount ?? 0;
};

/** Waits until the condition holds. Throws after that many milliseconds, which only ends what hangs. */
export async function until(condition: () => boolean | Promise<boolean>, milliseconds = 60_000): Promise<void> {
  const deadline = performance.now() + milliseconds;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not so within ${milliseconds} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
