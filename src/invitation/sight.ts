import { err, ok } from 'neverthrow';
import { colourOf, type Colour } from './colour';
import { isInline } from './html-shape';
import type { StartTag } from './html-token';
import {
  covers, declarationsOf, groundOf, hides, inkOf, isHigh, lineOf, NORMAL_LINE, roomOf, sizesOf, USUAL_SIZE,
  type Declaration, type Line, type Paint, type Sizes,
} from './style';
import { isAllLegible, type StyleSheets } from './style-sheet';
import type { Judged, Unjudged } from './unjudged';

/** How what stands in an element may be seen, whichever of its styles count. */
export interface Sight {
  /** What may hide it. */
  readonly hiding: Unjudged | null;
  /** Whether that certainly takes it away, with all that the element holds. */
  readonly isGone: boolean;
  /** What may lay it over something else, or something else over it. */
  readonly covering: Unjudged | null;
  /** What may show its letters in another case than they are written in. */
  readonly recasing: Unjudged | null;
  readonly sizes: Sizes;
  readonly lines: readonly Line[];
  readonly inks: readonly Colour[];
  readonly grounds: readonly Colour[];
  /** Whether something may stand to its left or right. */
  readonly isBeside: boolean;
  /** The width that it is held to, in pixels. */
  readonly room: number;
}

/** How what stands in no element is seen. */
export const PLAIN_SIGHT: Sight = {
  hiding: null,
  isGone: false,
  covering: null,
  recasing: null,
  sizes: [USUAL_SIZE, USUAL_SIZE],
  lines: [NORMAL_LINE],
  inks: [0],
  grounds: [0xffffff],
  isBeside: false,
  room: Infinity,
};

/** How large browsers make letters of these elements. */
const SCALES: Readonly<Record<string, number>> = {
  big: 1.2, h1: 2, h2: 1.5, h3: 1.2, h5: 0.8, h6: 0.65, small: 0.8, sub: 0.8, sup: 0.8,
  code: 0.8, kbd: 0.8, pre: 0.8, samp: 0.8, tt: 0.8,
};
const FONT_SIZES = [USUAL_SIZE, 10, 13, USUAL_SIZE, 18, 24, 32, 48];
/** Of anchors, before and after a visit. */
const BLUES: readonly Colour[] = [0x0000ee, 0x551a8b];
const LEAST_SIZE = 6;
/** Of the letters of an anchor to elsewhere, in pixels: larger ones lie over the lines above and below. */
const LARGEST_ELSEWHERE = 40;
/** These grow with what they hold, whatever their height and width. */
const GROWING = /^(?:body|col|hr|html|img|table|tbody|td|tfoot|th|thead|tr)$/;
const OUTGROWN = /^(?:aspect-ratio|height|max-height|width)$/;
const IN_LINE = /^(?:inline|inherit|initial)$/;
const CELL = /^t[dh]$/;
const BESIDE = /^(?:inline-block|inline-table|table-cell)$/;

/**
 * How what stands in an element is seen, by its attributes, by the style sheets, and by how the element itself is seen.
 *
 * @param isLeading whether it is an anchor to where the email is to lead
 */
export function sightIn(tag: StartTag, outside: Sight, sheets: StyleSheets, isLeading: boolean): Judged<Sight> {
  const { name, attributes, at } = tag;
  const declared = declarationsOf(attributes.get('style') ?? '');
  if (declared.isErr()) return err({ what: 'style', name: declared.error, at });
  if (outside.isGone) return ok(outside);
  const own = [...presentational(tag), ...declared.value];
  const possible = sheets.rules.length === 0 ? [] : rulesFor(tag, sheets);
  const all = [...own, ...possible];
  const named = (declaration: Declaration | undefined): Unjudged | null =>
    declaration === undefined ? null : { what: 'style', name: declaration.name, at };
  const displays = all.filter((one) => one.name === 'display');
  const isGrowing = displays.length === 0 && GROWING.test(name);
  const isHidden = attributes.has('hidden');
  const isGone = (isHidden || own.some((one) => one.name === 'display')) && displays.every(({ value }) => value === 'none');
  const counting = isGrowing ? all.filter((one) => !OUTGROWN.test(one.name)) : all;
  const high = all.find(isHigh);
  const isBox = !isInline(name) || name === 'img' || own.some((one) => one.name === 'display');
  const isInLine = !isBox || displays.some(({ value }) => IN_LINE.test(value));
  if (high !== undefined && isInLine && !isLeading && !isGone) return err({ what: 'style', name: high.name, at });
  const sizes = sizesIn(tag, outside.sizes, own, possible, sheets);
  const linesOf = (declarations: readonly Declaration[]): readonly Line[] =>
    declarations.flatMap((one) => {
      const line = lineOf(one, sizes[0]);
      return line === null ? [] : one.value === 'inherit' ? outside.lines : [line];
    });
  const lines = linesOf(own);
  return ok({
    hiding: outside.hiding ?? (isHidden ? { what: 'attribute', name: 'hidden', at } : named(counting.find(hides))),
    isGone,
    covering: outside.covering ?? named(counting.find(covers)),
    recasing: named(all.find((one) => one.name === 'text-transform' && one.value !== 'none')) ?? outside.recasing,
    sizes,
    lines: few([...(lines.length > 0 ? lines : outside.lines), ...linesOf(possible)], [0, 0]),
    inks: painted(own.map(inkOf), outside.inks, name === 'a' && attributes.has('href') ? BLUES : outside.inks, sheets),
    grounds: painted(own.map(groundOf), outside.grounds, outside.grounds, sheets),
    isBeside: outside.isBeside || attributes.has('align') || CELL.test(name) || displays.some(({ value }) => BESIDE.test(value)),
    room: Math.min(isGrowing && CELL.test(name) ? Infinity : outside.room, ...counting.flatMap((one) => roomOf(one) ?? [])),
  });
}

