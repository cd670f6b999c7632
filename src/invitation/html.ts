/** Writes text so that HTML shows it as it is, inside an element or a quoted attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => `&#${String(char.charCodeAt(0))};`);
}

const NAMED: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', '\u00a0'],
]);

const REFERENCE = /&(?:#x([0-9a-f]{1,6})|#([0-9]{1,7})|(amp|lt|gt|quot|apos|nbsp));?/gi;

/** Reads the character references that an editor writes for the characters of a link: numeric ones and the common names. */
export function unescapeHtml(html: string): string {
  return html.replace(REFERENCE, (whole: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return NAMED.get(name.toLowerCase()) ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

/** A link in an HTML email: where it leads, and what the reader sees of it. */
export interface Anchor {
  readonly href: string;
  readonly label: string;
}

/** An HTML email taken apart, character references resolved. */
export interface HtmlParts {
  /** What the reader sees. */
  readonly text: string;
  readonly anchors: readonly Anchor[];
  /** What the reader does not see: attribute values, comments, and what stands in the head, in scripts and in styles. */
  readonly hidden: readonly string[];
}

const TAG_START = /<(\/?)([a-z][a-z0-9]*)/iy;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const UNSEEN = new Set(['head', 'noscript', 'script', 'style', 'template', 'textarea', 'title']);
const INLINE = new Set(['a', 'abbr', 'b', 'bdi', 'bdo', 'code', 'em', 'font', 'i', 'mark', 's', 'small', 'span', 'strong', 'sub', 'sup', 'u', 'wbr']);

/** Takes an HTML email apart, in one pass over it; whatever it is, something comes out. */
export function readHtml(html: string): HtmlParts {
  const hidden: string[] = [];
  const anchors: Anchor[] = [];
  let text = '';
  let openAnchor: { readonly href: string; readonly from: number } | null = null;
  let at = 0;

  const closeAnchor = (): void => {
    if (openAnchor !== null) anchors.push({ href: openAnchor.href, label: text.slice(openAnchor.from) });
    openAnchor = null;
  };

  while (at < html.length) {
    const next = indexFrom(html, '<', at);
    text += unescapeHtml(html.slice(at, next));
    at = next;
    if (at === html.length) break;
    if (html.startsWith('<!', at) || html.startsWith('<?', at)) {
      const end = html.startsWith('<!--', at) ? indexFrom(html, '-->', at) + 3 : indexFrom(html, '>', at) + 1;
      hidden.push(unescapeHtml(html.slice(at, end)));
      at = end;
      continue;
    }
    TAG_START.lastIndex = at;
    const [start, slash, name] = TAG_START.exec(html) ?? [];
    if (start === undefined || name === undefined) {
      text += '<';
      at += 1;
      continue;
    }
    const end = endOfTag(html, at + start.length);
    const tag = name.toLowerCase();
    const attributes = attributesOf(html.slice(at + start.length, end));
    hidden.push(...attributes.map(([, value]) => value));
    at = end + 1;
    if (tag === 'a') {
      closeAnchor();
      if (slash === '') openAnchor = { href: hrefOf(attributes), from: text.length };
    } else if (slash === '' && UNSEEN.has(tag)) {
      const close = indexOfClosing(html, tag, at);
      hidden.push(unescapeHtml(html.slice(at, close)));
      at = close;
    } else if (!INLINE.has(tag)) {
      text += '\n';
    }
  }
  closeAnchor();
  return { text, anchors, hidden };
}

function indexFrom(html: string, sought: string, from: number): number {
  const found = html.indexOf(sought, from);
  return found === -1 ? html.length : found;
}

function indexOfClosing(html: string, tag: string, from: number): number {
  const closing = new RegExp(`</${tag}`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
}

/** Where the tag's closing bracket stands; one inside a quoted value does not count. */
function endOfTag(html: string, from: number): number {
  let quote = '';
  for (let at = from; at < html.length; at += 1) {
    const char = html.charAt(at);
    if (quote !== '') {
      if (char === quote) quote = '';
    } else if (char === '>') return at;
    else if (char === '"' || char === "'") quote = char;
  }
  return html.length;
}

function attributesOf(source: string): (readonly [name: string, value: string])[] {
  return [...source.matchAll(ATTRIBUTE)].map(([, name, double, single, bare]) => [
    (name ?? '').toLowerCase(),
    unescapeHtml(double ?? single ?? bare ?? ''),
  ]);
}

function hrefOf(attributes: readonly (readonly [name: string, value: string])[]): string {
  return attributes.find(([name]) => name === 'href')?.[1].trim() ?? '';
}
