import { sql } from 'kysely';
import { jobLogStatusValues } from '../../db/generated/enums.ts';
import type { TestDatabase } from '../database.ts';
import { json } from '../../db/column-types.ts';
import { insertActivities } from '../activity-logs.ts';
import { insertAudits } from '../audit-logs.ts';
import { manageMarkedRuns } from './job-runs.ts';
import { insertJobLogs, insertScheduledJob } from '../job-logs.ts';
import { insertNotifications } from '../notifications.ts';
import { createWorld, insertEvents, type World } from '../world.ts';
import { insertMarkedErrors } from './system-errors.ts';
import { insertAdministration } from './administration-world.ts';

/** Texts that stand in rows only, never in a request: an answer that has one gives a row away. */
export const markers = {
  /** Of the other region: its names, texts and addresses. */
  ganja: 'zqGANqz',
  /** Of the system as a whole: only super administrators see it. */
  system: 'zqSYSqz',
  /** Of what a region's administrators see and its teachers do not. */
  baku: 'zqBAKqz',
} as const;

/** An address of the other region that is one, for filters by network; it is searched for like a marker. */
export const ganjaAddress = '198.51.100.213';

/** Rows of a kind: enough that mutations do not use them up. */
const many = Array.from({ length: 60 }, (_, index) => index);

