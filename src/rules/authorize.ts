import { err, type Result } from 'neverthrow';
import { anotherCustomer } from '../model/another-customer';
import type { CustomerRelationships } from '../model/customer-relationships';
import { isObject } from '../model/decode';
import type { ContradictoryInput } from '../model/contradictory-input';
import { malformedInput, type MalformedInput } from '../model/malformed-input';
import {
  ACTIVE_STANDING,
  ADMIN_RIGHTS,
  answersTo,
  answerTo,
  type Answers,
  BOUGHT_DIRECTLY,
  INDIRECT_RESELLER,
  OPEN_ACCOUNT,
  ORIGINAL_RESELLER,
  RELATIONSHIP_IN_FORCE,
  TRANSACTING_PROGRAM,
} from './answers';
import type { QuestionAbout } from './authorization-question';
import { holdingsOf, type Holding, type Holdings } from './holdings';
import type { OperationDenied } from './operation-denied';
import type { Permission } from './permission';
import type { Operation } from './operations';

/**
 * Decides whether a partner may do something on a customer's behalf, by the decision table {@link operations}: it may
 * exactly if every fact that the operation needs holds.
 *
 * @example
 * ```ts
 * import { authorize, parsePartner, parseServiceId } from 'partner-relationships';
 * import { Result } from 'neverthrow';
 *
 * const parsed = Result.combine([
 *   parsePartner({
 *     id: 'contoso',
 *     name: 'Contoso',
 *     program: 'direct-bill',
 *     standing: 'active',
 *   }),
 *   parseServiceId('exchange-online'),
 * ]);
 * const decision = parsed.andThen(([partner, serviceId]) =>
 *   authorize(null, { partner, operation: 'manage-users', serviceId }),
 * );
 * decision.match(
 *   () => 'allowed',
 *   (error) => error.code,
 * ); // => 'operation-denied'
 * ```
 * @remarks
 * Answers are made once and shared, and the library indexes a state of its own once, so a decision costs the same for
 * one partner and for five hundred. Of a subscription it looks at the customer, the service and the original
 * reseller, not at the status: your application makes sure that a cancelled subscription gets no more seats. Rules:
 * `admin-rights-cover-administration`, `commercial-operations-need-original-reseller`,
 * `moving-a-subscription-also-needs-admin-rights`, `new-sale-needs-relationship`,
 * `suspended-partner-manages-what-exists`, `closed-partner-may-do-nothing`.
 * @param state the customer's relationships; null for an unknown customer, which is decided like a customer without
 *   relationships
 * @param question the partner, the operation, and what it concerns: an administration operation names a service or a
 *   subscription for it, a commercial one the subscription, a sale the service
 * @returns a {@link Permission} with the facts that it rests on. As errors: an {@link OperationDenied} with the rule,
 *   every missing fact and what would lawfully change it; {@link ContradictoryInput} if the subscription is another
 *   customer's; {@link MalformedInput} if the question is malformed or names something other than what the operation
 *   concerns
 */
export function authorize<Asked extends Operation>(
  state: CustomerRelationships | null,
  question: QuestionAbout<Asked>,
): Result<Permission, OperationDenied | MalformedInput | ContradictoryInput> {
  try {
    return decideAuthorize(state, question);
  } catch {
    // A getter or a proxy can throw when it is read.
    return malformed('', 'a readable state and question', question);
  }
}

/** Gives the answer, once a question is read and the facts are known that service delegations establish. */
export type Answering<Known, Found, Held, Answer> = (
  answers: Known,
  facts: number,
  circumstances: number,
  holdings: Found,
  holding: Held | undefined,
  serviceId: string,
  question: Readonly<Record<string, unknown>>,
  at: unknown,
) => Answer;

export type Decide<Answer> = (
  state: CustomerRelationships | null,
  question: unknown,
  at?: unknown,
  profile?: unknown,
) => Answer | Result<never, MalformedInput | ContradictoryInput>;

