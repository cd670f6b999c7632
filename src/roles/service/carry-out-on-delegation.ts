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
import { delegationsInForce } from '../delegations/in-force';
import type { RoleSettings } from './options';

/** What a command has done to a role delegation. */
export interface RoleDelegationOutcome extends RelationshipOutcome {
  /** The delegation after it, with its end where time has moved it by then; null once it is over. */
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
  let moment: Instant | null = null;
  const outcome = await carryOutOnKnownCustomer(settings, input, (state, command) => {
    moment = command.at;
    return decide(state, command);
  });
  const offerId = input.map((command) => command.offerId).unwrapOr(null);
  return outcome.map((done) => {
    // Where nothing changes, nobody has written down what time has done.
    const inForce = moment === null ? [] : delegationsInForce(done.relationships, moment);
    const delegation = inForce.find(({ id }) => id === offerId) ?? null;
    return Object.freeze({ ...done, delegation });
  });
}
