import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Application } from 'typedoc';
import { arrange } from './arrange';
import { enforcementIn } from './enforcement';
import { findWords } from './find-words';
import { finishPages } from './finish-pages';
import { linkNames } from './link-names';
import { markdownPages } from './markdown-pages';
import { PagePerMethod } from './page-per-method';
import { generatedPages } from './pages/generated-pages';
import type { Page } from './pages/page';
import { libraryProgram, root } from './program';

const ofDocs = (...names: readonly string[]): readonly string[] => names.map((name) => `docs/${name}.md`);

/** Of the parser that TypeDoc reads Markdown with, what makes links of addresses in a text. */
interface LinkingParser {
  readonly linkify: { set(options: { readonly fuzzyLink: boolean }): void };
}

// Builds the site into docs/api. A warning of TypeDoc, such as one of a link that leads nowhere, is a failure.
const folder = await mkdtemp(join(root, 'docs/.pages-'));
try {
  const generated = await generatedPages(enforcementIn(libraryProgram()));
  const pathOf = ({ name }: Page): string => join(folder, `${name}.md`);
  await Promise.all(Object.values(generated).flat().map((page) => writeFile(pathOf(page), page.markdown)));

  /** By their groups, each in the order in which one reads them. */
  const documents: Readonly<Record<string, readonly string[]>> = {
    // TypeDoc shows the members of this group without a heading, and so they are always in sight.
    None: ofDocs(
      'getting-started',
      'modelling-your-portal',
      'a-portal',
      'the-rules',
      'deciding',
      'rights-with-a-term',
      'which-of-my-people-may',
      'errors',
      'testing-your-app',
      'importing-customers',
      'migrating-data-in',
      'a-database',
      'more-than-one-machine',
      'beside-what-you-have',
      'which-for-what',
      'following-changes',
      'write-a-storage-adapter',
      'other-stores',
      'consistency',
      'performance',
      'versions',
    ),
    Rules: [...generated.overviews.map(pathOf), ...ofDocs('site/states'), ...generated.rules.map(pathOf)],
    'Error codes': generated.errors.map(pathOf),
    Examples: generated.examples.map(pathOf),
    'For maintainers': ofDocs('how-the-code-is-laid-out', 'contributing'),
    About: ['CHANGELOG.md'],
  };

  const app = await Application.bootstrap({
    name: 'partner-relationships',
    entryPoints: ['', 'catalog/', 'invitation/', 'roles/', 'schema/', 'sql/', 'arbitraries/', 'conformance/'].map(
      (room) => `src/${room}index.ts`,
    ),
    tsconfig: join(root, 'tsconfig.json'),
    readme: join(root, 'README.md'),
    projectDocuments: Object.values(documents).flat(),
    out: join(root, 'docs/api'),
    router: 'page-per-method',
    disableSources: true,
    includeVersion: true,
    hideGenerator: true,
    headings: { readme: false, document: false },
    favicon: join(import.meta.dirname, 'favicon.svg'),
    customCss: join(import.meta.dirname, 'style.css'),
    lightHighlightTheme: 'github-light-high-contrast',
    darkHighlightTheme: 'github-dark-high-contrast',
    highlightLanguages: ['typescript', 'tsx', 'css', 'json', 'bash', 'sql', 'html', 'ini'],
    ignoredHighlightLanguages: ['text'],
    includeHierarchySummary: false,
    useFirstParagraphOfCommentAsSummary: true,
    // A word that ends like an address, such as the name of a Markdown file, is not one.
    markdownItLoader: ({ linkify }: LinkingParser) => linkify.set({ fuzzyLink: false }),
    searchInComments: true,
    searchInDocuments: true,
    navigation: { includeCategories: false, includeGroups: true, includeFolders: false },
    groupOrder: ['None', 'Rules', 'Error codes', 'Modules', 'Examples', 'For maintainers', 'About'],
    sortEntryPoints: false,
    sort: ['kind', 'alphabetical-ignoring-documents'],
    kindSortOrder: ['Module', 'Function', 'Variable', 'Interface', 'TypeAlias'],
    validation: { notExported: true, invalidLink: true, invalidPath: true, notDocumented: true },
    requiredToBeDocumented: ['Module', 'Function', 'Variable', 'Interface', 'TypeAlias', 'Class', 'Method'],
    // These belong to the workings of exported types; nobody writes them down.
    intentionallyNotExported: ['About', 'AbsentFrom', 'ErrorOf', 'FormSchema', 'UncheckedField', 'brand'],
    externalSymbolLinkMappings: {
      neverthrow: { '*': 'https://github.com/supermacro/neverthrow' },
      'fast-check': { '*': 'https://fast-check.dev' },
      kysely: { '*': 'https://kysely.dev' },
      zod: { '*': 'https://zod.dev' },
    },
  });
  app.renderer.defineRouter('page-per-method', PagePerMethod);
  arrange(app, documents, Object.values(generated).flat());
  linkNames(app);
  findWords(app);
  finishPages(app);
  const writeMarkdown = markdownPages(app);
  const project = await app.convert();
  if (project !== undefined) {
    app.validate(project);
    await app.generateDocs(project, join(root, 'docs/api'));
    await writeMarkdown(join(root, 'docs/api'));
  }
  process.exitCode = app.logger.hasErrors() || app.logger.hasWarnings() ? 1 : 0;
} finally {
  await rm(folder, { recursive: true });
}
