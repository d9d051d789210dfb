import { day, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';
import type { Institution } from './institutions.ts';
import { createRandom, itemAt, type Random } from './random.ts';
import { createLicenseKey } from '../../src/domains/licenses/license-key.ts';

interface Module {
  readonly code: string;
  readonly name: string;
  readonly version: string;
  readonly description: string;
  readonly dependencies?: readonly unknown[];
  readonly settings?: object;
  readonly is?: readonly ('core' | 'disabled' | 'licensed')[];
}

const modules: readonly Module[] = [
  { code: 'core', name: 'Nüvə', version: '3.2.0', description: 'Giriş, rollar, menyu', is: ['core'] },
  {
    code: 'directory',
    name: 'Qurumlar və istifadəçilər',
    version: '3.1.4',
    description: 'Kataloq',
    dependencies: ['core'],
    is: ['core'],
  },
  {
    code: 'reports',
    name: 'Hesabatlar',
    version: '2.4.1',
    description: 'Hazır və sərbəst hesabatlar',
    dependencies: ['core', { code: 'directory', version: '^3.0.0' }],
    settings: { pageSize: 50, watermark: true },
  },
  {
    code: 'surveys',
    name: 'Sorğular',
    version: '1.8.0',
    description: 'Məktəblər arasında sorğular',
    dependencies: ['directory'],
    is: ['licensed'],
  },
  {
    code: 'analytics',
    name: 'Analitika',
    version: '1.2.0',
    description: 'Göstəricilər və proqnozlar',
    dependencies: [{ code: 'reports', version: '>=2.4.0' }, 'surveys'],
    is: ['licensed'],
  },
  {
    code: 'library',
    name: 'Kitabxana',
    version: '0.9.2',
    description: 'Fond və oxucular',
    dependencies: ['directory'],
    is: ['disabled'],
  },
  {
    code: 'lms',
    name: 'Distant təhsil',
    version: '4.0.0',
    description: 'Dərslər və tapşırıqlar',
    dependencies: ['directory', 'library'],
    is: ['disabled', 'licensed'],
  },
  { code: 'payments', name: 'Ödənişlər', version: '1.0.3', description: 'Ödəniş sistemi', dependencies: ['core'] },
];

export const moduleCount = modules.length;

/** Rows of system_modules. `ids` must hold `moduleCount` ids. */
export function buildModules(now: number, ids: readonly number[]): Row[] {
  return modules.map((module, index) => ({
    id: itemAt(ids, index),
    name: module.name,
    code: module.code,
    description: module.description,
    version: module.version,
    is_core: module.is?.includes('core') ?? false,
    is_enabled: !module.is?.includes('disabled'),
    requires_license: module.is?.includes('licensed') ?? false,
    dependencies: module.dependencies ?? [],
    settings: module.settings ?? {},
    created_at: toTimestamp(now - 400 * day),
    updated_at: toTimestamp(now - (30 + index) * day),
  }));
}

/** From the issue to the end, in days from now; null: without end. */
const terms = {
  valid: [-200, 165],
  perpetual: [-300, null],
  expiring: [-350, 12],
  grace: [-370, -5],
  expired: [-500, -135],
  future: [20, 385],
} as const;

/** A licence of every kind for the regions, some schools, and the system as a whole. */
export function buildLicenses(seed: number, now: number, institutions: readonly Institution[]): Row[] {
  const random = createRandom(seed, 'licenses');
  const regions = institutions.filter(({ type }) => type === 'region');
  const schools = institutions.filter(({ type }) => type === 'school').slice(0, 24);
  return [
    license(random, now, 'surveys', null, 'perpetual', 'enterprise', 'active'),
    license(random, now, 'analytics', null, 'valid', 'enterprise', 'active'),
    ...regions.map((region, index) =>
      license(
        random,
        now,
        'analytics',
        region,
        itemAt(['valid', 'expiring', 'grace', 'expired', 'valid', 'future'] as const, index % 6),
        index % 3 === 0 ? 'premium' : 'standard',
        index % 5 === 4 ? 'revoked' : 'active',
      ),
    ),
    ...schools.map((school, index) =>
      license(
        random,
        now,
        index % 2 === 0 ? 'lms' : 'surveys',
        school,
        itemAt(['valid', 'expiring', 'expired'] as const, index % 3),
        index % 4 === 0 ? 'trial' : 'standard',
        index % 6 === 5 ? 'inactive' : 'active',
      ),
    ),
  ];
}

function license(
  random: Random,
  now: number,
  moduleCode: string,
  institution: Institution | null,
  term: keyof typeof terms,
  type: 'trial' | 'standard' | 'premium' | 'enterprise',
  status: 'inactive' | 'active' | 'revoked',
): Row {
  const [start, end] = terms[term];
  const issued = toTimestamp(now + start * day);
  return {
    license_key: createLicenseKey((bound) => random.integer(0, bound - 1)),
    module_code: moduleCode,
    institution_id: institution?.id ?? null,
    license_type: type,
    user_limit: type === 'enterprise' ? null : { trial: 5, standard: 25, premium: 200 }[type],
    features: type === 'trial' ? ['export'] : { export: true, api: type !== 'standard', max_reports: 100 },
    issued_at: issued,
    expires_at: end === null ? null : toTimestamp(now + end * day),
    activation_date: status === 'inactive' || start > 0 ? null : issued,
    last_validation_date:
      status === 'active' && start < 0 ? toTimestamp(now - random.integer(1, 48) * (day / 24)) : null,
    status,
    issued_to: institution?.name ?? 'Elm və Təhsil Nazirliyi',
    issued_by: 'ATİS',
    notes: null,
    created_at: issued,
    updated_at: issued,
  };
}
