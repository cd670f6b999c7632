import type { Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { joined, object, type Decoder } from '../../model/decode';
import { decodeCustomerId, type CustomerId, type GroupId, type OfferId, type RoleId } from '../../model/identifiers';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownCustomer } from '../../service/unknown';
import {
  decideAssignAccess,
  assignAccessFields,
  type AssignAccess,
  type AssignAccessError,
} from '../delegations/assign-access';
import { carryOutOnDelegation, type RoleDelegationOutcome } from './carry-out-on-delegation';
import type { RoleSettings } from './options';

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

type CheckedInput = Omit<AssignAccess, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'an assignment of access',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, assignAccessFields),
);

export function assignAccess(
  settings: RoleSettings,
  input: AssignAccessInput,
): Promise<Result<RoleDelegationOutcome, AssignAccessError | UnknownCustomer | CommandStorageError>> {
  return carryOutOnDelegation(settings, decodeInput(input), decideAssignAccess);
}
