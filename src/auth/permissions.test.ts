import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  type GraphQLArgument,
  type GraphQLInputType,
} from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../graphql/schema.ts';
import { createWorld, worldUsers } from '../testing/world.ts';
import { startTestService, type TestService } from '../testing/service.ts';
import { collect } from '../testing/subscriber.ts';
import { reachOf } from './policy.ts';

/** The matrix as the owner wrote it, for what exists so far: permission → who has it, and how far. */
const everybody = 'superadmin regionadmin regionoperator sektoradmin schooladmin everyoneElse';
const matrix: Record<string, { roles: string; fields: string[] }> = {
  SIGNED_IN: {
    roles: everybody,
    fields: ['Query.viewer', 'Query.node', 'Query.nodes', 'Query.roles', 'Query.systemOverview'],
  },
  DIRECTORY_READ: {
    roles: everybody,
    fields: ['Query.user', 'Query.users', 'Query.institution', 'Query.institutions'],
  },
  API_TOKENS_MANAGE: {
    roles: 'superadmin regionadmin sektoradmin',
    fields: ['Query.apiTokens', 'Mutation.createApiToken', 'Mutation.revokeApiToken'],
  },
  SECURITY_EVENTS_READ: {
    roles: 'superadmin regionadmin',
    fields: [
      'Query.securityEvent',
      'Query.securityEvents',
      'Query.securityEventStats',
      'Subscription.securityEventFeed',
    ],
  },
  SECURITY_EVENTS_RECORD: { roles: 'superadmin regionadmin', fields: ['Mutation.recordSecurityEvent'] },
  SECURITY_EVENTS_TRIAGE: {
    roles: 'superadmin regionadmin',
    fields: [
      'Mutation.acknowledgeSecurityEvent',
      'Mutation.assignSecurityEvent',
      'Mutation.escalateSecurityEvent',
      'Mutation.resolveSecurityEvent',
      'Mutation.resolveSecurityEvents',
      'Mutation.reopenSecurityEvent',
    ],
  },
  CONFIGS_READ: {
    roles: 'superadmin regionadmin',
    fields: [
      'Query.config',
      'Query.configs',
      'Query.effectiveConfig',
      'Query.configValueAt',
      'Query.configHistory',
      'Query.configStats',
      'Subscription.configFeed',
    ],
  },
  CONFIGS_WRITE: {
    roles: 'superadmin regionadmin',
    fields: [
      'Mutation.setConfig',
      'Mutation.setConfigs',
      'Mutation.unsetConfig',
      'Mutation.updateConfigFlags',
      'Mutation.rollbackConfig',
    ],
  },
  CONFIGS_REVEAL: { roles: 'superadmin', fields: ['Mutation.revealConfigValue'] },
  MODULES_READ: {
    roles: 'superadmin regionadmin',
    fields: ['Query.module', 'Query.modules', 'Query.moduleGraph', 'Query.moduleStats'],
  },
  MODULES_MANAGE: {
    roles: 'superadmin',
    fields: [
      'Mutation.registerModule',
      'Mutation.updateModule',
      'Mutation.updateModuleSettings',
      'Mutation.enableModule',
      'Mutation.disableModule',
    ],
  },
  LICENSES_READ: {
    roles: 'superadmin regionadmin',
    fields: [
      'Query.license',
      'Query.licenses',
      'Query.expiringLicenses',
      'Query.licenseEntitlements',
      'Query.licenseStats',
      'Query.licenseCertificate',
      'Query.verifyLicenseCertificate',
      'Mutation.validateLicense',
    ],
  },
  LICENSES_MANAGE: {
    roles: 'superadmin',
    fields: [
      'Mutation.issueLicense',
      'Mutation.activateLicense',
      'Mutation.renewLicense',
      'Mutation.revokeLicense',
      'Mutation.transferLicense',
      'Mutation.activateLicenseSeats',
      'Mutation.releaseLicenseSeats',
    ],
  },
  INTEGRATIONS_READ: {
    roles: 'superadmin regionadmin',
    fields: ['Query.integration', 'Query.integrations', 'Query.integrationTypes', 'Query.integrationStats'],
  },
  INTEGRATIONS_MANAGE: {
    roles: 'superadmin regionadmin',
    fields: [
      'Mutation.createIntegration',
      'Mutation.updateIntegration',
      'Mutation.setIntegrationCredentials',
      'Mutation.enableIntegration',
      'Mutation.disableIntegration',
      'Mutation.deleteIntegration',
      'Mutation.testIntegration',
    ],
  },
  SYNC_RUNS_READ: {
    roles: 'superadmin regionadmin',
    fields: ['Query.syncRun', 'Query.syncRuns', 'Query.syncStats', 'Subscription.syncRunFeed'],
  },
  SYNC_RUNS_MANAGE: { roles: 'superadmin regionadmin', fields: ['Mutation.startSyncRun', 'Mutation.cancelSyncRun'] },
  SYNC_RUNS_WORK: {
    roles: 'superadmin regionadmin',
    fields: [
      'Mutation.claimSyncRun',
      'Mutation.heartbeatSyncRun',
      'Mutation.completeSyncRun',
      'Mutation.failSyncRun',
      'Mutation.confirmSyncRunCancelled',
    ],
  },
  ACTIVITY_LOGS_READ: {
    roles: everybody,
    fields: ['Query.activityLog', 'Query.activityLogs', 'Query.activityLogStats', 'Query.timeline'],
  },
  NOTIFICATIONS_RECEIVE: {
    roles: everybody,
    fields: [
      'Query.myNotifications',
      'Query.unreadNotificationCount',
      'Query.notification',
      'Mutation.markNotificationRead',
      'Mutation.markAllNotificationsRead',
      'Mutation.dismissNotification',
      'Subscription.notificationFeed',
    ],
  },
  NOTIFICATIONS_MANAGE: {
    roles: 'superadmin regionadmin sektoradmin schooladmin',
    fields: [
      'Query.notifications',
      'Query.notificationAudience',
      'Mutation.createNotification',
      'Mutation.updateNotification',
      'Mutation.endNotification',
      'Mutation.deleteNotification',
    ],
  },
  ACTIVITY_LOGS_RECORD: { roles: 'superadmin regionadmin', fields: ['Mutation.recordActivity'] },
  AUDIT_LOGS_READ: {
    roles: 'superadmin regionadmin sektoradmin schooladmin',
    fields: ['Query.auditLog', 'Query.auditLogs', 'Query.auditLogStats', 'Query.entityHistory'],
  },
  SYSTEM_ERRORS_READ: {
    roles: 'superadmin regionadmin',
    fields: [
      'Query.systemError',
      'Query.systemErrors',
      'Query.errorStats',
      'Query.errorGroup',
      'Query.errorGroups',
      'Subscription.errorGroupFeed',
    ],
  },
  SYSTEM_ERRORS_TRIAGE: {
    roles: 'superadmin regionadmin',
    fields: [
      'Mutation.investigateError',
      'Mutation.resolveError',
      'Mutation.ignoreError',
      'Mutation.reopenError',
      'Mutation.assignErrorGroup',
    ],
  },
  SYSTEM_ERRORS_REPORT: { roles: 'superadmin regionadmin', fields: ['Mutation.reportError', 'Mutation.reportErrors'] },
  PERFORMANCE_READ: {
    roles: 'superadmin',
    fields: [
      'Query.performanceMetric',
      'Query.performanceMetrics',
      'Query.performanceSeries',
      'Query.slowestEndpoints',
      'Query.comparePerformance',
      'Query.performanceExemplars',
    ],
  },
  PERFORMANCE_RECORD: { roles: 'superadmin', fields: ['Mutation.recordPerformanceMetrics'] },
  JOBS_READ: {
    roles: 'superadmin',
    fields: [
      'Query.jobLog',
      'Query.jobLogs',
      'Query.jobStats',
      'Query.scheduledJob',
      'Query.scheduledJobs',
      'Subscription.jobLogFeed',
      'Subscription.jobLineFeed',
      'Query.jobClasses',
      'Query.previewRuns',
      'Query.jobHealth',
      'Query.jobWorkers',
    ],
  },
  JOBS_MANAGE: {
    roles: 'superadmin',
    fields: [
      'Mutation.runJobNow',
      'Mutation.cancelJobRun',
      'Mutation.retryJobRun',
      'Mutation.createScheduledJob',
      'Mutation.updateScheduledJob',
      'Mutation.pauseScheduledJob',
      'Mutation.resumeScheduledJob',
      'Mutation.deleteScheduledJob',
    ],
  },
  EXPORT: { roles: everybody, fields: ['Query.export', 'Query.exports', 'Mutation.startExport'] },
  RETENTION_MANAGE: {
    roles: 'superadmin',
    fields: [
      'Query.retentionPolicies',
      'Query.retentionHold',
      'Query.retentionHolds',
      'Query.previewRetention',
      'Mutation.setRetentionPolicy',
      'Mutation.placeRetentionHold',
      'Mutation.releaseRetentionHold',
      'Mutation.runRetention',
    ],
  },
};

