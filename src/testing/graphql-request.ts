import type { TestService } from './service.ts';

export interface GraphqlRequest {
  readonly method?: 'GET' | 'POST';
  /** Null is nobody. */
  readonly username?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  /** `query`, `variables`, `extensions`, …: the body, or the parameters of the URL. */
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** Sends a GraphQL request over HTTP as it is, and gives all of the answer, and how long it took in milliseconds. */
export async function sendGraphql(service: TestService, request: GraphqlRequest) {
  const { method = 'POST', username = null, parameters } = request;
  const headers: Record<string, string> = { 'content-type': 'application/json', 'apollo-require-preflight': 'yes' };
  if (username !== null) headers['authorization'] = `Bearer ${await service.tokenFor(username)}`;
  Object.assign(headers, request.headers);
  const started = performance.now();
  const response = await (method === 'GET'
    ? fetch(`${service.url}/graphql?${searchOf(parameters)}`, { headers })
    : fetch(`${service.url}/graphql`, { method, headers, body: JSON.stringify(parameters) }));
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test reads what it asked for
  const body = (await response.json()) as any;
  return { status: response.status, headers: response.headers, body, took: performance.now() - started };
}

function searchOf(parameters: Readonly<Record<string, unknown>>): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined) search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return search.toString();
}
