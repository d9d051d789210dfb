import type { Db } from '../db/client.ts';
import type { TestDatabase } from './database.ts';

/** A small country: two regions, a sector in each, two schools in Bakı and one in Gəncə. Values are database ids. */
export interface World {
  readonly institutions: Readonly<Record<InstitutionName, string>>;
  readonly users: Readonly<Record<Username, string>>;
  readonly roles: ReadonlyMap<string, string>;
}

const institutions = {
  ministry: { type: 'ministry', level: 1, parent: null },
  baku: { type: 'region', level: 2, parent: 'ministry' },
  yasamal: { type: 'sektor', level: 3, parent: 'baku' },
  school1: { type: 'school', level: 4, parent: 'yasamal' },
  school2: { type: 'school', level: 4, parent: 'yasamal' },
  ganja: { type: 'region', level: 2, parent: 'ministry' },
  kapaz: { type: 'sektor', level: 3, parent: 'ganja' },
  school3: { type: 'school', level: 4, parent: 'kapaz' },
} as const;

export type InstitutionName = keyof typeof institutions;

/** One user of every role, and a second of those whose reach is compared. */
const users = {
  superadmin: { role: 'superadmin', at: null },
  'baku.admin': { role: 'regionadmin', at: 'baku' },
  'ganja.admin': { role: 'regionadmin', at: 'ganja' },
  'baku.operator': { role: 'regionoperator', at: 'baku' },
  'yasamal.admin': { role: 'sektoradmin', at: 'yasamal' },
  'school1.admin': { role: 'schooladmin', at: 'school1' },
  'school1.deputy': { role: 'müavin_müdir', at: 'school1' },
  'school1.ubr': { role: 'ubr_müəllimi', at: 'school1' },
  'school1.facilities': { role: 'təsərrüfat_məsulu', at: 'school1' },
  'school1.psychologist': { role: 'psixoloq', at: 'school1' },
  'school1.teacher': { role: 'müəllim', at: 'school1' },
  'school3.teacher': { role: 'müəllim', at: 'school3' },
} as const;

export type Username = keyof typeof users;

/** Users by name, with role and institution, in the order of the permission matrix. */
export const worldUsers = Object.entries(users) as [Username, (typeof users)[Username]][];

/** Fills a test database with the small country. */
export async function createWorld({ owner }: TestDatabase): Promise<World> {
  const institutionIds = {} as Record<InstitutionName, string>;
  for (const [name, { type, level, parent }] of Object.entries(institutions) as [
    InstitutionName,
    (typeof institutions)[InstitutionName],
  ][]) {
    institutionIds[name] = await insertInstitution(owner, {
      name: `Institution ${name}`,
      type,
      level,
      parent_id: parent === null ? null : institutionIds[parent],
      institution_code: name,
    });
  }
  const roles = new Map(
    (await owner.selectFrom('roles').select(['id', 'name']).execute()).map((role) => [role.name, role.id]),
  );
  const userIds = {} as Record<Username, string>;
  for (const [username, { role, at }] of worldUsers) {
    const { id } = await owner
      .insertInto('users')
      .values({
        username,
        email: `${username}@example.az`,
        password: '!secret-hash!',
        role_id: roles.get(role)!,
        institution_id: at === null ? null : institutionIds[at],
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    userIds[username] = id;
  }
  return { institutions: institutionIds, users: userIds, roles };
}

async function insertInstitution(
  owner: Db,
  row: {
    name: string;
    type: 'ministry' | 'region' | 'sektor' | 'school';
    level: number;
    parent_id: string | null;
    institution_code: string;
  },
): Promise<string> {
  const { id } = await owner.insertInto('institutions').values(row).returning('id').executeTakeFirstOrThrow();
  return id;
}

/** Inserts security events as another application would, and gives their ids in order. */
export async function insertEvents(
  db: Db,
  events: readonly {
    readonly type?: string;
    readonly severity?: 'info' | 'warning' | 'critical';
    readonly institution?: string | null;
    readonly user?: string | null;
    readonly target?: string | null;
    readonly ip?: string | null;
    readonly description?: string;
    readonly at?: string | null;
  }[],
): Promise<string[]> {
  const rows = await db
    .insertInto('security_events')
    .values(
      events.map((event) => ({
        event_type: event.type ?? 'failed_login',
        severity: event.severity ?? 'warning',
        institution_id: event.institution ?? null,
        user_id: event.user ?? null,
        target_user_id: event.target ?? null,
        ip_address: event.ip ?? null,
        description: event.description ?? null,
        ...(event.at === undefined ? {} : { created_at: event.at }),
      })),
    )
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}
