import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../src/testing/database.ts';
import { withClient } from '../../src/testing/server.ts';
import { diagnose } from './diagnose.ts';
import type { Report } from './report.ts';

let database: TestDatabase;
/** A service's role of this file's own: what is done to it disturbs no other test. */
let role: string;
let writer: string;
let environment: NodeJS.ProcessEnv;
let healthy: Report;

const run = (statement: string, url = database.superuserUrl) => withClient(url, (client) => client.query(statement));

beforeAll(async () => {
  database = await createTestDatabase();
  role = `${database.name}_service`;
  writer = `${database.name}_laravel`;
  await run(`create role ${role} login password 'pass' in role atis_api; create role ${writer} login`);
  environment = {
    DATABASE_URL: Object.assign(new URL(database.url), { username: role, password: 'pass' }).href,
    MIGRATION_DATABASE_URL: database.ownerUrl,
  };
  healthy = await diagnose(environment);
});
afterAll(async () => {
  await run(`drop owned by ${role}, ${writer}; drop role ${role}; drop role ${writer}`);
  await database.drop();
});

test('a healthy installation has no problem', () => {
  expect(healthy.results.filter(({ status }) => status !== 'ok' && status !== 'warning')).toEqual([]);
  expect(healthy.ok).toBe(true);
});

interface Damage {
  /** As a superuser; `SERVICE`, `LARAVEL` and `DATABASE` stand for their names. */
  readonly done: string;
  /** What is said first; a problem unless it begins with "warning: ". */
  readonly said: RegExp;
}

