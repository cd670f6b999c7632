import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../model/actor';
import { commandDoor } from '../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../model/customer-relationships';
import type { Fields } from '../model/decode';
import { decodePartnerId, type PartnerId, type SubscriptionId } from '../model/identifiers';
import type { Instant } from '../model/instant';
import type { ContradictoryInput } from '../model/contradictory-input';
import { naming } from '../model/describe';
import type { MalformedInput } from '../model/malformed-input';
import { restsOn } from '../model/service-delegation';
import type { Subscription } from '../model/subscription';
import { decodeAgreement } from '../model/text';
import { unfrozen } from '../model/unfrozen';
import { unlessPartner, type NotThePartner } from '../rules/not-the-partner';
import { violation, type RuleViolation } from '../rules/rule-violation';
import { checkedRelationshipChange, type RelationshipChange } from '../model/relationship-change';
import { afterSettling } from '../model/settlement';
import { removal } from './removal';
import { decodeSubscriptions, ofAnotherCustomer } from './subscriptions';

/** A partner ends its reseller relationship, as renegotiated with the customer. */
export interface EndRelationship {
  readonly partnerId: PartnerId;
  /** The reference to the renegotiated agreement, such as a contract number: 1 to 256 characters on one line. */
  readonly agreement: string;
  /**
   * All subscriptions of the customer, at most {@link MAX_SUBSCRIPTIONS_PER_CALL}; those of other sellers make no
   * difference. Your application decides which count as active: if a subscription, a reservation or a software
   * purchase has to be cancelled first, pass it as active until it is.
   */
  readonly subscriptions: readonly Subscription[];
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Subscriptions that the partner sold to the customer are active. */
export type ActiveSubscriptions = RuleViolation<
  'active-subscriptions',
  'active-subscriptions-keep-relationship',
  { readonly partnerId: PartnerId; readonly subscriptionIds: readonly SubscriptionId[] }
>;

/** Why a relationship does not end. */
export type EndRelationshipError =
  | MalformedInput
  | ContradictoryInput
  | NotThePartner<'customer-cannot-end-relationship'>
  | ActiveSubscriptions;

/** The fields that the command and the input of the service have in common. */
export const endRelationshipFields: Fields<Omit<EndRelationship, 'at'>> = {
  partnerId: decodePartnerId,
  agreement: decodeAgreement,
  subscriptions: decodeSubscriptions,
  by: decodeActor,
};

/**
 * Decides what ending a reseller relationship changes: the relationship ends, and with it the partner's delegations and
 * those that an indirect reseller received through it (`ending-takes-everything-of-the-partner`). No subscription
 * changes.
 *
 * @example
 * ```ts
 * import {
 *   endRelationship,
 *   parseCustomerRelationships,
 *   parseInstant,
 *   parsePartnerId,
 *   parseSubscription,
 * } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const at = '2026-11-22T09:30:00.000Z';
 * const state = parseCustomerRelationships({
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   relationships: [
 *     {
 *       partnerId: 'contoso',
 *       establishedAt: at,
 *       origin: { kind: 'customer-added' },
 *     },
 *   ],
 *   delegations: [
 *     {
 *       partnerId: 'contoso',
 *       serviceId: 'intune',
 *       transacting: true,
 *       throughPartnerId: null,
 *       grantedAt: at,
 *     },
 *   ],
 * });
 * const sold = parseSubscription({
 *   id: 'subscription-1',
 *   customerId: 'tailspin',
 *   serviceId: 'intune',
 *   originalResellerId: 'contoso',
 *   partnerOfRecordId: null,
 *   status: 'active',
 * });
 * const parsed = Result.combine([
 *   state,
 *   parseInstant(at),
 *   parsePartnerId('contoso'),
 *   sold,
 * ]);
 * if (parsed.isOk()) {
 *   const [state, at, partnerId, subscription] = parsed.value;
 *   const by = { kind: 'partner', partnerId } as const;
 *   const command = { partnerId, agreement: 'contract 2026-117', by, at };
 *   const changes = endRelationship(state, { ...command, subscriptions: [] });
 *   const [first, second] = changes.unwrapOr([]);
 *   first?.kind; // => 'delegation-removed'
 *   second?.kind; // => 'relationship-ended'
 *
 *   const refused = endRelationship(state, {
 *     ...command,
 *     subscriptions: [subscription],
 *   });
 *   refused.match(
 *     () => 'ended',
 *     (error) => error.code,
 *   ); // => 'active-subscriptions'
 * }
 * ```
 * @returns the changes, empty if no relationship is in force. As errors, the first that applies: {@link MalformedInput}
 *   if an argument is malformed; {@link ContradictoryInput} if a subscription is another customer's;
 *   {@link NotThePartner} if somebody other than the partner asks (`customer-cannot-end-relationship`);
 *   {@link ActiveSubscriptions} with each active subscription that the partner sold
 *   (`active-subscriptions-keep-relationship`)
 */
export function endRelationship(
  state: CustomerRelationships,
  command: EndRelationship,
): Result<readonly RelationshipChange[], EndRelationshipError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  relationshipsDocument,
  'an end of a relationship',
  endRelationshipFields,
  decideEndRelationship,
);

/** The same decision on checked data. */
export function decideEndRelationship(
  state: CustomerRelationships,
  { partnerId, agreement, subscriptions, by, at }: EndRelationship,
): Result<readonly RelationshipChange[], EndRelationshipError> {
  const refusal =
    ofAnotherCustomer('subscriptions', subscriptions, state.customer.id) ??
    unlessPartner('customer-cannot-end-relationship', partnerId, by);
  if (refusal !== null) return err(refusal);
  if (!unfrozen(state.relationships).some((relationship) => relationship.partnerId === partnerId)) return ok([]);
  const active = subscriptions.filter(
    ({ originalResellerId, status }) => originalResellerId === partnerId && status === 'active',
  );
  if (active.length > 0) return err(activeSubscriptions(active, partnerId));

  const removals = unfrozen(state.delegations)
    .filter((delegation) => restsOn(delegation) === partnerId)
    .map((delegation) => removal(delegation, { at, by, reason: { kind: 'relationship-ended' } }));
  const reason = Object.freeze({ kind: 'renegotiated', agreement });
  const end = checkedRelationshipChange({ kind: 'relationship-ended', at, by, partnerId, reason });
  return ok(afterSettling(state, { at, by }, [...removals, end]));
}

function activeSubscriptions(active: readonly Subscription[], partnerId: PartnerId): ActiveSubscriptions {
  const subscriptionIds = Object.freeze(active.map(({ id }) => id));
  return violation(
    'active-subscriptions-keep-relationship',
    'active-subscriptions',
    `subscriptions that the partner sold are active: ${naming(subscriptionIds.map((id) => `"${id}"`))}`,
    { partnerId, subscriptionIds },
  );
}
