import type { Result } from 'neverthrow';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodePartnerId, type PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import {
  decideRenamePartner,
  renamePartnerFields,
  type RenamePartner,
  type RenamePartnerError,
} from '../partners/rename-partner';
import { carryOutOnRegisteredPartner } from './carry-out-on-partner';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { UncheckedActor } from './unchecked';
import type { UnknownPartner } from './unknown';

/** A partner to rename. */
export interface RenamePartnerInput {
  readonly partnerId: Unchecked<PartnerId>;
  /**
   * The new name: 1 to 256 characters on one line, with at least one visible character, and no embedding, override or
   * isolate of direction (U+202A to U+202E, U+2066 to U+2069).
   */
  readonly name: string;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<RenamePartner, 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a renaming',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, renamePartnerFields),
);

export function renamePartner(
  settings: Settings,
  input: RenamePartnerInput,
): Promise<Result<Partner, RenamePartnerError | UnknownPartner | CommandStorageError>> {
  return carryOutOnRegisteredPartner(settings, decodeInput(input), decideRenamePartner);
}
