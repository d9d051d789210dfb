import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, insertEvents, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const eventFields = `id state version resolution resolutionNotes resolvedBy { username } resolvedAt acknowledgedBy { username }
  acknowledgedAt assignedTo { username } escalatedBy { username } escalationReason`;

/** Runs a mutation with an input and gives its payload. */
async function run(
  username: string,
  name: string,
  input: Record<string, unknown>,
  object = `securityEvent { ${eventFields} }`,
) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await service.query(
    username,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${object} userErrors { code field message } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[name];
}

const newEvent = async (institution: string | null = world.institutions.school1) => {
  const [id] = await insertEvents(service.database.db, [{ institution }]);
  return id!;
};

const auditsOf = (id: string) =>
  service.database.owner.selectFrom('audit_logs').selectAll().where('auditable_id', '=', id).orderBy('id').execute();

const triageInputs = {
  acknowledgeSecurityEvent: {},
  assignSecurityEvent: { assigneeId: null },
  escalateSecurityEvent: { reason: 'too big for us' },
  resolveSecurityEvent: { resolution: 'ACTION_TAKEN', notes: 'blocked' },
  reopenSecurityEvent: { reason: 'it happened again' },
} as const;
type TriageMutation = keyof typeof triageInputs;

describe('the life of a security event', () => {
  it('is acknowledged, assigned, escalated, resolved and reopened, and says by whom', async () => {
    const id = await newEvent();
    const acknowledged = await run('baku.admin', 'acknowledgeSecurityEvent', { id });
    expect(acknowledged.securityEvent).toMatchObject({
      state: 'ACKNOWLEDGED',
      acknowledgedBy: { username: 'baku.admin' },
    });
    const assigned = await run('baku.admin', 'assignSecurityEvent', { id, assigneeId: world.users['baku.admin'] });
    expect(assigned.securityEvent).toMatchObject({ state: 'ACKNOWLEDGED', assignedTo: { username: 'baku.admin' } });
    const escalated = await run('baku.admin', 'escalateSecurityEvent', { id, reason: ' ministry, please ' });
    expect(escalated.securityEvent).toMatchObject({
      state: 'ESCALATED',
      resolution: 'ESCALATED',
      escalatedBy: { username: 'baku.admin' },
      escalationReason: 'ministry, please',
    });
    const resolved = await run('superadmin', 'resolveSecurityEvent', {
      id,
      resolution: 'ACTION_TAKEN',
      notes: 'blocked',
    });
    expect(resolved.securityEvent).toMatchObject({
      state: 'RESOLVED',
      resolution: 'ACTION_TAKEN',
      resolutionNotes: 'blocked',
      resolvedBy: { username: 'superadmin' },
    });
    const reopened = await run('superadmin', 'reopenSecurityEvent', { id, reason: 'again' });
    expect(reopened.securityEvent).toMatchObject({
      state: 'OPEN',
      resolution: null,
      resolvedBy: null,
      acknowledgedBy: null,
      assignedTo: { username: 'baku.admin' },
    });
    expect((await auditsOf(id)).map((row) => row.event)).toEqual([
      'security_event.acknowledged',
      'security_event.assigned',
      'security_event.escalated',
      'security_event.resolved',
      'security_event.reopened',
    ]);
  });

  /** How an event gets into each state, and what is refused there. */
  const refused: [string, TriageMutation[], TriageMutation[]][] = [
    ['OPEN', [], ['reopenSecurityEvent']],
    ['ACKNOWLEDGED', ['acknowledgeSecurityEvent'], ['acknowledgeSecurityEvent', 'reopenSecurityEvent']],
    ['ESCALATED', ['escalateSecurityEvent'], ['escalateSecurityEvent', 'reopenSecurityEvent']],
    [
      'RESOLVED',
      ['resolveSecurityEvent'],
      ['acknowledgeSecurityEvent', 'assignSecurityEvent', 'escalateSecurityEvent', 'resolveSecurityEvent'],
    ],
  ];
  it.each(refused)(
    'an event that is %s refuses what makes no sense, and stays as it is',
    async (state, steps, refusals) => {
      const id = await newEvent();
      for (const step of steps) await run('superadmin', step, { id, ...triageInputs[step] });
      const audits = (await auditsOf(id)).length;
      for (const mutation of refusals) {
        const { securityEvent, userErrors } = await run('superadmin', mutation, { id, ...triageInputs[mutation] });
        expect(securityEvent).toBeNull();
        expect(userErrors).toEqual([{ code: 'INVALID_TRANSITION', field: ['id'], message: expect.any(String) }]);
      }
      const { data } = await service.query('superadmin', `{ securityEvent(id: "${id}") { state } }`);
      expect(data.securityEvent.state).toBe(state);
      expect(await auditsOf(id)).toHaveLength(audits);
    },
  );

  it.each(Object.keys(triageInputs) as TriageMutation[])(
    '%s: an event of another region is not found and not touched',
    async (mutation) => {
      const id = await newEvent(world.institutions.school3);
      const { securityEvent, userErrors } = await run('baku.admin', mutation, { id, ...triageInputs[mutation] });
      expect(securityEvent).toBeNull();
      expect(userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['id'] }]);
      expect(await auditsOf(id)).toEqual([]);
    },
  );

  it('two who resolve at once: one does, the other is told', async () => {
    const id = await newEvent();
    const both = await Promise.all(
      ['superadmin', 'baku.admin'].map((name) => run(name, 'resolveSecurityEvent', { id, resolution: 'RESOLVED' })),
    );
    expect(both.filter(({ securityEvent }) => securityEvent !== null)).toHaveLength(1);
    expect(both.flatMap(({ userErrors }) => userErrors)).toMatchObject([{ code: 'INVALID_TRANSITION' }]);
    expect(await auditsOf(id)).toHaveLength(1);
  });

  it('a change by the other application makes expectedVersion fail; the right version passes', async () => {
    const id = await newEvent();
    const version = async () =>
      (await service.query('superadmin', `{ securityEvent(id: "${id}") { version } }`)).data.securityEvent.version;
    const stale = await version();
    await service.database.owner
      .updateTable('security_events')
      .set({ description: 'by Laravel' })
      .where('id', '=', id)
      .execute();
    const conflict = await run('superadmin', 'acknowledgeSecurityEvent', { id, expectedVersion: stale });
    expect(conflict.userErrors).toMatchObject([{ code: 'VERSION_CONFLICT', field: ['expectedVersion'] }]);
    const fresh = await run('superadmin', 'acknowledgeSecurityEvent', { id, expectedVersion: await version() });
    expect(fresh.securityEvent.state).toBe('ACKNOWLEDGED');
    const afterTriage = await run('superadmin', 'escalateSecurityEvent', {
      id,
      reason: 'x',
      expectedVersion: fresh.securityEvent.version,
    });
    expect(afterTriage.securityEvent.state).toBe('ESCALATED');
  });
});

