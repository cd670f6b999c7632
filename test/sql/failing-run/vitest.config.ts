import { defineConfig } from 'vitest/config';

/** A run of two tests, one of which fails, beside the server that the tests of storage have. */
export default defineConfig({
  root: import.meta.dirname,
  test: { include: ['failing-run.ts'], globalSetup: ['../postgres-server.ts'], reporters: ['json'] },
});
