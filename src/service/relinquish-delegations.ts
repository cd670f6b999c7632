import type { Result } from 'neverthrow';
import {
  decideRelinquishDelegations,
  relinquishDelegationsFields,
  type RelinquishDelegations,
  type RelinquishDelegationsError,
} from '../customers/relinquish-delegations';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodeCustomerId, type CustomerId, type PartnerId, type ServiceId } from '../model/identifiers';
import { carryOutOnKnownCustomer } from './carry-out-on-customer';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor } from './unchecked';
import type { UnknownCustomer } from './unknown';

/** Admin rights that a partner gives up. */
export interface RelinquishDelegationsInput {
  readonly customerId: Unchecked<CustomerId>;
  readonly partnerId: Unchecked<PartnerId>;
  /** Some services, or all of them; an empty list is none. */
  readonly services: readonly Unchecked<ServiceId>[] | 'all';
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<RelinquishDelegations, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'a relinquishment',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, relinquishDelegationsFields),
);

export function relinquishDelegations(
  settings: Settings,
  input: RelinquishDelegationsInput,
): Promise<Result<RelationshipOutcome, RelinquishDelegationsError | UnknownCustomer | CommandStorageError>> {
  return carryOutOnKnownCustomer(settings, decodeInput(input), decideRelinquishDelegations);
}
