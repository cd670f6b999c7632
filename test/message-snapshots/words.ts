import { fieldsIn, replaced } from '../hostile-input/places';

/** An error's code and message; null for what is none. */
export function wordsOf(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const error: unknown = 'error' in answer ? answer.error : answer;
  if (typeof error !== 'object' || error === null || !('code' in error) || !('message' in error)) return null;
  return `${String(error.code)}: ${String(error.message)}`;
}

/** Stands where something else is due. */
const misplaced = Symbol('misplaced');

/** The same record; its last field throws as soon as it has been read so many times. */
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

/** What can stand in the place of a value: something else, and the same in a form that throws as it is read. */
function spoilt(value: unknown): readonly unknown[] {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isRecord ? [misplaced, throwing(value, 0), throwing(value, 1)] : [misplaced];
}

/** The arguments, spoilt in one place in turn: a whole argument, or one field of one. */
export function spoiltInOnePlace(given: readonly unknown[]): readonly (readonly unknown[])[] {
  const places = [...given.keys()].map((place) => [String(place)]);
  return [...places, ...fieldsIn(given)].flatMap((path) => {
    const value = path.reduce<unknown>((holder, key) => Reflect.get(Object(holder), key), given);
    return spoilt(value).map((instead) => replaced(given, path, instead));
  });
}

/** The messages, each once, one on a line. */
export function textOf(said: Iterable<string | null>): string {
  const messages = [...new Set(said)].filter((words) => words !== null);
  return `${messages.sort().join('\n')}\n`;
}
