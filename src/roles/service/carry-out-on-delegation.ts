import type { Result } from 'neverthrow';
import type { Timed } from '../../model/command-door';
import type { CustomerRelationships } from '../../model/customer-relationships';
import type { Fields } from '../../model/decode';
import type { OfferId } from '../../model/identifiers';
import type { RelationshipChange } from '../../model/relationship-change';
import type { RoleDelegation } from '../../model/role-delegation';
import { commandOnCustomer, relationshipOutcome, type CommandOnCustomer } from '../../service/carry-out-on-customer';
import type { RelationshipOutcome } from '../../service/relationship-outcome';
import { delegationInForce } from '../delegations/in-force';
import type { DelegationProfile } from '../profiles/profile';
import type { RoleSettings } from './options';

/** What a command has done to a role delegation. */
export interface RoleDelegationOutcome extends RelationshipOutcome {
  /** The delegation after it, with its end where time has moved it by then; null once it is over. */
  readonly delegation: RoleDelegation | null;
}

/** A command of a service on a role delegation of a customer that has to be known. */
export type CommandOnDelegation<Input, Refusal> = CommandOnCustomer<
  Input,
  RoleDelegationOutcome,
  Refusal,
  RoleSettings
>;

/** Makes a command of a service on a role delegation, which the profile decides as well. */
export function commandOnDelegation<Own extends { readonly offerId: OfferId }, Refusal>(
  expected: string,
  fields: Fields<Own>,
  decide: (
    state: CustomerRelationships,
    command: Own & Timed,
    profile: DelegationProfile,
  ) => Result<readonly RelationshipChange[], Refusal>,
): CommandOnDelegation<unknown, Refusal> {
  return commandOnCustomer(
    expected,
    fields,
    (state, command, { profile }: RoleSettings) => decide(state, command, profile),
    (left, { offerId }) => {
      // Where nothing changes, nobody has written down what time has done.
      const delegation = delegationInForce(left.state, { offerId, at: left.at });
      return Object.freeze({ ...relationshipOutcome(left), delegation });
    },
  );
}
