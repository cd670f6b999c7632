import type { Result } from 'neverthrow';
import {
  parseCustomerRelationships,
  parseGroupId,
  parseInstant,
  parseOfferId,
  type AccessAssignment,
  type Actor,
  type CustomerRelationships,
  type GroupId,
  type Instant,
  type OfferId,
  type RelationshipChange,
  type RoleDelegation,
  type RoleId,
  type RoleOffer,
} from 'partner-relationships';
import {
  approveRoleDelegation,
  dropRole,
  partnerCenterGdap,
  ROLE_IDS,
  setExtension,
  type ApproveRoleDelegation,
  type ApproveRoleDelegationError,
  type AssignAccess,
  type DropRole,
  type DropRoleError,
  type RemoveAccess,
  type SetExtension,
  type SetExtensionError,
  type Settlement,
  type TerminateRoleDelegation,
} from 'partner-relationships/roles';
import { givenState, type Given } from '../../customers/scene';
import { contoso, northwind, theCustomer, theOperator, thePartner } from '../../fixtures/cast';

export const {
  exchangeAdministrator: EXCHANGE,
  serviceSupportAdministrator: SUPPORT,
  userAdministrator: USER,
  globalAdministrator: GLOBAL,
} = ROLE_IDS;

export function instant(text: string): Instant {
  return parseInstant(text)._unsafeUnwrap();
}

/** A moment so many milliseconds after another. */
export function after(moment: Instant, milliseconds: number): Instant {
  return instant(new Date(Date.parse(moment) + milliseconds).toISOString());
}

export function offerIdOf(name: string): OfferId {
  return parseOfferId(name.padEnd(16, '-'))._unsafeUnwrap();
}

export function groupIdOf(name: string): GroupId {
  return parseGroupId(name)._unsafeUnwrap();
}

/** The offer in the examples: approved at ten to nine days into 2026, and what it leads to. */
export const o1: OfferId = offerIdOf('o1');
export const APPROVED: Instant = instant('2026-01-10T09:00:00.000Z');
export const ENDS: Instant = instant('2027-01-10T09:00:00.000Z');
/** Before its end. */
export const MEANWHILE: Instant = instant('2026-06-01T12:00:00.000Z');

export const DESK: GroupId = groupIdOf('desk');
export const FIELD: GroupId = groupIdOf('field');

// Given: what there is. -----------------------------------------------------------------------------------------------

/** Contoso's offer of Exchange and Service Support for 365 days, extending, which the customer has taken. */
export function offerOf(otherwise: Partial<RoleOffer> = {}): RoleOffer {
  return {
    id: o1,
    partnerId: contoso.id,
    indirectResellerId: null,
    customerId: null,
    name: 'Mail and support',
    roles: [EXCHANGE, SUPPORT],
    termDays: 365,
    extends: true,
    lockedAt: instant('2026-01-01T00:00:00.000Z'),
    consentedAt: null,
    takenBy: northwind.id,
    ...otherwise,
  };
}

/** What the approval of that offer leads to. */
export function held(otherwise: Partial<RoleDelegation> = {}): RoleDelegation {
  return {
    id: o1,
    partnerId: contoso.id,
    throughPartnerId: null,
    name: 'Mail and support',
    roles: [EXCHANGE, SUPPORT],
    activatedAt: APPROVED,
    endsAt: ENDS,
    extends: true,
    assignments: [],
    ...otherwise,
  };
}

export function assigned(groupId: GroupId, roles: readonly RoleId[], assignedAt: Instant = APPROVED): AccessAssignment {
  return { groupId, roles, assignedAt };
}

/** A known customer with these role delegations and nothing else. */
export function stateWith(...roleDelegations: readonly RoleDelegation[]): CustomerRelationships {
  const some = roleDelegations.length === 0 ? {} : { roleDelegations };
  return parseCustomerRelationships({ customer: northwind, relationships: [], delegations: [], ...some })._unsafeUnwrap();
}