describe('assignment', () => {
  it('goes only to active users who may triage the event', async () => {
    const id = await newEvent();
    for (const [assignee, code] of [
      ['school1.teacher', 'NOT_ALLOWED'],
      ['baku.operator', 'NOT_ALLOWED'],
      ['ganja.admin', 'NOT_ALLOWED'],
    ] as const) {
      const { userErrors } = await run('superadmin', 'assignSecurityEvent', { id, assigneeId: world.users[assignee] });
      expect(userErrors).toMatchObject([{ code, field: ['assigneeId'] }]);
    }
    const foreign = await run('baku.admin', 'assignSecurityEvent', { id, assigneeId: world.users['ganja.admin'] });
    expect(foreign.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['assigneeId'] }]);
    const assigned = await run('superadmin', 'assignSecurityEvent', { id, assigneeId: world.users['baku.admin'] });
    expect(assigned.securityEvent.assignedTo.username).toBe('baku.admin');
    const taken = await run('superadmin', 'assignSecurityEvent', { id, assigneeId: null });
    expect(taken.securityEvent.assignedTo).toBeNull();
  });
});

describe('resolving many', () => {
  it('each succeeds or fails by itself, in the order given', async () => {
    const good = await newEvent();
    const resolved = await newEvent();
    await run('superadmin', 'resolveSecurityEvent', { id: resolved, resolution: 'RESOLVED' });
    const foreign = await newEvent(world.institutions.school3);
    const { results, userErrors } = await run(
      'baku.admin',
      'resolveSecurityEvents',
      { ids: [foreign, good, resolved], resolution: 'FALSE_POSITIVE', notes: 'drill' },
      'results { id securityEvent { state } userErrors { code } }',
    );
    expect(userErrors).toEqual([]);
    expect(results).toEqual([
      { id: foreign, securityEvent: null, userErrors: [{ code: 'NOT_FOUND' }] },
      { id: good, securityEvent: { state: 'RESOLVED' }, userErrors: [] },
      { id: resolved, securityEvent: null, userErrors: [{ code: 'INVALID_TRANSITION' }] },
    ]);
  });

  it.each([
    [[], 'REQUIRED', ['ids']],
    [['x'], 'INVALID', ['ids', '0']],
    [['1', '1'], 'INVALID', ['ids']],
  ])('%j is refused as a whole', async (ids, code, field) => {
    const { results, userErrors } = await run(
      'superadmin',
      'resolveSecurityEvents',
      { ids, resolution: 'RESOLVED' },
      'results { id }',
    );
    expect(results).toEqual([]);
    expect(userErrors).toMatchObject([{ code, field }]);
  });
});

