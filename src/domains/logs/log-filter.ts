import { suggestsSecret } from '../../audit.ts';
import type { SignedInContext } from '../../context.ts';
import { isDatabaseId } from '../../db/database-id.ts';
import { badInput } from '../../errors.ts';
import { idArgument } from '../../graphql/global-id.ts';
import { institutionSubtree } from '../../graphql/institution-filter.ts';
import { networkFilter } from '../../graphql/network-filter.ts';
import { checkPeriod } from '../../graphql/period-filter.ts';
import type { LogCriteria } from './log-list.repository.ts';

/** The fields that the filters of activities and of audit records share. */
interface LogFilter {
  readonly userId?: string | null;
  readonly entityType?: string | null;
  readonly entityId?: string | null;
  readonly institutionId?: string | null;
  readonly ipAddress?: string | null;
  readonly from?: string | null;
  readonly to?: string | null;
}

/** The shared part of a filter as the repositories take it. Throws BAD_USER_INPUT that names the field. */
export async function logCriteria(
  context: SignedInContext,
  filter: LogFilter | null | undefined,
  types: { readonly field: string; readonly values: readonly string[] | null | undefined },
): Promise<LogCriteria> {
  checkPeriod(filter);
  return {
    types: typeFilter(types.field, types.values),
    userId: filter?.userId == null ? null : idArgument('User', filter.userId, ['filter', 'userId']),
    entityType: filter?.entityType ?? null,
    entityId: entityIdFilter(filter?.entityId, ['filter', 'entityId']),
    institutionIds: await institutionSubtree(context, filter?.institutionId, ['filter', 'institutionId']),
    network: networkFilter(filter?.ipAddress, ['filter', 'ipAddress']),
    from: filter?.from ?? null,
    to: filter?.to ?? null,
  };
}

function typeFilter(field: string, types: readonly string[] | null | undefined): readonly string[] | null {
  for (const [index, type] of (types ?? []).entries()) {
    if (type.replace(/\.\*$/, '').includes('*') || type === '.*')
      throw badInput(
        ['filter', field, String(index)],
        'may have one "*" only, at the end and after a dot: `report.*`.',
      );
  }
  return types ?? null;
}

/** Entities are rows of any table, which need not be a type of the schema: only their number identifies them. */
export function entityIdFilter(id: string | null | undefined, field: readonly string[]): string | null {
  if (id == null) return null;
  if (!isDatabaseId(id)) throw badInput(field, 'must be a database id: a positive number.');
  return id;
}

/** More than this no filter by containment may have, in characters of its JSON text. */
const maxContained = 4_096;

/**
 * The JSON text of a filter by containment; null when it is not set. Throws BAD_USER_INPUT, also for names of secrets:
 * answers mask their values, and asking whether they contain a guess would tell them.
 */
export function containedJson(
  value: Readonly<Record<string, unknown>> | null | undefined,
  field: readonly string[],
): string | null {
  if (value == null) return null;
  if (Object.keys(value).length === 0) throw badInput(field, 'must name a value to look for: {} is in every object.');
  const secret = secretIn(value);
  if (secret !== null) throw badInput([...field, ...secret], 'suggests a secret, which cannot be searched for.');
  const json = JSON.stringify(value);
  if (json.length > maxContained) throw badInput(field, `must have at most ${maxContained} characters as JSON text.`);
  return json;
}

/** The path of the first name that suggests a secret. */
function secretIn(value: unknown): string[] | null {
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, item] of Object.entries(value)) {
    if (!Array.isArray(value) && suggestsSecret(name)) return [name];
    const within = secretIn(item);
    if (within !== null) return [name, ...within];
  }
  return null;
}