const expectedPermission = new Map(
  Object.entries(matrix).flatMap(([permission, { fields }]) => fields.map((field) => [field, permission] as const)),
);

interface RootField {
  readonly name: string;
  readonly operation: 'query' | 'mutation' | 'subscription';
  readonly document: string;
}

/** A value of the right type, so that an operation gets as far as its guard. */
function literal(type: GraphQLInputType): string {
  if (isNonNullType(type)) return literal(type.ofType);
  if (isListType(type)) return '[]';
  const named = getNamedType(type);
  if (isEnumType(named)) return named.getValues()[0]!.name;
  if (isInputObjectType(named)) {
    const required = Object.values(named.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${required.map((field) => `${field.name}: ${literal(field.type)}`).join(', ')} }`;
  }
  return (
    { Int: '1', Float: '1', Boolean: 'true', ID: '"1"', DateTime: '"2030-01-01T00:00:00Z"', JSONObject: '{}' }[
      named.name
    ] ?? '"x"'
  );
}

const argumentsOf = (args: readonly GraphQLArgument[]): string => {
  const required = args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
  return required.length === 0 ? '' : `(${required.map((arg) => `${arg.name}: ${literal(arg.type)}`).join(', ')})`;
};

function rootFields(): RootField[] {
  const schema = createSchema();
  return (['query', 'mutation', 'subscription'] as const).flatMap((operation) => {
    const type = {
      query: schema.getQueryType(),
      mutation: schema.getMutationType(),
      subscription: schema.getSubscriptionType(),
    }[operation]!;
    return Object.values(type.getFields()).map((field) => {
      const selection =
        'getFields' in getNamedType(field.type) || 'getTypes' in getNamedType(field.type) ? ' { __typename }' : '';
      return {
        name: `${type.name}.${field.name}`,
        operation,
        document: `${operation} { ${field.name}${argumentsOf(field.args)}${selection} }`,
      };
    });
  });
}

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
  await createWorld(service.database);
});
afterAll(() => service.stop());

describe('the permission matrix', () => {
  it('names every root field of the schema, and nothing else', () => {
    const fields = rootFields().map((field) => field.name);
    expect([...expectedPermission.keys()].toSorted()).toEqual(fields.toSorted());
  });

  it.each(Object.entries(matrix))('%s is what the owner’s table says', (permission, { roles }) => {
    const has = worldUsers.map(([, { role }]) => role).filter((role) => reachOf(role, permission as never) !== null);
    const named = roles.split(' ');
    const expected = worldUsers
      .map(([, { role }]) => role)
      .filter((role) => named.includes(role) || (named.includes('everyoneElse') && !everybody.includes(role)));
    expect(has).toEqual(expected);
  });
});

describe.each(worldUsers.filter(([name]) => !['ganja.admin', 'school3.teacher'].includes(name)))(
  'walking every root field as %s',
  (username, { role }) => {
    it('is allowed exactly what the matrix gives, and told so otherwise', async () => {
      const wrong: string[] = [];
      const client = await service.socketFor(username);
      for (const { name, operation, document } of rootFields()) {
        const allowed = reachOf(role, expectedPermission.get(name) as never) !== null;
        let codes: unknown[];
        if (operation === 'subscription') {
          const subscriber = collect(client, document, {}, name.split('.')[1]!);
          await expect.poll(() => subscriber.items.length > 0 || subscriber.errors !== undefined).toBe(true);
          subscriber.stop();
          codes = ((subscriber.errors ?? []) as { extensions: { code: string } }[]).map(
            (error) => error.extensions.code,
          );
        } else {
          const { errors = [] } = await service.query(username, document);
          codes = errors.map((error) => error.extensions['code']);
        }
        if (codes.includes('FORBIDDEN') === allowed || codes.includes('INTERNAL_SERVER_ERROR'))
          wrong.push(`${name}: ${codes.join()}`);
      }
      await client.dispose();
      expect(wrong).toEqual([]);
    });
  },
);

describe('nobody', () => {
  it('may do nothing without signing in', async () => {
    for (const { name, operation, document } of rootFields()) {
      if (operation === 'subscription') continue;
      const { data, errors } = await service.query(null, document);
      expect(
        errors?.map((error) => error.extensions['code']),
        name,
      ).toEqual(['UNAUTHENTICATED']);
      expect(Object.values((data ?? {}) as object).every((value) => value === null)).toBe(true);
    }
  });
});
