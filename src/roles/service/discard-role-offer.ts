import type { Unchecked } from '../../model/brand';
import type { OfferId, PartnerId } from '../../model/identifiers';
import type { UncheckedActor } from '../../service/unchecked';
import {
  decideDiscardRoleOffer,
  type DiscardRoleOfferError,
} from '../offers/discard-role-offer';
import { actFields } from '../offers/on-offer';
import { commandOnOffer, type CommandOnOffer } from './carry-out-on-offer';

/** A draft of an offer to drop. */
export interface DiscardRoleOfferInput {
  readonly partnerId: Unchecked<PartnerId>;
  readonly offerId: Unchecked<OfferId>;
  readonly by: UncheckedActor;
}

export const discardRoleOffer: CommandOnOffer<DiscardRoleOfferInput, DiscardRoleOfferError> = /* @__PURE__ */ commandOnOffer(
  'a discarding of a role offer',
  actFields,
  decideDiscardRoleOffer,
);
