import { err, ok, type Result } from 'neverthrow';
import type { Actor } from '../../model/actor';
import type { OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import type { NotThePartner } from '../../rules/not-the-partner';
import type { PartnerIsClosed } from '../../rules/partner-is-closed';
import { ifSuspended, type PartnerIsSuspended } from '../../rules/partner-is-suspended';
import { unlessExtensible, type NeverExtends } from '../profiles/never-extends';
import { profileDoor } from '../profiles/profile-door';
import type { DelegationProfile } from '../profiles/profile';
import type { RolesNotOffered } from '../profiles/roles-not-offered';
import { unlessMayOffer } from './may-offer';
import { unknownRole, type UnknownRole } from './offer-terms';
import { actFields, onOffer, type OfferLapsed, type UnknownOffer } from './on-offer';

/** Makes a role offer final, so that it waits for a customer. */
export interface LockRoleOffer {
  readonly offerId: OfferId;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why an offer is not locked. */
export type LockRoleOfferError =
  | MalformedInput
  | NotThePartner<'partner-acts-for-itself'>
  | RolesNotOffered
  | PartnerIsClosed<'closed-partner-may-do-nothing'>
  | UnknownOffer
  | OfferLapsed
  | PartnerIsSuspended<'suspended-partner-cannot-invite'>
  | UnknownRole
  | NeverExtends;

/**
 * Decides what locking a role offer changes: from then on it waits for a customer, as it is (`locked-offer-waits`), for
 * 90 days (`locked-offer-lapses`). With a role that never extends, the extension has to be off
 * (`global-administrator-never-extends`).
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parseOfferId,
 *   parsePartnerAccount,
 * } from 'partner-relationships';
 * import { lockRoleOffer, partnerCenterGdap } from 'partner-relationships/roles';
 * import { Result } from 'neverthrow';
 *
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const offer = {
 *   id: 'k3PzVt0Wc9yQd5Lm',
 *   partnerId: 'contoso',
 *   indirectResellerId: null,
 *   customerId: null,
 *   name: 'Mailboxes',
 *   roles: ['29232cdf-9323-42fd-ade2-1d097af3e4de'],
 *   termDays: 365,
 *   extends: true,
 *   lockedAt: null,
 *   consentedAt: null,
 *   takenBy: null,
 * };
 * const parsed = Result.combine([
 *   parsePartnerAccount({ partner, requests: [], roleOffers: [offer] }),
 *   parseOfferId('k3PzVt0Wc9yQd5Lm'),
 *   parseInstant('2026-01-10T09:00:00.000Z'),
 * ]);
 * const changes = parsed.andThen(([account, offerId, at]) => {
 *   const by = { kind: 'partner', partnerId: account.partner.id } as const;
 *   return lockRoleOffer(account, { offerId, by, at }, partnerCenterGdap);
 * });
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['role-offer-locked']
 * ```
 * @returns the changes, first what has lapsed by then; empty if it is locked already. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link NotThePartner} if somebody other than the partner acts
 *   (`partner-acts-for-itself`); {@link RolesNotOffered} if the profile has no roles (`profile-grants-roles`);
 *   {@link PartnerIsClosed} if the account is closed (`closed-partner-may-do-nothing`); {@link UnknownOffer} if the
 *   account has no such offer; {@link OfferLapsed} (`locked-offer-lapses`); {@link PartnerIsSuspended}
 *   (`suspended-partner-cannot-invite`); {@link UnknownRole} if a role is not in the catalog, as after drafting under
 *   another one; {@link NeverExtends} (`global-administrator-never-extends`)
 */
export function lockRoleOffer(
  account: PartnerAccount,
  command: LockRoleOffer,
  profile: DelegationProfile,
): Result<readonly PartnerChange[], LockRoleOfferError> {
  return door(account, command, profile);
}

const door = /* @__PURE__ */ profileDoor(
  accountDocument,
  'a locking of a role offer',
  actFields,
  decideLockRoleOffer,
);

/** The same decision on checked data. */
export function decideLockRoleOffer(
  account: PartnerAccount,
  command: LockRoleOffer,
  profile: DelegationProfile,
): Result<readonly PartnerChange[], LockRoleOfferError> {
  const { partner } = account;
  const refusal = unlessMayOffer(profile, partner, command.by);
  if (refusal !== null) return err(refusal);
  return onOffer<LockRoleOfferError>(account, command, (offer) => {
    if (offer.lockedAt !== null) return ok(null);
    const problem =
      ifSuspended('suspended-partner-cannot-invite', partner, 'locks no offer') ??
      unknownRole(profile, offer.roles) ??
      unlessExtensible(profile, offer);
    if (problem !== null) return err(problem);
    return ok({ kind: 'role-offer-locked', offer: { ...offer, lockedAt: command.at } });
  });
}
