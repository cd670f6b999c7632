import { err, ok } from 'neverthrow';
import { brightnessOf, isLegible, type Span } from './brightness';
import { isInline } from './html-shape';
import type { StartTag } from './html-token';
import {
  covers, declarationsOf, groundOf, hasSpace, hides, inkOf, isHigh, lineOf, NORMAL_LINE, sizesOf, USUAL_SIZE, widthOf,
  type Declaration,
} from './declaration';
import type { Rule, StyleSheets } from './style-sheet';
import type { Judged, Unjudged } from './unjudged';
import { valueIn } from './value-in';
import { wordList } from './word-list';

/** How a reader may see the content of an element, whichever of its styles count. */
export interface Sight {
  /** The reason why it may be hidden. */
  readonly hiding: Unjudged | null;
  /** Whether it is certainly not displayed, with everything in it. */
  readonly isGone: boolean;
  /** The reason why it may lie over something else, or something else over it. */
  readonly covering: Unjudged | null;
  /** The reason why its letters may show in another case than they are written in. */
  readonly recasing: Unjudged | null;
  /** Of its letters, in pixels. */
  readonly sizes: Span;
  /** The least height of a line, as `lineOf` gives it. */
  readonly line: Span;
  /** The brightness of its letters, and of what is behind them. */
  readonly ink: Span;
  readonly ground: Span;
  /** Whether something may stand to its left or right. */
  readonly isBeside: boolean;
  /** The width in pixels that an anchor is limited to; 0 in an element of it that may take a part of that width. */
  readonly room: number;
}

/** How a reader sees text outside of all elements. */
export const PLAIN_SIGHT: Sight = {
  hiding: null,
  isGone: false,
  covering: null,
  recasing: null,
  sizes: [USUAL_SIZE, USUAL_SIZE],
  line: NORMAL_LINE,
  ink: [0, 0],
  ground: [765, 765],
  isBeside: false,
  room: Infinity,
};

/** The factors by which browsers scale the letters of these elements. */
const SCALES: Readonly<Record<string, number>> = {
  big: 1.2, h1: 2, h2: 1.5, h3: 1.2, h5: 0.8, h6: 0.65, small: 0.8, sub: 0.8, sup: 0.8,
  code: 0.8, kbd: 0.8, pre: 0.8, samp: 0.8, tt: 0.8,
};
const FONT_SIZES = ['', '10px', '13px', '16px', '18px', '24px', '32px', '48px'];
/** The brightness of anchors, before and after a visit. */
const BLUES: Span = [238, 250];
const LEAST_SIZE = 6;
/** Elements that grow with their content, whatever their height and width. */
const isGrowingElement: (name: string) => boolean = /* @__PURE__ */ wordList(
  'body col hr html img table tbody td tfoot th thead tr',
);
const isOutgrown: (property: string) => boolean = /* @__PURE__ */ wordList('aspect-ratio height max-height width');
/** Elements that browsers indent. */
const isIndented: (name: string) => boolean = /* @__PURE__ */ wordList('blockquote figure ol ul');
const isInLineBy: (display: string) => boolean = /* @__PURE__ */ wordList('inline inherit initial');
const isCell: (name: string) => boolean = /* @__PURE__ */ wordList('td th');
const isBesideBy: (display: string) => boolean = /* @__PURE__ */ wordList('inline-block inline-table table-cell');

/**
 * How a reader sees the content of an element, given its attributes, the style sheets, and how the element itself is
 * seen.
 *
 * @param isLeading whether it is an anchor to the invitation link
 */
export function sightIn(
  tag: StartTag,
  outside: Sight,
  { rules, isQuirky, reader }: StyleSheets,
  isLeading: boolean,
): Judged<Sight> {
  const { name, attributes, at } = tag;
  const declared = declarationsOf(attributes.get('style') ?? '');
  if (declared.isErr()) return err({ what: 'style', name: declared.error, at });
  if (outside.isGone) return ok(outside);
  const own = [...presentational(tag), ...declared.value];
  const possible = rules.length === 0 ? [] : rulesFor(tag, rules);
  const all = [...own, ...possible];
  const named = (declaration: Declaration | undefined): Unjudged | null =>
    declaration === undefined ? null : { what: 'style', name: declaration.name, at };
  const displays = all.filter((one) => one.name === 'display');
  const isGrowing = displays.length === 0 && isGrowingElement(name);
  const isHidden = attributes.has('hidden');
  const isSaid = isHidden || own.some((one) => one.name === 'display');
  const isGone = isSaid && displays.every(({ value }) => value === 'none');
  const counting = isGrowing ? all.filter((one) => !isOutgrown(one.name)) : all;
  const high = all.find(isHigh);
  const isBox = !isInline(name) || name === 'img' || own.some((one) => one.name === 'display');
  const isInLine = !isBox || displays.some(({ value }) => isInLineBy(value));
  // It may read from right to left, and a block that does may be out of sight where it is too wide.
  if (name === 'bdi' && displays.length > 0) return err({ what: 'style', name: 'display', at });
  if (high !== undefined && isInLine && !isLeading && !isGone) return err({ what: 'style', name: high.name, at });
  /** The values that the element itself sets (or, if none, the other one), and those that style sheets may set. */
  const spansOf = (read: typeof inkOf, outer: Span, otherwise: Span): readonly Span[] => {
    const readAll = (some: readonly Declaration[]): readonly Span[] =>
      some.map((one) => read(one, outer)).filter((one) => one !== null);
    const certain = readAll(own);
    return [...(certain.length > 0 ? certain : [otherwise]), ...readAll(possible)];
  };
  const isApart = isQuirky && name === 'table';
  const scale = valueIn(SCALES, name) ?? 1;
  const scaled: Span = [outside.sizes[0] * scale, outside.sizes[1] * scale];
  const sizes = around([...spansOf(sizesOf, outside.sizes, scaled), ...(isApart ? [PLAIN_SIGHT.sizes] : [])]);
  const lines = spansOf((one, outer) => lineOf(one, outer, sizes[0]), outside.line, outside.line);
  const blue = attributes.has('href') ? BLUES : outside.ink;
  const isBeside = outside.isBeside || isCell(name) || displays.some(({ value }) => isBesideBy(value));
  const isSpaced = isIndented(name) || all.some(hasSpace);
  // Outlook gives widths to tables alone.
  const sized = reader === 'outlook' ? [] : isGrowing && name !== 'table' ? counting : all;
  const widths = sized.flatMap((one) => widthOf(one, isGrowing, isSpaced) ?? []);
  const held: Unjudged | null = isBeside && name !== 'a' && widths.length > 0 ? { what: 'style', name: 'width', at } : null;
  const keepsRoom = outside.room === Infinity || (isInline(name) && all.length === 0);
  return ok({
    hiding: outside.hiding ?? (isHidden ? { what: 'attribute', name: 'hidden', at } : named(counting.find(hides))),
    isGone,
    covering: outside.covering ?? named(counting.find(covers)) ?? held,
    recasing: named(all.find((one) => one.name === 'text-transform' && one.value !== 'none')) ?? outside.recasing,
    sizes,
    line: [Math.min(...lines.map(([pixels]) => pixels)), Math.min(...lines.map(([, times]) => times))],
    ink: around(spansOf(inkOf, outside.ink, blue)),
    ground: around(spansOf(groundOf, outside.ground, outside.ground)),
    isBeside,
    room: name === 'a' ? Math.min(Infinity, ...widths) : keepsRoom ? outside.room : 0,
  });
}

