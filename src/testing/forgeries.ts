import { encode, hmac, keyPair, sharedSecret, token, type TokenMaker } from './forged-jwt.ts';

/** What good tokens say of their origin and purpose. */
export const issuer = 'https://id.example.az';
export const audience = 'atis-system-api';

/** Whom a token is made for. */
export interface Target {
  /** Whose tokens are good. */
  readonly maker: TokenMaker;
  /** The header of a good token. */
  readonly header: Readonly<Record<string, unknown>>;
  /** The id of a user who may sign in. */
  readonly subject: string;
  /** Where an attacker has a web server. */
  readonly attackerUrl: string;
}

/** A forged or broken token: what it is, and how it is made. */
export type Forgery = readonly [title: string, make: (target: Target) => string];

/** Seconds since 1970. */
export const now = () => Math.floor(Date.now() / 1_000);

/** Good claims, with some of them changed. */
export const claims = (subject: string, changed: Record<string, unknown> = {}) => ({
  sub: subject,
  iss: issuer,
  aud: audience,
  exp: now() + 300,
  ...changed,
});

const json = JSON.stringify;

/** Good but for its claims. */
const withClaims = (title: string, change: (subject: string) => Record<string, unknown>): Forgery => [
  title,
  ({ header, maker, subject }) => token(header, claims(subject, change(subject)), maker.sign),
];
const each = (name: string, values: readonly unknown[]): Forgery[] =>
  values.map((value) =>
    withClaims(`${name} ${value === undefined ? 'missing' : json(value)}`, () => ({ [name]: value })),
  );

/** Signed by the right key, whatever it says. */
const withPayload = (title: string, payload: (subject: string) => string | Buffer): Forgery => [
  `payload ${title}`,
  ({ header, maker, subject }) => token(header, payload(subject), maker.sign),
];
/** Good claims as they are written, and others behind them. */
const claimsAnd = (subject: string, member: string) => `${json(claims(subject)).slice(0, -1)},${member}}`;

const withHeader = (title: string, change: (header: object) => unknown): Forgery => [
  `header ${title}`,
  ({ header, maker, subject }) => token(change(header), claims(subject), maker.sign),
];
const changed = (title: string, change: (parts: [string, string, string]) => string): Forgery => [
  title,
  ({ header, maker, subject }) =>
    change(token(header, claims(subject), maker.sign).split('.') as [string, string, string]),
];

const attackers = new Map([keyPair('EdDSA'), keyPair('ES256'), keyPair('RS256')].map((maker) => [maker.alg, maker]));
const attackerOf = (alg: string) => attackers.get(alg) ?? sharedSecret('guessed');
const byAttacker = (title: string, extra: (attacker: TokenMaker, url: string) => object): Forgery => [
  title,
  ({ header, maker, subject, attackerUrl }) => {
    const attacker = attackerOf(maker.alg);
    return token({ ...header, ...extra(attacker, attackerUrl) }, claims(subject), attacker.sign);
  },
];

