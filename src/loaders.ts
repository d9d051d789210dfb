import DataLoader from 'dataloader';
import type { Viewer } from './auth/viewer.ts';
import { scopeOf } from './auth/viewer.ts';
import { everything, includesInstitution, includesUser, type Scope } from './auth/scope.ts';
import type { Db } from './db/client.ts';
import type { DirectoryCache, RowCache } from './domains/directory/directory-cache.ts';
import * as directory from './domains/directory/directory.repository.ts';
import { countSeats, type SeatCounts } from './domains/licenses/license-seats.repository.ts';
import { findReads, type ReadState } from './domains/notifications/notification-reads.repository.ts';
import type { InstitutionRow, RoleRow, UserRow } from './db/generated/tables.ts';

const maxBatchSize = 1_000;

/** Looks rows up by id: at once where they are in memory, otherwise many with one statement. */
export interface Lookup<Row> {
  /** The row; null where there is none, or none that the viewer may see. */
  load(id: string): Row | null | Promise<Row | null>;
  /** The row whoever may see it, for rules that have a scope of their own. Never for an answer. */
  find(id: string): Row | null | Promise<Row | null>;
}

const nobody: Scope = { kind: 'self', userId: '0', institutionId: null };

/** The look-ups of one execution. */
export class Loaders {
  readonly #db: Db;
  readonly #scope: Scope;
  readonly userById: Lookup<UserRow>;
  readonly institutionById: Lookup<InstitutionRow>;
  readonly roleById: Lookup<RoleRow>;
  readonly #viewerId: string;
  #children: DataLoader<string, InstitutionRow[]> | undefined;
  #userCounts: DataLoader<string, number> | undefined;
  #reads: DataLoader<string, ReadState | null> | undefined;
  #seats: DataLoader<string, SeatCounts> | undefined;

  constructor(db: Db, viewer: Viewer | null, cache: DirectoryCache) {
    this.#db = db;
    this.#viewerId = viewer?.userId ?? '0';
    const scope = viewer === null ? nobody : scopeOf(viewer, 'DIRECTORY_READ');
    this.#scope = scope;
    this.userById = new CachedLookup(
      cache.users,
      (wanted) => directory.findUsers(db, everything, wanted),
      (user) => includesUser(scope, user),
    );
    this.institutionById = new CachedLookup(
      cache.institutions,
      (wanted) => directory.findInstitutions(db, everything, wanted),
      ({ id }) => includesInstitution(scope, id),
    );
    this.roleById = new CachedLookup(
      cache.roles,
      (wanted) => directory.findRoles(db, wanted),
      () => true,
    );
  }

  /** The visible institutions right below one. */
  get institutionsByParentId(): DataLoader<string, InstitutionRow[]> {
    return (this.#children ??= batched((ids) => directory.findChildren(this.#db, this.#scope, ids), []));
  }

  /** How many visible users belong to an institution. */
  get userCountByInstitutionId(): DataLoader<string, number> {
    return (this.#userCounts ??= batched((ids) => directory.countUsers(this.#db, this.#scope, ids), 0));
  }

  /** How the viewer has read a notification; null: not at all. */
  get notificationReadById(): DataLoader<string, ReadState | null> {
    return (this.#reads ??= batched<ReadState | null>((ids) => findReads(this.#db, this.#viewerId, ids), null));
  }

  /** How many seats of a licence are used, and how many users could have one. */
  get seatsByLicenseId(): DataLoader<string, SeatCounts> {
    return (this.#seats ??= batched((ids) => countSeats(this.#db, ids), { eligible: 0, used: 0 }));
  }
}

const batched = <Value>(load: (ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>, absent: Value) =>
  new DataLoader<string, Value>(
    async (ids) => {
      const found = await load(ids);
      return ids.map((id) => found.get(id) ?? absent);
    },
    { maxBatchSize },
  );

/** Rows of the directory, from memory where they are fresh. What is remembered is for all; visibility is asked here. */
class CachedLookup<Row extends object> implements Lookup<Row> {
  readonly #cache: RowCache<Row>;
  readonly #read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>;
  readonly #visible: (row: Row) => boolean;
  readonly #now = performance.now();
  #loader: DataLoader<string, Row | null> | undefined;

  constructor(
    cache: RowCache<Row>,
    read: (ids: readonly string[]) => Promise<ReadonlyMap<string, Row>>,
    visible: (row: Row) => boolean,
  ) {
    this.#cache = cache;
    this.#read = read;
    this.#visible = visible;
  }

  load(id: string): Row | null | Promise<Row | null> {
    const row = this.find(id);
    return row instanceof Promise ? row.then((found) => this.#shown(found)) : this.#shown(row);
  }

  find(id: string): Row | null | Promise<Row | null> {
    const known = this.#cache.get(id, this.#now);
    if (known) return known;
    this.#loader ??= batched<Row | null>(async (ids) => {
      const readAt = performance.now();
      const rows = await this.#read(ids);
      this.#cache.keep(rows, readAt);
      return rows;
    }, null);
    return this.#loader.load(id);
  }

  #shown(row: Row | null): Row | null {
    return row && this.#visible(row) ? row : null;
  }
}

/** The rows of these ids that exist and that the viewer may see, in the order given. */
export async function loadVisible<Row>(lookup: Lookup<Row>, ids: readonly string[]): Promise<Row[]> {
  const rows = await Promise.all(ids.map(async (id) => lookup.load(id)));
  return rows.filter((row) => row !== null);
}
