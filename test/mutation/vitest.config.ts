import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = (room: string): string => `${root}src/${room}index.ts`;

/**
 * The tests of the rooms that are mutated, and those that look at them from outside; none of them needs a server. What
 * runs on loading, as the tables and the decoders do, is tried against all of them in this order: the first to fail
 * ends it, so those come first that are quick and see much.
 */
const folders = [
  'mutation',
  'message-snapshots',
  'rules',
  'partners',
  'customers',
  'invitation',
  'repository',
  'model',
  'hostile-input',
  'service',
  'races',
];

/** Tables of many emails, each judged in a moment: most changes of what reads them are noticed here. */
const first = [
  ...['hidden-links', 'clicks-elsewhere', 'conditional-comments', 'style-sheets', 'where-it-cannot-judge', 'samples'],
  ...['elements-and-attributes', 'look-alikes'],
  ...['styles', 'colours-and-sizes', 'tags-and-attributes', 'names-of-characters'],
];

class InThisOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification): number => {
      if (first.some((name) => moduleId.endsWith(`/${name}.test.ts`))) return -1;
      const at = folders.findIndex((folder) => moduleId.includes(`/test/${folder}/`));
      return at === -1 ? folders.length : at;
    };
    return files.toSorted((one, other) => rank(one) - rank(other) || (one.moduleId < other.moduleId ? -1 : 1));
  }
}

/** For Stryker, which counts what each test runs within the modules of Vite. */
export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^partner-relationships$/, replacement: entry('') },
      { find: /^partner-relationships\/(.+)$/, replacement: entry('$1/') },
    ],
  },
  test: {
    include: [...folders.map((folder) => `test/${folder}/**/*.test.ts`), 'test/conformance/memory-repository.test.ts'],
    // The code that Stryker runs does more than what is published, so to count its work says nothing about it.
    exclude: ['test/invitation/check-invitation-growth.test.ts'],
    setupFiles: ['test/mutation/setup.ts'],
    sequence: { sequencer: InThisOrder },
    // As in test/vitest.config.ts. Each run of Stryker begins with a new thread, so what a mutant did is gone with it.
    isolate: false,
    testTimeout: 120_000,
  },
});
