import type { BlockList } from 'node:net';
import { z } from 'zod';
import { count, flag, keys, networks, origins, postgresUrl, proxies, rate } from './config-values.ts';

const kilobyte = 1_024;

const environmentSchema = z
  .object({
    PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
    HOST: z.string().min(1).default('127.0.0.1'),
    DATABASE_URL: postgresUrl.optional(),
    MIGRATION_DATABASE_URL: postgresUrl.optional(),
    DATABASE_POOL_SIZE: z.coerce.number().int().min(2).max(500).default(20),
    DATA_DIR: z.string().min(1).default('.data'),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    JWT_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
    JWT_JWKS_URL: z.url('must be a URL').optional(),
    JWT_PUBLIC_KEY: z.string().includes('BEGIN PUBLIC KEY', { error: 'must be a PEM public key (SPKI)' }).optional(),
    JWT_ISSUER: z.string().min(1).optional(),
    JWT_AUDIENCE: z.string().min(1).optional(),
    EXECUTOR: z.enum(['compiled', 'graphql-js']).default('compiled'),
    DEMO_DATA: flag.optional(),
    PLAYGROUND: flag.default(true),
    TRUST_PROXY: proxies.default(false),
    CORS_ORIGINS: origins.default([]),
    AUTH_RECHECK_SECONDS: z.coerce.number().int().min(1).max(10).default(10),
    FEED_RETENTION_HOURS: z.coerce
      .number()
      .int()
      .min(1)
      .max(24 * 365)
      .default(7 * 24),
    ENCRYPTION_KEYS: keys,
    LICENSE_SIGNING_KEYS: keys,
    LICENSE_ISSUER: z.string().min(1).max(200).default('atis-system-api'),
    LICENSE_GRACE_DAYS: count(14, 0, 365),
    LICENSE_EXPIRING_DAYS: count(30, 1, 365),
    OUTBOUND_ALLOWED_NETWORKS: networks,
    OUTBOUND_TIMEOUT_SECONDS: count(10, 1, 60),
    SYNC_LEASE_SECONDS: count(60, 5, 3_600),
    PROMETHEUS_TOKEN: z.string().min(16, 'must have at least 16 characters').optional(),
    PERFORMANCE_SAMPLE_PERCENT: z.coerce.number().min(0).max(100).default(10),
    EXPORT_HOURS: count(24, 1, 720),
    JOBS_RUNNER: flag.default(true),
    JOBS_CONCURRENCY: count(5, 1, 100),
    JOBS_LEASE_SECONDS: count(30, 3, 3_600),
    JOBS_GRACE_SECONDS: count(10, 1, 300),
    JOBS_DRAIN_SECONDS: count(5, 0, 600),
    TRUSTED_DOCUMENTS: z.string().min(1).optional(),
    TRUSTED_DOCUMENTS_ONLY: flag.default(false),
    RATE_VIEWER_POINTS: rate(100_000),
    RATE_ADDRESS_REQUESTS: rate(6_000),
    RATE_FAILED_SIGN_INS: rate(100),
    RATE_EXPORTS: rate(120),
    LIMIT_DEPTH: count(10, 1, 100),
    LIMIT_ALIASES: count(30, 1, 1_000),
    LIMIT_DIRECTIVES: count(9, 1, 1_000),
    LIMIT_TOKENS: count(1_500, 100, 100_000),
    LIMIT_DOCUMENT_BYTES: count(20 * kilobyte, kilobyte, 1_024 * kilobyte),
    LIMIT_BODY_BYTES: count(256 * kilobyte, kilobyte, 10_240 * kilobyte),
    LIMIT_INGEST_BYTES: count(4_096 * kilobyte, kilobyte, 65_536 * kilobyte),
    LIMIT_COST: count(5_000, 100, 1_000_000),
    LIMIT_CONNECTIONS: count(10_000, 10, 1_000_000),
    LIMIT_SOCKETS_PER_USER: count(20, 1, 100_000),
    LIMIT_OPERATIONS_PER_SOCKET: count(50, 1, 10_000),
    LIMIT_DOWNLOADS: count(8, 1, 1_000),
    LIMIT_DOWNLOADS_PER_USER: count(2, 1, 1_000),
    LIMIT_MESSAGE_BYTES: count(64 * kilobyte, kilobyte, 10_240 * kilobyte),
  })
  .superRefine((env, context) => {
    const keys = (['JWT_SECRET', 'JWT_JWKS_URL', 'JWT_PUBLIC_KEY'] as const).filter((name) => env[name] !== undefined);
    if (keys.length > 1) {
      context.addIssue({ code: 'custom', path: [keys[1] ?? ''], message: `set only one of ${keys.join(', ')}` });
    }
    for (const name of ['JWT_ISSUER', 'JWT_AUDIENCE'] as const) {
      if (keys.length > 0 && env[name] === undefined) {
        context.addIssue({ code: 'custom', path: [name], message: `is required with ${keys.join(', ')}` });
      }
    }
    if (env.TRUSTED_DOCUMENTS_ONLY && env.TRUSTED_DOCUMENTS === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['TRUSTED_DOCUMENTS'],
        message: 'is required with TRUSTED_DOCUMENTS_ONLY',
      });
    }
    if (env.MIGRATION_DATABASE_URL !== undefined && env.DATABASE_URL === undefined) {
      context.addIssue({ code: 'custom', path: ['DATABASE_URL'], message: 'is required with MIGRATION_DATABASE_URL' });
    }
  });

