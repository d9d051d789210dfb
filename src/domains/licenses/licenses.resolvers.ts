import type { GraphQLResolveInfo } from 'graphql';
import { includesInstitution } from '../../auth/scope.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { payload } from '../../graphql/mutations.ts';
import type { NodeLookup } from '../../graphql/node.ts';
import { columnValues, openEnum } from '../../graphql/open-enum.ts';
import { pageRequest, toConnection, type PageArguments } from '../../graphql/pagination.ts';
import { selectedColumns } from '../../graphql/selection.ts';
import type { LicenseFilter, MutationResolvers, QueryResolvers } from '../../graphql/types.ts';
import { checkCertificate } from './license-certificates.ts';
import { certifyLicense } from './license-certificates.service.ts';
import { coveredFromAbove, coveringLicenses } from './license-cover.repository.ts';
import { joinFeatures, readFeatures } from './license-features.ts';
import * as revocation from './license-revocation.service.ts';
import * as seatRows from './license-seats.repository.ts';
import * as seats from './license-seats.service.ts';
import { countingStates, licenseStates, stateTerms } from './license-state.ts';
import { licenseTypeResolvers, typeNames } from './license-type.resolvers.ts';
import { validateLicense } from './license-validation.service.ts';
import * as licenses from './licenses.repository.ts';
import type { LicenseCriteria } from './licenses.repository.ts';
import * as service from './licenses.service.ts';

const maxDays = 3_650;
const day = 86_400_000;

const readScope = ({ viewer }: SignedInContext) => scopeOf(viewer, 'LICENSES_READ');

/** The filter as the repository takes it. Throws BAD_USER_INPUT that names the field. */
async function toCriteria(
  context: SignedInContext,
  filter: LicenseFilter | null | undefined,
): Promise<LicenseCriteria> {
  return {
    states: filter?.states ?? null,
    types: columnValues(filter?.types, ['filter', 'types']),
    moduleCode: filter?.moduleCode ?? null,
    institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
    expiringBefore: filter?.expiringBefore ?? null,
    search: filter?.search ?? null,
  };
}

/** A page of the licences that end soon, as the schema's connection. */
export async function listExpiring(
  context: SignedInContext,
  { withinDays, institutionIds }: { readonly withinDays: number } & Pick<LicenseCriteria, 'institutionIds'>,
  paging: PageArguments,
  info: GraphQLResolveInfo,
) {
  if (withinDays < 0 || withinDays > maxDays) throw badInput(['withinDays'], `must be between 0 and ${maxDays}.`);
  const request = pageRequest(licenses.licenseOrders.SOONEST_END_FIRST, paging);
  const terms = stateTerms(context);
  const expiringBefore = new Date(terms.now + withinDays * day).toISOString();
  const criteria = { states: countingStates, expiringBefore, institutionIds: institutionIds ?? null };
  const columns = selectedColumns(info, 'License');
  const page = await licenses.pageLicenses(context.db, readScope(context), criteria, terms, request, columns);
  return toConnection(request, page, () => licenses.totalLicenses(context.db, readScope(context), criteria, terms));
}

type LicenseQuery = Required<
  Pick<
    QueryResolvers,
    | 'license'
    | 'licenses'
    | 'expiringLicenses'
    | 'licenseEntitlements'
    | 'licenseStats'
    | 'licenseCertificate'
    | 'verifyLicenseCertificate'
  >
>;

