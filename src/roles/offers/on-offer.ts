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
} from '../../model/partner-change';
import type { RoleOffer } from '../../model/role-offer';
import { afterLapses, type Settlement } from '../../model/settlement';
import { lapseOf } from '../../model/term';
import { violation, type RuleViolation } from '../../rules/rule-violation';

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

/** The offers of an account that have not lapsed by then. */
export function offersLeft({ roleOffers = [] }: PartnerAccount, at: Instant): readonly RoleOffer[] {
  return roleOffers.filter((offer) => ifLapsed(offer, at) === null);
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
  const others = offersLeft(account, at).filter((one) => one !== offer);
  const settlement = { at, by };
  return decide(offer, others).map((done) =>
    afterLapses(account, settlement, done === null ? [] : [offerChange(done, settlement)]),
  );
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
