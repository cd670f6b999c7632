/** The least and the most that a value may be. */
export type Span = readonly [number, number];

const NAMED: Readonly<Record<string, number>> = {
  black: 0,
  blue: 255,
  gray: 384,
  green: 128,
  grey: 384,
  navy: 128,
  orange: 420,
  purple: 256,
  red: 255,
  silver: 576,
  white: 765,
  window: 765,
  windowtext: 0,
  yellow: 510,
};

/** How bright a colour is, from 0 to 765; null for one that is not known here. */
export function brightnessOf(value: string): number | null {
  const [, digits = ''] = /^#([\da-f]{3}|[\da-f]{6})$/.exec(value) ?? [];
  if (digits !== '') return sumOf((digits.length === 3 ? digits.replace(/./g, '$&$&') : digits).match(/../g), 16);
  const [, ...parts] = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(value) ?? [];
  if (parts.length > 0) return sumOf(parts, 10);
  return Object.hasOwn(NAMED, value) ? (NAMED[value] ?? null) : null;
}

function sumOf(channels: readonly string[] | null, radix: number): number {
  return (channels ?? []).reduce((sum, channel) => sum + Math.min(255, Number.parseInt(channel, radix)), 0);
}

const LEAST_CONTRAST = 96;

/** Whether letters are told from what is behind them, as bright as each may be. */
export function isLegible(ink: Span, ground: Span): boolean {
  return ink[0] - ground[1] >= LEAST_CONTRAST || ground[0] - ink[1] >= LEAST_CONTRAST;
}
