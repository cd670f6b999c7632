import { err, type Result } from 'neverthrow';
import { followInviteLink } from '../../invitation/invite-link';
import { decodeOfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import type { Partner } from '../../model/partner';
import { accountDocument } from '../../model/partner-account';
import type { RoleOffer } from '../../model/role-offer';
import { lapseOf } from '../../model/term';
import type { LoadError } from '../../repository/storage-error';
import { documentsIn } from '../../service/documents';
import { loadNamedOrNone } from '../../service/load-partner';
import { presentFor } from '../../service/present-for';
import { ifLapsed, offerIn, unknownOffer, type OfferLapsed, type UnknownOffer } from '../offers/on-offer';
import type { RoleSettings } from './options';

/** The role offer that a link leads to, and the partner that made it. */
export interface LinkedRoleOffer {
  readonly partner: Partner;
  /** It waits for a customer, or for the one that has taken it to finish approving. */
  readonly offer: RoleOffer;
  /** The indirect reseller that is to hold the roles; null if the partner itself is. */
  readonly indirectReseller: Partner | null;
  /** When nobody can approve it any more; null once a customer has taken it. */
  readonly lapsesAt: Instant | null;
}

export async function roleOfferOf(
  settings: RoleSettings,
  link: string,
): Promise<Result<LinkedRoleOffer, MalformedInput | UnknownOffer | OfferLapsed | LoadError>> {
  const parts = followInviteLink(link, settings.linkBaseUrl);
  if (parts.isErr()) return err(parts.error);
  const offerId = decodeOfferId(parts.value.token);
  if (offerId.isErr()) return err(offerId.error);
  const loaded = await documentsIn(settings.repository).accounts.load(parts.value.partnerId);
  if (loaded.isErr()) return err(loaded.error);
  const account = loaded.value?.state ?? null;
  const offer = offerIn(account, offerId.value);
  // The link of a draft is not out yet.
  if (account === null || offer === undefined || offer.lockedAt === null) return err(unknownOffer(offerId.value));
  const present = presentFor(settings, accountDocument, account);
  if (present.isErr()) return err(present.error);
  const lapsed = ifLapsed(offer, present.value);
  if (lapsed !== null) return err(lapsed);
  const reseller = await loadNamedOrNone(settings, offer.indirectResellerId);
  return reseller.map((indirectReseller) =>
    Object.freeze({ partner: account.partner, offer, indirectReseller, lapsesAt: lapseOf(offer) }),
  );
}
