import type { Kysely, Transaction } from 'kysely';
import {
  valueOrThrow,
  type FeedItem,
  type RelationshipService,
} from 'partner-relationships';
import type { PortalTables } from './tables.js';

/**
 * Brings the next changes into the index, and keeps the position after them in
 * the same transaction: each change has its effect once, whatever happens.
 *
 * @returns how many there were; 0 if nothing is new
 */
export async function indexNext(
  db: Kysely<PortalTables>,
  service: RelationshipService,
): Promise<number> {
  const { position } = await db
    .selectFrom('readers')
    .select('position')
    .where('reader', '=', 'search')
    .executeTakeFirstOrThrow();
  const { items } = valueOrThrow(await service.changes({ after: position }));
  const last = items.at(-1);
  if (last === undefined) return 0;
  await db.transaction().execute(async (trx) => {
    const kept = await trx
      .updateTable('readers')
      .set({ position: last.position })
      .where('reader', '=', 'search')
      .where('position', 'is not distinct from', position)
      .executeTakeFirst();
    // If another process was first, it has brought these changes in.
    if (kept.numUpdatedRows === 0n) return;
    for (const item of items) await bringIn(trx, item);
  });
  return items.length;
}

async function bringIn(
  trx: Transaction<PortalTables>,
  { document: { kind, id }, change }: FeedItem,
): Promise<void> {
  switch (change.kind) {
    case 'partner-registered': {
      const { name } = change.partner;
      await trx.insertInto('search_index').values({ kind, id, name }).execute();
      break;
    }
    case 'customer-registered': {
      const { name } = change.customer;
      await trx.insertInto('search_index').values({ kind, id, name }).execute();
      break;
    }
    case 'partner-renamed':
    case 'customer-renamed':
      await trx
        .updateTable('search_index')
        .set({ name: change.name })
        .where('kind', '=', kind)
        .where('id', '=', id)
        .execute();
      break;
    case 'customer-erased':
      await trx
        .deleteFrom('search_index')
        .where('kind', '=', kind)
        .where('id', '=', id)
        .execute();
  }
}
