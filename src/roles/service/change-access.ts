import type { Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { joined, object, type Decoder } from '../../model/decode';
import { decodeCustomerId, type CustomerId, type GroupId, type OfferId, type RoleId } from '../../model/identifiers';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownCustomer } from '../../service/unknown';
import { assignAccessFields } from '../delegations/assign-access';
import {
  decideChangeAccess,
  type ChangeAccess,
  type ChangeAccessError,
} from '../delegations/change-access';
import { carryOutOnDelegation, type RoleDelegationOutcome } from './carry-out-on-delegation';
import type { RoleSettings } from './options';

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

type CheckedInput = Omit<ChangeAccess, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a change of access',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, assignAccessFields),
);

export function changeAccess(
  settings: RoleSettings,
  input: ChangeAccessInput,
): Promise<Result<RoleDelegationOutcome, ChangeAccessError | UnknownCustomer | CommandStorageError>> {
  return carryOutOnDelegation(settings, decodeInput(input), decideChangeAccess);
}
