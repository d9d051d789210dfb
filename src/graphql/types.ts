// Generated from schema/*.graphql by `npm run generate`: change the schema instead.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { Viewer as SignedInViewer } from '../auth/viewer.ts';
import type { RoleRow, UserRow, InstitutionRow, ActivityLogRow } from '../db/generated/tables.ts';
import type { ApiTokenView } from '../domains/api-tokens/api-tokens.repository.ts';
import type { SecurityEventView } from '../domains/security-events/security-events.repository.ts';
import type { SecurityEventStatistics } from '../domains/security-events/security-event-stats.resolvers.ts';
import type { Counted } from '../domains/security-events/security-event-stats.repository.ts';
import type { SecurityEventFeedItem as DeliveredSecurityEvent } from '../domains/security-events/security-events.feed.ts';
import type { NotificationView } from '../domains/notifications/notifications.repository.ts';
import type { NotificationFeedItem as DeliveredNotification } from '../domains/notifications/notifications.feed.ts';
import type {
  AudienceQuery,
  ReadStats,
  RoleReadStats,
  RegionReadStats,
} from '../domains/notifications/notification-audience.repository.ts';
import type { ConfigView } from '../domains/configs/configs.repository.ts';
import type { RevisionView } from '../domains/configs/config-revisions.repository.ts';
import type { Effective } from '../domains/configs/config-resolution.ts';
import type { StateAt } from '../domains/configs/config-history.resolvers.ts';
import type { ConfigCounts } from '../domains/configs/config-stats.repository.ts';
import type { ConfigFeedItem as DeliveredConfig } from '../domains/configs/configs.feed.ts';
import type { FeedConnection, Connection } from './pagination.ts';
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

/** Something that a user did: signed in, looked at a report, changed a school. Entries are never changed. */
export type ActivityLog = Node & {
  readonly __typename?: 'ActivityLog';
  /** Kind of activity, an open vocabulary: `login`, `create`, `update`, `export`, … */
  readonly activityType: Scalars['String']['output'];
  /** The entity after. Values whose name suggests a secret are `***`. */
  readonly afterState?: Maybe<Scalars['JSON']['output']>;
  /** The entity before. Values whose name suggests a secret are `***`. */
  readonly beforeState?: Maybe<Scalars['JSON']['output']>;
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
  /** Details, depending on the type. Values whose name suggests a secret are `***`. */
  readonly properties?: Maybe<Scalars['JSON']['output']>;
  /** Who did it; null where nobody is known, the user was deleted or the viewer may not see the user. */
  readonly user?: Maybe<User>;
  /** Browser or program, as reported. */
  readonly userAgent?: Maybe<Scalars['String']['output']>;
  /** Database id of who did it, also where `user` is null because the viewer may not see the user or it was deleted. */
  readonly userId?: Maybe<Scalars['ID']['output']>;
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
  /** Any of these types. */
  readonly activityTypes?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
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

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** Notes that somebody has seen the event and looks after it. Allowed while it is neither acknowledged nor resolved. */
  readonly acknowledgeSecurityEvent: AcknowledgeSecurityEventPayload;
  /** Gives the event to somebody who may triage it, or to nobody. Allowed while it is not resolved. */
  readonly assignSecurityEvent: AssignSecurityEventPayload;
  /**
   * Creates an API token for the viewer, with the abilities of the token that this request is sent with. Its secret is
   * shown this once.
   */
  readonly createApiToken: CreateApiTokenPayload;
  /** Writes a notification. Only super administrators may address everybody; others name institutions within their reach. */
  readonly createNotification: CreateNotificationPayload;
  /** Deletes a notification, and with it who has read it. */
  readonly deleteNotification: DeleteNotificationPayload;
  /** Puts an active notification away for the viewer, which implies reading it. Allowed where it is dismissible. */
  readonly dismissNotification: DismissNotificationPayload;
  /** Ends an active notification now; it stays for its author. One that has not started is deleted instead. */
  readonly endNotification: EndNotificationPayload;
  /** Hands the event to the level above. Allowed while it is neither escalated nor resolved. */
  readonly escalateSecurityEvent: EscalateSecurityEventPayload;
  /** Notes that the viewer has read every active notification. */
  readonly markAllNotificationsRead: MarkAllNotificationsReadPayload;
  /** Notes that the viewer has read an active notification. The time of the first reading stays. */
  readonly markNotificationRead: MarkNotificationReadPayload;
  /** Reports a security event. */
  readonly recordSecurityEvent: RecordSecurityEventPayload;
  /** Opens a resolved event again; acknowledgement and escalation start anew, the assignee stays. */
  readonly reopenSecurityEvent: ReopenSecurityEventPayload;
  /** Closes the event. Allowed while it is not resolved. */
  readonly resolveSecurityEvent: ResolveSecurityEventPayload;
  /** Closes up to 100 events; each succeeds or fails by itself. */
  readonly resolveSecurityEvents: ResolveSecurityEventsPayload;
  /** Tells an encrypted value in clear. Who asked, for what and why is recorded; the value is not. */
  readonly revealConfigValue: RevealConfigValuePayload;
  /** Revokes one of the viewer's API tokens: it stops working within 30 seconds, on open sockets too. */
  readonly revokeApiToken: RevokeApiTokenPayload;
  /**
   * Sets again what a revision tells: the state after it or, of a deletion, the state before it. Leaves a new revision.
   * Also brings back what is not set any more. What is read-only stays as it is.
   */
  readonly rollbackConfig: RollbackConfigPayload;
  /**
   * Sets a key in one place, whether it was set there before or not; the same again changes nothing. Administrators of a
   * region set what applies to institutions and users within their reach.
   */
  readonly setConfig: SetConfigPayload;
  /** Sets several keys: all of them or, when one is refused, none. */
  readonly setConfigs: SetConfigsPayload;
  /** Takes a setting away: what is set above it applies again. */
  readonly unsetConfig: UnsetConfigPayload;
  /** Hides a setting, makes it read-only, or describes it. For super administrators. */
  readonly updateConfigFlags: UpdateConfigFlagsPayload;
  /** Changes a notification that the viewer manages. What is absent keeps its value; null clears it. */
  readonly updateNotification: UpdateNotificationPayload;
};

