import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { requirePermission } from '../auth/auth-directive.ts';
import type { Prometheus } from '../observation/prometheus.ts';
import type { Runtime } from '../server.ts';
import { refuse } from './refuse.ts';
import { authorizationOf, requestInfo } from './request-info.ts';

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * `/metrics`: what Prometheus scrapes. For whoever sends `token` as bearer, where the installation has one, and for
 * viewers who may see performance metrics.
 */
export function registerMetrics(
  app: FastifyInstance,
  { signIn }: Runtime,
  prometheus: Prometheus,
  token: string | undefined,
  log: Logger,
): void {
  const expected = token === undefined ? null : sha256(`Bearer ${token}`);
  app.get('/metrics', async (request, reply) => {
    const info = requestInfo(request, log);
    const authorization = authorizationOf(request.raw);
    try {
      const isScraper = expected !== null && timingSafeEqual(sha256(authorization ?? ''), expected);
      if (!isScraper) requirePermission({ viewer: await signIn(authorization, info) }, 'PERFORMANCE_READ');
      const { contentType, text } = await prometheus.exposition();
      return await reply.header('content-type', contentType).header('cache-control', 'no-store').send(text);
    } catch (error) {
      return refuse(error, reply, info);
    }
  });
}
