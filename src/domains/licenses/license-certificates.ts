import { randomUUID } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import type { LicenseSettings } from '../../config.ts';
import type { InstitutionRow } from '../../db/generated/tables.ts';
import { userError } from '../../errors.ts';
import type { LicenseCertificateCode } from '../../graphql/types.ts';
import { certificateKeys } from './certificate-keys.ts';
import { graceEnd, instant, refusalOf, stateOf, type StateTerms } from './license-state.ts';
import type { LicenseView } from './licenses.repository.ts';

/** The `typ` of certificates, and how they are signed. */
const type = 'license+jwt';
const algorithm = 'EdDSA';
/** Longer texts are no certificates: `features` has at most 16 KB. */
const maxLength = 65_536;

export interface SignedCertificate {
  readonly certificate: string;
  readonly keyId: string;
  readonly expiresAt: string | null;
}

const seconds = (time: string): number => Math.floor(instant(time) / 1_000_000);

/** Signs a certificate by the newest key. Throws user errors for a licence that does not count, and without a key. */
export async function signCertificate(
  license: LicenseView,
  institution: InstitutionRow | null,
  settings: LicenseSettings,
  terms: StateTerms,
): Promise<SignedCertificate> {
  const refusal = refusalOf('certify', stateOf(license, terms));
  if (refusal !== null) throw userError('INVALID_TRANSITION', ['licenseId'], refusal);
  const [key] = await certificateKeys(settings.signingKeys);
  if (!key) {
    const message = 'Certificates cannot be signed: set LICENSE_SIGNING_KEYS. `npm run -s new-keys` makes a key.';
    throw userError('NOT_CONFIGURED', [], message);
  }
  const expiresAt = graceEnd(license, terms);
  const claims = {
    module: license.module_code,
    institution: institution && {
      id: institution.id,
      code: institution.institution_code,
      name: institution.name,
    },
    license_type: license.license_type,
    user_limit: license.user_limit,
    features: license.features,
  };
  const jwt = new SignJWT(claims)
    .setProtectedHeader({ alg: algorithm, typ: type, kid: key.keyId })
    .setIssuer(settings.issuer)
    .setSubject(license.license_key)
    .setJti(randomUUID())
    .setIssuedAt(Math.floor(terms.now / 1_000));
  // A licence of all times, which the column can say, begins before any certificate.
  if (Number.isFinite(instant(license.issued_at))) jwt.setNotBefore(seconds(license.issued_at));
  if (expiresAt !== null) jwt.setExpirationTime(seconds(expiresAt));
  return { certificate: await jwt.sign(key.privateKey), keyId: key.keyId, expiresAt };
}

/** What a certificate is worth by itself; `claims` only where its signature is genuine. */
export interface CertificateCheck {
  readonly code: LicenseCertificateCode;
  readonly message: string;
  readonly claims: JWTPayload | null;
}

const messages: Readonly<Record<LicenseCertificateCode, string>> = {
  VALID: 'The certificate is genuine.',
  EXPIRED: 'The certificate is genuine, but its time is over: have the licence renewed.',
  NOT_YET_VALID: 'The certificate is genuine, but its time has not come.',
  BAD_SIGNATURE: 'The certificate was changed, or not signed by the key that it names.',
  UNKNOWN_KEY: 'The certificate names a key that this installation does not have: have a new one signed.',
  FOREIGN: 'This is a token of another issuer, kind or algorithm, and no certificate of this installation.',
  MALFORMED: 'This is no certificate: it should be the whole JWT, three parts with dots between them.',
};

const outcome = (code: LicenseCertificateCode, claims: JWTPayload | null = null): CertificateCheck => ({
  code,
  message: messages[code],
  claims,
});

/** Checks a certificate against the keys of this installation, at a time in milliseconds since 1970. */
export async function checkCertificate(
  text: string,
  settings: LicenseSettings,
  now: number,
): Promise<CertificateCheck> {
  const certificate = text.trim();
  const claimed = certificate.length > maxLength ? null : readUnverified(certificate);
  if (!claimed) return outcome('MALFORMED');
  const { header, payload } = claimed;
  // Nothing is believed by this, only refused: the signature decides below.
  if (header.alg !== algorithm || header.typ !== type || payload.iss !== settings.issuer) return outcome('FOREIGN');
  const key = (await certificateKeys(settings.signingKeys)).find(({ keyId }) => keyId === header.kid);
  if (!key) return outcome('UNKNOWN_KEY');
  try {
    const verified = await jwtVerify(certificate, key.publicKey, {
      algorithms: [algorithm],
      typ: type,
      issuer: settings.issuer,
      requiredClaims: ['sub', 'iat', 'jti'],
      currentDate: new Date(now),
    });
    return outcome('VALID', verified.payload);
  } catch (error) {
    return outcomeOf(error);
  }
}

function readUnverified(certificate: string) {
  try {
    return { header: decodeProtectedHeader(certificate), payload: decodeJwt(certificate) };
  } catch {
    return null;
  }
}

function outcomeOf(error: unknown): CertificateCheck {
  if (error instanceof errors.JWSSignatureVerificationFailed) return outcome('BAD_SIGNATURE');
  if (error instanceof errors.JWTExpired) return outcome('EXPIRED', error.payload);
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'nbf') {
    return outcome('NOT_YET_VALID', error.payload);
  }
  if (error instanceof errors.JOSEError) return outcome('MALFORMED');
  throw error;
}
