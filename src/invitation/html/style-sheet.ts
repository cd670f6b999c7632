import { err, ok, type Result } from 'neverthrow';
import type { Reader } from './html-shape';
import type { StartTag } from './html-token';
import { matchAt } from './match-at';
import { covers, declarationsOf, hasSpace, hides, isHigh, type Declaration } from './declaration';
import type { Judged } from './unjudged';
import { wordList } from './word-list';

/** The most rules of an email, so that the work does not grow with their number times that of the elements. */
const MOST = 120;

/**
 * The rules of all style sheets of an email.
 *
 * @param sheets the rules of each, with the tag that brings them
 * @returns as error: the tag whose rules make them too many to compare with every element
 */
export function together(sheets: readonly (readonly [readonly Rule[], StartTag])[]): Judged<readonly Rule[]> {
  const rules: Rule[] = [];
  for (const [sheet, { name, at }] of sheets) {
    for (const rule of sheet) rules.push(rule);
    if (rules.length > MOST) return err({ what: 'element', name, at });
  }
  return ok(rules);
}

/** What holds for a whole email. */
export interface StyleSheets {
  readonly rules: readonly Rule[];
  readonly reader: Reader;
  /**
   * Whether there is no doctype of today. Then tables take no sizes of letters from around them, and their colour from
   * the body; and the height of a line is that of the words and images in it, however high the anchors around them are.
   */
  readonly isQuirky: boolean;
}

/** May style each element that has all of these names: `p` is that of an element, `.x` of a class, `#x` of an id. */
export interface Rule {
  readonly names: readonly string[];
  readonly declarations: readonly Declaration[];
}

const STRING_OR_COMMENT = /("[^"\n]*"|'[^'\n]*')|\/\*[^]*?(?:\*\/|$)/g;
/** The address of a style sheet that holds only fonts, and fonts that have letters. */
export const FONTS: RegExp =
  /^https:\/\/fonts\.googleapis\.com\/css2?\?(?:(?:\||&?family=)(?:(?:droid|noto|open)\+sans|inter|lato|montserrat|poppins|roboto|ubuntu)(?::[\w,;@]*)?)+(?:&(?:amp;)?display=swap)?$/i;
const IMPORT = /\s*@import\s+url\(\s*(["']?)([^"'()\s]*)\1\s*\)\s*;/y;
const RULE = /([^{}]*)([{}])/y;
const MEDIA = /^@media[\w\s():,.-]*$/;
const APART = /^@(?:-ms-viewport|font-face|list\s[\w\s:-]*|page(?:\s[\w\s:-]*)?)$/;
const SELECTORS = /^[\w\s.#:,>+~*-]+$/;
/** A condition on an attribute. */
const ASKED = /\[[\w-]+(?:[*^$|~]?=(?:"[^"\\\]]*"|'[^'\\\]]*'|[\w-]+))?\]/g;

/**
 * Reads the style sheet of an email, with media queries as if they always held.
 *
 * @returns as error: the name of the unknown property or rule
 */
export function readStyleSheet(source: string): Result<readonly Rule[], string> {
  if (/url\([^)]*\/\*/i.test(source)) return err('');
  const css = plainOf(source.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
  const rules: Rule[] = [];
  let at = 0;
  for (let match = matchAt(IMPORT, css, at); match !== null; match = matchAt(IMPORT, css, at)) {
    if (!FONTS.test(String(match[2]))) return err('@import');
    at += match[0].length;
  }
  let isInMedia = false;
  for (let match = matchAt(RULE, css, at); match !== null; match = matchAt(RULE, css, at)) {
    const prelude = String(match[1]).trim();
    at += match[0].length;
    if (match[2] === '}') {
      if (prelude !== '' || !isInMedia) return err('');
      isInMedia = false;
    } else if (!isInMedia && MEDIA.test(prelude)) {
      isInMedia = true;
    } else {
      const selectors = prelude.replace(ASKED, '');
      const block = matchAt(RULE, css, at);
      const body = String(block?.[1]);
      const isApart = APART.test(prelude) && !/src|url/.test(body);
      const isKnown = isApart || SELECTORS.test(selectors === '' ? '*' : selectors);
      if (!isKnown || block?.[2] !== '}') return err(/^@[a-z-]{0,20}/.exec(prelude)?.[0] ?? '');
      at += block[0].length;
      if (isApart) continue;
      const read = declarationsOf(body);
      if (read.isErr()) return err(read.error);
      const declarations = read.value.filter(isWeighed);
      if (declarations.length > 0) for (const one of selectors.split(',')) rules.push(ruleOf(one, declarations));
    }
  }
  if (css.slice(at).trim() !== '' || isInMedia) return err('');
  return ok(rules);
}

/** A style sheet without comments, and without the marks that once hid style sheets from old browsers. */
function plainOf(source: string): string {
  const trimmed = source.trim();
  const opened = trimmed.startsWith('<!--') ? trimmed.slice(4) : trimmed;
  const css = opened.endsWith('-->') ? opened.slice(0, -3) : opened;
  return css.replace(STRING_OR_COMMENT, (_, string?: string) => string ?? ' ');
}

const mayDoHarm: (property: string) => boolean = /* @__PURE__ */ wordList(
  'color display font font-size line-height max-width min-width text-transform width',
);

/** Whether a declaration has to be weighed for each element, as it may do harm on some. */
function isWeighed(declaration: Declaration): boolean {
  return (
    mayDoHarm(declaration.name) ||
    declaration.name.startsWith('background') ||
    hides(declaration) ||
    covers(declaration) ||
    isHigh(declaration) ||
    hasSpace(declaration)
  );
}

/**
 * Elements that browsers add where none is written, and anchors, which mail programs make of addresses. A rule for them
 * may apply to anything.
 */
const ADDED = /^(?:a|body|colgroup|html|tbody)$/;

/**
 * Reads of a selector only what it asks of the element itself, so that the rule may seem to apply to more elements than
 * it does. The height of the page is left out: nothing stands below it.
 */
function ruleOf(selector: string, declarations: readonly Declaration[]): Rule {
  const own = selector.trim().replace(/[^]*[\s>+~]/, '');
  const names = (own.match(/^[a-z][\w-]*|[.#][\w-]+/g) ?? []).filter((name) => !ADDED.test(name));
  const isPage = own === 'body' || own === 'html';
  return { names, declarations: isPage ? declarations.filter(({ name }) => name !== 'height') : declarations };
}
