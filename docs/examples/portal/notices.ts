import { valueOrThrow, type Page } from 'partner-relationships';
import type { EndNotice } from 'partner-relationships/roles';
import { idOf } from './id-of';
import { aboutRoles, mailsAbout } from './mails';
import type { Portal } from './open-portal';

/**
 * Mails to both sides that roles will end in 30 days, in 7 days or in a day: what fell due since the last time. If the
 * process stops on the way, the next one does it again, and sends no mail twice.
 */
export async function sendNotices({ roles, db }: Portal): Promise<void> {
  const to = new Date().toISOString();
  const last = await db.selectFrom('portal_notices').select('until').executeTakeFirst();
  const from = last?.until ?? to;
  let after: string | null = null;
  do {
    const { items, next }: Page<EndNotice> = valueOrThrow(await roles.noticesDue({ from, to, after }));
    const mails = items.flatMap(({ customerId, delegation, dueAt }) =>
      mailsAbout(aboutRoles('roles-ending', customerId, { at: dueAt, delegation }), (recipient) =>
        idOf(recipient, delegation.id, dueAt),
      ),
    );
    const insert = db.insertInto('portal_mails').onConflict((same) => same.doNothing());
    if (mails.length > 0) await insert.values(mails).execute();
    after = next;
  } while (after !== null);
  const done = { until: to };
  await db
    .insertInto('portal_notices')
    .values({ id: 'last', ...done })
    .onConflict((same) => same.column('id').doUpdateSet(done))
    .execute();
}
