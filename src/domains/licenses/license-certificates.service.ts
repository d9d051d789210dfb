import { stateTerms } from './license-state.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { userError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import { signCertificate, type SignedCertificate } from './license-certificates.ts';
import { findLicense } from './licenses.repository.ts';

/** Signs a certificate of a licence that the viewer sees. Throws user errors. */
export async function certifyLicense(context: SignedInContext, licenseId: string): Promise<SignedCertificate> {
  const id = idInput('License', licenseId, ['licenseId']);
  const license = await findLicense(context.db, scopeOf(context.viewer, 'LICENSES_READ'), id);
  if (!license) throw userError('NOT_FOUND', ['licenseId'], 'There is no such licence within your reach.');
  // Whoever sees a licence may know whose it is.
  const institution =
    license.institution_id === null ? null : await context.loaders.institutionById.find(license.institution_id);
  return signCertificate(license, institution, context.settings.licenses, stateTerms(context));
}
