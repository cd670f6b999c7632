import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  resolve: {
    // The same names as `paths` in test/tsconfig.json: tests import what users import, from the sources.
    alias: [
      { find: /^partner-relationships$/, replacement: `${root}src/index.ts` },
      { find: /^partner-relationships\/([a-z-]+)$/, replacement: `${root}src/$1/index.ts` },
    ],
  },
  test: {
    include: ['test/**/*.test.ts', 'docs/examples/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    globalSetup: ['test/sql/postgres-server.ts'],
    pool: 'threads',
    // By default one core is left idle, which of two is half.
    maxWorkers: '100%',
    testTimeout: 120_000,
  },
});
