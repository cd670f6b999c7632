import type { Actor } from '../model/actor';
import type { CustomerId, PartnerId } from '../model/identifiers';
import type { RuleName } from './rule-name';
import { violation, type NotTheCustomer, type NotThePartner } from './rule-violation';

/** The violation of `rule` when somebody else than this customer acts; null when it is the customer. */
export function unlessCustomer<Rule extends RuleName>(
  rule: Rule,
  customerId: CustomerId,
  by: Actor,
): NotTheCustomer<Rule> | null {
  if (by.kind === 'customer' && by.customerId === customerId) return null;
  return violation(rule, 'not-the-customer', `only the customer "${customerId}" itself may do this`, { by });
}

/** The violation of `rule` when somebody else than this partner acts; null when it is the partner. */
export function unlessPartner<Rule extends RuleName>(
  rule: Rule,
  partnerId: PartnerId,
  by: Actor,
): NotThePartner<Rule> | null {
  if (by.kind === 'partner' && by.partnerId === partnerId) return null;
  return violation(rule, 'not-the-partner', `only the partner "${partnerId}" itself may do this`, { by });
}
