import { defaultTreeAdapter as tree, parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

/** What is wrong with the link in an email, for one who reads it in a program that follows the HTML standard. */
export function problemForReader(html: string, link: string, token: string): string | null {
  const runs = runsOf(parse(html, { scriptingEnabled: false }));
  if (runs.some(({ isBase }) => isBase)) return 'every address is taken from a base';
  const seen = runs.filter(({ isHidden }) => !isHidden);
  const places = seen.flatMap(({ text, target }) => Array.from({ length: text.length }, () => target));
  const text = seen.map((run) => run.text).join('');
  let shown = seen.some((run) => run.target === link && /[\p{L}\p{N}\p{S}]/u.test(run.text));
  for (let at = text.indexOf(link); at !== -1; at = text.indexOf(link, at + 1)) {
    const targets = new Set(places.slice(at, at + link.length));
    if ([...targets].some((target) => target !== null && target !== link)) return 'a click on the link leads elsewhere';
    if (targets.size > 1) return 'the link leads two ways';
    const next = text[at + link.length] ?? ' ';
    if (targets.has(null) && /[\w/&?#=%~+-]/.test(next)) return 'the link goes on';
    shown = true;
  }
  if (!shown) return 'the link is not to be seen';
  const trace = runs.find((run) => run.text.replaceAll(link, '').toLowerCase().includes(token.toLowerCase()));
  if (trace !== undefined) return 'the token stands in something else';
  const misleading = runs.find((run) => run.target !== null && run.target !== link && run.text.includes(token));
  return misleading === undefined ? null : 'the link is shown where a click leads elsewhere';
}

/** The HTML as Outlook reads it, by its own reading of conditional comments. */
export function asOutlookReads(html: string): string {
  return html
    .replace(/<!--\[if (?:gte |lte |gt |lt )?(?:mso|IE|vml)[^\]]*\]>([^]*?)<!\[endif\]-->/gi, '$1')
    .replace(/<!--\[if ![^\]]*\]><!(?:-- ?)?-->[^]*?<!-- ?<!\[endif\]-->/gi, '')
    .replace(/<!\[if ![^\]]*\]>[^]*?<!\[endif\]>/gi, '');
}

/** The elements that a parser may add where no tag is. */
const IMPLIED = /^(?:html|head|body|tbody|colgroup)$/;
const VOID = /^(?:br|col|hr|img|link|meta|wbr)$/;

/** The tags of HTML as they are written, in their order, with a mark for text between them. */
export function tagsAsWritten(html: string): string {
  const pieces = html.replace(/<!--[^]*?-->|<![^>]*>/g, '').split(/(<[^>]*>)/);
  const tags = pieces.flatMap((piece) => {
    const [, slash = '', name = ''] = /^<(\/?)([a-z\d:]+)/i.exec(piece) ?? [];
    const tag = `${slash}${name.toLowerCase()}`;
    if (name === '') return /[^\t\n\f\r ]/.test(piece) ? ['text'] : [];
    return IMPLIED.test(name.toLowerCase()) ? [] : [tag];
  });
  return inOneLine(tags);
}

/** A comment parts a text in two for a parser. */
function inOneLine(tags: readonly string[]): string {
  return tags.filter((tag, index) => tag !== 'text' || tags[index - 1] !== tag).join(' ');
}

/** The same, of the tree that a parser makes of the HTML. */
export function tagsAsParsed(html: string): string {
  const visit = (node: Tree.Node): readonly string[] => {
    if (tree.isTextNode(node)) return /[^\t\n\f\r ]/.test(node.value) ? ['text'] : [];
    const inside = 'childNodes' in node ? node.childNodes.flatMap(visit) : [];
    if (!tree.isElementNode(node) || IMPLIED.test(node.tagName)) return inside;
    return VOID.test(node.tagName) ? [node.tagName] : [node.tagName, ...inside, `/${node.tagName}`];
  };
  return inOneLine(visit(parse(html, { scriptingEnabled: false })));
}

