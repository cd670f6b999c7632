import { ok, type Result } from 'neverthrow';
import type { CustomerRelationships } from '../../model/customer-relationships';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import type { Decide } from '../../rules/authorize';
import type { Operation } from '../../rules/operations';
import type { DelegationProfile } from '../profiles/profile';
import { answerAt } from './answer-at';
import type { PersonalQuestion } from './person';
import { atMoment } from './at-moment';
import type { RoleAnswers } from './role-answers';
import type { RoleDenied, RolePermission } from './role-denied';
import type { RoleHolding, RoleHoldings } from './role-holdings';

/**
 * When the answer of {@link authorizeAt} to this very question changes next, if nobody does anything: the earliest
 * moment after `at` with another answer, which can also be another reason, or another remedy. A no can become a yes:
 * when a narrow role delegation ends, it hides a wide service delegation no longer (`granular-takes-precedence`).
 *
 * @example
 * ```ts
 * import {
 *   parseInstant,
 *   parsePartner,
 *   parseServiceId,
 * } from 'partner-relationships';
 * import { nextChangeAt, partnerCenterGdap } from 'partner-relationships/roles';
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
 * parsed
 *   .map(([partner, serviceId, at]) =>
 *     nextChangeAt(
 *       null,
 *       { partner, operation: 'manage-users', serviceId },
 *       at,
 *       partnerCenterGdap,
 *     ),
 *   )
 *   .unwrapOr(null); // => null
 * ```
 * @remarks
 * Only the ends of role delegations with the extension off change answers, and their beginnings, for a moment before
 * them; one that extends has no end to wait for. Standing, agent roles and groups are taken as the question has them.
 * @returns the moment, which is after `at`; null if the answer stays as it is, and if there is none, as something is
 *   malformed or contradictory
 */
export function nextChangeAt<Asked extends Operation>(
  state: CustomerRelationships | null,
  question: PersonalQuestion<Asked>,
  at: Instant,
  profile: DelegationProfile,
): Instant | null {
  try {
    return decideNextChangeAt(state, question, at, profile).unwrapOr(null);
  } catch {
    // A getter or a proxy can throw when it is read.
    return null;
  }
}

/** The same, which can throw if the question is a proxy or has getters. */
export const decideNextChangeAt: Decide<Result<Instant | null, MalformedInput>> = /* @__PURE__ */ atMoment(changeAfter);

// See `AnsweringAt` for what it takes.
function changeAfter(
  answers: RoleAnswers,
  facts: number,
  circumstances: number,
  holdings: RoleHoldings,
  holding: RoleHolding | undefined,
  serviceId: string,
  agentRoles: readonly unknown[] | null,
  groups: readonly unknown[],
  at: Instant,
): Result<Instant | null, never> {
  const answerThen = (moment: Instant): Result<RolePermission, RoleDenied> =>
    answerAt(answers, facts, circumstances, holdings, holding, serviceId, agentRoles, groups, moment);
  // Equal answers are one object.
  const answer = answerThen(at);
  const { boundaries = [] } = holding ?? {};
  return ok(boundaries.find((moment) => moment > at && answerThen(moment) !== answer) ?? null);
}
