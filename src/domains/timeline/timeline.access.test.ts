import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../auth/secrets.ts';
import { insertActivities } from '../../testing/activity-logs.ts';
import { insertAudits } from '../../testing/audit-logs.ts';
import { insertJobLogs } from '../../testing/job-logs.ts';
import { startTestService, type Answer, type TestService } from '../../testing/service.ts';
import { insertErrors } from '../../testing/system-errors.ts';
import { createWorld, insertEvents, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

const request = 'shared-request';
const address = '10.1.2.3';

/** The same request from the same address did something everywhere. */
beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { institutions: i, users: u } = world;
  const { db, owner } = service.database;
  for (const [place, institution, user] of [
    ['baku', i.school1, u['school1.teacher']],
    ['ganja', i.school3, u['school3.teacher']],
    ['system', null, null],
  ] as const) {
    const row = { institution_id: institution, user_id: user, ip_address: address };
    const details = { request_id: request, password: 'zqSECRETqz' };
    await insertActivities(db, [{ ...row, description: `${place} activity`, properties: details }]);
    await insertAudits(db, [{ ...row, event: `${place} audit`, tags: [`request:${request}`], new_values: details }]);
    await insertEvents(db, [{ institution, user, target: user, ip: address, description: `${place} event` }]);
    await insertErrors(db, [{ message: `${place} error Bearer zqSECRETqz`, user, context: details }]);
    await insertJobLogs(owner, [{ job_class: `${place} job`, executed_by: user, payload: details }]);
  }
  await owner
    .updateTable('security_events')
    .set({ event_data: JSON.stringify({ requestId: request, token: 'zqSECRETqz' }) as never })
    .execute();
  await owner.updateTable('system_errors').set({ ip_address: address }).execute();
});
afterAll(() => service.stop());

const everyDetail = `id occurredAt source summary user { username } ipAddress institution { name }
  ... on AuditLog { newValues oldValues url tags } ... on ActivityLog { properties beforeState afterState userId }
  ... on SecurityEvent { eventData location userId } ... on SystemError { message context requestData userId }
  ... on JobLog { payload result errorMessage }`;

async function tell(username: string, about: string, args = '') {
  const { data, errors } = await service.query(
    username,
    `{ timeline(about: { ${about} }${args}) { nodes { ${everyDetail} } sources totalCount { value } } }`,
  );
  expect(errors).toBeUndefined();
  expect(JSON.stringify(data)).not.toContain('zqSECRETqz');
  const { nodes, sources, totalCount } = data.timeline;
  expect(totalCount.value).toBe(nodes.length);
  return {
    nodes: nodes as { source: string; summary: string }[],
    sources: sources as string[],
    text: JSON.stringify(nodes),
  };
}

const abouts = () => {
  const { institutions: i, users: u } = world;
  return [
    `requestId: "${request}"`,
    `ipAddress: "${address}"`,
    'ipAddress: "0.0.0.0/0"',
    `institutionId: "${i.ministry}"`,
    `institutionId: "${i.school1}"`,
    `institutionId: "${i.school3}"`,
    `userId: "${u['school1.teacher']}"`,
    `userId: "${u['school3.teacher']}"`,
  ];
};

