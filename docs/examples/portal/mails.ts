import { randomUUID } from 'node:crypto';
import type { ControlledTransaction, Insertable } from 'kysely';
import type { RoleDelegation } from 'partner-relationships';
import type { Committed } from 'partner-relationships/sql';
import { mailLanguage } from './sign-in';
import type { PortalTables } from './tables';

export type Mail = Insertable<PortalTables['portal_mails']>;

/** What both sides are told, each in its language. */
export interface News {
  readonly template: Exclude<Mail['template'], 'invitation'>;
  readonly at: string;
  readonly partnerId: string;
  readonly customerId: string;
  /** Services, or roles if they end at a moment. */
  readonly what: string[];
  readonly endsAt: string | null;
}

/**
 * Writes, in the transaction of a commit, the mails about it: what a partner got by an acceptance or an approval, and
 * what it lost, is told to both sides. The rows have no names, which are looked up when a mail is read. The mails about
 * an erased customer go with it.
 */
export async function writeMails(
  transaction: ControlledTransaction<PortalTables>,
  { document, changes }: Committed,
): Promise<void> {
  const customerId = document.id;
  const news = new Map<string, News>();
  const tell = (template: News['template'], { partnerId, at }: Pick<News, 'partnerId' | 'at'>): string[] => {
    const key = `${template} ${partnerId}`;
    const told = news.get(key) ?? { template, at, partnerId, customerId, what: [], endsAt: null };
    news.set(key, told);
    return told.what;
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
      case 'role-delegation-approved':
        news.set(change.delegation.id, aboutRoles('approved', customerId, change));
        break;
      case 'role-delegation-terminated':
      case 'role-delegation-expired':
        news.set(change.delegation.id, aboutRoles('roles-ended', customerId, change));
        break;
      case 'customer-erased':
        await transaction.deleteFrom('portal_mails').where('customer_id', '=', document.id).execute();
    }
  }
  const mails = [...news.values()].flatMap((one) => mailsAbout(one));
  if (mails.length > 0) await transaction.insertInto('portal_mails').values(mails).execute();
}

/** News about the roles of a delegation. */
export function aboutRoles(
  template: News['template'],
  customerId: string,
  { at, delegation }: { readonly at: string; readonly delegation: RoleDelegation },
): News {
  const { partnerId, roles, endsAt } = delegation;
  return { template, at, partnerId, customerId, what: [...roles], endsAt };
}

/** A mail to the partner and one to the customer. */
export function mailsAbout(
  { template, at, partnerId, customerId, what, endsAt }: News,
  newId: (recipient: string) => string = () => randomUUID(),
): Mail[] {
  const recipients = [
    ['partner', partnerId],
    ['customer', customerId],
  ] as const;
  return recipients.map(([kind, recipient]) => ({
    ...{ id: newId(recipient), written_at: at, recipient_kind: kind, recipient, template },
    language: mailLanguage(kind, recipient),
    ...{ partner_id: partnerId, customer_id: customerId, services: what.join(' '), ends_at: endsAt },
    ...{ subject: null, html: null },
  }));
}