export type JwtKey = { kind: 'secret' | 'jwks' | 'publicKey'; value: string };

/** How JWTs are verified; null when the installation uses API tokens only. */
export interface JwtConfig {
  readonly key: JwtKey;
  readonly issuer: string;
  readonly audience: string;
}

/** What a client may ask for, the same over HTTP, WebSockets and event streams; see docs/limits.md. */
export interface Limits {
  /** Levels of fields in a document. */
  readonly depth: number;
  /** Aliases in a document. */
  readonly aliases: number;
  /** Directives in a document. */
  readonly directives: number;
  /** Lexical tokens of a document. */
  readonly tokens: number;
  readonly documentBytes: number;
  /** Bytes of an HTTP request's body. */
  readonly bodyBytes: number;
  /** Bytes of a body of performance samples, which is not read before sign-in. */
  readonly ingestBytes: number;
  /** Points of one operation. */
  readonly cost: number;
  /** Connections of all clients together. */
  readonly connections: number;
  /** Sockets and event streams that a user has open. */
  readonly socketsPerUser: number;
  /** Operations that run at a time on one socket. */
  readonly operationsPerSocket: number;
  /** Bytes of a WebSocket message. */
  readonly messageBytes: number;
  /** Downloads of exports that run at a time on an instance, each with a connection to the database of its own. */
  readonly downloads: number;
  /** Downloads of exports that a user has at a time on an instance. */
  readonly downloadsPerUser: number;
}

/** How much clients may do in a while; Infinity where that is not limited. */
export interface Rates {
  /** Points of a viewer in a minute. */
  readonly viewerPoints: number;
  /** Requests of an address in a minute. */
  readonly addressRequests: number;
  /** Requests of an address in ten minutes whose credentials are not valid. */
  readonly failedSignIns: number;
  /** Exports that a user starts and downloads in an hour. */
  readonly exports: number;
}

/** What licences go by; see docs/licenses.md. */
export interface LicenseSettings {
  /** Seeds of Ed25519 keys that sign certificates, the newest first; none: certificates cannot be issued. */
  readonly signingKeys: readonly Buffer[];
  /** The `iss` of certificates. */
  readonly issuer: string;
  /** Days after its end in which a licence still counts. */
  readonly graceDays: number;
  /** Days before its end in which a licence is said to be expiring. */
  readonly expiringDays: number;
}

/** What connections to other systems may do; see docs/integrations.md. */
export interface OutboundSettings {
  /** Networks that are not public and may be connected to all the same. */
  readonly allowedNetworks: BlockList;
  /** How long a whole test of an integration may take. */
  readonly timeoutSeconds: number;
}

/** How a worker runs jobs; see docs/jobs.md. */
export interface JobSettings {
  /** Whether the service runs jobs itself; `npm run worker` does in any case. */
  readonly runner: boolean;
  /** Runs at a time. */
  readonly concurrency: number;
  /** How long a run is a worker's after a sign of life. */
  readonly leaseSeconds: number;
  /** How long a run that is to end may take to do so before it is ended all the same. */
  readonly graceSeconds: number;
  /** How long a worker that stops waits for its runs before it hands them back. */
  readonly drainSeconds: number;
}

/** Everything that can be set from outside, checked. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** Absent: an embedded PostgreSQL is started in `dataDir`. */
  readonly databaseUrl: string | undefined;
  readonly migrationDatabaseUrl: string | undefined;
  readonly databasePoolSize: number;
  readonly dataDir: string;
  readonly logLevel: string;
  readonly jwt: JwtConfig | null;
  /** What executes operations. */
  readonly executor: 'compiled' | 'graphql-js';
  readonly demoData: boolean;
  readonly playground: boolean;
  /** The number of proxies in front, for X-Forwarded-For. */
  readonly trustProxy: number | false;
  /** Pages that may use the service besides its own playground. */
  readonly corsOrigins: ReadonlySet<string>;
  /** How long a verified token is believed; open sessions are checked as often. Revocation takes at most thrice that. */
  readonly authRecheckSeconds: number;
  readonly feedRetentionHours: number;
  readonly limits: Limits;
  readonly rates: Rates;
  /** Keys of AES-256, the newest first; none: nothing can be encrypted or revealed. */
  readonly encryptionKeys: readonly Buffer[];
  readonly licenses: LicenseSettings;
  readonly outbound: OutboundSettings;
  /** How long a worker owns a sync run after each sign of life, where it does not say. */
  readonly syncLeaseSeconds: number;
  /** With which Prometheus may scrape /metrics; without it, viewers who may see performance metrics still can. */
  readonly prometheusToken: string | undefined;
  /** The share of its own operations that the service records as performance metrics, in percent. */
  readonly performanceSamplePercent: number;
  /** How long an export can be downloaded. */
  readonly exportHours: number;
  readonly jobs: JobSettings;
  /** Path of the manifest that `npm run persist` writes. */
  readonly trustedDocuments: string | undefined;
  /** Whether every other document is refused. */
  readonly trustedDocumentsOnly: boolean;
}

