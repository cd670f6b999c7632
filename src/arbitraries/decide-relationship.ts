import type { Result } from 'neverthrow';
import { decodeCustomerRelationships, type CustomerRelationships } from '../model/customer-relationships';
import { within, type MalformedInput } from '../model/malformed-input';
import { acceptRequest, type AcceptRequestError } from '../customers/accept-request';
import { addCustomer, type AddCustomerError } from '../customers/add-customer';
import { clearClosedPartner, type ClearClosedPartnerError } from '../customers/clear-closed-partner';
import { endRelationship, type EndRelationshipError } from '../customers/end-relationship';
import { importCustomer, type ImportCustomerError } from '../customers/import-customer';
import type { RelationshipChange } from '../model/relationship-change';
import { relinquishDelegations, type RelinquishDelegationsError } from '../customers/relinquish-delegations';
import { removeDelegations, type RemoveDelegationsError } from '../customers/remove-delegations';
import { renameCustomer, type RenameCustomerError } from '../customers/rename-customer';
import type { RelationshipCommand } from './relationship-command';

/** The errors with which a command can be refused. */
export type RelationshipCommandError =
  | AcceptRequestError
  | AddCustomerError
  | ImportCustomerError
  | RenameCustomerError
  | RemoveDelegationsError
  | RelinquishDelegationsError
  | EndRelationshipError
  | ClearClosedPartnerError;

/**
 * Decides a command with the function of the library that its kind names.
 *
 * @param state the relationships of the command's customer; null if the customer is unknown. An unknown customer has no
 *   name to change and nothing to remove: the error is {@link MalformedInput} with the path `state`
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
 * // A customer becomes known in three ways.
 * const ways = ['accept-request', 'add-customer', 'import-customer'];
 * fc.assert(
 *   fc.property(
 *     command,
 *     (first) =>
 *       decideRelationship(null, first).isErr() || ways.includes(first.kind),
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
    case 'import-customer':
      return importCustomer(state, command.command);
    case 'rename-customer':
      return known(state).andThen((relationships) => renameCustomer(relationships, command.command));
    case 'remove-delegations':
      return known(state).andThen((relationships) => removeDelegations(relationships, command.command));
    case 'relinquish-delegations':
      return known(state).andThen((relationships) => relinquishDelegations(relationships, command.command));
    case 'end-relationship':
      return known(state).andThen((relationships) => endRelationship(relationships, command.command));
    case 'clear-closed-partner':
      return known(state).andThen((relationships) => clearClosedPartner(relationships, command.command));
  }
}

function known(state: CustomerRelationships | null): Result<CustomerRelationships, MalformedInput> {
  return decodeCustomerRelationships(state).mapErr((error) => within('state', error));
}
