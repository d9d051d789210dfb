/** The part of the service's schema that the operations use, written once for Apollo Server, Yoga and Mercurius. */
export const typeDefs = /* GraphQL */ `
  scalar DateTime
  scalar JSONObject

  enum SecurityEventSeverity {
    INFO
    WARNING
    CRITICAL
  }

  enum SecurityEventState {
    OPEN
    ACKNOWLEDGED
    ESCALATED
    RESOLVED
  }

  type Query {
    securityEvent(id: ID!): SecurityEvent
    securityEvents(filter: SecurityEventFilter, first: Int): SecurityEventConnection!
    securityEventStats(filter: SecurityEventFilter): SecurityEventStats!
    activityLogs(first: Int): ActivityLogConnection!
  }

  type Mutation {
    recordSecurityEvent(input: RecordSecurityEventInput!): RecordSecurityEventPayload!
  }

  input SecurityEventFilter {
    severities: [SecurityEventSeverity!]
    institutionId: ID
    from: DateTime
    to: DateTime
  }

  input RecordSecurityEventInput {
    eventType: String!
    severity: SecurityEventSeverity!
    userId: ID
    institutionId: ID
    ipAddress: String
    userAgent: String
    description: String
    eventData: JSONObject
  }

  type User {
    id: ID!
    username: String!
    email: String
  }

  type Institution {
    id: ID!
    name: String!
    type: String!
  }

  type SecurityEvent {
    id: ID!
    databaseId: ID!
    eventType: String!
    severity: SecurityEventSeverity!
    createdAt: DateTime
    description: String
    ipAddress: String
    state: SecurityEventState!
    user: User
    institution: Institution
  }

  type ActivityLog {
    id: ID!
    databaseId: ID!
    activityType: String!
    entityType: String
    entityId: ID
    description: String
    ipAddress: String
    createdAt: DateTime
    user: User
    institution: Institution
  }

  type PageInfo {
    hasNextPage: Boolean!
    endCursor: String
  }

  type SecurityEventConnection {
    nodes: [SecurityEvent!]!
    pageInfo: PageInfo!
  }

  type ActivityLogConnection {
    nodes: [ActivityLog!]!
    pageInfo: PageInfo!
  }

  type SecurityEventStats {
    bySeverity: [SecurityEventSeverityCount!]!
    byHour: [SecurityEventHourCount!]!
    byType(limit: Int! = 10): [SecurityEventTypeCount!]!
  }

  type SecurityEventSeverityCount {
    severity: SecurityEventSeverity!
    count: Int!
  }

  type SecurityEventHourCount {
    hour: DateTime!
    count: Int!
  }

  type SecurityEventTypeCount {
    eventType: String!
    count: Int!
  }

  type RecordSecurityEventPayload {
    securityEvent: SecurityEvent
    userErrors: [UserError!]!
  }

  type UserError {
    code: String!
    field: [String!]!
    message: String!
  }
`;
