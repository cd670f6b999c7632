import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { operations, rules } from 'partner-relationships';
import { describe, expect, it } from 'vitest';
import { generatedPages } from '../../docs/site/pages/generated-pages';

const pages = new Map((await generatedPages()).map((page) => [page.name, page]));
const root = join(import.meta.dirname, '../..');
const standsFor = [...pages.values()].flatMap((page) => page.standsFor ?? []);
const markdownOf = (name: string): string => pages.get(name)?.markdown ?? '';

describe('the pages that are made from the code', () => {
  it.each(Object.values(rules))(
    'have one for $name, with all that the catalog says',
    ({ name, statement, sources, decided }) => {
      const page = markdownOf(`rule-${name}`);
      expect(page).toContain(statement);
      for (const { title, date } of sources) expect(page).toContain(`${title}, ${date ?? 'undated'}`);
      if (decided !== null) expect(page).toContain(decided);
      expect(page).toMatch(/## Allowed[\s\S]+```ts[\s\S]+```json[\s\S]+## Refused[\s\S]+```ts[\s\S]+```json/);
    },
  );

  it('show the errors that carry a rule', () => {
    const page = markdownOf('rule-one-transacting-partner-per-service');
    expect(page).toContain('- `acceptRequest` refuses with `ServiceHeld` (`service-held`)');
    expect(page).toContain('- `parseCustomerRelationships` upholds it');
    expect(page).toMatch(/"code": "service-held"/);
  });

  it.each(Object.values(operations))('have a row of the decision table for $operation', ({ operation, needs }) => {
    const row =
      markdownOf('decision-table')
        .split('\n')
        .find((line) => line.startsWith(`| \`${operation}\``)) ?? '';
    expect([...row.matchAll(/rule-([a-z-]+)\.md/g)].map(([, rule]) => rule).sort()).toEqual(
      needs.map(({ rule }) => rule).sort(),
    );
  });

  it('have a drawing for each of three subjects, in the colour of the text and without anything from elsewhere', () => {
    const drawings = [...markdownOf('states').matchAll(/<svg[\s\S]*?<\/svg>/g)].map(([drawing]) => drawing);
    expect(drawings).toHaveLength(3);
    for (const drawing of drawings) {
      expect(drawing).toContain('stroke="currentColor"');
      expect(drawing).not.toMatch(/black|href|url\(|\n/);
    }
  });

  it('stand for files and folders that are there, and for all of the code that the README links', async () => {
    expect(standsFor.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const linked = [...readme.matchAll(/\]\((src\/[^)]+)\)/g)].map(([, path]) => path);
    expect(linked.length).toBeGreaterThan(0);
    expect(standsFor).toEqual(expect.arrayContaining(linked));
  });
});
