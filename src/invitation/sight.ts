import { err, ok } from 'neverthrow';
import { colourOf, type Colour } from './colour';
import type { StartTag } from './html-token';
import { declarationsOf, groundOf, hides, LEAST_SIZE, sizeOf, USUAL_SIZE, type Declaration } from './style';
import { isAllLegible, type StyleSheet, type StyleSheets } from './style-sheet';
import type { Judged, Unjudged } from './unjudged';

/** How what stands in an element is seen. */
export interface Sight {
  /** What may hide it. */
  readonly hiding: Unjudged | null;
  /** Whether that certainly takes it away, with all that the element holds. */
  readonly isGone: boolean;
  /** Of letters, in pixels. */
  readonly size: number;
  /** Whether its lines lie over each other. */
  readonly isTight: boolean;
  readonly colour: Colour;
  readonly ground: Colour;
}

/** How what stands in no element is seen. */
export const PLAIN_SIGHT: Sight = {
  hiding: null,
  isGone: false,
  size: USUAL_SIZE,
  isTight: false,
  colour: 0,
  ground: 0xffffff,
};

const SIZES: Readonly<Record<string, number>> = { small: 0.8, sub: 0.8, sup: 0.8, h5: 0.8, h6: 0.65 };
const FONT_SIZES = [USUAL_SIZE, 10, 13, USUAL_SIZE, 18, 24, 32, 48];
const BLUE = 0x0000ee;

/** How what stands in an element is seen: by its attributes, the style sheets, and how the element itself is seen. */
export function sightIn(tag: StartTag, outside: Sight, sheet: StyleSheet): Judged<Sight> {
  const { name, attributes, at } = tag;
  const declared = declarationsOf(attributes.get('style') ?? '');
  if (declared.isErr()) return err({ what: 'style', name: declared.error, at });
  const declarations = [...presentational(tag), ...declared.value];
  let sight: Sight = { ...outside, size: outside.size * (SIZES[name] ?? 1) };
  if (name === 'a' && attributes.has('href')) sight = { ...sight, colour: BLUE };
  for (const declaration of declarations) {
    sight = {
      ...sight,
      size: sizeOf(declaration, outside.size) ?? sight.size,
      isTight: declaration.name === 'line-height' ? hides(declaration) : sight.isTight,
      colour: declaration.name === 'color' ? givenColour(declaration, outside.colour) : sight.colour,
    };
    const ground = groundOf(declaration);
    if (ground !== undefined) sight = { ...sight, ground };
  }
  if (outside.isGone) return ok(sight);
  if (attributes.has('hidden')) return ok({ ...sight, isGone: true, hiding: { what: 'attribute', name: 'hidden', at } });
  const hiding = declarations.find((one) => one.name !== 'line-height' && hides(one))?.name ?? hidingIn(tag, sheet);
  if (hiding === undefined) return ok(sight);
  const isGone = declarations.some((one) => one.name === 'display' && one.value === 'none');
  return ok({ ...sight, isGone, hiding: outside.hiding ?? { what: 'style', name: hiding, at } });
}

function givenColour({ value }: Declaration, inherited: Colour): Colour {
  return value === 'inherit' ? inherited : colourOf(value);
}

/** Attributes that say what styles say. */
function presentational({ name, attributes }: StartTag): readonly Declaration[] {
  const declarations: Declaration[] = [];
  const give = (property: string, value: string | undefined): void => {
    if (value !== undefined) declarations.push({ name: property, value: value.trim().toLowerCase() });
  };
  const length = (value: string | undefined): string | undefined => value?.replace(/^\d+$/, '$&px');
  give('background-color', attributes.get('bgcolor'));
  give('background-image', attributes.has('background') ? 'url()' : undefined);
  give('color', attributes.get('text') ?? attributes.get('color'));
  give('width', length(attributes.get('width')));
  give('height', length(attributes.get('height')));
  const size = name === 'font' ? attributes.get('size') : undefined;
  if (size !== undefined) give('font-size', `${String(FONT_SIZES[/^[1-7]$/.test(size) ? Number(size) : 0])}px`);
  return declarations;
}

function hidingIn({ name, attributes }: StartTag, { hiding }: StyleSheet): string | undefined {
  if (hiding.length === 0) return undefined;
  const classes = (attributes.get('class') ?? '').toLowerCase().split(/\s+/);
  const names = new Set([name, `#${(attributes.get('id') ?? '').toLowerCase()}`, ...classes.map((one) => `.${one}`)]);
  return hiding.find((one) => one.names.every((required) => names.has(required)))?.property;
}

/** What keeps text from being seen; null when nothing does. */
export function hidingOf(sight: Sight, sheets: StyleSheets, at: number): Unjudged | null {
  if (sight.hiding !== null) return sight.hiding;
  if (sight.size < LEAST_SIZE) return { what: 'style', name: 'font-size', at };
  if (sight.isTight) return { what: 'style', name: 'line-height', at };
  const isSeen =
    sheets.isLegible &&
    isAllLegible([sight.colour], [sight.ground, ...sheets.grounds]) &&
    isAllLegible(sheets.colours, [sight.ground]);
  return isSeen ? null : { what: 'style', name: 'color', at };
}
