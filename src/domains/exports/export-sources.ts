import { maskSecrets } from '../../audit.ts';
import type { Permission } from '../../auth/policy.ts';
import { includesInstitution } from '../../auth/scope.ts';
import { scopeOf, type Viewer } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Db } from '../../db/client.ts';
import type { CursorRow, IdSpan, RowQuery } from '../../db/row-cursor.ts';
import { encodeGlobalId } from '../../graphql/global-id.ts';
import { openEnum } from '../../graphql/open-enum.ts';
import { formatTime } from '../../graphql/scalars.ts';
import type { ExportSource as SourceName, StartExportInput } from '../../graphql/types.ts';
import { activitiesInSpan } from '../activity-logs/activity-logs.repository.ts';
import { toCriteria as toActivityCriteria } from '../activity-logs/activity-logs.resolvers.ts';
import { severityNames } from '../security-events/security-event-stats.resolvers.ts';
import { eventsInSpan, stateOf, type SecurityEventView } from '../security-events/security-events.repository.ts';
import {
  resolutionNames,
  toCriteria as toSecurityEventCriteria,
} from '../security-events/security-events.resolvers.ts';
import type { ExportColumn } from './export-formats.ts';
import type { ExportedTable } from './exports.repository.ts';

/** The fields of the input that hold a filter, each for one source. */
export type FilterField = 'activityLogs' | 'securityEvents';

type FilterOf<Field extends FilterField> = StartExportInput[Field];

/** Something that can be exported. */
export interface ExportSource {
  /** What it takes to read it, besides EXPORT. */
  readonly permission: Permission;
  readonly table: ExportedTable;
  /** Where its filter is in the input: the same filter as that of its list. */
  readonly field: FilterField;
  /**
   * The rows that match and that the viewer may see, as of now. Throws BAD_USER_INPUT that names the field of the
   * filter.
   */
  readonly select: (context: SignedInContext, filter: unknown) => Promise<(span: IdSpan) => RowQuery>;
  /** What is told of a row, as GraphQL tells it. */
  readonly columns: (viewer: Viewer) => readonly ExportColumn[];
}

/** Columns that are given as they are: `userAgent` is `user_agent`. */
const plain = (...names: string[]): ExportColumn[] =>
  names.map((name) => {
    const column = snakeCase(name);
    return { name, value: (row) => row[column], isJson: false };
  });

const computed = (name: string, value: ExportColumn['value']): ExportColumn => ({ name, value, isJson: false });

const time = (name: string): ExportColumn => {
  const column = snakeCase(name);
  return computed(name, (row) => (row[column] == null ? null : formatTime(row[column] as string)));
};

/** What other applications wrote may hold a password hash or a token, which no answer gives. */
const json = (name: string, column = snakeCase(name)): ExportColumn => ({
  name,
  value: (row) => maskSecrets({ value: row[column] })['value'] ?? null,
  isJson: true,
});

const snakeCase = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const ids = (type: string): ExportColumn[] => [
  computed('id', ({ id }) => encodeGlobalId(type, id)),
  computed('databaseId', ({ id }) => id),
];

/** In lists, an institution that the viewer may not see is null. */
const institution = (viewer: Viewer): ExportColumn => {
  const scope = scopeOf(viewer, 'DIRECTORY_READ');
  return computed('institutionId', ({ institution_id: id }) =>
    typeof id === 'string' && includesInstitution(scope, id) ? id : null,
  );
};

const enumName = (names: readonly string[], value: unknown) =>
  value == null ? null : openEnum(names, value as string);

/** Makes a source whose criteria only its own list knows. */
const source = <Field extends FilterField, Criteria>(
  field: Field,
  permission: Permission,
  table: ExportedTable,
  criteriaOf: (context: SignedInContext, filter: FilterOf<Field>) => Promise<Criteria>,
  rows: (db: Db, scope: ReturnType<typeof scopeOf>, criteria: Criteria, span: IdSpan) => RowQuery,
  columns: ExportSource['columns'],
): ExportSource => ({
  permission,
  table,
  field,
  async select(context, filter) {
    const criteria = await criteriaOf(context, filter as FilterOf<Field>);
    const scope = scopeOf(context.viewer, permission);
    return (span) => rows(context.db, scope, criteria, span);
  },
  columns,
});

/** Everything that can be exported; a new source adds an entry here, a value of the enum and a field of the input. */
export const exportSources: Readonly<Record<SourceName, ExportSource>> = {
  ACTIVITY_LOGS: source(
    'activityLogs',
    'ACTIVITY_LOGS_READ',
    'activity_logs',
    toActivityCriteria,
    activitiesInSpan,
    (viewer) => [
      ...ids('ActivityLog'),
      ...plain('activityType', 'userId'),
      institution(viewer),
      ...plain('ipAddress', 'userAgent', 'entityType', 'entityId', 'description'),
      json('properties'),
      json('beforeState'),
      json('afterState'),
      time('createdAt'),
    ],
  ),
  SECURITY_EVENTS: source(
    'securityEvents',
    'SECURITY_EVENTS_READ',
    'security_events',
    toSecurityEventCriteria,
    eventsInSpan,
    (viewer) => [
      ...ids('SecurityEvent'),
      ...plain('eventType'),
      computed('severity', ({ severity }) => enumName(severityNames, severity)),
      computed('severityRaw', ({ severity }) => severity),
      ...plain('userId', 'targetUserId'),
      institution(viewer),
      ...plain('ipAddress'),
      json('location', 'location_data'),
      ...plain('userAgent', 'description'),
      json('eventData'),
      computed('state', (row) => stateOf(row as CursorRow & SecurityEventView)),
      computed('resolution', ({ resolution }) => enumName(resolutionNames, resolution)),
      computed('resolutionRaw', ({ resolution }) => resolution),
      ...plain('resolutionNotes'),
      time('resolvedAt'),
      time('acknowledgedAt'),
      time('assignedAt'),
      time('escalatedAt'),
      ...plain('escalationReason'),
      time('createdAt'),
    ],
  ),
};

/** The source of a stored export; undefined for one that this version does not know. */
export const sourceOf = (stored: string): ExportSource | undefined =>
  (exportSources as Readonly<Record<string, ExportSource | undefined>>)[stored.toUpperCase()];
