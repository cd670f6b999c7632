import { err, ok, type Result } from 'neverthrow';
import { decodeActor, decodeOperatorActor, type Actor, type OperatorActor } from './actor';
import { checked, marking, type Mark } from './checked';
import { decodeCustomer, type Customer } from './customer';
import { boolean, literal, nullable, object, optional, variant, type Decoder } from './decode';
import {
  decodeGroupId,
  decodePartnerId,
  decodeRequestId,
  decodeRoleId,
  decodeServiceId,
  type GroupId,
  type PartnerId,
  type RequestId,
  type RoleId,
  type ServiceId,
} from './identifiers';
import { decodeInstant, type Instant } from './instant';
import { malformedInput, type MalformedInput } from './malformed-input';
import { recordedFields, type Recorded } from './recorded';
import { decodeRelationshipOrigin, type RelationshipOrigin } from './reseller-relationship';
import { decodeRoleDelegation, type RoleDelegation } from './role-delegation';
import { decodeAgreement, decodeName, decodeReason } from './text';

/** A customer became known: it accepted its first request, or a partner added it. */
export interface CustomerRegistered {
  readonly kind: 'customer-registered';
  readonly at: Instant;
  readonly by: Actor;
  readonly customer: Customer;
}

/** The customer has another name. */
export interface CustomerRenamed {
  readonly kind: 'customer-renamed';
  readonly at: Instant;
  readonly by: Actor;
  /** The new name. */
  readonly name: string;
}

/** A reseller relationship came into force. */
export interface RelationshipEstablished {
  readonly kind: 'relationship-established';
  readonly at: Instant;
  readonly by: Actor;
  readonly partnerId: PartnerId;
  readonly origin: RelationshipOrigin;
  /** Since when an imported relationship exists; otherwise absent, as it begins with this change. */
  readonly establishedAt?: Instant | undefined;
}

/** A partner got admin rights for a service. */
export interface DelegationGranted {
  readonly kind: 'delegation-granted';
  readonly at: Instant;
  readonly by: Actor;
  readonly partnerId: PartnerId;
  readonly serviceId: ServiceId;
  readonly transacting: boolean;
  readonly throughPartnerId: PartnerId | null;
  /** The accepted request; null if the partner added the customer, or the operator imported it. */
  readonly requestId: RequestId | null;
  /** Since when an imported delegation exists; otherwise absent, as it begins with this change. */
  readonly grantedAt?: Instant | undefined;
}

/**
 * Why admin rights ended:
 *
 * - `removed-by-customer`: the customer removed them;
 * - `removed-by-operator`: the operator did, for the reason it gave;
 * - `relinquished`: the partner gave them up;
 * - `replaced`: `partnerId` is the partner that holds the service from then on;
 * - `holder-closed`: the customer chose another partner after the account of this one was closed;
 * - `relationship-ended`: the relationship on which they rested ended;
 * - `partner-closed`: the operator cleared what the partner with the closed account still held; `reason` is that of
 *   the closing.
 */
export type RemovalReason =
  | { readonly kind: 'removed-by-customer' }
  | { readonly kind: 'removed-by-operator'; readonly reason: string }
  | { readonly kind: 'relinquished' }
  | { readonly kind: 'replaced'; readonly partnerId: PartnerId }
  | { readonly kind: 'holder-closed' }
  | { readonly kind: 'relationship-ended' }
  | { readonly kind: 'partner-closed'; readonly reason: string };

/** A partner lost its admin rights for a service. */
export interface DelegationRemoved {
  readonly kind: 'delegation-removed';
  readonly at: Instant;
  readonly by: Actor;
  readonly partnerId: PartnerId;
  readonly serviceId: ServiceId;
  readonly throughPartnerId: PartnerId | null;
  readonly reason: RemovalReason;
}

/**
 * Why a reseller relationship ended: partner and customer have `renegotiated` it, and `agreement` is the reference to
 * what they agreed; or the operator has closed the partner's account (`partner-closed`), for this `reason`.
 */
