/** Writes text so that HTML shows it as it is, inside an element or a quoted attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => `&#${String(char.charCodeAt(0))};`);
}

/**
 * Of the names that HTML has for characters: those of ASCII, of which links are made, and those that stand beside one.
 * Their case counts.
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

/** Names of characters that are in no link; which of them it is does not matter. */
const OTHERS = /^(?:[A-Za-z](?:acute|caron|cedil|circ|grave|ring|slash|tilde|uml)|AElig|OElig|aelig|oelig|szlig|ETH|THORN|eth|thorn|emsp|ensp|thinsp|mdash|ndash|bdquo|sbquo|lsaquo|rsaquo|laquo|zwj|zwnj|ZeroWidthSpace|lrm|rlm|bull|middot|copy|reg|trade|euro|pound|yen|cent|sect|para|deg|plusmn|frac12|frac14|frac34|sup[123]|ord[fm]|iexcl|iquest|times|larr|rarr|check|star|hearts)$/;
/** Stands for each of them; it is not seen, and no link goes on behind it. */
const OTHER_CHARACTER = '\u034f';

// A bare & is taken where HTML knows no reference: before what is no name, before the parameters of an address.
const IN_TEXT: RegExp = /&(?:#(\d{1,7});|#[Xx]([\dA-Fa-f]{1,6});|([A-Za-z\d]{2,16});|(?=[^A-Za-z\d#]|$|token=)|())/g;
const IN_ATTRIBUTE: RegExp =
  /&(?:#(\d{1,7});|#[Xx]([\dA-Fa-f]{1,6});|([A-Za-z\d]{2,16});|(?=[^A-Za-z\d#]|$|(?:utm_)?[A-Za-z\d]{1,64}=)|())/g;

/** Reads character references in text between tags as HTML does; null where it holds one that is not known here. */
export function unescapeText(html: string): string | null {
  return unescape(IN_TEXT, html);
}

/** Reads character references in the value of an attribute. */
export function unescapeAttribute(html: string): string | null {
  return unescape(IN_ATTRIBUTE, html);
}

function unescape(references: RegExp, html: string): string | null {
  let unknown = 0;
  const unescaped = html.replace(
    references,
    (whole: string, decimal?: string, hex?: string, name?: string, other?: string) => {
      const character = other === undefined ? characterOf(whole, decimal, hex, name) : null;
      if (character === null) unknown += 1;
      return character ?? whole;
    },
  );
  return unknown === 0 ? unescaped : null;
}

function characterOf(bare: string, decimal?: string, hex?: string, name?: string): string | null {
  if (name !== undefined) return Object.hasOwn(NAMED, name) ? (NAMED[name] ?? null) : OTHERS.test(name) ? OTHER_CHARACTER : null;
  if (decimal === undefined && hex === undefined) return bare;
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
  return isTakenAsItIs(code) ? String.fromCodePoint(code) : null;
}

/** HTML makes other characters of control characters, of halves of a character and of what is none. */
function isTakenAsItIs(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10;
  return code < 0x7f || (code > 0x9f && code < 0xd800) || (code > 0xdfff && code <= 0x10ffff);
}
