import type { Result } from 'neverthrow';
import {
  decideRemoveDelegations,
  removeDelegationsFields,
  type RemoveDelegations,
  type RemoveDelegationsError,
} from '../customers/remove-delegations';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodeCustomerId, type CustomerId, type PartnerId, type ServiceId } from '../model/identifiers';
import { carryOutOnKnownCustomer } from './carry-out-on-customer';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor } from './unchecked';
import type { UnknownCustomer } from './unknown';

/** Admin rights to remove. */
export interface RemoveDelegationsInput {
  readonly customerId: Unchecked<CustomerId>;
  /** One partner, or all of them. */
  readonly from: Unchecked<PartnerId> | 'all';
  /** Some services, or all of them; an empty list is none. */
  readonly services: readonly Unchecked<ServiceId>[] | 'all';
  /** Why the operator removes them, for the history: 1 to 256 characters on one line. Left out by a customer. */
  readonly reason?: string | undefined;
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<RemoveDelegations, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a removal',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, removeDelegationsFields),
);

export function removeDelegations(
  settings: Settings,
  input: RemoveDelegationsInput,
): Promise<Result<RelationshipOutcome, RemoveDelegationsError | UnknownCustomer | CommandStorageError>> {
  return carryOutOnKnownCustomer(settings, decodeInput(input), decideRemoveDelegations);
}
