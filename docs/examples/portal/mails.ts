import { randomUUID } from 'node:crypto';
import type { ControlledTransaction, Insertable } from 'kysely';
import type { Committed } from 'partner-relationships/sql';
import { mailLanguage } from './sign-in';
import type { PortalTables } from './tables';

type Mail = Insertable<PortalTables['portal_mails']>;

/**
 * Writes, in the transaction of a commit, the mails about it: what a partner got by an acceptance, and what it lost, is
 * told to both sides, each in its language. The rows have no names, which are looked up when a mail is read. The mails
 * about an erased customer go with it.
 */
export async function writeMails(
  transaction: ControlledTransaction<PortalTables>,
  { document, changes }: Committed,
): Promise<void> {
  const news = new Map<string, { template: Mail['template']; partnerId: string; at: string; services: string[] }>();
  const tell = (template: Mail['template'], { partnerId, at }: { partnerId: string; at: string }): string[] => {
    const key = `${template} ${partnerId}`;
    const told = news.get(key) ?? { template, partnerId, at, services: [] };
    news.set(key, told);
    return told.services;
  };
  for (const change of changes) {
    switch (change.kind) {
      case 'relationship-established':
        if (change.origin.kind === 'request') tell('accepted', change);
        break;
      case 'delegation-granted':
        if (change.requestId !== null) tell('accepted', change).push(change.serviceId);
        break;
      case 'delegation-removed':
        tell('removed', change).push(change.serviceId);
        break;
      case 'relationship-ended':
        tell('ended', change);
        break;
      case 'customer-erased':
        await transaction.deleteFrom('portal_mails').where('customer_id', '=', document.id).execute();
    }
  }
  const mails = [...news.values()].flatMap(({ template, partnerId, at, services }) => {
    const recipients = [
      ['partner', partnerId],
      ['customer', document.id],
    ] as const;
    return recipients.map(([kind, recipient]): Mail => ({
      ...{ id: randomUUID(), written_at: at, recipient_kind: kind, recipient, template },
      language: mailLanguage(kind, recipient),
      ...{ partner_id: partnerId, customer_id: document.id, services: services.join(' '), subject: null, html: null },
    }));
  });
  if (mails.length > 0) await transaction.insertInto('portal_mails').values(mails).execute();
}
