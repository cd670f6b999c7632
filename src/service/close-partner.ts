import type { Result } from 'neverthrow';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodePartnerId, type PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import {
  closePartnerFields,
  decideClosePartner,
  type ClosePartner,
  type ClosePartnerError,
} from '../partners/close-partner';
import { carryOutOnRegisteredPartner } from './carry-out-on-partner';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { UncheckedActor } from './unchecked';
import type { UnknownPartner } from './unknown';

/** A partner whose account to close. */
export interface ClosePartnerInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** Why, for the history: 1 to 256 characters on one line, not blank. */
  readonly reason: string;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<ClosePartner, 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a closing',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, closePartnerFields),
);

export function closePartner(
  settings: Settings,
  input: ClosePartnerInput,
): Promise<Result<Partner, ClosePartnerError | UnknownPartner | CommandStorageError>> {
  return carryOutOnRegisteredPartner(settings, decodeInput(input), decideClosePartner);
}
