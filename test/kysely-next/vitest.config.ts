import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import config from '../vitest.config';

// Its `paths` lead the sources, the tests and the examples to the other version of Kysely.
process.env['TSX_TSCONFIG_PATH'] = fileURLToPath(new URL('tsconfig.json', import.meta.url));

/** What goes through Kysely, with the newest version that is supported; all other runs have the oldest. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    include: [
      ...['test/kysely-next/*.test.ts', 'test/sql/*.test.ts', 'test/bench/storage/*.test.ts'],
      ...['test/docs/code-blocks.test.ts', 'test/docs/enqueue.test.ts', 'test/fault-injection/notifications.test.ts'],
    ],
    exclude: configDefaults.exclude,
  },
});
