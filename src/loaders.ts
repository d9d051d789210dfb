import DataLoader from 'dataloader';
import type { Viewer } from './auth/viewer.ts';
import { reach, scopeOf } from './auth/viewer.ts';
import { everything, includesInstitution, includesUser, type Scope } from './auth/scope.ts';
import type { Db } from './db/client.ts';
import type { DirectoryCache, RowCache } from './domains/directory/directory-cache.ts';
import * as directory from './domains/directory/directory.repository.ts';
import type { StateTerms } from './domains/licenses/license-state.ts';
import { ModuleRegistry } from './domains/modules/module-registry.ts';
import { listModules } from './domains/modules/modules.repository.ts';
import * as integrations from './domains/integrations/integrations.repository.ts';
import type { IntegrationView, StoredCredentials } from './domains/integrations/integrations.repository.ts';
import { findAttempts, findJobRuns, type JobRunView } from './domains/job-logs/job-runs.repository.ts';
import { findScheduledJobs, type ScheduledJobView } from './domains/scheduled-jobs/scheduled-jobs.repository.ts';
import { countSeats, type SeatCounts } from './domains/licenses/license-seats.repository.ts';
import { findReads, type ReadState } from './domains/notifications/notification-reads.repository.ts';
import { successRates, usualDurations } from './domains/sync-runs/sync-run-stats.repository.ts';
import { findLastRuns, type SyncRunView } from './domains/sync-runs/sync-runs.repository.ts';
import type { InstitutionRow, JobLogRow, RoleRow, UserRow } from './db/generated/tables.ts';
import { findGroups, type ErrorGroupView } from './domains/system-errors/error-groups.repository.ts';

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
  readonly #listModules: () => Promise<ModuleRegistry>;
  #children: DataLoader<string, InstitutionRow[]> | undefined;
  #userCounts: DataLoader<string, number> | undefined;
  #reads: DataLoader<string, ReadState | null> | undefined;
  readonly #integrationScope: Scope;
  #integrations: DataLoader<string, IntegrationView | null> | undefined;
  #credentials: DataLoader<string, StoredCredentials | null> | undefined;
  readonly #jobScope: Scope;
  #jobRuns: DataLoader<string, JobRunView | null> | undefined;
  #jobAttempts: DataLoader<string, JobLogRow[]> | undefined;
  #scheduledJobs: DataLoader<string, ScheduledJobView | null> | undefined;
  readonly #syncRunScope: Scope;
  #lastSyncRuns: DataLoader<string, SyncRunView | null> | undefined;
  #usualDurations: DataLoader<string, number | null> | undefined;
  readonly #successRates = new Map<number, DataLoader<string, number | null>>();
  #seats: DataLoader<string, SeatCounts> | undefined;

  readonly #errorScope: Scope;
  #errorGroups: DataLoader<string, ErrorGroupView | null> | undefined;

  #modules: Promise<ModuleRegistry> | undefined;

  constructor(db: Db, viewer: Viewer | null, cache: DirectoryCache, terms: () => StateTerms) {
    this.#db = db;
    this.#viewerId = viewer?.userId ?? '0';
    const scope = viewer === null ? nobody : scopeOf(viewer, 'DIRECTORY_READ');
    this.#scope = scope;
    this.#listModules = async () => new ModuleRegistry(await listModules(db, moduleScope(viewer), terms()));
    this.#integrationScope = viewer === null ? nobody : scopeOf(viewer, 'INTEGRATIONS_READ');
    this.#jobScope = viewer === null ? nobody : scopeOf(viewer, 'JOBS_READ');
    this.#syncRunScope = viewer === null ? nobody : scopeOf(viewer, 'SYNC_RUNS_READ');
    this.#errorScope = viewer === null ? nobody : scopeOf(viewer, 'SYSTEM_ERRORS_READ');
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

  /** All modules, if the viewer may see them. */
  modules(): Promise<ModuleRegistry> {
    return (this.#modules ??= this.#listModules());
  }

  /** After a mutation: what another of the same request asks for is read anew. The directory is never changed here. */
  forget(): void {
    this.#jobRuns = undefined;
    this.#jobAttempts = undefined;
    this.#errorGroups = undefined;
    this.#modules = undefined;
    this.#reads = undefined;
    this.#integrations = undefined;
    this.#credentials = undefined;
    this.#scheduledJobs = undefined;
    this.#lastSyncRuns = undefined;
    this.#usualDurations = undefined;
    this.#successRates.clear();
    this.#seats = undefined;
  }

  /** How the viewer has read a notification; null: not at all. */
  get notificationReadById(): DataLoader<string, ReadState | null> {
    return (this.#reads ??= batched<ReadState | null>((ids) => findReads(this.#db, this.#viewerId, ids), null));
  }

  /** The integration; null where there is none, or none that the viewer may see. */
  get integrationById(): DataLoader<string, IntegrationView | null> {
    return (this.#integrations ??= batched<IntegrationView | null>(
      (ids) => integrations.findIntegrations(this.#db, this.#integrationScope, ids),
      null,
    ));
  }

  /** What is kept of an integration's credentials: for its credentials' names, never for an answer. */
  get integrationCredentialsById(): DataLoader<string, StoredCredentials | null> {
    return (this.#credentials ??= batched<StoredCredentials | null>(
      (ids) => integrations.findCredentials(this.#db, this.#integrationScope, ids),
      null,
    ));
  }

  /** The scheduled job; null where there is none, or none that the viewer may see. */
  get scheduledJobById(): DataLoader<string, ScheduledJobView | null> {
    return (this.#scheduledJobs ??= batched<ScheduledJobView | null>(
      (ids) => findScheduledJobs(this.#db, this.#jobScope, ids),
      null,
    ));
  }

  /** What this service knows of an attempt; null where another application runs it, or the viewer may not see it. */
  get jobRunByLogId(): DataLoader<string, JobRunView | null> {
    return (this.#jobRuns ??= batched<JobRunView | null>((ids) => findJobRuns(this.#db, this.#jobScope, ids), null));
  }

  /** The visible attempts at a run, the first one first. */
  get jobAttemptsByRunId(): DataLoader<string, JobLogRow[]> {
    return (this.#jobAttempts ??= batched((ids) => findAttempts(this.#db, this.#jobScope, ids), []));
  }

  /** The visible sync run of an integration that started last. */
  get lastSyncRunByIntegrationId(): DataLoader<string, SyncRunView | null> {
    return (this.#lastSyncRuns ??= batched<SyncRunView | null>(
      (ids) => findLastRuns(this.#db, this.#syncRunScope, ids),
      null,
    ));
  }

  /** Which share of an integration's visible sync runs of so many days has completed; null: none has ended. */
  syncSuccessRateWithin(days: number): DataLoader<string, number | null> {
    const loader =
      this.#successRates.get(days) ??
      batched<number | null>((ids) => successRates(this.#db, this.#syncRunScope, ids, days), null);
    this.#successRates.set(days, loader);
    return loader;
  }

  /** How many seconds runs like a sync run usually take; null: none has completed. */
  get usualSyncDurationByRunId(): DataLoader<string, number | null> {
    return (this.#usualDurations ??= batched<number | null>(
      (ids) => usualDurations(this.#db, this.#syncRunScope, ids),
      null,
    ));
  }

  /** The group of equal errors; null where there is none, or none of which the viewer may see an error. */
  get errorGroupById(): DataLoader<string, ErrorGroupView | null> {
    return (this.#errorGroups ??= batched<ErrorGroupView | null>(
      (ids) => findGroups(this.#db, this.#errorScope, ids),
      null,
    ));
  }

  /** How many seats of a licence are used, and how many users could have one. */
  get seatsByLicenseId(): DataLoader<string, SeatCounts> {
    return (this.#seats ??= batched((ids) => countSeats(this.#db, ids), { eligible: 0, used: 0 }));
  }
}

/** Who changes modules is answered with them, also by a token without the permission to list them. */
const moduleScope = (viewer: Viewer | null): Scope => {
  if (viewer === null) return nobody;
  return scopeOf(viewer, reach(viewer, 'MODULES_READ') === null ? 'MODULES_MANAGE' : 'MODULES_READ');
};

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

/** The institution of a user; null where the viewer may not see both of them. */
export async function institutionOfUser(loaders: Loaders, userId: string | null): Promise<InstitutionRow | null> {
  const user = userId === null ? null : await loaders.userById.load(userId);
  return user?.institution_id == null ? null : loaders.institutionById.load(user.institution_id);
}

/** The rows of these ids that exist and that the viewer may see, in the order given. */
export async function loadVisible<Row>(lookup: Lookup<Row>, ids: readonly string[]): Promise<Row[]> {
  const rows = await Promise.all(ids.map(async (id) => lookup.load(id)));
  return rows.filter((row) => row !== null);
}
