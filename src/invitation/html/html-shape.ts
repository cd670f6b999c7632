import type { StartTag } from './html-token';
import type { Sight } from './sight';
import { FONTS } from './style-sheet';
import type { Unjudged } from './unjudged';
import { isListed, valueIn } from './value-in';
import { wordList } from './word-list';

/** Who reads: a program that follows the HTML standard, or Outlook, which has elements of its own. */
export type Reader = 'standard' | 'outlook';

/** An element that is open. */
export interface Open {
  readonly name: string;
  /** Where its tag begins. */
  readonly at: number;
  readonly sight: Sight;
  readonly isInAnchor: boolean;
  /** Whether a `p` is open that the start of a block would end. */
  readonly isInParagraph: boolean;
  readonly isInHeading: boolean;
}

// Where these elements stand as they do here, parsers put each where its tags are, and nothing beside it.
const isBlock: (name: string) => boolean = /* @__PURE__ */ wordList(
  'address article blockquote center div figcaption figure footer h1 h2 h3 h4 h5 h6 header hr main ol p pre section table ul',
);
export const isInline: (name: string) => boolean = /* @__PURE__ */ wordList(
  'a abbr b bdi big cite code del em font i img ins kbd mark o:p s samp small span strike strong sub sup tt u var wbr',
);
const isVoid: (name: string) => boolean = /* @__PURE__ */ wordList('br col hr img link meta wbr');
const HEADING = /^h[1-6]$/;
/** Elements that Outlook knows and does not show. */
const ISLAND = /^(?:noscript$|xml$|[movwx]:)/;

/** The only elements that some may stand in; the empty name is that of the document. */
const PARENTS: Readonly<Record<string, string>> = {
  html: '',
  head: ' html',
  body: ' html',
  title: 'head',
  meta: 'head',
  link: 'head',
  colgroup: 'table',
  col: 'colgroup table',
  thead: 'table',
  tbody: 'table',
  tfoot: 'table',
  tr: 'table tbody tfoot thead',
  td: 'tr',
  th: 'tr',
  li: 'ol ul',
};

/** Elements that hold nothing but the elements that belong there. */
export const isBare: (name: string) => boolean = /* @__PURE__ */ wordList(
  'colgroup head html style table tbody tfoot thead title tr',
);

const isAttribute: (name: string) => boolean = /* @__PURE__ */ wordList(
  'align alink alt background bgcolor border bordercolor cellpadding cellspacing charset cite class clear color cols ' +
    'colspan content dir face height hidden href http-equiv id lang link media name nowrap rel role rowspan scope size ' +
    'span src start style summary target text title type valign value vertical-align vlink width wrap xml:lang',
);
/** Kinds of attributes that change nothing, or only the margins of the body. */
const OF_A_KIND = /^(?:aria-|data-|xmlns)|margin/;
/** The only elements on which some of them may stand. */
const BEARERS: Readonly<Record<string, string>> = {
  'alink': 'body',
  'bgcolor': 'body table tbody td tfoot th thead tr',
  'charset': 'meta',
  'color': 'font hr',
  'content': 'meta',
  'href': 'a link',
  'http-equiv': 'meta',
  'link': 'body',
  'src': 'img',
  'text': 'body',
  'vlink': 'body',
};

/** The values that some of them may have. A box that reads from right to left overflows to where nobody can scroll. */
const VALUES: Readonly<Record<string, RegExp>> = {
  dir: /^(?:auto|ltr)$/i,
  // Only a cell that stretches over rows and one that stretches over columns can lie over each other.
  rowspan: /^1$/,
};
/** Alignments of an image or a table with which it does not float. */
const IN_LINE = /^(?:absmiddle|baseline|bottom|center|middle|top)$/i;

/** All parsers nest elements so deep. */
const DEEPEST = 250;

