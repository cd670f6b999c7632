import { err, ok, type Result } from 'neverthrow';
import { colourOf, isLegible, type Colour } from './colour';
import type { StartTag } from './html-token';
import { matchAt } from './match-at';
import {
  declarationsOf,
  groundOf,
  hides,
  LARGEST_SIZE,
  LEAST_SIZE,
  sizeOf,
  USUAL_SIZE,
  type Declaration,
} from './style';
import type { Judged } from './unjudged';

/** What style sheets may do to the elements of an email, beyond what hides and moves nothing. */
export interface StyleSheet {
  readonly hiding: readonly Hiding[];
  /** The colours that they name for text, and for what is behind it. */
  readonly colours: readonly Colour[];
  readonly grounds: readonly Colour[];
}

/** No more, so that the work does not grow with their number times that of the elements. */
const MOST = 40;

/**
 * Style sheets that hold at the same time.
 *
 * @param sheets each with the tag that brings it
 * @returns as error: the tag with whose style sheet they are too many to compare with every element
 */
export function together(sheets: readonly (readonly [StyleSheet, StartTag])[]): Judged<StyleSheets> {
  const hiding: Hiding[] = [];
  const colours = new Set<Colour>();
  const grounds = new Set<Colour>();
  for (const [sheet, { name, at }] of sheets) {
    for (const one of sheet.hiding) hiding.push(one);
    for (const colour of sheet.colours) colours.add(colour);
    for (const ground of sheet.grounds) grounds.add(ground);
    if (Math.max(hiding.length, colours.size, grounds.size) > MOST) return err({ what: 'element', name, at });
  }
  const all = { hiding, colours: [...colours], grounds: [...grounds] };
  return ok({ ...all, isLegible: isAllLegible(all.colours, all.grounds) });
}

/** Whether letters of each of these colours are told from each of these grounds. */
export function isAllLegible(colours: readonly Colour[], grounds: readonly Colour[]): boolean {
  return colours.every((colour) => grounds.every((ground) => isLegible(colour, ground)));
}

/** All style sheets of an email. */
export interface StyleSheets extends StyleSheet {
  /** Whether each of their colours is told from each of their grounds. */
  readonly isLegible: boolean;
}

/** What bears all of these names, `p` of elements, `.x` of classes and `#x` of ids, may not be seen. */
export interface Hiding {
  readonly names: readonly string[];
  readonly property: string;
}

const STRING_OR_COMMENT = /("[^"\n]*"|'[^'\n]*')|\/\*[^]*?(?:\*\/|$)/g;
/** Of a style sheet that holds fonts and nothing else. */
export const FONTS: RegExp = /^https:\/\/fonts\.googleapis\.com\/css2?\?[\w.:+,;@%|&=-]*$/i;
const IMPORT = /\s*@import\s+url\(\s*(["']?)([^"'()\s]*)\1\s*\)\s*;/y;
const RULE = /([^{}]*)([{}])/y;
const MEDIA = /^@media[\w\s():,.-]*$/;
const APART = /^@(?:-ms-viewport|font-face|list\s[\w\s:-]*|page(?:\s[\w\s:-]*)?)$/;
const SELECTORS = /^[\w\s.#:,>+~*[\]=-]+$/;

/**
 * Reads the style sheet of an email. Media queries are read as if they always held.
 *
 * @returns as error: the property or the rule that is not known here
 */
export function readStyleSheet(source: string): Result<StyleSheet, string> {
  const css = plainOf(source.toLowerCase());
  const hiding: Hiding[] = [];
  const colours: Colour[] = [];
  const grounds: Colour[] = [];
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
      const [block, body = '', end] = matchAt(RULE, css, at) ?? [''];
      if ((!isApart && !SELECTORS.test(prelude)) || end !== '}') return err(/^@[a-z-]{0,20}/.exec(prelude)?.[0] ?? '');
      const declarations = declarationsOf(body);
      if (declarations.isErr()) return err(declarations.error);
      at += block.length;
      if (isApart) continue;
      const hidden = declarations.value.find(mayHide);
      if (hidden !== undefined) for (const one of prelude.split(',')) hiding.push(hidingOf(one, hidden.name));
      for (const declaration of declarations.value) {
        const ground = groundOf(declaration);
        if (ground !== undefined) grounds.push(ground);
        if (declaration.name === 'color' && declaration.value !== 'inherit') colours.push(colourOf(declaration.value));
      }
    }
  }
  return css.slice(at).trim() === '' && !isInMedia ? ok({ hiding, colours, grounds }) : err('');
}

/** Without comments, and without the marks that hid style sheets from the browsers of old. */
function plainOf(source: string): string {
  const opened = source.trim().replace(/^<!--/, '');
  const css = opened.endsWith('-->') ? opened.slice(0, -3) : opened;
  return css.replace(STRING_OR_COMMENT, (_, string?: string) => string ?? ' ');
}

const RELATIVE = /(?:em|%|smaller)$/;

function mayHide(declaration: Declaration): boolean {
  const size = sizeOf(declaration, USUAL_SIZE);
  if (size === null) return hides(declaration);
  return size < LEAST_SIZE || size > LARGEST_SIZE || (size < USUAL_SIZE && RELATIVE.test(declaration.value));
}

/** Of a selector, only what the element itself must bear counts, so that it may be taken for more than it selects. */
function hidingOf(selector: string, property: string): Hiding {
  const own = selector.trim().split(/[\s>+~]+/).at(-1) ?? '';
  return { names: own.match(/^[a-z][\w-]*|[.#][\w-]+/g) ?? [], property };
}
