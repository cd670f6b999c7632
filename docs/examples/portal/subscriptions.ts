import type { ControlledTransaction, Kysely } from 'kysely';
import type { UncheckedSubscription } from 'partner-relationships';
import type { Committed } from 'partner-relationships/sql';
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

/** Deletes the subscriptions of a customer in the transaction that erases it. */
export async function eraseSubscriptions(
  transaction: ControlledTransaction<PortalTables>,
  { document, changes }: Committed,
): Promise<void> {
  if (!changes.some(({ kind }) => kind === 'customer-erased')) return;
  await transaction.deleteFrom('portal_subscriptions').where('customer_id', '=', document.id).execute();
}
