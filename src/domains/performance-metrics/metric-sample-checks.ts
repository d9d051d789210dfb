import { json } from '../../db/column-schemas.ts';
import { utcTimestamp } from '../../db/column-types.ts';
import { parseId } from '../../graphql/global-id.ts';
import type { References, Sample, SampleSeries } from './metric-samples.repository.ts';

/** Why a sample is not stored. */
export interface Rejection {
  readonly index: number;
  readonly field: string;
  readonly message: string;
}

/** A field of a sample and what is wrong with it. */
class Problem {
  readonly field: string;
  readonly message: string;
  constructor(field: string, problem: string) {
    this.field = field;
    this.message = `${field} ${problem}`;
  }
}

type Given = Readonly<Record<string, unknown>>;

/** A sample as far as it can be told without the database. */
export interface CheckedSample extends Omit<Sample, keyof SampleSeries> {
  readonly series: SampleSeries;
}

const day = 86_400_000;
const maxAge = 31 * day;
/** How far the clock of whoever measures may be ahead, in milliseconds. */
const maxAhead = 5 * 60_000;
/** DECIMAL(12,4), rounded to four decimals, ends here. */
const valueLimit = 99_999_999.99995;
const maxContext = 4_096;

const lengths = {
  metricType: 100,
  name: 100,
  unit: 20,
  endpoint: 200,
  instanceId: 100,
  moduleCode: 50,
  requestId: 100,
} as const;

const fields: ReadonlySet<string> = new Set([
  ...Object.keys(lengths),
  'value',
  'context',
  'recordedAt',
  'userId',
  'institutionId',
]);

/**
 * Checks samples, whoever sent them by whatever way: nothing is believed of them but that they are JSON. What many
 * samples have in common is checked once.
 */
