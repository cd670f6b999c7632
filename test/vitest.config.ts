import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';
import { configDefaults, defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

// The sources run as modules of Node itself, which tsx makes of them: half the time that they take as modules of Vite,
// where each use of an imported name is a call. Its `paths` let tests import what users import, from the sources.
const tsconfig = `${root}test/tsconfig.json`;
register({ tsconfig });
process.env['TSX_TSCONFIG_PATH'] = tsconfig;

export default defineConfig({
  root,
  test: {
    include: ['test/**/*.test.ts', 'docs/examples/**/*.test.ts'],
    // These have commands of their own: they take minutes, or need what npm run build or npm run docs makes.
    exclude: [...configDefaults.exclude, 'test/fault-injection/**', 'test/package/built/**', 'test/docs/built/**'],
    setupFiles: ['test/setup.ts'],
    globalSetup: ['test/sql/postgres-server.ts'],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    pool: 'forks',
    execArgv: ['--import', 'tsx'],
    // One process for many files: nothing in them is changed for another one to see.
    isolate: false,
    // By default one core is left idle, which of two is half.
    maxWorkers: '100%',
    // No test takes a tenth of that, however busy the machine is: it ends what would never end.
    testTimeout: 900_000,
    hookTimeout: 900_000,
    teardownTimeout: 120_000,
  },
});
