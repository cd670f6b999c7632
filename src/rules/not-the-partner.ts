import type { Actor } from '../model/actor';
import type { PartnerId } from '../model/identifiers';
import type { RuleName } from './rule-name';
import { violation, type RuleViolation } from './rule-violation';

/** Only the partner itself may do this. */
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
