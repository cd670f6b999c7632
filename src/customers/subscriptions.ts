import { listOf, type Decoder } from '../model/decode';
import type { CustomerId } from '../model/identifiers';
import { anotherCustomer } from '../model/another-customer';
import type { ContradictoryInput } from '../model/contradictory-input';
import { MAX_SUBSCRIPTIONS_PER_CALL } from '../model/limits';
import { decodeSubscription, type Subscription } from '../model/subscription';

export const decodeSubscriptions: Decoder<readonly Subscription[]> = /* @__PURE__ */ listOf(
  'an array of subscriptions',
  decodeSubscription,
  MAX_SUBSCRIPTIONS_PER_CALL,
);

/** The error about the first subscription that is not this customer's; null if all are. */
export function ofAnotherCustomer(
  path: string,
  subscriptions: readonly Subscription[],
  customerId: CustomerId,
): ContradictoryInput | null {
  const at = subscriptions.findIndex((subscription) => subscription.customerId !== customerId);
  const other = subscriptions[at];
  if (other === undefined) return null;
  return anotherCustomer(`${path}[${String(at)}].customerId`, customerId, other.customerId);
}
