import { period, regionIds } from './data.ts';

/** In which language a server is asked: the service's schema, PostGraphile's own, or the bare handlers of LIMIT. */
export type Dialect = 'schema' | 'postgraphile' | 'limit';

export const operationNames = ['list', 'byId', 'dashboard', 'activity', 'timeline', 'overview', 'record'] as const;
export type OperationName = (typeof operationNames)[number];

/** One thing that a client asks for. */
export interface Operation {
  readonly name: OperationName;
  readonly title: string;
  /** The document that a client sends, in each language that has documents. */
  readonly documents: Readonly<Record<'schema' | 'postgraphile', string>>;
  /** Requests follow each other through this list, so that no answer can be kept from the last one. */
  readonly variables: readonly Readonly<Record<string, unknown>>[];
}

const page = 'pageInfo { hasNextPage endCursor }';
const own = 'id databaseId eventType severity createdAt description ipAddress state';
const event = `${own} user { id username email } institution { id name type }`;
/** PostGraphile names columns and relations itself; aliases give back what the other schema calls them. */
const generated = `id databaseId: rowId eventType severity createdAt description ipAddress resolution
  triage: apiSecurityEventTriageByEventId { acknowledgedAt }
  user: userByUserId { id username email } institution: institutionByInstitutionId { id name type }`;
const activity = 'activityType entityType entityId description ipAddress createdAt';

/** The seven operations; `events` is the number of events, whose ids are 1 to that. */
export function createOperations(events: number): Operation[] {
  return [
    {
      name: 'list',
      title: "50 critical security events of a region's subtree, newest first, with user and institution",
      documents: {
        schema: `query CriticalEvents($region: ID!) {
  securityEvents(first: 50, filter: { severities: [CRITICAL], institutionId: $region }) { nodes { ${event} } ${page} }
}`,
        postgraphile: `query CriticalEvents($region: BigInt!) {
  securityEvents: benchSevereEvents(first: 50, severity: "critical", institutionId: $region) { nodes { ${generated} } ${page} }
}`,
      },
      variables: regionIds.map((region) => ({ region })),
    },
    {
      name: 'byId',
      title: 'One security event by its id, with user and institution',
      documents: {
        schema: `query Event($id: ID!) { securityEvent(id: $id) { ${event} } }`,
        postgraphile: `query Event($id: BigInt!) { securityEvent: securityEventByRowId(rowId: $id) { ${generated} } }`,
      },
      variables: spread(200, (share) => ({ id: String(Math.ceil(share * events)) })),
    },
    {
      name: 'dashboard',
      title: 'Counts of one day: by severity, 24 hours, 5 most frequent types',
      documents: {
        schema: `query Dashboard($from: DateTime!, $to: DateTime!) {
  securityEventStats(filter: { from: $from, to: $to }) {
    bySeverity { severity count } byHour { hour count } byType(limit: 5) { eventType count }
  }
}`,
        postgraphile: `query Dashboard($from: Datetime!, $to: Datetime!) {
  bySeverity: benchEventsBySeverity(from: $from, to: $to) { nodes { severity count } }
  byHour: benchEventsByHour(from: $from, to: $to) { nodes { hour count } }
  byType: benchEventsByType(from: $from, to: $to, limit: 5) { nodes { eventType count } }
}`,
      },
      variables: [{ from: period.dayBefore, to: period.end }],
    },
    {
      name: 'activity',
      title: '200 activity rows, newest first, with user and institution',
      documents: {
        schema: `query Activity {
  activityLogs(first: 200) {
    nodes { id databaseId ${activity} user { id username } institution { id name } } ${page}
  }
}`,
        postgraphile: `query Activity {
  activityLogs: allActivityLogs(first: 200, orderBy: [CREATED_AT_DESC, ROW_ID_DESC]) {
    nodes {
      id databaseId: rowId ${activity} user: userByUserId { id username } institution: institutionByInstitutionId { id name }
    } ${page}
  }
}`,
      },
      variables: [{}],
    },
    {
      name: 'timeline',
      title: 'What happened around a user: 50 items of five sources, newest first, with user and institution',
      documents: {
        schema: `query Timeline($user: ID!) {
  timeline(about: { userId: $user }, first: 50) {
    nodes {
      source occurredAt summary ipAddress user { id username } institution { id name }
      ... on ActivityLog { activityType entityType } ... on SecurityEvent { eventType state }
    } ${page}
  }
}`,
        // Its schema has no list over several tables.
        postgraphile: 'query Timeline($user: BigInt!) { timeline(user: $user) { nodes { source } } }',
      },
      variables: spread(100, (share) => ({ user: String(1 + Math.floor(share * 1_400)) })),
    },
    {
      name: 'overview',
      title: 'The first screen: events, groups of errors, failing jobs, slow endpoints, late syncs, licences, unread',
      documents: {
        schema: `query Overview($period: OverviewPeriod!) {
  systemOverview(period: $period) {
    securityEvents { total previousTotal bySeverity { severity count } }
    errorGroups(first: 5) { nodes { title count status } }
    failingJobs(first: 5) { jobClass failures lastError }
    slowEndpoints(first: 5) { endpoint }
    lateSyncs(first: 5) { nodes { name } }
    expiringLicenses(first: 5) { nodes { moduleCode } }
    unreadNotifications
  }
}`,
        postgraphile: 'query Overview { systemOverview { unreadNotifications } }',
      },
      variables: [{ period: 'LAST_7_DAYS' }],
    },
    {
      name: 'record',
      title: 'Record a security event, with its audit row',
      documents: {
        schema: `mutation Record($input: RecordSecurityEventInput!) {
  recordSecurityEvent(input: $input) { securityEvent { ${event} } userErrors { code field message } }
}`,
        postgraphile: `mutation Record($input: BenchRecordEventInput!) {
  recordSecurityEvent: benchRecordEvent(input: $input) { securityEvent: result { ${generated} } }
}`,
      },
      variables: spread(100, (share) => ({
        input: {
          eventType: 'bench.recorded',
          severity: 'WARNING',
          userId: String(14 + Math.floor(share * 1_400)),
          institutionId: String(14 + Math.floor(share * 780)),
          ipAddress: '10.20.30.40',
          userAgent:
            'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36',
          description: 'Uğursuz giriş cəhdi: şifrə üç dəfə səhv daxil edilib',
          eventData: { attempt: 3, source: 'login form' },
        },
      })),
    },
  ];
}

const spread = <Value>(count: number, make: (share: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => make((index + 0.5) / count));

/** The request bodies of an operation, as texts of one line. */
export function requestBodies(operation: Operation, dialect: Dialect): string[] {
  return operation.variables.map((variables) => {
    if (dialect === 'limit') return JSON.stringify(variables);
    const query = operation.documents[dialect];
    return JSON.stringify({ query, variables: dialect === 'postgraphile' ? lowerCase(variables) : variables });
  });
}

/** PostGraphile passes on what the column holds, and the column holds lower case. */
function lowerCase(variables: Readonly<Record<string, unknown>>): object {
  if (!('input' in variables)) return variables;
  const { input } = variables as { input: { severity: string } };
  return { input: { ...input, severity: input.severity.toLowerCase() } };
}

/** Where the operation is asked for. */
export const requestPath = (operation: Operation, dialect: Dialect): string =>
  dialect === 'limit' ? `/${operation.name}` : '/graphql';
