import { moments, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';
import { userOrigin } from './origins.ts';
import { createRandom, type Random } from './random.ts';
import type { User } from './users.ts';

const logDays = 90;
const activitiesPerScale = 2_400;
const auditsPerScale = 600;

interface Act {
  readonly entity: string;
  readonly entityId: number | null;
  readonly description: string;
  readonly before?: Row;
  readonly after?: Row;
}

const activityWeights = { login: 34, logout: 18, view: 16, create: 8, update: 14, delete: 2, export: 5, import: 3 };
type ActivityType = keyof typeof activityWeights;

/** What users did, oldest first. */
export function* activityLogs(seed: number, now: number, scale: number, users: readonly User[]): Generator<Row> {
  const random = createRandom(seed, 'activity_logs');
  for (const time of moments(random, now, logDays, activitiesPerScale * scale)) {
    const user = random.pick(users);
    const type = random.weighted(activityWeights);
    const origin = userOrigin(random, user);
    const act = activityOf(random, type, user, users);
    yield {
      user_id: user.id,
      ip_address: origin.ipAddress,
      user_agent: origin.userAgent,
      activity_type: type,
      entity_type: act.entity,
      entity_id: act.entityId,
      description: act.description,
      properties: { duration_ms: Math.round(random.wait(90)) },
      before_state: act.before ?? {},
      after_state: act.after ?? {},
      institution_id: user.institution?.id ?? null,
      created_at: toTimestamp(time),
    };
  }
}

function activityOf(random: Random, type: ActivityType, user: User, users: readonly User[]): Act {
  const report = random.integer(1, 4_000);
  const status = random.pick(['draft', 'submitted', 'approved']);
  switch (type) {
    case 'login':
      return { entity: 'users', entityId: user.id, description: 'Sistemə giriş' };
    case 'logout':
      return { entity: 'users', entityId: user.id, description: 'Sistemdən çıxış' };
    case 'view':
      return user.institution === null
        ? { entity: 'users', entityId: random.pick(users).id, description: 'İstifadəçi məlumatına baxış' }
        : { entity: 'institutions', entityId: user.institution.id, description: 'Müəssisə məlumatına baxış' };
    case 'create':
      return { entity: 'reports', entityId: report, description: 'Hesabat yaradıldı', after: { status: 'draft' } };
    case 'update':
      return {
        entity: 'reports',
        entityId: report,
        description: 'Hesabat dəyişdirildi',
        before: { status: 'draft', students: random.integer(80, 1_900) },
        after: { status, students: random.integer(80, 1_900) },
      };
    case 'delete':
      return { entity: 'reports', entityId: report, description: 'Hesabat silindi', before: { status: 'draft' } };
    case 'export':
      return { entity: 'reports', entityId: null, description: `${random.integer(10, 900)} hesabat ixrac edildi` };
    case 'import':
      return { entity: 'students', entityId: null, description: `${random.integer(10, 400)} şagird idxal edildi` };
  }
}

const auditWeights = {
  authentication: 40,
  authorization: 15,
  data_access: 25,
  configuration_change: 5,
  admin_action: 15,
};
type AuditEvent = keyof typeof auditWeights;

/** What administrators did, oldest first. */
export function* auditLogs(seed: number, now: number, scale: number, users: readonly User[]): Generator<Row> {
  const random = createRandom(seed, 'audit_logs');
  const administrators = users.filter(({ role }) => role.endsWith('admin'));
  const superadmins = users.filter(({ role }) => role === 'superadmin');
  for (const time of moments(random, now, logDays, auditsPerScale * scale)) {
    const event = random.weighted(auditWeights);
    const user = random.pick(event === 'configuration_change' ? superadmins : administrators);
    const origin = userOrigin(random, user);
    const { path, ...act } = auditOf(random, event, user, users);
    yield {
      user_id: user.id,
      event,
      auditable_type: act.entity,
      auditable_id: act.entityId,
      old_values: act.before ?? {},
      new_values: act.after ?? {},
      url: `https://atis.example${path}`,
      ip_address: origin.ipAddress,
      user_agent: origin.userAgent,
      tags: [act.description, ...(random.chance(0.2) ? ['api'] : [])],
      institution_id: user.institution?.id ?? null,
      created_at: toTimestamp(time),
    };
  }
}

function auditOf(random: Random, event: AuditEvent, user: User, users: readonly User[]): Act & { path: string } {
  const colleagues = users.filter(({ institution }) => institution === user.institution);
  const target = random.pick(colleagues.length > 0 ? colleagues : users);
  switch (event) {
    case 'authentication':
      return { entity: 'users', entityId: user.id, description: 'login', path: '/login' };
    case 'authorization':
      return {
        entity: 'users',
        entityId: target.id,
        description: 'permissions',
        path: `/users/${target.id}/permissions`,
        before: { departments: [] },
        after: { departments: [random.pick(['maliyyə', 'inzibati', 'təsərrüfat'])] },
      };
    case 'data_access':
      return { entity: 'users', entityId: target.id, description: 'read', path: `/users/${target.id}` };
    case 'configuration_change': {
      const hours = random.integer(4, 12);
      return {
        entity: 'system_configs',
        entityId: null,
        description: 'configuration',
        path: '/admin/configs',
        before: { 'auth.session_hours': hours },
        after: { 'auth.session_hours': random.integer(4, 12) },
      };
    }
    case 'admin_action':
      return {
        entity: 'users',
        entityId: target.id,
        description: 'account',
        path: `/users/${target.id}`,
        before: { is_active: false },
        after: { is_active: true },
      };
  }
}
