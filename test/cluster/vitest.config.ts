import { defineConfig } from 'vitest/config';
import config from '../vitest.apart.config';

/** The files run at the same time: under load, most of the time nothing but time passes. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    include: ['test/cluster/*.test.ts'],
    // No server that hangs, and no process that waits for it, lasts longer than this.
    testTimeout: 420_000,
    hookTimeout: 180_000,
    reporters: ['default', './test/cluster/table-reporter.ts'],
  },
});
