import type { Unchecked } from '../model/brand';
import type { PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import {
  decideRenamePartner,
  renamePartnerFields,
  type RenamePartnerError,
} from '../partners/rename-partner';
import { commandOnPartner, partnerOf, type CommandOnPartner } from './carry-out-on-partner';
import type { UncheckedActor } from './unchecked';

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

export const renamePartner: CommandOnPartner<RenamePartnerInput, Partner, RenamePartnerError> =
  /* @__PURE__ */ commandOnPartner('a renaming', renamePartnerFields, decideRenamePartner, partnerOf);
