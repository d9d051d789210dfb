import { get, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import type { TestService } from './service.ts';

/** What a download came to. */
export interface Downloaded {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  /** Whether the service said that this was all. */
  readonly complete: boolean;
}

export interface DownloadParts {
  readonly headers?: Record<string, string>;
  readonly method?: string;
  /** The client leaves after so many bytes. */
  readonly leaveAfter?: number;
}

/** Starts an export and gives its path. Throws with the answer where there is none. */
export async function startExport(service: TestService, username: string, input: object): Promise<string> {
  const answer = await service.query(
    username,
    `mutation ($input: StartExportInput!) { startExport(input: $input) {
      export { url } userErrors { code field message } } }`,
    { input },
  );
  const url = answer.data?.startExport?.export?.url as string | undefined;
  if (url === undefined) throw new Error(JSON.stringify(answer));
  return url;
}

/** Downloads from a path of the service, as far as it goes. */
export async function download(
  service: TestService,
  username: string | null,
  path: string,
  { headers = {}, method = 'GET', leaveAfter = Infinity }: DownloadParts = {},
): Promise<Downloaded> {
  const authorization = username === null ? {} : { authorization: `Bearer ${await service.tokenFor(username)}` };
  const request = get(`${service.url}${path}`, { method, headers: { ...authorization, ...headers }, agent: false });
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  const parts: Buffer[] = [];
  let received = 0;
  try {
    for await (const part of response as AsyncIterable<Buffer>) {
      const taken = part.subarray(0, leaveAfter - received);
      parts.push(taken);
      received += taken.length;
      if (received >= leaveAfter) break;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
  }
  const body = Buffer.concat(parts);
  request.destroy();
  return { status: response.statusCode ?? 0, headers: response.headers, body, complete: response.complete };
}

/** The objects of an NDJSON file. */
export const linesOf = (body: Buffer): Record<string, unknown>[] =>
  body
    .toString()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
