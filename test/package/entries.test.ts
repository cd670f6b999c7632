import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { entries, manifest, root } from './manifest';

const names = entries.map(({ name }) => name);
const guides = readdirSync(join(root, 'docs')).filter((name) => name.endsWith('.md'));
const documents = ['README.md', 'CHANGELOG.md', ...guides.map((name) => `docs/${name}`)];

const textOf = (document: string): string => readFileSync(join(root, document), 'utf8');

describe('the entries of the package', () => {
  it('are exactly those in the table of the README', () => {
    const [, table = ''] = /^## The parts\n([\s\S]*?)^## /m.exec(textOf('README.md')) ?? [];
    const rows = [...table.matchAll(/^\| `([^`]+)` \|/gm)].map(([, name]) => name);
    expect(rows.sort()).toEqual([...names].sort());
  });

  it.each(documents)('are the only ones that %s mentions', (document) => {
    const spokenOf = textOf(document).match(new RegExp(`(?<![\\w/.-])${manifest.name}/[a-z.-]*[a-z]`, 'g')) ?? [];
    expect(spokenOf.filter((name) => !names.includes(name))).toEqual([]);
  });
});
