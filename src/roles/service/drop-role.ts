import type { Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { joined, object, type Decoder } from '../../model/decode';
import { decodeCustomerId, type CustomerId, type OfferId, type RoleId } from '../../model/identifiers';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownCustomer } from '../../service/unknown';
import {
  decideDropRole,
  dropRoleFields,
  type DropRole,
  type DropRoleError,
} from '../delegations/drop-role';
import { carryOutOnDelegation, type RoleDelegationOutcome } from './carry-out-on-delegation';
import type { RoleSettings } from './options';

/** A role of a role delegation to drop. */
export interface DropRoleInput {
  readonly customerId: Unchecked<CustomerId>;
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: Unchecked<OfferId>;
  readonly roleId: Unchecked<RoleId>;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<DropRole, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a role to drop',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, dropRoleFields),
);

export function dropRole(
  settings: RoleSettings,
  input: DropRoleInput,
): Promise<Result<RoleDelegationOutcome, DropRoleError | UnknownCustomer | CommandStorageError>> {
  return carryOutOnDelegation(settings, decodeInput(input), (state, command) =>
    decideDropRole(state, command, settings.profile),
  );
}
