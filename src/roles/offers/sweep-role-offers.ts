import { ok, type Result } from 'neverthrow';
import type { OperatorActor } from '../../model/actor';
import type { CustomerId, OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import { dueLapses } from '../../model/settlement';
import { offerChange, offersLeft } from './on-offer';

/** The operator writes down what became of the offers of a partner's account, as the documents of customers tell. */
export interface SweepRoleOffers {
  /** Offers whose approval is through: the customer that took them holds the role delegation, or held it. */
  readonly approved: ReadonlySet<OfferId>;
  /** Customers that are erased. */
  readonly erased: ReadonlySet<CustomerId>;
  readonly by: OperatorActor;
  readonly at: Instant;
}

/**
 * Decides what sweeping changes: offers that lapsed leave the account, then those that are approved, and those that
 * name an erased customer or were taken by one.
 */
export function decideSweepRoleOffers(
  account: PartnerAccount,
  { approved, erased, by, at }: SweepRoleOffers,
): Result<readonly PartnerChange[], never> {
  const swept = offersLeft(account, at).flatMap((offer) => {
    if (approved.has(offer.id)) return [offerChange({ kind: 'role-offer-approved', offer }, { at, by })];
    const customerId = offer.takenBy ?? offer.customerId;
    const isErased = customerId !== null && erased.has(customerId);
    return isErased ? [offerChange({ kind: 'role-offer-withdrawn', offer }, { at, by })] : [];
  });
  return ok([...dueLapses(account, { at, by }), ...swept]);
}
