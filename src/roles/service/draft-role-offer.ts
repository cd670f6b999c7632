import { err, ok, type Result } from 'neverthrow';
import { decodeActor } from '../../model/actor';
import type { Unchecked } from '../../model/brand';
import { boolean, defaulted, nullable, object, type Decoder } from '../../model/decode';
import {
  decodeCustomerId,
  decodeOfferId,
  decodePartnerId,
  type CustomerId,
  type PartnerId,
  type RoleId,
} from '../../model/identifiers';
import { decodeOfferName, decodeRoles, decodeTermDays, type RoleOffer } from '../../model/role-offer';
import type { LoadError } from '../../repository/storage-error';
import type { CommandStorageError } from '../../service/command-storage-error';
import { loadPartner } from '../../service/load-partner';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownPartner } from '../../service/unknown';
import { decideDraftRoleOffer, type DraftRoleOffer, type DraftRoleOfferError } from '../offers/draft-role-offer';
import { carryOutOnOffer } from './carry-out-on-offer';
import type { RoleSettings } from './options';

/** An offer to draw up. */
export interface DraftRoleOfferInput {
  readonly partnerId: Unchecked<PartnerId>;
  /** 1 to 50 characters on one line, with a character to see. No other offer of the account has it. */
  readonly name: string;
  /** 1 to 100 roles of the profile's catalog, each once. */
  readonly roles: readonly Unchecked<RoleId>[];
  /** How long the roles are held from the approval on, in days of 24 hours: 1 to 730. */
  readonly termDays: number;
  /** Whether the end is to move by 180 days whenever it is reached. */
  readonly extends: boolean;
  /** The only customer that can approve it; if left out or null, it serves the first that does. */
  readonly customerId?: Unchecked<CustomerId> | null | undefined;
  /** The indirect reseller that is to hold the roles; if left out or null, the partner itself is. */
  readonly indirectResellerId?: Unchecked<PartnerId> | null | undefined;
  readonly by: UncheckedActor;
}

interface CheckedInput extends Omit<DraftRoleOffer, 'offerId' | 'indirectReseller' | 'at'> {
  readonly partnerId: PartnerId;
  readonly indirectResellerId: PartnerId | null;
}

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object<CheckedInput>('a draft of a role offer', {
  partnerId: decodePartnerId,
  name: decodeOfferName,
  roles: decodeRoles,
  termDays: decodeTermDays,
  extends: boolean,
  customerId: /* @__PURE__ */ defaulted(/* @__PURE__ */ nullable(decodeCustomerId), null),
  indirectResellerId: /* @__PURE__ */ defaulted(/* @__PURE__ */ nullable(decodePartnerId), null),
  by: decodeActor,
});

export async function draftRoleOffer(
  settings: RoleSettings,
  input: DraftRoleOfferInput,
): Promise<Result<RoleOffer, DraftRoleOfferError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const { partnerId, indirectResellerId, ...draft } = decoded.value;
  const offerId = settings.newToken().andThen(decodeOfferId);
  if (offerId.isErr()) return err(offerId.error);

  type Refusal = DraftRoleOfferError | UnknownPartner | LoadError;
  const place = { partnerId, offerId: offerId.value };
  return carryOutOnOffer<Refusal>(settings, place, async (account) => {
    const named = indirectResellerId === null ? ok(null) : await loadPartner(settings, indirectResellerId);
    return named.map((indirectReseller) => (at) => {
      const command = { ...draft, offerId: offerId.value, indirectReseller, at };
      return decideDraftRoleOffer(account, command, settings.profile);
    });
  });
}
