import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoAccounts, seed, seededDemoAccounts } from '../../db/seed.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { createWorld } from '../testing/world.ts';
import { issueDemoTokens } from './issue-token.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const start = async () => issueDemoTokens(database.db, await seededDemoAccounts(database.ownerUrl));

describe('in a database with real users', () => {
  let real: TestDatabase;
  beforeAll(async () => {
    real = await createTestDatabase();
    await createWorld(real);
  });
  afterAll(() => real.drop());

  it.each([
    ['as it is', {}],
    ['without a password', { password: '!' }],
    ['with the address of the demo account', { email: 'superadmin@atis.example' }],
  ])('a user who has the name of a demo account gets no token: %s', async (_, change) => {
    await real.owner
      .updateTable('users')
      .set({ password: '$2y$12$hash', email: 'chief@edu.az', ...change })
      .where('username', '=', 'superadmin')
      .execute();
    expect(await seed({ url: real.ownerUrl })).toEqual({ seeded: false });
    expect(await seededDemoAccounts(real.ownerUrl)).toEqual([]);
    expect(await issueDemoTokens(real.db, await seededDemoAccounts(real.ownerUrl))).toEqual([]);
    expect(await real.owner.selectFrom('api_tokens').select('id').execute()).toEqual([]);
  });
});

describe('in a seeded database', () => {
  it('each demo account gets a token at every start, and keeps the newest five', async () => {
    await seed({ url: database.ownerUrl });
    for (let starts = 0; starts < 7; starts += 1) {
      expect((await start()).map(({ username }) => username)).toEqual(demoAccounts.map(({ username }) => username));
    }
    const tokens = await database.owner.selectFrom('api_tokens').select(['id', 'user_id']).execute();
    const counts = [...Map.groupBy(tokens, (token) => token.user_id).values()].map((own) => own.length);
    expect(counts).toEqual(demoAccounts.map(() => 5));
    const newest = Math.max(...tokens.map((token) => Number(token.id)));
    await start();
    const left = await database.owner.selectFrom('api_tokens').select('id').execute();
    expect(left.map((token) => Number(token.id))).toContain(newest);
  }, 60_000);

  it('a demo account that was given a password is left alone', async () => {
    const account = database.owner.updateTable('users').where('username', '=', 'muellim');
    await account.set({ password: '$2y$12$hash' }).execute();
    expect((await start()).map(({ username }) => username)).not.toContain('muellim');
    await account.set({ password: '!' }).execute();
  });
});
