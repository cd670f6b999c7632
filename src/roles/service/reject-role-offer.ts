import { err, ok, type Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { joined, object, type Decoder } from '../../model/decode';
import { decodePartnerId, type OfferId, type PartnerId } from '../../model/identifiers';
import type { RoleOffer } from '../../model/role-offer';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownPartner } from '../../service/unknown';
import {
  decideRejectRoleOffer,
  rejectRoleOfferFields,
  type RejectRoleOffer,
  type RejectRoleOfferError,
} from '../offers/reject-role-offer';
import { carryOutOnOffer } from './carry-out-on-offer';
import type { RoleSettings } from './options';

/** An offer that names an indirect reseller, which rejects it. */
export interface RejectRoleOfferInput {
  /** The provider that made the offer. */
  readonly partnerId: Unchecked<PartnerId>;
  readonly offerId: Unchecked<OfferId>;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<RejectRoleOffer, 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a rejection of a role offer',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, rejectRoleOfferFields),
);

export async function rejectRoleOffer(
  settings: RoleSettings,
  input: RejectRoleOfferInput,
): Promise<Result<RoleOffer, RejectRoleOfferError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;

  return carryOutOnOffer<RejectRoleOfferError>(settings, command, (account) =>
    ok((at) => decideRejectRoleOffer(account, { ...command, at })),
  );
}
