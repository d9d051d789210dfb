import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import type { Logger } from 'pino';
import { createAuthenticator } from './auth/authenticator.ts';
import type { Config } from './config.ts';
import { connectionOptions, createDatabase } from './db/client.ts';
import { createDirectoryCache } from './domains/directory/directory-cache.ts';
import { notificationTopic } from './domains/notifications/notifications.feed.ts';
import { securityEventTopic } from './domains/security-events/security-events.feed.ts';
import { currentPosition } from './feed/feed.repository.ts';
import { createHub } from './feed/hub.ts';
import { startSequencer } from './feed/sequencer.ts';
import type { FeedTopic } from './feed/topic.ts';
import { createCompiledExecutor } from './graphql/compiled-executor.ts';
import { referenceExecutor } from './graphql/executor.ts';
import { createSchema } from './graphql/schema.ts';
import { wholeMutations } from './graphql/whole-mutations.ts';
import type { DemoToken } from './playground/page-config.ts';
import { startServer } from './server.ts';
import { createSessions } from './sessions.ts';
import type { Readiness } from './transports/health.ts';

/** Every topic of the live feed; a new domain adds a line. */
const topics = [securityEventTopic, notificationTopic] as readonly FeedTopic<unknown>[];

/** How long the database may take to answer whether it is there, in milliseconds. */
const probeTimeout = 2_000;

/** A running service. */
export interface Service {
  readonly url: string;
  readonly port: number;
  /** Drains and stops everything but the database server. */
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly config: Config;
  /** The service role's URL of a migrated database. */
  readonly databaseUrl: string;
  readonly log: Logger;
  readonly demoTokens?: readonly DemoToken[];
}

/** Wires the parts together and starts listening. */
export async function startService({ config, databaseUrl, log, demoTokens = [] }: ServiceOptions): Promise<Service> {
  const onError = (error: Error) => log.warn({ err: error }, 'an idle database connection was lost');
  const { db, cancellable, close } = createDatabase({ url: databaseUrl, poolSize: config.databasePoolSize, onError });
  const createClient = (applicationName: string) => () =>
    new pg.Client(connectionOptions({ url: databaseUrl, applicationName }));

  const hub = createHub({ db, createClient: createClient('atis-feed-listener'), topics, log });
  const sequencer = startSequencer({
    createClient: createClient('atis-feed-sequencer'),
    log,
    retentionHours: config.feedRetentionHours,
  });
  const authenticator = createAuthenticator(db, config.jwt, config.authRecheckSeconds);
  const sessions = createSessions(
    authenticator,
    { recheckSeconds: config.authRecheckSeconds, maximumPerUser: config.limits.socketsPerUser },
    log,
  );

  async function readiness(): Promise<Readiness> {
    const database = await Promise.race([
      currentPosition(db).then(() => 'ok'),
      setTimeout(probeTimeout, 'unreachable', { ref: false }),
    ]).catch(() => 'unreachable');
    const { lastError: hubError, ...feed } = hub.status();
    const { lastError: sequencerError, leading } = sequencer.status();
    // Why something fails is for the log: this answer may be public.
    const state = (error: string | null) => (error === null ? 'ok' : 'failing');
    return {
      ready: database === 'ok' && hubError === null && sequencerError === null,
      database,
      feed: { state: state(hubError), ...feed },
      sequencer: { state: state(sequencerError), leading },
      openSessions: sessions.size,
    };
  }

  const stopParts = async () => {
    await Promise.all([hub.stop(), sequencer.stop()]);
    await close();
  };
  try {
    const server = await startServer({
      schema: createSchema(),
      runtime: {
        authenticator,
        sessions,
        executor: wholeMutations(config.executor === 'compiled' ? createCompiledExecutor() : referenceExecutor, db),
        cancellable,
        limits: config.limits,
        shared: {
          directory: createDirectoryCache(),
          db,
          feed: { hub, poke: () => sequencer.poke() },
          tree: () => authenticator.tree(),
        },
        playground: config.playground,
        trustProxy: config.trustProxy,
      },
      readiness,
      log,
      host: config.host,
      port: config.port,
      demoTokens,
    });
    return {
      url: server.url,
      port: server.port,
      async stop() {
        await server.stop();
        await stopParts();
      },
    };
  } catch (error) {
    sessions.stop();
    await stopParts();
    throw error;
  }
}
