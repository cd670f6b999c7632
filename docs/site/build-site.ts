import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Application, type TypeDocOptions } from 'typedoc';
import { arrange, type PlacedDocument } from './arrangement';
import { entries } from './entries';
import { linkNames } from './links';
import { generatedPages } from './pages/generated-pages';
import type { Page } from './pages/page';
import { root } from './program';

const inFolder = (names: readonly string[]): readonly string[] => names.map((name) => `docs/${name}.md`);

/** In the order in which one reads them. */
const guides = inFolder([
  'getting-started',
  'modelling-your-portal',
  'the-rules',
  'deciding',
  'errors',
  'testing-your-app',
  'migrating-data-in',
  'a-database',
  'write-a-storage-adapter',
  'consistency',
  'performance',
  'versions',
]);

/** For those who carry the library on. */
const forMaintainers = inFolder(['how-the-code-is-laid-out', 'contributing']);

/** Of the parser that TypeDoc reads Markdown with, what makes links of addresses in a text. */
interface LinkingParser {
  readonly linkify: { set(options: { readonly fuzzyLink: boolean }): void };
}

/** Builds the reference into a folder. True when all went well; a warning is a failure. */
export async function buildSite(out: string): Promise<boolean> {
  const pages = await generatedPages();
  const folder = await mkdtemp(join(root, 'docs/.pages-'));
  try {
    const pathOf = ({ name }: Page): string => join(folder, `${name}.md`);
    await Promise.all(pages.map((page) => writeFile(pathOf(page), withFrontmatter(page))));
    const nested = new Set(pages.flatMap(({ children = [] }) => children));
    const documents: readonly PlacedDocument[] = [
      ...guides.map((path) => ({ path, group: 'Guides' }) as const),
      ...pages.filter(({ name }) => !nested.has(name)).map((page) => ({ path: pathOf(page), group: page.group })),
      ...forMaintainers.map((path) => ({ path, group: 'Carrying it on' }) as const),
      { path: 'CHANGELOG.md', group: 'About' },
    ];

    const paths = documents.map(({ path }) => path);
    const app = await Application.bootstrap(optionsFor(out, paths));
    arrange(app, documents, pages);
    linkNames(app);
    const project = await app.convert();
    if (project === undefined) return false;
    app.validate(project);
    await app.generateDocs(project, out);
    return !app.logger.hasErrors() && !app.logger.hasWarnings();
  } finally {
    await rm(folder, { recursive: true });
  }
}

function withFrontmatter({ title, group, children = [], markdown }: Page): string {
  const nested = children.length === 0 ? '' : `children:\n${children.map((name) => `  - ./${name}.md\n`).join('')}`;
  return `---\ntitle: ${JSON.stringify(title)}\ngroup: ${group}\n${nested}---\n\n${markdown}\n`;
}

function optionsFor(out: string, documents: readonly string[]): TypeDocOptions {
  return {
    name: 'partner-relationships',
    entryPoints: entries.map(({ file }) => file),
    tsconfig: join(root, 'tsconfig.json'),
    readme: join(root, 'README.md'),
    projectDocuments: [...documents],
    out,
    disableSources: true,
    includeVersion: true,
    hideGenerator: true,
    githubPages: true,
    headings: { readme: false, document: false },
    favicon: join(import.meta.dirname, 'favicon.svg'),
    customCss: join(import.meta.dirname, 'style.css'),
    lightHighlightTheme: 'github-light-high-contrast',
    darkHighlightTheme: 'github-dark-high-contrast',
    highlightLanguages: ['typescript', 'json', 'bash', 'sql', 'html'],
    ignoredHighlightLanguages: ['text'],
    includeHierarchySummary: false,
    // What ends like an address, such as the name of a Markdown file, is none.
    markdownItLoader: ({ linkify }: LinkingParser) => linkify.set({ fuzzyLink: false }),
    searchInComments: true,
    searchInDocuments: true,
    navigation: { includeCategories: false, includeGroups: true, includeFolders: false },
    sortEntryPoints: false,
    sort: ['kind', 'alphabetical'],
    kindSortOrder: ['Module', 'Function', 'Variable', 'Interface', 'TypeAlias'],
    validation: {
      notExported: true,
      invalidLink: true,
      invalidPath: true,
      rewrittenLink: true,
      notDocumented: true,
      unusedMergeModuleWith: true,
    },
    requiredToBeDocumented: ['Module', 'Function', 'Variable', 'Interface', 'TypeAlias', 'Class', 'Method'],
    // Workings of exported types, which nobody writes down.
    intentionallyNotExported: ['About', 'AbsentFrom', 'UncheckedField', 'brand'],
    externalSymbolLinkMappings: {
      neverthrow: { '*': 'https://github.com/supermacro/neverthrow' },
      'fast-check': { '*': 'https://fast-check.dev' },
      kysely: { '*': 'https://kysely.dev' },
      zod: { '*': 'https://zod.dev' },
    },
  };
}
