import { err, ok, type Result } from 'neverthrow';
import type { Actor } from '../../model/actor';
import { commandDoor } from '../../model/command-door';
import type { OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import type { NotThePartner } from '../../rules/not-the-partner';
import { unlessNamedReseller } from './named-reseller';
import { unlessLocked, type OfferNotLocked } from './offer-not-locked';
import { offerTaken, type OfferTaken } from './offer-taken';
import { actFields, onOffer, type OfferLapsed, type UnknownOffer } from './on-offer';

/** An indirect reseller refuses to hold the roles that its provider offers for it. */
export interface RejectRoleOffer {
  readonly offerId: OfferId;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why a reseller does not reject an offer. */
export type RejectRoleOfferError =
  | MalformedInput
  | UnknownOffer
  | OfferLapsed
  | NotThePartner<'reseller-consents-to-its-offer'>
  | OfferNotLocked
  | OfferTaken;

/**
 * Decides what the refusal of the indirect reseller changes, in the account of the provider that made the offer: the
 * offer leaves the account (`reseller-consents-to-its-offer`). One that has consented may still reject, until a customer
 * takes the offer; one whose account is closed may reject as well.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parseOfferId,
 *   parsePartnerAccount,
 *   parsePartnerId,
 * } from 'partner-relationships';
 * import { rejectRoleOffer } from 'partner-relationships/roles';
 * import { Result } from 'neverthrow';
 *
 * const partner = {
 *   id: 'tailspin',
 *   name: 'Tailspin Toys',
 *   program: 'indirect-provider',
 *   standing: 'active',
 * };
 * const offer = {
 *   id: 'k3PzVt0Wc9yQd5Lm',
 *   partnerId: 'tailspin',
 *   indirectResellerId: 'wingtip',
 *   customerId: null,
 *   name: 'Mailboxes',
 *   roles: ['29232cdf-9323-42fd-ade2-1d097af3e4de'],
 *   termDays: 365,
 *   extends: true,
 *   lockedAt: '2026-01-01T00:00:00.000Z',
 *   consentedAt: null,
 *   takenBy: null,
 * };
 * const parsed = Result.combine([
 *   parsePartnerAccount({ partner, requests: [], roleOffers: [offer] }),
 *   parseOfferId('k3PzVt0Wc9yQd5Lm'),
 *   parsePartnerId('wingtip'),
 *   parseInstant('2026-01-10T09:00:00.000Z'),
 * ]);
 * const changes = parsed.andThen(([account, offerId, partnerId, at]) => {
 *   const by = { kind: 'partner', partnerId } as const;
 *   return rejectRoleOffer(account, { offerId, by, at });
 * });
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['role-offer-rejected']
 * ```
 * @returns the changes, first what has lapsed by then. As errors, the first that applies: {@link MalformedInput} if an
 *   argument is malformed; {@link UnknownOffer} if the account has no such offer, as when it was rejected before;
 *   {@link OfferLapsed} (`locked-offer-lapses`); {@link NotThePartner} if somebody other than the reseller named acts, or
 *   the offer names none (`reseller-consents-to-its-offer`); {@link OfferNotLocked} if it is a draft
 *   (`locked-offer-waits`); {@link OfferTaken} if a customer has taken it (`offer-serves-one-customer`)
 */
export function rejectRoleOffer(
  account: PartnerAccount,
  command: RejectRoleOffer,
): Result<readonly PartnerChange[], RejectRoleOfferError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a rejection of a role offer',
  actFields,
  decideRejectRoleOffer,
);

/** The same decision on checked data. */
export function decideRejectRoleOffer(
  account: PartnerAccount,
  command: RejectRoleOffer,
): Result<readonly PartnerChange[], RejectRoleOfferError> {
  return onOffer<RejectRoleOfferError>(account, command, (offer) => {
    const refusal = unlessNamedReseller(offer, command.by) ?? unlessLocked(offer);
    if (refusal !== null) return err(refusal);
    return offer.takenBy === null ? ok({ kind: 'role-offer-rejected', offer }) : err(offerTaken(offer.id));
  });
}
