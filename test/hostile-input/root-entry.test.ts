import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nearMiss } from '../fixtures/near-miss';
import { anythingAtAll, unreadable } from './exotic';
import { problemOf } from './error-data';
import { fieldsIn, replaced } from './places';
import { at, functions, functionsIn, northwind, samples, state, subscription } from '../fixtures/samples';

/** Functions that return no result: an error for adapters, an exception, a repository or a service. */
const makers: Readonly<Record<string, (made: unknown) => string | null>> = {
  alongsideFailed: problemOf,
  corruptData: problemOf,
  outcomeUnknown: problemOf,
  storageFailed: problemOf,
  revisionConflict: problemOf,
  unknownCursor: problemOf,
  toException: (made) => (made instanceof Error ? null : 'it is not an Error'),
  memoryRepository: (made) => (functionsIn(made as object).length === 1 ? null : 'it is not a repository'),
  createRelationshipService: (made) => (functionsIn(made as object).length > 10 ? null : 'it is not a service'),
};

/** Calls a function; returns what is wrong with its answer, or null. */
function problemWith(name: string, given: readonly unknown[]): string | null {
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

describe('every function of the root entry and of the email', () => {
  it('has sample arguments, so that the tests below leave none out', () => {
    expect([...functions.keys()].sort()).toEqual(Object.keys(samples).sort());
  });

  it('accepts its sample arguments', () => {
    for (const [name, given] of Object.entries(samples)) {
      expect(problemWith(name, given)).toBeNull();
      if (makers[name] === undefined) expect(functions.get(name)?.(...given), name).toHaveProperty('value');
    }
  });

  it('answers any value in place of any argument, and every error is data as documented', () => {
    fc.assert(
      fc.property(anythingAtAll(), (value) => {
        for (const [name, given] of Object.entries(samples)) {
          for (const tried of inEachPlace(given, value)) expect(problemWith(name, tried)).toBeNull();
        }
      }),
    );
  });

  it('answers any value in place of a field of an argument', () => {
    const withOneField = Object.entries(samples).filter(([, given]) => given.length > 0);
    fc.assert(
      fc.property(fc.constantFrom(...withOneField), fc.nat(), anythingAtAll(), ([name, given], place, value) => {
        expect(problemWith(name, withField(given, place, value))).toBeNull();
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
        for (const { name, given } of tries) expect(problemWith(name, given)).toBeNull();
      }),
    );
  });

  it('answers when any argument or field throws while it is read', () => {
    for (const [name, given] of Object.entries(samples)) {
      for (const value of unreadable()) {
        for (const tried of inEachPlace(given, value)) expect(problemWith(name, tried)).toBeNull();
        for (const path of fieldsIn(given)) expect(problemWith(name, replaced(given, path, value))).toBeNull();
      }
    }
  });

  it('answers when arguments are missing', () => {
    for (const [name, given] of Object.entries(samples)) {
      for (let count = 0; count < given.length; count += 1) {
        expect(problemWith(name, given.slice(0, count))).toBeNull();
      }
    }
  });
});

describe('a message', () => {
  const id = (index: number): string => `${String(index).padStart(5, '0')}-${'x'.repeat(122)}`;
  const many = Array.from({ length: 2000 }, (_, index) => id(index));
  const holder = id(99_999);

  it('stays short when thousands of services are held; the context lists them', () => {
    const held = {
      customer: northwind,
      relationships: [{ partnerId: holder, establishedAt: at, origin: { kind: 'customer-added' } }],
      delegations: many.map((serviceId) => ({
        partnerId: holder,
        serviceId,
        transacting: true,
        throughPartnerId: null,
        grantedAt: at,
      })),
    };
    const [, command] = samples['acceptRequest'] ?? [];
    const given = [held, Object.assign({}, command, { services: many, onHeldService: 'refuse' })];
    expect(problemWith('acceptRequest', given)).toBeNull();
    expect(functions.get('acceptRequest')?.(...given)).toMatchObject({
      error: { code: 'service-held', context: { held: many.map((serviceId) => ({ serviceId, holderId: holder })) } },
    });
  });

  it('stays short when thousands of subscriptions are active; the context lists them', () => {
    const [, command] = samples['endRelationship'] ?? [];
    const sold = { ...subscription, originalResellerId: 'tailspin', status: 'active' };
    const subscriptions = many.map((subscriptionId) => ({ ...sold, id: subscriptionId }));
    const given = [state, Object.assign({}, command, { subscriptions })];
    expect(problemWith('endRelationship', given)).toBeNull();
    expect(functions.get('endRelationship')?.(...given)).toMatchObject({
      error: { code: 'active-subscriptions', context: { subscriptionIds: many } },
    });
  });
});

/** The arguments with this value in place of one of their fields, however deep. */
function withField(given: readonly unknown[], place: number, value: unknown): readonly unknown[] {
  const fields = fieldsIn(given);
  return replaced(given, fields[place % fields.length] ?? ['0'], value);
}
