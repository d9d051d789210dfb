import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../src/testing/database.ts';
import { withClient } from '../src/testing/server.ts';
import { eachRight, publicRights, readRights, serviceGroup, serviceRights } from './service-rights.ts';

const insufficientPrivilege = '42501';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Of PostgreSQL's catalogue, as service and group of the service, and as everybody. */
async function granted(grantee: string): Promise<string[]> {
  const rights = await database.db.transaction().execute(async (session) => {
    await sql`set local search_path = ''`.execute(session);
    return readRights(session, 'atis_service');
  });
  return rights.filter((each) => each.grantee === grantee).map(({ right }) => right);
}

test('what is granted is what db/service-rights.ts lists: a right that a migration grants is listed there', async () => {
  expect((await granted(serviceGroup)).toSorted()).toEqual(eachRight(serviceRights).toSorted());
  expect((await granted('public')).toSorted()).toEqual(
    [...eachRight(publicRights), 'usage on schema public'].toSorted(),
  );
  expect(await granted('atis_service')).toEqual([]);
});

/** What PostgreSQL itself answers the service's role for everything in the catalogue, in the words of the list. */
async function effectiveRights(): Promise<string[]> {
  const { rows } = await sql<{ right: string }>`
    with relations as (
      select oid, relkind, relnamespace::regnamespace || '.' || quote_ident(relname) as name from pg_class
      where relnamespace::regnamespace::text in ('public', 'api')
    ), tables as (
      select oid, name, "right" from relations, unnest(string_to_array(
        'select,insert,update,delete,truncate,references,trigger'
          || case when current_setting('server_version_num')::integer >= 170000 then ',maintain' else '' end, ',')) as "right"
      where relkind in ('r', 'p', 'v', 'm', 'f')
    )
    select format('%s on table %s', "right", name) as "right" from tables where has_table_privilege(oid, "right")
    union all
    select format('%s (%I) on table %s', "right", attname, name)
    from tables join pg_attribute on attrelid = tables.oid and attnum > 0 and not attisdropped
    where "right" in ('select', 'insert', 'update', 'references')
      and not has_table_privilege(tables.oid, "right") and has_column_privilege(tables.oid, attnum, "right")
    union all
    select format('%s on sequence %s', "right", name)
    from relations, unnest('{usage,select,update}'::text[]) as "right"
    where relkind = 'S' and has_sequence_privilege(oid, "right")
    union all
    select format('execute on function %s.%s(%s)', pronamespace::regnamespace, proname,
      replace(pg_get_function_identity_arguments(oid), ', ', ','))
    from pg_proc
    where pronamespace::regnamespace::text in ('public', 'api') and has_function_privilege(oid, 'execute')
    union all
    select format('%s on schema %I', "right", nspname)
    from pg_namespace, unnest('{usage,create}'::text[]) as "right"
    where nspname in ('public', 'api') and has_schema_privilege(oid, "right")
    union all
    select format('%s on database', "right") from unnest('{create,temporary}'::text[]) as "right"
    where has_database_privilege(current_database(), "right")`.execute(database.db);
  return rows.map(({ right }) => right);
}

test('every table, column, sequence, function and schema of the catalogue answers as listed', async () => {
  const effective = (await effectiveRights()).map((right) =>
    // Here with the names of the arguments.
    right.replace(/\(([^)]*)\)$/, (_, list: string) => `(${list.replaceAll(/(^|,)\w+ /g, '$1')})`),
  );
  expect(effective.toSorted()).toEqual(eachRight(serviceRights).toSorted());
});

test('the role owns nothing, is nothing special, and belongs to its group alone', async () => {
  const { rows } = await sql`
    select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls, rolreplication,
      (select count(*)::integer from pg_shdepend
        where refclassid = 'pg_authid'::regclass and refobjid = role.oid and deptype = 'o') as owned,
      array(select rolname::text from pg_roles where pg_has_role(role.oid, pg_roles.oid, 'member')
        and pg_roles.oid <> role.oid) as groups
    from pg_roles role where rolname = current_user`.execute(database.db);
  expect(rows).toEqual([
    {
      rolsuper: false,
      rolcreatedb: false,
      rolcreaterole: false,
      rolbypassrls: false,
      rolreplication: false,
      owned: 0,
      groups: [serviceGroup],
    },
  ]);
});

test('the service’s role appends to the logs and reads users without their secrets', async () => {
  await withClient(database.url, (client) =>
    client.query(`insert into audit_logs(event) values ('login'); select id, username, email from users`),
  );
});

