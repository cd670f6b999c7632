import type { PartnerId } from '../model/identifiers';
import type { Partner } from '../model/partner';
import type { RuleName } from './rule-name';
import { violation, type RuleViolation } from './rule-violation';

/** The partner is suspended and takes on nothing new. */
export type PartnerIsSuspended<Rule extends RuleName> = RuleViolation<
  'partner-is-suspended',
  Rule,
  { readonly partnerId: PartnerId }
>;

/**
 * The violation if the partner is suspended; null if not.
 *
 * @param not what it does not do then
 */
export function ifSuspended<Rule extends RuleName>(
  rule: Rule,
  { id: partnerId, standing }: Partner,
  not: string,
): PartnerIsSuspended<Rule> | null {
  if (standing !== 'suspended') return null;
  return violation(rule, 'partner-is-suspended', `a suspended partner ${not}`, { partnerId });
}