export type MutationAcknowledgeSecurityEventArgs = {
  input: AcknowledgeSecurityEventInput;
};

export type MutationAssignSecurityEventArgs = {
  input: AssignSecurityEventInput;
};

export type MutationCreateApiTokenArgs = {
  input: CreateApiTokenInput;
};

export type MutationCreateNotificationArgs = {
  input: CreateNotificationInput;
};

export type MutationDeleteNotificationArgs = {
  input: DeleteNotificationInput;
};

export type MutationDismissNotificationArgs = {
  input: DismissNotificationInput;
};

export type MutationEndNotificationArgs = {
  input: EndNotificationInput;
};

export type MutationEscalateSecurityEventArgs = {
  input: EscalateSecurityEventInput;
};

export type MutationMarkAllNotificationsReadArgs = {
  input?: MarkAllNotificationsReadInput;
};

export type MutationMarkNotificationReadArgs = {
  input: MarkNotificationReadInput;
};

export type MutationRecordSecurityEventArgs = {
  input: RecordSecurityEventInput;
};

export type MutationReopenSecurityEventArgs = {
  input: ReopenSecurityEventInput;
};

export type MutationResolveSecurityEventArgs = {
  input: ResolveSecurityEventInput;
};

export type MutationResolveSecurityEventsArgs = {
  input: ResolveSecurityEventsInput;
};

export type MutationRevealConfigValueArgs = {
  input: RevealConfigValueInput;
};

export type MutationRevokeApiTokenArgs = {
  input: RevokeApiTokenInput;
};

export type MutationRollbackConfigArgs = {
  input: RollbackConfigInput;
};

export type MutationSetConfigArgs = {
  input: SetConfigInput;
};

export type MutationSetConfigsArgs = {
  input: SetConfigsInput;
};

export type MutationUnsetConfigArgs = {
  input: UnsetConfigInput;
};

export type MutationUpdateConfigFlagsArgs = {
  input: UpdateConfigFlagsInput;
};

