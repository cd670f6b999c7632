import type { Unchecked } from '../../model/brand';
import type { OfferId, PartnerId } from '../../model/identifiers';
import type { UncheckedActor } from '../../service/unchecked';
import {
  decideRejectRoleOffer,
  type RejectRoleOfferError,
} from '../offers/reject-role-offer';
import { actFields } from '../offers/on-offer';
import { commandOnOffer, type CommandOnOffer } from './carry-out-on-offer';

/** An offer that names an indirect reseller, which rejects it. */
export interface RejectRoleOfferInput {
  /** The provider that made the offer. */
  readonly partnerId: Unchecked<PartnerId>;
  readonly offerId: Unchecked<OfferId>;
  readonly by: UncheckedActor;
}

export const rejectRoleOffer: CommandOnOffer<RejectRoleOfferInput, RejectRoleOfferError> = /* @__PURE__ */ commandOnOffer(
  'a rejection of a role offer',
  actFields,
  decideRejectRoleOffer,
);
