import type { Result } from 'neverthrow';
import { commandDoor } from '../../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../../model/customer-relationships';
import { errorData, type ErrorData } from '../../model/error-data';
import type { GroupId } from '../../model/identifiers';
import type { LimitExceeded } from '../../model/limit-exceeded';
import type { MalformedInput } from '../../model/malformed-input';
import type { RelationshipChange } from '../../model/relationship-change';
import type { NotThePartner } from '../../rules/not-the-partner';
import { assignAccessFields, type AssignAccess } from './assign-access';
import { giveAccess, type RolesNotHeld } from './assignments';
import type { DelegationNotInForce } from './in-force';

/** A partner changes which roles of a delegation a group of its people has. */
export type ChangeAccess = AssignAccess;

/** The group has no assignment of this delegation. */
export type UnknownAssignment = ErrorData<'invalid-input', 'unknown-assignment', { readonly groupId: GroupId }>;

/** Why an assignment stays as it is. */
export type ChangeAccessError =
  | MalformedInput
  | DelegationNotInForce<'assignment-needs-a-delegation-in-force'>
  | NotThePartner<'assignment-needs-a-delegation-in-force'>
  | RolesNotHeld
  | UnknownAssignment
  | LimitExceeded;

/**
 * Decides what changing access changes: the people of the group have these roles from now on, and no others of this
 * delegation.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseGroupId,
 *   parseInstant,
 * } from 'partner-relationships';
 * import { changeAccess, ROLE_IDS } from 'partner-relationships/roles';
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
 *       roles: [
 *         ROLE_IDS.exchangeAdministrator,
 *         ROLE_IDS.serviceSupportAdministrator,
 *       ],
 *       activatedAt: '2026-01-10T09:00:00.000Z',
 *       endsAt: '2027-01-10T09:00:00.000Z',
 *       extends: true,
 *       assignments: [
 *         {
 *           groupId: 'mail-desk',
 *           roles: [ROLE_IDS.exchangeAdministrator],
 *           assignedAt: '2026-01-11T09:00:00.000Z',
 *         },
 *       ],
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
 *     const changes = changeAccess(state, command);
 *     changes.unwrapOr([]).map(({ kind }) => kind); // => ['access-changed']
 *   }
 * }
 * ```
 * @returns the changes, empty if the group has exactly these roles already. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link DelegationNotInForce} if the delegation is over, or
 *   there is none (`assignment-needs-a-delegation-in-force`); {@link NotThePartner} if somebody other than its partner
 *   asks (the same rule); {@link RolesNotHeld} if it does not hold all of the roles
 *   (`assignment-stays-within-the-delegation`); {@link UnknownAssignment} if the group has no assignment;
 *   {@link LimitExceeded} beyond `MAX_ROLES_PER_DOCUMENT`
 */
export function changeAccess(
  state: CustomerRelationships,
  command: ChangeAccess,
): Result<readonly RelationshipChange[], ChangeAccessError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  relationshipsDocument,
  'a change of access',
  assignAccessFields,
  decideChangeAccess,
);

/** The same decision on checked data. */
export function decideChangeAccess(
  state: CustomerRelationships,
  command: ChangeAccess,
): Result<readonly RelationshipChange[], ChangeAccessError> {
  return giveAccess('access-changed', state, command, (current) =>
    current === undefined ? unknownAssignment(command.groupId) : null,
  );
}

function unknownAssignment(groupId: GroupId): UnknownAssignment {
  const message = `the group "${groupId}" has no assignment of this delegation`;
  return errorData('invalid-input', 'unknown-assignment', message, { groupId });
}
