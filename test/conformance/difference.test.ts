import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstDifference } from '../../src/conformance/harness/difference';

describe('the first difference of two values', () => {
  it('does not exist between a value and a copy with its keys in another order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(firstDifference(value, reversed(structuredClone(value)))).toBeNull();
      }),
    );
  });

  it('is there exactly when their texts differ', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 2 }), fc.jsonValue({ maxDepth: 2 }), (one, other) => {
        expect(firstDifference(one, other) === null).toBe(sorted(one) === sorted(other));
      }),
    );
  });

  it.each([
    ['a key that is absent', { by: {} }, { by: { userId: undefined } }, 'by.userId is undefined instead of absent'],
    ['a key that is missing', { by: { userId: 'x' } }, { by: {} }, 'by.userId is absent instead of "x"'],
    ['null', { at: null }, { at: undefined }, 'at is undefined instead of null'],
    ['an item', [1, 2], [1, 3], '[1] is 3 instead of 2'],
    ['a length', [1, 2], [1], 'the whole has 1 item instead of 2'],
    ['a longer one', [1], [1, 2], 'the whole has 2 items instead of 1'],
    ['a date', { at: '1970-01-01T00:00:00.000Z' }, { at: new Date(0) }, 'at is "1970-01-01T00:00:00.000Z" instead of'],
    ['a map', {}, new Map(), 'the whole is {} instead of {}'],
    ['a spelling', 'Caf\u00e9', 'Cafe\u0301', 'from character 3: U+0065 U+0301 instead of U+00E9'],
    ['half a character', '\u{1f600}', '\ufffd', 'U+FFFD instead of U+1F600'],
    ['an ending', 'ab', 'a', 'from character 1: nothing instead of U+0062'],
  ])('tells %s', (_, due, got, told) => {
    expect(firstDifference(due, got)).toContain(told);
  });
});

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value).reverse())
    Object.defineProperty(copy, key, { value: reversed(item), enumerable: true });
  return copy;
}

function sorted(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) => {
    if (Object.is(item, -0)) return { negativeZero: true };
    if (typeof item !== 'object' || item === null || Array.isArray(item)) return item;
    return { record: Object.entries(item).sort(([one], [other]) => (one < other ? -1 : 1)) };
  });
}
