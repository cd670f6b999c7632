import { err, ok, type Result } from 'neverthrow';
import { colourOf, type Colour } from './colour';
import { wordList } from './word-list';

/** A property and its value, both in lower case, with single spaces. */
export interface Declaration {
  readonly name: string;
  readonly value: string;
}

/** Properties that words alone neither hide nor move with. */
const isOfWords: (property: string) => boolean = /* @__PURE__ */ wordList(
  '-ms-interpolation-mode -webkit-line-break -webkit-nbsp-mode background-repeat border-collapse box-sizing clear cursor ' +
    'direction empty-cells font-feature-settings font-kerning font-optical-sizing font-stretch font-style font-variant ' +
    'font-variant-* font-variation-settings hyphens line-break list-style list-style-position list-style-type ' +
    'overflow-wrap page-break-after page-break-before page-break-inside text-align text-decoration ' +
    'text-decoration-line text-decoration-style text-underline vertical-align white-space white-space-collapse ' +
    'word-break word-wrap',
);

/** Properties that neither hide nor move anything, whatever plain value they have. */
const isHarmless: (property: string) => boolean = /* @__PURE__ */ wordList(
  'background-position background-size caret-color font-family font-weight min-height min-width mso-ansi-language ' +
    'mso-ascii-* mso-bidi-* mso-border-* mso-fareast-* mso-font-charset mso-font-kerning mso-font-pitch ' +
    'mso-font-signature mso-footer-* mso-generic-* mso-hansi-* mso-header-* mso-level-* mso-ligatures ' +
    'mso-line-height-rule mso-list mso-list-* mso-no-proof mso-pagination mso-paper-source mso-style-link ' +
    'mso-style-name mso-style-next mso-style-parent mso-style-priority mso-style-qformat mso-style-type ' +
    'mso-style-unhide mso-themecolor mso-yfti-* orphans page panose-1 size tab-interval text-decoration-color widows',
);

/** Properties that have effects elsewhere, and the values with which they have none. */
const NONE: Readonly<Record<string, RegExp>> = {
  '-moz-text-size-adjust': /^(?:100%|none|auto)$/,
  '-ms-text-size-adjust': /^(?:100%|none|auto)$/,
  '-webkit-text-size-adjust': /^(?:100%|none|auto)$/,
  '-webkit-text-stroke-width': /^0(?:px)?$/,
  float: /^none$/,
  outline: /^(?:none|0|0px)$/,
  position: /^static$/,
  'table-layout': /^auto$/,
  'text-size-adjust': /^(?:100%|none|auto)$/,
};

/** Properties that can hide an element or lay it over others, and the values with which they do neither. */
const SHOWN: Readonly<Record<string, RegExp>> = {
  'aspect-ratio': /^auto$/,
  display: /^(?:block|inline|inline-block|inline-table|list-item|table|table-cell|table-row)$/,
  height: /^auto$/,
  'letter-spacing': /^normal$/,
  'max-height': /^none$/,
  'mso-hide': /^none$/,
  opacity: /^1(?:\.0)?$/,
  overflow: /^visible$/,
  'text-indent': /^0$/,
  visibility: /^visible$/,
  'word-spacing': /^normal$/,
};
/** Of those that take lengths: how many pixels are fine. */
const FARTHEST: Readonly<Record<string, number>> = { 'letter-spacing': 10, 'text-indent': 48, 'word-spacing': 10 };

/** Properties that are compared where something is shown; what is not understood there counts as unknown. */
const OTHERS = /^(?:background(?:-color|-image)?|color|font|font-size|line-height|(?:max-)?width|text-transform)$/;

/** Properties that keep what is inside an element away from what is beside it. */
const SPACE = /^(?:margin|padding)(?:-(?:bottom|left|right|top))?$|^mso-(?:margin|padding)-[a-z-]+$|^mso-table-[lr]space$|^border-radius$/;
const WIDEST = 300;
const BORDER = /^border(?:-(?:bottom|left|right|top))?(?:-(?:color|style|width))?$|^border-spacing$/;
const WIDEST_BORDER = 20;

