import { day, hour, minute, toTimestamp } from './clock.ts';
import { demoAccounts, type RoleName } from './demo-accounts.ts';
import type { Row } from './insert.ts';
import { regionOf, type Institution } from './institutions.ts';
import { randomPerson, uniqueUsername, type Person } from './names.ts';
import { createRandom, itemAt, type Random } from './random.ts';

export interface User {
  readonly id: number;
  readonly username: string;
  readonly role: RoleName;
  /** Null for superadmins. */
  readonly institution: Institution | null;
  readonly isActive: boolean;
  readonly isDemo: boolean;
  readonly row: Row;
}

export const userCount = 1_400;

/** No hash function gives this, so no password matches it. */
export const unusablePassword = '!';

/** In a domain that nobody can have (RFC 2606). */
export const demoEmail = (username: string): string => `${username}@atis.example`;

/** How many of those who are not the head of an office or a school have each role, in proportion. */
const staffWeights = { müavin_müdir: 26, ubr_müəllimi: 13, təsərrüfat_məsulu: 12, psixoloq: 13, müəllim: 36 } as const;

const departments: Partial<Record<RoleName, readonly string[]>> = {
  regionoperator: ['maliyyə', 'inzibati', 'təsərrüfat'],
  sektoradmin: ['inzibati'],
  müavin_müdir: ['tədris', 'tərbiyə işi'],
  müəllim: ['riyaziyyat', 'fizika', 'tarix', 'ədəbiyyat', 'ingilis dili', 'informatika', 'biologiya', 'kimya'],
};

interface Place {
  readonly role: RoleName;
  readonly institution: Institution | null;
  readonly person?: Person;
}

/** Every account; the demo accounts come first. `ids` must hold `userCount` ids, ascending. */
export function buildUsers(
  seed: number,
  now: number,
  ids: readonly number[],
  roleIds: ReadonlyMap<string, number>,
  institutions: readonly Institution[],
): User[] {
  const random = createRandom(seed, 'users');
  const taken = new Set<string>(demoAccounts.map((account) => account.username));
  const demo = demoPlaces(institutions);
  const others = otherPlaces(random, institutions, demo);
  return [...demo, ...others].map((place, index) => {
    const account = demoAccounts[index];
    const username = account?.username ?? uniqueUsername(place.person ?? randomPerson(random), taken);
    const roleId = roleIds.get(place.role);
    if (roleId === undefined) {
      throw new Error(`The table roles has no row "${place.role}". Run the migrations first: npm run migrate`);
    }
    return createUser(random, now, {
      ...place,
      id: itemAt(ids, index),
      username,
      roleId,
      isDemo: account !== undefined,
    });
  });
}

/** Where the demo accounts work, in their order. */
function demoPlaces(institutions: readonly Institution[]): Place[] {
  const offices = institutions.filter(({ type }) => type === 'region');
  const baku = itemAt(offices, 0);
  const sector = institutions.find(({ parent }) => parent === baku);
  const school = institutions.find(({ parent, type }) => parent === sector && type === 'school');
  if (sector === undefined || school === undefined) throw new Error('the first region has no school');
  return demoAccounts.map(({ username, role }) => {
    if (role === 'superadmin') return { role, institution: null };
    if (role === 'sektoradmin') return { role, institution: sector };
    if (role === 'regionadmin' || role === 'regionoperator') {
      return { role, institution: username === 'regionadmin.gence' ? itemAt(offices, 1) : baku };
    }
    return { role, institution: school };
  });
}

/** The ministry's people, the head of every office and school, and staff up to `userCount`. */
function otherPlaces(random: Random, institutions: readonly Institution[], demo: readonly Place[]): Place[] {
  const places: Place[] = Array.from({ length: 3 }, () => ({ role: 'superadmin', institution: null }));
  const schools: Institution[] = [];
  for (const institution of institutions) {
    const { type, head: person } = institution;
    if (type === 'ministry') continue;
    const role = type === 'region' ? 'regionadmin' : type === 'sektor' ? 'sektoradmin' : 'schooladmin';
    if (role === 'schooladmin') schools.push(institution);
    if (!demo.some((place) => place.role === role && place.institution === institution)) {
      places.push({ role, institution, person });
    }
    if (type === 'region')
      places.push({ role: 'regionoperator', institution }, { role: 'regionoperator', institution });
  }
  while (demo.length + places.length < userCount) {
    places.push({ role: random.weighted(staffWeights), institution: random.pick(schools) });
  }
  return places;
}

interface Account extends Place {
  readonly id: number;
  readonly username: string;
  readonly roleId: number;
  readonly isDemo: boolean;
}

function createUser(random: Random, now: number, account: Account): User {
  const { id, username, role, institution, isDemo } = account;
  const createdAt = now - random.integer(200, 690) * day + random.integer(0, 8 * 60) * minute;
  const isActive = isDemo || (institution?.isActive !== false && !random.chance(0.03));
  const state =
    !isDemo && isActive ? random.weighted({ ordinary: 955, failing: 30, locked: 10, unlocked: 5 }) : 'ordinary';
  const lastLogin = isActive ? now - Math.min(random.wait(20) * hour, 150 * day) : now - random.integer(60, 190) * day;
  const neverSignedIn = !isDemo && random.chance(0.04);
  const own = departments[role];
  const row = {
    id,
    username,
    email: !isDemo && role === 'müəllim' && random.chance(0.08) ? null : demoEmail(username),
    password: unusablePassword,
    role_id: account.roleId,
    institution_id: institution?.id ?? null,
    departments: own === undefined ? [] : [random.pick(own)],
    is_active: isActive,
    last_login_at: neverSignedIn ? null : toTimestamp(lastLogin),
    password_changed_at: random.chance(0.7) ? toTimestamp(now - random.integer(1, 199) * day) : null,
    failed_login_attempts: state === 'ordinary' ? 0 : state === 'failing' ? random.integer(1, 4) : 5,
    locked_until:
      state === 'locked'
        ? toTimestamp(now + random.integer(1, 10) * day)
        : state === 'unlocked'
          ? toTimestamp(now - random.integer(1, 48) * hour)
          : null,
    email_verified_at: isDemo || random.chance(0.85) ? toTimestamp(createdAt + random.wait(3) * hour) : null,
    remember_token: null,
    created_at: toTimestamp(createdAt),
    updated_at: toTimestamp(Math.max(createdAt, lastLogin)),
  };
  return { id, username, role, institution, isActive, isDemo, row };
}

/** Those who may triage what happens at an institution: superadmins, and the administrators of its region. */
export function triagers(users: readonly User[]): (institution: Institution | null) => User[] {
  const superadmins = users.filter(({ role, isActive }) => role === 'superadmin' && isActive);
  const byRegion = Map.groupBy(
    users.filter(({ role, isActive }) => role === 'regionadmin' && isActive),
    ({ institution }) => institution?.id,
  );
  return (institution) => {
    const region = institution && regionOf(institution);
    return [...superadmins, ...((region && byRegion.get(region.id)) ?? [])];
  };
}
