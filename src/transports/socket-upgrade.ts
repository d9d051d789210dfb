import type { IncomingMessage } from 'node:http';
import { toRequestError } from '../errors.ts';
import { addressSubject } from '../rate-limits/budgets.ts';
import type { Runtime } from '../server.ts';
import { mayOpenSocket } from './cors.ts';
import { refuseHost, type Refusal } from './refusals.ts';
import { clientAddress } from './request-info.ts';

/** Why a request may not become a socket, if it may not. */
export function refuseUpgrade(request: IncomingMessage, runtime: Runtime): Refusal | null {
  if (request.url?.split('?')[0] !== '/graphql') {
    return { status: 404, code: 'NOT_FOUND', message: 'There is no WebSocket here. It is at /graphql.' };
  }
  const wrongHost = refuseHost(request);
  if (wrongHost) return wrongHost;
  const { corsOrigins, trustProxy, addressBudget } = runtime;
  if (!mayOpenSocket(request, corsOrigins, trustProxy)) {
    const message = 'Pages of this origin may not connect. Whoever runs the service can allow it in CORS_ORIGINS.';
    return { status: 403, code: 'FORBIDDEN', message };
  }
  try {
    addressBudget.take(addressSubject(clientAddress(request, trustProxy)), 1);
    return null;
  } catch (error) {
    const { message, extensions } = toRequestError(error);
    return {
      status: 429,
      code: 'RATE_LIMITED',
      message,
      headers: { 'retry-after': String(extensions.retryAfter) },
    };
  }
}
