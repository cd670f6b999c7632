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

/** The values that a subscription is made of; fields that are left out vary freely. A list must not be empty. */
export interface SubscriptionConstraints {
  readonly customerIds?: readonly CustomerId[] | undefined;
  readonly serviceIds?: readonly ServiceId[] | undefined;
  /** The partners that may be the original reseller or the partner of record; either may also be null. */
  readonly partnerIds?: readonly PartnerId[] | undefined;
  readonly status?: SubscriptionStatus | undefined;
}

/**
 * Subscriptions, sold by a partner or bought directly. The partner of record is the seller, another partner or nobody.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { customer, subscription } from 'partner-relationships/arbitraries';
 *
 * const subscriptionOfACustomer = customer().chain(({ id }) =>
 *   fc.tuple(fc.constant(id), subscription({ customerIds: [id] })),
 * );
 *
 * fc.assert(
 *   fc.property(
 *     subscriptionOfACustomer,
 *     ([id, { customerId }]) => customerId === id,
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
