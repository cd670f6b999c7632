import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { valueOrThrow } from 'partner-relationships';
import { checkInvitation, composeInvitation } from 'partner-relationships/invitation';
import { fieldsOf, noFields, type Fields, type PortalEnv } from '../context';
import { idOf } from '../id-of';
import { languages, textsIn } from '../languages';
import { page } from '../layout';
import type { Problem } from '../problem';
import type { PartnerPerson } from '../sign-in';

type Env = PortalEnv<PartnerPerson>;

/** The invitation email of one request: its first two paragraphs edited, its copies checked, and sent. */
export const emailPage = new Hono<Env>();

emailPage.get('/', (c) => show(c, noFields));

emailPage.post('/', async (c) => {
  const form = await fieldsOf(c);
  const invitation = await invitationIn(c);
  switch (form.one('action')) {
    case 'check': {
      const pasted = form.one('pasted');
      const body = form.one('form') === 'html' ? { html: pasted } : { text: pasted };
      const checked = checkInvitation(body, invitation.link);
      return checked.isErr() ? show(c, form, checked.error) : show(c, form, null, 'fine');
    }
    case 'send': {
      const composed = composeInvitation({ ...invitation, paragraphs: paragraphsIn(form) });
      if (composed.isErr()) return show(c, form, composed.error);
      const recipient = form.one('to').trim();
      // An address that a mail server refuses comes back; here it is enough that it may be one.
      if (recipient.length > 254 || !/^[^\s@]+@[^\s@]+$/.test(recipient)) return show(c, form, null, 'no-address');
      const hasLeft = [invitation.partner, invitation.indirectReseller].some((one) => one?.standing === 'closed');
      // Nobody can accept it any more.
      if (hasLeft) return show(c, form, { code: 'partner-is-closed' });
      const { subject, html } = composed.value;
      const { lang: language } = invitation.texts;
      const kind = { recipient_kind: 'address', template: 'invitation', language } as const;
      const id = idOf(invitation.partner.id, form.one('mail'), recipient, html);
      const mail = { id, written_at: new Date().toISOString(), recipient, ...kind };
      const of = { partner_id: invitation.partner.id, customer_id: null, services: '', ends_at: null };
      const row = { ...mail, ...of, subject, html };
      await c.var.db.insertInto('portal_mails').values(row).onConflict((same) => same.doNothing()).execute();
      return c.redirect(`/partner/email?request=${encodeURIComponent(invitation.request.id)}&done=sent`, 303);
    }
    default: {
      const composed = composeInvitation({ ...invitation, paragraphs: paragraphsIn(form) });
      return composed.isErr() ? show(c, form, composed.error) : show(c, form);
    }
  }
});

const revoked: Problem = { code: 'request-is-revoked' };

/** The invitation of the open request of this partner that the query names. */
async function invitationIn(c: Context<Env>) {
  const { service, person, texts } = c.var;
  const opened = valueOrThrow(await service.requestOf(person.organization.id, c.req.query('request') ?? ''));
  if (opened.request.revokedAt !== null) throw new Error('the request is revoked', { cause: revoked });
  // The email is in the language of the customer, which need not be that of the partner.
  const { email } = textsIn(c.req.query('language') ?? texts.lang);
  return { ...opened, texts: email.texts };
}

/** Those that are not blank: whoever empties a field leaves the paragraph out. */
function paragraphsIn(form: Fields): string[] {
  return form.all('paragraph').filter((paragraph) => paragraph.trim() !== '');
}

type Notice = 'fine' | 'no-address';

async function show(c: Context<Env>, form: Fields, problem: Problem | null = null, notice: Notice | null = null) {
  const { texts } = c.var;
  const invitation = await invitationIn(c);
  const original = valueOrThrow(composeInvitation(invitation));
  const isEdited = form.all('paragraph').length > 0;
  const edited = isEdited ? composeInvitation({ ...invitation, paragraphs: paragraphsIn(form) }) : null;
  const email = edited?.unwrapOr(null) ?? original;
  const paragraphs = isEdited ? form.all('paragraph') : original.paragraphs;
  const path = `/partner/email?request=${encodeURIComponent(invitation.request.id)}&language=`;
  const action = `${path}${invitation.texts.lang}`;
  return page(
    c,
    texts.email.title,
    <>
      {notice === 'no-address' && <div role="alert">{texts.email.noAddress}</div>}
      {notice === 'fine' && <div role="status">{texts.email.isFine}</div>}
      <p>{texts.email.link}</p>
      <p>
        <code>{invitation.link}</code>
      </p>
      <p>
        {texts.email.language}{' '}
        {languages.map(({ name, lang }) => [
          <a href={`${path}${lang}`} lang={lang} aria-current={lang === invitation.texts.lang ? 'true' : undefined}>
            {name}
          </a>,
          ' ',
        ])}
      </p>
      <form method="post" action={action}>
        <input type="hidden" name="mail" value={randomUUID()} />
        {[0, 1].map((at) => (
          <label>
            {texts.email.paragraph(at + 1)}
            <textarea name="paragraph">{`\n${paragraphs[at] ?? ''}`}</textarea>
          </label>
        ))}
        <button name="action" value="preview">
          {texts.email.preview}
        </button>
        <label>
          {texts.email.to}
          <input name="to" type="email" autocomplete="email" value={form.one('to')} />
        </label>
        <button name="action" value="send">
          {texts.email.send}
        </button>
      </form>
      <h2>{texts.email.asSent}</h2>
      <article class="card" lang={invitation.texts.lang}>
        <p>
          <strong>
            <bdi>{email.subject}</bdi>
          </strong>
        </p>
        {email.text.trim().split('\n\n').map((paragraph) => (
          <p dir="auto">{paragraph}</p>
        ))}
      </article>
      <h2>{texts.email.check}</h2>
      <p>{texts.email.whyCheck}</p>
      <form method="post" action={action}>
        <label>
          {texts.email.pasted}
          <textarea name="pasted">{`\n${form.one('pasted')}`}</textarea>
        </label>
        <label class="choice">
          <input type="radio" name="form" value="text" checked={form.one('form') !== 'html'} /> {texts.email.isText}
        </label>
        <label class="choice">
          <input type="radio" name="form" value="html" checked={form.one('form') === 'html'} /> {texts.email.isHtml}
        </label>
        <button name="action" value="check">
          {texts.email.checkIt}
        </button>
      </form>
    </>,
    problem,
  );
}
