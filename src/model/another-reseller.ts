import { contradiction, type ContradictoryInput } from './contradictory-input';
import { defaulted, nullable, type Decoder } from './decode';
import { describe } from './describe';
import { decodePartner, type Partner } from './partner';
import type { RoleOffer } from './role-offer';

/** The reseller that an offer names, as it is registered; null for none, and if it is left out. */
export const decodeReseller: Decoder<Partner | null> = /* @__PURE__ */ defaulted(
  /* @__PURE__ */ nullable(decodePartner),
  null,
);

/** The error if this is a partner other than the reseller that the offer names; null if it is that one, or none. */
export function otherReseller({ indirectResellerId }: RoleOffer, given: Partner | null): ContradictoryInput | null {
  if (given === null || given.id === indirectResellerId) return null;
  const expected = `the indirect reseller that the offer names, ${describe(indirectResellerId)}`;
  return contradiction('indirectReseller.id', expected, given.id);
}
