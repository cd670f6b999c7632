import type { Unchecked } from '../model/brand';
import type { PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import {
  decideReinstatePartner,
  reinstatePartnerFields,
  type ReinstatePartnerError,
} from '../partners/reinstate-partner';
import { commandOnPartner, partnerOf, type CommandOnPartner } from './carry-out-on-partner';
import type { UncheckedActor } from './unchecked';

/** A partner to reinstate. */
export interface ReinstatePartnerInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** Why, for the history: 1 to 256 characters on one line, not blank. */
  readonly reason: string;
  readonly by: UncheckedActor;
}

export const reinstatePartner: CommandOnPartner<ReinstatePartnerInput, Partner, ReinstatePartnerError> =
  /* @__PURE__ */ commandOnPartner('a reinstatement', reinstatePartnerFields, decideReinstatePartner, partnerOf);
