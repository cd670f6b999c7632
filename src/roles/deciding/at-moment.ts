import type { Result } from 'neverthrow';
import { isObject } from '../../model/decode';
import type { Instant } from '../../model/instant';
import type { MalformedInput } from '../../model/malformed-input';
import { deciding, malformed, type Decide } from '../../rules/authorize';
import { roleAnswersTo, type RoleAnswers } from './role-answers';
import { roleHoldingsOf, type RoleHolding, type RoleHoldings } from './role-holdings';

/**
 * Gives the answer at a moment, once all of a question is read.
 *
 * @param agentRoles those of the person, as `groups` are; null if the question names nobody
 */
export type AnsweringAt<Answer> = (
  answers: RoleAnswers,
  facts: number,
  circumstances: number,
  holdings: RoleHoldings,
  holding: RoleHolding | undefined,
  serviceId: string,
  agentRoles: readonly unknown[] | null,
  groups: readonly unknown[],
  at: Instant,
) => Answer;

/** Decides at a moment: reads what the question has besides, the person and the moment. */
export function atMoment<Answer>(answer: AnsweringAt<Answer>): Decide<Answer | Result<never, MalformedInput>> {
  return deciding<RoleAnswers, RoleHolding, RoleHoldings, Answer | Result<never, MalformedInput>>(
    roleAnswersTo,
    roleHoldingsOf,
    (answers, facts, circumstances, holdings, holding, serviceId, { person }, at) => {
      let agentRoles: readonly unknown[] | null = null;
      let groups: readonly unknown[] = NONE;
      if (person !== undefined) {
        if (!isObject(person)) return malformed('person', 'a person', person);
        const { agentRoles: given, groups: joined } = person;
        if (!Array.isArray(given)) return malformed('person.agentRoles', 'an array of agent roles', given);
        if (!Array.isArray(joined)) return malformed('person.groups', 'an array of group ids', joined);
        agentRoles = given;
        groups = joined;
      }
      if (!isMoment(at)) return malformed('at', 'an instant (ISO 8601 in UTC with milliseconds)', at);
      return answer(answers, facts, circumstances, holdings, holding, serviceId, agentRoles, groups, at);
    },
  );
}

const NONE: readonly unknown[] = /* @__PURE__ */ Object.freeze([]);

/** Whether a value has the form of an instant, so that text order is order in time. It allocates nothing. */
function isMoment(at: unknown): at is Instant {
  return (
    typeof at === 'string' &&
    at.length === 24 &&
    at.charCodeAt(4) === DASH &&
    at.charCodeAt(7) === DASH &&
    at.charCodeAt(10) === T &&
    at.charCodeAt(19) === POINT &&
    at.charCodeAt(23) === Z
  );
}

const DASH = 45;
const POINT = 46;
const T = 84;
const Z = 90;
