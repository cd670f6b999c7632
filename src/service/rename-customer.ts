import type { Result } from 'neverthrow';
import {
  decideRenameCustomer,
  renameCustomerFields,
  type RenameCustomer,
  type RenameCustomerError,
} from '../customers/rename-customer';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodeCustomerId, type CustomerId } from '../model/identifiers';
import { carryOutOnKnownCustomer } from './carry-out-on-customer';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor } from './unchecked';
import type { UnknownCustomer } from './unknown';

/** A customer to rename. */
export interface RenameCustomerInput {
  readonly customerId: Unchecked<CustomerId>;
  /**
   * The new name: 1 to 256 characters on one line, with at least one visible character, and no embedding, override or
   * isolate of direction (U+202A to U+202E, U+2066 to U+2069).
   */
  readonly name: string;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<RenameCustomer, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a renaming',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, renameCustomerFields),
);

export function renameCustomer(
  settings: Settings,
  input: RenameCustomerInput,
): Promise<Result<RelationshipOutcome, RenameCustomerError | UnknownCustomer | CommandStorageError>> {
  return carryOutOnKnownCustomer(settings, decodeInput(input), decideRenameCustomer);
}
