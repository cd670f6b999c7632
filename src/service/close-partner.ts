import type { Unchecked } from '../model/brand';
import type { PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import {
  closePartnerFields,
  decideClosePartner,
  type ClosePartnerError,
} from '../partners/close-partner';
import { commandOnPartner, partnerOf, type CommandOnPartner } from './carry-out-on-partner';
import type { UncheckedActor } from './unchecked';

/** A partner whose account to close. */
export interface ClosePartnerInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** Why, for the history: 1 to 256 characters on one line, not blank. */
  readonly reason: string;
  readonly by: UncheckedActor;
}

export const closePartner: CommandOnPartner<ClosePartnerInput, Partner, ClosePartnerError> =
  /* @__PURE__ */ commandOnPartner('a closing', closePartnerFields, decideClosePartner, partnerOf);
