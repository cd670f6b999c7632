import fc from 'fast-check';
import { foldCustomer } from 'partner-relationships';
import { customerRelationships, relationshipChanges } from 'partner-relationships/arbitraries';
import { describe, expect, it } from 'vitest';
import { northwind } from '../fixtures/cast';

describe("The changes of a customer's relationships", () => {
  it('fold to the relationships, and their times never decrease', () => {
    fc.assert(
      fc.property(customerRelationships(), (state) => {
        const changes = relationshipChanges(state);
        expect(foldCustomer(changes)._unsafeUnwrap()).toStrictEqual(state);
        expect(changes.map(({ at }) => at)).toEqual(changes.map(({ at }) => at).sort());
      }),
    );
  });

  it('begin in 1970 where relationships contain no time', () => {
    const changes = relationshipChanges({ customer: northwind, relationships: [], delegations: [] });
    expect(changes).toEqual([
      {
        kind: 'customer-registered',
        at: '1970-01-01T00:00:00.000Z',
        by: { kind: 'customer', customerId: northwind.id },
        customer: northwind,
      },
    ]);
  });
});
