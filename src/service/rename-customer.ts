import {
  decideRenameCustomer,
  renameCustomerFields,
  type RenameCustomerError,
} from '../customers/rename-customer';
import type { Unchecked } from '../model/brand';
import type { CustomerId } from '../model/identifiers';
import { commandOnCustomer, relationshipOutcome, type CommandOnCustomer } from './carry-out-on-customer';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor } from './unchecked';

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

export const renameCustomer: CommandOnCustomer<RenameCustomerInput, RelationshipOutcome, RenameCustomerError> =
  /* @__PURE__ */ commandOnCustomer('a renaming', renameCustomerFields, decideRenameCustomer, relationshipOutcome);