describe('recording', () => {
  const event = { eventType: 'suspicious_activity', severity: 'CRITICAL' };

  it('keeps everything that was reported, at the viewer’s own institution unless told', async () => {
    const { securityEvent } = await run(
      'baku.admin',
      'recordSecurityEvent',
      {
        ...event,
        userId: world.users['school1.teacher'],
        ipAddress: '2001:db8::7',
        description: ' odd ',
        location: { city: 'Bakı' },
        eventData: { tries: 3 },
      },
      'securityEvent { databaseId severity eventType user { username } institution { institutionCode } ipAddress description location eventData state }',
    );
    expect(securityEvent).toMatchObject({
      severity: 'CRITICAL',
      eventType: 'suspicious_activity',
      user: { username: 'school1.teacher' },
      institution: { institutionCode: 'baku' },
      ipAddress: '2001:db8::7',
      description: 'odd',
      location: { city: 'Bakı' },
      eventData: { tries: 3 },
      state: 'OPEN',
    });
    expect(await auditsOf(securityEvent.databaseId)).toMatchObject([
      {
        event: 'security_event.recorded',
        user_id: world.users['baku.admin'],
        new_values: { event_type: 'suspicious_activity' },
      },
    ]);
  });

  it('the same idempotency key records once, also when both arrive at once; another input is refused', async () => {
    const input = { ...event, idempotencyKey: 'door-7' };
    const [a, b] = await Promise.all([
      run('superadmin', 'recordSecurityEvent', input),
      run('superadmin', 'recordSecurityEvent', input),
    ]);
    expect(a.securityEvent.id).toBe(b.securityEvent.id);
    const again = await run('superadmin', 'recordSecurityEvent', { ...input, severity: 'INFO' });
    expect(again.userErrors).toMatchObject([{ code: 'IDEMPOTENCY_KEY_REUSED', field: ['idempotencyKey'] }]);
    const other = await run('baku.admin', 'recordSecurityEvent', input);
    expect(other.securityEvent.id).not.toBe(a.securityEvent.id);
  });

  it.each([
    ['an empty type', { eventType: '' }, 'INVALID'],
    ['a type in capitals', { eventType: 'Failed Login' }, 'INVALID'],
    ['a type too long', { eventType: 'x'.repeat(101) }, 'INVALID'],
    ['the severity OTHER', { severity: 'OTHER' }, 'INVALID'],
    ['half an address', { ipAddress: '1.2.3' }, 'INVALID'],
    ['a word for an address', { ipAddress: 'unknown' }, 'INVALID'],
    ['a user agent too long', { userAgent: 'x'.repeat(2001) }, 'INVALID'],
    ['a description too long', { description: 'x'.repeat(10_001) }, 'INVALID'],
    ['details too large', { eventData: { text: 'x'.repeat(70_000) } }, 'INVALID'],
    ['a malformed user', { userId: 'abc' }, 'INVALID'],
    ['an unknown user', { userId: '999999' }, 'NOT_FOUND'],
    ['an unknown target', { targetUserId: '9223372036854775807' }, 'NOT_FOUND'],
    ['an unknown institution', { institutionId: '999999' }, 'NOT_FOUND'],
    ['an empty key', { idempotencyKey: '' }, 'INVALID'],
    ['a key too long', { idempotencyKey: 'x'.repeat(101) }, 'INVALID'],
  ])('%s is refused by the name of its field, and nothing is written', async (_label, bad, code) => {
    const count = () =>
      service.database.owner
        .selectFrom('security_events')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirst();
    const before = await count();
    const { securityEvent, userErrors } = await run('superadmin', 'recordSecurityEvent', { ...event, ...bad });
    expect(securityEvent).toBeNull();
    expect(userErrors).toMatchObject([{ code, field: Object.keys(bad) }]);
    expect(await count()).toEqual(before);
  });

  it('a region admin cannot report for another region or about its users', async () => {
    const elsewhere = await run('baku.admin', 'recordSecurityEvent', {
      ...event,
      institutionId: world.institutions.school3,
    });
    expect(elsewhere.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['institutionId'] }]);
    const about = await run('baku.admin', 'recordSecurityEvent', { ...event, userId: world.users['school3.teacher'] });
    expect(about.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: ['userId'] }]);
  });

  it('a NUL character or a nesting too deep is refused before anything runs', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(30)}1${'}'.repeat(30)}`) as unknown;
    for (const bad of [{ description: 'a\u0000b' }, { eventData: { 'k\u0000': 1 } }, { eventData: deep }]) {
      const { errors } = await service.query(
        'superadmin',
        `mutation ($input: RecordSecurityEventInput!) { recordSecurityEvent(input: $input) { userErrors { code } } }`,
        { input: { ...event, ...bad } },
      );
      expect(errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
    }
  });
});

describe('waiting times', () => {
  it('are percentiles in seconds over the events that match', async () => {
    const ids = await insertEvents(
      service.database.db,
      Array.from({ length: 4 }, () => ({
        type: 'waiting',
        institution: world.institutions.school2,
        at: '2026-05-01T00:00:00Z',
      })),
    );
    for (const [index, id] of ids.entries()) {
      const at = `2026-05-01T00:0${index + 1}:00Z`;
      await service.database.owner
        .updateTable('security_events')
        .set({ resolution: 'resolved', resolved_at: at })
        .where('id', '=', id)
        .execute();
    }
    const { data } = await service.query(
      'baku.admin',
      `{ securityEventStats(filter: { eventTypes: ["waiting"], from: "2026-05-01T00:00:00Z", to: "2026-05-01T03:00:00Z" }) {
        timeToResolve { count p50 p90 } timeToAcknowledge { count p50 } byHour { hour count } changePercent previousTotal } }`,
    );
    expect(data.securityEventStats).toEqual({
      timeToResolve: { count: 4, p50: 150, p90: expect.closeTo(222, 3) },
      timeToAcknowledge: { count: 0, p50: null },
      byHour: [
        { hour: '2026-05-01T00:00:00Z', count: 4 },
        { hour: '2026-05-01T01:00:00Z', count: 0 },
        { hour: '2026-05-01T02:00:00Z', count: 0 },
      ],
      changePercent: null,
      previousTotal: 0,
    });
  });
});
