import { ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { commandDoor } from '../../model/command-door';
import { relationshipsDocument, type CustomerRelationships } from '../../model/customer-relationships';
import type { Fields } from '../../model/decode';
import { decodeGroupId, decodeOfferId, type GroupId, type OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { checkedRelationshipChange, type RelationshipChange } from '../../model/relationship-change';
import type { NotThePartner } from '../../rules/not-the-partner';
import { changeAssignments } from './assignments';
import type { DelegationNotInForce } from './in-force';

/** A partner takes the roles of a delegation back from a group of its people. */
export interface RemoveAccess {
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: OfferId;
  readonly groupId: GroupId;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** Why an assignment is not removed. */
export type RemoveAccessError =
  | MalformedInput
  | DelegationNotInForce<'assignment-needs-a-delegation-in-force'>
  | NotThePartner<'assignment-needs-a-delegation-in-force'>;

/** The fields that the command and the input of the service have in common. */
export const removeAccessFields: Fields<Omit<RemoveAccess, 'at'>> = {
  offerId: decodeOfferId,
  groupId: decodeGroupId,
  by: decodeActor,
};

/**
 * Decides what removing access changes: the people of the group have nothing of this delegation any more. The partner
 * goes on holding its roles.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseGroupId,
 *   parseInstant,
 * } from 'partner-relationships';
 * import { removeAccess, ROLE_IDS } from 'partner-relationships/roles';
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
 *   for (const { id, partnerId } of state.roleDelegations ?? []) {
 *     const by = { kind: 'partner', partnerId } as const;
 *     const command = { offerId: id, groupId: group.value, by, at };
 *     const changes = removeAccess(state, command);
 *     changes.unwrapOr([]).map(({ kind }) => kind); // => ['access-removed']
 *   }
 * }
 * ```
 * @returns the changes, empty if the group has no assignment. As errors, the first that applies: {@link MalformedInput}
 *   if an argument is malformed; {@link DelegationNotInForce} if the delegation is over, or there is none
 *   (`assignment-needs-a-delegation-in-force`); {@link NotThePartner} if somebody other than its partner asks (the same
 *   rule)
 */
export function removeAccess(
  state: CustomerRelationships,
  command: RemoveAccess,
): Result<readonly RelationshipChange[], RemoveAccessError> {
  return door(state, command);
}

const door = /* @__PURE__ */ commandDoor(
  relationshipsDocument,
  'a removal of access',
  removeAccessFields,
  decideRemoveAccess,
);

/** The same decision on checked data. */
export function decideRemoveAccess(
  state: CustomerRelationships,
  command: RemoveAccess,
): Result<readonly RelationshipChange[], RemoveAccessError> {
  const { groupId, by, at } = command;
  return changeAssignments<RemoveAccessError>(state, command, (before) => {
    const assignments = before.assignments.filter((assignment) => assignment.groupId !== groupId);
    if (assignments.length === before.assignments.length) return ok(null);
    const delegation = Object.freeze({ ...before, assignments: Object.freeze(assignments) });
    return ok(checkedRelationshipChange({ kind: 'access-removed', at, by, groupId, delegation }));
  });
}
