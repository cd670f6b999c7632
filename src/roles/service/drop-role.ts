import type { Unchecked } from '../../model/brand';
import type { CustomerId, OfferId, RoleId } from '../../model/identifiers';
import type { UncheckedActor } from '../../service/unchecked';
import {
  decideDropRole,
  dropRoleFields,
  type DropRoleError,
} from '../delegations/drop-role';
import { commandOnDelegation, type CommandOnDelegation } from './carry-out-on-delegation';

/** A role of a role delegation to drop. */
export interface DropRoleInput {
  readonly customerId: Unchecked<CustomerId>;
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: Unchecked<OfferId>;
  readonly roleId: Unchecked<RoleId>;
  readonly by: UncheckedActor;
}

export const dropRole: CommandOnDelegation<DropRoleInput, DropRoleError> = /* @__PURE__ */ commandOnDelegation(
  'a role to drop',
  dropRoleFields,
  decideDropRole,
);
