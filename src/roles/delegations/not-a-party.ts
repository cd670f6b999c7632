import type { Actor } from '../../model/actor';
import type { CustomerId, PartnerId } from '../../model/identifiers';
import { violation, type RuleViolation } from '../../rules/rule-violation';

/** Only the two sides of a role delegation may do this: the partner that holds it and the customer. */
export type NotAParty<Rule extends 'either-side-sets-the-extension' | 'either-side-terminates'> = RuleViolation<
  'not-a-party',
  Rule,
  { readonly by: Actor }
>;

/**
 * The violation of `rule` if somebody other than the two sides acts; null if one of them does.
 *
 * @param partnerId null if nobody knows any more which partner held the delegation: then any partner may be the one
 */
export function unlessParty<Rule extends 'either-side-sets-the-extension' | 'either-side-terminates'>(
  rule: Rule,
  customerId: CustomerId,
  partnerId: PartnerId | null,
  by: Actor,
): NotAParty<Rule> | null {
  if (by.kind === 'customer' && by.customerId === customerId) return null;
  if (by.kind === 'partner' && by.partnerId === (partnerId ?? by.partnerId)) return null;
  const partner = partnerId === null ? 'the partner' : `the partner "${partnerId}"`;
  return violation(rule, 'not-a-party', `only ${partner} or the customer "${customerId}" may do this`, { by });
}
