import type { IncomingMessage } from 'node:http';
import cors, { type FastifyCorsOptions } from '@fastify/cors';
import type { FastifyInstance } from 'fastify';

const paths: ReadonlySet<string> = new Set(['/graphql', '/graphql/', '/graphql/stream', '/graphql/stream/']);

const isShared = (path: string): boolean => paths.has(path) || path.startsWith('/exports/');

/** Lets pages of these origins, and of no other, use GraphQL over HTTP, download exports, and read the answers. */
export async function registerCors(app: FastifyInstance, origins: ReadonlySet<string>): Promise<void> {
  if (origins.size === 0) return;
  const allowed: FastifyCorsOptions = {
    origin: [...origins],
    methods: ['GET', 'POST'],
    exposedHeaders: [
      'x-request-id',
      'retry-after',
      'ratelimit',
      'ratelimit-policy',
      'content-range',
      'content-disposition',
      'etag',
    ],
    // Tokens come in a header that the page sets itself; there are no cookies.
    credentials: false,
    // Chromium remembers no preflight for longer.
    maxAge: 7_200,
    // Its answer to a preflight without an origin has no form that clients of GraphQL know.
    strictPreflight: false,
  };
  await app.register(cors, {
    delegator: (request, done) =>
      done(null, isShared(request.url.split('?')[0] ?? '') ? allowed : { origin: false as const }),
  });
}

/**
 * Whether a WebSocket may be opened by who asks for it. Browsers ask nobody before they open one to another host, but
 * always say where the page is from; other clients have no Origin.
 */
export function mayOpenSocket(
  { headers }: IncomingMessage,
  origins: ReadonlySet<string>,
  proxies: number | false,
): boolean {
  const { origin } = headers;
  if (origin === undefined || origins.has(origin)) return true;
  const forwarded = proxies === false ? undefined : headers['x-forwarded-host'];
  const host = [forwarded ?? headers.host ?? ''].flat().join(',').split(',').at(-1)?.trim().toLowerCase();
  return origin === `http://${host ?? ''}` || origin === `https://${host ?? ''}`;
}
