import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';

/** The links within a built site that lead nowhere: to a file that is not there, or to a place that its page has not. */
export function deadLinks(site: string): readonly string[] {
  const pages = pagesOf(site).map((path) => ({ path, ...linksAndPlaces(readFileSync(path, 'utf8')) }));
  const placesIn = new Map(pages.map(({ path, places }) => [path, places]));
  return pages.flatMap(({ path, links }) =>
    links.filter((link) => !leadsSomewhere(path, link, placesIn)).map((link) => `${relative(site, path)}: ${link}`),
  );
}

/** The names that have no page of their own. `module` is the entry as an import names it. */
export function withoutPage(site: string, module: string, names: readonly string[]): readonly string[] {
  const pages = new Set(pagesOf(site).map((path) => basename(path)));
  return names.filter((name) => !pages.has(`${module.replaceAll('/', '_')}.${name}.html`));
}

/** The documents that were copied as they are, for want of a page: a reader would get Markdown, its links astray. */
export function rawDocuments(site: string): readonly string[] {
  return filesOf(site, '.md').map((path) => relative(site, path));
}

function pagesOf(site: string): readonly string[] {
  return filesOf(site, '.html');
}

function filesOf(site: string, ending: string): readonly string[] {
  return readdirSync(site, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith(ending))
    .map((path) => join(site, path));
}

interface LinksAndPlaces {
  readonly links: readonly string[];
  readonly places: ReadonlySet<string>;
}

function linksAndPlaces(html: string): LinksAndPlaces {
  const attributes = (name: string): readonly string[] =>
    [...html.matchAll(new RegExp(` (?:${name})="([^"]*)"`, 'g'))].map(([, value = '']) =>
      value.replaceAll('&amp;', '&'),
    );
  return { links: [...new Set(attributes('href|src'))], places: new Set(attributes('id')) };
}

const ELSEWHERE = /^[a-z]+:/;

function leadsSomewhere(page: string, link: string, placesIn: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  if (ELSEWHERE.test(link)) return true;
  const [path = '', place = ''] = link.split('#');
  const target = path === '' ? page : join(dirname(page), decodeURI(path).replace(/\?.*$/, ''));
  if (!existsSync(target)) return false;
  const places = placesIn.get(target);
  return place === '' || places === undefined || places.has(decodeURIComponent(place));
}
