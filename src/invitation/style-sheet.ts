import { err, ok, type Result } from 'neverthrow';
import { isLegible, type Colour } from './colour';
import type { StartTag } from './html-token';
import { matchAt } from './match-at';
import { covers, declarationsOf, groundOf, hides, inkOf, isHigh, lineOf, roomOf, sizesOf, type Declaration, type Paint } from './style';
import type { Judged } from './unjudged';

/** What style sheets may do to the elements of an email, beyond what hides and moves nothing. */
export interface StyleSheet {
  readonly rules: readonly Rule[];
  /** The colours that they name for text, and for what is behind it. */
  readonly inks: readonly Colour[];
  readonly grounds: readonly Colour[];
  /** Whether they take colours away, so that those around an element are seen in it. */
  readonly letsThrough: boolean;
}

/** No more, so that the work does not grow with their number times that of the elements. */
const MOST = 60;

/**
 * Style sheets that hold at the same time.
 *
 * @param sheets each with the tag that brings it
 * @returns as error: the tag with whose style sheet they are too many to compare with every element
 */
export function together(sheets: readonly (readonly [StyleSheet, StartTag])[], isQuirky: boolean): Judged<StyleSheets> {
  const rules: Rule[] = [];
  const inkSet = new Set<Colour>();
  const groundSet = new Set<Colour>();
  for (const [sheet, { name, at }] of sheets) {
    for (const rule of sheet.rules) rules.push(rule);
    for (const ink of sheet.inks) inkSet.add(ink);
    for (const ground of sheet.grounds) groundSet.add(ground);
    if (Math.max(rules.length, inkSet.size, groundSet.size) > MOST) return err({ what: 'element', name, at });
  }
  const [inks, grounds] = [[...inkSet], [...groundSet]];
  const letsThrough = sheets.some(([sheet]) => sheet.letsThrough);
  return ok({ rules, inks, grounds, letsThrough, isLegible: isAllLegible(inks, grounds), isQuirky });
}

/** Whether letters of each of these colours are told from each of these grounds. */
export function isAllLegible(inks: readonly Colour[], grounds: readonly Colour[]): boolean {
  return inks.every((ink) => grounds.every((ground) => isLegible(ink, ground)));
}

/** All style sheets of an email. */
export interface StyleSheets extends StyleSheet {
  /** Whether each of their colours is told from each of their grounds. */
  readonly isLegible: boolean;
  /**
   * Whether there is no doctype of today. Then tables take no sizes of letters from around them, and their colour from
   * the body; and the height of a line is that of the words and images in it, however high the anchors around them are.
   */
  readonly isQuirky: boolean;
}

/** What bears all of these names, `p` of elements, `.x` of classes and `#x` of ids, may be styled so. */
export interface Rule {
  readonly names: readonly string[];
  readonly declarations: readonly Declaration[];
}

const STRING_OR_COMMENT = /("[^"\n]*"|'[^'\n]*')|\/\*[^]*?(?:\*\/|$)/g;
/** Of a style sheet that holds fonts and nothing else. */
export const FONTS: RegExp = /^https:\/\/fonts\.googleapis\.com\/css2?\?[\w.:+,;@%|&=-]*$/i;
const IMPORT = /\s*@import\s+url\(\s*(["']?)([^"'()\s]*)\1\s*\)\s*;/y;
const RULE = /([^{}]*)([{}])/y;
const MEDIA = /^@media[\w\s():,.-]*$/;
const APART = /^@(?:-ms-viewport|font-face|list\s[\w\s:-]*|page(?:\s[\w\s:-]*)?)$/;
const SELECTORS = /^[\w\s.#:,>+~*-]+$/;
/** What an attribute is asked for. */
const ASKED = /\[[\w-]+(?:[*^$|~]?=(?:"[^"\\\]]*"|'[^'\\\]]*'|[\w-]+))?\]/g;

/**
 * Reads the style sheet of an email. Media queries are read as if they always held.
 *
 * @returns as error: the property or the rule that is not known here
 */
export function readStyleSheet(source: string): Result<StyleSheet, string> {
  if (/url\([^)]*\/\*/i.test(source)) return err('');
  const css = plainOf(source.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
  const rules: Rule[] = [];
  const inks: Paint[] = [];
  const grounds: Paint[] = [];
  let at = 0;
  for (let match = matchAt(IMPORT, css, at); match !== null; match = matchAt(IMPORT, css, at)) {
    if (!FONTS.test(match[2] ?? '')) return err('@import');
    at += match[0].length;
  }
  let isInMedia = false;
  for (let match = matchAt(RULE, css, at); match !== null; match = matchAt(RULE, css, at)) {
    const [piece, before = '', brace] = match;
    const prelude = before.trim();
    at += piece.length;
    if (brace === '}') {
      if (prelude !== '' || !isInMedia) return err('');
      isInMedia = false;
    } else if (!isInMedia && MEDIA.test(prelude)) {
      isInMedia = true;
    } else {
      const isApart = APART.test(prelude);
      const selectors = prelude.replace(ASKED, '');
      const [block, body = '', end] = matchAt(RULE, css, at) ?? [''];
      if ((!isApart && !SELECTORS.test(selectors === '' ? '*' : selectors)) || end !== '}') return err(/^@[a-z-]{0,20}/.exec(prelude)?.[0] ?? '');
      const read = declarationsOf(body);
      if (read.isErr()) return err(read.error);
      at += block.length;
      if (isApart) continue;
      const declarations = read.value.filter(isWeighed);
      if (declarations.length > 0) for (const one of selectors.split(',')) rules.push(ruleOf(one, declarations));
      inks.push(...read.value.flatMap((one) => asList(inkOf(one))));
      grounds.push(...read.value.flatMap((one) => asList(groundOf(one))));
    }
  }
  if (css.slice(at).trim() !== '' || isInMedia) return err('');
  const isColour = (paint: Paint): paint is Colour => paint !== 'through';
  return ok({ rules, inks: inks.filter(isColour), grounds: grounds.filter(isColour), letsThrough: [...inks, ...grounds].includes('through') });
}

function asList<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

/** Without comments, and without the marks that hid style sheets from the browsers of old. */
function plainOf(source: string): string {
  const opened = source.trim().replace(/^<!--/, '');
  const css = opened.endsWith('-->') ? opened.slice(0, -3) : opened;
  return css.replace(STRING_OR_COMMENT, (_, string?: string) => string ?? ' ');
}

/** Whether a declaration is compared with those of an element, and not harmless wherever it holds. */
function isWeighed(declaration: Declaration): boolean {
  return (
    /^(?:display|text-transform)$/.test(declaration.name) ||
    hides(declaration) ||
    covers(declaration) ||
    isHigh(declaration) ||
    roomOf(declaration) !== undefined ||
    sizesOf(declaration, [16, 16]) !== null ||
    lineOf(declaration, 16) !== null
  );
}

/** Elements that browsers add where none is written: what is asked of them is asked of nothing that can be compared. */
const ADDED = /^(?:body|colgroup|html|tbody)$/;

/**
 * Of a selector, only what the element itself must bear counts, so that it may be taken for more than it selects. Nothing
 * stands below the body that its height could have it lie over.
 */
function ruleOf(selector: string, declarations: readonly Declaration[]): Rule {
  const own = selector.trim().split(/[\s>+~]+/).at(-1) ?? '';
  const names = (own.match(/^[a-z][\w-]*|[.#][\w-]+/g) ?? []).filter((name) => !ADDED.test(name));
  const isPage = /^(?:body|html)$/.test(own);
  return { names, declarations: isPage ? declarations.filter(({ name }) => name !== 'height') : declarations };
}
