import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { decodeReseller, otherReseller } from '../../model/another-reseller';
import type { ContradictoryInput } from '../../model/contradictory-input';
import {
  decodeCustomerId,
  decodeOfferId,
  type CustomerId,
  type OfferId,
  type PartnerId,
} from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import type { Partner } from '../../model/partner';
import { accountDocument, type PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import type { RoleOffer } from '../../model/role-offer';
import { unlessCustomer, type NotTheCustomer } from '../../rules/not-the-customer';
import { ifClosed, type PartnerIsClosed } from '../../rules/partner-is-closed';
import { violation, type RuleViolation } from '../../rules/rule-violation';
import { profileDoor } from '../profiles/profile-door';
import type { DelegationProfile } from '../profiles/profile';
import { unlessRolesOffered, type RolesNotOffered } from '../profiles/roles-not-offered';
import { unlessLocked, type OfferNotLocked } from './offer-not-locked';
import { offerTaken, type OfferTaken } from './offer-taken';
import { onOffer, type OfferLapsed, type UnknownOffer } from './on-offer';

/** A customer takes a role offer: the first step of approving it, in the partner's account. */
export interface TakeRoleOffer {
  readonly offerId: OfferId;
  /** The customer that approves it. */
  readonly customerId: CustomerId;
  /**
   * The indirect reseller that the offer names, as it is registered: nobody takes an offer for one whose account is
   * closed. Taken for open if left out.
   */
  readonly indirectReseller?: Partner | null | undefined;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** The indirect reseller that the offer names has not consented yet. */
export type ConsentNeeded = RuleViolation<
  'consent-needed',
  'reseller-consents-to-its-offer',
  { readonly offerId: OfferId; readonly indirectResellerId: PartnerId }
>;

/** Why an offer is not taken. */
export type TakeRoleOfferError =
  | MalformedInput
  | ContradictoryInput
  | NotTheCustomer<'customer-approves-the-whole-offer'>
  | RolesNotOffered
  | UnknownOffer
  | OfferLapsed
  | PartnerIsClosed<'closed-partner-may-do-nothing'>
  | OfferNotLocked
  | OfferTaken
  | ConsentNeeded;

/** A checked command, with the default filled in. */
export interface CheckedTakeRoleOffer extends TakeRoleOffer {
  readonly indirectReseller: Partner | null;
}

/**
 * Decides what taking a role offer changes, in the account of the partner that made it. From then on only this customer
 * can finish approving, by repeating it, and no other ever can (`offer-serves-one-customer`); the offer does not lapse
 * any more. The customer takes it whole or not at all (`customer-approves-the-whole-offer`), and has no other way to say
 * no than to let it lapse (`silence-is-the-only-no`). An offer of a suspended partner can be taken.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerId,
 *   parseInstant,
 *   parseOfferId,
 *   parsePartnerAccount,
 * } from 'partner-relationships';
 * import { partnerCenterGdap, takeRoleOffer } from 'partner-relationships/roles';
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
 *   lockedAt: '2026-01-01T00:00:00.000Z',
 *   consentedAt: null,
 *   takenBy: null,
 * };
 * const parsed = Result.combine([
 *   parsePartnerAccount({ partner, requests: [], roleOffers: [offer] }),
 *   parseOfferId('k3PzVt0Wc9yQd5Lm'),
 *   parseCustomerId('northwind'),
 *   parseInstant('2026-01-10T09:00:00.000Z'),
 * ]);
 * const changes = parsed.andThen(([account, offerId, customerId, at]) => {
 *   const by = { kind: 'customer', customerId } as const;
 *   const command = { offerId, customerId, by, at };
 *   return takeRoleOffer(account, command, partnerCenterGdap);
 * });
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['role-offer-taken']
 * ```
 * @returns the changes, first what has lapsed by then; empty if this customer has taken it before. As errors, the first
 *   that applies: {@link MalformedInput} if an argument is malformed; {@link NotTheCustomer} if somebody other than the
 *   customer acts (`customer-approves-the-whole-offer`); {@link RolesNotOffered} if the profile has no roles
 *   (`profile-grants-roles`); {@link UnknownOffer} if the account has no such offer; {@link OfferLapsed}
 *   (`locked-offer-lapses`); {@link NotTheCustomer} if the offer names another customer
 *   (`customer-approves-the-whole-offer`); {@link ContradictoryInput} if `indirectReseller` is not the reseller named;
 *   {@link PartnerIsClosed} if the account of the partner or of the reseller is closed
 *   (`closed-partner-may-do-nothing`); {@link OfferNotLocked} if it is a draft (`locked-offer-waits`);
 *   {@link OfferTaken} if another customer has taken it (`offer-serves-one-customer`); {@link ConsentNeeded} if it names
 *   a reseller that has not consented (`reseller-consents-to-its-offer`)
 */
export function takeRoleOffer(
  account: PartnerAccount,
  command: TakeRoleOffer,
  profile: DelegationProfile,
): Result<readonly PartnerChange[], TakeRoleOfferError> {
  return door(account, command, profile);
}

const door = /* @__PURE__ */ profileDoor(
  accountDocument,
  'a taking of a role offer',
  {
    offerId: decodeOfferId,
    customerId: decodeCustomerId,
    indirectReseller: decodeReseller,
    by: decodeActor,
  },
  decideTakeRoleOffer,
);

/** The same decision on checked data. */
export function decideTakeRoleOffer(
  account: PartnerAccount,
  command: CheckedTakeRoleOffer,
  profile: DelegationProfile,
): Result<readonly PartnerChange[], TakeRoleOfferError> {
  const { customerId, indirectReseller, by } = command;
  const wrongActor = unlessCustomer('customer-approves-the-whole-offer', customerId, by) ?? unlessRolesOffered(profile);
  if (wrongActor !== null) return err(wrongActor);
  return onOffer<TakeRoleOfferError>(account, command, (offer) => {
    const refusal =
      unlessFor(offer, customerId, by) ??
      otherReseller('offer', offer, indirectReseller) ??
      ifClosed('closed-partner-may-do-nothing', account.partner, indirectReseller) ??
      unlessLocked(offer);
    if (refusal !== null) return err(refusal);
    if (offer.takenBy === customerId) return ok(null);
    if (offer.takenBy !== null) return err(offerTaken(offer.id));
    const consent = unlessConsented(offer);
    return consent === null ? ok({ kind: 'role-offer-taken', offer: { ...offer, takenBy: customerId } }) : err(consent);
  });
}

/** Does not tell which customer the offer names. */
function unlessFor(
  offer: RoleOffer,
  customerId: CustomerId,
  by: Actor,
): NotTheCustomer<'customer-approves-the-whole-offer'> | null {
  if (offer.customerId === null || offer.customerId === customerId) return null;
  return violation('customer-approves-the-whole-offer', 'not-the-customer', 'the offer names another customer', { by });
}

function unlessConsented({ id: offerId, indirectResellerId, consentedAt }: RoleOffer): ConsentNeeded | null {
  if (indirectResellerId === null || consentedAt !== null) return null;
  const message = `the indirect reseller "${indirectResellerId}" has not consented to the offer`;
  return violation('reseller-consents-to-its-offer', 'consent-needed', message, { offerId, indirectResellerId });
}
