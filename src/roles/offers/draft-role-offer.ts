import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { contradiction, contradictoryInput, type ContradictoryInput } from '../../model/contradictory-input';
import { boolean, nullable } from '../../model/decode';
import {
  decodeCustomerId,
  decodeOfferId,
  type CustomerId,
  type OfferId,
  type PartnerId,
  type RoleId,
} from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { LimitExceeded } from '../../model/limit-exceeded';
import type { MalformedInput } from '../../model/malformed-input';
import { decodePartner, type Partner } from '../../model/partner';
import { accountDocument, type PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import { decodeOfferName, decodeRoles, decodeTermDays, type RoleOffer } from '../../model/role-offer';
import { afterLapses } from '../../model/settlement';
import type { NotThePartner } from '../../rules/not-the-partner';
import type { PartnerIsClosed } from '../../rules/partner-is-closed';
import { ifSuspended, type PartnerIsSuspended } from '../../rules/partner-is-suspended';
import { violation, type RuleViolation } from '../../rules/rule-violation';
import { isEqual } from '../../service/is-equal';
import { profileDoor } from '../profiles/profile-door';
import type { DelegationProfile } from '../profiles/profile';
import type { RolesNotOffered } from '../profiles/roles-not-offered';
import { unlessMayOffer } from './may-offer';
import { offerTermsProblem, type OfferNameTaken, type UnknownRole } from './offer-terms';
import { offerChange, offersLeft } from './on-offer';

/** Draws up a role offer in a partner's account. */
export interface DraftRoleOffer {
  /**
   * The id that the offer gets. It stands in the link, and a customer that knows it can approve an offer that names no
   * customer, so it must not be guessable.
   */
  readonly offerId: OfferId;
  /** 1 to 50 characters on one line, with a character to see. No other offer of the account has it. */
  readonly name: string;
  /** 1 to 100 roles of the profile's catalog, each once. */
  readonly roles: readonly RoleId[];
  /** How long the roles are held from the approval on, in days of 24 hours: 1 to 730. */
  readonly termDays: number;
  /** Whether the end is to move by 180 days whenever it is reached. */
  readonly extends: boolean;
  /** The only customer that can approve it; null if it serves the first that does. */
  readonly customerId: CustomerId | null;
  /** The indirect reseller, as it is registered, that is to hold the roles; null if the partner itself is. */
  readonly indirectReseller: Partner | null;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Only an indirect provider names a partner in its offer, and only an indirect reseller. */
export type ProviderNeeded = RuleViolation<
  'provider-needed',
  'reseller-consents-to-its-offer',
  { readonly partnerId: PartnerId; readonly indirectResellerId: PartnerId }
>;

/** Why an offer is not drafted. */
export type DraftRoleOfferError =
  | MalformedInput
  | ContradictoryInput
  | LimitExceeded
  | NotThePartner<'partner-acts-for-itself'>
  | RolesNotOffered
  | PartnerIsClosed<'closed-partner-may-do-nothing'>
  | ProviderNeeded
  | PartnerIsSuspended<'suspended-partner-cannot-invite'>
  | UnknownRole
  | OfferNameTaken;

/**
 * Decides what drafting a role offer changes (`offer-names-roles-and-term`). A draft can be revised, discarded and
 * locked (`offer-is-editable-as-a-draft`); no customer can approve it yet. An indirect reseller makes offers of its own
 * (`resellers-ask-themselves`), and its provider may make one for it (`reseller-consents-to-its-offer`). The name of an
 * offer that left the account, or lapsed by now, is free.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parseOfferId,
 *   parsePartnerAccount,
 * } from 'partner-relationships';
 * import {
 *   draftRoleOffer,
 *   partnerCenterGdap,
 *   ROLE_IDS,
 * } from 'partner-relationships/roles';
 * import { Result } from 'neverthrow';
 *
 * const partner = {
 *   id: 'contoso',
 *   name: 'Contoso',
 *   program: 'direct-bill',
 *   standing: 'active',
 * };
 * const parsed = Result.combine([
 *   parsePartnerAccount({ partner, requests: [] }),
 *   parseOfferId('k3PzVt0Wc9yQd5Lm'),
 *   parseInstant('2026-01-01T00:00:00.000Z'),
 * ]);
 * const changes = parsed.andThen(([account, offerId, at]) => {
 *   const offer = {
 *     name: 'Mailboxes',
 *     roles: [ROLE_IDS.exchangeAdministrator],
 *     termDays: 365,
 *     extends: true,
 *     customerId: null,
 *     indirectReseller: null,
 *   };
 *   const by = { kind: 'partner', partnerId: account.partner.id } as const;
 *   const command = { offerId, ...offer, by, at };
 *   return draftRoleOffer(account, command, partnerCenterGdap);
 * });
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['role-offer-drafted']
 * ```
 * @returns the changes, first what has lapsed by then; empty if the account has this very draft. As errors, the first
 *   that applies: {@link MalformedInput} if an argument is malformed; {@link NotThePartner} if somebody other than the
 *   partner acts (`partner-acts-for-itself`); {@link RolesNotOffered} if the profile has no roles
 *   (`profile-grants-roles`); {@link PartnerIsClosed} if the account of the partner, or of the reseller named, is closed
 *   (`closed-partner-may-do-nothing`); {@link ProviderNeeded} if a partner other than a provider names a reseller, or the
 *   named partner is not an indirect reseller (`reseller-consents-to-its-offer`); {@link PartnerIsSuspended}
 *   (`suspended-partner-cannot-invite`); {@link ContradictoryInput} if the named reseller has the provider's own
 *   id, or another offer of the account has the offer's; {@link UnknownRole} if a role is not in the catalog;
 *   {@link MalformedInput} if the name has no visible character or changes the direction of the text around it;
 *   {@link OfferNameTaken} (`offer-names-roles-and-term`); {@link LimitExceeded} beyond `MAX_ROLE_OFFERS_PER_PARTNER` or
 *   `MAX_ROLES_PER_DOCUMENT`
 */
export function draftRoleOffer(
  account: PartnerAccount,
  command: DraftRoleOffer,
  profile: DelegationProfile,
): Result<readonly PartnerChange[], DraftRoleOfferError> {
  return door(account, command, profile);
}

const door = /* @__PURE__ */ profileDoor(
  accountDocument,
  'a draft of a role offer',
  {
    offerId: decodeOfferId,
    name: decodeOfferName,
    roles: decodeRoles,
    termDays: decodeTermDays,
    extends: boolean,
    customerId: /* @__PURE__ */ nullable(decodeCustomerId),
    indirectReseller: /* @__PURE__ */ nullable(decodePartner),
    by: decodeActor,
  },
  decideDraftRoleOffer,
);

/** The same decision on checked data. */
export function decideDraftRoleOffer(
  account: PartnerAccount,
  command: DraftRoleOffer,
  profile: DelegationProfile,
): Result<readonly PartnerChange[], DraftRoleOfferError> {
  const { partner } = account;
  const { indirectReseller, by, at } = command;
  const refusal =
    unlessMayOffer(profile, partner, by, indirectReseller) ?? unlessMayName(partner, indirectReseller);
  if (refusal !== null) return err(refusal);
  const offers = offersLeft(account, at);
  const offer = draftOf(partner, command);
  const known = offers.find(({ id }) => id === offer.id);
  if (isEqual(known, offer)) return ok([]);
  const problem =
    ifSuspended('suspended-partner-cannot-invite', partner, 'makes no new offer') ??
    contradictionIn(partner, command, known) ??
    offerTermsProblem(profile, offer, offers, null);
  if (problem !== null) return err(problem);
  return ok(afterLapses(account, { at, by }, [offerChange({ kind: 'role-offer-drafted', offer }, { at, by })]));
}

function draftOf(partner: Partner, command: DraftRoleOffer): RoleOffer {
  const { offerId, name, roles, termDays, extends: isExtending, customerId, indirectReseller } = command;
  return {
    id: offerId,
    partnerId: partner.id,
    indirectResellerId: indirectReseller?.id ?? null,
    customerId,
    name,
    roles,
    termDays,
    extends: isExtending,
    lockedAt: null,
    consentedAt: null,
    takenBy: null,
  };
}

function unlessMayName({ id: partnerId, program }: Partner, indirectReseller: Partner | null): ProviderNeeded | null {
  if (indirectReseller === null) return null;
  if (program === 'indirect-provider' && indirectReseller.program === 'indirect-reseller') return null;
  return violation(
    'reseller-consents-to-its-offer',
    'provider-needed',
    'only an indirect provider names a partner in its offer, and only an indirect reseller',
    { partnerId, indirectResellerId: indirectReseller.id },
  );
}

function contradictionIn(
  { id }: Partner,
  { indirectReseller }: DraftRoleOffer,
  known: RoleOffer | undefined,
): ContradictoryInput | null {
  if (indirectReseller?.id === id) {
    const expected = 'another partner than the provider';
    return contradiction('indirectReseller.id', expected, id);
  }
  // The id of an offer is the secret of its link, and messages end up in logs.
  const received = 'that of another offer';
  return known === undefined
    ? null
    : contradictoryInput({ path: 'offerId', expected: 'one that no offer of the account has', received });
}
