import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { issueToken } from '../../auth/issue-token.ts';
import { inTransaction } from '../../db/transaction.ts';
import { startTestService, type Answer, type TestService } from '../../testing/service.ts';
import { change, claim, expireLease, insertIntegration, queueRun } from '../../testing/sync-runs.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { reapAbandonedRuns } from './sync-run-reaper.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const integrationOfBaku = () => insertIntegration(service.database.owner, { institution: world.institutions.baku });

const rowOf = (id: string) =>
  service.database.owner
    .selectFrom('integration_sync_logs as r')
    .innerJoin('api.sync_run_leases as l', 'l.sync_run_id', 'r.id')
    .select(['r.status', 'r.error_message', 'r.records_processed', 'l.attempt', 'l.worker'])
    .where('r.id', '=', id)
    .executeTakeFirstOrThrow();

/** What each report of a worker is answered. */
async function reports(run: { id: string; fencingToken: string }) {
  const answers = [
    await change(service, 'baku.admin', 'heartbeatSyncRun', { ...run, recordsProcessed: 999 }),
    await change(service, 'baku.admin', 'completeSyncRun', { ...run, recordsProcessed: 999 }),
    await change(service, 'baku.admin', 'failSyncRun', { ...run, errorMessage: 'x', recordsProcessed: 999 }),
    await change(service, 'baku.admin', 'confirmSyncRunCancelled', { ...run, recordsProcessed: 999 }),
  ];
  return answers.flatMap(({ userErrors }) => userErrors) as { code: string; message: string }[];
}

