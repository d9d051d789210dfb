import { json } from '../db/column-types.ts';
import type { Db } from '../db/client.ts';
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
