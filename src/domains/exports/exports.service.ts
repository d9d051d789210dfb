import { audited } from '../../audit.ts';
import { reach } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import { RequestError, userError } from '../../errors.ts';
import { createOnce } from '../../idempotency.ts';
import type { StartExportInput } from '../../graphql/types.ts';
import { exportSources, type ExportSource, type FilterField } from './export-sources.ts';
import * as exports from './exports.repository.ts';
import type { ExportView } from './exports.repository.ts';

const hour = 3_600_000;
/** The largest id that there can be. */
const lastId = '9223372036854775807';

/**
 * Starts an export: fixes up to which row it goes, so that it stays the same file however often it is downloaded.
 * Throws user errors.
 */
export async function startExport(context: SignedInContext, input: StartExportInput): Promise<ExportView> {
  const { viewer } = context;
  const source = exportSources[input.source];
  if (reach(viewer, source.permission) === null) {
    throw userError('NOT_ALLOWED', ['source'], `source: this takes the permission ${source.permission}, too.`);
  }
  if (input.byteOrderMark && input.format !== 'CSV') {
    throw userError('INVALID', ['byteOrderMark'], 'byteOrderMark is for CSV: NDJSON begins with its first object.');
  }
  const filter = filterOf(source, input);
  const rows = await asUserErrors(source.field, () => source.select(context, filter));
  context.exportBudget.take(viewer.userId, 1);
  const estimated = await exports.estimateRows(context.db, rows({ after: '0', upTo: lastId }));
  return audited(context, async (tx) => {
    const done = await createOnce(tx, viewer, 'startExport', input, async () => {
      const { lastRowId, awaited } = await exports.presentRows(tx, source.table);
      return exports.insertExport(tx, {
        user_id: viewer.userId,
        source: source.table,
        format: input.format === 'CSV' ? 'csv' : 'ndjson',
        has_byte_order_mark: input.byteOrderMark,
        filter,
        last_row_id: lastRowId,
        awaited_transactions: awaited,
        estimated_rows: estimated,
        expires_at: new Date(context.now() + context.settings.exportHours * hour),
      });
    });
    if ('repeatedId' in done) {
      const first = await exports.findExport(tx, { kind: 'self', ...viewer }, done.repeatedId);
      if (!first) throw userError('NOT_FOUND', ['idempotencyKey'], 'The export of this idempotencyKey is gone by now.');
      return { result: first, unchanged: true };
    }
    const { created } = done;
    const { source: what, format, last_row_id, expires_at } = created;
    return {
      result: created,
      audit: [
        auditEntry(context, 'export.started', created, { source: what, format, filter, last_row_id, expires_at }),
      ],
    };
  });
}

/** An audit record about an export. */
export const auditEntry = (
  { viewer }: SignedInContext,
  event: string,
  { id }: Pick<ExportView, 'id'>,
  after: object,
) => ({ event, entityType: 'exports', entityId: id, institutionId: viewer.institutionId, after });

const filterFields = Object.values(exportSources).map(({ field }) => field);

type StoredFilter = Parameters<typeof exports.insertExport>[1]['filter'] & object;

/** The filter of this source. Throws a user error where there is one of another. */
function filterOf(source: ExportSource, input: StartExportInput): StoredFilter {
  const other = filterFields.find((field) => field !== source.field && input[field] != null);
  if (other !== undefined) {
    throw userError('INVALID', [other], `${other} is no filter for this source: filter by ${source.field}.`);
  }
  return (input[source.field] ?? {}) as StoredFilter;
}

/** What is wrong with a filter of a list is told as what is wrong with the field of the input. */
async function asUserErrors<T>(field: FilterField, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof RequestError) || error.extensions.code !== 'BAD_USER_INPUT') throw error;
    const [, ...path] = (error.extensions['field'] ?? []) as readonly string[];
    throw userError('INVALID', [field, ...path], error.message.replaceAll(/\bfilter\./g, `${field}.`));
  }
}
