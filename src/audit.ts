import type { SignedInContext } from './context.ts';
import type { Transaction } from './db/client.ts';
import type { JsonValue } from './db/column-types.ts';
import { tables } from './db/generated/metadata.ts';
import { auditLogsRepository } from './db/generated/repositories.ts';
import { inTransaction } from './db/transaction.ts';
import { violationOf } from './db/violations.ts';
import { unauthenticated, userError } from './errors.ts';

/** What a mutation did to one row. */
export interface AuditEntry {
  /** Entity and verb, `security_event.resolved`. */
  readonly event: string;
  /** The table. */
  readonly entityType: string;
  readonly entityId: string | null;
  readonly institutionId: string | null;
  /** The row as it was; absent when it is new. */
  readonly before?: object | undefined;
  /** The row as it is; absent when it is gone. */
  readonly after?: object | undefined;
}

/** What a mutation's work returns: its result, and either what it did or that it changed nothing. */
export type Audited<T> =
  | { readonly result: T; readonly audit: readonly [AuditEntry, ...AuditEntry[]] }
  | { readonly result: T; readonly unchanged: true };

/**
 * Runs a mutation's work in one transaction and writes its audit records in that same transaction: either
 * both are there afterwards or neither. Whoever throws inside, rolls everything back. The work is done again
 * when PostgreSQL ended the transaction in favour of another, so it must be repeatable. What a constraint refuses is
 * thrown as a user error. Wakes the feed after the commit. Every mutation of the schema goes through here (tested by
 * a walk over the schema).
 */
export async function audited<T>(context: SignedInContext, work: (tx: Transaction) => Promise<Audited<T>>): Promise<T> {
  const result = await inTransaction(context.db, async (tx) => {
    const done = await work(tx);
    if ('audit' in done) {
      for (const entry of done.audit) await auditLogsRepository.append(tx, toRow(context, entry));
    }
    return done.result;
  }).catch((error: unknown) => {
    throw refusalOf(context, error) ?? error;
  });
  context.loaders.forget();
  context.feed.poke();
  return result;
}

/** Records what the service did by itself, in the transaction that did it; `part` is what of the service it was. */
export const recordOwnDeed = (tx: Transaction, entry: AuditEntry, part: string): Promise<void> =>
  auditLogsRepository.append(tx, { ...whatChanged(entry), user_id: null, tags: ['system', part] });

/** What a constraint refused although the service had checked the input: something changed in between. */
function refusalOf({ viewer, request }: SignedInContext, error: unknown): Error | null {
  const violation = violationOf(error);
  if (!violation) return null;
  request.log.warn({ err: error }, 'the database refused an input that the service had accepted');
  if (violation.missingUserId === viewer.userId) return unauthenticated('Your account does not exist any more.');
  return userError(violation.code, violation.field, violation.message);
}

const maxUserAgent = 2_000;
const maxAddress = 45;

function toRow({ viewer, request }: SignedInContext, entry: AuditEntry) {
  return {
    ...whatChanged(entry),
    user_id: viewer.userId,
    url: request.url,
    ip_address: request.ip.slice(0, maxAddress),
    user_agent: request.userAgent?.slice(0, maxUserAgent) ?? null,
    tags: ['graphql', `request:${request.id}`],
  };
}

function whatChanged(entry: AuditEntry) {
  const { before, after } = changes(toValues(entry, 'before'), toValues(entry, 'after'));
  return {
    event: entry.event,
    auditable_type: entry.entityType,
    auditable_id: entry.entityId,
    old_values: maskSecrets(before),
    new_values: maskSecrets(after),
    institution_id: entry.institutionId,
  };
}

type Values = Record<string, JsonValue>;

/** Tables that have a column `version`, which is not the row version that optimistic locking compares. */
const versioned: ReadonlySet<string> = new Set(
  Object.values(tables)
    .filter(({ columns }) => 'version' in columns)
    .map(({ name }) => name),
);

/** Rows as read may carry the version for optimistic locking, which is no column but where the table has one. */
function toValues({ entityType, ...row }: AuditEntry, moment: 'before' | 'after'): Values {
  const values = (row[moment] ?? {}) as Values;
  if (versioned.has(entityType)) return values;
  return Object.fromEntries(Object.entries(values).filter(([name]) => name !== 'version'));
}

/** Only what differs, as Laravel's auditing writes it. */
function changes(before: Values, after: Values): { before: Values; after: Values } {
  const differs = (key: string) => JSON.stringify(before[key]) !== JSON.stringify(after[key]);
  const keys = new Set([...Object.keys(before), ...Object.keys(after)].filter(differs));
  const pick = (values: Values) => Object.fromEntries(Object.entries(values).filter(([key]) => keys.has(key)));
  return { before: pick(before), after: pick(after) };
}

const secretName =
  /pass[-_]?(word|wd|phrase|code)?([-_]?(confirmation|confirm|hash|salt|repeat|again|old|new|\d{1,3}))?$|\bpwd$|secret|token|bearer|credential|(api|private|access)[-_ ]?key|authorization|cookie/i;
/** What stands for a secret. */
export const mask = '***';

/** Whether a name suggests that its value is a secret. */
export const suggestsSecret = (name: string): boolean => secretName.test(name);

/** How deep is looked into; what lies deeper, which other applications may write, is masked as a whole. */
const maxDepth = 500;

/** A copy in which every value whose name suggests a secret is masked, at any depth. */
export function maskSecrets(values: object, depth = 0): Values {
  const masked = (name: string, value: unknown, level: number): JsonValue => {
    if (value !== null && value !== undefined && secretName.test(name)) return mask;
    if (typeof value !== 'object' || value === null) return value as JsonValue;
    if (level >= maxDepth) return mask;
    return Array.isArray(value) ? value.map((item) => masked('', item, level + 1)) : maskSecrets(value, level + 1);
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, masked(name, value, depth)]));
}
