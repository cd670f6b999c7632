import { err, ok, type Result } from 'neverthrow';
import type { OfferId, PartnerId } from '../../model/identifiers';
import type { MalformedInput } from '../../model/malformed-input';
import type { PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import type { RoleOffer } from '../../model/role-offer';
import { corruptData } from '../../repository/storage-error';
import { carryOut, WITHOUT_STATE, type Decide } from '../../service/carry-out';
import type { CommandStorageError } from '../../service/command-storage-error';
import { documentsIn } from '../../service/documents';
import { unknownPartner, type UnknownPartner } from '../../service/unknown';
import type { RoleSettings } from './options';

/** Where an offer is, or is to be. */
export interface OfferPlace {
  readonly partnerId: PartnerId;
  readonly offerId: OfferId;
}

/** Gets ready to decide on the account of a registered partner, at once or after reading something else. */
export type PrepareOnAccount<Refusal> = (
  account: PartnerAccount,
) => Result<Decide<PartnerChange, Refusal>, Refusal> | PromiseLike<Result<Decide<PartnerChange, Refusal>, Refusal>>;

/** Carries out a command on one offer of a partner's account. */
export async function carryOutOnOffer<Refusal>(
  settings: RoleSettings,
  { partnerId, offerId }: OfferPlace,
  prepare: PrepareOnAccount<Refusal>,
): Promise<Result<RoleOffer, Refusal | MalformedInput | UnknownPartner | CommandStorageError>> {
  const outcome = await carryOut<PartnerId, PartnerAccount, PartnerChange, Refusal | UnknownPartner>(settings, {
    documents: documentsIn(settings.repository).accounts,
    id: partnerId,
    prepare: (account) => (account === null ? err(unknownPartner(partnerId)) : prepare(account)),
  });
  return outcome.andThen(({ state, changes }) => {
    // What time has done is told first. An offer that has left the account is answered as it was until then.
    const last = changes.at(-1);
    const offer = last !== undefined && 'offer' in last ? last.offer : offerIn(state, offerId);
    return offer === undefined ? err(corruptData(WITHOUT_STATE)) : ok(offer);
  });
}

/** The offer with this id in an account. */
export function offerIn(account: PartnerAccount | null, offerId: OfferId): RoleOffer | undefined {
  return account?.roleOffers?.find(({ id }) => id === offerId);
}
