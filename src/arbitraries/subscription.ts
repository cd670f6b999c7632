import fc from 'fast-check';
import type { CustomerId, PartnerId, ServiceId } from '../model/identifiers';
import {
  parseSubscription,
  SUBSCRIPTION_STATUSES,
  type Subscription,
  type SubscriptionStatus,
} from '../model/subscription';
import { customerId, partnerId, serviceId, subscriptionId } from './identifiers';
import { lawful } from './lawful';

/** What a subscription is made of; what is left out varies freely. A list must not be empty. */
export interface SubscriptionConstraints {
  readonly customerIds?: readonly CustomerId[] | undefined;
  readonly serviceIds?: readonly ServiceId[] | undefined;
  /** Who may have sold it and be credited for it, besides nobody. */
  readonly partnerIds?: readonly PartnerId[] | undefined;
  readonly status?: SubscriptionStatus | undefined;
}

/**
 * Subscriptions, sold by a partner or bought directly, credited to the seller, to somebody else or to nobody.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { customer, subscription } from 'partner-relationships/arbitraries';
 *
 * const subscriptionOfACustomer = customer().chain(({ id }) =>
 *   subscription({ customerIds: [id] }),
 * );
 *
 * fc.assert(
 *   fc.property(
 *     subscriptionOfACustomer,
 *     ({ customerId }) => customerId.length > 0,
 *   ),
 * );
 * ```
 */
export function subscription(constraints: SubscriptionConstraints = {}): fc.Arbitrary<Subscription> {
  const { customerIds, serviceIds, partnerIds, status } = constraints;
  const somebody = partnerIds === undefined ? partnerId() : fc.constantFrom(...partnerIds);
  return fc
    .record({
      id: subscriptionId(),
      customerId: customerIds === undefined ? customerId() : fc.constantFrom(...customerIds),
      serviceId: serviceIds === undefined ? serviceId() : fc.constantFrom(...serviceIds),
      originalResellerId: fc.option(somebody),
      partnerOfRecordId: fc.option(somebody),
      status: status === undefined ? fc.constantFrom(...SUBSCRIPTION_STATUSES) : fc.constant(status),
    })
    .map((fields) => lawful(parseSubscription(fields)));
}
