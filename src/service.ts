import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { createAdmission } from './admission.ts';
import { createAuthenticator } from './auth/authenticator.ts';
import { createSignIn } from './auth/sign-in.ts';
import type { Config } from './config.ts';
import { connectionOptions, createDatabase } from './db/client.ts';
import { DatabaseClock } from './db/clock.ts';
import { isUsable, startDatabaseMonitor, type DatabaseMonitor } from './db/monitor.ts';
import { createDirectoryCache } from './domains/directory/directory-cache.ts';
import { configTopic } from './domains/configs/configs.feed.ts';
import { startExportCleaner } from './domains/exports/export-cleaner.ts';
import { jobLineTopic, jobLogTopic } from './domains/job-logs/job-runs.feed.ts';
import { startJobWatchdog } from './domains/job-health/job-watchdog.ts';
import { notificationTopic } from './domains/notifications/notifications.feed.ts';
import { securityEventTopic } from './domains/security-events/security-events.feed.ts';
import { syncRunTopic } from './domains/sync-runs/sync-runs.feed.ts';
import { errorGroupTopic } from './domains/system-errors/error-groups.feed.ts';
import { startErrorGrouper } from './domains/system-errors/error-grouping.ts';
import { createKeyring } from './encryption/keyring.ts';
import { createHub } from './feed/hub.ts';
import { startSequencer } from './feed/sequencer.ts';
import type { FeedTopic } from './feed/topic.ts';
import { createCompiledExecutor } from './graphql/compiled-executor.ts';
import { referenceExecutor } from './graphql/executor.ts';
import { createSchema } from './graphql/schema.ts';
import { jobs as registeredJobs } from './jobs/registry.ts';
import type { Job } from './jobs/job.ts';
import { startJobWorker } from './jobs/worker.ts';
import { readTrustedDocuments } from './graphql/trusted-documents.ts';
import { wholeMutations } from './graphql/whole-mutations.ts';
import { startOwnSamples } from './observation/own-samples.ts';
import { createPrometheus } from './observation/prometheus.ts';
import type { DemoToken } from './playground/page-config.ts';
import { Budget } from './rate-limits/budgets.ts';
import { SharedCounters } from './rate-limits/shared-counters.ts';
import { startServer } from './server.ts';
import { createSessions } from './sessions.ts';
import { prepareDatabase, type Startup } from './startup.ts';
import type { Readiness } from './transports/health.ts';

/** Every topic of the live feed; a new domain adds a line. */
const topics = [
  securityEventTopic,
  notificationTopic,
  configTopic,
  syncRunTopic,
  errorGroupTopic,
  jobLogTopic,
  jobLineTopic,
] as readonly FeedTopic<unknown>[];

/** A listening service. */
export interface Service {
  readonly url: string;
  readonly port: number;
  /** Fulfilled once it answers requests; rejected when the database cannot be prepared without an operator. */
  readonly ready: Promise<void>;
  /** Drains and stops everything but the database server. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: Config;
  /** The service role's URL of a migrated database. */
  readonly databaseUrl: string;
  readonly log: Logger;
  /** Migrates the database, for example, before it is used. Done again for as long as the database is away. */
  readonly prepare?: () => Promise<void>;
  /** What it can run; every registered job unless told. */
  readonly jobs?: readonly Job[];
  /** Of a prepared database. */
  readonly demoTokens?: () => readonly DemoToken[];
}

/** How long the worker of an instance has to register before the instance looks how jobs are doing, in milliseconds. */
const registration = 1_000;

/** A worker within the service has no longer to drain than the service itself. */
const maxDrainSeconds = 5;
const withinDrain = (config: Config): Config => ({
  ...config,
  jobs: { ...config.jobs, drainSeconds: Math.min(config.jobs.drainSeconds, maxDrainSeconds) },
});

/**
 * Wires the parts together and starts listening: at once, also while the database is away. Until that is prepared,
 * only the health checks are answered.
 */
