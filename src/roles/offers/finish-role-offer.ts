import { ok, type Result } from 'neverthrow';
import type { Actor } from '../../model/actor';
import type { CustomerId, OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import { afterLapses } from '../../model/settlement';
import { offerChange, offerIn } from './on-offer';

/** The customer that took an offer holds the role delegation: the last step of approving, in the partner's account. */
export interface FinishRoleOffer {
  readonly offerId: OfferId;
  readonly customerId: CustomerId;
  readonly by: Actor;
  readonly at: Instant;
}

/**
 * Decides what finishing changes: the offer leaves the account. Nothing changes if it has left before, or if it is not
 * this customer that took it.
 */
export function decideFinishRoleOffer(
  account: PartnerAccount,
  { offerId, customerId, by, at }: FinishRoleOffer,
): Result<readonly PartnerChange[], never> {
  const offer = offerIn(account, offerId);
  if (offer?.takenBy !== customerId) return ok([]);
  return ok(afterLapses(account, { at, by }, [offerChange({ kind: 'role-offer-approved', offer }, { at, by })]));
}
