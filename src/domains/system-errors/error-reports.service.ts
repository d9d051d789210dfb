import { z } from 'zod';
import { audited, type AuditEntry } from '../../audit.ts';
import { everything, includesUser } from '../../auth/scope.ts';
import { scopeOf } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { ErrorGroupSeverity } from '../../db/generated/enums.ts';
import { userError, UserErrors, type UserError } from '../../errors.ts';
import { idInput } from '../../graphql/global-id.ts';
import { parseInput } from '../../graphql/mutations.ts';
import { isAddress } from '../../graphql/network-filter.ts';
import type { ReportErrorInput } from '../../graphql/types.ts';
import { groupErrors } from './error-grouping.ts';
import { takeOut } from './error-grouping.repository.ts';
import * as reports from './error-reports.repository.ts';
import type { Report } from './error-reports.repository.ts';
import { scrubDetails, scrubOptional, scrubText } from './scrub.ts';
import { findErrors, type SystemErrorView } from './system-errors.repository.ts';

const text = (maximum: number) => z.string().max(maximum, `must have at most ${maximum} characters`).nullish();
const details = z
  .record(z.string(), z.unknown())
  .refine((value) => JSON.stringify(value).length <= 65_536, 'must have at most 64 KB as JSON text')
  .nullish();

const reportInput = z.object({
  clientId: z.string().min(1, 'must not be empty').max(100, 'must have at most 100 characters').nullish(),
  errorType: z.string().trim().min(1, 'must not be empty').max(100, 'must have at most 100 characters'),
  errorCode: text(50),
  message: z.string().trim().min(1, 'must not be empty').max(10_000, 'must have at most 10,000 characters'),
  filePath: text(1_000),
  lineNumber: z.number().int().min(1, 'must be 1 or more').nullish(),
  stackTrace: text(50_000),
  context: details,
  requestData: details,
  ipAddress: z
    .string()
    .max(45, 'must have at most 45 characters')
    .refine(isAddress, 'must be an IPv4 or IPv6 address without a zone')
    .nullish(),
  userAgent: text(2_000),
  severity: z.enum(['DEBUG', 'INFO', 'WARNING', 'ERROR', 'CRITICAL'], 'must be one of the severities, but not OTHER'),
  occurredAt: z.string().nullish(),
  fingerprint: text(200),
});

/** How far the clock of a reporter may be ahead, in milliseconds. */
const clockTolerance = 5 * 60_000;

/** What became of one of the reported errors. */
export interface ReportResult {
  readonly index: number;
  readonly isRepeat: boolean;
  readonly systemError: SystemErrorView | null;
  readonly userErrors: readonly UserError[];
}

/** Stores an error. Throws user errors. */
export async function reportError(context: SignedInContext, input: ReportErrorInput): Promise<SystemErrorView> {
  const [result] = await reportErrors(context, [input]);
  if (!result?.systemError) throw new UserErrors(result?.userErrors ?? []);
  return result.systemError;
}

/**
 * Stores those of the errors that are good, once for each client id, and groups them, in one transaction with one audit
 * record. Throws user errors about the whole.
 */
export async function reportErrors(
  context: SignedInContext,
  inputs: readonly ReportErrorInput[],
): Promise<ReportResult[]> {
  if (inputs.length === 0) throw userError('REQUIRED', ['errors'], 'errors must have 1 to 100 items.');
  // Before the transaction, which must not wait for look-ups outside of it.
  const checked = await Promise.all(inputs.map((input) => check(context, input)));
  const good = checked.filter((one): one is Report => !(one instanceof UserErrors));
  const stored = good.length === 0 ? null : await store(context, good);
  const given = new Set<string>();
  return checked.map((one, index): ReportResult => {
    if (one instanceof UserErrors) return { index, isRepeat: false, systemError: null, userErrors: one.errors };
    const id = stored?.idOf.get(one);
    const systemError = (id === undefined ? undefined : stored?.rows.get(id)) ?? null;
    const isRepeat = id === undefined || !stored?.created.has(id) || given.has(id);
    if (id !== undefined) given.add(id);
    return systemError === null
      ? { index, isRepeat, systemError, userErrors: goneErrors }
      : { index, isRepeat, systemError, userErrors: [] };
  });
}

const goneErrors: readonly UserError[] = [
  {
    code: 'NOT_FOUND',
    field: ['clientId'],
    message: 'The error of this clientId is gone, or out of your reach by now.',
  },
];

