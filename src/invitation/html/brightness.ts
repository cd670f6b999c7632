import { valueIn } from './value-in';

/** The least and the most that a value may be. */
export type Span = readonly [number, number];

const NAMED: Readonly<Record<string, number>> = {
  black: 0,
  blue: 255,
  gray: 384,
  green: 128,
  grey: 384,
  navy: 128,
  red: 255,
  silver: 576,
  white: 765,
  window: 765,
  windowtext: 0,
  yellow: 510,
};

/** The brightness of a colour, from 0 to 765; null for an unknown colour. */
export function brightnessOf(value: string): number | null {
  const digits = /^#([\da-f]{3}|[\da-f]{6})$/.exec(value)?.[1];
  if (digits !== undefined) return sumOf((digits.length === 3 ? digits.replace(/./g, '$&$&') : digits).match(/../g), 16);
  const rgb = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(value);
  if (rgb !== null) return sumOf(rgb.slice(1), 10);
  return valueIn(NAMED, value) ?? null;
}

function sumOf(channels: readonly string[] | null, radix: number): number {
  return (channels ?? []).reduce((sum, channel) => sum + Math.min(255, Number.parseInt(channel, radix)), 0);
}

const LEAST_CONTRAST = 96;

/** Whether a reader can tell letters from their background, whichever brightness of its span each has. */
export function isLegible(ink: Span, ground: Span): boolean {
  return ink[0] - ground[1] >= LEAST_CONTRAST || ground[0] - ink[1] >= LEAST_CONTRAST;
}
