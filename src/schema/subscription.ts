import * as z from 'zod/mini';
import {
  decodeSubscription,
  SUBSCRIPTION_STATUSES,
  type Subscription,
  type SubscriptionStatus,
} from '../model/subscription';
import { customerIdSchema, partnerIdSchema, serviceIdSchema, subscriptionIdSchema } from './identifiers';
import { choice, object } from './shapes';
import type { Unbranded } from './unbranded';

/** The status of a subscription: `active`, `suspended` or `cancelled`. */
export const subscriptionStatusSchema: z.ZodMiniType<SubscriptionStatus, SubscriptionStatus> =
  /* @__PURE__ */ choice(SUBSCRIPTION_STATUSES);

/**
 * A subscription. Accepts what `parseSubscription` accepts, and returns the same frozen copy, without unknown fields.
 *
 * @example
 * ```ts
 * import { subscriptionSchema } from 'partner-relationships/schema';
 * import * as z from 'zod/mini';
 *
 * // The answer of your billing system, ready for `authorize`.
 * const answer = z.object({ subscriptions: z.array(subscriptionSchema) });
 *
 * answer.safeParse({ subscriptions: [] }).success; // => true
 * ```
 */
export const subscriptionSchema: z.ZodMiniType<Subscription, Unbranded<Subscription>> = /* @__PURE__ */ object(
  {
    id: subscriptionIdSchema,
    customerId: customerIdSchema,
    serviceId: serviceIdSchema,
    originalResellerId: /* @__PURE__ */ z.nullable(partnerIdSchema),
    partnerOfRecordId: /* @__PURE__ */ z.nullable(partnerIdSchema),
    status: subscriptionStatusSchema,
  },
  decodeSubscription,
);
