import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertActivities } from '../../testing/activity-logs.ts';
import { insertAudits } from '../../testing/audit-logs.ts';
import { insertJobLogs } from '../../testing/job-logs.ts';
import { createWorld, insertEvents, type World } from '../../testing/world.ts';
import { startTestService, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;

const hour = (n: number) => `2026-03-01T${String(n).padStart(2, '0')}:00:00Z`;
const request = 'a1b2c3d4-0000-4000-8000-000000000000';

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  const { institutions: i, users: u } = world;
  const { db, owner } = service.database;
  const teacher = u['school1.teacher'];
  await insertActivities(db, [
    { created_at: hour(2), institution_id: i.school1, user_id: teacher, ip_address: '10.1.2.3', description: 'looked' },
    {
      created_at: hour(3),
      institution_id: i.school3,
      user_id: u['school3.teacher'],
      ip_address: '10.1.2.3',
      description: 'there',
    },
    {
      created_at: null,
      institution_id: i.school1,
      user_id: teacher,
      ip_address: '10.1.9.9',
      properties: { requestId: request },
    },
  ]);
  await insertAudits(db, [
    {
      created_at: hour(2),
      event: 'user.updated',
      auditable_type: 'users',
      auditable_id: teacher,
      institution_id: i.school1,
      user_id: u['baku.admin'],
      ip_address: '10.1.2.3',
      tags: ['graphql', `request:${request}`],
    },
  ]);
  await insertEvents(db, [
    { at: hour(1), institution: i.school1, user: teacher, target: teacher, ip: '10.1.2.3', description: 'tried' },
    { at: hour(4), institution: i.school1, user: null, target: teacher, ip: '2001:db8::1', description: 'aimed at' },
    { at: hour(5), institution: i.ganja, user: null, target: null, ip: '10.1.2.4', description: 'elsewhere' },
  ]);
  await insertJobLogs(owner, [
    {
      created_at: hour(6),
      executed_by: teacher,
      status: 'failed',
      job_class: 'Send',
      payload: { request_id: request },
    },
  ]);
});
afterAll(() => service.stop());

/** What a viewer's timeline tells, in its order. */
async function tell(username: string, args: string): Promise<string[]> {
  const { data, errors } = await service.query(
    username,
    `{ timeline(${args}) { nodes { summary } totalCount { value } } }`,
  );
  expect(errors).toBeUndefined();
  const summaries = data.timeline.nodes.map((node: { summary: string }) => node.summary);
  expect(data.timeline.totalCount.value).toBe(summaries.length);
  return summaries;
}

describe('a timeline', () => {
  it('about a user has what the user did, ran into and started, and what aimed at the user, in the order of time', async () => {
    const about = `about: { userId: "${world.users['school1.teacher']}" }`;
    const all = ['Send failed', 'aimed at', 'looked', 'tried', 'view'];
    expect(await tell('superadmin', about)).toEqual(all);
    expect(await tell('superadmin', `${about}, orderBy: OLDEST_FIRST`)).toEqual(all.toReversed());
  });

  it('about an address has what came from there, of all sources', async () => {
    expect(await tell('superadmin', 'about: { ipAddress: "10.1.2.3" }')).toEqual([
      'there',
      'looked',
      `user.updated users ${world.users['school1.teacher']}`,
      'tried',
    ]);
  });

  it('about a network has what came from any address in it', async () => {
    const told = async (network: string) => tell('superadmin', `about: { ipAddress: "${network}" }`);
    const audit = `user.updated users ${world.users['school1.teacher']}`;
    expect(await told('10.1.2.0/24')).toEqual(['elsewhere', 'there', 'looked', audit, 'tried']);
    expect(await told('10.1.0.0/16')).toEqual(['elsewhere', 'there', 'looked', audit, 'tried', 'view']);
    expect(await told('0.0.0.0/0')).toEqual(['elsewhere', 'there', 'looked', audit, 'tried', 'view']);
    expect(await told('::/0')).toEqual(['aimed at']);
    expect(await told('10.1.2.3/32')).toEqual(['there', 'looked', audit, 'tried']);
    expect(await told('10.2.0.0/16')).toEqual([]);
  });

  it('about a request has what it left anywhere', async () => {
    expect(await tell('superadmin', `about: { requestId: "${request}" }`)).toEqual([
      'Send failed',
      `user.updated users ${world.users['school1.teacher']}`,
      'view',
    ]);
  });

  it('about an institution has what belongs to it and everything below it', async () => {
    const told = async (id: string) => tell('superadmin', `about: { institutionId: "${id}" }`);
    const { institutions: i } = world;
    expect(await told(i.school1)).toEqual([
      'Send failed',
      'aimed at',
      'looked',
      `user.updated users ${world.users['school1.teacher']}`,
      'tried',
      'view',
    ]);
    expect(await told(i.ganja)).toEqual(['elsewhere', 'there']);
    expect(await told(i.ministry)).toHaveLength(8);
  });

  it('keeps nobody from writing whatever they call a request, and takes the beginning of an id for no other', async () => {
    const { owner } = service.database;
    const longest = 'q'.repeat(200);
    // Random, because PostgreSQL would compress what repeats.
    const huge = randomBytes(10_000).toString('base64');
    for (const id of [longest, `${longest}q`, huge, { any: huge }]) {
      const document = JSON.stringify({ request_id: id });
      await sql`insert into security_events (event_type, severity, event_data) values ('x', 'info', ${document})`.execute(
        owner,
      );
      await sql`insert into system_errors (error_type, message, context) values ('x', 'y', ${document})`.execute(owner);
      await sql`insert into job_logs (job_class, status, payload) values ('x', 'failed', ${document})`.execute(owner);
    }
    expect(await tell('superadmin', `about: { requestId: "${longest}" }`)).toHaveLength(3);
  });
});
