import type { Unchecked } from '../model/brand';
import type { PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import {
  decideSuspendPartner,
  suspendPartnerFields,
  type SuspendPartnerError,
} from '../partners/suspend-partner';
import { commandOnPartner, partnerOf, type CommandOnPartner } from './carry-out-on-partner';
import type { UncheckedActor } from './unchecked';

/** A partner to suspend. */
export interface SuspendPartnerInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** Why, for the history: 1 to 256 characters on one line, not blank. */
  readonly reason: string;
  readonly by: UncheckedActor;
}

export const suspendPartner: CommandOnPartner<SuspendPartnerInput, Partner, SuspendPartnerError> =
  /* @__PURE__ */ commandOnPartner('a suspension', suspendPartnerFields, decideSuspendPartner, partnerOf);
