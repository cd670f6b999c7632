import fc from 'fast-check';
import type { RelationshipServiceOptions } from 'partner-relationships';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nearMiss } from '../fixtures/near-miss';
import { baseUrl } from '../fixtures/cast';
import { turn } from '../fixtures/turn';
import { problemOf } from './error-data';
import { anythingAtAll, unreadable } from './exotic';
import type { Method, Sampled } from '../fixtures/sampled-service';
import { serviceKinds } from '../fixtures/sampled-services';

interface Tried {
  /** What is wrong with the answer; null if nothing is. */
  readonly problem: string | null;
  /** Whether the answer is an error. */
  readonly isRefused: boolean;
}

interface Call {
  readonly name: string;
  readonly given: readonly unknown[];
}

async function ask(methods: ReadonlyMap<string, Method>, name: string, given: readonly unknown[]): Promise<Tried> {
  let asked: PromiseLike<unknown> | undefined;
  try {
    asked = methods.get(name)?.(...given);
  } catch (error) {
    return { problem: `${name} threw ${String(error)}`, isRefused: false };
  }
  let answer: unknown;
  try {
    answer = await asked;
  } catch (error) {
    return { problem: `${name} rejected with ${String(error)}`, isRefused: false };
  }
  if (typeof answer !== 'object' || answer === null || !('isErr' in answer)) {
    return { problem: `the answer of ${name} is not a result`, isRefused: false };
  }
  if (!('error' in answer)) return { problem: null, isRefused: false };
  const problem = problemOf(answer.error);
  return { problem: problem === null ? null : `${name}: ${problem}`, isRefused: true };
}

const unhandled: unknown[] = [];
const remember = (reason: unknown): void => {
  unhandled.push(reason);
};

beforeAll(() => {
  process.on('unhandledRejection', remember);
});

afterAll(async () => {
  // Node reports unhandled rejections after the microtasks of a turn.
  await turn();
  process.off('unhandledRejection', remember);
  expect(unhandled).toEqual([]);
});

describe.each(serviceKinds)('every method of $what', ({ open, create }) => {
  it('has sample arguments, so that the tests below leave none out', async () => {
    const { methods, samples } = await open();
    expect([...methods.keys()].sort()).toEqual(Object.keys(samples).sort());
  });

  it('accepts its sample arguments', async () => {
    const refused: string[] = [];
    const { samples } = await open();
    for (const [name, given] of Object.entries(samples)) {
      const { methods } = await open();
      if ((await ask(methods, name, given)).isRefused) refused.push(name);
    }
    expect(refused).toEqual([]);
  });

  /** Makes all calls. A refused call must not commit anything, nor change the stored data. */
  async function tryAll(sampled: Sampled<string>, calls: readonly Call[]): Promise<void> {
    const { methods, commits, contents } = sampled;
    for (const { name, given } of calls) {
      const committed = commits();
      const { problem, isRefused } = await ask(methods, name, given);
      expect(problem).toBeNull();
      if (isRefused) expect(commits(), name).toBe(committed);
      if (commits() > committed) sampled.before = await contents();
    }
    expect(await contents()).toEqual(sampled.before);
  }

  it('answers any value in place of any argument, and changes nothing when it refuses', async () => {
    const sampled = await open();
    await fc.assert(
      fc.asyncProperty(anythingAtAll(), async (value) => {
        const calls = Object.entries(sampled.samples).flatMap(([name, given]) => [
          ...given.map((_, place) => ({ name, given: given.with(place, value) })),
          { name, given: given.map(() => value) },
        ]);
        await tryAll(sampled, calls);
      }),
    );
  });

  it('answers arguments that differ in one place, and changes nothing when it refuses', async () => {
    const sampled = await open();
    const misses = Object.entries(sampled.samples).flatMap(([name, given]) =>
      given.map((valid, place) =>
        nearMiss(fc.constant(valid)).map((near) => ({ name, given: given.with(place, near) })),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(...misses), { minLength: 8, maxLength: 8 }), (calls) => tryAll(sampled, calls)),
    );
  });

  it('answers when any argument or field throws while it is read', async () => {
    const sampled = await open();
    const calls = Object.entries(sampled.samples).flatMap(([name, given]) =>
      unreadable().flatMap((value) =>
        given.flatMap((valid, place) => [
          { name, given: given.with(place, value) },
          ...Object.keys(typeof valid === 'object' && valid !== null ? valid : {}).map((key) => ({
            name,
            given: given.with(place, Object.assign(Array.isArray(valid) ? [] : {}, valid, { [key]: value })),
          })),
        ]),
      ),
    );
    await tryAll(sampled, calls);
  });

  it('answers with an error when the options throw while they are read', async () => {
    for (const value of unreadable()) {
      for (const options of [value, { repository: value, linkBaseUrl: baseUrl }]) {
        const methods = create(options as RelationshipServiceOptions);
        for (const name of methods.keys()) expect(await ask(methods, name, [])).toEqual({ problem: null, isRefused: true });
      }
    }
  });

  it('answers when arguments are missing', async () => {
    const { methods, samples, commits } = await open();
    const committed = commits();
    for (const [name, given] of Object.entries(samples)) {
      for (let count = 0; count < given.length; count += 1) {
        expect((await ask(methods, name, given.slice(0, count))).problem).toBeNull();
      }
    }
    expect(commits()).toBe(committed);
  });
});
