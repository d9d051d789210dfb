import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../db/client.ts';

export interface IntegrationFixture {
  readonly name?: string;
  readonly type?: string;
  readonly provider?: string | null;
  readonly institution?: string | null;
  readonly isSystemWide?: boolean | null;
  readonly isEnabled?: boolean | null;
  /** Any JSON, as PHP might write it; null: SQL's NULL. */
  readonly config?: unknown;
  readonly credentials?: unknown;
  readonly syncFrequency?: string | null;
  readonly created?: string | null;
}

/** Inserts an integration as another application would, of the whole system unless told, and gives its id. */
export async function insertIntegration(db: Db, fixture: IntegrationFixture = {}): Promise<string> {
  const json = (value: unknown) => sql`${value === null ? null : JSON.stringify(value)}::jsonb`;
  const { institution = null, isEnabled = true, isSystemWide = institution === null } = fixture;
  // An address that no name server is asked for and that is not allowed.
  const { config = { base_url: 'http://127.0.0.1:9' }, credentials = { username: 'hunter2' } } = fixture;
  const { rows } = await sql<{ id: string }>`
    insert into integrations (name, integration_type, provider, institution_id, is_system_wide, is_enabled, config,
      credentials, sync_frequency, created_at)
    values (${fixture.name ?? `Integration ${randomUUID()}`}, ${fixture.type ?? 'api'}, ${fixture.provider ?? 'Provider'},
      ${institution}, ${isSystemWide}, ${isEnabled}, ${json(config)}, ${json(credentials)},
      ${fixture.syncFrequency ?? null}, ${fixture.created === undefined ? sql`default` : fixture.created})
    returning id`.execute(db);
  return rows[0]!.id;
}
