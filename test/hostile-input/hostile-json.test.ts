import fc from 'fast-check';
import { parsePartner, parsePartnerId } from 'partner-relationships';
import { partner } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { hostileJson } from '../fixtures/hostile-json';
import { nearMiss } from '../fixtures/near-miss';

const values = fc.sample(hostileJson(), { seed: 10, numRuns: 3000 });

const classes: [what: string, least: number, belongs: (value: unknown) => boolean][] = [
  ['ordinary JSON', 1000, isOrdinary],
  ['a record with its own __proto__', 30, (value) => owns(value, '__proto__')],
  ['a record with its own constructor', 30, (value) => owns(value, 'constructor')],
  ['a record with its own prototype', 30, (value) => owns(value, 'prototype')],
  ['a record with its own toJSON', 30, (value) => owns(value, 'toJSON')],
  ['text with a lone surrogate', 100, (value) => typeof value === 'string' && /\p{Cs}/u.test(value)],
  ['text of ten thousand characters or more', 50, (value) => typeof value === 'string' && value.length >= 10_000],
  ['a thousand levels of arrays', 20, (value) => Array.isArray(value) && depthOf(value) >= 1000],
  ['a thousand levels of records', 20, (value) => !Array.isArray(value) && depthOf(value) >= 1000],
  ['an array of more than two thousand items', 50, (value) => Array.isArray(value) && value.length > 2000],
  ['minus zero', 5, (value) => Object.is(value, -0)],
  ['NaN', 5, (value) => Number.isNaN(value)],
  ['an infinity', 5, (value) => value === Infinity || value === -Infinity],
  ['an integer beyond the safe ones', 5, (value) => value === Number.MAX_SAFE_INTEGER + 1],
  ['a number written as text', 30, (value) => typeof value === 'string' && /^ ?-?[0-9]+(e[0-9])?$/.test(value)],
  ['null', 20, (value) => value === null],
  ['almost a partner', 80, (value) => keysOf(value, 'program', 'standing') >= 1],
  ['almost a subscription', 80, (value) => keysOf(value, 'originalResellerId', 'status') >= 1],
  ['almost an account', 80, (value) => keysOf(value, 'partner', 'requests') >= 1],
  ["almost a customer's relationships", 80, (value) => keysOf(value, 'relationships', 'delegations') >= 1],
  ['almost a command', 80, (value) => keysOf(value, 'by', 'at') >= 1],
];

describe('Hostile values', () => {
  it.each(classes)('include %s', (_what, least, belongs) => {
    expect(values.filter(belongs).length).toBeGreaterThanOrEqual(least);
  });

  it('can all be printed', () => {
    for (const value of values.filter((one) => depthOf(one) >= 1000)) {
      expect(fc.stringify(value)).toMatch(/^[0-9]+ levels of (arrays|records under ".*")$/);
    }
  });

  it('shrink to a small value', () => {
    const { counterexample } = fc.check(fc.property(hostileJson(), (value) => depthOf(value) < 1000), { seed: 1 });
    expect(depthOf(counterexample?.[0])).toBe(1000);
  });
});

describe('Near misses', () => {
  const document = {
    id: parsePartnerId('contoso')._unsafeUnwrap(),
    tags: ['a', 'b'],
    origin: { kind: 'request', requestId: 'request-1' },
  };
  const misses = fc.sample(nearMiss(fc.constant(document)), { seed: 11, numRuns: 2000 });

  it('differ from the document in one place', () => {
    fc.assert(
      fc.property(nearMiss(fc.constant(document)), (value) => {
        expect(differences(document, value)).toBe(1);
      }),
    );
  });

  it('do not change the document', () => {
    expect(document).toEqual({
      id: 'contoso',
      tags: ['a', 'b'],
      origin: { kind: 'request', requestId: 'request-1' },
    });
  });

  it.each<[what: string, miss: unknown]>([
    ['a field removed', { tags: document.tags, origin: document.origin }],
    ['a nested field removed', { ...document, origin: { kind: 'request' } }],
    ['an item removed', { ...document, tags: ['b'] }],
    ['a field that is null', { ...document, id: null }],
    ['a field of another type', { ...document, id: 7 }],
    ['a field wrapped in an array', { ...document, id: ['contoso'] }],
    ['a record written as text', { ...document, origin: JSON.stringify(document.origin) }],
    ['a field in the other case', { ...document, id: 'CONTOSO' }],
    ['a line break appended', { ...document, id: 'contoso\n' }],
    ['nothing at all', undefined],
    ['the whole wrapped in an array', [document]],
  ])('include the document with %s', (_what, miss) => {
    expect(misses.filter((value) => JSON.stringify(value) === JSON.stringify(miss)).length).toBeGreaterThanOrEqual(1);
  });

  it('are mostly invalid', () => {
    const almost = fc.sample(nearMiss(partner()), { seed: 12, numRuns: 1000 });
    const refused = almost.filter((value) => parsePartner(value).isErr());
    expect(refused.length).toBeGreaterThan(700);
    expect(refused.length).toBeLessThan(1000);
  });
});

function isOrdinary(value: unknown): boolean {
  if (value === undefined || typeof value === 'string' || depthOf(value) > 100) return false;
  return !(Array.isArray(value) && value.length > 100) && JSON.stringify(value).length < 5000;
}

function owns(value: unknown, key: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key);
}

function keysOf(value: unknown, ...keys: string[]): number {
  return keys.filter((key) => owns(value, key)).length;
}

/** The depth of a value along its first entries. Not recursive, as the deepest value would exhaust the stack. */
function depthOf(value: unknown): number {
  let depth = 0;
  for (let at: unknown = value; typeof at === 'object' && at !== null; depth += 1) at = Object.values(at)[0];
  return depth;
}

/** How many places differ. A removed item or a replaced record counts as one place. */
function differences(one: unknown, other: unknown): number {
  if (Object.is(one, other)) return 0;
  if (Array.isArray(one) && Array.isArray(other) && one.length === other.length) {
    return one.reduce<number>((sum, item, at) => sum + differences(item, other[at]), 0);
  }
  if (!isPlainRecord(one) || !isPlainRecord(other)) return 1;
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  if ([...Object.keys(one)].every((key) => !Object.hasOwn(other, key))) return 1;
  return [...keys].reduce((sum, key) => sum + differences(one[key], other[key]), 0);
}

function isPlainRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
