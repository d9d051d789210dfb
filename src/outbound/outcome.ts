/** How an attempt to reach another system ended, when it did not succeed. */
export type OutboundFailure =
  | 'AUTH_FAILED'
  | 'DNS_FAILED'
  | 'REFUSED'
  | 'TIMEOUT'
  | 'TLS_FAILED'
  | 'PROTOCOL_FAILED'
  | 'ADDRESS_NOT_ALLOWED'
  | 'TOO_MANY_REDIRECTS'
  | 'UNEXPECTED_STATUS'
  | 'UNREADABLE_CREDENTIALS';

/** An attempt that failed. Carries no text of the other system and no address: it is shown to whoever asked. */
export class OutboundError extends Error {
  override name = 'OutboundError';
  readonly failure: OutboundFailure;
  /** The status of the protocol, where the other system gave one. */
  readonly status: number | null;
  constructor(failure: OutboundFailure, status: number | null = null) {
    super(failure);
    this.failure = failure;
    this.status = status;
  }
}

const unreachable = new Set(['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL', 'EACCES', 'EINVAL']);
const certificate =
  /^(ERR_TLS_|ERR_SSL_|CERT_|UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_|EPROTO$|HOSTNAME_MISMATCH|INVALID_CA|ETLS$)/;

/** What an error of a socket, of TLS or of a protocol means. */
export function failureOf(error: unknown): OutboundError {
  if (error instanceof OutboundError) return error;
  const { name, code = '' } = error as { name?: string; code?: string };
  if (name === 'TimeoutError' || name === 'AbortError' || code === 'ETIMEDOUT') return new OutboundError('TIMEOUT');
  if (unreachable.has(code)) return new OutboundError('REFUSED');
  if (certificate.test(code)) return new OutboundError('TLS_FAILED');
  // Such as a line break, which would begin another header.
  if (code === 'ERR_INVALID_CHAR') return new OutboundError('UNREADABLE_CREDENTIALS');
  return new OutboundError('PROTOCOL_FAILED');
}
