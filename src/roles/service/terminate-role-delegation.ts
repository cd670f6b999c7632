import type { Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { joined, object, type Decoder } from '../../model/decode';
import { decodeCustomerId, type CustomerId, type OfferId } from '../../model/identifiers';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownCustomer } from '../../service/unknown';
import {
  decideTerminateRoleDelegation,
  terminateRoleDelegationFields,
  type TerminateRoleDelegation,
  type TerminateRoleDelegationError,
} from '../delegations/terminate-role-delegation';
import { carryOutOnDelegation, type RoleDelegationOutcome } from './carry-out-on-delegation';
import type { RoleSettings } from './options';

/** A role delegation to end before its time. */
export interface TerminateRoleDelegationInput {
  readonly customerId: Unchecked<CustomerId>;
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: Unchecked<OfferId>;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<TerminateRoleDelegation, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a termination',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, terminateRoleDelegationFields),
);

export function terminateRoleDelegation(
  settings: RoleSettings,
  input: TerminateRoleDelegationInput,
): Promise<Result<RoleDelegationOutcome, TerminateRoleDelegationError | UnknownCustomer | CommandStorageError>> {
  return carryOutOnDelegation(settings, decodeInput(input), decideTerminateRoleDelegation);
}
