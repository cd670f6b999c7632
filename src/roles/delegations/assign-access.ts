import type { Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { commandDoor } from '../../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../../model/customer-relationships';
import type { Fields } from '../../model/decode';
import { decodeGroupId, decodeOfferId, type GroupId, type OfferId, type RoleId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { LimitExceeded } from '../../model/limit-exceeded';
import type { MalformedInput } from '../../model/malformed-input';
import type { RelationshipChange } from '../../model/relationship-change';
import type { AccessAssignment } from '../../model/role-delegation';
import { decodeRoles } from '../../model/role-offer';
import type { NotThePartner } from '../../rules/not-the-partner';
import { violation, type RuleViolation } from '../../rules/rule-violation';
import { giveAccess, type RolesNotHeld } from './assignments';
import type { DelegationNotInForce } from './in-force';

/** A partner gives roles of a delegation to a group of its people. */
export interface AssignAccess {
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: OfferId;
  readonly groupId: GroupId;
  /** Roles of the delegation, each once, at least one. */
  readonly roles: readonly RoleId[];
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** The group has an assignment of this delegation, of other roles. That one can be changed. */
export type GroupIsAssigned = RuleViolation<
  'group-is-assigned',
  'one-assignment-per-group',
  { readonly assignment: AccessAssignment }
>;

/** Why roles are not assigned. */
export type AssignAccessError =
  | MalformedInput
  | DelegationNotInForce<'assignment-needs-a-delegation-in-force'>
  | NotThePartner<'assignment-needs-a-delegation-in-force'>
  | RolesNotHeld
  | GroupIsAssigned
  | LimitExceeded;

/** The fields that the command and the input of the service have in common. */
export const assignAccessFields: Fields<Omit<AssignAccess, 'at'>> = {
  offerId: decodeOfferId,
  groupId: decodeGroupId,
  roles: decodeRoles,
  by: decodeActor,
};

/**
 * Decides what assigning access changes: the people of the group have these roles at the customer, as long as the
 * delegation is in force (`roles-reach-people-through-groups`).
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseGroupId,
 *   parseInstant,
 * } from 'partner-relationships';
 * import { assignAccess, ROLE_IDS } from 'partner-relationships/roles';
 * import { Result } from 'neverthrow';
 *
 * const state = parseCustomerRelationships({
 *   customer: { id: 'tailspin', name: 'Tailspin Toys' },
 *   relationships: [],
 *   delegations: [],
 *   roleDelegations: [
 *     {
 *       id: 'mail-for-tailspin',
 *       partnerId: 'contoso',
 *       throughPartnerId: null,
 *       name: 'Mail for Tailspin',
 *       roles: [ROLE_IDS.exchangeAdministrator],
 *       activatedAt: '2026-01-10T09:00:00.000Z',
 *       endsAt: '2027-01-10T09:00:00.000Z',
 *       extends: true,
 *       assignments: [],
 *     },
 *   ],
 * });
 * const parsed = Result.combine([
 *   state,
 *   parseInstant('2026-06-01T12:00:00.000Z'),
 * ]);
 * const group = parseGroupId('mail-desk');
 * if (parsed.isOk() && group.isOk()) {
 *   const [state, at] = parsed.value;
 *   for (const { id, partnerId, roles } of state.roleDelegations ?? []) {
 *     const by = { kind: 'partner', partnerId } as const;
 *     const command = { offerId: id, groupId: group.value, roles, by, at };
 *     const changes = assignAccess(state, command);
 *     changes.unwrapOr([]).map(({ kind }) => kind); // => ['access-assigned']
 *   }
 * }
 * ```
 * @returns the changes, empty if the group has exactly these roles already. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link DelegationNotInForce} if the delegation is over, or
 *   there is none (`assignment-needs-a-delegation-in-force`); {@link NotThePartner} if somebody other than its partner
 *   asks (the same rule); {@link RolesNotHeld} if it does not hold all of the roles
 *   (`assignment-stays-within-the-delegation`); {@link GroupIsAssigned} if the group has others of its roles
 *   (`one-assignment-per-group`); {@link LimitExceeded} beyond `MAX_ASSIGNMENTS_PER_DELEGATION` or
 *   `MAX_ROLES_PER_DOCUMENT`
 */
export function assignAccess(
  state: CustomerRelationships,
  command: AssignAccess,
): Result<readonly RelationshipChange[], AssignAccessError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  relationshipsDocument,
  'an assignment of access',
  assignAccessFields,
  decideAssignAccess,
);

/** The same decision on checked data. */
export function decideAssignAccess(
  state: CustomerRelationships,
  command: AssignAccess,
): Result<readonly RelationshipChange[], AssignAccessError> {
  return giveAccess('access-assigned', state, command, (first) =>
    first === undefined ? null : groupIsAssigned(first),
  );
}

function groupIsAssigned(assignment: AccessAssignment): GroupIsAssigned {
  return violation(
    'one-assignment-per-group',
    'group-is-assigned',
    `the group "${assignment.groupId}" has an assignment since ${assignment.assignedAt}, which can be changed`,
    { assignment },
  );
}
