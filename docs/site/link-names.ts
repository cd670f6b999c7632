import { MarkdownEvent, type Application, type ProjectReflection, type Reflection } from 'typedoc';
/** After TypeDoc has made HTML of the Markdown. */
const LAST = -1000;

/** Names that are also words, and mean the word where a text puts them in code. */
const WORDS = new Set(['rules']);

/** Makes a link of every name in code that has a page: of rules, codes of errors, entries, and what they export. */
export function linkNames(app: Application): void {
  let pages: ReadonlyMap<string, Reflection> | undefined;
  app.renderer.on(
    MarkdownEvent.PARSE,
    (event) => {
      const { model, project } = event.page;
      const { router } = app.renderer;
      if (router === undefined) return;
      pages ??= namesIn(project);
      event.parsedText = event.parsedText.replace(
        /<(a|pre)\b[\s\S]*?<\/\1>|<code>([^<]+)<\/code>/g,
        (html: string, _, name: string | undefined) => {
          const target = name === undefined ? undefined : pages?.get(name.replace(/\(\)$/, ''));
          if (target === undefined || target === model) return html;
          return `<a href="${router.relativeUrl(model as Reflection, target)}">${html}</a>`;
        },
      );
    },
    LAST,
  );
}

/** Of names that several entries export, the main one's; of other entries, only names that are not plain words. */
function namesIn({ documents = [], children: entries = [] }: ProjectReflection): ReadonlyMap<string, Reflection> {
  const exported = entries.flatMap(({ children = [] }, at) =>
    children.filter(({ name }) => !WORDS.has(name) && (at === 0 || /[A-Z]/.test(name))),
  );
  const methods = exported
    .filter(({ name }) => name.endsWith('Service'))
    .flatMap(({ name, children = [] }) => children.map((child) => [`${name}.${child.name}`, child] as const));
  return new Map<string, Reflection>([
    ...methods,
    ...[...exported].reverse().map((child) => [child.name, child] as const),
    ...entries.map((entry) => [entry.name, entry] as const),
    ...documents.filter(({ name }) => /^[a-z-]+$/.test(name)).map((document) => [document.name, document] as const),
  ]);
}
