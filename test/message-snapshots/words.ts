import { fieldsIn, replaced } from '../hostile-input/places';

/** An error's code and message; null for a value that is not an error. */
export function wordsOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const error: unknown = 'error' in answer ? answer.error : answer;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return null;
  return `${String(error.code)}: ${String(error.message)}`;
}

/** A value that is valid nowhere. */
const misplaced = Symbol('misplaced');

/** The same record, whose last field can be read this many times and then throws. */
function throwing(value: object, reads: number): object {
  const [key, last] = Object.entries(value).at(-1) ?? [''];
  let left = reads;
  const get = (): unknown => {
    left -= 1;
    if (left < 0) throw new Error('not again');
    return last;
  };
  return Object.defineProperty({ ...value }, key, { get, enumerable: true });
}

/** Replacements of a value: an invalid one, and the same value in forms that throw while they are read. */
function spoilt(value: unknown): readonly unknown[] {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? [misplaced, throwing(value, 0), throwing(value, 1)] : [misplaced];
}

/** The arguments, each time with one place spoilt: a whole argument, or one field. */
export function spoiltInOnePlace(given: readonly unknown[]): readonly (readonly unknown[])[] {
  const places = [...given.keys()].map((place) => [String(place)]);
  return [...places, ...fieldsIn(given)].flatMap((path) => {
    const value = path.reduce<unknown>((holder, key) => Reflect.get(Object(holder), key), given);
    return spoilt(value).map((instead) => replaced(given, path, instead));
  });
}

/** The distinct messages, one on a line. */
export function textOf(said: Iterable<string | null>): string {
  const messages = [...new Set(said)].filter((words) => words !== null);
  return `${messages.sort().join('\n')}\n`;
}
