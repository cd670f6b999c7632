import type { Result } from 'neverthrow';
import type { Unchecked } from '../../model/brand';
import { joined, object, type Decoder } from '../../model/decode';
import { decodeCustomerId, type CustomerId, type OfferId } from '../../model/identifiers';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { UncheckedActor } from '../../service/unchecked';
import type { UnknownCustomer } from '../../service/unknown';
import {
  decideSetExtension,
  setExtensionFields,
  type SetExtension,
  type SetExtensionError,
} from '../delegations/set-extension';
import { carryOutOnDelegation, type RoleDelegationOutcome } from './carry-out-on-delegation';
import type { RoleSettings } from './options';

/** The extension of a role delegation to switch on or off. */
export interface SetExtensionInput {
  readonly customerId: Unchecked<CustomerId>;
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: Unchecked<OfferId>;
  /** Whether the end is to move by 180 days whenever it is reached. */
  readonly on: boolean;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<SetExtension, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a switching of the extension',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, setExtensionFields),
);

export function setExtension(
  settings: RoleSettings,
  input: SetExtensionInput,
): Promise<Result<RoleDelegationOutcome, SetExtensionError | UnknownCustomer | CommandStorageError>> {
  return carryOutOnDelegation(settings, decodeInput(input), (state, command) =>
    decideSetExtension(state, command, settings.profile),
  );
}
