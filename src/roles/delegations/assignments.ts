import { err, ok, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../../model/customer-relationships';
import { naming } from '../../model/describe';
import type { GroupId, RoleId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import { exceededLimit, type LimitExceeded } from '../../model/limit-exceeded';
import { MAX_ASSIGNMENTS_PER_DELEGATION, MAX_ROLES_PER_DOCUMENT } from '../../model/limits';
import { checkedRelationshipChange, type RelationshipChange } from '../../model/relationship-change';
import type { AccessAssignment, RoleDelegation } from '../../model/role-delegation';
import { countRoles } from '../../model/roles';
import { unlessPartner, type NotThePartner } from '../../rules/not-the-partner';
import { violation, type RuleViolation } from '../../rules/rule-violation';
import {
  changeInForce,
  delegationsInForce,
  type Decided,
  type DelegationNotInForce,
  type OnDelegation,
} from './in-force';

/** The delegation does not hold all of these roles. */
export type RolesNotHeld = RuleViolation<
  'roles-not-held',
  'assignment-stays-within-the-delegation',
  {
    /** Those that it does not hold. */
    readonly roles: readonly RoleId[];
  }
>;

const RULE = 'assignment-needs-a-delegation-in-force';

/** What its partner changes about the assignments of a role delegation, which has to be in force then. */
export function changeAssignments<Refusal>(
  state: CustomerRelationships,
  command: OnDelegation,
  decide: (delegation: RoleDelegation) => Decided<Refusal>,
): Result<readonly RelationshipChange[], Refusal | DelegationNotInForce<typeof RULE> | NotThePartner<typeof RULE>> {
  return changeInForce(RULE, state, command, (before): Decided<Refusal | NotThePartner<typeof RULE>> => {
    const wrongActor = unlessPartner(RULE, before.partnerId, command.by);
    return wrongActor === null ? decide(before) : err(wrongActor);
  });
}

/** Roles for a group. */
interface Access extends OnDelegation {
  readonly groupId: GroupId;
  readonly roles: readonly RoleId[];
}

/**
 * What giving these roles to a group changes; nothing if it has exactly these.
 *
 * @param refused why it cannot get them, if it has this assignment or none; null if it can
 */
export function giveAccess<Refusal>(
  kind: 'access-assigned' | 'access-changed',
  state: CustomerRelationships,
  command: Access,
  refused: (current: AccessAssignment | undefined) => Refusal | null,
): Result<
  readonly RelationshipChange[],
  Refusal | RolesNotHeld | LimitExceeded | DelegationNotInForce<typeof RULE> | NotThePartner<typeof RULE>
> {
  const { groupId, roles, by, at } = command;
  return changeAssignments<Refusal | RolesNotHeld | LimitExceeded>(state, command, (before) => {
    const foreign = unlessHeld(before, roles);
    if (foreign !== null) return err(foreign);
    // In place of the one of the group, or as the last.
    const byGroup = new Map(before.assignments.map((assignment) => [assignment.groupId, assignment]));
    const current = byGroup.get(groupId);
    if (current !== undefined && gives(current, roles)) return ok(null);
    byGroup.set(groupId, Object.freeze({ groupId, roles, assignedAt: at }));
    const delegation = Object.freeze({ ...before, assignments: Object.freeze([...byGroup.values()]) });
    const refusal = refused(current) ?? assignmentLimit(state, at, delegation);
    return refusal === null ? ok(checkedRelationshipChange({ kind, at, by, groupId, delegation })) : err(refusal);
  });
}

/** The violation if the delegation does not hold all of these roles; null if it does. */
function unlessHeld(delegation: RoleDelegation, roles: readonly RoleId[]): RolesNotHeld | null {
  const foreign = roles.filter((role) => !delegation.roles.includes(role));
  if (foreign.length === 0) return null;
  return violation(
    'assignment-stays-within-the-delegation',
    'roles-not-held',
    `the delegation does not hold these roles: ${naming(foreign.map((role) => `"${role}"`))}`,
    { roles: Object.freeze(foreign) },
  );
}

/** Whether an assignment gives these roles and no others. The order makes no difference. */
function gives(assignment: AccessAssignment, roles: readonly RoleId[]): boolean {
  return assignment.roles.length === roles.length && roles.every((role) => assignment.roles.includes(role));
}

/** The limit that the customer's role delegations would exceed with this one as it is now; null if none. */
function assignmentLimit(
  state: CustomerRelationships,
  at: Instant,
  delegation: RoleDelegation,
): LimitExceeded | null {
  const others = delegationsInForce(state, at).filter(({ id }) => id !== delegation.id);
  return (
    exceededLimit('MAX_ASSIGNMENTS_PER_DELEGATION', MAX_ASSIGNMENTS_PER_DELEGATION, delegation.assignments.length) ??
    exceededLimit('MAX_ROLES_PER_DOCUMENT', MAX_ROLES_PER_DOCUMENT, countRoles([...others, delegation]))
  );
}
