import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rules } from 'partner-relationships/catalog';
import { describe, expect, it } from 'vitest';
import { searchIn } from './search';

const site = join(import.meta.dirname, '../../../docs/api');
const files = readdirSync(site, { recursive: true, encoding: 'utf8' });
const pages = files.filter((path) => path.endsWith('.html'));
const read = (path: string): string => readFileSync(join(site, path), 'utf8');
const contentOf = (path: string): string => /<div class="col-content">([\s\S]*)<div class="col-sidebar">/.exec(read(path))?.[1] ?? '';

const find = await searchIn(site);
const guide = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8');
const codes = [...guide.matchAll(/^\| (`[a-z-]+`(?:, `[a-z-]+`)*) \| `[a-z-]+` \|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([a-z-]+)`/g)].map(([, code = '']) => code),
);

describe('the search', () => {
  it.each([...codes, ...Object.keys(rules)])('leads from %s to its page', (name) => {
    expect(find(name)[0]).toBe(`documents/${name}.html`);
  });

  it.each([
    ['HTTP status', 'variables/partner-relationships.httpStatuses.html'],
    ['audit', 'documents/Modelling_your_portal.html'],
    ['rename', 'methods/partner-relationships.RelationshipService.renamePartner.html'],
    ['importing', 'documents/Importing_customers.html'],
    ['NestJS', 'documents/Beside_what_you_have.html'],
    ['my people', 'documents/Which_of_my_people_may.html'],
    ['Microsoft Graph', 'documents/Rights_with_a_term.html'],
    ['approveRoleOffer', 'methods/partner-relationships_roles.RoleService.approveRoleOffer.html'],
    ['acceptRequest', 'methods/partner-relationships.RelationshipService.acceptRequest.html'],
  ])('leads from %s to %s', (query, page) => {
    expect(find(query)[0]).toBe(page);
  });

  it.each([...'abcdefghijklmnopqrstuvwxyz0123456789'])('answers for all words with a %s in them', (character) => {
    expect(find(character)).not.toEqual([]);
  });
});

describe('the pages in Markdown', () => {
  const documents = pages.filter((path) => path.startsWith('documents/'));
  const list = read('llms.txt');

  it('stand beside those in HTML, which name them', () => {
    expect(documents.length).toBeGreaterThan(50);
    for (const path of documents) {
      const markdown = path.replace(/\.html$/, '.md');
      expect(read(markdown)).toMatch(/^# \S.*\n/);
      expect(read(path)).toContain(`<link rel="alternate" type="text/markdown" href="${markdown.replace('documents/', '')}"/>`);
    }
  });

  it('are listed in llms.txt, each once and with its first paragraph, the guides first', () => {
    expect(list).toMatch(/^# partner-relationships\n\n> \S.*\n\n## Guides\n\n- \[Getting started\]/);
    const listed = [...list.matchAll(/^- \[[^\]]+\]\(([^)]+)\): \S/gm)].map(([, path]) => path);
    expect(listed.sort()).toEqual(documents.map((path) => path.replace(/\.html$/, '.md')).sort());
  });

  it('link to files of the site only', () => {
    const links = documents.flatMap((path) => {
      const text = read(path.replace(/\.html$/, '.md')).replace(/^(`{3,})[\s\S]*?^\1$/gm, '').replace(/`[^`]*`/g, '');
      return [...text.matchAll(/\]\((?!https?:|#)([^)\s#]+)/g)].map(([, link = '']) => join(path, '..', decodeURI(link)));
    });
    expect(links.length).toBeGreaterThan(100);
    expect(links.filter((path) => !existsSync(join(site, path)))).toEqual([]);
  });
});

describe('the pages', () => {
  it('have descriptions of their own', () => {
    const descriptions = pages.map((path) => /<meta name="description" content="([^"]*)"/.exec(read(path))?.[1] ?? '');
    expect(descriptions.filter((text) => text.length < 20)).toEqual([]);
    // The front page has the same description as the list of all modules.
    expect(new Set(descriptions).size).toBe(pages.length - 1);
  });

  it('load only existing files of the site', () => {
    for (const path of pages) {
      for (const [, address = ''] of read(path).matchAll(/<(?:script|link|img)\b[^>]* (?:src|href)="([^"]*)"/g))
        expect(`${path}: ${address}`).toSatisfy(() => existsSync(join(site, path, '..', address.replace(/\?.*/, ''))));
    }
  });

  it('link only to pages and places that exist', () => {
    const idsIn = (path: string) => [...read(path).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    const places = new Map(pages.map((path) => [path, new Set(idsIn(path))]));
    const leadsNowhere = (path: string, link: string): boolean => {
      const [address = '', place = ''] = link.split('#');
      const target = address === '' ? path : join(path, '..', decodeURI(address));
      if (!existsSync(join(site, target))) return true;
      return place !== '' && places.get(target)?.has(decodeURIComponent(place)) === false;
    };
    const dead = pages.flatMap((path) =>
      [...read(path).matchAll(/<a\b[^>]* href="([^"]*)"/g)]
        .map(([, link = '']) => link)
        .filter((link) => !/^(?:[a-z]+:|#?$)/.test(link) && leadsNowhere(path, link))
        .map((link) => `${path}: ${link}`),
    );
    expect(dead).toEqual([]);
  });

  it('replace every Markdown file that they link', () => {
    const markdown = files.filter((path) => path.endsWith('.md'));
    expect(markdown.filter((path) => !pages.includes(path.replace(/\.md$/, '.html')))).toEqual([]);
  });

  it('show the example of a function before its parameters', () => {
    const content = contentOf('functions/partner-relationships.authorize.html');
    expect(content.indexOf('<pre>')).toBeGreaterThan(0);
    expect(content.indexOf('<pre>')).toBeLessThan(content.indexOf('tsd-parameters-title'));
  });

  it.each([
    ['partner-relationships', 'RelationshipService', 'acceptRequest'],
    ['partner-relationships_roles', 'RoleService', 'setExtension'],
  ])('begin the page of a service of %s with links to the pages of its methods', (entry, service, method) => {
    const [head = ''] = contentOf(`interfaces/${entry}.${service}.html`).split('<pre>');
    const methods = files.filter((path) => path.startsWith(`methods/${entry}.${service}.`) && path.endsWith('.html'));
    expect(methods.length).toBeGreaterThan(10);
    for (const path of methods) expect(head).toContain(`href="../${path}"`);
    // A method that names the function it calls does not link itself.
    const content = contentOf(`methods/${entry}.${service}.${method}.html`);
    expect(content).toContain(`href="../functions/${entry}.${method}.html"`);
  });

  it('link a name in code to its page if it has one, once and never to itself', () => {
    const linked = (path: string, target: string, text: string): boolean =>
      contentOf(path).includes(`<a href="${target}"><code>${text}</code></a>`);
    const rule = 'only-customer-accepts';
    expect(linked('documents/The_rules.html', `${rule}.html`, rule)).toBe(true);
    expect(linked('documents/Errors.html', 'service-held.html', 'service-held')).toBe(true);
    expect(linked('documents/Deciding.html', '../functions/partner-relationships.authorize.html', 'authorize')).toBe(true);
    expect(linked('documents/The_rules.html', '../variables/partner-relationships.rules.html', 'rules')).toBe(false);
    for (const path of pages) {
      const content = contentOf(path).replace(/<pre[\s\S]*?<\/pre>/g, '');
      expect(content).not.toMatch(/<a\b(?:(?!<\/a>)[\s\S])*<a\b/);
      expect(content).not.toMatch(/<a href=""><code>/);
    }
  });
});
