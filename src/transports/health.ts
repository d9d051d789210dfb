import type { FastifyInstance } from 'fastify';

/** Whether the service can do its work, and what keeps it from doing so. */
export interface Readiness {
  readonly ready: boolean;
  readonly [detail: string]: unknown;
}

/** `/healthz`: the process is alive. `/readyz`: database and feed work; 503 with the reason otherwise. */
export function registerHealth(app: FastifyInstance, readiness: () => Promise<Readiness>): void {
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_, reply) => {
    const state = await readiness();
    return reply.code(state.ready ? 200 : 503).send(state);
  });
}
