import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

interface Run {
  readonly code: number;
  readonly output: string;
}

function run(script: readonly string[], subject: 'sound' | 'broken'): Promise<Run> {
  const env = { ...process.env, CONFORMANCE_SUBJECT: subject };
  return new Promise((resolve) => {
    execFile(process.execPath, script, { cwd: folder, env }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : 1, output: `${stdout}${stderr}` });
    });
  });
}

/** Compiles the scripts for all runners once, each into one file, as a process that compiles itself starts late. */
async function compiled(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-runners-'));
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  await build({
    entryPoints: ['node-test', 'mocha'].map((name) => join(import.meta.dirname, `runners/${name}.ts`)),
    outdir: folder,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    external: ['mocha'],
    tsconfig: join(root, 'test/tsconfig.json'),
  });
  return folder;
}

const runners = [
  ['node:test', ['node-test.mjs'], 'not ok'],
  ['Mocha', ['node_modules/mocha/bin/mocha.js', 'mocha.mjs'], 'failing'],
] as const;

let folder: string;

beforeAll(async () => {
  folder = await compiled();
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(runners)('the conformance kit under %s', (_, script, failing) => {
  it('passes for the repository in memory', async () => {
    const { code, output } = await run(script, 'sound');
    expect(output).toContain('1 exactly one of simultaneous commits succeeds: one at a stale revision of a partner');
    expect(output).not.toContain(failing);
    expect(output).toContain('0 timers left running');
    expect(code).toBe(0);
  });

  it('fails for a repository in which the last write wins, and says which promise is broken', async () => {
    const { code, output } = await run(script, 'broken');
    expect(output).toContain(failing);
    expect(output).toContain('MUST 1 of the storage contract');
    expect(code).toBe(1);
  });
});
