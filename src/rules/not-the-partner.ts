import type { Actor } from '../model/actor';
import type { PartnerId } from '../model/identifiers';
import { isOperator } from './not-the-operator';
import type { RuleName } from './rule-name';
import { violation, type RuleViolation } from './rule-violation';

/** Only the partner itself may do this, or the operator, where the rule allows it to. */
export type NotThePartner<Rule extends RuleName> = RuleViolation<'not-the-partner', Rule, { readonly by: Actor }>;

/** The violation of `rule` if somebody other than this partner acts; null if the partner does. */
export function unlessPartner<Rule extends RuleName>(
  rule: Rule,
  partnerId: PartnerId,
  by: Actor,
): NotThePartner<Rule> | null {
  if (by.kind === 'partner' && by.partnerId === partnerId) return null;
  return violation(rule, 'not-the-partner', `only the partner "${partnerId}" itself may do this`, { by });
}

/** The same for what the operator may do as well. */
export function unlessPartnerOrOperator<Rule extends RuleName>(
  rule: Rule,
  partnerId: PartnerId,
  by: Actor,
): NotThePartner<Rule> | null {
  if (isOperator(by) || unlessPartner(rule, partnerId, by) === null) return null;
  const message = `only the partner "${partnerId}" itself or the operator may do this`;
  return violation(rule, 'not-the-partner', message, { by });
}