describe('workers', () => {
  it('race for one run, twenty at a time: exactly one claims it', async () => {
    const integrationId = await integrationOfBaku();
    const id = await queueRun(service.database.owner, integrationId);
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        change(service, 'baku.admin', 'claimSyncRun', { integrationId, worker: `w-${index}` }),
      ),
    );
    const won = claims.filter(({ run }) => run !== null);
    expect(won).toHaveLength(1);
    expect(claims.flatMap(({ userErrors }) => userErrors)).toEqual([]);
    expect(await rowOf(id)).toMatchObject({ attempt: 1, worker: won[0].run.worker });
  });

  it('race for a run that is stale: exactly one claims it, again and again', async () => {
    const integrationId = await integrationOfBaku();
    const id = await queueRun(service.database.owner, integrationId);
    const tokens: bigint[] = [];
    for (const attempt of [1, 2, 3]) {
      const claims = await Promise.all(
        Array.from({ length: 8 }, () => change(service, 'baku.admin', 'claimSyncRun', { integrationId, worker: 'w' })),
      );
      const won = claims.filter(({ run }) => run !== null);
      expect(won.map(({ run }) => run.attempt)).toEqual([attempt]);
      tokens.push(BigInt(won[0].fencingToken));
      await expireLease(service.database.owner, id);
    }
    expect(tokens).toEqual(tokens.toSorted((a, b) => (a < b ? -1 : 1)));
  });

  it('get the runs that wait one by one, the oldest first, each once', async () => {
    const integrationId = await integrationOfBaku();
    const ids: string[] = [];
    for (const minute of ['03', '01', '02']) {
      ids.push(await queueRun(service.database.owner, integrationId, { start_time: `2026-01-01T00:${minute}:00Z` }));
    }
    const claimed = [];
    for (let index = 0; index < 3; index += 1) {
      claimed.push((await claim(service, 'baku.admin', integrationId)).id);
    }
    expect(claimed).toEqual([ids[1], ids[2], ids[0]]);
  });

  it('that were paused beyond their lease are refused, before and after another has claimed the run', async () => {
    const integrationId = await integrationOfBaku();
    const id = await queueRun(service.database.owner, integrationId);
    const paused = await claim(service, 'baku.admin', integrationId, 'paused');
    await expireLease(service.database.owner, id);
    const late = await reports(paused);
    expect(late.map(({ code }) => code)).toEqual(Array.from({ length: 4 }, () => 'INVALID_TRANSITION'));
    for (const { message } of late) expect(message).toMatch(/^The lease ended at /);

    const next = await claim(service, 'baku.admin', integrationId, 'next');
    expect(BigInt(next.fencingToken)).toBeGreaterThan(BigInt(paused.fencingToken));
    const fenced = await reports(paused);
    expect(fenced).toHaveLength(4);
    for (const { code, message } of fenced) {
      expect(code).toBe('INVALID_TRANSITION');
      expect(message).toContain('next has claimed the run since, as attempt 2');
      expect(message).not.toContain(next.fencingToken);
    }
    expect(await rowOf(id)).toMatchObject({ status: 'running', records_processed: 0, worker: 'next' });
    expect(await change(service, 'baku.admin', 'completeSyncRun', { ...next })).toMatchObject({ userErrors: [] });
    for (const { message } of await reports(next)) expect(message).toContain('The run has ended: it is COMPLETED');
  });

  it('cannot report with tokens that were never given', async () => {
    const integrationId = await integrationOfBaku();
    await queueRun(service.database.owner, integrationId);
    const run = await claim(service, 'baku.admin', integrationId);
    for (const [fencingToken, code] of [
      [String(BigInt(run.fencingToken) + 1n), 'INVALID_TRANSITION'],
      ['-1', 'INVALID'],
      ['9'.repeat(30), 'INVALID'],
      ['', 'INVALID'],
      ['1 or 1=1', 'INVALID'],
    ]) {
      const answer = await change(service, 'baku.admin', 'heartbeatSyncRun', { id: run.id, fencingToken });
      expect(answer.userErrors, fencingToken).toMatchObject([{ code, field: ['fencingToken'] }]);
    }
  });

  it('are told to stop, and confirm it', async () => {
    const integrationId = await integrationOfBaku();
    await queueRun(service.database.owner, integrationId);
    const run = await claim(service, 'baku.admin', integrationId);
    const cancelled = await change(service, 'baku.admin', 'cancelSyncRun', { id: run.id, reason: 'Holiday' });
    expect(cancelled).toMatchObject({ run: { state: 'CANCELLING' }, userErrors: [] });
    const beat = await change(service, 'baku.admin', 'heartbeatSyncRun', run);
    expect(beat).toMatchObject({ isCancelRequested: true, userErrors: [] });
    const { data } = await service.query(
      'baku.admin',
      `{ syncRun(id: "${run.id}") { cancelRequestedAt cancelRequestedBy { username } cancelReason } }`,
    );
    expect(data.syncRun).toMatchObject({ cancelRequestedBy: { username: 'baku.admin' }, cancelReason: 'Holiday' });
    const end = await change(service, 'baku.admin', 'confirmSyncRunCancelled', { ...run, recordsProcessed: 7 });
    expect(end).toMatchObject({ run: { state: 'CANCELLED' }, userErrors: [] });
    expect(await rowOf(run.id)).toMatchObject({ status: 'cancelled', records_processed: 7 });
  });

  it('choose how long their lease lasts, and a heartbeat prolongs it by as much', async () => {
    const integrationId = await integrationOfBaku();
    await queueRun(service.database.owner, integrationId);
    for (const leaseSeconds of [4, 3601]) {
      const refused = await change(service, 'baku.admin', 'claimSyncRun', { integrationId, worker: 'w', leaseSeconds });
      expect(refused.userErrors).toMatchObject([{ code: 'INVALID', field: ['leaseSeconds'] }]);
    }
    const input = { integrationId, worker: 'w', leaseSeconds: 3_000 };
    const { run, fencingToken, leaseExpiresAt } = await change(service, 'baku.admin', 'claimSyncRun', input);
    const left = (time: string) => (Date.parse(time) - Date.now()) / 1_000;
    expect(left(leaseExpiresAt)).toBeGreaterThan(2_900);
    await expireLease(service.database.owner, run.databaseId, '-10 seconds');
    await service.database.owner
      .updateTable('api.sync_run_leases')
      .set({ heartbeat_at: new Date(Date.now() - 90_000).toISOString() })
      .where('sync_run_id', '=', run.databaseId)
      .execute();
    const beat = await change(service, 'baku.admin', 'heartbeatSyncRun', { id: run.databaseId, fencingToken });
    expect(left(beat.leaseExpiresAt)).toBeGreaterThan(90);
    expect(left(beat.leaseExpiresAt)).toBeLessThan(110);
  });

  it('cannot leave secrets behind, neither in the run nor in the audit log', async () => {
    const integrationId = await integrationOfBaku();
    await queueRun(service.database.owner, integrationId);
    const run = await claim(service, 'baku.admin', integrationId);
    const failed = await change(service, 'baku.admin', 'failSyncRun', {
      ...run,
      errorMessage: 'GET https://user:hunter2@lms.example/?token=hunter2 said 401',
      errorDetails: { headers: { authorization: 'hunter2' }, url: 'https://user:hunter2@lms.example', status: 401 },
    });
    expect(failed.userErrors).toEqual([]);
    const { data } = await service.query('baku.admin', `{ syncRun(id: "${run.id}") { errorMessage errorDetails } }`);
    expect(data.syncRun.errorMessage).toContain('lms.example');
    expect(data.syncRun.errorDetails).toMatchObject({ status: 401 });
    const { owner } = service.database;
    const kept = [
      await owner.selectFrom('audit_logs').selectAll().execute(),
      await owner.selectFrom('integration_sync_logs').selectAll().execute(),
    ];
    expect(JSON.stringify([data, kept])).not.toContain('hunter2');
  });

  it('sign in with a token that can work and nothing else', async () => {
    const integrationId = await integrationOfBaku();
    await queueRun(service.database.owner, integrationId);
    const token = await issueToken(service.database.db, 'baku.admin', 'worker', null, ['SYNC_RUNS_WORK']);
    const ask = async (query: string): Promise<Answer> => {
      const response = await fetch(`${service.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query }),
      });
      return (await response.json()) as Answer;
    };
    const claimed = await ask(`mutation { claimSyncRun(input: { worker: "w", integrationId: "${integrationId}" }) {
      run { id databaseId integrationId syncType integration { name } initiatedBy { username } } fencingToken } }`);
    expect(claimed.data.claimSyncRun).toMatchObject({ run: { integrationId, integration: null } });
    const { run, fencingToken } = claimed.data.claimSyncRun;
    for (const refused of [
      `{ syncRun(id: "${run.id}") { id } }`,
      '{ syncRuns { nodes { id } } }',
      '{ syncStats { total } }',
      '{ integrations { nodes { id } } }',
      `mutation { startSyncRun(input: { integrationId: "${integrationId}", syncType: FULL }) { run { id } } }`,
      `mutation { cancelSyncRun(input: { id: "${run.id}", reason: "x" }) { run { id } } }`,
      'mutation { createApiToken(input: { name: "x" }) { secret } }',
    ]) {
      const { errors } = await ask(refused);
      expect(errors?.[0]?.extensions['code'], refused).toMatch(/FORBIDDEN|GRAPHQL_VALIDATION_FAILED/);
    }
    expect((await ask(`{ node(id: "${run.id}") { id } }`)).data).toEqual({ node: null });
    const done = await ask(`mutation { completeSyncRun(input: { id: "${run.id}", fencingToken: "${fencingToken}" }) {
      run { state } userErrors { message } } }`);
    expect(done.data.completeSyncRun).toEqual({ run: { state: 'COMPLETED' }, userErrors: [] });
  });
});

describe('starting', () => {
  it('twice at once makes one run', async () => {
    const integrationId = await integrationOfBaku();
    const starts = await Promise.all(
      Array.from({ length: 6 }, () =>
        change(service, 'baku.admin', 'startSyncRun', { integrationId, syncType: 'FULL' }),
      ),
    );
    expect(starts.filter(({ run }) => run !== null)).toHaveLength(1);
    expect(starts.flatMap(({ userErrors }) => userErrors.map(({ code }: { code: string }) => code))).toEqual(
      Array.from({ length: 5 }, () => 'INVALID_TRANSITION'),
    );
  });
});

describe('the reaper', () => {
  /** A run that was claimed and whose lease has ended since. */
  async function abandoned(ago: string, set: object = {}) {
    const integrationId = await integrationOfBaku();
    const id = await queueRun(service.database.owner, integrationId);
    await claim(service, 'baku.admin', integrationId, 'lost');
    await expireLease(service.database.owner, id, ago);
    await service.database.owner
      .updateTable('api.sync_run_leases')
      .set({ attempt: 1, ...set })
      .where('sync_run_id', '=', id)
      .execute();
    return id;
  }

  it('ends what was given up, once with several instances, records it, and leaves the rest alone', async () => {
    await inTransaction(service.database.db, reapAbandonedRuns);
    const fresh = await abandoned('1 minute');
    const old = await abandoned('11 minutes');
    const often = await abandoned('1 second', { attempt: 3 });
    const cancelled = await abandoned('1 second', { cancel_requested_at: '2026-01-01T00:00:00Z' });
    const counts = await Promise.all(
      Array.from({ length: 5 }, () => inTransaction(service.database.db, reapAbandonedRuns)),
    );
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3);
    const message = expect.stringMatching(/^The worker lost did not report for \d+ s/);
    expect(await rowOf(fresh)).toMatchObject({ status: 'running' });
    expect(await rowOf(old)).toMatchObject({ status: 'failed', error_message: message });
    expect(await rowOf(often)).toMatchObject({ status: 'failed', error_message: message });
    expect(await rowOf(cancelled)).toMatchObject({ status: 'cancelled', error_message: null });
    const records = await service.database.owner
      .selectFrom('audit_logs')
      .select(['auditable_id', 'user_id', 'institution_id', 'tags'])
      .where('event', '=', 'sync_run.reaped')
      .where('auditable_id', 'in', [old, often, cancelled])
      .orderBy('auditable_id')
      .execute();
    expect(records).toEqual(
      [old, often, cancelled].map((id) => ({
        auditable_id: id,
        user_id: null,
        institution_id: world.institutions.baku,
        tags: ['system', 'sync-run-reaper'],
      })),
    );
  });

  it('changes nothing when its record cannot be written', async () => {
    const id = await abandoned('11 minutes');
    const { owner } = service.database;
    await owner.schema.alterTable('audit_logs').renameTo('audit_logs_away').execute();
    try {
      await expect(inTransaction(service.database.db, reapAbandonedRuns)).rejects.toThrow();
      expect(await rowOf(id)).toMatchObject({ status: 'running' });
    } finally {
      await owner.schema.alterTable('audit_logs_away').renameTo('audit_logs').execute();
    }
  });
});