const damages: Record<string, Record<string, Damage>> = {
  'tables and columns': {
    'a missing column': {
      done: 'alter table job_logs drop column duration',
      said: /^problem: Column duration of public.job_logs is missing/,
    },
    'a column that is too short': {
      done: 'alter table audit_logs alter column event type varchar(50)',
      said: /^problem: Column event of public.audit_logs has the type character varying\(50\) instead of character varying\(100\)/,
    },
    'a column of another type': {
      done: 'alter table security_events alter column user_agent type jsonb using null',
      said: /^problem: Column user_agent of public.security_events has the type jsonb instead of text/,
    },
    'a column that may be NULL': {
      done: 'alter table security_events alter column event_type drop not null',
      said: /^problem: Column event_type of public.security_events may be NULL/,
    },
    'a column that became mandatory': {
      done: 'alter table audit_logs alter column url set not null',
      said: /^problem: Column url of public.audit_logs is mandatory/,
    },
    'a default that is gone': {
      done: 'alter table audit_logs alter column created_at drop default',
      said: /^warning: Column created_at of public.audit_logs has not the default now\(\)/,
    },
    'a default that differs in a table of ours': {
      done: 'alter table api.feed_state alter column position set default 5',
      said: /^problem: Column "position" of api.feed_state has not the default 0|^problem: Column position of api/,
    },
    'an identity that is gone': {
      done: 'alter table api.feed_outbox alter column id drop identity',
      said: /^problem: Column id of api.feed_outbox is not generated always as identity/,
    },
    'storage parameters that are gone': {
      done: 'alter table api.feed_outbox reset (autovacuum_vacuum_threshold)',
      said: /^warning: Table api.feed_outbox has other storage parameters/,
    },
    'a missing table of ours': {
      done: 'drop table api.idempotency_keys',
      said: /^problem: Table api.idempotency_keys is missing/,
    },
    'a missing table of DB-6 with its sequence': {
      done: 'drop table system_notification_reads',
      said: /^problem: Table public.system_notification_reads is missing/,
    },
  },
  functions: {
    'a function that was replaced': {
      done: 'create or replace function api.severity_rank(severity text) returns integer language sql immutable as $$select 1$$',
      said: /^problem: Function api.severity_rank\(severity text\) differs/,
    },
    'a function that runs with another search path': {
      done: 'alter function api.sequence_feed(integer) reset search_path',
      said: /^problem: Function api.sequence_feed\(batch_size integer\) differs/,
    },
    'a function that is gone': {
      done: 'drop function api.json_texts(jsonb)',
      said: /^problem: Function api.json_texts\(list jsonb\) is missing/,
    },
    'a function with a default that is gone': {
      done: 'drop function api.sweep_feed(interval)',
      said: /^problem: Function api.sweep_feed\(.*\) is missing/,
    },
    'a trigger function that is gone with its triggers': {
      done: 'drop function api.capture_triage() cascade',
      said: /^problem: Function api.capture_triage\(\) is missing/,
    },
  },
  constraints: {
    'a check that is gone': {
      done: 'alter table security_events drop constraint security_events_severity_check',
      said: /^warning: Table public.security_events has no constraint security_events_severity_check CHECK/,
    },
    'a check of ours that is gone': {
      done: 'alter table api.security_event_triage drop constraint security_event_triage_assigned_check',
      said: /^problem: Table api.security_event_triage has no constraint security_event_triage_assigned_check/,
    },
    'a key that is gone': {
      done: 'alter table system_notification_reads drop constraint system_notification_reads_unique',
      said: /^problem: Table public.system_notification_reads has no constraint system_notification_reads_unique UNIQUE/,
    },
    'a foreign key that does something else': {
      done: `alter table system_notification_reads drop constraint system_notification_reads_notification_id_fkey;
        alter table system_notification_reads add constraint system_notification_reads_notification_id_fkey
          foreign key (notification_id) references system_notifications(id)`,
      said: /^warning: Table public.system_notification_reads has no constraint .* ON DELETE CASCADE/,
    },
    'a constraint that was never proved': {
      done: `alter table api.feed_outbox drop constraint feed_outbox_operation_check;
        alter table api.feed_outbox add constraint feed_outbox_operation_check
          check (operation in ('created', 'updated', 'deleted')) not valid`,
      said: /^problem: Constraint feed_outbox_operation_check of api.feed_outbox was never proved/,
    },
  },
  indexes: {
    'an index that is gone': {
      done: 'drop index security_events_created_covering',
      said: /^problem: Table public.security_events has no index like security_events_created_covering/,
    },
    'an index of the same name with other columns': {
      done: `drop index activity_logs_user_keyset; create index activity_logs_user_keyset on activity_logs(user_id)`,
      said: /^problem: Table public.activity_logs has no index like activity_logs_user_keyset/,
    },
    'a unique index that is gone': {
      done: 'drop index integrations_name_institution_not_distinct',
      said: /^problem: Table public.integrations has no index like integrations_name_institution_not_distinct/,
    },
    'an index whose building was interrupted': {
      done: `update pg_index set indisvalid = false where indexrelid = 'users_username_keyset'::regclass`,
      said: /^problem: Index public.users_username_keyset of public.users is invalid/,
    },
  },
  triggers: {
    'a trigger that is gone': {
      done: 'drop trigger feed_created on security_events',
      said: /^problem: Table public.security_events has no trigger feed_created/,
    },
    'a trigger that does something else': {
      done: `drop trigger feed_created on security_events;
        create trigger feed_created after insert on security_events referencing new table as new_rows
          for each statement execute function api.capture_created('notification')`,
      said: /^problem: Table public.security_events has no trigger feed_created as it should be/,
    },
    'a disabled trigger of the feed': {
      done: 'alter table system_notifications disable trigger feed_updated',
      said: /^problem: Trigger feed_updated of public.system_notifications is disabled/,
    },
    'a trigger that fires for replicated rows only': {
      done: 'alter table system_notifications enable replica trigger feed_deleted',
      said: /^problem: Trigger feed_deleted of public.system_notifications is disabled/,
    },
    'a log that anybody can shorten': {
      done: 'drop trigger append_only on audit_logs',
      said: /^problem: Table public.audit_logs has no trigger append_only as it should be: its rows can be changed/,
    },
    'a log that is open for TRUNCATE': {
      done: 'alter table activity_logs disable trigger append_only_truncate',
      said: /^problem: Trigger append_only_truncate of public.activity_logs is disabled: its rows can be changed/,
    },
    'errors that nobody is told to group': {
      done: 'alter table system_errors disable trigger queue_errors',
      said: /^problem: Trigger queue_errors of public.system_errors is disabled: errors are grouped late/,
    },
    'samples that nobody notes': {
      done: 'drop trigger metrics_noted on performance_metrics',
      said: /^problem: Table public.performance_metrics has no trigger metrics_noted as it should be: samples come into/,
    },
    'a history of settings that is not kept': {
      done: 'alter table system_configs disable trigger record_revision',
      said: /^problem: Trigger record_revision of public.system_configs is disabled: the history of settings has gaps/,
    },
    'foreign keys that are switched off': {
      done: 'alter table api.security_event_triage disable trigger all',
      said: /^problem: Foreign keys of api.security_event_triage are not kept/,
    },
  },
  'row security': {
    'row security on a table that the service reads': {
      done: 'alter table institutions enable row level security',
      said: /^problem: Table public.institutions has row security/,
    },
  },
  statistics: {
    'a table without statistics': {
      done: `alter table system_errors set (autovacuum_enabled = off);
        insert into system_errors(error_type, message) select 'x', repeat('y', 1000) from generate_series(1, 2000)`,
      said: /^warning: Table public.system_errors was never analyzed/,
    },
  },
  'missing rights of the service': {
    'a table that it may not read': {
      done: 'revoke select on roles from atis_api',
      said: /^problem: atis_api lacks select on table public.roles/,
    },
    'columns that it may not read': {
      done: 'revoke select (email, username) on users from atis_api',
      said: /^problem: atis_api lacks select \(email\), select \(username\)|^problem: atis_api lacks select \(username\), select \(email\) on table public.users/,
    },
    'a schema that it may not use': {
      done: 'revoke usage on schema api from atis_api, public',
      said: /^problem: atis_api lacks usage on schema api/,
    },
    'a sequence that it may not use': {
      done: 'revoke usage on sequence audit_logs_id_seq from atis_api',
      said: /^problem: atis_api lacks usage on sequence public.audit_logs_id_seq/,
    },
    'a function that other writers may not execute': {
      done: 'revoke execute on function api.severity_rank(text) from public',
      said: /^problem: Other writers lack execute on function api.severity_rank\(text\)/,
    },
  },
  'superfluous rights of the service': {
    'a log that it may change': {
      done: 'grant update, delete on audit_logs to atis_api',
      said: /^problem: atis_api has delete on table public.audit_logs/,
    },
    'a secret that it may read': {
      done: 'grant select (password) on users to SERVICE',
      said: /^problem: \w+_service has select \(password\) on table public.users/,
    },
    'a table that everybody may read': {
      done: 'grant select on licenses to public',
      said: /^problem: Every role has select on table public.licenses/,
    },
    'a schema in which everybody may create': {
      done: 'grant create on schema public to public',
      said: /^problem: Every role has create on schema public/,
    },
    'a database in which it may create schemas': {
      done: 'grant create on database DATABASE to atis_api',
      said: /^problem: atis_api has create on database/,
    },
    'temporary tables for everybody': {
      done: 'grant temporary on database DATABASE to public',
      said: /^warning: Every role has temporary on database/,
    },
    'a trigger function that it may call': {
      done: 'grant execute on function api.capture_created() to atis_api',
      said: /^problem: atis_api has execute on function api.capture_created\(\)/,
    },
    'a function of somebody else that lends rights to everybody': {
      done: `create function public.lend() returns text language sql security definer as 'select password from users limit 1'`,
      said: /^warning: Every role has execute on function public.lend\(\)/,
    },
    'a setting that switches triggers off': {
      done: 'grant set on parameter session_replication_role to SERVICE',
      said: /^problem: \w+_service has set on parameter session_replication_role/,
    },
  },
  'role of the service': {
    'a superuser': { done: 'alter role SERVICE superuser', said: /^problem: Role \w+ is superuser/ },
    'a role that creates databases': { done: 'alter role SERVICE createdb', said: /^problem: Role \w+ is createdb/ },
    'a role that creates roles': { done: 'alter role SERVICE createrole', said: /^problem: Role \w+ is createrole/ },
    'a role past row security': { done: 'alter role SERVICE bypassrls', said: /^problem: Role \w+ is bypassrls/ },
    'a role that replicates': { done: 'alter role SERVICE replication', said: /^problem: Role \w+ is replication/ },
    'a member of the owner': {
      done: 'grant atis_owner to SERVICE',
      said: /^problem: Role \w+_service is a member of atis_owner/,
    },
    'a reader of everything': {
      done: 'grant pg_read_all_data to SERVICE',
      said: /^problem: Role \w+_service is a member of pg_read_all_data/,
    },
    'no member of the group': {
      done: 'revoke atis_api from SERVICE',
      said: /^problem: Role \w+_service is not a member of atis_api/,
    },
    'a member that does not inherit': {
      done: 'alter role SERVICE noinherit; revoke atis_api from SERVICE; grant atis_api to SERVICE',
      said: /^problem: Role \w+_service is a member of atis_api without inheriting its rights/,
    },
    'the owner of a table': {
      done: 'create table public.mine (); alter table public.mine owner to SERVICE',
      said: /^problem: Role \w+_service owns \d objects? of this database/,
    },
  },
  'time zone of other writers': {
    'a writer in local time': {
      done: `grant insert on security_events to LARAVEL; alter role LARAVEL set timezone = 'Asia/Baku'`,
      said: /^warning: Role \w+_laravel writes in the time zone Asia\/Baku/,
    },
  },
  writable: {
    'a database whose transactions are read-only': {
      done: 'alter database DATABASE set default_transaction_read_only = on',
      said: /^problem: Transactions are read-only/,
    },
  },
  'time-outs and time zone of the service': {
    'connections that end while the pool keeps them': {
      done: `alter role SERVICE set idle_session_timeout = '20s'`,
      said: /^warning: idle_session_timeout is 20s/,
    },
  },
  'number of connections': {
    'a role with fewer connections than its pool': {
      done: 'alter role SERVICE connection limit 10',
      said: /^problem: An instance needs 22 connections .*, and role \w+_service may have 10/,
    },
  },
  'position of the feed': {
    'a feed without its state': {
      done: 'delete from api.feed_state',
      said: /^problem: api.feed_state has lost its row/,
    },
    'a feed that is behind its entries': {
      done: `insert into api.feed_entries(position, topic, row_id, operation) values (7, 'notification', 1, 'created')`,
      said: /^problem: The feed has entries up to 7 and believes to be at 0/,
    },
  },
  'sweep of the feed': {
    'marks that are gone': {
      done: `delete from api.feed_sweep_marks where topic = 'notification'`,
      said: /^problem: api.feed_sweep_marks has lost the marks of notification/,
    },
  },
};

describe.each(Object.entries(damages))('%s', (check, cases) => {
  test.each(Object.entries(cases))('%s is found, and repaired by the statements of the advice', async (_, damage) => {
    await run(
      damage.done.replaceAll('SERVICE', role).replaceAll('LARAVEL', writer).replaceAll('DATABASE', database.name),
    );
    const { results } = await diagnose(environment);
    const known = healthy.results.flatMap(({ findings }) => findings.map(({ text }) => text));
    const found = results.flatMap(({ name, findings }) =>
      findings.filter(({ text }) => !known.includes(text)).map((finding) => ({ name, ...finding })),
    );
    const first = found.find(({ name }) => name === check);
    expect(`${first?.level ?? ''}: ${first?.text ?? ''}`).toMatch(damage.said);

    for (const { advice, sql = [] } of found) {
      const [, who] = /as (a superuser|the owner of the tables)/i.exec(advice) ?? [];
      expect(sql.length === 0 || who !== undefined, advice).toBe(true);
      await withClient(who === 'a superuser' ? database.superuserUrl : database.ownerUrl, async (client) => {
        for (const statement of sql) await client.query(statement);
      });
    }
    expect(await diagnose(environment)).toEqual(healthy);
  });
});
