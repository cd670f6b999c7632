import type { Result } from 'neverthrow';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodePartnerId, type PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import {
  changeProgramFields,
  decideChangeProgram,
  type ChangeProgram,
  type ChangeProgramError,
} from '../partners/change-program';
import { carryOutOnRegisteredPartner } from './carry-out-on-partner';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { UncheckedActor } from './unchecked';
import type { UnknownPartner } from './unknown';

/** A partner to move to another program. */
export interface ChangeProgramInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** The new program. */
  readonly program: Partner['program'];
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<ChangeProgram, 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a change of program',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, changeProgramFields),
);

export function changeProgram(
  settings: Settings,
  input: ChangeProgramInput,
): Promise<Result<Partner, ChangeProgramError | UnknownPartner | CommandStorageError>> {
  return carryOutOnRegisteredPartner(settings, decodeInput(input), decideChangeProgram);
}