export class SampleChecks {
  readonly #now: number;
  readonly #nowText: string;
  readonly #series = new Map<string, SampleSeries | Problem>();
  readonly #ids = new Map<string, string | null>();
  readonly #referred = {
    units: new Set<string>(),
    moduleCodes: new Set<string>(),
    userIds: new Set<string>(),
    institutionIds: new Set<string>(),
  };

  constructor(now: number) {
    this.#now = now;
    this.#nowText = new Date(now).toISOString();
  }

  /** What the samples that were checked refer to. */
  get referred(): References {
    return this.#referred;
  }

  check(sample: unknown): CheckedSample | Problem {
    if (typeof sample !== 'object' || sample === null || Array.isArray(sample)) {
      return new Problem('sample', 'must be an object.');
    }
    const given = sample as Given;
    for (const name in given) if (!fields.has(name)) return new Problem(shown(name), 'is no field of a sample.');
    const series = this.#seriesOf(given);
    if (series instanceof Problem) return series;
    const value = toNumber(given['value']);
    if (value === null) return new Problem('value', 'must be a finite number.');
    if (Math.abs(value) >= valueLimit) {
      return new Problem('value', 'must be below 100,000,000: take a larger unit.');
    }
    const recordedAt = this.#time(given['recordedAt']);
    if (recordedAt instanceof Problem) return recordedAt;
    const requestId = text(given['requestId'], 'requestId');
    if (requestId instanceof Problem) return requestId;
    const userId = this.#id('User', given['userId']);
    if (userId === undefined) return new Problem('userId', 'must be the id of a user.');
    if (userId !== null) this.#referred.userIds.add(userId);
    const context = contextText(given['context']);
    if (context instanceof Problem) return context;
    return { series, value, recordedAt, requestId, userId, context };
  }

  /** What is wrong with a sample in the light of what there is; null: nothing. */
  static missing(sample: CheckedSample, found: References): Problem | null {
    const { series, userId } = sample;
    if (!found.units.has(series.unit.toLowerCase())) {
      return new Problem(
        'unit',
        `is not known: ${shown(series.unit)}. Take ms, seconds, bytes, kb, mb, count or percent.`,
      );
    }
    if (series.moduleCode !== null && !found.moduleCodes.has(series.moduleCode)) {
      return new Problem('moduleCode', 'is not the code of a module.');
    }
    if (series.institutionId !== null && !found.institutionIds.has(series.institutionId)) {
      return new Problem('institutionId', 'is not an institution within your reach.');
    }
    return userId === null || found.userIds.has(userId) ? null : new Problem('userId', 'is not the id of a user.');
  }

  #seriesOf(given: Given): SampleSeries | Problem {
    const { metricType, name, unit, endpoint, instanceId, moduleCode, institutionId } = given;
    let key = '';
    for (const value of [metricType, name, unit, endpoint, instanceId, moduleCode, institutionId]) {
      // No text that is stored has a NUL in it, so that different values make different keys.
      if (typeof value === 'string') key += `\0${value}`;
      else if (value == null || typeof value === 'number') key += `\0\0${value ?? 'n'}`;
      // Neither text nor id, and maybe nested so deep that it cannot be written.
      else return this.#checkSeries(given);
    }
    const known = this.#series.get(key);
    if (known !== undefined) return known;
    const series = this.#checkSeries(given);
    this.#series.set(key, series);
    return series;
  }

  #checkSeries(given: Given): SampleSeries | Problem {
    const metricType = text(given['metricType'], 'metricType') ?? missingField('metricType');
    if (metricType instanceof Problem) return metricType;
    const name = text(given['name'], 'name') ?? missingField('name');
    if (name instanceof Problem) return name;
    const unit = text(given['unit'], 'unit') ?? missingField('unit');
    if (unit instanceof Problem) return unit;
    const endpoint = text(given['endpoint'], 'endpoint');
    if (endpoint instanceof Problem) return endpoint;
    const instanceId = text(given['instanceId'], 'instanceId');
    if (instanceId instanceof Problem) return instanceId;
    const moduleCode = text(given['moduleCode'], 'moduleCode');
    if (moduleCode instanceof Problem) return moduleCode;
    const institutionId = this.#id('Institution', given['institutionId']);
    if (institutionId === undefined) return new Problem('institutionId', 'must be the id of an institution.');
    this.#referred.units.add(unit.toLowerCase());
    if (moduleCode !== null) this.#referred.moduleCodes.add(moduleCode);
    if (institutionId !== null) this.#referred.institutionIds.add(institutionId);
    return { metricType, name, unit, endpoint, instanceId, moduleCode, institutionId };
  }

  #time(value: unknown): string | Problem {
    if (value == null) return this.#nowText;
    const time = typeof value === 'string' && hasOffset.test(value) ? utcTimestamp(value) : undefined;
    if (time === undefined) {
      return new Problem('recordedAt', 'must be an instant with offset, like 2026-03-01T08:15:30Z.');
    }
    const instant = Date.parse(time);
    if (instant > this.#now + maxAhead) return new Problem('recordedAt', 'must not be in the future.');
    return instant < this.#now - maxAge ? new Problem('recordedAt', 'must be at most 31 days ago.') : time;
  }

  /** The database id; undefined where it is none. */
  #id(type: 'User' | 'Institution', value: unknown): string | null | undefined {
    if (value == null) return null;
    const given = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
    if (typeof given !== 'string') return undefined;
    const key = `${type} ${given}`;
    let id = this.#ids.get(key);
    if (id === undefined) this.#ids.set(key, (id = parseId(type, given)));
    return id ?? undefined;
  }
}

export const isProblem = (checked: object | null): checked is { field: string; message: string } =>
  checked instanceof Problem;

const hasOffset = /(Z|[+-]\d\d:?\d\d)$/;

const missingField = (field: string) => new Problem(field, 'is missing.');

/** A name that a client chose, as far as a message repeats it. */
const shown = (name: string): string => name.toWellFormed().replaceAll('\0', '').slice(0, 50);

function text(value: unknown, field: keyof typeof lengths): string | null | Problem {
  if (value == null) return null;
  const most = lengths[field];
  if (typeof value !== 'string') return new Problem(field, 'must be a text.');
  // PostgreSQL counts characters, JavaScript counts some of them twice.
  if (value === '' || (value.length > most && Array.from(value).length > most)) {
    return new Problem(field, `must have 1 to ${most} characters.`);
  }
  return value.includes('\0') || !value.isWellFormed()
    ? new Problem(field, 'must be valid Unicode without NUL characters.')
    : value;
}

const decimal = /^[+-]?\d{1,30}(\.\d{0,30})?(e[+-]?\d{1,3})?$/i;

function toNumber(value: unknown): number | null {
  const number = typeof value === 'string' && decimal.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
}

const anyJson = json();

function contextText(value: unknown): string | null | Problem {
  if (value == null) return null;
  if (typeof value !== 'object' || Array.isArray(value)) return new Problem('context', 'must be an object.');
  const { error } = anyJson.safeParse(value);
  if (error) return new Problem('context', error.issues[0]?.message ?? 'must be JSON.');
  const written = JSON.stringify(value);
  return Buffer.byteLength(written) <= maxContext
    ? written
    : new Problem('context', `must have at most ${maxContext} bytes as JSON text.`);
}
