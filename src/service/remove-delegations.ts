import {
  decideRemoveDelegations,
  removeDelegationsFields,
  type RemoveDelegationsError,
} from '../customers/remove-delegations';
import type { Unchecked } from '../model/brand';
import type { CustomerId, PartnerId, ServiceId } from '../model/identifiers';
import { commandOnCustomer, relationshipOutcome, type CommandOnCustomer } from './carry-out-on-customer';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor } from './unchecked';

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

export const removeDelegations: CommandOnCustomer<RemoveDelegationsInput, RelationshipOutcome, RemoveDelegationsError> =
  /* @__PURE__ */ commandOnCustomer('a removal', removeDelegationsFields, decideRemoveDelegations, relationshipOutcome);
