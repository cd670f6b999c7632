import fc from 'fast-check';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { AuthorizationQuestion } from '../rules/authorize';
import { anyQuestion } from './authorization-question';
import { certain } from './lawful';
import { marketplace, type Marketplace, type MarketplaceConstraints } from './marketplace';
import { statesAfter } from './play';
import { anyCommand, founding, type RelationshipCommand } from './relationship-command';
import { inOrder } from './relationship-history';

/** Where one customer of a marketplace stands, how it came there, and what may come next. */
export interface Situation {
  readonly marketplace: Marketplace;
  /** What was tried about the customer's relationships, in order; some of it may have been refused. */
  readonly history: readonly RelationshipCommand[];
  /** What the history led to. */
  readonly state: CustomerRelationships;
  /** A command about the same customer, not earlier than the history. */
  readonly next: RelationshipCommand;
  /** A question about the same customer. */
  readonly question: AuthorizationQuestion;
}

/**
 * Situations: a marketplace, a history of its first customer, the relationships that the library's own decisions made
 * of it, and what somebody wants next. Everything in it fits together, and every part shrinks by itself, which is why a
 * property is better off with one situation than with chained generators.
 *
 * @param constraints how many of each the marketplace has
 * @example
 * ```ts
 * import fc from 'fast-check';
 * import { authorize } from 'partner-relationships';
 * import { situation } from 'partner-relationships/arbitraries';
 *
 * fc.assert(
 *   fc.property(situation(), ({ state, question }) => {
 *     const answer = authorize(state, question);
 *     return answer.isOk() || answer.error.kind === 'rule-violation';
 *   }),
 * );
 * ```
 */
export function situation(constraints: MarketplaceConstraints = {}): fc.Arbitrary<Situation> {
  return fc
    .record({
      marketplace: marketplace(constraints),
      founding: founding(),
      history: fc.array(anyCommand(), { maxLength: 15, size: 'max' }),
      next: anyCommand(),
      question: anyQuestion(),
    })
    .map(({ marketplace: world, ...drawn }) => {
      const customerId = certain(world.customers[0]).id;
      const commands = inOrder(
        [drawn.founding, ...drawn.history, drawn.next].map((resolve) => resolve(world, { customerId })),
      );
      const history = commands.slice(0, -1);
      return {
        marketplace: world,
        history,
        state: certain(statesAfter(history)[0]),
        next: certain(commands.at(-1)),
        question: drawn.question(world, { customerId }),
      };
    });
}
