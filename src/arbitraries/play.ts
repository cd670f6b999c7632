import type { Result } from 'neverthrow';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { CustomerId } from '../model/identifiers';
import { evolveCustomer } from '../model/evolve-customer';
import type { RelationshipChange } from '../model/relationship-change';
import { decideRelationship, type RelationshipCommandError } from './decide-relationship';
import { lawful } from './lawful';
import type { RelationshipCommand } from './relationship-command';

/** A command and its outcome. */
export interface PlayedCommand<Command extends RelationshipCommand = RelationshipCommand> {
  readonly command: Command;
  /** The relationships of the command's customer before; null if the customer was unknown. */
  readonly before: CustomerRelationships | null;
  readonly decision: Result<readonly RelationshipChange[], RelationshipCommandError>;
  /** The relationships after; the same object as before if the command was refused or changed nothing. */
  readonly after: CustomerRelationships | null;
}

/**
 * Plays commands one after the other with the library's own decisions. A refused command changes nothing. Each customer
 * has its own relationships.
 *
 * @param states the relationships to begin with, one for each known customer; if left out, all customers are unknown
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { situation, play } from 'partner-relationships/arbitraries';
 *
 * fc.assert(
 *   fc.property(situation(), ({ history }) =>
 *     play(history).every(
 *       ({ decision, before, after }) => decision.isOk() || before === after,
 *     ),
 *   ),
 * );
 * ```
 */
export function play<Command extends RelationshipCommand>(
  commands: readonly Command[],
  states: readonly CustomerRelationships[] = [],
): readonly PlayedCommand<Command>[] {
  const current = statesById(states);
  return commands.map((command) => {
    const before = current.get(command.customerId) ?? null;
    const decision = decideRelationship(before, command);
    const after = decision.isErr() ? before : evolved(before, decision.value);
    if (after !== null) current.set(command.customerId, after);
    return { command, before, decision, after };
  });
}

/**
 * The relationships of every customer that is known after {@link play} has played the commands.
 *
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import {
 *   marketplace,
 *   relationshipHistory,
 *   statesAfter,
 * } from 'partner-relationships/arbitraries';
 *
 * const history = marketplace().chain((world) => relationshipHistory(world));
 *
 * // No service has two transacting partners.
 * fc.assert(
 *   fc.property(history, (commands) =>
 *     statesAfter(commands).every(({ delegations }) => {
 *       const held = delegations
 *         .filter(({ transacting }) => transacting)
 *         .map(({ serviceId }) => serviceId);
 *       return new Set(held).size === held.length;
 *     }),
 *   ),
 * );
 * ```
 */
export function statesAfter(
  commands: readonly RelationshipCommand[],
  states: readonly CustomerRelationships[] = [],
): readonly CustomerRelationships[] {
  const current = statesById(states);
  for (const { command, after } of play(commands, states)) {
    if (after !== null) current.set(command.customerId, after);
  }
  return [...current.values()];
}

function evolved(
  state: CustomerRelationships | null,
  changes: readonly RelationshipChange[],
): CustomerRelationships | null {
  return changes.reduce((before, change) => lawful(evolveCustomer(before, change)), state);
}

function statesById(states: readonly CustomerRelationships[]): Map<CustomerId, CustomerRelationships> {
  return new Map(states.map((state) => [state.customer.id, state]));
}
