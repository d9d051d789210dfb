import { day, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';
import type { Institution } from './institutions.ts';
import { createRandom, itemAt } from './random.ts';
import type { User } from './users.ts';

type DataType = 'string' | 'integer' | 'boolean' | 'json' | 'array';

interface Setting {
  readonly key: string;
  readonly type: DataType;
  /** What it was, oldest first; the last is what it is. */
  readonly values: readonly unknown[];
  readonly description: string;
  /** Absent: global. A region by its code, or all of the module, or the first user. */
  readonly region?: string;
  readonly module?: string;
  readonly ofUser?: true;
  readonly isReadonly?: true;
  readonly isHidden?: true;
}

const settings: readonly Setting[] = [
  { key: 'session.timeout', type: 'integer', values: [240, 480], description: 'Sessiyanın müddəti, dəqiqə' },
  {
    key: 'session.timeout',
    type: 'integer',
    values: [120, 60, 90],
    region: 'BAK',
    description: 'Bakı üzrə qısa',
  },
  { key: 'session.timeout', type: 'integer', values: [600], region: 'NAX', description: 'Zəif bağlantı' },
  { key: 'session.timeout', type: 'integer', values: [30], ofUser: true, description: 'Məsul şəxs üçün' },
  { key: 'auth.max_failed_logins', type: 'integer', values: [5], description: 'Bloklamadan əvvəl cəhdlər' },
  { key: 'auth.lock_minutes', type: 'integer', values: [15, 30], description: 'Bloklama müddəti, dəqiqə' },
  { key: 'maintenance.enabled', type: 'boolean', values: [true, false], description: 'Texniki fasilə' },
  { key: 'locale.default', type: 'string', values: ['az'], description: 'Standart dil' },
  { key: 'locale.supported', type: 'array', values: [['az', 'ru', 'en']], description: 'Mövcud dillər' },
  { key: 'grading.scale', type: 'json', values: [{ min: 0, max: 100, pass: 51 }], description: 'Qiymətləndirmə' },
  {
    key: 'reports.retention_days',
    type: 'integer',
    values: [365],
    module: 'reports',
    description: 'Hesabatların saxlanması',
  },
  {
    key: 'reports.formats',
    type: 'array',
    values: [['pdf'], ['pdf', 'xlsx']],
    module: 'reports',
    description: 'Növlər',
  },
  { key: 'reports.retention_days', type: 'integer', values: [730], region: 'GNC', description: 'Gəncə üzrə iki il' },
  { key: 'system.installation_id', type: 'string', values: ['atis-demo'], isReadonly: true, description: 'Quraşdırma' },
  { key: 'system.feature_flags', type: 'json', values: [{ newMenu: true }], isHidden: true, description: 'Daxili' },
];

/** A row of system_configs as it was written, and what it became afterwards. */
export interface WrittenSetting {
  readonly row: Row;
  readonly changes: readonly { readonly value: unknown; readonly at: string; readonly by: number }[];
}

/** Settings and how they came about. `ids` must hold `settingCount` ids; `moduleIds` is by code. */
export function buildSettings(
  seed: number,
  now: number,
  ids: readonly number[],
  moduleIds: ReadonlyMap<string, number>,
  institutions: readonly Institution[],
  users: readonly User[],
): WrittenSetting[] {
  const random = createRandom(seed, 'settings');
  const administrator = firstOf(users, 'superadmin');
  return settings.map((setting, index) => {
    const times = setting.values.map(() => now - random.integer(1, 120) * day).toSorted((a, b) => a - b);
    const [first] = times.map(toTimestamp);
    const region = institutions.find(({ type, code }) => type === 'region' && code === setting.region);
    const author = region
      ? (users.find(({ role, institution }) => role === 'regionadmin' && institution === region) ?? administrator)
      : administrator;
    const [scope, scopeId] = region
      ? ['institution', region.id]
      : setting.module !== undefined
        ? ['module', moduleIds.get(setting.module)]
        : setting.ofUser
          ? ['user', firstOf(users, 'regionadmin').id]
          : ['global', null];
    return {
      row: {
        id: itemAt(ids, index),
        config_key: setting.key,
        config_value: itemAt(setting.values, 0),
        scope,
        scope_id: scopeId,
        description: setting.description,
        data_type: setting.type,
        is_encrypted: false,
        is_hidden: setting.isHidden ?? false,
        is_readonly: setting.isReadonly ?? false,
        created_by: author.id,
        updated_by: author.id,
        created_at: first,
        updated_at: first,
      },
      changes: setting.values
        .slice(1)
        .map((value, change) => ({ value, at: toTimestamp(itemAt(times, change + 1)), by: author.id })),
    };
  });
}

export const settingCount = settings.length;

function firstOf(users: readonly User[], role: string): User {
  const user = users.find((each) => each.role === role);
  if (user === undefined) throw new Error(`There is no ${role} among the demo users.`);
  return user;
}
