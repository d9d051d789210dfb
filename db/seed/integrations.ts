import { day, hour, minute, toTimestamp } from './clock.ts';
import type { Row } from './insert.ts';
import type { Institution } from './institutions.ts';
import { createRandom, itemAt, type Random } from './random.ts';
import type { User } from './users.ts';

interface Connection {
  readonly name: string;
  readonly type: string;
  readonly provider: string;
  readonly config: object;
  readonly frequency: 'hourly' | 'daily' | 'weekly' | null;
  readonly rateLimit: number | null;
  /** A region by its code; absent: the whole system. */
  readonly region?: string;
  readonly isEnabled?: false;
  /** Hours since the last run. */
  readonly lastRun: number;
}

const connections: readonly Connection[] = [
  {
    name: 'Milli reyestr',
    type: 'data_import',
    provider: 'Dövlət Reyestri',
    config: { base_url: 'https://reyestr.example/export', format: 'json' },
    frequency: 'daily',
    rateLimit: 60,
    lastRun: 5,
  },
  {
    name: 'Bakı elektron jurnal',
    type: 'lms',
    provider: 'E-Jurnal',
    config: { base_url: 'https://ejurnal.example/api', platform: 'E-Jurnal' },
    frequency: 'hourly',
    rateLimit: 600,
    region: 'BAK',
    lastRun: 0.4,
  },
  {
    name: 'Gəncə elektron jurnal',
    type: 'lms',
    provider: 'E-Jurnal',
    config: { base_url: 'https://ejurnal.example/api', platform: 'E-Jurnal' },
    frequency: 'hourly',
    rateLimit: 600,
    region: 'GNC',
    lastRun: 9,
  },
  {
    name: 'Ödəniş qovşağı',
    type: 'payment',
    provider: 'MilliÖN',
    config: { base_url: 'https://odenis.example', merchant_id: 'atis', currency: 'AZN' },
    frequency: null,
    rateLimit: 120,
    isEnabled: false,
    lastRun: 400,
  },
  {
    name: 'Bakı bildiriş poçtu',
    type: 'email',
    provider: 'SMTP',
    config: { host: 'smtp.example', port: 587, security: 'starttls' },
    frequency: null,
    rateLimit: 100,
    region: 'BAK',
    lastRun: 30,
  },
];

export const integrationCount = connections.length;

/** Rows of integrations. `ids` must hold `integrationCount` ids. */
export function buildIntegrations(
  now: number,
  ids: readonly number[],
  institutions: readonly Institution[],
  users: readonly User[],
): Row[] {
  const author = users.find(({ role }) => role === 'superadmin')?.id ?? null;
  return connections.map((connection, index) => {
    const region = institutions.find(({ type, code }) => type === 'region' && code === connection.region);
    return {
      id: itemAt(ids, index),
      name: connection.name,
      integration_type: connection.type,
      provider: connection.provider,
      credentials: {},
      config: connection.config,
      institution_id: region?.id ?? null,
      is_system_wide: region === undefined,
      is_enabled: connection.isEnabled ?? true,
      last_sync_at: toTimestamp(now - connection.lastRun * hour),
      sync_frequency: connection.frequency,
      api_rate_limit: connection.rateLimit,
      created_by: author,
      notes: null,
      created_at: toTimestamp(now - 300 * day),
      updated_at: toTimestamp(now - (10 + index) * day),
    };
  });
}

const errors = [
  'Bağlantı vaxtı bitdi (connect timeout)',
  'Uzaq sistem 503 cavabını verdi',
  'Giriş məlumatları qəbul edilmədi (401)',
] as const;

const runsOfEach = 40;

/** Rows of integration_sync_logs, oldest first: the runs of the last weeks, of which every ninth failed. */
export function buildSyncRuns(
  seed: number,
  now: number,
  integrationIds: readonly number[],
  users: readonly User[],
): Row[] {
  const random = createRandom(seed, 'sync runs');
  const author = users.find(({ role }) => role === 'superadmin')?.id ?? null;
  return connections
    .flatMap((connection, index) => {
      const pause = { hourly: hour, daily: day, weekly: 7 * day }[connection.frequency ?? 'weekly'];
      return Array.from({ length: runsOfEach }, (_, back) =>
        syncRun(random, itemAt(integrationIds, index), now - connection.lastRun * hour - back * pause, back, author),
      );
    })
    .toSorted((left, right) => left.start - right.start)
    .map(({ row }) => row);
}

function syncRun(random: Random, integrationId: number, end: number, back: number, author: number | null) {
  const start = end - random.integer(1, 12) * minute;
  const status = back % 9 === 8 ? 'failed' : back % 13 === 12 ? 'cancelled' : 'completed';
  const processed = random.integer(200, 5_000);
  const created = random.integer(0, 40);
  const failed = status === 'failed' ? random.integer(5, 60) : random.integer(0, 3);
  const row: Row = {
    integration_id: integrationId,
    sync_type: back % 10 === 0 ? 'full' : 'incremental',
    start_time: toTimestamp(start),
    end_time: toTimestamp(end),
    status,
    records_processed: processed,
    records_created: created,
    records_updated: processed - created - failed,
    records_failed: failed,
    error_message: status === 'failed' ? random.pick(errors) : null,
    error_details: status === 'failed' ? { attempt: random.integer(1, 3), batch: random.integer(1, 20) } : {},
    sync_summary: status === 'completed' ? { batches: Math.ceil(processed / 500) } : {},
    initiated_by: back % 10 === 0 ? author : null,
    created_at: toTimestamp(start),
    updated_at: toTimestamp(end),
  };
  return { start, row };
}
