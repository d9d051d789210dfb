#!/usr/bin/env bash
# Creates the roles of the service in a new PostgreSQL and gives the database to their owner. Runs once, when the
# container of compose.yaml creates its data directory; by hand on any server, as its superuser, with
# POSTGRES_DB, ATIS_OWNER_PASSWORD and ATIS_SERVICE_PASSWORD set.
set -euo pipefail
: "${POSTGRES_DB:?}" "${ATIS_OWNER_PASSWORD:?}" "${ATIS_SERVICE_PASSWORD:?}"

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --username "${POSTGRES_USER:-postgres}" --dbname postgres <<'SQL'
\getenv database POSTGRES_DB
\getenv owner_password ATIS_OWNER_PASSWORD
\getenv service_password ATIS_SERVICE_PASSWORD

select 'create role atis_api nologin' where to_regrole('atis_api') is null \gexec
select 'create role atis_owner login' where to_regrole('atis_owner') is null \gexec
select 'create role atis_service login' where to_regrole('atis_service') is null \gexec
alter role atis_owner password :'owner_password';
alter role atis_service password :'service_password';
grant atis_api to atis_service;

select format('create database %I', :'database')
where not exists (select from pg_database where datname = :'database') \gexec
alter database :"database" owner to atis_owner;
revoke temporary on database :"database" from public;
SQL
