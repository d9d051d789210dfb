import { insertModules } from '../modules.ts';
import type { MakeCall, MutationCalls } from './call.ts';

let count = 0;

/** A call about a module of its own, which is off or on. */
const call =
  (verb: string, isEnabled: boolean, input: (code: string) => Record<string, unknown>): MakeCall =>
  async ({ database }) => {
    const code = `walk-${(count += 1)}`;
    await insertModules(database.owner, [{ code, isEnabled, version: '1.0.0', settings: { password: 'hunter2' } }]);
    return { input: input(code), event: `module.${verb}`, table: 'system_modules' };
  };

export const moduleCalls: MutationCalls = {
  registerModule: call('registered', true, (code) => ({
    code: `new-${code}`,
    name: 'New',
    dependencies: [{ code, versionRange: '^1' }],
    settings: { api_token: 'hunter2' },
  })),
  updateModule: call('updated', true, (code) => ({ code, version: '1.1.0' })),
  updateModuleSettings: call('settings_updated', true, (code) => ({
    code,
    settings: { smtp: { password: 'hunter2' } },
  })),
  enableModule: call('enabled', false, (code) => ({ code })),
  disableModule: call('disabled', true, (code) => ({ code })),
};
