import { sql } from 'kysely';
import { expect } from 'vitest';
import { json, type JsonValue } from '../db/column-types.ts';
import { bruteForceJob } from '../domains/security-events/brute-force.job.ts';
import { runJob } from './job-run.ts';
import type { TestService } from './service.ts';

export interface Attempt {
  readonly type?: string;
  readonly ip?: string | null;
  readonly user?: string | null;
  readonly target?: string | null;
  readonly institution?: string | null;
  readonly data?: JsonValue;
}

/** An attempt that succeeded. */
export const success = { type: 'successful_login' };

const selection = `databaseId eventType severity state ipAddress eventData description
  user { username } institution { institutionCode }`;

/** Attempts to sign in, as another application writes them, and what is reported of them. */
export function signInsOf(service: () => TestService) {
  /** Seconds before now, as another application writes it; null: without a time. */
  async function attempt(secondsAgo: number | null, { type = 'failed_login', ...event }: Attempt): Promise<string> {
    const { id } = await service()
      .database.owner.insertInto('security_events')
      .values({
        event_type: type,
        severity: 'info',
        ip_address: event.ip ?? null,
        user_id: event.user ?? null,
        target_user_id: event.target ?? null,
        institution_id: event.institution ?? null,
        event_data: json(event.data ?? {}),
        created_at: secondsAgo === null ? null : new Date(Date.now() - secondsAgo * 1_000).toISOString().slice(0, -1),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  }

  /** `count` attempts, a second apart, the last of them so many seconds before now. */
  async function attempts(count: number, secondsAgo: number, event: Attempt): Promise<string[]> {
    const ids = [];
    for (let left = count - 1; left >= 0; left -= 1) ids.push(await attempt(secondsAgo + left, event));
    return ids;
  }

  /** What a user sees of the reports. */
  async function reports(username = 'superadmin') {
    const { data, errors } = await service().query(
      username,
      `{ securityEvents(filter: { eventTypes: ["suspicious_activity"] }) { nodes { ${selection} } } }`,
    );
    expect(errors).toBeUndefined();
    return data.securityEvents.nodes;
  }

  const detect = (parameters: JsonValue = {}) => runJob(service().database, bruteForceJob, parameters);

  /** As if nobody had ever signed in, and nothing had been looked at. */
  const forget = () =>
    sql`truncate security_events, api.security_event_triage, api.job_marks, api.brute_force_incidents`.execute(
      service().database.owner,
    );

  return { attempt, attempts, reports, detect, forget };
}
