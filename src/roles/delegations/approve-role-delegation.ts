import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { customerProblem } from '../../model/another-customer';
import { decodeReseller, otherReseller } from '../../model/another-reseller';
import { contradiction, contradictoryInput, type ContradictoryInput } from '../../model/contradictory-input';
import { decodeCustomer, type Customer } from '../../model/customer';
import { relationshipsDocument, type CustomerRelationships } from '../../model/customer-relationships';
import { joined, type Fields } from '../../model/decode';
import { describe } from '../../model/describe';
import { orNone } from '../../model/document-kind';
import type { Instant } from '../../model/instant';
import { exceededLimit, type LimitExceeded } from '../../model/limit-exceeded';
import { MAX_ROLE_DELEGATIONS_PER_CUSTOMER, MAX_ROLES_PER_DOCUMENT } from '../../model/limits';
import type { MalformedInput } from '../../model/malformed-input';
import { decodePartner, type Partner } from '../../model/partner';
import { checkedRelationshipChange, type RelationshipChange } from '../../model/relationship-change';
import type { RoleDelegation } from '../../model/role-delegation';
import { decodeRoleOffer, type RoleOffer } from '../../model/role-offer';
import { countRoles } from '../../model/roles';
import { afterSettling } from '../../model/settlement';
import { plusDays } from '../../model/term';
import { unlessCustomer, type NotTheCustomer } from '../../rules/not-the-customer';
import { ifClosed, type PartnerIsClosed } from '../../rules/partner-is-closed';
import { unlessExtensible, type NeverExtends } from '../profiles/never-extends';
import type { DelegationProfile } from '../profiles/profile';
import { profileDoor } from '../profiles/profile-door';
import { unlessRolesOffered, type RolesNotOffered } from '../profiles/roles-not-offered';
import { delegationsInForce } from './in-force';

