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
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { partnersByService } from 'partner-relationships';
 * import { customerRelationships } from 'partner-relationships/arbitraries';
 *
 * // Your page shows every service that is delegated to somebody.
 * fc.assert(
 *   fc.property(customerRelationships(), (state) => {
 *     const rows = partnersByService(state)._unsafeUnwrap();
 *     return state.delegations.every((held) =>
 *       rows.some(({ serviceId }) => serviceId === held.serviceId),
 *     );
 *   }),
 * );
 * ```
 */
export function customerRelationships(
  constraints: MarketplaceConstraints = {},
): fc.Arbitrary<CustomerRelationships> {
  return situation(constraints).map(({ state }) => state);
}
