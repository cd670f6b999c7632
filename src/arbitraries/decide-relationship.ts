import type { Result } from 'neverthrow';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { within, type MalformedInput } from '../model/malformed-input';
import { acceptRequest, type AcceptRequestError } from '../customers/accept-request';
import { addCustomer, type AddCustomerError } from '../customers/add-customer';
import { endRelationship, type EndRelationshipError } from '../customers/end-relationship';
import type { RelationshipChange } from '../model/relationship-change';
import { relinquishDelegations, type RelinquishDelegationsError } from '../customers/relinquish-delegations';
import { removeDelegations, type RemoveDelegationsError } from '../customers/remove-delegations';
import type { RelationshipCommand } from './relationship-command';

/** The errors with which a command can be refused. */
export type RelationshipCommandError =
  | AcceptRequestError
  | AddCustomerError
  | RemoveDelegationsError
  | RelinquishDelegationsError
  | EndRelationshipError;

/**
 * Decides a command with the function of the library that its kind names.
 *
 * @param state the relationships of the command's customer; null if the customer is unknown. Nothing can be removed
 *   from an unknown customer: the error is {@link MalformedInput} with the path `state`
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import {
 *   decideRelationship,
 *   marketplace,
 *   relationshipCommand,
 * } from 'partner-relationships/arbitraries';
 *
 * const command = marketplace().chain((world) => relationshipCommand(world));
 *
 * // A customer becomes known by accepting a request or by being added.
 * fc.assert(
 *   fc.property(
 *     command,
 *     (first) =>
 *       decideRelationship(null, first).isErr() ||
 *       first.kind === 'accept-request' ||
 *       first.kind === 'add-customer',
 *   ),
 * );
 * ```
 */
export function decideRelationship(
  state: CustomerRelationships | null,
  command: RelationshipCommand,
): Result<readonly RelationshipChange[], RelationshipCommandError> {
  switch (command.kind) {
    case 'accept-request':
      return acceptRequest(state, command.command);
    case 'add-customer':
      return addCustomer(state, command.command);
    case 'remove-delegations':
      return known(state).andThen((relationships) => removeDelegations(relationships, command.command));
    case 'relinquish-delegations':
      return known(state).andThen((relationships) => relinquishDelegations(relationships, command.command));
    case 'end-relationship':
      return known(state).andThen((relationships) => endRelationship(relationships, command.command));
  }
}

function known(state: CustomerRelationships | null): Result<CustomerRelationships, MalformedInput> {
  return decodeCustomerRelationships(state).mapErr((error) => within('state', error));
}
