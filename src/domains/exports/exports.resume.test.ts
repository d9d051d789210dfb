import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertActivities } from '../../testing/activity-logs.ts';
import { download, linesOf, startExport, type DownloadParts } from '../../testing/exports.ts';
import { withClient } from '../../testing/server.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, insertEvents, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

/** Enough for several segments, in letters of one to four bytes. */
const rows = 6_000;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  await sql`insert into activity_logs (activity_type, user_id, institution_id, description, properties)
    select 'bulk', ${world.users['baku.admin']}, ${world.institutions.baku},
      repeat('Məktəb № ' || n || ' 😀, "ədəd"; ', 1 + n % 7), jsonb_build_object('n', n, 'ad', repeat('Ə😀', n % 20))
    from generate_series(1, ${rows}::integer) as n`.execute(service.database.owner);
});
afterAll(() => service.stop());

const get = (path: string, parts?: DownloadParts) => download(service, 'baku.admin', path, parts);
const start = (format: 'NDJSON' | 'CSV', more: object = {}) =>
  startExport(service, 'baku.admin', { source: 'ACTIVITY_LOGS', format, ...more });

/** Downloads with connections that break at random, each time going on with what is missing. */
async function inPieces(path: string, cuts: number, longest: number): Promise<Buffer> {
  let file = Buffer.alloc(0);
  for (let cut = 0; ; cut += 1) {
    const byRange = cut % 2 === 0;
    const part = await get(byRange ? path : `${path}?offset=${file.length}`, {
      ...(byRange ? { headers: { range: `bytes=${file.length}-` } } : {}),
      ...(cut < cuts ? { leaveAfter: 1 + Math.floor(Math.random() * longest) } : {}),
    });
    // The last cut may have been at the very end.
    if (part.status === 416) return file;
    expect(part.status).toBe(byRange ? 206 : 200);
    if (byRange) expect(part.headers['content-range']).toMatch(new RegExp(`^bytes ${file.length}-`));
    file = Buffer.concat([file, part.body]);
    if (cut >= cuts) expect(part.complete).toBe(true);
    if (part.complete) return file;
  }
}

describe.each(['NDJSON', 'CSV'] as const)('a download as %s that breaks at random bytes', (format) => {
  it('is, put together, the same bytes as one that did not, while others insert', async () => {
    const path = await start(format, { activityLogs: { activityTypes: ['bulk', `later ${format}`] } });
    let inserted = 0;
    const writing = { goes: true };
    const inserting = (async () => {
      while (writing.goes) {
        await insertActivities(service.database.owner, [
          { activity_type: `later ${format}`, institution_id: world.institutions.baku },
        ]);
        inserted += 1;
      }
    })();
    const pieces = await inPieces(path, 30, 90_000).finally(() => {
      writing.goes = false;
      return inserting;
    });
    const whole = await get(path);
    expect(inserted).toBeGreaterThan(10);
    expect(whole.body.equals(pieces)).toBe(true);
    expect(whole.body.toString()).not.toMatch(/later|\ufffd/);
    expect(whole.body.toString().split('\n')).toHaveLength(rows + (format === 'CSV' ? 2 : 1));
  });
});

