import type { SignedInContext } from '../../context.ts';
import { userError, UserErrors, type UserError } from '../../errors.ts';
import type { SetIntegrationCredentialsInput } from '../../graphql/types.ts';
import { changedCredentials, readCredentials } from './credentials.ts';
import type { IntegrationTypeInfo } from './integration-types.ts';
import * as integrations from './integrations.repository.ts';
import { change, knownType, manage, manageScope } from './integrations.service.ts';

const maxLength = 4_096;

/**
 * Sets and clears credentials; those that are not named stay. A value is always written, also one that is there
 * already: whoever guesses must not learn whether it was right. Throws user errors.
 */
export const setIntegrationCredentials = (context: SignedInContext, input: SetIntegrationCredentialsInput) =>
  manage(context, input, async (tx, before) => {
    const info = knownType(before.integration_type, ['credentials']);
    checkCredentials(info, input.credentials);
    const kept = (await integrations.findCredentials(tx, manageScope(context), [before.id])).get(before.id);
    const column = kept?.credentials ?? null;
    const current = readCredentials(column, context.keyring);
    if (current === null && !input.clearOthers) {
      const message =
        'The credentials are encrypted with a key that this installation does not have: have it added to ENCRYPTION_KEYS, or pass clearOthers: true.';
      throw userError('NOT_CONFIGURED', ['credentials'], message);
    }
    const given = new Map(input.credentials.map((one) => [one.name, one.value ?? null]));
    const others = input.clearOthers ? [...(current ?? kept?.set ?? new Map<string, unknown>()).keys()] : [];
    for (const name of others) if (!given.has(name)) given.set(name, null);
    const isThere = (name: string) => current === null || current.has(name);
    const set = [...given].flatMap(([name, value]) => (value === null ? [] : [name]));
    const cleared = [...given].flatMap(([name, value]) => (value === null && isThere(name) ? [name] : []));
    if (set.length + cleared.length === 0 && current !== null) return { result: before, unchanged: true };
    if (before.is_enabled ?? true) refuseToClear(info, cleared);
    const credentials = changedCredentials(current === null ? {} : column, given, context.keyring);
    await integrations.noteCredentials(tx, before.id, { set, cleared, by: context.viewer.userId });
    return change(tx, context, 'credentials_set', before, { credentials }, { set, cleared });
  });

function checkCredentials(info: IntegrationTypeInfo, given: SetIntegrationCredentialsInput['credentials']): void {
  const known = info.credentials.map(({ name }) => name);
  const problemOf = (name: string, value: string | null | undefined, index: number) => {
    // What another application has set can be cleared, whatever its name.
    if (value != null && !known.includes(name))
      return ['name', `is not known here; known are ${known.join(', ')}`] as const;
    if (given.findIndex((one) => one.name === name) < index) return ['name', 'is given twice'] as const;
    if (value == null) return null;
    // Not the value itself, which the message would carry on.
    if (value.length < 1 || value.length > maxLength)
      return ['value', `must have 1 to ${maxLength} characters`] as const;
    return /\p{Cc}/u.test(value) ? (['value', 'must not have line breaks or other control characters'] as const) : null;
  };
  const errors = given.flatMap(({ name, value }, index): UserError[] => {
    const problem = problemOf(name, value, index);
    if (problem === null) return [];
    const field = ['credentials', String(index), problem[0]];
    return [{ code: 'INVALID', field, message: `${field.join('.')} ${problem[1]}.` }];
  });
  if (errors.length > 0) throw new UserErrors(errors);
}

function refuseToClear(info: IntegrationTypeInfo, cleared: readonly string[]): void {
  const needed = info.credentials.find(({ name, isRequired }) => isRequired && cleared.includes(name));
  if (!needed) return;
  const message = `${needed.name} is needed while the integration is enabled: disable it first.`;
  throw userError('NOT_ALLOWED', ['credentials'], message);
}
