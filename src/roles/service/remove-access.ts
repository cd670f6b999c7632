import type { Unchecked } from '../../model/brand';
import type { CustomerId, GroupId, OfferId } from '../../model/identifiers';
import type { UncheckedActor } from '../../service/unchecked';
import {
  decideRemoveAccess,
  removeAccessFields,
  type RemoveAccessError,
} from '../delegations/remove-access';
import { commandOnDelegation, type CommandOnDelegation } from './carry-out-on-delegation';

/** The roles of a role delegation to take back from a group. */
export interface RemoveAccessInput {
  readonly customerId: Unchecked<CustomerId>;
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: Unchecked<OfferId>;
  readonly groupId: Unchecked<GroupId>;
  readonly by: UncheckedActor;
}

export const removeAccess: CommandOnDelegation<RemoveAccessInput, RemoveAccessError> = /* @__PURE__ */ commandOnDelegation(
  'a removal of access',
  removeAccessFields,
  decideRemoveAccess,
);
