import type { Result } from 'neverthrow';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodePartnerId, type PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import {
  decideSuspendPartner,
  suspendPartnerFields,
  type SuspendPartner,
  type SuspendPartnerError,
} from '../partners/suspend-partner';
import { carryOutOnRegisteredPartner } from './carry-out-on-partner';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { UncheckedActor } from './unchecked';
import type { UnknownPartner } from './unknown';

/** A partner to suspend. */
export interface SuspendPartnerInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** Why, for the history: 1 to 256 characters on one line, not blank. */
  readonly reason: string;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<SuspendPartner, 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a suspension',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, suspendPartnerFields),
);

export function suspendPartner(
  settings: Settings,
  input: SuspendPartnerInput,
): Promise<Result<Partner, SuspendPartnerError | UnknownPartner | CommandStorageError>> {
  return carryOutOnRegisteredPartner(settings, decodeInput(input), decideSuspendPartner);
}
