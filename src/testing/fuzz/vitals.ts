import { sql } from 'kysely';
import pg from 'pg';
import { expect } from 'vitest';
import type { TestService } from '../service.ts';
import type { World } from '../world.ts';

/** Longer than this no transaction of the service rests, in seconds. */
const restingSeconds = 2;

/** Throws unless the service is ready, has no session left and holds no connection inside of a transaction. */
export async function checkVitals({ url, database }: TestService): Promise<void> {
  await expect
    .poll(async () => {
      const response = await fetch(`${url}/readyz`);
      const { ready, openSessions } = (await response.json()) as { ready: boolean; openSessions: number };
      return { status: response.status, ready, openSessions };
    })
    .toEqual({ status: 200, ready: true, openSessions: 0 });
  const client = new pg.Client({ connectionString: database.superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select state, query from pg_stat_activity where datname = $1 and pid <> pg_backend_pid()
        and state <> 'idle' and state_change < now() - make_interval(secs => $2)`,
      [database.name, restingSeconds],
    );
    expect(rows).toEqual([]);
  } finally {
    await client.end();
  }
}

/** Who counts: a name in `World.users`. */
export type Counting = 'superadmin' | 'baku.admin' | 'school1.teacher';

const listed = [
  'users',
  'institutions',
  'securityEvents',
  'activityLogs',
  'auditLogs',
  'notifications',
  'configs',
  'licenses',
  'integrations',
  'syncRuns',
  'jobLogs',
  'systemErrors',
  'errorGroups',
  'exports',
  'performanceMetrics',
  'retentionHolds',
] as const;

/** A query for the total of each list. */
export const totalQueries = listed.map(
  (name) => [name, `{ list: ${name}(first: 1) { totalCount { value } } }`] as const,
);

/** How many rows a viewer may see of each list, counted one by one; null: the role may not read it. */
export async function expectedTotals(
  { owner }: TestService['database'],
  world: World,
  viewer: Counting,
): Promise<Record<string, number | null>> {
  const { institutions: i, users: u } = world;
  const self = u[viewer];
  const everything = viewer === 'superadmin';
  const subtree = new Set<string | null>(viewer === 'baku.admin' ? [i.baku, i.yasamal, i.school1, i.school2] : []);
  const users = await owner.selectFrom('users').select(['id', 'institution_id']).execute();
  const colleagues = new Set<string | null>(
    users.filter((user) => subtree.has(user.institution_id)).map(({ id }) => id),
  );
  const institutions = await owner.selectFrom('institutions').select('id').execute();
  const events = await owner
    .selectFrom('security_events')
    .select(['institution_id', 'user_id', 'target_user_id'])
    .execute();
  const activities = await owner.selectFrom('activity_logs').select(['institution_id', 'user_id']).execute();
  const audits = await owner.selectFrom('audit_logs').select(['institution_id', 'user_id']).execute();
  const notifications = await owner
    .selectFrom('system_notifications')
    .select(['created_by', sql<readonly unknown[] | null>`target_institutions`.as('targets')])
    .execute();
  const licenses = await owner.selectFrom('licenses').select('institution_id').execute();
  const configs = await owner
    .selectFrom('system_configs')
    .select(['scope', 'scope_id', 'is_hidden'])
    .where(sql<boolean>`is_hidden is not true`)
    .execute();
  const above = new Set<string | null>([...subtree, i.ministry]);
  const integrations = await owner.selectFrom('integrations').select(['institution_id', 'is_system_wide']).execute();
  const syncRuns = await owner
    .selectFrom('integration_sync_logs')
    .innerJoin('integrations', 'integrations.id', 'integration_id')
    .select(['institution_id', 'is_system_wide'])
    .execute();
  const jobs = await owner.selectFrom('job_logs').select('id').execute();
  const errors = await owner
    .selectFrom('system_errors')
    .leftJoin('api.error_occurrences', 'system_error_id', 'id')
    .select(['user_id', 'group_id'])
    .execute();
  const grouped = errors.filter(({ group_id }) => group_id !== null);
  const groups = [...Map.groupBy(grouped, ({ group_id }) => group_id).values()].map((equal) =>
    equal.map(({ user_id }) => user_id),
  );
  const exports = await owner.selectFrom('api.exports').select('user_id').execute();
  const metrics = await owner.selectFrom('performance_metrics').select('id').execute();
  const holds = await owner.selectFrom('api.retention_holds').select('id').execute();
  const count = <Row>(rows: readonly Row[], visible: (row: Row) => boolean) =>
    rows.filter((row) => everything || visible(row)).length;
  const concerns = (row: { institution_id: string | null }, ...people: readonly (string | null)[]) =>
    subtree.has(row.institution_id) || (row.institution_id === null && people.some((id) => colleagues.has(id)));
  const staff = viewer !== 'school1.teacher';
  return {
    users: count(users, (user) => user.id === self || colleagues.has(user.id)),
    institutions: count(institutions, ({ id }) => (staff ? subtree.has(id) : id === i.school1)),
    securityEvents: staff ? count(events, (event) => concerns(event, event.user_id, event.target_user_id)) : null,
    performanceMetrics: everything ? metrics.length : null,
    activityLogs: count(activities, (row) => row.user_id === self || concerns(row, row.user_id)),
    auditLogs: staff ? count(audits, (row) => row.user_id === self || concerns(row, row.user_id)) : null,
    notifications: staff
      ? count(
          notifications,
          ({ created_by, targets }) =>
            created_by === self ||
            (Array.isArray(targets) && targets.length > 0 && targets.every((id) => subtree.has(String(id)))),
        )
      : null,
    configs: staff
      ? count(configs, ({ scope, scope_id: id }) =>
          scope === 'institution' ? above.has(id) : scope === 'user' ? colleagues.has(id) : true,
        )
      : null,
    integrations: staff
      ? count(integrations, (row) => subtree.has(row.institution_id) && row.is_system_wide !== true)
      : null,
    licenses: staff ? count(licenses, (row) => subtree.has(row.institution_id)) : null,
    jobLogs: everything ? jobs.length : null,
    systemErrors: staff ? count(errors, (error) => colleagues.has(error.user_id)) : null,
    errorGroups: staff ? groups.filter((users) => everything || users.some((id) => colleagues.has(id))).length : null,
    retentionHolds: everything ? holds.length : null,
    syncRuns: staff ? count(syncRuns, (run) => subtree.has(run.institution_id) && run.is_system_wide !== true) : null,
    exports: count(exports, (row) => row.user_id === self),
  };
}
