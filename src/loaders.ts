import DataLoader from 'dataloader';
import type { Viewer } from './auth/viewer.ts';
import { scopeOf } from './auth/viewer.ts';
import type { Scope } from './auth/scope.ts';
import type { Db } from './db/client.ts';
import * as directory from './domains/directory/directory.repository.ts';
import { findReads, type ReadState } from './domains/notifications/notification-reads.repository.ts';
import type { InstitutionRow, RoleRow, UserRow } from './db/generated/tables.ts';

const maxBatchSize = 1_000;

/** Batches the look-ups of one execution. A row that the viewer may not see loads as null. */
export interface Loaders {
  readonly userById: DataLoader<string, UserRow | null>;
  readonly institutionById: DataLoader<string, InstitutionRow | null>;
  readonly roleById: DataLoader<string, RoleRow | null>;
  readonly institutionsByParentId: DataLoader<string, InstitutionRow[]>;
  readonly userCountByInstitutionId: DataLoader<string, number>;
  /** How the viewer has read a notification; null: not at all. */
  readonly notificationReadById: DataLoader<string, ReadState | null>;
}

const nobody: Scope = { kind: 'self', userId: '0', institutionId: null };

export function createLoaders(db: Db, viewer: Viewer | null): Loaders {
  const scope = viewer === null ? nobody : scopeOf(viewer, 'DIRECTORY_READ');
  const batched = <Value>(load: (ids: readonly string[]) => Promise<Map<string, Value>>, absent: Value) =>
    new DataLoader<string, Value>(
      async (ids) => {
        const found = await load(ids);
        return ids.map((id) => found.get(id) ?? absent);
      },
      { maxBatchSize },
    );
  return {
    userById: batched<UserRow | null>((ids) => directory.findUsers(db, scope, ids), null),
    institutionById: batched<InstitutionRow | null>((ids) => directory.findInstitutions(db, scope, ids), null),
    roleById: batched<RoleRow | null>((ids) => directory.findRoles(db, ids), null),
    institutionsByParentId: batched<InstitutionRow[]>((ids) => directory.findChildren(db, scope, ids), []),
    userCountByInstitutionId: batched<number>((ids) => directory.countUsers(db, scope, ids), 0),
    notificationReadById: batched<ReadState | null>((ids) => findReads(db, viewer?.userId ?? '0', ids), null),
  };
}

/** The rows of these ids that exist and that the viewer may see, in the order given. */
export async function loadVisible<Row>(loader: DataLoader<string, Row | null>, ids: readonly string[]): Promise<Row[]> {
  const rows = await Promise.all(ids.map((id) => loader.load(id)));
  return rows.filter((row) => row !== null);
}
