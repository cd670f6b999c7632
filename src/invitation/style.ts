import { err, ok, type Result } from 'neverthrow';
import { colourOf, type Colour } from './colour';
import { wordList } from './word-list';

/** A property and its value, both in lower case. */
export interface Declaration {
  readonly name: string;
  readonly value: string;
}

/** Properties that neither hide nor move anything, whatever plain value they have. */
const isHarmless: (property: string) => boolean = /* @__PURE__ */ wordList(
  '-moz-text-size-adjust aspect-ratio -ms-interpolation-mode -ms-text-size-adjust -webkit-line-break -webkit-nbsp-mode ' +
    '-webkit-text-size-adjust -webkit-text-stroke-width background-position background-repeat background-size border ' +
    'border-* box-sizing caret-color cursor direction empty-cells font-family font-feature-settings font-kerning ' +
    'font-optical-sizing font-size-adjust font-stretch font-style font-variant font-variant-* font-variation-settings ' +
    'font-weight hyphens line-break list-style list-style-position list-style-type min-height min-width mso-ansi-* ' +
    'mso-ascii-* mso-bidi-* mso-border-* mso-fareast-* mso-font-* mso-footer-* mso-generic-* mso-hansi-* mso-header-* ' +
    'mso-level-* mso-ligatures mso-line-height-rule mso-list mso-list-* mso-margin-* mso-no-proof mso-padding-* ' +
    'mso-pagination mso-paper-source mso-style-link mso-style-name mso-style-next mso-style-parent mso-style-priority ' +
    'mso-style-qformat mso-style-type mso-style-unhide mso-table-* mso-themecolor mso-yfti-* orphans outline overflow-wrap page ' +
    'page-break-after page-break-before page-break-inside panose-1 size tab-interval table-layout text-align ' +
    'text-decoration text-decoration-* text-size-adjust text-underline text-underline-* vertical-align white-space ' +
    'white-space-collapse widows word-break word-wrap',
);

/** Properties that can hide an element, and the values with which they do not. */
const SHOWN: Readonly<Record<string, RegExp>> = {
  display: /^(?:block|inline|inline-block|inline-table|list-item|table|table-cell|table-row)$/,
  'mso-hide': /^none$/,
  opacity: /^(?:1(?:\.0)?|0?\.[5-9]\d?)$/,
  overflow: /^visible$/,
  'text-transform': /^none$/,
  visibility: /^visible$/,
};

/** Properties that can hide an element when they are too small, and how many pixels are enough; percent are of 100. */
const LEAST: Readonly<Record<string, number>> = {
  height: 10,
  'letter-spacing': -1,
  'line-height': 10,
  'max-height': 10,
  'max-width': 10,
  'text-indent': -48,
  width: 10,
  'word-spacing': -1,
};

/** Properties that move what is inside an element. They may do so a little, and away from what is beside it. */
const MOVING = /^(?:margin|padding)(?:-(?:bottom|left|right|top))?$/;
const FARTHEST = 300;

/** Properties whose values are compared where something is shown. */
const OTHERS = /^(?:background(?:-color)?|color|font|font-size)$/;

/** The size of letters that have none of their own, in pixels. */
export const USUAL_SIZE = 16;
/** Smaller letters are not seen. */
export const LEAST_SIZE = 6;
/** Larger letters lie over the lines above and below. */
export const LARGEST_SIZE = 40;

