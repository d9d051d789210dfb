import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { withClient } from './testing/server.ts';
import { startTestService, type TestService } from './testing/service.ts';
import { createWorld, insertEvents, type World } from './testing/world.ts';

const lines: string[] = [];
let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService({ logTo: { write: (line) => lines.push(line) } });
  world = await createWorld(service.database);
});
afterAll(() => service.stop());
afterEach(async () => {
  await administer('drop trigger if exists failing on security_events', 'drop trigger if exists failing on roles');
  lines.length = 0;
});

const administer = (...statements: string[]) =>
  withClient(service.database.superuserUrl, async (superuser) => {
    for (const statement of statements) await superuser.query(statement);
  });

/** Makes the database fail in this way when an event is stored. */
const fail = (sqlState: string) =>
  administer(
    `create or replace function fail_on_purpose() returns trigger language plpgsql as $$
     begin raise exception 'secret text of PostgreSQL' using errcode = '${sqlState}'; end $$`,
    'create trigger failing before insert on security_events for each statement execute function fail_on_purpose()',
  );

const record = (input: object = {}) =>
  service.query(
    'superadmin',
    `mutation ($input: RecordSecurityEventInput!) {
      recordSecurityEvent(input: $input) { securityEvent { databaseId } userErrors { code field message } }
    }`,
    { input: { eventType: 'test', severity: 'INFO', ...input } },
  );

const logged = (level: number) =>
  lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((entry) => Number(entry['level']) >= level);

