import { contradiction, type ContradictoryInput } from './contradictory-input';
import { defaulted, nullable, type Decoder } from './decode';
import { describe } from './describe';
import { decodePartner, type Partner } from './partner';
import type { PartnerId } from './identifiers';

/** The reseller that a request or an offer names, as it is registered; null for none, and if it is left out. */
export const decodeReseller: Decoder<Partner | null> = /* @__PURE__ */ defaulted(
  /* @__PURE__ */ nullable(decodePartner),
  null,
);

/** What can name an indirect reseller. */
interface Naming {
  readonly indirectResellerId: PartnerId | null;
}

/** The error if this is a partner other than the reseller that is named; null if it is that one, or none. */
export function otherReseller(
  what: 'request' | 'offer',
  { indirectResellerId }: Naming,
  given: Partner | null,
): ContradictoryInput | null {
  if (given === null || given.id === indirectResellerId) return null;
  const expected = `the indirect reseller that the ${what} names, ${describe(indirectResellerId)}`;
  return contradiction('indirectReseller.id', expected, given.id);
}
