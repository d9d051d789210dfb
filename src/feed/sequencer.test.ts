import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { startSequencer, type Sequencer } from './sequencer.ts';
import { clientOf, insertEvents, insertInstitutions, recordingLog, terminate, until } from './testing/fixtures.ts';

let database: TestDatabase;
let superuser: pg.Client;
let institution: string;
let started: Sequencer[] = [];
const unreachable = 'postgres://nobody@127.0.0.1:1/nowhere';

beforeAll(async () => {
  database = await createTestDatabase();
  superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  institution = (await insertInstitutions(superuser, 1))[0]!;
});
afterEach(async () => {
  await Promise.all(started.map((sequencer) => sequencer.stop()));
  started = [];
});
afterAll(async () => {
  await superuser.end();
  await database.drop();
});

const start = (name = 'sequencer', options: Partial<Parameters<typeof startSequencer>[0]> = {}) => {
  const log = recordingLog();
  const sequencer = startSequencer({ createClient: clientOf(database.url, name), log, retentionHours: 24, ...options });
  started.push(sequencer);
  return { sequencer, log };
};
const outboxSize = async () =>
  Number((await superuser.query<{ count: string }>('select count(*) from api.feed_outbox')).rows[0]!.count);
const leads = (sequencer: Sequencer) => () => sequencer.status().leading;
/** Milliseconds from the commit of an insert until it is sequenced. */
const delayOf = async (sequencer: Sequencer, poke: boolean) => {
  await insertEvents(superuser, institution);
  const committed = performance.now();
  if (poke) sequencer.poke();
  while ((await outboxSize()) > 0);
  return performance.now() - committed;
};
const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
const delays = async (sequencer: Sequencer, poke = false) => {
  const measured: number[] = [];
  for (let index = 0; index < 9; index++) measured.push(await delayOf(sequencer, poke));
  return median(measured);
};

test('moves what was committed before and after its start', async () => {
  await insertEvents(superuser, institution, 2_500);
  const { sequencer } = start();
  await until(async () => (await outboxSize()) === 0);
  await insertEvents(superuser, institution);
  await until(async () => (await outboxSize()) === 0);
  expect(sequencer.status()).toEqual({ leading: true, lastError: null });
});

test('looks often while somebody listens on any instance, and at once when poked', async () => {
  const { sequencer } = start('sequencer', { limits: { demandLifetime: 600, sequencerIdleWait: 2_000 } });
  await until(leads(sequencer));
  expect(await delayOf(sequencer, true)).toBeLessThan(500);
  await superuser.query(`select pg_notify('atis_feed_demand', '')`);
  expect(await delays(sequencer)).toBeLessThan(100);
  await new Promise((resolve) => setTimeout(resolve, 700));
  expect(await delays(sequencer, true)).toBeLessThan(100);
});

test('exactly one of several leads; another takes over when it stops, and when its connection dies', async () => {
  const all = [start('first'), start('second'), start('third')];
  const leaders = () => all.filter(({ sequencer }) => sequencer.status().leading);
  await until(() => leaders().length === 1);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(leaders()).toHaveLength(1);

  const [first] = leaders();
  await first!.sequencer.stop();
  await until(() => leaders().length === 1 && leaders()[0] !== first, 2_000);

  const second = leaders()[0];
  const name = ['first', 'second', 'third'][all.indexOf(second!)]!;
  expect(await terminate(superuser, name)).toBe(1);
  await until(() => leaders().length === 1, 2_000);
  await insertEvents(superuser, institution);
  await until(async () => (await outboxSize()) === 0);
});

test('survives a database that fails for a while, and says so once', async () => {
  const { sequencer, log } = start();
  await until(leads(sequencer));
  await superuser.query('alter table api.feed_state rename to feed_state_away');
  await insertEvents(superuser, institution);
  await until(() => sequencer.status().lastError !== null);
  await new Promise((resolve) => setTimeout(resolve, 500));
  await superuser.query('alter table api.feed_state_away rename to feed_state');
  await until(async () => (await outboxSize()) === 0);
  await until(() => sequencer.status().lastError === null);
  expect(log.lines.filter((line) => line.startsWith('warn'))).toHaveLength(1);
  expect(log.lines.at(-1)).toContain('connected again');
});

test('waits for a database that is not there yet', async () => {
  let tries = 0;
  const createClient = () => clientOf(++tries < 4 ? unreachable : database.url, 'sequencer')();
  const { sequencer, log } = start('sequencer', { createClient });
  await until(leads(sequencer));
  expect(log.lines.filter((line) => line.startsWith('warn'))).toHaveLength(1);
});

test('a leader that falls silent loses its session to another', async () => {
  const urls = [database.url];
  const createClient = () => clientOf(urls.pop() ?? unreachable, 'silent')();
  const { sequencer: silent } = start('silent', {
    createClient,
    limits: { leaderSilence: 300, sequencerIdleWait: 60_000 },
  });
  await until(leads(silent));
  const { sequencer: other } = start('other');
  await until(leads(other), 3_000);
  expect(silent.status().leading).toBe(false);
});

test('sweeps when it begins to lead and then at intervals; prunes at intervals', async () => {
  const bypassTriggers = async () => {
    await superuser.query('set session_replication_role = replica');
    const [id] = await insertEvents(superuser, institution);
    await superuser.query('reset session_replication_role');
    return id!;
  };
  const sequenced = async (id: string) =>
    (await superuser.query('select from api.feed_entries where topic = $1 and row_id = $2', ['security_event', id]))
      .rowCount === 1;
  const before = await bypassTriggers();
  start('sequencer', { limits: { sweepInterval: 200, pruneInterval: 200, pruneBatch: 500 } });
  await until(() => sequenced(before));
  const later = await bypassTriggers();
  await until(() => sequenced(later));

  await superuser.query(`update api.feed_entries set sequenced_at = sequenced_at - interval '25 hours'`);
  await superuser.query(`update api.feed_sweep_marks set marked_at = marked_at - interval '1 hour'`);
  await insertEvents(superuser, institution, 50);
  await until(async () => {
    const { rows } = await superuser.query<{ left: string }>('select count(*) as left from api.feed_entries');
    return rows[0]!.left === '50';
  });
});

test('stops at once, also while waiting and while PostgreSQL does not answer', async () => {
  const { sequencer } = start('sequencer', { limits: { sequencerIdleWait: 60_000, stopGrace: 100 } });
  await until(leads(sequencer));
  await superuser.query('begin');
  await superuser.query('lock table api.feed_outbox in access exclusive mode');
  sequencer.poke();
  await new Promise((resolve) => setTimeout(resolve, 50));
  const asked = performance.now();
  await sequencer.stop();
  expect(performance.now() - asked).toBeLessThan(1_000);
  await superuser.query('rollback');
});
