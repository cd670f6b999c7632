import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';
import { configDefaults, defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { isWholeCheck } from './fixtures/whole-check';

const root = fileURLToPath(new URL('..', import.meta.url));

// The sources run as modules of Node itself, which tsx makes of them: half the time that they take as modules of Vite,
// where each use of an imported name is a call. Its `paths` let tests import what users import, from the sources.
const tsconfig = `${root}test/tsconfig.json`;
register({ tsconfig });
process.env['TSX_TSCONFIG_PATH'] = tsconfig;

/**
 * Files that come first. The demo measures texts by the million, which takes ten times as long in a process whose memory
 * is full of what other files have left there. The others are the longest, so that no process is left with one at the end.
 */
const first = [
  'test/demo/story',
  'test/demo/table',
  'test/demo/demo',
  'test/model-check/model-check',
  'test/sql/conformance',
  'test/conformance/broken-repositories',
  'test/sql/settings',
];

class TheseFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      const at = first.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
      return at === -1 ? first.length : at;
    };
    const sorted = await super.sort(files);
    return sorted.toSorted((one, other) => rank(one) - rank(other));
  }
}

export default defineConfig({
  root,
  test: {
    include: ['test/**/*.test.ts', 'docs/examples/**/*.test.ts'],
    // These have commands of their own: they take minutes, or need other servers, Chromium, another Kysely, or what
    // npm run build or npm run docs makes.
    exclude: [
      ...configDefaults.exclude,
      ...['test/fault-injection/**', 'test/cluster/**', 'test/package/built/**', 'test/docs/built/**'],
      ...['test/kysely-next/**', 'test/portal/browser/**'],
      // Each of its commits waits for the disk three times: it is part of the whole check.
      ...(isWholeCheck ? [] : ['docs/examples/file-repository/conformance.test.ts']),
    ],
    setupFiles: ['test/setup.ts'],
    globalSetup: ['test/sql/postgres-server.ts'],
    experimental: { viteModuleRunner: false, nodeLoader: false },
    sequence: { sequencer: TheseFirst },
    pool: 'forks',
    // Room for what is young, as most of what tests make dies at once: a fifth less time.
    execArgv: ['--import', 'tsx', '--max-semi-space-size=64'],
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
