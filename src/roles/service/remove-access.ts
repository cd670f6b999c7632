import type { Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { joined, object, type Decoder } from '../../model/decode';
import { decodeCustomerId, type CustomerId, type GroupId, type OfferId } from '../../model/identifiers';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownCustomer } from '../../service/unknown';
import {
  decideRemoveAccess,
  removeAccessFields,
  type RemoveAccess,
  type RemoveAccessError,
} from '../delegations/remove-access';
import { carryOutOnDelegation, type RoleDelegationOutcome } from './carry-out-on-delegation';
import type { RoleSettings } from './options';

/** The roles of a role delegation to take back from a group. */
export interface RemoveAccessInput {
  readonly customerId: Unchecked<CustomerId>;
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: Unchecked<OfferId>;
  readonly groupId: Unchecked<GroupId>;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<RemoveAccess, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a removal of access',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, removeAccessFields),
);

export function removeAccess(
  settings: RoleSettings,
  input: RemoveAccessInput,
): Promise<Result<RoleDelegationOutcome, RemoveAccessError | UnknownCustomer | CommandStorageError>> {
  return carryOutOnDelegation(settings, decodeInput(input), decideRemoveAccess);
}
