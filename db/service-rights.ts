import { sql, type Kysely } from 'kysely';
import type { DB } from '../src/db/generated/tables.ts';

/** Objects, and what may be done with them: rights as GRANT writes them. */
type Rights = Readonly<Record<string, string>>;

/** The role that the migrations grant to, and of which the service's role is a member. */
export const serviceGroup = 'atis_api';

/**
 * Everything that the service may do: what a migration grants beyond it fails `db/privileges.test.ts`, and what an
 * installation grants beyond it is found by `npm run doctor`.
 */
export const serviceRights: Rights = {
  'schema api': 'usage',
  'schema public': 'usage',
  'table public.roles': 'select',
  'table public.institutions': 'select',
  // All but the password hash and the remember token.
  'table public.users':
    'select (id, username, email, role_id, institution_id, departments, is_active, last_login_at, password_changed_at, ' +
    'failed_login_attempts, locked_until, email_verified_at, created_at, updated_at)',
  'table public.api_tokens': 'select, insert, delete, update (last_used_at)',
  'sequence public.api_tokens_id_seq': 'usage',
  'table public.activity_logs': 'select, insert',
  'sequence public.activity_logs_id_seq': 'usage',
  'table public.audit_logs': 'select, insert',
  'sequence public.audit_logs_id_seq': 'usage',
  'table public.security_events': 'select, insert, update',
  'sequence public.security_events_id_seq': 'usage',
  'table public.system_notifications': 'select, insert, update, delete',
  'sequence public.system_notifications_id_seq': 'usage',
  'table public.system_notification_reads': 'select, insert, update',
  'sequence public.system_notification_reads_id_seq': 'usage',
  'table public.system_configs': 'select, insert, update, delete',
  'sequence public.system_configs_id_seq': 'usage',
  'table public.system_modules': 'select, insert, update',
  'sequence public.system_modules_id_seq': 'usage',
  'table public.licenses': 'select, insert, update',
  'sequence public.licenses_id_seq': 'usage',
  'table public.integrations': 'select, insert, update, delete',
  'sequence public.integrations_id_seq': 'usage',
  'table public.integration_sync_logs': 'select, insert, update',
  'sequence public.integration_sync_logs_id_seq': 'usage',
  'table public.system_errors': 'select, insert, update',
  'sequence public.system_errors_id_seq': 'usage',
  'table public.performance_metrics': 'select, insert',
  'sequence public.performance_metrics_id_seq': 'usage',
  'table public.scheduled_jobs': 'select, insert, update, delete',
  'sequence public.scheduled_jobs_id_seq': 'usage',
  'table public.job_logs':
    'select, insert, update (status, start_time, end_time, duration, result, error_message, error_trace, scheduled_job_id)',
  'sequence public.job_logs_id_seq': 'usage',
  'table api.job_marks': 'select, insert, update',
  'table api.brute_force_incidents': 'select, insert, delete',
  'table api.error_status_leftovers': 'select, insert, update, delete',
  'table api.job_schedules': 'select, insert, update',
  'table api.job_workers': 'select, insert, update, delete',
  'table api.job_runs': 'select, insert, update',
  'table api.job_run_lines': 'select, insert',
  'table api.offered_jobs': 'select, insert',
  'table api.job_planned_times': 'select, insert, delete',
  'table api.job_incidents': 'select, insert, update (closed_at, notification_id)',
  'sequence api.job_fencing_tokens': 'usage',
  'table api.error_groups': 'select, insert, update',
  'table api.error_occurrences': 'select, insert',
  'table api.error_group_users': 'select, insert, update',
  'table api.error_group_hours': 'select, insert, update',
  'table api.error_reports': 'select, insert, update',
  'table api.error_intake': 'select, insert, update, delete',
  'table api.error_sweep': 'select, update',
  'table api.config_revisions': 'select',
  'table api.integration_credentials': 'select, insert, update, delete',
  'table api.license_seats': 'select, insert, delete',
  'table api.license_notices': 'select, insert, update (closed_at)',
  'table api.sync_run_leases': 'select, insert, update',
  'sequence api.sync_run_fencing_tokens': 'usage',
  'table api.security_event_triage': 'select, insert, update',
  'table api.idempotency_keys': 'select, insert, update, delete',
  'table api.activity_client_ids': 'select, insert, delete, update (activity_id)',
  'table api.rate_limits': 'select, insert, update, delete',
  'table api.exports': 'select, insert, update, delete',
  'table api.export_segments': 'select, insert, update',
  'table api.metric_units': 'select',
  'table api.metric_series': 'select, insert',
  'table api.metric_rollups': 'select, insert, update',
  'table api.metric_dirty_buckets': 'select, insert, delete',
  'table api.feed_outbox': 'select',
  'table api.feed_entries': 'select',
  'table api.feed_state': 'select',
  'table api.retention_policies': 'select, update (keep_days, enabled, updated_at, updated_by)',
  'table api.retention_holds': 'select, insert, update (released_by, released_at, release_reason)',
  'table api.schema_migrations': 'select',
  'function api.severity_rank(text)': 'execute',
  'function api.try_inet(text)': 'execute',
  'function api.json_texts(jsonb)': 'execute',
  'function api.sketch_bin(double precision)': 'execute',
  'function api.sketch_entry(smallint,bigint)': 'execute',
  'function api.sequence_feed(integer)': 'execute',
  'function api.sweep_feed(interval)': 'execute',
  'function api.prune_feed(interval,integer)': 'execute',
  'function api.tell_notification_ends(integer)': 'execute',
  'function api.mend_notification_starts()': 'execute',
  'function api.preview_retention(text,integer,integer)': 'execute',
  'function api.oldest_record(text)': 'execute',
  'function api.delete_expired(text,timestamp without time zone,bigint,integer)': 'execute',
  'function api.job_now()': 'execute',
  'function api.insert_job_attempt(bigint,uuid,integer,text,timestamp without time zone,text,timestamp without time zone,bigint,jsonb)':
    'execute',
  'function api.enqueue_job_run(bigint,text,timestamp without time zone,bigint)': 'execute',
  'function api.note_job_runs(bigint[])': 'execute',
  'function api.job_retry_delay(bigint,integer)': 'execute',
  'function api.end_job_attempt(api.job_runs,text,jsonb,text,text,boolean)': 'execute',
  'function api.finish_job_runs(jsonb)': 'execute',
  'function api.release_job_runs(uuid)': 'execute',
  'function api.reap_job_runs(integer)': 'execute',
  'function api.lock_job_run(bigint)': 'execute',
  'function api.cancel_job_run(bigint,bigint,text)': 'execute',
};

