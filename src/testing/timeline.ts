import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { sql } from 'kysely';
import { json } from '../db/column-types.ts';
import type { Db } from '../db/client.ts';
import type { TestDatabase } from './database.ts';
import type { World } from './world.ts';

/** The sources in the order of what happened at the same time. */
export const sourceNames = ['AUDIT_LOG', 'ACTIVITY_LOG', 'SECURITY_EVENT', 'SYSTEM_ERROR', 'JOB_LOG'] as const;
export type SourceName = (typeof sourceNames)[number];

/** A row of any source, as it is compared. */
export interface Entry {
  readonly source: SourceName;
  readonly id: string;
  /** Microseconds since 1970; null: the writer left it out. */
  readonly at: bigint | null;
  readonly users: readonly string[];
  readonly institution: string | null;
  readonly address: string | null;
  readonly requests: readonly string[];
}

/** What a random row is made of. */
export interface RandomRow {
  readonly source: SourceName;
  readonly at: string | null;
  readonly user: string | null;
  readonly target: string | null;
  readonly institution: string | null;
  readonly address: string | null;
  readonly request: string | null;
  readonly camelCase: boolean;
}

export const requestIds = ['r-1', 'r-2', 'r-"3\\'];

const times = fc.oneof(
  { weight: 2, arbitrary: fc.constant(null) },
  // Few instants, so that many rows share one.
  {
    weight: 10,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 5 }), fc.constantFrom('000000', '000001', '999999'))
      .map(([second, micros]) => `2026-03-01T00:00:0${second}.${micros}Z`),
  },
  { weight: 1, arbitrary: fc.constantFrom('1899-12-31T00:00:00Z', '2030-01-01T00:00:00Z') },
);

const addresses = fc.oneof(
  fc.constantFrom(null, '10.1.2.3', '10.1.2.4', '2001:db8::1', '::ffff:10.1.2.3', 'unknown', '10.1.2.3, 10.9.9.9', ''),
  fc.integer({ min: 0, max: 999 }).map((last) => `10.2.${last % 4}.${last % 250}`),
);

/** Random rows of a world in which `schools` are below Yasamal. */
export const randomRows = ({ institutions, users }: World, schools: readonly string[], count: number) =>
  fc.array(
    fc.record({
      source: fc.constantFrom(...sourceNames),
      at: times,
      user: fc.constantFrom(null, ...Object.values(users)),
      target: fc.constantFrom(null, ...Object.values(users)),
      institution: fc.constantFrom(null, ...Object.values(institutions), ...schools.slice(0, 8)),
      address: addresses,
      request: fc.constantFrom(null, null, ...requestIds),
      camelCase: fc.boolean(),
    }),
    { minLength: count, maxLength: count },
  );

/** Inserts the rows as other applications would. */
export async function insertRandomRows({ db, owner }: TestDatabase, rows: readonly RandomRow[]): Promise<void> {
  const made = <Row>(source: SourceName, make: (row: RandomRow) => Row) =>
    rows.filter((row) => row.source === source).map(make);
  const details = ({ request, camelCase }: RandomRow) =>
    json(request === null ? [] : { [camelCase ? 'requestId' : 'request_id']: request });
  const author = ({ at, user, address }: RandomRow) => ({ created_at: at, user_id: user, ip_address: address });

  const audits = made('AUDIT_LOG', (row) => ({
    ...author(row),
    institution_id: row.institution,
    event: 'x',
    tags: json(row.request === null ? {} : ['graphql', `request:${row.request}`]),
  }));
  if (audits.length > 0) await db.insertInto('audit_logs').values(audits).execute();

  const activities = made('ACTIVITY_LOG', (row) => ({
    ...author(row),
    institution_id: row.institution,
    activity_type: 'x',
    properties: details(row),
  }));
  if (activities.length > 0) await db.insertInto('activity_logs').values(activities).execute();

  const events = made('SECURITY_EVENT', (row) => ({
    ...author(row),
    institution_id: row.institution,
    event_type: 'x',
    severity: 'info' as const,
    target_user_id: row.target,
    event_data: details(row),
  }));
  if (events.length > 0) await db.insertInto('security_events').values(events).execute();

  const errors = made('SYSTEM_ERROR', (row) => ({
    ...author(row),
    error_type: 'x',
    message: 'y',
    context: row.camelCase ? details(row) : json([]),
    request_data: row.camelCase ? json(null) : details(row),
  }));
  if (errors.length > 0) await db.insertInto('system_errors').values(errors).execute();

  const jobs = made('JOB_LOG', (row) => ({
    created_at: row.at,
    executed_by: row.user,
    job_class: 'x',
    status: 'completed' as const,
    payload: details(row),
  }));
  // The service only reads them.
  if (jobs.length > 0) await owner.insertInto('job_logs').values(jobs).execute();
}

/** Every row of the five tables, read whole. */
export async function readEntries(owner: Db): Promise<Entry[]> {
  const { rows } = await sql<Omit<Entry, 'at'> & { at: string | null }>`
    with rows(source, id, created_at, users, institution, address, requests) as (
      select 'AUDIT_LOG', id, created_at, array[user_id], institution_id, ip_address,
        array(select substr(tag, 9) from jsonb_array_elements_text(
          case jsonb_typeof(tags) when 'array' then tags else '[]' end) tag where tag like 'request:%') from audit_logs
      union all select 'ACTIVITY_LOG', id, created_at, array[user_id], institution_id, ip_address,
        array[properties ->> 'request_id', properties ->> 'requestId'] from activity_logs
      union all select 'SECURITY_EVENT', id, created_at, array[user_id, target_user_id], institution_id, ip_address,
        array[event_data ->> 'request_id', event_data ->> 'requestId'] from security_events
      union all select 'SYSTEM_ERROR', id, created_at, array[user_id], null, ip_address,
        array[context ->> 'request_id', context ->> 'requestId', request_data ->> 'request_id',
          request_data ->> 'requestId'] from system_errors
      union all select 'JOB_LOG', id, created_at, array[executed_by], null, null,
        array[payload ->> 'request_id', payload ->> 'requestId'] from job_logs
    )
    select source, id::text, (extract(epoch from created_at) * 1000000)::bigint::text as at,
      array_remove(users, null)::text[] as users, institution::text, address,
      array_remove(requests, null)::text[] as requests from rows`.execute(owner);
  return rows.map((row) => ({ ...row, at: row.at === null ? null : BigInt(row.at) }));
}

const least = -(2n ** 63n);

/** The order of OLDEST_FIRST. */
export function byTime(one: Entry, other: Entry): number {
  const difference =
    (one.at ?? least) - (other.at ?? least) ||
    BigInt(sourceNames.indexOf(one.source) - sourceNames.indexOf(other.source)) ||
    BigInt(one.id) - BigInt(other.id);
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** Whether a text is an address of the network, by another library than the service asks. */
export function isWithin(address: string | null, network: string): boolean {
  if (address === null || !ipaddr.isValid(address)) return false;
  const [base = '', bits] = network.split('/');
  const [one, other] = [ipaddr.parse(address), ipaddr.parse(base)];
  return (
    one.kind() === other.kind() && one.match([other, Number(bits ?? (other.kind() === 'ipv4' ? 32 : 128))] as never)
  );
}
