import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderedIds, type OrderedIds } from '../../src/repository/ordered-ids';

interface Step {
  readonly kind: 'add' | 'remove';
  readonly id: string;
}

const aFewIds = fc.constantFrom(
  'a',
  'A',
  'aa',
  'ab',
  'b',
  'B',
  'Z',
  'z',
  '~',
  '!',
  '10',
  '9',
  '__proto__',
  'constructor',
);
const aStep: fc.Arbitrary<Step> = fc.record({ kind: fc.constantFrom('add', 'remove'), id: aFewIds });

/** Ids in one of many orders: consecutive numbers, each stride coprime to their count visiting all of them once. */
interface Filling {
  readonly count: number;
  readonly stride: number;
  readonly removedFrom: number;
  readonly removedTo: number;
}

const aFilling: fc.Arbitrary<Filling> = fc.record({
  count: fc.integer({ min: 520, max: 1400 }),
  stride: fc.constantFrom(1, -1, 7919, 104_729),
  removedFrom: fc.nat(1400),
  removedTo: fc.nat(1400),
});

function numbered(number: number): string {
  return String(number).padStart(5, '0');
}

function inOrderOf({ count, stride }: Filling): readonly string[] {
  return Array.from({ length: count }, (_, index) => numbered((((index * stride) % count) + count) % count));
}

/** The ids in pages of this size, as somebody reads them who asks again after the last one of each page. */
function inPages(ids: OrderedIds<string>, size: number): readonly string[] {
  const read: string[] = [];
  for (let page = ids.following(null, size); page.length > 0; page = ids.following(page.at(-1) ?? null, size)) {
    read.push(...page);
  }
  return read;
}

describe('Ordered ids', () => {
  it('hold what a sorted set holds after any additions and removals, in code unit order', () => {
    fc.assert(
      fc.property(fc.array(aStep, { maxLength: 40 }), fc.integer({ min: 1, max: 20 }), (steps, size) => {
        const ids = orderedIds<string>();
        const model = new Set<string>();
        for (const { kind, id } of steps) {
          if (kind === 'add') {
            ids.add(id);
            model.add(id);
          } else {
            ids.remove(id);
            model.delete(id);
          }
        }
        expect(inPages(ids, size)).toEqual([...model].sort());
      }),
    );
  });

  it('return the ids after any id, whether they hold it or not', () => {
    fc.assert(
      fc.property(fc.array(aFewIds), aFewIds, fc.nat(20), (added, after, limit) => {
        const ids = orderedIds<string>();
        for (const id of added) ids.add(id);
        const expected = [...new Set(added)].sort().filter((id) => id > after);
        expect(ids.following(after, limit)).toEqual(expected.slice(0, limit));
      }),
    );
  });

  it('hold thousands of ids, added in any order, and lose exactly the removed ones', () => {
    fc.assert(
      fc.property(aFilling, fc.nat(1500), fc.integer({ min: 1, max: 1000 }), (filling, at, limit) => {
        const ids = orderedIds<string>();
        const added = inOrderOf(filling);
        for (const id of added) ids.add(id);
        const isRemoved = (id: string): boolean =>
          numbered(filling.removedFrom) <= id && id < numbered(filling.removedTo);
        for (const id of added.filter(isRemoved)) ids.remove(id);
        for (const id of added.slice(0, 3)) ids.add(id);

        const model = [...new Set([...added.filter((id) => !isRemoved(id)), ...added.slice(0, 3)])].sort();
        const after = numbered(at);
        expect(ids.following(null, 10_000)).toEqual(model);
        expect(ids.following(after, limit)).toEqual(model.filter((id) => id > after).slice(0, limit));
      }),
    );
  });

  it('can be emptied and filled again', () => {
    const ids = orderedIds<string>();
    const all = Array.from({ length: 3000 }, (_, index) => numbered(index));
    for (const round of [1, 2]) {
      for (const id of all) ids.add(id);
      expect(inPages(ids, 700), `round ${round}`).toEqual(all);
      for (const id of all) ids.remove(id);
      expect(ids.following(null, 1), `round ${round}`).toEqual([]);
    }
  });
});
