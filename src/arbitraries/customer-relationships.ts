import fc from 'fast-check';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { MarketplaceConstraints } from './marketplace';
import { rolesAfter, roleStep } from './role-step';
import { situation } from './situation';

/**
 * Reachable relationships of a customer: a history of real decisions leads to each. They range from a customer without
 * any relationship to one with several partners, several services, indirect resellers through one or two providers, and
 * role delegations of the profile `partnerCenterGdap`, of partners with and without a relationship.
 * {@link situation} also tells the history, and has no role delegations.
 *
 * @param constraints how many partners, customers, services and subscriptions the marketplace has
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { partnersByService } from 'partner-relationships';
 * import { customerRelationships } from 'partner-relationships/arbitraries';
 *
 * // Your page shows every delegated service.
 * fc.assert(
 *   fc.property(customerRelationships(), (state) => {
 *     const rows = partnersByService(state).unwrapOr([]);
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
  return fc
    .record({ situation: situation(constraints), steps: fc.array(roleStep(), { maxLength: 8, size: 'max' }) })
    .map(({ situation: { state, marketplace }, steps }) => rolesAfter(state, steps, marketplace));
}
