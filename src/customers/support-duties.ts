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
  /** Whether the partner may administer the service too; without, it has to support by other means or ask again. */
  readonly hasAdminRights: boolean;
}

/**
 * What a partner owes a customer support for: every subscription that it originally sold and that is not cancelled, as
 * long as its reseller relationship is in force, with or without admin rights (`relationship-obliges-support`).
 *
 * @param subscriptions the customer's subscriptions; those of other sellers make no difference
 * @returns the duties, in the order of the subscriptions; none without a relationship. As errors:
 *   {@link ContradictoryInput} when a subscription is another customer's; {@link MalformedInput} when an argument is malformed
 * @example
 * ```ts
 * import { parseCustomerRelationships, parsePartnerId, parseSubscription, supportDuties } from 'partner-relationships';
 *
 * const contoso = parsePartnerId('contoso')._unsafeUnwrap();
 * const northwind = parsePartnerId('northwind')._unsafeUnwrap();
 * const subscription = parseSubscription({
 *   id: 'subscription-1',
 *   customerId: 'tailspin',
 *   serviceId: 'exchange-online',
 *   originalResellerId: 'contoso',
 *   partnerOfRecordId: 'northwind',
 *   status: 'active',
 * })._unsafeUnwrap();
 *
 * // Contoso has lost its admin rights, and owes support all the same.
 * const state = parseCustomerRelationships({
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   relationships: [
 *     { partnerId: 'contoso', establishedAt: '2026-11-22T09:30:00.000Z', origin: { kind: 'customer-added' } },
 *   ],
 *   delegations: [],
 * })._unsafeUnwrap();
 *
 * const owed = supportDuties(state, contoso, [subscription])._unsafeUnwrap();
 * owed.map(({ hasAdminRights }) => hasAdminRights); // => [false]
 * supportDuties(state, northwind, [subscription])._unsafeUnwrap(); // => []
 * ```
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