export type EndReason =
  | { readonly kind: 'renegotiated'; readonly agreement: string }
  | { readonly kind: 'partner-closed'; readonly reason: string };

/** A reseller relationship ended. The delegations that rested on it were removed just before, in the same commit. */
export interface RelationshipEnded {
  readonly kind: 'relationship-ended';
  readonly at: Instant;
  readonly by: Actor;
  readonly partnerId: PartnerId;
  readonly reason: EndReason;
}

/**
 * Something happened to a role delegation:
 *
 * - `role-delegation-approved`: the customer approved the offer, and the partner holds its roles;
 * - `extension-set`: the partner or the customer switched the extension on or off;
 * - `role-delegation-terminated`: the partner, the customer or the operator ended it before its time.
 */
export interface RoleDelegationChange<Kind extends RoleDelegationChangeKind = RoleDelegationChangeKind> {
  readonly kind: Kind;
  readonly at: Instant;
  readonly by: Actor;
  /** As the change leaves it; if that ends it, as it was until then. */
  readonly delegation: RoleDelegation;
}

/** What somebody can do to a role delegation as a whole. See {@link RoleDelegationChange}. */
export type RoleDelegationChangeKind = 'role-delegation-approved' | 'extension-set' | 'role-delegation-terminated';

/** Time did something to a role delegation: it reached its end, which moved (`…-extended`) or did not (`…-expired`). */
export interface RoleDelegationSettled<Kind extends RoleDelegationSettledKind = RoleDelegationSettledKind> {
  readonly kind: Kind;
  /** When it was written down, with the next change of the customer, or when the operator swept. */
  readonly at: Instant;
  /** Who made that change. */
  readonly by: Actor;
  /** The end that it reached: when this came into force, by itself. */
  readonly dueAt: Instant;
  /** With the new end; if it is over, as it was until then. */
  readonly delegation: RoleDelegation;
}

/** What time does to a role delegation. See {@link RoleDelegationSettled}. */
export type RoleDelegationSettledKind = 'role-delegation-extended' | 'role-delegation-expired';

/** The partner dropped a role, from the delegation and from its assignments. */
export interface RoleDropped {
  readonly kind: 'role-dropped';
  readonly at: Instant;
  readonly by: Actor;
  readonly roleId: RoleId;
  /** Without the role. */
  readonly delegation: RoleDelegation;
}

/** The partner gave roles of a delegation to a group of its people, changed which ones, or took them back. */
export interface AccessChange<Kind extends AccessChangeKind = AccessChangeKind> {
  readonly kind: Kind;
  readonly at: Instant;
  readonly by: Actor;
  readonly groupId: GroupId;
  /** As the change leaves it. */
  readonly delegation: RoleDelegation;
}

/** What a partner can do to the assignment of a group. See {@link AccessChange}. */
export type AccessChangeKind = 'access-assigned' | 'access-changed' | 'access-removed';

/** The operator erased the customer. Of its history until then, only this is left. */
export interface CustomerErased {
  readonly kind: 'customer-erased';
  readonly at: Instant;
  readonly by: OperatorActor;
  readonly reason: string;
}

/**
 * What can happen to a customer's relationships. Changes are facts: they are recorded and never taken back. Only the
 * erasure of the customer deletes them.
 */
export type RelationshipChange =
  | CustomerRegistered
  | CustomerRenamed
  | RelationshipEstablished
  | DelegationGranted
  | DelegationRemoved
  | RelationshipEnded
  | CustomerErased
  | AnyRoleChange;

/** What can happen to role delegations. */
export type AnyRoleChange =
  | { [Kind in RoleDelegationChangeKind]: RoleDelegationChange<Kind> }[RoleDelegationChangeKind]
  | { [Kind in RoleDelegationSettledKind]: RoleDelegationSettled<Kind> }[RoleDelegationSettledKind]
  | RoleDropped
  | { [Kind in AccessChangeKind]: AccessChange<Kind> }[AccessChangeKind];

const REASON = { reason: decodeReason };

