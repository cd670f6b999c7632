/** As a number of six hexadecimal digits, red first; null for one that is not known here. */
export type Colour = number | null;

const NAMED: Readonly<Record<string, number>> = {
  aqua: 0x00ffff,
  black: 0,
  blue: 0x0000ff,
  fuchsia: 0xff00ff,
  gray: 0x808080,
  green: 0x008000,
  grey: 0x808080,
  lime: 0x00ff00,
  maroon: 0x800000,
  navy: 0x000080,
  olive: 0x808000,
  orange: 0xffa500,
  purple: 0x800080,
  red: 0xff0000,
  silver: 0xc0c0c0,
  teal: 0x008080,
  white: 0xffffff,
  window: 0xffffff,
  windowtext: 0,
  yellow: 0xffff00,
};

export function colourOf(value: string): Colour {
  const [, digits = ''] = /^#([\da-f]{3}|[\da-f]{6})$/.exec(value) ?? [];
  if (digits !== '') return Number.parseInt(digits.length === 3 ? digits.replace(/./g, '$&$&') : digits, 16);
  const [, ...parts] = /^rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)$/.exec(value) ?? [];
  if (parts.length > 0) return parts.reduce((colour, part) => colour * 256 + Math.min(255, Number(part)), 0);
  return Object.hasOwn(NAMED, value) ? (NAMED[value] ?? null) : null;
}

const LEAST_CONTRAST = 96;

/** Whether letters of one colour are told from a ground of the other. */
export function isLegible(colour: Colour, ground: Colour): boolean {
  if (colour === null || ground === null) return false;
  const distance = (shift: number): number => Math.abs(((colour >> shift) & 255) - ((ground >> shift) & 255));
  return distance(0) + distance(8) + distance(16) >= LEAST_CONTRAST;
}
