import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { boolean, nullable, optional, type Fields } from '../../model/decode';
import {
  decodeCustomerId,
  decodeOfferId,
  type CustomerId,
  type OfferId,
  type RoleId,
} from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { LimitExceeded } from '../../model/limit-exceeded';
import type { MalformedInput } from '../../model/malformed-input';
import { accountDocument, type PartnerAccount } from '../../model/partner-account';
import type { PartnerChange } from '../../model/partner-change';
import { decodeOfferName, decodeRoles, decodeTermDays } from '../../model/role-offer';
import type { NotThePartner } from '../../rules/not-the-partner';
import type { PartnerIsClosed } from '../../rules/partner-is-closed';
import { isEqual } from '../../service/is-equal';
import { profileDoor } from '../profiles/profile-door';
import type { DelegationProfile } from '../profiles/profile';
import type { RolesNotOffered } from '../profiles/roles-not-offered';
import { unlessDraft, type OfferNotDraft } from './offer-not-draft';
import { unlessMayOffer } from './may-offer';
import { offerTermsProblem, type OfferNameTaken, type UnknownRole } from './offer-terms';
import { onOffer, type OfferLapsed, type UnknownOffer } from './on-offer';

/** Changes a draft of a role offer. What is left out stays as it is. */
export interface ReviseRoleOffer {
  readonly offerId: OfferId;
  /** 1 to 50 characters on one line, with a character to see. No other offer of the account has it. */
  readonly name?: string | undefined;
  /** All of its roles from now on: 1 to 100 of the profile's catalog, each once. */
  readonly roles?: readonly RoleId[] | undefined;
  /** How long the roles are held from the approval on, in days of 24 hours: 1 to 730. */
  readonly termDays?: number | undefined;
  /** Whether the end is to move by 180 days whenever it is reached. */
  readonly extends?: boolean | undefined;
  /** The only customer that can approve it; null if it serves the first that does. */
  readonly customerId?: CustomerId | null | undefined;
  readonly by: Actor;
  /** The present moment. One before the account's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why an offer is not revised. */
export type ReviseRoleOfferError =
  | MalformedInput
  | LimitExceeded
  | NotThePartner<'partner-acts-for-itself'>
  | RolesNotOffered
  | PartnerIsClosed<'closed-partner-may-do-nothing'>
  | UnknownOffer
  | OfferLapsed
  | OfferNotDraft<'offer-is-editable-as-a-draft'>
  | UnknownRole
  | OfferNameTaken;

/** The fields that the command and the input of the service have in common. */
export const reviseRoleOfferFields: Fields<Omit<ReviseRoleOffer, 'at'>> = {
  offerId: decodeOfferId,
  name: /* @__PURE__ */ optional(decodeOfferName),
  roles: /* @__PURE__ */ optional(decodeRoles),
  termDays: /* @__PURE__ */ optional(decodeTermDays),
  extends: /* @__PURE__ */ optional(boolean),
  customerId: /* @__PURE__ */ optional(/* @__PURE__ */ nullable(decodeCustomerId)),
  by: decodeActor,
};

/**
 * Decides what revising a role offer changes. Name, roles, term, extension and customer change while it is a draft, and
 * not any more once it is locked (`offer-is-editable-as-a-draft`); the indirect reseller that it names never does.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parseOfferId,
 *   parsePartnerAccount,
 * } from 'partner-relationships';
 * import {
 *   partnerCenterGdap,
 *   reviseRoleOffer,
 * } from 'partner-relationships/roles';
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
 *   const command = { offerId, termDays: 180, by, at };
 *   return reviseRoleOffer(account, command, partnerCenterGdap);
 * });
 * changes.unwrapOr([]).map(({ kind }) => kind); // => ['role-offer-revised']
 * ```
 * @returns the changes, first what has lapsed by then; empty if the draft is so already. As errors, the first that
 *   applies: {@link MalformedInput} if an argument is malformed; {@link NotThePartner} if somebody other than the partner
 *   acts (`partner-acts-for-itself`); {@link RolesNotOffered} if the profile has no roles (`profile-grants-roles`);
 *   {@link PartnerIsClosed} if the account is closed (`closed-partner-may-do-nothing`); {@link UnknownOffer} if the
 *   account has no such offer; {@link OfferLapsed} (`locked-offer-lapses`); {@link OfferNotDraft} if it is locked
 *   (`offer-is-editable-as-a-draft`); {@link UnknownRole} if a role is not in the catalog; {@link MalformedInput} if the
 *   new name has no visible character or changes the direction of the text around it; {@link OfferNameTaken}
 *   (`offer-names-roles-and-term`); {@link LimitExceeded} beyond `MAX_ROLES_PER_DOCUMENT`
 */
export function reviseRoleOffer(
  account: PartnerAccount,
  command: ReviseRoleOffer,
  profile: DelegationProfile,
): Result<readonly PartnerChange[], ReviseRoleOfferError> {
  return door(account, command, profile);
}

const door = /* @__PURE__ */ profileDoor(
  accountDocument,
  'a revision of a role offer',
  reviseRoleOfferFields,
  decideReviseRoleOffer,
);

/** The same decision on checked data. */
export function decideReviseRoleOffer(
  account: PartnerAccount,
  command: ReviseRoleOffer,
  profile: DelegationProfile,
): Result<readonly PartnerChange[], ReviseRoleOfferError> {
  const { partner } = account;
  const refusal = unlessMayOffer(profile, partner, command.by);
  if (refusal !== null) return err(refusal);
  return onOffer<ReviseRoleOfferError>(account, command, (draft, others) => {
    const locked = unlessDraft('offer-is-editable-as-a-draft', draft);
    if (locked !== null) return err(locked);
    const { name = draft.name, roles = draft.roles, termDays = draft.termDays } = command;
    const { extends: isExtending = draft.extends, customerId = draft.customerId } = command;
    const offer = { ...draft, customerId, name, roles, termDays, extends: isExtending };
    if (isEqual(draft, offer)) return ok(null);
    const problem = offerTermsProblem(profile, offer, others, draft.name);
    return problem === null ? ok({ kind: 'role-offer-revised', offer }) : err(problem);
  });
}
