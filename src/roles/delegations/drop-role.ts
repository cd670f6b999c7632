import { err, ok, type Result } from 'neverthrow';
import { decodeActor, type Actor } from '../../model/actor';
import { relationshipsDocument, type CustomerRelationships } from '../../model/customer-relationships';
import type { Fields } from '../../model/decode';
import { decodeOfferId, decodeRoleId, type OfferId, type RoleId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { checkedRelationshipChange, type RelationshipChange } from '../../model/relationship-change';
import type { RoleDelegation } from '../../model/role-delegation';
import { unlessPartner, type NotThePartner } from '../../rules/not-the-partner';
import { violation, type RuleViolation } from '../../rules/rule-violation';
import { roleOf, type DelegationProfile } from '../profiles/profile';
import { profileDoor } from '../profiles/profile-door';
import { changeInForce, type Decided, type DelegationNotInForce } from './in-force';

/** A partner drops a role that it holds. */
export interface DropRole {
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: OfferId;
  readonly roleId: RoleId;
  readonly by: Actor;
  /** The present moment. One before the state's last change counts as the moment of that change. */
  readonly at: Instant;
}

/** The role is held as long as the delegation: it can extend, or is its only one. */
export type RoleStays = RuleViolation<
  'role-stays',
  'only-that-role-can-be-dropped',
  {
    readonly roleId: RoleId;
    /** Whether it stays because it is the only role of the delegation, which can be terminated instead. */
    readonly isOnly: boolean;
  }
>;

/** Why a role is not dropped. */
export type DropRoleError =
  | MalformedInput
  | DelegationNotInForce<'ended-is-final'>
  | NotThePartner<'only-that-role-can-be-dropped'>
  | RoleStays;

/** The fields that the command and the input of the service have in common. */
export const dropRoleFields: Fields<Omit<DropRole, 'at'>> = {
  offerId: decodeOfferId,
  roleId: decodeRoleId,
  by: decodeActor,
};

/**
 * Decides what dropping a role changes: the delegation no longer has it, nor do its assignments; those that give no
 * other role end. Only a role that never extends can be dropped, such as Global Administrator, so that the extension
 * can be switched on afterwards.
 *
 * @example
 * ```ts
 * import {
 *   parseCustomerRelationships,
 *   parseInstant,
 * } from 'partner-relationships';
 * import {
 *   dropRole,
 *   partnerCenterGdap,
 *   ROLE_IDS,
 * } from 'partner-relationships/roles';
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
 *         ROLE_IDS.globalAdministrator,
 *         ROLE_IDS.userAdministrator,
 *       ],
 *       activatedAt: '2026-01-10T09:00:00.000Z',
 *       endsAt: '2027-01-10T09:00:00.000Z',
 *       extends: false,
 *       assignments: [],
 *     },
 *   ],
 * });
 * const parsed = Result.combine([
 *   state,
 *   parseInstant('2026-06-01T12:00:00.000Z'),
 * ]);
 * if (parsed.isOk()) {
 *   const [state, at] = parsed.value;
 *   for (const { id, partnerId } of state.roleDelegations ?? []) {
 *     const by = { kind: 'partner', partnerId } as const;
 *     const roleId = ROLE_IDS.globalAdministrator;
 *     const command = { offerId: id, roleId, by, at };
 *     const changes = dropRole(state, command, partnerCenterGdap);
 *     changes.unwrapOr([]).map(({ kind }) => kind); // => ['role-dropped']
 *   }
 * }
 * ```
 * @returns the changes, empty if the delegation does not hold the role. As errors, the first that applies:
 *   {@link MalformedInput} if an argument is malformed; {@link DelegationNotInForce} if the delegation is over, or
 *   there is none (`ended-is-final`); {@link NotThePartner} if somebody other than its partner asks
 *   (`only-that-role-can-be-dropped`); {@link RoleStays} if the role can extend, or is the only one
 *   (`only-that-role-can-be-dropped`)
 */
export function dropRole(
  state: CustomerRelationships,
  command: DropRole,
  profile: DelegationProfile,
): Result<readonly RelationshipChange[], DropRoleError> {
  return door(state, command, profile);
}

const door = /* @__PURE__ */ profileDoor(relationshipsDocument, 'a role to drop', dropRoleFields, decideDropRole);

/** The same decision on checked data. */
export function decideDropRole(
  state: CustomerRelationships,
  command: DropRole,
  profile: DelegationProfile,
): Result<readonly RelationshipChange[], DropRoleError> {
  const { roleId, by, at } = command;
  return changeInForce('ended-is-final', state, command, (before): Decided<DropRoleError> => {
    const wrongActor = unlessPartner('only-that-role-can-be-dropped', before.partnerId, by);
    if (wrongActor !== null) return err(wrongActor);
    if (!before.roles.includes(roleId)) return ok(null);
    if (roleOf(profile, roleId)?.neverExtends !== true) return err(roleStays(roleId, false));
    if (before.roles.length === 1) return err(roleStays(roleId, true));
    return ok(checkedRelationshipChange({ kind: 'role-dropped', at, by, roleId, delegation: without(before, roleId) }));
  });
}

function without(delegation: RoleDelegation, roleId: RoleId): RoleDelegation {
  const others = (roles: readonly RoleId[]): readonly RoleId[] => Object.freeze(roles.filter((one) => one !== roleId));
  const assignments = delegation.assignments
    .map((given) => Object.freeze({ ...given, roles: others(given.roles) }))
    .filter(({ roles }) => roles.length > 0);
  return Object.freeze({ ...delegation, roles: others(delegation.roles), assignments: Object.freeze(assignments) });
}

function roleStays(roleId: RoleId, isOnly: boolean): RoleStays {
  const why = isOnly ? 'is the only one of the delegation, which can be terminated' : 'can extend';
  return violation('only-that-role-can-be-dropped', 'role-stays', `the role "${roleId}" ${why}`, { roleId, isOnly });
}
