import { describe, expect, it } from 'vitest';
import { openMarket } from '../totality/market';
import { fieldsIn, replaced } from '../totality/places';
import { functions, samples } from '../totality/samples';
import { changes, refusals } from './refusals';

/** An error's code and message; null for what is none. */
function wordsOf(answer: unknown): string | null {
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
function spoiltInOnePlace(given: readonly unknown[]): readonly (readonly unknown[])[] {
  const places = [...given.keys()].map((place) => [String(place)]);
  return [...places, ...fieldsIn(given)].flatMap((path) => {
    const value = path.reduce<unknown>((holder, key) => Reflect.get(Object(holder), key), given);
    return spoilt(value).map((instead) => replaced(given, path, instead));
  });
}

function textOf(said: Iterable<string | null>): string {
  const messages = [...new Set(said)].filter((words) => words !== null);
  return `${messages.sort().join('\n')}\n`;
}

/** After a change that is meant: npm run vitest -- test/wording -u. */
describe('the messages, word for word', () => {
  it('about a refusal', () => {
    const said = refusals.map(([name, given]) => [name, wordsOf(functions.get(name)?.(...given))] as const);
    expect(said.filter(([, words]) => words === null)).toEqual([]);
    return expect(textOf(said.map(([, words]) => words))).toMatchFileSnapshot('refusals.txt');
  });

  it('about what a function of the core does not take', () => {
    const said = [...Object.entries(samples), ...changes].flatMap(([name, given]) =>
      spoiltInOnePlace(given).map((tried) => wordsOf(functions.get(name)?.(...tried))),
    );
    return expect(textOf(said)).toMatchFileSnapshot('core.txt');
  });

  it('about what a method of the service does not take', async () => {
    const { methods, samples: ofMethods } = await openMarket();
    const said: (string | null)[] = [];
    for (const [name, given] of Object.entries(ofMethods)) {
      for (const tried of spoiltInOnePlace(given)) said.push(wordsOf(await methods.get(name)?.(...tried)));
    }
    await expect(textOf(said)).toMatchFileSnapshot('service.txt');
  });
});
