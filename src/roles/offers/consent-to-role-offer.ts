import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { decodeReseller, otherReseller } from '../../model/another-reseller';
import { commandDoor } from '../../model/command-door';
import type { ContradictoryInput } from '../../model/contradictory-input';
import { decodeOfferId, type OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import type { Partner } from '../../model/partner';
import { accountDocument, type PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import type { NotThePartner } from '../../rules/not-the-partner';
import { ifClosed, type PartnerIsClosed } from '../../rules/partner-is-closed';
import { unlessNamedReseller } from './named-reseller';
import { unlessLocked, type OfferNotLocked } from './offer-not-locked';
import { onOffer, type OfferLapsed, type UnknownOffer } from './on-offer';

/** An indirect reseller agrees to hold the roles that its provider offers for it. */
export interface ConsentToRoleOffer {
  readonly offerId: OfferId;
  /**
   * The indirect reseller that the offer names, as it is registered: one whose account is closed consents to nothing.
   * Taken for open if left out.
   */
  readonly indirectReseller?: Partner | null | undefined;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why a reseller does not consent to an offer. */
export type ConsentToRoleOfferError =
  | MalformedInput
  | ContradictoryInput
  | UnknownOffer
  | OfferLapsed
  | NotThePartner<'reseller-consents-to-its-offer'>
  | PartnerIsClosed<'closed-partner-may-do-nothing'>
  | OfferNotLocked;

/** A checked command, with the default filled in. */
export interface CheckedConsentToRoleOffer extends ConsentToRoleOffer {
  readonly indirectReseller: Partner | null;
}

/**
 * Decides what the consent of the indirect reseller changes, in the account of the provider that made the offer: from
 * then on a customer can approve it (`reseller-consents-to-its-offer`).
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parseOfferId,
 *   parsePartnerAccount,
 *   parsePartnerId,
 * } from 'partner-relationships';
 * import { consentToRoleOffer } from 'partner-relationships/roles';
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
 *   return consentToRoleOffer(account, { offerId, by, at });
 * });
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['role-offer-consented']
 * ```
 * @returns the changes, first what has lapsed by then; empty if the reseller has consented before. As errors, the first
 *   that applies: {@link MalformedInput} if an argument is malformed; {@link UnknownOffer} if the account has no such
 *   offer; {@link OfferLapsed} (`locked-offer-lapses`); {@link NotThePartner} if somebody other than the reseller named
 *   acts, or the offer names none (`reseller-consents-to-its-offer`); {@link ContradictoryInput} if `indirectReseller` is
 *   another partner; {@link PartnerIsClosed} if the account of the provider or of the reseller is closed
 *   (`closed-partner-may-do-nothing`); {@link OfferNotLocked} if it is a draft (`locked-offer-waits`)
 */
export function consentToRoleOffer(
  account: PartnerAccount,
  command: ConsentToRoleOffer,
): Result<readonly PartnerChange[], ConsentToRoleOfferError> {
  return door(account, command);
}

const door = /* @__PURE__ */ commandDoor(
  accountDocument,
  'a consent to a role offer',
  {
    offerId: decodeOfferId,
    indirectReseller: decodeReseller,
    by: decodeActor,
  },
  decideConsentToRoleOffer,
);

/** The same decision on checked data. */
export function decideConsentToRoleOffer(
  account: PartnerAccount,
  command: CheckedConsentToRoleOffer,
): Result<readonly PartnerChange[], ConsentToRoleOfferError> {
  const { indirectReseller, by, at } = command;
  return onOffer<ConsentToRoleOfferError>(account, command, (offer) => {
    const refusal =
      unlessNamedReseller(offer, by) ??
      otherReseller('offer', offer, indirectReseller) ??
      ifClosed('closed-partner-may-do-nothing', account.partner, indirectReseller) ??
      unlessLocked(offer);
    if (refusal !== null) return err(refusal);
    return ok(offer.consentedAt === null ? { kind: 'role-offer-consented', offer: { ...offer, consentedAt: at } } : null);
  });
}
