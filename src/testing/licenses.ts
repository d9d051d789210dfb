import type { Db } from '../db/client.ts';
import type { LicenseRow, SystemModuleRow } from '../db/generated/tables.ts';
import { json, type JsonValue } from '../db/column-types.ts';

let number = 0;

/** Inserts a licence as another application would, and gives its id. Active, without end, of no institution unless told. */
export async function insertLicense(
  db: Db,
  { features = {}, ...row }: Partial<Omit<LicenseRow, 'features'>> & { features?: JsonValue } = {},
): Promise<string> {
  number += 1;
  const { id } = await db
    .insertInto('licenses')
    .values({
      license_key: `LARAVEL-${number}`,
      module_code: 'lms',
      license_type: 'standard',
      status: 'active',
      issued_at: '2026-01-01T00:00:00Z',
      ...row,
      features: json(features),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** Registers a module that needs a licence and is on, unless told otherwise. */
export async function insertModule(
  db: Db,
  {
    code,
    dependencies = [],
    ...row
  }: Partial<Omit<SystemModuleRow, 'dependencies'>> & { code: string; dependencies?: JsonValue },
): Promise<string> {
  const { id } = await db
    .insertInto('system_modules')
    .values({
      name: `Module ${code}`,
      code,
      version: '1.2.0',
      requires_license: true,
      ...row,
      settings: json({}),
      dependencies: json(dependencies),
    })
    .onConflict((conflict) => conflict.column('code').doUpdateSet({ is_enabled: true }))
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