export async function startService(options: ServiceOptions): Promise<Service> {
  const { config, databaseUrl, log, prepare = () => Promise.resolve(), demoTokens = () => [] } = options;
  const { jobs = registeredJobs } = options;
  let monitor: DatabaseMonitor | undefined;
  const clock = new DatabaseClock();
  const onFailure = (error: unknown) => monitor?.failed(error);
  const { db, pool, cancellable, close, renew } = createDatabase({
    url: databaseUrl,
    poolSize: config.databasePoolSize,
    onFailure,
  });
  let startup: Startup | undefined;
  const { promise: after, resolve: open } = Promise.withResolvers<undefined>();
  const createClient = (applicationName: string) => () =>
    new pg.Client(connectionOptions({ url: databaseUrl, applicationName }));

  const hub = createHub({ db, createClient: createClient('atis-feed-listener'), topics, log, after });
  const sequencer = startSequencer({
    createClient: createClient('atis-feed-sequencer'),
    log,
    retentionHours: config.feedRetentionHours,
    after,
    onFailure,
  });
  const ownSamples = startOwnSamples({ db, log, after, percent: config.performanceSamplePercent });
  const jobWatchdog = startJobWatchdog({
    db,
    log,
    after: config.jobs.runner ? after.then((opened) => sleep(registration, opened, { ref: false })) : after,
    jobs,
    graceSeconds: config.jobs.graceSeconds,
    onWritten: () => sequencer.poke(),
  });
  /** What is done now and then; a new one adds a line. */
  const background = [
    startExportCleaner({ db, log, after }),
    startErrorGrouper({ db, log, after, onGrouped: () => sequencer.poke() }),
    jobWatchdog,
    ownSamples,
  ];
  const keyring = createKeyring(config.encryptionKeys);
  const worker = config.jobs.runner
    ? startJobWorker({ db, log, after, settings: withinDrain(config), keyring, now: clock.now, jobs })
    : null;
  const authenticator = createAuthenticator(db, config.jwt, config.authRecheckSeconds, clock.now);
  const sessions = createSessions(
    authenticator,
    { recheckSeconds: config.authRecheckSeconds, maximumPerUser: config.limits.socketsPerUser },
    log,
    clock.now,
  );
  const schema = createSchema();
  const counters = new SharedCounters(db, log, clock.now);
  const { viewerPoints, addressRequests, failedSignIns, exports } = config.rates;
  const viewerBudget = new Budget(counters, { name: 'viewer', maximum: viewerPoints, window: 60 });
  const addressBudget = new Budget(counters, { name: 'address', maximum: addressRequests, window: 60 });

  const exportBudget = new Budget(counters, {
    name: 'exports',
    maximum: exports,
    window: 3_600,
    refusal: `You may start and download ${exports} exports in an hour.`,
  });

  async function readiness(): Promise<Readiness> {
    if (monitor === undefined) return { ready: false, starting: true, database: startup?.state() };
    const database = await monitor.check();
    const { lastError: hubError, ...feed } = hub.status();
    const { lastError: sequencerError, leading } = sequencer.status();
    // Why something fails is for the log: this answer may be public.
    const state = (error: string | null) => (error === null ? 'ok' : 'failing');
    return {
      ready: isUsable(database) && hubError === null && sequencerError === null,
      database,
      feed: { state: state(hubError), ...feed },
      sequencer: { state: state(sequencerError), leading },
      openSessions: sessions.size,
      // As of the watchdog's last look, and no part of `ready`: an instance whose jobs are late answers requests as well
      // as any other, and taking it from the load balancer would run no job sooner.
      jobs: jobWatchdog.summary(),
    };
  }

  const prometheus = createPrometheus(() => {
    const { position, lag, subscribers } = hub.status();
    return {
      feedPosition: position,
      feedLag: lag,
      feedSubscribers: subscribers,
      isSequencer: sequencer.status().leading,
      openSessions: sessions.size,
      jobs: jobWatchdog.summary(),
      databaseConnections: { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount },
    };
  });

  const stopParts = async () => {
    startup?.stop();
    const parts = [hub, sequencer, counters, ...background, ...(worker ? [worker] : []), ...(monitor ? [monitor] : [])];
    await Promise.all(parts.map((part) => part.stop()));
    await close();
  };
  try {
    const server = await startServer({
      schema,
      trusted: {
        documents: config.trustedDocuments ? await readTrustedDocuments(config.trustedDocuments) : new Map(),
        only: config.trustedDocumentsOnly,
      },
      downloads: {
        connection: connectionOptions({
          url: databaseUrl,
          applicationName: 'atis-export',
          statementTimeout: 0,
          isReadOnly: true,
        }),
      },
      runtime: {
        signIn: createSignIn({
          authenticator,
          counters,
          db,
          log,
          maximum: failedSignIns,
          onReported: () => sequencer.poke(),
        }),
        observe: (operation) => {
          prometheus.observe(operation);
          ownSamples.observe(operation);
        },
        admit: createAdmission({ schema, maximum: config.limits.cost, budget: viewerBudget }),
        viewerBudget,
        addressBudget,
        sessions,
        executor: wholeMutations(config.executor === 'compiled' ? createCompiledExecutor() : referenceExecutor, db),
        cancellable,
        limits: config.limits,
        shared: {
          directory: createDirectoryCache(),
          db,
          feed: { hub, poke: () => sequencer.poke() },
          tree: () => authenticator.tree(),
          keyring,
          jobs: { registered: jobs, poke: () => worker?.poke() },
          settings: config,
          exportBudget,
          now: clock.now,
        },
        playground: config.playground,
        trustProxy: config.trustProxy,
        corsOrigins: config.corsOrigins,
      },
      readiness,
      prometheus,
      prometheusToken: config.prometheusToken,
      log,
      host: config.host,
      port: config.port,
      opening: after,
      demoTokens,
    });
    // Not before the address is had: a second instance by mistake must not touch the database.
    startup = prepareDatabase(prepare, log);
    const ready = startup.done.then(async () => {
      const renewAll = () => {
        for (const part of [hub, sequencer]) part.renew();
        renew();
      };
      monitor = startDatabaseMonitor({ url: databaseUrl, clock, log, renew: renewAll });
      // The clock is the database's from the first request on.
      await monitor.check();
      open(undefined);
    });
    return {
      ready,
      url: server.url,
      port: server.port,
      async stop() {
        await Promise.all([server.stop(), worker?.stop()]);
        await stopParts();
      },
    };
  } catch (error) {
    sessions.stop();
    await stopParts();
    throw error;
  }
}
