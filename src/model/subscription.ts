import type { Result } from 'neverthrow';
import { nullable, object, oneOf, type Decoder } from './decode';
import {
  decodeCustomerId,
  decodePartnerId,
  decodeServiceId,
  decodeSubscriptionId,
  type CustomerId,
  type PartnerId,
  type ServiceId,
  type SubscriptionId,
} from './identifiers';
import type { MalformedInput } from './malformed-input';

/** The status of a subscription. */
export type SubscriptionStatus = 'active' | 'suspended' | 'cancelled';

export const SUBSCRIPTION_STATUSES: readonly SubscriptionStatus[] = ['active', 'suspended', 'cancelled'];

/**
 * A customer's purchase for a service. Subscriptions belong to your application; the library reads them to decide and
 * never changes one.
 */
export interface Subscription {
  readonly id: SubscriptionId;
  readonly customerId: CustomerId;
  readonly serviceId: ServiceId;
  /** Who sold it; null if the customer bought it directly. */
  readonly originalResellerId: PartnerId | null;
  /** Who is credited for it. This does not affect who may do what. */
  readonly partnerOfRecordId: PartnerId | null;
  readonly status: SubscriptionStatus;
}

export const decodeSubscription: Decoder<Subscription> = /* @__PURE__ */ object<Subscription>('a subscription', {
  id: decodeSubscriptionId,
  customerId: decodeCustomerId,
  serviceId: decodeServiceId,
  originalResellerId: /* @__PURE__ */ nullable(decodePartnerId),
  partnerOfRecordId: /* @__PURE__ */ nullable(decodePartnerId),
  status: /* @__PURE__ */ oneOf(SUBSCRIPTION_STATUSES),
});

/**
 * Checks a subscription and copies it, frozen; other fields are dropped.
 *
 * @returns the subscription, or {@link MalformedInput} naming the first field that is wrong
 * @example
 * ```ts
 * import { parseSubscription } from 'partner-relationships';
 *
 * const sold = {
 *   id: 'subscription-1',
 *   customerId: 'tailspin',
 *   serviceId: 'exchange-online',
 *   originalResellerId: 'contoso',
 *   partnerOfRecordId: 'contoso',
 *   status: 'active',
 * };
 *
 * parseSubscription(sold).isOk(); // => true
 * // Bought directly: null says so, and cannot be left out.
 * parseSubscription({ ...sold, originalResellerId: null }).isOk(); // => true
 * const { originalResellerId, ...unsaid } = sold;
 * parseSubscription(unsaid).isOk(); // => false
 * ```
 */
export function parseSubscription(value: unknown): Result<Subscription, MalformedInput> {
  return decodeSubscription(value);
}
