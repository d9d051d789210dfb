import { sql } from 'kysely';
import { rollUpMetrics } from '../domains/performance-metrics/metric-rollup-worker.ts';
import type { Answer, TestService } from './service.ts';

/** A sample as another application writes it. */
export interface RawSample {
  readonly value: number | string;
  /** A time, or null. */
  readonly at: string | null;
  readonly type?: string;
  readonly name?: string;
  readonly unit?: string;
  readonly endpoint?: string | null;
  readonly module?: string | null;
  readonly institution?: string | null;
  readonly request?: string | null;
}

/** Inserts samples as Laravel would, without this service. */
export async function insertSamples(
  { database }: Pick<TestService, 'database'>,
  samples: readonly RawSample[],
): Promise<void> {
  await sql`
    insert into performance_metrics(value, timestamp, metric_type, name, unit, endpoint, module_code, institution_id, request_id)
    select value, at, coalesce(type, 'request'), coalesce(name, 'duration'), coalesce(unit, 'ms'), endpoint, module,
      institution, request
    from json_to_recordset(${JSON.stringify(samples)}::json)
      as sample(value numeric, at timestamp, type text, name text, unit text, endpoint text, module text,
        institution bigint, request text)`.execute(database.owner);
}

/** Rolls up what there is, as of a time; now unless told. */
export const rollUp = ({ database }: Pick<TestService, 'database'>, now = Date.now()): Promise<number> =>
  rollUpMetrics(database.db, now);

/** Empties the tables of a test. */
export const removeSamples = ({ database }: Pick<TestService, 'database'>) =>
  sql`truncate performance_metrics, api.metric_rollups, api.metric_series, api.metric_dirty_buckets`.execute(
    database.owner,
  );

/** A sample that is good. */
export const goodSample = { metricType: 'request', name: 'duration', value: 12.5, unit: 'ms', endpoint: 'GET /x' };

/** Records samples through GraphQL. */
export const record = (
  service: TestService,
  username: string | null,
  samples: readonly unknown[],
  batchId?: string,
): Promise<Answer> =>
  service.query(
    username,
    `mutation ($input: RecordPerformanceMetricsInput!) { recordPerformanceMetrics(input: $input) {
      accepted rejected { index field message } userErrors { code field message } } }`,
    { input: { samples, batchId } },
  );
