const LONGEST = 200;

/** A value in a line of a message: as JSON, in ASCII so that different texts look different, and not too long. */
export function shown(value: unknown): string {
  const text = ascii(json(value));
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}

/** A count of something whose plural ends in s: `1 change`, `2 changes`. */
export function counted(count: number, thing: string): string {
  return `${count} ${thing}${count === 1 ? '' : 's'}`;
}

/** The code points around a place in a text. */
export function codePointsAt(text: string, index: number): string {
  const points = Array.from(text.slice(index, index + 8)).slice(0, 3);
  if (points.length === 0) return 'nothing';
  return points.map((point) => `U+${hex(point.codePointAt(0) ?? 0)}`).join(' ');
}

/** The text of something thrown, or of the reason of a rejection. */
export function told(cause: unknown): string {
  if (cause instanceof Error) return ascii(`${cause.name}: ${cause.message}`);
  return shown(cause);
}

function json(value: unknown): string {
  if (value === undefined) return 'undefined';
  try {
    const text: unknown = JSON.stringify(value);
    return typeof text === 'string' ? text : `a ${typeof value}`;
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function ascii(text: string): string {
  return text.replace(/[^\x20-\x7e\n]/gu, (char) => `\\u{${hex(char.codePointAt(0) ?? 0).toLowerCase()}}`);
}

function hex(codePoint: number): string {
  return codePoint.toString(16).toUpperCase().padStart(4, '0');
}
