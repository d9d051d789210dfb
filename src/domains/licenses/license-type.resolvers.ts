import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toConnection, type PageArguments } from '../../graphql/pagination.ts';
import { readsFrom } from '../../graphql/selection.ts';
import type { StrictResolvers } from '../../graphql/strict-resolvers.ts';
import type {
  LicenseResolvers,
  LicenseRevocationImpactResolvers,
  LicenseSeatResolvers,
  LicenseSeatsResolvers,
} from '../../graphql/types.ts';
import { loadVisible } from '../../loaders.ts';
import { readFeatures } from './license-features.ts';
import type { RevocationImpact } from './license-revocation.service.ts';
import * as seats from './license-seats.repository.ts';
import type { LicenseSeatView } from './license-seats.repository.ts';
import { daysLeft, graceEnd, stateOf, stateTerms } from './license-state.ts';
import type { LicenseView } from './licenses.repository.ts';

/** Types of licences, as the schema names them. */
export const typeNames = ['TRIAL', 'STANDARD', 'PREMIUM', 'ENTERPRISE'] as const;

/** What of a licence its seats are counted by. */
export type LimitedLicense = Pick<LicenseView, 'id' | 'user_limit'>;

const reads = readsFrom<LicenseView, SignedInContext>();

const license: StrictResolvers<LicenseResolvers, LicenseView> = {
  key: reads(['license_key'], (row) => row.license_key),
  moduleName: reads(['module_code', 'module_name'], (row) => row.module_name ?? row.module_code),
  institution: reads(['institution_id'], ({ institution_id: id }, _, { loaders }) =>
    id === null ? null : loaders.institutionById.load(id),
  ),
  isSystemWide: reads(['institution_id'], (row) => row.institution_id === null),
  type: reads(['license_type'], (row) => openEnum(typeNames, row.license_type)),
  typeRaw: reads(['license_type'], (row) => row.license_type),
  state: reads(['status', 'license_type', 'issued_at', 'expires_at'], (row, _, context) =>
    stateOf(row, stateTerms(context)),
  ),
  storedStatus: reads(['status'], (row) => row.status),
  activatedAt: reads(['activation_date'], (row) => row.activation_date),
  graceEndsAt: reads(['license_type', 'expires_at'], (row, _, context) => graceEnd(row, stateTerms(context))),
  daysLeft: reads(['expires_at'], (row, _, { now }) => daysLeft(row, now())),
  lastValidatedAt: reads(['last_validation_date'], (row) => row.last_validation_date),
  entitlements: reads(['features'], (row) => readFeatures(row.features)),
  seats: reads(['id', 'user_limit'], (row) => row),
  seatHolders: reads(['id'], async ({ id }, args, { db, viewer }) => {
    const request = pageRequest(seats.seatOrder, args as PageArguments);
    const scope = scopeOf(viewer, 'LICENSES_READ');
    const page = await seats.pageSeats(db, scope, id, request);
    return toConnection(request, page, () => seats.totalSeats(db, scope, id));
  }),
};

const licenseSeats: StrictResolvers<LicenseSeatsResolvers, LimitedLicense> = {
  limit: (row) => row.user_limit,
  used: async ({ id }, _, { loaders }) => (await loaders.seatsByLicenseId.load(id)).used,
  left: async ({ id, user_limit: limit }, _, { loaders }) =>
    limit === null ? null : Math.max(0, limit - (await loaders.seatsByLicenseId.load(id)).used),
  eligible: async ({ id }, _, { loaders }) => (await loaders.seatsByLicenseId.load(id)).eligible,
};

const licenseSeat: StrictResolvers<LicenseSeatResolvers, LicenseSeatView> = {
  user: (seat, _, { loaders }) => loaders.userById.load(seat.user_id),
  activatedBy: (seat, _, { loaders }) => (seat.activated_by === null ? null : loaders.userById.load(seat.activated_by)),
};

const maxInstitutions = 100;

const impact: StrictResolvers<LicenseRevocationImpactResolvers, RevocationImpact> = {
  institutionCount: (row) => row.institutionIds.length,
  institutions: ({ institutionIds }, _, { loaders }) =>
    loadVisible(loaders.institutionById, institutionIds.slice(0, maxInstitutions)),
};

export const licenseTypeResolvers = {
  License: license,
  LicenseSeats: licenseSeats,
  LicenseSeat: licenseSeat,
  LicenseRevocationImpact: impact,
};