describe('what PostgreSQL cannot do just now is a precise error with its own text', () => {
  it.each([
    ['40001', 'SERVICE_UNAVAILABLE', 'Others were changing the same just now.'],
    ['40P01', 'SERVICE_UNAVAILABLE', 'Others were changing the same just now.'],
    ['25006', 'SERVICE_UNAVAILABLE', 'Nothing can be changed right now; reading works.'],
    ['53100', 'SERVICE_UNAVAILABLE', 'The database can store nothing right now.'],
    ['53200', 'SERVICE_UNAVAILABLE', 'The database has no room for this right now.'],
    ['53400', 'SERVICE_UNAVAILABLE', 'The database has no room for this right now.'],
    ['53300', 'SERVICE_UNAVAILABLE', 'The database has no free connection right now.'],
    ['57P01', 'SERVICE_UNAVAILABLE', 'The database is restarting.'],
    ['57P02', 'SERVICE_UNAVAILABLE', 'The database is restarting.'],
    ['57P03', 'SERVICE_UNAVAILABLE', 'The database is restarting.'],
    ['08006', 'SERVICE_UNAVAILABLE', 'The database cannot be reached right now.'],
    ['55P03', 'SERVICE_UNAVAILABLE', 'Somebody else is changing the same for long.'],
    ['57014', 'QUERY_TIMEOUT', 'The query took too long and was ended.'],
    ['42501', 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'],
    ['22012', 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'],
    ['XX000', 'INTERNAL_SERVER_ERROR', 'Something went wrong on our side.'],
  ])('%s is %s: %s', async (sqlState, code, text) => {
    await fail(sqlState);
    const answer = await record();
    expect(answer.errors).toMatchObject([{ extensions: { code, requestId: expect.any(String) as string } }]);
    expect(answer.errors?.[0]?.message).toContain(text);
    expect(JSON.stringify(answer)).not.toMatch(/secret|PostgreSQL|trigger/);
  });

  it('a connection that is ended in the middle of a statement is SERVICE_UNAVAILABLE, and the next one works', async () => {
    const answer = await withClient(service.database.ownerUrl, async (blocker) => {
      await blocker.query('begin');
      await blocker.query('lock table security_events');
      const answer = record();
      await withClient(service.database.superuserUrl, (superuser) =>
        expect
          .poll(async () => {
            const ended = await superuser.query(
              `select pg_terminate_backend(pid) from pg_stat_activity
               where datname = current_database() and wait_event_type = 'Lock' and usename = 'atis_service'`,
            );
            return ended.rowCount;
          })
          .toBe(1),
      );
      return answer;
    });
    expect(answer.errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE' } }]);
    expect((await record()).data.recordSecurityEvent.userErrors).toEqual([]);
  });

  it('a right that the service lacks is told to the operator, with what to do', async () => {
    await administer('revoke insert on security_events from atis_api');
    try {
      const answer = await record();
      expect(answer.errors).toMatchObject([{ extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
      expect(JSON.stringify(answer)).not.toMatch(/permission|security_events|denied/);
      expect(logged(50)).toMatchObject([
        { msg: 'operation failed', advice: expect.stringContaining('Run the migrations') as string },
      ]);
    } finally {
      await administer('grant insert on security_events to atis_api');
    }
  });
});

describe('what a constraint refuses after the service has checked the input is a user error that names the field', () => {
  const refused = async (input: object) => {
    const { data, errors } = await record(input);
    expect(errors).toBeUndefined();
    expect(data.recordSecurityEvent.securityEvent).toBeNull();
    expect(JSON.stringify(data)).not.toMatch(/constraint|violates|relation/);
    expect(logged(40)).toMatchObject([
      { level: 40, msg: 'the database refused an input that the service had accepted' },
    ]);
    return data.recordSecurityEvent.userErrors;
  };

  it('a user who was deleted just now', async () => {
    const [gone] = await service.database.owner
      .insertInto('users')
      .values({ username: 'short.lived', email: 's@example.az', password: '!', role_id: world.roles.get('müəllim')! })
      .returning('id')
      .execute();
    const userId = gone!.id;
    expect((await record({ targetUserId: userId })).errors).toBeUndefined();
    await administer(`delete from security_events where target_user_id = ${userId}`);
    await administer(`delete from users where id = ${userId}`);
    expect(await refused({ targetUserId: userId })).toEqual([
      { code: 'NOT_FOUND', field: ['targetUserId'], message: 'targetUserId names what does not exist any more.' },
    ]);
  });

  it('a value that the table does not allow', async () => {
    await administer(
      'alter table security_events drop constraint security_events_severity_check',
      "alter table security_events add constraint security_events_severity_check check (severity <> 'critical')",
    );
    expect(await refused({ severity: 'CRITICAL' })).toEqual([
      { code: 'INVALID', field: ['severity'], message: 'severity is not among what is allowed here.' },
    ]);
  });

  it('a column that another application made mandatory', async () => {
    await administer(
      "update security_events set user_agent = 'Mozilla' where user_agent is null",
      'alter table security_events alter column user_agent set not null',
    );
    try {
      expect(await refused({})).toEqual([{ code: 'REQUIRED', field: ['userAgent'], message: 'userAgent is needed.' }]);
    } finally {
      await administer('alter table security_events alter column user_agent drop not null');
    }
  });

  it('a value that another application allows once', async () => {
    await administer("create unique index only_once on security_events (event_type) where event_type = 'once'");
    await record({ eventType: 'once' });
    expect(await refused({ eventType: 'once' })).toMatchObject([{ code: 'INVALID', field: [] }]);
  });

  it('a text that the column is too short for', async () => {
    await administer('alter table security_events alter column user_agent type varchar(7)');
    expect(await refused({ userAgent: 'Mozilla/5.0' })).toMatchObject([{ code: 'INVALID', field: [] }]);
  });

  it('a viewer who was deleted just now has to sign in again', async () => {
    const notificationId = await service.database.owner
      .insertInto('system_notifications')
      .values({ type: 'test', title: 'T', message: 'M' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const mutation = `mutation ($id: ID!) { markNotificationRead(input: { id: $id }) { userErrors { code } } }`;
    const username = 'school1.psychologist';
    await service.query(username, '{ viewer { user { username } } }');
    await administer(`delete from users where username = '${username}'`);
    const answer = await service.query(username, mutation, { id: notificationId.id });
    expect(answer.errors).toMatchObject([
      { message: 'Your account does not exist any more.', extensions: { code: 'UNAUTHENTICATED' } },
    ]);
  });
});

describe('a transaction that PostgreSQL ended in favour of another', () => {
  const acknowledge = (id: string) =>
    service.query(
      'baku.admin',
      'mutation ($id: ID!) { acknowledgeSecurityEvent(input: { id: $id }) { userErrors { code } } }',
      { id },
    );
  const auditsOf = async (id: string) =>
    (await service.database.owner.selectFrom('audit_logs').select('event').where('auditable_id', '=', id).execute())
      .length;
  const newEvent = async () =>
    (await insertEvents(service.database.owner, [{ institution: world.institutions.school1 }]))[0]!;

  it('as the victim of a deadlock is run again: the work is done once, with one audit record', async () => {
    const id = await newEvent();
    const answer = await withClient(service.database.superuserUrl, async (other) => {
      // It waits so long before it looks for a deadlock that the service is the one to find it, and to be ended.
      await other.query("set deadlock_timeout = '60s'");
      await other.query('begin');
      await other.query('lock table audit_logs in exclusive mode');
      const answer = acknowledge(id);
      await waitsForLock();
      await other.query('select from security_events where id = $1 for update', [id]);
      await other.query('commit');
      return answer;
    });
    expect(answer).toMatchObject({ data: { acknowledgeSecurityEvent: { userErrors: [] } } });
    expect(await auditsOf(id)).toBe(1);
    expect(await deadlocks()).toBeGreaterThan(0);
  });

  it('because its snapshot was too old is run again, too', async () => {
    await administer(
      `alter role atis_service in database ${service.database.name} set default_transaction_isolation = serializable`,
    );
    const strict = await startTestService({ database: service.database });
    try {
      const ids = await Promise.all(Array.from({ length: 4 }, newEvent));
      const inputs = ids.flatMap((id) => Array.from({ length: 4 }, (_, index) => ({ id, reason: `reason ${index}` })));
      const answers = await Promise.all(
        inputs.map((input) =>
          strict.query(
            'superadmin',
            `mutation ($input: EscalateSecurityEventInput!) { escalateSecurityEvent(input: $input) { userErrors { code } } }`,
            { input },
          ),
        ),
      );
      expect(answers.flatMap(({ errors = [] }) => errors)).toEqual([]);
      const refusals = answers.flatMap(({ data }) => data.escalateSecurityEvent.userErrors);
      expect(refusals).toEqual(Array.from({ length: 12 }, () => ({ code: 'INVALID_TRANSITION' })));
      for (const id of ids) expect(await auditsOf(id)).toBe(1);
    } finally {
      await strict.stop();
      await administer(
        `alter role atis_service in database ${service.database.name} reset default_transaction_isolation`,
      );
    }
  });

  const waitsForLock = () =>
    withClient(service.database.superuserUrl, (superuser) =>
      expect
        .poll(async () => {
          const { rowCount } = await superuser.query(
            `select from pg_stat_activity
             where datname = current_database() and wait_event_type = 'Lock' and usename = 'atis_service'`,
          );
          return rowCount;
        })
        .toBe(1),
    );
  const deadlocks = () =>
    withClient(service.database.superuserUrl, async (superuser) => {
      const { rows } = await superuser.query<{ deadlocks: string }>(
        'select deadlocks from pg_stat_database where datname = current_database()',
      );
      return Number(rows[0]?.deadlocks);
    });
});