/** The reason why an element cannot be judged where it begins; null if it can. */
export function problemOfShape(tag: StartTag, open: readonly Open[], reader: Reader): Unjudged | null {
  const { name, at } = tag;
  const problem: Unjudged = { what: 'element', name, at };
  const parent = open.at(-1);
  const around = parent?.name ?? '';
  if (open.length >= DEEPEST || (isIsland(around) && !isIsland(name))) return problem;
  if (isIsland(name)) return reader === 'outlook' && (!isBare(around) || around === 'head') ? problemOfIsland(tag) : problem;
  if (tag.hasSlash && !isVoid(name)) return problem;
  const isInPlace = isListed(PARENTS, name, around) ?? (isContent(name) && (!isBare(around) || isStyleInHead(name, around)));
  if (!isInPlace) return problem;
  if (parent?.isInParagraph === true && isBlock(name)) return problem;
  if ((parent?.isInHeading === true && HEADING.test(name)) || (parent?.isInAnchor === true && name === 'a')) return problem;
  return problemOfAttributes(tag);
}

function isContent(name: string): boolean {
  return isBlock(name) || isInline(name) || name === 'br' || name === 'style';
}

function isStyleInHead(name: string, around: string): boolean {
  return name === 'style' && around === 'head';
}

/** Whether only Outlook knows an element, and does not show it. */
export function isIsland(name: string): boolean {
  return ISLAND.test(name) && name !== 'o:p';
}

function problemOfIsland({ attributes, at }: StartTag): Unjudged | null {
  const leading = [...attributes.keys()].find((name) => name.includes('href'));
  return leading === undefined ? null : { what: 'attribute', name: leading, at };
}

function problemOfAttributes({ name: tag, attributes, at }: StartTag): Unjudged | null {
  for (const name of attributes.keys()) {
    const isKnown = isAttribute(name) || OF_A_KIND.test(name);
    if (!isKnown || isListed(BEARERS, name, tag) === false) return { what: 'attribute', name, at };
  }
  if (tag === 'meta' && !isPlainMeta(attributes)) return { what: 'element', name: tag, at };
  for (const [name, value] of attributes) {
    const values = valueIn(VALUES, name);
    const isFloating = name === 'align' && (tag === 'img' || tag === 'table') && !IN_LINE.test(value);
    if (isFloating || values?.test(value) === false) return { what: 'attribute', name, at };
  }
  const isFonts = attributes.get('rel')?.toLowerCase() === 'stylesheet' && FONTS.test(attributes.get('href') ?? '');
  return tag === 'link' && !isFonts ? { what: 'element', name: tag, at } : null;
}

const CHARSET = /^(?:text\/html; ?charset=)?(?:utf-8|us-ascii|iso-8859-\d{1,2}|windows-125\d)$/;

function isPlainMeta(attributes: ReadonlyMap<string, string>): boolean {
  const valueOf = (name: string): string => attributes.get(name)?.toLowerCase() ?? '';
  if (valueOf('name').includes('scheme') && !/^(?:only )?light(?: only)?$/.test(valueOf('content'))) return false;
  if (attributes.has('charset') && !CHARSET.test(valueOf('charset'))) return false;
  const equivalent = valueOf('http-equiv');
  if (equivalent === 'content-type') return CHARSET.test(valueOf('content'));
  return ['', 'content-language', 'x-ua-compatible'].includes(equivalent);
}

/** The element that a tag opens; null for one that holds nothing. */
export function opened({ name, hasSlash, at }: StartTag, parent: Open | undefined, sight: Sight): Open | null {
  if (isVoid(name) || (hasSlash && isIsland(name))) return null;
  return {
    name,
    at,
    sight,
    isInAnchor: name === 'a' || parent?.isInAnchor === true,
    isInParagraph: name === 'p' || parent?.isInParagraph === true,
    isInHeading: HEADING.test(name) || parent?.isInHeading === true,
  };
}

/** Whether the words to the left and right of its tags stand side by side. */
export function isAmongWords(name: string): boolean {
  return isInline(name) && name !== 'a' && name !== 'img';
}
