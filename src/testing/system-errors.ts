import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { json } from '../db/column-types.ts';
import type { Db } from '../db/client.ts';
import { groupWaiting } from '../domains/system-errors/error-grouping.ts';
import { mutate } from './notifications.ts';
import type { TestService } from './service.ts';

export interface ErrorFixture {
  readonly type?: string;
  readonly code?: string | null;
  readonly message?: string;
  readonly stack?: string | null;
  readonly user?: string | null;
  readonly severity?: 'debug' | 'info' | 'warning' | 'error' | 'critical';
  readonly status?: 'open' | 'investigating' | 'resolved' | 'ignored' | null;
  readonly context?: unknown;
  readonly requestData?: unknown;
  /** UTC; absent: now, null: left out by the writer. */
  readonly at?: string | null;
}

/** Inserts errors as another application would, and gives their ids in order. */
export async function insertErrors(db: Db, errors: readonly ErrorFixture[]): Promise<string[]> {
  const rows = await db
    .insertInto('system_errors')
    .values(
      errors.map((error) => ({
        error_type: error.type ?? 'RuntimeException',
        error_code: error.code ?? null,
        message: error.message ?? 'It failed',
        stack_trace: error.stack ?? null,
        user_id: error.user ?? null,
        severity: error.severity ?? 'error',
        status: error.status === undefined ? 'open' : error.status,
        context: json((error.context ?? {}) as never),
        request_data: json((error.requestData ?? {}) as never),
        created_at: error.at === undefined ? new Date().toISOString().slice(0, -1) : error.at,
      })),
    )
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

const group = 'errorGroup { databaseId status version count }';
const selections: Readonly<Record<string, string>> = {
  reportError: 'systemError { databaseId message userId status }',
  reportErrors: 'results { index isRepeat systemError { databaseId } userErrors { code field message } }',
  assignErrorGroup: group,
};

/** Runs one of the mutations of errors as a user and gives its payload. */
export const change = (service: TestService, username: string, name: string, input: Record<string, unknown>) =>
  mutate(service, username, name, input, selections[name] ?? `${group} systemError { databaseId status version }`);

/** Waits until all that was committed is grouped. */
export async function groupsSettled({ database }: TestService): Promise<void> {
  const { db } = database;
  for (let tries = 0; tries < 500; tries += 1) {
    await groupWaiting(db);
    // What another instance is just grouping is still in the queue for whoever looks.
    const waiting = await db.selectFrom('api.error_intake').select('system_error_id').limit(1).executeTakeFirst();
    if (!waiting) return;
    await setTimeout(20);
  }
  throw new Error('errors wait for long to be grouped');
}

/** The group of an error, whoever may see it. */
export async function groupOf({ database }: TestService, errorId: string): Promise<string> {
  const { group_id } = await database.owner
    .selectFrom('api.error_occurrences')
    .select('group_id')
    .where('system_error_id', '=', errorId)
    .executeTakeFirstOrThrow();
  return group_id;
}

/** What a user sees of a group. */
export async function readGroup(service: TestService, id: string, selection: string, username = 'superadmin') {
  const { data, errors } = await service.query(username, `{ errorGroup(id: "${id}") { ${selection} } }`);
  expect(errors).toBeUndefined();
  return data.errorGroup;
}
