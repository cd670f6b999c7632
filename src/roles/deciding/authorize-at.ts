import type { Result } from 'neverthrow';
import type { ContradictoryInput } from '../../model/contradictory-input';
import type { CustomerRelationships } from '../../model/customer-relationships';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { malformed, type Decide } from '../../rules/authorize';
import type { Operation } from '../../rules/operations';
import type { DelegationProfile } from '../profiles/profile';
import { answerAt } from './answer-at';
import type { PersonalQuestion } from './person';
import { atMoment } from './at-moment';
import type { RoleDenied, RolePermission } from './role-denied';

/**
 * Decides whether a partner, and a person of it, may do something on a customer's behalf at a moment: as
 * `authorize` does, and besides by the role delegations that are in force then. Role delegations are over at
 * their ends, and extend, whether or not anybody has written that down.
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parsePartner,
 *   parseServiceId,
 * } from 'partner-relationships';
 * import { authorizeAt, partnerCenterGdap } from 'partner-relationships/roles';
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
 *   parseInstant('2026-11-22T09:30:00.000Z'),
 * ]);
 * const decision = parsed.andThen(([partner, serviceId, at]) =>
 *   authorizeAt(
 *     null,
 *     { partner, operation: 'manage-users', serviceId },
 *     at,
 *     partnerCenterGdap,
 *   ),
 * );
 * decision.match(
 *   () => 'allowed',
 *   (error) =>
 *     error.kind === 'rule-violation'
 *       ? error.context.remedies[0]?.action
 *       : error.code,
 * ); // => 'approve-the-role-offer'
 * ```
 * @remarks
 * Answers are made once and shared, and the library indexes a state of its own once for a profile, so a decision costs
 * the same for one role delegation and for two hundred. Role delegations are looked at only under a profile that has
 * roles. Without any, the answer to a question that names no person is that of `authorize`; only who can supply
 * missing admin rights differs where the profile grants roles: then the customer approves an offer. Assignments count
 * as the state has them, also for a moment before it last changed. Rules: those of `authorize`,
 * `admin-rights-cover-administration`, `commercial-operations-need-original-reseller`,
 * `moving-a-subscription-also-needs-admin-rights`, `new-sale-needs-relationship`,
 * `suspended-partner-manages-what-exists` and `closed-partner-may-do-nothing`; and
 * `role-covers-the-operation`, `role-delegations-add-up`, `delegation-ends-on-time`, `extension-moves-the-end`; for a
 * person `agent-role-limits-the-person`, `granular-takes-precedence`, `roles-reach-people-through-groups`.
 * @param state the customer's relationships; null for an unknown customer, which is decided like a customer without
 *   relationships
 * @param question the partner, the operation and what it concerns, as `authorize` takes them, and the person that
 *   would do it, if the answer is to be about one: the person needs besides that an agent role permits the operation
 *   or, for administration, that the partner's admin rights reach the person
 * @param at the moment that the answer is for
 * @returns a {@link RolePermission} with the facts that it rests on. As errors: a {@link RoleDenied} with the rule,
 *   every missing fact and what would lawfully change it; {@link ContradictoryInput} if the subscription is another
 *   customer's; {@link MalformedInput} if the question, the person, the moment or the profile is malformed, or if the
 *   question names something other than what the operation concerns
 */
export function authorizeAt<Asked extends Operation>(
  state: CustomerRelationships | null,
  question: PersonalQuestion<Asked>,
  at: Instant,
  profile: DelegationProfile,
): Result<RolePermission, RoleDenied | MalformedInput | ContradictoryInput> {
  try {
    return decideAuthorizeAt(state, question, at, profile);
  } catch {
    // A getter or a proxy can throw when it is read.
    return malformed('', 'a readable state and question', question);
  }
}

/** The same decision, which can throw if the question is a proxy or has getters. It allocates nothing. */
export const decideAuthorizeAt: Decide<Result<RolePermission, RoleDenied | MalformedInput>> =
  /* @__PURE__ */ atMoment(answerAt);
