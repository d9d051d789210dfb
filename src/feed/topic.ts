import type { Viewer } from '../auth/viewer.ts';
import type { JsonValue } from '../db/column-types.ts';
import type { Db } from '../db/client.ts';

export type FeedOperation = 'created' | 'updated' | 'deleted';

/** One change of one row, at its place in the one order of all changes. Shared by all subscribers: never change it. */
export interface FeedEntry<Row> {
  /** Dense and growing; a number holds 2^53 of them, which outlasts any installation. */
  readonly position: number;
  readonly topic: string;
  readonly rowId: string;
  readonly operation: FeedOperation;
  /** Of a deleted row: the columns that tell who could see it. Otherwise null. */
  readonly payload: JsonValue;
  /** The row at or after this change; null when it is gone. A later change of it is a later entry. */
  readonly row: Row | null;
  /** UTC, as PostgreSQL writes a timestamp without time zone. */
  readonly sequencedAt: string;
}

/** What a domain tells the feed about its table. */
export interface FeedTopic<Row> {
  /** The name that the table's capture triggers write. */
  readonly name: string;
  /** Loads these rows in one query, by id; a row that is gone is absent. */
  load(db: Db, ids: string[]): Promise<ReadonlyMap<string, Row>>;
  /**
   * Whether this viewer may learn of this entry. Asked at the moment of delivery, with the viewer as it is then.
   * For a created or updated entry `row` is there; for a deleted one only `payload` is.
   */
  visible(viewer: Viewer, entry: FeedEntry<Row>): boolean;
}

/** What a subscriber gets; `cursor` resumes right after it. PROGRESS carries no entry: it only moves the cursor. */
export type FeedItem<Row> =
  | { readonly cursor: string; readonly kind: 'CREATED' | 'UPDATED' | 'DELETED'; readonly entry: FeedEntry<Row> }
  | { readonly cursor: string; readonly kind: 'PROGRESS'; readonly entry: null };

/** Where the feed reports; a pino logger fits. */
export interface FeedLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}
