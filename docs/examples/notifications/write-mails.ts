import { randomUUID } from 'node:crypto';
import type { ControlledTransaction } from 'kysely';
import type { Committed } from 'partner-relationships/sql';
import type { PortalTables } from './tables.js';

/** Writes a mail to each side of an acceptance, in its own transaction. */
export async function writeMails(
  transaction: ControlledTransaction<PortalTables>,
  committed: Committed,
): Promise<void> {
  const partnerId = acceptedPartner(committed);
  if (partnerId === null) return;
  const mails = (['customer', 'partner'] as const).map((recipient) => ({
    message_id: `<${randomUUID()}@portal.example>`,
    recipient,
    customer_id: committed.document.id,
    partner_id: partnerId,
    revision: committed.revision,
  }));
  await transaction.insertInto('outbox').values(mails).execute();
}

/** The partner whose request a commit accepts; null if it accepts none. */
function acceptedPartner({ changes }: Committed): string | null {
  for (const change of changes) {
    switch (change.kind) {
      case 'relationship-established':
        if (change.origin.kind === 'request') return change.partnerId;
        break;
      case 'delegation-granted':
        // An indirect reseller gets it through the partner that asked.
        if (change.requestId !== null)
          return change.throughPartnerId ?? change.partnerId;
    }
  }
  return null;
}
