import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearMiss } from '../fixtures/near-miss';
import type { AnyFunction } from '../fixtures/samples';
import { problemOf } from './error-data';
import { anythingAtAll, unreadable } from './exotic';
import { fieldsIn, replaced } from './places';

/** Functions that somebody exports, with sample arguments for each. */
export interface Tried {
  readonly functions: ReadonlyMap<string, AnyFunction>;
  readonly samples: Readonly<Record<string, readonly unknown[]>>;
  /** For each function that returns no result: what is wrong with what it made; null if nothing is. */
  readonly makers: Readonly<Record<string, (made: unknown) => string | null>>;
}

/** Calls a function; returns what is wrong with its answer, or null. */
export function problemWith({ functions, makers }: Tried, name: string, given: readonly unknown[]): string | null {
  let answer: unknown;
  try {
    answer = functions.get(name)?.(...given);
  } catch (error) {
    return `${name} threw ${String(error)}`;
  }
  const problem = makers[name] === undefined ? problemOfResult(answer) : makers[name](answer);
  return problem === null ? null : `${name}: ${problem}`;
}

function problemOfResult(answer: unknown): string | null {
  if (typeof answer !== 'object' || answer === null || !('isErr' in answer)) return 'its answer is not a result';
  return 'error' in answer ? problemOf(answer.error) : null;
}

/** The arguments with this value in place of each of them in turn, and of all. */
function inEachPlace(given: readonly unknown[], value: unknown): readonly (readonly unknown[])[] {
  return [...given.map((_, place) => given.with(place, value)), given.map(() => value)];
}

/** Tests that each of the functions answers whatever it is given, by a result whose errors are data as documented. */
export function describeEach(what: string, tried: Tried): void {
  const { functions, samples, makers } = tried;

  describe(what, () => {
    it('has sample arguments, so that the tests below leave none out', () => {
      expect([...functions.keys()].sort()).toEqual(Object.keys(samples).sort());
    });

    it('accepts its sample arguments', () => {
      for (const [name, given] of Object.entries(samples)) {
        expect(problemWith(tried, name, given)).toBeNull();
        if (makers[name] === undefined) expect(functions.get(name)?.(...given), name).toHaveProperty('value');
      }
    });

    it('answers any value in place of any argument, and every error is data as documented', () => {
      fc.assert(
        fc.property(anythingAtAll(), (value) => {
          for (const [name, given] of Object.entries(samples)) {
            for (const changed of inEachPlace(given, value)) expect(problemWith(tried, name, changed)).toBeNull();
          }
        }),
      );
    });

    it('answers any value in place of a field of an argument', () => {
      const withOneField = Object.entries(samples).filter(([, given]) => given.length > 0);
      fc.assert(
        fc.property(fc.constantFrom(...withOneField), fc.nat(), anythingAtAll(), ([name, given], place, value) => {
          expect(problemWith(tried, name, withField(given, place, value))).toBeNull();
        }),
      );
    });

    it('answers arguments that differ in one place from its sample arguments', () => {
      const misses = Object.entries(samples).flatMap(([name, given]) =>
        given.map((valid, place) =>
          nearMiss(fc.constant(valid)).map((near) => ({ name, given: given.with(place, near) })),
        ),
      );
      fc.assert(
        fc.property(fc.array(fc.oneof(...misses), { minLength: 10, maxLength: 10 }), (tries) => {
          for (const { name, given } of tries) expect(problemWith(tried, name, given)).toBeNull();
        }),
      );
    });

    it('answers when any argument or field throws while it is read', () => {
      for (const [name, given] of Object.entries(samples)) {
        for (const value of unreadable()) {
          for (const changed of inEachPlace(given, value)) expect(problemWith(tried, name, changed)).toBeNull();
          for (const path of fieldsIn(given)) expect(problemWith(tried, name, replaced(given, path, value))).toBeNull();
        }
      }
    });

    it('answers when arguments are missing', () => {
      for (const [name, given] of Object.entries(samples)) {
        for (let count = 0; count < given.length; count += 1) {
          expect(problemWith(tried, name, given.slice(0, count))).toBeNull();
        }
      }
    });
  });
}

/** The arguments with this value in place of one of their fields, however deep. */
function withField(given: readonly unknown[], place: number, value: unknown): readonly unknown[] {
  const fields = fieldsIn(given);
  return replaced(given, fields[place % fields.length] ?? ['0'], value);
}
