import * as http from 'node:http';
import * as https from 'node:https';
import { checkedAddresses, pinnedLookup, type OutboundPolicy } from './guard.ts';
import { failureOf, OutboundError } from './outcome.ts';

export interface HttpProbe {
  readonly url: URL;
  /** Headers with credentials: for this origin only. */
  readonly credentials?: Readonly<Record<string, string>>;
  /** Whether the answer's body is wanted. */
  readonly wantsBody?: boolean;
}

export interface HttpAnswer {
  readonly status: number;
  /** The first 64 KB; empty where it was not wanted. */
  readonly body: string;
  /** Whether the answer came from where the credentials were sent to. */
  readonly isSameOrigin: boolean;
}

const maxRedirects = 3;
const maxBodyBytes = 64 * 1_024;
const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Asks for a URL by GET, through no proxy, and follows at most three redirects. Each hop is checked anew before it is
 * connected to; from https only https follows. Throws OutboundError.
 */
export async function probeHttp(probe: HttpProbe, policy: OutboundPolicy): Promise<HttpAnswer> {
  try {
    let url = probe.url;
    let isSameOrigin = true;
    for (let hop = 0; hop <= maxRedirects; hop += 1) {
      const headers = isSameOrigin ? (probe.credentials ?? {}) : {};
      const answer = await ask(url, headers, probe.wantsBody ?? false, policy);
      if (!redirects.has(answer.status) || answer.location === undefined) {
        return { status: answer.status, body: answer.body, isSameOrigin };
      }
      url = nextUrl(url, answer.location);
      // Once elsewhere, credentials do not come back: whoever redirects could make them be sent anywhere.
      isSameOrigin &&= url.origin === probe.url.origin;
    }
    throw new OutboundError('TOO_MANY_REDIRECTS');
  } catch (error) {
    // A body that is cut off by the deadline fails like one that the server cut off.
    throw policy.signal.aborted ? new OutboundError('TIMEOUT') : failureOf(error);
  }
}

function nextUrl(from: URL, location: string): URL {
  const to = URL.parse(location, from.href);
  if (to === null) throw new OutboundError('PROTOCOL_FAILED');
  const isDowngrade = from.protocol === 'https:' && to.protocol !== 'https:';
  if (isDowngrade || !['http:', 'https:'].includes(to.protocol)) throw new OutboundError('ADDRESS_NOT_ALLOWED');
  to.username = '';
  to.password = '';
  return to;
}

async function ask(url: URL, headers: Readonly<Record<string, string>>, wantsBody: boolean, policy: OutboundPolicy) {
  const addresses = await checkedAddresses(url.hostname, policy);
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const client = url.protocol === 'https:' ? https : http;
  const request = client.request(url, {
    // An agent of its own: the global one may be told by the environment to use a proxy, and keeps connections.
    agent: new client.Agent(),
    headers: { accept: '*/*', 'user-agent': 'atis-system-api', connection: 'close', ...headers },
    lookup: pinnedLookup(addresses),
    signal: policy.signal,
  });
  const refuse = () => reject(new OutboundError('PROTOCOL_FAILED'));
  request
    .on('response', resolve)
    .on('error', reject)
    // A connection that changes its protocol gives neither of them, nor does one that Node ends by itself.
    .on('upgrade', (_response, socket) => {
      socket.destroy();
      refuse();
    })
    .on('close', refuse)
    .end();
  const response = await promise;
  try {
    const body = wantsBody ? await readSome(response) : '';
    return { status: response.statusCode ?? 0, location: response.headers.location, body };
  } finally {
    // What comes after headers that suffice is not waited for.
    request.destroy();
  }
}

/** The beginning of a body. The signal of the request ends one that drips. */
async function readSome(response: http.IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= maxBodyBytes) break;
  }
  return Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
}
