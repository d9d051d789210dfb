import { connect, type Socket } from 'node:net';
import SMTPConnection from 'nodemailer/lib/smtp-connection';
import { checkedAddresses, pinnedLookup, untilAborted, type OutboundPolicy } from './guard.ts';
import { failureOf, OutboundError } from './outcome.ts';

export interface SmtpProbe {
  readonly host: string;
  readonly port: number;
  /** TLS from the beginning, TLS that must be begun by STARTTLS, or none. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly credentials?: { readonly username: string; readonly password: string };
}

const maxBytes = 64 * 1_024;
/** How often what a server has sent is measured, in milliseconds. */
const measureInterval = 20;

/**
 * Greets a mail server, as far as TLS and signing in where there are credentials, and sends nothing. The connection is
 * ours, to an address that was checked. Throws OutboundError.
 */
export async function probeSmtp(probe: SmtpProbe, policy: OutboundPolicy): Promise<void> {
  const { host, port, security, credentials } = probe;
  let socket: Socket | undefined;
  let meter: NodeJS.Timeout | undefined;
  try {
    const lookup = pinnedLookup(await checkedAddresses(host, policy));
    const { promise: failed, reject } = Promise.withResolvers<never>();
    const opened = connect({ host, port, lookup, signal: policy.signal });
    socket = opened;
    await new Promise<void>((resolve, fail) => opened.once('connect', resolve).once('error', fail));
    meter = setInterval(() => {
      if (opened.bytesRead > maxBytes) reject(new OutboundError('PROTOCOL_FAILED'));
    }, measureInterval);
    const session = new SMTPConnection({
      connection: opened,
      host,
      port,
      secure: security === 'tls',
      requireTLS: security === 'starttls',
      ignoreTLS: security === 'none',
      // The deadline is the policy's; these only must not be shorter.
      greetingTimeout: 120_000,
      socketTimeout: 120_000,
      connectionTimeout: 120_000,
    });
    session.on('error', reject);
    session.on('end', () => reject(new OutboundError('PROTOCOL_FAILED')));
    await untilAborted(Promise.race([failed, greet(session, credentials)]), policy.signal);
  } catch (error) {
    throw policy.signal.aborted ? new OutboundError('TIMEOUT') : smtpFailure(error);
  } finally {
    clearInterval(meter);
    socket?.destroy();
  }
}

async function greet(session: SMTPConnection, credentials: SmtpProbe['credentials']): Promise<void> {
  await new Promise<void>((resolve, reject) => session.connect((error) => (error ? reject(error) : resolve())));
  if (credentials) {
    const auth = { user: credentials.username, pass: credentials.password };
    await new Promise<void>((resolve, reject) => session.login(auth, (error) => (error ? reject(error) : resolve())));
  }
}

interface SmtpError {
  readonly code?: string;
  readonly responseCode?: number;
  /** What the socket said, where nodemailer gave the error a code of its own. */
  readonly originalCode?: string;
}

/** A 5xx answer to signing in; 4xx is "come again later". */
const isRefusedLogin = ({ code, responseCode }: SmtpError): boolean =>
  code === 'EAUTH' && (responseCode === undefined || responseCode >= 500);

function smtpFailure(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error;
  const { responseCode, originalCode } = error as SmtpError;
  if (isRefusedLogin(error as SmtpError)) return new OutboundError('AUTH_FAILED', responseCode ?? null);
  const failure = failureOf(error);
  if (failure.failure !== 'PROTOCOL_FAILED') return failure;
  if (responseCode !== undefined) return new OutboundError('UNEXPECTED_STATUS', responseCode);
  return originalCode === undefined ? failure : failureOf({ code: originalCode });
}
