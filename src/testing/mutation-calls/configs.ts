import { json } from '../../db/column-types.ts';
import type { TestService } from '../service.ts';
import type { MutationCalls } from './call.ts';

let keys = 0;

/** A setting that another application has made. */
const newConfig = async ({ database }: TestService) => {
  keys += 1;
  const { id } = await database.owner
    .insertInto('system_configs')
    .values({ config_key: `walk.key_${keys}`, config_value: json(30), data_type: 'integer' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
};

const call = (verb: string, input: Record<string, unknown>) => ({
  input,
  event: `config.${verb}`,
  table: 'system_configs',
});

const setting = () => {
  keys += 1;
  return { key: `walk.key_${keys}`, value: 'hunter2', dataType: 'STRING', isEncrypted: true };
};

export const configCalls: MutationCalls = {
  setConfig: () => Promise.resolve(call('created', setting())),
  setConfigs: () => Promise.resolve(call('created', { items: [setting()] })),
  unsetConfig: async (service) => call('unset', { id: await newConfig(service) }),
  updateConfigFlags: async (service) => call('flags_updated', { id: await newConfig(service), isReadonly: true }),
  rollbackConfig: async (service) => {
    const id = await newConfig(service);
    const { id: revisionId } = await service.database.owner
      .selectFrom('api.config_revisions')
      .select('id')
      .where('config_id', '=', id)
      .executeTakeFirstOrThrow();
    await service.database.owner.deleteFrom('system_configs').where('id', '=', id).execute();
    return call('rolled_back', { revisionId });
  },
  revealConfigValue: async (service) => {
    const { data } = await service.query(
      'superadmin',
      'mutation ($input: SetConfigInput!) { setConfig(input: $input) { config { id } } }',
      { input: setting() },
    );
    return call('revealed', { id: data.setConfig.config.id, reason: 'the walk' });
  },
};
