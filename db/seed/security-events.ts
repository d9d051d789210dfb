import type { SecurityEventSeverity } from '../../src/db/generated/enums.ts';
import { minute, moments, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';
import type { Institution } from './institutions.ts';
import { attackerOrigin, userOrigin, type Origin } from './origins.ts';
import { createRandom, type Random } from './random.ts';
import { triage } from './triage.ts';
import { triagers, type User } from './users.ts';

/** A row of security_events without its id, and what the triage table says of it. */
export interface SecurityEvent {
  readonly row: Row;
  readonly triage: Row | null;
}

/** How far back events go, in days. */
export const eventDays = 120;
/** Everyday events at scale 1; attacks come on top, about 15 %. */
const eventsPerScale = 3_200;
const attackProbability = 0.004;

interface Draft {
  readonly time: number;
  readonly type: string;
  readonly severity: SecurityEventSeverity;
  readonly user: User | null;
  readonly target?: User;
  readonly institution: Institution | null;
  readonly origin: Origin;
  readonly description: string;
  readonly data: unknown;
}

type Weights = Readonly<Record<SecurityEventSeverity, number>>;

interface Kind {
  readonly severities: Weights;
  /** What distinguishes one event of this type from the next. */
  readonly details: (
    random: Random,
    user: User,
    severity: SecurityEventSeverity,
  ) => Pick<Draft, 'description' | 'data'>;
  /** An administrator does it to the user; `own`: how often users do it to themselves. */
  readonly byAdministrator?: { readonly own: number };
}

const kinds = {
  failed_login: {
    severities: { info: 84, warning: 15, critical: 1 },
    details: (random, user, severity) => ({
      description: `Yanlış parol ilə giriş cəhdi: ${user.username}`,
      data: {
        username: user.username,
        reason: user.isActive ? 'wrong_password' : 'inactive_account',
        attempt: severity === 'info' ? random.integer(1, 2) : random.integer(3, 5),
      },
    }),
  },
  account_locked: {
    severities: { info: 0, warning: 100, critical: 0 },
    details: (_, user) => ({
      description: `5 uğursuz cəhddən sonra hesab 30 dəqiqəlik bağlandı: ${user.username}`,
      data: { username: user.username, attempts: 5, locked_minutes: 30 },
    }),
  },
  new_device_login: {
    severities: { info: 92, warning: 8, critical: 0 },
    details: (random) => ({ description: 'Yeni cihazdan giriş', data: { trusted: random.chance(0.4) } }),
  },
  password_reset: {
    severities: { info: 95, warning: 5, critical: 0 },
    byAdministrator: { own: 0.55 },
    details: (random, user) => ({
      description: `Parol yeniləndi: ${user.username}`,
      data: { channel: random.pick(['email', 'administrator', 'sms']) },
    }),
  },
  permission_change: {
    severities: { info: 20, warning: 75, critical: 5 },
    byAdministrator: { own: 0 },
    details: (random, user) => ({
      description: `İcazələr dəyişdirildi: ${user.username}`,
      data: { added: [random.pick(permissions)], removed: random.chance(0.4) ? [random.pick(permissions)] : [] },
    }),
  },
  suspicious_activity: {
    severities: { info: 0, warning: 72, critical: 28 },
    details: (random, _, severity) => ({
      description: random.pick([
        'Qeyri-adi saatda çoxlu sorğu',
        'Qısa müddətdə iki fərqli şəhərdən giriş',
        'Qeyri-adi həcmdə məlumat oxunması',
      ]),
      data: { score: severity === 'critical' ? random.integer(85, 100) : random.integer(55, 84) },
    }),
  },
  unauthorized_access: {
    severities: { info: 15, warning: 80, critical: 5 },
    details: (random) => {
      const path = random.pick([
        '/admin/configs',
        '/admin/users',
        '/reports/export',
        '/institutions/1/edit',
        '/audit-logs',
      ]);
      return { description: `İcazəsiz müraciət: ${path}`, data: { path, method: 'GET', status: 403 } };
    },
  },
  token_revoked: {
    severities: { info: 100, warning: 0, critical: 0 },
    byAdministrator: { own: 0.7 },
    details: (random) => ({
      description: 'API tokeni ləğv edildi',
      data: { name: random.pick(['hesabat', 'mobil tətbiq', 'inteqrasiya', 'skript']) },
    }),
  },
  data_export: {
    severities: { info: 82, warning: 18, critical: 0 },
    details: (random, _, severity) => {
      const rows = severity === 'info' ? random.integer(10, 2_000) : random.integer(5_000, 90_000);
      const entity = random.pick(['users', 'institutions', 'students', 'reports']);
      return {
        description: `Məlumat ixracı: ${rows} sətir`,
        data: { entity, rows, format: random.pick(['xlsx', 'csv', 'pdf']) },
      };
    },
  },
  configuration_change: {
    severities: { info: 40, warning: 60, critical: 0 },
    details: (random) => {
      const key = random.pick(['auth.session_hours', 'auth.max_attempts', 'mail.sender', 'reports.deadline']);
      return { description: `Sistem parametri dəyişdirildi: ${key}`, data: { key } };
    },
  },
} as const satisfies Record<string, Kind>;

type KindName = keyof typeof kinds;

const kindWeights: Readonly<Record<KindName, number>> = {
  failed_login: 38,
  account_locked: 4,
  new_device_login: 12,
  password_reset: 11,
  permission_change: 6,
  suspicious_activity: 6,
  unauthorized_access: 6,
  token_revoked: 5,
  data_export: 9,
  configuration_change: 3,
};

const permissions = ['reports.export', 'users.manage', 'institutions.edit', 'notifications.create', 'audit.read'];
const guessedNames = ['admin', 'root', 'administrator', 'test', 'mudir', 'operator', 'atis'];

/** Some months of events, oldest first, one at a time: any scale fits in memory. */
export function* securityEvents(
  seed: number,
  now: number,
  scale: number,
  users: readonly User[],
): Generator<SecurityEvent> {
  const random = createRandom(seed, 'security_events');
  const triagersOf = triagers(users);
  for (const draft of drafts(random, now, scale, users)) {
    const { resolution, row } = triage(random, now, draft, triagersOf(draft.institution));
    yield { row: { ...toRow(draft), ...resolution }, triage: row };
  }
}

function* drafts(random: Random, now: number, scale: number, users: readonly User[]): Generator<Draft> {
  const active = users.filter(({ isActive }) => isActive);
  const administrators = Map.groupBy(
    active.filter(({ role }) => role.endsWith('admin')),
    ({ institution }) => institution,
  );
  // Attacks last minutes and overlap with the everyday events around them.
  let pending: Draft[] = [];
  for (const time of moments(random, now, eventDays, eventsPerScale * scale)) {
    while (pending[0] !== undefined && pending[0].time <= time) yield pending.shift() as Draft;
    if (random.chance(attackProbability)) {
      const attack = attackDrafts(random, time, users).filter((draft) => draft.time < now);
      pending = [...pending, ...attack].sort((left, right) => left.time - right.time);
    } else {
      yield everydayDraft(random, time, { users, active, administrators });
    }
  }
  yield* pending;
}

interface People {
  readonly users: readonly User[];
  readonly active: readonly User[];
  /** Active ones, by the institution that they administer; null: the whole system. */
  readonly administrators: ReadonlyMap<Institution | null, readonly User[]>;
}

function everydayDraft(random: Random, time: number, { users, active, administrators }: People): Draft {
  const type = random.weighted(kindWeights);
  if (type === 'failed_login' && random.chance(0.1)) return unknownUserDraft(random, time);

  const kind: Kind = kinds[type];
  const severity = random.weighted(kind.severities);
  const anyone = type === 'failed_login' ? users : active;
  const user = random.pick(type === 'configuration_change' ? (administrators.get(null) ?? active) : anyone);
  const byOther = kind.byAdministrator !== undefined && !random.chance(kind.byAdministrator.own);
  const actor = byOther ? administratorOf(random, user, administrators) : user;
  return {
    time,
    type,
    severity,
    user: actor,
    ...(byOther && { target: user }),
    // The application does not always know where a user belongs.
    institution: random.chance(0.04) ? null : user.institution,
    origin: type === 'suspicious_activity' && random.chance(0.3) ? attackerOrigin(random) : userOrigin(random, actor),
    ...kind.details(random, user, severity),
  };
}

function unknownUserDraft(random: Random, time: number): Draft {
  const username = random.pick(guessedNames);
  return {
    time,
    type: 'failed_login',
    severity: 'info',
    user: null,
    institution: null,
    origin: attackerOrigin(random),
    description: `Mövcud olmayan istifadəçi ilə giriş cəhdi: ${username}`,
    data: { username, reason: 'unknown_user', attempt: 1 },
  };
}

/** Many failed logins from one address within minutes, at one account or at many, and what the system made of it. */
function attackDrafts(random: Random, start: number, users: readonly User[]): Draft[] {
  const origin = attackerOrigin(random);
  const victim = random.pick(users);
  const spraying = random.chance(0.4);
  const attempts = random.integer(15, 60);
  const pace = random.integer(2, 15) * 1000;
  const drafts: Draft[] = Array.from({ length: attempts }, (_, index) => {
    const user = spraying ? random.pick(users) : victim;
    return {
      // Attack logs arrive with whole seconds: several rows share one time.
      time: Math.ceil((start + index * pace * random.next()) / 1000) * 1000,
      type: 'failed_login',
      severity: index < attempts / 2 ? 'info' : 'warning',
      user,
      institution: user.institution,
      origin,
      description: `Yanlış parol ilə giriş cəhdi: ${user.username}`,
      data: { username: user.username, reason: 'wrong_password', attempt: spraying ? 1 : index + 1 },
    };
  });
  const end = start + attempts * pace;
  const aftermath = { user: victim, institution: victim.institution, origin };
  drafts.push({
    ...aftermath,
    time: end,
    type: 'suspicious_activity',
    severity: 'critical',
    description: `Bir ünvandan ${attempts} uğursuz giriş cəhdi`,
    data: { score: 100, attempts, method: spraying ? 'password_spraying' : 'brute_force' },
  });
  if (!spraying) {
    const details = kinds.account_locked.details(random, victim);
    drafts.push({ ...aftermath, ...details, time: end + minute, type: 'account_locked', severity: 'warning' });
  }
  return drafts;
}

/** Somebody who administers the user's institution or one above it. */
function administratorOf(random: Random, user: User, administrators: People['administrators']): User {
  const found: User[] = [...(administrators.get(null) ?? [])];
  for (let at = user.institution; at !== null; at = at.parent) found.push(...(administrators.get(at) ?? []));
  const others = found.filter((administrator) => administrator !== user);
  return others.length > 0 ? random.pick(others) : user;
}

function toRow(draft: Draft): Row {
  return {
    event_type: draft.type,
    severity: draft.severity,
    user_id: draft.user?.id ?? null,
    target_user_id: draft.target?.id ?? null,
    ip_address: draft.origin.ipAddress,
    location_data: draft.origin.location,
    user_agent: draft.origin.userAgent,
    description: draft.description,
    event_data: draft.data,
    institution_id: draft.institution?.id ?? null,
    created_at: toTimestamp(draft.time),
  };
}