export function given(...roleDelegations: readonly RoleDelegation[]): Given<CustomerRelationships> {
  return givenState(stateWith(...roleDelegations));
}

// When: what somebody asks for, by default one who may. ---------------------------------------------------------------

export function approving(
  offer: RoleOffer = offerOf(),
  otherwise: Partial<ApproveRoleDelegation> = {},
): ApproveRoleDelegation {
  const by = theCustomer(northwind);
  return { customer: northwind, partner: contoso, offer, by, at: APPROVED, ...otherwise };
}

export function switching(on: boolean, otherwise: Partial<SetExtension> = {}): SetExtension {
  return { offerId: o1, on, by: thePartner(contoso), at: MEANWHILE, ...otherwise };
}

export function dropping(roleId: RoleId, otherwise: Partial<DropRole> = {}): DropRole {
  return { offerId: o1, roleId, by: thePartner(contoso), at: MEANWHILE, ...otherwise };
}

export function assigning(
  groupId: GroupId,
  roles: readonly RoleId[],
  otherwise: Partial<AssignAccess> = {},
): AssignAccess {
  return { offerId: o1, groupId, roles, by: thePartner(contoso), at: MEANWHILE, ...otherwise };
}

export function takingBack(groupId: GroupId, otherwise: Partial<RemoveAccess> = {}): RemoveAccess {
  return { offerId: o1, groupId, by: thePartner(contoso), at: MEANWHILE, ...otherwise };
}

export function terminating(otherwise: Partial<TerminateRoleDelegation> = {}): TerminateRoleDelegation {
  return { offerId: o1, by: theCustomer(northwind), at: MEANWHILE, ...otherwise };
}

// The commands that a profile decides, under the profile that has roles. ----------------------------------------------

type Decision<Refusal> = Result<readonly RelationshipChange[], Refusal>;

export function approve(
  state: CustomerRelationships | null,
  command: ApproveRoleDelegation,
): Decision<ApproveRoleDelegationError> {
  return approveRoleDelegation(state, command, partnerCenterGdap);
}

export function extend(state: CustomerRelationships, command: SetExtension): Decision<SetExtensionError> {
  return setExtension(state, command, partnerCenterGdap);
}

export function drop(state: CustomerRelationships, command: DropRole): Decision<DropRoleError> {
  return dropRole(state, command, partnerCenterGdap);
}

// Then: what has changed. ---------------------------------------------------------------------------------------------

type KindOf<Kind> = Extract<RelationshipChange, { readonly kind: Kind }>;
type Kind = 'role-delegation-approved' | 'extension-set' | 'role-delegation-terminated';
type AccessKind = 'access-assigned' | 'access-changed' | 'access-removed';

export function became<Of extends Kind>(kind: Of, command: Settlement, delegation: RoleDelegation): RelationshipChange {
  return { kind, at: command.at, by: command.by, delegation } as KindOf<Of>;
}

export function dropped(command: DropRole, delegation: RoleDelegation): RelationshipChange {
  return { kind: 'role-dropped', at: command.at, by: command.by, roleId: command.roleId, delegation };
}

export function access<Of extends AccessKind>(
  kind: Of,
  command: RemoveAccess,
  delegation: RoleDelegation,
): RelationshipChange {
  return { kind, at: command.at, by: command.by, groupId: command.groupId, delegation } as KindOf<Of>;
}

/** An end that was reached with the extension on, written down with a command. */
export function extended({ at, by }: Settlement, dueAt: Instant, delegation: RoleDelegation): RelationshipChange {
  return { kind: 'role-delegation-extended', at, by, dueAt, delegation };
}

/** An end that was reached with the extension off, written down with a command. */
export function expired({ at, by }: Settlement, delegation: RoleDelegation): RelationshipChange {
  return { kind: 'role-delegation-expired', at, by, dueAt: delegation.endsAt, delegation };
}

export function settling(at: Instant, by: Actor = theOperator): Settlement {
  return { at, by };
}