describe('who sees what in a timeline', () => {
  it('a superadmin sees every source and place', async () => {
    const { nodes, sources } = await tell('superadmin', `requestId: "${request}"`);
    expect(sources).toEqual(['AUDIT_LOG', 'ACTIVITY_LOG', 'SECURITY_EVENT', 'SYSTEM_ERROR', 'JOB_LOG']);
    expect(nodes).toHaveLength(15);
    expect((await tell('superadmin', 'ipAddress: "0.0.0.0/0"')).nodes).toHaveLength(12);
    expect((await tell('superadmin', `institutionId: "${world.institutions.ministry}"`)).nodes).toHaveLength(10);
  });

  it.each([
    ['baku.admin', ['baku'], ['AUDIT_LOG', 'ACTIVITY_LOG', 'SECURITY_EVENT', 'SYSTEM_ERROR']],
    ['ganja.admin', ['ganja'], ['AUDIT_LOG', 'ACTIVITY_LOG', 'SECURITY_EVENT', 'SYSTEM_ERROR']],
    ['baku.operator', ['baku'], ['ACTIVITY_LOG']],
    ['yasamal.admin', ['baku'], ['AUDIT_LOG', 'ACTIVITY_LOG']],
    ['school1.admin', ['baku'], ['AUDIT_LOG', 'ACTIVITY_LOG']],
    ['school1.teacher', ['baku'], ['ACTIVITY_LOG']],
    ['school3.teacher', ['ganja'], ['ACTIVITY_LOG']],
    ['school1.deputy', [], ['ACTIVITY_LOG']],
  ])('%s sees of %j only %j, whatever the timeline is about', async (username, places, sources) => {
    for (const about of abouts()) {
      const told = await tell(username, about);
      expect(told.sources).toEqual(sources);
      for (const place of ['baku', 'ganja', 'system']) {
        if (!places.includes(place)) expect(told.text, about).not.toContain(`${place} `);
      }
      expect(told.nodes.filter(({ source }) => !sources.includes(source))).toEqual([]);
    }
    const { nodes } = await tell(username, `requestId: "${request}"`);
    expect(nodes.map(({ source }) => source).toSorted()).toEqual(places.length === 0 ? [] : sources.toSorted());
  });

  it('a source that the viewer may not read is left out, also when it is asked for', async () => {
    const { nodes, sources } = await tell('baku.admin', `requestId: "${request}"`, ', sources: [JOB_LOG, AUDIT_LOG]');
    expect(sources).toEqual(['AUDIT_LOG']);
    expect(nodes.map(({ summary }) => summary)).toEqual(['baku audit']);
    expect((await tell('school1.teacher', `requestId: "${request}"`, ', sources: [JOB_LOG]')).nodes).toEqual([]);
  });

  it('a token that was not given the permission of a source does not read it', async () => {
    const secret = 'atis_activities-alone';
    await service.database.owner
      .insertInto('api_tokens')
      .values({
        user_id: world.users.superadmin,
        name: 'narrow',
        token: hashSecret(secret),
        abilities: JSON.stringify(['ACTIVITY_LOGS_READ', 'JOBS_READ']) as never,
      })
      .execute();
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({ query: `{ timeline(about: { requestId: "${request}" }) { sources nodes { source } } }` }),
    });
    const { data } = (await response.json()) as Answer;
    expect(data.timeline.sources).toEqual(['ACTIVITY_LOG', 'JOB_LOG']);
    expect(data.timeline.nodes).toHaveLength(6);
  });

  it('an invisible user or institution is answered like one that does not exist', async () => {
    const { institutions: i, users: u } = world;
    const none = { nodes: [], text: '[]' };
    expect(await tell('baku.admin', `userId: "${u['school3.teacher']}"`)).toMatchObject(none);
    expect(await tell('baku.admin', 'userId: "99999999"')).toMatchObject(none);
    expect(await tell('baku.admin', `institutionId: "${i.ganja}"`)).toMatchObject(none);
    expect(await tell('baku.admin', 'institutionId: "99999999"')).toMatchObject(none);
  });

  it('every item is the object that `node` gives', async () => {
    const { data } = await service.query(
      'superadmin',
      `{ timeline(about: { requestId: "${request}" }) { nodes { __typename id summary } } }`,
    );
    for (const item of data.timeline.nodes as { id: string }[]) {
      const look = await service.query(
        'superadmin',
        'query ($id: ID!) { node(id: $id) { __typename id ... on TimelineItem { summary } } }',
        { id: item.id },
      );
      expect(look.data.node).toEqual(item);
    }
  });
});

