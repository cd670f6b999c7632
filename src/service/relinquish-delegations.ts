import {
  decideRelinquishDelegations,
  relinquishDelegationsFields,
  type RelinquishDelegationsError,
} from '../customers/relinquish-delegations';
import type { Unchecked } from '../model/brand';
import type { CustomerId, PartnerId, ServiceId } from '../model/identifiers';
import { commandOnCustomer, relationshipOutcome, type CommandOnCustomer } from './carry-out-on-customer';
import type { RelationshipOutcome } from './relationship-outcome';
import type { UncheckedActor } from './unchecked';

/** Admin rights that a partner gives up. */
export interface RelinquishDelegationsInput {
  readonly customerId: Unchecked<CustomerId>;
  readonly partnerId: Unchecked<PartnerId>;
  /** Some services, or all of them; an empty list is none. */
  readonly services: readonly Unchecked<ServiceId>[] | 'all';
  readonly by: UncheckedActor;
}

export const relinquishDelegations: CommandOnCustomer<RelinquishDelegationsInput, RelationshipOutcome, RelinquishDelegationsError> =
  /* @__PURE__ */ commandOnCustomer('a relinquishment', relinquishDelegationsFields, decideRelinquishDelegations, relationshipOutcome);
