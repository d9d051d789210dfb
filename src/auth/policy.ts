/** How far a permission reaches: everything, the own institution and all below it, or one's own data. */
export type Reach = 'ALL' | 'SUBTREE' | 'SELF';

const staff = ['superadmin', 'regionadmin', 'regionoperator', 'sektoradmin', 'schooladmin'] as const;
type StaffRole = (typeof staff)[number];
/** Roles of the permission matrix; every other role is 'everyoneElse'. */
export type PolicyRole = StaffRole | 'everyoneElse';

const all = {
  superadmin: 'ALL',
  regionadmin: 'SUBTREE',
  regionoperator: 'SUBTREE',
  sektoradmin: 'SUBTREE',
  schooladmin: 'SUBTREE',
} as const;

/**
 * The permission matrix of the ATİS design (docs/security.md): permission → role → reach. A role that is
 * not named does not have the permission. This is the only place that knows what a role may do.
 */
const matrix = {
  SIGNED_IN: { ...all, everyoneElse: 'SELF' },
  DIRECTORY_READ: { ...all, everyoneElse: 'SELF' },
  SECURITY_EVENTS_READ: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  SECURITY_EVENTS_TRIAGE: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  SECURITY_EVENTS_RECORD: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  ACTIVITY_LOGS_READ: { ...all, everyoneElse: 'SELF' },
  NOTIFICATIONS_RECEIVE: { ...all, everyoneElse: 'SELF' },
  NOTIFICATIONS_MANAGE: { superadmin: 'ALL', regionadmin: 'SUBTREE', sektoradmin: 'SUBTREE', schooladmin: 'SUBTREE' },
  API_TOKENS_MANAGE: { superadmin: 'SELF', regionadmin: 'SELF', sektoradmin: 'SELF' },
  CONFIGS_READ: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  CONFIGS_WRITE: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  CONFIGS_REVEAL: { superadmin: 'ALL' },
  MODULES_READ: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  MODULES_MANAGE: { superadmin: 'ALL' },
  LICENSES_READ: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  LICENSES_MANAGE: { superadmin: 'ALL' },
  INTEGRATIONS_READ: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  INTEGRATIONS_MANAGE: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  SYNC_RUNS_READ: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  SYNC_RUNS_MANAGE: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  SYNC_RUNS_WORK: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  ACTIVITY_LOGS_RECORD: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  AUDIT_LOGS_READ: { superadmin: 'ALL', regionadmin: 'SUBTREE', sektoradmin: 'SUBTREE', schooladmin: 'SUBTREE' },
  SYSTEM_ERRORS_READ: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  SYSTEM_ERRORS_TRIAGE: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  SYSTEM_ERRORS_REPORT: { superadmin: 'ALL', regionadmin: 'SUBTREE' },
  PERFORMANCE_READ: { superadmin: 'ALL' },
  PERFORMANCE_RECORD: { superadmin: 'ALL' },
  JOBS_READ: { superadmin: 'ALL' },
  JOBS_MANAGE: { superadmin: 'ALL' },
  EXPORT: { ...all, everyoneElse: 'SELF' },
  RETENTION_MANAGE: { superadmin: 'ALL' },
} as const satisfies Record<string, Partial<Record<PolicyRole, Reach>>>;

export type Permission = keyof typeof matrix;

/** Every permission, in the order of the matrix. */
export const permissions = Object.keys(matrix) as Permission[];

const policyRole = (role: string): PolicyRole => staff.find((name) => name === role) ?? 'everyoneElse';

/** How far `role` reaches with `permission`; null when it does not have it. */
export function reachOf(role: string, permission: Permission): Reach | null {
  const row: Partial<Record<PolicyRole, Reach>> = matrix[permission];
  return row[policyRole(role)] ?? null;
}