/** What every role may do, because whoever writes a row evaluates the expressions of its indexes. */
export const publicRights: Rights = {
  'schema api': 'usage',
  'function api.severity_rank(text)': 'execute',
  'function api.try_inet(text)': 'execute',
};

/** What an installation may grant or not. */
export const optionalRights: Rights = {
  // PostgreSQL's own default, to every role.
  'schema public': 'usage',
  // Whether Sanctum's tokens are accepted: see docs/operations.md.
  'table public.personal_access_tokens': 'select',
};

/** One right on one object, `select (id) on table public.users`. */
export type Right = string;

/** Takes the lists above apart. */
export function eachRight(rights: Rights): Right[] {
  return Object.entries(rights).flatMap(([object, list]) =>
    [...list.matchAll(/(\w+)(?: \(([^)]*)\))?/g)].flatMap(([, right = '', columns]) =>
      columns === undefined
        ? [`${right} on ${object}`]
        : columns.split(', ').map((column) => `${right} (${column}) on ${object}`),
    ),
  );
}

export interface GrantedRight {
  readonly right: Right;
  /** `public`, or the service's role or group, quoted where it has to be. */
  readonly grantee: string;
}

/**
 * Gives what is granted to a role, to its group, and to everybody, on anything in this database that neither
 * PostgreSQL nor an extension brought along; with search_path ''. Left out is what PostgreSQL gives to every role and
 * nothing follows from: connecting, usage of other schemas, execution of functions that run as their caller.
 */
export async function readRights(session: Kysely<DB>, role: string): Promise<GrantedRight[]> {
  const { rows } = await sql<GrantedRight>`
    with objects(kind, name, catalog, oid, schema, acl) as (
      select 'schema', quote_ident(nspname), 'pg_namespace'::regclass, oid, nspname, nspacl from pg_namespace
      union all
      select case relkind when 'S' then 'sequence' else 'table' end, oid::regclass::text, 'pg_class'::regclass, oid,
          relnamespace::regnamespace::text, relacl
        from pg_class where relkind in ('r', 'p', 'v', 'm', 'f', 'S')
      union all
      select 'function', oid::regprocedure::text, 'pg_proc'::regclass, oid, pronamespace::regnamespace::text,
          coalesce(proacl, acldefault('f', proowner))
        from pg_proc
      union all
      select 'database', quote_ident(datname), 'pg_database'::regclass, oid, '', coalesce(datacl, acldefault('d', datdba))
        from pg_database where datname = current_database()
      union all
      select 'parameter', parname, 'pg_parameter_acl'::regclass, oid, '', paracl from pg_parameter_acl
    ), granted as (
      select kind, name, catalog, oid, schema, lower(privilege_type) as right, grantee
        from objects, aclexplode(acl)
      union all
      select 'table', attrelid::regclass::text, 'pg_class'::regclass, attrelid, relnamespace::regnamespace::text,
          format('%s (%I)', lower(privilege_type), attname), grantee
        from pg_attribute join pg_class on pg_class.oid = attrelid, aclexplode(attacl)
        -- PostgreSQL 15 keeps the rights on a column that is gone.
        where not attisdropped
    )
    select format('%s on %s %s', granted.right, kind, name) as right,
      case grantee when 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end as grantee
    from granted
    where (grantee = 0 or grantee in (select oid from pg_roles where rolname in (${role}, ${serviceGroup})))
      and granted.right <> 'connect'
      and not (grantee = 0 and schema in ('pg_catalog', 'information_schema'))
      and not (grantee = 0 and kind = 'schema' and schema not in ('public', 'api') and granted.right = 'usage')
      and not (grantee = 0 and kind = 'function' and schema <> 'api'
        and not (select prosecdef from pg_proc where pg_proc.oid = granted.oid))
      and not exists (select from pg_depend where classid = catalog and objid = granted.oid and deptype = 'e')
    order by kind, name, 1, 2`.execute(session);
  return rows;
}