/** What a property may be set to at all: words, lengths and colours, lists of them, and texts without escapes. */
const PLAIN = /^(?:[\w #%.,+/-]|"[^"\\;{}<>]*"|'[^'\\;{}<>]*'|rgba?\([\d ,.%]*\))*$/;
const WORDS = /^(?!.*line-through)[a-z-]+(?: [a-z-]+)*$/;
const BACKGROUND_IMAGE = /url\((?:"[^"\\()*]*"|'[^'\\()*]*'|[^"'\\()\s*]*)\)/;
/** How Word writes the numbers of a list. */
const LEVEL_TEXT = /^(?:"(?:[%\w.() -]|\\[\w.])*"|[%\w .()-]|\\f0[\da-f]{2}|\\\.)*$/;
/** Where CSS and this library part at other characters, or fold their case otherwise. */
const STRANGE = /[^\t\n\r -~]/;

/**
 * The declarations of an element or a rule, when all of them are known here. Which of them counts is not asked: each may.
 *
 * @returns as error: the name of the first that is not known; empty for what is no declaration
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
  if (name === 'mso-level-text') return LEVEL_TEXT.test(value);
  if (!PLAIN.test(name.startsWith('background') ? value.replace(BACKGROUND_IMAGE, '') : value)) return false;
  const none = Object.hasOwn(NONE, name) ? NONE[name] : undefined;
  if (none !== undefined) return none.test(value);
  if (isOfWords(name)) return WORDS.test(value);
  if (SPACE.test(name)) return value.split(' ').every((one) => isUpTo(WIDEST, one) || /^(?:auto|inherit)$/.test(one));
  if (BORDER.test(name)) return value.replace(/rgba?\([^)]*\)/g, 'rgb').split(' ').every((one) => isUpTo(WIDEST_BORDER, one) || !/^[\d.+-]/.test(one));
  return isHarmless(name) || Object.hasOwn(SHOWN, name) || OTHERS.test(name);
}

function isUpTo(most: number, value: string): boolean {
  const length = value.endsWith('%') ? Number.parseFloat(value) * 6 : (lengthOf(value, USUAL_SIZE) ?? Number.NaN);
  return length >= 0 && length <= most;
}

/** Whether an element with this declaration may not be seen where it stands, its size of letters and its colours aside. */
export function hides({ name, value }: Declaration): boolean {
  const shown = Object.hasOwn(SHOWN, name) ? SHOWN[name] : undefined;
  const farthest = Object.hasOwn(FARTHEST, name) ? FARTHEST[name] : undefined;
  return shown !== undefined && !shown.test(value) && !(farthest !== undefined && isUpTo(farthest, value));
}

/** Whether it may lay the element over others. */
export function covers(declaration: Declaration): boolean {
  return hides(declaration) && !/^(?:mso-hide|opacity|overflow|visibility)$/.test(declaration.name) && declaration.value !== 'none';
}

/** Whether it makes a box so high that words in a line reach into the lines beside it. */
export function isHigh({ name, value }: Declaration): boolean {
  if (!/^(?:border|padding)/.test(name) || /-(?:collapse|color|left|radius|right|spacing|style)$/.test(name)) return false;
  const sides = value.replace(/rgba?\([^)]*\)/g, 'rgb').split(' ');
  const vertical = name === 'padding' ? [sides[0], sides[2]] : sides;
  return vertical.some((side = '0') => /^(?:medium|thick|[\d.])/.test(side) && !isUpTo(HIGHEST, side));
}

const HIGHEST = 2;

/** The width that a declaration holds an element to, in pixels; 0 when it is not known, undefined when it is not held. */
export function roomOf({ name, value }: Declaration): number | undefined {
  if (!/^(?:max-)?width$/.test(name) || /^(?:auto|none|100%)$/.test(value)) return undefined;
  return value.endsWith('%') ? 0 : (lengthOf(value, 6) ?? 0);
}

/** The size of letters that have none of their own, in pixels. */
export const USUAL_SIZE = 16;

/** Least and most, in pixels. */
export type Sizes = readonly [number, number];

const SIZES: Readonly<Record<string, number>> = {
  'x-small': 10, 'small': 13, 'medium': 16, 'initial': 16, 'large': 18, 'x-large': 24, 'xx-large': 32,
};
const FONT = /* @__PURE__ */ fontOf('(?:"[\\w -]+"|\'[\\w -]+\'|(?!inherit|initial|unset|revert|default)[a-z-][\\w-]*)');

function fontOf(family: string): RegExp {
  return new RegExp(`^(?:normal |italic )?(?:bold |[1-9]00 )?([\\d.]+p[tx])(?:/([\\d.]+(?:p[tx]|%)?))? ${family}(?: ?, ?${family})*$`);
}

/** The sizes of letters that a declaration may give; null when it is about something else. */
export function sizesOf({ name, value }: Declaration, inherited: Sizes): Sizes | null {
  if (name !== 'font' && name !== 'font-size') return null;
  const size = name === 'font' ? (FONT.exec(value)?.[1] ?? '') : value;
  const factor = Object.hasOwn(RELATIVE, size) ? RELATIVE[size] : size.endsWith('%') ? Number.parseFloat(size) / 100 : undefined;
  const [least, most] = inherited.map((one) => (Object.hasOwn(SIZES, size) ? SIZES[size] : lengthOf(size, one)));
  if (factor !== undefined && factor >= 0) return [inherited[0] * factor, inherited[1] * factor];
  return [Math.max(0, least ?? 0), most ?? Number.POSITIVE_INFINITY];
}

const RELATIVE: Readonly<Record<string, number>> = { inherit: 1, larger: 1.2, smaller: 0.8 };

/** The height of a line: pixels, and so many times the size of its letters. */
export type Line = readonly [number, number];
export const NORMAL_LINE: Line = [0, 1.2];

/** The height of a line that a declaration gives; of letters of this size when it is relative. */
export function lineOf({ name, value }: Declaration, size: number): Line | null {
  if (name !== 'font' && name !== 'line-height') return null;
  const height = name === 'font' ? (FONT.exec(value)?.[2] ?? 'normal') : value;
  if (height === 'normal') return NORMAL_LINE;
  if (/^\d{1,2}(?:\.\d{1,4})?$/.test(height)) return [0, Number(height)];
  return [height.endsWith('%') ? (Number.parseFloat(height) * size) / 100 || 0 : (lengthOf(height, size) ?? 0), 0];
}

const UNITS: Readonly<Record<string, number>> = { px: 1, pt: 1.3333, pc: 16, in: 96, cm: 37.8, mm: 3.78 };

/** In pixels; undefined for what is no length, and for percent. */
function lengthOf(value: string, em: number): number | undefined {
  if (/^[+-]?0(?:\.0{1,4})?$/.test(value)) return 0;
  const [, number, unit = ''] = /^([+-]?(?:\d{1,6}(?:\.\d{1,9})?|\.\d{1,9}))([a-z]{2})$/.exec(value) ?? [];
  const pixels = unit === 'em' ? em : UNITS[unit];
  return number === undefined || pixels === undefined ? undefined : Number(number) * pixels;
}

const GROUND = /^(?:none )?(#[\da-f]+|[a-z]+|rgb\([\d ,]+\))(?: none)?(?: (?:no-)?repeat)?(?: scroll)?(?: 0(?:%|px)? 0(?:%|px)?)?$/;

/** A colour; or what is around shows through. */
export type Paint = Colour | 'through';

/** The colour that a declaration puts behind what is seen; null when it is not known, undefined when it puts none there. */
export function groundOf({ name, value }: Declaration): Paint | undefined {
  if (name === 'background-image') return value === 'none' ? undefined : null;
  if (name !== 'background' && name !== 'background-color') return undefined;
  if (/^(?:inherit|initial|none|transparent)$/.test(value)) return 'through';
  return colourOf((name === 'background' ? GROUND.exec(value)?.[1] : value) ?? '');
}

/** The colour that it gives to letters. */
export function inkOf({ name, value }: Declaration): Paint | undefined {
  return name !== 'color' ? undefined : value === 'inherit' ? 'through' : colourOf(value);
}
