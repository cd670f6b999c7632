import { err, ok } from 'neverthrow';
import { unescapeAttribute } from './character-references';
import { matchAt } from './match-at';
import { noCharacterIn, type Judged } from './unjudged';

/** A piece of HTML, at its place. */
export type Token = Passage | StartTag | EndTag;

interface Piece {
  readonly at: number;
  readonly end: number;
}

export interface Passage extends Piece {
  readonly kind: 'text' | 'comment';
  readonly source: string;
}

export interface StartTag extends Piece {
  readonly kind: 'start';
  /** In lower case. */
  readonly name: string;
  /** Names in lower case; character references in values resolved. */
  readonly attributes: ReadonlyMap<string, string>;
  /** Whether it ends with a slash, which has no meaning in HTML. */
  readonly hasSlash: boolean;
}

export interface EndTag extends Piece {
  readonly kind: 'end';
  readonly name: string;
}

// A subset of what the tokenizer of the HTML standard takes, which every parser reads in the same way: a tag, a comment
// and a quoted value end where they seem to.
const TEXT = /[^<]+/y;
// Some programs take comments away before they look for style sheets: one in a sheet ends there.
const STYLE_SHEET = /(?:\s*<!--[^<]+-->)?[^<]*/y;
const COMMENT = /<!--(?!-?>)[^]*?-->|<!\[(?:if [^\]<>-]*|endif)\]>/y;
const DOCTYPE = /[\t\n\f\r ]*<!doctype[^<>]*>/iy;
const START = /<([A-Za-z][A-Za-z\d]*(?::[A-Za-z\d]+)?)/y;
const ATTRIBUTE = /[\t\n\f\r ]+([A-Za-z_][\w:.-]*)(?:[\t\n\f\r ]*=[\t\n\f\r ]*(?:"([^"<>]*)"|'([^'<>]*)'|([\w#%.:+,;-]+)(?=[\t\n\f\r >])))?/y;
const START_END = /[\t\n\f\r ]*(\/?)>/y;
const END = /<\/([A-Za-z][A-Za-z\d]*(?::[A-Za-z\d]+)?)[\t\n\f\r ]*>/y;

/** Splits HTML into tokens, if it is spelled so plainly that every parser splits it alike. */
export function tokensOf(html: string): Judged<readonly Token[]> {
  const tokens: Token[] = [];
  const strange = noCharacterIn(html);
  if (strange !== null) return err(strange);
  let at = matchAt(DOCTYPE, html, 0)?.[0].length ?? 0;
  tokens.push({ kind: 'comment', source: html.slice(0, at), at: 0, end: at });
  let isInSheet = false;
  while (at < html.length) {
    const token = tokenAt(html, at, isInSheet);
    if (token.isErr()) return err(token.error);
    tokens.push(token.value);
    at = token.value.end;
    isInSheet = token.value.kind === 'start' && token.value.name === 'style';
  }
  return ok(tokens);
}

function tokenAt(html: string, at: number, isInSheet: boolean): Judged<Token> {
  if (isInSheet || html[at] !== '<') {
    const source = matchAt(isInSheet ? STYLE_SHEET : TEXT, html, at)?.[0] ?? '';
    return ok({ kind: 'text', source, at, end: at + source.length });
  }
  const comment = matchAt(COMMENT, html, at)?.[0];
  if (comment !== undefined && !comment.includes('--!>')) {
    return ok({ kind: 'comment', source: comment, at, end: at + comment.length });
  }
  const [ending, closed = ''] = matchAt(END, html, at) ?? [];
  if (ending !== undefined) {
    return ok({ kind: 'end', name: closed.toLowerCase(), at, end: at + ending.length });
  }
  return startTagAt(html, at);
}

function startTagAt(html: string, at: number): Judged<StartTag> {
  const [opening, tag = ''] = matchAt(START, html, at) ?? [];
  if (opening === undefined) return err({ what: 'markup', name: '', at });
  const attributes = new Map<string, string>();
  let end = at + opening.length;
  for (let match = matchAt(ATTRIBUTE, html, end); match !== null; match = matchAt(ATTRIBUTE, html, end)) {
    const [source, written = '', double, single, bare] = match;
    const name = written.toLowerCase();
    const value = unescapeAttribute(double ?? single ?? bare ?? '');
    if (value.isErr() || attributes.has(name)) return err({ what: 'attribute', name, at });
    attributes.set(name, value.value);
    end += source.length;
  }
  const [closing, slash] = matchAt(START_END, html, end) ?? [];
  if (closing === undefined) return err({ what: 'markup', name: '', at: end });
  end += closing.length;
  return ok({ kind: 'start', name: tag.toLowerCase(), attributes, hasSlash: slash === '/', at, end });
}
