import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { everything } from '../../auth/scope.ts';
import { createTestDatabase, type TestDatabase } from '../../testing/database.ts';
import { insertModule } from '../../testing/licenses.ts';
import { daysLeft, graceEnd, licenseStates, stateOf, type StateTerms } from './license-state.ts';
import { countLicenses, findLicense, matchingLicenses } from './licenses.repository.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
  await insertModule(database.owner, { code: 'lms' });
});
afterAll(() => database.drop());

const day = 86_400_000;
const now = Date.parse('2026-11-27T06:00:00.123Z');
const allTerms: StateTerms[] = [
  { now, graceDays: 14, expiringDays: 30 },
  { now, graceDays: 0, expiringDays: 1 },
];

/** A time so many milliseconds and microseconds from now. */
const at = (milliseconds: number, microseconds = 0) => {
  const whole = milliseconds + (microseconds < 0 ? -1 : 0);
  return new Date(now + whole)
    .toISOString()
    .replace('Z', `${String((microseconds + 1_000) % 1_000).padStart(3, '0')}Z`);
};
/** The moment itself, and a microsecond before and after it. */
const around = (milliseconds: number) => [-1, 0, 1].map((microseconds) => at(milliseconds, microseconds));

describe('where a licence stands', () => {
  it('is the same in SQL and in code, for every status, type and moment, to the microsecond', async () => {
    const ends = [null, 'infinity', '-infinity', '294276-12-31', '0044-03-15 BC'];
    for (const days of [0, 1, 30, -14, 400, -400]) ends.push(...around(days * day));
    const grid = ([null, 'inactive', 'active', 'expired', 'revoked'] as const).flatMap((status) =>
      (['trial', 'standard', 'premium', 'enterprise'] as const).flatMap((license_type) =>
        ['2020-01-01T00:00:00Z', '-infinity', 'infinity', ...around(0)].flatMap((issued_at) =>
          ends.map((expires_at) => ({ status, license_type, issued_at, expires_at })),
        ),
      ),
    );
    await database.owner
      .insertInto('licenses')
      .values(grid.map((row, index) => ({ ...row, license_key: `grid-${index}`, module_code: 'lms' })))
      .execute();
    const rows = await database.db.selectFrom('licenses').selectAll().execute();
    expect(rows).toHaveLength(grid.length);
    for (const terms of allTerms) {
      let found = 0;
      for (const state of licenseStates) {
        const inSql = await matchingLicenses(database.db, everything, { states: [state] }, terms)
          .select('l.id')
          .execute();
        const inCode = rows.filter((row) => stateOf(row, terms) === state);
        const ids = (list: readonly { id: string }[]) => list.map(({ id }) => Number(id)).toSorted((a, b) => a - b);
        expect(ids(inSql), state).toEqual(ids(inCode));
        const counted = await countLicenses(database.db, everything, {}, terms);
        const ofState = counted.find((row) => row.dimension === 'state' && row.value === state);
        expect(ofState?.count ?? 0).toBe(inCode.length);
        found += inSql.length;
      }
      expect(found).toBe(rows.length);
    }
    expect(await findLicense(database.db, everything, rows[0]!.id)).toMatchObject({ license_key: 'grid-0' });
  });

  const [terms] = allTerms as [StateTerms];
  it.each([
    [at(day), 1],
    [at(day, 1), 2],
    [at(0, 1), 1],
    [at(0), 0],
    [at(-day), 0],
    ['infinity', null],
    [null, null],
  ])('one that ends at %s has %s days left', (expires_at, days) => {
    expect(daysLeft({ expires_at }, now)).toBe(days);
  });

  it.each([
    ['2026-01-31T00:00:00Z', 'standard', '2026-02-14T00:00:00Z'],
    ['2026-01-31 00:00:00.5', 'standard', '2026-02-14T00:00:00.5Z'],
    ['1969-12-31 23:59:59.999999', 'trial', '1969-12-31T23:59:59.999999Z'],
    ['9999-12-31 00:00:00', 'standard', null],
    ['294276-12-31 00:00:00', 'standard', null],
    ['infinity', 'standard', null],
    [null, 'trial', null],
  ] as const)('one that ends at %s, a %s, counts until %s', (expires_at, license_type, end) => {
    expect(graceEnd({ expires_at, license_type }, terms)).toBe(end);
  });
});
