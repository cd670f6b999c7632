import { notBefore } from './changed-at';
import { areDistinct, boolean, listOf, nullable, object, refined, type Decoder } from './decode';
import {
  decodeGroupId,
  decodeOfferId,
  decodePartnerId,
  type GroupId,
  type OfferId,
  type PartnerId,
  type RoleId,
} from './identifiers';
import { decodeInstant, type Instant } from './instant';
import { MAX_ASSIGNMENTS_PER_DELEGATION } from './limits';
import { decodeOfferName, decodeRoles } from './role-offer';

/** Some roles of a role delegation, given to one group of the partner's people. */
export interface AccessAssignment {
  readonly groupId: GroupId;
  /** Roles of the delegation, each once, at least one. */
  readonly roles: readonly RoleId[];
  /** When the group got these roles. */
  readonly assignedAt: Instant;
}

/**
 * Granular delegated administration privileges (GDAP): roles that a partner holds at a customer, from `activatedAt`
 * until `endsAt`, which is not in it any more. It rests on no reseller relationship.
 */
export interface RoleDelegation {
  /** The id of the offer that the customer approved. */
  readonly id: OfferId;
  /** The partner that holds the roles. */
  readonly partnerId: PartnerId;
  /** For an indirect reseller: the provider that made the offer. Null if the partner made it. */
  readonly throughPartnerId: PartnerId | null;
  /** The name of the offer. */
  readonly name: string;
  /** 1 to 100 roles, each once. All end together. */
  readonly roles: readonly RoleId[];
  readonly activatedAt: Instant;
  /** When it is over, unless it `extends`. */
  readonly endsAt: Instant;
  /** Whether `endsAt` moves by 180 days whenever it is reached. */
  readonly extends: boolean;
  /** Which groups of the partner's people have which of the roles. Without one, it reaches nobody. */
  readonly assignments: readonly AccessAssignment[];
}

export const decodeAssignment: Decoder<AccessAssignment> = /* @__PURE__ */ object<AccessAssignment>('an assignment', {
  groupId: decodeGroupId,
  roles: decodeRoles,
  assignedAt: decodeInstant,
});

/** Checks each assignment, and their number. The whole delegation is checked for what holds between them. */
export const decodeAssignments: Decoder<readonly AccessAssignment[]> = /* @__PURE__ */ listOf(
  'an array of assignments',
  decodeAssignment,
  MAX_ASSIGNMENTS_PER_DELEGATION,
);

/**
 * Checks a delegation, that it does not end before it began, that nobody is its own provider, and that a group has one
 * assignment, of its roles.
 */
export const decodeRoleDelegation: Decoder<RoleDelegation> = /* @__PURE__ */ refined(
  /* @__PURE__ */ object<RoleDelegation>('a role delegation', {
    id: decodeOfferId,
    partnerId: decodePartnerId,
    throughPartnerId: /* @__PURE__ */ nullable(decodePartnerId),
    name: decodeOfferName,
    roles: decodeRoles,
    activatedAt: decodeInstant,
    endsAt: decodeInstant,
    extends: boolean,
    assignments: decodeAssignments,
  }),
  'a delegation that can have come about',
  ({ partnerId, throughPartnerId, roles, activatedAt, endsAt, assignments }) =>
    partnerId !== throughPartnerId &&
    activatedAt <= endsAt &&
    areDistinct(assignments.map(({ groupId }) => groupId)) &&
    assignments.every((given) => given.roles.every((role) => roles.includes(role))),
);

/** The latest instant in a delegation but for its end, which can be in the future. */
export function latestInDelegation({ activatedAt, assignments }: RoleDelegation): Instant {
  return assignments.reduce((latest, { assignedAt }) => notBefore(latest, assignedAt), activatedAt);
}

/** Whether a delegation that has begun goes on after a moment, whether or not its end has been written down. */
export function goesOnAfter(at: Instant, delegation: RoleDelegation): boolean {
  return delegation.extends || delegation.endsAt > at;
}