describe('what cannot be asked', () => {
  const refused = async (args: string, page = '{ nodes { id } }') => {
    const { data, errors } = await service.query('baku.admin', `{ timeline(${args}) ${page} }`);
    expect(data ?? null).toBeNull();
    expect(errors).toHaveLength(1);
    expect(errors![0]!.extensions['code']).toBe('BAD_USER_INPUT');
    return errors![0]!.message;
  };
  const exactlyOne = 'about must have exactly one of userId, ipAddress, requestId and institutionId.';
  const paged = (args: string) => `about: { requestId: "x" }, ${args}`;

  it.each([
    ['about: {}', exactlyOne],
    ['about: { userId: null }', exactlyOne],
    ['about: { userId: "1", requestId: "x" }', exactlyOne],
    ['about: { userId: "1", ipAddress: "10.0.0.1", requestId: "x", institutionId: "1" }', exactlyOne],
    ['about: { userId: "x" }', 'about.userId must be the id of a User: its `id` or its `databaseId`.'],
    [
      'about: { institutionId: "-1" }',
      'about.institutionId must be the id of a Institution: its `id` or its `databaseId`.',
    ],
    [
      'about: { ipAddress: "unknown" }',
      'about.ipAddress must be an address like 10.1.2.3 or a network like 10.1.0.0/16.',
    ],
    [
      'about: { ipAddress: "10.0.0.0/33" }',
      'about.ipAddress must be an address like 10.1.2.3 or a network like 10.1.0.0/16.',
    ],
    ['about: { ipAddress: "" }', 'about.ipAddress must be an address like 10.1.2.3 or a network like 10.1.0.0/16.'],
    ['about: { requestId: "" }', 'about.requestId must have 1 to 200 characters.'],
    [`about: { requestId: "${'x'.repeat(201)}" }`, 'about.requestId must have 1 to 200 characters.'],
    [paged('from: "2026-03-01T00:00:00Z", to: "2026-03-01T00:00:00Z"'), 'to must be after from.'],
    [paged('first: 0'), 'first must be between 1 and 100.'],
    [paged('first: 101'), 'first must be between 1 and 100.'],
    [paged('last: 0'), 'last must be between 1 and 100.'],
    [paged('first: 1, last: 1'), 'last cannot be combined with first.'],
    [paged('after: "garbage"'), 'after must be a cursor that a page of this list gave.'],
    [paged('before: "%"'), 'before must be a cursor that a page of this list gave.'],
  ])('%s', async (args, message) => {
    expect(await refused(args)).toBe(message);
  });

  it('a page after a cursor of another list or order', async () => {
    const cursorOf = async (query: string, list: string) => {
      const { data } = await service.query('baku.admin', `{ ${query} { pageInfo { endCursor } } }`);
      return data[list].pageInfo.endCursor as string;
    };
    const activity = await cursorOf('activityLogs', 'activityLogs');
    const newest = await cursorOf(`timeline(about: { requestId: "${request}" })`, 'timeline');
    const message = 'after is a cursor of another list or order.';
    expect(await refused(paged(`after: "${activity}"`))).toBe(message);
    expect(await refused(paged(`orderBy: OLDEST_FIRST, after: "${newest}"`))).toBe(message);
  });

  it.each([
    ['timeline_newest', '2026-03-01 00:00:00', '1'],
    ['timeline_newest', '2026-13-01 00:00:00', '1', '1'],
    ['timeline_newest', '2026-03-01 00:00:00', 'x', '1'],
    ['timeline_newest', '2026-03-01 00:00:00', '1', '99999999999999999999'],
    ['timeline_newest', "'; drop table users", '1', '1'],
  ])('a page after the forged cursor %j', async (...parts) => {
    const cursor = Buffer.from(JSON.stringify(parts)).toString('base64url');
    expect(await refused(paged(`after: "${cursor}"`))).toBe('after is a cursor of another list or order.');
  });
});

it('a cursor is a place in time: the timeline about something else is read on from there', async () => {
  const first = await service.query(
    'superadmin',
    `{ timeline(about: { requestId: "${request}" }, first: 4) { pageInfo { endCursor } } }`,
  );
  const cursor = first.data.timeline.pageInfo.endCursor as string;
  const rest = async (about: string, after: string) => {
    const { data } = await service.query('superadmin', `{ timeline(about: { ${about} }${after}) { nodes { id } } }`);
    return data.timeline.nodes.map(({ id }: { id: string }) => id) as string[];
  };
  const whole = await rest(`requestId: "${request}"`, '');
  const later = new Set(whole.slice(0, 4));
  const all = await rest('ipAddress: "10.0.0.0/8"', '');
  expect(await rest('ipAddress: "10.0.0.0/8"', `, after: "${cursor}"`)).toEqual(all.filter((id) => !later.has(id)));
});

it('of no source is empty', async () => {
  const { data, errors } = await service.query(
    'superadmin',
    `{ timeline(about: { requestId: "${request}" }, sources: []) {
      nodes { id } sources totalCount { value } pageInfo { hasNextPage endCursor } } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.timeline).toEqual({
    nodes: [],
    sources: [],
    totalCount: { value: 0 },
    pageInfo: { hasNextPage: false, endCursor: null },
  });
});
