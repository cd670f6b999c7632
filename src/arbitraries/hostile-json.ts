import fc from 'fast-check';
import { customer } from './customer';
import { nearMiss } from './near-miss';
import { partner } from './partner';
import { choice, pick } from './pick';
import { situation } from './situation';
import { subscription } from './subscription';

const KEYS = [
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  'toJSON',
  'then',
  'length',
  'kind',
  'id',
  '',
];

const NUMERIC = ['0', '-0', '1', '1e3', '0x10', ' 1', '01', 'NaN', 'Infinity', '9007199254740993'];

/**
 * Values to try a total function with. Besides what JSON can hold: records with `__proto__`, `constructor` or
 * `prototype` as keys of their own; text with lone surrogates, or of up to 200,000 characters; up to 10,000 levels of
 * nesting, which is more than `JSON.stringify` writes; arrays of up to 50,000 items; -0, NaN, infinities and numbers
 * written as text; and {@link nearMiss}es of documents of this library.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { parseCustomerRelationships } from 'partner-relationships';
 * import { hostileJson } from 'partner-relationships/arbitraries';
 *
 * fc.assert(
 *   fc.property(hostileJson(), (value) => {
 *     parseCustomerRelationships(value); // answers, and never throws
 *   }),
 * );
 * ```
 */
export function hostileJson(): fc.Arbitrary<unknown> {
  return fc.oneof(
    { weight: 4, arbitrary: fc.jsonValue() },
    { weight: 3, arbitrary: treacherousRecord() },
    { weight: 2, arbitrary: brokenText() },
    { weight: 1, arbitrary: fc.integer({ min: 10_000, max: 200_000 }).map((length) => 'x'.repeat(length)) },
    { weight: 1, arbitrary: deepNesting() },
    { weight: 1, arbitrary: hugeArray() },
    { weight: 2, arbitrary: oddNumber() },
    { weight: 1, arbitrary: fc.constantFrom(...NUMERIC) },
    { weight: 8, arbitrary: nearMiss(document()) },
  );
}

function treacherousRecord(): fc.Arbitrary<unknown> {
  const value = fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom<unknown[]>({}, [], { id: 'contoso' }));
  return fc.array(fc.tuple(fc.constantFrom(...KEYS), value), { minLength: 1, maxLength: 5 }).map(Object.fromEntries);
}

function brokenText(): fc.Arbitrary<string> {
  const unit = fc.constantFrom('\ud800', '\udbff', '\udc00', '\udfff', 'a', '\u0000');
  return fc.string({ unit, minLength: 1, maxLength: 20 });
}

function deepNesting(): fc.Arbitrary<unknown> {
  return fc
    .record({ levels: fc.integer({ min: 100, max: 10_000 }), key: fc.option(fc.constantFrom(...KEYS)) })
    .map(({ levels, key }) => {
      const around = (value: unknown): object => (key === null ? [value] : Object.fromEntries([[key, value]]));
      let value = around(null);
      for (let level = 1; level < levels; level += 1) value = around(value);
      // Written out in full it would exhaust the stack of whoever reports it.
      const summary = `${levels} levels of ${key === null ? 'arrays' : `records under ${JSON.stringify(key)}`}`;
      return Object.defineProperty(value, fc.toStringMethod, { value: () => summary });
    });
}

function hugeArray(): fc.Arbitrary<unknown> {
  return fc
    .record({ length: fc.integer({ min: 2001, max: 50_000 }), item: fc.jsonValue({ maxDepth: 1 }) })
    .map(({ length, item }) => Array.from({ length }, () => item));
}

function oddNumber(): fc.Arbitrary<number> {
  return fc.oneof(
    fc.constantFrom(-0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MAX_SAFE_INTEGER + 1),
    fc.double(),
  );
}

function document(): fc.Arbitrary<unknown> {
  const inSituation = fc
    .tuple(situation(), choice(), choice())
    .map(([{ state, next, question, marketplace, history }, which, account]) =>
      pick([state, next.command, question, pick(marketplace.accounts, account), next, history], which),
    );
  return fc.oneof(
    { weight: 1, arbitrary: partner() },
    { weight: 1, arbitrary: customer() },
    { weight: 1, arbitrary: subscription() },
    { weight: 4, arbitrary: inSituation },
  );
}