function around(spans: readonly Span[]): Span {
  return [Math.min(...spans.map(([least]) => least)), Math.max(...spans.map(([, most]) => most))];
}

/** The declarations for which attributes are another spelling. */
function presentational({ name, attributes }: StartTag): readonly Declaration[] {
  const declarations: Declaration[] = [];
  const give = (property: string, value: string | undefined): void => {
    if (value !== undefined) declarations.push({ name: property, value: value.toLowerCase() });
  };
  give('background-color', paintIn(attributes.get('bgcolor')));
  give('background-image', attributes.has('background') ? 'url()' : undefined);
  give('color', paintIn(attributes.get('text') ?? attributes.get('color')));
  give('width', attributes.get('width'));
  give('height', attributes.get('height'));
  const size = attributes.get('size') ?? '';
  const step = (/^\s*[+-]/.test(size) ? 3 : 0) + Number.parseInt(size, 10);
  if (name === 'font') give('font-size', FONT_SIZES[Math.min(7, Math.max(1, step))]);
  return declarations;
}

/** Browsers read any attribute of a colour as some colour, so that one of another spelling is unknown. */
export function paintIn(value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const colour = value.toLowerCase();
  return /^(?:#|(?!window)[a-z]+$)/.test(colour) && brightnessOf(colour) !== null ? colour : 'unknown';
}

function rulesFor({ name, attributes }: StartTag, rules: readonly Rule[]): readonly Declaration[] {
  const classes = (attributes.get('class') ?? '').toLowerCase().split(/\s/);
  const names = new Set([name, `#${(attributes.get('id') ?? '').toLowerCase()}`, ...classes.map((one) => `.${one}`)]);
  return rules.flatMap((one) => (one.names.every((required) => names.has(required)) ? one.declarations : []));
}

/** The reason why a reader may not see words; null if there is none. */
export function hidingOf(sight: Sight, words: string, at: number): Unjudged | null {
  if (sight.hiding !== null) return sight.hiding;
  if (sight.sizes[0] < LEAST_SIZE) return { what: 'style', name: 'font-size', at };
  return isLegible(sight.ink, sight.ground) ? coveringOf(sight, words, at) : { what: 'style', name: 'color', at };
}

/**
 * Whether all letters are hardly higher than their size: Latin, Greek, Cyrillic, Chinese, Japanese, Korean, and signs.
 */
function areLow(words: string): boolean {
  return /^[\ufe00-\ufe6f\0-\u058f\u1d00-\ua4ff\uac00-\ud7ff\ue000-\ufb1c\ufeff-\uffff\u{1f000}-\u{3ffff}]*$/u.test(words);
}

/** The height of other letters as a multiple of their size: that of Nastaliq, the highest. */
const HIGHEST = 2.5;

/** The reason why words may lie over the lines above or below; null if there is none. */
function coveringOf({ covering, sizes, line: [pixels, times] }: Sight, words: string, at: number): Unjudged | null {
  const [, most] = sizes;
  const height = areLow(words) ? Math.max(most, 1.2 * most - 4) : HIGHEST * most;
  const isTight = Math.min(pixels, times && times * most) < height - 0.1;
  return covering ?? (isTight ? { what: 'style', name: 'line-height', at } : null);
}

/**
 * The reason why the words of an anchor may lie over their neighbours; null if there is none.
 *
 * @param length how many characters the anchor has so far
 */
export function reachOf(sight: Sight, words: string, length: number, at: number): Unjudged | null {
  if (sight.isGone) return null;
  if (sight.isBeside && length * sight.sizes[1] > sight.room) return { what: 'style', name: 'width', at };
  return coveringOf(sight, words, at);
}
