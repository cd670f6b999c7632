import { valueOrThrow, type RegisterPartnerInput } from 'partner-relationships';
import type { Portal } from './open-portal';

/** The services of the marketplace. Names of products are the same in every language. */
const services: ReadonlyMap<string, string> = new Map([
  ['exchange-online', 'Exchange Online'],
  ['sharepoint-online', 'SharePoint Online'],
  ['teams', 'Teams'],
  ['intune', 'Intune'],
]);

export const serviceIds: readonly string[] = [...services.keys()];

export function serviceName(id: string): string {
  return services.get(id) ?? id;
}

const partners: readonly RegisterPartnerInput[] = [
  { id: 'contoso', name: 'Contoso', program: 'direct-bill' },
  { id: 'fabrikam', name: 'Fabrikam', program: 'direct-bill' },
  { id: 'wingtip', name: 'Wingtip Distribution', program: 'indirect-provider' },
  { id: 'northwind', name: 'Northwind', program: 'indirect-reseller' },
  { id: 'litware', name: 'Litware Advisers', program: 'advisor' },
];

/** Who has accepted whose invitation before the story begins. */
const acceptances = [
  { partnerId: 'contoso', customer: { id: 'qingshi', name: '青石书店' }, services: ['sharepoint-online'] },
  { partnerId: 'fabrikam', customer: { id: 'margie', name: "Margie's Travel" }, services: ['exchange-online'] },
  { partnerId: 'fabrikam', customer: { id: 'acucena', name: 'Livraria Açucena' }, services: ['teams', 'intune'] },
] as const;

const subscriptions = [
  ['tailspin-mail', 'tailspin', 'exchange-online', null],
  ['tailspin-sites', 'tailspin', 'sharepoint-online', null],
  ['margie-mail', 'margie', 'exchange-online', 'fabrikam'],
  ['qingshi-sites', 'qingshi', 'sharepoint-online', 'contoso'],
  ['acucena-teams', 'acucena', 'teams', 'fabrikam'],
  ['acucena-devices', 'acucena', 'intune', 'wingtip'],
] as const;

/**
 * Fills an empty database. The subscriptions come last and say that everything is there: if the process stops before,
 * the next one does it again, and no step has its effect twice.
 */
export async function seedMarket({ service, db }: Portal): Promise<void> {
  const seeded = await db.selectFrom('portal_subscriptions').select('id').limit(1).executeTakeFirst();
  if (seeded !== undefined) return;
  for (const partner of partners) valueOrThrow(await service.registerPartner(partner));
  for (const { partnerId, customer, services: chosen } of acceptances) {
    const { link } = valueOrThrow(await service.openRequest({ partnerId, by: { kind: 'partner', partnerId } }));
    const by = { kind: 'customer', customerId: customer.id } as const;
    valueOrThrow(await service.acceptRequest({ link, customer, services: chosen, by }));
  }
  const rows = subscriptions.map(([id, customer_id, service_id, original_reseller_id]) => {
    return { id, customer_id, service_id, original_reseller_id, status: 'active' } as const;
  });
  await db.insertInto('portal_subscriptions').values(rows).execute();
}
