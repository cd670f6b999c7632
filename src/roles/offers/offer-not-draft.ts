import type { OfferId } from '../../model/identifiers';
import type { RoleOffer } from '../../model/role-offer';
import type { RuleName } from '../../rules/rule-name';
import { violation, type RuleViolation } from '../../rules/rule-violation';

/** The offer is locked, and waits for a customer as it is. */
export type OfferNotDraft<Rule extends RuleName> = RuleViolation<
  'offer-not-draft',
  Rule,
  { readonly offerId: OfferId }
>;

/** The violation of `rule` if the offer is locked; null for a draft. */
export function unlessDraft<Rule extends RuleName>(
  rule: Rule,
  { id: offerId, lockedAt }: RoleOffer,
): OfferNotDraft<Rule> | null {
  if (lockedAt === null) return null;
  return violation(rule, 'offer-not-draft', `the offer was locked at ${lockedAt}, and is no draft any more`, { offerId });
}
