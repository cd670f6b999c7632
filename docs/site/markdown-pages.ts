import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PageEvent, ReflectionKind, type Application, type DocumentReflection, type Reflection } from 'typedoc';
import manifest from '../../package.json' with { type: 'json' };
import { descriptionOf } from './finish-pages';

/** A document of the site, as Markdown. */
interface MarkdownPage {
  readonly name: string;
  /** The path of its file in the site. */
  readonly path: string;
  readonly group: string;
  readonly about: string;
  readonly markdown: string;
}

const GUIDES = 'None';

/**
 * Keeps each document as Markdown while the pages are made. What it gives writes them into the folder of the site, each
 * beside its page, and `llms.txt`, which lists them.
 */
export function markdownPages(app: Application): (folder: string) => Promise<void> {
  const pages: MarkdownPage[] = [];
  app.renderer.on(PageEvent.END, (page) => {
    const model = page.model as Reflection;
    if (!model.isDocument()) return;
    const path = page.url.replace(/\.html$/, '.md');
    pages.push({
      name: model.name,
      path,
      group: String(model.frontmatter['group']),
      about: descriptionOf(model).slice(`${model.name}: `.length).replace(/\s+/g, ' ').trim(),
      markdown: markdownOf(app, model),
    });
    const alternate = `<link rel="alternate" type="text/markdown" href="${path.replace(/^.*\//, '')}"/>`;
    page.contents = (page.contents ?? '').replace('</head>', () => `${alternate}</head>`);
  });
  return async (folder) => {
    await Promise.all(pages.map(({ path, markdown }) => writeFile(join(folder, path), markdown)));
    await writeFile(join(folder, 'llms.txt'), listOf(pages));
  };
}

/** Its text, in which links to other documents lead to their Markdown, and those to the reference to its pages. */
function markdownOf(app: Application, document: DocumentReflection): string {
  const { router } = app.renderer;
  const parts = document.content.map((part) => {
    if (part.kind !== 'relative-link' || part.target === undefined) return part.text;
    const target = document.project.files.resolve(part.target, document.project);
    if (target === undefined || typeof target === 'string') return part.text.replace(/^.*\//, '../media/');
    const url = router?.relativeUrl(document, target) ?? part.text;
    const address = target.kindOf(ReflectionKind.Document) ? url.replace(/\.html$/, '.md') : url;
    return part.targetAnchor === undefined ? address : `${address}#${part.targetAnchor}`;
  });
  return `${parts.join('').trim()}\n`;
}

function listOf(pages: readonly MarkdownPage[]): string {
  const groups = [...new Set(pages.map(({ group }) => group))];
  const sections = groups.map((group) => {
    const items = pages
      .filter((page) => page.group === group)
      .map(({ name, path, about }) => `- [${name}](${path})${about === '' ? '' : `: ${about}`}`);
    return `## ${group === GUIDES ? 'Guides' : group}\n\n${items.join('\n')}\n`;
  });
  return `# ${manifest.name}\n\n> ${manifest.description}\n\n${sections.join('\n')}`;
}
