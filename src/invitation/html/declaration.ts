import { err, ok, type Result } from 'neverthrow';
import { brightnessOf, type Span } from './brightness';
import { isListed, valueIn } from './value-in';
import { wordList } from './word-list';

/** A property and its value, both in lower case, with single spaces. */
export interface Declaration {
  readonly name: string;
  readonly value: string;
}

/** Properties whose values may be words, none of which hides or moves anything. */
const isOfWords: (property: string) => boolean = /* @__PURE__ */ wordList(
  '-ms-interpolation-mode -webkit-line-break -webkit-nbsp-mode background-repeat border-collapse box-sizing clear ' +
    'cursor font-stretch font-style hyphens line-break list-style list-style-position list-style-type ' +
    'overflow-wrap page-break-after page-break-before page-break-inside text-align text-decoration ' +
    'text-decoration-line text-decoration-style text-justify text-justify-trim text-underline vertical-align ' +
    'white-space white-space-collapse word-break word-wrap',
);
/** Properties that may only be set to do nothing. */
const IDLE = /^font-(?:feature|kerning|optical|varia)|text-size-adjust$/;

/** Properties that neither hide nor move anything, whatever plain value they have. */
const isHarmless: (property: string) => boolean = /* @__PURE__ */ wordList(
  'background-position background-size border-radius caret-color font-family font-weight min-height mso-ansi-language ' +
    'mso-font-kerning mso-ligatures mso-line-height-rule mso-list mso-no-proof mso-pagination mso-themecolor orphans ' +
    'page tab-interval text-decoration-color widows',
);
const OF_WORD =
  /^mso-(?:(?:ascii|bidi|border|fareast|hansi|yfti)-|style-(?:link|name|next|parent|priority|qformat|type|unhide)$)/;

/** Properties that have effects elsewhere, and the values with which they have none. */
const NONE: Readonly<Record<string, string>> = {
  '-webkit-text-stroke-width': '0 0px',
  direction: 'ltr',
  float: 'none',
  outline: 'none 0 0px',
  position: 'static',
  'table-layout': 'auto',
};

/** Properties that can hide an element or lay it over others, and the values with which they do neither. */
const SHOWN: Readonly<Record<string, string>> = {
  'aspect-ratio': 'auto',
  display: 'block inline inline-block inline-table list-item table table-cell table-row',
  height: 'auto',
  'letter-spacing': 'normal',
  'max-height': 'none',
  'mso-hide': 'none',
  opacity: '1 1.0',
  overflow: 'visible',
  'text-indent': '0',
  visibility: 'visible',
  'word-spacing': 'normal',
};
/** Of those that take lengths: how many pixels are fine. */
const FARTHEST: Readonly<Record<string, number>> = { 'letter-spacing': 10, 'text-indent': 48, 'word-spacing': 10 };

/** Properties that are weighed where something is shown; a value that is not understood counts as unknown there. */
const OTHERS = /^(?:background(?:-color|-image)?|color|font|font-size|line-height|(?:max-|min-)?width|text-transform)$/;

/** Properties that keep what is inside an element away from what is beside it. */
const SPACE = /^(?:margin|padding)(?:-(?:bottom|left|right|top))?$|^mso-(?:margin|padding)-|^mso-table-[lr]space$/;
const WIDEST = 300;
const BORDER = /^border(?:-(?:bottom|left|right|top))?(?:-(?:color|style|width))?$|^border-spacing$/;
const WIDEST_BORDER = 20;

