/** SQLSTATE codes that are treated in a way of their own, see the PostgreSQL manual, appendix A. */
export const sqlState = {
  featureNotSupported: '0A000',
  notNullViolation: '23502',
  foreignKeyViolation: '23503',
  uniqueViolation: '23505',
  checkViolation: '23514',
  divisionByZero: '22012',
  readOnlyTransaction: '25006',
  inFailedTransaction: '25P02',
  idleInTransactionTimeout: '25P03',
  invalidAuthorization: '28000',
  invalidPassword: '28P01',
  noSuchDatabase: '3D000',
  noSuchSchema: '3F000',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  insufficientPrivilege: '42501',
  undefinedTable: '42P01',
  diskFull: '53100',
  outOfMemory: '53200',
  tooManyConnections: '53300',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  adminShutdown: '57P01',
  crashShutdown: '57P02',
  cannotConnectNow: '57P03',
  databaseDropped: '57P04',
  idleSessionTimeout: '57P05',
} as const;

/** Classes of SQLSTATE codes: their first two digits. */
const connectionException = '08';
const insufficientResources = '53';
const dataException = '22';

const sqlStatePattern = /^[0-9A-Z]{5}$/;

/** What may be wrong with a database as a whole. In words that an operator can use and everybody may read. */
export type Outage =
  | 'unreachable'
  | 'restarting'
  | 'out of connections'
  | 'out of memory'
  | 'out of disk space'
  | 'read-only'
  | 'access denied';

/** What may have happened to one statement or transaction while the database is well. */
export type Mishap = 'conflict' | 'locked' | 'timeout' | 'missing right';

/** What an operator does about it. */
export const outageAdvice: Readonly<Record<Outage, string>> = {
  unreachable: 'Start PostgreSQL, or open the way to it: the service connects by itself once it answers.',
  restarting: 'Wait: PostgreSQL is starting, stopping or recovering. Its own log tells how far it is.',
  'out of connections':
    'Raise max_connections or the limit of the role, lower DATABASE_POOL_SIZE, or end what else is connected.',
  'out of memory': 'Give PostgreSQL more memory, or lower work_mem and the number of connections.',
  'out of disk space': 'Free space on the disks of PostgreSQL: its data, its WAL and its temporary files.',
  'read-only':
    'Let DATABASE_URL lead to the primary, promote the standby, or reset default_transaction_read_only: ' +
    'nothing can be changed until then.',
  'access denied': 'Correct the role, the password or the database of DATABASE_URL, or pg_hba.conf.',
};

export const missingRightAdvice = 'Run the migrations with this version: they grant atis_api what the service needs.';

const byState = new Map<string, Outage | Mishap>([
  [sqlState.readOnlyTransaction, 'read-only'],
  [sqlState.idleInTransactionTimeout, 'unreachable'],
  [sqlState.invalidAuthorization, 'access denied'],
  [sqlState.invalidPassword, 'access denied'],
  [sqlState.noSuchDatabase, 'access denied'],
  [sqlState.serializationFailure, 'conflict'],
  [sqlState.deadlockDetected, 'conflict'],
  [sqlState.insufficientPrivilege, 'missing right'],
  [sqlState.diskFull, 'out of disk space'],
  [sqlState.outOfMemory, 'out of memory'],
  [sqlState.tooManyConnections, 'out of connections'],
  [sqlState.lockNotAvailable, 'locked'],
  [sqlState.queryCanceled, 'timeout'],
  [sqlState.adminShutdown, 'restarting'],
  [sqlState.crashShutdown, 'restarting'],
  [sqlState.cannotConnectNow, 'restarting'],
  [sqlState.databaseDropped, 'access denied'],
  [sqlState.idleSessionTimeout, 'unreachable'],
]);

const networkCodes: ReadonlySet<string> = new Set(
  ['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'].concat([
    'ENOTFOUND',
    'EAI_AGAIN',
    'EHOSTUNREACH',
    'ENETUNREACH',
    'ENETDOWN',
    'EHOSTDOWN',
  ]),
);

/** Failures of the driver and its pool have no code. */
const driverMessages =
  /^(timeout expired|timeout exceeded when trying to connect|Connection terminated|Client has encountered a connection error|Client was closed|PostgreSQL (did not answer|has not answered|closed the connection)|Cannot use a pool)/;

/** The SQLSTATE, or the network's code; empty where the error has none. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/**
 * What a failure of PostgreSQL, of the driver or of the network tells; undefined where it tells of a fault in the
 * statement or of something else altogether.
 */
export function faultOf(error: unknown): Outage | Mishap | undefined {
  if (!(error instanceof Error)) return undefined;
  const code = codeOf(error);
  const known = byState.get(code);
  if (known !== undefined) return known;
  if (networkCodes.has(code) || driverMessages.test(error.message)) return 'unreachable';
  if (!sqlStatePattern.test(code)) return undefined;
  if (code.startsWith(connectionException)) return 'unreachable';
  return code.startsWith(insufficientResources) ? 'out of memory' : undefined;
}

/** Whether the database as a whole is to blame; the monitor tells of it, not each request. */
export const outageOf = (error: unknown): Outage | undefined => {
  const fault = faultOf(error);
  return fault !== undefined && fault in outageAdvice ? (fault as Outage) : undefined;
};

/** Whether a value of the client cannot be stored or read as what it should be. */
export const isDataException = (error: unknown): boolean =>
  sqlStatePattern.test(codeOf(error)) &&
  codeOf(error).startsWith(dataException) &&
  codeOf(error) !== sqlState.divisionByZero;
