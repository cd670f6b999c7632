import fc from 'fast-check';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { AuthorizationQuestion } from '../rules/authorize';
import { anyQuestion } from './authorization-question';
import { certain } from './lawful';
import { marketplace, type Marketplace, type MarketplaceConstraints } from './marketplace';
import { statesAfter } from './play';
import { anyCommand, founding, type RelationshipCommand } from './relationship-command';
import { inOrder } from './relationship-history';

/** One customer of a marketplace: its history, the state that this led to, and what may come next. */
export interface Situation {
  readonly marketplace: Marketplace;
  /** The commands on the customer's relationships, in order. Some of them may be refused. */
  readonly history: readonly RelationshipCommand[];
  /** The state that the history leads to. */
  readonly state: CustomerRelationships;
  /** A command about the same customer, not earlier than the history. */
  readonly next: RelationshipCommand;
  /** A question about the same customer. */
  readonly question: AuthorizationQuestion;
}

/**
 * Situations: a marketplace, a history of its first customer, the relationships that the library's own decisions lead
 * to, a next command and a question. All parts are consistent, and each shrinks by itself. So prefer a situation to
 * chained generators.
 *
 * @param constraints how many partners, customers, services and subscriptions the marketplace has
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