/** No more ways than this are told apart. */
const FEW = 8;

function few<T>(ways: readonly T[], unknown: T): readonly T[] {
  const different = [...new Map(ways.map((one) => [String(one), one])).values()];
  return different.length > FEW ? [unknown] : different;
}

/** What colours an element may have of its own, and of those around it where it lets them through. */
function painted(
  own: readonly (Paint | undefined)[],
  outside: readonly Colour[],
  otherwise: readonly Colour[],
  { letsThrough }: StyleSheets,
): readonly Colour[] {
  const paints = own.filter((one) => one !== undefined).flatMap((one) => (one === 'through' ? outside : [one]));
  return few([...(paints.length > 0 ? paints : otherwise), ...(letsThrough ? outside : [])], null);
}

/** From the least to the most; tables take none from around them in an email without a doctype. */
function sizesIn(
  { name }: StartTag,
  outside: Sizes,
  own: readonly Declaration[],
  possible: readonly Declaration[],
  { isQuirky }: StyleSheets,
): Sizes {
  const scale = Object.hasOwn(SCALES, name) ? (SCALES[name] ?? 1) : 1;
  const declared = own.flatMap((one) => [sizesOf(one, outside) ?? []]).flat();
  const sizes = declared.length > 0 ? declared : outside.map((one) => one * scale);
  const others = [...possible.flatMap((one) => sizesOf(one, outside) ?? []), ...(isQuirky && name === 'table' ? [16] : [])];
  return [Math.min(...sizes, ...others), Math.max(...sizes, ...others)];
}

/** Attributes that say what styles say. */
function presentational({ name, attributes }: StartTag): readonly Declaration[] {
  const declarations: Declaration[] = [];
  const give = (property: string, value: string | undefined): void => {
    if (value !== undefined) declarations.push({ name: property, value: value.trim().toLowerCase() });
  };
  const length = (value: string | undefined): string | undefined => value?.replace(/^\d+$/, '$&px');
  give('background-color', paintIn(attributes.get('bgcolor')));
  give('background-image', attributes.has('background') ? 'url()' : undefined);
  give('color', paintIn(attributes.get('text') ?? attributes.get('color')));
  give('width', length(attributes.get('width')));
  give('height', length(attributes.get('height')));
  const size = name === 'font' ? attributes.get('size') : undefined;
  if (size !== undefined) give('font-size', `${String(FONT_SIZES[/^[1-7]$/.test(size) ? Number(size) : 0])}px`);
  return declarations;
}

/** In attributes, what is no colour of these kinds is one nevertheless, of which nobody thinks. */
export function paintIn(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const colour = value.toLowerCase();
  return /^(?:#|(?!window)[a-z]+$)/.test(colour) && colourOf(colour) !== null ? colour : 'unknown';
}

function rulesFor({ name, attributes }: StartTag, { rules }: StyleSheets): readonly Declaration[] {
  const classes = (attributes.get('class') ?? '').toLowerCase().split(/\s+/);
  const names = new Set([name, `#${(attributes.get('id') ?? '').toLowerCase()}`, ...classes.map((one) => `.${one}`)]);
  return rules.filter((one) => one.names.every((required) => names.has(required))).flatMap(({ declarations }) => declarations);
}

/** What keeps text from being seen; null when nothing does. */
export function hidingOf(sight: Sight, sheets: StyleSheets, at: number): Unjudged | null {
  if (sight.hiding !== null) return sight.hiding;
  if (sight.sizes[0] < LEAST_SIZE) return { what: 'style', name: 'font-size', at };
  const isSeen =
    sheets.isLegible &&
    isAllLegible(sight.inks, [...sight.grounds, ...sheets.grounds]) &&
    isAllLegible(sheets.inks, sight.grounds);
  return isSeen ? coveringOf(sight, at) : { what: 'style', name: 'color', at };
}

/** What may lay it over what is above or below; null when nothing does. */
export function coveringOf({ covering, sizes: [, most], lines }: Sight, at: number): Unjudged | null {
  const isTight = lines.some(([pixels, times]) => pixels + times * most < most - 0.1);
  return covering ?? (isTight ? { what: 'style', name: 'line-height', at } : null);
}

/** Why the words of an anchor, so many characters, may lie over what is beside them; null when they do not. */
export function reachOf(sight: Sight, length: number, isElsewhere: boolean, at: number): Unjudged | null {
  if (sight.isGone) return null;
  if (isElsewhere && sight.sizes[1] > LARGEST_ELSEWHERE) return { what: 'style', name: 'font-size', at };
  if (sight.isBeside && length * sight.sizes[1] > sight.room) return { what: 'style', name: 'width', at };
  return coveringOf(sight, at);
}
