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

/** The violation of `rule` if the account of one of these partners is closed, the first such; null if none is. */
export function ifClosed<Rule extends RuleName>(
  rule: Rule,
  ...partners: readonly (Partner | null)[]
): PartnerIsClosed<Rule> | null {
  const closed = partners.find((partner) => partner?.standing === 'closed') ?? null;
  if (closed === null) return null;
  const { id: partnerId } = closed;
  return violation(rule, 'partner-is-closed', `the account of the partner "${partnerId}" is closed`, { partnerId });
}
