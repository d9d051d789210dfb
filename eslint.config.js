import js from '@eslint/js';
import tseslint from 'typescript-eslint';

/**
 * Forbids imports that would make data flow backwards; see "Layers" in CONTRIBUTING.md. Where two of these match a
 * file, the later one counts alone, so that it repeats what still holds.
 */
const layer = (files, except, forbidden) => ({
  files,
  ignores: ['**/*.test.ts', 'src/**/testing/**', ...except],
  rules: {
    'no-restricted-imports': ['error', { patterns: forbidden.map(([regex, message]) => ({ regex, message })) }],
  },
});

export default tseslint.config(
  { ignores: ['node_modules', '.data', 'coverage', 'src/graphql/types.ts'] },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/config.ts', '**/*.test.ts', 'src/testing/**'],
    rules: {
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only src/config.ts reads the environment.' },
      ],
    },
  },
  {
    files: ['src/**/*.ts'],
    ignores: ['src/db/transaction.ts', '**/*.test.ts', 'src/testing/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          // A run of a job has one of its own, which does so under the run's lease.
          selector: 'CallExpression[callee.property.name="transaction"][callee.object.name!="run"]',
          message: 'Only inTransaction() begins transactions: it runs them again after a deadlock.',
        },
      ],
    },
  },
  layer(
    ['src/**/*.ts'],
    ['src/**/*.repository.ts', 'src/db/**', 'src/testing/**'],
    [['^kysely$', 'Only repositories and src/db build queries.']],
  ),
  layer(
    ['src/**/*.repository.ts'],
    [],
    [
      ['\\.(service|resolvers)\\.ts$', 'Repositories know the database only, not rules or fields.'],
      ['/graphql/|/transports/|/server\\.ts$', 'Repositories know the database only, not GraphQL or HTTP.'],
    ],
  ),
  layer(
    ['src/domains/**/*.service.ts'],
    [],
    [
      ['^kysely$', 'Only repositories and src/db build queries.'],
      ['\\.resolvers\\.ts$|/transports/|/server\\.ts$|^fastify$|^@apollo', 'Services hold rules, whoever calls them.'],
    ],
  ),
  layer(
    ['src/jobs/**/*.ts', 'src/domains/**/*.job.ts'],
    ['src/jobs/*.repository.ts'],
    [
      ['^kysely$', 'Only repositories and src/db build queries.'],
      [
        '\\.resolvers\\.ts$|/graphql/|/transports/|/server\\.ts$',
        'Jobs run without requests and know no GraphQL or HTTP.',
      ],
    ],
  ),
  layer(
    ['src/db/**/*.ts'],
    [],
    [['/(domains|graphql|auth|feed|transports)/|/(server|service)\\.ts$', 'src/db is the lowest layer.']],
  ),
  layer(
    ['src/feed/**/*.ts'],
    ['src/feed/*.repository.ts'],
    [
      ['^kysely$', 'Only repositories and src/db build queries.'],
      ['/(domains|graphql|transports)/|/server\\.ts$', 'The feed carries rows of any topic and knows none.'],
    ],
  ),
  {
    files: ['**/*.test.ts', 'src/testing/**', 'bench/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Answers are read as `any`: a test knows what it asked for.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
  {
    // Browser code: its own tsconfig knows the globals.
    files: ['src/playground/client/*.js'],
    rules: { 'no-undef': 'off' },
  },
  {
    files: ['src/preload.js'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
);