const query: LicenseQuery = {
  async license(_, { id }, context, info) {
    const columns = selectedColumns(info, 'License');
    return (
      (await licenses.findLicense(context.db, readScope(context), idArgument('License', id, ['id']), columns)) ?? null
    );
  },

  async licenses(_, { filter, orderBy, ...paging }, context, info) {
    const request = pageRequest(licenses.licenseOrders[orderBy], paging);
    const criteria = await toCriteria(context, filter);
    const terms = stateTerms(context);
    const columns = selectedColumns(info, 'License');
    const page = await licenses.pageLicenses(context.db, readScope(context), criteria, terms, request, columns);
    return toConnection(request, page, () => licenses.totalLicenses(context.db, readScope(context), criteria, terms));
  },

  expiringLicenses: (_, { withinDays, ...paging }, context, info) =>
    listExpiring(context, { withinDays, institutionIds: null }, paging, info),

  async licenseEntitlements(_, { institutionId, moduleCode }, context) {
    const id = idArgument('Institution', institutionId, ['institutionId']);
    const scope = readScope(context);
    if (!includesInstitution(scope, id) || (await context.loaders.institutionById.find(id)) === null) return [];
    const lineage = (await context.tree()).lineage(id);
    const ask = [scope, lineage, moduleCode ?? null, stateTerms(context)] as const;
    const [shown, hidden] = await Promise.all([
      coveringLicenses(context.db, ...ask),
      coveredFromAbove(context.db, ...ask),
    ]);
    const byModule = Map.groupBy(shown, (license) => license.module_code);
    const names = new Map([...shown, ...hidden].map((row) => [row.module_code, row.module_name ?? row.module_code]));
    const fromAbove = new Set(hidden.map((row) => row.module_code));
    return [...names]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([code, name]) => ({
        moduleCode: code,
        moduleName: name,
        licenses: byModule.get(code) ?? [],
        isCoveredFromAbove: fromAbove.has(code),
        entitlements: joinFeatures((byModule.get(code) ?? []).map((license) => readFeatures(license.features))),
      }));
  },

  async licenseStats(_, { filter }, context) {
    const criteria = await toCriteria(context, filter);
    const ask = [readScope(context), criteria, stateTerms(context)] as const;
    const [counts, seatSums] = await Promise.all([
      licenses.countLicenses(context.db, ...ask),
      seatRows.sumSeats(context.db, ...ask),
    ]);
    const of = (dimension: licenses.LicenseCount['dimension']) => counts.filter((row) => row.dimension === dimension);
    return {
      total: of('total')[0]?.count ?? 0,
      byState: licenseStates.map((state) => ({
        state,
        count: of('state').find(({ value }) => value === state)?.count ?? 0,
      })),
      byType: of('type').map(({ value, count }) => ({ type: openEnum(typeNames, value ?? ''), count })),
      byModule: of('module').map(({ value, count, counting }) => ({ moduleCode: value ?? '', count, counting })),
      seatsLimited: seatSums.limited,
      seatsUsed: seatSums.used,
    };
  },

  async licenseCertificate(_, { licenseId }, context) {
    const { signed, userErrors } = await payload('signed', () => certifyLicense(context, licenseId));
    return { certificate: null, keyId: null, expiresAt: null, ...signed, userErrors };
  },

  async verifyLicenseCertificate(_, { certificate }, context) {
    const check = await checkCertificate(certificate, context.settings.licenses, context.now());
    const key = check.claims?.sub;
    const license =
      key === undefined ? undefined : await licenses.findLicenseByKey(context.db, readScope(context), key);
    return { ...check, license: license ?? null };
  },
};

type LicenseMutation = Required<
  Pick<
    MutationResolvers,
    | 'issueLicense'
    | 'activateLicense'
    | 'renewLicense'
    | 'revokeLicense'
    | 'transferLicense'
    | 'activateLicenseSeats'
    | 'releaseLicenseSeats'
    | 'validateLicense'
  >
>;

const mutation: LicenseMutation = {
  issueLicense: (_, { input }, context) => payload('license', () => service.issueLicense(context, input)),
  activateLicense: (_, { input }, context) => payload('license', () => service.activateLicense(context, input)),
  renewLicense: (_, { input }, context) => payload('license', () => service.renewLicense(context, input)),
  revokeLicense: async (_, { input }, context) => {
    const { revoked, userErrors } = await payload('revoked', () => revocation.revokeLicense(context, input));
    return { license: null, impact: null, ...revoked, userErrors };
  },
  transferLicense: async (_, { input }, context) => {
    const { transferred, userErrors } = await payload('transferred', () => service.transferLicense(context, input));
    return { license: null, seatsReleased: null, ...transferred, userErrors };
  },
  activateLicenseSeats: (_, { input }, context) => payload('license', () => seats.activateLicenseSeats(context, input)),
  releaseLicenseSeats: (_, { input }, context) => payload('license', () => seats.releaseLicenseSeats(context, input)),
  validateLicense: (_, { input }, context) => payload('validation', () => validateLicense(context, input)),
};

export const licenseResolvers = { Query: query, Mutation: mutation, ...licenseTypeResolvers };

export const licenseNodes: Record<string, NodeLookup> = {
  License: {
    permission: 'LICENSES_READ',
    find: (context, id) => licenses.findLicense(context.db, readScope(context), id),
  },
};
