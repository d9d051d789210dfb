import { sql } from 'kysely';
import { expect } from 'vitest';
import type { Db } from '../db/client.ts';
import type { TestService } from './service.ts';

export interface NotificationFixture {
  readonly title?: string;
  readonly type?: string;
  readonly message?: string;
  /** Null: nobody said. */
  readonly level?: string | null;
  /** Intervals from now, such as `-1 hour`; absent: null. */
  readonly start?: string;
  readonly end?: string;
  readonly written?: string | null;
  readonly dismissible?: boolean | null;
  /** Any JSON, as PHP might write it; absent: the column's default; null: SQL's NULL. */
  readonly roles?: unknown;
  readonly institutions?: unknown;
  readonly action?: readonly [text: string, url: string];
  readonly author?: string | null;
}

/** Inserts notifications as another application would, and gives their ids in order. */
export async function insertNotifications(db: Db, fixtures: readonly NotificationFixture[]): Promise<string[]> {
  const ids: string[] = [];
  const list = (value: unknown) =>
    value === undefined ? sql`default` : sql`${value === null ? null : JSON.stringify(value)}::jsonb`;
  const later = (interval: string | null | undefined) =>
    sql`(now() at time zone 'utc') + ${interval ?? null}::interval`;
  for (const fixture of fixtures) {
    const { rows } = await sql<{ id: string }>`
      insert into system_notifications (type, title, message, level, start_at, end_at, is_dismissible,
        target_roles, target_institutions, action_text, action_url, created_by, created_at)
      values (${fixture.type ?? 'announcement'}, ${fixture.title ?? 'Elan'}, ${fixture.message ?? 'Mətn'},
        ${fixture.level === undefined ? 'info' : fixture.level}, ${later(fixture.start)}, ${later(fixture.end)},
        ${fixture.dismissible === undefined ? true : fixture.dismissible}, ${list(fixture.roles)},
        ${list(fixture.institutions)}, ${fixture.action?.[0] ?? null}, ${fixture.action?.[1] ?? null},
        ${fixture.author ?? null}, ${later(fixture.written === undefined ? '0' : fixture.written)})
      returning id`.execute(db);
    ids.push(rows[0]!.id);
  }
  return ids;
}

/** Runs a mutation `name(input)` as a user and gives its payload. */
export async function mutate(
  service: TestService,
  username: string,
  name: string,
  input: Record<string, unknown>,
  selection = 'notification { databaseId version state }',
) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await service.query(
    username,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${selection} userErrors { code field message } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[name];
}
