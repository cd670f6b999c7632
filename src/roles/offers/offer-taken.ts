import type { OfferId } from '../../model/identifiers';
import { violation, type RuleViolation } from '../../rules/rule-violation';

/** A customer has begun to approve the offer. The error does not tell which one. */
export type OfferTaken = RuleViolation<'offer-taken', 'offer-serves-one-customer', { readonly offerId: OfferId }>;

export function offerTaken(offerId: OfferId): OfferTaken {
  const message = 'a customer has taken the offer, and it serves no other';
  return violation('offer-serves-one-customer', 'offer-taken', message, { offerId });
}
