import { err, type Result } from 'neverthrow';
import type { Timed } from '../../model/command-door';
import type { Fields } from '../../model/decode';
import type { OfferId, PartnerId } from '../../model/identifiers';
import type { MalformedInput } from '../../model/malformed-input';
import type { PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import type { RoleOffer } from '../../model/role-offer';
import type { Decide } from '../../service/carry-out';
import type { Left } from '../../service/carry-out-and-answer';
import { carryOutOnPartner, commandOnPartner, type CommandOnPartner } from '../../service/carry-out-on-partner';
import type { CommandStorageError } from '../../service/command-storage-error';
import { unknownPartner, type UnknownPartner } from '../../service/unknown';
import { offerIn } from '../offers/on-offer';
import type { DelegationProfile } from '../profiles/profile';
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
export function carryOutOnOffer<Refusal>(
  settings: RoleSettings,
  place: OfferPlace,
  prepare: PrepareOnAccount<Refusal>,
): Promise<Result<RoleOffer, Refusal | MalformedInput | UnknownPartner | CommandStorageError>> {
  const { partnerId } = place;
  return carryOutOnPartner<RoleOffer, Refusal | UnknownPartner>(
    settings,
    partnerId,
    (left) => offerLeft(left, place),
    (account) => (account === null ? err(unknownPartner(partnerId)) : prepare(account)),
  );
}

/** A command of a service on one offer of a partner's account. */
export type CommandOnOffer<Input, Refusal> = CommandOnPartner<Input, RoleOffer, Refusal, RoleSettings>;

/** Makes a command of a service on one offer of a partner's account, which the profile decides as well. */
export function commandOnOffer<Own extends Pick<OfferPlace, 'offerId'>, Refusal>(
  expected: string,
  fields: Fields<Own>,
  decide: (
    account: PartnerAccount,
    command: Own & Timed,
    profile: DelegationProfile,
  ) => Result<readonly PartnerChange[], Refusal>,
): CommandOnOffer<unknown, Refusal> {
  return commandOnPartner(
    expected,
    fields,
    (account, command, { profile }: RoleSettings) => decide(account, command, profile),
    offerLeft,
  );
}

/** What time has done is told first. An offer that has left the account is answered as it was until then. */
function offerLeft(
  { state, changes }: Left<PartnerAccount, PartnerChange>,
  { offerId }: Pick<OfferPlace, 'offerId'>,
): RoleOffer | undefined {
  const last = changes.at(-1);
  return last !== undefined && 'offer' in last ? last.offer : offerIn(state, offerId);
}
