import fc from 'fast-check';
import type { ImportCustomer } from '../customers/import-customer';
import type { Instant } from '../model/instant';
import type { Marketplace } from './marketplace';
import type { CustomerChoice } from './occasion';
import { anyCommand, type RelationshipCommand } from './relationship-command';

/** The length of a history, and its customer. */
export interface RelationshipHistoryConstraints extends CustomerChoice {
  /** If left out, 0. */
  readonly minLength?: number | undefined;
  /** If left out, 15. */
  readonly maxLength?: number | undefined;
}

/**
 * Commands within a marketplace as {@link relationshipCommand} makes them, in order of time. Several may have the same
 * instant.
 *
 * @param constraints the customer in question, any customer of the marketplace if left out; and the number of commands
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import {
 *   marketplace,
 *   play,
 *   relationshipHistory,
 * } from 'partner-relationships/arbitraries';
 *
 * const history = marketplace().chain((world) =>
 *   relationshipHistory(world, { maxLength: 10 }),
 * );
 *
 * // Relationships end by an ending, or with the account of the partner.
 * const ends = ['end-relationship', 'clear-closed-partner'];
 * fc.assert(
 *   fc.property(history, (commands) =>
 *     play(commands).every(
 *       ({ command, before, after }) =>
 *         ends.includes(command.kind) ||
 *         (before?.relationships ?? []).every((kept) =>
 *           after?.relationships.includes(kept),
 *         ),
 *     ),
 *   ),
 * );
 * ```
 */
export function relationshipHistory(
  marketplace: Marketplace,
  constraints: RelationshipHistoryConstraints = {},
): fc.Arbitrary<readonly RelationshipCommand[]> {
  const { minLength = 0, maxLength = 15 } = constraints;
  return fc
    .array(anyCommand(), { minLength, maxLength, size: 'max' })
    .map((drawn) => inOrder(drawn.map((resolve) => resolve(marketplace, constraints))));
}

/** The same commands at the same instants, the earliest first. */
export function inOrder(commands: readonly RelationshipCommand[]): readonly RelationshipCommand[] {
  const instants = commands.map(({ command }) => command.at).sort();
  return commands.map((command, index) => atInstant(instants[index] ?? command.command.at, command));
}

/** The same command at another instant. */
export function atInstant(instant: Instant, command: RelationshipCommand): RelationshipCommand {
  switch (command.kind) {
    case 'accept-request':
      return { ...command, command: { ...command.command, at: instant } };
    case 'add-customer':
      return { ...command, command: { ...command.command, at: instant } };
    case 'import-customer':
      return { ...command, command: importedAt(instant, command.command) };
    case 'rename-customer':
      return { ...command, command: { ...command.command, at: instant } };
    case 'remove-delegations':
      return { ...command, command: { ...command.command, at: instant } };
    case 'relinquish-delegations':
      return { ...command, command: { ...command.command, at: instant } };
    case 'end-relationship':
      return { ...command, command: { ...command.command, at: instant } };
    case 'clear-closed-partner':
      return { ...command, command: { ...command.command, at: instant } };
  }
}

/** Dates that were not in the future are not in the future then either. */
function importedAt(at: Instant, command: ImportCustomer): ImportCustomer {
  const moved = (date: Instant): Instant => (date <= command.at && date > at ? at : date);
  return {
    ...command,
    relationships: command.relationships.map((one) => ({ ...one, establishedAt: moved(one.establishedAt) })),
    delegations: command.delegations.map((one) => ({ ...one, grantedAt: moved(one.grantedAt) })),
    at,
  };
}
