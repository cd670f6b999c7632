import {
  partnerCenterGdap,
  type RoleService,
} from 'partner-relationships/roles';

export interface OfferPage {
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
): Promise<OfferPage | null> {
  const found = await roleService.roleOfferOf(link);
  if (found.isErr()) return null;
  const { partner, offer, lapsesAt } = found.value;
  return {
    from: partner.name,
    name: offer.name,
    roles: offer.roles.map((id) => partnerCenterGdap.roles?.[id]?.name ?? id),
    days: offer.termDays,
    extends: offer.extends,
    approveUntil: lapsesAt,
  };
}
