import {
  decideEndRelationship,
  endRelationshipFields,
  type EndRelationshipError,
} from '../customers/end-relationship';
import type { Unchecked } from '../model/brand';
import type { CustomerId, PartnerId } from '../model/identifiers';
import { commandOnCustomer, relationshipOutcome, type CommandOnCustomer } from './carry-out-on-customer';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor, UncheckedSubscription } from './unchecked';

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

export const endRelationship: CommandOnCustomer<EndRelationshipInput, RelationshipOutcome, EndRelationshipError> =
  /* @__PURE__ */ commandOnCustomer('an end of a relationship', endRelationshipFields, decideEndRelationship, relationshipOutcome);
