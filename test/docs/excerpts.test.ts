import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const guides = (await readdir(join(root, 'docs'))).filter((name) => name.endsWith('.md'));

const excerpts = await Promise.all(
  guides.map(async (guide) => {
    const text = await readFile(join(root, 'docs', guide), 'utf8');
    return [...text.matchAll(/^```ts (\S+)\n([\s\S]*?)^```$/gm)].map(([, file = '', code = '']) => ({ guide, file, code }));
  }),
);

describe('the excerpts in the guides', () => {
  it('are found', () => {
    expect(excerpts.flat().length).toBeGreaterThan(3);
  });

  it.each(excerpts.flat())('$guide shows $file unchanged', async ({ file, code }) => {
    expect(await readFile(join(root, file), 'utf8')).toContain(code);
  });
});
