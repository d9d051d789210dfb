import { createHash } from 'node:crypto';
import { isIP, isIPv4 } from 'node:net';
import { recordOwnDeed } from '../../audit.ts';
import type { Transaction } from '../../db/client.ts';
import type { JobRun } from '../../jobs/job.ts';
import { readMark, setMark } from '../../jobs/marks.repository.ts';
import { addressSubject } from '../../rate-limits/budgets.ts';
import { IncidentFinder, type FailedAttempts, type Incident, type SignInEvent } from './brute-force.ts';
import * as signIns from './brute-force.repository.ts';
import type { IncidentKey, SignInRow } from './brute-force.repository.ts';
import { insertEvent } from './security-events.repository.ts';

export interface BruteForceParameters {
  readonly failureTypes: readonly string[];
  readonly successTypes: readonly string[];
  readonly failures: number;
  readonly windowMinutes: number;
  readonly lookBackHours: number;
}

export interface Detection extends Readonly<Record<string, number>> {
  readonly events: number;
  readonly incidents: number;
  readonly reported: number;
}

/** Events that are read at once. */
const pageSize = 5_000;
const minute = 60_000;
const hour = 60 * minute;
/** How much of what was looked through is looked through again each time, for what was committed late. */
const overlap = hour;
/** How often the whole period is. */
const sweepInterval = hour;
/** How far ahead the clocks of writers may be. */
const ahead = 24 * hour;
/** By the parameters: what one job has looked at, another that looks for something else has not. */
function marksOf(parameters: BruteForceParameters) {
  const digest = createHash('sha256').update(JSON.stringify(parameters)).digest('hex').slice(0, 16);
  return { looked: `brute force ${digest}: looked`, swept: `brute force ${digest}: swept` };
}

type FoundSignIn = SignInEvent & Pick<SignInRow, 'ip' | 'institution_id'>;

/**
 * Reports sign-ins that many failed attempts precede, each as one critical event. Looks at what is new since the last
 * time and an hour before that, and once an hour at the whole period.
 */
export async function detectBruteForce(run: JobRun, parameters: BruteForceParameters): Promise<Detection> {
  const now = run.now();
  const window = parameters.windowMinutes * minute;
  const marks = marksOf(parameters);
  const [looked, swept] = [await readMark(run.db, marks.looked), await readMark(run.db, marks.swept)];
  const isSweep = looked === null || swept === null || swept > now || now - swept >= sweepInterval;
  const earliest = now - parameters.lookBackHours * hour;
  const from = isSweep ? earliest : Math.max(earliest, Math.min(looked, now) - overlap);
  const finder = new IncidentFinder<FoundSignIn>({ failures: parameters.failures, window: window * 1_000 });
  const found = { events: 0, incidents: 0, reported: 0 };
  const period = {
    ...parameters,
    // What counts for a sign-in at the very beginning reaches so far back.
    from: new Date(from - 2 * window).toISOString(),
    to: new Date(now + ahead).toISOString(),
  };
  for await (const page of pagesOf(run, period)) {
    found.events += page.length;
    for (const event of page) {
      const incident = finder.add(event);
      if (incident === null || event.micros < from * 1_000) continue;
      found.incidents += 1;
      // Most have been: they need no transaction.
      if (openSubjects(incident, await signIns.findReported(run.db, keyOf(incident))) === null) continue;
      const eventId = await run.transaction((tx) => reportIncident(tx, incident));
      if (eventId === null) continue;
      found.reported += 1;
      run.say(`Sign-in ${incident.success.id} followed many failed ones: reported as security event ${eventId}.`);
    }
    finder.forget(page.at(-1)?.micros ?? 0);
  }
  await run.transaction(async (tx) => {
    await setMark(tx, marks.looked, now);
    if (isSweep) await setMark(tx, marks.swept, now);
  });
  return found;
}

