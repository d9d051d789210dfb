import type { Db } from '../db/client.ts';
import { json, type JsonValue } from '../db/column-types.ts';

/** Inserts modules as another application would; what is not given is left to the columns' defaults. */
export async function insertModules(
  db: Db,
  modules: readonly {
    readonly code: string;
    readonly name?: string;
    readonly description?: string;
    readonly version?: string | null;
    readonly isCore?: boolean | null;
    readonly isEnabled?: boolean | null;
    readonly requiresLicense?: boolean | null;
    readonly dependencies?: JsonValue;
    readonly settings?: JsonValue;
  }[],
): Promise<void> {
  for (const { code, name, description, version, isCore, isEnabled, requiresLicense, ...rest } of modules) {
    await db
      .insertInto('system_modules')
      .values({
        code,
        name: name ?? `Module ${code}`,
        ...(description === undefined ? {} : { description }),
        ...(version === undefined ? {} : { version }),
        ...(isCore === undefined ? {} : { is_core: isCore }),
        ...(isEnabled === undefined ? {} : { is_enabled: isEnabled }),
        ...(requiresLicense === undefined ? {} : { requires_license: requiresLicense }),
        ...(rest.dependencies === undefined ? {} : { dependencies: json(rest.dependencies) }),
        ...(rest.settings === undefined ? {} : { settings: json(rest.settings) }),
      })
      .execute();
  }
}
