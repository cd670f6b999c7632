import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const readme = await readFile(join(import.meta.dirname, '../../README.md'), 'utf8');

describe('the README', () => {
  it('shows a first example of fewer than 25 lines', () => {
    const [, example = ''] = /```ts\n([\s\S]*?)```/.exec(readme) ?? [];
    const lines = example.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThan(25);
  });

  it('gives a newcomer two commands whose scripts exist', async () => {
    const { scripts } = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    expect(readme).toContain('npm ci && npm run demo');
    expect(readme).toContain('npm ci && npm test');
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(['demo', 'test']));
  });
});
