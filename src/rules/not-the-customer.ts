import type { Actor } from '../model/actor';
import type { CustomerId } from '../model/identifiers';
import { isOperator } from './not-the-operator';
import type { RuleName } from './rule-name';
import { violation, type RuleViolation } from './rule-violation';

/** Only the customer itself may do this, or the operator, where the rule allows it to. */
export type NotTheCustomer<Rule extends RuleName> = RuleViolation<'not-the-customer', Rule, { readonly by: Actor }>;

/** The violation of `rule` if somebody other than this customer acts; null if the customer does. */
export function unlessCustomer<Rule extends RuleName>(
  rule: Rule,
  customerId: CustomerId,
  by: Actor,
): NotTheCustomer<Rule> | null {
  if (by.kind === 'customer' && by.customerId === customerId) return null;
  return violation(rule, 'not-the-customer', `only the customer "${customerId}" itself may do this`, { by });
}

/** The same for what the operator may do as well. */
export function unlessCustomerOrOperator<Rule extends RuleName>(
  rule: Rule,
  customerId: CustomerId,
  by: Actor,
): NotTheCustomer<Rule> | null {
  if (isOperator(by) || unlessCustomer(rule, customerId, by) === null) return null;
  const message = `only the customer "${customerId}" itself or the operator may do this`;
  return violation(rule, 'not-the-customer', message, { by });
}
