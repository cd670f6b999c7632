import type { Result } from 'neverthrow';
import type { CustomerRelationships } from '../../model/customer-relationships';
import type { CustomerId, OfferId } from '../../model/identifiers';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import type { RelationshipChange } from '../../model/relationship-change';
import type { RoleDelegation } from '../../model/role-delegation';
import { carryOutOnKnownCustomer } from '../../service/carry-out-on-customer';
import type { CommandStorageError } from '../../service/command-storage-error';
import type { RelationshipOutcome } from '../../service/relationship-outcome';
import type { UnknownCustomer } from '../../service/unknown';
import type { RoleSettings } from './options';

/** What a command has done to a role delegation. */
export interface RoleDelegationOutcome extends RelationshipOutcome {
  /** The delegation after it; null once it is over. */
  readonly delegation: RoleDelegation | null;
}

interface OnDelegation {
  readonly customerId: CustomerId;
  readonly offerId: OfferId;
}

/** Carries out a command on a role delegation of a customer that has to be known. */
export async function carryOutOnDelegation<Command extends OnDelegation, Refusal>(
  settings: RoleSettings,
  input: Result<Command, MalformedInput>,
  decide: (
    state: CustomerRelationships,
    command: Command & { readonly at: Instant },
  ) => Result<readonly RelationshipChange[], Refusal>,
): Promise<Result<RoleDelegationOutcome, Refusal | MalformedInput | UnknownCustomer | CommandStorageError>> {
  const outcome = await carryOutOnKnownCustomer(settings, input, decide);
  const offerId = input.map((command) => command.offerId).unwrapOr(null);
  return outcome.map((done) => {
    const delegation = done.relationships.roleDelegations?.find(({ id }) => id === offerId) ?? null;
    return Object.freeze({ ...done, delegation });
  });
}
