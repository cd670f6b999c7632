import type { Result } from 'neverthrow';
import type { Instant } from '../../model/instant';
import { ADMIN_RIGHTS } from '../../rules/answers';
import {
  AGENT_ROLE_IS_MISSING,
  ASSIGNING_BEFORE_AGENT_ROLE,
  ASSIGNING_PRECEDES,
  NOBODY,
  OFFERING_BEFORE_AGENT_ROLE,
  OFFERING_PRECEDES,
  PARTNER_HAS_NO_RIGHTS,
  PERSON_MAY,
  roleAnswerTo,
  ROLE_IS_NOT_ASSIGNED,
  type RoleAnswers,
} from './role-answers';
import type { RoleDenied, RolePermission } from './role-denied';
import { EVERY, type Coverage, type RoleHolding, type RoleHoldings } from './role-holdings';
import { isIn } from './spans';

/** The answer at a moment, once the question is read. See `AnsweringAt` for what it takes. */
export function answerAt(
  answers: RoleAnswers,
  facts: number,
  circumstances: number,
  { byRoles, permitting }: RoleHoldings,
  holding: RoleHolding | undefined,
  serviceId: string,
  agentRoles: readonly unknown[] | null,
  groups: readonly unknown[],
  at: Instant,
): Result<RolePermission, RoleDenied> {
  const { place, needs, personal } = answers;
  const byService = (facts & ADMIN_RIGHTS) !== 0;
  if (agentRoles === null || personal === 'person-permitted') {
    const hasRights = byService || ((needs & ADMIN_RIGHTS) !== 0 && holds(holding, place, serviceId, at));
    const known = hasRights ? facts | ADMIN_RIGHTS : facts;
    if (agentRoles === null) return roleAnswerTo(answers, known, circumstances, byRoles | NOBODY);
    const person = isAny(agentRoles, permitting[place]) ? PERSON_MAY : AGENT_ROLE_IS_MISSING;
    return roleAnswerTo(answers, known, circumstances, byRoles | person);
  }

  // Administration by a person. A role that reaches it is one that the partner holds.
  let isAssigned = false;
  if (holding !== undefined) {
    // By index, here and below: an iterator costs as much as a look-up.
    for (let index = groups.length - 1; index >= 0; index -= 1) {
      const assigned = holding.byGroup.get(groups[index]);
      if (assigned === undefined) continue;
      if (covers(assigned.coverage, place, serviceId, at)) {
        return roleAnswerTo(answers, facts | ADMIN_RIGHTS, circumstances, byRoles | PERSON_MAY);
      }
      isAssigned ||= byService && isIn(assigned.anything, at);
    }
  }
  const isAgent = isAny(agentRoles, permitting[place]);
  if (byService && !isAssigned) {
    return roleAnswerTo(answers, facts, circumstances, byRoles | (isAgent ? PERSON_MAY : AGENT_ROLE_IS_MISSING));
  }
  const byRole = holds(holding, place, serviceId, at);
  const known = byRole ? facts | ADMIN_RIGHTS : facts;
  return roleAnswerTo(answers, known, circumstances, byRoles | obstacle(byRoles, byService, byRole, isAgent));
}

/**
 * Why admin rights do not reach a person, in the order of the rules, and what would change that.
 *
 * @param byService whether service delegations would give them to agents, were it not for what the person is assigned
 */
function obstacle(byRoles: number, byService: boolean, byRole: boolean, isAgent: boolean): number {
  if (byService && isAgent) return byRole ? ASSIGNING_PRECEDES : OFFERING_PRECEDES;
  if (byService) return byRole ? ASSIGNING_BEFORE_AGENT_ROLE : OFFERING_BEFORE_AGENT_ROLE;
  if (byRoles !== 0) return ROLE_IS_NOT_ASSIGNED;
  return isAgent ? PARTNER_HAS_NO_RIGHTS : AGENT_ROLE_IS_MISSING;
}

/** Whether the partner has a role that covers the operation. */
function holds(holding: RoleHolding | undefined, place: number, serviceId: string, at: Instant): boolean {
  return holding !== undefined && covers(holding.coverage, place, serviceId, at);
}

function covers(coverage: Coverage, place: number, serviceId: string, at: Instant): boolean {
  const byService = coverage[place];
  const spans = byService?.get(serviceId) ?? byService?.get(EVERY);
  return spans !== undefined && isIn(spans, at);
}

function isAny(values: readonly unknown[], of: ReadonlySet<unknown> | undefined): boolean {
  for (let index = values.length - 1; index >= 0; index -= 1) if (of?.has(values[index]) === true) return true;
  return false;
}
