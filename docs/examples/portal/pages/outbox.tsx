import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Selectable } from 'kysely';
import type { PortalEnv } from '../context';
import { page } from '../layout';
import { serviceName } from '../market';
import { Moment, Name, namesOf } from '../names';
import type { Person } from '../sign-in';
import type { PortalTables } from '../tables';
import { valueOf } from '../value-of';

type Mail = Selectable<PortalTables['portal_mails']>;

/** All mails, as a mail program would show them: a stand-in for the mail server, which goes with the sign-in. */
export const outboxPage = new Hono<PortalEnv<Person | null>>();

outboxPage.get('/', async (c) => {
  const { service, db, texts } = c.var;
  const mails = await db.selectFrom('portal_mails').selectAll().orderBy('written_at', 'desc').limit(50).execute();
  const names = await namesOf(service, mails.map((mail) => mail.partner_id));
  const customers = new Map<string | null, string>();
  for (const { customer_id: id } of mails) {
    if (id === null || customers.has(id)) continue;
    customers.set(id, valueOf(await service.relationshipsOf(id))?.customer.name ?? id);
  }
  const bodyOf = ({ template, recipient_kind, partner_id, customer_id, services }: Mail) => {
    const customer = <Name>{customers.get(customer_id) ?? ''}</Name>;
    const listed = services.split(' ').filter((id) => id !== '').map(serviceName).join(', ');
    const write = template === 'accepted' ? texts.mails.accepted : texts.mails.removed;
    return write(recipient_kind === 'partner', names.partner(partner_id), customer, listed);
  };
  return page(
    c,
    texts.outbox.title,
    <>
      <p>{texts.outbox.standIn}</p>
      {mails.map((mail) => (
        <article class="mail">
          <p>
            {texts.outbox.to}{' '}
            {mail.recipient_kind === 'address' ? (
              <Name>{mail.recipient}</Name>
            ) : mail.recipient_kind === 'partner' ? (
              names.partner(mail.partner_id)
            ) : (
              <Name>{customers.get(mail.customer_id) ?? ''}</Name>
            )}
            , <Moment at={mail.written_at} />
          </p>
          {mail.template === 'invitation' ? (
            <>
              <p>
                <strong>
                  <bdi>{mail.subject}</bdi>
                </strong>
              </p>
              <iframe src={`/outbox/mail?id=${encodeURIComponent(mail.id)}`} title={mail.subject ?? ''} />
            </>
          ) : (
            <p>{bodyOf(mail)}</p>
          )}
        </article>
      ))}
    </>,
  );
});

/** The email alone, in the frame: nothing in it runs, and its link opens in the whole window. */
outboxPage.get('/mail', async (c) => {
  const { db } = c.var;
  const id = c.req.query('id') ?? '';
  const mail = await db.selectFrom('portal_mails').select('html').where('id', '=', id).executeTakeFirst();
  if (typeof mail?.html !== 'string') throw new HTTPException(404);
  c.header('Cache-Control', 'no-store');
  return c.html(mail.html.replace('<head>', '<head><base target="_top">'));
});
