import type { Unchecked } from '../../model/brand';
import type { CustomerId, OfferId, PartnerId, RoleId } from '../../model/identifiers';
import type { UncheckedActor } from '../../service/unchecked';
import {
  decideReviseRoleOffer,
  reviseRoleOfferFields,
  type ReviseRoleOfferError,
} from '../offers/revise-role-offer';
import { commandOnOffer, type CommandOnOffer } from './carry-out-on-offer';

/** A draft of an offer to change. What is left out stays as it is. */
export interface ReviseRoleOfferInput {
  readonly partnerId: Unchecked<PartnerId>;
  readonly offerId: Unchecked<OfferId>;
  /** 1 to 50 characters on one line, with a character to see. No other offer of the account has it. */
  readonly name?: string | undefined;
  /** All of its roles from now on: 1 to 100 of the profile's catalog, each once. */
  readonly roles?: readonly Unchecked<RoleId>[] | undefined;
  /** How long the roles are held from the approval on, in days of 24 hours: 1 to 730. */
  readonly termDays?: number | undefined;
  /** Whether the end is to move by 180 days whenever it is reached. */
  readonly extends?: boolean | undefined;
  /** The only customer that can approve it; null if it serves the first that does. */
  readonly customerId?: Unchecked<CustomerId> | null | undefined;
  readonly by: UncheckedActor;
}

export const reviseRoleOffer: CommandOnOffer<ReviseRoleOfferInput, ReviseRoleOfferError> = /* @__PURE__ */ commandOnOffer(
  'a revision of a role offer',
  reviseRoleOfferFields,
  decideReviseRoleOffer,
);
