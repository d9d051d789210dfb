import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addJobWorker, insertJob, testJob } from '../../testing/jobs.ts';
import { withClient } from '../../testing/server.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld } from '../../testing/world.ts';
import { createJobWatchdog, type JobWatchdog } from './job-watchdog.ts';

let service: TestService;
const job = testJob('test:nothing', () => Promise.resolve({}));

beforeEach(async () => {
  service = await startTestService({ jobs: [job] });
  await createWorld(service.database);
});
afterEach(() => service.stop());

const run = (text: string, values?: unknown[]) =>
  withClient(
    service.database.superuserUrl,
    async (client) => (await client.query<Record<string, string | null>>(text, values)).rows,
  );

describe('the watchdog', () => {
  const watchdog = (): JobWatchdog => createJobWatchdog({ db: service.database.db, jobs: [job], graceSeconds: 10 });
  const notices = () =>
    run(`select title, message, level, end_at::text from system_notifications where type = 'system' order by id`);
  const received = async (username: string) => {
    const { data } = await service.query(username, '{ myNotifications { nodes { title level } } }');
    return data.myNotifications.nodes as { title: string }[];
  };
  const silence = () => run(`update api.job_workers set heartbeat_at = heartbeat_at - interval '2 minutes'`);
  const recover = () => run('update api.job_workers set heartbeat_at = api.job_now()');

  beforeEach(async () => {
    await insertJob(service.database, 'test:nothing');
    await addJobWorker(service.database);
  });

  it('tells super administrators alone, once, and takes it back on recovery', async () => {
    const dog = watchdog();
    await silence();
    expect(await dog.look()).toBe(0);
    expect(await dog.look()).toBe(1);
    for (let times = 0; times < 3; times++) expect(await dog.look()).toBe(0);
    expect(await received('superadmin')).toMatchObject([{ title: 'No worker runs scheduled jobs', level: 'DANGER' }]);
    expect(await received('baku.admin')).toEqual([]);
    expect(await notices()).toMatchObject([{ message: expect.stringContaining('npm run worker'), end_at: null }]);

    await recover();
    expect(await dog.look()).toBe(0);
    expect(await dog.look()).toBe(1);
    expect(await received('superadmin')).toEqual([]);
    expect(await notices()).toMatchObject([{ end_at: expect.any(String) }]);
    expect(
      await run(`select event, tags ->> 1 as part from audit_logs where event like 'notification.%' order by id`),
    ).toEqual([
      { event: 'notification.created', part: 'job-watchdog' },
      { event: 'notification.updated', part: 'job-watchdog' },
    ]);

    await silence();
    await dog.look();
    expect(await dog.look()).toBe(1);
    expect(await notices()).toHaveLength(2);
  });

  it('says nothing of what comes and goes within a look', async () => {
    const dog = watchdog();
    for (let times = 0; times < 3; times++) {
      await silence();
      expect(await dog.look()).toBe(0);
      await recover();
      expect(await dog.look()).toBe(0);
    }
    expect(await notices()).toEqual([]);
  });

  it('writes one notification where several instances look at once', async () => {
    const dogs = Array.from({ length: 4 }, watchdog);
    await silence();
    const together = async () => {
      const written = await Promise.all(dogs.map((dog) => dog.look()));
      return written.reduce((sum, count) => sum + count, 0);
    };
    expect([await together(), await together(), await together()]).toEqual([0, 1, 0]);
    await recover();
    expect([await together(), await together(), await together()]).toEqual([0, 1, 0]);
    expect(await notices()).toHaveLength(1);
  });

  it('names the late job, without secrets in its name, and only while the others are not to blame', async () => {
    await run(`update scheduled_jobs set next_run_at = api.job_now() - interval '1 hour', name = 'password=hunter2'`);
    const dog = watchdog();
    await dog.look();
    await dog.look();
    expect(await notices()).toMatchObject([{ title: 'Scheduled job late: password=***', level: 'warning' }]);
  });

  it('ends no notification of what is still wrong because there is more than is looked at', async () => {
    for (let index = 0; index < 20; index++) await insertJob(service.database, 'test:nothing');
    await run(`update scheduled_jobs set next_run_at = api.job_now() - make_interval(hours => id::integer)`);
    const dog = watchdog();
    await dog.look();
    expect(await dog.look()).toBe(20);
    // The one that was left out, being the least late, is now the latest of all.
    await run(`update scheduled_jobs set next_run_at = next_run_at - interval '1 year'
      where id = (select min(id) from scheduled_jobs)`);
    expect([await dog.look(), await dog.look(), await dog.look()]).toEqual([0, 1, 0]);
    expect(await run(`select id::text from system_notifications where end_at is not null`)).toEqual([]);
    await run(`update scheduled_jobs set next_run_at = api.job_now() + interval '1 hour'`);
    expect([await dog.look(), await dog.look()]).toEqual([0, 21]);
  });

  it('tells nobody where the role of super administrators is gone', async () => {
    await run(`update roles set name = 'root' where name = 'superadmin'`);
    await silence();
    const dog = watchdog();
    await dog.look();
    expect(await dog.look()).toBe(0);
    expect(await notices()).toEqual([]);
  });
});
