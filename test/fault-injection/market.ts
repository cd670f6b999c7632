import { parsePartnerId, type Partner, type PartnerId, type RelationshipService } from 'partner-relationships';

/** What an invitation link is needed with: who sent it, and whom it names. */
export interface Invitation {
  readonly partnerId: string;
  readonly indirectResellerId: string | null;
  readonly link: string;
}

interface Seller {
  readonly id: string;
  readonly program: Partner['program'];
  readonly reseller: string | null;
}

/** The services that everybody is after. Few, so that they meet. */
export const SERVICES: readonly string[] = ['exchange', 'sharepoint', 'intune'];

/** The partners of a market: so many that sell themselves, the last of them through a reseller, and an advisor. */
function sellersOf(name: string, transacting: number): readonly Seller[] {
  const sellers = Array.from({ length: transacting }, (_, at): Seller => {
    const id = `${name}-seller-${at}`;
    const throughReseller = at === transacting - 1;
    return throughReseller
      ? { id, program: 'indirect-provider', reseller: `${name}-reseller` }
      : { id, program: 'direct-bill', reseller: null };
  });
  return [...sellers, { id: `${name}-advisor`, program: 'advisor', reseller: null }];
}

/** Registers the partners and gives their links. Done again, or by several at once, it comes to the same links. */
export async function openMarket(
  service: RelationshipService,
  name: string,
  transacting: number,
): Promise<readonly Invitation[]> {
  const reseller = await service.registerPartner({ id: `${name}-reseller`, name, program: 'indirect-reseller' });
  reseller._unsafeUnwrap();
  const invitations: Invitation[] = [];
  for (const seller of sellersOf(name, transacting)) invitations.push(await invite(service, seller));
  return invitations;
}

async function invite(service: RelationshipService, { id, program, reseller }: Seller): Promise<Invitation> {
  (await service.registerPartner({ id, name: id, program }))._unsafeUnwrap();
  const by = { kind: 'partner', partnerId: id } as const;
  const opened = await service.openRequest({ partnerId: id, indirectResellerId: reseller, by });
  return { partnerId: id, indirectResellerId: reseller, link: opened._unsafeUnwrap().link };
}

/** Everybody who can be in a customer's relationships. */
export function partnerIdsOf(invitations: readonly Invitation[]): readonly PartnerId[] {
  return invitations.map(({ partnerId }) => parsePartnerId(partnerId)._unsafeUnwrap());
}
