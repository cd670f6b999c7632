import { defineConfig } from 'vitest/config';
import config from '../vitest.apart.config';

/** A cluster takes the whole machine, so one file runs after the other. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    include: ['test/cluster/*.test.ts'],
    fileParallelism: false,
    // No server that hangs, and no process that waits for it, lasts longer than this.
    testTimeout: 420_000,
    hookTimeout: 180_000,
    reporters: ['default', './test/cluster/table-reporter.ts'],
  },
});