/** The small country with rows of every kind, marked by who may see them. What everybody may see has no marker. */
export async function createMarkedWorld(database: TestDatabase): Promise<World> {
  const { owner } = database;
  const world = await createWorld(database);
  const { institutions: i, users: u } = world;

  const markUsers = (marker: string, ids: readonly string[]) =>
    owner
      .updateTable('users')
      .set({
        username: sql`username || ${marker}`,
        email: sql`${marker} || email`,
        departments: sql`jsonb_build_array(${marker}::text)`,
      })
      .where('id', 'in', ids)
      .execute();
  const markInstitutions = (marker: string, ids: readonly string[]) =>
    owner
      .updateTable('institutions')
      .set({
        name: sql`name || ${marker}`,
        short_name: marker,
        institution_code: sql`${marker} || institution_code`,
        region_code: marker,
        contact_info: sql`jsonb_build_object('phone', ${marker}::text)`,
        location: sql`jsonb_build_object('address', ${marker}::text)`,
      })
      .where('id', 'in', ids)
      .execute();
  const {
    superadmin,
    'school3.teacher': ganjaTeacher,
    'ganja.admin': ganjaAdmin,
    'school1.teacher': teacher,
    ...staff
  } = u;
  await markUsers(markers.system, [superadmin]);
  await markUsers(markers.ganja, [ganjaTeacher, ganjaAdmin]);
  await markUsers(markers.baku, Object.values(staff));
  await markInstitutions(markers.system, [i.ministry]);
  await markInstitutions(markers.ganja, [i.ganja, i.kapaz, i.school3]);
  await markInstitutions(markers.baku, [i.baku, i.yasamal, i.school2]);

  const places = [
    { marker: markers.baku, institution: i.school1, user: teacher, ip: '10.1.2.3' },
    { marker: markers.baku, institution: i.baku, user: u['baku.admin'], ip: '2001:db8::1' },
    // Whoever did it works elsewhere: the row is Bakı's, its user is not.
    { marker: markers.baku, institution: i.school2, user: ganjaTeacher, ip: 'unknown' },
    { marker: markers.baku, institution: null, user: u['school1.admin'], ip: null },
    { marker: markers.ganja, institution: i.school3, user: ganjaTeacher, ip: ganjaAddress },
    { marker: markers.ganja, institution: i.ganja, user: ganjaAdmin, ip: markers.ganja },
    { marker: markers.ganja, institution: i.kapaz, user: superadmin, ip: ganjaAddress },
    { marker: markers.ganja, institution: null, user: ganjaTeacher, ip: ganjaAddress },
    { marker: markers.system, institution: i.ministry, user: superadmin, ip: markers.system },
    { marker: markers.system, institution: null, user: superadmin, ip: markers.system },
    { marker: markers.system, institution: null, user: null, ip: markers.system },
  ];
  const place = (index: number) => places[index % places.length]!;
  const at = (index: number) => (index % 13 === 0 ? null : new Date(Date.now() - index * 5_000_000).toISOString());
  const rows = [...many, ...many, ...many].map((_, index) => ({ index, at: at(index), ...place(index) }));

  await insertEvents(
    owner,
    rows.map(({ index, marker, ...row }) => ({
      ...row,
      target: index % 3 === 0 ? row.user : null,
      severity: (['info', 'warning', 'critical'] as const)[index % 3]!,
      type: index % 2 === 0 ? 'failed_login' : `failed_login${marker}`,
      description: `${marker} 100% sure`,
    })),
  );
  await owner
    .updateTable('security_events')
    .set({
      location_data: sql`jsonb_build_object('city', description)`,
      event_data: sql`jsonb_build_object('detail', description)`,
      user_agent: sql`description`,
      resolution_notes: sql`description`,
    })
    .execute();
  await owner
    .insertInto('performance_metrics')
    .values(
      rows.flatMap(({ marker, institution, user, at }) =>
        ['12.5', 'NaN'].map((value) => ({
          metric_type: 'request',
          name: marker,
          value,
          unit: 'ms',
          context: json({ marker }),
          endpoint: marker,
          request_id: marker,
          institution_id: institution,
          user_id: user,
          timestamp: at,
        })),
      ),
    )
    .execute();
  await insertActivities(owner, [
    ...rows.map(({ marker, at, institution, user, ip }) => ({
      activity_type: `view${user === teacher ? '' : marker}`,
      entity_type: 'users',
      entity_id: teacher,
      // What the teacher did is the teacher's to see.
      ...(user === teacher
        ? {}
        : { description: marker, user_agent: marker, properties: { marker }, before_state: { marker } }),
      ip_address: ip,
      institution_id: institution,
      user_id: user,
      created_at: at,
    })),
  ]);

  await insertAudits(
    owner,
    rows.map(({ marker, at, institution, user, ip }) => ({
      event: `view${marker}`,
      auditable_type: 'users',
      auditable_id: teacher,
      old_values: { marker: `${marker}-` },
      new_values: { marker, password: marker },
      url: `https://atis.example/${marker}`,
      user_agent: marker,
      tags: [marker, `request:${marker}`],
      ip_address: ip,
      institution_id: institution,
      user_id: user,
      created_at: at,
    })),
  );

  // Jobs are for super administrators alone, whoever started them.
  const schedule = await insertScheduledJob(owner, {
    name: markers.system,
    job_class: markers.system,
    parameters: { note: markers.system },
    last_run_status: 'failed',
    last_run_message: markers.system,
  });
  await insertJobLogs(
    owner,
    rows.map(({ index, at, user }) => ({
      job_class: markers.system,
      queue: markers.system,
      status: jobLogStatusValues[index % jobLogStatusValues.length]!,
      payload: { request_id: markers.system, password: markers.system },
      result: [],
      error_message: markers.system,
      error_trace: markers.system,
      executed_by: user,
      scheduled_job_id: index % 2 === 0 ? schedule : null,
      created_at: at,
    })),
  );
  await manageMarkedRuns(owner, markers.system, superadmin);
  await owner
    .insertInto('api.exports')
    .values(
      [
        { user: teacher, search: 'x' },
        { user: u['baku.admin'], search: 'x' },
        { user: ganjaAdmin, search: markers.ganja },
        { user: superadmin, search: markers.system },
      ].map(({ user, search }) => ({
        user_id: user,
        source: 'activity_logs' as const,
        format: 'csv' as const,
        filter: json({ search }),
        last_row_id: '1000000',
        estimated_rows: '1',
        expires_at: new Date(Date.now() + 86_400_000),
      })),
    )
    .execute();

  const notification = (
    title: string,
    institutions: readonly string[],
    author: string,
    roles: readonly string[] = [],
  ) => ({
    title,
    message: title,
    action: [title, `/${title}`] as const,
    institutions: institutions.map(Number),
    roles: roles.map(Number),
    author,
  });
  await insertNotifications(
    owner,
    many.flatMap(() => [
      notification('Elan', [i.baku], u['baku.admin']),
      notification('Elan', [i.school1, i.school2], superadmin),
      notification(markers.ganja, [i.ganja], ganjaAdmin),
      notification(markers.ganja, [i.school3], superadmin),
    ]),
  );
  await insertNotifications(owner, [
    notification('Hamıya', [], superadmin),
    notification(markers.system, [], superadmin, [world.roles.get('superadmin')!]),
  ]);
  await insertAdministration(database, world, markers);
  // An error is its user's alone, wherever it happened.
  await insertMarkedErrors(owner, [
    { marker: markers.baku, user: teacher },
    { marker: markers.baku, user: u['baku.admin'] },
    { marker: markers.ganja, user: ganjaTeacher },
    { marker: markers.ganja, user: ganjaAdmin },
    { marker: markers.system, user: superadmin },
    { marker: markers.system, user: null },
  ]);
  return world;
}
