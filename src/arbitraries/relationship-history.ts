import fc from 'fast-check';
import type { Instant } from '../model/instant';
import type { Marketplace } from './marketplace';
import type { CustomerChoice } from './occasion';
import { anyCommand, type RelationshipCommand } from './relationship-command';

/** How long a history is, and whose. */
export interface RelationshipHistoryConstraints extends CustomerChoice {
  /** None, when left out. */
  readonly minLength?: number | undefined;
  /** 15, when left out. */
  readonly maxLength?: number | undefined;
}

/**
 * Commands within a marketplace as {@link relationshipCommand} makes them, one after the other: each at the instant of
 * the one before or later.
 *
 * @param constraints whose relationships they are about, those of any of the marketplace's customers when left out; and
 *   how many they are
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
 * // Only an ending ends a relationship.
 * fc.assert(
 *   fc.property(history, (commands) =>
 *     play(commands).every(
 *       ({ command, before, after }) =>
 *         command.kind === 'end-relationship' ||
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
  return commands.map((command, index) => at(instants[index] ?? command.command.at, command));
}

function at(instant: Instant, command: RelationshipCommand): RelationshipCommand {
  switch (command.kind) {
    case 'accept-request':
      return { ...command, command: { ...command.command, at: instant } };
    case 'add-customer':
      return { ...command, command: { ...command.command, at: instant } };
    case 'remove-delegations':
      return { ...command, command: { ...command.command, at: instant } };
    case 'relinquish-delegations':
      return { ...command, command: { ...command.command, at: instant } };
    case 'end-relationship':
      return { ...command, command: { ...command.command, at: instant } };
  }
}
