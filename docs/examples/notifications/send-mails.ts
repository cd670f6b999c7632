import type { Kysely } from 'kysely';
import type { PortalTables } from './tables.js';

/** A mail about an acceptance. Its sender knows addresses, names and words. */
export interface Mail {
  /** For the header Message-ID: a mail that comes again has the same one. */
  readonly messageId: string;
  readonly recipient: 'customer' | 'partner';
  readonly customerId: string;
  readonly partnerId: string;
  readonly revision: string;
}

/** Resolves once the mail server has taken the mail over; rejects otherwise. */
export type Send = (mail: Mail) => Promise<void>;

/**
 * Sends the next mail, and only then takes it out of the outbox: if the process
 * stops in between, it is sent again. Several processes may do so at the same
 * time; each takes a mail that no other one has locked.
 *
 * @returns whether there was one; rejects if it could not be sent, and then the
 *   others go first
 */
export async function sendNext(
  db: Kysely<PortalTables>,
  send: Send,
): Promise<boolean> {
  const end = await db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('outbox')
      .selectAll()
      .orderBy('attempts')
      .orderBy('written_at')
      .limit(1)
      .forUpdate()
      .skipLocked()
      .executeTakeFirst();
    if (row === undefined) return { isSent: false };
    try {
      await send({
        messageId: row.message_id,
        recipient: row.recipient,
        customerId: row.customer_id,
        partnerId: row.partner_id,
        revision: row.revision,
      });
    } catch (error) {
      await trx
        .updateTable('outbox')
        .set({ attempts: row.attempts + 1 })
        .where('message_id', '=', row.message_id)
        .execute();
      return { isSent: false, error };
    }
    await trx
      .deleteFrom('outbox')
      .where('message_id', '=', row.message_id)
      .execute();
    return { isSent: true };
  });
  if ('error' in end) {
    throw new Error('a mail could not be sent', { cause: end.error });
  }
  return end.isSent;
}
