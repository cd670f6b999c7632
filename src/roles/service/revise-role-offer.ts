import { err, ok, type Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { joined, object, type Decoder } from '../../model/decode';
import { decodePartnerId, type CustomerId, type OfferId, type PartnerId, type RoleId } from '../../model/identifiers';
import type { RoleOffer } from '../../model/role-offer';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownPartner } from '../../service/unknown';
import {
  decideReviseRoleOffer,
  reviseRoleOfferFields,
  type ReviseRoleOffer,
  type ReviseRoleOfferError,
} from '../offers/revise-role-offer';
import { carryOutOnOffer } from './carry-out-on-offer';
import type { RoleSettings } from './options';

/** A draft of an offer to change. What is left out stays as it is. */
export interface ReviseRoleOfferInput {
  readonly partnerId: Unchecked<PartnerId>;
  readonly offerId: Unchecked<OfferId>;
  /** 1 to 50 characters on one line, with a character to see. No other offer of the account has it. */
  readonly name?: string | undefined;
  /** All of its roles from now on: 1 to 100 of the profile's catalog, each once. */
  readonly roles?: readonly Unchecked<RoleId>[] | undefined;
  /** How long the roles are held from the approval on, in days of 24 hours: 1 to 730. */
  readonly termDays?: number | undefined;
  /** Whether the end is to move by 180 days whenever it is reached. */
  readonly extends?: boolean | undefined;
  /** The only customer that can approve it; null if it serves the first that does. */
  readonly customerId?: Unchecked<CustomerId> | null | undefined;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<ReviseRoleOffer, 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a revision of a role offer',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, reviseRoleOfferFields),
);

export async function reviseRoleOffer(
  settings: RoleSettings,
  input: ReviseRoleOfferInput,
): Promise<Result<RoleOffer, ReviseRoleOfferError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;

  return carryOutOnOffer<ReviseRoleOfferError>(settings, command, (account) =>
    ok((at) => decideReviseRoleOffer(account, { ...command, at }, settings.profile)),
  );
}