/** The environment has problems; `message` lists all of them and never a value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Reads the configuration. Throws ConfigError with one line for each problem. */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(`The environment is not usable; see .env.example.\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    databaseUrl: env.DATABASE_URL,
    migrationDatabaseUrl: env.MIGRATION_DATABASE_URL ?? env.DATABASE_URL,
    databasePoolSize: env.DATABASE_POOL_SIZE,
    dataDir: env.DATA_DIR,
    logLevel: env.LOG_LEVEL,
    jwt: jwtConfig(env),
    executor: env.EXECUTOR,
    demoData: env.DEMO_DATA ?? env.DATABASE_URL === undefined,
    playground: env.PLAYGROUND,
    trustProxy: env.TRUST_PROXY,
    corsOrigins: new Set(env.CORS_ORIGINS),
    authRecheckSeconds: env.AUTH_RECHECK_SECONDS,
    feedRetentionHours: env.FEED_RETENTION_HOURS,
    trustedDocuments: env.TRUSTED_DOCUMENTS,
    trustedDocumentsOnly: env.TRUSTED_DOCUMENTS_ONLY,
    encryptionKeys: env.ENCRYPTION_KEYS,
    licenses: {
      signingKeys: env.LICENSE_SIGNING_KEYS,
      issuer: env.LICENSE_ISSUER,
      graceDays: env.LICENSE_GRACE_DAYS,
      expiringDays: env.LICENSE_EXPIRING_DAYS,
    },
    outbound: { allowedNetworks: env.OUTBOUND_ALLOWED_NETWORKS, timeoutSeconds: env.OUTBOUND_TIMEOUT_SECONDS },
    syncLeaseSeconds: env.SYNC_LEASE_SECONDS,
    prometheusToken: env.PROMETHEUS_TOKEN,
    performanceSamplePercent: env.PERFORMANCE_SAMPLE_PERCENT,
    exportHours: env.EXPORT_HOURS,
    jobs: {
      runner: env.JOBS_RUNNER,
      concurrency: env.JOBS_CONCURRENCY,
      leaseSeconds: env.JOBS_LEASE_SECONDS,
      graceSeconds: env.JOBS_GRACE_SECONDS,
      drainSeconds: env.JOBS_DRAIN_SECONDS,
    },
    rates: {
      viewerPoints: env.RATE_VIEWER_POINTS,
      addressRequests: env.RATE_ADDRESS_REQUESTS,
      failedSignIns: env.RATE_FAILED_SIGN_INS,
      exports: env.RATE_EXPORTS,
    },
    limits: {
      depth: env.LIMIT_DEPTH,
      aliases: env.LIMIT_ALIASES,
      directives: env.LIMIT_DIRECTIVES,
      tokens: env.LIMIT_TOKENS,
      documentBytes: env.LIMIT_DOCUMENT_BYTES,
      bodyBytes: env.LIMIT_BODY_BYTES,
      ingestBytes: env.LIMIT_INGEST_BYTES,
      cost: env.LIMIT_COST,
      connections: env.LIMIT_CONNECTIONS,
      socketsPerUser: env.LIMIT_SOCKETS_PER_USER,
      operationsPerSocket: env.LIMIT_OPERATIONS_PER_SOCKET,
      messageBytes: env.LIMIT_MESSAGE_BYTES,
      downloads: env.LIMIT_DOWNLOADS,
      downloadsPerUser: env.LIMIT_DOWNLOADS_PER_USER,
    },
  };
}

function jwtConfig(env: z.infer<typeof environmentSchema>): JwtConfig | null {
  const key: JwtKey | null = env.JWT_SECRET
    ? { kind: 'secret', value: env.JWT_SECRET }
    : env.JWT_JWKS_URL
      ? { kind: 'jwks', value: env.JWT_JWKS_URL }
      : env.JWT_PUBLIC_KEY
        ? { kind: 'publicKey', value: env.JWT_PUBLIC_KEY }
        : null;
  if (key === null || env.JWT_ISSUER === undefined || env.JWT_AUDIENCE === undefined) return null;
  return { key, issuer: env.JWT_ISSUER, audience: env.JWT_AUDIENCE };
}
