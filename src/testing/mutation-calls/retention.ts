import { sql } from 'kysely';
import type { MutationCalls } from './call.ts';

let days = 400;

export const retentionCalls: MutationCalls = {
  setRetentionPolicy: () =>
    Promise.resolve({
      input: { source: 'JOB_LOGS', keepDays: (days += 1), isEnabled: true },
      event: 'retention_policy.set',
      table: 'api.retention_policies',
    }),
  placeRetentionHold: (_, { institutions, users }) =>
    Promise.resolve({
      input: {
        reason: 'Court order',
        sources: ['AUDIT_LOGS'],
        userId: users['baku.admin'],
        institutionId: institutions.baku,
      },
      event: 'retention_hold.placed',
      table: 'api.retention_holds',
    }),
  releaseRetentionHold: async ({ database }) => {
    const { id } = await database.owner
      .insertInto('api.retention_holds')
      .values({ reason: 'x', sources: sql`'["job_logs"]'` as never })
      .returning('id')
      .executeTakeFirstOrThrow();
    return { input: { id, reason: 'Over' }, event: 'retention_hold.released', table: 'api.retention_holds' };
  },
  runRetention: async ({ database: { owner } }) => {
    await sql`update api.retention_policies set enabled = true where source = 'system_notifications'`.execute(owner);
    await sql`insert into system_notifications (type, title, message, start_at, end_at)
      values ('update', 'Old', 'Old', '2001-01-01', '2001-02-01')`.execute(owner);
    return {
      input: { source: 'SYSTEM_NOTIFICATIONS' },
      event: 'retention.deleted',
      table: 'api.retention_policies',
    };
  },
};
