import { err, ok, type Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { joined, object, type Decoder } from '../../model/decode';
import { decodePartnerId, type OfferId, type PartnerId } from '../../model/identifiers';
import type { RoleOffer } from '../../model/role-offer';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownPartner } from '../../service/unknown';
import {
  decideDiscardRoleOffer,
  discardRoleOfferFields,
  type DiscardRoleOffer,
  type DiscardRoleOfferError,
} from '../offers/discard-role-offer';
import { carryOutOnOffer } from './carry-out-on-offer';
import type { RoleSettings } from './options';

/** A draft of an offer to drop. */
export interface DiscardRoleOfferInput {
  readonly partnerId: Unchecked<PartnerId>;
  readonly offerId: Unchecked<OfferId>;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<DiscardRoleOffer, 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a discarding of a role offer',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, discardRoleOfferFields),
);

export async function discardRoleOffer(
  settings: RoleSettings,
  input: DiscardRoleOfferInput,
): Promise<Result<RoleOffer, DiscardRoleOfferError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;

  return carryOutOnOffer<DiscardRoleOfferError>(settings, command, (account) =>
    ok((at) => decideDiscardRoleOffer(account, { ...command, at })),
  );
}