/** What a property may be set to at all: words, lengths and colours, lists of them, and texts without escapes. */
const PLAIN = /^(?:[\w\s#%.,+/-]|"[^"\\;{}<>\n\r\f]*"|'[^'\\;{}<>\n\r\f]*'|rgba?\([\d\s,.%]*\))*$/;
const BACKGROUND_IMAGE = /url\((?:"[^"\\()]*"|'[^'\\()]*'|[^"'\\()\s]*)\)/;
/** How Word writes the numbers of a list. */
const LEVEL_TEXT = /^(?:"(?:[%\w.() -]|\\[\w.])*"|[%\w\s.()-]|\\f0[\da-f]{2}|\\\.)*$/;

/**
 * The declarations of an element or a rule, when all of them are known here.
 *
 * @returns as error: the name of the first that is not; empty for what is no declaration
 */
export function declarationsOf(source: string): Result<readonly Declaration[], string> {
  const declarations: Declaration[] = [];
  for (const piece of source.toLowerCase().split(';')) {
    if (piece.trim() === '') continue;
    const colon = piece.indexOf(':');
    const name = piece.slice(0, Math.max(0, colon)).trim();
    const value = withoutPriority(piece.slice(colon + 1).trim());
    if (value.length > LONGEST_VALUE || !isPlain(name, value)) return err(name);
    declarations.push({ name, value });
  }
  return ok(declarations);
}

const LONGEST_VALUE = 1000;

function withoutPriority(value: string): string {
  const mark = value.lastIndexOf('!');
  return value.slice(mark + 1).trim() === 'important' && mark !== -1 ? value.slice(0, mark).trim() : value;
}

function isPlain(name: string, value: string): boolean {
  if (name === 'mso-level-text') return LEVEL_TEXT.test(value);
  const isBackground = name === 'background' || name === 'background-image';
  if (!PLAIN.test(isBackground ? value.replace(BACKGROUND_IMAGE, '') : value)) return false;
  if (MOVING.test(name)) return value.split(/\s+/).every(isModest);
  if (name === 'float') return value === 'none';
  if (name === 'position') return value === 'static';
  return isBackground || isHarmless(name) || Object.hasOwn(SHOWN, name) || Object.hasOwn(LEAST, name) || OTHERS.test(name);
}

function isModest(value: string): boolean {
  const length = pixelsOf(value, USUAL_SIZE);
  return Number.isNaN(length) ? /^[a-z-]+$/.test(value) : length >= 0 && length <= FARTHEST;
}

/** Whether an element with this declaration may not be seen, its size of letters and its colours aside. */
export function hides({ name, value }: Declaration): boolean {
  const shown = Object.hasOwn(SHOWN, name) ? SHOWN[name] : undefined;
  if (shown !== undefined) return !shown.test(value);
  const least = Object.hasOwn(LEAST, name) ? LEAST[name] : undefined;
  if (least === undefined || /^[a-z-]+$/.test(value)) return false;
  return !(pixelsOf(value, USUAL_SIZE) >= least);
}

/** The size of letters that a declaration gives, in pixels; null when it is about something else. */
export function sizeOf({ name, value }: Declaration, inherited: number): number | null {
  if (name === 'font') return pixelsOf(/(?:^|\s)(\d[\d.]*p[tx])\s/.exec(value)?.[1] ?? '', inherited) || 0;
  if (name !== 'font-size') return null;
  if (value === 'inherit') return inherited;
  if (/^(?:(?:x-|xx-)?large|medium|small|x-small|initial)$/.test(value)) return value === 'x-small' ? 10 : USUAL_SIZE;
  const length = pixelsOf(value, inherited);
  if (value === 'larger' || value === 'smaller') return inherited * (value === 'larger' ? 1.2 : 0.8);
  return Number.isNaN(length) ? 0 : value.endsWith('%') ? (length * inherited) / 100 : length;
}

const UNITS: Readonly<Record<string, number>> = { px: 1, pt: 1.3333, pc: 16, in: 96, cm: 37.8, mm: 3.78, '%': 1 };

/** Of a number without a unit as of one in `em`; NaN for what is no length. */
function pixelsOf(value: string, em: number): number {
  const [, number = '', unit = ''] = /^([+-]?(?:\d{1,6}\.?\d{0,9}|\.\d{1,9}))(%|[a-z]{2})?$/.exec(value) ?? [];
  return number === '' ? Number.NaN : Number(number) * (unit === '' || unit === 'em' ? em : (UNITS[unit] ?? Number.NaN));
}

/** The colour that a declaration puts behind what is seen; undefined when it puts none there, null when it is not known. */
export function groundOf({ name, value }: Declaration): Colour | undefined {
  if (name !== 'background' && name !== 'background-color' && name !== 'background-image') return undefined;
  if (value.includes('url(')) return null;
  const named = value.replace(/\s*,\s*/g, ',').split(/[\s/]+/).find((word) => !NO_GROUND.test(word));
  return named === undefined ? undefined : colourOf(named);
}

const NO_GROUND = /^(?:[\d.]*(?:px|pt|%)?|auto|bottom|center|cover|inherit|initial|left|no-repeat|none|repeat|repeat-x|repeat-y|right|scroll|top|transparent)$/;
