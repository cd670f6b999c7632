import type { Unchecked } from '../../model/brand';
import type { CustomerId, OfferId } from '../../model/identifiers';
import type { UncheckedActor } from '../../service/unchecked';
import {
  decideSetExtension,
  setExtensionFields,
  type SetExtensionError,
} from '../delegations/set-extension';
import { commandOnDelegation, type CommandOnDelegation } from './carry-out-on-delegation';

/** The extension of a role delegation to switch on or off. */
export interface SetExtensionInput {
  readonly customerId: Unchecked<CustomerId>;
  /** The id of the delegation, which is that of its offer. */
  readonly offerId: Unchecked<OfferId>;
  /** Whether the end is to move by 180 days whenever it is reached. */
  readonly on: boolean;
  readonly by: UncheckedActor;
}

export const setExtension: CommandOnDelegation<SetExtensionInput, SetExtensionError> = /* @__PURE__ */ commandOnDelegation(
  'a switching of the extension',
  setExtensionFields,
  decideSetExtension,
);
