import { json } from '../../db/column-types.ts';
import { integrationTypeValues } from '../../db/generated/enums.ts';
import type { TestDatabase } from '../database.ts';
import { insertConfigs } from '../configs.ts';
import { insertLicense, insertModule } from '../licenses.ts';
import { insertModules } from '../modules.ts';
import type { World } from '../world.ts';
import { insertMarkedRuns } from './sync-runs.ts';

interface Markers {
  readonly ganja: string;
  readonly system: string;
  readonly baku: string;
}

/** Rows of a kind, so that mutations do not use them up. */
const many = Array.from({ length: 60 }, (_, index) => index);
const some = Array.from({ length: 12 }, (_, index) => index);

/** Settings, modules, licences, integrations and sync runs, marked by who may see them; as Laravel would write them. */
export async function insertAdministration({ owner }: TestDatabase, world: World, markers: Markers): Promise<void> {
  const { institutions: i, users: u } = world;
  // Only super administrators see holds.
  for (const institution of [i.baku, i.ganja, null]) {
    await owner
      .insertInto('api.retention_holds')
      .values({ reason: markers.system, institution_id: institution, user_id: u['school1.teacher'] })
      .execute();
  }
  // Both regions' administrators see modules, teachers do not.
  await insertModules(
    owner,
    many.map((index) => ({
      code: `module-${index}`,
      name: `Module ${markers.baku}`,
      description: markers.baku,
      version: `1.${index}.0`,
      isEnabled: index % 3 > 0,
      isCore: index % 10 === 0,
      dependencies: index > 0 && index % 2 === 0 ? [`module-${index / 2}@^1`] : [],
      settings: { note: markers.baku, password: markers.system },
    })),
  );
  const { id: moduleId } = await owner
    .insertInto('system_modules')
    .values({ name: 'Tək', code: 'odd', version: 'x', is_core: null, is_enabled: null, dependencies: json({ a: 1 }) })
    .returning('id')
    .executeTakeFirstOrThrow();

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

  await insertConfigs(
    owner,
    many.flatMap((index) => [
      { key: `open.${index}`, value: index },
      { key: `school.${index}`, value: index, scope: 'institution' as const, scopeId: i.school1 },
      { key: `${markers.ganja}.${index}`, value: markers.ganja, scope: 'institution' as const, scopeId: i.school3 },
      { key: `hidden.${index}`, value: markers.system, hidden: true },
    ]),
  );

  // As if they had been there for long: most instants that are asked for then have a value.
  await owner.updateTable('api.config_revisions').set({ changed_at: '2020-01-01T00:00:00Z' }).execute();

  const spots = [...places, { marker: markers.system, institution: null, user: u.superadmin }];
  await insertModule(owner, { code: 'lms' });
  for (const index of many) {
    const { marker, institution, user } = spots[index % spots.length]!;
    const id = await insertLicense(owner, {
      license_key: `${marker}-${index}`,
      institution_id: institution,
      status: ([null, 'inactive', 'active', 'active', 'expired'] as const)[index % 5]!,
      expires_at: new Date(Date.now() + (index - 30) * 86_400_000).toISOString(),
      issued_to: marker,
      notes: marker,
      features: index % 2 === 0 ? { [marker]: 1 } : [marker],
      user_limit: index % 3 === 0 ? 3 : null,
    });
    if (marker === markers.ganja) {
      await owner.insertInto('api.license_seats').values({ license_id: id, user_id: user }).execute();
    }
  }

  await owner
    .insertInto('integrations')
    .values(
      some.flatMap((index) =>
        spots.map(({ marker, institution, user }) => ({
          name: `${marker}${index}`,
          integration_type: integrationTypeValues[index % integrationTypeValues.length]!,
          provider: marker,
          // Not encrypted, as an older application may have left it: nobody may see it.
          credentials: json({ api_key: markers.system }),
          config: json({ base_url: 'http://127.0.0.1:9', note: marker }),
          institution_id: institution,
          is_system_wide: institution === null,
          sync_frequency: 'hourly',
          created_by: user,
          notes: marker,
        })),
      ),
    )
    .execute();
  // An integration follows its institution alone.
  await insertMarkedRuns(owner, spots);
}
