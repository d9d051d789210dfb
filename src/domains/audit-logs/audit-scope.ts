import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';

/** Which audit records the viewer may see. */
export const auditScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'AUDIT_LOGS_READ');
