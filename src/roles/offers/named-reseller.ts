import type { Actor } from '../../model/actor';
import type { RoleOffer } from '../../model/role-offer';
import { unlessPartner, type NotThePartner } from '../../rules/not-the-partner';
import { violation } from '../../rules/rule-violation';

/** The violation if somebody other than the indirect reseller that the offer names acts; null if that one does. */
export function unlessNamedReseller(
  { indirectResellerId }: RoleOffer,
  by: Actor,
): NotThePartner<'reseller-consents-to-its-offer'> | null {
  const rule = 'reseller-consents-to-its-offer';
  if (indirectResellerId !== null) return unlessPartner(rule, indirectResellerId, by);
  return violation(rule, 'not-the-partner', 'the offer names no indirect reseller, and needs no consent', { by });
}
