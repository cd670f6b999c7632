import { err, type Result } from 'neverthrow';
import { errorData, type ErrorData } from '../../model/error-data';
import type { OfferId } from '../../model/identifiers';
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
  const lapses = dueLapses(account, settlement);
  const gone = new Set(lapses.map(({ offer }) => offer.id));
  return { lapses, offers: (account.roleOffers ?? []).filter(({ id }) => !gone.has(id)) };
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
  const { lapses, offers } = settled(account, { at, by });
  const offer = offers.find(({ id }) => id === offerId);
  if (offer === undefined) {
    const lapsed = lapses.find((lapse) => lapse.offer.id === offerId);
    return err(lapsed === undefined ? unknownOffer(offerId) : offerLapsed(offerId, lapsed.dueAt));
  }
  const others = offers.filter((one) => one !== offer);
  return decide(offer, others).map((done) => (done === null ? [] : [...lapses, offerChange(done, { at, by })]));
}

/** The change of an offer, to be recorded. */
export function offerChange({ kind, offer }: Done, { at, by }: Settlement): PartnerChange {
  return checkedPartnerChange({ kind, at, by, offer: Object.freeze(offer) });
}

export function unknownOffer(offerId: OfferId): UnknownOffer {
  return errorData('invalid-input', 'unknown-offer', 'the partner has no role offer with this id', { offerId });
}

export function offerLapsed(offerId: OfferId, lapsedAt: Instant): OfferLapsed {
  const message = `the offer lapsed at ${lapsedAt}, 90 days after it was locked`;
  return violation('locked-offer-lapses', 'offer-lapsed', message, { offerId, lapsedAt });
}
