import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '../../db/migrate.ts';
import { startEmbeddedPostgres } from '../db/embedded-postgres.ts';
import { withClient, withDatabase, type TestServer } from './server.ts';

interface RunningServer extends Pick<TestServer, 'superuserUrl' | 'ownerUrl' | 'serviceUrl'> {
  stop(): Promise<void>;
}

/**
 * One PostgreSQL for the whole run, with a migrated database to clone: the embedded one in a temporary
 * directory or, with TEST_DATABASE_URL (of a superuser), one that is already running.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const givenUrl = process.env['TEST_DATABASE_URL'];
  const server = await (givenUrl ? useServer(givenUrl) : startServer());
  const prefix = `atis_test_${randomBytes(4).toString('hex')}_`;
  const template = `${prefix}template`;
  try {
    await withClient(server.superuserUrl, (client) => client.query(`create database ${template} owner atis_owner`));
    await migrate({ url: withDatabase(server.ownerUrl, template) });
  } catch (error) {
    await server.stop();
    throw error;
  }
  const { superuserUrl, ownerUrl, serviceUrl } = server;
  project.provide('testServer', { superuserUrl, ownerUrl, serviceUrl, prefix, template });
  return async () => {
    if (givenUrl) await withClient(superuserUrl, (client) => dropDatabases(client, prefix));
    await server.stop();
  };
}

/** Test data need not survive a power cut. */
const settings = { max_connections: '400', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

async function startServer(): Promise<RunningServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'atis-test-'));
  const removeData = () => rm(dataDir, { recursive: true, force: true });
  const embedded = await startEmbeddedPostgres({ dataDir, settings }).catch(async (error: unknown) => {
    await removeData();
    throw error;
  });
  return {
    superuserUrl: embedded.superuserUrl('postgres'),
    ownerUrl: embedded.ownerUrl('postgres'),
    serviceUrl: embedded.serviceUrl('postgres'),
    stop: async () => {
      await embedded.stop();
      await removeData();
    },
  };
}

/** Gives a running server the roles that the embedded one has. */
async function useServer(superuserUrl: string): Promise<RunningServer> {
  const password = 'atis_test';
  await withClient(superuserUrl, (client) =>
    client.query(`
      do $$
      begin
        perform pg_advisory_xact_lock(hashtext('atis test roles'));
        if to_regrole('atis_api') is null then create role atis_api nologin; end if;
        if to_regrole('atis_owner') is null then create role atis_owner; end if;
        if to_regrole('atis_service') is null then create role atis_service; end if;
        alter role atis_owner login createrole password '${password}';
        alter role atis_service login password '${password}';
        grant atis_api to atis_service;
      end
      $$`),
  );
  const as = (role: string) => Object.assign(new URL(superuserUrl), { username: role, password }).href;
  return { superuserUrl, ownerUrl: as('atis_owner'), serviceUrl: as('atis_service'), stop: () => Promise.resolve() };
}

async function dropDatabases(client: pg.Client, prefix: string): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [prefix],
  );
  for (const { name } of rows) await client.query(`drop database if exists ${name} with (force)`);
}
