import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { operations } from 'partner-relationships';
import { rules } from 'partner-relationships/catalog';
import { partnerCenter21Vianet, partnerCenterGdap, ROLE_IDS } from 'partner-relationships/roles';
import { describe, expect, it } from 'vitest';
import { enforcementIn } from '../../docs/site/enforcement';
import { generatedPages } from '../../docs/site/pages/generated-pages';
import { libraryProgram } from '../../docs/site/program';

const generated = await generatedPages(enforcementIn(libraryProgram()));
const pages = new Map(Object.values(generated).flatMap((group) => group.map((page) => [page.name, page] as const)));
const root = join(import.meta.dirname, '../..');
const standsFor = [...pages.values()].flatMap((page) => page.standsFor ?? []);
const literally = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
const markdownOf = (name: string): string => pages.get(name)?.markdown ?? '';

describe('the pages made from the code', () => {
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

  it('have one list of all sources, each with its title, its date and the rules that cite it', () => {
    const [, list = ''] = markdownOf('rule-catalog').split('## Sources');
    for (const { name, sources } of Object.values(rules)) {
      for (const { title, date } of sources)
        expect(list).toMatch(new RegExp(`^- ${literally(`**${title}**, ${date ?? 'undated'}: `)}.*\`${name}\``, 'm'));
    }
    const rows = list.split('\n').filter((line) => line.startsWith('- '));
    expect(new Set(rows).size).toBe(rows.length);
  });

  it('say each mark of the decision table to a screen reader', () => {
    const [, table = ''] = markdownOf('decision-table').split('</div>')[0]?.split('tabindex="0">') ?? [];
    const marks = [...table.matchAll(/<span class="spoken">([^<]+)<\/span>/g)].map(([, said]) => said);
    expect(marks).toHaveLength(Object.keys(operations).length * 6);
    expect(new Set(marks).size).toBe(7);
  });

  it('have a row for each role of the catalog, with what it covers', () => {
    const rows = markdownOf('profiles').split('\n');
    const { roles } = partnerCenterGdap;
    expect(Object.keys(roles ?? {}).sort()).toEqual(Object.values(ROLE_IDS).sort());
    for (const [id, { name, covers, neverExtends }] of Object.entries(roles ?? {})) {
      const row = rows.find((line) => line.startsWith(`| ${name} | \`${id}\` |`)) ?? '';
      const [, , covered = '', extending = ''] = row.split(' | ');
      const told = covers.flatMap(({ operation, services }) => [operation, ...(services === 'all' ? [] : services)]);
      expect([...covered.matchAll(/`([a-z-]+)`/g)].map(([, word]) => word).sort(), name).toEqual([...new Set(told)].sort());
      expect(extending, name).toBe(neverExtends ? 'never |' : 'yes |');
    }
  });

  it('have the operations that each agent role permits, in one table for profiles that agree', () => {
    const [, ...tables] = markdownOf('profiles').split('| operation | ');
    expect(tables).toHaveLength(1);
    const [head = '', , ...rows] = tables[0]?.split('\n') ?? [];
    const names = [...head.matchAll(/`([a-z-]+)`/g)].map(([, name]) => name);
    const permitted = names.map((name, at) => [
      name,
      rows.filter((row) => row.split(' | ')[at + 1]?.startsWith('yes')).map((row) => /`([a-z-]+)`/.exec(row)?.[1]),
    ]);
    const sorted = Object.entries(partnerCenterGdap.agentRoles).map(([name, all]) => [name, [...all].sort()]);
    expect(permitted.map(([name, all]) => [name, [...(all ?? [])].sort()])).toEqual(sorted);
    expect(partnerCenter21Vianet.agentRoles).toEqual(partnerCenterGdap.agentRoles);
  });

  it('stand for existing files and folders, and for all of the code that the README links', async () => {
    expect(standsFor.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const readme = await readFile(join(root, 'README.md'), 'utf8');
    const linked = [...readme.matchAll(/\]\((src\/[^)]+)\)/g)].map(([, path]) => path);
    expect(linked.length).toBeGreaterThan(0);
    expect(standsFor).toEqual(expect.arrayContaining(linked));
  });
});
