import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashSecret } from '../../auth/secrets.ts';
import { createWorld, type World } from '../../testing/world.ts';
import { startTestService, type Answer, type TestService } from '../../testing/service.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
});
afterAll(() => service.stop());

const mutation = `mutation ($activities: [ActivityInput!]!) { recordActivity(input: { activities: $activities }) {
  results { clientId isRepeat activity { databaseId activityType userId institution { institutionCode } createdAt } }
  userErrors { code field message } } }`;

type Input = Record<string, unknown>;
let counter = 0;
const item = (fields: Input = {}): Input => ({ clientId: `client-${counter++}`, activityType: 'login', ...fields });

async function record(username: string, activities: Input[]) {
  const { data, errors } = await service.query(username, mutation, { activities });
  expect(errors).toBeUndefined();
  return data.recordActivity;
}

const rows = () => service.database.owner.selectFrom('activity_logs').selectAll().orderBy('id').execute();
const audits = () =>
  service.database.owner.selectFrom('audit_logs').selectAll().where('event', '=', 'activity_log.recorded').execute();

describe('recording activities', () => {
  it('keeps who, where, from what address and when, with secrets masked, and one audit record for the batch', async () => {
    const before = (await audits()).length;
    const occurredAt = new Date(Date.now() - 60_000).toISOString();
    const { results, userErrors } = await record('baku.admin', [
      item({
        userId: world.users['school1.teacher'],
        ipAddress: '10.1.2.3',
        userAgent: 'Firefox',
        entityType: 'App\\Models\\User',
        entityId: '7',
        description: 'Parol dəyişdirildi',
        properties: { token: 'hunter2', list: [{ api_key: 'hunter2' }] },
        beforeState: { password: 'hunter2' },
        afterState: { name: 'a' },
        occurredAt,
      }),
      item({ institutionId: world.institutions.school2 }),
      item(),
    ]);
    expect(userErrors).toEqual([]);
    expect(results.map(({ activity }: { activity: { institution: object } }) => activity.institution)).toEqual([
      { institutionCode: 'school1' },
      { institutionCode: 'school2' },
      { institutionCode: 'baku' },
    ]);
    const stored = (await rows()).find(({ id }) => id === results[0].activity.databaseId)!;
    expect(stored).toMatchObject({
      user_id: world.users['school1.teacher'],
      ip_address: '10.1.2.3',
      user_agent: 'Firefox',
      entity_type: 'App\\Models\\User',
      entity_id: '7',
      properties: { token: '***', list: [{ api_key: '***' }] },
      before_state: { password: '***' },
      after_state: { name: 'a' },
    });
    expect(Date.parse(`${stored.created_at!}Z`)).toBe(Date.parse(occurredAt));
    const written = await audits();
    expect(written).toHaveLength(before + 1);
    expect(written.at(-1)).toMatchObject({ user_id: world.users['baku.admin'], new_values: { count: 3 } });
    expect(JSON.stringify([await rows(), written])).not.toContain('hunter2');
  });

  it('sent again makes nothing new, also beside new ones and in another order', async () => {
    const [one, two, three] = [item(), item(), item()];
    const first = await record('superadmin', [one, two]);
    const [count, audited] = [(await rows()).length, (await audits()).length];
    const again = await record('superadmin', [two, one]);
    expect(again.results.map(({ isRepeat }: { isRepeat: boolean }) => isRepeat)).toEqual([true, true]);
    expect(again.results[0].activity).toEqual(first.results[1].activity);
    expect((await rows()).length).toBe(count);
    expect((await audits()).length).toBe(audited);
    const mixed = await record('superadmin', [one, three]);
    expect(mixed.results.map(({ isRepeat }: { isRepeat: boolean }) => isRepeat)).toEqual([true, false]);
    expect((await rows()).length).toBe(count + 1);
    // Ids are each writer's own.
    expect((await record('baku.admin', [one])).results[0].isRepeat).toBe(false);
  });

  it('sent by ten at once is recorded once, in whatever order each of them has it', async () => {
    const batch = Array.from({ length: 20 }, () => item());
    const count = (await rows()).length;
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => record('superadmin', index % 2 === 0 ? batch : batch.toReversed())),
    );
    expect(answers.filter(({ results }) => !results[0].isRepeat)).toHaveLength(1);
    const idsOf = ({ results }: Answer['data']) =>
      results.map(({ activity }: { activity: { databaseId: string } }) => activity.databaseId).toSorted();
    for (const answer of answers) expect(idsOf(answer)).toEqual(idsOf(answers[0]));
    expect((await rows()).length).toBe(count + 20);
  });

  it('is refused as a whole, each item that is to blame by its position', async () => {
    const count = (await rows()).length;
    const used = item();
    await record('baku.admin', [used]);
    const { results, userErrors } = await record('baku.admin', [
      item(),
      item({ userId: world.users['ganja.admin'] }),
      item({ institutionId: world.institutions.ganja }),
      item({ institutionId: world.institutions.ministry }),
      item({ userId: '999999' }),
      item({ occurredAt: new Date(Date.now() + 120_000).toISOString() }),
      item({ occurredAt: '2020-01-01T00:00:00Z' }),
      { ...used, description: 'other' },
    ]);
    expect(results).toBeNull();
    expect(userErrors.map(({ code, field }: { code: string; field: string[] }) => [code, field.join('.')])).toEqual([
      ['NOT_FOUND', 'activities.1.userId'],
      ['NOT_FOUND', 'activities.2.institutionId'],
      ['NOT_FOUND', 'activities.3.institutionId'],
      ['NOT_FOUND', 'activities.4.userId'],
      ['INVALID', 'activities.5.occurredAt'],
      ['INVALID', 'activities.6.occurredAt'],
      ['IDEMPOTENCY_KEY_REUSED', 'activities.7.clientId'],
    ]);
    expect((await rows()).length).toBe(count + 1);
  });

  it('answers for an invisible user as for none', async () => {
    const of = async (userId: string) => (await record('baku.admin', [item({ userId })])).userErrors[0].message;
    expect(await of(world.users['ganja.admin'])).toBe(await of('999999'));
  });

  it.each([
    [{ activityType: 'With Space' }, 'activityType'],
    [{ clientId: '' }, 'clientId'],
    [{ clientId: 'x'.repeat(101) }, 'clientId'],
    [{ ipAddress: 'unknown' }, 'ipAddress'],
    [{ ipAddress: '10.0.0.0/8' }, 'ipAddress'],
    [{ userId: 'x' }, 'userId'],
    [{ entityId: '7' }, 'entityType'],
    [{ entityType: 'users', entityId: '-1' }, 'entityId'],
    [{ userAgent: 'x'.repeat(2_001) }, 'userAgent'],
    [{ properties: { text: 'x'.repeat(70_000) } }, 'properties'],
  ])('refuses %j', async (fields, name) => {
    const { results, userErrors } = await record('superadmin', [item(), item(fields)]);
    expect(results).toBeNull();
    expect(userErrors).toMatchObject([{ code: 'INVALID', field: ['activities', '1', name] }]);
  });

  it('refuses an empty batch, one of 101, and an id that stands in it twice', async () => {
    expect((await record('superadmin', [])).userErrors).toMatchObject([{ field: ['activities'] }]);
    const { errors } = await service.query('superadmin', mutation, {
      activities: Array.from({ length: 101 }, () => item()),
    });
    expect(errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
    const same = item();
    const twice = await record('superadmin', [same, item(), same]);
    expect(twice.userErrors).toMatchObject([{ code: 'INVALID', field: ['activities', '2', 'clientId'] }]);
  });

  it('works with a token for nothing else', async () => {
    const secret = 'atis_writer-of-activities';
    await service.database.owner
      .insertInto('api_tokens')
      .values({
        user_id: world.users['baku.admin'],
        name: 'writer',
        token: hashSecret(secret),
        abilities: '["ACTIVITY_LOGS_RECORD"]' as never,
      })
      .execute();
    const response = await fetch(`${service.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${secret}` },
      body: JSON.stringify({
        query: mutation,
        variables: { activities: [item({ userId: world.users['school1.teacher'] })] },
      }),
    });
    const { data } = (await response.json()) as Answer;
    expect(data.recordActivity.userErrors).toEqual([]);
    expect(data.recordActivity.results[0].activity.userId).toBe(world.users['school1.teacher']);
  });

  it('forgets ids after 35 days', async () => {
    const old = item();
    await record('superadmin', [old]);
    await service.database.owner
      .updateTable('api.activity_client_ids')
      .set({ created_at: '2020-01-01' })
      .where('client_id', '=', String(old['clientId']))
      .execute();
    expect((await record('superadmin', [item()])).results[0].isRepeat).toBe(false);
    expect((await record('superadmin', [old])).results[0].isRepeat).toBe(false);
  });
});
