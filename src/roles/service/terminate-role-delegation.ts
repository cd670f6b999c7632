import type { Unchecked } from '../../model/brand';
import type { CustomerId, OfferId } from '../../model/identifiers';
import type { UncheckedActor } from '../../service/unchecked';
import {
  decideTerminateRoleDelegation,
  terminateRoleDelegationFields,
  type TerminateRoleDelegationError,
} from '../delegations/terminate-role-delegation';
import { commandOnDelegation, type CommandOnDelegation } from './carry-out-on-delegation';

/** A role delegation to end before its time. */
export interface TerminateRoleDelegationInput {
  readonly customerId: Unchecked<CustomerId>;
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: Unchecked<OfferId>;
  readonly by: UncheckedActor;
}

export const terminateRoleDelegation: CommandOnDelegation<TerminateRoleDelegationInput, TerminateRoleDelegationError> = /* @__PURE__ */ commandOnDelegation(
  'a termination',
  terminateRoleDelegationFields,
  decideTerminateRoleDelegation,
);
