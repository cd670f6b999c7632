import type { Unchecked } from '../../model/brand';
import type { CustomerId, GroupId, OfferId, RoleId } from '../../model/identifiers';
import type { UncheckedActor } from '../../service/unchecked';
import {
  decideAssignAccess,
  assignAccessFields,
  type AssignAccessError,
} from '../delegations/assign-access';
import { commandOnDelegation, type CommandOnDelegation } from './carry-out-on-delegation';

/** Roles of a role delegation to give to a group. */
export interface AssignAccessInput {
  readonly customerId: Unchecked<CustomerId>;
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: Unchecked<OfferId>;
  readonly groupId: Unchecked<GroupId>;
  /** Roles of the delegation, each once, at least one. */
  readonly roles: readonly Unchecked<RoleId>[];
  readonly by: UncheckedActor;
}

export const assignAccess: CommandOnDelegation<AssignAccessInput, AssignAccessError> = /* @__PURE__ */ commandOnDelegation(
  'an assignment of access',
  assignAccessFields,
  decideAssignAccess,
);
