import { createClient, type Client } from 'graphql-ws';
import { pino } from 'pino';
import { WebSocket } from 'ws';
import { issueToken } from '../auth/issue-token.ts';
import { loadConfig } from '../config.ts';
import { formatKey } from '../encryption/key-format.ts';
import { startService } from '../service.ts';
import type { Job } from '../jobs/job.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';

/** What GraphQL answers. `any`, because a test reads what it asked for. */
export interface Answer {
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly data?: any;
  readonly errors?: { message: string; path?: (string | number)[]; extensions: Record<string, unknown> }[];
}

/** The service on a database of its own, spoken to through real HTTP and WebSockets. */
export interface TestService {
  readonly url: string;
  readonly wsUrl: string;
  readonly database: TestDatabase;
  /** A token of this user, made on first use. */
  tokenFor(username: string): Promise<string>;
  /** Runs an operation as a user; null is nobody. */
  query(username: string | null, query: string, variables?: Record<string, unknown>): Promise<Answer>;
  /** A WebSocket client of this user, which does not reconnect by itself. */
  socketFor(username: string): Promise<Client>;
  /** The same with any credentials, or none. */
  anonymousSocket(authorization?: string): Client;
  /** After a test that removed tokens: new ones are made on next use. */
  forgetTokens(): void;
  stop(): Promise<void>;
}

export interface TestServiceOptions {
  /** A database to share with another instance; its owner drops it. */
  readonly database?: TestDatabase;
  readonly environment?: Record<string, string>;
  /** What it can run instead of the registered jobs. */
  readonly jobs?: readonly Job[];
  /** Where the log goes; nowhere unless told. */
  readonly logTo?: { write(line: string): void };
}

/** Starts the service on a fresh database, or beside another instance. Call `stop` in afterAll. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const database = options.database ?? (await createTestDatabase());
  const config = loadConfig({
    PORT: '0',
    DATABASE_URL: database.url,
    // The whole suite runs with either.
    EXECUTOR: process.env['EXECUTOR'],
    ENCRYPTION_KEYS: formatKey(Buffer.alloc(32, 'k')),
    // All tests come from one address, and many as one user.
    RATE_VIEWER_POINTS: '0',
    RATE_ADDRESS_REQUESTS: '0',
    RATE_FAILED_SIGN_INS: '0',
    // Rows that no test asked for.
    PERFORMANCE_SAMPLE_PERCENT: '0',
    JOBS_RUNNER: 'off',
    RATE_EXPORTS: '0',
    ...options.environment,
  });
  const log = options.logTo ? pino({ level: 'debug' }, options.logTo) : pino({ level: 'silent' });
  const service = await startService({
    config,
    databaseUrl: database.url,
    log,
    ...(options.jobs ? { jobs: options.jobs } : {}),
  });
  await service.ready;
  const tokens = new Map<string, Promise<string>>();
  const wsUrl = `${service.url.replace('http', 'ws')}/graphql`;

  const tokenFor = (username: string) => {
    const token = tokens.get(username) ?? issueToken(database.db, username, 'test', null);
    tokens.set(username, token);
    return token;
  };
  const socket = (connectionParams: Record<string, unknown>) =>
    createClient({ url: wsUrl, webSocketImpl: WebSocket, connectionParams, retryAttempts: 0 });
  return {
    url: service.url,
    wsUrl,
    database,
    tokenFor,
    async query(username, query, variables) {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (username !== null) headers['authorization'] = `Bearer ${await tokenFor(username)}`;
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers,
        body: JSON.stringify({ query, variables }),
      });
      return (await response.json()) as Answer;
    },
    async socketFor(username) {
      return socket({ authorization: `Bearer ${await tokenFor(username)}` });
    },
    anonymousSocket: (authorization) => socket(authorization === undefined ? {} : { authorization }),
    forgetTokens: () => tokens.clear(),
    async stop() {
      await service.stop();
      if (!options.database) await database.drop();
    },
  };
}
