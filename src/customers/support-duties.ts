import { err, ok, type Result } from 'neverthrow';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { argument } from '../model/decode';
import { decodePartnerId, type PartnerId, type ServiceId, type SubscriptionId } from '../model/identifiers';
import type { ContradictoryInput } from '../model/contradictory-input';
import type { MalformedInput } from '../model/malformed-input';
import type { Subscription } from '../model/subscription';
import { decodeSubscriptions, ofAnotherCustomer } from './subscriptions';

/** A partner's obligation to support a subscription that it sold. A duty, not a permission. */
export interface SupportDuty {
  readonly subscriptionId: SubscriptionId;
  readonly serviceId: ServiceId;
  /**
   * Whether the partner may administer the service as well; if not, it has to give support by other means or ask
   * again.
   */
  readonly hasAdminRights: boolean;
}

/**
 * The subscriptions for which a partner owes a customer support: all that it originally sold and that are not
 * cancelled, while its reseller relationship is in force, with or without admin rights
 * (`relationship-obliges-support`).
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parsePartnerId,
 *   parseSubscription,
 *   supportDuties,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const subscription = parseSubscription({
 *   id: 'subscription-1',
 *   customerId: 'tailspin',
 *   serviceId: 'exchange-online',
 *   originalResellerId: 'contoso',
 *   partnerOfRecordId: 'northwind',
 *   status: 'active',
 * });
 * // Contoso has lost its admin rights, but still owes support.
 * const state = parseCustomerRelationships({
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   relationships: [
 *     {
 *       partnerId: 'contoso',
 *       establishedAt: '2026-11-22T09:30:00.000Z',
 *       origin: { kind: 'customer-added' },
 *     },
 *   ],
 *   delegations: [],
 * });
 * const parsed = Result.combine([state, parsePartnerId('contoso'), subscription]);
 * const duties = parsed.andThen(([known, contoso, sold]) =>
 *   supportDuties(known, contoso, [sold]),
 * );
 * duties.unwrapOr([]).map(({ hasAdminRights }) => hasAdminRights); // => [false]
 * ```
 * @param subscriptions the customer's subscriptions; those of other sellers make no difference
 * @returns the duties, in the order of the subscriptions; empty without a relationship. As errors:
 *   {@link ContradictoryInput} if a subscription is another customer's; {@link MalformedInput} if an argument is
 *   malformed
 */
export function supportDuties(
  state: CustomerRelationships,
  partnerId: PartnerId,
  subscriptions: readonly Subscription[],
): Result<readonly SupportDuty[], MalformedInput | ContradictoryInput> {
  const known = argument('state', decodeCustomerRelationships, state);
  if (known.isErr()) return err(known.error);
  const partner = argument('partnerId', decodePartnerId, partnerId);
  if (partner.isErr()) return err(partner.error);
  const decoded = argument('subscriptions', decodeSubscriptions, subscriptions);
  if (decoded.isErr()) return err(decoded.error);
  return arrangeSupportDuties(known.value, partner.value, decoded.value);
}

/** The same view of checked data. */
export function arrangeSupportDuties(
  { customer, relationships, delegations }: CustomerRelationships,
  partnerId: PartnerId,
  subscriptions: readonly Subscription[],
): Result<readonly SupportDuty[], ContradictoryInput> {
  const contradiction = ofAnotherCustomer('subscriptions', subscriptions, customer.id);
  if (contradiction !== null) return err(contradiction);
  if (!relationships.some((relationship) => relationship.partnerId === partnerId)) return ok([]);
  const administered = new Set(
    delegations.filter((held) => held.partnerId === partnerId).map(({ serviceId }) => serviceId),
  );
  return ok(
    subscriptions
      .filter(({ originalResellerId, status }) => originalResellerId === partnerId && status !== 'cancelled')
      .map(({ id, serviceId }) =>
        Object.freeze({ subscriptionId: id, serviceId, hasAdminRights: administered.has(serviceId) }),
      ),
  );
}
