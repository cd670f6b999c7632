import type { Kysely } from 'kysely';
import type { UncheckedSubscription } from 'partner-relationships';
import type { PortalTables } from './tables';

/** All subscriptions of a customer, for the decisions of the library, which keeps none. */
export async function subscriptionsOf(db: Kysely<PortalTables>, customerId: string): Promise<UncheckedSubscription[]> {
  const rows = await db
    .selectFrom('portal_subscriptions')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('id')
    .execute();
  return rows.map(({ id, service_id: serviceId, original_reseller_id: originalResellerId, status }) => {
    return { id, customerId, serviceId, originalResellerId, partnerOfRecordId: null, status };
  });
}
