import { isIP } from 'node:net';
import { suggestsSecret } from '../../audit.ts';
import type { JsonValue } from '../../db/column-types.ts';
import { UserErrors, type UserError } from '../../errors.ts';
import type { ConfigField, ConfigFieldKind, IntegrationTypeInfo } from './integration-types.ts';

type Config = Readonly<Record<string, JsonValue>>;

const hostName = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;
/** Headers that are not about who asks but about the request itself. */
const ownHeaders = /^(host|connection|content-.*|transfer-encoding|te|trailer|upgrade|expect|keep-alive|proxy-.*)$/i;
const isText = (value: unknown, maximum: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= maximum && !/\p{Cc}/u.test(value);

const isUrl = (value: unknown): boolean => {
  const url = isText(value, 500) && /^https?:\/\/\S+$/i.test(value) ? URL.parse(value) : null;
  return url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '';
};

/** Whether a value is of a kind, and what to say where it is not. */
const kinds: Record<ConfigFieldKind, readonly [(value: unknown, field: ConfigField) => boolean, string]> = {
  TEXT: [(value) => isText(value, 200), 'must be text of 1 to 200 characters'],
  URL: [isUrl, 'must be an http(s) address of at most 500 characters, without user:password@, "?" and "#"'],
  PATH: [
    (value) => isText(value, 500) && /^\/(?![/\\])[^\s\\#]*$/.test(value),
    'must be a path that begins with one "/"',
  ],
  HOST: [
    (value) => typeof value === 'string' && (hostName.test(value) || isIP(value) !== 0),
    'must be the name or address of a host, without scheme and port',
  ],
  HEADER: [
    (value) => typeof value === 'string' && /^[a-z0-9-]{1,100}$/i.test(value) && !ownHeaders.test(value),
    'must be the name of a header, such as X-API-Key, and none that is about the request itself, such as Host',
  ],
  INTEGER: [
    (value, { minimum = 0, maximum = Infinity }) =>
      Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum,
    'must be a whole number',
  ],
  BOOLEAN: [(value) => typeof value === 'boolean', 'must be true or false'],
  CHOICE: [(value, { choices = [] }) => choices.some((choice) => choice === value), 'must be one of the known values'],
};

const problem = (code: UserError['code'], name: string, text: string): UserError => ({
  code,
  field: ['config', name],
  message: `config.${name} ${text}`,
});

/**
 * What is wrong with the keys that the type knows; nothing where they are right. Others, which another application may
 * have written, do no harm.
 */
export const configProblems = (info: IntegrationTypeInfo, config: Readonly<Record<string, unknown>>): UserError[] =>
  info.config.flatMap((field) => {
    const { name, isRequired, description } = field;
    if (config[name] !== undefined) return problemOf(field, config[name]).map((text) => problem('INVALID', name, text));
    return isRequired ? [problem('REQUIRED', name, `is needed. ${description}`)] : [];
  });

function unknownKeys(info: IntegrationTypeInfo, config: Readonly<Record<string, unknown>>): UserError[] {
  const known = info.config.map(({ name }) => name);
  const unknown = Object.keys(config).filter((name) => !known.includes(name));
  return unknown.map((name) =>
    suggestsSecret(name) || info.credentials.some((credential) => credential.name === name)
      ? problem('INVALID', name, 'belongs into the credentials: set it by setIntegrationCredentials.')
      : problem('INVALID', name, `is not known here; known are ${known.join(', ')}.`),
  );
}

function problemOf(field: ConfigField, value: unknown): string[] {
  const [isRight, text] = kinds[field.kind];
  if (isRight(value, field)) return [];
  if (field.choices) return [`must be one of ${field.choices.join(', ')}.`];
  if (field.maximum !== undefined) return [`${text} from ${field.minimum ?? 0} to ${field.maximum}.`];
  return [`${text}.`];
}

/** The configuration as it is stored. Throws user errors, one for each problem. */
export function checkConfig(info: IntegrationTypeInfo, config: Readonly<Record<string, unknown>>): Config {
  const problems = [...unknownKeys(info, config), ...configProblems(info, config)];
  if (problems.length > 0) throw new UserErrors(problems);
  return config as Config;
}

/** A stored configuration; what is no object, such as PHP's `[]`, has no keys. */
export const storedConfig = (value: JsonValue): Config =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Config) : {};

/** Where credentials are sent to and how well that is protected: what changes must not lead them elsewhere unseen. */
export function destinationOf(config: Config): string {
  const origin = (name: string) => (typeof config[name] === 'string' ? URL.parse(config[name])?.origin : undefined);
  const { host, port, security } = config;
  return JSON.stringify([origin('base_url'), origin('issuer'), origin('endpoint'), host, port, security]);
}