function store(context: SignedInContext, good: readonly Report[]) {
  const { userId } = context.viewer;
  const scope = scopeOf(context.viewer, 'SYSTEM_ERRORS_REPORT');
  return audited(context, async (tx) => {
    const clientIds = [...new Set(good.map(({ clientId }) => clientId).filter((id) => id !== null))];
    const claimed = await reports.claimClientIds(tx, userId, clientIds);
    const fresh = good.filter(({ clientId }) => clientId === null || claimed.delete(clientId));
    const ids = fresh.length === 0 ? [] : await reports.insertReports(tx, userId, fresh);
    await takeOut(tx, ids);
    await groupErrors(tx, ids);
    const known = await reports.findReported(tx, userId, clientIds);
    const idOf = new Map<Report, string>();
    for (const [index, id] of ids.entries()) {
      const report = fresh[index];
      if (report) idOf.set(report, id);
    }
    for (const report of good) {
      const id = report.clientId === null ? undefined : known.get(report.clientId);
      if (id !== undefined) idOf.set(report, id);
    }
    const rows = await findErrors(tx, scope, [...new Set(idOf.values())]);
    const result = { idOf, rows, created: new Set(ids) };
    const [first] = ids;
    return first === undefined ? { result, unchanged: true } : { result, audit: [reported(context, ids, rows)] };
  });
}

/** Of many errors there is one record: they are kept themselves. */
function reported(
  { viewer }: SignedInContext,
  ids: readonly string[],
  rows: ReadonlyMap<string, SystemErrorView>,
): AuditEntry {
  const [first = ''] = ids;
  const row = rows.get(first);
  const entry = { event: 'system_error.reported', entityType: 'system_errors', institutionId: viewer.institutionId };
  return ids.length === 1
    ? {
        ...entry,
        entityId: first,
        after: {
          error_type: row?.error_type,
          error_code: row?.error_code,
          severity: row?.severity,
          user_id: row?.user_id,
        },
      }
    : { ...entry, entityId: null, after: { count: ids.length, first_id: first, last_id: ids.at(-1) } };
}

/** What is to be stored of a report; or what is wrong with it, as a value, because others may be good. */
async function check(context: SignedInContext, input: ReportErrorInput): Promise<Report | UserErrors> {
  try {
    const fields = parseInput(reportInput, input);
    return {
      clientId: fields.clientId ?? null,
      fingerprint: fields.fingerprint?.trim() || null,
      row: {
        error_type: scrubText(fields.errorType).slice(0, 100),
        error_code: fields.errorCode == null ? null : scrubText(fields.errorCode).slice(0, 50),
        message: scrubText(fields.message),
        file_path: scrubOptional(fields.filePath ?? null),
        line_number: fields.lineNumber ?? null,
        stack_trace: scrubOptional(fields.stackTrace ?? null),
        context: scrubDetails(fields.context ?? {}),
        request_data: scrubDetails(fields.requestData ?? {}),
        user_id: await affectedUser(context, input),
        ip_address: fields.ipAddress ?? null,
        user_agent: scrubOptional(fields.userAgent ?? null),
        severity: fields.severity.toLowerCase() as ErrorGroupSeverity,
        created_at: occurredAt(context, fields.occurredAt ?? null),
      },
    };
  } catch (error) {
    if (error instanceof UserErrors) return error;
    throw error;
  }
}

function occurredAt({ now }: SignedInContext, time: string | null): string {
  if (time === null) return new Date(now()).toISOString();
  const at = Date.parse(time);
  if (Number.isNaN(at) || at < 0) throw userError('INVALID', ['occurredAt'], 'occurredAt must be in 1970 or later.');
  if (at > now() + clockTolerance) throw userError('INVALID', ['occurredAt'], 'occurredAt must not be in the future.');
  return time;
}

async function affectedUser(
  { viewer, loaders }: SignedInContext,
  { userId }: ReportErrorInput,
): Promise<string | null> {
  if (userId === undefined) return viewer.userId;
  const scope = scopeOf(viewer, 'SYSTEM_ERRORS_REPORT');
  if (userId === null) {
    if (scope.kind === everything.kind) return null;
    throw userError('REQUIRED', ['userId'], 'userId is needed: errors of nobody are for super administrators.');
  }
  const id = idInput('User', userId, ['userId']);
  const user = await loaders.userById.find(id);
  if (user && includesUser(scope, user)) return id;
  throw userError('NOT_FOUND', ['userId'], 'There is no such user within your reach.');
}