describe('curl -C -', () => {
  it('goes on with what it has, whether or not the length is known, and with all of it does nothing', async (context) => {
    const run = promisify(execFile);
    await run('curl', ['--version']).catch(() => context.skip());
    const path = await start('CSV');
    const directory = await mkdtemp(join(tmpdir(), 'atis-curl-'));
    const file = join(directory, 'file.csv');
    const resume = async () => {
      const authorization = `authorization: Bearer ${await service.tokenFor('baku.admin')}`;
      await run('curl', ['-sSf', '-C', '-', '-o', file, '-H', authorization, `${service.url}${path}`]);
      return readFile(file);
    };
    try {
      const begun = await get(path, { leaveAfter: 300_001 });
      await writeFile(file, begun.body);
      const resumed = await resume();
      expect(resumed.equals((await get(path)).body)).toBe(true);
      await writeFile(file, resumed.subarray(0, 12_345));
      expect((await resume()).equals(resumed)).toBe(true);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('a download that is gone on with', () => {
  it('inside a character, even byte by byte', async () => {
    const path = await start('NDJSON', { activityLogs: { search: '№ 7 ' } });
    const whole = await get(path);
    const at = whole.body.indexOf('😀');
    for (const offset of [at, at + 1, at + 2, at + 3]) {
      const rest = await get(`${path}?offset=${offset}`);
      expect(rest.body.equals(whole.body.subarray(offset))).toBe(true);
      expect(rest.headers['content-length']).toBe(String(whole.body.length - offset));
    }
  });

  it('reads no rows before the segment that it goes on in', async () => {
    const path = await start('NDJSON');
    const { body } = await get(path);
    const id = path.split('/').at(-1)!;
    const last = await service.database.owner
      .selectFrom('api.export_segments')
      .selectAll()
      .where('export_id', '=', id)
      .orderBy('start_byte', 'desc')
      .execute();
    expect(last.length).toBeGreaterThan(4);
    // Rows of earlier segments may be gone by now: they are neither read nor missed.
    await service.database.owner.transaction().execute(async (tx) => {
      await sql`create table kept as select * from activity_logs where id <= ${last[0]!.after_row_id}`.execute(tx);
    });
    await withClient(service.database.superuserUrl, (client) =>
      client.query(
        `set session_replication_role = replica; delete from activity_logs where id <= ${last[0]!.after_row_id}`,
      ),
    );
    try {
      const offset = Number(last[0]!.start_byte) + 10;
      const rest = await get(`${path}?offset=${offset}`);
      expect(rest.body.equals(body.subarray(offset))).toBe(true);
      // From the beginning it is another file by now.
      const again = await get(path);
      expect(again.status).toBe(409);
      expect(JSON.parse(again.body.toString())).toMatchObject({ errors: [{ extensions: { code: 'EXPORT_CHANGED' } }] });
    } finally {
      await withClient(service.database.superuserUrl, (client) =>
        client.query(
          'set session_replication_role = replica; insert into activity_logs select * from kept; drop table kept',
        ),
      );
    }
    expect((await get(path)).body.equals(body)).toBe(true);
  });

  it('has the rows that were being written when it started, and none that were begun later with a smaller id', async () => {
    await withClient(service.database.ownerUrl, async (writer) => {
      await writer.query('begin');
      await writer.query(
        `insert into activity_logs (activity_type, institution_id) values ('slow', ${world.institutions.baku})`,
      );
      await insertActivities(service.database.owner, [
        { activity_type: 'quick', institution_id: world.institutions.baku },
      ]);
      const types = { activityLogs: { activityTypes: ['slow', 'quick'] } };
      const path = await start('NDJSON', types);
      const first = get(path);
      // It waits for what is being written.
      await new Promise((resolve) => setTimeout(resolve, 300));
      await writer.query('commit');
      expect(linesOf((await first).body).map((row) => row['activityType'])).toEqual(['slow', 'quick']);
      expect(linesOf((await get(path)).body)).toHaveLength(2);
    });
  });

  it('is told to come again while a transaction of that moment goes on and on', async () => {
    await withClient(service.database.ownerUrl, async (writer) => {
      await writer.query('begin');
      await writer.query(`insert into activity_logs (activity_type) values ('very slow')`);
      const path = await start('NDJSON', { activityLogs: { activityTypes: ['none'] } });
      const refused = await get(path);
      expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '5' } });
      await writer.query('rollback');
      expect((await get(path)).status).toBe(200);
    });
  });

  it('is refused rather than patched together when a row was changed in what was sent', async () => {
    const { school1 } = world.institutions;
    const ids = await insertEvents(service.database.owner, [
      { institution: school1, description: 'first' },
      { institution: school1, description: 'second' },
    ]);
    const path = await startExport(service, 'baku.admin', { source: 'SECURITY_EVENTS', format: 'NDJSON' });
    const { body } = await get(path);
    const { data } = await service.query(
      'baku.admin',
      `mutation { acknowledgeSecurityEvent(input: { id: "${ids[0]}" }) { userErrors { code } } }`,
    );
    expect(data.acknowledgeSecurityEvent.userErrors).toEqual([]);
    const refused = await get(`${path}?offset=${body.length - 5}`);
    expect(refused.status).toBe(409);
    expect(refused.body.toString()).toContain('Start another one.');
  });

  it('is refused when the viewer sees less by now', async () => {
    const path = await startExport(service, 'ganja.admin', { source: 'ACTIVITY_LOGS', format: 'NDJSON' });
    await insertActivities(service.database.owner, [
      { activity_type: 'marker', institution_id: world.institutions.ganja },
    ]);
    const mine = await startExport(service, 'ganja.admin', { source: 'ACTIVITY_LOGS', format: 'NDJSON' });
    expect((await download(service, 'ganja.admin', mine)).body.toString()).toContain('marker');
    const moved = await startTestService({ database: service.database });
    await service.database.owner
      .updateTable('users')
      .set({ institution_id: world.institutions.school1, role_id: world.roles.get('müəllim')! })
      .where('username', '=', 'ganja.admin')
      .execute();
    try {
      // Another instance, which has not remembered the viewer.
      expect((await download(moved, 'ganja.admin', mine)).status).toBe(409);
      expect((await download(moved, 'ganja.admin', path)).body.toString()).toBe('');
    } finally {
      await moved.stop();
      await service.database.owner
        .updateTable('users')
        .set({ institution_id: world.institutions.ganja, role_id: world.roles.get('regionadmin')! })
        .where('username', '=', 'ganja.admin')
        .execute();
    }
  });
});
