import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');

const blocks = async (language: string): Promise<readonly string[]> => {
  const readme = await readFile(join(root, 'README.md'), 'utf8');
  return [...readme.matchAll(/```(\w+)\n([\s\S]*?)```/g)].filter(([, name]) => name === language).map(([, , code]) => code ?? '');
};

describe('the README', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(import.meta.dirname, 'readme-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('shows a first example of fewer than 25 lines', async () => {
    const [example = ''] = await blocks('ts');
    const lines = example.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThan(25);
  });

  it('shows a first example that prints exactly what the README says', async () => {
    const [example = ''] = await blocks('ts');
    const [output = ''] = await blocks('text');
    const file = join(folder, 'example.ts');
    await writeFile(file, example);
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--import', 'tsx', file],
      { cwd: root, env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'test/tsconfig.json') } },
    );
    expect(output).not.toBe('');
    expect(stdout).toBe(output);
  });
});
