import { PageEvent, type Application, type CommentDisplayPart, type Reflection } from 'typedoc';
import manifest from '../../package.json' with { type: 'json' };

const LINKS: Readonly<Record<string, string>> = {
  'Begin here': 'documents/Getting_started.html',
  Rules: 'documents/The_rule_catalog.html',
  Errors: 'documents/Errors.html',
  Reference: 'modules/partner-relationships.html',
};

const THEME =
  '<select id="tsd-theme" aria-label="Theme">' +
  '<option value="os">Auto</option><option value="light">Light</option><option value="dark">Dark</option></select>';

/** Gives each page a description of its own, and the bar at its head links and the choice of the theme. */
export function finishPages(app: Application): void {
  app.renderer.on(PageEvent.END, (page) => {
    const base = '../'.repeat(page.url.split('/').length - 1);
    const links = Object.entries(LINKS).map(([text, path]) => `<a href="${base}${path}">${text}</a>`);
    const changes: readonly (readonly [place: RegExp, text: string])[] = [
      [/(?<=<meta name="description" content=")[^"]*/, escaped(descriptionOf(page.model as Reflection))],
      [/(?<=<div id="tsd-toolbar-links">)<\/div>/, `${links.join('')}</div>${THEME}`],
      [/<div class="tsd-navigation settings">[\s\S]*?<\/details><\/div>/, ''],
    ];
    for (const [place, text] of changes) page.contents = replaced(page.url, page.contents ?? '', place, text);
  });
}

/** A file of the site with another text in one place, which it must have. */
export function replaced(path: string, contents: string, place: RegExp, text: string): string {
  if (!place.test(contents)) throw new Error(`${path} has nothing like ${String(place)}`);
  return contents.replace(place, () => text);
}

/** The first paragraph of what is said of it, with its name. */
export function descriptionOf(model: Reflection): string {
  if (model.isProject()) return manifest.description;
  const parts = model.isDocument() ? model.content : summaryOf(model);
  const [said = ''] = textOf(parts)
    .trim()
    .split(/\n\s*\n/);
  return `${model.name}: ${said.replace(/^> /, '')}`;
}

function summaryOf(model: Reflection): readonly CommentDisplayPart[] {
  const signatures = model.isDeclaration() ? (model.signatures ?? []) : [];
  return [model, ...signatures].find(({ comment }) => comment?.hasVisibleComponent())?.comment?.summary ?? [];
}

function textOf(parts: readonly CommentDisplayPart[]): string {
  return parts
    .map(({ text }) => text)
    .join('')
    .replace(/^#.*$|^(`{3,})[\s\S]*?^\1$/gm, '')
    .replace(/[`*]/g, '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1');
}

function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').trim().replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
}
