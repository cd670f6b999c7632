import type { Unchecked } from '../model/brand';
import type { PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import {
  changeProgramFields,
  decideChangeProgram,
  type ChangeProgramError,
} from '../partners/change-program';
import { commandOnPartner, partnerOf, type CommandOnPartner } from './carry-out-on-partner';
import type { UncheckedActor } from './unchecked';

/** A partner to move to another program. */
export interface ChangeProgramInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** The new program. */
  readonly program: Partner['program'];
  readonly by: UncheckedActor;
}

export const changeProgram: CommandOnPartner<ChangeProgramInput, Partner, ChangeProgramError> =
  /* @__PURE__ */ commandOnPartner('a change of program', changeProgramFields, decideChangeProgram, partnerOf);
