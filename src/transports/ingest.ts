import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { requirePermission } from '../auth/auth-directive.ts';
import { createContext, type SignedInContext } from '../context.ts';
import { maxSamples, recordPerformanceMetrics } from '../domains/performance-metrics/metric-samples.service.ts';
import { badInput, RequestError } from '../errors.ts';
import type { Runtime } from '../server.ts';
import { otherBody, RefusedRequest, refuseBody } from './refusals.ts';
import { refuse } from './refuse.ts';
import { authorizationOf, requestInfo } from './request-info.ts';

const ingestPath = '/ingest/performance-metrics';

/** Points of a batch, the same as of the mutation. */
const batchCost = 100;

const never = new AbortController().signal;

/** The samples of a body: lines, or an array. A line that is no JSON stands for a sample that is none. */
function samplesOf(contentType: string, body: string): readonly unknown[] {
  if (contentType.includes('ndjson')) {
    const lines = body.split('\n').filter((line) => line.trim() !== '');
    // Too many are refused unread: those that are no JSON take long to find out.
    return lines.length > maxSamples ? lines : lines.map((line) => parsed(line));
  }
  const samples = parsed(body);
  if (!Array.isArray(samples)) throw new RequestError('BAD_USER_INPUT', 'The body must be a JSON array of samples.');
  return samples;
}

/** GraphQL tells in an answer what is forbidden; here the status does. */
const asForbidden = (error: unknown): unknown =>
  error instanceof RequestError && error.extensions.code === 'FORBIDDEN'
    ? new RequestError('FORBIDDEN', error.message, { http: { status: 403 } })
    : error;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * `POST /ingest/performance-metrics`: what the mutation `recordPerformanceMetrics` takes, in bodies that GraphQL would
 * refuse as too long. That is why whoever sends one must have signed in before it is read.
 */
export function registerIngest(app: FastifyInstance, runtime: Runtime, log: Logger): void {
  const contexts = new WeakMap<FastifyRequest, SignedInContext>();

  /** Before the body is read. A refused client may be in the middle of it, so that its connection ends. */
  async function admit(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const info = requestInfo(request, log);
    try {
      const viewer = await runtime.signIn(authorizationOf(request.raw), info);
      const session = { viewer: () => viewer, signal: never };
      const context = createContext({ ...runtime.shared, request: info, session });
      requirePermission(context, 'PERFORMANCE_RECORD');
      const signedIn = context as SignedInContext;
      runtime.viewerBudget.take(signedIn.viewer.userId, batchCost);
      contexts.set(request, signedIn);
      return undefined;
    } catch (error) {
      return refuse(asForbidden(error), reply.header('connection', 'close'), info);
    }
  }

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<unknown> {
    const context = contexts.get(request);
    if (!context) throw new Error('Nobody was admitted.');
    const { 'content-type': type = '', 'idempotency-key': batchId } = request.headers;
    try {
      const samples = samplesOf(type, request.body as string);
      const recorded = await recordPerformanceMetrics(context, samples, batchId === undefined ? null : String(batchId));
      const { accepted, rejected, userErrors } = recorded;
      const [problem] = userErrors;
      // Field and message begin alike; the error names the field once.
      if (problem) throw badInput(problem.field, problem.message.replace(`${problem.field.join('.')} `, ''));
      return await reply.send({ accepted, rejected });
    } catch (error) {
      return refuse(error, reply, context.request);
    }
  }

  void app.register((scope, _options, done) => {
    scope.removeAllContentTypeParsers();
    const types = ['application/json', 'application/x-ndjson'];
    scope.addContentTypeParser(types, { parseAs: 'buffer' }, (request, body: Buffer, parsedBody) => {
      const refusal = refuseBody(request, body);
      if (refusal) parsedBody(new RefusedRequest(refusal));
      else parsedBody(null, body.toString());
    });
    scope.addContentTypeParser('*', (_request, _payload, parsedBody) => parsedBody(new RefusedRequest(otherBody)));
    scope.post(ingestPath, { onRequest: admit, bodyLimit: runtime.limits.ingestBytes }, handle);
    done();
  });
}
