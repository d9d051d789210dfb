import { defineConfig } from 'vitest/config';

export default defineConfig({
  // As Node resolves it: a second copy of graphql (its `module` build) would refuse the first one's types.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['src/**/*.test.ts', 'db/**/*.test.ts'],
    globalSetup: 'src/testing/global-setup.ts',
    // Processes, as in service: a test that ends or blocks its process harms no other.
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What a test waits for may take long on a busy machine.
    expect: { poll: { timeout: 20_000, interval: 20 } },
    retry: 0,
  },
});
