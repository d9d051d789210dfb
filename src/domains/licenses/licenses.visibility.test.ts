import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { insertLicense, insertModule } from '../../testing/licenses.ts';
import { startTestService, type TestService } from '../../testing/service.ts';
import { createWorld, type World } from '../../testing/world.ts';

let service: TestService;
let world: World;

beforeAll(async () => {
  service = await startTestService();
  world = await createWorld(service.database);
  for (const code of ['lms', 'library', 'stats']) {
    await insertModule(service.database.owner, { code, requires_license: false });
  }
});
afterAll(() => service.stop());

/** Runs a mutation with an input and gives its payload. */
async function run(username: string, name: string, input: Record<string, unknown>, object: string) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const { data, errors } = await service.query(
    username,
    `mutation ($input: ${type}!) { ${name}(input: $input) { ${object} userErrors { code field message } } }`,
    { input },
  );
  expect(errors).toBeUndefined();
  return data[name];
}

const ask = async (username: string, query: string) => {
  const { data, errors } = await service.query(username, `{ ${query} }`);
  expect(errors).toBeUndefined();
  return data;
};

describe('who sees which licences', () => {
  it('a region admin sees those of the own region and no other by any path', async () => {
    const { owner } = service.database;
    const code = 'library';
    const { baku, school1, ganja, school3, ministry } = world.institutions;
    const ids: Record<string, string> = {};
    for (const [name, institution_id] of Object.entries({ baku, school1, ganja, school3, ministry, none: null })) {
      ids[name] = await insertLicense(owner, { module_code: code, institution_id, user_limit: 5, notes: `of ${name}` });
    }
    const list = async (viewer: string, more = '') =>
      (
        await ask(
          viewer,
          `licenses(filter: { moduleCode: "${code}" ${more} }) { nodes { databaseId } totalCount { value } }`,
        )
      ).licenses;
    const mine = [ids['school1'], ids['baku']].map((databaseId) => ({ databaseId }));
    expect(await list('baku.admin')).toEqual({ nodes: mine, totalCount: { value: 2 } });
    expect((await list('superadmin')).totalCount.value).toBe(6);
    expect((await list('baku.admin', `institutionId: "${ganja}"`)).nodes).toEqual([]);
    expect((await list('baku.admin', `search: "of ganja"`)).nodes).toEqual([]);
    expect((await list('superadmin', `institutionId: "${ganja}"`)).totalCount.value).toBe(2);
    const stats = await ask(
      'baku.admin',
      `licenseStats(filter: { moduleCode: "${code}" }) { total byModule { moduleCode count counting } seatsLimited }`,
    );
    expect(stats.licenseStats).toEqual({
      total: 2,
      byModule: [{ moduleCode: code, count: 2, counting: 2 }],
      seatsLimited: 10,
    });
    for (const name of ['ganja', 'school3', 'ministry', 'none']) {
      const global = Buffer.from(`License:${ids[name]}`).toString('base64url');
      const data = await ask(
        'baku.admin',
        `license(id: "${ids[name]}") { id } node(id: "${global}") { id }
        licenseCertificate(licenseId: "${ids[name]}") { certificate userErrors { code field } }`,
      );
      expect(data).toEqual({
        license: null,
        node: null,
        licenseCertificate: { certificate: null, userErrors: [{ code: 'NOT_FOUND', field: ['licenseId'] }] },
      });
      const { key } = (await ask('superadmin', `license(id: "${ids[name]}") { key }`)).license;
      const { validation } = await run('baku.admin', 'validateLicense', { key }, 'validation { code license { id } }');
      expect(validation).toEqual({ code: 'NOT_FOUND', license: null });
    }
  });

  it('of licences above the own reach, only that they cover is told', async () => {
    const { owner } = service.database;
    const code = 'stats';
    const { baku, school1, ganja, school3, ministry } = world.institutions;
    const entitlements = async (viewer: string, institution: string) =>
      (
        await ask(
          viewer,
          `licenseEntitlements(institutionId: "${institution}", moduleCode: "${code}") { moduleCode isCoveredFromAbove licenses { notes } entitlements { feature limit } }`,
        )
      ).licenseEntitlements;
    await insertLicense(owner, { module_code: code, institution_id: ganja });
    await insertLicense(owner, { module_code: code, institution_id: baku, status: 'revoked' });
    expect(await entitlements('baku.admin', school1)).toEqual([]);
    await insertLicense(owner, { module_code: code, institution_id: ministry, features: { secret: 1 } });
    expect(await entitlements('baku.admin', school1)).toEqual([
      { moduleCode: code, isCoveredFromAbove: true, licenses: [], entitlements: [] },
    ]);
    await insertLicense(owner, { module_code: code, institution_id: baku, notes: 'a', features: { x: 5 } });
    await insertLicense(owner, { module_code: code, institution_id: school1, notes: 'b', features: { x: 7 } });
    expect(await entitlements('baku.admin', school1)).toMatchObject([
      {
        isCoveredFromAbove: true,
        licenses: [{ notes: 'b' }, { notes: 'a' }],
        entitlements: [{ feature: 'x', limit: 7 }],
      },
    ]);
    expect(await entitlements('superadmin', school1)).toMatchObject([
      { isCoveredFromAbove: false, licenses: [{}, {}, {}] },
    ]);
    expect(await entitlements('baku.admin', school3)).toEqual([]);
    expect(await entitlements('superadmin', '999999')).toEqual([]);
  });
});
