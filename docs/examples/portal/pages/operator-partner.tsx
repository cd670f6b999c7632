import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { valueOrThrow } from 'partner-relationships';
import { fieldsOf, noFields, type Fields, type PortalEnv } from '../context';
import { Field } from '../field';
import { PartnerHistory } from '../history';
import { page } from '../layout';
import { Name } from '../names';
import type { Problem } from '../problem';
import { actorOf, type OperatorPerson } from '../sign-in';
import { beginSweep } from '../sweeps';

type Env = PortalEnv<OperatorPerson>;

/** One partner, for the operator: suspend it, dismiss it, and clear what it leaves. */
export const onePartnerPage = new Hono<Env>();

onePartnerPage.get('/', (c) => show(c));

onePartnerPage.post('/', async (c) => {
  const { service, db, person } = c.var;
  const form = await fieldsOf(c);
  const partnerId = c.req.query('id') ?? '';
  const input = { partnerId, reason: form.one('reason'), by: actorOf(person) };
  switch (form.one('action')) {
    case 'suspend': {
      const suspended = await service.suspendPartner(input);
      return suspended.isErr() ? show(c, form, suspended.error) : done(c, 'suspended');
    }
    case 'reinstate': {
      const reinstated = await service.reinstatePartner(input);
      return reinstated.isErr() ? show(c, form, reinstated.error) : done(c, 'reinstated');
    }
    case 'provider': {
      const moved = await service.changeProgram({ partnerId, program: 'indirect-provider', by: input.by });
      return moved.isErr() ? show(c, form, moved.error) : done(c, 'moved');
    }
    case 'close': {
      // No command opens an account again, so the page asks twice.
      if (form.one('sure') !== 'yes') return show(c, form, null, true);
      const closed = await service.closePartner(input);
      return closed.isErr() ? show(c, form, closed.error) : done(c, 'closed');
    }
    case 'clear': {
      const { closure } = valueOrThrow(await service.accountOf(partnerId));
      if (closure === undefined) throw new HTTPException(400);
      // The work is done behind the pages, and this page shows how far it is.
      await beginSweep(db, partnerId, person.userId);
      return done(c, 'sweep');
    }
    default:
      throw new HTTPException(400);
  }
});

function done(c: Context<Env>, what: string): Response {
  return c.redirect(`/operator/partner?id=${encodeURIComponent(c.req.query('id') ?? '')}&done=${what}`, 303);
}

async function show(
  c: Context<Env>,
  form: Fields = noFields,
  problem: Problem | null = null,
  isToBeSure: boolean = false,
): Promise<Response> {
  const { service, db, texts } = c.var;
  const { partner, closure } = valueOrThrow(await service.accountOf(c.req.query('id') ?? ''));
  const { id, name, program, standing } = partner;
  const action = `/operator/partner?id=${encodeURIComponent(id)}`;
  const sweep = await db.selectFrom('portal_sweeps').selectAll().where('partner_id', '=', id).executeTakeFirst();
  // Without a script, the browser comes back by itself to see how far it is.
  if (sweep?.state === 'under-way') c.header('Refresh', `2; url=${action}`);
  return page(
    c,
    name,
    <>
      {isToBeSure && <div role="alert">{texts.partner.areYouSure}</div>}
      <p>
        {texts.programs[program]}
        {texts.gap}
        {texts.standings[standing]}
      </p>
      {closure === undefined ? (
        <form method="post" action={action}>
          <Field name="reason" value={form.one('reason')} problem={problem} texts={texts} />
          {isToBeSure && (
            <label class="choice">
              <input type="checkbox" name="sure" value="yes" /> {texts.partner.sure}
            </label>
          )}
          {standing === 'active' ? (
            <button name="action" value="suspend">
              {texts.partner.suspend}
            </button>
          ) : (
            <button name="action" value="reinstate">
              {texts.partner.reinstate}
            </button>
          )}{' '}
          <button name="action" value="close">
            {texts.partner.close}
          </button>{' '}
          {program !== 'indirect-provider' && (
            <button name="action" value="provider">
              {texts.partner.makeProvider}
            </button>
          )}
        </form>
      ) : (
        <>
          <p>{texts.partner.closed(texts.moment(closure.at), <Name>{closure.reason}</Name>)}</p>
          <h2>{texts.partner.clearing}</h2>
          {sweep === undefined ? (
            <p>{texts.partner.notCleared}</p>
          ) : (
            <p role="status">
              {texts.partner.cleared(sweep.cleared)}
              {texts.gap}
              {texts.partner.sweeps[sweep.state]}
            </p>
          )}
          {sweep?.state !== 'under-way' && (
            <form method="post" action={action}>
              <button name="action" value="clear">
                {texts.partner.clear}
              </button>
            </form>
          )}
        </>
      )}
      <h2>{texts.history.title}</h2>
      <PartnerHistory portal={c.var} id={id} after={c.req.query('after') ?? null} path={`${action}&`} />
    </>,
    problem,
  );
}
