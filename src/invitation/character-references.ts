/** Writes text so that HTML shows it as it is, inside an element or a quoted attribute. */
export function escapeHtml(value: string): string {
  return value.replace(/[&<>"']/g, (char) => `&#${String(char.charCodeAt(0))};`);
}

/** Of the names that HTML has for characters, those of what can stand in a link or delimit it. Their case counts. */
const NAMED: ReadonlyMap<string, string> = /* @__PURE__ */ new Map([
  ['AMP', '&'],
  ['GT', '>'],
  ['LT', '<'],
  ['QUOT', '"'],
  ['UnderBar', '_'],
  ['amp', '&'],
  ['apos', "'"],
  ['colon', ':'],
  ['comma', ','],
  ['commat', '@'],
  ['dollar', '$'],
  ['equals', '='],
  ['gt', '>'],
  ['lbrack', '['],
  ['lowbar', '_'],
  ['lsqb', '['],
  ['lt', '<'],
  ['nbsp', '\u00a0'],
  ['num', '#'],
  ['percnt', '%'],
  ['period', '.'],
  ['plus', '+'],
  ['quest', '?'],
  ['quot', '"'],
  ['rbrack', ']'],
  ['rsqb', ']'],
  ['semi', ';'],
  ['shy', '\u00ad'],
  ['sol', '/'],
]);

/** Of these names HTML takes the semicolon as optional, as it does after a number. */
const UNCLOSED = 'AMP|GT|LT|QUOT|amp|gt|lt|nbsp|quot|shy';

const IN_TEXT: RegExp = /* @__PURE__ */ references('');
/** In an attribute, a name without its semicolon stands for itself when a word goes on or a value begins. */
const IN_ATTRIBUTE: RegExp = /* @__PURE__ */ references('(?![=A-Za-z0-9])');

function references(afterUnclosed: string): RegExp {
  const closed = [...NAMED.keys()].join('|');
  return new RegExp(`&(?:#[Xx]([0-9A-Fa-f]+);?|#([0-9]+);?|(${closed});|((?:${UNCLOSED})${afterUnclosed}))`, 'g');
}

/** Reads character references in text between tags as HTML does: numbers, and the names that matter to a link. */
export function unescapeText(html: string): string {
  return unescape(IN_TEXT, html);
}

/** Reads character references in the value of an attribute. */
export function unescapeAttribute(html: string): string {
  return unescape(IN_ATTRIBUTE, html);
}

function unescape(references: RegExp, html: string): string {
  return html.replace(
    references,
    (whole: string, hex?: string, decimal?: string, closed?: string, unclosed?: string) => {
      if (hex !== undefined) return characterOf(Number.parseInt(hex, 16));
      if (decimal !== undefined) return characterOf(Number(decimal));
      return NAMED.get(closed ?? unclosed ?? whole) ?? whole;
    },
  );
}

function characterOf(code: number): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
