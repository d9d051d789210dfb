import { sql } from 'kysely';
import type { Db } from '../../db/client.ts';
import { idArray } from '../../db/id-list.ts';

/** What many samples have in common. */
export interface SampleSeries {
  readonly metricType: string;
  readonly name: string;
  readonly unit: string;
  readonly endpoint: string | null;
  readonly instanceId: string | null;
  readonly moduleCode: string | null;
  /** A database id. */
  readonly institutionId: string | null;
}

/** A measurement that fits the table. */
export interface Sample extends SampleSeries {
  readonly value: number;
  /** JSON text of an object. */
  readonly context: string | null;
  /** A UTC text. */
  readonly recordedAt: string;
  readonly requestId: string | null;
  /** A database id. */
  readonly userId: string | null;
}

/** Samples by column, those that many have in common once: PostgreSQL takes them as a few arrays. */
export class SampleBatch {
  readonly #series: SampleSeries[] = [];
  readonly #seriesOf: number[] = [];
  readonly #values: number[] = [];
  readonly #times: string[] = [];
  readonly #requestIds: (string | null)[] = [];
  readonly #userIds: (string | null)[] = [];
  readonly #contexts: (string | null)[] = [];

  get size(): number {
    return this.#values.length;
  }

  /** Gives the number by which samples name their series. */
  addSeries(series: SampleSeries): number {
    return this.#series.push(series);
  }

  add(series: number, sample: Omit<Sample, keyof SampleSeries>): void {
    this.#seriesOf.push(series);
    this.#values.push(sample.value);
    this.#times.push(sample.recordedAt);
    this.#requestIds.push(sample.requestId);
    this.#userIds.push(sample.userId);
    this.#contexts.push(sample.context);
  }

  /** Stores all of them with one statement. */
  async insert(db: Db): Promise<void> {
    if (this.size === 0) return;
    const column = (name: keyof SampleSeries) => this.#series.map((series) => series[name]);
    await sql`
      insert into performance_metrics(metric_type, name, value, unit, context, timestamp, request_id, user_id,
        instance_id, endpoint, module_code, institution_id)
      select series.metric_type, series.name, sample.value, series.unit, coalesce(sample.context, '{}'), sample.at,
        sample.request_id, sample.user_id, series.instance_id, series.endpoint, series.module_code, series.institution_id
      from unnest(${plainArray(this.#seriesOf)}::integer[], ${plainArray(this.#values)}::numeric[],
        ${plainArray(this.#times)}::timestamp[], ${sparse(this.#requestIds)}::text[], ${sparse(this.#userIds)}::bigint[],
        ${sparse(this.#contexts)}::jsonb[]) as sample(series, value, at, request_id, user_id, context)
      join unnest(${column('metricType')}::text[], ${column('name')}::text[], ${column('unit')}::text[],
        ${column('endpoint')}::text[], ${column('instanceId')}::text[], ${column('moduleCode')}::text[],
        ${column('institutionId')}::bigint[]) with ordinality
        as series(metric_type, name, unit, endpoint, instance_id, module_code, institution_id, number)
        on series.number = sample.series`.execute(db);
  }
}

/** Numbers and times as PostgreSQL reads arrays: pg would look for quotes in each of them. */
const plainArray = (values: readonly (number | string)[]): string => `{${values.join()}}`;

/** `unnest` fills up shorter arrays: a column that nobody uses is not sent. */
const sparse = (values: readonly (string | null)[]) => (values.every((value) => value === null) ? [] : values);

/**
 * Stores samples of whoever measures, this service included, without looking at who that is: they must fit the table.
 */
export async function recordSamples(db: Db, samples: Iterable<Sample>): Promise<void> {
  const batch = new SampleBatch();
  const known = new Map<string, number>();
  for (const sample of samples) {
    const { metricType, name, unit, endpoint, instanceId, moduleCode, institutionId } = sample;
    const series = { metricType, name, unit, endpoint, instanceId, moduleCode, institutionId };
    const key = JSON.stringify(series);
    const number = known.get(key) ?? batch.addSeries(series);
    known.set(key, number);
    batch.add(number, sample);
  }
  await batch.insert(db);
}

/** What samples refer to. */
export interface References {
  readonly units: ReadonlySet<string>;
  readonly moduleCodes: ReadonlySet<string>;
  readonly userIds: ReadonlySet<string>;
  readonly institutionIds: ReadonlySet<string>;
}

/** Which of these there are; of units, in lower case. */
export async function findReferences(db: Db, asked: References): Promise<References> {
  const list = (values: ReadonlySet<string>) => sql`${[...values]}::text[]`;
  const { rows } = await sql<{ kind: keyof References; value: string }>`
    select 'units' as kind, unit as value from api.metric_units where unit = any(${list(asked.units)})
    union all
    select 'moduleCodes', code from system_modules where code = any(${list(asked.moduleCodes)})
    union all
    select 'userIds', id::text from users where id = any(${idArray(asked.userIds)})
    union all
    select 'institutionIds', id::text from institutions where id = any(${idArray(asked.institutionIds)})`.execute(db);
  const found = (kind: keyof References) => new Set(rows.filter((row) => row.kind === kind).map(({ value }) => value));
  return {
    units: found('units'),
    moduleCodes: found('moduleCodes'),
    userIds: found('userIds'),
    institutionIds: found('institutionIds'),
  };
}