describe('the service’s role is refused', () => {
  const attempts = {
    'to change what was logged': [
      'update audit_logs set event = event',
      'delete from audit_logs',
      'truncate audit_logs',
      'merge into audit_logs using roles on false when matched then delete',
      'insert into audit_logs(id, event) values (1, $$x$$) on conflict (id) do update set event = excluded.event',
      'begin; lock table audit_logs in access exclusive mode',
      'update activity_logs set activity_type = activity_type',
      'delete from activity_logs',
      'truncate activity_logs',
      'update api.activity_client_ids set request_hash = $$x$$',
      'truncate api.activity_client_ids',
      'delete from security_events',
      'delete from api.security_event_triage',
      'truncate security_events, api.security_event_triage',
      'update job_logs set payload = null',
      'update job_logs set executed_by = null',
      'delete from api.job_runs',
      'delete from api.job_incidents',
      'update api.job_incidents set kind = $$late_job$$',
      'update api.job_run_lines set message = $$x$$',
      'delete from job_logs',
      'delete from api.job_marks',
      'update api.brute_force_incidents set address = null',
      'truncate api.brute_force_incidents, api.error_status_leftovers',
      'alter table job_logs disable trigger feed_updated',
      'alter table api.job_runs disable trigger feed_run_updated',
      'select api.capture_job_run()',
      'truncate job_logs',
      'delete from integration_sync_logs',
      'update api.config_revisions set after = null',
      'delete from api.config_revisions',
      'insert into api.config_revisions(config_id, config_key, operation, source, database_role) values (1, $$x$$, $$created$$, $$api$$, $$x$$)',
      'alter table system_configs disable trigger record_revision',
      'delete from licenses',
      'delete from system_modules',
      'delete from system_errors',
      'update performance_metrics set value = 0',
      'delete from performance_metrics',
      'truncate performance_metrics',
      'delete from api.metric_rollups',
      'update api.metric_series set name = $$x$$',
      'update api.metric_units set factor = 1',
      'alter table performance_metrics disable trigger metrics_noted',
      'alter table system_errors disable trigger queue_errors',
      'delete from api.error_groups',
      'delete from api.error_occurrences',
      'update api.error_occurrences set number = 1',
      'delete from api.error_group_users',
      'delete from api.error_group_hours',
      'delete from api.error_reports',
      'insert into api.error_sweep default values',
      'select api.queue_errors()',
      'delete from api.export_segments',
      'truncate api.exports, api.export_segments',
      'select setval($$audit_logs_id_seq$$, 1)',
      'delete from performance_metrics',
      'delete from api.sync_run_leases',
      'alter table audit_logs disable trigger append_only',
      'drop trigger append_only_truncate on activity_logs',
    ],
    'to undercut retention': [
      'insert into api.retention_marks values (pg_current_xact_id())',
      'select from api.retention_marks',
      'update api.retention_sources set deletable = $$true$$',
      'insert into api.retention_sources select * from api.retention_sources',
      'select from api.retention_sources',
      'update api.retention_policies set minimum_days = 1',
      'update api.retention_policies set source = $$audit_logs$$',
      'insert into api.retention_policies(source, keep_days, minimum_days) values ($$x$$, 1, 1)',
      'delete from api.retention_policies',
      'delete from api.retention_holds',
      'truncate api.retention_holds',
      'update api.retention_holds set user_id = 1',
      'update api.retention_holds set until_at = now()',
      'update api.retention_holds set reason = reason',
      'select api.expired_rows($$audit_logs$$, now()::timestamp, null, null, 1)',
      'select api.retention_holds_on($$audit_logs$$)',
      'create or replace function api.refuse_log_change() returns trigger language plpgsql as $$begin return old; end$$',
    ],
    'to change or forge the feed': [
      'insert into api.feed_outbox(topic, row_id, operation) values ($$notification$$, 1, $$created$$)',
      'delete from api.feed_outbox',
      'insert into api.feed_entries(position, topic, row_id, operation) values (1, $$x$$, 1, $$created$$)',
      'update api.feed_entries set row_id = 0',
      'delete from api.feed_entries',
      'update api.feed_state set position = 0',
      'select from api.feed_sweep_marks',
      'select from api.feed_pending_starts',
      'delete from api.feed_pending_starts',
      'select from api.feed_pending_ends',
      'delete from api.feed_pending_ends',
      'select api.capture_created()',
    ],
    'to read or write secrets and users': [
      'select password from users',
      'select remember_token from users',
      'select * from users',
      'select users from users',
      'select 1 from users where password like $$a%$$',
      'select id from users order by remember_token',
      'copy users to stdout',
      'insert into users(username, password, role_id) values ($$x$$, $$x$$, 1)',
      'update users set password = $$x$$',
      'update users set role_id = 1',
      'delete from users',
      'update roles set level = 1',
      'update institutions set parent_id = null',
      'update api_tokens set user_id = 1',
      'update api_tokens set abilities = $$["*"]$$',
      'select rolpassword from pg_authid',
      'select passwd from pg_shadow',
      'select stavalues1 from pg_statistic',
    ],
    'to touch the history of migrations': [
      'insert into api.schema_migrations(name, timestamp) values ($$x$$, $$x$$)',
      'update api.schema_migrations set name = name',
      'delete from api.schema_migrations',
      'truncate api.schema_migrations',
      'select from api.schema_migration_lock for update',
    ],
    'to define anything': [
      'create table public.intruder (id bigint)',
      'create table api.intruder (id bigint)',
      'create temporary table intruder (id bigint)',
      'select 1 as id into temporary intruder',
      'create view public.intruder as select 1',
      'create materialized view api.intruder as select 1 as id',
      'create sequence public.intruder',
      'create type public.intruder as enum ()',
      'create function public.intruder() returns void language sql as $$select$$',
      'create function pg_temp.intruder() returns void language sql as $$select$$',
      'create schema intruder',
      'create extension dblink',
      'create database intruder',
      'create index on security_events(id)',
      'create trigger intruder after insert on audit_logs execute function api.capture_triage()',
      'create rule intruder as on delete to audit_logs do instead nothing',
      'create policy intruder on audit_logs',
      'create statistics intruder on id, event from audit_logs',
      'create publication intruder for table audit_logs',
      'create event trigger intruder on ddl_command_start execute function api.capture_triage()',
      'create role intruder',
    ],
    'to alter or drop anything': [
      'alter table audit_logs add column intruder text',
      'alter table audit_logs owner to atis_service',
      'alter table security_events disable trigger all',
      'alter table security_events disable trigger feed_created',
      'alter table users enable row level security',
      'alter function api.try_inet(text) immutable',
      'alter schema api rename to intruder',
      'alter sequence audit_logs_id_seq restart',
      'drop table system_notifications',
      'drop schema api cascade',
      'drop trigger feed_created on security_events',
      'drop function api.sequence_feed(integer)',
      'comment on table audit_logs is $$x$$',
      'reindex table audit_logs',
      'grant atis_api to atis_owner',
      'alter default privileges for role atis_owner grant select on tables to atis_service',
    ],
    'to become somebody else or leave the database': [
      'set role atis_owner',
      'set role postgres',
      'set role pg_read_all_data',
      'set session authorization atis_owner',
      'alter role atis_service superuser',
      'alter role atis_service createrole',
      'alter role atis_api login',
      'alter role atis_owner password $$x$$',
      'grant atis_owner to atis_service',
      'set session_replication_role = replica',
      'select set_config($$session_replication_role$$, $$replica$$, false)',
      'copy (select 1) to program $$true$$',
      'copy audit_logs(event) from program $$echo x$$',
      'copy (select 1) to $$/tmp/intruder$$',
      'select pg_read_file($$postgresql.conf$$)',
      'select pg_ls_dir($$.$$)',
      'select lo_import($$/etc/passwd$$)',
      'alter system set fsync = off',
      'select pg_reload_conf()',
      'load $$auto_explain$$',
      'do language c $$x$$',
      'checkpoint',
    ],
  };

  test.each(Object.entries(attempts))('%s', async (_, statements) => {
    await database.owner.insertInto('audit_logs').values({ event: 'login' }).execute();
    await withClient(database.url, async (client) => {
      for (const statement of statements) {
        const outcome = await client.query(statement).then(
          () => 'it was done',
          (error: unknown) => (error as { code?: string }).code,
        );
        expect(outcome, statement).toBe(insufficientPrivilege);
        await client.query('rollback');
      }
    });
  });

  test('to hand on what it has: PostgreSQL warns, and nothing is granted', async () => {
    await withClient(database.url, (client) => client.query('grant select on roles to public, atis_service'));
    expect(await granted('public')).not.toContain('select on table public.roles');
    expect(await granted('atis_service')).toEqual([]);
  });
});
