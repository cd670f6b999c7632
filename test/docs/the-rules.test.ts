import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { rules } from 'partner-relationships/catalog';
import { describe, expect, it } from 'vitest';

const guide = await readFile(join(import.meta.dirname, '../../docs/the-rules.md'), 'utf8');

describe('the guide to the rules', () => {
  it.each(Object.keys(rules))('tells %s', (name) => {
    expect(guide).toContain(`\`${name}\``);
  });

  it('names only rules that exist', () => {
    const named = [...guide.matchAll(/\(`([a-z-]+)`\)/g)].map(([, name]) => name);
    expect(named.filter((name) => name === undefined || !(name in rules))).toEqual([]);
  });
});
