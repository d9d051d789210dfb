import type { Permission } from '../../auth/policy.ts';
import type { Scope } from '../../auth/scope.ts';
import { scopeOf, type Viewer } from '../../auth/viewer.ts';
import type { SignedInContext } from '../../context.ts';
import type { Db } from '../../db/client.ts';
import type { IdSpan, RowQuery } from '../../db/row-cursor.ts';
import type { ExportSource as SourceName, StartExportInput } from '../../graphql/types.ts';
import { activitiesInSpan } from '../activity-logs/activity-logs.repository.ts';
import { activityLogResolvers, toActivityCriteria } from '../activity-logs/activity-logs.resolvers.ts';
import { auditsInSpan } from '../audit-logs/audit-logs.repository.ts';
import { auditLogResolvers, toAuditCriteria } from '../audit-logs/audit-logs.resolvers.ts';
import { eventsInSpan } from '../security-events/security-events.repository.ts';
import { securityEventResolvers, toCriteria as toEventCriteria } from '../security-events/security-events.resolvers.ts';
import { errorsInSpan } from '../system-errors/system-errors.repository.ts';
import { systemErrorResolvers, toCriteria as toErrorCriteria } from '../system-errors/system-errors.resolvers.ts';
import { columnsOf, institutionColumn } from './export-columns.ts';
import type { ExportColumn } from './export-formats.ts';
import type { ExportedTable } from './exports.repository.ts';

/** The fields of the input that hold a filter, each for one source. */
export type FilterField = 'auditLogs' | 'activityLogs' | 'securityEvents' | 'systemErrors';

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
  /** What is told of a row. */
  readonly columns: (viewer: Viewer) => readonly ExportColumn[];
}

/** What differs between sources; what their criteria are only their lists know. */
interface SourceParts<Field extends FilterField, Criteria> extends Omit<ExportSource, 'select'> {
  readonly field: Field;
  readonly criteria: (context: SignedInContext, filter: StartExportInput[Field]) => Promise<Criteria>;
  readonly rows: (db: Db, scope: Scope, criteria: Criteria, span: IdSpan) => RowQuery;
}

const source = <Field extends FilterField, Criteria>({
  criteria,
  rows,
  ...parts
}: SourceParts<Field, Criteria>): ExportSource => ({
  ...parts,
  async select(context, filter) {
    const matching = await criteria(context, filter as StartExportInput[Field]);
    const scope = scopeOf(context.viewer, parts.permission);
    return (span) => rows(context.db, scope, matching, span);
  },
});

const audit = columnsOf('AuditLog', auditLogResolvers.AuditLog);
const activity = columnsOf('ActivityLog', activityLogResolvers.ActivityLog);
const event = columnsOf('SecurityEvent', securityEventResolvers.SecurityEvent);
const error = columnsOf('SystemError', systemErrorResolvers.SystemError);

/** Everything that can be exported; a new source adds an entry here, a value of the enum and a field of the input. */
export const exportSources: Readonly<Record<SourceName, ExportSource>> = {
  AUDIT_LOGS: source({
    field: 'auditLogs',
    permission: 'AUDIT_LOGS_READ',
    table: 'audit_logs',
    criteria: toAuditCriteria,
    rows: auditsInSpan,
    columns: (viewer) => [
      ...audit.ids,
      ...audit.fields('event', 'userId'),
      institutionColumn(viewer),
      ...audit.fields('entityType', 'entityId'),
      ...audit.documents('oldValues', 'newValues'),
      ...audit.fields('url', 'ipAddress', 'userAgent'),
      ...audit.documents('tags'),
      ...audit.fields('requestId'),
      ...audit.times('createdAt'),
    ],
  }),
  ACTIVITY_LOGS: source({
    field: 'activityLogs',
    permission: 'ACTIVITY_LOGS_READ',
    table: 'activity_logs',
    criteria: toActivityCriteria,
    rows: activitiesInSpan,
    columns: (viewer) => [
      ...activity.ids,
      ...activity.fields('activityType', 'userId'),
      institutionColumn(viewer),
      ...activity.fields('ipAddress', 'userAgent', 'entityType', 'entityId', 'description'),
      ...activity.documents('properties', 'beforeState', 'afterState'),
      ...activity.times('createdAt'),
    ],
  }),
  SECURITY_EVENTS: source({
    field: 'securityEvents',
    permission: 'SECURITY_EVENTS_READ',
    table: 'security_events',
    criteria: toEventCriteria,
    rows: eventsInSpan,
    columns: (viewer) => [
      ...event.ids,
      ...event.fields('eventType', 'severity', 'severityRaw', 'userId', 'targetUserId'),
      institutionColumn(viewer),
      ...event.fields('ipAddress'),
      ...event.documents('location'),
      ...event.fields('userAgent', 'description'),
      ...event.documents('eventData'),
      ...event.fields('state', 'resolution', 'resolutionRaw', 'resolutionNotes'),
      ...event.times('resolvedAt', 'acknowledgedAt', 'assignedAt', 'escalatedAt'),
      ...event.fields('escalationReason'),
      ...event.times('createdAt'),
    ],
  }),
  SYSTEM_ERRORS: source({
    field: 'systemErrors',
    permission: 'SYSTEM_ERRORS_READ',
    table: 'system_errors',
    criteria: toErrorCriteria,
    rows: errorsInSpan,
    columns: () => [
      ...error.ids,
      ...error.fields('errorType', 'errorCode', 'severity', 'severityRaw', 'message', 'filePath', 'lineNumber'),
      ...error.fields('stackTrace'),
      ...error.documents('context', 'requestData'),
      ...error.fields('userId', 'ipAddress', 'userAgent', 'status', 'statusRaw', 'resolutionNotes'),
      ...error.times('resolvedAt', 'createdAt'),
    ],
  }),
};

/** The source of a stored export; undefined for one that this version does not know. */
export const sourceOf = (stored: string): ExportSource | undefined =>
  (exportSources as Readonly<Record<string, ExportSource | undefined>>)[stored.toUpperCase()];
