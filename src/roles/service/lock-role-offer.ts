import { err, ok, type Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { joined, object, type Decoder } from '../../model/decode';
import { decodePartnerId, type OfferId, type PartnerId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { RoleOffer } from '../../model/role-offer';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownPartner } from '../../service/unknown';
import {
  decideLockRoleOffer,
  lockRoleOfferFields,
  type LockRoleOffer,
  type LockRoleOfferError,
} from '../offers/lock-role-offer';
import { lapseOf } from '../time/time';
import { carryOutOnOffer } from './carry-out-on-offer';
import type { RoleSettings } from './options';
import { roleOfferLink } from './role-offer-link';

/** A draft of an offer to make final. */
export interface LockRoleOfferInput {
  readonly partnerId: Unchecked<PartnerId>;
  readonly offerId: Unchecked<OfferId>;
  readonly by: UncheckedActor;
}

/** An offer that waits for a customer, and the link to send. */
export interface LockedRoleOffer {
  readonly offer: RoleOffer;
  /** Leads one customer to the offer; see {@link roleOfferLink}. */
  readonly link: string;
  /** When nobody can approve it any more; null once a customer has taken it. */
  readonly lapsesAt: Instant | null;
}

type CheckedInput = Omit<LockRoleOffer, 'at'> & { readonly partnerId: PartnerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a locking of a role offer',
  /* @__PURE__ */ joined({ partnerId: decodePartnerId }, lockRoleOfferFields),
);

export async function lockRoleOffer(
  settings: RoleSettings,
  input: LockRoleOfferInput,
): Promise<Result<LockedRoleOffer, LockRoleOfferError | UnknownPartner | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;

  const locked = await carryOutOnOffer<LockRoleOfferError>(settings, command, (account) =>
    ok((at) => decideLockRoleOffer(account, { ...command, at }, settings.profile)),
  );
  return locked.andThen((offer) =>
    roleOfferLink(offer, settings.linkBaseUrl).map((link) => Object.freeze({ offer, link, lapsesAt: lapseOf(offer) })),
  );
}
