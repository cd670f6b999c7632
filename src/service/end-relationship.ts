import type { Result } from 'neverthrow';
import {
  decideEndRelationship,
  endRelationshipFields,
  type EndRelationship,
  type EndRelationshipError,
} from '../customers/end-relationship';
import type { Unchecked } from '../model/brand';
import { joined, object, type Decoder } from '../model/decode';
import { decodeCustomerId, type CustomerId, type PartnerId } from '../model/identifiers';
import { carryOutOnKnownCustomer } from './carry-out-on-customer';
import type { CommandStorageError } from './command-storage-error';
import type { Settings } from './options';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor, UncheckedSubscription } from './unchecked';
import type { UnknownCustomer } from './unknown';

/** A relationship to end. */
export interface EndRelationshipInput {
  readonly customerId: Unchecked<CustomerId>;
  readonly partnerId: Unchecked<PartnerId>;
  /** The reference to the renegotiated agreement, such as a contract number: 1 to 256 characters on one line. */
  readonly agreement: string;
  /**
   * All subscriptions of the customer, at most {@link MAX_SUBSCRIPTIONS_PER_CALL}; those of other sellers make no
   * difference. Your application decides which count as active: if a subscription, a reservation or a software
   * purchase has to be cancelled first, pass it as active until it is.
   */
  readonly subscriptions: readonly UncheckedSubscription[];
  readonly by: UncheckedActor;
}

type CheckedInput = Omit<EndRelationship, 'at'> & { readonly customerId: CustomerId };

const decodeInput: Decoder<CheckedInput> = /* @__PURE__ */ object(
  'an end of a relationship',
  /* @__PURE__ */ joined({ customerId: decodeCustomerId }, endRelationshipFields),
);

export function endRelationship(
  settings: Settings,
  input: EndRelationshipInput,
): Promise<Result<RelationshipOutcome, EndRelationshipError | UnknownCustomer | CommandStorageError>> {
  return carryOutOnKnownCustomer(settings, decodeInput(input), decideEndRelationship);
}
