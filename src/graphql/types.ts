// Generated from schema/*.graphql by `npm run generate`: change the schema instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Viewer as SignedInViewer } from '../auth/viewer.ts';
import type {
  RoleRow,
  UserRow,
  InstitutionRow,
  ActivityLogRow,
  JobLogRow,
  JobRunLineRow,
  AuditLogRow,
  PerformanceMetricRow,
} from '../db/generated/tables.ts';
import type { ApiTokenView } from '../domains/api-tokens/api-tokens.repository.ts';
import type { SecurityEventView } from '../domains/security-events/security-events.repository.ts';
import type { SecurityEventStatistics } from '../domains/security-events/security-event-stats.resolvers.ts';
import type { JobHealth as HealthOfJobs, Finding as FoundLateJob, Finding as FoundRun } from '../jobs/health.ts';
import type { WorkerView } from '../domains/job-health/job-health.repository.ts';
import type { JobFailures } from '../domains/job-logs/job-logs.repository.ts';
import type { Overview } from '../domains/overview/overview.resolvers.ts';
import type { Counted } from '../db/counting.ts';
import type { SecurityEventFeedItem as DeliveredSecurityEvent } from '../domains/security-events/security-events.feed.ts';
import type { ItemConnection } from '../domains/timeline/timeline.resolvers.ts';
import type { FeedConnection, Connection } from './pagination.ts';
import type { JobRunView } from '../domains/job-logs/job-runs.repository.ts';
import type {
  JobLogFeedItem as DeliveredJobLog,
  JobLineFeedItem as DeliveredJobLine,
} from '../domains/job-logs/job-runs.feed.ts';
import type { JobStatsQuery } from '../domains/job-logs/job-stats.resolvers.ts';
import type { JobFiguresGroup, JobFigures as FiguresOfJobs } from '../domains/job-logs/job-stats.repository.ts';
import type { ScheduledJobView } from '../domains/scheduled-jobs/scheduled-jobs.repository.ts';
import type { Job as RegisteredJob } from '../jobs/job.ts';
import type { PlannedTime, LeftOutTime as UnusedTime, SchedulePreview as PlannedTimes } from '../jobs/schedule.ts';
import type { LogStatistics } from '../domains/logs/log-stats.resolvers.ts';
import type { Recorded } from '../domains/activity-logs/activity-recording.service.ts';
import type { SystemErrorView } from '../domains/system-errors/system-errors.repository.ts';
import type { ErrorGroupView } from '../domains/system-errors/error-groups.repository.ts';
import type { CountedErrors } from '../domains/system-errors/error-group-figures.repository.ts';
import type { ErrorGroupFeedItem as DeliveredErrorGroup } from '../domains/system-errors/error-groups.feed.ts';
import type { ErrorStatsQuery } from '../domains/system-errors/error-stats.repository.ts';
import type { NotificationView } from '../domains/notifications/notifications.repository.ts';
import type { NotificationFeedItem as DeliveredNotification } from '../domains/notifications/notifications.feed.ts';
import type {
  AudienceQuery,
  ReadStats,
  RoleReadStats,
  RegionReadStats,
} from '../domains/notifications/notification-audience.repository.ts';
import type { ModuleView } from '../domains/modules/modules.repository.ts';
import type { IntegrationView } from '../domains/integrations/integrations.repository.ts';
import type { CredentialState } from '../domains/integrations/credentials.ts';
import type { IntegrationTypeInfo as TypeOfIntegration } from '../domains/integrations/integration-types.ts';
import type { SyncRunView } from '../domains/sync-runs/sync-runs.repository.ts';
import type { SyncRunFeedItem as DeliveredSyncRun } from '../domains/sync-runs/sync-runs.feed.ts';
import type { SyncStatsQuery } from '../domains/sync-runs/sync-run-stats.resolvers.ts';
import type { LicenseView } from '../domains/licenses/licenses.repository.ts';
import type { LimitedLicense } from '../domains/licenses/license-type.resolvers.ts';
import type { LicenseSeatView } from '../domains/licenses/license-seats.repository.ts';
import type { RevocationImpact } from '../domains/licenses/license-revocation.service.ts';
import type { ConfigView } from '../domains/configs/configs.repository.ts';
import type { RevisionView } from '../domains/configs/config-revisions.repository.ts';
import type { Effective } from '../domains/configs/config-resolution.ts';
import type { StateAt } from '../domains/configs/config-history.resolvers.ts';
import type { ConfigCounts } from '../domains/configs/config-stats.repository.ts';
import type { ConfigFeedItem as DeliveredConfig } from '../domains/configs/configs.feed.ts';
import type {
  RetentionPolicyView,
  RetentionPreview as PreviewOfRetention,
} from '../domains/retention/retention.repository.ts';
import type { RetentionHoldView } from '../domains/retention/retention-holds.repository.ts';
import type { RetentionRun as RunOfRetention } from '../domains/retention/retention-run.ts';
import type { ExportView } from '../domains/exports/exports.repository.ts';
import type { EntityVersion as VersionOfEntity } from '../domains/audit-logs/entity-history.resolvers.ts';
import type { Comparison } from '../domains/performance-metrics/performance-figures.ts';
import type { SignedInContext } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string };
  String: { input: string; output: string };
  Boolean: { input: boolean; output: boolean };
  Int: { input: number; output: number };
  Float: { input: number; output: number };
  /** An instant in UTC, ISO 8601 with offset and up to microseconds: `2026-03-01T08:15:30.123456Z`. */
  DateTime: { input: string; output: string };
  /**
   * A number, or its text: `12.5`, `"12.5"`. What it must be beyond that – finite, within a range – is said where it is
   * given.
   */
  Decimal: { input: number | string; output: number | string };
  /** Any JSON value. */
  JSON: { input: unknown; output: unknown };
  /** A JSON object. */
  JSONObject: { input: Record<string, unknown>; output: Record<string, unknown> };
};

/** An event to acknowledge. */
export type AcknowledgeSecurityEventInput = {
  /** Refuse when the event's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the event. */
  readonly id: Scalars['ID']['input'];
};

/** The acknowledged event. */
export type AcknowledgeSecurityEventPayload = {
  readonly __typename?: 'AcknowledgeSecurityEventPayload';
  /** The event; null when there are user errors. */
  readonly securityEvent?: Maybe<SecurityEvent>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A licence to activate. */
export type ActivateLicenseInput = {
  /** Refuse when the licence's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the licence. */
  readonly id: Scalars['ID']['input'];
};

/** The activated licence. */
export type ActivateLicensePayload = {
  readonly __typename?: 'ActivateLicensePayload';
  /** The licence; null when there are user errors. */
  readonly license?: Maybe<License>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Seats to give. */
export type ActivateLicenseSeatsInput = {
  /** Global or database id of the licence. */
  readonly licenseId: Scalars['ID']['input'];
  /** Global or database ids of 1 to 100 users, each once. Those who have a seat keep it. */
  readonly userIds: ReadonlyArray<Scalars['ID']['input']>;
};

/** The licence whose seats were given. */
export type ActivateLicenseSeatsPayload = {
  readonly __typename?: 'ActivateLicenseSeatsPayload';
  /** The licence; null when there are user errors. */
  readonly license?: Maybe<License>;
  /** Why nobody got a seat. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** One activity. */
export type ActivityInput = {
  /** Kind of activity: 1 to 100 of a-z, 0-9, `_`, `.`, `-`. */
  readonly activityType: Scalars['String']['input'];
  /** The entity after: at most 64 KB. */
  readonly afterState?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The entity before: at most 64 KB. */
  readonly beforeState?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Id that the client gives it, 1 to 100 characters, remembered for 35 days; the same with other content is refused. */
  readonly clientId: Scalars['String']['input'];
  /** What was done, in words: at most 10,000 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Database id of what it was done to; needs `entityType`. */
  readonly entityId?: InputMaybe<Scalars['ID']['input']>;
  /** Table or model of what it was done to: at most 100 characters. */
  readonly entityType?: InputMaybe<Scalars['String']['input']>;
  /** Where it was done, within your reach; the institution of the user unless told, or else your own. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Network address of the user. */
  readonly ipAddress?: InputMaybe<Scalars['String']['input']>;
  /** When it was done: not in the future, and at most 30 days ago. Now unless told. */
  readonly occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Details: at most 64 KB. Values whose name suggests a secret are masked before they are stored, here and in the two below. */
  readonly properties?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Browser or program of the user: at most 2,000 characters. */
  readonly userAgent?: InputMaybe<Scalars['String']['input']>;
  /** Who did it, within your reach; nobody known unless told. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** Something that a user did: signed in, looked at a report, changed a school. Entries are never changed. */
export type ActivityLog = Node &
  TimelineItem & {
    readonly __typename?: 'ActivityLog';
    /** Kind of activity, an open vocabulary: `login`, `create`, `update`, `export`, … */
    readonly activityType: Scalars['String']['output'];
    /** The entity after. Values whose name suggests a secret are `***`. */
    readonly afterState?: Maybe<Scalars['JSON']['output']>;
    /** The entity before. Values whose name suggests a secret are `***`. */
    readonly beforeState?: Maybe<Scalars['JSON']['output']>;
    /** What changed between `beforeState` and `afterState`, field by field. */
    readonly changes: ReadonlyArray<FieldChange>;
    /** When it was done; null where the writer left it out. */
    readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
    /** The id in the database. */
    readonly databaseId: Scalars['ID']['output'];
    /** What was done, in words. */
    readonly description?: Maybe<Scalars['String']['output']>;
    /** Database id of what it was done to, within `entityType`. */
    readonly entityId?: Maybe<Scalars['ID']['output']>;
    /** Table or model of what it was done to: `users`, `reports`, … */
    readonly entityType?: Maybe<Scalars['String']['output']>;
    readonly id: Scalars['ID']['output'];
    /** Where it was done; null where it belongs to no institution or the viewer may not see the institution. */
    readonly institution?: Maybe<Institution>;
    /** Network address, as reported. */
    readonly ipAddress?: Maybe<Scalars['String']['output']>;
    /** When it was done; null where the writer left it out. The same as `createdAt`. */
    readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
    /** Details, depending on the type. Values whose name suggests a secret are `***`. */
    readonly properties?: Maybe<Scalars['JSON']['output']>;
    /** ACTIVITY_LOG. */
    readonly source: TimelineSource;
    /** The description, or else type and entity. */
    readonly summary: Scalars['String']['output'];
    /** Who did it; null where nobody is known, the user was deleted or the viewer may not see the user. */
    readonly user?: Maybe<User>;
    /** Browser or program, as reported. */
    readonly userAgent?: Maybe<Scalars['String']['output']>;
    /** Database id of who did it, also where `user` is null because the viewer may not see the user or it was deleted. */
    readonly userId?: Maybe<Scalars['ID']['output']>;
  };

/** Something that a user did: signed in, looked at a report, changed a school. Entries are never changed. */
export type ActivityLogChangesArgs = {
  max?: Scalars['Int']['input'];
};

/** A page of activity logs. */
export type ActivityLogConnection = {
  readonly __typename?: 'ActivityLogConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<ActivityLogEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<ActivityLog>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** An activity log entry in a list. */
export type ActivityLogEdge = {
  readonly __typename?: 'ActivityLogEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The entry. */
  readonly node: ActivityLog;
};

/** Which activity logs. Every field that is given must match. */
export type ActivityLogFilter = {
  /** Any of these types; `report.*` stands for all that begin with `report.`. */
  readonly activityTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Entries whose `afterState` contains this. */
  readonly afterStateContains?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Entries whose `beforeState` contains this. */
  readonly beforeStateContains?: InputMaybe<Scalars['JSONObject']['input']>;
  /** What was done to the entity with this database id; together with `entityType`, to one entity. */
  readonly entityId?: InputMaybe<Scalars['ID']['input']>;
  /** What was done to entities of this table or model. */
  readonly entityType?: InputMaybe<Scalars['String']['input']>;
  /** At or after this instant. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** What was done in this institution and everything below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** An address (`10.1.2.3`) or a network (`10.1.0.0/16`, `2001:db8::/32`). */
  readonly ipAddress?: InputMaybe<Scalars['String']['input']>;
  /**
   * Entries whose `properties` contain this, as PostgreSQL's `@>` compares: `{duration_ms: 20}`. At most 4 KB. Names that
   * suggest a secret are refused, here and in the two below.
   */
  readonly propertiesContain?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Part of the description, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Before this instant. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** What this user did. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** Order of activity logs. */
export type ActivityLogOrder =
  /** By time, the newest first; entries without a time last. */
  | 'NEWEST_FIRST'
  /** By time, the oldest first; entries without a time first. */
  | 'OLDEST_FIRST';

/** A credential for programs. The secret itself is stored nowhere. */
export type ApiToken = Node & {
  readonly __typename?: 'ApiToken';
  /** When it was created. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** When it stops working; null: never. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  /** Last use, true to the minute. */
  readonly lastUsedAt?: Maybe<Scalars['DateTime']['output']>;
  /** What the owner called it. */
  readonly name: Scalars['String']['output'];
};

/** A group to assign. */
export type AssignErrorGroupInput = {
  /** Global or database id of an active user who may decide about this group; null takes the assignment away. */
  readonly assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** Refuse when the group's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the group. */
  readonly groupId: Scalars['ID']['input'];
};

/** The assigned group. */
export type AssignErrorGroupPayload = {
  readonly __typename?: 'AssignErrorGroupPayload';
  /** The group; null when there are user errors. */
  readonly errorGroup?: Maybe<ErrorGroup>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An event to assign. */
export type AssignSecurityEventInput = {
  /** Global or database id of an active user who may triage this event; null takes the assignment away. */
  readonly assigneeId?: InputMaybe<Scalars['ID']['input']>;
  /** Refuse when the event's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the event. */
  readonly id: Scalars['ID']['input'];
};

/** The assigned event. */
export type AssignSecurityEventPayload = {
  readonly __typename?: 'AssignSecurityEventPayload';
  /** The event; null when there are user errors. */
  readonly securityEvent?: Maybe<SecurityEvent>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/**
 * A record of a deed that must be accounted for: a change of a setting, a triage decision, an administrator's intervention.
 * Every mutation of this API leaves one; other applications write theirs into the same table. Records are never changed.
 */
export type AuditLog = Node &
  TimelineItem & {
    readonly __typename?: 'AuditLog';
    /**
     * What else the same user did around that time, as activity logs tell, the newest first; empty where the user or the time
     * is not known.
     */
    readonly activitiesAround: ReadonlyArray<ActivityLog>;
    /** What changed, field by field. */
    readonly changes: ReadonlyArray<FieldChange>;
    /** When it was done; null where the writer left it out. */
    readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
    /** The id in the database. */
    readonly databaseId: Scalars['ID']['output'];
    /** Database id of what was changed, within `entityType`. */
    readonly entityId?: Maybe<Scalars['ID']['output']>;
    /** Table or model of what was changed: `users`, `licenses`, … */
    readonly entityType?: Maybe<Scalars['String']['output']>;
    /** What happened, an open vocabulary: `security_event.resolved`, `authentication`, … */
    readonly event: Scalars['String']['output'];
    readonly id: Scalars['ID']['output'];
    /** Where it was done; null where it belongs to no institution or the viewer may not see the institution. */
    readonly institution?: Maybe<Institution>;
    /** Network address of the caller, as reported. */
    readonly ipAddress?: Maybe<Scalars['String']['output']>;
    /** The changed values after. Values whose name suggests a secret are `***`. */
    readonly newValues?: Maybe<Scalars['JSON']['output']>;
    /** When it was done; null where the writer left it out. The same as `createdAt`. */
    readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
    /** The changed values before. Values whose name suggests a secret are `***`. */
    readonly oldValues?: Maybe<Scalars['JSON']['output']>;
    /** The other audit records of the same user around that time, the newest first. */
    readonly recordsAround: ReadonlyArray<AuditLog>;
    /** Which request did it, where the record names one: the `x-request-id` of its answer. */
    readonly requestId?: Maybe<Scalars['String']['output']>;
    /** AUDIT_LOG. */
    readonly source: TimelineSource;
    /** The event, and what it changed. */
    readonly summary: Scalars['String']['output'];
    /** Marks: `graphql`, `request:<id>`, … */
    readonly tags: ReadonlyArray<Scalars['String']['output']>;
    /** Address that was called. Values of its query whose name suggests a secret are `***`. */
    readonly url?: Maybe<Scalars['String']['output']>;
    /** Who did it; null where it was the system itself, the user was deleted or the viewer may not see the user. */
    readonly user?: Maybe<User>;
    /** Browser or program of the caller, as reported. */
    readonly userAgent?: Maybe<Scalars['String']['output']>;
    /** Database id of who did it, also where `user` is null because the viewer may not see the user or it was deleted. */
    readonly userId?: Maybe<Scalars['ID']['output']>;
  };

/**
 * A record of a deed that must be accounted for: a change of a setting, a triage decision, an administrator's intervention.
 * Every mutation of this API leaves one; other applications write theirs into the same table. Records are never changed.
 */
export type AuditLogActivitiesAroundArgs = {
  limit?: Scalars['Int']['input'];
  minutes?: Scalars['Int']['input'];
};

/**
 * A record of a deed that must be accounted for: a change of a setting, a triage decision, an administrator's intervention.
 * Every mutation of this API leaves one; other applications write theirs into the same table. Records are never changed.
 */
export type AuditLogChangesArgs = {
  max?: Scalars['Int']['input'];
};

/**
 * A record of a deed that must be accounted for: a change of a setting, a triage decision, an administrator's intervention.
 * Every mutation of this API leaves one; other applications write theirs into the same table. Records are never changed.
 */
export type AuditLogRecordsAroundArgs = {
  limit?: Scalars['Int']['input'];
  minutes?: Scalars['Int']['input'];
};

/** A page of audit records. */
export type AuditLogConnection = {
  readonly __typename?: 'AuditLogConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<AuditLogEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<AuditLog>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** An audit record in a list. */
export type AuditLogEdge = {
  readonly __typename?: 'AuditLogEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The record. */
  readonly node: AuditLog;
};

/** Which audit records. Every field that is given must match. */
export type AuditLogFilter = {
  /** Changes of the entity with this database id; together with `entityType`, of one entity. */
  readonly entityId?: InputMaybe<Scalars['ID']['input']>;
  /** Changes of entities of this table or model. */
  readonly entityType?: InputMaybe<Scalars['String']['input']>;
  /** Any of these events; `security_event.*` stands for all that begin with `security_event.`. */
  readonly events?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** At or after this instant. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** What was done in this institution and everything below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** An address (`10.1.2.3`) or a network (`10.1.0.0/16`, `2001:db8::/32`). */
  readonly ipAddress?: InputMaybe<Scalars['String']['input']>;
  /** The same of `newValues`. */
  readonly newValuesContain?: InputMaybe<Scalars['JSONObject']['input']>;
  /**
   * Records whose `oldValues` contain this, as PostgreSQL's `@>` compares: `{status: "active"}`. At most 4 KB. Names that
   * suggest a secret are refused.
   */
  readonly oldValuesContain?: InputMaybe<Scalars['JSONObject']['input']>;
  /** What this request did. */
  readonly requestId?: InputMaybe<Scalars['String']['input']>;
  /** Part of the event, the entity type, the user agent or the path of the URL, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Records that have all of these tags. */
  readonly tagsAll?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Records that have any of these tags. */
  readonly tagsAny?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Before this instant. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** What this user did. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** Order of audit records. */
export type AuditLogOrder =
  /** By time, the newest first; records without a time last. */
  | 'NEWEST_FIRST'
  /** By time, the oldest first; records without a time first. */
  | 'OLDEST_FIRST';

/** A run to cancel. */
export type CancelJobRunInput = {
  /** Refuse when the run's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the attempt. */
  readonly id: Scalars['ID']['input'];
  /** Why: 1 to 2,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** The run that is cancelled, or asked to stop. */
export type CancelJobRunPayload = {
  readonly __typename?: 'CancelJobRunPayload';
  /** The run; null when there are user errors. */
  readonly run?: Maybe<JobLog>;
  /** Why nothing was cancelled. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A run to cancel. */
export type CancelSyncRunInput = {
  /** Refuse when the run's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the run. */
  readonly id: Scalars['ID']['input'];
  /** Why: 1 to 2,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** The run that is cancelled, or asked to stop. */
export type CancelSyncRunPayload = {
  readonly __typename?: 'CancelSyncRunPayload';
  /** The run; null when there are user errors. */
  readonly run?: Maybe<SyncRun>;
  /** Why nothing was cancelled. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Who claims a run. */
export type ClaimSyncRunInput = {
  /** Only of this integration: its global or database id. */
  readonly integrationId?: InputMaybe<Scalars['ID']['input']>;
  /** How long the lease lasts after each report, in seconds: 5 to 3,600; what the installation has set unless told. */
  readonly leaseSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Only of these types; OTHER is not allowed here. */
  readonly syncTypes?: InputMaybe<ReadonlyArray<SyncType>>;
  /** Name of the worker, for people: 1 to 100 characters, no control characters. */
  readonly worker: Scalars['String']['input'];
};

/** The claimed run. */
export type ClaimSyncRunPayload = {
  readonly __typename?: 'ClaimSyncRunPayload';
  /** What the worker must show with each report. A later claim of the same run gets a greater number. */
  readonly fencingToken?: Maybe<Scalars['String']['output']>;
  /** Until when the worker must report. */
  readonly leaseExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The run; null when there is nothing to do or there are user errors. */
  readonly run?: Maybe<SyncRun>;
  /** Why nothing was claimed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A run that is done. Counters are totals of this attempt and never less than before; absent ones stay. */
export type CompleteSyncRunInput = {
  /** What `claimSyncRun` gave. */
  readonly fencingToken: Scalars['String']['input'];
  /** Global or database id of the run. */
  readonly id: Scalars['ID']['input'];
  /** How many of them were new. */
  readonly recordsCreated?: InputMaybe<Scalars['Int']['input']>;
  /** How many of them could not be taken over. */
  readonly recordsFailed?: InputMaybe<Scalars['Int']['input']>;
  /** How many records were read. */
  readonly recordsProcessed?: InputMaybe<Scalars['Int']['input']>;
  /** How many of them had changed. */
  readonly recordsUpdated?: InputMaybe<Scalars['Int']['input']>;
  /** What there is to tell about the whole: up to 64 KB. */
  readonly summary?: InputMaybe<Scalars['JSONObject']['input']>;
};

/** The completed run. */
export type CompleteSyncRunPayload = {
  readonly __typename?: 'CompleteSyncRunPayload';
  /** The run; null when there are user errors. */
  readonly run?: Maybe<SyncRun>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A key that has a value in one place. */
export type Config = Node & {
  readonly __typename?: 'Config';
  /** When it was set first. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who set it first; null where nobody is known or the viewer may not see the user. */
  readonly createdBy?: Maybe<User>;
  /** What kind of value it has. */
  readonly dataType: ConfigDataType;
  /** The kind as the database has it. */
  readonly dataTypeRaw: Scalars['String']['output'];
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** What it is for. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Every change of this setting, the newest first, also of those with the same key in the same place before it. */
  readonly history: ConfigRevisionConnection;
  readonly id: Scalars['ID']['output'];
  /** The institution of scope INSTITUTION; null for other scopes, where it is gone, and where the viewer may not see it. */
  readonly institution?: Maybe<Institution>;
  /** Whether the value is kept encrypted; `revealConfigValue` tells it. */
  readonly isEncrypted: Scalars['Boolean']['output'];
  /** Whether only super administrators see it. */
  readonly isHidden: Scalars['Boolean']['output'];
  /** Whether it can be neither set, unset nor rolled back until this is lifted. */
  readonly isReadonly: Scalars['Boolean']['output'];
  /** Whether the value is of its kind and the scope is complete. Other applications can write what is not. */
  readonly isValid: Scalars['Boolean']['output'];
  /** What is set, such as `session.timeout`. */
  readonly key: Scalars['String']['output'];
  /** Code of the module of scope MODULE; null for other scopes, and where it is gone. */
  readonly moduleCode?: Maybe<Scalars['String']['output']>;
  /** Name of the module of scope MODULE; null for other scopes, and where it is gone. */
  readonly moduleName?: Maybe<Scalars['String']['output']>;
  /** Where it applies; GLOBAL where nobody said. */
  readonly scope: ConfigScope;
  /** Database id of the institution, module or user; null for GLOBAL. */
  readonly scopeId?: Maybe<Scalars['ID']['output']>;
  /** The scope as the database has it; null where nobody said. */
  readonly scopeRaw?: Maybe<Scalars['String']['output']>;
  /** When it was changed last. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who changed it last; null where nobody is known or the viewer may not see the user. */
  readonly updatedBy?: Maybe<User>;
  /** The user of scope USER; null for other scopes, where it is gone, and where the viewer may not see it. */
  readonly user?: Maybe<User>;
  /** The value; null where it is encrypted. */
  readonly value?: Maybe<Scalars['JSON']['output']>;
  /** Changes with every change of the setting; pass it as `expectedVersion`. */
  readonly version: Scalars['String']['output'];
};

/** A key that has a value in one place. */
export type ConfigHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of settings. */
export type ConfigConnection = {
  readonly __typename?: 'ConfigConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<ConfigEdge>;
  /** The feed's position before this page was read: subscribe with `after` set to it and nothing is missed in between. */
  readonly feedCursor: Scalars['String']['output'];
  /** The items. */
  readonly nodes: ReadonlyArray<Config>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** What kind of value a setting has. */
export type ConfigDataType =
  /** A JSON array. */
  | 'ARRAY'
  /** True or false. */
  | 'BOOLEAN'
  /** A whole number of at most 53 bits. */
  | 'INTEGER'
  /** Any JSON value. */
  | 'JSON'
  /** A kind that this API does not know; see `dataTypeRaw`. */
  | 'OTHER'
  /** Text. */
  | 'STRING';

/** Settings of one kind of value. */
export type ConfigDataTypeCount = {
  readonly __typename?: 'ConfigDataTypeCount';
  /** How many settings. */
  readonly count: Scalars['Int']['output'];
  /** The kind of value. */
  readonly dataType: ConfigDataType;
};

/** A setting in a list. */
export type ConfigEdge = {
  readonly __typename?: 'ConfigEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The setting. */
  readonly node: Config;
};

/** Which settings of the feed. Every field that is given must match. */
export type ConfigFeedFilter = {
  /** Keys that begin like this. */
  readonly keyPrefix?: InputMaybe<Scalars['String']['input']>;
  /** Any of these keys. */
  readonly keys?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Any of these scopes; OTHER is not allowed here. */
  readonly scopes?: InputMaybe<ReadonlyArray<ConfigScope>>;
};

/** An item of the feed of settings. */
export type ConfigFeedItem = {
  readonly __typename?: 'ConfigFeedItem';
  /** The setting as it is now; null for DELETED and PROGRESS. */
  readonly config?: Maybe<Config>;
  /** The setting's global id; null for PROGRESS. */
  readonly configId?: Maybe<Scalars['ID']['output']>;
  /** Resume after this item with `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The setting's key; null for PROGRESS. */
  readonly key?: Maybe<Scalars['String']['output']>;
  /** What the item tells. */
  readonly kind: FeedItemKind;
};

/** How one field of a setting changed. */
export type ConfigFieldChange = {
  readonly __typename?: 'ConfigFieldChange';
  /** Name of the field: `value`, `dataType`, `isEncrypted`, `isHidden`, `isReadonly`, `description`, `key`, `scope`, `scopeId`. */
  readonly field: Scalars['String']['output'];
  /** What it was; null where there was nothing. `***` for a value that is or was encrypted. */
  readonly from?: Maybe<Scalars['JSON']['output']>;
  /** What it is; null where there is nothing. `***` for a value that is or was encrypted. */
  readonly to?: Maybe<Scalars['JSON']['output']>;
};

/** Which settings. Every field that is given must match. */
export type ConfigFilter = {
  /** Any of these kinds of value; OTHER is not allowed here. */
  readonly dataTypes?: InputMaybe<ReadonlyArray<ConfigDataType>>;
  /** Hidden ones too, where the viewer may see them. */
  readonly includeHidden?: Scalars['Boolean']['input'];
  /** Settings of this institution and of everything below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that are, or are not, kept encrypted. */
  readonly isEncrypted?: InputMaybe<Scalars['Boolean']['input']>;
  /** Keys that begin like this. */
  readonly keyPrefix?: InputMaybe<Scalars['String']['input']>;
  /** Any of these keys. */
  readonly keys?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Settings of the module with this code. */
  readonly moduleCode?: InputMaybe<Scalars['String']['input']>;
  /** Any of these scopes; OTHER is not allowed here. */
  readonly scopes?: InputMaybe<ReadonlyArray<ConfigScope>>;
  /** Part of the key or description, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Settings of this user. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** Which changes of settings. Every field that is given must match. */
export type ConfigHistoryFilter = {
  /** Changes by this user. */
  readonly changedById?: InputMaybe<Scalars['ID']['input']>;
  /** Changes at or after this instant. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Changes of this key. */
  readonly key?: InputMaybe<Scalars['String']['input']>;
  /** Changes of settings that apply here; OTHER is not allowed. */
  readonly scope?: InputMaybe<ConfigScope>;
  /** Global or database id of the institution, module or user. Needs `scope`. */
  readonly scopeId?: InputMaybe<Scalars['ID']['input']>;
  /** Changes that came this way; OTHER is not allowed. */
  readonly source?: InputMaybe<ConfigSource>;
  /** Changes before this instant. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Settings of one key. */
export type ConfigKeyCount = {
  readonly __typename?: 'ConfigKeyCount';
  /** In how many places it is set. */
  readonly count: Scalars['Int']['output'];
  /** The key. */
  readonly key: Scalars['String']['output'];
};

/** A level that sets a key. */
export type ConfigLevel = {
  readonly __typename?: 'ConfigLevel';
  /** What it sets. */
  readonly config: Config;
  /** What kind of level. */
  readonly scope: ConfigScope;
  /** Database id of the institution, module or user; null for GLOBAL. */
  readonly scopeId?: Maybe<Scalars['ID']['output']>;
};

/** What happened to a setting. */
export type ConfigOperation =
  /** It was there when its history began. */
  | 'BASELINE'
  /** It was set where it was not. */
  | 'CREATED'
  /** It was unset. */
  | 'DELETED'
  /** Something that this API does not know. */
  | 'OTHER'
  /** It was changed. */
  | 'UPDATED';

/** Order of settings. */
export type ConfigOrder =
  /** By key. */
  | 'KEY'
  /** By time of the last change, the newest first. */
  | 'RECENTLY_CHANGED_FIRST';

/** One change of a setting. */
export type ConfigRevision = Node & {
  readonly __typename?: 'ConfigRevision';
  /** When. */
  readonly changedAt: Scalars['DateTime']['output'];
  /** Who; null where nobody is known or the viewer may not see the user. */
  readonly changedBy?: Maybe<User>;
  /** What differs from before, field by field. */
  readonly changes: ReadonlyArray<ConfigFieldChange>;
  /** Database id of the setting, which may be gone. */
  readonly configId: Scalars['ID']['output'];
  /** The id in the database; it grows. */
  readonly databaseId: Scalars['ID']['output'];
  /** The role that was connected to the database. */
  readonly databaseRole: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  /** Key of the setting. */
  readonly key: Scalars['String']['output'];
  /** What happened. */
  readonly operation: ConfigOperation;
  /** Id of the request; null where it did not come through this API. */
  readonly requestId?: Maybe<Scalars['String']['output']>;
  /** Database id of the revision that was rolled back to; null where this was no rollback. */
  readonly restoresRevisionId?: Maybe<Scalars['ID']['output']>;
  /** Where it applied after the change. */
  readonly scope: ConfigScope;
  /** Database id of the institution, module or user; null for GLOBAL. */
  readonly scopeId?: Maybe<Scalars['ID']['output']>;
  /** Which way. */
  readonly source: ConfigSource;
};

/** A page of changes. */
export type ConfigRevisionConnection = {
  readonly __typename?: 'ConfigRevisionConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<ConfigRevisionEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<ConfigRevision>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A change in a list. */
export type ConfigRevisionEdge = {
  readonly __typename?: 'ConfigRevisionEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The change. */
  readonly node: ConfigRevision;
};

/** Where a setting applies. */
export type ConfigScope =
  /** In the whole system. */
  | 'GLOBAL'
  /** In an institution and everything below it. */
  | 'INSTITUTION'
  /** In a module. */
  | 'MODULE'
  /** A scope that this API does not know; see `scopeRaw`. */
  | 'OTHER'
  /** For one user. */
  | 'USER';

/** Settings of one scope. */
export type ConfigScopeCount = {
  readonly __typename?: 'ConfigScopeCount';
  /** How many settings. */
  readonly count: Scalars['Int']['output'];
  /** The scope. */
  readonly scope: ConfigScope;
};

/** Which way a change came. */
export type ConfigSource =
  /** Through this API. */
  | 'API'
  /** From another application, or by hand, in the database. */
  | 'DATABASE'
  /** A way that this API does not know. */
  | 'OTHER';

/** Counts of settings. */
export type ConfigStats = {
  readonly __typename?: 'ConfigStats';
  /** By kind of value, those with the most settings first. */
  readonly byDataType: ReadonlyArray<ConfigDataTypeCount>;
  /** By where they apply, those with the most settings first. */
  readonly byScope: ReadonlyArray<ConfigScopeCount>;
  /** How many are kept encrypted. */
  readonly encrypted: Scalars['Int']['output'];
  /** How many are hidden. */
  readonly hidden: Scalars['Int']['output'];
  /** How many different keys. */
  readonly keys: Scalars['Int']['output'];
  /** Keys that are set in the most places. */
  readonly mostSet: ReadonlyArray<ConfigKeyCount>;
  /** How many are read-only. */
  readonly readonly: Scalars['Int']['output'];
  /** How many settings, hidden ones included for those who may see them. */
  readonly total: Scalars['Int']['output'];
};

/** Counts of settings. */
export type ConfigStatsMostSetArgs = {
  limit?: Scalars['Int']['input'];
};

/** What was set in one place at an instant. */
export type ConfigValueAt = {
  readonly __typename?: 'ConfigValueAt';
  /** The instant that was asked about. */
  readonly at: Scalars['DateTime']['output'];
  /** What kind of value it was; null where it was not set. */
  readonly dataType?: Maybe<ConfigDataType>;
  /** Whether the value is withheld because it is or was kept encrypted. */
  readonly isEncrypted: Scalars['Boolean']['output'];
  /** Whether the key was set then. */
  readonly isSet: Scalars['Boolean']['output'];
  /** The change that made it so. */
  readonly revision: ConfigRevision;
  /** The value then; null where it was not set, and where it is or was encrypted. */
  readonly value?: Maybe<Scalars['JSON']['output']>;
};

/** A run that was stopped. Counters are totals of this attempt and never less than before; absent ones stay. */
export type ConfirmSyncRunCancelledInput = {
  /** What `claimSyncRun` gave. */
  readonly fencingToken: Scalars['String']['input'];
  /** Global or database id of the run. */
  readonly id: Scalars['ID']['input'];
  /** How many of them were new. */
  readonly recordsCreated?: InputMaybe<Scalars['Int']['input']>;
  /** How many of them could not be taken over. */
  readonly recordsFailed?: InputMaybe<Scalars['Int']['input']>;
  /** How many records were read. */
  readonly recordsProcessed?: InputMaybe<Scalars['Int']['input']>;
  /** How many of them had changed. */
  readonly recordsUpdated?: InputMaybe<Scalars['Int']['input']>;
};

/** The cancelled run. */
export type ConfirmSyncRunCancelledPayload = {
  readonly __typename?: 'ConfirmSyncRunCancelledPayload';
  /** The run; null when there are user errors. */
  readonly run?: Maybe<SyncRun>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A token to create. */
export type CreateApiTokenInput = {
  /**
   * When it stops working: in the future and at most two years ahead; 90 days from now unless told. A token with limited
   * abilities creates none that outlives it.
   */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** What it is for: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
};

/** The new token. */
export type CreateApiTokenPayload = {
  readonly __typename?: 'CreateApiTokenPayload';
  /** The token; null when there are user errors. */
  readonly apiToken?: Maybe<ApiToken>;
  /** The bearer secret. It cannot be shown again. */
  readonly secret?: Maybe<Scalars['String']['output']>;
  /** Why nothing was created. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An integration to create. */
export type CreateIntegrationInput = {
  /** How many requests a minute the other system takes: 1 to 1,000,000; not limited unless told. */
  readonly apiRateLimit?: InputMaybe<Scalars['Int']['input']>;
  /** Its configuration, as `integrationTypes` says; secrets belong into the credentials. */
  readonly config?: InputMaybe<Scalars['JSONObject']['input']>;
  /** A repeat with the same key within 24 hours creates nothing new and answers with the first integration. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whose integration it is; it cannot be changed later. The viewer's institution unless told; a super administrator's is the whole system's. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Name: 1 to 100 characters, unique within the institution. */
  readonly name: Scalars['String']['input'];
  /** Notes for administrators: up to 10,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** Who provides the other system: 1 to 100 characters. */
  readonly provider: Scalars['String']['input'];
  /** How often it is to be synchronised; MANUAL unless told. OTHER is not allowed. */
  readonly syncFrequency?: InputMaybe<IntegrationSyncFrequency>;
  /** What it is for; it cannot be changed later. OTHER is not allowed. */
  readonly type: IntegrationType;
};

/** The created integration. */
export type CreateIntegrationPayload = {
  readonly __typename?: 'CreateIntegrationPayload';
  /** The integration; null when there are user errors. */
  readonly integration?: Maybe<Integration>;
  /** Why nothing was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A notification to write. */
export type CreateNotificationInput = {
  /** Label of what can be done about it: 1 to 100 characters. Needs `actionUrl`. */
  readonly actionText?: InputMaybe<Scalars['String']['input']>;
  /** An http(s) address or a path that starts with one `/`: up to 255 characters. Needs `actionText`. */
  readonly actionUrl?: InputMaybe<Scalars['String']['input']>;
  /** Until when it is visible: in the future and after `startAt`; without end unless told. */
  readonly endAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Name of an icon: 1 to 50 characters, lower case, digits and `-`. */
  readonly icon?: InputMaybe<Scalars['String']['input']>;
  /** A repeat with the same key within 24 hours writes nothing new and answers with the first notification. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether those it addresses can put it away; true unless told. */
  readonly isDismissible?: InputMaybe<Scalars['Boolean']['input']>;
  /** How much it matters; INFO unless told. OTHER is not allowed. */
  readonly level?: InputMaybe<NotificationLevel>;
  /** The message itself: 1 to 10,000 characters. */
  readonly message: Scalars['String']['input'];
  /** From when it is visible; at once unless told. */
  readonly startAt?: InputMaybe<Scalars['DateTime']['input']>;
  /**
   * Global or database ids of institutions, each with everything below it; none: every institution, which only
   * super administrators may address. A user is addressed when both role and institution match.
   */
  readonly targetInstitutions?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Global or database ids of active roles; none: every role. */
  readonly targetRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Heading: 1 to 200 characters. */
  readonly title: Scalars['String']['input'];
  /** Kind of notification: 1 to 100 characters, lower case, digits, `_`, `.` and `-`. */
  readonly type: Scalars['String']['input'];
};

/** The written notification. */
export type CreateNotificationPayload = {
  readonly __typename?: 'CreateNotificationPayload';
  /** The notification; null when there are user errors. */
  readonly notification?: Maybe<SystemNotification>;
  /** Why nothing was written. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A job to set up. */
export type CreateScheduledJobInput = {
  /** Five fields or a name like `@daily`; see `ScheduleInput`. Without it and without an interval: as the class says. */
  readonly cronExpression?: InputMaybe<Scalars['String']['input']>;
  /** Which occurrence counts of local times that the clock repeats; FIRST unless told. */
  readonly doubledTimes?: InputMaybe<DoubledTimes>;
  /** A repeat with the same key within 24 hours sets up nothing new and answers with the first job. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Minutes from one run to the next, where there is no cron expression: 1 to 525,600. */
  readonly intervalMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** Whether it is planned from now on. */
  readonly isActive?: Scalars['Boolean']['input'];
  /** Its class, one of `jobClasses`. */
  readonly jobClass: Scalars['String']['input'];
  /** How often a run is attempted: 1 to 20; 1 unless told. */
  readonly maxAttempts?: InputMaybe<Scalars['Int']['input']>;
  /** How many runs may be at work at once where `overlapPolicy` is ALLOW: 1 to 100; 1 unless told. */
  readonly maxConcurrent?: InputMaybe<Scalars['Int']['input']>;
  /** After how many seconds a time counts as missed: 1 to 86,400; 60 unless told. */
  readonly misfireGraceSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** How many missed times RUN_ALL makes up at most: 1 to 1,000; 1 unless told. */
  readonly misfireLimit?: InputMaybe<Scalars['Int']['input']>;
  /** What becomes of missed times; RUN_ONCE unless told. */
  readonly misfirePolicy?: InputMaybe<MisfirePolicy>;
  /** What people call it: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** What becomes of a time that comes while a run is open; FORBID unless told. */
  readonly overlapPolicy?: InputMaybe<OverlapPolicy>;
  /** What it is given, as the `parametersSchema` of its class says: up to 64 KB. Never a secret. */
  readonly parameters?: InputMaybe<Scalars['JSONObject']['input']>;
  /** How the pause grows; EXPONENTIAL unless told. */
  readonly retryBackoff?: InputMaybe<RetryBackoff>;
  /** Minutes from a failed attempt to the next: 0 to 1,440; 5 unless told. */
  readonly retryDelayMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** By how many percent the pause varies at random: 0 to 100; 20 unless told. */
  readonly retryJitterPercent?: InputMaybe<Scalars['Int']['input']>;
  /** What becomes of local times that the clock leaves out; RUN_AFTER unless told. */
  readonly skippedTimes?: InputMaybe<SkippedTimes>;
  /** After how many seconds a run is given up: 1 to 604,800; as the class says unless told. */
  readonly timeLimitSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Time zone of `cronExpression`, a name of the IANA data; UTC unless told. */
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
};

/** The new job. */
export type CreateScheduledJobPayload = {
  readonly __typename?: 'CreateScheduledJobPayload';
  /** The job; null when there are user errors. */
  readonly scheduledJob?: Maybe<ScheduledJob>;
  /** Why nothing was set up. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An integration to delete. */
export type DeleteIntegrationInput = {
  /** Refuse when the integration's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the integration. */
  readonly id: Scalars['ID']['input'];
};

/** The integration that is gone. */
export type DeleteIntegrationPayload = {
  readonly __typename?: 'DeleteIntegrationPayload';
  /** Its global id; null when there are user errors. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Why nothing was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A notification to delete. */
export type DeleteNotificationInput = {
  /** Refuse when the notification's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the notification. */
  readonly id: Scalars['ID']['input'];
};

/** The notification that is gone. */
export type DeleteNotificationPayload = {
  readonly __typename?: 'DeleteNotificationPayload';
  /** Its global id; null when there are user errors. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Why nothing was deleted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A job to delete. */
export type DeleteScheduledJobInput = {
  /** Whether runs that the log has of it stay there without their job. */
  readonly detachRuns?: Scalars['Boolean']['input'];
  /** Refuse when the job's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the job. */
  readonly id: Scalars['ID']['input'];
};

/** The job that is gone. */
export type DeleteScheduledJobPayload = {
  readonly __typename?: 'DeleteScheduledJobPayload';
  /** The job's global id; null when there are user errors. */
  readonly deletedId?: Maybe<Scalars['ID']['output']>;
  /** Why it was not deleted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An integration to disable. */
export type DisableIntegrationInput = {
  /** Refuse when the integration's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the integration. */
  readonly id: Scalars['ID']['input'];
};

/** The disabled integration. */
export type DisableIntegrationPayload = {
  readonly __typename?: 'DisableIntegrationPayload';
  /** The integration; null when there are user errors. */
  readonly integration?: Maybe<Integration>;
  /** Why nothing was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A module to switch off. */
export type DisableModuleInput = {
  /** Code of the module. */
  readonly code: Scalars['String']['input'];
  /** Change nothing, and tell what would be done or why it would be refused. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Refuse when the module's `rowVersion` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Switch off what needs it, too. */
  readonly includeDependents?: Scalars['Boolean']['input'];
};

/** The module that is off. */
export type DisableModulePayload = {
  readonly __typename?: 'DisableModulePayload';
  /** The module, as it was in a dry run; null when there are user errors. */
  readonly module?: Maybe<Module>;
  /** What was or would have to be switched; null when there is no such module or its version is another. */
  readonly plan?: Maybe<ModulePlan>;
  /** Why nothing was changed, or would be. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A notification to put away. */
export type DismissNotificationInput = {
  /** On which device: up to 4 KB; kept with the first reading. */
  readonly deviceInfo?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Global or database id of the notification. */
  readonly id: Scalars['ID']['input'];
};

/** The notification that was put away. */
export type DismissNotificationPayload = {
  readonly __typename?: 'DismissNotificationPayload';
  /** The notification; null when there are user errors. */
  readonly notification?: Maybe<SystemNotification>;
  /** Why nothing was noted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which occurrence counts of local times that the end of summer time repeats. */
export type DoubledTimes =
  /** Both. */
  | 'BOTH'
  /** The first. */
  | 'FIRST'
  /** The second. */
  | 'SECOND';

/** A distribution of waiting times, in seconds. Null percentiles: there was nothing to measure. */
export type DurationPercentiles = {
  readonly __typename?: 'DurationPercentiles';
  /** How many events were measured. */
  readonly count: Scalars['Int']['output'];
  /** Half took at most this long, in seconds. */
  readonly p50?: Maybe<Scalars['Float']['output']>;
  /** Nine in ten took at most this long, in seconds. */
  readonly p90?: Maybe<Scalars['Float']['output']>;
  /** 99 in a hundred took at most this long, in seconds. */
  readonly p99?: Maybe<Scalars['Float']['output']>;
};

/** What applies for a key, and why. */
export type EffectiveConfig = {
  readonly __typename?: 'EffectiveConfig';
  /** What kind of value it is; null where no level sets the key. */
  readonly dataType?: Maybe<ConfigDataType>;
  /** The level that decided; null where none sets the key. */
  readonly decidedBy?: Maybe<ConfigLevel>;
  /** Whether the value is kept encrypted. */
  readonly isEncrypted: Scalars['Boolean']['output'];
  /** Whether any level sets it. */
  readonly isSet: Scalars['Boolean']['output'];
  /** The key. */
  readonly key: Scalars['String']['output'];
  /** Levels that set the key too, in vain: the nearest first. */
  readonly overridden: ReadonlyArray<ConfigLevel>;
  /** The value that applies; null where none does, and where it is encrypted. */
  readonly value?: Maybe<Scalars['JSON']['output']>;
};

/** An integration to enable. */
export type EnableIntegrationInput = {
  /** Refuse when the integration's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the integration. */
  readonly id: Scalars['ID']['input'];
};

/** The enabled integration. */
export type EnableIntegrationPayload = {
  readonly __typename?: 'EnableIntegrationPayload';
  /** The integration; null when there are user errors. */
  readonly integration?: Maybe<Integration>;
  /** Why nothing was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A module to switch on. */
export type EnableModuleInput = {
  /** Code of the module. */
  readonly code: Scalars['String']['input'];
  /** Change nothing, and tell what would be done or why it would be refused. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Refuse when the module's `rowVersion` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Switch on what it needs, too. */
  readonly includeDependencies?: Scalars['Boolean']['input'];
};

/** The module that is on. */
export type EnableModulePayload = {
  readonly __typename?: 'EnableModulePayload';
  /** The module, as it was in a dry run; null when there are user errors. */
  readonly module?: Maybe<Module>;
  /** What was or would have to be switched; null when there is no such module or its version is another. */
  readonly plan?: Maybe<ModulePlan>;
  /** Why nothing was changed, or would be. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A notification to end. */
export type EndNotificationInput = {
  /** Refuse when the notification's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the notification. */
  readonly id: Scalars['ID']['input'];
};

/** The ended notification. */
export type EndNotificationPayload = {
  readonly __typename?: 'EndNotificationPayload';
  /** The notification; null when there are user errors. */
  readonly notification?: Maybe<SystemNotification>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How an endpoint performs. */
export type EndpointPerformance = {
  readonly __typename?: 'EndpointPerformance';
  /** The endpoint. */
  readonly endpoint: Scalars['String']['output'];
  /** What its samples add up to. */
  readonly figures: PerformanceFigures;
  /** The unit of all values: `ms`. */
  readonly unit: Scalars['String']['output'];
};

/** A page of an entity's history. */
export type EntityHistoryConnection = {
  readonly __typename?: 'EntityHistoryConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<EntityVersionEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<EntityVersion>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** An entity after one of its changes. */
export type EntityVersion = {
  readonly __typename?: 'EntityVersion';
  /** Whether that is all of it: the records go back to its creation. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** The record of the change. */
  readonly record: AuditLog;
  /**
   * What is known of the entity after the change, from this record and those before it, at most 500 of them; null where
   * the change removed it. Values whose name suggests a secret are `***`.
   */
  readonly state?: Maybe<Scalars['JSON']['output']>;
};

/** A version of an entity in a list. */
export type EntityVersionEdge = {
  readonly __typename?: 'EntityVersionEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The version. */
  readonly node: EntityVersion;
};

/** Institutions to whose users errors of a group happened. */
export type ErrorAffectedInstitutions = {
  readonly __typename?: 'ErrorAffectedInstitutions';
  /** How many institutions. */
  readonly count: Scalars['Int']['output'];
  /** Those with the most errors. */
  readonly top: ReadonlyArray<ErrorInstitutionCount>;
};

/** Institutions to whose users errors of a group happened. */
export type ErrorAffectedInstitutionsTopArgs = {
  limit?: Scalars['Int']['input'];
};

/** Users to whom errors of a group happened. */
export type ErrorAffectedUsers = {
  readonly __typename?: 'ErrorAffectedUsers';
  /** How many users. */
  readonly count: Scalars['Int']['output'];
  /** Those with the most errors. */
  readonly top: ReadonlyArray<ErrorUserCount>;
};

/** Users to whom errors of a group happened. */
export type ErrorAffectedUsersTopArgs = {
  limit?: Scalars['Int']['input'];
};

/** Errors of one day. */
export type ErrorDayCount = {
  readonly __typename?: 'ErrorDayCount';
  /** How many errors. */
  readonly count: Scalars['Int']['output'];
  /** Beginning of the day, UTC. */
  readonly day: Scalars['DateTime']['output'];
};

/**
 * Errors that have one cause, as far as can be told from their type, code, message and calls. Who may see only some of
 * the errors gets figures of these alone.
 */
export type ErrorGroup = Node & {
  readonly __typename?: 'ErrorGroup';
  /** Institutions to whose users it happened. */
  readonly affectedInstitutions: ErrorAffectedInstitutions;
  /** Users to whom it happened. */
  readonly affectedUsers: ErrorAffectedUsers;
  /** When it was assigned. */
  readonly assignedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who is to look after it; null where nobody is or the viewer may not see the user. */
  readonly assignedTo?: Maybe<User>;
  /** How many errors have been grouped, those included that are gone by now. A whole number. */
  readonly count: Scalars['Float']['output'];
  /** The topmost call within the project; null where none is known. */
  readonly culprit?: Maybe<Scalars['String']['output']>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** When that was; null where the group is not whole. */
  readonly decidedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who decided last about it; null where nobody has, the group is not whole or the viewer may not see the user. */
  readonly decidedBy?: Maybe<User>;
  /** Code of the application. */
  readonly errorCode?: Maybe<Scalars['String']['output']>;
  /** Class or kind of the errors. */
  readonly errorType: Scalars['String']['output'];
  /** When it happened first; null where no error has a time. */
  readonly firstSeenAt?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  /** It is ignored until this instant; null where it is not, or the group is not whole. */
  readonly ignoredUntil?: Maybe<Scalars['DateTime']['output']>;
  /** It is ignored until the occurrence with this number; null where it is not, or the group is not whole. */
  readonly ignoredUntilOccurrence?: Maybe<Scalars['Float']['output']>;
  /** Whether the viewer may see all of its errors, and so may decide about the group. */
  readonly isWhole: Scalars['Boolean']['output'];
  /** When it happened last; null where no error has a time. */
  readonly lastSeenAt?: Maybe<Scalars['DateTime']['output']>;
  /** What was said about it; null where the group is not whole. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** The errors, the newest first. */
  readonly occurrences: SystemErrorConnection;
  /** How often it happened in each hour of a period, also those without; the last 24 hours unless told, at most 31 days. */
  readonly occurrencesPerHour: ReadonlyArray<ErrorHourCount>;
  /** When it last came back after it had been resolved; null where it has not, or the group is not whole. */
  readonly regressedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How often it came back after it had been resolved; null where the group is not whole. */
  readonly regressionCount?: Maybe<Scalars['Int']['output']>;
  /** Occurrences up to this number are resolved; null unless it is resolved and whole. */
  readonly resolvedThroughOccurrence?: Maybe<Scalars['Float']['output']>;
  /** How bad the worst of the errors is. */
  readonly severity: SystemErrorSeverity;
  /** What is done about it. */
  readonly status: SystemErrorStatus;
  /** What the errors say, with placeholders for what differs between them; or the fingerprint that the application gave. */
  readonly title: Scalars['String']['output'];
  /** Changes with every decision and regression, not with every occurrence; pass it as `expectedVersion`. */
  readonly version: Scalars['String']['output'];
};

/**
 * Errors that have one cause, as far as can be told from their type, code, message and calls. Who may see only some of
 * the errors gets figures of these alone.
 */
export type ErrorGroupOccurrencesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/**
 * Errors that have one cause, as far as can be told from their type, code, message and calls. Who may see only some of
 * the errors gets figures of these alone.
 */
export type ErrorGroupOccurrencesPerHourArgs = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** A page of groups of errors. */
export type ErrorGroupConnection = {
  readonly __typename?: 'ErrorGroupConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<ErrorGroupEdge>;
  /** The feed's position before this page was read: subscribe with `after` set to it and nothing is missed in between. */
  readonly feedCursor: Scalars['String']['output'];
  /** The items. */
  readonly nodes: ReadonlyArray<ErrorGroup>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A group of errors in a list. */
export type ErrorGroupEdge = {
  readonly __typename?: 'ErrorGroupEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The group. */
  readonly node: ErrorGroup;
};

/** Which groups of the feed. Every field that is given must match. */
export type ErrorGroupFeedFilter = {
  /** Any of these types. */
  readonly errorTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Any of these statuses; OTHER is not allowed here. */
  readonly statuses?: InputMaybe<ReadonlyArray<SystemErrorStatus>>;
};

/** An item of the feed of groups of errors. */
export type ErrorGroupFeedItem = {
  readonly __typename?: 'ErrorGroupFeedItem';
  /** Resume after this item with `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The group as it is now; null for DELETED and PROGRESS. */
  readonly group?: Maybe<ErrorGroup>;
  /** The group's global id; null for PROGRESS. */
  readonly groupId?: Maybe<Scalars['ID']['output']>;
  /** What the item tells: UPDATED also of a group that reaches an institution for the first time. */
  readonly kind: FeedItemKind;
};

/** Which groups of errors. Every field that is given must match. */
export type ErrorGroupFilter = {
  /** Given to this user. */
  readonly assignedToId?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these codes. */
  readonly errorCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Any of these types. */
  readonly errorTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** That were seen at or after this instant. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** That happened to users of this institution or of anything below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Part of the type, title or culprit, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Whose worst error has any of these severities; OTHER is not allowed here. */
  readonly severities?: InputMaybe<ReadonlyArray<SystemErrorSeverity>>;
  /** Any of these statuses; OTHER is not allowed here. */
  readonly statuses?: InputMaybe<ReadonlyArray<SystemErrorStatus>>;
  /** That appeared before this instant. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Order of groups of errors. */
export type ErrorGroupOrder =
  /** The most frequent first. */
  | 'COUNT'
  /** The one that appeared last first. */
  | 'FIRST_SEEN'
  /** The one that was seen last first. */
  | 'LAST_SEEN';

/** Errors of one hour. */
export type ErrorHourCount = {
  readonly __typename?: 'ErrorHourCount';
  /** How many errors. */
  readonly count: Scalars['Int']['output'];
  /** Beginning of the hour, UTC. */
  readonly hour: Scalars['DateTime']['output'];
};

/** Errors of one institution's users. */
export type ErrorInstitutionCount = {
  readonly __typename?: 'ErrorInstitutionCount';
  /** How many errors. A whole number. */
  readonly count: Scalars['Float']['output'];
  /** The institution. */
  readonly institution?: Maybe<Institution>;
};

/** Errors of one severity. */
export type ErrorSeverityCount = {
  readonly __typename?: 'ErrorSeverityCount';
  /** How many errors. */
  readonly count: Scalars['Int']['output'];
  /** The severity. */
  readonly severity: SystemErrorSeverity;
};

/** Figures over errors. */
export type ErrorStats = {
  readonly __typename?: 'ErrorStats';
  /** By day in UTC, also those without errors; for at most 400 days. */
  readonly byDay: ReadonlyArray<ErrorDayCount>;
  /** By hour, also those without errors; for at most 31 days. */
  readonly byHour: ReadonlyArray<ErrorHourCount>;
  /** By severity, the most severe first. */
  readonly bySeverity: ReadonlyArray<ErrorSeverityCount>;
  /** By status. */
  readonly byStatus: ReadonlyArray<ErrorStatusCount>;
  /** By type, the most frequent first. */
  readonly byType: ReadonlyArray<ErrorTypeCount>;
  /** Beginning of the period, inclusive. */
  readonly from: Scalars['DateTime']['output'];
  /** End of the period, exclusive. */
  readonly to: Scalars['DateTime']['output'];
  /** How many errors. */
  readonly total: Scalars['Int']['output'];
};

/** Figures over errors. */
export type ErrorStatsByTypeArgs = {
  limit?: Scalars['Int']['input'];
};

/** Errors of one status. */
export type ErrorStatusCount = {
  readonly __typename?: 'ErrorStatusCount';
  /** How many errors. */
  readonly count: Scalars['Int']['output'];
  /** The status. */
  readonly status: SystemErrorStatus;
};

/** Errors of one type. */
export type ErrorTypeCount = {
  readonly __typename?: 'ErrorTypeCount';
  /** How many errors. */
  readonly count: Scalars['Int']['output'];
  /** The type. */
  readonly errorType: Scalars['String']['output'];
};

/** Errors of one user. */
export type ErrorUserCount = {
  readonly __typename?: 'ErrorUserCount';
  /** How many errors. A whole number. */
  readonly count: Scalars['Float']['output'];
  /** The user; null where the user is gone. */
  readonly user?: Maybe<User>;
  /** Database id of the user. */
  readonly userId: Scalars['ID']['output'];
};

/** An event to escalate. */
export type EscalateSecurityEventInput = {
  /** Refuse when the event's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the event. */
  readonly id: Scalars['ID']['input'];
  /** Why: 1 to 2,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** The escalated event. */
export type EscalateSecurityEventPayload = {
  readonly __typename?: 'EscalateSecurityEventPayload';
  /** The event; null when there are user errors. */
  readonly securityEvent?: Maybe<SecurityEvent>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A file of records to download. The same export always gives the same bytes, or says that it no longer can. */
export type Export = Node & {
  readonly __typename?: 'Export';
  /** How many bytes were sent so far: as far as any download came. (Int would end at 2 GB.) */
  readonly bytesSent: Scalars['Float']['output'];
  /** When all of it had been sent for the first time; null before. */
  readonly completedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When it was started. */
  readonly createdAt: Scalars['DateTime']['output'];
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** How many rows PostgreSQL expects it to have. */
  readonly estimatedRows: Scalars['Float']['output'];
  /** Until when it can be downloaded. */
  readonly expiresAt: Scalars['DateTime']['output'];
  /** The filter, as it was given. */
  readonly filter: Scalars['JSON']['output'];
  /** How it is written. */
  readonly format: ExportFormat;
  /** Whether the file begins with a byte order mark. */
  readonly hasByteOrderMark: Scalars['Boolean']['output'];
  readonly id: Scalars['ID']['output'];
  /** How many rows were sent so far: as far as any download came. */
  readonly rowsSent: Scalars['Float']['output'];
  /** What is exported. */
  readonly source: ExportSource;
  /** How far it is. */
  readonly status: ExportStatus;
  /** The length of the file in bytes; null until it was written to its end once. */
  readonly totalBytes?: Maybe<Scalars['Float']['output']>;
  /** Where to download it, with the same credentials: a path on this service. */
  readonly url: Scalars['String']['output'];
  /** Who started it, and alone may download it; null where the viewer may not see the user. */
  readonly user?: Maybe<User>;
};

/** A page of exports. */
export type ExportConnection = {
  readonly __typename?: 'ExportConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<ExportEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<Export>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** An export in a list. */
export type ExportEdge = {
  readonly __typename?: 'ExportEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The export. */
  readonly node: Export;
};

/** Which exports. Every field that is given must match. */
export type ExportFilter = {
  /** Any of these sources. */
  readonly sources?: InputMaybe<ReadonlyArray<ExportSource>>;
  /** Those that this user started. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** How a file is written. */
export type ExportFormat =
  /** Comma-separated values (RFC 4180) with a header line. Texts that a spreadsheet would take for a formula begin with `'`. */
  | 'CSV'
  /** JSON objects, one a line, with the names of the GraphQL fields. */
  | 'NDJSON';

/** What can be exported. */
export type ExportSource =
  /** Activity logs: what users did. */
  | 'ACTIVITY_LOGS'
  /** Audit records: who changed what. */
  | 'AUDIT_LOGS'
  /** Security events. */
  | 'SECURITY_EVENTS'
  /** Errors that applications have reported. */
  | 'SYSTEM_ERRORS';

/** How far an export is. */
export type ExportStatus =
  /** All of it was downloaded; it can be again. */
  | 'COMPLETED'
  /** It can be downloaded no more: start another one. */
  | 'EXPIRED'
  /** A download was cut off: go on with what is missing. */
  | 'INTERRUPTED'
  /** Nothing of it was downloaded yet. */
  | 'READY'
  /** It is being downloaded. */
  | 'RUNNING';

/** A run that has failed. Counters are totals of this attempt and never less than before; absent ones stay. */
export type FailSyncRunInput = {
  /** More about the failure: up to 64 KB. */
  readonly errorDetails?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Why it has failed: 1 to 10,000 characters, without secrets. */
  readonly errorMessage: Scalars['String']['input'];
  /** What `claimSyncRun` gave. */
  readonly fencingToken: Scalars['String']['input'];
  /** Global or database id of the run. */
  readonly id: Scalars['ID']['input'];
  /** How many of them were new. */
  readonly recordsCreated?: InputMaybe<Scalars['Int']['input']>;
  /** How many of them could not be taken over. */
  readonly recordsFailed?: InputMaybe<Scalars['Int']['input']>;
  /** How many records were read. */
  readonly recordsProcessed?: InputMaybe<Scalars['Int']['input']>;
  /** How many of them had changed. */
  readonly recordsUpdated?: InputMaybe<Scalars['Int']['input']>;
};

/** The failed run. */
export type FailSyncRunPayload = {
  readonly __typename?: 'FailSyncRunPayload';
  /** The run; null when there are user errors. */
  readonly run?: Maybe<SyncRun>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Runs of one program that failed. */
export type FailingJob = {
  readonly __typename?: 'FailingJob';
  /** How many of its runs failed in the period. */
  readonly failures: Scalars['Int']['output'];
  /** Which program: a class of the application that runs it. */
  readonly jobClass: Scalars['String']['output'];
  /** Why the last of them failed, without secrets and personal data. */
  readonly lastError?: Maybe<Scalars['String']['output']>;
  /** When the last of them was recorded. */
  readonly lastFailedAt: Scalars['DateTime']['output'];
  /** The schedule of the last of them; null where it was started otherwise. */
  readonly scheduledJob?: Maybe<ScheduledJob>;
};

/** What a feed item tells. */
export type FeedItemKind =
  /** The object is new for this viewer. */
  | 'CREATED'
  /** The object was deleted, or a notification addresses the viewer no longer; only its id is given. */
  | 'DELETED'
  /** Nothing for this viewer happened, but the cursor moved on. The first item of every subscription is one. */
  | 'PROGRESS'
  /** The object has changed. */
  | 'UPDATED';

/** How one value differs between two states of an entity. */
export type FieldChange = {
  readonly __typename?: 'FieldChange';
  /** The value before; null where there was none. Values whose name suggests a secret are `***`. */
  readonly from?: Maybe<Scalars['JSON']['output']>;
  /** Whether it came, went or became another. */
  readonly kind: FieldChangeKind;
  /** Where the value is: names of fields, and positions in lists counted from 0. Empty where the whole state is one value. */
  readonly path: ReadonlyArray<Scalars['String']['output']>;
  /** The value after; null where there is none. Values whose name suggests a secret are `***`. */
  readonly to?: Maybe<Scalars['JSON']['output']>;
};

/** How a value changed. */
export type FieldChangeKind =
  /** It was not there before. */
  | 'ADDED'
  /** It has another value. */
  | 'CHANGED'
  /** It is not there any more. */
  | 'REMOVED';

/** A sign of life. Counters are totals of this attempt and never less than before; absent ones stay. */
export type HeartbeatSyncRunInput = {
  /** How many records there are to process; it may be corrected in either direction. */
  readonly expectedRecords?: InputMaybe<Scalars['Int']['input']>;
  /** What `claimSyncRun` gave. */
  readonly fencingToken: Scalars['String']['input'];
  /** Global or database id of the run. */
  readonly id: Scalars['ID']['input'];
  /** How many of them were new. */
  readonly recordsCreated?: InputMaybe<Scalars['Int']['input']>;
  /** How many of them could not be taken over. */
  readonly recordsFailed?: InputMaybe<Scalars['Int']['input']>;
  /** How many records were read so far. */
  readonly recordsProcessed?: InputMaybe<Scalars['Int']['input']>;
  /** How many of them had changed. */
  readonly recordsUpdated?: InputMaybe<Scalars['Int']['input']>;
};

/** How the worker is to go on. */
export type HeartbeatSyncRunPayload = {
  readonly __typename?: 'HeartbeatSyncRunPayload';
  /** Whether the worker shall stop and call `confirmSyncRunCancelled`; null when there are user errors. */
  readonly isCancelRequested?: Maybe<Scalars['Boolean']['output']>;
  /** Until when the worker must report next. */
  readonly leaseExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** The run; null when there are user errors. */
  readonly run?: Maybe<SyncRun>;
  /** Why nothing was taken down: stop working on the run. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A group or an error to ignore: exactly one of `groupId` and `errorId`. */
export type IgnoreErrorInput = {
  /** Global or database id of the error. */
  readonly errorId?: InputMaybe<Scalars['ID']['input']>;
  /** Refuse when the `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the group. */
  readonly groupId?: InputMaybe<Scalars['ID']['input']>;
  /** Why: up to 10,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** Of a group: until this instant, in the future. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of a group: until the occurrence with this number, which has not happened yet. With `until`: until either. */
  readonly untilOccurrence?: InputMaybe<Scalars['Int']['input']>;
};

/** What is ignored. */
export type IgnoreErrorPayload = {
  readonly __typename?: 'IgnoreErrorPayload';
  /** The group; null when an error was named, or there are user errors. */
  readonly errorGroup?: Maybe<ErrorGroup>;
  /** The error; null when a group was named, or there are user errors. */
  readonly systemError?: Maybe<SystemError>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A place in the tree ministry → regions → sectors → schools. */
export type Institution = Node & {
  readonly __typename?: 'Institution';
  /** The institutions above, the nearest first, as far as the viewer may see them. */
  readonly ancestors: ReadonlyArray<Institution>;
  /** The institutions directly below, by name. */
  readonly children: ReadonlyArray<Institution>;
  /** Phone, e-mail, address, as the Laravel application keeps them. */
  readonly contactInfo?: Maybe<Scalars['JSON']['output']>;
  /** When the record was made. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** How many institutions that the viewer may see lie below, at any depth. */
  readonly descendantCount: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  /** Code of its own, unique. */
  readonly institutionCode?: Maybe<Scalars['String']['output']>;
  /** Whether it operates; true unless it was switched off. */
  readonly isActive: Scalars['Boolean']['output'];
  /** Depth in the tree: 1 ministry, 2 region, 3 sector, 4 school. */
  readonly level: Scalars['Int']['output'];
  /** Where it is, as the Laravel application keeps it. */
  readonly location?: Maybe<Scalars['JSON']['output']>;
  /** Full name. */
  readonly name: Scalars['String']['output'];
  /** The institution above; null at the top of the tree and at the top of what the viewer may see. */
  readonly parent?: Maybe<Institution>;
  /** Code of the region it lies in. */
  readonly regionCode?: Maybe<Scalars['String']['output']>;
  /** Short name. */
  readonly shortName?: Maybe<Scalars['String']['output']>;
  /** What kind of institution it is. */
  readonly type: InstitutionType;
  /** The kind as the database has it. */
  readonly typeRaw: Scalars['String']['output'];
  /** How many users that the viewer may see belong to this institution itself. */
  readonly userCount: Scalars['Int']['output'];
};

/** A page of institutions. */
export type InstitutionConnection = {
  readonly __typename?: 'InstitutionConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<InstitutionEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<Institution>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** An institution in a list. */
export type InstitutionEdge = {
  readonly __typename?: 'InstitutionEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The institution. */
  readonly node: Institution;
};

/** Which institutions. */
export type InstitutionFilter = {
  /** Only institutions that operate, or do not. */
  readonly isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Institutions directly below this one. */
  readonly parentId?: InputMaybe<Scalars['ID']['input']>;
  /** Institutions of this region. */
  readonly regionCode?: InputMaybe<Scalars['String']['input']>;
  /** Part of the name, short name or code, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Any of these kinds. */
  readonly types?: InputMaybe<ReadonlyArray<InstitutionType>>;
  /** This institution and everything below it. */
  readonly withinId?: InputMaybe<Scalars['ID']['input']>;
};

/** Kinds of institutions. */
export type InstitutionType =
  /** The ministry. */
  | 'MINISTRY'
  /** A kind that this API does not know; see `typeRaw`. */
  | 'OTHER'
  /** A regional education office. */
  | 'REGION'
  /** A school. */
  | 'SCHOOL'
  /** A sector within a region. */
  | 'SEKTOR'
  /** A university. */
  | 'UNIVERSITY'
  /** A vocational school. */
  | 'VOCATIONAL';

/** A connection to another system. */
export type Integration = Node & {
  readonly __typename?: 'Integration';
  /** How many requests a minute the other system takes; null: not limited. */
  readonly apiRateLimit?: Maybe<Scalars['Int']['output']>;
  /** Its configuration. Values whose names look like secrets, and names and passwords in addresses, are masked. */
  readonly config: Scalars['JSONObject']['output'];
  /** When it was created. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who created it; null where nobody is known or the viewer may not see the user. */
  readonly createdBy?: Maybe<User>;
  /** Which credentials it has, by name. Values are never told. */
  readonly credentials: ReadonlyArray<IntegrationCredential>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
  /** Whose integration it is; null: the whole system's. */
  readonly institution?: Maybe<Institution>;
  /** Whether it may be used; true where nobody said. */
  readonly isEnabled: Scalars['Boolean']['output'];
  /** Whether it is the whole system's, which only super administrators see. */
  readonly isSystemWide: Scalars['Boolean']['output'];
  /** When it was synchronised last; null: never. */
  readonly lastSyncAt?: Maybe<Scalars['DateTime']['output']>;
  /** The run that started last; null where there is none, or none that the viewer may see. */
  readonly lastSyncRun?: Maybe<SyncRun>;
  /** Name, unique within the institution. */
  readonly name: Scalars['String']['output'];
  /** What administrators noted about it. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** Who provides the other system. */
  readonly provider: Scalars['String']['output'];
  /** How often it is to be synchronised; MANUAL where nobody said. */
  readonly syncFrequency: IntegrationSyncFrequency;
  /** The frequency as the database has it; null where nobody said. */
  readonly syncFrequencyRaw?: Maybe<Scalars['String']['output']>;
  /** Whether it is synchronised as often as it is to be. */
  readonly syncFreshness: SyncFreshness;
  /** Its sync runs; none for a viewer who may not see sync runs. */
  readonly syncRuns: SyncRunConnection;
  /**
   * Completed runs as a share of completed and failed ones: 0 to 1. Null where none has ended, or the viewer may not see
   * sync runs.
   */
  readonly syncSuccessRate?: Maybe<Scalars['Float']['output']>;
  /** What it is for. */
  readonly type: IntegrationType;
  /** The type as the database has it. */
  readonly typeRaw: Scalars['String']['output'];
  /** When it was changed last. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Changes with every change of the integration and its credentials; pass it as `expectedVersion`. */
  readonly version: Scalars['String']['output'];
};

/** A connection to another system. */
export type IntegrationSyncRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: SyncRunOrder;
};

/** A connection to another system. */
export type IntegrationSyncSuccessRateArgs = {
  days?: Scalars['Int']['input'];
};

/** A key of a configuration. */
export type IntegrationConfigField = {
  readonly __typename?: 'IntegrationConfigField';
  /** What a CHOICE is one of; null for other kinds. */
  readonly choices?: Maybe<ReadonlyArray<Scalars['String']['output']>>;
  /** What it says. */
  readonly description: Scalars['String']['output'];
  /** Whether it is needed. */
  readonly isRequired: Scalars['Boolean']['output'];
  /** What its value is. */
  readonly kind: IntegrationConfigKind;
  /** The most that an INTEGER can be; null for other kinds. */
  readonly maximum?: Maybe<Scalars['Int']['output']>;
  /** The least that an INTEGER can be; null for other kinds. */
  readonly minimum?: Maybe<Scalars['Int']['output']>;
  /** The key. */
  readonly name: Scalars['String']['output'];
};

/** What a value of a configuration is. */
export type IntegrationConfigKind =
  /** True or false. */
  | 'BOOLEAN'
  /** One of `choices`. */
  | 'CHOICE'
  /** The name of an HTTP header. */
  | 'HEADER'
  /** The name or address of a host. */
  | 'HOST'
  /** A whole number. */
  | 'INTEGER'
  /** A path that begins with one `/`. */
  | 'PATH'
  /** Text of 1 to 200 characters. */
  | 'TEXT'
  /** An http(s) address without name, password, query and fragment. */
  | 'URL';

/** A page of integrations. */
export type IntegrationConnection = {
  readonly __typename?: 'IntegrationConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<IntegrationEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<Integration>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** That an integration has a credential, or could have it. Its value is never told. */
export type IntegrationCredential = {
  readonly __typename?: 'IntegrationCredential';
  /** Whether the value is kept encrypted, with a key that this installation has. Null where it is not set. */
  readonly isEncrypted?: Maybe<Scalars['Boolean']['output']>;
  /** Whether there is a value. */
  readonly isSet: Scalars['Boolean']['output'];
  /** Its name, such as `password`. */
  readonly name: Scalars['String']['output'];
  /** Since when, where it was set through this API. */
  readonly setAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who set it; null where nobody is known or the viewer may not see the user. */
  readonly setBy?: Maybe<User>;
};

/** A credential that a type takes. */
export type IntegrationCredentialField = {
  readonly __typename?: 'IntegrationCredentialField';
  /** What it is for. */
  readonly description: Scalars['String']['output'];
  /** Whether an integration can be enabled only when it is set. */
  readonly isRequired: Scalars['Boolean']['output'];
  /** Its name. */
  readonly name: Scalars['String']['output'];
};

/** A credential to set or to clear. */
export type IntegrationCredentialInput = {
  /** Its name, as `integrationTypes` says. */
  readonly name: Scalars['String']['input'];
  /** Its value: 1 to 4,096 characters; null clears it. */
  readonly value?: InputMaybe<Scalars['String']['input']>;
};

/** An integration in a list. */
export type IntegrationEdge = {
  readonly __typename?: 'IntegrationEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The integration. */
  readonly node: Integration;
};

/** Which integrations. Every field that is given must match. */
export type IntegrationFilter = {
  /** Of this institution or of any below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Whether it is enabled. */
  readonly isEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether its synchronisation is overdue: `syncFreshness` is LATE. */
  readonly isSyncLate?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it is the whole system's. */
  readonly isSystemWide?: InputMaybe<Scalars['Boolean']['input']>;
  /** Of this provider, in any case. */
  readonly provider?: InputMaybe<Scalars['String']['input']>;
  /** Part of the name, provider or notes, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Any of these frequencies; OTHER is not allowed here. */
  readonly syncFrequencies?: InputMaybe<ReadonlyArray<IntegrationSyncFrequency>>;
  /** Any of these types; OTHER is not allowed here. */
  readonly types?: InputMaybe<ReadonlyArray<IntegrationType>>;
};

/** Order of integrations. */
export type IntegrationOrder =
  /** By name. */
  | 'NAME'
  /** By time of creation, the newest first. */
  | 'NEWEST_FIRST'
  /** By time of creation, the oldest first. */
  | 'OLDEST_FIRST'
  /** By when the next synchronisation is due, the most overdue first; those that are not scheduled last. */
  | 'SYNC_DUE_FIRST';

/** How many integrations there are within the viewer's reach. */
export type IntegrationStats = {
  readonly __typename?: 'IntegrationStats';
  /** By type, the most frequent first. Types that this API does not know are counted together as OTHER. */
  readonly byType: ReadonlyArray<IntegrationTypeCount>;
  /** Those that are enabled. */
  readonly enabled: Scalars['Int']['output'];
  /** Those that are enabled and were never synchronised. */
  readonly neverSynced: Scalars['Int']['output'];
  /** Those of the whole system. */
  readonly systemWide: Scalars['Int']['output'];
  /** All of them. */
  readonly total: Scalars['Int']['output'];
};

/** How often an integration is to be synchronised. */
export type IntegrationSyncFrequency =
  /** Every day. */
  | 'DAILY'
  /** Every quarter of an hour. */
  | 'EVERY_15_MINUTES'
  /** Every hour. */
  | 'HOURLY'
  /** When somebody asks for it. */
  | 'MANUAL'
  /** Every month. */
  | 'MONTHLY'
  /** A frequency that this API does not know; see `syncFrequencyRaw`. */
  | 'OTHER'
  /** Every week. */
  | 'WEEKLY';

/** How a test of an integration ended. */
export type IntegrationTestOutcome =
  /** The address, or one that it redirects to, is not public, and the operator does not allow it (OUTBOUND_ALLOWED_NETWORKS). */
  | 'ADDRESS_NOT_ALLOWED'
  /** It did not accept the credentials, or wants some. */
  | 'AUTH_FAILED'
  /** Its name is not known. */
  | 'DNS_FAILED'
  /** The other system answered as it should. */
  | 'OK'
  /** What answers there does not speak the protocol, or hung up. */
  | 'PROTOCOL_FAILED'
  /** No connection was made: nobody listens there, or there is no way to it. */
  | 'REFUSED'
  /** It took too long. */
  | 'TIMEOUT'
  /** TLS failed: the certificate is not trusted or of another name, or TLS is not offered. */
  | 'TLS_FAILED'
  /** It redirected more than three times. */
  | 'TOO_MANY_REDIRECTS'
  /** It answered, but with a status that tells of no success. */
  | 'UNEXPECTED_STATUS'
  /** The stored credentials cannot be decrypted or sent: set them again, or have the key added to ENCRYPTION_KEYS. */
  | 'UNREADABLE_CREDENTIALS';

/** How a test of an integration went. */
export type IntegrationTestResult = {
  readonly __typename?: 'IntegrationTestResult';
  /** Whether credentials were sent and accepted. False: there are none, or the type's test does not send them. */
  readonly credentialsAccepted: Scalars['Boolean']['output'];
  /** How long it took, in milliseconds. */
  readonly durationMs: Scalars['Int']['output'];
  /** What that means and what to do. */
  readonly message: Scalars['String']['output'];
  /** How it ended. */
  readonly outcome: IntegrationTestOutcome;
  /** The status of HTTP or SMTP; null where there was none. */
  readonly status?: Maybe<Scalars['Int']['output']>;
};

/** What an integration is for. */
export type IntegrationType =
  /** An HTTP API. */
  | 'API'
  /** A calendar server. */
  | 'CALENDAR'
  /** A source that data are imported from. */
  | 'DATA_IMPORT'
  /** A mail server that mail is sent through (SMTP). */
  | 'EMAIL'
  /** A learning management system. */
  | 'LMS'
  /** A gateway for messages: SMS, push and the like. */
  | 'NOTIFICATION'
  /** A type that this API does not know; see `typeRaw`. */
  | 'OTHER'
  /** Payments. */
  | 'PAYMENT'
  /** Single sign-on by OpenID Connect. */
  | 'SSO'
  /** Object storage (S3). */
  | 'STORAGE';

/** How many integrations are of a type. */
export type IntegrationTypeCount = {
  readonly __typename?: 'IntegrationTypeCount';
  /** How many are of it. */
  readonly count: Scalars['Int']['output'];
  /** How many of them are enabled. */
  readonly enabled: Scalars['Int']['output'];
  /** The type. */
  readonly type: IntegrationType;
};

/** A type of integrations and what it takes. */
export type IntegrationTypeInfo = {
  readonly __typename?: 'IntegrationTypeInfo';
  /** The keys of its configuration. */
  readonly config: ReadonlyArray<IntegrationConfigField>;
  /** Its credentials. */
  readonly credentials: ReadonlyArray<IntegrationCredentialField>;
  /** What it is for. */
  readonly description: Scalars['String']['output'];
  /** The type. */
  readonly type: IntegrationType;
};

/** A group or an error to investigate: exactly one of `groupId` and `errorId`. */
export type InvestigateErrorInput = {
  /** Global or database id of the error. */
  readonly errorId?: InputMaybe<Scalars['ID']['input']>;
  /** Refuse when the `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the group. */
  readonly groupId?: InputMaybe<Scalars['ID']['input']>;
  /** What is to be said about it: up to 10,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** What is investigated. */
export type InvestigateErrorPayload = {
  readonly __typename?: 'InvestigateErrorPayload';
  /** The group; null when an error was named, or there are user errors. */
  readonly errorGroup?: Maybe<ErrorGroup>;
  /** The error; null when a group was named, or there are user errors. */
  readonly systemError?: Maybe<SystemError>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A licence to issue. */
export type IssueLicenseInput = {
  /** Until when it counts: in the future and after `issuedAt`; without end unless told. Trials need one. */
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Features by name: true or false, a number that limits, or a text. Up to 16 KB. */
  readonly features?: InputMaybe<Scalars['JSONObject']['input']>;
  /** A repeat with the same key within 24 hours issues nothing new and answers with the first licence. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the institution that gets it, with everything below it; none: the whole system. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** From when it counts, once activated; now unless told. */
  readonly issuedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** By whom, as written on it: 1 to 200 characters; the viewer's user name unless told. */
  readonly issuedBy?: InputMaybe<Scalars['String']['input']>;
  /** To whom, as written on it: 1 to 200 characters. */
  readonly issuedTo?: InputMaybe<Scalars['String']['input']>;
  /** Code of the module. */
  readonly moduleCode: Scalars['String']['input'];
  /** Notes: up to 10,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** What kind; OTHER is not allowed. */
  readonly type: LicenseType;
  /** How many users at most, 1 to 1,000,000; any number unless told. */
  readonly userLimit?: InputMaybe<Scalars['Int']['input']>;
};

/** The issued licence. */
export type IssueLicensePayload = {
  readonly __typename?: 'IssueLicensePayload';
  /** The licence; null when there are user errors. */
  readonly license?: Maybe<License>;
  /** Why nothing was issued. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** That a run was asked to stop. */
export type JobCancelRequest = {
  readonly __typename?: 'JobCancelRequest';
  /** Why, without secrets and personal data. */
  readonly reason?: Maybe<Scalars['String']['output']>;
  /** When. */
  readonly requestedAt: Scalars['DateTime']['output'];
  /** Who asked; null where nobody is known or the viewer may not see the user. */
  readonly requestedBy?: Maybe<User>;
};

/** A class of jobs: a program of this service that can be scheduled. */
export type JobClass = {
  readonly __typename?: 'JobClass';
  /** When it runs unless told, as cron writes it; null: by interval. */
  readonly defaultCronExpression?: Maybe<Scalars['String']['output']>;
  /** After how many minutes it runs again unless told; null: by a cron expression. */
  readonly defaultIntervalMinutes?: Maybe<Scalars['Int']['output']>;
  /** After how many seconds a run is given up unless told. */
  readonly defaultTimeLimitSeconds: Scalars['Int']['output'];
  /** What it does. */
  readonly description: Scalars['String']['output'];
  /** Its name, as `ScheduledJob.jobClass` has it. */
  readonly jobClass: Scalars['String']['output'];
  /** What it takes, as JSON Schema. */
  readonly parametersSchema: Scalars['JSONObject']['output'];
  /** What people call it. */
  readonly title: Scalars['String']['output'];
};

/** How long completed attempts took, in seconds. */
export type JobDurations = {
  readonly __typename?: 'JobDurations';
  /** How many were measured. */
  readonly count: Scalars['Int']['output'];
  /** The longest. */
  readonly max?: Maybe<Scalars['Float']['output']>;
  /** Half of them took no longer. */
  readonly p50?: Maybe<Scalars['Float']['output']>;
  /** 90 of 100 took no longer. */
  readonly p90?: Maybe<Scalars['Float']['output']>;
  /** 99 of 100 took no longer. */
  readonly p99?: Maybe<Scalars['Float']['output']>;
};

/** Figures over runs of jobs. */
export type JobFigures = {
  readonly __typename?: 'JobFigures';
  /** How many of them have each status; statuses of none are left out. */
  readonly byStatus: ReadonlyArray<JobStatusCount>;
  /** How long completed attempts took. */
  readonly durations: JobDurations;
  /**
   * For how many seconds runs waited on average, from their planned time to their start: of first attempts of this service
   * that were not asked for again. Null where there are none.
   */
  readonly meanWaitSeconds?: Maybe<Scalars['Float']['output']>;
  /** Completed attempts as a share of completed and failed ones: 0 to 1. Null where none has ended so. */
  readonly successRate?: Maybe<Scalars['Float']['output']>;
  /** How many attempts were queued or recorded. */
  readonly total: Scalars['Int']['output'];
};

/** How scheduled jobs are doing. Lists have the 20 oldest of each kind; counts have all. */
export type JobHealth = {
  readonly __typename?: 'JobHealth';
  /** When it was looked, by the scheduler's clock. */
  readonly checkedAt: Scalars['DateTime']['output'];
  /**
   * How many workers fell silent without having stopped: within the last hour with none started on their host since, or
   * while they hold runs.
   */
  readonly deadWorkerCount: Scalars['Int']['output'];
  /** Their names. */
  readonly deadWorkers: ReadonlyArray<Scalars['String']['output']>;
  /** Whether jobs are active and no worker is alive that could run them. */
  readonly isWithoutWorker: Scalars['Boolean']['output'];
  /** How many active jobs are past their time by more than their grace, 60 seconds at least. */
  readonly lateJobCount: Scalars['Int']['output'];
  /** Those jobs. */
  readonly lateJobs: ReadonlyArray<LateJob>;
  /** How many runs have been ready for more than 60 seconds without a worker taking them. */
  readonly lateRunCount: Scalars['Int']['output'];
  /** Those runs. */
  readonly lateRuns: ReadonlyArray<JobRunProblem>;
  /** Workers that report in time. */
  readonly liveWorkers: Scalars['Int']['output'];
  /** How late the latest job or run is, in seconds; null where nothing is late. */
  readonly oldestLatenessSeconds?: Maybe<Scalars['Float']['output']>;
  /** The worst of what was found. */
  readonly status: JobHealthStatus;
  /** How many runs do not get on. */
  readonly stuckRunCount: Scalars['Int']['output'];
  /** Those runs. */
  readonly stuckRuns: ReadonlyArray<JobRunProblem>;
  /** How many active jobs are never due: their schedules cannot be read, or have no time left. */
  readonly unplannedJobCount: Scalars['Int']['output'];
  /** Those jobs; `scheduleProblem` says what is wrong. */
  readonly unplannedJobs: ReadonlyArray<ScheduledJob>;
};

/** How scheduled jobs are doing. */
export type JobHealthStatus =
  /** A worker has died, a run is stuck, or no worker is alive while jobs are active. */
  | 'FAILING'
  /** Jobs or runs wait longer than they should, or an active job is never due. */
  | 'LATE'
  /** No worker was ever registered here: nobody runs jobs. */
  | 'OFF'
  /** Everything runs when it should. */
  | 'OK';

/** Something that a run said. */
export type JobLine = {
  readonly __typename?: 'JobLine';
  /** The id in the database; a later line of the same run has a greater one. */
  readonly databaseId: Scalars['ID']['output'];
  /** What it said, without secrets and personal data. */
  readonly message: Scalars['String']['output'];
  /** When it said so. */
  readonly writtenAt: Scalars['DateTime']['output'];
};

/** A page of what a run said. */
export type JobLineConnection = {
  readonly __typename?: 'JobLineConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<JobLineEdge>;
  /** The feed's position before this page was read: `jobLineFeed` with `after` set to it misses nothing in between. */
  readonly feedCursor: Scalars['String']['output'];
  /** The items. */
  readonly nodes: ReadonlyArray<JobLine>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many lines there are; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A line in a list. */
export type JobLineEdge = {
  readonly __typename?: 'JobLineEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The line. */
  readonly node: JobLine;
};

/** An item of the feed of what a run says. */
export type JobLineFeedItem = {
  readonly __typename?: 'JobLineFeedItem';
  /** Resume after this item with `after`. */
  readonly cursor: Scalars['String']['output'];
  /** What the item tells: CREATED or PROGRESS. */
  readonly kind: FeedItemKind;
  /** The line; null for PROGRESS. */
  readonly line?: Maybe<JobLine>;
};

/** One attempt at a job: queued, running or over. */
export type JobLog = Node &
  TimelineItem & {
    readonly __typename?: 'JobLog';
    /** Which attempt it is; 1 is the first. */
    readonly attempt: Scalars['Int']['output'];
    /** All attempts at the same run, the first one first: at most 100. Null for a run of another application. */
    readonly attempts?: Maybe<ReadonlyArray<JobLog>>;
    /** From when on a worker may take it, or might; null for a run of another application. */
    readonly availableAt?: Maybe<Scalars['DateTime']['output']>;
    /** That it was asked to stop; null where nobody did. */
    readonly cancelRequest?: Maybe<JobCancelRequest>;
    /** When it was queued or recorded; null where the writer left it out. */
    readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
    /** The id in the database. */
    readonly databaseId: Scalars['ID']['output'];
    /** How long it took, in seconds; null: not over, or not recorded. */
    readonly duration?: Maybe<Scalars['Int']['output']>;
    /** How long it took, in milliseconds, from its start to its end; null: not over, or not recorded. */
    readonly durationMs?: Maybe<Scalars['Float']['output']>;
    /** When it ended; null: not yet, or not recorded. */
    readonly endTime?: Maybe<Scalars['DateTime']['output']>;
    /** Why it failed, without secrets and personal data. */
    readonly errorMessage?: Maybe<Scalars['String']['output']>;
    /** Where in the program it failed, without secrets and personal data. */
    readonly errorTrace?: Maybe<Scalars['String']['output']>;
    /** Who started it; null where nobody did, the user is gone or the viewer may not see the user. */
    readonly executedBy?: Maybe<User>;
    /** When its worker reported last. */
    readonly heartbeatAt?: Maybe<Scalars['DateTime']['output']>;
    readonly id: Scalars['ID']['output'];
    /** That of `executedBy`; null where nobody is known or the viewer may not see it. */
    readonly institution?: Maybe<Institution>;
    /** Always null: jobs run within the system. */
    readonly ipAddress?: Maybe<Scalars['String']['output']>;
    /** Whether its worker has not reported in time, as of when it is read; null for a run of another application. */
    readonly isStale?: Maybe<Scalars['Boolean']['output']>;
    /** Which program is run: a class of the application that runs it. */
    readonly jobClass: Scalars['String']['output'];
    /** The queue's own id of the job; attempts at the same job share it. */
    readonly jobId?: Maybe<Scalars['String']['output']>;
    /** Until when its worker must report next; null where no worker has it. */
    readonly leaseExpiresAt?: Maybe<Scalars['DateTime']['output']>;
    /** What it said while it ran, the first line first; null for a run of another application. */
    readonly lines?: Maybe<JobLineConnection>;
    /** When it was queued or recorded; null where the writer left it out. The same as `createdAt`. */
    readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
    /** What the job was given. Values whose name suggests a secret are `***`. */
    readonly payload?: Maybe<Scalars['JSON']['output']>;
    /** How far it has come; null where it did not say. */
    readonly progress?: Maybe<JobProgress>;
    /** Where it waits or waited. */
    readonly queue?: Maybe<Scalars['String']['output']>;
    /** What the job gave back. Values whose name suggests a secret are `***`. */
    readonly result?: Maybe<Scalars['JSON']['output']>;
    /** The id that all attempts at the same run share; null for a run of another application. */
    readonly runId?: Maybe<Scalars['String']['output']>;
    /** For which time it was planned; of a run that was started by hand, when. Null for a run of another application. */
    readonly scheduledFor?: Maybe<Scalars['DateTime']['output']>;
    /** Which schedule it belongs to; null where it was started otherwise. */
    readonly scheduledJob?: Maybe<ScheduledJob>;
    /** JOB_LOG. */
    readonly source: TimelineSource;
    /** When it began; null: not yet, or not recorded. */
    readonly startTime?: Maybe<Scalars['DateTime']['output']>;
    /** Where it stands, as of when it is read; null for a run of another application. */
    readonly state?: Maybe<JobRunState>;
    /** How far it is. */
    readonly status: JobLogStatus;
    /** The status as the table has it. */
    readonly statusRaw: Scalars['String']['output'];
    /** Program and status. */
    readonly summary: Scalars['String']['output'];
    /** How the run came about; null for a run of another application. */
    readonly trigger?: Maybe<JobRunTrigger>;
    /** The same as `executedBy`. */
    readonly user?: Maybe<User>;
    /**
     * Changes when the run begins, ends or is handed back, not with each sign of life; pass it as `expectedVersion`. Null for
     * a run of another application.
     */
    readonly version?: Maybe<Scalars['String']['output']>;
    /** Name of the worker that has it, or had it last; null where none had it, or the worker is forgotten. */
    readonly worker?: Maybe<Scalars['String']['output']>;
  };

/** One attempt at a job: queued, running or over. */
export type JobLogLinesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A page of runs of jobs. */
export type JobLogConnection = {
  readonly __typename?: 'JobLogConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<JobLogEdge>;
  /** The feed's position before this page was read: subscribe with `after` set to it and nothing is missed in between. */
  readonly feedCursor: Scalars['String']['output'];
  /** The items. */
  readonly nodes: ReadonlyArray<JobLog>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A run of a job in a list. */
export type JobLogEdge = {
  readonly __typename?: 'JobLogEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The run. */
  readonly node: JobLog;
};

/** Which runs the feed tells of. Every field that is given must match. */
export type JobLogFeedFilter = {
  /** Whether it is this service that runs them. */
  readonly isManaged?: InputMaybe<Scalars['Boolean']['input']>;
  /** Any of these programs. */
  readonly jobClasses?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Of this scheduled job: its global or database id. */
  readonly scheduledJobId?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these statuses; OTHER cannot be asked for. */
  readonly statuses?: InputMaybe<ReadonlyArray<JobLogStatus>>;
};

/** An item of the feed of runs of jobs. */
export type JobLogFeedItem = {
  readonly __typename?: 'JobLogFeedItem';
  /** Resume after this item with `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The run's global id; null for PROGRESS. */
  readonly jobLogId?: Maybe<Scalars['ID']['output']>;
  /** What the item tells. */
  readonly kind: FeedItemKind;
  /** The run as it is now; null for DELETED and PROGRESS. */
  readonly run?: Maybe<JobLog>;
};

/** Which runs of jobs. Every field that is given must match. */
export type JobLogFilter = {
  /** Started by this user. */
  readonly executedById?: InputMaybe<Scalars['ID']['input']>;
  /** Queued or recorded at or after this instant. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether it is this service that runs them: true for those alone, false for those of other applications. */
  readonly isManaged?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether they are queued or being run: true for those alone, false for all others. */
  readonly isOpen?: InputMaybe<Scalars['Boolean']['input']>;
  /** Any of these programs. */
  readonly jobClasses?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** All attempts at the job with this id of the queue. */
  readonly jobId?: InputMaybe<Scalars['String']['input']>;
  /** Of this queue. */
  readonly queue?: InputMaybe<Scalars['String']['input']>;
  /** Attempts at the run with this id. */
  readonly runId?: InputMaybe<Scalars['String']['input']>;
  /** Of this scheduled job. */
  readonly scheduledJobId?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these statuses; OTHER cannot be asked for. */
  readonly statuses?: InputMaybe<ReadonlyArray<JobLogStatus>>;
  /** Queued or recorded before this instant. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** That came about in any of these ways; runs of other applications never match. */
  readonly triggers?: InputMaybe<ReadonlyArray<JobRunTrigger>>;
};

/** Order of runs of jobs. */
export type JobLogOrder =
  /** By `createdAt`, the newest first; runs without it last. */
  | 'NEWEST_FIRST'
  /** By `createdAt`, the oldest first; runs without it first. */
  | 'OLDEST_FIRST';

/** How far a run of a job is. */
export type JobLogStatus =
  /** Was ended by somebody. */
  | 'CANCELLED'
  /** Ended as it should. */
  | 'COMPLETED'
  /** Ended with an error. */
  | 'FAILED'
  /** A status that this API does not know; `statusRaw` has it. */
  | 'OTHER'
  /** Is being run. */
  | 'PROCESSING'
  /** Waits for its turn. */
  | 'QUEUED';

/** How far a run has come. */
export type JobProgress = {
  readonly __typename?: 'JobProgress';
  /** How much is done, in a unit of its own. */
  readonly done: Scalars['Float']['output'];
  /** What it is at, without secrets and personal data. */
  readonly message?: Maybe<Scalars['String']['output']>;
  /** How far it has come: 0 to 1. Null where it did not say how much there is to do. */
  readonly share?: Maybe<Scalars['Float']['output']>;
  /** How much there is to do; null: it did not say. */
  readonly total?: Maybe<Scalars['Float']['output']>;
};

/** A run that does not get on. */
export type JobRunProblem = {
  readonly __typename?: 'JobRunProblem';
  /** Which program it runs. */
  readonly jobClass: Scalars['String']['output'];
  /** The database id of its attempt, as `jobLog` takes it. */
  readonly jobLogId: Scalars['ID']['output'];
  /** What is wrong. */
  readonly reason: JobRunProblemReason;
  /** The job; null where it is gone. */
  readonly scheduledJob?: Maybe<ScheduledJob>;
  /** How long that is, in seconds. */
  readonly seconds: Scalars['Float']['output'];
  /** Since when. */
  readonly since: Scalars['DateTime']['output'];
};

/** What is wrong with a run. */
export type JobRunProblemReason =
  /** Its worker fell silent, and nobody has ended the attempt. */
  | 'LEASE_ENDED'
  /** It waits for a run of its job that is not there. */
  | 'NEVER_READY'
  /** It is ready, and no worker takes it. */
  | 'NOT_CLAIMED'
  /** It runs longer than its time limit. */
  | 'OVER_TIME';

/** Where a run of this service stands. */
export type JobRunState =
  /** A worker has it and is asked to stop. */
  | 'CANCELLING'
  /** Waits for its time, `availableAt`: an attempt at the run failed before. */
  | 'DELAYED'
  /** It is over; `status` tells how. */
  | 'ENDED'
  /** A worker has it, and reports in time. */
  | 'PROCESSING'
  /** Waits for a worker. */
  | 'READY'
  /** Its worker has not reported in time: it will be ended or tried again shortly. */
  | 'STALE'
  /** Waits until another run of the same job is over. */
  | 'WAITING';

/** How a run came about. */
export type JobRunTrigger =
  /** Somebody started it. */
  | 'MANUAL'
  /** Its time had passed while nothing ran, and its misfire policy has it made up for. */
  | 'MISSED'
  /** Somebody had it done again after it had failed or was cancelled. */
  | 'RETRY'
  /** Its time came. */
  | 'SCHEDULE';

/** Figures over runs of jobs, of which each attempt counts. */
export type JobStats = {
  readonly __typename?: 'JobStats';
  /** Beginning of the period, inclusive. */
  readonly from: Scalars['DateTime']['output'];
  /** Told apart. */
  readonly groups: ReadonlyArray<JobStatsGroup>;
  /** Over all of them. */
  readonly overall: JobFigures;
  /** End of the period, exclusive. */
  readonly to: Scalars['DateTime']['output'];
};

/** Figures over runs of jobs, of which each attempt counts. */
export type JobStatsGroupsArgs = {
  by: JobStatsGrouping;
  limit?: Scalars['Int']['input'];
};

/** Which runs to count. Every field that is given must match. */
export type JobStatsFilter = {
  /** Queued or recorded at or after this instant; 24 hours before `to` unless told. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Whether it is this service that runs them. */
  readonly isManaged?: InputMaybe<Scalars['Boolean']['input']>;
  /** Any of these programs. */
  readonly jobClasses?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Of this scheduled job: its global or database id. */
  readonly scheduledJobId?: InputMaybe<Scalars['ID']['input']>;
  /** Queued or recorded before this instant; now unless told. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** That came about in any of these ways; runs of other applications never match. */
  readonly triggers?: InputMaybe<ReadonlyArray<JobRunTrigger>>;
};

/** Figures over some of the runs. */
export type JobStatsGroup = {
  readonly __typename?: 'JobStatsGroup';
  /** The figures. */
  readonly figures: JobFigures;
  /** The program; null unless told apart by it. */
  readonly jobClass?: Maybe<Scalars['String']['output']>;
  /** The scheduled job; null unless told apart by it, and for runs of none or of one that is gone. */
  readonly scheduledJob?: Maybe<ScheduledJob>;
  /** When the hour or day begins; null unless told apart by it. */
  readonly start?: Maybe<Scalars['DateTime']['output']>;
};

/** By what figures over runs are told apart. */
export type JobStatsGrouping =
  /** By day of UTC, the oldest first; days without a run are left out. */
  | 'DAY'
  /** By hour of UTC, the oldest first; hours without a run are left out. For at most 31 days. */
  | 'HOUR'
  /** By program, those with the most attempts first. */
  | 'JOB_CLASS'
  /** By scheduled job, those with the most attempts first; runs of none are one group. */
  | 'SCHEDULED_JOB';

/** How many attempts have a status. */
export type JobStatusCount = {
  readonly __typename?: 'JobStatusCount';
  /** How many. */
  readonly count: Scalars['Int']['output'];
  /** The status. */
  readonly status: JobLogStatus;
};

/** A process that runs jobs. */
export type JobWorker = {
  readonly __typename?: 'JobWorker';
  /** How many runs it has at a time. */
  readonly concurrency: Scalars['Int']['output'];
  /** Its last sign of life. */
  readonly heartbeatAt: Scalars['DateTime']['output'];
  /** A UUID, anew with every start. */
  readonly id: Scalars['ID']['output'];
  /** Host and process. */
  readonly name: Scalars['String']['output'];
  /** How many runs it has. */
  readonly runningRuns: Scalars['Int']['output'];
  /** When it started. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** How it stands. */
  readonly state: JobWorkerState;
  /** When it stopped in good order; null: it did not. */
  readonly stoppedAt?: Maybe<Scalars['DateTime']['output']>;
};

/** How a worker stands. */
export type JobWorkerState =
  /** It reports, and takes runs. */
  | 'ALIVE'
  /** It has not reported for longer than its lease. */
  | 'DEAD'
  /** It has ended in good order. */
  | 'STOPPED'
  /** It ends what it has and takes no more. */
  | 'STOPPING';

/** A job that was not put into the queue in time. */
export type LateJob = {
  readonly __typename?: 'LateJob';
  /** When it should have run. */
  readonly dueAt: Scalars['DateTime']['output'];
  /** Which program it runs. */
  readonly jobClass: Scalars['String']['output'];
  /** How long ago that was, in seconds. */
  readonly latenessSeconds: Scalars['Float']['output'];
  /** The job; null where it is gone. */
  readonly scheduledJob?: Maybe<ScheduledJob>;
};

/** Why a job does not run at a local time of its schedule. */
export type LeftOutReason =
  /** The clock leaves it out, and another run right after the gap stands for it. */
  | 'COVERED'
  /** The clock shows it twice, and `doubledTimes` chooses the other one. */
  | 'REPEATED'
  /** The clock leaves it out, and `skippedTimes` is LEAVE_OUT. */
  | 'SKIPPED';

/** A local time of a schedule at which the job does not run. */
export type LeftOutTime = {
  readonly __typename?: 'LeftOutTime';
  /** The local time, with its offset where the clock shows it. */
  readonly localTime: Scalars['String']['output'];
  /** Why the job does not run then. */
  readonly reason: LeftOutReason;
};

/** The right to use a module: of one institution and all below it, or of the whole system. */
export type License = Node & {
  readonly __typename?: 'License';
  /** When it was activated; null: not yet. */
  readonly activatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the row was written. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** Days until `expiresAt`, begun ones included; 0 once it has ended, null without end. */
  readonly daysLeft?: Maybe<Scalars['Int']['output']>;
  /** The same, in one form. */
  readonly entitlements: ReadonlyArray<LicenseFeature>;
  /** Until when it counts, exclusive; null: without end. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Features as the database has them: an object by name, or a list of names. */
  readonly features?: Maybe<Scalars['JSON']['output']>;
  /** Until when it counts with its days of grace, exclusive; the end itself for trials. Null: without end. */
  readonly graceEndsAt?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  /** Whose it is, with everything below it; null: everybody's. Null also where the viewer may not see institutions. */
  readonly institution?: Maybe<Institution>;
  /** Whether it covers the whole system. */
  readonly isSystemWide: Scalars['Boolean']['output'];
  /** From when it counts. */
  readonly issuedAt: Scalars['DateTime']['output'];
  /** By whom, as written on it. */
  readonly issuedBy?: Maybe<Scalars['String']['output']>;
  /** To whom, as written on it. */
  readonly issuedTo?: Maybe<Scalars['String']['output']>;
  /** The key: opaque, and with a checksum where this service has issued it. */
  readonly key: Scalars['String']['output'];
  /** When its key was validated last, give or take an hour; null: never. */
  readonly lastValidatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Code of the licensed module. */
  readonly moduleCode: Scalars['String']['output'];
  /** Name of the licensed module. */
  readonly moduleName: Scalars['String']['output'];
  /** Version of the licensed module; null where nobody said. */
  readonly moduleVersion?: Maybe<Scalars['String']['output']>;
  /** Notes of administrators; the reason of a revocation is among them. */
  readonly notes?: Maybe<Scalars['String']['output']>;
  /** Who has a seat, by user id: those whom the viewer may see. */
  readonly seatHolders: LicenseSeatConnection;
  /** Its seats, counted now. */
  readonly seats: LicenseSeats;
  /** Where it stands now. */
  readonly state: LicenseState;
  /** The status as the database has it, which nobody updates when a licence ends: inactive, active, expired or revoked. */
  readonly storedStatus?: Maybe<Scalars['String']['output']>;
  /** What kind it is. */
  readonly type: LicenseType;
  /** The kind as the database has it. */
  readonly typeRaw: Scalars['String']['output'];
  /** When the row was changed last. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Changes with every change of the licence, also with a noted validation; pass it as `expectedVersion`. */
  readonly version: Scalars['String']['output'];
};

/** The right to use a module: of one institution and all below it, or of the whole system. */
export type LicenseSeatHoldersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

/** A signed certificate. */
export type LicenseCertificate = {
  readonly __typename?: 'LicenseCertificate';
  /** The certificate, a JWT of the type `license+jwt`, signed by Ed25519. Null when there are user errors. */
  readonly certificate?: Maybe<Scalars['String']['output']>;
  /** Until when it is good, days of grace included; null: without end. */
  readonly expiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** Which key has signed it: its `kid`. */
  readonly keyId?: Maybe<Scalars['String']['output']>;
  /** Why there is none. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What a certificate is worth by itself. */
export type LicenseCertificateCode =
  /** It was changed after it was signed, or signed by another key than it says. */
  | 'BAD_SIGNATURE'
  /** Genuine, but its time is over. */
  | 'EXPIRED'
  /** Of another issuer, another kind of token, or another algorithm. */
  | 'FOREIGN'
  /** Not a certificate at all. */
  | 'MALFORMED'
  /** Genuine, but of a time to come. */
  | 'NOT_YET_VALID'
  /** Signed by a key that this installation does not have, or not any more. */
  | 'UNKNOWN_KEY'
  /** Genuine, and of this time. */
  | 'VALID';

/** What a certificate is worth. */
export type LicenseCertificateVerification = {
  readonly __typename?: 'LicenseCertificateVerification';
  /** What it says; null unless its signature is genuine. */
  readonly claims?: Maybe<Scalars['JSONObject']['output']>;
  /** What it is worth by itself. */
  readonly code: LicenseCertificateCode;
  /** Its licence as it is now: a genuine certificate of a revoked one is worth nothing. Null where the viewer may not see it. */
  readonly license?: Maybe<License>;
  /** What that means, and what to do. */
  readonly message: Scalars['String']['output'];
};

/** A page of licences. */
export type LicenseConnection = {
  readonly __typename?: 'LicenseConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<LicenseEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<License>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A licence in a list. */
export type LicenseEdge = {
  readonly __typename?: 'LicenseEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The licence. */
  readonly node: License;
};

/** One feature of a licence. */
export type LicenseFeature = {
  readonly __typename?: 'LicenseFeature';
  /** Its name. */
  readonly feature: Scalars['String']['output'];
  /** Whether it may be used: false where the licence says false, null or 0. */
  readonly isGranted: Scalars['Boolean']['output'];
  /** How much of it, where the licence gives a number. */
  readonly limit?: Maybe<Scalars['Float']['output']>;
  /** Its value, where the licence gives a text; JSON text of anything that is neither flag, number nor text. */
  readonly value?: Maybe<Scalars['String']['output']>;
};

/** Which licences. Every field that is given must match. */
export type LicenseFilter = {
  /** That end before this moment. */
  readonly expiringBefore?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of this institution or one below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Of this module. */
  readonly moduleCode?: InputMaybe<Scalars['String']['input']>;
  /** Part of the key, of whom it was issued to or by, or of the notes, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Any of these states, as of now. */
  readonly states?: InputMaybe<ReadonlyArray<LicenseState>>;
  /** Any of these types; OTHER is not allowed here. */
  readonly types?: InputMaybe<ReadonlyArray<LicenseType>>;
};

/** How many licences a module has. */
export type LicenseModuleCount = {
  readonly __typename?: 'LicenseModuleCount';
  /** How many. */
  readonly count: Scalars['Int']['output'];
  /** How many of them count now. */
  readonly counting: Scalars['Int']['output'];
  /** Code of the module. */
  readonly moduleCode: Scalars['String']['output'];
};

/** Order of licences. */
export type LicenseOrder =
  /** The newest first. */
  | 'NEWEST_FIRST'
  /** The oldest first. */
  | 'OLDEST_FIRST'
  /** Those that end soonest first, those without end last. */
  | 'SOONEST_END_FIRST';

/** What a revocation does. */
export type LicenseRevocationImpact = {
  readonly __typename?: 'LicenseRevocationImpact';
  /** Codes of the modules that are switched off, in this order: dependents before what they need. */
  readonly disabledModules: ReadonlyArray<Scalars['String']['output']>;
  /** How many institutions lose the module, because no other licence covers them. */
  readonly institutionCount: Scalars['Int']['output'];
  /** Some of them: the first by name, at most 100. */
  readonly institutions: ReadonlyArray<Institution>;
  /** Why modules stay on although no licence covers them: core modules need them. */
  readonly keptOn: ReadonlyArray<Scalars['String']['output']>;
  /** How many seats are released. */
  readonly seatsReleased: Scalars['Int']['output'];
  /** The licence's module, where it needs a licence, is on, and no other licence covers it. At most one. */
  readonly uncoveredModules: ReadonlyArray<Scalars['String']['output']>;
};

/** A seat of a licence. */
export type LicenseSeat = {
  readonly __typename?: 'LicenseSeat';
  /** When it was given. */
  readonly activatedAt: Scalars['DateTime']['output'];
  /** Who gave it; null where nobody is known or the viewer may not see the user. */
  readonly activatedBy?: Maybe<User>;
  /** Whether it is used: its holder is active and within the licence's institution. Others make room when it is needed. */
  readonly isUsed: Scalars['Boolean']['output'];
  /** Who has it; null where the viewer may not see users. */
  readonly user?: Maybe<User>;
};

/** A page of seats. */
export type LicenseSeatConnection = {
  readonly __typename?: 'LicenseSeatConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<LicenseSeatEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<LicenseSeat>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many there are; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A seat in a list. */
export type LicenseSeatEdge = {
  readonly __typename?: 'LicenseSeatEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The seat. */
  readonly node: LicenseSeat;
};

/** How many users a licence has room for. */
export type LicenseSeats = {
  readonly __typename?: 'LicenseSeats';
  /** Active users within the licence's institution, who could have one. */
  readonly eligible: Scalars['Int']['output'];
  /** How many are left; null: any number. */
  readonly left?: Maybe<Scalars['Int']['output']>;
  /** How many users at most; null: any number. */
  readonly limit?: Maybe<Scalars['Int']['output']>;
  /** Seats whose holder is active and within the licence's institution. */
  readonly used: Scalars['Int']['output'];
};

/** Where a licence stands now; derived from its stored status and its times whenever it is read. */
export type LicenseState =
  /** Has ended. */
  | 'EXPIRED'
  /** Counts, and ends within LICENSE_EXPIRING_DAYS days (30 unless set). */
  | 'EXPIRING'
  /** Has ended and still counts, for LICENSE_GRACE_DAYS days (14 unless set). Trials have no such days. */
  | 'GRACE'
  /** Not activated yet, or of a time to come. */
  | 'NOT_YET_ACTIVE'
  /** Was revoked, for good. */
  | 'REVOKED'
  /** Counts. */
  | 'VALID';

/** How many licences are in a state. */
export type LicenseStateCount = {
  readonly __typename?: 'LicenseStateCount';
  /** How many. */
  readonly count: Scalars['Int']['output'];
  /** The state. */
  readonly state: LicenseState;
};

/** Counts of licences. */
export type LicenseStats = {
  readonly __typename?: 'LicenseStats';
  /** By module, the most frequent first. */
  readonly byModule: ReadonlyArray<LicenseModuleCount>;
  /** By state; every state has a row. */
  readonly byState: ReadonlyArray<LicenseStateCount>;
  /** By type, the most frequent first. */
  readonly byType: ReadonlyArray<LicenseTypeCount>;
  /** Seats of those that count now and are limited. */
  readonly seatsLimited: Scalars['Int']['output'];
  /** How many of these are used. */
  readonly seatsUsed: Scalars['Int']['output'];
  /** How many match. */
  readonly total: Scalars['Int']['output'];
};

/** Kinds of licences. */
export type LicenseType =
  /** For whole organisations. */
  | 'ENTERPRISE'
  /** A type that this API does not know; see `typeRaw`. */
  | 'OTHER'
  /** With more features. */
  | 'PREMIUM'
  /** The usual one. */
  | 'STANDARD'
  /** For trying out: always ends, and has no days of grace. */
  | 'TRIAL';

/** How many licences are of a type. */
export type LicenseTypeCount = {
  readonly __typename?: 'LicenseTypeCount';
  /** How many. */
  readonly count: Scalars['Int']['output'];
  /** The type. */
  readonly type: LicenseType;
};

/** What a key is worth. */
export type LicenseValidation = {
  readonly __typename?: 'LicenseValidation';
  /** What it is worth. */
  readonly code: LicenseValidationCode;
  /** Whether it may be used: VALID, EXPIRING or GRACE. */
  readonly isValid: Scalars['Boolean']['output'];
  /** The licence; null for NOT_FOUND and BAD_CHECKSUM. */
  readonly license?: Maybe<License>;
  /** What the code means, and what to do. */
  readonly message: Scalars['String']['output'];
};

/** What a key is worth. */
export type LicenseValidationCode =
  /** It was mistyped: its checksum is wrong. */
  | 'BAD_CHECKSUM'
  /** The licence has ended. */
  | 'EXPIRED'
  /** It is good, and ends soon. */
  | 'EXPIRING'
  /** It has ended and is still good, for a few days. */
  | 'GRACE'
  /** There is no such licence, or the viewer may not see it. */
  | 'NOT_FOUND'
  /** The licence is not activated, or of a time to come. */
  | 'NOT_YET_ACTIVE'
  /** The licence is limited to a number of users, and the user has no seat. */
  | 'NO_SEAT'
  /** The licence was revoked. */
  | 'REVOKED'
  /** It is good. */
  | 'VALID'
  /** The licence does not cover the institution. */
  | 'WRONG_INSTITUTION'
  /** The licence is of another module. */
  | 'WRONG_MODULE';

/** Entries of one hour or day. */
export type LogBucketCount = {
  readonly __typename?: 'LogBucketCount';
  /** How many entries. */
  readonly count: Scalars['Int']['output'];
  /** When it begins. */
  readonly start: Scalars['DateTime']['output'];
};

/** Entries of one institution. */
export type LogInstitutionCount = {
  readonly __typename?: 'LogInstitutionCount';
  /** How many entries. */
  readonly count: Scalars['Int']['output'];
  /** The institution; null for entries of none, or of one that the viewer may not see. */
  readonly institution?: Maybe<Institution>;
};

/** Figures over activity logs or audit records. */
export type LogStats = {
  readonly __typename?: 'LogStats';
  /** By institution, the most frequent first. */
  readonly byInstitution: ReadonlyArray<LogInstitutionCount>;
  /** By type or event, the most frequent first. */
  readonly byType: ReadonlyArray<LogTypeCount>;
  /** By user, the most frequent first; without entries of nobody. */
  readonly byUser: ReadonlyArray<LogUserCount>;
  /** Beginning of the period, inclusive. */
  readonly from: Scalars['DateTime']['output'];
  /** By hour or day, also those without entries, the oldest first. */
  readonly series: ReadonlyArray<LogBucketCount>;
  /** End of the period, exclusive. */
  readonly to: Scalars['DateTime']['output'];
  /** How many entries. */
  readonly total: Scalars['Int']['output'];
};

/** Figures over activity logs or audit records. */
export type LogStatsByInstitutionArgs = {
  limit?: Scalars['Int']['input'];
};

/** Figures over activity logs or audit records. */
export type LogStatsByTypeArgs = {
  limit?: Scalars['Int']['input'];
};

/** Figures over activity logs or audit records. */
export type LogStatsByUserArgs = {
  limit?: Scalars['Int']['input'];
};

/** In which steps a series counts. */
export type LogStatsBucket =
  /** By day, from midnight to midnight in the time zone that was asked for. */
  | 'DAY'
  /** By hour; for at most 31 days. */
  | 'HOUR';

/** Entries of one type or event. */
export type LogTypeCount = {
  readonly __typename?: 'LogTypeCount';
  /** How many entries. */
  readonly count: Scalars['Int']['output'];
  /** The type or event. */
  readonly type: Scalars['String']['output'];
};

/** Entries of one user. */
export type LogUserCount = {
  readonly __typename?: 'LogUserCount';
  /** How many entries. */
  readonly count: Scalars['Int']['output'];
  /** The user; null where it was deleted or the viewer may not see it. */
  readonly user?: Maybe<User>;
  /** Database id of the user. */
  readonly userId: Scalars['ID']['output'];
};

/** That everything was read. */
export type MarkAllNotificationsReadInput = {
  /** On which device: up to 4 KB; kept with the first reading. */
  readonly deviceInfo?: InputMaybe<Scalars['JSONObject']['input']>;
};

/** How many were read. */
export type MarkAllNotificationsReadPayload = {
  readonly __typename?: 'MarkAllNotificationsReadPayload';
  /** How many had not been read before; null when there are user errors. */
  readonly count?: Maybe<Scalars['Int']['output']>;
  /** Why nothing was noted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A notification that was read. */
export type MarkNotificationReadInput = {
  /** On which device: up to 4 KB; kept with the first reading. */
  readonly deviceInfo?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Global or database id of the notification. */
  readonly id: Scalars['ID']['input'];
};

/** The notification that was read. */
export type MarkNotificationReadPayload = {
  readonly __typename?: 'MarkNotificationReadPayload';
  /** The notification; null when there are user errors. */
  readonly notification?: Maybe<SystemNotification>;
  /** Why nothing was noted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What becomes of times that were missed. */
export type MisfirePolicy =
  /** Each is made up, one after the other, up to a limit. */
  | 'RUN_ALL'
  /** One run makes up for all of them. */
  | 'RUN_ONCE'
  /** Nothing: the job goes on with its next time. */
  | 'SKIP';

/** A part of the system that can be switched on and off as a whole. */
export type Module = Node & {
  readonly __typename?: 'Module';
  /** Its name for programs; unique, and never changed. */
  readonly code: Scalars['String']['output'];
  /** When it was registered. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** What it needs, in the order in which it was written. */
  readonly dependencies: ReadonlyArray<ModuleDependency>;
  /** Modules that need it, on or off, by code. */
  readonly dependents: ReadonlyArray<Module>;
  /** What it does. */
  readonly description?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  /** Whether the system cannot do without it: once on, it stays on. */
  readonly isCore: Scalars['Boolean']['output'];
  /** Whether it is on; true where nobody said. */
  readonly isEnabled: Scalars['Boolean']['output'];
  /**
   * Whether a licence of it counts now, days of grace included: for super administrators any licence, for others one of
   * the whole system or of an institution within their reach.
   */
  readonly isLicensed: Scalars['Boolean']['output'];
  /** Its name for people. */
  readonly name: Scalars['String']['output'];
  /** Whether it may be switched on only with a licence. */
  readonly requiresLicense: Scalars['Boolean']['output'];
  /** Changes with every change of the row; pass it as `expectedVersion`. */
  readonly rowVersion: Scalars['String']['output'];
  /** Its settings. Values whose names suggest a secret are `***`. */
  readonly settings: Scalars['JSONObject']['output'];
  /** When it was changed last. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Its own version, `1.4.0`; null where nobody said. The version of the row is `rowVersion`. */
  readonly version?: Maybe<Scalars['String']['output']>;
};

/** That a module needs another. */
export type ModuleDependency = {
  readonly __typename?: 'ModuleDependency';
  /** Code of the module that is needed. */
  readonly code: Scalars['String']['output'];
  /** Whether it is there, on, and of a version in the range. */
  readonly isSatisfied: Scalars['Boolean']['output'];
  /** The module that is needed; null when there is none with this code. */
  readonly module?: Maybe<Module>;
  /** In which versions, as npm writes ranges: `^1.2`; null: in any. */
  readonly versionRange?: Maybe<Scalars['String']['output']>;
};

/** A module that is needed. */
export type ModuleDependencyInput = {
  /** Code of a module that exists. */
  readonly code: Scalars['String']['input'];
  /** In which versions, as npm writes ranges: `^1.2`, up to 100 characters; null: in any. */
  readonly versionRange?: InputMaybe<Scalars['String']['input']>;
};

/** That an institution may use a module. */
export type ModuleEntitlement = {
  readonly __typename?: 'ModuleEntitlement';
  /** What `licenses` entitle to together: a feature is granted where one of them grants it, with the largest limit. */
  readonly entitlements: ReadonlyArray<LicenseFeature>;
  /** Whether one that the viewer may not see covers it too: of an institution above the viewer's reach, or system-wide. */
  readonly isCoveredFromAbove: Scalars['Boolean']['output'];
  /** The licences that cover the institution and that the viewer may see. */
  readonly licenses: ReadonlyArray<License>;
  /** Code of the module. */
  readonly moduleCode: Scalars['String']['output'];
  /** Name of the module. */
  readonly moduleName: Scalars['String']['output'];
};

/** Which modules. Every field that is given must match. */
export type ModuleFilter = {
  /** Any of these codes. */
  readonly codes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only core modules, or others. */
  readonly isCore?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that are on, or off. */
  readonly isEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that need a licence, or do not. */
  readonly requiresLicense?: InputMaybe<Scalars['Boolean']['input']>;
  /** Part of the code, name or description, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

/** How modules depend on each other. */
export type ModuleGraph = {
  readonly __typename?: 'ModuleGraph';
  /** Codes of modules that need each other, or of one that needs itself: they cannot be switched on. */
  readonly cycles: ReadonlyArray<ReadonlyArray<Scalars['String']['output']>>;
  /** Every module after all that it needs; by code where that leaves a choice. Those of a cycle have no order of their own. */
  readonly order: ReadonlyArray<Module>;
  /** What enabled modules need and do not have. */
  readonly problems: ReadonlyArray<ModuleProblem>;
  /** Codes that are needed and that no module has. */
  readonly unknownCodes: ReadonlyArray<Scalars['String']['output']>;
};

/** What has to be switched, and what stands in the way. */
export type ModulePlan = {
  readonly __typename?: 'ModulePlan';
  /** Codes of the modules to switch that lack a licence. */
  readonly missingLicenses: ReadonlyArray<Scalars['String']['output']>;
  /** What stands in the way; empty when the plan can be carried out as it was asked. */
  readonly problems: ReadonlyArray<ModuleProblem>;
  /** Codes of all modules to switch, in order; that of the module asked for is among them unless it is so already. */
  readonly steps: ReadonlyArray<Scalars['String']['output']>;
};

/** What stands in the way of switching a module. */
export type ModuleProblem = {
  readonly __typename?: 'ModuleProblem';
  /** Code of the module that it is about. */
  readonly code: Scalars['String']['output'];
  /** What kind of problem it is. */
  readonly kind: ModuleProblemKind;
  /** What is wrong, in words. */
  readonly message: Scalars['String']['output'];
  /** Code of the module that needs it; null where none is to be named. */
  readonly neededBy?: Maybe<Scalars['String']['output']>;
};

/** Kinds of problems with modules. */
export type ModuleProblemKind =
  /** A core module stays on, and so does what it needs. */
  | 'CORE_MODULE'
  /** Modules need each other, or one needs itself. */
  | 'CYCLE'
  /** Something that is needed is off. */
  | 'DEPENDENCY_DISABLED'
  /** A module that is on needs it. */
  | 'DEPENDENT_ENABLED'
  /** No licence of the module counts now. */
  | 'LICENSE_MISSING'
  /** There is no module with this code. */
  | 'UNKNOWN_MODULE'
  /** The module has another version than is needed. */
  | 'VERSION_MISMATCH';

/** How settings are changed. */
export type ModuleSettingsMode =
  /** A merge patch (RFC 7386): what is absent stays, null removes, objects are merged, anything else replaces. */
  | 'MERGE'
  /** What is given replaces everything. */
  | 'REPLACE';

/** How many modules there are. */
export type ModuleStats = {
  readonly __typename?: 'ModuleStats';
  /** Core modules. */
  readonly core: Scalars['Int']['output'];
  /** Those that are off. */
  readonly disabled: Scalars['Int']['output'];
  /** Those that are on. */
  readonly enabled: Scalars['Int']['output'];
  /** Those that are on while something that they need is missing, off, or of a version that does not fit. */
  readonly enabledWithUnmetDependency: Scalars['Int']['output'];
  /** Those that are on, need a licence, and have none that counts now; see `Module.isLicensed`. */
  readonly enabledWithoutLicense: Scalars['Int']['output'];
  /** Those that may be switched on only with a licence. */
  readonly requiringLicense: Scalars['Int']['output'];
  /** All modules. */
  readonly total: Scalars['Int']['output'];
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Notes that somebody has seen the event and looks after it. Allowed while it is neither acknowledged nor resolved. */
  readonly acknowledgeSecurityEvent: AcknowledgeSecurityEventPayload;
  /** Activates a licence that was issued and not activated yet. */
  readonly activateLicense: ActivateLicensePayload;
  /** Gives seats to active users of the institution's subtree: to all of them or, where one cannot have it, to none. */
  readonly activateLicenseSeats: ActivateLicenseSeatsPayload;
  /** Gives a group to somebody who may decide about it, or to nobody. Allowed while it is open or investigated. */
  readonly assignErrorGroup: AssignErrorGroupPayload;
  /** Gives the event to somebody who may triage it, or to nobody. Allowed while it is not resolved. */
  readonly assignSecurityEvent: AssignSecurityEventPayload;
  /**
   * Ends a run that no worker has, at once; asks the worker of a running one to stop. Asking again changes nothing and
   * answers the same. The run of another application is ended there.
   */
  readonly cancelJobRun: CancelJobRunPayload;
  /**
   * Ends a run that no worker has, at once; asks the worker of a running one to stop. The run of another application is
   * ended there.
   */
  readonly cancelSyncRun: CancelSyncRunPayload;
  /**
   * Gives a worker the oldest run that waits for one, with a lease: a queued one, or one whose worker has stopped
   * reporting. No run when there is nothing to do.
   */
  readonly claimSyncRun: ClaimSyncRunPayload;
  /** Reports that the run is done; its integration counts as synchronised now. */
  readonly completeSyncRun: CompleteSyncRunPayload;
  /** Reports that the worker has stopped, as it was asked to. */
  readonly confirmSyncRunCancelled: ConfirmSyncRunCancelledPayload;
  /**
   * Creates an API token for the viewer, with the abilities of the token that this request is sent with. Its secret is
   * shown this once.
   */
  readonly createApiToken: CreateApiTokenPayload;
  /** Creates an integration. It is not enabled: set its credentials, test it, then enable it. */
  readonly createIntegration: CreateIntegrationPayload;
  /** Writes a notification. Only super administrators may address everybody; others name institutions within their reach. */
  readonly createNotification: CreateNotificationPayload;
  /** Sets up a job of a class that this service can run, and plans its first run. */
  readonly createScheduledJob: CreateScheduledJobPayload;
  /** Deletes an integration. One that was synchronised is kept for its runs: disable it instead. */
  readonly deleteIntegration: DeleteIntegrationPayload;
  /** Deletes a notification, and with it who has read it. */
  readonly deleteNotification: DeleteNotificationPayload;
  /** Deletes a job. Refused while a run is open and, unless `detachRuns`, while the log has runs of it. */
  readonly deleteScheduledJob: DeleteScheduledJobPayload;
  /** Disables an integration; everything of it stays. */
  readonly disableIntegration: DisableIntegrationPayload;
  /**
   * Switches a module off. Refused, with the plan, for core modules and while an enabled module needs it, unless that one
   * is switched off with it. Off already: changes nothing.
   */
  readonly disableModule: DisableModulePayload;
  /** Puts an active notification away for the viewer, which implies reading it. Allowed where it is dismissible. */
  readonly dismissNotification: DismissNotificationPayload;
  /** Enables an integration that has the configuration and the credentials that its type needs. */
  readonly enableIntegration: EnableIntegrationPayload;
  /**
   * Switches a module on. Refused, with the plan, unless everything that it needs is on or is switched on with it, in
   * versions that fit, and every module that is switched has a licence where it needs one. On already: changes nothing.
   */
  readonly enableModule: EnableModulePayload;
  /** Ends an active notification now; it stays for its author. One that has not started is deleted instead. */
  readonly endNotification: EndNotificationPayload;
  /** Hands the event to the level above. Allowed while it is neither escalated nor resolved. */
  readonly escalateSecurityEvent: EscalateSecurityEventPayload;
  /** Reports that the run has failed. */
  readonly failSyncRun: FailSyncRunPayload;
  /** Reports that the worker is alive and how far it has come, and prolongs its lease. */
  readonly heartbeatSyncRun: HeartbeatSyncRunPayload;
  /** Leaves a group or one error alone on purpose. Allowed while it is open or investigated. */
  readonly ignoreError: IgnoreErrorPayload;
  /** Notes that somebody looks for the cause, of a group or of one error. Allowed while it is open. */
  readonly investigateError: InvestigateErrorPayload;
  /** Issues a licence with a new key. It counts once it is activated. */
  readonly issueLicense: IssueLicensePayload;
  /** Notes that the viewer has read every active notification. */
  readonly markAllNotificationsRead: MarkAllNotificationsReadPayload;
  /** Notes that the viewer has read an active notification. The time of the first reading stays. */
  readonly markNotificationRead: MarkNotificationReadPayload;
  /** Stops planning a job; runs that are open go on. A paused job can still be run by hand. */
  readonly pauseScheduledJob: PauseScheduledJobPayload;
  /**
   * Keeps records from being deleted, however old. What matches all of what is given is kept. Once this has answered,
   * retention deletes none of it, also when it was running.
   */
  readonly placeRetentionHold: PlaceRetentionHoldPayload;
  /**
   * Records what users did in other applications: up to 100 activities, all or none. Each has an id of the client's own,
   * by which a repeat is known: it is answered with what the first time made.
   */
  readonly recordActivity: RecordActivityPayload;
  /**
   * Records up to 5,000 performance samples, as applications measure them. Good ones are stored, the others are told in
   * `rejected`. `POST /ingest/performance-metrics` takes the same in larger requests.
   */
  readonly recordPerformanceMetrics: RecordPerformanceMetricsPayload;
  /** Reports a security event. */
  readonly recordSecurityEvent: RecordSecurityEventPayload;
  /** Registers a module, which is off until `enableModule`. */
  readonly registerModule: RegisterModulePayload;
  /** Takes seats back. Users who have none are passed over. */
  readonly releaseLicenseSeats: ReleaseLicenseSeatsPayload;
  /** Ends a hold. It stays in the list, and cannot be placed again: place another one. */
  readonly releaseRetentionHold: ReleaseRetentionHoldPayload;
  /** Gives a licence a later end. One that has ended counts again, without being activated anew. */
  readonly renewLicense: RenewLicensePayload;
  /** Takes back what was decided of a group or of one error. Allowed while it is not open. */
  readonly reopenError: ReopenErrorPayload;
  /** Opens a resolved event again; acknowledgement and escalation start anew, the assignee stays. */
  readonly reopenSecurityEvent: ReopenSecurityEventPayload;
  /** Reports an error, which is grouped with its equals at once. */
  readonly reportError: ReportErrorPayload;
  /** Reports up to 100 errors. Those that are good are stored, all in one transaction; of the others it is told why not. */
  readonly reportErrors: ReportErrorsPayload;
  /** Notes that the cause is mended, of a group or of one error. Allowed while it is open or investigated. */
  readonly resolveError: ResolveErrorPayload;
  /** Closes the event. Allowed while it is not resolved. */
  readonly resolveSecurityEvent: ResolveSecurityEventPayload;
  /** Closes up to 100 events; each succeeds or fails by itself. */
  readonly resolveSecurityEvents: ResolveSecurityEventsPayload;
  /** Plans a paused job anew from now: what it missed while it was paused is not made up. */
  readonly resumeScheduledJob: ResumeScheduledJobPayload;
  /**
   * Puts a new run into the queue in the place of one that failed or was cancelled, for the same planned time and with the
   * parameters that the job has today. Only where its overlap policy lets another run in.
   */
  readonly retryJobRun: RetryJobRunPayload;
  /** Tells an encrypted value in clear. Who asked, for what and why is recorded; the value is not. */
  readonly revealConfigValue: RevealConfigValuePayload;
  /** Revokes one of the viewer's API tokens: it stops working within 30 seconds, on open sockets too. */
  readonly revokeApiToken: RevokeApiTokenPayload;
  /**
   * Revokes a licence for good and releases its seats. A module that no licence covers any more is switched off together
   * with the modules that need it, unless one of them is a core module. With `dryRun`, only says what would happen.
   */
  readonly revokeLicense: RevokeLicensePayload;
  /**
   * Sets again what a revision tells: the state after it or, of a deletion, the state before it. Leaves a new revision.
   * Also brings back what is not set any more. What is read-only stays as it is.
   */
  readonly rollbackConfig: RollbackConfigPayload;
  /**
   * Puts a run of a job into the queue, now and whatever its schedule says, also while it is paused. Only of jobs that
   * this service runs, and only where their overlap policy lets another run in.
   */
  readonly runJobNow: RunJobNowPayload;
  /**
   * Deletes records of a source that are past their age, the oldest first, in batches of up to 1,000, each in a
   * transaction of its own with its audit record. Ends after 20 seconds at the latest: call it again while
   * `stoppedBy` is not FINISHED. A policy that is not enabled deletes nothing.
   */
  readonly runRetention: RunRetentionPayload;
  /**
   * Sets a key in one place, whether it was set there before or not; the same again changes nothing. Administrators of a
   * region set what applies to institutions and users within their reach.
   */
  readonly setConfig: SetConfigPayload;
  /** Sets several keys: all of them or, when one is refused, none. */
  readonly setConfigs: SetConfigsPayload;
  /** Sets and clears credentials. They are kept encrypted and never told again. Those that are not named stay. */
  readonly setIntegrationCredentials: SetIntegrationCredentialsPayload;
  /** Sets how long a kind of record is kept, and whether older ones are deleted. What is absent stays as it is. */
  readonly setRetentionPolicy: SetRetentionPolicyPayload;
  /**
   * Fixes which rows a file has, and gives the address to download it from. Asks for the permission to read the source
   * as well.
   */
  readonly startExport: StartExportPayload;
  /**
   * Puts a run into the queue, from which a worker claims it. Only of an enabled integration, and only while no other
   * run of the same integration and type is on its way.
   */
  readonly startSyncRun: StartSyncRunPayload;
  /**
   * Connects to the other system now, enabled or not, and says how that went. Changes nothing there. Takes as long as the
   * installation allows at most, 10 seconds unless told.
   */
  readonly testIntegration: TestIntegrationPayload;
  /** Gives a licence to another institution. Seats of users outside its subtree are released. */
  readonly transferLicense: TransferLicensePayload;
  /** Takes a setting away: what is set above it applies again. */
  readonly unsetConfig: UnsetConfigPayload;
  /** Hides a setting, makes it read-only, or describes it. For super administrators. */
  readonly updateConfigFlags: UpdateConfigFlagsPayload;
  /** Changes an integration. What is absent keeps its value; null clears it. */
  readonly updateIntegration: UpdateIntegrationPayload;
  /**
   * Changes what a module is. What is absent keeps its value; null clears it. Refused where an enabled module would be
   * left with a dependency that is not met.
   */
  readonly updateModule: UpdateModulePayload;
  /** Changes the settings of a module: merged into those that are there, or in their place. */
  readonly updateModuleSettings: UpdateModuleSettingsPayload;
  /** Changes a notification that the viewer manages. What is absent keeps its value; null clears it. */
  readonly updateNotification: UpdateNotificationPayload;
  /**
   * Changes a job. Where its schedule changes, it is planned anew from now; runs that are open go on with what they were
   * given.
   */
  readonly updateScheduledJob: UpdateScheduledJobPayload;
  /**
   * Says whether a key is good for a module, an institution and a user. Notes the time in `lastValidatedAt`, at most once
   * an hour. A licence that the viewer may not see is answered like a key that does not exist.
   */
  readonly validateLicense: ValidateLicensePayload;
};

export type MutationAcknowledgeSecurityEventArgs = {
  input: AcknowledgeSecurityEventInput;
};

export type MutationActivateLicenseArgs = {
  input: ActivateLicenseInput;
};

export type MutationActivateLicenseSeatsArgs = {
  input: ActivateLicenseSeatsInput;
};

export type MutationAssignErrorGroupArgs = {
  input: AssignErrorGroupInput;
};

export type MutationAssignSecurityEventArgs = {
  input: AssignSecurityEventInput;
};

export type MutationCancelJobRunArgs = {
  input: CancelJobRunInput;
};

export type MutationCancelSyncRunArgs = {
  input: CancelSyncRunInput;
};

export type MutationClaimSyncRunArgs = {
  input: ClaimSyncRunInput;
};

export type MutationCompleteSyncRunArgs = {
  input: CompleteSyncRunInput;
};

export type MutationConfirmSyncRunCancelledArgs = {
  input: ConfirmSyncRunCancelledInput;
};

export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};

export type MutationCreateIntegrationArgs = {
  input: CreateIntegrationInput;
};

export type MutationCreateNotificationArgs = {
  input: CreateNotificationInput;
};

export type MutationCreateScheduledJobArgs = {
  input: CreateScheduledJobInput;
};

export type MutationDeleteIntegrationArgs = {
  input: DeleteIntegrationInput;
};

export type MutationDeleteNotificationArgs = {
  input: DeleteNotificationInput;
};

export type MutationDeleteScheduledJobArgs = {
  input: DeleteScheduledJobInput;
};

export type MutationDisableIntegrationArgs = {
  input: DisableIntegrationInput;
};

export type MutationDisableModuleArgs = {
  input: DisableModuleInput;
};

export type MutationDismissNotificationArgs = {
  input: DismissNotificationInput;
};

export type MutationEnableIntegrationArgs = {
  input: EnableIntegrationInput;
};

export type MutationEnableModuleArgs = {
  input: EnableModuleInput;
};

export type MutationEndNotificationArgs = {
  input: EndNotificationInput;
};

export type MutationEscalateSecurityEventArgs = {
  input: EscalateSecurityEventInput;
};

export type MutationFailSyncRunArgs = {
  input: FailSyncRunInput;
};

export type MutationHeartbeatSyncRunArgs = {
  input: HeartbeatSyncRunInput;
};

export type MutationIgnoreErrorArgs = {
  input: IgnoreErrorInput;
};

export type MutationInvestigateErrorArgs = {
  input: InvestigateErrorInput;
};

export type MutationIssueLicenseArgs = {
  input: IssueLicenseInput;
};

export type MutationMarkAllNotificationsReadArgs = {
  input?: MarkAllNotificationsReadInput;
};

export type MutationMarkNotificationReadArgs = {
  input: MarkNotificationReadInput;
};

export type MutationPauseScheduledJobArgs = {
  input: PauseScheduledJobInput;
};

export type MutationPlaceRetentionHoldArgs = {
  input: PlaceRetentionHoldInput;
};

export type MutationRecordActivityArgs = {
  input: RecordActivityInput;
};

export type MutationRecordPerformanceMetricsArgs = {
  input: RecordPerformanceMetricsInput;
};

export type MutationRecordSecurityEventArgs = {
  input: RecordSecurityEventInput;
};

export type MutationRegisterModuleArgs = {
  input: RegisterModuleInput;
};

export type MutationReleaseLicenseSeatsArgs = {
  input: ReleaseLicenseSeatsInput;
};

export type MutationReleaseRetentionHoldArgs = {
  input: ReleaseRetentionHoldInput;
};

export type MutationRenewLicenseArgs = {
  input: RenewLicenseInput;
};

export type MutationReopenErrorArgs = {
  input: ReopenErrorInput;
};

export type MutationReopenSecurityEventArgs = {
  input: ReopenSecurityEventInput;
};

export type MutationReportErrorArgs = {
  input: ReportErrorInput;
};

export type MutationReportErrorsArgs = {
  input: ReportErrorsInput;
};

export type MutationResolveErrorArgs = {
  input: ResolveErrorInput;
};

export type MutationResolveSecurityEventArgs = {
  input: ResolveSecurityEventInput;
};

export type MutationResolveSecurityEventsArgs = {
  input: ResolveSecurityEventsInput;
};

export type MutationResumeScheduledJobArgs = {
  input: ResumeScheduledJobInput;
};

export type MutationRetryJobRunArgs = {
  input: RetryJobRunInput;
};

export type MutationRevealConfigValueArgs = {
  input: RevealConfigValueInput;
};

export type MutationRevokeApiTokenArgs = {
  input: RevokeApiTokenInput;
};

export type MutationRevokeLicenseArgs = {
  input: RevokeLicenseInput;
};

export type MutationRollbackConfigArgs = {
  input: RollbackConfigInput;
};

export type MutationRunJobNowArgs = {
  input: RunJobNowInput;
};

export type MutationRunRetentionArgs = {
  input: RunRetentionInput;
};

export type MutationSetConfigArgs = {
  input: SetConfigInput;
};

export type MutationSetConfigsArgs = {
  input: SetConfigsInput;
};

export type MutationSetIntegrationCredentialsArgs = {
  input: SetIntegrationCredentialsInput;
};

export type MutationSetRetentionPolicyArgs = {
  input: SetRetentionPolicyInput;
};

export type MutationStartExportArgs = {
  input: StartExportInput;
};

export type MutationStartSyncRunArgs = {
  input: StartSyncRunInput;
};

export type MutationTestIntegrationArgs = {
  input: TestIntegrationInput;
};

export type MutationTransferLicenseArgs = {
  input: TransferLicenseInput;
};

export type MutationUnsetConfigArgs = {
  input: UnsetConfigInput;
};

export type MutationUpdateConfigFlagsArgs = {
  input: UpdateConfigFlagsInput;
};

export type MutationUpdateIntegrationArgs = {
  input: UpdateIntegrationInput;
};

export type MutationUpdateModuleArgs = {
  input: UpdateModuleInput;
};

export type MutationUpdateModuleSettingsArgs = {
  input: UpdateModuleSettingsInput;
};

export type MutationUpdateNotificationArgs = {
  input: UpdateNotificationInput;
};

export type MutationUpdateScheduledJobArgs = {
  input: UpdateScheduledJobInput;
};

export type MutationValidateLicenseArgs = {
  input: ValidateLicenseInput;
};

/** A page of the viewer's notifications. */
export type MyNotificationConnection = {
  readonly __typename?: 'MyNotificationConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<SystemNotificationEdge>;
  /** The feed's position before this page was read: subscribe with `after` set to it and nothing is missed in between. */
  readonly feedCursor: Scalars['String']['output'];
  /** The items. */
  readonly nodes: ReadonlyArray<SystemNotification>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** Which of the viewer's notifications. Every field that is given must match. */
export type MyNotificationFilter = {
  /** Also those that the viewer has put away. */
  readonly includeDismissed?: Scalars['Boolean']['input'];
  /** Any of these levels; OTHER is not allowed here. */
  readonly levels?: InputMaybe<ReadonlyArray<NotificationLevel>>;
  /** Any of these types. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Only those that the viewer has not read. */
  readonly unreadOnly?: Scalars['Boolean']['input'];
};

/** An object with an identity of its own. */
export type Node = {
  /** Opaque and globally unique; accepted by `node` and wherever an ID is asked for. */
  readonly id: Scalars['ID']['output'];
};

/** Whom a notification would address. */
export type NotificationAudience = {
  readonly __typename?: 'NotificationAudience';
  /** How many active users. */
  readonly count: Scalars['Int']['output'];
  /** Some of them: the first by username, at most 10. */
  readonly sample: ReadonlyArray<User>;
};

/** An item of the notification feed. */
export type NotificationFeedItem = {
  readonly __typename?: 'NotificationFeedItem';
  /** Resume after this item with `after`. */
  readonly cursor: Scalars['String']['output'];
  /**
   * What the item tells. CREATED: it has started, or is addressed to the viewer from now on. UPDATED: it has changed,
   * or was ended. DELETED: it was deleted, postponed, or is not addressed to the viewer any more.
   */
  readonly kind: FeedItemKind;
  /** The notification as it is now; null for DELETED and PROGRESS. */
  readonly notification?: Maybe<SystemNotification>;
  /** The notification's global id; null for PROGRESS. */
  readonly notificationId?: Maybe<Scalars['ID']['output']>;
};

/** Which notifications. Every field that is given must match. */
export type NotificationFilter = {
  /** Written by this user. */
  readonly createdById?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these levels; OTHER is not allowed here. */
  readonly levels?: InputMaybe<ReadonlyArray<NotificationLevel>>;
  /** Part of the title or message, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Any of these states. */
  readonly states?: InputMaybe<ReadonlyArray<NotificationState>>;
  /** Any of these types. */
  readonly types?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

/** How much a notification matters. */
export type NotificationLevel =
  /** Needs attention now. */
  | 'DANGER'
  /** Worth knowing. */
  | 'INFO'
  /** A level that this API does not know; see `levelRaw`. */
  | 'OTHER'
  /** Something went well. */
  | 'SUCCESS'
  /** Worth minding. */
  | 'WARNING';

/** Order of notifications. */
export type NotificationOrder =
  /** By time of writing, the newest first. */
  | 'NEWEST_FIRST'
  /** By time of writing, the oldest first. */
  | 'OLDEST_FIRST';

/** How a notification was read by those whom it addresses now, within the viewer's reach. */
export type NotificationReadStats = {
  readonly __typename?: 'NotificationReadStats';
  /** How many active users it addresses. */
  readonly audience: Scalars['Int']['output'];
  /** By region, the largest audience first. */
  readonly byRegion: ReadonlyArray<NotificationRegionReadStats>;
  /** By role, the largest audience first. */
  readonly byRole: ReadonlyArray<NotificationRoleReadStats>;
  /** How many of them have put it away. */
  readonly dismissed: Scalars['Int']['output'];
  /** How many of them have read it. */
  readonly read: Scalars['Int']['output'];
};

/** How the users of one region have read a notification. */
export type NotificationRegionReadStats = {
  readonly __typename?: 'NotificationRegionReadStats';
  /** How many active users it addresses. */
  readonly audience: Scalars['Int']['output'];
  /** How many of them have put it away. */
  readonly dismissed: Scalars['Int']['output'];
  /** The region; null for users above the regions, and where the viewer may not see it. */
  readonly institution?: Maybe<Institution>;
  /** How many of them have read it. */
  readonly read: Scalars['Int']['output'];
};

/** How the users of one role have read a notification. */
export type NotificationRoleReadStats = {
  readonly __typename?: 'NotificationRoleReadStats';
  /** How many active users it addresses. */
  readonly audience: Scalars['Int']['output'];
  /** How many of them have put it away. */
  readonly dismissed: Scalars['Int']['output'];
  /** How many of them have read it. */
  readonly read: Scalars['Int']['output'];
  /** The role. */
  readonly role?: Maybe<Role>;
};

/** Where a notification stands in its life. */
export type NotificationState =
  /** Visible to those it addresses. */
  | 'ACTIVE'
  /** Over since `endAt`. */
  | 'ENDED'
  /** Written, and invisible to those it addresses until `startAt`. */
  | 'SCHEDULED';

/** What becomes of a time that comes while a run of the same job is open. */
export type OverlapPolicy =
  /** It runs beside the others, up to `maxConcurrent`; what is beyond waits. */
  | 'ALLOW'
  /** It is let pass. */
  | 'FORBID'
  /** It waits, one at most; others are let pass. */
  | 'QUEUE_ONE';

/** How far an overview looks back from now. */
export type OverviewPeriod =
  /** 7 days. */
  | 'LAST_7_DAYS'
  /** 24 hours. */
  | 'LAST_24_HOURS'
  /** 30 days. */
  | 'LAST_30_DAYS'
  /** 60 minutes. */
  | 'LAST_HOUR';

/** Where a page lies within its list. */
export type PageInfo = {
  readonly __typename?: 'PageInfo';
  /** Cursor of the last item; null on an empty page. */
  readonly endCursor?: Maybe<Scalars['String']['output']>;
  /** Whether a page follows this one. */
  readonly hasNextPage: Scalars['Boolean']['output'];
  /** Whether a page precedes this one. */
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  /** Cursor of the first item; null on an empty page. */
  readonly startCursor?: Maybe<Scalars['String']['output']>;
};

/** A job to pause. */
export type PauseScheduledJobInput = {
  /** Refuse when the job's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the job. */
  readonly id: Scalars['ID']['input'];
};

/** The paused job. */
export type PauseScheduledJobPayload = {
  readonly __typename?: 'PauseScheduledJobPayload';
  /** The job; null when there are user errors. */
  readonly scheduledJob?: Maybe<ScheduledJob>;
  /** Why it was not paused. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** The samples of a bucket. */
export type PerformanceBucket = {
  readonly __typename?: 'PerformanceBucket';
  /** What its samples add up to. */
  readonly figures: PerformanceFigures;
  /** Where the bucket begins: at the beginning of the period at the earliest. */
  readonly from: Scalars['DateTime']['output'];
  /** Where it ends; exclusive, and not after the end of the period. */
  readonly to: Scalars['DateTime']['output'];
};

/** How long a bucket is. */
export type PerformanceBucketWidth =
  /** Of 1, 2, 5, 10, 15 or 30 minutes, 1, 2, 3, 6 or 12 hours, 1, 2, 5 or 7 days, what makes at most 200 buckets. */
  | 'AUTO'
  /** A day of UTC. */
  | 'DAY'
  /** An hour. */
  | 'HOUR'
  /** A minute. */
  | 'MINUTE';

/** What has changed, in percent of what it was: 100 is twice as much. Null where there was nothing to compare with. */
export type PerformanceChange = {
  readonly __typename?: 'PerformanceChange';
  /** Of the mean. */
  readonly mean?: Maybe<Scalars['Float']['output']>;
  /** Of the median. */
  readonly p50?: Maybe<Scalars['Float']['output']>;
  /** Of the 90th percentile. */
  readonly p90?: Maybe<Scalars['Float']['output']>;
  /** Of the 95th percentile. */
  readonly p95?: Maybe<Scalars['Float']['output']>;
  /** Of the 99th percentile. */
  readonly p99?: Maybe<Scalars['Float']['output']>;
  /** Of the rate. */
  readonly rate?: Maybe<Scalars['Float']['output']>;
};

/** Samples of two periods. */
export type PerformanceComparison = {
  readonly __typename?: 'PerformanceComparison';
  /** Of the first period. */
  readonly a: PerformanceFigures;
  /** Of the second period. */
  readonly b: PerformanceFigures;
  /** From the first to the second, in percent. */
  readonly changePercent: PerformanceChange;
  /** The value that the group has in common; null where samples have none, and of the group of all. */
  readonly key?: Maybe<Scalars['String']['output']>;
  /** The unit of all values; null where there are no samples. */
  readonly unit?: Maybe<Scalars['String']['output']>;
};

/** By what samples can be told apart. */
export type PerformanceDimension =
  /** The endpoint. */
  | 'ENDPOINT'
  /** The institution, by database id. */
  | 'INSTITUTION'
  /** The kind of what was measured. */
  | 'METRIC_TYPE'
  /** The module, by code. */
  | 'MODULE'
  /** What was measured. */
  | 'NAME';

/** What can be told of many samples. */
export type PerformanceFigure =
  /** How many there are. */
  | 'COUNT'
  /** The greatest. */
  | 'MAX'
  /** The mean. */
  | 'MEAN'
  /** The median. */
  | 'P50'
  /** What 90 % do not exceed. */
  | 'P90'
  /** What 95 % do not exceed. */
  | 'P95'
  /** What 99 % do not exceed. */
  | 'P99';

/** What many samples add up to, in the unit that is told beside it. Percentiles are within 1 %; they are never averaged. */
export type PerformanceFigures = {
  readonly __typename?: 'PerformanceFigures';
  /** How many samples there are. Those whose value is NaN or that have no time do not count. */
  readonly count: Scalars['Float']['output'];
  /** The greatest; null where there are none. */
  readonly max?: Maybe<Scalars['Float']['output']>;
  /** The mean; null where there are none. */
  readonly mean?: Maybe<Scalars['Float']['output']>;
  /** The least; null where there are none. */
  readonly min?: Maybe<Scalars['Float']['output']>;
  /** The median; null where there are none. */
  readonly p50?: Maybe<Scalars['Float']['output']>;
  /** What 90 % do not exceed; null where there are none. */
  readonly p90?: Maybe<Scalars['Float']['output']>;
  /** What 95 % do not exceed; null where there are none. */
  readonly p95?: Maybe<Scalars['Float']['output']>;
  /** What 99 % do not exceed; null where there are none. */
  readonly p99?: Maybe<Scalars['Float']['output']>;
  /** Samples per second of the period. */
  readonly rate: Scalars['Float']['output'];
};

/** Which performance samples figures are made of. Every field that is given must match. */
export type PerformanceFilter = {
  /** Any of these endpoints. */
  readonly endpoints?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** At or after this instant; 24 hours before `to` unless told. At most 400 days before `to`. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** This institution and everything below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these types. */
  readonly metricTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Any of these modules, by code. */
  readonly moduleCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Any of these names. */
  readonly names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Before this instant; now unless told. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of this unit and of those that can be converted to it: `ms` finds seconds as well. */
  readonly unit?: InputMaybe<Scalars['String']['input']>;
};

/** The samples of a group over time. */
export type PerformanceGroup = {
  readonly __typename?: 'PerformanceGroup';
  /** Every bucket of the period; those without samples have a count of 0 and no values. */
  readonly buckets: ReadonlyArray<PerformanceBucket>;
  /** Of the whole period. */
  readonly figures: PerformanceFigures;
  /** The value that the group has in common; null where samples have none, and of the group of all. */
  readonly key?: Maybe<Scalars['String']['output']>;
};

/** One measurement: how long a request took, how much memory a job had, how many rows there were. */
export type PerformanceMetric = Node & {
  readonly __typename?: 'PerformanceMetric';
  /** Details. Values whose name suggests a secret are `***`. */
  readonly context?: Maybe<Scalars['JSON']['output']>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** The endpoint: route, job or operation. */
  readonly endpoint?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  /** The process or machine that measured. */
  readonly instanceId?: Maybe<Scalars['String']['output']>;
  /** The institution that it belongs to. */
  readonly institution?: Maybe<Institution>;
  /** Kind of what was measured, an open vocabulary: `request`, `query`, `job`, `api_call`, … */
  readonly metricType: Scalars['String']['output'];
  /** Code of the module that it belongs to. */
  readonly moduleCode?: Maybe<Scalars['String']['output']>;
  /** What was measured: `duration`, `memory`, … */
  readonly name: Scalars['String']['output'];
  /** When it was measured; null where the writer left it out. */
  readonly recordedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The request that it belongs to. */
  readonly requestId?: Maybe<Scalars['String']['output']>;
  /** The unit as it was recorded: `ms`, `seconds`, `bytes`, `count`, … */
  readonly unit: Scalars['String']['output'];
  /** Whose request it was; null where nobody is known or the user was deleted. */
  readonly user?: Maybe<User>;
  /** Database id of whose request it was. */
  readonly userId?: Maybe<Scalars['ID']['output']>;
  /** The value in `unit`; null where the database has NaN. */
  readonly value?: Maybe<Scalars['Float']['output']>;
};

/** A page of performance samples. */
export type PerformanceMetricConnection = {
  readonly __typename?: 'PerformanceMetricConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<PerformanceMetricEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<PerformanceMetric>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A performance sample in a list. */
export type PerformanceMetricEdge = {
  readonly __typename?: 'PerformanceMetricEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The sample. */
  readonly node: PerformanceMetric;
};

/** Which performance samples. Every field that is given must match. */
export type PerformanceMetricFilter = {
  /** Any of these endpoints. */
  readonly endpoints?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** At or after this instant. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** This institution and everything below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these types. */
  readonly metricTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Any of these modules, by code. */
  readonly moduleCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Any of these names. */
  readonly names?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Of this request. */
  readonly requestId?: InputMaybe<Scalars['String']['input']>;
  /** Before this instant. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of this unit and of those that can be converted to it: `ms` finds seconds as well. */
  readonly unit?: InputMaybe<Scalars['String']['input']>;
  /** Of this user's requests. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** Order of performance samples. */
export type PerformanceMetricOrder =
  /** By time, the newest first; samples without a time last. */
  | 'NEWEST_FIRST'
  /** By time, the oldest first; samples without a time first. */
  | 'OLDEST_FIRST';

/** A period. */
export type PerformancePeriod = {
  /** At or after this instant. */
  readonly from: Scalars['DateTime']['input'];
  /** Before this instant; at most 400 days after `from`. */
  readonly to: Scalars['DateTime']['input'];
};

/** A measurement. */
export type PerformanceSampleInput = {
  /** Details, at most 4 KB as JSON text. */
  readonly context?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The endpoint: route, job or operation, without ids; at most 200 characters. */
  readonly endpoint?: InputMaybe<Scalars['String']['input']>;
  /** The process or machine that measured; at most 100 characters. */
  readonly instanceId?: InputMaybe<Scalars['String']['input']>;
  /** The institution that it belongs to. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Kind of what was measured: `request`, `query`, `job`, `api_call`, … 1 to 100 characters. */
  readonly metricType: Scalars['String']['input'];
  /** Code of the module that it belongs to. */
  readonly moduleCode?: InputMaybe<Scalars['String']['input']>;
  /** What was measured: `duration`, `memory`, … 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** When it was measured, at most 31 days ago; now unless told. */
  readonly recordedAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The request that it belongs to; at most 100 characters. */
  readonly requestId?: InputMaybe<Scalars['String']['input']>;
  /**
   * The unit: `ns`, `us`, `ms`, `seconds`, `minutes`, `hours`, `bytes`, `kb`, `mb`, `gb`, `count`, `percent`, `ratio`, and
   * other names of these.
   */
  readonly unit: Scalars['String']['input'];
  /** Whose request it was. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
  /** A finite number below 100,000,000; four decimals are kept. */
  readonly value: Scalars['Decimal']['input'];
};

/** Samples over time. */
export type PerformanceSeries = {
  readonly __typename?: 'PerformanceSeries';
  /** How long a bucket is, in seconds. */
  readonly bucketSeconds: Scalars['Int']['output'];
  /** Where the period begins. */
  readonly from: Scalars['DateTime']['output'];
  /** The groups, those with the most samples first; one of all where none were asked for. */
  readonly groups: ReadonlyArray<PerformanceGroup>;
  /** Where the period ends; exclusive. */
  readonly to: Scalars['DateTime']['output'];
  /** The unit of all values: `ms`, `bytes`, `percent`, `count` or one of another application; null where there are no samples. */
  readonly unit?: Maybe<Scalars['String']['output']>;
};

/** What a role may be allowed to do. */
export type Permission =
  /** See what users did. */
  | 'ACTIVITY_LOGS_READ'
  /** Record what users did in other applications. */
  | 'ACTIVITY_LOGS_RECORD'
  /** Create, list and revoke one's own API tokens. */
  | 'API_TOKENS_MANAGE'
  /** See who changed what: audit records. */
  | 'AUDIT_LOGS_READ'
  /** See settings, what applies where, and their history and feed. */
  | 'CONFIGS_READ'
  /** Read encrypted settings in clear; each reading is recorded. */
  | 'CONFIGS_REVEAL'
  /** Set, unset and roll back settings. */
  | 'CONFIGS_WRITE'
  /** See users and institutions. */
  | 'DIRECTORY_READ'
  /** Download what one may see as a file. */
  | 'EXPORT'
  /** Create, change, test and delete integrations. */
  | 'INTEGRATIONS_MANAGE'
  /** See integrations, without their credentials. */
  | 'INTEGRATIONS_READ'
  /** Set up, pause, start and cancel scheduled jobs. */
  | 'JOBS_MANAGE'
  /** See scheduled jobs and their logs. */
  | 'JOBS_READ'
  /** Issue, activate, renew, revoke and transfer licences, and give their seats. */
  | 'LICENSES_MANAGE'
  /** See licences and what they entitle to. */
  | 'LICENSES_READ'
  /** Register, change, enable and disable modules. */
  | 'MODULES_MANAGE'
  /** See modules and what they depend on. */
  | 'MODULES_READ'
  /** Write notifications and see how they were read. */
  | 'NOTIFICATIONS_MANAGE'
  /** Receive, read and dismiss notifications. */
  | 'NOTIFICATIONS_RECEIVE'
  /** See performance metrics. */
  | 'PERFORMANCE_READ'
  /** Record performance metrics, as applications do. */
  | 'PERFORMANCE_RECORD'
  /** Decide how long records are kept, hold and delete them. */
  | 'RETENTION_MANAGE'
  /** See security events and their statistics and feed. */
  | 'SECURITY_EVENTS_READ'
  /** Report a security event. */
  | 'SECURITY_EVENTS_RECORD'
  /** Acknowledge, assign, escalate, resolve and reopen security events. */
  | 'SECURITY_EVENTS_TRIAGE'
  /** Being signed in. */
  | 'SIGNED_IN'
  /** Start and cancel sync runs. */
  | 'SYNC_RUNS_MANAGE'
  /** See sync runs and their statistics and feed. */
  | 'SYNC_RUNS_READ'
  /** Claim sync runs and report on them, as workers do. */
  | 'SYNC_RUNS_WORK'
  /** See errors of the system and their groups and feed. */
  | 'SYSTEM_ERRORS_READ'
  /** Report errors, as applications do. */
  | 'SYSTEM_ERRORS_REPORT'
  /** Investigate, assign, resolve and ignore errors. */
  | 'SYSTEM_ERRORS_TRIAGE';

/** One permission of the viewer. */
export type PermissionGrant = {
  readonly __typename?: 'PermissionGrant';
  /** What may be done. */
  readonly permission: Permission;
  /** How far it reaches. */
  readonly scope: PermissionScope;
};

/** How far a permission reaches. */
export type PermissionScope =
  /** The whole system. */
  | 'ALL'
  /** The viewer's own data only. */
  | 'SELF'
  /** The viewer's institution and everything below it. */
  | 'SUBTREE';

/** What is kept: records that match all of what is given. With nothing but a reason, everything. */
export type PlaceRetentionHoldInput = {
  /** Only records from this time on. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** 1 to 100 characters. A repeat with the same key by the same user answers with the first hold instead of another. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Only records of this institution, of those below it, and of users there: a global or database id. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Why: 1 to 2,000 characters. */
  readonly reason: Scalars['String']['input'];
  /** Only these kinds of records; all unless told. */
  readonly sources?: InputMaybe<ReadonlyArray<RetentionSource>>;
  /** Only records before this time. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** When the hold ends by itself, in the future; until it is released unless told. */
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
  /** Only records of or about this user: a global or database id. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** The hold that was placed. */
export type PlaceRetentionHoldPayload = {
  readonly __typename?: 'PlaceRetentionHoldPayload';
  /** The hold; null when there are user errors. */
  readonly hold?: Maybe<RetentionHold>;
  /** Why none was placed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A time at which a job is to run. */
export type PlannedRun = {
  readonly __typename?: 'PlannedRun';
  /** When. */
  readonly at: Scalars['DateTime']['output'];
  /** Whether it is as the schedule says, or what the clock made of it. */
  readonly kind: PlannedRunKind;
  /** What the clock of the time zone shows then, with its offset: `2026-03-29T03:00:00+02:00`. */
  readonly localTime: Scalars['String']['output'];
  /** The local time of the schedule that the clock leaves out, and that runs now instead; null unless `kind` is MOVED. */
  readonly movedFrom?: Maybe<Scalars['String']['output']>;
};

/** What the clock made of a planned time. */
export type PlannedRunKind =
  /** The first of two times at which the clock shows the same. */
  | 'FIRST'
  /** The clock leaves the time out: it runs right after the gap. */
  | 'MOVED'
  /** It is as the schedule says. */
  | 'NORMAL'
  /** The second of two times at which the clock shows the same. */
  | 'SECOND';

export type Query = {
  readonly __typename?: 'Query';
  /** The activity log entry with this id; null when there is none or the viewer may not see it. */
  readonly activityLog?: Maybe<ActivityLog>;
  /** Figures over the activities that match. */
  readonly activityLogStats: LogStats;
  /** What users did: one's own acts, and those in the viewer's institution and below it. */
  readonly activityLogs: ActivityLogConnection;
  /** The viewer's own API tokens, the newest first. */
  readonly apiTokens: ReadonlyArray<ApiToken>;
  /** The audit record with this id; null when there is none or the viewer may not see it. */
  readonly auditLog?: Maybe<AuditLog>;
  /** Figures over the audit records that match. */
  readonly auditLogStats: LogStats;
  /** Who changed what: one's own deeds, and those in the viewer's institution and below it. */
  readonly auditLogs: AuditLogConnection;
  /** The same samples in two periods, `a` and then `b`, and what has changed from one to the other. */
  readonly comparePerformance: ReadonlyArray<PerformanceComparison>;
  /** One setting; null when absent or invisible. */
  readonly config?: Maybe<Config>;
  /** Every change of settings that the viewer may see, whichever application made it, the newest first. */
  readonly configHistory: ConfigRevisionConnection;
  /** Counts of the settings that the viewer may see. */
  readonly configStats: ConfigStats;
  /** What was set in one place at an instant; null when nothing is known of it then, or the viewer may not see it. */
  readonly configValueAt?: Maybe<ConfigValueAt>;
  /** Settings that the viewer may see. Hidden ones are seen by super administrators only, and listed only when asked for. */
  readonly configs: ConfigConnection;
  /**
   * What applies in one place, and why: one answer for each key, in the order asked. The strongest level that sets a key
   * decides: the user, the institution, its ancestors from the nearest on, the module, the whole system. Of what the
   * viewer may not see nothing is taken into account.
   */
  readonly effectiveConfig: ReadonlyArray<EffectiveConfig>;
  /**
   * The history of one entity: the audit records of it that the viewer may see, and what it looked like after each, as
   * far as they tell. What users did to it without changing it is in `activityLogs`, by the same `entityType` and `entityId`.
   */
  readonly entityHistory: EntityHistoryConnection;
  /** One group of equal errors; null when absent, or when the viewer may see none of its errors. */
  readonly errorGroup?: Maybe<ErrorGroup>;
  /** Groups of equal errors. All figures count only the errors that the viewer may see. */
  readonly errorGroups: ErrorGroupConnection;
  /** Figures over the errors that match, for a dashboard. */
  readonly errorStats: ErrorStats;
  /** Licences that count and that end within so many days, the soonest first; those in their days of grace before them. */
  readonly expiringLicenses: LicenseConnection;
  /** The export with this id: one's own; super administrators see everybody's. Null when there is none to see. */
  readonly export?: Maybe<Export>;
  /** Exports, the newest first: one's own; super administrators see everybody's. */
  readonly exports: ExportConnection;
  /** One institution; null when absent or invisible. */
  readonly institution?: Maybe<Institution>;
  /** Institutions, by name. */
  readonly institutions: InstitutionConnection;
  /** One integration; null when absent or invisible. */
  readonly integration?: Maybe<Integration>;
  /** How many integrations there are within the viewer's reach, and of which kinds. */
  readonly integrationStats: IntegrationStats;
  /** The types of integrations and what each of them takes: enough to make a form of. */
  readonly integrationTypes: ReadonlyArray<IntegrationTypeInfo>;
  /** Integrations within the viewer's reach. Those of the whole system are the super administrators'. */
  readonly integrations: IntegrationConnection;
  /** Every class of jobs that this service can run, by name. */
  readonly jobClasses: ReadonlyArray<JobClass>;
  /** Whether scheduled jobs run when they should, by the clock of the database. */
  readonly jobHealth: JobHealth;
  /** One run of a job; null when there is none. */
  readonly jobLog?: Maybe<JobLog>;
  /** Runs of jobs, scheduled or not, whichever application ran them. */
  readonly jobLogs: JobLogConnection;
  /** Figures over the runs of jobs that match. */
  readonly jobStats: JobStats;
  /** Workers that run jobs, and those that have reported within a day; at most 100, the one that reported last first. */
  readonly jobWorkers: ReadonlyArray<JobWorker>;
  /** One licence; null when absent or invisible. */
  readonly license?: Maybe<License>;
  /**
   * A signed certificate of a licence that counts now. Whoever has the public keys of `/.well-known/jwks.json` can
   * verify it without this service. Each call signs a new one, none is kept.
   */
  readonly licenseCertificate: LicenseCertificate;
  /**
   * What an institution is entitled to now, by module code: by licences of its own, of institutions above it, and
   * system-wide ones. Empty for an institution that does not exist or that the viewer may not see.
   */
  readonly licenseEntitlements: ReadonlyArray<ModuleEntitlement>;
  /** How many licences there are of each state, type and module, and how many seats. */
  readonly licenseStats: LicenseStats;
  /** Licences of the institutions within the viewer's reach; super administrators also see system-wide ones. */
  readonly licenses: LicenseConnection;
  /** The module with this code; null when there is none. */
  readonly module?: Maybe<Module>;
  /** How all modules depend on each other, and what is wrong with it. */
  readonly moduleGraph: ModuleGraph;
  /** How many modules there are of each kind. */
  readonly moduleStats: ModuleStats;
  /** Modules by code. There are at most 500 of them. */
  readonly modules: ReadonlyArray<Module>;
  /** Active notifications that are addressed to the viewer: unread ones first, within that the newest first. */
  readonly myNotifications: MyNotificationConnection;
  /** The object with this global id; null when there is none or the viewer may not see it. */
  readonly node?: Maybe<Node>;
  /** The objects with these global ids, at most 100, in the order asked; null where there is none or the viewer may not see it. */
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /**
   * One notification: one that the viewer manages, or one that is active and addressed to the viewer. Null when
   * absent or invisible.
   */
  readonly notification?: Maybe<SystemNotification>;
  /** Whom a notification with these targets would address now. Refuses what `createNotification` would refuse. */
  readonly notificationAudience: NotificationAudience;
  /**
   * Notifications that the viewer manages: all of them for super administrators, otherwise those that the viewer
   * wrote and those that address institutions within the viewer's reach only.
   */
  readonly notifications: SystemNotificationConnection;
  /** The samples with the greatest values, the greatest first: which requests they were. */
  readonly performanceExemplars: ReadonlyArray<PerformanceMetric>;
  /** The performance sample with this id; null when there is none or the viewer may not see it. */
  readonly performanceMetric?: Maybe<PerformanceMetric>;
  /** Performance samples, as they were recorded. */
  readonly performanceMetrics: PerformanceMetricConnection;
  /**
   * What samples add up to over time, in buckets of UTC. All of them must have units that can be compared: ask for one
   * name, type or unit.
   */
  readonly performanceSeries: PerformanceSeries;
  /**
   * What `runRetention` would delete now, enabled or not, and what holds would keep. Nothing is changed. Of each source it
   * looks at the 100,000 oldest records past their age.
   */
  readonly previewRetention: ReadonlyArray<RetentionPreview>;
  /**
   * When a schedule would run: for looking before saving. Times that the clock leaves out or repeats are shown as the
   * schedule's policies treat them.
   */
  readonly previewRuns: SchedulePreview;
  /** The hold with this id; null when there is none. */
  readonly retentionHold?: Maybe<RetentionHold>;
  /** Holds, the newest first. */
  readonly retentionHolds: RetentionHoldConnection;
  /** How long each kind of record is kept. */
  readonly retentionPolicies: ReadonlyArray<RetentionPolicy>;
  /** All roles, the most powerful first. */
  readonly roles: ReadonlyArray<Role>;
  /** One scheduled job; null when there is none. */
  readonly scheduledJob?: Maybe<ScheduledJob>;
  /** All scheduled jobs, by name. */
  readonly scheduledJobs: ReadonlyArray<ScheduledJob>;
  /** One security event; null when absent or invisible. */
  readonly securityEvent?: Maybe<SecurityEvent>;
  /** Figures over the events that match, for a dashboard. */
  readonly securityEventStats: SecurityEventStats;
  /** Security events. */
  readonly securityEvents: SecurityEventConnection;
  /** Endpoints that take longest, the longest first; of samples whose unit is one of time. */
  readonly slowestEndpoints: ReadonlyArray<EndpointPerformance>;
  /** One sync run; null when absent or invisible. */
  readonly syncRun?: Maybe<SyncRun>;
  /** Sync runs of the integrations within the viewer's reach, whichever application started them. */
  readonly syncRuns: SyncRunConnection;
  /** Figures over the sync runs that match. */
  readonly syncStats: SyncStats;
  /** One error; null when absent or invisible. */
  readonly systemError?: Maybe<SystemError>;
  /** Errors that applications have reported: of a region's users for its administrators, all for super administrators. */
  readonly systemErrors: SystemErrorConnection;
  /**
   * The first screen of a dashboard in one request. Each part is read only where it is selected, and fails alone. A part
   * is null for a viewer who lacks its permission, which each part names.
   */
  readonly systemOverview: SystemOverview;
  /**
   * What happened around somebody or something: audit records, activities, security events, errors and runs of jobs in one
   * list by time. Of each source only what the viewer may read, as in its own list.
   */
  readonly timeline: TimelineConnection;
  /** How many active notifications that are addressed to the viewer are neither read nor dismissed. */
  readonly unreadNotificationCount: Scalars['Int']['output'];
  /** One user; null when absent or invisible. */
  readonly user?: Maybe<User>;
  /** Users, by user name. */
  readonly users: UserConnection;
  /** What a certificate is worth: whether it is genuine, and what became of its licence since it was signed. */
  readonly verifyLicenseCertificate: LicenseCertificateVerification;
  /** Who is signed in. */
  readonly viewer: Viewer;
};

export type QueryActivityLogArgs = {
  id: Scalars['ID']['input'];
};

export type QueryActivityLogStatsArgs = {
  bucket?: LogStatsBucket;
  filter?: InputMaybe<ActivityLogFilter>;
  timeZone?: Scalars['String']['input'];
};

export type QueryActivityLogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityLogFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: ActivityLogOrder;
};

export type QueryAuditLogArgs = {
  id: Scalars['ID']['input'];
};

export type QueryAuditLogStatsArgs = {
  bucket?: LogStatsBucket;
  filter?: InputMaybe<AuditLogFilter>;
  timeZone?: Scalars['String']['input'];
};

export type QueryAuditLogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<AuditLogFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: AuditLogOrder;
};

export type QueryComparePerformanceArgs = {
  a: PerformancePeriod;
  b: PerformancePeriod;
  filter?: InputMaybe<PerformanceFilter>;
  groupBy?: InputMaybe<PerformanceDimension>;
  limit?: Scalars['Int']['input'];
};

export type QueryConfigArgs = {
  id: Scalars['ID']['input'];
};

export type QueryConfigHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ConfigHistoryFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryConfigValueAtArgs = {
  at: Scalars['DateTime']['input'];
  key: Scalars['String']['input'];
  scope?: ConfigScope;
  scopeId?: InputMaybe<Scalars['ID']['input']>;
};

export type QueryConfigsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ConfigFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: ConfigOrder;
};

export type QueryEffectiveConfigArgs = {
  institutionId?: InputMaybe<Scalars['ID']['input']>;
  keys: ReadonlyArray<Scalars['String']['input']>;
  moduleCode?: InputMaybe<Scalars['String']['input']>;
  userId?: InputMaybe<Scalars['ID']['input']>;
};

export type QueryEntityHistoryArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  entityId: Scalars['ID']['input'];
  entityType: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: AuditLogOrder;
};

export type QueryErrorGroupArgs = {
  id: Scalars['ID']['input'];
};

export type QueryErrorGroupsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ErrorGroupFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: ErrorGroupOrder;
};

export type QueryErrorStatsArgs = {
  filter?: InputMaybe<SystemErrorFilter>;
};

export type QueryExpiringLicensesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  withinDays?: Scalars['Int']['input'];
};

export type QueryExportArgs = {
  id: Scalars['ID']['input'];
};

export type QueryExportsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ExportFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryInstitutionArgs = {
  id: Scalars['ID']['input'];
};

export type QueryInstitutionsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<InstitutionFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryIntegrationArgs = {
  id: Scalars['ID']['input'];
};

export type QueryIntegrationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<IntegrationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: IntegrationOrder;
};

export type QueryJobLogArgs = {
  id: Scalars['ID']['input'];
};

export type QueryJobLogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<JobLogFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: JobLogOrder;
};

export type QueryJobStatsArgs = {
  filter?: InputMaybe<JobStatsFilter>;
};

export type QueryLicenseArgs = {
  id: Scalars['ID']['input'];
};

export type QueryLicenseCertificateArgs = {
  licenseId: Scalars['ID']['input'];
};

export type QueryLicenseEntitlementsArgs = {
  institutionId: Scalars['ID']['input'];
  moduleCode?: InputMaybe<Scalars['String']['input']>;
};

export type QueryLicenseStatsArgs = {
  filter?: InputMaybe<LicenseFilter>;
};

export type QueryLicensesArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<LicenseFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: LicenseOrder;
};

export type QueryModuleArgs = {
  code: Scalars['String']['input'];
};

export type QueryModulesArgs = {
  filter?: InputMaybe<ModuleFilter>;
};

export type QueryMyNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<MyNotificationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};

export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};

export type QueryNotificationArgs = {
  id: Scalars['ID']['input'];
};

export type QueryNotificationAudienceArgs = {
  targetInstitutions?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  targetRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

export type QueryNotificationsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<NotificationFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: NotificationOrder;
};

export type QueryPerformanceExemplarsArgs = {
  filter?: InputMaybe<PerformanceFilter>;
  first?: Scalars['Int']['input'];
};

export type QueryPerformanceMetricArgs = {
  id: Scalars['ID']['input'];
};

export type QueryPerformanceMetricsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<PerformanceMetricFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: PerformanceMetricOrder;
};

export type QueryPerformanceSeriesArgs = {
  bucket?: PerformanceBucketWidth;
  filter?: InputMaybe<PerformanceFilter>;
  groupBy?: InputMaybe<PerformanceDimension>;
  limit?: Scalars['Int']['input'];
};

export type QueryPreviewRetentionArgs = {
  keepDays?: InputMaybe<Scalars['Int']['input']>;
  sources?: InputMaybe<ReadonlyArray<RetentionSource>>;
};

export type QueryPreviewRunsArgs = {
  count?: Scalars['Int']['input'];
  from?: InputMaybe<Scalars['DateTime']['input']>;
  schedule: ScheduleInput;
};

export type QueryRetentionHoldArgs = {
  id: Scalars['ID']['input'];
};

export type QueryRetentionHoldsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<RetentionHoldFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryScheduledJobArgs = {
  id: Scalars['ID']['input'];
};

export type QuerySecurityEventArgs = {
  id: Scalars['ID']['input'];
};

export type QuerySecurityEventStatsArgs = {
  filter?: InputMaybe<SecurityEventFilter>;
};

export type QuerySecurityEventsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SecurityEventFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: SecurityEventOrder;
};

export type QuerySlowestEndpointsArgs = {
  by?: PerformanceFigure;
  filter?: InputMaybe<PerformanceFilter>;
  first?: Scalars['Int']['input'];
};

export type QuerySyncRunArgs = {
  id: Scalars['ID']['input'];
};

export type QuerySyncRunsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SyncRunFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: SyncRunOrder;
};

export type QuerySyncStatsArgs = {
  filter?: InputMaybe<SyncStatsFilter>;
};

export type QuerySystemErrorArgs = {
  id: Scalars['ID']['input'];
};

export type QuerySystemErrorsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SystemErrorFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: SystemErrorOrder;
};

export type QuerySystemOverviewArgs = {
  institutionId?: InputMaybe<Scalars['ID']['input']>;
  period?: OverviewPeriod;
};

export type QueryTimelineArgs = {
  about: TimelineAbout;
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  from?: InputMaybe<Scalars['DateTime']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: TimelineOrder;
  sources?: InputMaybe<ReadonlyArray<TimelineSource>>;
  to?: InputMaybe<Scalars['DateTime']['input']>;
};

export type QueryUserArgs = {
  id: Scalars['ID']['input'];
};

export type QueryUsersArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<UserFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
};

export type QueryVerifyLicenseCertificateArgs = {
  certificate: Scalars['String']['input'];
};

/** What to record. */
export type RecordActivityInput = {
  /** 1 to 100 activities, in any order. */
  readonly activities: ReadonlyArray<ActivityInput>;
};

/** What became of the activities. */
export type RecordActivityPayload = {
  readonly __typename?: 'RecordActivityPayload';
  /** One for each activity of the input, in its order; null when they were refused. */
  readonly results?: Maybe<ReadonlyArray<RecordedActivity>>;
  /** Why they were refused: `field` begins with `activities` and the position of the one that is to blame. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Samples to record. */
export type RecordPerformanceMetricsInput = {
  /** A name of this batch, unique for the viewer for 24 hours: sent again, it is not counted twice. 1 to 100 characters. */
  readonly batchId?: InputMaybe<Scalars['String']['input']>;
  /** 1 to 5,000 samples. */
  readonly samples: ReadonlyArray<PerformanceSampleInput>;
};

/** What became of the samples. */
export type RecordPerformanceMetricsPayload = {
  readonly __typename?: 'RecordPerformanceMetricsPayload';
  /** How many were stored, by this call or by an earlier one with the same `batchId`; null where the whole was refused. */
  readonly accepted?: Maybe<Scalars['Int']['output']>;
  /** Samples that were not stored, and why; at most 5,000. What is good in a batch is stored all the same. */
  readonly rejected: ReadonlyArray<RejectedPerformanceSample>;
  /** Why nothing was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An event to report. */
export type RecordSecurityEventInput = {
  /** What happened, in words: up to 10,000 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Details: up to 64 KB. */
  readonly eventData?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Kind of event: 1 to 100 characters, lower case, digits, `_`, `.` and `-`. */
  readonly eventType: Scalars['String']['input'];
  /** A repeat with the same key within 24 hours reports nothing new and answers with the first event. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Where it happened; the viewer's own institution unless told. Outside the viewer's reach it is refused. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Network address: IPv4 or IPv6. */
  readonly ipAddress?: InputMaybe<Scalars['String']['input']>;
  /** Where the address is. */
  readonly location?: InputMaybe<Scalars['JSONObject']['input']>;
  /** How bad it is; OTHER is not allowed. */
  readonly severity: SecurityEventSeverity;
  /** Whom it was done to. */
  readonly targetUserId?: InputMaybe<Scalars['ID']['input']>;
  /** Browser or program: up to 2,000 characters. */
  readonly userAgent?: InputMaybe<Scalars['String']['input']>;
  /** Who did it. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** The reported event. */
export type RecordSecurityEventPayload = {
  readonly __typename?: 'RecordSecurityEventPayload';
  /** The event; null when there are user errors. */
  readonly securityEvent?: Maybe<SecurityEvent>;
  /** Why nothing was recorded. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An activity that was recorded, now or before. */
export type RecordedActivity = {
  readonly __typename?: 'RecordedActivity';
  /** The entry; null where it is not there any more, or not within the writer's reach. */
  readonly activity?: Maybe<ActivityLog>;
  /** The id that the client gave it. */
  readonly clientId: Scalars['String']['output'];
  /** Whether an earlier call had recorded it. */
  readonly isRepeat: Scalars['Boolean']['output'];
};

/** A module to register. */
export type RegisterModuleInput = {
  /** 1 to 50 characters: a lower-case letter, then lower-case letters, digits, `_` and `-`. It cannot be changed later. */
  readonly code: Scalars['String']['input'];
  /** What it needs: at most 50 modules that exist, each once. */
  readonly dependencies?: ReadonlyArray<ModuleDependencyInput>;
  /** What it does: up to 10,000 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** A repeat with the same key within 24 hours writes nothing new and answers with the first module. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Whether it stays on once it is on. */
  readonly isCore?: Scalars['Boolean']['input'];
  /** Its name for people: 1 to 100 characters. */
  readonly name: Scalars['String']['input'];
  /** Whether it may be switched on only with a licence. */
  readonly requiresLicense?: Scalars['Boolean']['input'];
  /** Its settings: up to 64 KB as JSON text; none unless told. */
  readonly settings?: InputMaybe<Scalars['JSONObject']['input']>;
  /** A semantic version, `1.4.0`: up to 20 characters. */
  readonly version?: InputMaybe<Scalars['String']['input']>;
};

/** The registered module. */
export type RegisterModulePayload = {
  readonly __typename?: 'RegisterModulePayload';
  /** The module; null when there are user errors. */
  readonly module?: Maybe<Module>;
  /** Why nothing was registered. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A sample that was not stored. */
export type RejectedPerformanceSample = {
  readonly __typename?: 'RejectedPerformanceSample';
  /** The field that is to blame. */
  readonly field: Scalars['String']['output'];
  /** Where it stands in `samples`, from 0. */
  readonly index: Scalars['Int']['output'];
  /** What is wrong and what would be right. */
  readonly message: Scalars['String']['output'];
};

/** Seats to take back. */
export type ReleaseLicenseSeatsInput = {
  /** Global or database id of the licence. */
  readonly licenseId: Scalars['ID']['input'];
  /** Global or database ids of 1 to 100 users, each once. */
  readonly userIds: ReadonlyArray<Scalars['ID']['input']>;
};

/** The licence whose seats were taken back. */
export type ReleaseLicenseSeatsPayload = {
  readonly __typename?: 'ReleaseLicenseSeatsPayload';
  /** The licence; null when there are user errors. */
  readonly license?: Maybe<License>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Which hold ends. */
export type ReleaseRetentionHoldInput = {
  /** Refuse when the hold's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the hold. */
  readonly id: Scalars['ID']['input'];
  /** Why: 1 to 2,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** The hold that was released. */
export type ReleaseRetentionHoldPayload = {
  readonly __typename?: 'ReleaseRetentionHoldPayload';
  /** The hold; null when there are user errors. */
  readonly hold?: Maybe<RetentionHold>;
  /** Why it was not released. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A licence to renew. */
export type RenewLicenseInput = {
  /** Refuse when the licence's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** The new end: in the future and later than the present one. */
  readonly expiresAt: Scalars['DateTime']['input'];
  /** Global or database id of the licence. */
  readonly id: Scalars['ID']['input'];
};

/** The renewed licence. */
export type RenewLicensePayload = {
  readonly __typename?: 'RenewLicensePayload';
  /** The licence; null when there are user errors. */
  readonly license?: Maybe<License>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A group or an error to open again: exactly one of `groupId` and `errorId`. */
export type ReopenErrorInput = {
  /** Global or database id of the error. */
  readonly errorId?: InputMaybe<Scalars['ID']['input']>;
  /** Refuse when the `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the group. */
  readonly groupId?: InputMaybe<Scalars['ID']['input']>;
  /** Why: up to 10,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
};

/** What is open again. */
export type ReopenErrorPayload = {
  readonly __typename?: 'ReopenErrorPayload';
  /** The group; null when an error was named, or there are user errors. */
  readonly errorGroup?: Maybe<ErrorGroup>;
  /** The error; null when a group was named, or there are user errors. */
  readonly systemError?: Maybe<SystemError>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An event to open again. */
export type ReopenSecurityEventInput = {
  /** Refuse when the event's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the event. */
  readonly id: Scalars['ID']['input'];
  /** Why: 1 to 2,000 characters. */
  readonly reason: Scalars['String']['input'];
};

/** The event that is open again. */
export type ReopenSecurityEventPayload = {
  readonly __typename?: 'ReopenSecurityEventPayload';
  /** The event; null when there are user errors. */
  readonly securityEvent?: Maybe<SecurityEvent>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An error to report. Secrets and personal data in its texts and details are replaced before it is stored. */
export type ReportErrorInput = {
  /** What the reporter calls this error, 1 to 100 characters: a repeat stores nothing and answers with the first one. */
  readonly clientId?: InputMaybe<Scalars['String']['input']>;
  /** Details: up to 64 KB. */
  readonly context?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Code of the application: up to 50 characters. */
  readonly errorCode?: InputMaybe<Scalars['String']['input']>;
  /** Class or kind of the error: 1 to 100 characters. */
  readonly errorType: Scalars['String']['input'];
  /** File in which it happened: up to 1,000 characters. */
  readonly filePath?: InputMaybe<Scalars['String']['input']>;
  /** What equal errors have in common, up to 200 characters, where message and stack do not tell: they are one group. */
  readonly fingerprint?: InputMaybe<Scalars['String']['input']>;
  /** Network address: IPv4 or IPv6. */
  readonly ipAddress?: InputMaybe<Scalars['String']['input']>;
  /** Line of the file, from 1. */
  readonly lineNumber?: InputMaybe<Scalars['Int']['input']>;
  /** What happened: 1 to 10,000 characters. */
  readonly message: Scalars['String']['input'];
  /** When it happened: now unless told, and not in the future. */
  readonly occurredAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** The request that failed: up to 64 KB. */
  readonly requestData?: InputMaybe<Scalars['JSONObject']['input']>;
  /** How bad it is; OTHER is not allowed. */
  readonly severity?: SystemErrorSeverity;
  /** Calls that led to it, in the form of PHP or JavaScript: up to 50,000 characters. */
  readonly stackTrace?: InputMaybe<Scalars['String']['input']>;
  /** Browser or program: up to 2,000 characters. */
  readonly userAgent?: InputMaybe<Scalars['String']['input']>;
  /** To whom it happened: the viewer unless told. Null, nobody, is for super administrators. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** The reported error. */
export type ReportErrorPayload = {
  readonly __typename?: 'ReportErrorPayload';
  /** The error; null when there are user errors. */
  readonly systemError?: Maybe<SystemError>;
  /** Why nothing was stored. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of one error. */
export type ReportErrorResult = {
  readonly __typename?: 'ReportErrorResult';
  /** Place in the input, from 0. */
  readonly index: Scalars['Int']['output'];
  /** Whether it had been reported before, with the same `clientId`. */
  readonly isRepeat: Scalars['Boolean']['output'];
  /** The error; null when there are user errors. */
  readonly systemError?: Maybe<SystemError>;
  /** Why it was not stored; `field` begins within the error. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Errors to report. */
export type ReportErrorsInput = {
  /** 1 to 100 errors. */
  readonly errors: ReadonlyArray<ReportErrorInput>;
};

/** What became of each error. */
export type ReportErrorsPayload = {
  readonly __typename?: 'ReportErrorsPayload';
  /** One result for each error, in the order given; empty when the input as a whole is refused. */
  readonly results: ReadonlyArray<ReportErrorResult>;
  /** Why the input as a whole was refused. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A group or an error to resolve: exactly one of `groupId` and `errorId`. */
export type ResolveErrorInput = {
  /** Global or database id of the error. */
  readonly errorId?: InputMaybe<Scalars['ID']['input']>;
  /** Refuse when the `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the group. */
  readonly groupId?: InputMaybe<Scalars['ID']['input']>;
  /** How it was mended: up to 10,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** Of a group: the number of the last occurrence that is resolved; all that has happened until now unless told. */
  readonly upToOccurrence?: InputMaybe<Scalars['Int']['input']>;
};

/** What is resolved. */
export type ResolveErrorPayload = {
  readonly __typename?: 'ResolveErrorPayload';
  /** The group, open again where it has happened since `upToOccurrence`; null when an error was named, or there are user errors. */
  readonly errorGroup?: Maybe<ErrorGroup>;
  /** The error; null when a group was named, or there are user errors. */
  readonly systemError?: Maybe<SystemError>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An event to close. */
export type ResolveSecurityEventInput = {
  /** Refuse when the event's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the event. */
  readonly id: Scalars['ID']['input'];
  /** Why: up to 10,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** How it is closed. */
  readonly resolution: SecurityEventOutcome;
};

/** The closed event. */
export type ResolveSecurityEventPayload = {
  readonly __typename?: 'ResolveSecurityEventPayload';
  /** The event; null when there are user errors. */
  readonly securityEvent?: Maybe<SecurityEvent>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What became of one event. */
export type ResolveSecurityEventResult = {
  readonly __typename?: 'ResolveSecurityEventResult';
  /** The id as it was given. */
  readonly id: Scalars['ID']['output'];
  /** The event; null when there are user errors. */
  readonly securityEvent?: Maybe<SecurityEvent>;
  /** Why this event was not changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Events to close. */
export type ResolveSecurityEventsInput = {
  /** Global or database ids of the events: 1 to 100, each once. */
  readonly ids: ReadonlyArray<Scalars['ID']['input']>;
  /** Why: up to 10,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** How they are closed. */
  readonly resolution: SecurityEventOutcome;
};

/** What became of each event. */
export type ResolveSecurityEventsPayload = {
  readonly __typename?: 'ResolveSecurityEventsPayload';
  /** One result for each id, in the order given; empty when the input as a whole is refused. */
  readonly results: ReadonlyArray<ResolveSecurityEventResult>;
  /** Why the input as a whole was refused. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A job to resume. */
export type ResumeScheduledJobInput = {
  /** Refuse when the job's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the job. */
  readonly id: Scalars['ID']['input'];
};

/** The resumed job. */
export type ResumeScheduledJobPayload = {
  readonly __typename?: 'ResumeScheduledJobPayload';
  /** The job; null when there are user errors. */
  readonly scheduledJob?: Maybe<ScheduledJob>;
  /** Why it was not resumed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** How many records a hold keeps. */
export type RetentionHeld = {
  readonly __typename?: 'RetentionHeld';
  /** The hold. */
  readonly hold?: Maybe<RetentionHold>;
  /** How many records of those looked at. */
  readonly rows: Scalars['Int']['output'];
};

/** That records are not deleted, however old. */
export type RetentionHold = Node & {
  readonly __typename?: 'RetentionHold';
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** Only records from this time on; null: from the beginning. */
  readonly from?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  /**
   * Only records of this institution and all below it, or of users there, as the tree is when retention runs; null where
   * that does not matter, or the institution is gone.
   */
  readonly institution?: Maybe<Institution>;
  /** The database id of that institution, also when it is gone. */
  readonly institutionId?: Maybe<Scalars['ID']['output']>;
  /** Whether it keeps anything: it has not been released and has not ended. */
  readonly isActive: Scalars['Boolean']['output'];
  /** When it was placed. */
  readonly placedAt: Scalars['DateTime']['output'];
  /** Who placed it. */
  readonly placedBy?: Maybe<User>;
  /** Why. */
  readonly reason: Scalars['String']['output'];
  /** Why it was released. */
  readonly releaseReason?: Maybe<Scalars['String']['output']>;
  /** When it was released; null while it was not. */
  readonly releasedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who released it. */
  readonly releasedBy?: Maybe<User>;
  /** Which kinds of records; null: all. */
  readonly sources?: Maybe<ReadonlyArray<RetentionSource>>;
  /** Only records before this time; null: without end. */
  readonly to?: Maybe<Scalars['DateTime']['output']>;
  /** When the hold ends by itself; null: when it is released. */
  readonly until?: Maybe<Scalars['DateTime']['output']>;
  /** Only records of or about this user; null where that does not matter, or the user is gone. */
  readonly user?: Maybe<User>;
  /** The database id of that user, also when the user is gone. */
  readonly userId?: Maybe<Scalars['ID']['output']>;
  /** Changes with every change; pass it as `expectedVersion`. */
  readonly version: Scalars['String']['output'];
};

/** A page of holds. */
export type RetentionHoldConnection = {
  readonly __typename?: 'RetentionHoldConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<RetentionHoldEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<RetentionHold>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A hold at its place in the list. */
export type RetentionHoldEdge = {
  readonly __typename?: 'RetentionHoldEdge';
  /** Its place in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The hold. */
  readonly node: RetentionHold;
};

/** Which holds; all conditions must hold, and null does not restrict. */
export type RetentionHoldFilter = {
  /** Only those about exactly this institution: a global or database id. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Only those that keep something, or only those that do not any more. */
  readonly isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Only those that concern this kind of record. */
  readonly source?: InputMaybe<RetentionSource>;
  /** Only those about this user: a global or database id. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** How long a kind of record is kept. */
export type RetentionPolicy = {
  readonly __typename?: 'RetentionPolicy';
  /** Whether older ones are deleted at all. No policy is enabled until somebody does so. */
  readonly isEnabled: Scalars['Boolean']['output'];
  /** After how many days they may be deleted. */
  readonly keepDays: Scalars['Int']['output'];
  /** How many days they are kept at least, whatever is set. */
  readonly minimumKeepDays: Scalars['Int']['output'];
  /** When the oldest record is from, whether or not it may go; null where there is none that has a time. */
  readonly oldestRecordAt?: Maybe<Scalars['DateTime']['output']>;
  /** What a run would delete now, of the 10,000 oldest records past their age. */
  readonly preview: RetentionPreview;
  /** Which records. */
  readonly source: RetentionSource;
  /** When it was set last; null where nobody has. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who set it last. */
  readonly updatedBy?: Maybe<User>;
  /** Changes with every change; pass it as `expectedVersion`. */
  readonly version: Scalars['String']['output'];
};

/** What a run would do. All figures are of one moment, and exact for the records that were looked at. */
export type RetentionPreview = {
  readonly __typename?: 'RetentionPreview';
  /** How many of them would be deleted. */
  readonly deletable: Scalars['Int']['output'];
  /** How many would be kept by holds. */
  readonly held: Scalars['Int']['output'];
  /** How many each hold keeps. A record that several holds keep counts for each. */
  readonly heldBy: ReadonlyArray<RetentionHeld>;
  /** Whether these are all of them; false where there are more. */
  readonly isComplete: Scalars['Boolean']['output'];
  /** From which age on it was asked, in days. */
  readonly keepDays: Scalars['Int']['output'];
  /** How many records were looked at: past their age, and such as may be deleted but for holds. */
  readonly looked: Scalars['Int']['output'];
  /** When the newest of those is from; null where there is none. */
  readonly newestAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the oldest of those is from; null where there is none. */
  readonly oldestAt?: Maybe<Scalars['DateTime']['output']>;
  /** Which records. */
  readonly source: RetentionSource;
};

/** What a run did. */
export type RetentionRun = {
  readonly __typename?: 'RetentionRun';
  /** How many transactions it took. */
  readonly batches: Scalars['Int']['output'];
  /** How many were deleted. */
  readonly deleted: Scalars['Int']['output'];
  /** How many holds have kept, as far as the run came. */
  readonly held: Scalars['Int']['output'];
  /** When the newest of the deleted was from; null where none was. */
  readonly newestAt?: Maybe<Scalars['DateTime']['output']>;
  /** When the oldest of the deleted was from; null where none was. */
  readonly oldestAt?: Maybe<Scalars['DateTime']['output']>;
  /** Which records. */
  readonly source: RetentionSource;
  /** Why it ended. */
  readonly stoppedBy: RetentionStop;
};

/** Kinds of records that retention can delete, and which of them it may. */
export type RetentionSource =
  /** What users did; all of it, by when it was written. */
  | 'ACTIVITY_LOGS'
  /** Who changed what; all of it, by when it was written. */
  | 'AUDIT_LOGS'
  /** Sync runs that have ended, by when they started. */
  | 'INTEGRATION_SYNC_LOGS'
  /** Logs of jobs that have ended, by when they were written. */
  | 'JOB_LOGS'
  /** Samples of performance metrics, by their time. Rollups are kept. */
  | 'PERFORMANCE_METRICS'
  /** Security events that are resolved, with their triage, by when they were written. Escalated and open ones are kept. */
  | 'SECURITY_EVENTS'
  /** System errors that are resolved or ignored, by when they were written. */
  | 'SYSTEM_ERRORS'
  /** Notifications that have ended, with who read them, by their end. Those without an end are kept. */
  | 'SYSTEM_NOTIFICATIONS';

/** Why a run ended. */
export type RetentionStop =
  /** The policy was disabled while it ran. */
  | 'DISABLED'
  /** Nothing more may be deleted now, but for what somebody else had locked. */
  | 'FINISHED'
  /** Somebody else held what it needed for too long: try again later. */
  | 'LOCKED'
  /** As many were deleted as were asked for. */
  | 'MAXIMUM'
  /** Its time was up. */
  | 'TIME';

/** How the pause before the next attempt grows. */
export type RetryBackoff =
  /** It doubles with each attempt, up to a day. */
  | 'EXPONENTIAL'
  /** It stays. */
  | 'FIXED';

/** A run to do again. */
export type RetryJobRunInput = {
  /** Global or database id of the last attempt at a run that failed or was cancelled. */
  readonly id: Scalars['ID']['input'];
  /** A repeat with the same key within 24 hours starts nothing new and answers with the first run. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
};

/** The run that was put into the queue. */
export type RetryJobRunPayload = {
  readonly __typename?: 'RetryJobRunPayload';
  /** The first attempt at the new run; null when there are user errors. */
  readonly run?: Maybe<JobLog>;
  /** Why nothing was started. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** An encrypted value to read. */
export type RevealConfigValueInput = {
  /** Global or database id of the setting. */
  readonly id: Scalars['ID']['input'];
  /** Why it has to be read: 1 to 2,000 characters. Kept in the audit log. */
  readonly reason: Scalars['String']['input'];
};

/** The value in clear. */
export type RevealConfigValuePayload = {
  readonly __typename?: 'RevealConfigValuePayload';
  /** Why nothing is told. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** The value; null when there are user errors. */
  readonly value?: Maybe<Scalars['JSON']['output']>;
};

/** A token to revoke. */
export type RevokeApiTokenInput = {
  /** Global or database id of the token. */
  readonly id: Scalars['ID']['input'];
};

/** The revoked token. */
export type RevokeApiTokenPayload = {
  readonly __typename?: 'RevokeApiTokenPayload';
  /** The token as it was; null when there are user errors. */
  readonly apiToken?: Maybe<ApiToken>;
  /** Why nothing was revoked. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A licence to revoke. */
export type RevokeLicenseInput = {
  /** Only say what would happen. */
  readonly dryRun?: Scalars['Boolean']['input'];
  /** Refuse when the licence's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the licence. */
  readonly id: Scalars['ID']['input'];
  /** Why: 1 to 2,000 characters; kept in the notes and in the audit log. */
  readonly reason: Scalars['String']['input'];
};

/** The revoked licence. */
export type RevokeLicensePayload = {
  readonly __typename?: 'RevokeLicensePayload';
  /** What the revocation did, or would do. Null when there are user errors. */
  readonly impact?: Maybe<LicenseRevocationImpact>;
  /** The licence: revoked, or as it is in a dry run. Null when there are user errors. */
  readonly license?: Maybe<License>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A role of the ATİS design. Its name is stable; its numbers are not. */
export type Role = Node & {
  readonly __typename?: 'Role';
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** What the role is for. */
  readonly description?: Maybe<Scalars['String']['output']>;
  /** Name for people. */
  readonly displayName: Scalars['String']['output'];
  readonly id: Scalars['ID']['output'];
  /** Whether the role can be given to users; true unless it was switched off. */
  readonly isActive: Scalars['Boolean']['output'];
  /** Rank: 1 is the most powerful, 10 the least. */
  readonly level: Scalars['Int']['output'];
  /** Stable name, for instance `regionadmin`. */
  readonly name: Scalars['String']['output'];
};

/** A revision to go back to. */
export type RollbackConfigInput = {
  /** Refuse when the setting's `version` is another by now, or it is not set any more. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the revision. */
  readonly revisionId: Scalars['ID']['input'];
};

/** The setting as it is again. */
export type RollbackConfigPayload = {
  readonly __typename?: 'RollbackConfigPayload';
  /** The setting; null when there are user errors. */
  readonly config?: Maybe<Config>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A job to run. */
export type RunJobNowInput = {
  /** A repeat with the same key within 24 hours starts nothing new and answers with the first run. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of a scheduled job whose program this service has. */
  readonly scheduledJobId: Scalars['ID']['input'];
};

/** The run that was put into the queue. */
export type RunJobNowPayload = {
  readonly __typename?: 'RunJobNowPayload';
  /** Its first attempt; null when there are user errors. */
  readonly run?: Maybe<JobLog>;
  /** Why nothing was started. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What a run deletes. */
export type RunRetentionInput = {
  /** How many at most: 1 to 50,000. */
  readonly maximum?: Scalars['Int']['input'];
  /** Which records. */
  readonly source: RetentionSource;
};

/** What the run did. */
export type RunRetentionPayload = {
  readonly __typename?: 'RunRetentionPayload';
  /** The run; null when there are user errors. */
  readonly run?: Maybe<RetentionRun>;
  /** Why nothing was deleted. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/**
 * When to run. An expression that names every hour of the day, like `*\/15 * * * *`, goes by what the clock shows: nothing is
 * made up and nothing left out, whatever the policies.
 */
export type ScheduleInput = {
  /**
   * Five fields: minute, hour, day of month, month, day of week (0 or 7 is Sunday), with names, lists, ranges, steps, L for
   * the last, `5#2` for the second Friday, or a name like `@daily`. Where day of month and day of week are both
   * restricted, either is enough. Up to 100 characters.
   */
  readonly cronExpression?: InputMaybe<Scalars['String']['input']>;
  /** Which occurrence counts of local times that the clock repeats. */
  readonly doubledTimes?: DoubledTimes;
  /** Minutes from one run to the next, where there is no cron expression: 1 to 525,600. */
  readonly intervalMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** What becomes of local times that the clock leaves out. */
  readonly skippedTimes?: SkippedTimes;
  /** Time zone of `cronExpression`, a name of the IANA data such as `Asia/Baku`; UTC unless told. */
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
};

/** When a schedule runs. */
export type SchedulePreview = {
  readonly __typename?: 'SchedulePreview';
  /** Local times up to the last run at which it does not run: the first 100. */
  readonly leftOut: ReadonlyArray<LeftOutTime>;
  /** The runs in order; fewer than asked for where there are no more. */
  readonly runs: ReadonlyArray<PlannedRun>;
};

/**
 * A program that runs at set times. `cronExpression` says when, or else `intervalMinutes`: where a job has both, the cron
 * expression goes first. Jobs of classes that this service has not are those of other applications: shown and left alone.
 */
export type ScheduledJob = Node & {
  readonly __typename?: 'ScheduledJob';
  /** When it was set up; null where the writer left it out. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who set it up; null where nobody is known or the viewer may not see the user. */
  readonly createdBy?: Maybe<User>;
  /** When it runs, as cron writes it. */
  readonly cronExpression?: Maybe<Scalars['String']['output']>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** Which occurrence counts of local times that the end of summer time repeats. */
  readonly doubledTimes: DoubledTimes;
  /** How often it has failed. */
  readonly failureCount: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  /** After how many minutes it runs again. */
  readonly intervalMinutes?: Maybe<Scalars['Int']['output']>;
  /** Whether it runs at all. */
  readonly isActive: Scalars['Boolean']['output'];
  /** Whether this service can run it; `registeredClass` says what its class takes. Only such a job can be changed here. */
  readonly isRegistered: Scalars['Boolean']['output'];
  /** Whether its table says that it runs now. */
  readonly isRunning: Scalars['Boolean']['output'];
  /** Which program is run: a class of the application that runs it. */
  readonly jobClass: Scalars['String']['output'];
  /** When it ran last; null: never. */
  readonly lastRunAt?: Maybe<Scalars['DateTime']['output']>;
  /** How long it took last, in seconds. */
  readonly lastRunDuration?: Maybe<Scalars['Int']['output']>;
  /** What it said last, without secrets and personal data. */
  readonly lastRunMessage?: Maybe<Scalars['String']['output']>;
  /** How it ended last; null: it has not. */
  readonly lastRunStatus?: Maybe<ScheduledJobStatus>;
  /** The same as the table has it. */
  readonly lastRunStatusRaw?: Maybe<Scalars['String']['output']>;
  /** Why it was let pass. */
  readonly lastSkipReason?: Maybe<Scalars['String']['output']>;
  /** The last of these times. */
  readonly lastSkippedAt?: Maybe<Scalars['DateTime']['output']>;
  /** How often a run is attempted. */
  readonly maxAttempts: Scalars['Int']['output'];
  /** How many runs may be at work at once where `overlapPolicy` is ALLOW. */
  readonly maxConcurrent: Scalars['Int']['output'];
  /** After how many seconds a time counts as missed. */
  readonly misfireGraceSeconds: Scalars['Int']['output'];
  /** How many missed times RUN_ALL makes up at most, the latest of them. */
  readonly misfireLimit: Scalars['Int']['output'];
  /** What becomes of times that were missed, because no worker was there or the clock was set forward. */
  readonly misfirePolicy: MisfirePolicy;
  /** What people call it. */
  readonly name: Scalars['String']['output'];
  /** When it runs next; null: not planned. */
  readonly nextRunAt?: Maybe<Scalars['DateTime']['output']>;
  /**
   * When it runs next, `nextRunAt` first where that is in the future; none while it is paused, or where its schedule cannot
   * be read. Of another application's job: as its schedule says.
   */
  readonly nextRuns: ReadonlyArray<PlannedRun>;
  /** What becomes of a time that comes while a run is open. */
  readonly overlapPolicy: OverlapPolicy;
  /** What the program is given. Values whose name suggests a secret are `***`. */
  readonly parameters?: Maybe<Scalars['JSON']['output']>;
  /** Its class; null where this service cannot run it. */
  readonly registeredClass?: Maybe<JobClass>;
  /** How the pause before the next attempt grows. */
  readonly retryBackoff: RetryBackoff;
  /** Minutes from a failed attempt to the next. */
  readonly retryDelayMinutes: Scalars['Int']['output'];
  /** By how many percent the pause varies at random, either way. */
  readonly retryJitterPercent: Scalars['Int']['output'];
  /** How often it has run. */
  readonly runCount: Scalars['Int']['output'];
  /** Why it will not run although it is active: its schedule cannot be read. Null where it can. */
  readonly scheduleProblem?: Maybe<Scalars['String']['output']>;
  /** How many of its times were let pass because a run was open. */
  readonly skippedRuns: Scalars['Int']['output'];
  /** What becomes of local times that the change to summer time leaves out. */
  readonly skippedTimes: SkippedTimes;
  /** After how many seconds a run is given up; null: as its class says. */
  readonly timeLimitSeconds?: Maybe<Scalars['Int']['output']>;
  /** In which time zone `cronExpression` is meant. */
  readonly timezone: Scalars['String']['output'];
  /** When its row was changed last; null where the writer left it out. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Changes with every change of its settings, and not with its runs; pass it as `expectedVersion`. */
  readonly version: Scalars['String']['output'];
};

/**
 * A program that runs at set times. `cronExpression` says when, or else `intervalMinutes`: where a job has both, the cron
 * expression goes first. Jobs of classes that this service has not are those of other applications: shown and left alone.
 */
export type ScheduledJobNextRunsArgs = {
  count?: Scalars['Int']['input'];
};

/** How a scheduled job ended. */
export type ScheduledJobStatus =
  /** It was ended by somebody. */
  | 'CANCELLED'
  /** With an error. */
  | 'FAILED'
  /** A status that this API does not know; `lastRunStatusRaw` has it. */
  | 'OTHER'
  /** As it should. */
  | 'SUCCESS';

/** Something that concerns security: a failed sign-in, a changed permission, a suspicious act. */
export type SecurityEvent = Node &
  TimelineItem & {
    readonly __typename?: 'SecurityEvent';
    /** When it was acknowledged. */
    readonly acknowledgedAt?: Maybe<Scalars['DateTime']['output']>;
    /** Who acknowledged it. */
    readonly acknowledgedBy?: Maybe<User>;
    /** When it was assigned. */
    readonly assignedAt?: Maybe<Scalars['DateTime']['output']>;
    /** Who is to look after it. */
    readonly assignedTo?: Maybe<User>;
    /** When it happened. */
    readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
    /** The id in the database. */
    readonly databaseId: Scalars['ID']['output'];
    /** What happened, in words. */
    readonly description?: Maybe<Scalars['String']['output']>;
    /** When it was escalated. */
    readonly escalatedAt?: Maybe<Scalars['DateTime']['output']>;
    /** Who escalated it. */
    readonly escalatedBy?: Maybe<User>;
    /** Why it was escalated. */
    readonly escalationReason?: Maybe<Scalars['String']['output']>;
    /** Details, depending on the type. Values whose name suggests a secret are `***`. */
    readonly eventData?: Maybe<Scalars['JSON']['output']>;
    /** Kind of event, an open vocabulary: `failed_login`, `permission_change`, … */
    readonly eventType: Scalars['String']['output'];
    readonly id: Scalars['ID']['output'];
    /** Where it happened. */
    readonly institution?: Maybe<Institution>;
    /** Network address, as reported. */
    readonly ipAddress?: Maybe<Scalars['String']['output']>;
    /** Where the address is, as reported. */
    readonly location?: Maybe<Scalars['JSON']['output']>;
    /** When it happened; null where the writer left it out. The same as `createdAt`. */
    readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
    /** How it was closed or that it was escalated; null while it is neither. */
    readonly resolution?: Maybe<SecurityEventResolution>;
    /** Why it was closed this way. */
    readonly resolutionNotes?: Maybe<Scalars['String']['output']>;
    /** The resolution as the database has it. */
    readonly resolutionRaw?: Maybe<Scalars['String']['output']>;
    /** When it was closed. */
    readonly resolvedAt?: Maybe<Scalars['DateTime']['output']>;
    /** Who closed it. */
    readonly resolvedBy?: Maybe<User>;
    /** How bad it is. */
    readonly severity: SecurityEventSeverity;
    /** The severity as the database has it. */
    readonly severityRaw: Scalars['String']['output'];
    /** SECURITY_EVENT. */
    readonly source: TimelineSource;
    /** Where it stands. */
    readonly state: SecurityEventState;
    /** The description, or else the type. */
    readonly summary: Scalars['String']['output'];
    /** Whom it was done to. */
    readonly targetUser?: Maybe<User>;
    /** Database id of whom it was done to, also where the viewer may not see the user. */
    readonly targetUserId?: Maybe<Scalars['ID']['output']>;
    /** Who did it; null where nobody is known or the viewer may not see the user. */
    readonly user?: Maybe<User>;
    /** Browser or program, as reported. */
    readonly userAgent?: Maybe<Scalars['String']['output']>;
    /** Database id of who did it, also where the viewer may not see the user. */
    readonly userId?: Maybe<Scalars['ID']['output']>;
    /** Changes with every change of the event; pass it as `expectedVersion`. */
    readonly version: Scalars['String']['output'];
  };

/** Events from one address. */
export type SecurityEventAddressCount = {
  readonly __typename?: 'SecurityEventAddressCount';
  /** How many events. */
  readonly count: Scalars['Int']['output'];
  /** The address, as reported. */
  readonly ipAddress: Scalars['String']['output'];
};

/** A page of security events. */
export type SecurityEventConnection = {
  readonly __typename?: 'SecurityEventConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<SecurityEventEdge>;
  /** The feed's position before this page was read: subscribe with `after` set to it and nothing is missed in between. */
  readonly feedCursor: Scalars['String']['output'];
  /** The items. */
  readonly nodes: ReadonlyArray<SecurityEvent>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A security event in a list. */
export type SecurityEventEdge = {
  readonly __typename?: 'SecurityEventEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The event. */
  readonly node: SecurityEvent;
};

/** Which security events of the feed. Every field that is given must match. */
export type SecurityEventFeedFilter = {
  /** Any of these types. */
  readonly eventTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Events of this institution and of everything below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these severities; OTHER is not allowed here. */
  readonly severities?: InputMaybe<ReadonlyArray<SecurityEventSeverity>>;
};

/** An item of the security event feed. */
export type SecurityEventFeedItem = {
  readonly __typename?: 'SecurityEventFeedItem';
  /** Resume after this item with `after`. */
  readonly cursor: Scalars['String']['output'];
  /** The event as it is now; null for DELETED and PROGRESS. */
  readonly event?: Maybe<SecurityEvent>;
  /** The event's global id; null for PROGRESS. */
  readonly eventId?: Maybe<Scalars['ID']['output']>;
  /** What the item tells. */
  readonly kind: FeedItemKind;
};

/** Which security events. Every field that is given must match. */
export type SecurityEventFilter = {
  /** Events given to this user. */
  readonly assignedToId?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these types. */
  readonly eventTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Events at or after this instant. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Events of this institution and of everything below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** An address (`10.1.2.3`) or a network (`10.1.0.0/16`, `2001:db8::/32`). */
  readonly ipAddress?: InputMaybe<Scalars['String']['input']>;
  /** Any of these resolutions; OTHER is not allowed here. */
  readonly resolutions?: InputMaybe<ReadonlyArray<SecurityEventResolution>>;
  /** Part of the description, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Any of these severities; OTHER is not allowed here. */
  readonly severities?: InputMaybe<ReadonlyArray<SecurityEventSeverity>>;
  /** Any of these states. */
  readonly states?: InputMaybe<ReadonlyArray<SecurityEventState>>;
  /** Events done to this user. */
  readonly targetUserId?: InputMaybe<Scalars['ID']['input']>;
  /** Events before this instant. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Events done by this user. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** Events of one hour. */
export type SecurityEventHourCount = {
  readonly __typename?: 'SecurityEventHourCount';
  /** How many events. */
  readonly count: Scalars['Int']['output'];
  /** Beginning of the hour, UTC. */
  readonly hour: Scalars['DateTime']['output'];
};

/** Events of one institution. */
export type SecurityEventInstitutionCount = {
  readonly __typename?: 'SecurityEventInstitutionCount';
  /** How many events. */
  readonly count: Scalars['Int']['output'];
  /** The institution; null for events that belong to none. */
  readonly institution?: Maybe<Institution>;
};

/** Order of security events. */
export type SecurityEventOrder =
  /** The most severe first, within a severity the newest first. */
  | 'MOST_SEVERE_FIRST'
  /** By time, the newest first. */
  | 'NEWEST_FIRST'
  /** By time, the oldest first. */
  | 'OLDEST_FIRST';

/** How an event can be closed. */
export type SecurityEventOutcome =
  /** Something was done about it. */
  | 'ACTION_TAKEN'
  /** It was nothing. */
  | 'FALSE_POSITIVE'
  /** Left alone on purpose. */
  | 'IGNORED'
  /** Dealt with. */
  | 'RESOLVED';

/** How an event was closed, or that it was escalated, as the database keeps it. */
export type SecurityEventResolution =
  /** Something was done about it. */
  | 'ACTION_TAKEN'
  /** Handed to the level above; not closed. */
  | 'ESCALATED'
  /** It was nothing. */
  | 'FALSE_POSITIVE'
  /** Left alone on purpose. */
  | 'IGNORED'
  /** A value that this API does not know; see `resolutionRaw`. */
  | 'OTHER'
  /** Dealt with. */
  | 'RESOLVED';

/** How bad an event is. */
export type SecurityEventSeverity =
  /** Needs somebody now. */
  | 'CRITICAL'
  /** Worth knowing. */
  | 'INFO'
  /** A severity that this API does not know; see `severityRaw`. */
  | 'OTHER'
  /** Worth a look. */
  | 'WARNING';

/** Events of one severity. */
export type SecurityEventSeverityCount = {
  readonly __typename?: 'SecurityEventSeverityCount';
  /** How many events. */
  readonly count: Scalars['Int']['output'];
  /** The severity. */
  readonly severity: SecurityEventSeverity;
};

/** Where an event stands in its life. */
export type SecurityEventState =
  /** Somebody looks after it. */
  | 'ACKNOWLEDGED'
  /** Handed to the level above. */
  | 'ESCALATED'
  /** Nobody has looked at it. */
  | 'OPEN'
  /** Closed. */
  | 'RESOLVED';

/** Figures over security events. */
export type SecurityEventStats = {
  readonly __typename?: 'SecurityEventStats';
  /** By hour, also those without events; for at most 31 days. */
  readonly byHour: ReadonlyArray<SecurityEventHourCount>;
  /** By institution, the most frequent first. */
  readonly byInstitution: ReadonlyArray<SecurityEventInstitutionCount>;
  /** By severity, the most severe first. */
  readonly bySeverity: ReadonlyArray<SecurityEventSeverityCount>;
  /** By type, the most frequent first. */
  readonly byType: ReadonlyArray<SecurityEventTypeCount>;
  /** Change against the preceding period, in percent with one decimal; null when that had no events. */
  readonly changePercent?: Maybe<Scalars['Float']['output']>;
  /** Beginning of the period, inclusive. */
  readonly from: Scalars['DateTime']['output'];
  /** How many events in the period of the same length before this one. */
  readonly previousTotal: Scalars['Int']['output'];
  /** How long events waited until they were acknowledged. */
  readonly timeToAcknowledge: DurationPercentiles;
  /** How long events waited until they were closed. */
  readonly timeToResolve: DurationPercentiles;
  /** End of the period, exclusive. */
  readonly to: Scalars['DateTime']['output'];
  /** The most frequent addresses. */
  readonly topAddresses: ReadonlyArray<SecurityEventAddressCount>;
  /** The users with the most events. */
  readonly topUsers: ReadonlyArray<SecurityEventUserCount>;
  /** How many events. */
  readonly total: Scalars['Int']['output'];
  /** How many are not closed. */
  readonly unresolved: Scalars['Int']['output'];
};

/** Figures over security events. */
export type SecurityEventStatsByInstitutionArgs = {
  limit?: Scalars['Int']['input'];
};

/** Figures over security events. */
export type SecurityEventStatsByTypeArgs = {
  limit?: Scalars['Int']['input'];
};

/** Figures over security events. */
export type SecurityEventStatsTopAddressesArgs = {
  limit?: Scalars['Int']['input'];
};

/** Figures over security events. */
export type SecurityEventStatsTopUsersArgs = {
  limit?: Scalars['Int']['input'];
};

/** Events of one type. */
export type SecurityEventTypeCount = {
  readonly __typename?: 'SecurityEventTypeCount';
  /** How many events. */
  readonly count: Scalars['Int']['output'];
  /** The type. */
  readonly eventType: Scalars['String']['output'];
};

/** Events of one user. */
export type SecurityEventUserCount = {
  readonly __typename?: 'SecurityEventUserCount';
  /** How many events. */
  readonly count: Scalars['Int']['output'];
  /** The user; null where the viewer may not see the user. */
  readonly user?: Maybe<User>;
  /** Database id of the user. */
  readonly userId: Scalars['ID']['output'];
};

/** A setting to make. */
export type SetConfigInput = {
  /** What kind of value it has; that of the key unless told. A key has one kind everywhere. OTHER is not allowed. */
  readonly dataType?: InputMaybe<ConfigDataType>;
  /** What it is for: up to 2,000 characters. Absent keeps, null clears. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Refuse when the setting's `version` is another by now, or it is not set any more. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Whether to keep the value encrypted. Absent keeps it as it is; what is encrypted stays encrypted. */
  readonly isEncrypted?: InputMaybe<Scalars['Boolean']['input']>;
  /** What to set: 1 to 100 of a-z, 0-9, `_`, `.` and `-`, beginning with a letter or digit. */
  readonly key: Scalars['String']['input'];
  /** Where it applies; GLOBAL unless told. OTHER is not allowed. */
  readonly scope?: ConfigScope;
  /** Global or database id of the institution, module or user; none for GLOBAL. */
  readonly scopeId?: InputMaybe<Scalars['ID']['input']>;
  /** The value, of the key's kind: at most 64 KB as JSON text. */
  readonly value: Scalars['JSON']['input'];
};

/** The setting. */
export type SetConfigPayload = {
  readonly __typename?: 'SetConfigPayload';
  /** The setting; null when there are user errors. */
  readonly config?: Maybe<Config>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Settings to make. */
export type SetConfigsInput = {
  /** 1 to 100 settings, each key once in a place. */
  readonly items: ReadonlyArray<SetConfigInput>;
};

/** The settings. */
export type SetConfigsPayload = {
  readonly __typename?: 'SetConfigsPayload';
  /** The settings in the order given; empty when there are user errors. */
  readonly configs: ReadonlyArray<Config>;
  /** Why nothing was changed; `field` begins with `items` and the number of the item, from 0 on. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Credentials to set and to clear. */
export type SetIntegrationCredentialsInput = {
  /** Clear those that are not named; unless told they stay. */
  readonly clearOthers?: Scalars['Boolean']['input'];
  /** The credentials, each name once. */
  readonly credentials: ReadonlyArray<IntegrationCredentialInput>;
  /** Refuse when the integration's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the integration. */
  readonly id: Scalars['ID']['input'];
};

/** The integration whose credentials were set. */
export type SetIntegrationCredentialsPayload = {
  readonly __typename?: 'SetIntegrationCredentialsPayload';
  /** The integration; null when there are user errors. */
  readonly integration?: Maybe<Integration>;
  /** Why nothing was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What of a policy changes. */
export type SetRetentionPolicyInput = {
  /** Refuse when the policy's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Whether older ones are deleted. */
  readonly isEnabled?: InputMaybe<Scalars['Boolean']['input']>;
  /** After how many days they may be deleted: from `minimumKeepDays` to 36,500. */
  readonly keepDays?: InputMaybe<Scalars['Int']['input']>;
  /** Which records. */
  readonly source: RetentionSource;
};

/** The policy as it is now. */
export type SetRetentionPolicyPayload = {
  readonly __typename?: 'SetRetentionPolicyPayload';
  /** The policy; null when there are user errors. */
  readonly policy?: Maybe<RetentionPolicy>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What becomes of local times that the change to summer time leaves out. */
export type SkippedTimes =
  /** They do not run on that day. */
  | 'LEAVE_OUT'
  /** They run right after the gap; all times of one gap run once. */
  | 'RUN_AFTER';

/** A file to export. */
export type StartExportInput = {
  /** Which activity logs, as in `activityLogs`; all that the viewer may see unless told. For ACTIVITY_LOGS only. */
  readonly activityLogs?: InputMaybe<ActivityLogFilter>;
  /** Which audit records, as in `auditLogs`; all that the viewer may see unless told. For AUDIT_LOGS only. */
  readonly auditLogs?: InputMaybe<AuditLogFilter>;
  /** Whether a CSV file begins with a byte order mark, by which Excel knows that it is UTF-8. */
  readonly byteOrderMark?: Scalars['Boolean']['input'];
  /** How to write it. */
  readonly format: ExportFormat;
  /** A repeat with the same key within 24 hours starts nothing new and answers with the first export. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Which security events, as in `securityEvents`; all that the viewer may see unless told. For SECURITY_EVENTS only. */
  readonly securityEvents?: InputMaybe<SecurityEventFilter>;
  /** What to export. */
  readonly source: ExportSource;
  /** Which errors, as in `systemErrors`; all that the viewer may see unless told. For SYSTEM_ERRORS only. */
  readonly systemErrors?: InputMaybe<SystemErrorFilter>;
};

/** The export that was started. */
export type StartExportPayload = {
  readonly __typename?: 'StartExportPayload';
  /** The export; null when there are user errors. */
  readonly export?: Maybe<Export>;
  /** Why nothing was started. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A run to start. */
export type StartSyncRunInput = {
  /** How many records there are to process, where that is known: 0 or more. */
  readonly expectedRecords?: InputMaybe<Scalars['Int']['input']>;
  /** A repeat with the same key within 24 hours starts nothing new and answers with the first run. */
  readonly idempotencyKey?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of an enabled integration. */
  readonly integrationId: Scalars['ID']['input'];
  /** What to do. OTHER is not allowed. */
  readonly syncType: SyncType;
};

/** The started run. */
export type StartSyncRunPayload = {
  readonly __typename?: 'StartSyncRunPayload';
  /** The run; null when there are user errors. */
  readonly run?: Maybe<SyncRun>;
  /** Why nothing was started. */
  readonly userErrors: ReadonlyArray<UserError>;
};

export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * Changes of settings that the viewer may see, whichever application makes them, in commit order, none lost and none
   * repeated within a subscription. The first item is a PROGRESS mark with the starting cursor. That a user's setting is
   * gone is told to super administrators only.
   */
  readonly configFeed: ConfigFeedItem;
  /**
   * Groups of errors as they appear, come back and are decided about, in commit order; not each occurrence. The first
   * item is a PROGRESS mark with the starting cursor.
   */
  readonly errorGroupFeed: ErrorGroupFeedItem;
  /**
   * What one attempt says while it runs, line by line, none lost and none repeated within a subscription. The first item
   * is a PROGRESS mark with the starting cursor.
   */
  readonly jobLineFeed: JobLineFeedItem;
  /**
   * Runs of jobs as they are queued, begin, advance and end, whichever application runs them, in commit order, none lost
   * and none repeated within a subscription. The first item is a PROGRESS mark with the starting cursor. A lease that ends
   * makes no item: `leaseExpiresAt` tells when the run will be STALE. What retention deletes makes none either.
   */
  readonly jobLogFeed: JobLogFeedItem;
  /**
   * Notifications that are addressed to the viewer, as they start and change, in commit order, none lost and none
   * repeated within a subscription. The first item is a PROGRESS mark with the starting cursor. That `endAt` has passed is
   * told by one UPDATED item whose notification is ENDED, within about a minute: stop showing it at `endAt`.
   */
  readonly notificationFeed: NotificationFeedItem;
  /**
   * Security events as they come and change, in commit order, none lost and none repeated within a subscription.
   * The first item is a PROGRESS mark with the starting cursor.
   */
  readonly securityEventFeed: SecurityEventFeedItem;
  /**
   * Sync runs as they start, advance and end, in commit order, none lost and none repeated within a subscription. The
   * first item is a PROGRESS mark with the starting cursor. A lease that ends makes no item: `leaseExpiresAt` tells when
   * the run will be STALE. Of runs that are gone only those learn who reach the whole system.
   */
  readonly syncRunFeed: SyncRunFeedItem;
};

export type SubscriptionConfigFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ConfigFeedFilter>;
};

export type SubscriptionErrorGroupFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ErrorGroupFeedFilter>;
};

export type SubscriptionJobLineFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  jobLogId: Scalars['ID']['input'];
};

export type SubscriptionJobLogFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<JobLogFeedFilter>;
  jobLogId?: InputMaybe<Scalars['ID']['input']>;
  runId?: InputMaybe<Scalars['String']['input']>;
};

export type SubscriptionNotificationFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

export type SubscriptionSecurityEventFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SecurityEventFeedFilter>;
};

export type SubscriptionSyncRunFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SyncRunFeedFilter>;
  runId?: InputMaybe<Scalars['ID']['input']>;
};

/** The sync runs of a day. */
export type SyncDay = {
  readonly __typename?: 'SyncDay';
  /** How many of these are completed. */
  readonly completed: Scalars['Int']['output'];
  /** Beginning of the day. */
  readonly day: Scalars['DateTime']['output'];
  /** How many of these have failed. */
  readonly failed: Scalars['Int']['output'];
  /** How many records they processed. */
  readonly recordsProcessed: Scalars['Float']['output'];
  /** How many started on it. */
  readonly total: Scalars['Int']['output'];
};

/** How long completed sync runs took, in seconds. */
export type SyncDurations = {
  readonly __typename?: 'SyncDurations';
  /** How many runs were measured. */
  readonly count: Scalars['Int']['output'];
  /** Half of them took no longer. */
  readonly p50?: Maybe<Scalars['Float']['output']>;
  /** 95 of 100 took no longer. */
  readonly p95?: Maybe<Scalars['Float']['output']>;
};

/** How fresh the data of an integration is. */
export type SyncFreshness = {
  readonly __typename?: 'SyncFreshness';
  /** When the next synchronisation is due, counted from the last; null for NEVER and NOT_SCHEDULED. */
  readonly dueAt?: Maybe<Scalars['DateTime']['output']>;
  /** For how many seconds it is overdue; 0 when it is not, null for NEVER and NOT_SCHEDULED. */
  readonly lateBySeconds?: Maybe<Scalars['Float']['output']>;
  /** Whether it is fresh. */
  readonly state: SyncFreshnessState;
};

/** Whether an integration is synchronised as often as it is to be. */
export type SyncFreshnessState =
  /** Its next synchronisation is not due yet. */
  | 'FRESH'
  /** Its next synchronisation is overdue. */
  | 'LATE'
  /** It was never synchronised. */
  | 'NEVER'
  /** It is disabled, or has no frequency that this API knows. */
  | 'NOT_SCHEDULED';

/** One run of the synchronisation of an integration. */
export type SyncRun = Node & {
  readonly __typename?: 'SyncRun';
  /** How often it was claimed; null for a run of another application. */
  readonly attempt?: Maybe<Scalars['Int']['output']>;
  /** Why it was asked to stop. */
  readonly cancelReason?: Maybe<Scalars['String']['output']>;
  /** When it was asked to stop. */
  readonly cancelRequestedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who asked it to stop; null where nobody is known or the viewer may not see the user. */
  readonly cancelRequestedBy?: Maybe<User>;
  /** When its present worker claimed it. */
  readonly claimedAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** Seconds of work: from its claim, or from its start in another application, until its end or now. Null while queued. */
  readonly duration?: Maybe<Scalars['Float']['output']>;
  /** When it ended. */
  readonly endedAt?: Maybe<Scalars['DateTime']['output']>;
  /** More about the failure; values whose names look like secrets are masked. */
  readonly errorDetails: Scalars['JSONObject']['output'];
  /** Why it failed. */
  readonly errorMessage?: Maybe<Scalars['String']['output']>;
  /**
   * When it should end: by the records left and its rate, otherwise by the median of the last 10 completed runs of the
   * same integration and type. Null without either, and unless it is running.
   */
  readonly estimatedEndAt?: Maybe<Scalars['DateTime']['output']>;
  /** How many records there are to process; null: nobody said. */
  readonly expectedRecords?: Maybe<Scalars['Int']['output']>;
  /** When its worker reported last. */
  readonly heartbeatAt?: Maybe<Scalars['DateTime']['output']>;
  readonly id: Scalars['ID']['output'];
  /** Who started it; null where nobody is known or the viewer may not see the user. */
  readonly initiatedBy?: Maybe<User>;
  /** The integration; null for a viewer who may not see integrations. */
  readonly integration?: Maybe<Integration>;
  /** Database id of the integration, which a worker needs that may see nothing else. */
  readonly integrationId: Scalars['ID']['output'];
  /** Until when its worker must report next; null while queued and for a run of another application. */
  readonly leaseExpiresAt?: Maybe<Scalars['DateTime']['output']>;
  /** How far it has come: 0 to 1. Null where nobody said how many records there are, and while queued. */
  readonly progress?: Maybe<Scalars['Float']['output']>;
  /** Records a second, over all its work so far; null before there is any. */
  readonly ratePerSecond?: Maybe<Scalars['Float']['output']>;
  /** How many of them were new. */
  readonly recordsCreated: Scalars['Int']['output'];
  /** How many of them could not be taken over. */
  readonly recordsFailed: Scalars['Int']['output'];
  /** How many records were read. Counters begin anew with each attempt. */
  readonly recordsProcessed: Scalars['Int']['output'];
  /** How many of them had changed. */
  readonly recordsUpdated: Scalars['Int']['output'];
  /** When it was started, which puts it into the queue. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** Where it stands. */
  readonly state: SyncRunState;
  /** What the worker tells about the whole; values whose names look like secrets are masked. */
  readonly summary: Scalars['JSONObject']['output'];
  /** What it does. */
  readonly syncType: SyncType;
  /** The type as the database has it. */
  readonly syncTypeRaw: Scalars['String']['output'];
  /** Changes with every change of the run, heartbeats included; pass it as `expectedVersion`. */
  readonly version: Scalars['String']['output'];
  /** Name of the worker that has it, or had it last. */
  readonly worker?: Maybe<Scalars['String']['output']>;
};

/** A page of sync runs. */
export type SyncRunConnection = {
  readonly __typename?: 'SyncRunConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<SyncRunEdge>;
  /** The feed's position before this page was read: subscribe with `after` set to it and nothing is missed in between. */
  readonly feedCursor: Scalars['String']['output'];
  /** The items. */
  readonly nodes: ReadonlyArray<SyncRun>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A sync run in a list. */
export type SyncRunEdge = {
  readonly __typename?: 'SyncRunEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The run. */
  readonly node: SyncRun;
};

/** Which sync runs the feed tells of. Every field that is given must match. */
export type SyncRunFeedFilter = {
  /** Of integrations of this institution or of any below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Global or database id of the integration. */
  readonly integrationId?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these states. */
  readonly states?: InputMaybe<ReadonlyArray<SyncRunState>>;
};

/** An item of the sync run feed. */
export type SyncRunFeedItem = {
  readonly __typename?: 'SyncRunFeedItem';
  /** Resume after this item with `after`. */
  readonly cursor: Scalars['String']['output'];
  /** What the item tells. */
  readonly kind: FeedItemKind;
  /** The run as it is now; null for DELETED and PROGRESS. */
  readonly run?: Maybe<SyncRun>;
  /** The run's global id; null for PROGRESS. */
  readonly runId?: Maybe<Scalars['ID']['output']>;
};

/** Which sync runs. Every field that is given must match. */
export type SyncRunFilter = {
  /** Started at this time or later. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of integrations of this institution or of any below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Global or database id of the integration. */
  readonly integrationId?: InputMaybe<Scalars['ID']['input']>;
  /** Any of these states. */
  readonly states?: InputMaybe<ReadonlyArray<SyncRunState>>;
  /** Any of these types; OTHER is not allowed here. */
  readonly syncTypes?: InputMaybe<ReadonlyArray<SyncType>>;
  /** Started before this time. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** Order of sync runs. */
export type SyncRunOrder =
  /** By start, the newest first. */
  | 'NEWEST_FIRST'
  /** By start, the oldest first. */
  | 'OLDEST_FIRST';

/** Where a sync run stands, as of when it is read. */
export type SyncRunState =
  /** Ended because somebody wanted so. */
  | 'CANCELLED'
  /** A worker has it and is asked to stop. */
  | 'CANCELLING'
  /** Done. */
  | 'COMPLETED'
  /** Ended by a failure, or because its worker did not report any more. */
  | 'FAILED'
  /** Waits for a worker. */
  | 'QUEUED'
  /** A worker has it, and reports in time. */
  | 'RUNNING'
  /**
   * Its worker has not reported in time: the lease has ended or, of a run of another application, nothing has changed
   * for an hour.
   */
  | 'STALE';

/** How many sync runs are in a state. */
export type SyncRunStateCount = {
  readonly __typename?: 'SyncRunStateCount';
  /** How many. */
  readonly count: Scalars['Int']['output'];
  /** The state. */
  readonly state: SyncRunState;
};

/** Figures over sync runs. */
export type SyncStats = {
  readonly __typename?: 'SyncStats';
  /** By day of the start, UTC, the oldest first; days without a run are left out. */
  readonly byDay: ReadonlyArray<SyncDay>;
  /** How many of them are in each state; states of none are left out. */
  readonly byState: ReadonlyArray<SyncRunStateCount>;
  /** How long completed runs took. */
  readonly durations: SyncDurations;
  /** Beginning of the period, inclusive. */
  readonly from: Scalars['DateTime']['output'];
  /** How many of them were new. */
  readonly recordsCreated: Scalars['Float']['output'];
  /** How many of them could not be taken over. */
  readonly recordsFailed: Scalars['Float']['output'];
  /** How many records were processed. */
  readonly recordsProcessed: Scalars['Float']['output'];
  /** How many of them had changed. */
  readonly recordsUpdated: Scalars['Float']['output'];
  /** Completed runs as a share of completed and failed ones: 0 to 1. Null where none has ended. */
  readonly successRate?: Maybe<Scalars['Float']['output']>;
  /** End of the period, exclusive. */
  readonly to: Scalars['DateTime']['output'];
  /** How many runs started in it. */
  readonly total: Scalars['Int']['output'];
};

/** Which sync runs to count. Every field that is given must match. */
export type SyncStatsFilter = {
  /** Started at this time or later; 7 days before `to` unless told. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Of integrations of this institution or of any below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Global or database id of the integration. */
  readonly integrationId?: InputMaybe<Scalars['ID']['input']>;
  /** Started before this time; now unless told. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
};

/** What a sync run does. */
export type SyncType =
  /** Writes to the other system. */
  | 'EXPORT'
  /** Reads everything anew. */
  | 'FULL'
  /** Reads a delivery of the other system. */
  | 'IMPORT'
  /** Reads what has changed since. */
  | 'INCREMENTAL'
  /** A type that this API does not know; see `syncTypeRaw`. */
  | 'OTHER';

/**
 * Something that went wrong in an application. Secrets and personal data in its texts and details are replaced by a
 * mark such as `[email]`, also where the application stored them.
 */
export type SystemError = Node &
  TimelineItem & {
    readonly __typename?: 'SystemError';
    /** Details, depending on the application. */
    readonly context?: Maybe<Scalars['JSON']['output']>;
    /** When it happened; null where the application left it out. */
    readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
    /** The id in the database. */
    readonly databaseId: Scalars['ID']['output'];
    /** Code of the application. */
    readonly errorCode?: Maybe<Scalars['String']['output']>;
    /** Class or kind of the error. */
    readonly errorType: Scalars['String']['output'];
    /** File in which it happened. */
    readonly filePath?: Maybe<Scalars['String']['output']>;
    /** The group of equal errors; null until it is grouped, which takes a second or two. */
    readonly group?: Maybe<ErrorGroup>;
    readonly id: Scalars['ID']['output'];
    /** That of `user`; null where nobody is known or the viewer may not see it. */
    readonly institution?: Maybe<Institution>;
    /** Network address, as reported. */
    readonly ipAddress?: Maybe<Scalars['String']['output']>;
    /** Line of the file. */
    readonly lineNumber?: Maybe<Scalars['Int']['output']>;
    /** What the application said. */
    readonly message: Scalars['String']['output'];
    /** When it happened; null where the writer left it out. The same as `createdAt`. */
    readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
    /** The how manieth of its group it is; null while it has none, and where the viewer may not see all of the group. */
    readonly occurrenceNumber?: Maybe<Scalars['Int']['output']>;
    /** The request that failed. */
    readonly requestData?: Maybe<Scalars['JSON']['output']>;
    /** What was said about the resolution. */
    readonly resolutionNotes?: Maybe<Scalars['String']['output']>;
    /** When it was resolved. */
    readonly resolvedAt?: Maybe<Scalars['DateTime']['output']>;
    /** Who resolved it; null where nobody is known or the viewer may not see the user. */
    readonly resolvedBy?: Maybe<User>;
    /** How bad it is. */
    readonly severity: SystemErrorSeverity;
    /** The severity as the database has it. */
    readonly severityRaw: Scalars['String']['output'];
    /** SYSTEM_ERROR. */
    readonly source: TimelineSource;
    /** Calls that led to it, as the application wrote them. */
    readonly stackTrace?: Maybe<Scalars['String']['output']>;
    /** What is done about it; an error whose status was left out is OPEN. */
    readonly status: SystemErrorStatus;
    /** The status as the database has it. */
    readonly statusRaw?: Maybe<Scalars['String']['output']>;
    /** Type and message, at most 300 characters. */
    readonly summary: Scalars['String']['output'];
    /** To whom it happened; null where nobody is known or the viewer may not see the user. */
    readonly user?: Maybe<User>;
    /** Browser or program, as reported. */
    readonly userAgent?: Maybe<Scalars['String']['output']>;
    /** Database id of whom it happened to. */
    readonly userId?: Maybe<Scalars['ID']['output']>;
    /** Changes with every change of the error; pass it as `expectedVersion`. */
    readonly version: Scalars['String']['output'];
  };

/** A page of errors. */
export type SystemErrorConnection = {
  readonly __typename?: 'SystemErrorConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<SystemErrorEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<SystemError>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** An error in a list. */
export type SystemErrorEdge = {
  readonly __typename?: 'SystemErrorEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The error. */
  readonly node: SystemError;
};

/** Which errors. Every field that is given must match. */
export type SystemErrorFilter = {
  /** Any of these codes. */
  readonly errorCodes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Any of these types. */
  readonly errorTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Errors at or after this instant. */
  readonly from?: InputMaybe<Scalars['DateTime']['input']>;
  /** Errors that happened to users of this institution and of everything below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** An address (`10.1.2.3`) or a network (`10.1.0.0/16`, `2001:db8::/32`). */
  readonly ipAddress?: InputMaybe<Scalars['String']['input']>;
  /** Part of the type or of the title of the error's group, in any case. What the title leaves out is not searched. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
  /** Any of these severities; OTHER is not allowed here. */
  readonly severities?: InputMaybe<ReadonlyArray<SystemErrorSeverity>>;
  /** Any of these statuses; OTHER is not allowed here. */
  readonly statuses?: InputMaybe<ReadonlyArray<SystemErrorStatus>>;
  /** Errors before this instant. */
  readonly to?: InputMaybe<Scalars['DateTime']['input']>;
  /** Errors that happened to this user. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** Order of errors. */
export type SystemErrorOrder =
  /** By time, the newest first; errors without a time last. */
  | 'NEWEST_FIRST'
  /** By time, the oldest first; errors without a time first. */
  | 'OLDEST_FIRST';

/** How bad an error is. */
export type SystemErrorSeverity =
  /** Needs somebody now. */
  | 'CRITICAL'
  /** Of use to developers only. */
  | 'DEBUG'
  /** Something did not work. */
  | 'ERROR'
  /** Worth knowing. */
  | 'INFO'
  /** A severity that this API does not know; see `severityRaw`. */
  | 'OTHER'
  /** Worth a look. */
  | 'WARNING';

/** What is done about an error or a group of errors. */
export type SystemErrorStatus =
  /** Left alone on purpose. */
  | 'IGNORED'
  /** Somebody looks for the cause. */
  | 'INVESTIGATING'
  /** Nobody looks after it. */
  | 'OPEN'
  /** A status that this API does not know; see `statusRaw`. */
  | 'OTHER'
  /** The cause is mended. */
  | 'RESOLVED';

/** A message to users, by role and institution. */
export type SystemNotification = Node & {
  readonly __typename?: 'SystemNotification';
  /** Label of what can be done about it. */
  readonly actionText?: Maybe<Scalars['String']['output']>;
  /** Where that leads: an http(s) address or a path that starts with `/`. Null also where the stored one is neither. */
  readonly actionUrl?: Maybe<Scalars['String']['output']>;
  /** When it was written. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** Who wrote it; null where nobody is known or the viewer may not see the user. */
  readonly createdBy?: Maybe<User>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** When the viewer put it away. */
  readonly dismissedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Until when it is visible; null: without end. */
  readonly endAt?: Maybe<Scalars['DateTime']['output']>;
  /** Name of an icon: lower case, digits and `-`. */
  readonly icon?: Maybe<Scalars['String']['output']>;
  readonly id: Scalars['ID']['output'];
  /** Whether the viewer has put it away. */
  readonly isDismissed: Scalars['Boolean']['output'];
  /** Whether those it addresses can put it away; true where nobody said. */
  readonly isDismissible: Scalars['Boolean']['output'];
  /** Whether the viewer has read it. */
  readonly isRead: Scalars['Boolean']['output'];
  /** How much it matters; INFO where nobody said. */
  readonly level: NotificationLevel;
  /** The level as the database has it; null where nobody said. */
  readonly levelRaw?: Maybe<Scalars['String']['output']>;
  /** The message itself, plain text. */
  readonly message: Scalars['String']['output'];
  /** When the viewer read it first. */
  readonly readAt?: Maybe<Scalars['DateTime']['output']>;
  /** From when it is visible; null: since it was written. */
  readonly startAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it stands. */
  readonly state: NotificationState;
  /** How it was read, for those who manage it; null for others. */
  readonly statistics?: Maybe<NotificationReadStats>;
  /** Institutions that it addresses, each with everything below it; empty: all. Those that the viewer may not see are left out. */
  readonly targetInstitutions: ReadonlyArray<Institution>;
  /** Roles that it addresses; empty: every role. Roles that do not exist any more are left out. */
  readonly targetRoles: ReadonlyArray<Role>;
  /** Heading. */
  readonly title: Scalars['String']['output'];
  /** Kind of notification, an open vocabulary: `maintenance`, `update`, `alert`, `announcement`, … */
  readonly type: Scalars['String']['output'];
  /** When it was changed last. */
  readonly updatedAt?: Maybe<Scalars['DateTime']['output']>;
  /** Changes with every change of the notification; pass it as `expectedVersion`. */
  readonly version: Scalars['String']['output'];
};

/** A page of notifications. */
export type SystemNotificationConnection = {
  readonly __typename?: 'SystemNotificationConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<SystemNotificationEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<SystemNotification>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A notification in a list. */
export type SystemNotificationEdge = {
  readonly __typename?: 'SystemNotificationEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The notification. */
  readonly node: SystemNotification;
};

/** How the system is doing, part by part. */
export type SystemOverview = {
  readonly __typename?: 'SystemOverview';
  /** Groups of errors that nobody has resolved or ignored, the one seen last first. For `SYSTEM_ERRORS_READ`. */
  readonly errorGroups?: Maybe<ErrorGroupConnection>;
  /** Licences that end soon, the soonest first. For `LICENSES_READ`. */
  readonly expiringLicenses?: Maybe<LicenseConnection>;
  /**
   * Programs of which runs failed in the period, those with the most failures first, whatever institution. For
   * `JOBS_READ`.
   */
  readonly failingJobs?: Maybe<ReadonlyArray<FailingJob>>;
  /** Beginning of the period, inclusive. */
  readonly from: Scalars['DateTime']['output'];
  /** The institution that was asked about; null for everything within reach, or where the viewer may not see it. */
  readonly institution?: Maybe<Institution>;
  /** Whether scheduled jobs run when they should, whatever period and institution. For `JOBS_READ`. */
  readonly jobHealth?: Maybe<JobHealth>;
  /** Integrations whose synchronisation is overdue, the most overdue first. For `SYNC_RUNS_READ`. */
  readonly lateSyncs?: Maybe<IntegrationConnection>;
  /** Security events of the period, with the period before for comparison. For `SECURITY_EVENTS_READ`. */
  readonly securityEvents?: Maybe<SecurityEventStats>;
  /** Endpoints with the longest times of the period, by their 95th percentile. For `PERFORMANCE_READ`. */
  readonly slowEndpoints?: Maybe<ReadonlyArray<EndpointPerformance>>;
  /** End of the period, exclusive: now, by the clock of the database. */
  readonly to: Scalars['DateTime']['output'];
  /** How many of one's own notifications are not read, whatever period and institution. For `NOTIFICATIONS_RECEIVE`. */
  readonly unreadNotifications?: Maybe<Scalars['Int']['output']>;
};

/** How the system is doing, part by part. */
export type SystemOverviewErrorGroupsArgs = {
  first?: Scalars['Int']['input'];
};

/** How the system is doing, part by part. */
export type SystemOverviewExpiringLicensesArgs = {
  first?: Scalars['Int']['input'];
  withinDays?: Scalars['Int']['input'];
};

/** How the system is doing, part by part. */
export type SystemOverviewFailingJobsArgs = {
  first?: Scalars['Int']['input'];
};

/** How the system is doing, part by part. */
export type SystemOverviewLateSyncsArgs = {
  first?: Scalars['Int']['input'];
};

/** How the system is doing, part by part. */
export type SystemOverviewSlowEndpointsArgs = {
  first?: Scalars['Int']['input'];
};

/** An integration to test. */
export type TestIntegrationInput = {
  /** Global or database id of the integration. */
  readonly id: Scalars['ID']['input'];
};

/** How the test went. */
export type TestIntegrationPayload = {
  readonly __typename?: 'TestIntegrationPayload';
  /** How it went; null when there are user errors. */
  readonly result?: Maybe<IntegrationTestResult>;
  /** Why nothing was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Whom or what a timeline is about. Exactly one field must be given. */
export type TimelineAbout = {
  /**
   * What belongs to this institution and everything below it. Errors and runs of jobs have no institution: that of their
   * user counts.
   */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** What came from an address (`10.1.2.3`) or a network (`10.1.0.0/16`, `2001:db8::/32`). Runs of jobs have none. */
  readonly ipAddress?: InputMaybe<Scalars['String']['input']>;
  /**
   * What belongs to one request, by the id in its `x-request-id`: tags of audit records, and `request_id` or `requestId` in
   * properties of activities, details of security events, context and data of errors and payloads of jobs.
   */
  readonly requestId?: InputMaybe<Scalars['String']['input']>;
  /** What this user did, ran into or started, and security events that aimed at the user. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** A page of a timeline. */
export type TimelineConnection = {
  readonly __typename?: 'TimelineConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<TimelineEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<TimelineItem>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** Which sources were read: of those asked for, those that the viewer may read. */
  readonly sources: ReadonlyArray<TimelineSource>;
  /** How many there are; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** An item of a timeline in a list. */
export type TimelineEdge = {
  readonly __typename?: 'TimelineEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The item. */
  readonly node: TimelineItem;
};

/** Something that happened. What else is known of it is in the type that it has: `... on SecurityEvent { severity }`. */
export type TimelineItem = {
  /** Opaque and globally unique; accepted by `node`. */
  readonly id: Scalars['ID']['output'];
  /** Where it happened; null where it belongs to no institution or the viewer may not see the institution. */
  readonly institution?: Maybe<Institution>;
  /** Network address, as reported; null where none is known. */
  readonly ipAddress?: Maybe<Scalars['String']['output']>;
  /** When it happened; null where the writer left it out. */
  readonly occurredAt?: Maybe<Scalars['DateTime']['output']>;
  /** Where it is kept. */
  readonly source: TimelineSource;
  /** What happened, in a line. */
  readonly summary: Scalars['String']['output'];
  /** Who did it or ran into it; null where nobody is known or the viewer may not see the user. */
  readonly user?: Maybe<User>;
};

/** Order of a timeline. What happened in the same microsecond stands in the order of the sources, then by id. */
export type TimelineOrder =
  /** By time, the newest first; items without a time last. */
  | 'NEWEST_FIRST'
  /** By time, the oldest first; items without a time first. */
  | 'OLDEST_FIRST';

/** Where an item of a timeline is kept. */
export type TimelineSource =
  /** What users did: `activityLogs`. */
  | 'ACTIVITY_LOG'
  /** Changes that administrators made: `auditLogs`. */
  | 'AUDIT_LOG'
  /** Runs of jobs: `jobLogs`. */
  | 'JOB_LOG'
  /** What threatens security: `securityEvents`. */
  | 'SECURITY_EVENT'
  /** What went wrong in a program: `systemErrors`. */
  | 'SYSTEM_ERROR';

/** How many items a list has, counted up to 10,000. */
export type TotalCount = {
  readonly __typename?: 'TotalCount';
  /** False where there are more than `value`. */
  readonly isExact: Scalars['Boolean']['output'];
  /** The number of items; 10,000 where there are more. */
  readonly value: Scalars['Int']['output'];
};

/** A licence to give to another institution. */
export type TransferLicenseInput = {
  /** Refuse when the licence's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the licence. */
  readonly id: Scalars['ID']['input'];
  /** Global or database id of the institution. */
  readonly institutionId: Scalars['ID']['input'];
};

/** The transferred licence. */
export type TransferLicensePayload = {
  readonly __typename?: 'TransferLicensePayload';
  /** The licence; null when there are user errors. */
  readonly license?: Maybe<License>;
  /** How many seats were released. Null when there are user errors. */
  readonly seatsReleased?: Maybe<Scalars['Int']['output']>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** A setting to take away. */
export type UnsetConfigInput = {
  /** Refuse when the setting's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the setting. */
  readonly id: Scalars['ID']['input'];
};

/** The setting that is gone. */
export type UnsetConfigPayload = {
  readonly __typename?: 'UnsetConfigPayload';
  /** Its global id; null when there are user errors. */
  readonly unsetId?: Maybe<Scalars['ID']['output']>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of what is known about a setting. What is absent keeps its value. */
export type UpdateConfigFlagsInput = {
  /** What it is for: up to 2,000 characters; null clears. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Refuse when the setting's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the setting. */
  readonly id: Scalars['ID']['input'];
  /** Whether only super administrators see it. Cannot be null. */
  readonly isHidden?: InputMaybe<Scalars['Boolean']['input']>;
  /** Whether it can be neither set, unset nor rolled back. Cannot be null. */
  readonly isReadonly?: InputMaybe<Scalars['Boolean']['input']>;
};

/** The changed setting. */
export type UpdateConfigFlagsPayload = {
  readonly __typename?: 'UpdateConfigFlagsPayload';
  /** The setting; null when there are user errors. */
  readonly config?: Maybe<Config>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of an integration. What is absent keeps its value; null clears it or sets the default again. */
export type UpdateIntegrationInput = {
  /** How many requests a minute the other system takes: 1 to 1,000,000; null: not limited. */
  readonly apiRateLimit?: InputMaybe<Scalars['Int']['input']>;
  /**
   * Clear the credentials where the new configuration would send them elsewhere: to another origin, host, port or with
   * another protection. Without it such a change is refused while there are any.
   */
  readonly clearCredentials?: Scalars['Boolean']['input'];
  /** The whole configuration, as `integrationTypes` says. Cannot be null. */
  readonly config?: InputMaybe<Scalars['JSONObject']['input']>;
  /** Refuse when the integration's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the integration. */
  readonly id: Scalars['ID']['input'];
  /** Name: 1 to 100 characters, unique within the institution. Cannot be null. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Notes for administrators: up to 10,000 characters. */
  readonly notes?: InputMaybe<Scalars['String']['input']>;
  /** Who provides the other system: 1 to 100 characters. Cannot be null. */
  readonly provider?: InputMaybe<Scalars['String']['input']>;
  /** How often it is to be synchronised; null: MANUAL. OTHER is not allowed. */
  readonly syncFrequency?: InputMaybe<IntegrationSyncFrequency>;
};

/** The changed integration. */
export type UpdateIntegrationPayload = {
  readonly __typename?: 'UpdateIntegrationPayload';
  /** The integration; null when there are user errors. */
  readonly integration?: Maybe<Integration>;
  /** Why nothing was done. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of a module. What is absent keeps its value; null clears it or sets the default again. */
export type UpdateModuleInput = {
  /** Code of the module. */
  readonly code: Scalars['String']['input'];
  /** What it needs: at most 50 modules that exist, each once; all of them on while it is on. Null: nothing. */
  readonly dependencies?: InputMaybe<ReadonlyArray<ModuleDependencyInput>>;
  /** What it does: up to 10,000 characters. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  /** Refuse when the module's `rowVersion` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Its name for people: 1 to 100 characters. Cannot be null. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** Whether it may be switched on only with a licence; null: no. A module that is on stays on. */
  readonly requiresLicense?: InputMaybe<Scalars['Boolean']['input']>;
  /** A semantic version, `1.4.0`: up to 20 characters. Enabled modules that need this one must accept it. */
  readonly version?: InputMaybe<Scalars['String']['input']>;
};

/** The changed module. */
export type UpdateModulePayload = {
  readonly __typename?: 'UpdateModulePayload';
  /** The module; null when there are user errors. */
  readonly module?: Maybe<Module>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Settings of a module. */
export type UpdateModuleSettingsInput = {
  /** Code of the module. */
  readonly code: Scalars['String']['input'];
  /** Refuse when the module's `rowVersion` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** How they are changed. */
  readonly mode?: ModuleSettingsMode;
  /** The settings: up to 64 KB as JSON text. `***`, where a secret is shown so, keeps the secret. */
  readonly settings: Scalars['JSONObject']['input'];
};

/** The module with its settings. */
export type UpdateModuleSettingsPayload = {
  readonly __typename?: 'UpdateModuleSettingsPayload';
  /** The module; null when there are user errors. */
  readonly module?: Maybe<Module>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Changes of a notification. What is absent keeps its value; null clears it or sets the default again. */
export type UpdateNotificationInput = {
  /** Label of what can be done about it: 1 to 100 characters. Needs `actionUrl`. */
  readonly actionText?: InputMaybe<Scalars['String']['input']>;
  /** An http(s) address or a path that starts with one `/`: up to 255 characters. Needs `actionText`. */
  readonly actionUrl?: InputMaybe<Scalars['String']['input']>;
  /** Until when it is visible: in the future and after `startAt`; null: without end. */
  readonly endAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Refuse when the notification's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Name of an icon: 1 to 50 characters, lower case, digits and `-`. */
  readonly icon?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the notification. */
  readonly id: Scalars['ID']['input'];
  /** Whether those it addresses can put it away; null: true. */
  readonly isDismissible?: InputMaybe<Scalars['Boolean']['input']>;
  /** How much it matters; null: INFO. OTHER is not allowed. */
  readonly level?: InputMaybe<NotificationLevel>;
  /** The message itself: 1 to 10,000 characters. Cannot be null. */
  readonly message?: InputMaybe<Scalars['String']['input']>;
  /** From when it is visible; null: at once. In the future, it is taken back until then. */
  readonly startAt?: InputMaybe<Scalars['DateTime']['input']>;
  /** Global or database ids of institutions, each with everything below it; null or none: every institution. */
  readonly targetInstitutions?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Global or database ids of active roles; null or none: every role. */
  readonly targetRoles?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  /** Heading: 1 to 200 characters. Cannot be null. */
  readonly title?: InputMaybe<Scalars['String']['input']>;
  /** Kind of notification: 1 to 100 characters, lower case, digits, `_`, `.` and `-`. Cannot be null. */
  readonly type?: InputMaybe<Scalars['String']['input']>;
};

/** The changed notification. */
export type UpdateNotificationPayload = {
  readonly __typename?: 'UpdateNotificationPayload';
  /** The notification; null when there are user errors. */
  readonly notification?: Maybe<SystemNotification>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** What to change of a job: what is absent stays, null clears, which brings back what holds unless told. */
export type UpdateScheduledJobInput = {
  /** Five fields or a name like `@daily`; see `ScheduleInput`. */
  readonly cronExpression?: InputMaybe<Scalars['String']['input']>;
  /** Which occurrence counts of local times that the clock repeats; FIRST unless told. */
  readonly doubledTimes?: InputMaybe<DoubledTimes>;
  /** Refuse when the job's `version` is another by now. */
  readonly expectedVersion?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the job. */
  readonly id: Scalars['ID']['input'];
  /** Minutes from one run to the next, where there is no cron expression: 1 to 525,600. */
  readonly intervalMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** How often a run is attempted: 1 to 20; 1 unless told. */
  readonly maxAttempts?: InputMaybe<Scalars['Int']['input']>;
  /** How many runs may be at work at once where `overlapPolicy` is ALLOW: 1 to 100; 1 unless told. */
  readonly maxConcurrent?: InputMaybe<Scalars['Int']['input']>;
  /** After how many seconds a time counts as missed: 1 to 86,400; 60 unless told. */
  readonly misfireGraceSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** How many missed times RUN_ALL makes up at most: 1 to 1,000; 1 unless told. */
  readonly misfireLimit?: InputMaybe<Scalars['Int']['input']>;
  /** What becomes of missed times; RUN_ONCE unless told. */
  readonly misfirePolicy?: InputMaybe<MisfirePolicy>;
  /** What people call it: 1 to 100 characters. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** What becomes of a time that comes while a run is open; FORBID unless told. */
  readonly overlapPolicy?: InputMaybe<OverlapPolicy>;
  /** What it is given, as a whole, as the `parametersSchema` of its class says: up to 64 KB. Never a secret. */
  readonly parameters?: InputMaybe<Scalars['JSONObject']['input']>;
  /** How the pause grows; EXPONENTIAL unless told. */
  readonly retryBackoff?: InputMaybe<RetryBackoff>;
  /** Minutes from a failed attempt to the next: 0 to 1,440; 5 unless told. */
  readonly retryDelayMinutes?: InputMaybe<Scalars['Int']['input']>;
  /** By how many percent the pause varies at random: 0 to 100; 20 unless told. */
  readonly retryJitterPercent?: InputMaybe<Scalars['Int']['input']>;
  /** What becomes of local times that the clock leaves out; RUN_AFTER unless told. */
  readonly skippedTimes?: InputMaybe<SkippedTimes>;
  /** After how many seconds a run is given up: 1 to 604,800; as the class says unless told. */
  readonly timeLimitSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** Time zone of `cronExpression`, a name of the IANA data; UTC unless told. */
  readonly timezone?: InputMaybe<Scalars['String']['input']>;
};

/** The changed job. */
export type UpdateScheduledJobPayload = {
  readonly __typename?: 'UpdateScheduledJobPayload';
  /** The job; null when there are user errors. */
  readonly scheduledJob?: Maybe<ScheduledJob>;
  /** Why nothing was changed. */
  readonly userErrors: ReadonlyArray<UserError>;
};

/** Somebody who can sign in. Passwords and tokens are not part of this API. */
export type User = Node & {
  readonly __typename?: 'User';
  /** When the account was made. */
  readonly createdAt?: Maybe<Scalars['DateTime']['output']>;
  /** The id in the database. */
  readonly databaseId: Scalars['ID']['output'];
  /** Departments, as the Laravel application keeps them. */
  readonly departments?: Maybe<Scalars['JSON']['output']>;
  /** E-mail address. */
  readonly email?: Maybe<Scalars['String']['output']>;
  /** Failed sign-ins since the last successful one. */
  readonly failedLoginAttempts: Scalars['Int']['output'];
  readonly id: Scalars['ID']['output'];
  /** Where the user works; null for the ministry's super administrators and where the viewer may not see it. */
  readonly institution?: Maybe<Institution>;
  /** Whether the user can sign in; true unless it was switched off. */
  readonly isActive: Scalars['Boolean']['output'];
  /** Last successful sign-in. */
  readonly lastLoginAt?: Maybe<Scalars['DateTime']['output']>;
  /** Until when sign-in is refused after failed attempts. */
  readonly lockedUntil?: Maybe<Scalars['DateTime']['output']>;
  /** The user's role. */
  readonly role?: Maybe<Role>;
  /** Sign-in name, unique. */
  readonly username: Scalars['String']['output'];
};

/** A page of users. */
export type UserConnection = {
  readonly __typename?: 'UserConnection';
  /** The items with their cursors. */
  readonly edges: ReadonlyArray<UserEdge>;
  /** The items. */
  readonly nodes: ReadonlyArray<User>;
  /** Where the page lies. */
  readonly pageInfo: PageInfo;
  /** How many match; counted only when asked. */
  readonly totalCount: TotalCount;
};

/** A user in a list. */
export type UserEdge = {
  readonly __typename?: 'UserEdge';
  /** Where it stands in the list. */
  readonly cursor: Scalars['String']['output'];
  /** The user. */
  readonly node: User;
};

/** Why a mutation did nothing. Nothing was changed when there is at least one. */
export type UserError = {
  readonly __typename?: 'UserError';
  /** What kind of mistake it is. */
  readonly code: UserErrorCode;
  /** Path of the input field, outermost first; empty where no single field is to blame. */
  readonly field: ReadonlyArray<Scalars['String']['output']>;
  /** What is wrong and what would be right. */
  readonly message: Scalars['String']['output'];
};

/** Kinds of mistakes. */
export type UserErrorCode =
  /** The idempotency key was used before with another input. */
  | 'IDEMPOTENCY_KEY_REUSED'
  /** A value has the wrong form, length or range. */
  | 'INVALID'
  /** The object's state does not allow this. */
  | 'INVALID_TRANSITION'
  /** The viewer may see the object, but not do this to it. */
  | 'NOT_ALLOWED'
  /** The installation lacks a setting that this needs; the message names it. */
  | 'NOT_CONFIGURED'
  /** The object does not exist, or the viewer may not see it. */
  | 'NOT_FOUND'
  /** A value that is needed is missing. */
  | 'REQUIRED'
  /** It could not be done just now; the same input may succeed soon. */
  | 'UNAVAILABLE'
  /** The object has changed since `expectedVersion` was read. */
  | 'VERSION_CONFLICT';

/** Which users. */
export type UserFilter = {
  /** Users of this institution and of everything below it. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** Only users who can, or cannot, sign in. */
  readonly isActive?: InputMaybe<Scalars['Boolean']['input']>;
  /** Names of roles; any of them. */
  readonly roles?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
  /** Part of the user name or e-mail address, in any case. */
  readonly search?: InputMaybe<Scalars['String']['input']>;
};

/** A key to validate. */
export type ValidateLicenseInput = {
  /** Global or database id of the institution where it is to be used. */
  readonly institutionId?: InputMaybe<Scalars['ID']['input']>;
  /** The key as it was typed: case, spaces and hyphens do not matter, nor O for 0 and I or L for 1. */
  readonly key: Scalars['String']['input'];
  /** Code of the module that is to be used. */
  readonly moduleCode?: InputMaybe<Scalars['String']['input']>;
  /** Global or database id of the user who wants to use it. */
  readonly userId?: InputMaybe<Scalars['ID']['input']>;
};

/** What the key is worth. */
export type ValidateLicensePayload = {
  readonly __typename?: 'ValidateLicensePayload';
  /** Why nothing was validated. */
  readonly userErrors: ReadonlyArray<UserError>;
  /** The result; null when there are user errors. */
  readonly validation?: Maybe<LicenseValidation>;
};

/** The signed-in user, with what the role allows. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  /** The user's global id. */
  readonly id: Scalars['ID']['output'];
  /** The institution the viewer belongs to; null for the ministry's super administrators. */
  readonly institution?: Maybe<Institution>;
  /** What the viewer may do. */
  readonly permissions: ReadonlyArray<PermissionGrant>;
  /** The viewer's role. */
  readonly role: Role;
  /** How much of the institution tree the viewer's role reaches. */
  readonly scope: PermissionScope;
  /** The user as the directory has it. */
  readonly user?: Maybe<User>;
  /** Sign-in name. */
  readonly username: Scalars['String']['output'];
};

export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ResolverWithResolve<TResult, TParent, TContext, TArgs> = {
  resolve: ResolverFn<TResult, TParent, TContext, TArgs>;
};
export type Resolver<
  TResult,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = ResolverFn<TResult, TParent, TContext, TArgs> | ResolverWithResolve<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<
  TResult,
  TKey extends string,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo,
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  obj: T,
  context: TContext,
  info: GraphQLResolveInfo,
) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<
  TResult = Record<PropertyKey, never>,
  TParent = Record<PropertyKey, never>,
  TContext = Record<PropertyKey, never>,
  TArgs = Record<PropertyKey, never>,
> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo,
) => TResult | Promise<TResult>;

/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ActivityLogRow
    | ApiTokenView
    | AuditLogRow
    | ConfigView
    | RevisionView
    | ErrorGroupView
    | ExportView
    | InstitutionRow
    | IntegrationView
    | JobLogRow
    | LicenseView
    | ModuleView
    | PerformanceMetricRow
    | RetentionHoldView
    | RoleRow
    | ScheduledJobView
    | SecurityEventView
    | SyncRunView
    | SystemErrorView
    | NotificationView
    | UserRow;
  TimelineItem: ActivityLogRow | AuditLogRow | JobLogRow | SecurityEventView | SystemErrorView;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcknowledgeSecurityEventInput: AcknowledgeSecurityEventInput;
  AcknowledgeSecurityEventPayload: ResolverTypeWrapper<
    Omit<AcknowledgeSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  ActivateLicenseInput: ActivateLicenseInput;
  ActivateLicensePayload: ResolverTypeWrapper<
    Omit<ActivateLicensePayload, 'license'> & { license?: Maybe<ResolversTypes['License']> }
  >;
  ActivateLicenseSeatsInput: ActivateLicenseSeatsInput;
  ActivateLicenseSeatsPayload: ResolverTypeWrapper<
    Omit<ActivateLicenseSeatsPayload, 'license'> & { license?: Maybe<ResolversTypes['License']> }
  >;
  ActivityInput: ActivityInput;
  ActivityLog: ResolverTypeWrapper<ActivityLogRow>;
  ActivityLogConnection: ResolverTypeWrapper<Connection<ActivityLogRow>>;
  ActivityLogEdge: ResolverTypeWrapper<Omit<ActivityLogEdge, 'node'> & { node: ResolversTypes['ActivityLog'] }>;
  ActivityLogFilter: ActivityLogFilter;
  ActivityLogOrder: ActivityLogOrder;
  ApiToken: ResolverTypeWrapper<ApiTokenView>;
  AssignErrorGroupInput: AssignErrorGroupInput;
  AssignErrorGroupPayload: ResolverTypeWrapper<
    Omit<AssignErrorGroupPayload, 'errorGroup'> & { errorGroup?: Maybe<ResolversTypes['ErrorGroup']> }
  >;
  AssignSecurityEventInput: AssignSecurityEventInput;
  AssignSecurityEventPayload: ResolverTypeWrapper<
    Omit<AssignSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  AuditLog: ResolverTypeWrapper<AuditLogRow>;
  AuditLogConnection: ResolverTypeWrapper<Connection<AuditLogRow>>;
  AuditLogEdge: ResolverTypeWrapper<Omit<AuditLogEdge, 'node'> & { node: ResolversTypes['AuditLog'] }>;
  AuditLogFilter: AuditLogFilter;
  AuditLogOrder: AuditLogOrder;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  CancelJobRunInput: CancelJobRunInput;
  CancelJobRunPayload: ResolverTypeWrapper<
    Omit<CancelJobRunPayload, 'run'> & { run?: Maybe<ResolversTypes['JobLog']> }
  >;
  CancelSyncRunInput: CancelSyncRunInput;
  CancelSyncRunPayload: ResolverTypeWrapper<
    Omit<CancelSyncRunPayload, 'run'> & { run?: Maybe<ResolversTypes['SyncRun']> }
  >;
  ClaimSyncRunInput: ClaimSyncRunInput;
  ClaimSyncRunPayload: ResolverTypeWrapper<
    Omit<ClaimSyncRunPayload, 'run'> & { run?: Maybe<ResolversTypes['SyncRun']> }
  >;
  CompleteSyncRunInput: CompleteSyncRunInput;
  CompleteSyncRunPayload: ResolverTypeWrapper<
    Omit<CompleteSyncRunPayload, 'run'> & { run?: Maybe<ResolversTypes['SyncRun']> }
  >;
  Config: ResolverTypeWrapper<ConfigView>;
  ConfigConnection: ResolverTypeWrapper<FeedConnection<ConfigView>>;
  ConfigDataType: ConfigDataType;
  ConfigDataTypeCount: ResolverTypeWrapper<ConfigDataTypeCount>;
  ConfigEdge: ResolverTypeWrapper<Omit<ConfigEdge, 'node'> & { node: ResolversTypes['Config'] }>;
  ConfigFeedFilter: ConfigFeedFilter;
  ConfigFeedItem: ResolverTypeWrapper<DeliveredConfig>;
  ConfigFieldChange: ResolverTypeWrapper<ConfigFieldChange>;
  ConfigFilter: ConfigFilter;
  ConfigHistoryFilter: ConfigHistoryFilter;
  ConfigKeyCount: ResolverTypeWrapper<ConfigKeyCount>;
  ConfigLevel: ResolverTypeWrapper<ConfigView>;
  ConfigOperation: ConfigOperation;
  ConfigOrder: ConfigOrder;
  ConfigRevision: ResolverTypeWrapper<RevisionView>;
  ConfigRevisionConnection: ResolverTypeWrapper<Connection<RevisionView>>;
  ConfigRevisionEdge: ResolverTypeWrapper<
    Omit<ConfigRevisionEdge, 'node'> & { node: ResolversTypes['ConfigRevision'] }
  >;
  ConfigScope: ConfigScope;
  ConfigScopeCount: ResolverTypeWrapper<ConfigScopeCount>;
  ConfigSource: ConfigSource;
  ConfigStats: ResolverTypeWrapper<ConfigCounts>;
  ConfigValueAt: ResolverTypeWrapper<StateAt>;
  ConfirmSyncRunCancelledInput: ConfirmSyncRunCancelledInput;
  ConfirmSyncRunCancelledPayload: ResolverTypeWrapper<
    Omit<ConfirmSyncRunCancelledPayload, 'run'> & { run?: Maybe<ResolversTypes['SyncRun']> }
  >;
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: ResolverTypeWrapper<
    Omit<CreateApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversTypes['ApiToken']> }
  >;
  CreateIntegrationInput: CreateIntegrationInput;
  CreateIntegrationPayload: ResolverTypeWrapper<
    Omit<CreateIntegrationPayload, 'integration'> & { integration?: Maybe<ResolversTypes['Integration']> }
  >;
  CreateNotificationInput: CreateNotificationInput;
  CreateNotificationPayload: ResolverTypeWrapper<
    Omit<CreateNotificationPayload, 'notification'> & { notification?: Maybe<ResolversTypes['SystemNotification']> }
  >;
  CreateScheduledJobInput: CreateScheduledJobInput;
  CreateScheduledJobPayload: ResolverTypeWrapper<
    Omit<CreateScheduledJobPayload, 'scheduledJob'> & { scheduledJob?: Maybe<ResolversTypes['ScheduledJob']> }
  >;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  Decimal: ResolverTypeWrapper<Scalars['Decimal']['output']>;
  DeleteIntegrationInput: DeleteIntegrationInput;
  DeleteIntegrationPayload: ResolverTypeWrapper<DeleteIntegrationPayload>;
  DeleteNotificationInput: DeleteNotificationInput;
  DeleteNotificationPayload: ResolverTypeWrapper<DeleteNotificationPayload>;
  DeleteScheduledJobInput: DeleteScheduledJobInput;
  DeleteScheduledJobPayload: ResolverTypeWrapper<DeleteScheduledJobPayload>;
  DisableIntegrationInput: DisableIntegrationInput;
  DisableIntegrationPayload: ResolverTypeWrapper<
    Omit<DisableIntegrationPayload, 'integration'> & { integration?: Maybe<ResolversTypes['Integration']> }
  >;
  DisableModuleInput: DisableModuleInput;
  DisableModulePayload: ResolverTypeWrapper<
    Omit<DisableModulePayload, 'module'> & { module?: Maybe<ResolversTypes['Module']> }
  >;
  DismissNotificationInput: DismissNotificationInput;
  DismissNotificationPayload: ResolverTypeWrapper<
    Omit<DismissNotificationPayload, 'notification'> & { notification?: Maybe<ResolversTypes['SystemNotification']> }
  >;
  DoubledTimes: DoubledTimes;
  DurationPercentiles: ResolverTypeWrapper<DurationPercentiles>;
  EffectiveConfig: ResolverTypeWrapper<Effective<ConfigView>>;
  EnableIntegrationInput: EnableIntegrationInput;
  EnableIntegrationPayload: ResolverTypeWrapper<
    Omit<EnableIntegrationPayload, 'integration'> & { integration?: Maybe<ResolversTypes['Integration']> }
  >;
  EnableModuleInput: EnableModuleInput;
  EnableModulePayload: ResolverTypeWrapper<
    Omit<EnableModulePayload, 'module'> & { module?: Maybe<ResolversTypes['Module']> }
  >;
  EndNotificationInput: EndNotificationInput;
  EndNotificationPayload: ResolverTypeWrapper<
    Omit<EndNotificationPayload, 'notification'> & { notification?: Maybe<ResolversTypes['SystemNotification']> }
  >;
  EndpointPerformance: ResolverTypeWrapper<EndpointPerformance>;
  EntityHistoryConnection: ResolverTypeWrapper<Connection<VersionOfEntity>>;
  EntityVersion: ResolverTypeWrapper<VersionOfEntity>;
  EntityVersionEdge: ResolverTypeWrapper<Omit<EntityVersionEdge, 'node'> & { node: ResolversTypes['EntityVersion'] }>;
  ErrorAffectedInstitutions: ResolverTypeWrapper<ErrorGroupView>;
  ErrorAffectedUsers: ResolverTypeWrapper<ErrorGroupView>;
  ErrorDayCount: ResolverTypeWrapper<ErrorDayCount>;
  ErrorGroup: ResolverTypeWrapper<ErrorGroupView>;
  ErrorGroupConnection: ResolverTypeWrapper<FeedConnection<ErrorGroupView>>;
  ErrorGroupEdge: ResolverTypeWrapper<Omit<ErrorGroupEdge, 'node'> & { node: ResolversTypes['ErrorGroup'] }>;
  ErrorGroupFeedFilter: ErrorGroupFeedFilter;
  ErrorGroupFeedItem: ResolverTypeWrapper<DeliveredErrorGroup>;
  ErrorGroupFilter: ErrorGroupFilter;
  ErrorGroupOrder: ErrorGroupOrder;
  ErrorHourCount: ResolverTypeWrapper<ErrorHourCount>;
  ErrorInstitutionCount: ResolverTypeWrapper<CountedErrors>;
  ErrorSeverityCount: ResolverTypeWrapper<ErrorSeverityCount>;
  ErrorStats: ResolverTypeWrapper<ErrorStatsQuery>;
  ErrorStatusCount: ResolverTypeWrapper<ErrorStatusCount>;
  ErrorTypeCount: ResolverTypeWrapper<ErrorTypeCount>;
  ErrorUserCount: ResolverTypeWrapper<CountedErrors>;
  EscalateSecurityEventInput: EscalateSecurityEventInput;
  EscalateSecurityEventPayload: ResolverTypeWrapper<
    Omit<EscalateSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  Export: ResolverTypeWrapper<ExportView>;
  ExportConnection: ResolverTypeWrapper<Connection<ExportView>>;
  ExportEdge: ResolverTypeWrapper<Omit<ExportEdge, 'node'> & { node: ResolversTypes['Export'] }>;
  ExportFilter: ExportFilter;
  ExportFormat: ExportFormat;
  ExportSource: ExportSource;
  ExportStatus: ExportStatus;
  FailSyncRunInput: FailSyncRunInput;
  FailSyncRunPayload: ResolverTypeWrapper<Omit<FailSyncRunPayload, 'run'> & { run?: Maybe<ResolversTypes['SyncRun']> }>;
  FailingJob: ResolverTypeWrapper<JobFailures>;
  FeedItemKind: FeedItemKind;
  FieldChange: ResolverTypeWrapper<FieldChange>;
  FieldChangeKind: FieldChangeKind;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  HeartbeatSyncRunInput: HeartbeatSyncRunInput;
  HeartbeatSyncRunPayload: ResolverTypeWrapper<
    Omit<HeartbeatSyncRunPayload, 'run'> & { run?: Maybe<ResolversTypes['SyncRun']> }
  >;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  IgnoreErrorInput: IgnoreErrorInput;
  IgnoreErrorPayload: ResolverTypeWrapper<
    Omit<IgnoreErrorPayload, 'errorGroup' | 'systemError'> & {
      errorGroup?: Maybe<ResolversTypes['ErrorGroup']>;
      systemError?: Maybe<ResolversTypes['SystemError']>;
    }
  >;
  Institution: ResolverTypeWrapper<InstitutionRow>;
  InstitutionConnection: ResolverTypeWrapper<Connection<InstitutionRow>>;
  InstitutionEdge: ResolverTypeWrapper<Omit<InstitutionEdge, 'node'> & { node: ResolversTypes['Institution'] }>;
  InstitutionFilter: InstitutionFilter;
  InstitutionType: InstitutionType;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Integration: ResolverTypeWrapper<IntegrationView>;
  IntegrationConfigField: ResolverTypeWrapper<IntegrationConfigField>;
  IntegrationConfigKind: IntegrationConfigKind;
  IntegrationConnection: ResolverTypeWrapper<Connection<IntegrationView>>;
  IntegrationCredential: ResolverTypeWrapper<CredentialState>;
  IntegrationCredentialField: ResolverTypeWrapper<IntegrationCredentialField>;
  IntegrationCredentialInput: IntegrationCredentialInput;
  IntegrationEdge: ResolverTypeWrapper<Omit<IntegrationEdge, 'node'> & { node: ResolversTypes['Integration'] }>;
  IntegrationFilter: IntegrationFilter;
  IntegrationOrder: IntegrationOrder;
  IntegrationStats: ResolverTypeWrapper<IntegrationStats>;
  IntegrationSyncFrequency: IntegrationSyncFrequency;
  IntegrationTestOutcome: IntegrationTestOutcome;
  IntegrationTestResult: ResolverTypeWrapper<IntegrationTestResult>;
  IntegrationType: IntegrationType;
  IntegrationTypeCount: ResolverTypeWrapper<IntegrationTypeCount>;
  IntegrationTypeInfo: ResolverTypeWrapper<TypeOfIntegration>;
  InvestigateErrorInput: InvestigateErrorInput;
  InvestigateErrorPayload: ResolverTypeWrapper<
    Omit<InvestigateErrorPayload, 'errorGroup' | 'systemError'> & {
      errorGroup?: Maybe<ResolversTypes['ErrorGroup']>;
      systemError?: Maybe<ResolversTypes['SystemError']>;
    }
  >;
  IssueLicenseInput: IssueLicenseInput;
  IssueLicensePayload: ResolverTypeWrapper<
    Omit<IssueLicensePayload, 'license'> & { license?: Maybe<ResolversTypes['License']> }
  >;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  JobCancelRequest: ResolverTypeWrapper<JobRunView>;
  JobClass: ResolverTypeWrapper<RegisteredJob>;
  JobDurations: ResolverTypeWrapper<JobDurations>;
  JobFigures: ResolverTypeWrapper<FiguresOfJobs>;
  JobHealth: ResolverTypeWrapper<HealthOfJobs>;
  JobHealthStatus: JobHealthStatus;
  JobLine: ResolverTypeWrapper<JobRunLineRow>;
  JobLineConnection: ResolverTypeWrapper<FeedConnection<JobRunLineRow>>;
  JobLineEdge: ResolverTypeWrapper<Omit<JobLineEdge, 'node'> & { node: ResolversTypes['JobLine'] }>;
  JobLineFeedItem: ResolverTypeWrapper<DeliveredJobLine>;
  JobLog: ResolverTypeWrapper<JobLogRow>;
  JobLogConnection: ResolverTypeWrapper<FeedConnection<JobLogRow>>;
  JobLogEdge: ResolverTypeWrapper<Omit<JobLogEdge, 'node'> & { node: ResolversTypes['JobLog'] }>;
  JobLogFeedFilter: JobLogFeedFilter;
  JobLogFeedItem: ResolverTypeWrapper<DeliveredJobLog>;
  JobLogFilter: JobLogFilter;
  JobLogOrder: JobLogOrder;
  JobLogStatus: JobLogStatus;
  JobProgress: ResolverTypeWrapper<JobRunView>;
  JobRunProblem: ResolverTypeWrapper<FoundRun>;
  JobRunProblemReason: JobRunProblemReason;
  JobRunState: JobRunState;
  JobRunTrigger: JobRunTrigger;
  JobStats: ResolverTypeWrapper<JobStatsQuery>;
  JobStatsFilter: JobStatsFilter;
  JobStatsGroup: ResolverTypeWrapper<JobFiguresGroup>;
  JobStatsGrouping: JobStatsGrouping;
  JobStatusCount: ResolverTypeWrapper<JobStatusCount>;
  JobWorker: ResolverTypeWrapper<WorkerView>;
  JobWorkerState: JobWorkerState;
  LateJob: ResolverTypeWrapper<FoundLateJob>;
  LeftOutReason: LeftOutReason;
  LeftOutTime: ResolverTypeWrapper<UnusedTime>;
  License: ResolverTypeWrapper<LicenseView>;
  LicenseCertificate: ResolverTypeWrapper<LicenseCertificate>;
  LicenseCertificateCode: LicenseCertificateCode;
  LicenseCertificateVerification: ResolverTypeWrapper<
    Omit<LicenseCertificateVerification, 'license'> & { license?: Maybe<ResolversTypes['License']> }
  >;
  LicenseConnection: ResolverTypeWrapper<Connection<LicenseView>>;
  LicenseEdge: ResolverTypeWrapper<Omit<LicenseEdge, 'node'> & { node: ResolversTypes['License'] }>;
  LicenseFeature: ResolverTypeWrapper<LicenseFeature>;
  LicenseFilter: LicenseFilter;
  LicenseModuleCount: ResolverTypeWrapper<LicenseModuleCount>;
  LicenseOrder: LicenseOrder;
  LicenseRevocationImpact: ResolverTypeWrapper<RevocationImpact>;
  LicenseSeat: ResolverTypeWrapper<LicenseSeatView>;
  LicenseSeatConnection: ResolverTypeWrapper<Connection<LicenseSeatView>>;
  LicenseSeatEdge: ResolverTypeWrapper<Omit<LicenseSeatEdge, 'node'> & { node: ResolversTypes['LicenseSeat'] }>;
  LicenseSeats: ResolverTypeWrapper<LimitedLicense>;
  LicenseState: LicenseState;
  LicenseStateCount: ResolverTypeWrapper<LicenseStateCount>;
  LicenseStats: ResolverTypeWrapper<LicenseStats>;
  LicenseType: LicenseType;
  LicenseTypeCount: ResolverTypeWrapper<LicenseTypeCount>;
  LicenseValidation: ResolverTypeWrapper<
    Omit<LicenseValidation, 'license'> & { license?: Maybe<ResolversTypes['License']> }
  >;
  LicenseValidationCode: LicenseValidationCode;
  LogBucketCount: ResolverTypeWrapper<LogBucketCount>;
  LogInstitutionCount: ResolverTypeWrapper<Counted<string | null>>;
  LogStats: ResolverTypeWrapper<LogStatistics>;
  LogStatsBucket: LogStatsBucket;
  LogTypeCount: ResolverTypeWrapper<Counted<string>>;
  LogUserCount: ResolverTypeWrapper<Counted<string>>;
  MarkAllNotificationsReadInput: MarkAllNotificationsReadInput;
  MarkAllNotificationsReadPayload: ResolverTypeWrapper<MarkAllNotificationsReadPayload>;
  MarkNotificationReadInput: MarkNotificationReadInput;
  MarkNotificationReadPayload: ResolverTypeWrapper<
    Omit<MarkNotificationReadPayload, 'notification'> & { notification?: Maybe<ResolversTypes['SystemNotification']> }
  >;
  MisfirePolicy: MisfirePolicy;
  Module: ResolverTypeWrapper<ModuleView>;
  ModuleDependency: ResolverTypeWrapper<
    Omit<ModuleDependency, 'module'> & { module?: Maybe<ResolversTypes['Module']> }
  >;
  ModuleDependencyInput: ModuleDependencyInput;
  ModuleEntitlement: ResolverTypeWrapper<
    Omit<ModuleEntitlement, 'licenses'> & { licenses: ReadonlyArray<ResolversTypes['License']> }
  >;
  ModuleFilter: ModuleFilter;
  ModuleGraph: ResolverTypeWrapper<Omit<ModuleGraph, 'order'> & { order: ReadonlyArray<ResolversTypes['Module']> }>;
  ModulePlan: ResolverTypeWrapper<ModulePlan>;
  ModuleProblem: ResolverTypeWrapper<ModuleProblem>;
  ModuleProblemKind: ModuleProblemKind;
  ModuleSettingsMode: ModuleSettingsMode;
  ModuleStats: ResolverTypeWrapper<ModuleStats>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  MyNotificationConnection: ResolverTypeWrapper<FeedConnection<NotificationView>>;
  MyNotificationFilter: MyNotificationFilter;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  NotificationAudience: ResolverTypeWrapper<AudienceQuery>;
  NotificationFeedItem: ResolverTypeWrapper<DeliveredNotification>;
  NotificationFilter: NotificationFilter;
  NotificationLevel: NotificationLevel;
  NotificationOrder: NotificationOrder;
  NotificationReadStats: ResolverTypeWrapper<ReadStats>;
  NotificationRegionReadStats: ResolverTypeWrapper<RegionReadStats>;
  NotificationRoleReadStats: ResolverTypeWrapper<RoleReadStats>;
  NotificationState: NotificationState;
  OverlapPolicy: OverlapPolicy;
  OverviewPeriod: OverviewPeriod;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  PauseScheduledJobInput: PauseScheduledJobInput;
  PauseScheduledJobPayload: ResolverTypeWrapper<
    Omit<PauseScheduledJobPayload, 'scheduledJob'> & { scheduledJob?: Maybe<ResolversTypes['ScheduledJob']> }
  >;
  PerformanceBucket: ResolverTypeWrapper<PerformanceBucket>;
  PerformanceBucketWidth: PerformanceBucketWidth;
  PerformanceChange: ResolverTypeWrapper<PerformanceChange>;
  PerformanceComparison: ResolverTypeWrapper<Comparison>;
  PerformanceDimension: PerformanceDimension;
  PerformanceFigure: PerformanceFigure;
  PerformanceFigures: ResolverTypeWrapper<PerformanceFigures>;
  PerformanceFilter: PerformanceFilter;
  PerformanceGroup: ResolverTypeWrapper<PerformanceGroup>;
  PerformanceMetric: ResolverTypeWrapper<PerformanceMetricRow>;
  PerformanceMetricConnection: ResolverTypeWrapper<Connection<PerformanceMetricRow>>;
  PerformanceMetricEdge: ResolverTypeWrapper<
    Omit<PerformanceMetricEdge, 'node'> & { node: ResolversTypes['PerformanceMetric'] }
  >;
  PerformanceMetricFilter: PerformanceMetricFilter;
  PerformanceMetricOrder: PerformanceMetricOrder;
  PerformancePeriod: PerformancePeriod;
  PerformanceSampleInput: PerformanceSampleInput;
  PerformanceSeries: ResolverTypeWrapper<PerformanceSeries>;
  Permission: Permission;
  PermissionGrant: ResolverTypeWrapper<PermissionGrant>;
  PermissionScope: PermissionScope;
  PlaceRetentionHoldInput: PlaceRetentionHoldInput;
  PlaceRetentionHoldPayload: ResolverTypeWrapper<
    Omit<PlaceRetentionHoldPayload, 'hold'> & { hold?: Maybe<ResolversTypes['RetentionHold']> }
  >;
  PlannedRun: ResolverTypeWrapper<PlannedTime>;
  PlannedRunKind: PlannedRunKind;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordActivityInput: RecordActivityInput;
  RecordActivityPayload: ResolverTypeWrapper<
    Omit<RecordActivityPayload, 'results'> & { results?: Maybe<ReadonlyArray<ResolversTypes['RecordedActivity']>> }
  >;
  RecordPerformanceMetricsInput: RecordPerformanceMetricsInput;
  RecordPerformanceMetricsPayload: ResolverTypeWrapper<RecordPerformanceMetricsPayload>;
  RecordSecurityEventInput: RecordSecurityEventInput;
  RecordSecurityEventPayload: ResolverTypeWrapper<
    Omit<RecordSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  RecordedActivity: ResolverTypeWrapper<Recorded>;
  RegisterModuleInput: RegisterModuleInput;
  RegisterModulePayload: ResolverTypeWrapper<
    Omit<RegisterModulePayload, 'module'> & { module?: Maybe<ResolversTypes['Module']> }
  >;
  RejectedPerformanceSample: ResolverTypeWrapper<RejectedPerformanceSample>;
  ReleaseLicenseSeatsInput: ReleaseLicenseSeatsInput;
  ReleaseLicenseSeatsPayload: ResolverTypeWrapper<
    Omit<ReleaseLicenseSeatsPayload, 'license'> & { license?: Maybe<ResolversTypes['License']> }
  >;
  ReleaseRetentionHoldInput: ReleaseRetentionHoldInput;
  ReleaseRetentionHoldPayload: ResolverTypeWrapper<
    Omit<ReleaseRetentionHoldPayload, 'hold'> & { hold?: Maybe<ResolversTypes['RetentionHold']> }
  >;
  RenewLicenseInput: RenewLicenseInput;
  RenewLicensePayload: ResolverTypeWrapper<
    Omit<RenewLicensePayload, 'license'> & { license?: Maybe<ResolversTypes['License']> }
  >;
  ReopenErrorInput: ReopenErrorInput;
  ReopenErrorPayload: ResolverTypeWrapper<
    Omit<ReopenErrorPayload, 'errorGroup' | 'systemError'> & {
      errorGroup?: Maybe<ResolversTypes['ErrorGroup']>;
      systemError?: Maybe<ResolversTypes['SystemError']>;
    }
  >;
  ReopenSecurityEventInput: ReopenSecurityEventInput;
  ReopenSecurityEventPayload: ResolverTypeWrapper<
    Omit<ReopenSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  ReportErrorInput: ReportErrorInput;
  ReportErrorPayload: ResolverTypeWrapper<
    Omit<ReportErrorPayload, 'systemError'> & { systemError?: Maybe<ResolversTypes['SystemError']> }
  >;
  ReportErrorResult: ResolverTypeWrapper<
    Omit<ReportErrorResult, 'systemError'> & { systemError?: Maybe<ResolversTypes['SystemError']> }
  >;
  ReportErrorsInput: ReportErrorsInput;
  ReportErrorsPayload: ResolverTypeWrapper<
    Omit<ReportErrorsPayload, 'results'> & { results: ReadonlyArray<ResolversTypes['ReportErrorResult']> }
  >;
  ResolveErrorInput: ResolveErrorInput;
  ResolveErrorPayload: ResolverTypeWrapper<
    Omit<ResolveErrorPayload, 'errorGroup' | 'systemError'> & {
      errorGroup?: Maybe<ResolversTypes['ErrorGroup']>;
      systemError?: Maybe<ResolversTypes['SystemError']>;
    }
  >;
  ResolveSecurityEventInput: ResolveSecurityEventInput;
  ResolveSecurityEventPayload: ResolverTypeWrapper<
    Omit<ResolveSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  ResolveSecurityEventResult: ResolverTypeWrapper<
    Omit<ResolveSecurityEventResult, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  ResolveSecurityEventsInput: ResolveSecurityEventsInput;
  ResolveSecurityEventsPayload: ResolverTypeWrapper<
    Omit<ResolveSecurityEventsPayload, 'results'> & {
      results: ReadonlyArray<ResolversTypes['ResolveSecurityEventResult']>;
    }
  >;
  ResumeScheduledJobInput: ResumeScheduledJobInput;
  ResumeScheduledJobPayload: ResolverTypeWrapper<
    Omit<ResumeScheduledJobPayload, 'scheduledJob'> & { scheduledJob?: Maybe<ResolversTypes['ScheduledJob']> }
  >;
  RetentionHeld: ResolverTypeWrapper<Omit<RetentionHeld, 'hold'> & { hold?: Maybe<ResolversTypes['RetentionHold']> }>;
  RetentionHold: ResolverTypeWrapper<RetentionHoldView>;
  RetentionHoldConnection: ResolverTypeWrapper<Connection<RetentionHoldView>>;
  RetentionHoldEdge: ResolverTypeWrapper<Omit<RetentionHoldEdge, 'node'> & { node: ResolversTypes['RetentionHold'] }>;
  RetentionHoldFilter: RetentionHoldFilter;
  RetentionPolicy: ResolverTypeWrapper<RetentionPolicyView>;
  RetentionPreview: ResolverTypeWrapper<PreviewOfRetention>;
  RetentionRun: ResolverTypeWrapper<RunOfRetention>;
  RetentionSource: RetentionSource;
  RetentionStop: RetentionStop;
  RetryBackoff: RetryBackoff;
  RetryJobRunInput: RetryJobRunInput;
  RetryJobRunPayload: ResolverTypeWrapper<Omit<RetryJobRunPayload, 'run'> & { run?: Maybe<ResolversTypes['JobLog']> }>;
  RevealConfigValueInput: RevealConfigValueInput;
  RevealConfigValuePayload: ResolverTypeWrapper<RevealConfigValuePayload>;
  RevokeApiTokenInput: RevokeApiTokenInput;
  RevokeApiTokenPayload: ResolverTypeWrapper<
    Omit<RevokeApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversTypes['ApiToken']> }
  >;
  RevokeLicenseInput: RevokeLicenseInput;
  RevokeLicensePayload: ResolverTypeWrapper<
    Omit<RevokeLicensePayload, 'impact' | 'license'> & {
      impact?: Maybe<ResolversTypes['LicenseRevocationImpact']>;
      license?: Maybe<ResolversTypes['License']>;
    }
  >;
  Role: ResolverTypeWrapper<RoleRow>;
  RollbackConfigInput: RollbackConfigInput;
  RollbackConfigPayload: ResolverTypeWrapper<
    Omit<RollbackConfigPayload, 'config'> & { config?: Maybe<ResolversTypes['Config']> }
  >;
  RunJobNowInput: RunJobNowInput;
  RunJobNowPayload: ResolverTypeWrapper<Omit<RunJobNowPayload, 'run'> & { run?: Maybe<ResolversTypes['JobLog']> }>;
  RunRetentionInput: RunRetentionInput;
  RunRetentionPayload: ResolverTypeWrapper<
    Omit<RunRetentionPayload, 'run'> & { run?: Maybe<ResolversTypes['RetentionRun']> }
  >;
  ScheduleInput: ScheduleInput;
  SchedulePreview: ResolverTypeWrapper<PlannedTimes>;
  ScheduledJob: ResolverTypeWrapper<ScheduledJobView>;
  ScheduledJobStatus: ScheduledJobStatus;
  SecurityEvent: ResolverTypeWrapper<SecurityEventView>;
  SecurityEventAddressCount: ResolverTypeWrapper<SecurityEventAddressCount>;
  SecurityEventConnection: ResolverTypeWrapper<FeedConnection<SecurityEventView>>;
  SecurityEventEdge: ResolverTypeWrapper<Omit<SecurityEventEdge, 'node'> & { node: ResolversTypes['SecurityEvent'] }>;
  SecurityEventFeedFilter: SecurityEventFeedFilter;
  SecurityEventFeedItem: ResolverTypeWrapper<DeliveredSecurityEvent>;
  SecurityEventFilter: SecurityEventFilter;
  SecurityEventHourCount: ResolverTypeWrapper<SecurityEventHourCount>;
  SecurityEventInstitutionCount: ResolverTypeWrapper<Counted<string | null>>;
  SecurityEventOrder: SecurityEventOrder;
  SecurityEventOutcome: SecurityEventOutcome;
  SecurityEventResolution: SecurityEventResolution;
  SecurityEventSeverity: SecurityEventSeverity;
  SecurityEventSeverityCount: ResolverTypeWrapper<SecurityEventSeverityCount>;
  SecurityEventState: SecurityEventState;
  SecurityEventStats: ResolverTypeWrapper<SecurityEventStatistics>;
  SecurityEventTypeCount: ResolverTypeWrapper<SecurityEventTypeCount>;
  SecurityEventUserCount: ResolverTypeWrapper<Counted<string>>;
  SetConfigInput: SetConfigInput;
  SetConfigPayload: ResolverTypeWrapper<
    Omit<SetConfigPayload, 'config'> & { config?: Maybe<ResolversTypes['Config']> }
  >;
  SetConfigsInput: SetConfigsInput;
  SetConfigsPayload: ResolverTypeWrapper<
    Omit<SetConfigsPayload, 'configs'> & { configs: ReadonlyArray<ResolversTypes['Config']> }
  >;
  SetIntegrationCredentialsInput: SetIntegrationCredentialsInput;
  SetIntegrationCredentialsPayload: ResolverTypeWrapper<
    Omit<SetIntegrationCredentialsPayload, 'integration'> & { integration?: Maybe<ResolversTypes['Integration']> }
  >;
  SetRetentionPolicyInput: SetRetentionPolicyInput;
  SetRetentionPolicyPayload: ResolverTypeWrapper<
    Omit<SetRetentionPolicyPayload, 'policy'> & { policy?: Maybe<ResolversTypes['RetentionPolicy']> }
  >;
  SkippedTimes: SkippedTimes;
  StartExportInput: StartExportInput;
  StartExportPayload: ResolverTypeWrapper<
    Omit<StartExportPayload, 'export'> & { export?: Maybe<ResolversTypes['Export']> }
  >;
  StartSyncRunInput: StartSyncRunInput;
  StartSyncRunPayload: ResolverTypeWrapper<
    Omit<StartSyncRunPayload, 'run'> & { run?: Maybe<ResolversTypes['SyncRun']> }
  >;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SyncDay: ResolverTypeWrapper<SyncDay>;
  SyncDurations: ResolverTypeWrapper<SyncDurations>;
  SyncFreshness: ResolverTypeWrapper<SyncFreshness>;
  SyncFreshnessState: SyncFreshnessState;
  SyncRun: ResolverTypeWrapper<SyncRunView>;
  SyncRunConnection: ResolverTypeWrapper<FeedConnection<SyncRunView>>;
  SyncRunEdge: ResolverTypeWrapper<Omit<SyncRunEdge, 'node'> & { node: ResolversTypes['SyncRun'] }>;
  SyncRunFeedFilter: SyncRunFeedFilter;
  SyncRunFeedItem: ResolverTypeWrapper<DeliveredSyncRun>;
  SyncRunFilter: SyncRunFilter;
  SyncRunOrder: SyncRunOrder;
  SyncRunState: SyncRunState;
  SyncRunStateCount: ResolverTypeWrapper<SyncRunStateCount>;
  SyncStats: ResolverTypeWrapper<SyncStatsQuery>;
  SyncStatsFilter: SyncStatsFilter;
  SyncType: SyncType;
  SystemError: ResolverTypeWrapper<SystemErrorView>;
  SystemErrorConnection: ResolverTypeWrapper<Connection<SystemErrorView>>;
  SystemErrorEdge: ResolverTypeWrapper<Omit<SystemErrorEdge, 'node'> & { node: ResolversTypes['SystemError'] }>;
  SystemErrorFilter: SystemErrorFilter;
  SystemErrorOrder: SystemErrorOrder;
  SystemErrorSeverity: SystemErrorSeverity;
  SystemErrorStatus: SystemErrorStatus;
  SystemNotification: ResolverTypeWrapper<NotificationView>;
  SystemNotificationConnection: ResolverTypeWrapper<Connection<NotificationView>>;
  SystemNotificationEdge: ResolverTypeWrapper<
    Omit<SystemNotificationEdge, 'node'> & { node: ResolversTypes['SystemNotification'] }
  >;
  SystemOverview: ResolverTypeWrapper<Overview>;
  TestIntegrationInput: TestIntegrationInput;
  TestIntegrationPayload: ResolverTypeWrapper<TestIntegrationPayload>;
  TimelineAbout: TimelineAbout;
  TimelineConnection: ResolverTypeWrapper<ItemConnection>;
  TimelineEdge: ResolverTypeWrapper<Omit<TimelineEdge, 'node'> & { node: ResolversTypes['TimelineItem'] }>;
  TimelineItem: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['TimelineItem']>;
  TimelineOrder: TimelineOrder;
  TimelineSource: TimelineSource;
  TotalCount: ResolverTypeWrapper<TotalCount>;
  TransferLicenseInput: TransferLicenseInput;
  TransferLicensePayload: ResolverTypeWrapper<
    Omit<TransferLicensePayload, 'license'> & { license?: Maybe<ResolversTypes['License']> }
  >;
  UnsetConfigInput: UnsetConfigInput;
  UnsetConfigPayload: ResolverTypeWrapper<UnsetConfigPayload>;
  UpdateConfigFlagsInput: UpdateConfigFlagsInput;
  UpdateConfigFlagsPayload: ResolverTypeWrapper<
    Omit<UpdateConfigFlagsPayload, 'config'> & { config?: Maybe<ResolversTypes['Config']> }
  >;
  UpdateIntegrationInput: UpdateIntegrationInput;
  UpdateIntegrationPayload: ResolverTypeWrapper<
    Omit<UpdateIntegrationPayload, 'integration'> & { integration?: Maybe<ResolversTypes['Integration']> }
  >;
  UpdateModuleInput: UpdateModuleInput;
  UpdateModulePayload: ResolverTypeWrapper<
    Omit<UpdateModulePayload, 'module'> & { module?: Maybe<ResolversTypes['Module']> }
  >;
  UpdateModuleSettingsInput: UpdateModuleSettingsInput;
  UpdateModuleSettingsPayload: ResolverTypeWrapper<
    Omit<UpdateModuleSettingsPayload, 'module'> & { module?: Maybe<ResolversTypes['Module']> }
  >;
  UpdateNotificationInput: UpdateNotificationInput;
  UpdateNotificationPayload: ResolverTypeWrapper<
    Omit<UpdateNotificationPayload, 'notification'> & { notification?: Maybe<ResolversTypes['SystemNotification']> }
  >;
  UpdateScheduledJobInput: UpdateScheduledJobInput;
  UpdateScheduledJobPayload: ResolverTypeWrapper<
    Omit<UpdateScheduledJobPayload, 'scheduledJob'> & { scheduledJob?: Maybe<ResolversTypes['ScheduledJob']> }
  >;
  User: ResolverTypeWrapper<UserRow>;
  UserConnection: ResolverTypeWrapper<Connection<UserRow>>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  UserFilter: UserFilter;
  ValidateLicenseInput: ValidateLicenseInput;
  ValidateLicensePayload: ResolverTypeWrapper<
    Omit<ValidateLicensePayload, 'validation'> & { validation?: Maybe<ResolversTypes['LicenseValidation']> }
  >;
  Viewer: ResolverTypeWrapper<SignedInViewer>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcknowledgeSecurityEventInput: AcknowledgeSecurityEventInput;
  AcknowledgeSecurityEventPayload: Omit<AcknowledgeSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  ActivateLicenseInput: ActivateLicenseInput;
  ActivateLicensePayload: Omit<ActivateLicensePayload, 'license'> & {
    license?: Maybe<ResolversParentTypes['License']>;
  };
  ActivateLicenseSeatsInput: ActivateLicenseSeatsInput;
  ActivateLicenseSeatsPayload: Omit<ActivateLicenseSeatsPayload, 'license'> & {
    license?: Maybe<ResolversParentTypes['License']>;
  };
  ActivityInput: ActivityInput;
  ActivityLog: ActivityLogRow;
  ActivityLogConnection: Connection<ActivityLogRow>;
  ActivityLogEdge: Omit<ActivityLogEdge, 'node'> & { node: ResolversParentTypes['ActivityLog'] };
  ActivityLogFilter: ActivityLogFilter;
  ApiToken: ApiTokenView;
  AssignErrorGroupInput: AssignErrorGroupInput;
  AssignErrorGroupPayload: Omit<AssignErrorGroupPayload, 'errorGroup'> & {
    errorGroup?: Maybe<ResolversParentTypes['ErrorGroup']>;
  };
  AssignSecurityEventInput: AssignSecurityEventInput;
  AssignSecurityEventPayload: Omit<AssignSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  AuditLog: AuditLogRow;
  AuditLogConnection: Connection<AuditLogRow>;
  AuditLogEdge: Omit<AuditLogEdge, 'node'> & { node: ResolversParentTypes['AuditLog'] };
  AuditLogFilter: AuditLogFilter;
  Boolean: Scalars['Boolean']['output'];
  CancelJobRunInput: CancelJobRunInput;
  CancelJobRunPayload: Omit<CancelJobRunPayload, 'run'> & { run?: Maybe<ResolversParentTypes['JobLog']> };
  CancelSyncRunInput: CancelSyncRunInput;
  CancelSyncRunPayload: Omit<CancelSyncRunPayload, 'run'> & { run?: Maybe<ResolversParentTypes['SyncRun']> };
  ClaimSyncRunInput: ClaimSyncRunInput;
  ClaimSyncRunPayload: Omit<ClaimSyncRunPayload, 'run'> & { run?: Maybe<ResolversParentTypes['SyncRun']> };
  CompleteSyncRunInput: CompleteSyncRunInput;
  CompleteSyncRunPayload: Omit<CompleteSyncRunPayload, 'run'> & { run?: Maybe<ResolversParentTypes['SyncRun']> };
  Config: ConfigView;
  ConfigConnection: FeedConnection<ConfigView>;
  ConfigDataTypeCount: ConfigDataTypeCount;
  ConfigEdge: Omit<ConfigEdge, 'node'> & { node: ResolversParentTypes['Config'] };
  ConfigFeedFilter: ConfigFeedFilter;
  ConfigFeedItem: DeliveredConfig;
  ConfigFieldChange: ConfigFieldChange;
  ConfigFilter: ConfigFilter;
  ConfigHistoryFilter: ConfigHistoryFilter;
  ConfigKeyCount: ConfigKeyCount;
  ConfigLevel: ConfigView;
  ConfigRevision: RevisionView;
  ConfigRevisionConnection: Connection<RevisionView>;
  ConfigRevisionEdge: Omit<ConfigRevisionEdge, 'node'> & { node: ResolversParentTypes['ConfigRevision'] };
  ConfigScopeCount: ConfigScopeCount;
  ConfigStats: ConfigCounts;
  ConfigValueAt: StateAt;
  ConfirmSyncRunCancelledInput: ConfirmSyncRunCancelledInput;
  ConfirmSyncRunCancelledPayload: Omit<ConfirmSyncRunCancelledPayload, 'run'> & {
    run?: Maybe<ResolversParentTypes['SyncRun']>;
  };
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: Omit<CreateApiTokenPayload, 'apiToken'> & {
    apiToken?: Maybe<ResolversParentTypes['ApiToken']>;
  };
  CreateIntegrationInput: CreateIntegrationInput;
  CreateIntegrationPayload: Omit<CreateIntegrationPayload, 'integration'> & {
    integration?: Maybe<ResolversParentTypes['Integration']>;
  };
  CreateNotificationInput: CreateNotificationInput;
  CreateNotificationPayload: Omit<CreateNotificationPayload, 'notification'> & {
    notification?: Maybe<ResolversParentTypes['SystemNotification']>;
  };
  CreateScheduledJobInput: CreateScheduledJobInput;
  CreateScheduledJobPayload: Omit<CreateScheduledJobPayload, 'scheduledJob'> & {
    scheduledJob?: Maybe<ResolversParentTypes['ScheduledJob']>;
  };
  DateTime: Scalars['DateTime']['output'];
  Decimal: Scalars['Decimal']['output'];
  DeleteIntegrationInput: DeleteIntegrationInput;
  DeleteIntegrationPayload: DeleteIntegrationPayload;
  DeleteNotificationInput: DeleteNotificationInput;
  DeleteNotificationPayload: DeleteNotificationPayload;
  DeleteScheduledJobInput: DeleteScheduledJobInput;
  DeleteScheduledJobPayload: DeleteScheduledJobPayload;
  DisableIntegrationInput: DisableIntegrationInput;
  DisableIntegrationPayload: Omit<DisableIntegrationPayload, 'integration'> & {
    integration?: Maybe<ResolversParentTypes['Integration']>;
  };
  DisableModuleInput: DisableModuleInput;
  DisableModulePayload: Omit<DisableModulePayload, 'module'> & { module?: Maybe<ResolversParentTypes['Module']> };
  DismissNotificationInput: DismissNotificationInput;
  DismissNotificationPayload: Omit<DismissNotificationPayload, 'notification'> & {
    notification?: Maybe<ResolversParentTypes['SystemNotification']>;
  };
  DurationPercentiles: DurationPercentiles;
  EffectiveConfig: Effective<ConfigView>;
  EnableIntegrationInput: EnableIntegrationInput;
  EnableIntegrationPayload: Omit<EnableIntegrationPayload, 'integration'> & {
    integration?: Maybe<ResolversParentTypes['Integration']>;
  };
  EnableModuleInput: EnableModuleInput;
  EnableModulePayload: Omit<EnableModulePayload, 'module'> & { module?: Maybe<ResolversParentTypes['Module']> };
  EndNotificationInput: EndNotificationInput;
  EndNotificationPayload: Omit<EndNotificationPayload, 'notification'> & {
    notification?: Maybe<ResolversParentTypes['SystemNotification']>;
  };
  EndpointPerformance: EndpointPerformance;
  EntityHistoryConnection: Connection<VersionOfEntity>;
  EntityVersion: VersionOfEntity;
  EntityVersionEdge: Omit<EntityVersionEdge, 'node'> & { node: ResolversParentTypes['EntityVersion'] };
  ErrorAffectedInstitutions: ErrorGroupView;
  ErrorAffectedUsers: ErrorGroupView;
  ErrorDayCount: ErrorDayCount;
  ErrorGroup: ErrorGroupView;
  ErrorGroupConnection: FeedConnection<ErrorGroupView>;
  ErrorGroupEdge: Omit<ErrorGroupEdge, 'node'> & { node: ResolversParentTypes['ErrorGroup'] };
  ErrorGroupFeedFilter: ErrorGroupFeedFilter;
  ErrorGroupFeedItem: DeliveredErrorGroup;
  ErrorGroupFilter: ErrorGroupFilter;
  ErrorHourCount: ErrorHourCount;
  ErrorInstitutionCount: CountedErrors;
  ErrorSeverityCount: ErrorSeverityCount;
  ErrorStats: ErrorStatsQuery;
  ErrorStatusCount: ErrorStatusCount;
  ErrorTypeCount: ErrorTypeCount;
  ErrorUserCount: CountedErrors;
  EscalateSecurityEventInput: EscalateSecurityEventInput;
  EscalateSecurityEventPayload: Omit<EscalateSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  Export: ExportView;
  ExportConnection: Connection<ExportView>;
  ExportEdge: Omit<ExportEdge, 'node'> & { node: ResolversParentTypes['Export'] };
  ExportFilter: ExportFilter;
  FailSyncRunInput: FailSyncRunInput;
  FailSyncRunPayload: Omit<FailSyncRunPayload, 'run'> & { run?: Maybe<ResolversParentTypes['SyncRun']> };
  FailingJob: JobFailures;
  FieldChange: FieldChange;
  Float: Scalars['Float']['output'];
  HeartbeatSyncRunInput: HeartbeatSyncRunInput;
  HeartbeatSyncRunPayload: Omit<HeartbeatSyncRunPayload, 'run'> & { run?: Maybe<ResolversParentTypes['SyncRun']> };
  ID: Scalars['ID']['output'];
  IgnoreErrorInput: IgnoreErrorInput;
  IgnoreErrorPayload: Omit<IgnoreErrorPayload, 'errorGroup' | 'systemError'> & {
    errorGroup?: Maybe<ResolversParentTypes['ErrorGroup']>;
    systemError?: Maybe<ResolversParentTypes['SystemError']>;
  };
  Institution: InstitutionRow;
  InstitutionConnection: Connection<InstitutionRow>;
  InstitutionEdge: Omit<InstitutionEdge, 'node'> & { node: ResolversParentTypes['Institution'] };
  InstitutionFilter: InstitutionFilter;
  Int: Scalars['Int']['output'];
  Integration: IntegrationView;
  IntegrationConfigField: IntegrationConfigField;
  IntegrationConnection: Connection<IntegrationView>;
  IntegrationCredential: CredentialState;
  IntegrationCredentialField: IntegrationCredentialField;
  IntegrationCredentialInput: IntegrationCredentialInput;
  IntegrationEdge: Omit<IntegrationEdge, 'node'> & { node: ResolversParentTypes['Integration'] };
  IntegrationFilter: IntegrationFilter;
  IntegrationStats: IntegrationStats;
  IntegrationTestResult: IntegrationTestResult;
  IntegrationTypeCount: IntegrationTypeCount;
  IntegrationTypeInfo: TypeOfIntegration;
  InvestigateErrorInput: InvestigateErrorInput;
  InvestigateErrorPayload: Omit<InvestigateErrorPayload, 'errorGroup' | 'systemError'> & {
    errorGroup?: Maybe<ResolversParentTypes['ErrorGroup']>;
    systemError?: Maybe<ResolversParentTypes['SystemError']>;
  };
  IssueLicenseInput: IssueLicenseInput;
  IssueLicensePayload: Omit<IssueLicensePayload, 'license'> & { license?: Maybe<ResolversParentTypes['License']> };
  JSON: Scalars['JSON']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  JobCancelRequest: JobRunView;
  JobClass: RegisteredJob;
  JobDurations: JobDurations;
  JobFigures: FiguresOfJobs;
  JobHealth: HealthOfJobs;
  JobLine: JobRunLineRow;
  JobLineConnection: FeedConnection<JobRunLineRow>;
  JobLineEdge: Omit<JobLineEdge, 'node'> & { node: ResolversParentTypes['JobLine'] };
  JobLineFeedItem: DeliveredJobLine;
  JobLog: JobLogRow;
  JobLogConnection: FeedConnection<JobLogRow>;
  JobLogEdge: Omit<JobLogEdge, 'node'> & { node: ResolversParentTypes['JobLog'] };
  JobLogFeedFilter: JobLogFeedFilter;
  JobLogFeedItem: DeliveredJobLog;
  JobLogFilter: JobLogFilter;
  JobProgress: JobRunView;
  JobRunProblem: FoundRun;
  JobStats: JobStatsQuery;
  JobStatsFilter: JobStatsFilter;
  JobStatsGroup: JobFiguresGroup;
  JobStatusCount: JobStatusCount;
  JobWorker: WorkerView;
  LateJob: FoundLateJob;
  LeftOutTime: UnusedTime;
  License: LicenseView;
  LicenseCertificate: LicenseCertificate;
  LicenseCertificateVerification: Omit<LicenseCertificateVerification, 'license'> & {
    license?: Maybe<ResolversParentTypes['License']>;
  };
  LicenseConnection: Connection<LicenseView>;
  LicenseEdge: Omit<LicenseEdge, 'node'> & { node: ResolversParentTypes['License'] };
  LicenseFeature: LicenseFeature;
  LicenseFilter: LicenseFilter;
  LicenseModuleCount: LicenseModuleCount;
  LicenseRevocationImpact: RevocationImpact;
  LicenseSeat: LicenseSeatView;
  LicenseSeatConnection: Connection<LicenseSeatView>;
  LicenseSeatEdge: Omit<LicenseSeatEdge, 'node'> & { node: ResolversParentTypes['LicenseSeat'] };
  LicenseSeats: LimitedLicense;
  LicenseStateCount: LicenseStateCount;
  LicenseStats: LicenseStats;
  LicenseTypeCount: LicenseTypeCount;
  LicenseValidation: Omit<LicenseValidation, 'license'> & { license?: Maybe<ResolversParentTypes['License']> };
  LogBucketCount: LogBucketCount;
  LogInstitutionCount: Counted<string | null>;
  LogStats: LogStatistics;
  LogTypeCount: Counted<string>;
  LogUserCount: Counted<string>;
  MarkAllNotificationsReadInput: MarkAllNotificationsReadInput;
  MarkAllNotificationsReadPayload: MarkAllNotificationsReadPayload;
  MarkNotificationReadInput: MarkNotificationReadInput;
  MarkNotificationReadPayload: Omit<MarkNotificationReadPayload, 'notification'> & {
    notification?: Maybe<ResolversParentTypes['SystemNotification']>;
  };
  Module: ModuleView;
  ModuleDependency: Omit<ModuleDependency, 'module'> & { module?: Maybe<ResolversParentTypes['Module']> };
  ModuleDependencyInput: ModuleDependencyInput;
  ModuleEntitlement: Omit<ModuleEntitlement, 'licenses'> & { licenses: ReadonlyArray<ResolversParentTypes['License']> };
  ModuleFilter: ModuleFilter;
  ModuleGraph: Omit<ModuleGraph, 'order'> & { order: ReadonlyArray<ResolversParentTypes['Module']> };
  ModulePlan: ModulePlan;
  ModuleProblem: ModuleProblem;
  ModuleStats: ModuleStats;
  Mutation: Record<PropertyKey, never>;
  MyNotificationConnection: FeedConnection<NotificationView>;
  MyNotificationFilter: MyNotificationFilter;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  NotificationAudience: AudienceQuery;
  NotificationFeedItem: DeliveredNotification;
  NotificationFilter: NotificationFilter;
  NotificationReadStats: ReadStats;
  NotificationRegionReadStats: RegionReadStats;
  NotificationRoleReadStats: RoleReadStats;
  PageInfo: PageInfo;
  PauseScheduledJobInput: PauseScheduledJobInput;
  PauseScheduledJobPayload: Omit<PauseScheduledJobPayload, 'scheduledJob'> & {
    scheduledJob?: Maybe<ResolversParentTypes['ScheduledJob']>;
  };
  PerformanceBucket: PerformanceBucket;
  PerformanceChange: PerformanceChange;
  PerformanceComparison: Comparison;
  PerformanceFigures: PerformanceFigures;
  PerformanceFilter: PerformanceFilter;
  PerformanceGroup: PerformanceGroup;
  PerformanceMetric: PerformanceMetricRow;
  PerformanceMetricConnection: Connection<PerformanceMetricRow>;
  PerformanceMetricEdge: Omit<PerformanceMetricEdge, 'node'> & { node: ResolversParentTypes['PerformanceMetric'] };
  PerformanceMetricFilter: PerformanceMetricFilter;
  PerformancePeriod: PerformancePeriod;
  PerformanceSampleInput: PerformanceSampleInput;
  PerformanceSeries: PerformanceSeries;
  PermissionGrant: PermissionGrant;
  PlaceRetentionHoldInput: PlaceRetentionHoldInput;
  PlaceRetentionHoldPayload: Omit<PlaceRetentionHoldPayload, 'hold'> & {
    hold?: Maybe<ResolversParentTypes['RetentionHold']>;
  };
  PlannedRun: PlannedTime;
  Query: Record<PropertyKey, never>;
  RecordActivityInput: RecordActivityInput;
  RecordActivityPayload: Omit<RecordActivityPayload, 'results'> & {
    results?: Maybe<ReadonlyArray<ResolversParentTypes['RecordedActivity']>>;
  };
  RecordPerformanceMetricsInput: RecordPerformanceMetricsInput;
  RecordPerformanceMetricsPayload: RecordPerformanceMetricsPayload;
  RecordSecurityEventInput: RecordSecurityEventInput;
  RecordSecurityEventPayload: Omit<RecordSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  RecordedActivity: Recorded;
  RegisterModuleInput: RegisterModuleInput;
  RegisterModulePayload: Omit<RegisterModulePayload, 'module'> & { module?: Maybe<ResolversParentTypes['Module']> };
  RejectedPerformanceSample: RejectedPerformanceSample;
  ReleaseLicenseSeatsInput: ReleaseLicenseSeatsInput;
  ReleaseLicenseSeatsPayload: Omit<ReleaseLicenseSeatsPayload, 'license'> & {
    license?: Maybe<ResolversParentTypes['License']>;
  };
  ReleaseRetentionHoldInput: ReleaseRetentionHoldInput;
  ReleaseRetentionHoldPayload: Omit<ReleaseRetentionHoldPayload, 'hold'> & {
    hold?: Maybe<ResolversParentTypes['RetentionHold']>;
  };
  RenewLicenseInput: RenewLicenseInput;
  RenewLicensePayload: Omit<RenewLicensePayload, 'license'> & { license?: Maybe<ResolversParentTypes['License']> };
  ReopenErrorInput: ReopenErrorInput;
  ReopenErrorPayload: Omit<ReopenErrorPayload, 'errorGroup' | 'systemError'> & {
    errorGroup?: Maybe<ResolversParentTypes['ErrorGroup']>;
    systemError?: Maybe<ResolversParentTypes['SystemError']>;
  };
  ReopenSecurityEventInput: ReopenSecurityEventInput;
  ReopenSecurityEventPayload: Omit<ReopenSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  ReportErrorInput: ReportErrorInput;
  ReportErrorPayload: Omit<ReportErrorPayload, 'systemError'> & {
    systemError?: Maybe<ResolversParentTypes['SystemError']>;
  };
  ReportErrorResult: Omit<ReportErrorResult, 'systemError'> & {
    systemError?: Maybe<ResolversParentTypes['SystemError']>;
  };
  ReportErrorsInput: ReportErrorsInput;
  ReportErrorsPayload: Omit<ReportErrorsPayload, 'results'> & {
    results: ReadonlyArray<ResolversParentTypes['ReportErrorResult']>;
  };
  ResolveErrorInput: ResolveErrorInput;
  ResolveErrorPayload: Omit<ResolveErrorPayload, 'errorGroup' | 'systemError'> & {
    errorGroup?: Maybe<ResolversParentTypes['ErrorGroup']>;
    systemError?: Maybe<ResolversParentTypes['SystemError']>;
  };
  ResolveSecurityEventInput: ResolveSecurityEventInput;
  ResolveSecurityEventPayload: Omit<ResolveSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  ResolveSecurityEventResult: Omit<ResolveSecurityEventResult, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  ResolveSecurityEventsInput: ResolveSecurityEventsInput;
  ResolveSecurityEventsPayload: Omit<ResolveSecurityEventsPayload, 'results'> & {
    results: ReadonlyArray<ResolversParentTypes['ResolveSecurityEventResult']>;
  };
  ResumeScheduledJobInput: ResumeScheduledJobInput;
  ResumeScheduledJobPayload: Omit<ResumeScheduledJobPayload, 'scheduledJob'> & {
    scheduledJob?: Maybe<ResolversParentTypes['ScheduledJob']>;
  };
  RetentionHeld: Omit<RetentionHeld, 'hold'> & { hold?: Maybe<ResolversParentTypes['RetentionHold']> };
  RetentionHold: RetentionHoldView;
  RetentionHoldConnection: Connection<RetentionHoldView>;
  RetentionHoldEdge: Omit<RetentionHoldEdge, 'node'> & { node: ResolversParentTypes['RetentionHold'] };
  RetentionHoldFilter: RetentionHoldFilter;
  RetentionPolicy: RetentionPolicyView;
  RetentionPreview: PreviewOfRetention;
  RetentionRun: RunOfRetention;
  RetryJobRunInput: RetryJobRunInput;
  RetryJobRunPayload: Omit<RetryJobRunPayload, 'run'> & { run?: Maybe<ResolversParentTypes['JobLog']> };
  RevealConfigValueInput: RevealConfigValueInput;
  RevealConfigValuePayload: RevealConfigValuePayload;
  RevokeApiTokenInput: RevokeApiTokenInput;
  RevokeApiTokenPayload: Omit<RevokeApiTokenPayload, 'apiToken'> & {
    apiToken?: Maybe<ResolversParentTypes['ApiToken']>;
  };
  RevokeLicenseInput: RevokeLicenseInput;
  RevokeLicensePayload: Omit<RevokeLicensePayload, 'impact' | 'license'> & {
    impact?: Maybe<ResolversParentTypes['LicenseRevocationImpact']>;
    license?: Maybe<ResolversParentTypes['License']>;
  };
  Role: RoleRow;
  RollbackConfigInput: RollbackConfigInput;
  RollbackConfigPayload: Omit<RollbackConfigPayload, 'config'> & { config?: Maybe<ResolversParentTypes['Config']> };
  RunJobNowInput: RunJobNowInput;
  RunJobNowPayload: Omit<RunJobNowPayload, 'run'> & { run?: Maybe<ResolversParentTypes['JobLog']> };
  RunRetentionInput: RunRetentionInput;
  RunRetentionPayload: Omit<RunRetentionPayload, 'run'> & { run?: Maybe<ResolversParentTypes['RetentionRun']> };
  ScheduleInput: ScheduleInput;
  SchedulePreview: PlannedTimes;
  ScheduledJob: ScheduledJobView;
  SecurityEvent: SecurityEventView;
  SecurityEventAddressCount: SecurityEventAddressCount;
  SecurityEventConnection: FeedConnection<SecurityEventView>;
  SecurityEventEdge: Omit<SecurityEventEdge, 'node'> & { node: ResolversParentTypes['SecurityEvent'] };
  SecurityEventFeedFilter: SecurityEventFeedFilter;
  SecurityEventFeedItem: DeliveredSecurityEvent;
  SecurityEventFilter: SecurityEventFilter;
  SecurityEventHourCount: SecurityEventHourCount;
  SecurityEventInstitutionCount: Counted<string | null>;
  SecurityEventSeverityCount: SecurityEventSeverityCount;
  SecurityEventStats: SecurityEventStatistics;
  SecurityEventTypeCount: SecurityEventTypeCount;
  SecurityEventUserCount: Counted<string>;
  SetConfigInput: SetConfigInput;
  SetConfigPayload: Omit<SetConfigPayload, 'config'> & { config?: Maybe<ResolversParentTypes['Config']> };
  SetConfigsInput: SetConfigsInput;
  SetConfigsPayload: Omit<SetConfigsPayload, 'configs'> & { configs: ReadonlyArray<ResolversParentTypes['Config']> };
  SetIntegrationCredentialsInput: SetIntegrationCredentialsInput;
  SetIntegrationCredentialsPayload: Omit<SetIntegrationCredentialsPayload, 'integration'> & {
    integration?: Maybe<ResolversParentTypes['Integration']>;
  };
  SetRetentionPolicyInput: SetRetentionPolicyInput;
  SetRetentionPolicyPayload: Omit<SetRetentionPolicyPayload, 'policy'> & {
    policy?: Maybe<ResolversParentTypes['RetentionPolicy']>;
  };
  StartExportInput: StartExportInput;
  StartExportPayload: Omit<StartExportPayload, 'export'> & { export?: Maybe<ResolversParentTypes['Export']> };
  StartSyncRunInput: StartSyncRunInput;
  StartSyncRunPayload: Omit<StartSyncRunPayload, 'run'> & { run?: Maybe<ResolversParentTypes['SyncRun']> };
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  SyncDay: SyncDay;
  SyncDurations: SyncDurations;
  SyncFreshness: SyncFreshness;
  SyncRun: SyncRunView;
  SyncRunConnection: FeedConnection<SyncRunView>;
  SyncRunEdge: Omit<SyncRunEdge, 'node'> & { node: ResolversParentTypes['SyncRun'] };
  SyncRunFeedFilter: SyncRunFeedFilter;
  SyncRunFeedItem: DeliveredSyncRun;
  SyncRunFilter: SyncRunFilter;
  SyncRunStateCount: SyncRunStateCount;
  SyncStats: SyncStatsQuery;
  SyncStatsFilter: SyncStatsFilter;
  SystemError: SystemErrorView;
  SystemErrorConnection: Connection<SystemErrorView>;
  SystemErrorEdge: Omit<SystemErrorEdge, 'node'> & { node: ResolversParentTypes['SystemError'] };
  SystemErrorFilter: SystemErrorFilter;
  SystemNotification: NotificationView;
  SystemNotificationConnection: Connection<NotificationView>;
  SystemNotificationEdge: Omit<SystemNotificationEdge, 'node'> & { node: ResolversParentTypes['SystemNotification'] };
  SystemOverview: Overview;
  TestIntegrationInput: TestIntegrationInput;
  TestIntegrationPayload: TestIntegrationPayload;
  TimelineAbout: TimelineAbout;
  TimelineConnection: ItemConnection;
  TimelineEdge: Omit<TimelineEdge, 'node'> & { node: ResolversParentTypes['TimelineItem'] };
  TimelineItem: ResolversInterfaceTypes<ResolversParentTypes>['TimelineItem'];
  TotalCount: TotalCount;
  TransferLicenseInput: TransferLicenseInput;
  TransferLicensePayload: Omit<TransferLicensePayload, 'license'> & {
    license?: Maybe<ResolversParentTypes['License']>;
  };
  UnsetConfigInput: UnsetConfigInput;
  UnsetConfigPayload: UnsetConfigPayload;
  UpdateConfigFlagsInput: UpdateConfigFlagsInput;
  UpdateConfigFlagsPayload: Omit<UpdateConfigFlagsPayload, 'config'> & {
    config?: Maybe<ResolversParentTypes['Config']>;
  };
  UpdateIntegrationInput: UpdateIntegrationInput;
  UpdateIntegrationPayload: Omit<UpdateIntegrationPayload, 'integration'> & {
    integration?: Maybe<ResolversParentTypes['Integration']>;
  };
  UpdateModuleInput: UpdateModuleInput;
  UpdateModulePayload: Omit<UpdateModulePayload, 'module'> & { module?: Maybe<ResolversParentTypes['Module']> };
  UpdateModuleSettingsInput: UpdateModuleSettingsInput;
  UpdateModuleSettingsPayload: Omit<UpdateModuleSettingsPayload, 'module'> & {
    module?: Maybe<ResolversParentTypes['Module']>;
  };
  UpdateNotificationInput: UpdateNotificationInput;
  UpdateNotificationPayload: Omit<UpdateNotificationPayload, 'notification'> & {
    notification?: Maybe<ResolversParentTypes['SystemNotification']>;
  };
  UpdateScheduledJobInput: UpdateScheduledJobInput;
  UpdateScheduledJobPayload: Omit<UpdateScheduledJobPayload, 'scheduledJob'> & {
    scheduledJob?: Maybe<ResolversParentTypes['ScheduledJob']>;
  };
  User: UserRow;
  UserConnection: Connection<UserRow>;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserError: UserError;
  UserFilter: UserFilter;
  ValidateLicenseInput: ValidateLicenseInput;
  ValidateLicensePayload: Omit<ValidateLicensePayload, 'validation'> & {
    validation?: Maybe<ResolversParentTypes['LicenseValidation']>;
  };
  Viewer: SignedInViewer;
};

export type AuthDirectiveArgs = {
  requires: Permission;
};

export type AuthDirectiveResolver<
  Result,
  Parent,
  ContextType = SignedInContext,
  Args = AuthDirectiveArgs,
> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CostDirectiveArgs = {
  weight: Scalars['Int']['input'];
};

export type CostDirectiveResolver<
  Result,
  Parent,
  ContextType = SignedInContext,
  Args = CostDirectiveArgs,
> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type AcknowledgeSecurityEventPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['AcknowledgeSecurityEventPayload'] =
    ResolversParentTypes['AcknowledgeSecurityEventPayload'],
> = {
  securityEvent?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ActivateLicensePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ActivateLicensePayload'] = ResolversParentTypes['ActivateLicensePayload'],
> = {
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ActivateLicenseSeatsPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ActivateLicenseSeatsPayload'] =
    ResolversParentTypes['ActivateLicenseSeatsPayload'],
> = {
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ActivityLogResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ActivityLog'] = ResolversParentTypes['ActivityLog'],
> = {
  activityType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  afterState?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  beforeState?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  changes?: Resolver<
    ReadonlyArray<ResolversTypes['FieldChange']>,
    ParentType,
    ContextType,
    RequireFields<ActivityLogChangesArgs, 'max'>
  >;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entityId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  entityType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  properties?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['TimelineSource'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ActivityLogConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ActivityLogConnection'] = ResolversParentTypes['ActivityLogConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ActivityLogEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ActivityLog']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type ActivityLogEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ActivityLogEdge'] = ResolversParentTypes['ActivityLogEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ActivityLog'], ParentType, ContextType>;
};

export type ApiTokenResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ApiToken'] = ResolversParentTypes['ApiToken'],
> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  lastUsedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AssignErrorGroupPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['AssignErrorGroupPayload'] = ResolversParentTypes['AssignErrorGroupPayload'],
> = {
  errorGroup?: Resolver<Maybe<ResolversTypes['ErrorGroup']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AssignSecurityEventPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['AssignSecurityEventPayload'] =
    ResolversParentTypes['AssignSecurityEventPayload'],
> = {
  securityEvent?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type AuditLogResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['AuditLog'] = ResolversParentTypes['AuditLog'],
> = {
  activitiesAround?: Resolver<
    ReadonlyArray<ResolversTypes['ActivityLog']>,
    ParentType,
    ContextType,
    RequireFields<AuditLogActivitiesAroundArgs, 'limit' | 'minutes'>
  >;
  changes?: Resolver<
    ReadonlyArray<ResolversTypes['FieldChange']>,
    ParentType,
    ContextType,
    RequireFields<AuditLogChangesArgs, 'max'>
  >;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  entityId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  entityType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  event?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  newValues?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  oldValues?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  recordsAround?: Resolver<
    ReadonlyArray<ResolversTypes['AuditLog']>,
    ParentType,
    ContextType,
    RequireFields<AuditLogRecordsAroundArgs, 'limit' | 'minutes'>
  >;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['TimelineSource'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  tags?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AuditLogConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['AuditLogConnection'] = ResolversParentTypes['AuditLogConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditLogEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['AuditLog']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type AuditLogEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['AuditLogEdge'] = ResolversParentTypes['AuditLogEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditLog'], ParentType, ContextType>;
};

export type CancelJobRunPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['CancelJobRunPayload'] = ResolversParentTypes['CancelJobRunPayload'],
> = {
  run?: Resolver<Maybe<ResolversTypes['JobLog']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CancelSyncRunPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['CancelSyncRunPayload'] = ResolversParentTypes['CancelSyncRunPayload'],
> = {
  run?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ClaimSyncRunPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ClaimSyncRunPayload'] = ResolversParentTypes['ClaimSyncRunPayload'],
> = {
  fencingToken?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  leaseExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CompleteSyncRunPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['CompleteSyncRunPayload'] = ResolversParentTypes['CompleteSyncRunPayload'],
> = {
  run?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ConfigResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Config'] = ResolversParentTypes['Config'],
> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  dataType?: Resolver<ResolversTypes['ConfigDataType'], ParentType, ContextType>;
  dataTypeRaw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  history?: Resolver<ResolversTypes['ConfigRevisionConnection'], ParentType, ContextType, Partial<ConfigHistoryArgs>>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  isEncrypted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isHidden?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isReadonly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isValid?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  moduleCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  moduleName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['ConfigScope'], ParentType, ContextType>;
  scopeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  scopeRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  updatedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConfigConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigConnection'] = ResolversParentTypes['ConfigConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ConfigEdge']>, ParentType, ContextType>;
  feedCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Config']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type ConfigDataTypeCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigDataTypeCount'] = ResolversParentTypes['ConfigDataTypeCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dataType?: Resolver<ResolversTypes['ConfigDataType'], ParentType, ContextType>;
};

export type ConfigEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigEdge'] = ResolversParentTypes['ConfigEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Config'], ParentType, ContextType>;
};

export type ConfigFeedItemResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigFeedItem'] = ResolversParentTypes['ConfigFeedItem'],
> = {
  config?: Resolver<Maybe<ResolversTypes['Config']>, ParentType, ContextType>;
  configId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FeedItemKind'], ParentType, ContextType>;
};

export type ConfigFieldChangeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigFieldChange'] = ResolversParentTypes['ConfigFieldChange'],
> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type ConfigKeyCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigKeyCount'] = ResolversParentTypes['ConfigKeyCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ConfigLevelResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigLevel'] = ResolversParentTypes['ConfigLevel'],
> = {
  config?: Resolver<ResolversTypes['Config'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['ConfigScope'], ParentType, ContextType>;
  scopeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type ConfigRevisionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigRevision'] = ResolversParentTypes['ConfigRevision'],
> = {
  changedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  changedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  changes?: Resolver<ReadonlyArray<ResolversTypes['ConfigFieldChange']>, ParentType, ContextType>;
  configId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  databaseRole?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  operation?: Resolver<ResolversTypes['ConfigOperation'], ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  restoresRevisionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['ConfigScope'], ParentType, ContextType>;
  scopeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ConfigSource'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ConfigRevisionConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigRevisionConnection'] =
    ResolversParentTypes['ConfigRevisionConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ConfigRevisionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ConfigRevision']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type ConfigRevisionEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigRevisionEdge'] = ResolversParentTypes['ConfigRevisionEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ConfigRevision'], ParentType, ContextType>;
};

export type ConfigScopeCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigScopeCount'] = ResolversParentTypes['ConfigScopeCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['ConfigScope'], ParentType, ContextType>;
};

export type ConfigStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigStats'] = ResolversParentTypes['ConfigStats'],
> = {
  byDataType?: Resolver<ReadonlyArray<ResolversTypes['ConfigDataTypeCount']>, ParentType, ContextType>;
  byScope?: Resolver<ReadonlyArray<ResolversTypes['ConfigScopeCount']>, ParentType, ContextType>;
  encrypted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hidden?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  keys?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  mostSet?: Resolver<
    ReadonlyArray<ResolversTypes['ConfigKeyCount']>,
    ParentType,
    ContextType,
    RequireFields<ConfigStatsMostSetArgs, 'limit'>
  >;
  readonly?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ConfigValueAtResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfigValueAt'] = ResolversParentTypes['ConfigValueAt'],
> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  dataType?: Resolver<Maybe<ResolversTypes['ConfigDataType']>, ParentType, ContextType>;
  isEncrypted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isSet?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  revision?: Resolver<ResolversTypes['ConfigRevision'], ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type ConfirmSyncRunCancelledPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ConfirmSyncRunCancelledPayload'] =
    ResolversParentTypes['ConfirmSyncRunCancelledPayload'],
> = {
  run?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateApiTokenPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['CreateApiTokenPayload'] = ResolversParentTypes['CreateApiTokenPayload'],
> = {
  apiToken?: Resolver<Maybe<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateIntegrationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['CreateIntegrationPayload'] =
    ResolversParentTypes['CreateIntegrationPayload'],
> = {
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateNotificationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['CreateNotificationPayload'] =
    ResolversParentTypes['CreateNotificationPayload'],
> = {
  notification?: Resolver<Maybe<ResolversTypes['SystemNotification']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type CreateScheduledJobPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['CreateScheduledJobPayload'] =
    ResolversParentTypes['CreateScheduledJobPayload'],
> = {
  scheduledJob?: Resolver<Maybe<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface DecimalScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Decimal'], any> {
  name: 'Decimal';
}

export type DeleteIntegrationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['DeleteIntegrationPayload'] =
    ResolversParentTypes['DeleteIntegrationPayload'],
> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteNotificationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['DeleteNotificationPayload'] =
    ResolversParentTypes['DeleteNotificationPayload'],
> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DeleteScheduledJobPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['DeleteScheduledJobPayload'] =
    ResolversParentTypes['DeleteScheduledJobPayload'],
> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DisableIntegrationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['DisableIntegrationPayload'] =
    ResolversParentTypes['DisableIntegrationPayload'],
> = {
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DisableModulePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['DisableModulePayload'] = ResolversParentTypes['DisableModulePayload'],
> = {
  module?: Resolver<Maybe<ResolversTypes['Module']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['ModulePlan']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DismissNotificationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['DismissNotificationPayload'] =
    ResolversParentTypes['DismissNotificationPayload'],
> = {
  notification?: Resolver<Maybe<ResolversTypes['SystemNotification']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type DurationPercentilesResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['DurationPercentiles'] = ResolversParentTypes['DurationPercentiles'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  p50?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p90?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p99?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type EffectiveConfigResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EffectiveConfig'] = ResolversParentTypes['EffectiveConfig'],
> = {
  dataType?: Resolver<Maybe<ResolversTypes['ConfigDataType']>, ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['ConfigLevel']>, ParentType, ContextType>;
  isEncrypted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isSet?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  overridden?: Resolver<ReadonlyArray<ResolversTypes['ConfigLevel']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type EnableIntegrationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EnableIntegrationPayload'] =
    ResolversParentTypes['EnableIntegrationPayload'],
> = {
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EnableModulePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EnableModulePayload'] = ResolversParentTypes['EnableModulePayload'],
> = {
  module?: Resolver<Maybe<ResolversTypes['Module']>, ParentType, ContextType>;
  plan?: Resolver<Maybe<ResolversTypes['ModulePlan']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EndNotificationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EndNotificationPayload'] = ResolversParentTypes['EndNotificationPayload'],
> = {
  notification?: Resolver<Maybe<ResolversTypes['SystemNotification']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EndpointPerformanceResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EndpointPerformance'] = ResolversParentTypes['EndpointPerformance'],
> = {
  endpoint?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  figures?: Resolver<ResolversTypes['PerformanceFigures'], ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type EntityHistoryConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EntityHistoryConnection'] = ResolversParentTypes['EntityHistoryConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EntityVersionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['EntityVersion']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type EntityVersionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EntityVersion'] = ResolversParentTypes['EntityVersion'],
> = {
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  record?: Resolver<ResolversTypes['AuditLog'], ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type EntityVersionEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EntityVersionEdge'] = ResolversParentTypes['EntityVersionEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EntityVersion'], ParentType, ContextType>;
};

export type ErrorAffectedInstitutionsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorAffectedInstitutions'] =
    ResolversParentTypes['ErrorAffectedInstitutions'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  top?: Resolver<
    ReadonlyArray<ResolversTypes['ErrorInstitutionCount']>,
    ParentType,
    ContextType,
    RequireFields<ErrorAffectedInstitutionsTopArgs, 'limit'>
  >;
};

export type ErrorAffectedUsersResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorAffectedUsers'] = ResolversParentTypes['ErrorAffectedUsers'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  top?: Resolver<
    ReadonlyArray<ResolversTypes['ErrorUserCount']>,
    ParentType,
    ContextType,
    RequireFields<ErrorAffectedUsersTopArgs, 'limit'>
  >;
};

export type ErrorDayCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorDayCount'] = ResolversParentTypes['ErrorDayCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  day?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ErrorGroupResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorGroup'] = ResolversParentTypes['ErrorGroup'],
> = {
  affectedInstitutions?: Resolver<ResolversTypes['ErrorAffectedInstitutions'], ParentType, ContextType>;
  affectedUsers?: Resolver<ResolversTypes['ErrorAffectedUsers'], ParentType, ContextType>;
  assignedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  assignedTo?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  culprit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  decidedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  decidedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  firstSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ignoredUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  ignoredUntilOccurrence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  isWhole?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastSeenAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  occurrences?: Resolver<
    ResolversTypes['SystemErrorConnection'],
    ParentType,
    ContextType,
    Partial<ErrorGroupOccurrencesArgs>
  >;
  occurrencesPerHour?: Resolver<
    ReadonlyArray<ResolversTypes['ErrorHourCount']>,
    ParentType,
    ContextType,
    Partial<ErrorGroupOccurrencesPerHourArgs>
  >;
  regressedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  regressionCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  resolvedThroughOccurrence?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['SystemErrorSeverity'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SystemErrorStatus'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ErrorGroupConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorGroupConnection'] = ResolversParentTypes['ErrorGroupConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ErrorGroupEdge']>, ParentType, ContextType>;
  feedCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['ErrorGroup']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type ErrorGroupEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorGroupEdge'] = ResolversParentTypes['ErrorGroupEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ErrorGroup'], ParentType, ContextType>;
};

export type ErrorGroupFeedItemResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorGroupFeedItem'] = ResolversParentTypes['ErrorGroupFeedItem'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['ErrorGroup']>, ParentType, ContextType>;
  groupId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FeedItemKind'], ParentType, ContextType>;
};

export type ErrorHourCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorHourCount'] = ResolversParentTypes['ErrorHourCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hour?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ErrorInstitutionCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorInstitutionCount'] = ResolversParentTypes['ErrorInstitutionCount'],
> = {
  count?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
};

export type ErrorSeverityCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorSeverityCount'] = ResolversParentTypes['ErrorSeverityCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['SystemErrorSeverity'], ParentType, ContextType>;
};

export type ErrorStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorStats'] = ResolversParentTypes['ErrorStats'],
> = {
  byDay?: Resolver<ReadonlyArray<ResolversTypes['ErrorDayCount']>, ParentType, ContextType>;
  byHour?: Resolver<ReadonlyArray<ResolversTypes['ErrorHourCount']>, ParentType, ContextType>;
  bySeverity?: Resolver<ReadonlyArray<ResolversTypes['ErrorSeverityCount']>, ParentType, ContextType>;
  byStatus?: Resolver<ReadonlyArray<ResolversTypes['ErrorStatusCount']>, ParentType, ContextType>;
  byType?: Resolver<
    ReadonlyArray<ResolversTypes['ErrorTypeCount']>,
    ParentType,
    ContextType,
    RequireFields<ErrorStatsByTypeArgs, 'limit'>
  >;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ErrorStatusCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorStatusCount'] = ResolversParentTypes['ErrorStatusCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SystemErrorStatus'], ParentType, ContextType>;
};

export type ErrorTypeCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorTypeCount'] = ResolversParentTypes['ErrorTypeCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  errorType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ErrorUserCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ErrorUserCount'] = ResolversParentTypes['ErrorUserCount'],
> = {
  count?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type EscalateSecurityEventPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EscalateSecurityEventPayload'] =
    ResolversParentTypes['EscalateSecurityEventPayload'],
> = {
  securityEvent?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ExportResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Export'] = ResolversParentTypes['Export'],
> = {
  bytesSent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  estimatedRows?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  expiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  filter?: Resolver<ResolversTypes['JSON'], ParentType, ContextType>;
  format?: Resolver<ResolversTypes['ExportFormat'], ParentType, ContextType>;
  hasByteOrderMark?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  rowsSent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['ExportSource'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ExportStatus'], ParentType, ContextType>;
  totalBytes?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  url?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ExportConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ExportConnection'] = ResolversParentTypes['ExportConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ExportEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Export']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type ExportEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ExportEdge'] = ResolversParentTypes['ExportEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Export'], ParentType, ContextType>;
};

export type FailSyncRunPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['FailSyncRunPayload'] = ResolversParentTypes['FailSyncRunPayload'],
> = {
  run?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type FailingJobResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['FailingJob'] = ResolversParentTypes['FailingJob'],
> = {
  failures?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  jobClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastError?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastFailedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  scheduledJob?: Resolver<Maybe<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
};

export type FieldChangeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['FieldChange'] = ResolversParentTypes['FieldChange'],
> = {
  from?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FieldChangeKind'], ParentType, ContextType>;
  path?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type HeartbeatSyncRunPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['HeartbeatSyncRunPayload'] = ResolversParentTypes['HeartbeatSyncRunPayload'],
> = {
  isCancelRequested?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  leaseExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type IgnoreErrorPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IgnoreErrorPayload'] = ResolversParentTypes['IgnoreErrorPayload'],
> = {
  errorGroup?: Resolver<Maybe<ResolversTypes['ErrorGroup']>, ParentType, ContextType>;
  systemError?: Resolver<Maybe<ResolversTypes['SystemError']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type InstitutionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Institution'] = ResolversParentTypes['Institution'],
> = {
  ancestors?: Resolver<ReadonlyArray<ResolversTypes['Institution']>, ParentType, ContextType>;
  children?: Resolver<ReadonlyArray<ResolversTypes['Institution']>, ParentType, ContextType>;
  contactInfo?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  descendantCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institutionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parent?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  regionCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  shortName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['InstitutionType'], ParentType, ContextType>;
  typeRaw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  userCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type InstitutionConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['InstitutionConnection'] = ResolversParentTypes['InstitutionConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['InstitutionEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Institution']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type InstitutionEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['InstitutionEdge'] = ResolversParentTypes['InstitutionEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Institution'], ParentType, ContextType>;
};

export type IntegrationResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Integration'] = ResolversParentTypes['Integration'],
> = {
  apiRateLimit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  config?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  credentials?: Resolver<ReadonlyArray<ResolversTypes['IntegrationCredential']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  isEnabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isSystemWide?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastSyncAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastSyncRun?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  provider?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  syncFrequency?: Resolver<ResolversTypes['IntegrationSyncFrequency'], ParentType, ContextType>;
  syncFrequencyRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  syncFreshness?: Resolver<ResolversTypes['SyncFreshness'], ParentType, ContextType>;
  syncRuns?: Resolver<
    ResolversTypes['SyncRunConnection'],
    ParentType,
    ContextType,
    RequireFields<IntegrationSyncRunsArgs, 'orderBy'>
  >;
  syncSuccessRate?: Resolver<
    Maybe<ResolversTypes['Float']>,
    ParentType,
    ContextType,
    RequireFields<IntegrationSyncSuccessRateArgs, 'days'>
  >;
  type?: Resolver<ResolversTypes['IntegrationType'], ParentType, ContextType>;
  typeRaw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type IntegrationConfigFieldResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IntegrationConfigField'] = ResolversParentTypes['IntegrationConfigField'],
> = {
  choices?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isRequired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['IntegrationConfigKind'], ParentType, ContextType>;
  maximum?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  minimum?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IntegrationConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IntegrationConnection'] = ResolversParentTypes['IntegrationConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['IntegrationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['Integration']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type IntegrationCredentialResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IntegrationCredential'] = ResolversParentTypes['IntegrationCredential'],
> = {
  isEncrypted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  isSet?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  setAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  setBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type IntegrationCredentialFieldResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IntegrationCredentialField'] =
    ResolversParentTypes['IntegrationCredentialField'],
> = {
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isRequired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type IntegrationEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IntegrationEdge'] = ResolversParentTypes['IntegrationEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Integration'], ParentType, ContextType>;
};

export type IntegrationStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IntegrationStats'] = ResolversParentTypes['IntegrationStats'],
> = {
  byType?: Resolver<ReadonlyArray<ResolversTypes['IntegrationTypeCount']>, ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  neverSynced?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  systemWide?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type IntegrationTestResultResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IntegrationTestResult'] = ResolversParentTypes['IntegrationTestResult'],
> = {
  credentialsAccepted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  durationMs?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  outcome?: Resolver<ResolversTypes['IntegrationTestOutcome'], ParentType, ContextType>;
  status?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type IntegrationTypeCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IntegrationTypeCount'] = ResolversParentTypes['IntegrationTypeCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['IntegrationType'], ParentType, ContextType>;
};

export type IntegrationTypeInfoResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IntegrationTypeInfo'] = ResolversParentTypes['IntegrationTypeInfo'],
> = {
  config?: Resolver<ReadonlyArray<ResolversTypes['IntegrationConfigField']>, ParentType, ContextType>;
  credentials?: Resolver<ReadonlyArray<ResolversTypes['IntegrationCredentialField']>, ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['IntegrationType'], ParentType, ContextType>;
};

export type InvestigateErrorPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['InvestigateErrorPayload'] = ResolversParentTypes['InvestigateErrorPayload'],
> = {
  errorGroup?: Resolver<Maybe<ResolversTypes['ErrorGroup']>, ParentType, ContextType>;
  systemError?: Resolver<Maybe<ResolversTypes['SystemError']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type IssueLicensePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['IssueLicensePayload'] = ResolversParentTypes['IssueLicensePayload'],
> = {
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

export type JobCancelRequestResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobCancelRequest'] = ResolversParentTypes['JobCancelRequest'],
> = {
  reason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  requestedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type JobClassResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobClass'] = ResolversParentTypes['JobClass'],
> = {
  defaultCronExpression?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  defaultIntervalMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  defaultTimeLimitSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  jobClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  parametersSchema?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type JobDurationsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobDurations'] = ResolversParentTypes['JobDurations'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p50?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p90?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p99?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type JobFiguresResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobFigures'] = ResolversParentTypes['JobFigures'],
> = {
  byStatus?: Resolver<ReadonlyArray<ResolversTypes['JobStatusCount']>, ParentType, ContextType>;
  durations?: Resolver<ResolversTypes['JobDurations'], ParentType, ContextType>;
  meanWaitSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  successRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type JobHealthResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobHealth'] = ResolversParentTypes['JobHealth'],
> = {
  checkedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  deadWorkerCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deadWorkers?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  isWithoutWorker?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lateJobCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lateJobs?: Resolver<ReadonlyArray<ResolversTypes['LateJob']>, ParentType, ContextType>;
  lateRunCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  lateRuns?: Resolver<ReadonlyArray<ResolversTypes['JobRunProblem']>, ParentType, ContextType>;
  liveWorkers?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  oldestLatenessSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['JobHealthStatus'], ParentType, ContextType>;
  stuckRunCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  stuckRuns?: Resolver<ReadonlyArray<ResolversTypes['JobRunProblem']>, ParentType, ContextType>;
  unplannedJobCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unplannedJobs?: Resolver<ReadonlyArray<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
};

export type JobLineResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobLine'] = ResolversParentTypes['JobLine'],
> = {
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  writtenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type JobLineConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobLineConnection'] = ResolversParentTypes['JobLineConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['JobLineEdge']>, ParentType, ContextType>;
  feedCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['JobLine']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type JobLineEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobLineEdge'] = ResolversParentTypes['JobLineEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['JobLine'], ParentType, ContextType>;
};

export type JobLineFeedItemResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobLineFeedItem'] = ResolversParentTypes['JobLineFeedItem'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FeedItemKind'], ParentType, ContextType>;
  line?: Resolver<Maybe<ResolversTypes['JobLine']>, ParentType, ContextType>;
};

export type JobLogResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobLog'] = ResolversParentTypes['JobLog'],
> = {
  attempt?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  attempts?: Resolver<Maybe<ReadonlyArray<ResolversTypes['JobLog']>>, ParentType, ContextType>;
  availableAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cancelRequest?: Resolver<Maybe<ResolversTypes['JobCancelRequest']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  duration?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  durationMs?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  endTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  errorMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorTrace?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  executedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  heartbeatAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isStale?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  jobClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  jobId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  leaseExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lines?: Resolver<Maybe<ResolversTypes['JobLineConnection']>, ParentType, ContextType, Partial<JobLogLinesArgs>>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  payload?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['JobProgress']>, ParentType, ContextType>;
  queue?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  result?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  runId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scheduledFor?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  scheduledJob?: Resolver<Maybe<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['TimelineSource'], ParentType, ContextType>;
  startTime?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<Maybe<ResolversTypes['JobRunState']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['JobLogStatus'], ParentType, ContextType>;
  statusRaw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  trigger?: Resolver<Maybe<ResolversTypes['JobRunTrigger']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type JobLogConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobLogConnection'] = ResolversParentTypes['JobLogConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['JobLogEdge']>, ParentType, ContextType>;
  feedCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['JobLog']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type JobLogEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobLogEdge'] = ResolversParentTypes['JobLogEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['JobLog'], ParentType, ContextType>;
};

export type JobLogFeedItemResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobLogFeedItem'] = ResolversParentTypes['JobLogFeedItem'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  jobLogId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FeedItemKind'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['JobLog']>, ParentType, ContextType>;
};

export type JobProgressResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobProgress'] = ResolversParentTypes['JobProgress'],
> = {
  done?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  share?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  total?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type JobRunProblemResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobRunProblem'] = ResolversParentTypes['JobRunProblem'],
> = {
  jobClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  jobLogId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['JobRunProblemReason'], ParentType, ContextType>;
  scheduledJob?: Resolver<Maybe<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
  seconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type JobStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobStats'] = ResolversParentTypes['JobStats'],
> = {
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  groups?: Resolver<
    ReadonlyArray<ResolversTypes['JobStatsGroup']>,
    ParentType,
    ContextType,
    RequireFields<JobStatsGroupsArgs, 'by' | 'limit'>
  >;
  overall?: Resolver<ResolversTypes['JobFigures'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type JobStatsGroupResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobStatsGroup'] = ResolversParentTypes['JobStatsGroup'],
> = {
  figures?: Resolver<ResolversTypes['JobFigures'], ParentType, ContextType>;
  jobClass?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  scheduledJob?: Resolver<Maybe<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type JobStatusCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobStatusCount'] = ResolversParentTypes['JobStatusCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['JobLogStatus'], ParentType, ContextType>;
};

export type JobWorkerResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['JobWorker'] = ResolversParentTypes['JobWorker'],
> = {
  concurrency?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  heartbeatAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  runningRuns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['JobWorkerState'], ParentType, ContextType>;
  stoppedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type LateJobResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LateJob'] = ResolversParentTypes['LateJob'],
> = {
  dueAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  jobClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  latenessSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  scheduledJob?: Resolver<Maybe<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
};

export type LeftOutTimeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LeftOutTime'] = ResolversParentTypes['LeftOutTime'],
> = {
  localTime?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['LeftOutReason'], ParentType, ContextType>;
};

export type LicenseResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['License'] = ResolversParentTypes['License'],
> = {
  activatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  daysLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  entitlements?: Resolver<ReadonlyArray<ResolversTypes['LicenseFeature']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  features?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  graceEndsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  isSystemWide?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  issuedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  issuedBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  issuedTo?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastValidatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  moduleCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  moduleName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  moduleVersion?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  notes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  seatHolders?: Resolver<
    ResolversTypes['LicenseSeatConnection'],
    ParentType,
    ContextType,
    Partial<LicenseSeatHoldersArgs>
  >;
  seats?: Resolver<ResolversTypes['LicenseSeats'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LicenseState'], ParentType, ContextType>;
  storedStatus?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  type?: Resolver<ResolversTypes['LicenseType'], ParentType, ContextType>;
  typeRaw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LicenseCertificateResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseCertificate'] = ResolversParentTypes['LicenseCertificate'],
> = {
  certificate?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  keyId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type LicenseCertificateVerificationResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseCertificateVerification'] =
    ResolversParentTypes['LicenseCertificateVerification'],
> = {
  claims?: Resolver<Maybe<ResolversTypes['JSONObject']>, ParentType, ContextType>;
  code?: Resolver<ResolversTypes['LicenseCertificateCode'], ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LicenseConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseConnection'] = ResolversParentTypes['LicenseConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LicenseEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['License']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type LicenseEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseEdge'] = ResolversParentTypes['LicenseEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['License'], ParentType, ContextType>;
};

export type LicenseFeatureResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseFeature'] = ResolversParentTypes['LicenseFeature'],
> = {
  feature?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isGranted?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  limit?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LicenseModuleCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseModuleCount'] = ResolversParentTypes['LicenseModuleCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  counting?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  moduleCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LicenseRevocationImpactResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseRevocationImpact'] = ResolversParentTypes['LicenseRevocationImpact'],
> = {
  disabledModules?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  institutionCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  institutions?: Resolver<ReadonlyArray<ResolversTypes['Institution']>, ParentType, ContextType>;
  keptOn?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  seatsReleased?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  uncoveredModules?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type LicenseSeatResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseSeat'] = ResolversParentTypes['LicenseSeat'],
> = {
  activatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  activatedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  isUsed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
};

export type LicenseSeatConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseSeatConnection'] = ResolversParentTypes['LicenseSeatConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LicenseSeatEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['LicenseSeat']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type LicenseSeatEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseSeatEdge'] = ResolversParentTypes['LicenseSeatEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LicenseSeat'], ParentType, ContextType>;
};

export type LicenseSeatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseSeats'] = ResolversParentTypes['LicenseSeats'],
> = {
  eligible?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  left?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  limit?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  used?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LicenseStateCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseStateCount'] = ResolversParentTypes['LicenseStateCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['LicenseState'], ParentType, ContextType>;
};

export type LicenseStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseStats'] = ResolversParentTypes['LicenseStats'],
> = {
  byModule?: Resolver<ReadonlyArray<ResolversTypes['LicenseModuleCount']>, ParentType, ContextType>;
  byState?: Resolver<ReadonlyArray<ResolversTypes['LicenseStateCount']>, ParentType, ContextType>;
  byType?: Resolver<ReadonlyArray<ResolversTypes['LicenseTypeCount']>, ParentType, ContextType>;
  seatsLimited?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  seatsUsed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LicenseTypeCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseTypeCount'] = ResolversParentTypes['LicenseTypeCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['LicenseType'], ParentType, ContextType>;
};

export type LicenseValidationResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LicenseValidation'] = ResolversParentTypes['LicenseValidation'],
> = {
  code?: Resolver<ResolversTypes['LicenseValidationCode'], ParentType, ContextType>;
  isValid?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LogBucketCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LogBucketCount'] = ResolversParentTypes['LogBucketCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type LogInstitutionCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LogInstitutionCount'] = ResolversParentTypes['LogInstitutionCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
};

export type LogStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LogStats'] = ResolversParentTypes['LogStats'],
> = {
  byInstitution?: Resolver<
    ReadonlyArray<ResolversTypes['LogInstitutionCount']>,
    ParentType,
    ContextType,
    RequireFields<LogStatsByInstitutionArgs, 'limit'>
  >;
  byType?: Resolver<
    ReadonlyArray<ResolversTypes['LogTypeCount']>,
    ParentType,
    ContextType,
    RequireFields<LogStatsByTypeArgs, 'limit'>
  >;
  byUser?: Resolver<
    ReadonlyArray<ResolversTypes['LogUserCount']>,
    ParentType,
    ContextType,
    RequireFields<LogStatsByUserArgs, 'limit'>
  >;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  series?: Resolver<ReadonlyArray<ResolversTypes['LogBucketCount']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LogTypeCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LogTypeCount'] = ResolversParentTypes['LogTypeCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type LogUserCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['LogUserCount'] = ResolversParentTypes['LogUserCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type MarkAllNotificationsReadPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['MarkAllNotificationsReadPayload'] =
    ResolversParentTypes['MarkAllNotificationsReadPayload'],
> = {
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type MarkNotificationReadPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['MarkNotificationReadPayload'] =
    ResolversParentTypes['MarkNotificationReadPayload'],
> = {
  notification?: Resolver<Maybe<ResolversTypes['SystemNotification']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ModuleResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Module'] = ResolversParentTypes['Module'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  dependencies?: Resolver<ReadonlyArray<ResolversTypes['ModuleDependency']>, ParentType, ContextType>;
  dependents?: Resolver<ReadonlyArray<ResolversTypes['Module']>, ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isCore?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isEnabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isLicensed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  requiresLicense?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  rowVersion?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  settings?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ModuleDependencyResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ModuleDependency'] = ResolversParentTypes['ModuleDependency'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isSatisfied?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  module?: Resolver<Maybe<ResolversTypes['Module']>, ParentType, ContextType>;
  versionRange?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ModuleEntitlementResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ModuleEntitlement'] = ResolversParentTypes['ModuleEntitlement'],
> = {
  entitlements?: Resolver<ReadonlyArray<ResolversTypes['LicenseFeature']>, ParentType, ContextType>;
  isCoveredFromAbove?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  licenses?: Resolver<ReadonlyArray<ResolversTypes['License']>, ParentType, ContextType>;
  moduleCode?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  moduleName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ModuleGraphResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ModuleGraph'] = ResolversParentTypes['ModuleGraph'],
> = {
  cycles?: Resolver<ReadonlyArray<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  order?: Resolver<ReadonlyArray<ResolversTypes['Module']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['ModuleProblem']>, ParentType, ContextType>;
  unknownCodes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ModulePlanResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ModulePlan'] = ResolversParentTypes['ModulePlan'],
> = {
  missingLicenses?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  problems?: Resolver<ReadonlyArray<ResolversTypes['ModuleProblem']>, ParentType, ContextType>;
  steps?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ModuleProblemResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ModuleProblem'] = ResolversParentTypes['ModuleProblem'],
> = {
  code?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ModuleProblemKind'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  neededBy?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type ModuleStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ModuleStats'] = ResolversParentTypes['ModuleStats'],
> = {
  core?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  disabled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enabledWithUnmetDependency?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  enabledWithoutLicense?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  requiringLicense?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation'],
> = {
  acknowledgeSecurityEvent?: Resolver<
    ResolversTypes['AcknowledgeSecurityEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAcknowledgeSecurityEventArgs, 'input'>
  >;
  activateLicense?: Resolver<
    ResolversTypes['ActivateLicensePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationActivateLicenseArgs, 'input'>
  >;
  activateLicenseSeats?: Resolver<
    ResolversTypes['ActivateLicenseSeatsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationActivateLicenseSeatsArgs, 'input'>
  >;
  assignErrorGroup?: Resolver<
    ResolversTypes['AssignErrorGroupPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAssignErrorGroupArgs, 'input'>
  >;
  assignSecurityEvent?: Resolver<
    ResolversTypes['AssignSecurityEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAssignSecurityEventArgs, 'input'>
  >;
  cancelJobRun?: Resolver<
    ResolversTypes['CancelJobRunPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCancelJobRunArgs, 'input'>
  >;
  cancelSyncRun?: Resolver<
    ResolversTypes['CancelSyncRunPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCancelSyncRunArgs, 'input'>
  >;
  claimSyncRun?: Resolver<
    ResolversTypes['ClaimSyncRunPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationClaimSyncRunArgs, 'input'>
  >;
  completeSyncRun?: Resolver<
    ResolversTypes['CompleteSyncRunPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCompleteSyncRunArgs, 'input'>
  >;
  confirmSyncRunCancelled?: Resolver<
    ResolversTypes['ConfirmSyncRunCancelledPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationConfirmSyncRunCancelledArgs, 'input'>
  >;
  createApiToken?: Resolver<
    ResolversTypes['CreateApiTokenPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateApiTokenArgs, 'input'>
  >;
  createIntegration?: Resolver<
    ResolversTypes['CreateIntegrationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateIntegrationArgs, 'input'>
  >;
  createNotification?: Resolver<
    ResolversTypes['CreateNotificationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateNotificationArgs, 'input'>
  >;
  createScheduledJob?: Resolver<
    ResolversTypes['CreateScheduledJobPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateScheduledJobArgs, 'input'>
  >;
  deleteIntegration?: Resolver<
    ResolversTypes['DeleteIntegrationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteIntegrationArgs, 'input'>
  >;
  deleteNotification?: Resolver<
    ResolversTypes['DeleteNotificationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteNotificationArgs, 'input'>
  >;
  deleteScheduledJob?: Resolver<
    ResolversTypes['DeleteScheduledJobPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteScheduledJobArgs, 'input'>
  >;
  disableIntegration?: Resolver<
    ResolversTypes['DisableIntegrationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDisableIntegrationArgs, 'input'>
  >;
  disableModule?: Resolver<
    ResolversTypes['DisableModulePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDisableModuleArgs, 'input'>
  >;
  dismissNotification?: Resolver<
    ResolversTypes['DismissNotificationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDismissNotificationArgs, 'input'>
  >;
  enableIntegration?: Resolver<
    ResolversTypes['EnableIntegrationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationEnableIntegrationArgs, 'input'>
  >;
  enableModule?: Resolver<
    ResolversTypes['EnableModulePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationEnableModuleArgs, 'input'>
  >;
  endNotification?: Resolver<
    ResolversTypes['EndNotificationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationEndNotificationArgs, 'input'>
  >;
  escalateSecurityEvent?: Resolver<
    ResolversTypes['EscalateSecurityEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationEscalateSecurityEventArgs, 'input'>
  >;
  failSyncRun?: Resolver<
    ResolversTypes['FailSyncRunPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationFailSyncRunArgs, 'input'>
  >;
  heartbeatSyncRun?: Resolver<
    ResolversTypes['HeartbeatSyncRunPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationHeartbeatSyncRunArgs, 'input'>
  >;
  ignoreError?: Resolver<
    ResolversTypes['IgnoreErrorPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationIgnoreErrorArgs, 'input'>
  >;
  investigateError?: Resolver<
    ResolversTypes['InvestigateErrorPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationInvestigateErrorArgs, 'input'>
  >;
  issueLicense?: Resolver<
    ResolversTypes['IssueLicensePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationIssueLicenseArgs, 'input'>
  >;
  markAllNotificationsRead?: Resolver<
    ResolversTypes['MarkAllNotificationsReadPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationMarkAllNotificationsReadArgs, 'input'>
  >;
  markNotificationRead?: Resolver<
    ResolversTypes['MarkNotificationReadPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationMarkNotificationReadArgs, 'input'>
  >;
  pauseScheduledJob?: Resolver<
    ResolversTypes['PauseScheduledJobPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationPauseScheduledJobArgs, 'input'>
  >;
  placeRetentionHold?: Resolver<
    ResolversTypes['PlaceRetentionHoldPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationPlaceRetentionHoldArgs, 'input'>
  >;
  recordActivity?: Resolver<
    ResolversTypes['RecordActivityPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRecordActivityArgs, 'input'>
  >;
  recordPerformanceMetrics?: Resolver<
    ResolversTypes['RecordPerformanceMetricsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRecordPerformanceMetricsArgs, 'input'>
  >;
  recordSecurityEvent?: Resolver<
    ResolversTypes['RecordSecurityEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRecordSecurityEventArgs, 'input'>
  >;
  registerModule?: Resolver<
    ResolversTypes['RegisterModulePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRegisterModuleArgs, 'input'>
  >;
  releaseLicenseSeats?: Resolver<
    ResolversTypes['ReleaseLicenseSeatsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReleaseLicenseSeatsArgs, 'input'>
  >;
  releaseRetentionHold?: Resolver<
    ResolversTypes['ReleaseRetentionHoldPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReleaseRetentionHoldArgs, 'input'>
  >;
  renewLicense?: Resolver<
    ResolversTypes['RenewLicensePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRenewLicenseArgs, 'input'>
  >;
  reopenError?: Resolver<
    ResolversTypes['ReopenErrorPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReopenErrorArgs, 'input'>
  >;
  reopenSecurityEvent?: Resolver<
    ResolversTypes['ReopenSecurityEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReopenSecurityEventArgs, 'input'>
  >;
  reportError?: Resolver<
    ResolversTypes['ReportErrorPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReportErrorArgs, 'input'>
  >;
  reportErrors?: Resolver<
    ResolversTypes['ReportErrorsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReportErrorsArgs, 'input'>
  >;
  resolveError?: Resolver<
    ResolversTypes['ResolveErrorPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationResolveErrorArgs, 'input'>
  >;
  resolveSecurityEvent?: Resolver<
    ResolversTypes['ResolveSecurityEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationResolveSecurityEventArgs, 'input'>
  >;
  resolveSecurityEvents?: Resolver<
    ResolversTypes['ResolveSecurityEventsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationResolveSecurityEventsArgs, 'input'>
  >;
  resumeScheduledJob?: Resolver<
    ResolversTypes['ResumeScheduledJobPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationResumeScheduledJobArgs, 'input'>
  >;
  retryJobRun?: Resolver<
    ResolversTypes['RetryJobRunPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRetryJobRunArgs, 'input'>
  >;
  revealConfigValue?: Resolver<
    ResolversTypes['RevealConfigValuePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRevealConfigValueArgs, 'input'>
  >;
  revokeApiToken?: Resolver<
    ResolversTypes['RevokeApiTokenPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRevokeApiTokenArgs, 'input'>
  >;
  revokeLicense?: Resolver<
    ResolversTypes['RevokeLicensePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRevokeLicenseArgs, 'input'>
  >;
  rollbackConfig?: Resolver<
    ResolversTypes['RollbackConfigPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRollbackConfigArgs, 'input'>
  >;
  runJobNow?: Resolver<
    ResolversTypes['RunJobNowPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRunJobNowArgs, 'input'>
  >;
  runRetention?: Resolver<
    ResolversTypes['RunRetentionPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRunRetentionArgs, 'input'>
  >;
  setConfig?: Resolver<
    ResolversTypes['SetConfigPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSetConfigArgs, 'input'>
  >;
  setConfigs?: Resolver<
    ResolversTypes['SetConfigsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSetConfigsArgs, 'input'>
  >;
  setIntegrationCredentials?: Resolver<
    ResolversTypes['SetIntegrationCredentialsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSetIntegrationCredentialsArgs, 'input'>
  >;
  setRetentionPolicy?: Resolver<
    ResolversTypes['SetRetentionPolicyPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationSetRetentionPolicyArgs, 'input'>
  >;
  startExport?: Resolver<
    ResolversTypes['StartExportPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationStartExportArgs, 'input'>
  >;
  startSyncRun?: Resolver<
    ResolversTypes['StartSyncRunPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationStartSyncRunArgs, 'input'>
  >;
  testIntegration?: Resolver<
    ResolversTypes['TestIntegrationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationTestIntegrationArgs, 'input'>
  >;
  transferLicense?: Resolver<
    ResolversTypes['TransferLicensePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationTransferLicenseArgs, 'input'>
  >;
  unsetConfig?: Resolver<
    ResolversTypes['UnsetConfigPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUnsetConfigArgs, 'input'>
  >;
  updateConfigFlags?: Resolver<
    ResolversTypes['UpdateConfigFlagsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateConfigFlagsArgs, 'input'>
  >;
  updateIntegration?: Resolver<
    ResolversTypes['UpdateIntegrationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateIntegrationArgs, 'input'>
  >;
  updateModule?: Resolver<
    ResolversTypes['UpdateModulePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateModuleArgs, 'input'>
  >;
  updateModuleSettings?: Resolver<
    ResolversTypes['UpdateModuleSettingsPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateModuleSettingsArgs, 'input'>
  >;
  updateNotification?: Resolver<
    ResolversTypes['UpdateNotificationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateNotificationArgs, 'input'>
  >;
  updateScheduledJob?: Resolver<
    ResolversTypes['UpdateScheduledJobPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateScheduledJobArgs, 'input'>
  >;
  validateLicense?: Resolver<
    ResolversTypes['ValidateLicensePayload'],
    ParentType,
    ContextType,
    RequireFields<MutationValidateLicenseArgs, 'input'>
  >;
};

export type MyNotificationConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['MyNotificationConnection'] =
    ResolversParentTypes['MyNotificationConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SystemNotificationEdge']>, ParentType, ContextType>;
  feedCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SystemNotification']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type NodeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node'],
> = {
  __resolveType: TypeResolveFn<
    | 'ActivityLog'
    | 'ApiToken'
    | 'AuditLog'
    | 'Config'
    | 'ConfigRevision'
    | 'ErrorGroup'
    | 'Export'
    | 'Institution'
    | 'Integration'
    | 'JobLog'
    | 'License'
    | 'Module'
    | 'PerformanceMetric'
    | 'RetentionHold'
    | 'Role'
    | 'ScheduledJob'
    | 'SecurityEvent'
    | 'SyncRun'
    | 'SystemError'
    | 'SystemNotification'
    | 'User',
    ParentType,
    ContextType
  >;
};

export type NotificationAudienceResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['NotificationAudience'] = ResolversParentTypes['NotificationAudience'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  sample?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
};

export type NotificationFeedItemResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['NotificationFeedItem'] = ResolversParentTypes['NotificationFeedItem'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FeedItemKind'], ParentType, ContextType>;
  notification?: Resolver<Maybe<ResolversTypes['SystemNotification']>, ParentType, ContextType>;
  notificationId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type NotificationReadStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['NotificationReadStats'] = ResolversParentTypes['NotificationReadStats'],
> = {
  audience?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  byRegion?: Resolver<ReadonlyArray<ResolversTypes['NotificationRegionReadStats']>, ParentType, ContextType>;
  byRole?: Resolver<ReadonlyArray<ResolversTypes['NotificationRoleReadStats']>, ParentType, ContextType>;
  dismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  read?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationRegionReadStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['NotificationRegionReadStats'] =
    ResolversParentTypes['NotificationRegionReadStats'],
> = {
  audience?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  read?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type NotificationRoleReadStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['NotificationRoleReadStats'] =
    ResolversParentTypes['NotificationRoleReadStats'],
> = {
  audience?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  read?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
};

export type PageInfoResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo'],
> = {
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PauseScheduledJobPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PauseScheduledJobPayload'] =
    ResolversParentTypes['PauseScheduledJobPayload'],
> = {
  scheduledJob?: Resolver<Maybe<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PerformanceBucketResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PerformanceBucket'] = ResolversParentTypes['PerformanceBucket'],
> = {
  figures?: Resolver<ResolversTypes['PerformanceFigures'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PerformanceChangeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PerformanceChange'] = ResolversParentTypes['PerformanceChange'],
> = {
  mean?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p50?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p90?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p99?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type PerformanceComparisonResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PerformanceComparison'] = ResolversParentTypes['PerformanceComparison'],
> = {
  a?: Resolver<ResolversTypes['PerformanceFigures'], ParentType, ContextType>;
  b?: Resolver<ResolversTypes['PerformanceFigures'], ParentType, ContextType>;
  changePercent?: Resolver<ResolversTypes['PerformanceChange'], ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PerformanceFiguresResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PerformanceFigures'] = ResolversParentTypes['PerformanceFigures'],
> = {
  count?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  mean?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  min?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p50?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p90?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p99?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  rate?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PerformanceGroupResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PerformanceGroup'] = ResolversParentTypes['PerformanceGroup'],
> = {
  buckets?: Resolver<ReadonlyArray<ResolversTypes['PerformanceBucket']>, ParentType, ContextType>;
  figures?: Resolver<ResolversTypes['PerformanceFigures'], ParentType, ContextType>;
  key?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PerformanceMetricResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PerformanceMetric'] = ResolversParentTypes['PerformanceMetric'],
> = {
  context?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  endpoint?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  instanceId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  metricType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  moduleCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  recordedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  requestId?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  unit?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PerformanceMetricConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PerformanceMetricConnection'] =
    ResolversParentTypes['PerformanceMetricConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PerformanceMetricEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['PerformanceMetric']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type PerformanceMetricEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PerformanceMetricEdge'] = ResolversParentTypes['PerformanceMetricEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['PerformanceMetric'], ParentType, ContextType>;
};

export type PerformanceSeriesResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PerformanceSeries'] = ResolversParentTypes['PerformanceSeries'],
> = {
  bucketSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  groups?: Resolver<ReadonlyArray<ResolversTypes['PerformanceGroup']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  unit?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PermissionGrantResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PermissionGrant'] = ResolversParentTypes['PermissionGrant'],
> = {
  permission?: Resolver<ResolversTypes['Permission'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['PermissionScope'], ParentType, ContextType>;
};

export type PlaceRetentionHoldPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PlaceRetentionHoldPayload'] =
    ResolversParentTypes['PlaceRetentionHoldPayload'],
> = {
  hold?: Resolver<Maybe<ResolversTypes['RetentionHold']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type PlannedRunResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PlannedRun'] = ResolversParentTypes['PlannedRun'],
> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['PlannedRunKind'], ParentType, ContextType>;
  localTime?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  movedFrom?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type QueryResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query'],
> = {
  activityLog?: Resolver<
    Maybe<ResolversTypes['ActivityLog']>,
    ParentType,
    ContextType,
    RequireFields<QueryActivityLogArgs, 'id'>
  >;
  activityLogStats?: Resolver<
    ResolversTypes['LogStats'],
    ParentType,
    ContextType,
    RequireFields<QueryActivityLogStatsArgs, 'bucket' | 'timeZone'>
  >;
  activityLogs?: Resolver<
    ResolversTypes['ActivityLogConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryActivityLogsArgs, 'orderBy'>
  >;
  apiTokens?: Resolver<ReadonlyArray<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  auditLog?: Resolver<
    Maybe<ResolversTypes['AuditLog']>,
    ParentType,
    ContextType,
    RequireFields<QueryAuditLogArgs, 'id'>
  >;
  auditLogStats?: Resolver<
    ResolversTypes['LogStats'],
    ParentType,
    ContextType,
    RequireFields<QueryAuditLogStatsArgs, 'bucket' | 'timeZone'>
  >;
  auditLogs?: Resolver<
    ResolversTypes['AuditLogConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryAuditLogsArgs, 'orderBy'>
  >;
  comparePerformance?: Resolver<
    ReadonlyArray<ResolversTypes['PerformanceComparison']>,
    ParentType,
    ContextType,
    RequireFields<QueryComparePerformanceArgs, 'a' | 'b' | 'limit'>
  >;
  config?: Resolver<Maybe<ResolversTypes['Config']>, ParentType, ContextType, RequireFields<QueryConfigArgs, 'id'>>;
  configHistory?: Resolver<
    ResolversTypes['ConfigRevisionConnection'],
    ParentType,
    ContextType,
    Partial<QueryConfigHistoryArgs>
  >;
  configStats?: Resolver<ResolversTypes['ConfigStats'], ParentType, ContextType>;
  configValueAt?: Resolver<
    Maybe<ResolversTypes['ConfigValueAt']>,
    ParentType,
    ContextType,
    RequireFields<QueryConfigValueAtArgs, 'at' | 'key' | 'scope'>
  >;
  configs?: Resolver<
    ResolversTypes['ConfigConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryConfigsArgs, 'orderBy'>
  >;
  effectiveConfig?: Resolver<
    ReadonlyArray<ResolversTypes['EffectiveConfig']>,
    ParentType,
    ContextType,
    RequireFields<QueryEffectiveConfigArgs, 'keys'>
  >;
  entityHistory?: Resolver<
    ResolversTypes['EntityHistoryConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryEntityHistoryArgs, 'entityId' | 'entityType' | 'orderBy'>
  >;
  errorGroup?: Resolver<
    Maybe<ResolversTypes['ErrorGroup']>,
    ParentType,
    ContextType,
    RequireFields<QueryErrorGroupArgs, 'id'>
  >;
  errorGroups?: Resolver<
    ResolversTypes['ErrorGroupConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryErrorGroupsArgs, 'orderBy'>
  >;
  errorStats?: Resolver<ResolversTypes['ErrorStats'], ParentType, ContextType, Partial<QueryErrorStatsArgs>>;
  expiringLicenses?: Resolver<
    ResolversTypes['LicenseConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryExpiringLicensesArgs, 'withinDays'>
  >;
  export?: Resolver<Maybe<ResolversTypes['Export']>, ParentType, ContextType, RequireFields<QueryExportArgs, 'id'>>;
  exports?: Resolver<ResolversTypes['ExportConnection'], ParentType, ContextType, Partial<QueryExportsArgs>>;
  institution?: Resolver<
    Maybe<ResolversTypes['Institution']>,
    ParentType,
    ContextType,
    RequireFields<QueryInstitutionArgs, 'id'>
  >;
  institutions?: Resolver<
    ResolversTypes['InstitutionConnection'],
    ParentType,
    ContextType,
    Partial<QueryInstitutionsArgs>
  >;
  integration?: Resolver<
    Maybe<ResolversTypes['Integration']>,
    ParentType,
    ContextType,
    RequireFields<QueryIntegrationArgs, 'id'>
  >;
  integrationStats?: Resolver<ResolversTypes['IntegrationStats'], ParentType, ContextType>;
  integrationTypes?: Resolver<ReadonlyArray<ResolversTypes['IntegrationTypeInfo']>, ParentType, ContextType>;
  integrations?: Resolver<
    ResolversTypes['IntegrationConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryIntegrationsArgs, 'orderBy'>
  >;
  jobClasses?: Resolver<ReadonlyArray<ResolversTypes['JobClass']>, ParentType, ContextType>;
  jobHealth?: Resolver<ResolversTypes['JobHealth'], ParentType, ContextType>;
  jobLog?: Resolver<Maybe<ResolversTypes['JobLog']>, ParentType, ContextType, RequireFields<QueryJobLogArgs, 'id'>>;
  jobLogs?: Resolver<
    ResolversTypes['JobLogConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryJobLogsArgs, 'orderBy'>
  >;
  jobStats?: Resolver<ResolversTypes['JobStats'], ParentType, ContextType, Partial<QueryJobStatsArgs>>;
  jobWorkers?: Resolver<ReadonlyArray<ResolversTypes['JobWorker']>, ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType, RequireFields<QueryLicenseArgs, 'id'>>;
  licenseCertificate?: Resolver<
    ResolversTypes['LicenseCertificate'],
    ParentType,
    ContextType,
    RequireFields<QueryLicenseCertificateArgs, 'licenseId'>
  >;
  licenseEntitlements?: Resolver<
    ReadonlyArray<ResolversTypes['ModuleEntitlement']>,
    ParentType,
    ContextType,
    RequireFields<QueryLicenseEntitlementsArgs, 'institutionId'>
  >;
  licenseStats?: Resolver<ResolversTypes['LicenseStats'], ParentType, ContextType, Partial<QueryLicenseStatsArgs>>;
  licenses?: Resolver<
    ResolversTypes['LicenseConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryLicensesArgs, 'orderBy'>
  >;
  module?: Resolver<Maybe<ResolversTypes['Module']>, ParentType, ContextType, RequireFields<QueryModuleArgs, 'code'>>;
  moduleGraph?: Resolver<ResolversTypes['ModuleGraph'], ParentType, ContextType>;
  moduleStats?: Resolver<ResolversTypes['ModuleStats'], ParentType, ContextType>;
  modules?: Resolver<ReadonlyArray<ResolversTypes['Module']>, ParentType, ContextType, Partial<QueryModulesArgs>>;
  myNotifications?: Resolver<
    ResolversTypes['MyNotificationConnection'],
    ParentType,
    ContextType,
    Partial<QueryMyNotificationsArgs>
  >;
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<
    ReadonlyArray<Maybe<ResolversTypes['Node']>>,
    ParentType,
    ContextType,
    RequireFields<QueryNodesArgs, 'ids'>
  >;
  notification?: Resolver<
    Maybe<ResolversTypes['SystemNotification']>,
    ParentType,
    ContextType,
    RequireFields<QueryNotificationArgs, 'id'>
  >;
  notificationAudience?: Resolver<
    ResolversTypes['NotificationAudience'],
    ParentType,
    ContextType,
    Partial<QueryNotificationAudienceArgs>
  >;
  notifications?: Resolver<
    ResolversTypes['SystemNotificationConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryNotificationsArgs, 'orderBy'>
  >;
  performanceExemplars?: Resolver<
    ReadonlyArray<ResolversTypes['PerformanceMetric']>,
    ParentType,
    ContextType,
    RequireFields<QueryPerformanceExemplarsArgs, 'first'>
  >;
  performanceMetric?: Resolver<
    Maybe<ResolversTypes['PerformanceMetric']>,
    ParentType,
    ContextType,
    RequireFields<QueryPerformanceMetricArgs, 'id'>
  >;
  performanceMetrics?: Resolver<
    ResolversTypes['PerformanceMetricConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryPerformanceMetricsArgs, 'orderBy'>
  >;
  performanceSeries?: Resolver<
    ResolversTypes['PerformanceSeries'],
    ParentType,
    ContextType,
    RequireFields<QueryPerformanceSeriesArgs, 'bucket' | 'limit'>
  >;
  previewRetention?: Resolver<
    ReadonlyArray<ResolversTypes['RetentionPreview']>,
    ParentType,
    ContextType,
    Partial<QueryPreviewRetentionArgs>
  >;
  previewRuns?: Resolver<
    ResolversTypes['SchedulePreview'],
    ParentType,
    ContextType,
    RequireFields<QueryPreviewRunsArgs, 'count' | 'schedule'>
  >;
  retentionHold?: Resolver<
    Maybe<ResolversTypes['RetentionHold']>,
    ParentType,
    ContextType,
    RequireFields<QueryRetentionHoldArgs, 'id'>
  >;
  retentionHolds?: Resolver<
    ResolversTypes['RetentionHoldConnection'],
    ParentType,
    ContextType,
    Partial<QueryRetentionHoldsArgs>
  >;
  retentionPolicies?: Resolver<ReadonlyArray<ResolversTypes['RetentionPolicy']>, ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  scheduledJob?: Resolver<
    Maybe<ResolversTypes['ScheduledJob']>,
    ParentType,
    ContextType,
    RequireFields<QueryScheduledJobArgs, 'id'>
  >;
  scheduledJobs?: Resolver<ReadonlyArray<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
  securityEvent?: Resolver<
    Maybe<ResolversTypes['SecurityEvent']>,
    ParentType,
    ContextType,
    RequireFields<QuerySecurityEventArgs, 'id'>
  >;
  securityEventStats?: Resolver<
    ResolversTypes['SecurityEventStats'],
    ParentType,
    ContextType,
    Partial<QuerySecurityEventStatsArgs>
  >;
  securityEvents?: Resolver<
    ResolversTypes['SecurityEventConnection'],
    ParentType,
    ContextType,
    RequireFields<QuerySecurityEventsArgs, 'orderBy'>
  >;
  slowestEndpoints?: Resolver<
    ReadonlyArray<ResolversTypes['EndpointPerformance']>,
    ParentType,
    ContextType,
    RequireFields<QuerySlowestEndpointsArgs, 'by' | 'first'>
  >;
  syncRun?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType, RequireFields<QuerySyncRunArgs, 'id'>>;
  syncRuns?: Resolver<
    ResolversTypes['SyncRunConnection'],
    ParentType,
    ContextType,
    RequireFields<QuerySyncRunsArgs, 'orderBy'>
  >;
  syncStats?: Resolver<ResolversTypes['SyncStats'], ParentType, ContextType, Partial<QuerySyncStatsArgs>>;
  systemError?: Resolver<
    Maybe<ResolversTypes['SystemError']>,
    ParentType,
    ContextType,
    RequireFields<QuerySystemErrorArgs, 'id'>
  >;
  systemErrors?: Resolver<
    ResolversTypes['SystemErrorConnection'],
    ParentType,
    ContextType,
    RequireFields<QuerySystemErrorsArgs, 'orderBy'>
  >;
  systemOverview?: Resolver<
    ResolversTypes['SystemOverview'],
    ParentType,
    ContextType,
    RequireFields<QuerySystemOverviewArgs, 'period'>
  >;
  timeline?: Resolver<
    ResolversTypes['TimelineConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryTimelineArgs, 'about' | 'orderBy'>
  >;
  unreadNotificationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  users?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, Partial<QueryUsersArgs>>;
  verifyLicenseCertificate?: Resolver<
    ResolversTypes['LicenseCertificateVerification'],
    ParentType,
    ContextType,
    RequireFields<QueryVerifyLicenseCertificateArgs, 'certificate'>
  >;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type RecordActivityPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RecordActivityPayload'] = ResolversParentTypes['RecordActivityPayload'],
> = {
  results?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RecordedActivity']>>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RecordPerformanceMetricsPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RecordPerformanceMetricsPayload'] =
    ResolversParentTypes['RecordPerformanceMetricsPayload'],
> = {
  accepted?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rejected?: Resolver<ReadonlyArray<ResolversTypes['RejectedPerformanceSample']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RecordSecurityEventPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RecordSecurityEventPayload'] =
    ResolversParentTypes['RecordSecurityEventPayload'],
> = {
  securityEvent?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RecordedActivityResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RecordedActivity'] = ResolversParentTypes['RecordedActivity'],
> = {
  activity?: Resolver<Maybe<ResolversTypes['ActivityLog']>, ParentType, ContextType>;
  clientId?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  isRepeat?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type RegisterModulePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RegisterModulePayload'] = ResolversParentTypes['RegisterModulePayload'],
> = {
  module?: Resolver<Maybe<ResolversTypes['Module']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RejectedPerformanceSampleResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RejectedPerformanceSample'] =
    ResolversParentTypes['RejectedPerformanceSample'],
> = {
  field?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ReleaseLicenseSeatsPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ReleaseLicenseSeatsPayload'] =
    ResolversParentTypes['ReleaseLicenseSeatsPayload'],
> = {
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReleaseRetentionHoldPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ReleaseRetentionHoldPayload'] =
    ResolversParentTypes['ReleaseRetentionHoldPayload'],
> = {
  hold?: Resolver<Maybe<ResolversTypes['RetentionHold']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RenewLicensePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RenewLicensePayload'] = ResolversParentTypes['RenewLicensePayload'],
> = {
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReopenErrorPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ReopenErrorPayload'] = ResolversParentTypes['ReopenErrorPayload'],
> = {
  errorGroup?: Resolver<Maybe<ResolversTypes['ErrorGroup']>, ParentType, ContextType>;
  systemError?: Resolver<Maybe<ResolversTypes['SystemError']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReopenSecurityEventPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ReopenSecurityEventPayload'] =
    ResolversParentTypes['ReopenSecurityEventPayload'],
> = {
  securityEvent?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReportErrorPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ReportErrorPayload'] = ResolversParentTypes['ReportErrorPayload'],
> = {
  systemError?: Resolver<Maybe<ResolversTypes['SystemError']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReportErrorResultResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ReportErrorResult'] = ResolversParentTypes['ReportErrorResult'],
> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isRepeat?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  systemError?: Resolver<Maybe<ResolversTypes['SystemError']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ReportErrorsPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ReportErrorsPayload'] = ResolversParentTypes['ReportErrorsPayload'],
> = {
  results?: Resolver<ReadonlyArray<ResolversTypes['ReportErrorResult']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResolveErrorPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ResolveErrorPayload'] = ResolversParentTypes['ResolveErrorPayload'],
> = {
  errorGroup?: Resolver<Maybe<ResolversTypes['ErrorGroup']>, ParentType, ContextType>;
  systemError?: Resolver<Maybe<ResolversTypes['SystemError']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResolveSecurityEventPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ResolveSecurityEventPayload'] =
    ResolversParentTypes['ResolveSecurityEventPayload'],
> = {
  securityEvent?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResolveSecurityEventResultResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ResolveSecurityEventResult'] =
    ResolversParentTypes['ResolveSecurityEventResult'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  securityEvent?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResolveSecurityEventsPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ResolveSecurityEventsPayload'] =
    ResolversParentTypes['ResolveSecurityEventsPayload'],
> = {
  results?: Resolver<ReadonlyArray<ResolversTypes['ResolveSecurityEventResult']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type ResumeScheduledJobPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ResumeScheduledJobPayload'] =
    ResolversParentTypes['ResumeScheduledJobPayload'],
> = {
  scheduledJob?: Resolver<Maybe<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RetentionHeldResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RetentionHeld'] = ResolversParentTypes['RetentionHeld'],
> = {
  hold?: Resolver<Maybe<ResolversTypes['RetentionHold']>, ParentType, ContextType>;
  rows?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type RetentionHoldResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RetentionHold'] = ResolversParentTypes['RetentionHold'],
> = {
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  from?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  institutionId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  placedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  placedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  releaseReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  releasedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  releasedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  sources?: Resolver<Maybe<ReadonlyArray<ResolversTypes['RetentionSource']>>, ParentType, ContextType>;
  to?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  until?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RetentionHoldConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RetentionHoldConnection'] = ResolversParentTypes['RetentionHoldConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RetentionHoldEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['RetentionHold']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type RetentionHoldEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RetentionHoldEdge'] = ResolversParentTypes['RetentionHoldEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['RetentionHold'], ParentType, ContextType>;
};

export type RetentionPolicyResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RetentionPolicy'] = ResolversParentTypes['RetentionPolicy'],
> = {
  isEnabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  keepDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  minimumKeepDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  oldestRecordAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  preview?: Resolver<ResolversTypes['RetentionPreview'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['RetentionSource'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  updatedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type RetentionPreviewResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RetentionPreview'] = ResolversParentTypes['RetentionPreview'],
> = {
  deletable?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  heldBy?: Resolver<ReadonlyArray<ResolversTypes['RetentionHeld']>, ParentType, ContextType>;
  isComplete?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  keepDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  looked?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  newestAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  oldestAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['RetentionSource'], ParentType, ContextType>;
};

export type RetentionRunResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RetentionRun'] = ResolversParentTypes['RetentionRun'],
> = {
  batches?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  deleted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  held?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  newestAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  oldestAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  source?: Resolver<ResolversTypes['RetentionSource'], ParentType, ContextType>;
  stoppedBy?: Resolver<ResolversTypes['RetentionStop'], ParentType, ContextType>;
};

export type RetryJobRunPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RetryJobRunPayload'] = ResolversParentTypes['RetryJobRunPayload'],
> = {
  run?: Resolver<Maybe<ResolversTypes['JobLog']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevealConfigValuePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RevealConfigValuePayload'] =
    ResolversParentTypes['RevealConfigValuePayload'],
> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  value?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
};

export type RevokeApiTokenPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RevokeApiTokenPayload'] = ResolversParentTypes['RevokeApiTokenPayload'],
> = {
  apiToken?: Resolver<Maybe<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RevokeLicensePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RevokeLicensePayload'] = ResolversParentTypes['RevokeLicensePayload'],
> = {
  impact?: Resolver<Maybe<ResolversTypes['LicenseRevocationImpact']>, ParentType, ContextType>;
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RoleResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Role'] = ResolversParentTypes['Role'],
> = {
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type RollbackConfigPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RollbackConfigPayload'] = ResolversParentTypes['RollbackConfigPayload'],
> = {
  config?: Resolver<Maybe<ResolversTypes['Config']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RunJobNowPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RunJobNowPayload'] = ResolversParentTypes['RunJobNowPayload'],
> = {
  run?: Resolver<Maybe<ResolversTypes['JobLog']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type RunRetentionPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RunRetentionPayload'] = ResolversParentTypes['RunRetentionPayload'],
> = {
  run?: Resolver<Maybe<ResolversTypes['RetentionRun']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SchedulePreviewResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SchedulePreview'] = ResolversParentTypes['SchedulePreview'],
> = {
  leftOut?: Resolver<ReadonlyArray<ResolversTypes['LeftOutTime']>, ParentType, ContextType>;
  runs?: Resolver<ReadonlyArray<ResolversTypes['PlannedRun']>, ParentType, ContextType>;
};

export type ScheduledJobResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ScheduledJob'] = ResolversParentTypes['ScheduledJob'],
> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  cronExpression?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  doubledTimes?: Resolver<ResolversTypes['DoubledTimes'], ParentType, ContextType>;
  failureCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  intervalMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isRegistered?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isRunning?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  jobClass?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lastRunAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastRunDuration?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lastRunMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastRunStatus?: Resolver<Maybe<ResolversTypes['ScheduledJobStatus']>, ParentType, ContextType>;
  lastRunStatusRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastSkipReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lastSkippedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  maxAttempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  maxConcurrent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  misfireGraceSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  misfireLimit?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  misfirePolicy?: Resolver<ResolversTypes['MisfirePolicy'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nextRunAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  nextRuns?: Resolver<
    ReadonlyArray<ResolversTypes['PlannedRun']>,
    ParentType,
    ContextType,
    RequireFields<ScheduledJobNextRunsArgs, 'count'>
  >;
  overlapPolicy?: Resolver<ResolversTypes['OverlapPolicy'], ParentType, ContextType>;
  parameters?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  registeredClass?: Resolver<Maybe<ResolversTypes['JobClass']>, ParentType, ContextType>;
  retryBackoff?: Resolver<ResolversTypes['RetryBackoff'], ParentType, ContextType>;
  retryDelayMinutes?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  retryJitterPercent?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  runCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  scheduleProblem?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  skippedRuns?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  skippedTimes?: Resolver<ResolversTypes['SkippedTimes'], ParentType, ContextType>;
  timeLimitSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  timezone?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SecurityEventResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEvent'] = ResolversParentTypes['SecurityEvent'],
> = {
  acknowledgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  acknowledgedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  assignedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  assignedTo?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  escalatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  escalatedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  escalationReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  eventData?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resolution?: Resolver<Maybe<ResolversTypes['SecurityEventResolution']>, ParentType, ContextType>;
  resolutionNotes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolutionRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resolvedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['SecurityEventSeverity'], ParentType, ContextType>;
  severityRaw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['TimelineSource'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SecurityEventState'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  targetUser?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  targetUserId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SecurityEventAddressCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEventAddressCount'] =
    ResolversParentTypes['SecurityEventAddressCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  ipAddress?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SecurityEventConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEventConnection'] = ResolversParentTypes['SecurityEventConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SecurityEventEdge']>, ParentType, ContextType>;
  feedCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type SecurityEventEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEventEdge'] = ResolversParentTypes['SecurityEventEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SecurityEvent'], ParentType, ContextType>;
};

export type SecurityEventFeedItemResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEventFeedItem'] = ResolversParentTypes['SecurityEventFeedItem'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
  eventId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FeedItemKind'], ParentType, ContextType>;
};

export type SecurityEventHourCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEventHourCount'] = ResolversParentTypes['SecurityEventHourCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  hour?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type SecurityEventInstitutionCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEventInstitutionCount'] =
    ResolversParentTypes['SecurityEventInstitutionCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
};

export type SecurityEventSeverityCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEventSeverityCount'] =
    ResolversParentTypes['SecurityEventSeverityCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['SecurityEventSeverity'], ParentType, ContextType>;
};

export type SecurityEventStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEventStats'] = ResolversParentTypes['SecurityEventStats'],
> = {
  byHour?: Resolver<ReadonlyArray<ResolversTypes['SecurityEventHourCount']>, ParentType, ContextType>;
  byInstitution?: Resolver<
    ReadonlyArray<ResolversTypes['SecurityEventInstitutionCount']>,
    ParentType,
    ContextType,
    RequireFields<SecurityEventStatsByInstitutionArgs, 'limit'>
  >;
  bySeverity?: Resolver<ReadonlyArray<ResolversTypes['SecurityEventSeverityCount']>, ParentType, ContextType>;
  byType?: Resolver<
    ReadonlyArray<ResolversTypes['SecurityEventTypeCount']>,
    ParentType,
    ContextType,
    RequireFields<SecurityEventStatsByTypeArgs, 'limit'>
  >;
  changePercent?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  previousTotal?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  timeToAcknowledge?: Resolver<ResolversTypes['DurationPercentiles'], ParentType, ContextType>;
  timeToResolve?: Resolver<ResolversTypes['DurationPercentiles'], ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  topAddresses?: Resolver<
    ReadonlyArray<ResolversTypes['SecurityEventAddressCount']>,
    ParentType,
    ContextType,
    RequireFields<SecurityEventStatsTopAddressesArgs, 'limit'>
  >;
  topUsers?: Resolver<
    ReadonlyArray<ResolversTypes['SecurityEventUserCount']>,
    ParentType,
    ContextType,
    RequireFields<SecurityEventStatsTopUsersArgs, 'limit'>
  >;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  unresolved?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SecurityEventTypeCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEventTypeCount'] = ResolversParentTypes['SecurityEventTypeCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  eventType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SecurityEventUserCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SecurityEventUserCount'] = ResolversParentTypes['SecurityEventUserCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type SetConfigPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SetConfigPayload'] = ResolversParentTypes['SetConfigPayload'],
> = {
  config?: Resolver<Maybe<ResolversTypes['Config']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetConfigsPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SetConfigsPayload'] = ResolversParentTypes['SetConfigsPayload'],
> = {
  configs?: Resolver<ReadonlyArray<ResolversTypes['Config']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetIntegrationCredentialsPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SetIntegrationCredentialsPayload'] =
    ResolversParentTypes['SetIntegrationCredentialsPayload'],
> = {
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SetRetentionPolicyPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SetRetentionPolicyPayload'] =
    ResolversParentTypes['SetRetentionPolicyPayload'],
> = {
  policy?: Resolver<Maybe<ResolversTypes['RetentionPolicy']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StartExportPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['StartExportPayload'] = ResolversParentTypes['StartExportPayload'],
> = {
  export?: Resolver<Maybe<ResolversTypes['Export']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type StartSyncRunPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['StartSyncRunPayload'] = ResolversParentTypes['StartSyncRunPayload'],
> = {
  run?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type SubscriptionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription'],
> = {
  configFeed?: SubscriptionResolver<
    ResolversTypes['ConfigFeedItem'],
    'configFeed',
    ParentType,
    ContextType,
    Partial<SubscriptionConfigFeedArgs>
  >;
  errorGroupFeed?: SubscriptionResolver<
    ResolversTypes['ErrorGroupFeedItem'],
    'errorGroupFeed',
    ParentType,
    ContextType,
    Partial<SubscriptionErrorGroupFeedArgs>
  >;
  jobLineFeed?: SubscriptionResolver<
    ResolversTypes['JobLineFeedItem'],
    'jobLineFeed',
    ParentType,
    ContextType,
    RequireFields<SubscriptionJobLineFeedArgs, 'jobLogId'>
  >;
  jobLogFeed?: SubscriptionResolver<
    ResolversTypes['JobLogFeedItem'],
    'jobLogFeed',
    ParentType,
    ContextType,
    Partial<SubscriptionJobLogFeedArgs>
  >;
  notificationFeed?: SubscriptionResolver<
    ResolversTypes['NotificationFeedItem'],
    'notificationFeed',
    ParentType,
    ContextType,
    Partial<SubscriptionNotificationFeedArgs>
  >;
  securityEventFeed?: SubscriptionResolver<
    ResolversTypes['SecurityEventFeedItem'],
    'securityEventFeed',
    ParentType,
    ContextType,
    Partial<SubscriptionSecurityEventFeedArgs>
  >;
  syncRunFeed?: SubscriptionResolver<
    ResolversTypes['SyncRunFeedItem'],
    'syncRunFeed',
    ParentType,
    ContextType,
    Partial<SubscriptionSyncRunFeedArgs>
  >;
};

export type SyncDayResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SyncDay'] = ResolversParentTypes['SyncDay'],
> = {
  completed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  day?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recordsProcessed?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SyncDurationsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SyncDurations'] = ResolversParentTypes['SyncDurations'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  p50?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  p95?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SyncFreshnessResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SyncFreshness'] = ResolversParentTypes['SyncFreshness'],
> = {
  dueAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lateBySeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SyncFreshnessState'], ParentType, ContextType>;
};

export type SyncRunResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SyncRun'] = ResolversParentTypes['SyncRun'],
> = {
  attempt?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  cancelRequestedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  cancelRequestedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  claimedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  duration?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  errorDetails?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  errorMessage?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  estimatedEndAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  expectedRecords?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  heartbeatAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  initiatedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  integrationId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  leaseExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  progress?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  ratePerSecond?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  recordsCreated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recordsFailed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recordsProcessed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  recordsUpdated?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SyncRunState'], ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['JSONObject'], ParentType, ContextType>;
  syncType?: Resolver<ResolversTypes['SyncType'], ParentType, ContextType>;
  syncTypeRaw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  worker?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SyncRunConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SyncRunConnection'] = ResolversParentTypes['SyncRunConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SyncRunEdge']>, ParentType, ContextType>;
  feedCursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type SyncRunEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SyncRunEdge'] = ResolversParentTypes['SyncRunEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SyncRun'], ParentType, ContextType>;
};

export type SyncRunFeedItemResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SyncRunFeedItem'] = ResolversParentTypes['SyncRunFeedItem'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['FeedItemKind'], ParentType, ContextType>;
  run?: Resolver<Maybe<ResolversTypes['SyncRun']>, ParentType, ContextType>;
  runId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
};

export type SyncRunStateCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SyncRunStateCount'] = ResolversParentTypes['SyncRunStateCount'],
> = {
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SyncRunState'], ParentType, ContextType>;
};

export type SyncStatsResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SyncStats'] = ResolversParentTypes['SyncStats'],
> = {
  byDay?: Resolver<ReadonlyArray<ResolversTypes['SyncDay']>, ParentType, ContextType>;
  byState?: Resolver<ReadonlyArray<ResolversTypes['SyncRunStateCount']>, ParentType, ContextType>;
  durations?: Resolver<ResolversTypes['SyncDurations'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  recordsCreated?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  recordsFailed?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  recordsProcessed?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  recordsUpdated?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  successRate?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  total?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SystemErrorResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SystemError'] = ResolversParentTypes['SystemError'],
> = {
  context?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  errorCode?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  errorType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  filePath?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  group?: Resolver<Maybe<ResolversTypes['ErrorGroup']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  lineNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  occurredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  occurrenceNumber?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  requestData?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  resolutionNotes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resolvedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['SystemErrorSeverity'], ParentType, ContextType>;
  severityRaw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  source?: Resolver<ResolversTypes['TimelineSource'], ParentType, ContextType>;
  stackTrace?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['SystemErrorStatus'], ParentType, ContextType>;
  statusRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  summary?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  userAgent?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  userId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SystemErrorConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SystemErrorConnection'] = ResolversParentTypes['SystemErrorConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SystemErrorEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SystemError']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type SystemErrorEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SystemErrorEdge'] = ResolversParentTypes['SystemErrorEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SystemError'], ParentType, ContextType>;
};

export type SystemNotificationResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SystemNotification'] = ResolversParentTypes['SystemNotification'],
> = {
  actionText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  actionUrl?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  dismissedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  endAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  icon?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  isDismissed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isDismissible?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isRead?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  level?: Resolver<ResolversTypes['NotificationLevel'], ParentType, ContextType>;
  levelRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  startAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  state?: Resolver<ResolversTypes['NotificationState'], ParentType, ContextType>;
  statistics?: Resolver<Maybe<ResolversTypes['NotificationReadStats']>, ParentType, ContextType>;
  targetInstitutions?: Resolver<ReadonlyArray<ResolversTypes['Institution']>, ParentType, ContextType>;
  targetRoles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  type?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  updatedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  version?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SystemNotificationConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SystemNotificationConnection'] =
    ResolversParentTypes['SystemNotificationConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SystemNotificationEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['SystemNotification']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type SystemNotificationEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SystemNotificationEdge'] = ResolversParentTypes['SystemNotificationEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SystemNotification'], ParentType, ContextType>;
};

export type SystemOverviewResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['SystemOverview'] = ResolversParentTypes['SystemOverview'],
> = {
  errorGroups?: Resolver<
    Maybe<ResolversTypes['ErrorGroupConnection']>,
    ParentType,
    ContextType,
    RequireFields<SystemOverviewErrorGroupsArgs, 'first'>
  >;
  expiringLicenses?: Resolver<
    Maybe<ResolversTypes['LicenseConnection']>,
    ParentType,
    ContextType,
    RequireFields<SystemOverviewExpiringLicensesArgs, 'first' | 'withinDays'>
  >;
  failingJobs?: Resolver<
    Maybe<ReadonlyArray<ResolversTypes['FailingJob']>>,
    ParentType,
    ContextType,
    RequireFields<SystemOverviewFailingJobsArgs, 'first'>
  >;
  from?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  jobHealth?: Resolver<Maybe<ResolversTypes['JobHealth']>, ParentType, ContextType>;
  lateSyncs?: Resolver<
    Maybe<ResolversTypes['IntegrationConnection']>,
    ParentType,
    ContextType,
    RequireFields<SystemOverviewLateSyncsArgs, 'first'>
  >;
  securityEvents?: Resolver<Maybe<ResolversTypes['SecurityEventStats']>, ParentType, ContextType>;
  slowEndpoints?: Resolver<
    Maybe<ReadonlyArray<ResolversTypes['EndpointPerformance']>>,
    ParentType,
    ContextType,
    RequireFields<SystemOverviewSlowEndpointsArgs, 'first'>
  >;
  to?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  unreadNotifications?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type TestIntegrationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['TestIntegrationPayload'] = ResolversParentTypes['TestIntegrationPayload'],
> = {
  result?: Resolver<Maybe<ResolversTypes['IntegrationTestResult']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type TimelineConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['TimelineConnection'] = ResolversParentTypes['TimelineConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['TimelineEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['TimelineItem']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  sources?: Resolver<ReadonlyArray<ResolversTypes['TimelineSource']>, ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type TimelineEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['TimelineEdge'] = ResolversParentTypes['TimelineEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['TimelineItem'], ParentType, ContextType>;
};

export type TimelineItemResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['TimelineItem'] = ResolversParentTypes['TimelineItem'],
> = {
  __resolveType: TypeResolveFn<
    'ActivityLog' | 'AuditLog' | 'JobLog' | 'SecurityEvent' | 'SystemError',
    ParentType,
    ContextType
  >;
};

export type TotalCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['TotalCount'] = ResolversParentTypes['TotalCount'],
> = {
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TransferLicensePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['TransferLicensePayload'] = ResolversParentTypes['TransferLicensePayload'],
> = {
  license?: Resolver<Maybe<ResolversTypes['License']>, ParentType, ContextType>;
  seatsReleased?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UnsetConfigPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UnsetConfigPayload'] = ResolversParentTypes['UnsetConfigPayload'],
> = {
  unsetId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateConfigFlagsPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UpdateConfigFlagsPayload'] =
    ResolversParentTypes['UpdateConfigFlagsPayload'],
> = {
  config?: Resolver<Maybe<ResolversTypes['Config']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateIntegrationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UpdateIntegrationPayload'] =
    ResolversParentTypes['UpdateIntegrationPayload'],
> = {
  integration?: Resolver<Maybe<ResolversTypes['Integration']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateModulePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UpdateModulePayload'] = ResolversParentTypes['UpdateModulePayload'],
> = {
  module?: Resolver<Maybe<ResolversTypes['Module']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateModuleSettingsPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UpdateModuleSettingsPayload'] =
    ResolversParentTypes['UpdateModuleSettingsPayload'],
> = {
  module?: Resolver<Maybe<ResolversTypes['Module']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateNotificationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UpdateNotificationPayload'] =
    ResolversParentTypes['UpdateNotificationPayload'],
> = {
  notification?: Resolver<Maybe<ResolversTypes['SystemNotification']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UpdateScheduledJobPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UpdateScheduledJobPayload'] =
    ResolversParentTypes['UpdateScheduledJobPayload'],
> = {
  scheduledJob?: Resolver<Maybe<ResolversTypes['ScheduledJob']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type UserResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['User'] = ResolversParentTypes['User'],
> = {
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  departments?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  email?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failedLoginAttempts?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  isActive?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  lastLoginAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lockedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['Role']>, ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UserConnectionResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UserConnection'] = ResolversParentTypes['UserConnection'],
> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UserEdge']>, ParentType, ContextType>;
  nodes?: Resolver<ReadonlyArray<ResolversTypes['User']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['TotalCount'], ParentType, ContextType>;
};

export type UserEdgeResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UserEdge'] = ResolversParentTypes['UserEdge'],
> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['User'], ParentType, ContextType>;
};

export type UserErrorResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UserError'] = ResolversParentTypes['UserError'],
> = {
  code?: Resolver<ResolversTypes['UserErrorCode'], ParentType, ContextType>;
  field?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ValidateLicensePayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ValidateLicensePayload'] = ResolversParentTypes['ValidateLicensePayload'],
> = {
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
  validation?: Resolver<Maybe<ResolversTypes['LicenseValidation']>, ParentType, ContextType>;
};

export type ViewerResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'],
> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  permissions?: Resolver<ReadonlyArray<ResolversTypes['PermissionGrant']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['Role'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['PermissionScope'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  username?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type Resolvers<ContextType = SignedInContext> = {
  AcknowledgeSecurityEventPayload?: AcknowledgeSecurityEventPayloadResolvers<ContextType>;
  ActivateLicensePayload?: ActivateLicensePayloadResolvers<ContextType>;
  ActivateLicenseSeatsPayload?: ActivateLicenseSeatsPayloadResolvers<ContextType>;
  ActivityLog?: ActivityLogResolvers<ContextType>;
  ActivityLogConnection?: ActivityLogConnectionResolvers<ContextType>;
  ActivityLogEdge?: ActivityLogEdgeResolvers<ContextType>;
  ApiToken?: ApiTokenResolvers<ContextType>;
  AssignErrorGroupPayload?: AssignErrorGroupPayloadResolvers<ContextType>;
  AssignSecurityEventPayload?: AssignSecurityEventPayloadResolvers<ContextType>;
  AuditLog?: AuditLogResolvers<ContextType>;
  AuditLogConnection?: AuditLogConnectionResolvers<ContextType>;
  AuditLogEdge?: AuditLogEdgeResolvers<ContextType>;
  CancelJobRunPayload?: CancelJobRunPayloadResolvers<ContextType>;
  CancelSyncRunPayload?: CancelSyncRunPayloadResolvers<ContextType>;
  ClaimSyncRunPayload?: ClaimSyncRunPayloadResolvers<ContextType>;
  CompleteSyncRunPayload?: CompleteSyncRunPayloadResolvers<ContextType>;
  Config?: ConfigResolvers<ContextType>;
  ConfigConnection?: ConfigConnectionResolvers<ContextType>;
  ConfigDataTypeCount?: ConfigDataTypeCountResolvers<ContextType>;
  ConfigEdge?: ConfigEdgeResolvers<ContextType>;
  ConfigFeedItem?: ConfigFeedItemResolvers<ContextType>;
  ConfigFieldChange?: ConfigFieldChangeResolvers<ContextType>;
  ConfigKeyCount?: ConfigKeyCountResolvers<ContextType>;
  ConfigLevel?: ConfigLevelResolvers<ContextType>;
  ConfigRevision?: ConfigRevisionResolvers<ContextType>;
  ConfigRevisionConnection?: ConfigRevisionConnectionResolvers<ContextType>;
  ConfigRevisionEdge?: ConfigRevisionEdgeResolvers<ContextType>;
  ConfigScopeCount?: ConfigScopeCountResolvers<ContextType>;
  ConfigStats?: ConfigStatsResolvers<ContextType>;
  ConfigValueAt?: ConfigValueAtResolvers<ContextType>;
  ConfirmSyncRunCancelledPayload?: ConfirmSyncRunCancelledPayloadResolvers<ContextType>;
  CreateApiTokenPayload?: CreateApiTokenPayloadResolvers<ContextType>;
  CreateIntegrationPayload?: CreateIntegrationPayloadResolvers<ContextType>;
  CreateNotificationPayload?: CreateNotificationPayloadResolvers<ContextType>;
  CreateScheduledJobPayload?: CreateScheduledJobPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Decimal?: GraphQLScalarType;
  DeleteIntegrationPayload?: DeleteIntegrationPayloadResolvers<ContextType>;
  DeleteNotificationPayload?: DeleteNotificationPayloadResolvers<ContextType>;
  DeleteScheduledJobPayload?: DeleteScheduledJobPayloadResolvers<ContextType>;
  DisableIntegrationPayload?: DisableIntegrationPayloadResolvers<ContextType>;
  DisableModulePayload?: DisableModulePayloadResolvers<ContextType>;
  DismissNotificationPayload?: DismissNotificationPayloadResolvers<ContextType>;
  DurationPercentiles?: DurationPercentilesResolvers<ContextType>;
  EffectiveConfig?: EffectiveConfigResolvers<ContextType>;
  EnableIntegrationPayload?: EnableIntegrationPayloadResolvers<ContextType>;
  EnableModulePayload?: EnableModulePayloadResolvers<ContextType>;
  EndNotificationPayload?: EndNotificationPayloadResolvers<ContextType>;
  EndpointPerformance?: EndpointPerformanceResolvers<ContextType>;
  EntityHistoryConnection?: EntityHistoryConnectionResolvers<ContextType>;
  EntityVersion?: EntityVersionResolvers<ContextType>;
  EntityVersionEdge?: EntityVersionEdgeResolvers<ContextType>;
  ErrorAffectedInstitutions?: ErrorAffectedInstitutionsResolvers<ContextType>;
  ErrorAffectedUsers?: ErrorAffectedUsersResolvers<ContextType>;
  ErrorDayCount?: ErrorDayCountResolvers<ContextType>;
  ErrorGroup?: ErrorGroupResolvers<ContextType>;
  ErrorGroupConnection?: ErrorGroupConnectionResolvers<ContextType>;
  ErrorGroupEdge?: ErrorGroupEdgeResolvers<ContextType>;
  ErrorGroupFeedItem?: ErrorGroupFeedItemResolvers<ContextType>;
  ErrorHourCount?: ErrorHourCountResolvers<ContextType>;
  ErrorInstitutionCount?: ErrorInstitutionCountResolvers<ContextType>;
  ErrorSeverityCount?: ErrorSeverityCountResolvers<ContextType>;
  ErrorStats?: ErrorStatsResolvers<ContextType>;
  ErrorStatusCount?: ErrorStatusCountResolvers<ContextType>;
  ErrorTypeCount?: ErrorTypeCountResolvers<ContextType>;
  ErrorUserCount?: ErrorUserCountResolvers<ContextType>;
  EscalateSecurityEventPayload?: EscalateSecurityEventPayloadResolvers<ContextType>;
  Export?: ExportResolvers<ContextType>;
  ExportConnection?: ExportConnectionResolvers<ContextType>;
  ExportEdge?: ExportEdgeResolvers<ContextType>;
  FailSyncRunPayload?: FailSyncRunPayloadResolvers<ContextType>;
  FailingJob?: FailingJobResolvers<ContextType>;
  FieldChange?: FieldChangeResolvers<ContextType>;
  HeartbeatSyncRunPayload?: HeartbeatSyncRunPayloadResolvers<ContextType>;
  IgnoreErrorPayload?: IgnoreErrorPayloadResolvers<ContextType>;
  Institution?: InstitutionResolvers<ContextType>;
  InstitutionConnection?: InstitutionConnectionResolvers<ContextType>;
  InstitutionEdge?: InstitutionEdgeResolvers<ContextType>;
  Integration?: IntegrationResolvers<ContextType>;
  IntegrationConfigField?: IntegrationConfigFieldResolvers<ContextType>;
  IntegrationConnection?: IntegrationConnectionResolvers<ContextType>;
  IntegrationCredential?: IntegrationCredentialResolvers<ContextType>;
  IntegrationCredentialField?: IntegrationCredentialFieldResolvers<ContextType>;
  IntegrationEdge?: IntegrationEdgeResolvers<ContextType>;
  IntegrationStats?: IntegrationStatsResolvers<ContextType>;
  IntegrationTestResult?: IntegrationTestResultResolvers<ContextType>;
  IntegrationTypeCount?: IntegrationTypeCountResolvers<ContextType>;
  IntegrationTypeInfo?: IntegrationTypeInfoResolvers<ContextType>;
  InvestigateErrorPayload?: InvestigateErrorPayloadResolvers<ContextType>;
  IssueLicensePayload?: IssueLicensePayloadResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  JSONObject?: GraphQLScalarType;
  JobCancelRequest?: JobCancelRequestResolvers<ContextType>;
  JobClass?: JobClassResolvers<ContextType>;
  JobDurations?: JobDurationsResolvers<ContextType>;
  JobFigures?: JobFiguresResolvers<ContextType>;
  JobHealth?: JobHealthResolvers<ContextType>;
  JobLine?: JobLineResolvers<ContextType>;
  JobLineConnection?: JobLineConnectionResolvers<ContextType>;
  JobLineEdge?: JobLineEdgeResolvers<ContextType>;
  JobLineFeedItem?: JobLineFeedItemResolvers<ContextType>;
  JobLog?: JobLogResolvers<ContextType>;
  JobLogConnection?: JobLogConnectionResolvers<ContextType>;
  JobLogEdge?: JobLogEdgeResolvers<ContextType>;
  JobLogFeedItem?: JobLogFeedItemResolvers<ContextType>;
  JobProgress?: JobProgressResolvers<ContextType>;
  JobRunProblem?: JobRunProblemResolvers<ContextType>;
  JobStats?: JobStatsResolvers<ContextType>;
  JobStatsGroup?: JobStatsGroupResolvers<ContextType>;
  JobStatusCount?: JobStatusCountResolvers<ContextType>;
  JobWorker?: JobWorkerResolvers<ContextType>;
  LateJob?: LateJobResolvers<ContextType>;
  LeftOutTime?: LeftOutTimeResolvers<ContextType>;
  License?: LicenseResolvers<ContextType>;
  LicenseCertificate?: LicenseCertificateResolvers<ContextType>;
  LicenseCertificateVerification?: LicenseCertificateVerificationResolvers<ContextType>;
  LicenseConnection?: LicenseConnectionResolvers<ContextType>;
  LicenseEdge?: LicenseEdgeResolvers<ContextType>;
  LicenseFeature?: LicenseFeatureResolvers<ContextType>;
  LicenseModuleCount?: LicenseModuleCountResolvers<ContextType>;
  LicenseRevocationImpact?: LicenseRevocationImpactResolvers<ContextType>;
  LicenseSeat?: LicenseSeatResolvers<ContextType>;
  LicenseSeatConnection?: LicenseSeatConnectionResolvers<ContextType>;
  LicenseSeatEdge?: LicenseSeatEdgeResolvers<ContextType>;
  LicenseSeats?: LicenseSeatsResolvers<ContextType>;
  LicenseStateCount?: LicenseStateCountResolvers<ContextType>;
  LicenseStats?: LicenseStatsResolvers<ContextType>;
  LicenseTypeCount?: LicenseTypeCountResolvers<ContextType>;
  LicenseValidation?: LicenseValidationResolvers<ContextType>;
  LogBucketCount?: LogBucketCountResolvers<ContextType>;
  LogInstitutionCount?: LogInstitutionCountResolvers<ContextType>;
  LogStats?: LogStatsResolvers<ContextType>;
  LogTypeCount?: LogTypeCountResolvers<ContextType>;
  LogUserCount?: LogUserCountResolvers<ContextType>;
  MarkAllNotificationsReadPayload?: MarkAllNotificationsReadPayloadResolvers<ContextType>;
  MarkNotificationReadPayload?: MarkNotificationReadPayloadResolvers<ContextType>;
  Module?: ModuleResolvers<ContextType>;
  ModuleDependency?: ModuleDependencyResolvers<ContextType>;
  ModuleEntitlement?: ModuleEntitlementResolvers<ContextType>;
  ModuleGraph?: ModuleGraphResolvers<ContextType>;
  ModulePlan?: ModulePlanResolvers<ContextType>;
  ModuleProblem?: ModuleProblemResolvers<ContextType>;
  ModuleStats?: ModuleStatsResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  MyNotificationConnection?: MyNotificationConnectionResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NotificationAudience?: NotificationAudienceResolvers<ContextType>;
  NotificationFeedItem?: NotificationFeedItemResolvers<ContextType>;
  NotificationReadStats?: NotificationReadStatsResolvers<ContextType>;
  NotificationRegionReadStats?: NotificationRegionReadStatsResolvers<ContextType>;
  NotificationRoleReadStats?: NotificationRoleReadStatsResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PauseScheduledJobPayload?: PauseScheduledJobPayloadResolvers<ContextType>;
  PerformanceBucket?: PerformanceBucketResolvers<ContextType>;
  PerformanceChange?: PerformanceChangeResolvers<ContextType>;
  PerformanceComparison?: PerformanceComparisonResolvers<ContextType>;
  PerformanceFigures?: PerformanceFiguresResolvers<ContextType>;
  PerformanceGroup?: PerformanceGroupResolvers<ContextType>;
  PerformanceMetric?: PerformanceMetricResolvers<ContextType>;
  PerformanceMetricConnection?: PerformanceMetricConnectionResolvers<ContextType>;
  PerformanceMetricEdge?: PerformanceMetricEdgeResolvers<ContextType>;
  PerformanceSeries?: PerformanceSeriesResolvers<ContextType>;
  PermissionGrant?: PermissionGrantResolvers<ContextType>;
  PlaceRetentionHoldPayload?: PlaceRetentionHoldPayloadResolvers<ContextType>;
  PlannedRun?: PlannedRunResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordActivityPayload?: RecordActivityPayloadResolvers<ContextType>;
  RecordPerformanceMetricsPayload?: RecordPerformanceMetricsPayloadResolvers<ContextType>;
  RecordSecurityEventPayload?: RecordSecurityEventPayloadResolvers<ContextType>;
  RecordedActivity?: RecordedActivityResolvers<ContextType>;
  RegisterModulePayload?: RegisterModulePayloadResolvers<ContextType>;
  RejectedPerformanceSample?: RejectedPerformanceSampleResolvers<ContextType>;
  ReleaseLicenseSeatsPayload?: ReleaseLicenseSeatsPayloadResolvers<ContextType>;
  ReleaseRetentionHoldPayload?: ReleaseRetentionHoldPayloadResolvers<ContextType>;
  RenewLicensePayload?: RenewLicensePayloadResolvers<ContextType>;
  ReopenErrorPayload?: ReopenErrorPayloadResolvers<ContextType>;
  ReopenSecurityEventPayload?: ReopenSecurityEventPayloadResolvers<ContextType>;
  ReportErrorPayload?: ReportErrorPayloadResolvers<ContextType>;
  ReportErrorResult?: ReportErrorResultResolvers<ContextType>;
  ReportErrorsPayload?: ReportErrorsPayloadResolvers<ContextType>;
  ResolveErrorPayload?: ResolveErrorPayloadResolvers<ContextType>;
  ResolveSecurityEventPayload?: ResolveSecurityEventPayloadResolvers<ContextType>;
  ResolveSecurityEventResult?: ResolveSecurityEventResultResolvers<ContextType>;
  ResolveSecurityEventsPayload?: ResolveSecurityEventsPayloadResolvers<ContextType>;
  ResumeScheduledJobPayload?: ResumeScheduledJobPayloadResolvers<ContextType>;
  RetentionHeld?: RetentionHeldResolvers<ContextType>;
  RetentionHold?: RetentionHoldResolvers<ContextType>;
  RetentionHoldConnection?: RetentionHoldConnectionResolvers<ContextType>;
  RetentionHoldEdge?: RetentionHoldEdgeResolvers<ContextType>;
  RetentionPolicy?: RetentionPolicyResolvers<ContextType>;
  RetentionPreview?: RetentionPreviewResolvers<ContextType>;
  RetentionRun?: RetentionRunResolvers<ContextType>;
  RetryJobRunPayload?: RetryJobRunPayloadResolvers<ContextType>;
  RevealConfigValuePayload?: RevealConfigValuePayloadResolvers<ContextType>;
  RevokeApiTokenPayload?: RevokeApiTokenPayloadResolvers<ContextType>;
  RevokeLicensePayload?: RevokeLicensePayloadResolvers<ContextType>;
  Role?: RoleResolvers<ContextType>;
  RollbackConfigPayload?: RollbackConfigPayloadResolvers<ContextType>;
  RunJobNowPayload?: RunJobNowPayloadResolvers<ContextType>;
  RunRetentionPayload?: RunRetentionPayloadResolvers<ContextType>;
  SchedulePreview?: SchedulePreviewResolvers<ContextType>;
  ScheduledJob?: ScheduledJobResolvers<ContextType>;
  SecurityEvent?: SecurityEventResolvers<ContextType>;
  SecurityEventAddressCount?: SecurityEventAddressCountResolvers<ContextType>;
  SecurityEventConnection?: SecurityEventConnectionResolvers<ContextType>;
  SecurityEventEdge?: SecurityEventEdgeResolvers<ContextType>;
  SecurityEventFeedItem?: SecurityEventFeedItemResolvers<ContextType>;
  SecurityEventHourCount?: SecurityEventHourCountResolvers<ContextType>;
  SecurityEventInstitutionCount?: SecurityEventInstitutionCountResolvers<ContextType>;
  SecurityEventSeverityCount?: SecurityEventSeverityCountResolvers<ContextType>;
  SecurityEventStats?: SecurityEventStatsResolvers<ContextType>;
  SecurityEventTypeCount?: SecurityEventTypeCountResolvers<ContextType>;
  SecurityEventUserCount?: SecurityEventUserCountResolvers<ContextType>;
  SetConfigPayload?: SetConfigPayloadResolvers<ContextType>;
  SetConfigsPayload?: SetConfigsPayloadResolvers<ContextType>;
  SetIntegrationCredentialsPayload?: SetIntegrationCredentialsPayloadResolvers<ContextType>;
  SetRetentionPolicyPayload?: SetRetentionPolicyPayloadResolvers<ContextType>;
  StartExportPayload?: StartExportPayloadResolvers<ContextType>;
  StartSyncRunPayload?: StartSyncRunPayloadResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  SyncDay?: SyncDayResolvers<ContextType>;
  SyncDurations?: SyncDurationsResolvers<ContextType>;
  SyncFreshness?: SyncFreshnessResolvers<ContextType>;
  SyncRun?: SyncRunResolvers<ContextType>;
  SyncRunConnection?: SyncRunConnectionResolvers<ContextType>;
  SyncRunEdge?: SyncRunEdgeResolvers<ContextType>;
  SyncRunFeedItem?: SyncRunFeedItemResolvers<ContextType>;
  SyncRunStateCount?: SyncRunStateCountResolvers<ContextType>;
  SyncStats?: SyncStatsResolvers<ContextType>;
  SystemError?: SystemErrorResolvers<ContextType>;
  SystemErrorConnection?: SystemErrorConnectionResolvers<ContextType>;
  SystemErrorEdge?: SystemErrorEdgeResolvers<ContextType>;
  SystemNotification?: SystemNotificationResolvers<ContextType>;
  SystemNotificationConnection?: SystemNotificationConnectionResolvers<ContextType>;
  SystemNotificationEdge?: SystemNotificationEdgeResolvers<ContextType>;
  SystemOverview?: SystemOverviewResolvers<ContextType>;
  TestIntegrationPayload?: TestIntegrationPayloadResolvers<ContextType>;
  TimelineConnection?: TimelineConnectionResolvers<ContextType>;
  TimelineEdge?: TimelineEdgeResolvers<ContextType>;
  TimelineItem?: TimelineItemResolvers<ContextType>;
  TotalCount?: TotalCountResolvers<ContextType>;
  TransferLicensePayload?: TransferLicensePayloadResolvers<ContextType>;
  UnsetConfigPayload?: UnsetConfigPayloadResolvers<ContextType>;
  UpdateConfigFlagsPayload?: UpdateConfigFlagsPayloadResolvers<ContextType>;
  UpdateIntegrationPayload?: UpdateIntegrationPayloadResolvers<ContextType>;
  UpdateModulePayload?: UpdateModulePayloadResolvers<ContextType>;
  UpdateModuleSettingsPayload?: UpdateModuleSettingsPayloadResolvers<ContextType>;
  UpdateNotificationPayload?: UpdateNotificationPayloadResolvers<ContextType>;
  UpdateScheduledJobPayload?: UpdateScheduledJobPayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  ValidateLicensePayload?: ValidateLicensePayloadResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = SignedInContext> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
};
