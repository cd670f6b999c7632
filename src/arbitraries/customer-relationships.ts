import type fc from 'fast-check';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { MarketplaceConstraints } from './marketplace';
import { situation } from './situation';

/**
 * A customer's relationships that can come to be: each is what a history of real decisions led to, from a customer
 * without any relationship to one with several partners, several services, and indirect resellers through one provider
 * or two. {@link situation} also tells how they came to be.
 *
 * @param constraints how many of each the marketplace has
 */
export function customerRelationships(
  constraints: MarketplaceConstraints = {},
): fc.Arbitrary<CustomerRelationships> {
  return situation(constraints).map(({ state }) => state);
}
