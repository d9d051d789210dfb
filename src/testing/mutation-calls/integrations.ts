import { insertIntegration } from '../integrations.ts';
import type { MakeCall, MutationCalls } from './call.ts';

/** A call about an integration that is there. */
const call =
  (verb: string, input: (id: string) => Record<string, unknown>, isEnabled = false): MakeCall =>
  async ({ database }) => {
    const id = await insertIntegration(database.owner, { isEnabled });
    return { input: input(id), event: `integration.${verb}`, table: 'integrations' };
  };

export const integrationCalls: MutationCalls = {
  createIntegration: call('created', (id) => ({
    name: `Integration beside ${id}`,
    type: 'API',
    provider: 'Provider',
    config: { base_url: 'https://api.example.az' },
  })),
  updateIntegration: call('updated', (id) => ({ id, provider: 'Other' })),
  setIntegrationCredentials: call('credentials_set', (id) => ({
    id,
    credentials: [{ name: 'username', value: null }],
    clearOthers: true,
  })),
  enableIntegration: call('enabled', (id) => ({ id })),
  disableIntegration: call('disabled', (id) => ({ id }), true),
  deleteIntegration: call('deleted', (id) => ({ id })),
  testIntegration: call('tested', (id) => ({ id })),
};
