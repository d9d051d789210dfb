import type { OutboundPolicy } from '../../outbound/guard.ts';
import { probeHttp, type HttpAnswer } from '../../outbound/http-probe.ts';
import { OutboundError, type OutboundFailure } from '../../outbound/outcome.ts';
import { probeSmtp, type SmtpProbe } from '../../outbound/smtp-probe.ts';
import type { JsonValue } from '../../db/column-types.ts';
import type { StoredCredential } from './credentials.ts';
import type { IntegrationTypeInfo } from './integration-types.ts';

export type TestOutcome = 'OK' | OutboundFailure;

/** How a test went. Nothing in it is of the other system's making but the status. */
export interface TestResult {
  readonly outcome: TestOutcome;
  readonly message: string;
  readonly status: number | null;
  readonly durationMs: number;
  readonly credentialsAccepted: boolean;
}

type Config = Readonly<Record<string, JsonValue>>;
type Credentials = ReadonlyMap<string, StoredCredential>;
type Success = Pick<TestResult, 'status' | 'credentialsAccepted'>;

const messages: Readonly<Record<TestOutcome, string>> = {
  OK: 'The other system answered as it should.',
  AUTH_FAILED: 'The other system did not accept the credentials, or wants some: check them and set them again.',
  DNS_FAILED: 'The name of the other system is not known: check its spelling.',
  REFUSED: 'Nobody listens there, or there is no way to it: check address and port, and firewalls in between.',
  TIMEOUT: 'It took too long: the other system is slow or away, or a firewall drops the connection.',
  TLS_FAILED: 'TLS failed: its certificate is not trusted, expired or of another name, or it does not offer TLS.',
  PROTOCOL_FAILED: 'What answers there does not speak the protocol, or hung up: check port and protection.',
  ADDRESS_NOT_ALLOWED:
    'It leads to an address that is not public, or from https to http. An operator can allow networks by OUTBOUND_ALLOWED_NETWORKS.',
  TOO_MANY_REDIRECTS: 'It redirected more than three times: configure the address where it ends.',
  UNEXPECTED_STATUS: 'It answered with a status that tells of no success: check the address and path.',
  UNREADABLE_CREDENTIALS:
    'The stored credentials cannot be read or sent: set them again, or have the key that they need added to ENCRYPTION_KEYS.',
};

/** Connects to what a configuration names, and says how that went. Credentials are null where none can be read. */
export async function runTest(
  { test }: IntegrationTypeInfo,
  config: Config,
  credentials: Credentials | null,
  policy: OutboundPolicy,
): Promise<TestResult> {
  const started = performance.now();
  const result = (outcome: TestOutcome, { status, credentialsAccepted }: Success): TestResult => ({
    outcome,
    message: messages[outcome],
    status,
    durationMs: Math.round(performance.now() - started),
    credentialsAccepted,
  });
  try {
    return result('OK', await probes[test](config, revealed(credentials), policy));
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return result(error.failure, { status: error.status, credentialsAccepted: false });
  }
}

function revealed(credentials: Credentials | null): ReadonlyMap<string, string> {
  if (credentials === null) throw new OutboundError('UNREADABLE_CREDENTIALS');
  return new Map(
    [...credentials].map(([name, { reveal }]) => {
      const value = reveal();
      if (value === null) throw new OutboundError('UNREADABLE_CREDENTIALS');
      return [name, value];
    }),
  );
}

type Probe = (config: Config, credentials: ReadonlyMap<string, string>, policy: OutboundPolicy) => Promise<Success>;

/** A text of the configuration, which was checked; '' where it is absent. */
const text = (config: Config, name: string): string => {
  const value = config[name];
  return typeof value === 'string' ? value : '';
};

/** `below('https://a.az/v1', '/health')` is https://a.az/v1/health. */
const below = (base: string, path = ''): URL => new URL(path === '' ? base : base.replace(/\/$/, '') + path);

const probes: Readonly<Record<IntegrationTypeInfo['test'], Probe>> = {
  async HTTP(config, credentials, policy) {
    const headers = credentialHeaders(config, credentials);
    const hasHeaders = Object.keys(headers).length > 0;
    const url = below(text(config, 'base_url'), text(config, 'health_path'));
    const answer = successful(await probeHttp({ url, credentials: headers }, policy));
    return { status: answer.status, credentialsAccepted: hasHeaders && answer.isSameOrigin };
  },

  async OPENID(config, _, policy) {
    const issuer = text(config, 'issuer');
    const url = below(issuer, '/.well-known/openid-configuration');
    const { status, body } = successful(await probeHttp({ url, wantsBody: true }, policy));
    if (issuerOf(body)?.replace(/\/$/, '') !== issuer.replace(/\/$/, '')) {
      throw new OutboundError('PROTOCOL_FAILED', status);
    }
    return { status, credentialsAccepted: false };
  },

  // Without a signature, storage that works says that it is forbidden.
  async REACH(config, _, policy) {
    const { status } = await probeHttp({ url: below(text(config, 'endpoint')) }, policy);
    if (status >= 500) throw new OutboundError('UNEXPECTED_STATUS', status);
    return { status, credentialsAccepted: false };
  },

  async SMTP(config, credentials, policy) {
    const username = credentials.get('username');
    const password = credentials.get('password');
    const signsIn = username !== undefined && password !== undefined;
    const probe = {
      host: text(config, 'host'),
      port: Number(config['port']),
      security: config['security'] as SmtpProbe['security'],
    };
    await probeSmtp(signsIn ? { ...probe, credentials: { username, password } } : probe, policy);
    return { status: null, credentialsAccepted: signsIn };
  },
};

function successful(answer: HttpAnswer): HttpAnswer {
  const { status } = answer;
  if (status === 401 || status === 403 || status === 407) throw new OutboundError('AUTH_FAILED', status);
  if (status < 200 || status > 299) throw new OutboundError('UNEXPECTED_STATUS', status);
  return answer;
}

/** What the credentials are sent as: a token before a name with password, and a key beside either. */
function credentialHeaders(config: Config, credentials: ReadonlyMap<string, string>): Record<string, string> {
  const [token, username, password, key] = ['access_token', 'username', 'password', 'api_key'].map((name) =>
    credentials.get(name),
  );
  const headers: Record<string, string> = {};
  if (token !== undefined) headers['authorization'] = `Bearer ${token}`;
  else if (username !== undefined && password !== undefined) {
    headers['authorization'] = `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }
  if (key !== undefined) headers[text(config, 'header_name') || 'X-API-Key'] = key;
  return headers;
}

function issuerOf(body: string): string | null {
  try {
    const { issuer } = JSON.parse(body) as { issuer?: unknown };
    return typeof issuer === 'string' ? issuer : null;
  } catch {
    return null;
  }
}
