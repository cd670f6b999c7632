import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Runs the tests of a folder under Vitest, in a process of its own, and gives its exit code and its report. */
const runOf = (folder: string): Promise<{ readonly code: number | null; readonly output: string }> =>
  new Promise((resolve) => {
    const vitest = join(root, 'node_modules/vitest/vitest.mjs');
    const config = join(import.meta.dirname, folder, 'vitest.config.ts');
    const child = execFile(process.execPath, [vitest, 'run', '--config', config], (_, stdout) => {
      resolve({ code: child.exitCode, output: stdout });
    });
  });

it('a run with a failing test beside the PostgreSQL server exits with code 1', async () => {
  const { code, output } = await runOf('failing-run');
  expect(JSON.parse(output)).toMatchObject({ numPassedTests: 1, numFailedTests: 1 });
  expect(code).toBe(1);
});
