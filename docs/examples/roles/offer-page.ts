import {
  partnerCenterGdap,
  type RoleService,
} from 'partner-relationships/roles';

export interface OfferPage {
  /** The button sends these two to `approveRoleOffer`. */
  readonly partnerId: string;
  readonly offerId: string;
  readonly from: string;
  readonly name: string;
  readonly roles: readonly string[];
  readonly days: number;
  readonly extends: boolean;
  readonly approveUntil: string | null;
}

/** What the page of an offer shows; null if there is nothing to approve. */
export async function offerPage(
  roleService: RoleService,
  link: string,
  signedIn: { customerId: string },
): Promise<OfferPage | null> {
  const found = await roleService.roleOfferOf(link);
  if (found.isErr()) return null;
  const { partner, offer, lapsesAt } = found.value;
  // The customer that it names, or that has begun to approve it.
  const onlyFor = offer.customerId ?? offer.takenBy;
  if (onlyFor !== null && onlyFor !== signedIn.customerId) return null;
  return {
    partnerId: partner.id,
    offerId: offer.id,
    from: partner.name,
    name: offer.name,
    roles: offer.roles.map((id) => partnerCenterGdap.roles?.[id]?.name ?? id),
    days: offer.termDays,
    extends: offer.extends,
    approveUntil: lapsesAt,
  };
}
