import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isWholeCheck } from '../../fixtures/whole-check';
import { walk } from './walk';

describe('Roles in random walks', () => {
  it('role-covers-the-operation: every decision is the one of the oracle, whatever the offers and groups', () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        expect(walk(seed, seen)).toBeNull();
      }),
      { numRuns: isWholeCheck ? 10_000 : 100 },
    );
    expect([...seen]).toEqual(expect.arrayContaining(USUAL));
  });
});

/** What happens in every fifth walk at least. Without these, walks would show little. */
const USUAL = [
  'access-assigned',
  'access-changed',
  'access-removed',
  'delegation-removed',
  'extension-set',
  'role-delegation-approved',
  'role-delegation-expired',
  'role-offer-approved',
  'role-offer-lapsed',
];
