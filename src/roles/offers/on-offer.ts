import { err, type Result } from 'neverthrow';
import { decodeActor } from '../../model/actor';
import type { Fields } from '../../model/decode';
import { errorData, type ErrorData } from '../../model/error-data';
import { decodeOfferId, type OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { PartnerAccount } from '../../model/partner-account';
import {
  checkedPartnerChange,
  type PartnerChange,
  type RoleOfferChangeKind,
  type RoleOfferLapsed,
} from '../../model/partner-change';
import type { RoleOffer } from '../../model/role-offer';
import { violation, type RuleViolation } from '../../rules/rule-violation';
import { dueLapses, type Settlement } from '../time/settle';
import { lapseOf } from '../time/time';

/**
 * The account has no offer with this id: there never was one, or it was discarded, rejected, approved or withdrawn, or
 * it lapsed and that has been written down.
 */
export type UnknownOffer = ErrorData<'invalid-input', 'unknown-offer', { readonly offerId: OfferId }>;

/** The offer waited for too long, and nobody has written that down yet. */
export type OfferLapsed = RuleViolation<
  'offer-lapsed',
  'locked-offer-lapses',
  { readonly offerId: OfferId; readonly lapsedAt: Instant }
>;

/** Something that somebody does to one offer of an account. */
export interface Act extends Settlement {
  readonly offerId: OfferId;
}

/** The fields of an act that says nothing else, and of the input of the service for it. */
export const actFields: Fields<Omit<Act, 'at'>> = { offerId: decodeOfferId, by: decodeActor };

/** What an act does to an offer: the kind of the change, and the offer as the change leaves it. */
export interface Done {
  readonly kind: RoleOfferChangeKind;
  readonly offer: RoleOffer;
}

/** What has lapsed by then, and the offers that are left. */
export function settled(
  account: PartnerAccount,
  settlement: Settlement,
): { readonly lapses: readonly RoleOfferLapsed[]; readonly offers: readonly RoleOffer[] } {
  const { roleOffers = [] } = account;
  const offers = roleOffers.filter((offer) => ifLapsed(offer, settlement.at) === null);
  return { lapses: dueLapses(account, settlement), offers };
}

/**
 * The changes of an act on an offer of the account: what lapsed until then, and the change that `decide` answers; none
 * at all if it answers null.
 *
 * @param decide given the offer, which has not lapsed, and the others that are left
 */
export function onOffer<Refusal>(
  account: PartnerAccount,
  { offerId, by, at }: Act,
  decide: (offer: RoleOffer, others: readonly RoleOffer[]) => Result<Done | null, Refusal>,
): Result<readonly PartnerChange[], Refusal | UnknownOffer | OfferLapsed> {
  const offer = offerIn(account, offerId);
  if (offer === undefined) return err(unknownOffer(offerId));
  const lapsed = ifLapsed(offer, at);
  if (lapsed !== null) return err(lapsed);
  const { lapses, offers } = settled(account, { at, by });
  const others = offers.filter((one) => one !== offer);
  return decide(offer, others).map((done) => (done === null ? [] : [...lapses, offerChange(done, { at, by })]));
}

/** The offer with this id in an account. */
export function offerIn(account: PartnerAccount | null, offerId: OfferId): RoleOffer | undefined {
  return account?.roleOffers?.find(({ id }) => id === offerId);
}

/** The change of an offer, to be recorded. */
export function offerChange({ kind, offer }: Done, { at, by }: Settlement): PartnerChange {
  return checkedPartnerChange({ kind, at, by, offer: Object.freeze(offer) });
}

export function unknownOffer(offerId: OfferId): UnknownOffer {
  return errorData('invalid-input', 'unknown-offer', 'the partner has no role offer with this id', { offerId });
}

/** The violation if the offer has lapsed by then; null if not. */
export function ifLapsed(offer: RoleOffer, at: Instant): OfferLapsed | null {
  const lapsedAt = lapseOf(offer);
  if (lapsedAt === null || lapsedAt > at) return null;
  const message = `the offer lapsed at ${lapsedAt}, 90 days after it was locked`;
  return violation('locked-offer-lapses', 'offer-lapsed', message, { offerId: offer.id, lapsedAt });
}
