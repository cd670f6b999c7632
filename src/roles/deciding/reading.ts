import { err, type Result } from 'neverthrow';
import { isObject } from '../../model/decode';
import { isInstant, type Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { malformed, type Conclude } from '../../rules/authorize';
import type { RoleAnswers } from './role-answers';
import { roleHoldingsOf, type RoleHoldings } from './role-holdings';

/**
 * What comes after reading a question at a moment, when the facts are known that service delegations establish.
 *
 * @param agentRoles those of the person, as `groups` are; null if the question names nobody
 */
export type Answering<Answer> = (
  answers: RoleAnswers,
  facts: number,
  circumstances: number,
  roles: RoleHoldings,
  partnerId: string,
  serviceId: string,
  agentRoles: readonly unknown[] | null,
  groups: readonly unknown[],
  at: Instant,
) => Answer;

/** Reads what a question at a moment has besides: the person, the moment and the profile. */
export function reading<Answer>(
  answer: Answering<Answer>,
): Conclude<RoleAnswers, unknown, unknown, Answer | Result<never, MalformedInput>> {
  return (answers, facts, circumstances, holdings, partnerId, serviceId, state, question, at, profile) => {
    let agentRoles: readonly unknown[] | null = null;
    let groups: readonly unknown[] = NONE;
    const { person } = question;
    if (person !== undefined) {
      if (!isObject(person)) return malformed('person', 'a person', person);
      const { agentRoles: given, groups: joined } = person;
      if (!Array.isArray(given)) return malformed('person.agentRoles', 'an array of agent roles', given);
      if (!Array.isArray(joined)) return malformed('person.groups', 'an array of group ids', joined);
      agentRoles = given;
      groups = joined;
    }
    if (typeof at !== 'string' || !isInstant(at)) return malformed('at', 'an instant', at);
    const roles = roleHoldingsOf(holdings, state, profile);
    if (roles.isErr()) return err(roles.error);
    return answer(answers, facts, circumstances, roles.value, partnerId, serviceId, agentRoles, groups, at);
  };
}

const NONE: readonly unknown[] = /* @__PURE__ */ Object.freeze([]);
