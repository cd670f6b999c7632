import type { Partner } from '../model/partner';
import type { PartnerId } from '../model/identifiers';
import type { RuleName } from './rule-name';
import { violation, type RuleViolation } from './rule-violation';

/** The partner's account is closed, for good. */
export type PartnerIsClosed<Rule extends RuleName> = RuleViolation<
  'partner-is-closed',
  Rule,
  { readonly partnerId: PartnerId }
>;

/** The violation of `rule` if this partner's account is closed; null if it is open. */
export function ifClosed<Rule extends RuleName>(
  rule: Rule,
  { id: partnerId, standing }: Pick<Partner, 'id' | 'standing'>,
): PartnerIsClosed<Rule> | null {
  if (standing !== 'closed') return null;
  return violation(rule, 'partner-is-closed', `the account of the partner "${partnerId}" is closed`, { partnerId });
}
