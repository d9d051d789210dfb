import { json } from '../../db/column-types.ts';
import type { TestDatabase } from '../database.ts';
import type { World } from '../world.ts';

interface Markers {
  readonly ganja: string;
  readonly system: string;
  readonly baku: string;
}

/** Rows of a kind, so that mutations do not use them up. */
const some = Array.from({ length: 12 }, (_, index) => index);

/** Settings, modules, licences, integrations and sync runs, marked by who may see them; as Laravel would write them. */
export async function insertAdministration({ owner }: TestDatabase, world: World, markers: Markers): Promise<void> {
  const { institutions: i, users: u } = world;
  const { id: moduleId } = await owner
    .insertInto('system_modules')
    .values({
      name: 'Nüvə',
      code: 'core',
      version: '1.0.0',
      is_core: true,
      settings: json({ api_key: markers.system }),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await owner
    .insertInto('system_modules')
    .values([
      { name: 'Hesabatlar', code: 'reports', version: '1.2.0', dependencies: json(['core']) },
      {
        name: 'Tək',
        code: 'odd',
        version: 'x',
        is_core: null,
        is_enabled: null,
        dependencies: json({ a: 1 }),
      },
    ])
    .execute();

  const places = [
    { marker: markers.baku, institution: i.school1, user: u['school1.admin'] },
    { marker: markers.baku, institution: i.baku, user: u['baku.admin'] },
    { marker: markers.ganja, institution: i.ganja, user: u['ganja.admin'] },
    { marker: markers.ganja, institution: i.school3, user: u['school3.teacher'] },
  ] as const;
  const setting = (key: string, text: string, scope: string | null, id: string | null, isHidden = false) => ({
    config_key: key,
    config_value: json(text),
    data_type: 'string' as const,
    scope: scope as 'global' | null,
    scope_id: id,
    description: text,
    is_hidden: isHidden,
  });
  await owner
    .insertInto('system_configs')
    .values([
      setting('locale', 'az', 'global', null),
      setting('hidden', markers.system, 'global', null, true),
      setting('odd', 'az', null, null),
      setting('reports.pages', 'az', 'module', moduleId),
      ...some.flatMap((index) =>
        places.flatMap(({ marker, institution, user }) => [
          setting(`locale${index}`, marker, 'institution', institution),
          setting(`locale${index}`, marker, 'user', user),
        ]),
      ),
    ])
    .execute();

  const spots = [...places, { marker: markers.system, institution: null, user: u.superadmin }];
  await owner
    .insertInto('licenses')
    .values(
      some.flatMap((index) =>
        spots.map(({ marker, institution }) => ({
          license_key: `${marker}-${index}-${institution ?? 'all'}`,
          module_code: 'reports',
          institution_id: institution,
          license_type: 'standard' as const,
          user_limit: 5,
          features: json({ export: marker }),
          issued_at: '2025-01-01T00:00:00Z',
          expires_at: index % 2 === 0 ? null : '2026-01-01T00:00:00Z',
          status: (['active', 'inactive', 'revoked', null] as const)[index % 4]!,
          issued_to: marker,
          notes: marker,
        })),
      ),
    )
    .execute();

  const integrations = await owner
    .insertInto('integrations')
    .values(
      some.flatMap((index) =>
        spots.map(({ marker, institution, user }) => ({
          name: `${marker}${index}`,
          integration_type: 'api' as const,
          provider: marker,
          // Not encrypted, as an older application may have left it: nobody may see it.
          credentials: json({ api_key: markers.system }),
          config: json({ baseUrl: `https://${marker}.example` }),
          institution_id: institution,
          is_system_wide: institution === null,
          sync_frequency: 'hourly',
          created_by: user,
          notes: marker,
        })),
      ),
    )
    .returning(['id', 'provider'])
    .execute();
  await owner
    .insertInto('integration_sync_logs')
    .values(
      integrations.map(({ id, provider: marker }, index) => ({
        integration_id: id,
        sync_type: 'full' as const,
        start_time: '2026-01-01T00:00:00Z',
        status: (['running', 'completed', 'failed', 'cancelled'] as const)[index % 4]!,
        error_message: marker,
        error_details: json({ marker }),
        sync_summary: json({ marker }),
      })),
    )
    .execute();
}
