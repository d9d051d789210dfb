import { insertLicense, insertModule } from '../licenses.ts';
import type { TestService } from '../service.ts';
import type { World } from '../world.ts';
import type { MakeCall, MutationCalls } from './call.ts';

/** A licence of Bakı of a module of its own. */
async function newLicense({ database }: TestService, { institutions }: World, status: 'active' | 'inactive') {
  await insertModule(database.owner, { code: 'lms', requires_license: false });
  const ends = { expires_at: '2999-01-01T00:00:00Z' };
  return insertLicense(database.owner, { institution_id: institutions.baku, status, ...ends });
}

const call =
  (verb: string, input: (id: string, world: World) => object, status: 'active' | 'inactive' = 'active'): MakeCall =>
  async (service, world) => ({
    input: { ...input(await newLicense(service, world, status), world) },
    event: `license.${verb}`,
    table: 'licenses',
  });

export const licenseCalls: MutationCalls = {
  issueLicense: call('issued', () => ({ moduleCode: 'lms', type: 'STANDARD', features: { api_key: 'hunter2' } })),
  activateLicense: call('activated', (id) => ({ id }), 'inactive'),
  renewLicense: call('renewed', (id) => ({ id, expiresAt: '2999-06-01T00:00:00Z' })),
  revokeLicense: call('revoked', (id) => ({ id, reason: 'x' })),
  transferLicense: call('transferred', (id, { institutions }) => ({ id, institutionId: institutions.ganja })),
  activateLicenseSeats: async (service, world) => ({
    input: { licenseId: await newLicense(service, world, 'active'), userIds: [world.users['school1.teacher']] },
    event: 'license_seat.activated',
    table: 'api.license_seats',
  }),
  releaseLicenseSeats: async (service, world) => {
    const licenseId = await newLicense(service, world, 'active');
    const userId = world.users['school1.teacher'];
    const { owner } = service.database;
    await owner.insertInto('api.license_seats').values({ license_id: licenseId, user_id: userId }).execute();
    return {
      input: { licenseId, userIds: [userId] },
      event: 'license_seat.released',
      table: 'api.license_seats',
    };
  },
  validateLicense: async (service, world) => {
    const id = await newLicense(service, world, 'active');
    const { license_key: key } = await service.database.db
      .selectFrom('licenses')
      .select('license_key')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return { input: { key }, event: 'license.validated', table: 'licenses' };
  },
};
