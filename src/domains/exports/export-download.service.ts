import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientConfig } from 'pg';
import { audited } from '../../audit.ts';
import { reach, type Viewer } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { ExportSegmentRow } from '../../db/generated/tables.ts';
import { RowReader } from '../../db/row-cursor.ts';
import { RequestError } from '../../errors.ts';
import { encoderOf } from './export-formats.ts';
import { beginning, writeSegments, type Segment, type SegmentStart } from './export-segments.ts';
import { sourceOf } from './export-sources.ts';
import * as exports from './exports.repository.ts';
import type { ExportView } from './exports.repository.ts';
import { auditEntry } from './exports.service.ts';

/** How long a download waits for transactions that were writing when its export started, in milliseconds. */
const settlingTime = 5_000;
const settlingPause = 50;

export interface DownloadRequest {
  readonly id: string;
  /** The first byte that is wanted. */
  readonly from: number;
  /** Of the connection that its cursors have; it only reads, and nothing ends its statements. */
  readonly connection: ClientConfig;
  /** Ends the download, and in PostgreSQL what it is reading. */
  readonly signal: AbortSignal;
  /** The viewer as of now. */
  readonly viewer: () => Viewer | null;
}

/** A download that is about to send its bytes. */
export interface Download {
  readonly export: ExportView;
  readonly contentType: string;
  readonly fileName: string;
  /** The parts of the file from the first byte wanted on. Throws once the viewer may no longer have them. */
  readonly parts: AsyncGenerator<Buffer, void, undefined>;
  /** The part that comes first: it is written before anything is answered, so that what cannot be sent is refused. */
  readonly first: Buffer;
  /** Gives connection and snapshot back while the client takes what was sent. */
  readonly pause: () => Promise<void>;
  /** Writes down how it ended; `reason` where not all was sent. */
  readonly end: (reason: string | null) => Promise<void>;
}

/** The file's own identity, by which a client knows that it goes on with the same one. */
export const entityTag = ({ id }: Pick<ExportView, 'id'>): string => `"export-${id}"`;

/** One's own export, as it may be downloaded now. Throws NOT_FOUND, EXPORT_EXPIRED or FORBIDDEN. */
export async function findDownloadable({ db, viewer }: SignedInContext, id: string): Promise<ExportView> {
  const found = await exports.findExport(db, { kind: 'self', ...viewer }, id);
  const source = found && sourceOf(found.source);
  // Of a version that knew more sources.
  if (!source) throw new RequestError('NOT_FOUND', 'You have no export with this id. Start one with startExport.');
  assertMayRead(viewer, found);
  if (found.status === 'EXPIRED') {
    throw new RequestError('EXPORT_EXPIRED', 'This export can be downloaded no more. Start another one.');
  }
  return found;
}

function assertMayRead(viewer: Viewer, { source }: Pick<ExportView, 'source'>): void {
  for (const permission of ['EXPORT', sourceOf(source)?.permission ?? 'EXPORT'] as const) {
    if (reach(viewer, permission) !== null) continue;
    const message = `Downloading this takes the permission ${permission}, which you do not have.`;
    throw new RequestError('FORBIDDEN', message, { http: { status: 403 } });
  }
}

/** How much a viewer sees; with the same text, as much. */
const sightOf = ({ role, institutionId, institutionIds, abilities }: Viewer): string =>
  JSON.stringify([role, institutionId, [...institutionIds].toSorted(), abilities.toSorted()]);

const changed = () =>
  new RequestError(
    'EXPORT_CHANGED',
    'Rows of this export, or what you may see of them, have changed since parts of it were sent. Start another one.',
  );

