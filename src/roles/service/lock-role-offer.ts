import type { Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import type { OfferId, PartnerId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { RoleOffer } from '../../model/role-offer';
import { lapseOf } from '../../model/term';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownPartner } from '../../service/unknown';
import {
  decideLockRoleOffer,
  type LockRoleOfferError,
} from '../offers/lock-role-offer';
import { actFields } from '../offers/on-offer';
import { commandOnOffer, type CommandOnOffer } from './carry-out-on-offer';
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

const lock: CommandOnOffer<LockRoleOfferInput, LockRoleOfferError> = /* @__PURE__ */ commandOnOffer(
  'a locking of a role offer',
  actFields,
  decideLockRoleOffer,
);

export async function lockRoleOffer(
  settings: RoleSettings,
  input: LockRoleOfferInput,
): Promise<Result<LockedRoleOffer, LockRoleOfferError | UnknownPartner | CommandStorageError>> {
  const locked = await lock(settings, input);
  return locked.andThen((offer) =>
    roleOfferLink(offer, settings.linkBaseUrl).map((link) => Object.freeze({ offer, link, lapsesAt: lapseOf(offer) })),
  );
}
