import type { MutationCalls } from './call.ts';

export const apiTokenCalls: MutationCalls = {
  createApiToken: () =>
    Promise.resolve({ input: { name: 'secret stays out' }, event: 'api_token.created', table: 'api_tokens' }),
  revokeApiToken: async (service) => {
    const { data } = await service.query(
      'superadmin',
      'mutation { createApiToken(input: { name: "x" }) { apiToken { id } } }',
    );
    return { input: { id: data.createApiToken.apiToken.id }, event: 'api_token.revoked', table: 'api_tokens' };
  },
};
