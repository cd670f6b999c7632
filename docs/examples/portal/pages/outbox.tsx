import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Child } from 'hono/jsx';
import type { Selectable } from 'kysely';
import type { PortalEnv } from '../context';
import { textsIn } from '../languages';
import { page } from '../layout';
import { serviceName } from '../market';
import { customerNames, Name, partnerNames } from '../names';
import type { Person } from '../sign-in';
import type { PortalTables } from '../tables';
import type { Texts } from '../texts/english';

type Mail = Selectable<PortalTables['portal_mails']>;

/** All mails, as a mail program would show them: a stand-in for the mail server, which goes with the sign-in. */
export const outboxPage = new Hono<PortalEnv<Person | null>>();

outboxPage.get('/', async (c) => {
  const { service, db, texts } = c.var;
  const mails = await db.selectFrom('portal_mails').selectAll().orderBy('written_at', 'desc').limit(50).execute();
  const partnerName = await partnerNames(service, mails.map((mail) => mail.partner_id));
  const customerName = await customerNames(service, mails.flatMap((mail) => mail.customer_id ?? []));
  return page(
    c,
    texts.outbox.title,
    <>
      <p>{texts.outbox.standIn}</p>
      {mails.map((mail) => {
        const partner = partnerName(mail.partner_id);
        const customer = customerName(mail.customer_id ?? '');
        const recipient = { partner, customer, address: <Name>{mail.recipient}</Name> }[mail.recipient_kind];
        return (
          <article class="card">
            <p>{texts.outbox.to(recipient, texts.moment(mail.written_at))}</p>
            {mail.template === 'invitation' ? (
              <>
                <strong>
                  <bdi lang={mail.language}>{mail.subject}</bdi>
                </strong>
                <iframe src={`/outbox/mail?id=${encodeURIComponent(mail.id)}`} title={mail.subject ?? ''} />
              </>
            ) : (
              <News {...{ mail, partner, customer }} template={mail.template} />
            )}
          </article>
        );
      })}
    </>,
  );
});

interface NewsProps {
  readonly mail: Mail;
  readonly template: keyof Texts['mails'];
  readonly partner: Child;
  readonly customer: Child;
}

/** What has happened, in the language of the recipient. */
function News({ mail, template, partner, customer }: NewsProps): Child {
  const { lang, dir, list, moment, roleName, mails } = textsIn(mail.language);
  const ids = mail.services.split(' ').filter((id) => id !== '');
  const what = ids.map(mail.ends_at === null ? serviceName : roleName);
  const { subject, toPartner, toCustomer } = mails[template];
  const write = mail.recipient_kind === 'partner' ? toPartner : toCustomer;
  return (
    <div lang={lang} dir={dir}>
      <strong>{subject}</strong>
      <p>{write(partner, customer, what.length > 0 && list(what), mail.ends_at && moment(mail.ends_at))}</p>
    </div>
  );
}

/** The email alone, in the frame: nothing in it runs, and its link opens in the whole window. */
outboxPage.get('/mail', async (c) => {
  const { db } = c.var;
  const id = c.req.query('id') ?? '';
  const mail = await db.selectFrom('portal_mails').select('html').where('id', '=', id).executeTakeFirst();
  if (typeof mail?.html !== 'string') throw new HTTPException(404);
  c.header('Cache-Control', 'no-store');
  return c.html(mail.html.replace('<head>', '<head><base target="_top">'));
});
