import type { Result } from 'neverthrow';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodePartnerId, type PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import {
  decideReinstatePartner,
  reinstatePartnerFields,
  type ReinstatePartner,
  type ReinstatePartnerError,
} from '../partners/reinstate-partner';
import { carryOutOnRegisteredPartner } from './carry-out-on-partner';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { UncheckedActor } from './unchecked';
import type { UnknownPartner } from './unknown';

/** A partner to reinstate. */
export interface ReinstatePartnerInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** Why, for the history: 1 to 256 characters on one line, not blank. */
  readonly reason: string;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<ReinstatePartner, 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a reinstatement',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, reinstatePartnerFields),
);

export function reinstatePartner(
  settings: Settings,
  input: ReinstatePartnerInput,
): Promise<Result<Partner, ReinstatePartnerError | UnknownPartner | CommandStorageError>> {
  return carryOutOnRegisteredPartner(settings, decodeInput(input), decideReinstatePartner);
}
