import type { PartnerId } from '../model/identifiers';
import type { RuleName } from './rule-name';
import { violation, type RuleViolation } from './rule-violation';

/** The partner is suspended and takes on nothing new. */
export type PartnerIsSuspended<Rule extends RuleName> = RuleViolation<
  'partner-is-suspended',
  Rule,
  { readonly partnerId: PartnerId }
>;

export function partnerIsSuspended<Rule extends RuleName>(
  rule: Rule,
  partnerId: PartnerId,
  message: string,
): PartnerIsSuspended<Rule> {
  return violation(rule, 'partner-is-suspended', message, { partnerId });
}
