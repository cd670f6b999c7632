import type { OfferId } from '../../model/identifiers';
import type { RoleOffer } from '../../model/role-offer';
import { violation, type RuleViolation } from '../../rules/rule-violation';

/** The offer is a draft, which waits for nobody yet. */
export type OfferNotLocked = RuleViolation<'offer-not-locked', 'locked-offer-waits', { readonly offerId: OfferId }>;

/** The violation if the offer is a draft; null if it is locked. */
export function unlessLocked({ id: offerId, lockedAt }: RoleOffer): OfferNotLocked | null {
  if (lockedAt !== null) return null;
  const message = 'the offer is a draft: its partner has to lock it first';
  return violation('locked-offer-waits', 'offer-not-locked', message, { offerId });
}
