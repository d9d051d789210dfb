import { once } from 'node:events';
import type { OutgoingHttpHeaders, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ClientConfig } from 'pg';
import type { Logger } from 'pino';
import { createContext, type SignedInContext } from '../context.ts';
import { isDatabaseId } from '../db/database-id.ts';
import {
  entityTag,
  findDownloadable,
  openDownload,
  type Download,
} from '../domains/exports/export-download.service.ts';
import { logFailure, RequestError, tooMany, unauthenticated } from '../errors.ts';
import type { Runtime } from '../server.ts';
import type { OpenSession } from '../sessions.ts';
import { wantedFrom, type WantedFrom } from './byte-range.ts';
import { clientLeft } from './exchanges.ts';
import { refuse } from './refuse.ts';
import { authorizationOf, requestInfo } from './request-info.ts';

/** How long a client may take for what was sent before its cursor is given back, in milliseconds. */
const pauseAfter = 5_000;
/** How long it may take before the download is cut off: a slow one goes on later, and others have its place. */
const slowest = 60_000;
/** When those come again for whom there is no place, in seconds. */
const fullFor = 10;

/** What a download takes of the service. */
export interface DownloadOptions {
  /** Of the connection that a download has. */
  readonly connection: ClientConfig;
}

/**
 * Serves exports at /exports/<id>, to whoever started them. Waits on stop until each download that was cut off is
 * written down.
 */
export function registerExports(
  app: FastifyInstance,
  runtime: Runtime,
  { connection }: DownloadOptions,
  log: Logger,
): void {
  const places = new Places(runtime.limits.downloads, runtime.limits.downloadsPerUser);
  const running = new Set<Promise<void>>();
  app.addHook('onClose', () => Promise.all(running));

  async function handle(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const info = requestInfo(request, log);
    const { raw } = reply;
    const leaving = new AbortController();
    const leave = () => leaving.abort(clientLeft());
    raw.once('close', leave);
    let session: OpenSession | undefined;
    let release: (() => void) | undefined;
    const done = Promise.withResolvers<undefined>();
    running.add(done.promise);
    try {
      const authorization = authorizationOf(request.raw);
      const viewer = await runtime.signIn(authorization, info);
      if (viewer === null || authorization === undefined) {
        throw unauthenticated('Sign in: send "Authorization: Bearer <token>".');
      }
      const { id } = request.params as { id: string };
      if (!isDatabaseId(id)) throw new RequestError('NOT_FOUND', 'The path must be that of an export: its `url`.');
      session = runtime.sessions.open(authorization, viewer, (reason) => leaving.abort(new Error(reason)));
      const context = createContext({ ...runtime.shared, request: info, session }) as SignedInContext;
      if (request.method === 'HEAD') {
        void reply.headers(fileHeaders(await findDownloadable(context, id))).send();
        return;
      }
      const asked = wantedFrom(request, entityTag({ id }));
      release = places.take(viewer.userId);
      const { signal } = leaving;
      const download = await openDownload(context, {
        id,
        from: asked.byte,
        connection,
        signal,
        viewer: session.viewer,
      });
      // A file without bytes has no range that could be named.
      const wanted = { ...asked, isRange: asked.isRange && download.export.total_bytes !== '0' };
      try {
        await send(download, wanted, reply, leaving);
      } catch (error) {
        info.log.debug({ err: error }, 'a download was cut off');
        if (!signal.aborted && !(error instanceof RequestError)) logFailure(info.log, error, 'a download failed');
        cutOff(raw);
        await download.end(error instanceof Error ? error.message : 'failed');
      }
    } catch (error) {
      if (raw.headersSent) logFailure(info.log, error, 'the end of a download could not be recorded');
      else void refuse(error, reply, info);
    } finally {
      raw.off('close', leave);
      release?.();
      session?.close();
      running.delete(done.promise);
      done.resolve(undefined);
    }
  }

  app.get('/exports/:id', { exposeHeadRoute: false }, handle);
  app.head('/exports/:id', handle);
}

