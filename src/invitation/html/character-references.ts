import { err, ok, type Result } from 'neverthrow';
import { valueIn } from './value-in';
import { wordList } from './word-list';

/** Writes text so that HTML shows it as it is, inside an element or a quoted attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => `&#${String(char.charCodeAt(0))};`);
}

/**
 * Names that HTML has for characters of ASCII, of which links are made, and for those that stand beside a link. Case
 * counts.
 */
const NAMED: Readonly<Record<string, string>> = {
  AMP: '&',
  GT: '>',
  LT: '<',
  QUOT: '"',
  UnderBar: '_',
  amp: '&',
  apos: "'",
  ast: '*',
  bsol: '\\',
  colon: ':',
  comma: ',',
  commat: '@',
  dollar: '$',
  equals: '=',
  excl: '!',
  gt: '>',
  hellip: '…',
  lbrack: '[',
  ldquo: '“',
  lowbar: '_',
  lpar: '(',
  lsqb: '[',
  lsquo: '‘',
  lt: '<',
  nbsp: '\u00a0',
  num: '#',
  percnt: '%',
  period: '.',
  plus: '+',
  quest: '?',
  quot: '"',
  raquo: '»',
  rbrack: ']',
  rdquo: '”',
  rpar: ')',
  rsqb: ']',
  rsquo: '’',
  semi: ';',
  shy: '\u00ad',
  sol: '/',
};

/** Names of characters that no link holds; one character stands for all of them. */
const isOther: (name: string) => boolean = /* @__PURE__ */ wordList(
  'AElig ETH OElig THORN ZeroWidthSpace aelig bdquo bull cent check copy deg emsp ensp eth euro frac12 frac14 frac34 ' +
    'hearts iexcl iquest laquo larr lrm lsaquo mdash middot ndash oelig ordf ordm para plusmn pound raquo rarr reg ' +
    'rlm rsaquo sbquo sect star sup1 sup2 sup3 szlig thinsp thorn times trade yen zwj zwnj',
);
/** Names of letters with an accent. */
const ACCENTED = /^[A-Za-z](?:acute|caron|cedil|circ|grave|ring|slash|tilde|uml)$/;
/** Stands for each of these other characters; it is invisible, and no link continues after it. */
const OTHER_CHARACTER = '\u034f';

// A bare & is taken where HTML knows no reference: before what is no name, before the parameters of an address.
const IN_TEXT: RegExp = /&(?:#(\d{1,7});|#[Xx]([\dA-Fa-f]{1,6});|([A-Za-z\d]{2,16});|(?=[^A-Za-z\d#]|$|token=)|())/g;
const IN_ATTRIBUTE: RegExp =
  /&(?:#(\d{1,7});|#[Xx]([\dA-Fa-f]{1,6});|([A-Za-z\d]{2,16});|(?=[^A-Za-z\d#]|$|(?:utm_)?[A-Za-z\d]{1,64}=)|())/g;

/**
 * Reads character references in text between tags as HTML does.
 *
 * @returns as error: the position of the first that is not known here
 */
export function unescapeText(html: string): Result<string, number> {
  return unescape(IN_TEXT, html);
}

/** Reads character references in the value of an attribute. */
export function unescapeAttribute(html: string): Result<string, number> {
  return unescape(IN_ATTRIBUTE, html);
}

function unescape(references: RegExp, html: string): Result<string, number> {
  const unknown: number[] = [];
  const unescaped = html.replace(
    references,
    (whole: string, decimal?: string, hex?: string, name?: string, other?: string, at: number = 0) => {
      const character = other === undefined ? characterOf(whole, decimal, hex, name) : null;
      if (character === null) unknown.push(at);
      return character ?? whole;
    },
  );
  const [first] = unknown;
  return first === undefined ? ok(unescaped) : err(first);
}

function characterOf(bare: string, decimal?: string, hex?: string, name?: string): string | null {
  if (name !== undefined) return named(name);
  if (decimal === undefined && hex === undefined) return bare;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return isTakenAsItIs(code) ? String.fromCodePoint(code) : null;
}

function named(name: string): string | null {
  return valueIn(NAMED, name) ?? (isOther(name) || ACCENTED.test(name) ? OTHER_CHARACTER : null);
}

/**
 * HTML replaces references to control characters, surrogates and numbers beyond Unicode. Noncharacters are reserved for
 * programs to mark something with, as this library does with U+FDD0.
 */
function isTakenAsItIs(code: number): boolean {
  if (code === 9 || code === 10) return true;
  return code <= 0x10ffff && !/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(String.fromCodePoint(code));
}
