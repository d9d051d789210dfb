import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../db/client.ts';
import type { TestService } from './service.ts';

export interface ConfigFixture {
  readonly key: string;
  /** Any JSON, as PHP might write it. */
  readonly value?: unknown;
  readonly type?: 'string' | 'integer' | 'boolean' | 'json' | 'array';
  /** Null: nobody said. */
  readonly scope?: 'global' | 'institution' | 'module' | 'user' | null;
  readonly scopeId?: string | null;
  readonly hidden?: boolean | null;
  readonly readonly?: boolean | null;
}

/** Inserts settings as another application would, and gives their ids in order. */
export async function insertConfigs(db: Db, fixtures: readonly ConfigFixture[]): Promise<string[]> {
  const ids: string[] = [];
  for (const fixture of fixtures) {
    const { rows } = await sql<{ id: string }>`
      insert into system_configs (config_key, config_value, data_type, scope, scope_id, is_hidden, is_readonly)
      values (${fixture.key}, ${JSON.stringify(fixture.value ?? 30)}::jsonb, ${fixture.type ?? 'integer'},
        ${fixture.scope === undefined ? 'global' : fixture.scope}, ${fixture.scopeId ?? null},
        ${fixture.hidden ?? null}, ${fixture.readonly ?? null})
      returning id`.execute(db);
    ids.push(rows[0]!.id);
  }
  return ids;
}

const selections: Readonly<Record<string, string>> = {
  setConfigs: 'configs { databaseId key value version }',
  unsetConfig: 'unsetId',
  revealConfigValue: 'value',
};

/** Runs a mutation of settings as a user and gives its payload. */
export async function change(service: TestService, username: string, name: string, input: Record<string, unknown>) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const selection =
    selections[name] ?? 'config { id databaseId key scope scopeId value dataType isEncrypted isReadonly version }';
  const { data, errors } = await service.query(
    username,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code field message } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[name];
}
