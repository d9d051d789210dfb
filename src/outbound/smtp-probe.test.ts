import { once } from 'node:events';
import { BlockList, type AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { startTcpServer, type LocalServer } from '../testing/http-servers.ts';
import { trustedCertificate } from '../testing/certificate.ts';
import type { OutboundPolicy, Resolve } from './guard.ts';
import { probeSmtp, type SmtpProbe } from './smtp-probe.ts';

const servers: LocalServer[] = [];
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
});

const loopback = new BlockList();
loopback.addAddress('127.0.0.1', 'ipv4');
const toLoopback: Resolve = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);
const policy = (more: Partial<OutboundPolicy> = {}): OutboundPolicy => ({
  allowedNetworks: loopback,
  signal: AbortSignal.timeout(1_000),
  resolve: toLoopback,
  ...more,
});

/** A certificate that this process trusts, for mail.test. */
let trusted: { key: string; cert: string };
beforeAll(async () => {
  trusted = await trustedCertificate('mail.test');
});

const credentials = { username: 'atis', password: 'right' };

/** A mail server that knows one user. */
async function mailServer(options: SMTPServerOptions = {}): Promise<number> {
  const server = new SMTPServer({
    ...trusted,
    allowInsecureAuth: true,
    onAuth({ username, password }, _, callback) {
      if (username === credentials.username && password === credentials.password) callback(null, { user: username });
      else callback(new Error('canary: no such user'));
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listener = server.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  servers.push({ port: 0, close: () => new Promise((resolve) => server.close(() => resolve())) });
  return (listener.address() as AddressInfo).port;
}

const probe = (port: number, more: Partial<SmtpProbe> = {}): SmtpProbe => ({
  host: 'mail.test',
  port,
  security: 'starttls',
  ...more,
});
const failure = (one: SmtpProbe, by: OutboundPolicy = policy()) =>
  probeSmtp(one, by).then(
    () => null,
    (error: unknown) => error,
  );

describe('greeting a mail server', () => {
  it('signs in over STARTTLS, over TLS from the beginning, and in clear where that is asked for', async () => {
    const signedIn: string[] = [];
    const onAuth: SMTPServerOptions['onAuth'] = (auth, session, callback) => {
      signedIn.push(`${auth.username} ${auth.password} ${session.secure ? 'secure' : 'in clear'}`);
      callback(null, { user: 'x' });
    };
    const [plain, tls] = [await mailServer({ onAuth }), await mailServer({ onAuth, secure: true })];
    expect(await failure(probe(plain, { credentials }))).toBeNull();
    expect(await failure(probe(tls, { credentials, security: 'tls' }))).toBeNull();
    expect(await failure(probe(plain, { credentials, security: 'none' }))).toBeNull();
    expect(signedIn).toEqual(['atis right secure', 'atis right secure', 'atis right in clear']);
  });

  it('says that a password is wrong, with nothing of what the server said', async () => {
    const error = await failure(probe(await mailServer(), { credentials: { ...credentials, password: 'wrong' } }));
    expect(error).toMatchObject({ failure: 'AUTH_FAILED', status: 535 });
    expect(String((error as Error).stack)).not.toMatch(/canary|wrong/);
  });

  it('demands STARTTLS where it is configured, so that nobody in between takes it away', async () => {
    const onAuth = vi.fn();
    const port = await mailServer({ disabledCommands: ['STARTTLS'], onAuth });
    expect(await failure(probe(port, { credentials }))).toMatchObject({ failure: 'TLS_FAILED' });
    expect(onAuth).not.toHaveBeenCalled();
  });

  it('refuses a certificate of another name, and TLS where there is none', async () => {
    const [plain, tls] = [await mailServer(), await mailServer({ secure: true })];
    expect(await failure(probe(plain, { host: 'other.test' }))).toMatchObject({ failure: 'TLS_FAILED' });
    expect(await failure(probe(tls, { host: 'other.test', security: 'tls' }))).toMatchObject({ failure: 'TLS_FAILED' });
    expect(await failure(probe(plain, { security: 'tls' }))).toMatchObject({ failure: 'TLS_FAILED' });
  });

  it('is refused where nobody allowed the address, and connects to the one that was checked', async () => {
    const port = await mailServer();
    const resolve = vi.fn(toLoopback);
    expect(await failure(probe(port), policy({ resolve }))).toBeNull();
    expect(resolve).toHaveBeenCalledTimes(1);
    const nobody = { allowedNetworks: new BlockList() };
    expect(await failure(probe(port), policy(nobody))).toMatchObject({ failure: 'ADDRESS_NOT_ALLOWED' });
    expect(await failure(probe(port, { host: '127.0.0.1' }), policy(nobody))).toMatchObject({
      failure: 'ADDRESS_NOT_ALLOWED',
    });
  });

  it('ends with the deadline, when a server is silent, drips, or floods', async () => {
    const start = async (serve: Parameters<typeof startTcpServer>[0]) => {
      const server = await startTcpServer(serve);
      servers.push(server);
      return server.port;
    };
    const silent = await start(() => undefined);
    const drip = await start((socket) => {
      const timer = setInterval(() => socket.write('2'), 10);
      socket.on('close', () => clearInterval(timer));
    });
    for (const port of [silent, drip]) {
      const error = await failure(probe(port), policy({ signal: AbortSignal.timeout(150) }));
      expect(error).toMatchObject({ failure: 'TIMEOUT' });
    }
    const flood = await start((socket) => {
      const timer = setInterval(() => socket.write('x'.repeat(50_000)), 5);
      socket.on('close', () => clearInterval(timer));
    });
    expect(await failure(probe(flood))).toMatchObject({ failure: 'PROTOCOL_FAILED' });
  });

  it('tells a closed port, and what is no mail server, apart', async () => {
    const closed = await startTcpServer(() => undefined);
    await closed.close();
    expect(await failure(probe(closed.port))).toMatchObject({ failure: 'REFUSED' });
    const web = await startTcpServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    servers.push(web);
    expect(await failure(probe(web.port))).toMatchObject({ failure: 'PROTOCOL_FAILED' });
    const full = await startTcpServer((socket) => socket.end('421 canary\r\n'));
    servers.push(full);
    expect(await failure(probe(full.port))).toMatchObject({ failure: 'UNEXPECTED_STATUS', status: 421 });
  });
});
