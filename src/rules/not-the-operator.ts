import type { Actor, OperatorActor } from '../model/actor';
import type { RuleName } from './rule-name';
import { violation, type RuleViolation } from './rule-violation';

/** Only the operator of the marketplace may do this. */
export type NotTheOperator<Rule extends RuleName> = RuleViolation<'not-the-operator', Rule, { readonly by: Actor }>;

export function isOperator(by: Actor): by is OperatorActor {
  return by.kind === 'operator';
}

/** The violation of `rule`, for somebody other than the operator. */
export function notTheOperator<Rule extends RuleName>(rule: Rule, by: Actor): NotTheOperator<Rule> {
  return violation(rule, 'not-the-operator', 'only the operator of the marketplace may do this', { by });
}
