import type { RowReader } from '../../db/row-cursor.ts';
import type { Encoder } from './export-formats.ts';

/** Where a segment begins: at a byte of the file, after a row. */
export interface SegmentStart {
  readonly byte: number;
  /** 0 at the beginning. */
  readonly afterRowId: string;
  readonly rowsBefore: number;
}

/** A part of a file, of whole rows. */
export interface Segment extends SegmentStart {
  readonly bytes: Buffer;
  readonly lastRowId: string;
  readonly rowCount: number;
  readonly isLast: boolean;
}

export const beginning: SegmentStart = { byte: 0, afterRowId: '0', rowsBefore: 0 };

/** Bytes that make a segment: it ends with the row that reaches them. */
const segmentSize = 256 * 1024;
/** Rows that are read at first, and at most: as many as make a segment, so that large rows are read one by one. */
const firstRows = 20;
const mostRows = 1_000;

/**
 * Writes a file from one of its segments on. Where segments end depends on the rows alone, not on how they are read:
 * what is written again has the same segments.
 */
export async function* writeSegments(
  rows: Pick<RowReader, 'next'>,
  encoder: Encoder,
  start: SegmentStart,
): AsyncGenerator<Segment, void, undefined> {
  let batch: Awaited<ReturnType<RowReader['next']>> = [];
  let taken = 0;
  let wanted = firstRows;
  let ended = false;
  let at = start;
  while (!ended || taken < batch.length) {
    const parts = at.byte === 0 ? [encoder.head] : [];
    let size = Buffer.byteLength(parts.join(''));
    let rowCount = 0;
    let lastRowId = at.afterRowId;
    while (size < segmentSize) {
      if (taken === batch.length) {
        if (ended) break;
        batch = await rows.next(wanted);
        taken = 0;
        ended = batch.length === 0;
      }
      const row = batch[taken];
      if (row === undefined) break;
      const text = encoder.row(row);
      parts.push(text);
      size += Buffer.byteLength(text);
      taken += 1;
      rowCount += 1;
      lastRowId = row.id;
      wanted = Math.min(Math.max(Math.round((segmentSize * rowCount) / size), 1), mostRows);
    }
    const isLast = ended && taken === batch.length;
    yield { ...at, bytes: Buffer.from(parts.join('')), lastRowId, rowCount, isLast };
    at = { byte: at.byte + size, afterRowId: lastRowId, rowsBefore: at.rowsBefore + rowCount };
  }
}
