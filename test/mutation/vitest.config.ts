import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('../..', import.meta.url));
const entry = (room: string): string => `${root}src/${room}index.ts`;

/**
 * For Stryker, which counts what each test runs within the modules of Vite: the tests of the rooms that are mutated,
 * and of those that look at them from outside. None of these needs a server.
 */
export default defineConfig({
  root,
  resolve: {
    alias: [
      { find: /^partner-relationships$/, replacement: entry('') },
      { find: /^partner-relationships\/(.+)$/, replacement: entry('$1/') },
    ],
  },
  test: {
    include: [
      'test/{model,rules,invitation,relationships,repository,service,races,totality}/**/*.test.ts',
      'test/conformance/memory-repository.test.ts',
    ],
    setupFiles: ['test/mutation/setup.ts'],
    // As in test/vitest.config.ts. Each run of Stryker begins with a new thread, so what a mutant did is gone with it.
    isolate: false,
    testTimeout: 120_000,
  },
});
