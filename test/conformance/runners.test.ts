import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** In milliseconds. Less than the time limit of a check, so that a timer which is left running is noticed. */
const LIMIT = 45_000;

interface Run {
  readonly code: number;
  readonly output: string;
}

function run(script: readonly string[], subject: 'sound' | 'broken'): Promise<Run> {
  const env = {
    ...process.env,
    TSX_TSCONFIG_PATH: join(root, 'test/tsconfig.json'),
    CONFORMANCE_SUBJECT: subject,
  };
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', ...script],
      { cwd: root, env, timeout: LIMIT },
      (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` });
      },
    );
  });
}

const runners = [
  ['node:test', ['test/conformance/runners/node-test.ts'], 'not ok'],
  ['Mocha', ['node_modules/mocha/bin/mocha.js', 'test/conformance/runners/mocha.ts'], 'failing'],
] as const;

describe.each(runners)('the conformance kit under %s', (_, script, failing) => {
  it('passes for the repository in memory', async () => {
    const { code, output } = await run(script, 'sound');
    expect(output).toContain('1 exactly one of simultaneous commits succeeds: one at a stale revision of a partner');
    expect(output).not.toContain(failing);
    expect(code).toBe(0);
  });

  it('fails for a repository in which the last write wins, and says which promise is broken', async () => {
    const { code, output } = await run(script, 'broken');
    expect(output).toContain(failing);
    expect(output).toContain('MUST 1 of the storage contract');
    expect(code).toBe(1);
  });
});
