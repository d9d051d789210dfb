import { expect, it } from 'vitest';
import { startTestService, type TestService } from '../testing/service.ts';
import { createWorld, type World } from '../testing/world.ts';

const samplesOf = (service: TestService) =>
  service.database.owner.selectFrom('performance_metrics').selectAll().orderBy('id').execute();

/** What a service that records so many percent has written when it has stopped. */
async function recorded(percent: string, work: (service: TestService, world: World) => Promise<unknown>) {
  const first = await startTestService();
  try {
    const world = await createWorld(first.database);
    const environment = { PERFORMANCE_SAMPLE_PERCENT: percent };
    const service = await startTestService({ database: first.database, environment });
    await work(service, world);
    await service.stop();
    return { samples: await samplesOf(first), world };
  } finally {
    await first.stop();
  }
}

it('the service records its own operations: what, how long, for whom, and the request', async () => {
  const { samples, world } = await recorded('100', async (service) => {
    await service.query('school1.admin', 'query Named { me: viewer { id } activityLogs { nodes { id } } }');
    await service.query('school1.admin', '{ securityEvents { nodes { id } } }');
    await service.query(null, '{ viewer { id } }');
  });
  expect(samples).toMatchObject([
    {
      metric_type: 'request',
      name: 'graphql',
      unit: 'ms',
      endpoint: 'query viewer +1',
      institution_id: world.institutions.school1,
      context: { user_id: world.users['school1.admin'] },
    },
    { endpoint: 'query securityEvents', context: { user_id: world.users['school1.admin'], errors: ['FORBIDDEN'] } },
    { endpoint: 'query viewer', context: { errors: ['UNAUTHENTICATED'] } },
  ]);
  for (const { value, request_id: requestId, timestamp } of samples) {
    expect(Number(value)).toBeGreaterThan(0);
    expect(requestId).toMatch(/^[\w-]{8,64}$/);
    expect(Math.abs(Date.parse(`${timestamp}Z`) - Date.now())).toBeLessThan(60_000);
  }
});

it('nobody is kept from deleting a user who has used the service, and no sample is lost by it', async () => {
  const deleteUser = (service: TestService, id: string) =>
    service.database.owner.deleteFrom('users').where('id', '=', id).execute();
  const { samples } = await recorded('100', async (service, world) => {
    await service.query('school1.teacher', '{ viewer { id } }');
    await service.query('school1.admin', '{ viewer { id } }');
    await deleteUser(service, world.users['school1.teacher']);
  });
  expect(samples).toHaveLength(2);
  await recorded('100', async (service, world) => {
    await service.query('school1.teacher', '{ viewer { id } }');
    await service.stop();
    expect(await samplesOf(service)).toHaveLength(1);
    await deleteUser(service, world.users['school1.teacher']);
  });
});

it('records a share of them, or none', async () => {
  const ask = async (service: TestService) => {
    for (let count = 0; count < 200; count++) await service.query('superadmin', '{ viewer { id } }');
  };
  expect((await recorded('0', ask)).samples).toEqual([]);
  const { samples } = await recorded('50', ask);
  // Beyond these bounds about once in 10^12 runs.
  expect(samples.length).toBeGreaterThan(50);
  expect(samples.length).toBeLessThan(150);
});
