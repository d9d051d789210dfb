import { integrationTypeValues, type IntegrationType } from '../../db/generated/enums.ts';

/** What a value of a configuration may be. */
export type ConfigFieldKind = 'TEXT' | 'URL' | 'PATH' | 'HOST' | 'HEADER' | 'INTEGER' | 'BOOLEAN' | 'CHOICE';

export interface ConfigField {
  readonly name: string;
  readonly kind: ConfigFieldKind;
  readonly isRequired: boolean;
  readonly description: string;
  /** What a CHOICE is one of. */
  readonly choices?: readonly string[];
  /** Of an INTEGER. */
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface CredentialField {
  readonly name: string;
  /** Whether the integration can be enabled only when it is set. */
  readonly isRequired: boolean;
  readonly description: string;
}

/** What an integration of a type takes, for checks and for forms. */
export interface IntegrationTypeInfo {
  readonly type: IntegrationType;
  readonly description: string;
  readonly config: readonly ConfigField[];
  readonly credentials: readonly CredentialField[];
  /** How `testIntegration` connects. */
  readonly test: 'HTTP' | 'OPENID' | 'REACH' | 'SMTP';
}

type Options = Partial<Omit<ConfigField, 'name' | 'kind' | 'description'>>;
const field = (name: string, kind: ConfigFieldKind, description: string, options: Options = {}): ConfigField => ({
  name,
  kind,
  description,
  isRequired: false,
  ...options,
});
const required = { isRequired: true } as const;
const secret = (name: string, description: string, options: Partial<typeof required> = {}): CredentialField => ({
  name,
  description,
  isRequired: false,
  ...options,
});

const web = [
  field('base_url', 'URL', 'Where the other system is, such as https://api.example.az/v1.', required),
  field('health_path', 'PATH', 'Path below base_url that a test asks for by GET; base_url itself unless told.'),
  field('header_name', 'HEADER', 'Header in which api_key is sent; X-API-Key unless told.'),
];
const webCredentials = [
  secret('access_token', 'Sent as Authorization: Bearer.'),
  secret('username', 'Sent with password as Authorization: Basic.'),
  secret('password', 'Belongs to username.'),
  secret('api_key', 'Sent in the header that header_name names.'),
];

const types: Readonly<Record<IntegrationType, Omit<IntegrationTypeInfo, 'type'>>> = {
  api: { description: 'An HTTP API.', config: web, credentials: webCredentials, test: 'HTTP' },
  sso: {
    description: 'Single sign-on by OpenID Connect.',
    config: [
      field('issuer', 'URL', 'The issuer; its discovery document is below it.', required),
      field('client_id', 'TEXT', 'The client as the issuer knows it.', required),
      field('scopes', 'TEXT', 'Scopes that are asked for, separated by spaces; "openid profile email" unless told.'),
    ],
    credentials: [secret('client_secret', 'Secret of the client.', required)],
    test: 'OPENID',
  },
  payment: {
    description: 'Payments.',
    config: [
      ...web,
      field('merchant_id', 'TEXT', 'The merchant as the provider knows it.', required),
      field('currency', 'CHOICE', 'Currency of payments; AZN unless told.', { choices: ['AZN', 'USD', 'EUR'] }),
      field('is_sandbox', 'BOOLEAN', 'Whether payments are only played; false unless told.'),
    ],
    credentials: [
      ...webCredentials.map((one) => (one.name === 'api_key' ? { ...one, ...required } : one)),
      secret('webhook_secret', 'What the provider signs its notices with.'),
    ],
    test: 'HTTP',
  },
  lms: {
    description: 'A learning management system.',
    config: [...web, field('platform', 'TEXT', 'The product, such as moodle or canvas.')],
    credentials: webCredentials,
    test: 'HTTP',
  },
  data_import: {
    description: 'A source that data are imported from.',
    config: [
      ...web,
      field('format', 'CHOICE', 'Form of the data; json unless told.', { choices: ['json', 'csv', 'xml', 'xlsx'] }),
      field('encoding', 'CHOICE', 'Encoding of text; utf-8 unless told.', { choices: ['utf-8', 'windows-1254'] }),
    ],
    credentials: webCredentials,
    test: 'HTTP',
  },
  notification: {
    description: 'A gateway for messages.',
    config: [
      ...web,
      field('channel', 'CHOICE', 'What it sends.', { choices: ['sms', 'push', 'telegram', 'whatsapp'] }),
      field('sender', 'TEXT', 'Whom messages are from.'),
    ],
    credentials: webCredentials,
    test: 'HTTP',
  },
  calendar: {
    description: 'A calendar server.',
    config: [
      ...web,
      field('calendar_id', 'TEXT', 'Which calendar.'),
      field('time_zone', 'TEXT', 'Its time zone; Asia/Baku unless told.'),
    ],
    credentials: webCredentials,
    test: 'HTTP',
  },
  email: {
    description: 'A mail server that mail is sent through (SMTP).',
    config: [
      field('host', 'HOST', 'Name or address of the mail server.', required),
      field('port', 'INTEGER', 'Its port: 587, 465 or another.', { ...required, minimum: 1, maximum: 65_535 }),
      field('security', 'CHOICE', 'tls: from the beginning; starttls: begun by STARTTLS, which is demanded; none.', {
        ...required,
        choices: ['tls', 'starttls', 'none'],
      }),
      field('from_address', 'TEXT', 'Address that mail is from.'),
      field('from_name', 'TEXT', 'Name that mail is from.'),
    ],
    credentials: [secret('username', 'Who signs in.'), secret('password', 'Belongs to username.')],
    test: 'SMTP',
  },
  storage: {
    description: 'Object storage (S3).',
    config: [
      field('endpoint', 'URL', 'Where the storage is, such as https://s3.example.az.', required),
      field('bucket', 'TEXT', 'Which bucket.', required),
      field('region', 'TEXT', 'Its region.'),
    ],
    credentials: [
      secret('access_key_id', 'Name of the key.', required),
      secret('secret_access_key', 'The key.', required),
    ],
    test: 'REACH',
  },
};

/** Every type that this API knows. */
export const integrationTypes: readonly IntegrationTypeInfo[] = integrationTypeValues.map((type) => ({
  type,
  ...types[type],
}));

/** A type by the column's value; undefined where another application wrote one that this API does not know. */
export const typeInfo = (type: string): IntegrationTypeInfo | undefined =>
  integrationTypes.find((info) => info.type === type);
