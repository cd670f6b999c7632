import { err, type Result } from 'neverthrow';
import { decodeActor } from '../../model/actor';
import type { Unchecked } from '../../model/brand';
import { object, type Decoder } from '../../model/decode';
import { decodeOfferId, decodePartnerId, type OfferId, type PartnerId } from '../../model/identifiers';
import type { RoleOffer } from '../../model/role-offer';
import type { LoadError } from '../../repository/storage-error';
import type { CommandStorageError } from '../../service/command-storage-error';
import { loadNamedOrNone } from '../../service/load-partner';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownPartner } from '../../service/unknown';
import {
  decideConsentToRoleOffer,
  type ConsentToRoleOffer,
  type ConsentToRoleOfferError,
} from '../offers/consent-to-role-offer';
import { offerIn } from '../offers/on-offer';
import { carryOutOnOffer } from './carry-out-on-offer';
import type { RoleSettings } from './options';

/** An offer that names an indirect reseller, which agrees to hold the roles. */
export interface ConsentToRoleOfferInput {
  /** The provider that made the offer. */
  readonly partnerId: Unchecked<PartnerId>;
  readonly offerId: Unchecked<OfferId>;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<ConsentToRoleOffer, 'indirectReseller' | 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object<CheckedInput>('a consent to a role offer', {
  partnerId: decodePartnerId,
  offerId: decodeOfferId,
  by: decodeActor,
});

export async function consentToRoleOffer(
  settings: RoleSettings,
  input: ConsentToRoleOfferInput,
): Promise<Result<RoleOffer, ConsentToRoleOfferError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;

  return carryOutOnOffer<ConsentToRoleOfferError | LoadError>(settings, command, async (account) => {
    const named = offerIn(account, command.offerId)?.indirectResellerId ?? null;
    const reseller = await loadNamedOrNone(settings, named);
    return reseller.map(
      (indirectReseller) => (at) => decideConsentToRoleOffer(account, { ...command, indirectReseller, at }),
    );
  });
}
