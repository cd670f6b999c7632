const LONGEST_REPEATED = 60;
/** What precedes the token in an invitation link, which may be passed by mistake for any other value. */
const BEFORE_TOKEN = /token(?:=|%3d)/i;

/** Describes a value in a few words, never longer than a line and never with an invitation link. */
export function describe(value: unknown): string {
  if (value === null) return 'null';
  if (value === undefined) return 'nothing';
  if (typeof value === 'string') {
    return value.length <= LONGEST_REPEATED && !BEFORE_TOKEN.test(value) ? JSON.stringify(value) : lengthOf(value);
  }
  if (typeof value === 'number' || typeof value === 'boolean') return `the ${typeof value} ${String(value)}`;
  return typeof value === 'object' ? describeObject(value) : `a ${typeof value}`;
}

/** Describes a text by its length only. */
export function lengthOf(text: string): string {
  return `a string of ${String(text.length)} characters`;
}

/** A proxy may throw even when it is asked for its length. */
function describeObject(value: object): string {
  try {
    return Array.isArray(value) ? `an array of ${String(value.length)}` : 'an object';
  } catch {
    return 'an object that cannot be read';
  }
}

const MOST_NAMED = 5;

/**
 * Lists a few things; of many, the first few and the number of the others. The message stays short; the context has
 * all.
 */
export function naming(things: readonly string[]): string {
  const rest = things.length - MOST_NAMED;
  return rest <= 0 ? things.join(', ') : `${things.slice(0, MOST_NAMED).join(', ')} and ${String(rest)} more`;
}