/** What is told of a file whichever part of it is sent. */
function fileHeaders(found: Download['export']): Record<string, string> {
  const length = found.total_bytes === null ? {} : { 'content-length': found.total_bytes };
  return { etag: entityTag(found), 'accept-ranges': 'bytes', ...length };
}

function headersOf({ export: found, contentType, fileName }: Download, { byte, isRange }: WantedFrom) {
  const total = found.total_bytes === null ? null : Number(found.total_bytes);
  const range = total === null ? `bytes ${byte}-*/*` : `bytes ${byte}-${total - 1}/${total}`;
  return {
    ...fileHeaders(found),
    ...(total === null ? {} : { 'content-length': String(total - byte) }),
    ...(isRange ? { 'content-range': range } : {}),
    'content-type': contentType,
    'content-disposition': `attachment; filename="${fileName}"`,
  };
}

/** Sends all of a download, as fast as its client takes it. Throws where that is not to be. */
async function send(
  download: Download,
  wanted: WantedFrom,
  reply: FastifyReply,
  leaving: AbortController,
): Promise<void> {
  const { raw } = reply;
  const { signal } = leaving;
  signal.throwIfAborted();
  void reply.headers(headersOf(download, wanted));
  reply.hijack();
  // What is still written after the client has left must not end the process: 'close' follows.
  raw.on('error', () => undefined);
  // PostgreSQL may need longer for the next row than a socket may be silent: it is the client that has to be quick.
  raw.socket?.setTimeout(0);
  raw.writeHead(wanted.isRange ? 206 : 200, reply.getHeaders() as OutgoingHttpHeaders);
  await write(raw, download.first, download, leaving);
  for await (const part of download.parts) await write(raw, part, download, leaving);
  // Before its client knows that it has all of it: no file that is complete goes unrecorded.
  await download.end(null);
  raw.end();
}

async function write(raw: ServerResponse, part: Buffer, download: Download, leaving: AbortController): Promise<void> {
  leaving.signal.throwIfAborted();
  if (part.length === 0 || raw.write(part)) return;
  await withinReason(once(raw, 'drain', { signal: leaving.signal }), download, leaving);
}

/** Waits for the client, who meanwhile holds neither connection nor snapshot, and not for ever. */
async function withinReason(taken: Promise<unknown>, { pause }: Download, leaving: AbortController): Promise<void> {
  const pausing = setTimeout(() => void pause(), pauseAfter);
  const givingUp = setTimeout(() => leaving.abort(new Error('The client was too slow.')), slowest);
  try {
    await taken;
  } catch (error) {
    leaving.signal.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(pausing);
    clearTimeout(givingUp);
  }
}

/** Ends an answer so that its client knows that something is missing. */
function cutOff(raw: ServerResponse): void {
  // Without chunks the end of the connection would be the end of the file: an HTTP/1.0 client must see an error.
  if (raw.req.httpVersion === '1.0') raw.socket?.resetAndDestroy();
  raw.destroy();
}

/** How many downloads there may be at a time. */
class Places {
  readonly #all: number;
  readonly #perUser: number;
  readonly #taken = new Map<string, number>();
  #sum = 0;

  constructor(all: number, perUser: number) {
    this.#all = all;
    this.#perUser = perUser;
  }

  /** Gives a function that gives the place back. Throws LIMIT_EXCEEDED. */
  take(userId: string): () => void {
    const own = this.#taken.get(userId) ?? 0;
    if (own >= this.#perUser) {
      const message = `You may have ${this.#perUser} downloads at a time: wait until one has ended.`;
      throw tooMany('downloadsPerUser', this.#perUser, message, fullFor);
    }
    if (this.#sum >= this.#all) {
      const message = `There are ${this.#all} downloads already, which is all at a time: come again soon.`;
      throw tooMany('downloads', this.#all, message, fullFor);
    }
    this.#taken.set(userId, own + 1);
    this.#sum += 1;
    return () => {
      const left = (this.#taken.get(userId) ?? 1) - 1;
      if (left > 0) this.#taken.set(userId, left);
      else this.#taken.delete(userId);
      this.#sum -= 1;
    };
  }
}
