import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { BlockList, type AddressInfo } from 'node:net';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { trustedCertificate } from '../testing/certificate.ts';
import { startHttpServer, startTcpServer, type LocalServer } from '../testing/http-servers.ts';
import type { OutboundPolicy, Resolve } from './guard.ts';
import { probeHttp } from './http-probe.ts';

const servers: LocalServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const loopback = new BlockList();
loopback.addAddress('127.0.0.1', 'ipv4');
const allowed = (more: Partial<OutboundPolicy> = {}): OutboundPolicy => ({
  allowedNetworks: loopback,
  signal: AbortSignal.timeout(500),
  ...more,
});
const serve = async (listener: RequestListener) => {
  const server = await startHttpServer(listener);
  servers.push(server);
  return new URL(`http://127.0.0.1:${server.port}/`);
};
const serveRaw = async (listener: Parameters<typeof startTcpServer>[0]) => {
  const server = await startTcpServer(listener);
  servers.push(server);
  return new URL(`http://127.0.0.1:${server.port}/`);
};
const ok: RequestListener = (_, response) => response.end('salam');

describe('asking by HTTP', () => {
  it('gives the status, and as much of the body as is wanted', async () => {
    const url = await serve((_, response) => response.writeHead(200).end('x'.repeat(1_000_000)));
    expect(await probeHttp({ url }, allowed())).toEqual({ status: 200, body: '', isSameOrigin: true });
    expect((await probeHttp({ url, wantsBody: true }, allowed())).body).toHaveLength(65_536);
  });

  it('ends at once where the other system changes the protocol', async () => {
    const url = await serveRaw((socket) =>
      socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n'),
    );
    await expect(probeHttp({ url }, allowed())).rejects.toMatchObject({ failure: 'PROTOCOL_FAILED' });
  });

  it('is refused where nobody allowed the address, and nothing is sent', async () => {
    const asked = vi.fn();
    const url = await serve(asked);
    const policy = allowed({ allowedNetworks: new BlockList() });
    await expect(probeHttp({ url }, policy)).rejects.toMatchObject({ failure: 'ADDRESS_NOT_ALLOWED' });
    expect(asked).not.toHaveBeenCalled();
  });

  it('connects to the address that was checked and keeps the name, whatever the name means a moment later', async () => {
    const hosts: (string | undefined)[] = [];
    const url = await serve((request, response) => {
      hosts.push(request.headers.host);
      response.end();
    });
    const answers = ['127.0.0.1', '10.0.0.1'];
    const resolve = vi.fn<Resolve>(() => Promise.resolve([{ address: answers.shift() ?? '', family: 4 }]));
    const rebound = new URL(`http://rebound.invalid:${url.port}/`);
    expect(await probeHttp({ url: rebound }, allowed({ resolve }))).toMatchObject({ status: 200 });
    expect(resolve).toHaveBeenCalledTimes(1);
    expect(hosts).toEqual([rebound.host]);
    await expect(probeHttp({ url: rebound }, allowed({ resolve }))).rejects.toMatchObject({
      failure: 'ADDRESS_NOT_ALLOWED',
    });
  });

  it.each(['http://10.0.0.1/', 'http://169.254.169.254/latest/meta-data', 'http://[::1]/', 'http://2130706434/'])(
    'does not follow a redirect to %s',
    async (location) => {
      const url = await serve((_, response) => response.writeHead(302, { location }).end());
      await expect(probeHttp({ url }, allowed())).rejects.toMatchObject({ failure: 'ADDRESS_NOT_ALLOWED' });
    },
  );

  it('follows three redirects and no fourth, and none to another protocol', async () => {
    const chain: RequestListener = ({ url = '' }, response) => {
      const left = Number(url.slice(1));
      if (left === 0) response.end();
      else response.writeHead(307, { location: `/${left - 1}` }).end();
    };
    const base = await serve(chain);
    expect(await probeHttp({ url: new URL('/3', base) }, allowed())).toMatchObject({ status: 200 });
    await expect(probeHttp({ url: new URL('/4', base) }, allowed())).rejects.toMatchObject({
      failure: 'TOO_MANY_REDIRECTS',
    });
    const url = await serve((_, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end());
    await expect(probeHttp({ url }, allowed())).rejects.toMatchObject({ failure: 'ADDRESS_NOT_ALLOWED' });
  });

  it('keeps the name for TLS, and does not follow from https to http', async () => {
    const trusted = await trustedCertificate('web.test');
    const names: unknown[] = [];
    const server = createSecureServer(trusted, (request, response) => {
      if (request.url === '/') response.end();
      else response.writeHead(302, { location: `http://web.test:${url.port}/` }).end();
    }).listen(0, '127.0.0.1');
    server.on('secureConnection', ({ servername }) => names.push(servername));
    await once(server, 'listening');
    servers.push({ port: 0, close: () => new Promise((resolve) => server.close(() => resolve())) });
    const url = new URL(`https://web.test:${(server.address() as AddressInfo).port}/`);
    const policy = () => allowed({ resolve: () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]) });
    expect(await probeHttp({ url }, policy())).toMatchObject({ status: 200 });
    expect(names).toEqual(['web.test']);
    await expect(probeHttp({ url: new URL('/down', url) }, policy())).rejects.toMatchObject({
      failure: 'ADDRESS_NOT_ALLOWED',
    });
    const other = new URL(url.href.replace('web.test', 'other.test'));
    await expect(probeHttp({ url: other }, policy())).rejects.toMatchObject({ failure: 'TLS_FAILED' });
  });

  it('sends credentials to their own origin only, and not back from elsewhere', async () => {
    const seen: [string, unknown][] = [];
    let home = new URL('http://127.0.0.1/');
    const elsewhere = await serve((request, response) => {
      seen.push(['elsewhere', request.headers.authorization]);
      response.writeHead(302, { location: new URL('/back', home).href }).end();
    });
    home = await serve((request, response) => {
      seen.push([request.url ?? '', request.headers.authorization]);
      if (request.url === '/') response.writeHead(302, { location: '/same' }).end();
      else if (request.url === '/same') response.writeHead(302, { location: elsewhere.href }).end();
      else response.end();
    });
    const probe = { url: home, credentials: { authorization: 'Bearer canary' } };
    expect(await probeHttp(probe, allowed())).toMatchObject({ status: 200, isSameOrigin: false });
    expect(seen).toEqual([
      ['/', 'Bearer canary'],
      ['/same', 'Bearer canary'],
      ['elsewhere', undefined],
      ['/back', undefined],
    ]);
  });

  it('ends with the deadline, also when the server drips headers or a body', async () => {
    const drip =
      (text: string) => (socket: { write(text: string): void; on(name: 'close', done: () => void): void }) => {
        socket.write(text);
        const timer = setInterval(() => socket.write('x'), 10);
        socket.on('close', () => clearInterval(timer));
      };
    const header = await serveRaw(drip('HTTP/1.1 200 OK\r\nX-Slow: '));
    const body = await serveRaw(drip('HTTP/1.1 200 OK\r\nContent-Length: 60000\r\n\r\n'));
    const silent = await serveRaw(() => undefined);
    for (const url of [header, body, silent]) {
      const started = performance.now();
      const signal = AbortSignal.timeout(150);
      await expect(probeHttp({ url, wantsBody: true }, allowed({ signal }))).rejects.toMatchObject({
        failure: 'TIMEOUT',
      });
      expect(performance.now() - started).toBeLessThan(1_000);
    }
  });

  it('tells a closed port, one that hangs up, one that speaks no HTTP, and one without TLS apart', async () => {
    const url = await serve(ok);
    const failure = (of: URL) => probeHttp({ url: of }, allowed()).catch((error: unknown) => error);
    const closed = await startTcpServer(() => undefined);
    await closed.close();
    expect(await failure(new URL(`http://127.0.0.1:${closed.port}/`))).toMatchObject({ failure: 'REFUSED' });
    expect(await failure(await serveRaw((socket) => socket.destroy()))).toMatchObject({ failure: 'PROTOCOL_FAILED' });
    const ssh = await serveRaw((socket) => socket.end('SSH-2.0-OpenSSH_9\r\n'));
    expect(await failure(ssh)).toMatchObject({ failure: 'PROTOCOL_FAILED' });
    expect(await failure(new URL(url.href.replace('http:', 'https:')))).toMatchObject({ failure: 'TLS_FAILED' });
  });

  it('asks no proxy, whatever the environment says', async () => {
    const proxied = vi.fn();
    const proxy = await serve(proxied);
    const url = await serve(ok);
    vi.stubEnv('HTTP_PROXY', proxy.href);
    vi.stubEnv('NODE_USE_ENV_PROXY', '1');
    expect(await probeHttp({ url }, allowed())).toMatchObject({ status: 200 });
    expect(proxied).not.toHaveBeenCalled();
    vi.unstubAllEnvs();
  });

  it('refuses credentials that no header can hold, and sends nothing', async () => {
    const url = await serve(ok);
    const probe = { url, credentials: { 'x-api-key': 'a\r\nX-Other: b' } };
    await expect(probeHttp(probe, allowed())).rejects.toMatchObject({ failure: 'UNREADABLE_CREDENTIALS' });
  });
});
