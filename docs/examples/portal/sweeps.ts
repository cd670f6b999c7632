import type { Kysely } from 'kysely';
import { valueOrThrow } from 'partner-relationships';
import type { Portal } from './open-portal';
import type { PortalTables } from './tables';

/** So many customers are cleared before the progress is written down. */
const AT_ONCE = 25;

/** Asks for the clearing of what a closed partner still holds; again, if it was done before. */
export async function beginSweep(db: Kysely<PortalTables>, partnerId: string, userId: string): Promise<void> {
  const begun = { user_id: userId, next: null, state: 'under-way' } as const;
  await db
    .insertInto('portal_sweeps')
    .values({ partner_id: partnerId, cleared: 0, ...begun })
    .onConflict((conflict) => conflict.column('partner_id').doUpdateSet(begun))
    .execute();
}

/**
 * Clears a page of customers. If the process stops before the progress is written down, the next one clears the same
 * page, which changes nothing twice; nor does another process that does so at the same moment.
 *
 * @returns whether there was something to do
 */
export async function sweepOnce({ service, db }: Portal): Promise<boolean> {
  const sweep = await db
    .selectFrom('portal_sweeps')
    .selectAll()
    .where('state', '=', 'under-way')
    .limit(1)
    .executeTakeFirst();
  if (sweep === undefined) return false;
  const { partner_id: partnerId, user_id: userId, next: after } = sweep;
  const by = { kind: 'operator', userId } as const;
  const { cleared, next } = valueOrThrow(await service.clearClosedPartner({ partnerId, by, after, limit: AT_ONCE }));
  await db
    .updateTable('portal_sweeps')
    .set((row) => ({ next, cleared: row('cleared', '+', cleared.length), state: next === null ? 'done' : 'under-way' }))
    .where('partner_id', '=', partnerId)
    .execute();
  return true;
}
