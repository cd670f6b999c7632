import { ok, type Result } from 'neverthrow';
import type { OperatorActor } from '../../model/actor';
import type { CustomerId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import type { RoleOffer } from '../../model/role-offer';
import { offerChange, settled } from './on-offer';

/** The operator takes every offer that names a customer out of a partner's account, as the customer is erased. */
export interface WithdrawRoleOffers {
  readonly customerId: CustomerId;
  readonly by: OperatorActor;
  readonly at: Instant;
}

/** Decides what withdrawing changes: every offer that names the customer, or that it has taken, leaves the account. */
export function decideWithdrawRoleOffers(
  account: PartnerAccount,
  { customerId, by, at }: WithdrawRoleOffers,
): Result<readonly PartnerChange[], never> {
  const concerns = (offer: RoleOffer): boolean => offer.customerId === customerId || offer.takenBy === customerId;
  if (account.roleOffers?.some(concerns) !== true) return ok([]);
  const { lapses, offers } = settled(account, { at, by });
  const withdrawn = offers.filter(concerns).map((offer) => offerChange({ kind: 'role-offer-withdrawn', offer }, { at, by }));
  return ok([...lapses, ...withdrawn]);
}