/**
 * A function that decides. It can throw if the question is a proxy or has getters. Unlike other decisions it checks
 * what it reads, and only that, so that it allocates nothing: `at` and `profile` are handed on one by one as well. Each
 * way to decide has a function of its own, to be compiled by itself.
 *
 * @param answersTo by operation
 */
export function deciding<Known extends Answers, Held extends Holding, Found extends Holdings<Held>, Answer>(
  answersTo: ReadonlyMap<unknown, Known>,
  holdingsOf: (state: unknown, profile: unknown) => Result<Found, MalformedInput>,
  answer: Answering<Known, Found, Held, Answer>,
): Decide<Answer> {
  return (state, question, at, profile) => {
    if (!isObject(question)) return malformed('', 'an authorization question', question);
    const { operation, partner, subscription, serviceId: namedServiceId } = question;
    const answers = answersTo.get(operation);
    if (answers === undefined) return malformed('operation', 'an operation of the decision table', operation);
    if (!isObject(partner)) return malformed('partner', 'a partner', partner);
    const { id: partnerId, program, standing } = partner;
    if (typeof partnerId !== 'string') return malformed('partner.id', 'a partner id', partnerId);
    let facts = 0;
    let circumstances = 0;
    if (program === 'direct-bill' || program === 'indirect-provider') facts |= TRANSACTING_PROGRAM;
    else if (program === 'indirect-reseller') circumstances |= INDIRECT_RESELLER;
    else if (program !== 'advisor') return malformed('partner.program', 'a program', program);
    if (standing === 'active') facts |= OPEN_ACCOUNT | ACTIVE_STANDING;
    else if (standing === 'suspended') facts |= OPEN_ACCOUNT;
    else if (standing !== 'closed') {
      return malformed('partner.standing', '"active", "suspended" or "closed"', standing);
    }
    const holdings = holdingsOf(state, profile);
    if (holdings.isErr()) return err(holdings.error);
    const { customerId, byPartner } = holdings.value;

    const { concerns } = answers.requirement;
    let serviceId = namedServiceId;
    if (concerns === 'subscription' || subscription !== undefined) {
      if (concerns === 'new-sale') return malformed('subscription', 'nothing, as there is none yet', subscription);
      if (!isObject(subscription)) return malformed('subscription', 'a subscription', subscription);
      if (namedServiceId !== undefined) return malformed('serviceId', 'nothing besides a subscription', namedServiceId);
      const { customerId: owner, originalResellerId } = subscription;
      if (typeof owner !== 'string') return malformed('subscription.customerId', 'a customer id', owner);
      if (customerId !== null && owner !== customerId)
        return err(anotherCustomer('subscription.customerId', customerId, owner));
      if (originalResellerId === null) circumstances |= BOUGHT_DIRECTLY;
      else if (originalResellerId === partnerId) facts |= ORIGINAL_RESELLER;
      else if (typeof originalResellerId !== 'string') {
        return malformed('subscription.originalResellerId', 'a partner id or null', originalResellerId);
      }
      serviceId = subscription['serviceId'];
      if (typeof serviceId !== 'string') return malformed('subscription.serviceId', 'a service id', serviceId);
    } else if (typeof serviceId !== 'string') {
      return malformed('serviceId', 'a service id', serviceId);
    }

    const holding = byPartner.get(partnerId);
    if (holding !== undefined) {
      if (holding.related) facts |= RELATIONSHIP_IN_FORCE;
      if ((answers.needs & ADMIN_RIGHTS) !== 0 && holding.services.has(serviceId)) facts |= ADMIN_RIGHTS;
    }
    return answer(answers, facts, circumstances, holdings.value, holding, serviceId, question, at);
  };
}

/** The same decision, which can throw if the question is a proxy or has getters. */
export const decideAuthorize: Decide<Result<Permission, OperationDenied>> = /* @__PURE__ */ deciding(
  answersTo,
  holdingsOf,
  answerTo,
);

export function malformed(path: string, expected: string, received: unknown): Result<never, MalformedInput> {
  return err(malformedInput(expected, received, path));
}