/** Opens a download. Throws what `findDownloadable` throws, RATE_LIMITED, RANGE_NOT_SATISFIABLE and EXPORT_CHANGED. */
export async function openDownload(context: SignedInContext, request: DownloadRequest): Promise<Download> {
  const { db, viewer } = context;
  const { id, from, signal, connection } = request;
  const found = await findDownloadable(context, id);
  const source = sourceOf(found.source);
  if (!source) throw new Error('an export that can be downloaded has a source');
  const start = await startOf(context, found, from);
  context.exportBudget.take(viewer.userId, 1);
  await settle(context, found, signal);
  const rows = await source.select(context, found.filter);
  const reader = new RowReader({
    connection,
    rowsAfter: (after) => rows({ after, upTo: found.last_row_id }),
    after: start.afterRowId,
    signal,
  });
  const encoder = encoderOf(found.format, source.columns(viewer), found.has_byte_order_mark);
  const sent = { rows: start.rowsBefore, bytes: from };
  const sight = sightOf(viewer);

  async function* parts(): AsyncGenerator<Buffer, void, undefined> {
    for await (const segment of writeSegments(reader, encoder, start)) {
      const current = request.viewer();
      if (current === null || sightOf(current) !== sight) throw changed();
      await keep(segment);
      const skipped = Math.max(from - segment.byte, 0);
      yield skipped === 0 ? segment.bytes : segment.bytes.subarray(skipped);
      sent.rows = segment.rowsBefore + segment.rowCount;
      sent.bytes = segment.byte + segment.bytes.length;
    }
  }

  /** What is sent must be what was sent before; and is kept before it is sent, so that it can be compared. */
  async function keep(segment: Segment): Promise<void> {
    const row = toRow(id, segment);
    if (segment.bytes.length > 0) {
      const kept = await exports.keepSegment(db, row, sent);
      if (kept.digest !== row.digest || kept.end_byte !== row.end_byte) throw changed();
    }
    if (segment.isLast && (await exports.keepLength(db, id, Number(row.end_byte))) !== Number(row.end_byte)) {
      throw changed();
    }
  }

  /** Before anything is sent, so that no end of this process hides it. */
  await audited(context, () =>
    Promise.resolve({ result: null, audit: [auditEntry(context, 'export.download_started', found, { from })] }),
  );
  const pieces = parts();
  const end = async (reason: string | null) => {
    await reader.release();
    await audited(context, async (tx) => {
      await exports.endDownload(tx, id, sent, reason === null);
      const bytes = sent.bytes - from;
      const what = { from, bytes, rows: sent.rows - start.rowsBefore, outcome: reason ?? 'completed' };
      return { result: null, audit: [auditEntry(context, 'export.downloaded', found, what)] };
    });
  };
  try {
    const first = await pieces.next();
    return {
      export: found,
      contentType: encoder.contentType,
      fileName: `${found.source}-${id}.${encoder.extension}`,
      first: first.value ?? Buffer.alloc(0),
      parts: pieces,
      pause: () => reader.release(),
      end,
    };
  } catch (error) {
    await end(error instanceof RequestError ? error.message : 'failed').catch((failure: unknown) =>
      context.request.log.warn({ err: failure }, 'the end of a download could not be recorded'),
    );
    throw error;
  }
}

/** Waits until all that was being written when the export started is committed or is not: only then is it complete. */
async function settle({ db }: SignedInContext, found: ExportView, signal: AbortSignal): Promise<void> {
  const awaited = found.awaited_transactions as readonly string[];
  const source = sourceOf(found.source);
  if (awaited.length === 0 || !source) return;
  const until = performance.now() + settlingTime;
  while (!(await exports.haveEnded(db, source.table, awaited))) {
    if (performance.now() > until) {
      const message = 'Rows that belong to this export are still being written. Try again shortly.';
      throw new RequestError('SERVICE_UNAVAILABLE', message, { retryAfter: settlingTime / 1_000 });
    }
    await sleep(settlingPause, undefined, { signal });
  }
}

/** The segment to begin with: the one that has the byte, or the first that nobody has written yet. */
async function startOf({ db }: SignedInContext, found: ExportView, from: number): Promise<SegmentStart> {
  if (from === 0) return beginning;
  const segment = await exports.findSegment(db, found.id, from);
  const known = Number(segment?.end_byte ?? 0);
  const total = found.total_bytes === null ? null : Number(found.total_bytes);
  if (!segment || from > known || from === total) {
    const most = total === null ? `up to byte ${known} can be gone on from` : `it has ${total} bytes`;
    throw new RequestError('RANGE_NOT_SATISFIABLE', `The file has no byte ${from} to begin with: ${most}.`);
  }
  return from < known
    ? {
        byte: Number(segment.start_byte),
        afterRowId: segment.after_row_id,
        rowsBefore: Number(segment.rows_before),
      }
    : {
        byte: known,
        afterRowId: segment.last_row_id,
        rowsBefore: Number(segment.rows_before) + segment.row_count,
      };
}

const toRow = (exportId: string, segment: Segment): ExportSegmentRow => ({
  export_id: exportId,
  start_byte: String(segment.byte),
  end_byte: String(segment.byte + segment.bytes.length),
  after_row_id: segment.afterRowId,
  last_row_id: segment.lastRowId,
  rows_before: String(segment.rowsBefore),
  row_count: segment.rowCount,
  digest: createHash('sha256').update(segment.bytes).digest('base64'),
});
