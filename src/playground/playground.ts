import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { getStaticFile } from 'ruru/static';
import { contentSecurityPolicy, playgroundPage } from './page.ts';
import type { DemoToken } from './page-config.ts';

const STATIC_PATH = '/playground/static/';
const require = createRequire(import.meta.url);

export interface PlaygroundOptions {
  /** Path of the GraphQL endpoint, the same for HTTP and WebSocket. */
  readonly graphqlPath: string;
  /** False: nothing is served. */
  readonly enabled: boolean;
  /** Accounts to sign in as with one click. Whoever can load the page can read these tokens: demo data only. */
  readonly demoTokens?: () => readonly DemoToken[];
}

interface Asset {
  readonly body: Buffer;
  readonly contentType: string;
  readonly etag: string;
}

/**
 * Serves the playground: GraphiQL 5 at `/`, everything it loads below `/playground/static/`.
 *
 * GraphiQL, React and Monaco come prebuilt from the package `ruru`, the WebSocket client from `graphql-ws`, so that the
 * page works without internet and nothing has to be bundled. Throws when one of their files is missing.
 */
export async function registerPlayground(app: FastifyInstance, options: PlaygroundOptions): Promise<void> {
  if (!options.enabled) return;
  const ruruPath = `${STATIC_PATH}ruru-${await ruruVersion()}/`;
  const assets = await loadAssets();
  const tabs = await readExamples();
  const { graphqlPath, demoTokens = () => [] } = options;
  const makePage = () =>
    playgroundPage({ graphqlPath, staticPath: STATIC_PATH, ruruPath, tabs, demoTokens: demoTokens() });
  let page: ReturnType<typeof makePage> | undefined;

  app.get('/', (request, reply) => {
    // Not before it is asked for: the tokens may be made while the service already listens.
    page ??= makePage();
    return reply
      .headers({
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': contentSecurityPolicy(page.scriptHash, request.host),
        'cross-origin-opener-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        // The page may carry demo tokens.
        'cache-control': 'no-store',
      })
      .send(page.html);
  });

  app.get<{ Params: { file: string } }>(`${STATIC_PATH}:file`, (request, reply) => {
    const asset = assets.get(request.params.file);
    if (asset === undefined) return notFound(reply);
    reply.headers({
      'content-type': asset.contentType,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-cache',
      etag: asset.etag,
    });
    return request.headers['if-none-match'] === asset.etag ? reply.code(304).send() : reply.send(asset.body);
  });

  // Ruru looks files up in a table inside its package: no name from outside ever reaches the file system.
  app.get<{ Params: { file: string } }>(`${ruruPath}:file`, async (request, reply) => {
    const file = await getStaticFile({
      staticPath: '/',
      urlPath: `/${request.params.file}`,
      acceptEncoding: request.headers['accept-encoding'],
      disallowDevAssets: true,
    });
    if (file === null) return notFound(reply);
    reply.headers({
      ...file.headers,
      'x-content-type-options': 'nosniff',
      vary: 'accept-encoding',
      // The version is part of the path.
      'cache-control': 'public, max-age=31536000, immutable',
    });
    return request.headers['if-none-match'] === file.headers.etag ? reply.code(304).send() : reply.send(file.content);
  });
}

/** The example operations, one for each tab, in the order of their file names. */
export async function readExamples(): Promise<{ file: string; query: string }[]> {
  const directory = join(import.meta.dirname, 'examples');
  const paths = (await filesOf(directory, /\.graphql$/)).sort();
  return Promise.all(paths.map(async (path) => ({ file: basename(path), query: await readFile(path, 'utf8') })));
}

function notFound(reply: FastifyReply): FastifyReply {
  return reply.code(404).type('text/plain; charset=utf-8').send('No such file.');
}

async function loadAssets(): Promise<ReadonlyMap<string, Asset>> {
  const client = join(import.meta.dirname, 'client');
  const graphqlWs = dirname(require.resolve('graphql-ws/client'));
  const paths = [
    ...(await filesOf(client, /\.(js|css|svg)$/)),
    // client.js imports a chunk whose name changes with every release.
    ...(await filesOf(graphqlWs, /^(client|common-[\w-]+)\.js$/)),
  ];
  return new Map(await Promise.all(paths.map(async (path) => [basename(path), await loadAsset(path)] as const)));
}

async function filesOf(directory: string, pattern: RegExp): Promise<string[]> {
  return (await readdir(directory)).filter((name) => pattern.test(name)).map((name) => join(directory, name));
}

async function loadAsset(path: string): Promise<Asset> {
  const body = await readFile(path);
  const contentType = path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'image/svg+xml';
  return {
    body,
    contentType: `${contentType}; charset=utf-8`,
    etag: `"${createHash('sha256').update(body).digest('base64url')}"`,
  };
}

async function ruruVersion(): Promise<string> {
  const manifest = join(dirname(require.resolve('ruru/static')), '../package.json');
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  return version;
}
