import { pino } from 'pino';
import { ConfigError, loadConfig, type Config } from './config.ts';
import { jobs } from './jobs/registry.ts';
import { runWorker } from './jobs/run-worker.ts';

const config = readConfig();
const log = pino({ level: config.logLevel, base: null, timestamp: pino.stdTimeFunctions.isoTime });
if (config.databaseUrl === undefined) {
  log.fatal(
    'Set DATABASE_URL: a worker of its own needs the database that the service uses. `npm start` with its embedded ' +
      'PostgreSQL runs the jobs itself.',
  );
  process.exit(1);
}

process.on('unhandledRejection', (error) => log.error({ err: error }, 'unhandled rejection'));
process.on('uncaughtException', (error) => {
  log.fatal({ err: error }, 'uncaught exception');
  process.exit(1);
});

const stop = await runWorker({ config, databaseUrl: config.databaseUrl, log, jobs });
log.info({ concurrency: config.jobs.concurrency, jobs: jobs.length }, 'runs jobs');

let stopping = false;
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    if (stopping) return;
    stopping = true;
    log.info({ reason: signal }, 'stopping');
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'stopping failed');
        process.exit(1);
      },
    );
  });
}

function readConfig(): Config {
  try {
    return loadConfig();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}