/** Forged and broken tokens. None is good anywhere. */
export const forgeries: readonly Forgery[] = [
  ...['none', 'None', 'NONE', 'nOnE', 'none ', 'none\u0000', '', null, ['none'], undefined].flatMap(
    (alg): Forgery[] => [
      withHeader(`of alg ${json(alg)} with a signature`, (header) => ({ ...header, alg })),
      [
        `header of alg ${json(alg)} without a signature`,
        ({ header, subject }) => token({ ...header, alg }, claims(subject), () => Buffer.of()),
      ],
    ],
  ),
  ...['HS256', 'HS384', 'HS512', 'RS256', 'RS512', 'PS256', 'ES256', 'ES384', 'ES256K', 'EdDSA', 'Ed25519', 'RS1'].map(
    (alg): Forgery => [
      `alg ${alg}, signed in another way`,
      ({ header, maker, subject }) =>
        token({ ...header, alg }, claims(subject), alg === maker.alg ? hmac(header['kid'] as string) : maker.sign),
    ],
  ),
  ['an HMAC without a key', ({ header, subject }) => token({ ...header, alg: 'HS256' }, claims(subject), hmac(''))],
  byAttacker('another key', () => ({})),
  byAttacker('another key, named by jwk', ({ publicKey }) => ({
    jwk: publicKey?.export({ format: 'jwk' }) ?? { kty: 'oct', k: encode('guessed') },
  })),
  byAttacker('another key, named by jku', (_, url) => ({ jku: `${url}/attacker.json` })),
  byAttacker('another key, named by x5u', (_, url) => ({ x5u: `${url}/attacker.pem` })),
  byAttacker('another key, named by x5c', () => ({ x5c: [Buffer.from('certificate').toString('base64')] })),
  byAttacker('another key, named by kid', (_, url) => ({ kid: `${url}/attacker.json` })),
  ...[['exp'], ['b64'], ['unknown'], [], 'exp', null].map((crit) =>
    withHeader(`with crit ${json(crit)}`, (header) => ({ ...header, crit, b64: false, unknown: 1, exp: 1 })),
  ),
  ...['', 'null', '[]', '"x"', '{'].map((text) => withHeader(json(text), () => text)),
  withHeader('whose alg stands twice', (header) => `${json(header).slice(0, -1)},"alg":"none"}`),

  changed('no signature', ([header, payload]) => `${header}.${payload}`),
  changed('an empty signature', ([header, payload]) => `${header}.${payload}.`),
  changed('no header', ([, payload, signature]) => `.${payload}.${signature}`),
  changed('no payload', ([header, , signature]) => `${header}..${signature}`),
  changed('dots', () => '..'),
  changed('a fourth part', (parts) => [...parts, 'x'].join('.')),
  changed('half a signature', ([header, payload, signature]) => `${header}.${payload}.${signature.slice(0, 20)}`),
  changed('a signature twice', ([header, payload, signature]) => `${header}.${payload}.${signature}${signature}`),
  changed('the signature of another token', ([header, , signature]) => `${header}.${encode(claims('1'))}.${signature}`),
  [
    'a signature of zeros',
    ({ header, maker, subject }) => token(header, claims(subject), (input) => Buffer.alloc(maker.sign(input).length)),
  ],
  changed('a padded signature', (parts) => `${parts.join('.')}${'='.repeat(4 - (parts[2].length % 4))}`),
  changed('a padded header', ([header, ...rest]) => [`${header}=`, ...rest].join('.')),
  changed('a padded payload', ([header, payload, signature]) => `${header}.${payload}=.${signature}`),
  changed('a signature that ends in bits of no byte', ([header, payload, signature]) => {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    const last = alphabet.indexOf(signature.slice(-1));
    return `${header}.${payload}.${signature.slice(0, -1)}${alphabet[last ^ 1]}`;
  }),
  changed('standard base64', (parts) => `${parts.join('.')}+/`),
  changed('control characters', (parts) => parts.join('.\u0000')),
  changed('characters beyond ASCII', (parts) => `${parts.join('.')}é`),
  changed('characters beyond Latin', (parts) => `${parts.join('.')}ə`),
  changed('a lone surrogate', (parts) => `${parts.join('.')}\ud800`),

  ...each('iss', [
    undefined,
    null,
    '',
    'https://evil.example',
    `${issuer}/`,
    issuer.slice(0, -1),
    issuer.toUpperCase(),
    `${issuer} `,
    [issuer],
    { iss: issuer },
    7,
  ]),
  ...each('aud', [
    undefined,
    null,
    '',
    'other',
    audience.slice(0, -1),
    `${audience}2`,
    audience.toUpperCase(),
    `${audience} other`,
    [],
    ['other'],
    [[audience]],
    { aud: audience },
    7,
  ]),
  ...each('sub', [
    undefined,
    null,
    '',
    'x',
    '-1',
    '0',
    '1.0',
    '1e0',
    '0x1',
    '9223372036854775808',
    '1'.repeat(400),
    '999999999',
    "1' or '1'='1",
    '１',
    7,
    1.5,
    1e30,
    true,
    [7],
    ['7'],
    {},
  ]),
  ...['0', ' ', '+'].map((prefix) => withClaims(`sub ${json(prefix)} and an id`, (id) => ({ sub: prefix + id }))),
  ...[' ', '\n', '\u0000', '.0', ';'].map((suffix) =>
    withClaims(`sub of an id and ${json(suffix)}`, (id) => ({ sub: id + suffix })),
  ),
  withClaims('sub that is the id as a number', (id) => ({ sub: Number(id) })),
  withClaims('sub that is a list of the id', (id) => ({ sub: [id] })),
  ...each('exp', [undefined, null, '', '9999999999', 'NaN', true, [], -1, 0, 1, -1e300, 1e300, 8_640_000_000_000]),
  withClaims('exp beyond the tolerance', () => ({ exp: now() - 6 })),
  ...['nbf', 'iat'].flatMap((name) => [
    ...each(name, [null, '0', 1e300, [], true]),
    withClaims(`${name} in ten seconds`, () => ({ [name]: now() + 10 })),
  ]),
  ...[
    '"exp":1e999',
    '"exp":-1e999',
    '"exp":NaN',
    '"exp":1',
    '"nbf":1e999',
    '"iat":1e999',
    '"iss":"x"',
    '"aud":"x"',
    '"sub":"0"',
    '"\\u0073ub":"0"',
  ].map((member) => withPayload(`that ends with ${member}`, (subject) => claimsAnd(subject, member))),
  ...['', 'null', '7', '[]', '"x"', '{', '{}'].map((text) => withPayload(json(text), () => text)),
  withPayload('of two thousand brackets', () => '['.repeat(2_000) + ']'.repeat(2_000)),
  withPayload('that is no UTF-8', (subject) => {
    const [before = '', after = ''] = claimsAnd(subject, '"x":"|"').split('|');
    return Buffer.concat([Buffer.from(before), Buffer.of(0xff), Buffer.from(after)]);
  }),
  withClaims('more than 8 KB', () => ({ more: 'x'.repeat(6_200) })),
];