interface Run {
  readonly text: string;
  /** Where a click on it leads; null for nowhere. */
  readonly target: string | null;
  readonly isHidden: boolean;
  readonly isBase: boolean;
}

/** In which words stand in one line. */
const INLINE = /^(?:abbr|b|bdi|big|cite|code|del|em|font|i|ins|kbd|mark|o:p|s|samp|small|span|strike|strong|sub|sup|tt|u|var|wbr|a|button|label|q)$/;
/** Of which nobody sees anything. */
const NEVER_SEEN = /^(?:datalist|head|noembed|noframes|script|style|template|textarea|iframe|title|select|audio|video)$/;

/** All texts of a document in their order; values of attributes and comments are hidden ones. */
function runsOf(document: Tree.Document): readonly Run[] {
  const runs: Run[] = [];
  const hiding = hidingClassesOf(document);

  const visit = (node: Tree.Node, target: string | null, isHidden: boolean): void => {
    const give = (text: string, hidden: boolean, to: string | null = null): void => {
      runs.push({ text, target: to, isHidden: hidden, isBase: false });
    };
    if (tree.isTextNode(node)) return give(node.value, isHidden, target);
    // Outlook reads its comments as HTML, in which & is written so.
    if (tree.isCommentNode(node)) return give(node.data.replaceAll('&amp;', '&'), true);
    if (!tree.isElementNode(node)) {
      for (const child of 'childNodes' in node ? node.childNodes : []) visit(child, target, isHidden);
      return;
    }
    const name = node.tagName;
    for (const { value } of node.attrs) give(value, true);
    if (name === 'base') runs.push({ text: '', target: null, isHidden: true, isBase: true });
    const own = targetOf(node) ?? target;
    const hidden = isHidden || NEVER_SEEN.test(name) || hides(node, hiding);
    if (!INLINE.test(name)) give('\n', false);
    const children = tree.getTagName(node) === 'template' ? tree.getTemplateContent(node as Tree.Template).childNodes : node.childNodes;
    for (const child of children) visit(child, own, hidden);
    if (!INLINE.test(name)) give('\n', false);
  };
  visit(document, null, false);
  return runs;
}

/** Null for an element that a click does not lead from. */
function targetOf({ tagName, attrs, namespaceURI }: Tree.Element): string | null {
  const value = (name: string): string | undefined => attrs.find((attr) => attr.name === name)?.value.replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, '');
  const isHtml = namespaceURI === 'http://www.w3.org/1999/xhtml';
  if (isHtml && (tagName === 'a' || tagName === 'area')) return value('href') ?? null;
  if (!isHtml) return value('href') ?? (['svg', 'math'].includes(tagName) ? 'drawing' : null);
  if (tagName === 'button') return value('formaction') ?? 'a button';
  return ['object', 'form', 'label', 'input', 'summary', 'details', 'marquee'].includes(tagName) ? tagName : null;
}

function hides({ attrs }: Tree.Element, classes: readonly string[]): boolean {
  const value = (name: string): string => attrs.find((attr) => attr.name === name)?.value ?? '';
  if (attrs.some(({ name }) => name === 'hidden')) return true;
  if (value('class').split(' ').some((name) => classes.includes(name))) return true;
  return /display:\s*none|visibility:\s*(?:hidden|collapse)|opacity:\s*0(?![.\d])|font-size:\s*[01](?:px|pt)?(?![.\d])|mso-hide/i.test(value('style'));
}

/** The classes that style sheets take away. */
function hidingClassesOf(node: Tree.Node): readonly string[] {
  if (!('childNodes' in node)) return [];
  const own = tree.isElementNode(node) && node.tagName === 'style' ? node.childNodes : [];
  const rules = own.flatMap((child) => (tree.isTextNode(child) ? [...child.value.matchAll(/\.([a-z]+)\s*\{[^}]*display:\s*none/g)] : []));
  return [...rules.map(([, name = '']) => name), ...node.childNodes.flatMap(hidingClassesOf)];
}
