import type { Unchecked } from '../../model/brand';
import type { CustomerId, GroupId, OfferId, RoleId } from '../../model/identifiers';
import type { UncheckedActor } from '../../service/unchecked';
import { assignAccessFields } from '../delegations/assign-access';
import {
  decideChangeAccess,
  type ChangeAccessError,
} from '../delegations/change-access';
import { commandOnDelegation, type CommandOnDelegation } from './carry-out-on-delegation';

/** The roles that a group is to have from now on. */
export interface ChangeAccessInput {
  readonly customerId: Unchecked<CustomerId>;
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: Unchecked<OfferId>;
  readonly groupId: Unchecked<GroupId>;
  /** All of its roles of this delegation from now on, each once, at least one. */
  readonly roles: readonly Unchecked<RoleId>[];
  readonly by: UncheckedActor;
}

export const changeAccess: CommandOnDelegation<ChangeAccessInput, ChangeAccessError> = /* @__PURE__ */ commandOnDelegation(
  'a change of access',
  assignAccessFields,
  decideChangeAccess,
);
