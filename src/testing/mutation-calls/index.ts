import { apiTokenCalls } from './api-tokens.ts';
import type { MutationCalls } from './call.ts';
import { configCalls } from './configs.ts';
import { notificationCalls } from './notifications.ts';
import { securityEventCalls } from './security-events.ts';

/** One good call of every mutation of the schema; a new domain adds a line. */
export const mutationCalls: MutationCalls = {
  ...apiTokenCalls,
  ...securityEventCalls,
  ...notificationCalls,
  ...configCalls,
};
