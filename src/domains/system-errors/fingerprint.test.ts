import { describe, expect, it } from 'vitest';
import { identify, normaliseMessage, projectFrames } from './fingerprint.ts';
import { scrubJson, scrubText } from './scrub.ts';

describe('a normalised message', () => {
  it.each([
    ['User 42 not found', 'User <n> not found'],
    ['User -4.5e not found', 'User <n>e not found'],
    ['no row 3f2504e0-4f89-11d3-9a0c-0305e82c3301', 'no row <id>'],
    ['key "a b" is not `c`', 'key <value> is not <value>'],
    ['at 2026-01-02T03:04:05.678Z and 03:04:05', 'at <time> and <time>'],
    ['from 10.1.2.3:5432 and fe80::1', 'from <address> and <address>'],
    ['open /var/www/app/a.php failed', 'open <path> failed'],
    ['GET https://x.az/a?b=c failed', 'GET <url> failed'],
    ['pointer 0xdeadbeef, commit 9fceb02d0ae5', 'pointer <hex>, commit <hex>'],
    ["it can't be the user's", "it can't be the user's"],
  ])('of %s is %s', (message, normal) => {
    expect(normaliseMessage(message)).toBe(normal);
  });
});

describe('the frames of a stack', () => {
  it('are those of the project, of PHP', () => {
    const stack = [
      '#0 /var/www/vendor/laravel/framework/src/Router.php(12): Illuminate\\Router->run(Object(App\\X))',
      "#1 /var/www/app/Http/GradeController.php(88): App\\Grades->store('secret')",
      '#2 [internal function]: App\\Grades->x()',
      '#3 {main}',
    ].join('\n');
    expect(projectFrames({ file_path: '/var/www/app/Models/Grade.php', stack_trace: stack })).toEqual([
      '/var/www/app/Models/Grade.php',
      '/var/www/app/Http/GradeController.php App\\Grades->store',
    ]);
  });

  it('are those of the project, of JavaScript, wherever it was deployed', () => {
    const stack = (host: string, hash: string, line: number) =>
      `TypeError: x\n    at load (https://${host}/assets/index-${hash}.js:${line}:7)\n` +
      '    at async run (/app/node_modules/x/y.js:1:2)\n    at node:internal/timers:5:3\nsave@https://h/b.js:1:2';
    const frames = projectFrames({ file_path: null, stack_trace: stack('a.az', 'd41d8cd9', 10) });
    expect(frames).toEqual(['/assets/index-<hex>.js load', '/b.js save']);
    expect(projectFrames({ file_path: null, stack_trace: stack('b.az', '98f00b20', 99) })).toEqual(frames);
  });
});

describe('a fingerprint', () => {
  const error = {
    error_type: 'E',
    error_code: null,
    message: 'x 1',
    file_path: null,
    stack_trace: null,
    fingerprint: null,
  };

  it('is the same for equal errors and another for another type, code, message or place', () => {
    const { fingerprint } = identify(error);
    expect(identify({ ...error, message: 'x 2' }).fingerprint).toBe(fingerprint);
    for (const other of [
      { error_type: 'F' },
      { error_code: 'c' },
      { message: 'y 1' },
      { file_path: '/app/x.php' },
      { fingerprint: 'x' },
    ]) {
      expect(identify({ ...error, ...other }).fingerprint).not.toBe(fingerprint);
    }
  });
});

describe('scrubbing', () => {
  it.each([
    ['mail Anar.Əliyev+x@mail.example.az now', 'mail [email] now'],
    ['Bearer abc.def-123', 'Bearer [token]'],
    ['eyJhbGciOi.eyJzdWIiOiIx.c2lnbmF0dXJl', '[token]'],
    ['+994 (50) 123-45-67, 050 123 45 67, 994501234567', '[phone], [phone], [phone]'],
    ['FIN 5XK2M1A given', 'FIN [fin] given'],
    ['card 4111 1111 1111 1111 and 4111111111111112', 'card [card] and 4111111111111112'],
    ['postgres://user:pw@db/x', 'postgres://user:***@db/x'],
    ['{"api_key":"a b","n":1}', '{"api_key":***,"n":1}'],
    ['?password=x&page=2', '?password=***&page=2'],
    ['order 1234567 of 2026-01-01 10:00', 'order 1234567 of 2026-01-01 10:00'],
    ['SQLSTATE HY000', 'SQLSTATE HY000'],
  ])('of %s gives %s', (text, scrubbed) => {
    expect(scrubText(text)).toBe(scrubbed);
  });

  it('masks by name at any depth, and what is nested beyond reason as a whole', () => {
    expect(scrubJson({ a: [{ fin: 'x', secret_key: { deep: 1 }, 'x@y.az': 1 }] })).toEqual({
      a: [{ fin: '***', secret_key: '***', '[email]': 1 }],
    });
    let deep: unknown = 'password=x';
    for (let level = 0; level < 100; level += 1) deep = [deep];
    expect(JSON.stringify(scrubJson(deep))).not.toContain('=x');
  });

  it.each([
    'eyJ',
    'a',
    '@',
    'a@',
    'a.',
    '1 ',
    '+1',
    '0',
    '"',
    "'a",
    'pass',
    'pass=',
    'bearer ',
    '://',
    '://a:',
    '/a',
    '/',
    ':',
    '-',
    'A1',
    ' ',
    '<',
    'x@y.',
  ])('and normalising a text of nothing but %j takes linear time', (part) => {
    const started = performance.now();
    normaliseMessage(part.repeat(10_000));
    scrubText(part.repeat(Math.ceil(100_000 / part.length)));
    projectFrames({ file_path: part.repeat(1_000), stack_trace: part.repeat(50_000) });
    expect(performance.now() - started).toBeLessThan(1_500);
  });
});