/** The values that any property may have: words, lengths and colours, lists of them, and texts without escapes. */
const PLAIN = /^(?:[\w #%.,+/\u4e00-\u9fff-]|"[^"\\;{}<>]*"|'[^'\\;{}<>]*'|rgba?\([\d ,.%]*\))*$/;
const WORDS = /^(?!.*line-through)[a-z-]+(?: [a-z-]+)*$/;
const BACKGROUND_IMAGE = /url\((?:"[^"\\()*]*"|'[^'\\()*]*'|[^"'\\()\s*]*)\)/;
/**
 * CSS splits at some of these characters, or folds their case, differently from this library. Fonts have Chinese names.
 */
const STRANGE = /[^\t\n\r -~\u4e00-\u9fff]/;

/**
 * The declarations of an element or a rule, if all of them are known here. Each of them may count.
 *
 * @returns as error: the name of the first unknown one; empty if it is not a declaration
 */
export function declarationsOf(source: string): Result<readonly Declaration[], string> {
  if (STRANGE.test(source)) return err('');
  const declarations: Declaration[] = [];
  for (const piece of source.toLowerCase().split(';')) {
    if (piece.trim() === '') continue;
    const colon = piece.indexOf(':');
    const name = piece.slice(0, Math.max(0, colon)).trim();
    const value = piece.slice(colon + 1).replace(/!\s*important\s*$/, '').trim().replace(/\s+/g, ' ');
    if (value.length > LONGEST_VALUE || !isKnown(name, value)) return err(name);
    declarations.push({ name, value });
  }
  return ok(declarations);
}

const LONGEST_VALUE = 1000;

function isKnown(name: string, value: string): boolean {
  if (!PLAIN.test(name.startsWith('background') ? value.replace(BACKGROUND_IMAGE, '') : value)) return false;
  const isNone = isListed(NONE, name, value);
  if (isNone !== undefined) return isNone;
  if (IDLE.test(name)) return ['100%', 'auto', 'none', 'normal'].includes(value);
  if (isOfWords(name)) return WORDS.test(value);
  if (SPACE.test(name)) return value.split(' ').every((one) => isUpTo(WIDEST, one) || one === 'auto' || one === 'inherit');
  if (BORDER.test(name)) {
    return sidesOf(value).every((one) => isUpTo(WIDEST_BORDER, one) || !/^[\d.+-]/.test(one));
  }
  return isHarmless(name) || OF_WORD.test(name) || Object.hasOwn(SHOWN, name) || OTHERS.test(name);
}

/** The parts of a value that may differ from side to side; a colour is one of them. */
function sidesOf(value: string): readonly string[] {
  return value.replace(/rgba?\([^)]*\)/g, 'rgb').split(' ');
}

function isUpTo(most: number, value: string): boolean {
  const length = lengthOf(value, USUAL_SIZE) ?? Number.NaN;
  return length >= 0 && length <= most;
}

/** Whether a declaration may hide an element, apart from the size and the colour of its letters. */
export function hides({ name, value }: Declaration): boolean {
  return isListed(SHOWN, name, value) === false && !isUpTo(valueIn(FARTHEST, name) ?? -1, value);
}

/** Whether it may lay the element over others. */
export function covers(declaration: Declaration): boolean {
  const { name, value } = declaration;
  return hides(declaration) && !['mso-hide', 'opacity', 'overflow', 'visibility'].includes(name) && value !== 'none';
}

/** Whether it makes a box so high that words in a line reach into the lines beside it. */
export function isHigh({ name, value }: Declaration): boolean {
  if (!/^(?:border|padding)/.test(name) || /-(?:collapse|color|left|radius|right|spacing)$/.test(name)) return false;
  const sides = sidesOf(value);
  const hasWidth = sides.some((side) => /^(?:\d|thin)/.test(side));
  if (/dashed|dotted|double|groove|inset|outset|ridge|solid/.test(value) && !hasWidth) return true;
  const vertical = name === 'padding' ? [sides[0], sides[2]] : sides;
  return vertical.some((side = '0') => /^(?:medium|thick|[\d.+])/.test(side) && !isUpTo(HIGHEST, side));
}

const HIGHEST = 2;

/** Whether it may take some of the width that there is. */
export function hasSpace({ name, value }: Declaration): boolean {
  return /^(?:border|margin|padding|text-indent)/.test(name) && /(?:^| )[+.0]*[1-9]/.test(value);
}

/**
 * The width in pixels that a declaration limits a box to, so that its content may overflow it; 0 for a share of a width
 * that is not known; null if the box stays as wide as its content needs.
 */
export function widthOf({ name, value }: Declaration, isGrowing: boolean, isSpaced: boolean): number | null {
  if (!/^(?:(?:max|min)-)?width$/.test(name) || /^(?:auto|none)$/.test(value)) return null;
  const grows = name === 'min-width' || (isGrowing && name === 'width');
  if (!value.endsWith('%')) return grows ? null : (lengthOf(value, 6) ?? 0);
  const share = Number.parseFloat(value);
  return !isSpaced && (share === 100 || (grows && share < 100)) ? null : 0;
}

/** The size of letters that have none of their own, in pixels. */
export const USUAL_SIZE = 16;

const SIZES: Readonly<Record<string, number>> = {
  'x-small': 10, 'small': 13, 'medium': 16, 'initial': 16, 'large': 18, 'x-large': 24, 'xx-large': 32,
};
/** The size in pixels that a declaration may give letters; null if it sets something else. */
export function sizesOf({ name, value }: Declaration, inherited: Span): Span | null {
  if (name !== 'font' && name !== 'font-size') return null;
  if (value === 'inherit') return inherited;
  const sizes = inherited.map((one) => valueIn(SIZES, value) ?? relativeTo(one, value));
  const [least = -1, most = Infinity] = name === 'font' ? [] : sizes;
  return least < 0 ? [0, Infinity] : [least, most];
}

/** The height of a line that grows with its letters. */
export const NORMAL_LINE: Span = [Infinity, Infinity];

/**
 * The least height of a line that a declaration sets: in pixels, and as a multiple of the size of its letters; the one
 * that it does not set is infinite.
 *
 * @param size that of the letters, for a relative height
 */
export function lineOf({ name, value }: Declaration, inherited: Span, size: number): Span | null {
  if (name !== 'font' && name !== 'line-height') return null;
  if (value === 'inherit') return inherited;
  if (name === 'font') return [0, Infinity];
  if (value === 'normal') return NORMAL_LINE;
  if (/^\d{1,2}(?:\.\d{1,4})?$/.test(value)) return [Infinity, Number(value)];
  return [Math.max(0, relativeTo(size, value) ?? 0), Infinity];
}

/** In pixels, of a length that is a share of a size or not; undefined for a value that is none. */
function relativeTo(size: number, value: string): number | undefined {
  return lengthOf(value, size) ?? lengthOf(value.replace('%', 'em'), size / 100);
}

const UNITS: Readonly<Record<string, number>> = { px: 1, pt: 1.3333, pc: 16, in: 96, cm: 37.8, mm: 3.78 };

/** In pixels, of which an em may be any number; undefined for percent and for a value that is not a length. */
function lengthOf(value: string, em: number): number | undefined {
  if (/^[+-]?0(?:\.0{1,4})?$/.test(value)) return 0;
  const [, number, unit = ''] = /^([+-]?(?:\d{1,6}(?:\.\d{1,9})?|\.\d{1,9}))([a-z]{2})$/.exec(value) ?? [];
  const pixels = unit === 'em' ? em : UNITS[unit];
  return number === undefined || pixels === undefined ? undefined : Number(number) * pixels || 0;
}

const GROUND = /^(#[\da-f]+|[a-z]+|rgb\([\d ,]+\))(?: none)?(?: (?:no-)?repeat)?(?: scroll)?(?: 0(?:%|px)? 0(?:%|px)?)?$/;

/** Any colour. */
const UNKNOWN: Span = [0, 765];

function spanOf(colour: string): Span {
  const brightness = brightnessOf(colour);
  return brightness === null ? UNKNOWN : [brightness, brightness];
}

/** The brightness that a declaration gives the background of letters; null if it sets something else. */
export function groundOf({ name, value }: Declaration, behind: Span): Span | null {
  if (name === 'background-image') return value === 'none' ? null : UNKNOWN;
  if (name !== 'background' && name !== 'background-color') return null;
  if (/^(?:inherit|initial|none|transparent)$/.test(value)) return behind;
  return spanOf((name === 'background' ? GROUND.exec(value)?.[1] : value) ?? '');
}

/** The brightness that it gives letters; null if it sets something else. */
export function inkOf({ name, value }: Declaration, inherited: Span): Span | null {
  return name !== 'color' ? null : value === 'inherit' ? inherited : spanOf(value);
}
