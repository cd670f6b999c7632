import { unescapeAttribute, unescapeText } from './character-references';

/** A link in an HTML email: where it leads, and what the reader sees of it. */
export interface Anchor {
  readonly href: string;
  readonly label: string;
}

/** An HTML email taken apart, character references resolved. */
export interface HtmlParts {
  /** What the reader sees. A line ends where an anchor begins or ends, so what runs across that is in pieces. */
  readonly text: string;
  readonly anchors: readonly Anchor[];
  /** What the reader does not see, line by line: names and attributes of tags, comments, scripts, styles. */
  readonly hidden: string;
}

/** Tags that leave the words to their left and right in one piece. */
const INLINE = new Set([
  'abbr',
  'b',
  'bdi',
  'bdo',
  'code',
  'em',
  'font',
  'i',
  'mark',
  's',
  'small',
  'span',
  'strong',
  'sub',
  'sup',
  'u',
  'wbr',
]);

/** Stands in the text for an image, which the reader sees but this library does not. */
const IMAGE = ' \ufffc ';

/** Takes an HTML email apart, in one pass over it; whatever it is, something comes out. */
export function readHtml(html: string): HtmlParts {
  const text: string[] = [];
  const hidden: string[] = [];
  const anchors: Anchor[] = [];
  let open: { readonly href: string; readonly label: string[] } | null = null;

  const show = (shown: string): void => {
    text.push(shown);
    open?.label.push(shown);
  };
  const closeAnchor = (): void => {
    if (open !== null) anchors.push({ href: open.href, label: open.label.join('') });
    open = null;
  };

  for (const token of tokensOf(html)) {
    if (token.kind === 'text') show(unescapeText(token.source));
    if (token.kind === 'unseen') hidden.push(unescapeText(token.source));
    if (token.kind !== 'tag') continue;
    hidden.push(unescapeText(token.name));
    for (const { name, value } of token.attributes) hidden.push(unescapeText(name), unescapeAttribute(value));
    if (token.name === 'a') {
      closeAnchor();
      const href = token.isClosing ? null : hrefOf(token);
      if (href !== null) open = { href, label: [] };
    }
    if (token.name === 'img') show(IMAGE);
    else if (!INLINE.has(token.name)) show('\n');
  }
  closeAnchor();
  return { text: text.join(''), anchors, hidden: hidden.join('\n') };
}

/** Null for an anchor that leads nowhere. Of two that name a target, browsers take the first. */
function hrefOf({ attributes }: Tag): string | null {
  const href = attributes.find(({ name }) => name.toLowerCase() === 'href');
  return href === undefined ? null : unescapeAttribute(href.value);
}

interface Passage<Kind extends 'text' | 'unseen'> {
  readonly kind: Kind;
  readonly source: string;
  readonly end: number;
}

interface Tag {
  readonly kind: 'tag';
  /** In lower case. */
  readonly name: string;
  readonly isClosing: boolean;
  readonly attributes: readonly Attribute[];
  readonly end: number;
}

interface Attribute {
  readonly name: string;
  readonly value: string;
  readonly end: number;
}

type Token = Passage<'text'> | Passage<'unseen'> | Tag;

/**
 * Elements with text in which nothing is markup. `noscript` is not one of them, as no mail reader runs scripts, nor is
 * anything else that a reader may come to see.
 */
const RAW = new Set(['iframe', 'noembed', 'noframes', 'script', 'style', 'textarea', 'title', 'xmp']);

// The patterns follow the tokenizer of the HTML standard: where the two differ, a reader could see another link than
// the one that is checked.
const TEXT = /[^<]+|<(?![A-Za-z!?/])/y;
const COMMENT = /<!--(?:-?>|[\s\S]*?(?:--!?>|$))/y;
const BOGUS_COMMENT = /<[!?/][^>]*>?/y;
const TAG_NAME = /<(\/?)([A-Za-z][^\t\n\f\r />]*)/y;
const ATTRIBUTE_NAME = /[\t\n\f\r /]*(=[^\t\n\f\r />=]*|[^\t\n\f\r />=]+)/y;
const ATTRIBUTE_VALUE = /[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"]*)"?|'([^']*)'?|([^\t\n\f\r >]*))/y;
const TAG_END = /[\t\n\f\r /]*>?/y;

function* tokensOf(html: string): Generator<Token, void> {
  let at = 0;
  while (at < html.length) {
    const token = tagAt(html, at) ?? commentAt(html, at) ?? textAt(html, at);
    yield token;
    at = token.end;
    if (token.kind === 'tag' && !token.isClosing && RAW.has(token.name)) {
      const end = endOfRaw(html, token.name, at);
      yield { kind: 'unseen', source: html.slice(at, end), end };
      at = end;
    }
  }
}

function tagAt(html: string, at: number): Tag | null {
  const start = matchAt(TAG_NAME, html, at);
  if (start === null) return null;
  const [opening, slash, name = opening] = start;
  const attributes: Attribute[] = [];
  let end = at + opening.length;
  for (let next = attributeAt(html, end); next !== null; next = attributeAt(html, end)) {
    attributes.push(next);
    end = next.end;
  }
  end += matchAt(TAG_END, html, end)?.[0].length ?? 0;
  return { kind: 'tag', name: name.toLowerCase(), isClosing: slash === '/', attributes, end };
}

function attributeAt(html: string, at: number): Attribute | null {
  const start = matchAt(ATTRIBUTE_NAME, html, at);
  if (start === null) return null;
  const [begun, name = begun] = start;
  const [rest, double, single, bare] = matchAt(ATTRIBUTE_VALUE, html, at + begun.length) ?? [''];
  return { name, value: double ?? single ?? bare ?? '', end: at + begun.length + rest.length };
}

function commentAt(html: string, at: number): Passage<'unseen'> | null {
  const match = matchAt(COMMENT, html, at) ?? matchAt(BOGUS_COMMENT, html, at);
  return match === null ? null : { kind: 'unseen', source: match[0], end: at + match[0].length };
}

function textAt(html: string, at: number): Passage<'text'> {
  const [source = ''] = matchAt(TEXT, html, at) ?? [];
  return { kind: 'text', source, end: at + source.length };
}

function endOfRaw(html: string, name: string, from: number): number {
  const closing = new RegExp(`</${name}(?=[\\t\\n\\f\\r />])`, 'gi');
  closing.lastIndex = from;
  return closing.exec(html)?.index ?? html.length;
}

function matchAt(pattern: RegExp, html: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(html);
}
