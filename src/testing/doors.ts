import { request, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { expect } from 'vitest';
import { WebSocket } from 'ws';

/** What became of credentials: `baku.admin`, or how they were refused; `said` is everything that the client heard. */
interface Attempt {
  readonly outcome: string;
  readonly said: string;
}

/** Each way to present credentials, and what became of them there. */
export type Doors = Partial<Record<'http' | 'stream' | 'upgrade' | 'payload', string>>;

/** How every door refuses credentials that are not good. */
export const refused: Required<Doors> = {
  http: '401 UNAUTHENTICATED, Bearer error="invalid_token"',
  stream: '401 UNAUTHENTICATED, Bearer error="invalid_token"',
  upgrade: '4403 Forbidden',
  payload: '4403 Forbidden',
};

/** How every door welcomes a user. */
export const welcomed = (username: string): Required<Doors> => ({
  http: username,
  stream: username,
  upgrade: username,
  payload: username,
});

const operation = JSON.stringify({ query: '{ viewer { username } }' });
const usernameIn = (answer: string) => /"username":"([^"]+)"/.exec(answer)?.[1];

/** Over HTTP, or as an event stream. Several values are several lines of the header. */
async function ask(url: string, authorization: string | string[], accept: string): Promise<Attempt> {
  const values = Array.isArray(authorization) ? authorization : [authorization];
  const headers = ['accept', accept, 'content-type', 'application/json', 'host', new URL(url).host];
  for (const value of values) headers.push('authorization', value);
  const answer = await new Promise<IncomingMessage>((resolve, reject) =>
    request(url, { method: 'POST', headers, agent: false }, resolve).on('error', reject).end(operation),
  );
  const body = await text(answer);
  const code = /"code":"([^"]+)"/.exec(body)?.[1];
  const challenge = answer.headers['www-authenticate'] ?? 'no challenge';
  return {
    outcome: usernameIn(body) ?? `${answer.statusCode} ${code}, ${challenge}`,
    said: JSON.stringify(answer.headers) + body,
  };
}

/** Over a WebSocket, with credentials in the upgrade request or in the payload of `connection_init`. */
function connect(
  url: string,
  headers: Record<string, string | string[]>,
  payload?: Record<string, unknown>,
): Promise<Attempt> {
  const socket = new WebSocket(url, 'graphql-transport-ws', { headers });
  let said = '';
  return new Promise((resolve, reject) => {
    const done = (outcome: string) => {
      socket.terminate();
      resolve({ outcome, said: said + outcome });
    };
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'connection_init', payload })));
    socket.on('close', (code, reason) => done(`${code} ${reason.toString()}`));
    socket.on('message', (data: Buffer) => {
      said += data.toString();
      const username = usernameIn(said);
      if (username !== undefined) done(username);
      else socket.send(JSON.stringify({ type: 'subscribe', id: '1', payload: JSON.parse(operation) as object }));
    });
  });
}

/** Whether HTTP can carry it, and carries it as it is. */
const fitsHeader = (value: string) =>
  /^[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?$/.test(value);

/**
 * Presents credentials at every door that can take them, and looks for them in what is said there and in the log: no
 * part of them may be found, and no fault of the service.
 */
export async function present(
  service: { readonly url: string; readonly wsUrl: string; readonly logged: readonly string[] },
  authorization: string,
): Promise<Doors> {
  const logged = service.logged.length;
  const attempts: Partial<Record<keyof Doors, Attempt>> = {
    payload: await connect(service.wsUrl, {}, { authorization }),
  };
  if (fitsHeader(authorization)) {
    attempts.http = await ask(`${service.url}/graphql`, authorization, 'application/json');
    attempts.stream = await ask(`${service.url}/graphql/stream`, authorization, 'text/event-stream');
    attempts.upgrade = await connect(service.wsUrl, { authorization });
  }
  const lines = service.logged.slice(logged);
  expect(lines.filter((line) => (JSON.parse(line) as { level: number }).level >= 40)).toEqual([]);
  const heard = Object.values(attempts).map(({ said }) => said);
  for (const secret of authorization.split(/[ .|]/).filter((part) => part.length >= 12)) {
    expect([...lines, ...heard].join('\n')).not.toContain(secret);
  }
  return Object.fromEntries(Object.entries(attempts).map(([door, { outcome }]) => [door, outcome]));
}

/** Presents several values at once, as lines of the header: proxy and service may disagree about which one counts. */
export async function presentSeveral(
  service: { readonly url: string; readonly wsUrl: string },
  values: string[],
): Promise<Doors> {
  const [http, stream, upgrade, payload] = await Promise.all([
    ask(`${service.url}/graphql`, values, 'application/json'),
    ask(`${service.url}/graphql/stream`, values, 'text/event-stream'),
    connect(service.wsUrl, { authorization: values }),
    connect(service.wsUrl, {}, { authorization: values }),
  ]);
  return { http: http.outcome, stream: stream.outcome, upgrade: upgrade.outcome, payload: payload.outcome };
}
