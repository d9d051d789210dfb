import type { Client } from 'pg';
import { insertRows, reserveIds } from './insert.ts';
import type { Institution } from './institutions.ts';
import { buildIntegrations, buildSyncRuns, integrationCount } from './integrations.ts';
import { buildLicenses, buildModules, moduleCount } from './modules.ts';
import { buildSettings, settingCount } from './settings.ts';
import type { User } from './users.ts';

interface Plan {
  readonly randomSeed: number;
  readonly now: number;
  readonly institutions: readonly Institution[];
  readonly users: readonly User[];
}

/** Writes modules, licences, settings with their history, integrations and sync runs. Gives a line for the log. */
export async function writeAdministration(
  client: Client,
  { randomSeed, now, institutions, users }: Plan,
): Promise<string> {
  const moduleIds = await reserveIds(client, 'system_modules', moduleCount);
  const modules = buildModules(now, moduleIds);
  await insertRows(client, 'system_modules', modules);
  const licenses = buildLicenses(randomSeed, now, institutions);
  const licenseIds = await reserveIds(client, 'licenses', licenses.length);
  await insertRows(
    client,
    'licenses',
    licenses.map((row, index) => ({ id: licenseIds[index], ...row })),
  );

  const idByCode = new Map(modules.map((row) => [String(row['code']), Number(row['id'])]));
  const settingIds = await reserveIds(client, 'system_configs', settingCount);
  const settings = buildSettings(randomSeed, now, settingIds, idByCode, institutions, users);
  await insertRows(
    client,
    'system_configs',
    settings.map(({ row }) => row),
  );
  for (const { row, changes } of settings) {
    for (const { value, at, by } of changes) {
      await client.query(
        'update system_configs set config_value = $2::jsonb, updated_at = $3, updated_by = $4 where id = $1',
        [row['id'], JSON.stringify(value), at, by],
      );
    }
  }
  // The trigger took the moment of writing for the moment of the change.
  await client.query(`update api.config_revisions set changed_at = (after ->> 'updated_at')::timestamp`);

  const integrationIds = await reserveIds(client, 'integrations', integrationCount);
  await insertRows(client, 'integrations', buildIntegrations(now, integrationIds, institutions, users));
  const runs = buildSyncRuns(randomSeed, now, integrationIds, users);
  const runIds = await reserveIds(client, 'integration_sync_logs', runs.length);
  await insertRows(
    client,
    'integration_sync_logs',
    runs.map((row, index) => ({ id: runIds[index], ...row })),
  );
  return (
    `${modules.length} modules, ${licenses.length} licences, ${settings.length} settings, ` +
    `${integrationIds.length} integrations, ${runs.length} sync runs`
  );
}
