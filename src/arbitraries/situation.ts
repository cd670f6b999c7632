import fc from 'fast-check';
import type { CustomerRelationships } from '../model/customer-relationships';
import type { AuthorizationQuestion } from '../rules/authorization-question';
import { anyQuestion } from './authorization-question';
import { certain } from './lawful';
import { beforeClosings, marketplace, type Marketplace, type MarketplaceConstraints } from './marketplace';
import { oneIn } from './one-in';
import { choice } from './pick';
import { statesAfter } from './play';
import { anyCommand, founding, type RelationshipCommand } from './relationship-command';
import { atInstant, inOrder } from './relationship-history';

/** One customer of a marketplace: its history, the state that this led to, and what may come next. */
export interface Situation {
  readonly marketplace: Marketplace;
  /**
   * The commands on the customer's relationships, in order. Some of them may be refused. The first of them were given
   * before the marketplace's closed partners were closed, with the partners as they were then.
   */
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
 * chained generators. A closed partner was open during the first part of the history, so it can still hold something.
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
      isRepeated: oneIn(15),
      history: fc.array(anyCommand(), { maxLength: 15, size: 'max' }),
      early: choice(),
      next: anyCommand(),
      question: anyQuestion(),
    })
    .map(({ marketplace: world, ...drawn }) => {
      const customerId = certain(world.customers[0]).id;
      const foundings = drawn.isRepeated ? [drawn.founding, drawn.founding] : [drawn.founding];
      const early = [...foundings, ...drawn.history.slice(0, drawn.early % (drawn.history.length + 1))];
      const late = [...drawn.history.slice(early.length - foundings.length), drawn.next];
      const before = beforeClosings(world);
      const commands = inOrder([
        ...early.map((resolve) => {
          if (before === null) return resolve(world, { customerId });
          const command = resolve(before.marketplace, { customerId });
          return command.command.at < before.until ? command : atInstant(before.until, command);
        }),
        ...late.map((resolve) => resolve(world, { customerId })),
      ]);
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