/** A customer approves a role offer that it has taken. */
export interface ApproveRoleDelegation {
  readonly customer: Customer;
  /** The partner whose offer it is. */
  readonly partner: Partner;
  /** As it is in the partner's account, taken by this customer. */
  readonly offer: RoleOffer;
  /**
   * The indirect reseller that the offer names, as it is registered: no roles go to one whose account is closed. None
   * if the offer names none. Taken for open if left out.
   */
  readonly indirectReseller?: Partner | null | undefined;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** A checked command, with the default filled in. */
export type CheckedApproveRoleDelegation = {
  readonly [Field in keyof ApproveRoleDelegation]-?: Exclude<ApproveRoleDelegation[Field], undefined>;
};

/** Why an offer is not approved. */
export type ApproveRoleDelegationError =
  | MalformedInput
  | ContradictoryInput
  | NotTheCustomer<'customer-approves-the-whole-offer'>
  | PartnerIsClosed<'closed-partner-may-do-nothing'>
  | RolesNotOffered
  | NeverExtends
  | LimitExceeded;

/** The fields that the command and the input of the service have in common. */
export const approveRoleDelegationFields: Fields<Pick<ApproveRoleDelegation, 'customer' | 'by'>> = {
  customer: decodeCustomer,
  by: decodeActor,
};

/**
 * Decides what approving a role offer changes: the customer becomes known if it is new, and the partner holds the roles
 * from now on until the term has passed (`term-starts-at-activation`); if the offer names an indirect reseller, that
 * one holds them. Nothing else changes: no reseller relationship, no service delegation
 * (`approval-touches-nothing-commercial`), and no other role delegation (`role-delegations-add-up`).
 *
 * It is the second of two steps: the offer has to be taken before (`takeRoleOffer`), so that it serves one customer.
 * Approving once more what is in force changes nothing. The document does not tell of delegations that have ended: an
 * offer is approved only as long as it is in the partner's account.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomer,
 *   parseInstant,
 *   parsePartnerAccount,
 * } from 'partner-relationships';
 * import {
 *   approveRoleDelegation,
 *   partnerCenterGdap,
 *   ROLE_IDS,
 * } from 'partner-relationships/roles';
 * import { Result } from 'neverthrow';
 *
 * const account = parsePartnerAccount({
 *   partner: {
 *     id: 'contoso',
 *     name: 'Contoso',
 *     program: 'direct-bill',
 *     standing: 'active',
 *   },
 *   requests: [],
 *   roleOffers: [
 *     {
 *       id: 'mail-for-tailspin',
 *       partnerId: 'contoso',
 *       indirectResellerId: null,
 *       customerId: null,
 *       name: 'Mail for Tailspin',
 *       roles: [ROLE_IDS.exchangeAdministrator],
 *       termDays: 365,
 *       extends: true,
 *       lockedAt: '2026-01-01T00:00:00.000Z',
 *       consentedAt: null,
 *       takenBy: 'tailspin',
 *     },
 *   ],
 * });
 * const parsed = Result.combine([
 *   account,
 *   parseCustomer({ id: 'tailspin', name: 'Tailspin Toys' }),
 *   parseInstant('2026-01-10T09:00:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [{ partner, roleOffers = [] }, customer, at] = parsed.value;
 *   const by = { kind: 'customer', customerId: customer.id } as const;
 *   for (const offer of roleOffers) {
 *     const command = { customer, partner, offer, by, at };
 *     const changes = approveRoleDelegation(null, command, partnerCenterGdap);
 *     const [first, second] = changes.unwrapOr([]);
 *     first?.kind; // => 'customer-registered'
 *     second?.kind; // => 'role-delegation-approved'
 *   }
 * }
 * ```
 * @param state the customer's relationships; null for a new customer
 * @returns the changes, empty if the offer is approved already. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed, such as an offer that is taken before the indirect reseller that
 *   it names consented, or if the name of a new customer has no visible character or changes the direction of the text
 *   around it; {@link ContradictoryInput} if the relationships are another customer's, the offer is another partner's, or
 *   not taken by this customer, if another reseller is given than the one that it names, or if another partner's
 *   delegation has the id of the offer; {@link NotTheCustomer} if somebody other than the customer approves
 *   (`customer-approves-the-whole-offer`); {@link PartnerIsClosed} if the account of the partner, or of the reseller
 *   named, is closed (`closed-partner-may-do-nothing`); {@link RolesNotOffered} if the profile has no roles
 *   (`profile-grants-roles`); {@link NeverExtends} if the extension is on with a role that never extends
 *   (`global-administrator-never-extends`); {@link LimitExceeded} beyond `MAX_ROLE_DELEGATIONS_PER_CUSTOMER` or
 *   `MAX_ROLES_PER_DOCUMENT`
 */
export function approveRoleDelegation(
  state: CustomerRelationships | null,
  command: ApproveRoleDelegation,
  profile: DelegationProfile,
): Result<readonly RelationshipChange[], ApproveRoleDelegationError> {
  return door(state, command, profile);
}

const door = /* @__PURE__ */ profileDoor(
  /* @__PURE__ */ orNone(relationshipsDocument),
  'an approval',
  /* @__PURE__ */ joined(
    {
      partner: decodePartner,
      offer: decodeRoleOffer,
      indirectReseller: decodeReseller,
    },
    approveRoleDelegationFields,
  ),
  decideApproveRoleDelegation,
);

/** The same decision on checked data. */
export function decideApproveRoleDelegation(
  state: CustomerRelationships | null,
  command: CheckedApproveRoleDelegation,
  profile: DelegationProfile,
): Result<readonly RelationshipChange[], ApproveRoleDelegationError> {
  const { customer, partner, offer, indirectReseller, by, at } = command;
  const contradicted =
    customerProblem(state, customer) ??
    contradictionIn(state, command) ??
    unlessCustomer('customer-approves-the-whole-offer', customer.id, by);
  if (contradicted !== null) return err(contradicted);
  if (approvedIn(state, offer) !== null) return ok([]);
  const refusal =
    ifClosed('closed-partner-may-do-nothing', partner, indirectReseller) ??
    unlessRolesOffered(profile) ??
    unlessExtensible(profile, offer);
  if (refusal !== null) return err(refusal);

  const delegation = delegationOf(offer, at);
  const all = [...(state === null ? [] : delegationsInForce(state, at)), delegation];
  const exceeded =
    exceededLimit('MAX_ROLE_DELEGATIONS_PER_CUSTOMER', MAX_ROLE_DELEGATIONS_PER_CUSTOMER, all.length) ??
    exceededLimit('MAX_ROLES_PER_DOCUMENT', MAX_ROLES_PER_DOCUMENT, countRoles(all));
  if (exceeded !== null) return err(exceeded);
  const approval = checkedRelationshipChange({ kind: 'role-delegation-approved', at, by, delegation });
  const changes: RelationshipChange[] = [approval];
  if (state === null) changes.unshift(checkedRelationshipChange({ kind: 'customer-registered', at, by, customer }));
  return ok(afterSettling(state, { at, by }, changes));
}

/** The roles go to the partner that asks for them, or to the indirect reseller for which it asks. */
function delegationOf({ id, partnerId, indirectResellerId, ...offer }: RoleOffer, at: Instant): RoleDelegation {
  return Object.freeze({
    id,
    partnerId: indirectResellerId ?? partnerId,
    throughPartnerId: indirectResellerId === null ? null : partnerId,
    name: offer.name,
    roles: offer.roles,
    activatedAt: at,
    endsAt: plusDays(at, offer.termDays),
    extends: offer.extends,
    assignments: Object.freeze([]),
  });
}

/** The delegation with the id of the offer, over or not; null if there is none. */
function approvedIn(state: CustomerRelationships | null, { id }: RoleOffer): RoleDelegation | null {
  return state?.roleDelegations?.find((delegation) => delegation.id === id) ?? null;
}

function contradictionIn(
  state: CustomerRelationships | null,
  { customer, partner, offer, indirectReseller, at }: CheckedApproveRoleDelegation,
): ContradictoryInput | null {
  if (offer.partnerId !== partner.id) {
    return contradiction('offer.partnerId', `the partner that is given, ${describe(partner.id)}`, offer.partnerId);
  }
  if (offer.takenBy !== customer.id) {
    return contradiction('offer.takenBy', `the customer that is given, ${describe(customer.id)}`, offer.takenBy);
  }
  const other = otherReseller('offer', offer, indirectReseller);
  if (other !== null) return other;
  const approved = approvedIn(state, offer);
  const { partnerId, throughPartnerId } = delegationOf(offer, at);
  // The id of an offer is the secret of its link, and messages end up in logs.
  const received = 'that of another delegation';
  return approved !== null && (approved.partnerId !== partnerId || approved.throughPartnerId !== throughPartnerId)
    ? contradictoryInput({ path: 'offer.id', expected: 'one that no delegation of another partner has', received })
    : null;
}
