import type { TestService } from '../service.ts';
import { insertEvents, type World } from '../world.ts';
import type { MakeCall, MutationCalls } from './call.ts';

/** A call about an event, which is resolved for those that need one. */
const call =
  (verb: string, input: (id: string, world: World) => Record<string, unknown>, resolved = false): MakeCall =>
  async (service, world) => ({
    input: input(await insertEvent(service, world, resolved), world),
    event: `security_event.${verb}`,
    table: 'security_events',
  });

async function insertEvent({ database }: TestService, world: World, resolved: boolean): Promise<string> {
  const [id] = await insertEvents(database.db, [{ institution: world.institutions.school1 }]);
  if (resolved) {
    await database.owner.updateTable('security_events').set({ resolution: 'resolved' }).where('id', '=', id!).execute();
  }
  return id!;
}

export const securityEventCalls: MutationCalls = {
  recordSecurityEvent: call('recorded', () => ({
    eventType: 'test',
    severity: 'INFO',
    eventData: { password: 'hunter2' },
  })),
  acknowledgeSecurityEvent: call('acknowledged', (id) => ({ id })),
  assignSecurityEvent: call('assigned', (id, { users }) => ({ id, assigneeId: users.superadmin })),
  escalateSecurityEvent: call('escalated', (id) => ({ id, reason: 'x' })),
  resolveSecurityEvent: call('resolved', (id) => ({ id, resolution: 'RESOLVED' })),
  resolveSecurityEvents: call('resolved', (id) => ({ ids: [id], resolution: 'RESOLVED' })),
  reopenSecurityEvent: call('reopened', (id) => ({ id, reason: 'x' }), true),
};