export type MutationUpdateNotificationArgs = {
  input: UpdateNotificationInput;
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

/** What a role may be allowed to do. */
export type Permission =
  /** See what users did. */
  | 'ACTIVITY_LOGS_READ'
  /** Create, list and revoke one's own API tokens. */
  | 'API_TOKENS_MANAGE'
  /** See settings, what applies where, and their history and feed. */
  | 'CONFIGS_READ'
  /** Read encrypted settings in clear; each reading is recorded. */
  | 'CONFIGS_REVEAL'
  /** Set, unset and roll back settings. */
  | 'CONFIGS_WRITE'
  /** See users and institutions. */
  | 'DIRECTORY_READ'
  /** Create, change, test and delete integrations. */
  | 'INTEGRATIONS_MANAGE'
  /** See integrations, without their credentials. */
  | 'INTEGRATIONS_READ'
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
  | 'SYNC_RUNS_WORK';

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

export type Query = {
  readonly __typename?: 'Query';
  /** The activity log entry with this id; null when there is none or the viewer may not see it. */
  readonly activityLog?: Maybe<ActivityLog>;
  /** What users did: one's own acts, and those in the viewer's institution and below it. */
  readonly activityLogs: ActivityLogConnection;
  /** The viewer's own API tokens, the newest first. */
  readonly apiTokens: ReadonlyArray<ApiToken>;
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
  /** One institution; null when absent or invisible. */
  readonly institution?: Maybe<Institution>;
  /** Institutions, by name. */
  readonly institutions: InstitutionConnection;
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
  /** All roles, the most powerful first. */
  readonly roles: ReadonlyArray<Role>;
  /** One security event; null when absent or invisible. */
  readonly securityEvent?: Maybe<SecurityEvent>;
  /** Figures over the events that match, for a dashboard. */
  readonly securityEventStats: SecurityEventStats;
  /** Security events. */
  readonly securityEvents: SecurityEventConnection;
  /** How many active notifications that are addressed to the viewer are neither read nor dismissed. */
  readonly unreadNotificationCount: Scalars['Int']['output'];
  /** One user; null when absent or invisible. */
  readonly user?: Maybe<User>;
  /** Users, by user name. */
  readonly users: UserConnection;
  /** Who is signed in. */
  readonly viewer: Viewer;
};

export type QueryActivityLogArgs = {
  id: Scalars['ID']['input'];
};

export type QueryActivityLogsArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ActivityLogFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  orderBy?: ActivityLogOrder;
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
  scope: ConfigScope;
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

/** Something that concerns security: a failed sign-in, a changed permission, a suspicious act. */
export type SecurityEvent = Node & {
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
  /** Details, depending on the type. */
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
  /** Where it stands. */
  readonly state: SecurityEventState;
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

export type Subscription = {
  readonly __typename?: 'Subscription';
  /**
   * Changes of settings that the viewer may see, whichever application makes them, in commit order, none lost and none
   * repeated within a subscription. The first item is a PROGRESS mark with the starting cursor. That a user's setting is
   * gone is told to super administrators only.
   */
  readonly configFeed: ConfigFeedItem;
  /**
   * Notifications that are addressed to the viewer, as they start and change, in commit order, none lost and none
   * repeated within a subscription. The first item is a PROGRESS mark with the starting cursor. A notification whose
   * `endAt` passes makes no item: stop showing it then.
   */
  readonly notificationFeed: NotificationFeedItem;
  /**
   * Security events as they come and change, in commit order, none lost and none repeated within a subscription.
   * The first item is a PROGRESS mark with the starting cursor.
   */
  readonly securityEventFeed: SecurityEventFeedItem;
};

export type SubscriptionConfigFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<ConfigFeedFilter>;
};

export type SubscriptionNotificationFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
};

export type SubscriptionSecurityEventFeedArgs = {
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<SecurityEventFeedFilter>;
};

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

