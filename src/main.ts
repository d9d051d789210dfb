import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { migrate, operatorMessage } from '../db/migrate.ts';
import { seed, seededDemoAccounts } from '../db/seed.ts';
import { issueDemoTokens } from './auth/issue-token.ts';
import { ConfigError, loadConfig, type Config } from './config.ts';
import { createDatabase } from './db/client.ts';
import { openDatabase, type OpenDatabase } from './db/open-database.ts';
import { withLocalKeys } from './local-keys.ts';
import type { DemoToken } from './playground/page-config.ts';
import { startService, type Service } from './service.ts';

/** How long the service may take to drain, and the whole process to stop, in milliseconds. */
const drainLimit = 7_000;
const stopLimit = 9_000;

const config = await readConfig();
const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });

process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught exception');
  // Nobody knows what state it left behind: a new process is safer.
  void stop('uncaught exception', 1);
});

let database: OpenDatabase | undefined;
let service: Service | undefined;
let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));

try {
  const opened = (database = await openDatabase(config, (line) => log.info(line)));
  let demoTokens: readonly DemoToken[] = [];
  service = await startService({
    config,
    databaseUrl: opened.serviceUrl,
    log,
    prepare: async () => {
      demoTokens = await prepare(opened);
    },
    demoTokens: () => demoTokens,
  });
  await service.ready;
  announce(service, demoTokens);
} catch (error) {
  log.fatal(error instanceof Error ? error.message : String(error));
  log.debug({ err: error }, 'start failed');
  await stop('start failed', 1);
}

/** Migrates the database and, where that is wanted, fills it with demo data. */
async function prepare(opened: OpenDatabase): Promise<readonly DemoToken[]> {
  const { ownerUrl } = opened;
  await migrate({ url: ownerUrl, log: (line) => log.info(line) }).catch((error: unknown) => {
    throw new Error(operatorMessage(error), { cause: error });
  });
  if (!config.demoData) return [];
  await seed({ url: ownerUrl, log: (line) => log.info(line) });
  return createDemoTokens(opened);
}

async function readConfig(): Promise<Config> {
  try {
    return await withLocalKeys(loadConfig());
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

async function createDemoTokens({ ownerUrl, serviceUrl }: OpenDatabase): Promise<DemoToken[]> {
  const accounts = await seededDemoAccounts(ownerUrl);
  const { db, close } = createDatabase({ url: serviceUrl, poolSize: 4 });
  try {
    return await issueDemoTokens(db, accounts);
  } finally {
    await close();
  }
}

function announce({ url }: Service, tokens: readonly DemoToken[]): void {
  log.info({ url }, 'ready');
  if (tokens.length === 0) return;
  const websocket = url.replace(/^http/, 'ws');
  const width = Math.max(...tokens.map(({ username }) => username.length));
  console.log(`
ATİS System API, with demo data

  Playground     ${url}/
  GraphQL        ${url}/graphql
  Subscriptions  ${websocket}/graphql  (events: ${url}/graphql/stream)

Tokens of the demo accounts, for "Authorization: Bearer …":
${tokens.map(({ username, token }) => `  ${username.padEnd(width)}  ${token}`).join('\n')}
`);
}

/** Drains the service, then stops the embedded PostgreSQL as the last thing. */
async function stop(reason: string, exitCode = 0): Promise<void> {
  if (stopping) return;
  stopping = true;
  log.info({ reason }, 'stopping');
  const deadline = setTimeout(() => {
    log.error('could not stop in time');
    process.exit(1);
  }, stopLimit);
  deadline.unref();
  try {
    // A statement may run for longer than this; the database must still be stopped in order.
    await Promise.race([service?.stop(), sleep(drainLimit)]);
    await database?.stop();
    process.exit(exitCode);
  } catch (error) {
    log.error({ err: error }, 'stopping failed');
    process.exit(1);
  }
}