export const decodeRemovalReason: Decoder<RemovalReason> = /* @__PURE__ */ variant<RemovalReason>('a reason', {
  'removed-by-customer': {},
  'removed-by-operator': REASON,
  relinquished: {},
  replaced: { partnerId: decodePartnerId },
  'holder-closed': {},
  'relationship-ended': {},
  'partner-closed': REASON,
});

export const decodeEndReason: Decoder<EndReason> = /* @__PURE__ */ variant<EndReason>('a reason', {
  renegotiated: { agreement: decodeAgreement },
  'partner-closed': REASON,
});

/** What is stored of the end of a relationship: an earlier release stored the agreement where the reason is now. */
interface StoredEnd extends Omit<RelationshipEnded, 'reason'> {
  readonly reason: EndReason | undefined;
  readonly agreement: string | undefined;
}

const decodeStoredEnd: Decoder<StoredEnd> = /* @__PURE__ */ object<StoredEnd>('an ended relationship', {
  kind: /* @__PURE__ */ literal('relationship-ended'),
  at: decodeInstant,
  by: decodeActor,
  partnerId: decodePartnerId,
  reason: /* @__PURE__ */ optional<EndReason | undefined>(decodeEndReason),
  agreement: /* @__PURE__ */ optional<string | undefined>(decodeAgreement),
});

function decodeRelationshipEnded(value: unknown): Result<RelationshipEnded, MalformedInput> {
  return decodeStoredEnd(value).andThen(({ reason, agreement, ...end }) => {
    if (reason !== undefined) return ok(Object.freeze({ ...end, reason }));
    if (agreement === undefined) return err(malformedInput('a reason', reason, 'reason'));
    return ok(Object.freeze({ ...end, reason: Object.freeze({ kind: 'renegotiated', agreement }) }));
  });
}

const DELEGATION = { delegation: decodeRoleDelegation };
const SETTLED = { dueAt: decodeInstant, delegation: decodeRoleDelegation };
const ACCESS = { groupId: decodeGroupId, delegation: decodeRoleDelegation };

const MARK: Mark = { kind: 'relationship-change', latest: null };

export const decodeRelationshipChange: Decoder<RelationshipChange> = /* @__PURE__ */ marking(
  MARK,
  /* @__PURE__ */ variant<RelationshipChange, Recorded>(
    "a change of a customer's relationships",
    {
      'customer-registered': { customer: decodeCustomer },
      'customer-renamed': { name: decodeName },
      'relationship-established': {
        partnerId: decodePartnerId,
        origin: decodeRelationshipOrigin,
        establishedAt: /* @__PURE__ */ optional(decodeInstant),
      },
      'delegation-granted': {
        partnerId: decodePartnerId,
        serviceId: decodeServiceId,
        transacting: boolean,
        throughPartnerId: /* @__PURE__ */ nullable(decodePartnerId),
        requestId: /* @__PURE__ */ nullable(decodeRequestId),
        grantedAt: /* @__PURE__ */ optional(decodeInstant),
      },
      'delegation-removed': {
        partnerId: decodePartnerId,
        serviceId: decodeServiceId,
        throughPartnerId: /* @__PURE__ */ nullable(decodePartnerId),
        reason: decodeRemovalReason,
      },
      'relationship-ended': decodeRelationshipEnded,
      'customer-erased': { by: decodeOperatorActor, reason: decodeReason },
      'role-delegation-approved': DELEGATION,
      'role-delegation-extended': SETTLED,
      'role-delegation-expired': SETTLED,
      'role-delegation-terminated': DELEGATION,
      'extension-set': DELEGATION,
      'role-dropped': { roleId: decodeRoleId, delegation: decodeRoleDelegation },
      'access-assigned': ACCESS,
      'access-changed': ACCESS,
      'access-removed': ACCESS,
    },
    recordedFields,
  ),
);

/** For a new change that a function of this library has built from checked and frozen values. */
export function checkedRelationshipChange<Change extends RelationshipChange>(change: Change): Change {
  return checked(change, MARK);
}
