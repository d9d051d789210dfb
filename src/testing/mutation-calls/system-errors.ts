import type { TestService } from '../service.ts';
import { groupOf, groupsSettled, insertErrors } from '../system-errors.ts';
import type { MakeCall, MutationCalls } from './call.ts';

let made = 0;

/** A group of its own, and an error of it. */
async function newGroup(service: TestService, status: string) {
  made += 1;
  const type = `Walk${String.fromCharCode(64 + made)}`;
  const [errorId = ''] = await insertErrors(service.database.owner, [{ type, context: { password: 'hunter2' } }]);
  await groupsSettled(service);
  const groupId = await groupOf(service, errorId);
  const isResolved = status === 'resolved';
  await service.database.owner
    .updateTable('api.error_groups')
    .set({
      status: status as never,
      resolved_through: isResolved ? '1' : null,
      resolved_until: isResolved ? '2026-01-01' : null,
    })
    .where('id', '=', groupId)
    .execute();
  return groupId;
}

const call =
  (verb: string, more: Record<string, unknown> = {}, status = 'open'): MakeCall =>
  async (service) => ({
    input: { groupId: await newGroup(service, status), ...more },
    event: `error_group.${verb}`,
    table: 'api.error_groups',
  });

const report = { errorType: 'Walk', message: 'password=hunter2', context: { api_key: 'hunter2' } };
const reported = (input: Record<string, unknown>): MakeCall => {
  return () => Promise.resolve({ input, event: 'system_error.reported', table: 'system_errors' });
};

export const systemErrorCalls: MutationCalls = {
  reportError: reported(report),
  reportErrors: reported({ errors: [report, report] }),
  investigateError: call('investigated', { notes: 'password: hunter2' }),
  resolveError: call('resolved'),
  ignoreError: call('ignored', { untilOccurrence: 10 }),
  reopenError: call('reopened', {}, 'resolved'),
  assignErrorGroup: call('assigned', { assigneeId: null }),
};
