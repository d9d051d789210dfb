import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ApolloServerErrorCode } from '@apollo/server/errors';
import { buildSchema, isEnumType, Kind, parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { permissions, reachOf } from './auth/policy.ts';
import { loadConfig } from './config.ts';
import { errorCodes } from './errors.ts';

const root = join(import.meta.dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const filesBelow = (folder: string, pattern: RegExp) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => pattern.test(name))
    .map((name) => `${folder}/${name}`);

const pages = ['README.md', 'CONTRIBUTING.md', ...filesBelow('docs', /\.md$/)];

/** The body of the first table whose head begins with `column`, as text without backticks. */
function table(path: string, column: string): string[][] {
  const lines = read(path).split('\n');
  const head = lines.findIndex((line) => line.startsWith('|') && cells(line)[0] === column);
  expect(head, `${path} has a table that begins with ${column}`).toBeGreaterThan(-1);
  const end = lines.findIndex((line, index) => index > head && !line.startsWith('|'));
  return [lines[head] ?? '', ...lines.slice(head + 2, end)].map(cells);
}

const cells = (line: string) =>
  line
    .split(/(?<!\\)\|/)
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll('`', ''));

const firstColumn = ([, ...rows]: string[][]) => rows.map(([cell]) => cell);

/** GitHub's anchors: lower case, without punctuation, hyphens for spaces. */
const anchors = (page: string) =>
  [...read(page).matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );

describe('the catalogue of errors', () => {
  test('has the codes of top-level errors, ours and Apollo’s', () => {
    const codes = new Set([...Object.keys(errorCodes), ...Object.values(ApolloServerErrorCode)]);
    expect(firstColumn(table('docs/errors.md', 'extensions.code')).toSorted()).toEqual([...codes].toSorted());
  });

  test('has the codes of user errors', () => {
    const type = buildSchema(read('schema.graphql')).getType('UserErrorCode');
    const codes = isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
    expect(firstColumn(table('docs/errors.md', 'UserError.code')).toSorted()).toEqual(codes.toSorted());
  });
});

test('the permission matrix is the one in code', () => {
  const [head = [], ...rows] = table('docs/security.md', 'Permission');
  const roles = head.slice(1);
  expect(roles).toEqual(['superadmin', 'regionadmin', 'regionoperator', 'sektoradmin', 'schooladmin', 'everyone else']);
  expect(rows).toEqual(permissions.map((name) => [name, ...roles.map((role) => reachOf(role, name) ?? '–')]));
});

describe('settings', () => {
  const source = read('src/config.ts');
  const names = [...new Set([...source.matchAll(/^ {4}([A-Z][A-Z_]+):/gm)].map(([, name]) => name))];

  test('are the same in .env.example and docs/operations.md as in code', () => {
    expect(names.length).toBeGreaterThan(10);
    const example = [...read('.env.example').matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name);
    expect(example.toSorted()).toEqual(names.toSorted());
    expect(firstColumn(table('docs/operations.md', 'Variable')).toSorted()).toEqual(names.toSorted());
  });

  test('have the defaults that docs/operations.md gives', () => {
    const defaults = loadConfig({});
    const property = (name: string) =>
      name.toLowerCase().replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()) as keyof typeof defaults;
    const shown = (value: unknown) => (typeof value === 'boolean' ? (value ? 'on' : 'off') : String(value));
    const documented = table('docs/operations.md', 'Variable')
      .slice(1)
      .filter(([name = '', value]) => property(name) in defaults && !value?.includes(' ') && value !== 'DATABASE_URL');
    expect(documented.length).toBeGreaterThan(8);
    expect(documented.map(([name, value]) => `${name ?? ''} ${value ?? ''}`)).toEqual(
      documented.map(([name = '']) => `${name} ${shown(defaults[property(name)] ?? '–')}`),
    );
  });
});

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('has GraphQL that the schema accepts', () => {
    const schema = buildSchema(read('schema.graphql'));
    for (const [, block = ''] of text.matchAll(/^```graphql\n(.*?)^```/gms)) {
      const document = parse(block);
      const executable = document.definitions.every(({ kind }) => kind === Kind.OPERATION_DEFINITION);
      if (executable) expect(validate(schema, document), block).toEqual([]);
    }
  });

  test('has links that lead somewhere', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    const broken = links
      .filter((target) => !/^https?:/.test(target))
      .filter((target) => {
        const [file = '', anchor] = target.split('#');
        const path = file === '' ? page : join(dirname(page), file);
        return !existsSync(join(root, path)) || (anchor !== undefined && !anchors(path).includes(anchor));
      });
    expect(broken).toEqual([]);
  });

  test('names only files, folders and scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [...text.matchAll(/`((?:src|db|docs|schema|docker|bench)\/[\w./-]*\w)`/g)].map(
      ([, path = '']) => path,
    );
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const run = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map(([, script = '']) => script);
    expect(run.filter((script) => !(script in scripts))).toEqual([]);
  });
});

test('what code, schema and migrations say of docs leads somewhere', () => {
  const sources = ['src', 'db', 'schema', 'bench']
    .flatMap((folder) => filesBelow(folder, /\.(ts|js|sql|graphql)$/))
    .filter((path) => !path.includes('node_modules') && statSync(join(root, path)).isFile());
  const broken = sources.flatMap((path) =>
    [...read(path).matchAll(/\bdocs\/[\w/-]+\.md/g)]
      .map(([target]) => target)
      .filter((target) => !existsSync(join(root, target)))
      .map((target) => `${path}: ${target}`),
  );
  expect(broken).toEqual([]);
});