/** How many items a list has, counted up to 10,000. */
export type TotalCount = {
  readonly __typename?: 'TotalCount';
  /** False where there are more than `value`. */
  readonly isExact: Scalars['Boolean']['output'];
  /** The number of items; 10,000 where there are more. */
  readonly value: Scalars['Int']['output'];
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
    | ConfigView
    | RevisionView
    | InstitutionRow
    | RoleRow
    | SecurityEventView
    | NotificationView
    | UserRow;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  AcknowledgeSecurityEventInput: AcknowledgeSecurityEventInput;
  AcknowledgeSecurityEventPayload: ResolverTypeWrapper<
    Omit<AcknowledgeSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  ActivityLog: ResolverTypeWrapper<ActivityLogRow>;
  ActivityLogConnection: ResolverTypeWrapper<Connection<ActivityLogRow>>;
  ActivityLogEdge: ResolverTypeWrapper<Omit<ActivityLogEdge, 'node'> & { node: ResolversTypes['ActivityLog'] }>;
  ActivityLogFilter: ActivityLogFilter;
  ActivityLogOrder: ActivityLogOrder;
  ApiToken: ResolverTypeWrapper<ApiTokenView>;
  AssignSecurityEventInput: AssignSecurityEventInput;
  AssignSecurityEventPayload: ResolverTypeWrapper<
    Omit<AssignSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
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
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: ResolverTypeWrapper<
    Omit<CreateApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversTypes['ApiToken']> }
  >;
  CreateNotificationInput: CreateNotificationInput;
  CreateNotificationPayload: ResolverTypeWrapper<
    Omit<CreateNotificationPayload, 'notification'> & { notification?: Maybe<ResolversTypes['SystemNotification']> }
  >;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  DeleteNotificationInput: DeleteNotificationInput;
  DeleteNotificationPayload: ResolverTypeWrapper<DeleteNotificationPayload>;
  DismissNotificationInput: DismissNotificationInput;
  DismissNotificationPayload: ResolverTypeWrapper<
    Omit<DismissNotificationPayload, 'notification'> & { notification?: Maybe<ResolversTypes['SystemNotification']> }
  >;
  DurationPercentiles: ResolverTypeWrapper<DurationPercentiles>;
  EffectiveConfig: ResolverTypeWrapper<Effective<ConfigView>>;
  EndNotificationInput: EndNotificationInput;
  EndNotificationPayload: ResolverTypeWrapper<
    Omit<EndNotificationPayload, 'notification'> & { notification?: Maybe<ResolversTypes['SystemNotification']> }
  >;
  EscalateSecurityEventInput: EscalateSecurityEventInput;
  EscalateSecurityEventPayload: ResolverTypeWrapper<
    Omit<EscalateSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  FeedItemKind: FeedItemKind;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Institution: ResolverTypeWrapper<InstitutionRow>;
  InstitutionConnection: ResolverTypeWrapper<Connection<InstitutionRow>>;
  InstitutionEdge: ResolverTypeWrapper<Omit<InstitutionEdge, 'node'> & { node: ResolversTypes['Institution'] }>;
  InstitutionFilter: InstitutionFilter;
  InstitutionType: InstitutionType;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  JSON: ResolverTypeWrapper<Scalars['JSON']['output']>;
  JSONObject: ResolverTypeWrapper<Scalars['JSONObject']['output']>;
  MarkAllNotificationsReadInput: MarkAllNotificationsReadInput;
  MarkAllNotificationsReadPayload: ResolverTypeWrapper<MarkAllNotificationsReadPayload>;
  MarkNotificationReadInput: MarkNotificationReadInput;
  MarkNotificationReadPayload: ResolverTypeWrapper<
    Omit<MarkNotificationReadPayload, 'notification'> & { notification?: Maybe<ResolversTypes['SystemNotification']> }
  >;
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
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Permission: Permission;
  PermissionGrant: ResolverTypeWrapper<PermissionGrant>;
  PermissionScope: PermissionScope;
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  RecordSecurityEventInput: RecordSecurityEventInput;
  RecordSecurityEventPayload: ResolverTypeWrapper<
    Omit<RecordSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
  >;
  ReopenSecurityEventInput: ReopenSecurityEventInput;
  ReopenSecurityEventPayload: ResolverTypeWrapper<
    Omit<ReopenSecurityEventPayload, 'securityEvent'> & { securityEvent?: Maybe<ResolversTypes['SecurityEvent']> }
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
  RevealConfigValueInput: RevealConfigValueInput;
  RevealConfigValuePayload: ResolverTypeWrapper<RevealConfigValuePayload>;
  RevokeApiTokenInput: RevokeApiTokenInput;
  RevokeApiTokenPayload: ResolverTypeWrapper<
    Omit<RevokeApiTokenPayload, 'apiToken'> & { apiToken?: Maybe<ResolversTypes['ApiToken']> }
  >;
  Role: ResolverTypeWrapper<RoleRow>;
  RollbackConfigInput: RollbackConfigInput;
  RollbackConfigPayload: ResolverTypeWrapper<
    Omit<RollbackConfigPayload, 'config'> & { config?: Maybe<ResolversTypes['Config']> }
  >;
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
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  SystemNotification: ResolverTypeWrapper<NotificationView>;
  SystemNotificationConnection: ResolverTypeWrapper<Connection<NotificationView>>;
  SystemNotificationEdge: ResolverTypeWrapper<
    Omit<SystemNotificationEdge, 'node'> & { node: ResolversTypes['SystemNotification'] }
  >;
  TotalCount: ResolverTypeWrapper<TotalCount>;
  UnsetConfigInput: UnsetConfigInput;
  UnsetConfigPayload: ResolverTypeWrapper<UnsetConfigPayload>;
  UpdateConfigFlagsInput: UpdateConfigFlagsInput;
  UpdateConfigFlagsPayload: ResolverTypeWrapper<
    Omit<UpdateConfigFlagsPayload, 'config'> & { config?: Maybe<ResolversTypes['Config']> }
  >;
  UpdateNotificationInput: UpdateNotificationInput;
  UpdateNotificationPayload: ResolverTypeWrapper<
    Omit<UpdateNotificationPayload, 'notification'> & { notification?: Maybe<ResolversTypes['SystemNotification']> }
  >;
  User: ResolverTypeWrapper<UserRow>;
  UserConnection: ResolverTypeWrapper<Connection<UserRow>>;
  UserEdge: ResolverTypeWrapper<Omit<UserEdge, 'node'> & { node: ResolversTypes['User'] }>;
  UserError: ResolverTypeWrapper<UserError>;
  UserErrorCode: UserErrorCode;
  UserFilter: UserFilter;
  Viewer: ResolverTypeWrapper<SignedInViewer>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  AcknowledgeSecurityEventInput: AcknowledgeSecurityEventInput;
  AcknowledgeSecurityEventPayload: Omit<AcknowledgeSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  ActivityLog: ActivityLogRow;
  ActivityLogConnection: Connection<ActivityLogRow>;
  ActivityLogEdge: Omit<ActivityLogEdge, 'node'> & { node: ResolversParentTypes['ActivityLog'] };
  ActivityLogFilter: ActivityLogFilter;
  ApiToken: ApiTokenView;
  AssignSecurityEventInput: AssignSecurityEventInput;
  AssignSecurityEventPayload: Omit<AssignSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  Boolean: Scalars['Boolean']['output'];
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
  CreateApiTokenInput: CreateApiTokenInput;
  CreateApiTokenPayload: Omit<CreateApiTokenPayload, 'apiToken'> & {
    apiToken?: Maybe<ResolversParentTypes['ApiToken']>;
  };
  CreateNotificationInput: CreateNotificationInput;
  CreateNotificationPayload: Omit<CreateNotificationPayload, 'notification'> & {
    notification?: Maybe<ResolversParentTypes['SystemNotification']>;
  };
  DateTime: Scalars['DateTime']['output'];
  DeleteNotificationInput: DeleteNotificationInput;
  DeleteNotificationPayload: DeleteNotificationPayload;
  DismissNotificationInput: DismissNotificationInput;
  DismissNotificationPayload: Omit<DismissNotificationPayload, 'notification'> & {
    notification?: Maybe<ResolversParentTypes['SystemNotification']>;
  };
  DurationPercentiles: DurationPercentiles;
  EffectiveConfig: Effective<ConfigView>;
  EndNotificationInput: EndNotificationInput;
  EndNotificationPayload: Omit<EndNotificationPayload, 'notification'> & {
    notification?: Maybe<ResolversParentTypes['SystemNotification']>;
  };
  EscalateSecurityEventInput: EscalateSecurityEventInput;
  EscalateSecurityEventPayload: Omit<EscalateSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  Float: Scalars['Float']['output'];
  ID: Scalars['ID']['output'];
  Institution: InstitutionRow;
  InstitutionConnection: Connection<InstitutionRow>;
  InstitutionEdge: Omit<InstitutionEdge, 'node'> & { node: ResolversParentTypes['Institution'] };
  InstitutionFilter: InstitutionFilter;
  Int: Scalars['Int']['output'];
  JSON: Scalars['JSON']['output'];
  JSONObject: Scalars['JSONObject']['output'];
  MarkAllNotificationsReadInput: MarkAllNotificationsReadInput;
  MarkAllNotificationsReadPayload: MarkAllNotificationsReadPayload;
  MarkNotificationReadInput: MarkNotificationReadInput;
  MarkNotificationReadPayload: Omit<MarkNotificationReadPayload, 'notification'> & {
    notification?: Maybe<ResolversParentTypes['SystemNotification']>;
  };
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
  PermissionGrant: PermissionGrant;
  Query: Record<PropertyKey, never>;
  RecordSecurityEventInput: RecordSecurityEventInput;
  RecordSecurityEventPayload: Omit<RecordSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
  };
  ReopenSecurityEventInput: ReopenSecurityEventInput;
  ReopenSecurityEventPayload: Omit<ReopenSecurityEventPayload, 'securityEvent'> & {
    securityEvent?: Maybe<ResolversParentTypes['SecurityEvent']>;
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
  RevealConfigValueInput: RevealConfigValueInput;
  RevealConfigValuePayload: RevealConfigValuePayload;
  RevokeApiTokenInput: RevokeApiTokenInput;
  RevokeApiTokenPayload: Omit<RevokeApiTokenPayload, 'apiToken'> & {
    apiToken?: Maybe<ResolversParentTypes['ApiToken']>;
  };
  Role: RoleRow;
  RollbackConfigInput: RollbackConfigInput;
  RollbackConfigPayload: Omit<RollbackConfigPayload, 'config'> & { config?: Maybe<ResolversParentTypes['Config']> };
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
  String: Scalars['String']['output'];
  Subscription: Record<PropertyKey, never>;
  SystemNotification: NotificationView;
  SystemNotificationConnection: Connection<NotificationView>;
  SystemNotificationEdge: Omit<SystemNotificationEdge, 'node'> & { node: ResolversParentTypes['SystemNotification'] };
  TotalCount: TotalCount;
  UnsetConfigInput: UnsetConfigInput;
  UnsetConfigPayload: UnsetConfigPayload;
  UpdateConfigFlagsInput: UpdateConfigFlagsInput;
  UpdateConfigFlagsPayload: Omit<UpdateConfigFlagsPayload, 'config'> & {
    config?: Maybe<ResolversParentTypes['Config']>;
  };
  UpdateNotificationInput: UpdateNotificationInput;
  UpdateNotificationPayload: Omit<UpdateNotificationPayload, 'notification'> & {
    notification?: Maybe<ResolversParentTypes['SystemNotification']>;
  };
  User: UserRow;
  UserConnection: Connection<UserRow>;
  UserEdge: Omit<UserEdge, 'node'> & { node: ResolversParentTypes['User'] };
  UserError: UserError;
  UserFilter: UserFilter;
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

export type ActivityLogResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['ActivityLog'] = ResolversParentTypes['ActivityLog'],
> = {
  activityType?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  afterState?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  beforeState?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
  createdAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  databaseId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  entityId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  entityType?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  institution?: Resolver<Maybe<ResolversTypes['Institution']>, ParentType, ContextType>;
  ipAddress?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  properties?: Resolver<Maybe<ResolversTypes['JSON']>, ParentType, ContextType>;
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

export type AssignSecurityEventPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['AssignSecurityEventPayload'] =
    ResolversParentTypes['AssignSecurityEventPayload'],
> = {
  securityEvent?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
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

export type CreateApiTokenPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['CreateApiTokenPayload'] = ResolversParentTypes['CreateApiTokenPayload'],
> = {
  apiToken?: Resolver<Maybe<ResolversTypes['ApiToken']>, ParentType, ContextType>;
  secret?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
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

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type DeleteNotificationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['DeleteNotificationPayload'] =
    ResolversParentTypes['DeleteNotificationPayload'],
> = {
  deletedId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
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

export type EndNotificationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EndNotificationPayload'] = ResolversParentTypes['EndNotificationPayload'],
> = {
  notification?: Resolver<Maybe<ResolversTypes['SystemNotification']>, ParentType, ContextType>;
  userErrors?: Resolver<ReadonlyArray<ResolversTypes['UserError']>, ParentType, ContextType>;
};

export type EscalateSecurityEventPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['EscalateSecurityEventPayload'] =
    ResolversParentTypes['EscalateSecurityEventPayload'],
> = {
  securityEvent?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
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

export interface JsonScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSON'], any> {
  name: 'JSON';
}

export interface JsonObjectScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['JSONObject'], any> {
  name: 'JSONObject';
}

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
  assignSecurityEvent?: Resolver<
    ResolversTypes['AssignSecurityEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationAssignSecurityEventArgs, 'input'>
  >;
  createApiToken?: Resolver<
    ResolversTypes['CreateApiTokenPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateApiTokenArgs, 'input'>
  >;
  createNotification?: Resolver<
    ResolversTypes['CreateNotificationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationCreateNotificationArgs, 'input'>
  >;
  deleteNotification?: Resolver<
    ResolversTypes['DeleteNotificationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDeleteNotificationArgs, 'input'>
  >;
  dismissNotification?: Resolver<
    ResolversTypes['DismissNotificationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationDismissNotificationArgs, 'input'>
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
  recordSecurityEvent?: Resolver<
    ResolversTypes['RecordSecurityEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRecordSecurityEventArgs, 'input'>
  >;
  reopenSecurityEvent?: Resolver<
    ResolversTypes['ReopenSecurityEventPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationReopenSecurityEventArgs, 'input'>
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
  rollbackConfig?: Resolver<
    ResolversTypes['RollbackConfigPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationRollbackConfigArgs, 'input'>
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
  updateNotification?: Resolver<
    ResolversTypes['UpdateNotificationPayload'],
    ParentType,
    ContextType,
    RequireFields<MutationUpdateNotificationArgs, 'input'>
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
    | 'Config'
    | 'ConfigRevision'
    | 'Institution'
    | 'Role'
    | 'SecurityEvent'
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

export type PermissionGrantResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['PermissionGrant'] = ResolversParentTypes['PermissionGrant'],
> = {
  permission?: Resolver<ResolversTypes['Permission'], ParentType, ContextType>;
  scope?: Resolver<ResolversTypes['PermissionScope'], ParentType, ContextType>;
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
  activityLogs?: Resolver<
    ResolversTypes['ActivityLogConnection'],
    ParentType,
    ContextType,
    RequireFields<QueryActivityLogsArgs, 'orderBy'>
  >;
  apiTokens?: Resolver<ReadonlyArray<ResolversTypes['ApiToken']>, ParentType, ContextType>;
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
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
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
  unreadNotificationCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  user?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType, RequireFields<QueryUserArgs, 'id'>>;
  users?: Resolver<ResolversTypes['UserConnection'], ParentType, ContextType, Partial<QueryUsersArgs>>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type RecordSecurityEventPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['RecordSecurityEventPayload'] =
    ResolversParentTypes['RecordSecurityEventPayload'],
> = {
  securityEvent?: Resolver<Maybe<ResolversTypes['SecurityEvent']>, ParentType, ContextType>;
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
  resolution?: Resolver<Maybe<ResolversTypes['SecurityEventResolution']>, ParentType, ContextType>;
  resolutionNotes?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolutionRaw?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  resolvedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  resolvedBy?: Resolver<Maybe<ResolversTypes['User']>, ParentType, ContextType>;
  severity?: Resolver<ResolversTypes['SecurityEventSeverity'], ParentType, ContextType>;
  severityRaw?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  state?: Resolver<ResolversTypes['SecurityEventState'], ParentType, ContextType>;
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

export type TotalCountResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['TotalCount'] = ResolversParentTypes['TotalCount'],
> = {
  isExact?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
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

export type UpdateNotificationPayloadResolvers<
  ContextType = SignedInContext,
  ParentType extends ResolversParentTypes['UpdateNotificationPayload'] =
    ResolversParentTypes['UpdateNotificationPayload'],
> = {
  notification?: Resolver<Maybe<ResolversTypes['SystemNotification']>, ParentType, ContextType>;
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
  ActivityLog?: ActivityLogResolvers<ContextType>;
  ActivityLogConnection?: ActivityLogConnectionResolvers<ContextType>;
  ActivityLogEdge?: ActivityLogEdgeResolvers<ContextType>;
  ApiToken?: ApiTokenResolvers<ContextType>;
  AssignSecurityEventPayload?: AssignSecurityEventPayloadResolvers<ContextType>;
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
  CreateApiTokenPayload?: CreateApiTokenPayloadResolvers<ContextType>;
  CreateNotificationPayload?: CreateNotificationPayloadResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  DeleteNotificationPayload?: DeleteNotificationPayloadResolvers<ContextType>;
  DismissNotificationPayload?: DismissNotificationPayloadResolvers<ContextType>;
  DurationPercentiles?: DurationPercentilesResolvers<ContextType>;
  EffectiveConfig?: EffectiveConfigResolvers<ContextType>;
  EndNotificationPayload?: EndNotificationPayloadResolvers<ContextType>;
  EscalateSecurityEventPayload?: EscalateSecurityEventPayloadResolvers<ContextType>;
  Institution?: InstitutionResolvers<ContextType>;
  InstitutionConnection?: InstitutionConnectionResolvers<ContextType>;
  InstitutionEdge?: InstitutionEdgeResolvers<ContextType>;
  JSON?: GraphQLScalarType;
  JSONObject?: GraphQLScalarType;
  MarkAllNotificationsReadPayload?: MarkAllNotificationsReadPayloadResolvers<ContextType>;
  MarkNotificationReadPayload?: MarkNotificationReadPayloadResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  MyNotificationConnection?: MyNotificationConnectionResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  NotificationAudience?: NotificationAudienceResolvers<ContextType>;
  NotificationFeedItem?: NotificationFeedItemResolvers<ContextType>;
  NotificationReadStats?: NotificationReadStatsResolvers<ContextType>;
  NotificationRegionReadStats?: NotificationRegionReadStatsResolvers<ContextType>;
  NotificationRoleReadStats?: NotificationRoleReadStatsResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  PermissionGrant?: PermissionGrantResolvers<ContextType>;
  Query?: QueryResolvers<ContextType>;
  RecordSecurityEventPayload?: RecordSecurityEventPayloadResolvers<ContextType>;
  ReopenSecurityEventPayload?: ReopenSecurityEventPayloadResolvers<ContextType>;
  ResolveSecurityEventPayload?: ResolveSecurityEventPayloadResolvers<ContextType>;
  ResolveSecurityEventResult?: ResolveSecurityEventResultResolvers<ContextType>;
  ResolveSecurityEventsPayload?: ResolveSecurityEventsPayloadResolvers<ContextType>;
  RevealConfigValuePayload?: RevealConfigValuePayloadResolvers<ContextType>;
  RevokeApiTokenPayload?: RevokeApiTokenPayloadResolvers<ContextType>;
  Role?: RoleResolvers<ContextType>;
  RollbackConfigPayload?: RollbackConfigPayloadResolvers<ContextType>;
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
  Subscription?: SubscriptionResolvers<ContextType>;
  SystemNotification?: SystemNotificationResolvers<ContextType>;
  SystemNotificationConnection?: SystemNotificationConnectionResolvers<ContextType>;
  SystemNotificationEdge?: SystemNotificationEdgeResolvers<ContextType>;
  TotalCount?: TotalCountResolvers<ContextType>;
  UnsetConfigPayload?: UnsetConfigPayloadResolvers<ContextType>;
  UpdateConfigFlagsPayload?: UpdateConfigFlagsPayloadResolvers<ContextType>;
  UpdateNotificationPayload?: UpdateNotificationPayloadResolvers<ContextType>;
  User?: UserResolvers<ContextType>;
  UserConnection?: UserConnectionResolvers<ContextType>;
  UserEdge?: UserEdgeResolvers<ContextType>;
  UserError?: UserErrorResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = SignedInContext> = {
  auth?: AuthDirectiveResolver<any, any, ContextType>;
  cost?: CostDirectiveResolver<any, any, ContextType>;
};