/** The events of a period, in order, page by page, each with whom it is about. */
async function* pagesOf({ db, signal }: JobRun, period: signIns.SignInPeriod): AsyncGenerator<FoundSignIn[]> {
  for (let after: SignInRow | null = null; ;) {
    signal.throwIfAborted();
    const rows: SignInRow[] = await signIns.signInsAfter(db, period, after, pageSize);
    if (rows.length === 0) return;
    const names = new Set(rows.map(({ username }) => username).filter((name) => name !== null));
    const users = await signIns.findUsersByName(db, [...names]);
    yield rows.map(({ username, user_id, micros, ip, ...row }) => {
      const address = ip === null ? null : knownSubject(ip);
      const named = users.get(username ?? '');
      // Whoever may write events of one institution must not make up attempts at the accounts of another.
      const isBelieved = row.institution_id === null || row.institution_id === named?.institution_id;
      const userId = user_id ?? (isBelieved ? named?.id : null) ?? null;
      // An IPv4 address that is written as IPv6 or with its port is told as what it is.
      const plain = address !== null && isIPv4(address) ? address : ip !== null && isIP(ip) !== 0 ? ip : null;
      return { ...row, micros: Number(micros), ip: plain, address, userId };
    });
    if (rows.length < pageSize) return;
    after = rows.at(-1) ?? null;
  }
}

/** Whose attempts those from this text are; null where it holds no address. */
function knownSubject(text: string): string | null {
  const subject = addressSubject(text);
  return subject === 'unknown' ? null : subject;
}

/** What identifies an incident: the sign-in, and the failures of each subject that had many. */
const keyOf = ({ success, address, user }: Incident<FoundSignIn>): IncidentKey => ({
  success_event_id: success.id,
  address: address && success.address,
  address_from: address?.first.at ?? null,
  address_from_id: address?.first.id ?? null,
  address_until: address?.last.at ?? null,
  address_until_id: address?.last.id ?? null,
  user_id: user && success.userId,
  user_from: user?.first.at ?? null,
  user_from_id: user?.first.id ?? null,
  user_until: user?.last.at ?? null,
  user_until_id: user?.last.id ?? null,
});

/** The incident without subjects whose failures were reported; null where nothing is left to report. */
function openSubjects(
  incident: Incident<FoundSignIn>,
  reported: Awaited<ReturnType<typeof signIns.findReported>>,
): Incident<FoundSignIn> | null {
  if (reported.success) return null;
  const address = reported.address ? null : incident.address;
  const user = reported.user ? null : incident.user;
  return (address ?? user) ? { ...incident, address, user } : null;
}

/** Reports an incident, where nobody has yet, and gives the id of the event. */
async function reportIncident(tx: Transaction, found: Incident<FoundSignIn>): Promise<string | null> {
  await signIns.lockReports(tx);
  const incident = openSubjects(found, await signIns.findReported(tx, keyOf(found)));
  if (incident === null) return null;
  const { success } = incident;
  const event = await insertEvent(tx, {
    event_type: 'suspicious_activity',
    severity: 'critical',
    user_id: success.userId,
    target_user_id: null,
    institution_id:
      success.userId === null ? success.institution_id : await signIns.findInstitutionOf(tx, success.userId),
    ip_address: success.ip,
    location_data: {},
    user_agent: null,
    description: describe(incident),
    event_data: evidenceOf(incident),
  });
  await signIns.insertIncident(tx, {
    ...keyOf(incident),
    security_event_id: event.id,
    succeeded_at: success.at,
  });
  const entry = {
    event: 'security_event.recorded',
    entityType: 'security_events',
    entityId: event.id,
    institutionId: event.institution_id,
    after: event,
  };
  await recordOwnDeed(tx, entry, 'brute-force-detection');
  return event.id;
}

function describe({ success, address, user }: Incident<FoundSignIn>): string {
  const parts = [
    ...(address ? [`${address.count} failed attempts from ${success.address ?? ''}`] : []),
    ...(user ? [`${user.count} failed attempts at the same account`] : []),
  ];
  return `A sign-in followed ${parts.join(' and ')}.`;
}

const attemptsOf = ({ count, eventIds, first, last }: FailedAttempts) => ({
  failures: count,
  first_failure_at: first.at,
  last_failure_at: last.at,
  failure_event_ids: eventIds,
});

/** What the event names: by whom or at whose account, how many, when, and which events tell of it. Times are UTC. */
const evidenceOf = ({ success, address, user }: Incident<FoundSignIn>) => ({
  source: 'brute_force_detection',
  success_event_id: success.id,
  succeeded_at: success.at,
  ...(address && { address: { address: success.address, ...attemptsOf(address) } }),
  ...(user && { user: { user_id: success.userId, ...attemptsOf(user) } }),
});
