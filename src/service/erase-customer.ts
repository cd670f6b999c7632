import { err, ok, type Result } from 'neverthrow';
import {
  decideEraseCustomer,
  eraseCustomerFields,
  type EraseCustomer,
  type EraseCustomerError,
} from '../customers/erase-customer';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodeCustomerId, type CustomerId } from '../model/identifiers';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { RelationshipChange } from '../model/relationship-change';
import { isOperator, notTheOperator } from '../rules/not-the-operator';
import { carryOut } from './carry-out';
import type { CommandStorageError } from './command-storage-error';
import { documentsIn } from './documents';
import type { Settings } from './options';
import type { UncheckedActor } from './unchecked';
import { unknownCustomer, type UnknownCustomer } from './unknown';

/** A customer to erase. */
export interface EraseCustomerInput {
  readonly customerId: Unchecked<CustomerId>;
  /** Why, which is kept: 1 to 256 characters on one line, not blank. Nothing in it should tell who the customer was. */
  readonly reason: string;
  readonly by: UncheckedActor;
}

/** What erasing a customer has done. */
export interface EraseCustomerOutcome {
  /** The erasure; empty if the customer was erased before. */
  readonly changes: readonly RelationshipChange[];
}

type CheckedInput = Omit<EraseCustomer, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'an erasure',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, eraseCustomerFields),
);

export async function eraseCustomer(
  settings: Settings,
  input: EraseCustomerInput,
): Promise<Result<EraseCustomerOutcome, EraseCustomerError | UnknownCustomer | CommandStorageError>> {
  const decoded = decodeInput(input);
  if (decoded.isErr()) return err(decoded.error);
  const command = decoded.value;
  const { customers: documents } = documentsIn(settings.repository);

  type Refusal = EraseCustomerError | UnknownCustomer;
  const outcome = await carryOut<CustomerId, CustomerRelationships, RelationshipChange, Refusal>(settings, {
    documents,
    id: command.customerId,
    prepare: (state, revision) => {
      if (state !== null) return ok((at) => decideEraseCustomer(state, { ...command, at }));
      if (revision === 'absent') return err(unknownCustomer(command.customerId));
      return isOperator(command.by) ? ok(() => ok([])) : err(notTheOperator('operator-keeps-accounts', command.by));
    },
  });
  return outcome.map(({ changes }) => Object.freeze({ changes: Object.freeze(changes) }));
}
