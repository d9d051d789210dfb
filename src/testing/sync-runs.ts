import { sql } from 'kysely';
import type { Db } from '../db/client.ts';
import { mutate } from './notifications.ts';
import type { TestService } from './service.ts';

export interface IntegrationFixture {
  readonly institution?: string | null;
  readonly enabled?: boolean | null;
  readonly systemWide?: boolean;
  readonly frequency?: string | null;
  /** An interval from now, such as `-1 hour`; absent: never. */
  readonly synced?: string | undefined;
}

let made = 0;

/** Inserts an integration as another application would, and gives its id. */
export async function insertIntegration(db: Db, fixture: IntegrationFixture = {}): Promise<string> {
  made += 1;
  const { rows } = await sql<{ id: string }>`
    insert into integrations (name, integration_type, provider, institution_id, is_enabled, is_system_wide,
      sync_frequency, last_sync_at)
    values (${`Sync ${made}`}, 'api', 'Provider', ${fixture.institution ?? null},
      ${fixture.enabled === undefined ? true : fixture.enabled}, ${fixture.systemWide ?? false},
      ${fixture.frequency ?? null}, (now() at time zone 'utc') + ${fixture.synced ?? null}::interval)
    returning id`.execute(db);
  return rows[0]!.id;
}

/** Inserts a run as another application would: without a lease. `set` are further columns. */
export async function insertRun(db: Db, integration: string, set: Record<string, unknown> = {}): Promise<string> {
  const { id } = await db
    .insertInto('integration_sync_logs')
    .values({
      integration_id: integration,
      sync_type: 'full',
      start_time: sql<string>`now() at time zone 'utc'`,
      ...set,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Inserts a run that waits for a worker. */
export async function queueRun(db: Db, integration: string, set: Record<string, unknown> = {}): Promise<string> {
  const id = await insertRun(db, integration, set);
  await db.insertInto('api.sync_run_leases').values({ sync_run_id: id }).execute();
  return id;
}

/** Lets the lease of a run end so long ago, where a worker has it. */
export async function expireLease(db: Db, id: string, ago = '1 second'): Promise<void> {
  await db
    .updateTable('api.sync_run_leases')
    .set({ lease_expires_at: sql<string>`(now() at time zone 'utc') - ${ago}::interval` })
    .where('sync_run_id', '=', id)
    .where('worker', 'is not', null)
    .execute();
}

const selections: Readonly<Record<string, string>> = {
  claimSyncRun: 'run { databaseId state attempt worker } fencingToken leaseExpiresAt',
  heartbeatSyncRun: 'run { databaseId state recordsProcessed } isCancelRequested leaseExpiresAt',
};

/** Runs one of the mutations of sync runs as a user and gives its payload. */
export const change = (service: TestService, username: string, name: string, input: Record<string, unknown>) =>
  mutate(service, username, name, input, selections[name] ?? 'run { databaseId state version }');

/** Claims the run of an integration; gives what reports on it have to say. */
export async function claim(service: TestService, username: string, integrationId: string, worker = 'w-1') {
  const { run, fencingToken } = await change(service, username, 'claimSyncRun', { integrationId, worker });
  return { id: run.databaseId as string, fencingToken: fencingToken as string };
}
