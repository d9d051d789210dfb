import { fileURLToPath } from 'node:url';
import type { BenchDatabase } from './database.ts';
import type { Dialect } from './operations.ts';

/** A server that is measured. */
export interface ServerSpec {
  readonly name: string;
  readonly dialect: Dialect;
  /** Arguments of node, without those that every server gets. */
  readonly arguments: readonly string[];
  /** Answers 200 once the server is ready; those without one are ready when they answer at all. */
  readonly readyPath?: string;
  /** Whether it wants to know who asks. */
  readonly authenticates?: true;
  /** Whose version the report names; absent for what is part of this repository. */
  readonly package?: string;
}

const server = (file: string): string => fileURLToPath(new URL(`../servers/${file}`, import.meta.url));

/** As `npm start` has them; every server gets them. */
export const nodeFlags = ['--max-semi-space-size=64'] as const;
/** Connections to PostgreSQL that every server may open; the default of the service. */
export const poolSize = 20;

export const servers: readonly ServerSpec[] = [
  { name: 'limit', dialect: 'limit', arguments: [server('limit.ts')] },
  {
    name: 'ours',
    dialect: 'schema',
    arguments: ['--import', './src/preload.js', 'src/main.ts'],
    readyPath: '/readyz',
    authenticates: true,
  },
  { name: 'apollo', dialect: 'schema', arguments: [server('apollo.js')], package: '@apollo/server' },
  { name: 'yoga', dialect: 'schema', arguments: [server('yoga.js')], package: 'graphql-yoga' },
  { name: 'mercurius', dialect: 'schema', arguments: [server('mercurius.js')], package: 'mercurius' },
  { name: 'postgraphile', dialect: 'postgraphile', arguments: [server('postgraphile.js')], package: 'postgraphile' },
];

/** Everything a server is told; nothing comes from the environment of whoever runs this. */
export function serverEnvironment(database: BenchDatabase, port: number): Record<string, string> {
  return {
    PATH: process.env['PATH'] ?? '',
    NODE_ENV: 'production',
    GRAPHILE_ENV: 'production',
    // The columns hold UTC, and a Date made of one is taken for the time of the local zone.
    TZ: 'UTC',
    PORT: String(port),
    DATABASE_URL: database.serviceUrl,
    MIGRATION_DATABASE_URL: database.ownerUrl,
    DATABASE_POOL_SIZE: String(poolSize),
    // Counted as in production, and never used up.
    RATE_VIEWER_POINTS: '1000000000',
    RATE_ADDRESS_REQUESTS: '1000000000',
  };
}

export const requestHeaders = ({ authenticates }: ServerSpec, token: string): Record<string, string> => ({
  'content-type': 'application/json',
  ...(authenticates && { authorization: `Bearer ${token}` }),
});
