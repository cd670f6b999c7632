import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { valueOrThrow } from 'partner-relationships';
import { fieldsOf, noFields, type Fields, type PortalEnv } from '../context';
import { Field } from '../field';
import { CustomerHistory } from '../history';
import { heldRoles } from '../held-roles';
import { page } from '../layout';
import { serviceName } from '../market';
import { Name, partnerNames } from '../names';
import type { Problem } from '../problem';
import { roleList } from '../role-choice';
import { actorOf, type OperatorPerson } from '../sign-in';

type Env = PortalEnv<OperatorPerson>;

/** One customer, for the operator: who holds what, or held it at a moment; removal for a reason; erasure. */
export const oneCustomerPage = new Hono<Env>();

oneCustomerPage.get('/', (c) => show(c));

oneCustomerPage.post('/', async (c) => {
  const { service, person } = c.var;
  const form = await fieldsOf(c);
  const customerId = c.req.query('id') ?? '';
  const reason = form.one('reason');
  const by = actorOf(person);
  const done = (what: string): Response =>
    c.redirect(`/operator/customer?id=${encodeURIComponent(customerId)}&done=${what}`, 303);
  switch (form.one('action')) {
    case 'remove': {
      const removed = await service.removeDelegations({ customerId, from: 'all', services: 'all', reason, by });
      return removed.isErr() ? show(c, form, removed.error) : done('removed');
    }
    case 'erase': {
      // No command brings back what is erased, so the page asks twice.
      if (form.one('sure') !== 'yes') return show(c, form, null, true);
      const erased = await service.eraseCustomer({ customerId, reason, by });
      return erased.isErr() ? show(c, form, erased.error) : done('erased');
    }
    default:
      throw new HTTPException(400);
  }
});

async function show(
  c: Context<Env>,
  form: Fields = noFields,
  problem: Problem | null = null,
  isToBeSure: boolean = false,
): Promise<Response> {
  const { service, roles, texts } = c.var;
  const id = c.req.query('id') ?? '';
  const at = c.req.query('instant') ?? '';
  const now = valueOrThrow(await service.relationshipsOf(id));
  // Of one that is erased, its history says so.
  const isKnown = now !== null || valueOrThrow(await service.historyOf(id, { limit: 1 })).items.length > 0;
  if (!isKnown) throw new HTTPException(404);
  // The browser gives minutes without a zone.
  const moment = `${at}:00.000Z`;
  const then = at === '' ? null : await service.stateAt(id, moment);
  const wrong = problem ?? (then?.isErr() ? then.error : null);
  const state = then?.isOk() ? then.value : now;
  const byRoles = await heldRoles(roles, id, then?.isOk() ? moment : undefined);
  const held = [...(state?.relationships ?? []), ...(state?.delegations ?? []), ...byRoles];
  const partnerName = await partnerNames(service, held.map(({ partnerId }) => partnerId));
  const action = `/operator/customer?id=${encodeURIComponent(id)}`;
  return page(
    c,
    now?.customer.name ?? id,
    <>
      {isToBeSure && <div role="alert">{texts.oneCustomer.whatErasing}</div>}
      <h2>{then?.isOk() ? texts.oneCustomer.then(texts.moment(moment)) : texts.oneCustomer.now}</h2>
      {held.length === 0 && <p>{texts.oneCustomer.nothing}</p>}
      <ul>
        {state?.relationships.map(({ partnerId, establishedAt }) => (
          <li>{texts.oneCustomer.relationship(partnerName(partnerId), texts.moment(establishedAt))}</li>
        ))}
        {state?.delegations.map(({ partnerId, serviceId, grantedAt }) => (
          <li>
            {texts.oneCustomer.rights(partnerName(partnerId), serviceName(serviceId), texts.moment(grantedAt))}
          </li>
        ))}
        {byRoles.map(({ partnerId, right, until }) => (
          <li>
            {texts.oneCustomer.roles(
              partnerName(partnerId),
              <Name>{right.name}</Name>,
              roleList(right.roles, texts),
              until && texts.moment(until),
            )}
          </li>
        ))}
      </ul>
      <form>
        <input type="hidden" name="id" value={id} />
        <Field name="instant" type="datetime-local" value={at} problem={wrong} texts={texts} />
        <button>{texts.oneCustomer.show}</button>
      </form>
      {now !== null && (
        <form method="post" action={action}>
          <Field name="reason" value={form.one('reason')} problem={problem} texts={texts} />
          {isToBeSure && (
            <label class="choice">
              <input type="checkbox" name="sure" value="yes" /> {texts.oneCustomer.sure}
            </label>
          )}
          <button name="action" value="remove">
            {texts.oneCustomer.remove}
          </button>{' '}
          <button name="action" value="erase">
            {texts.oneCustomer.erase}
          </button>
        </form>
      )}
      <h2>{texts.history.title}</h2>
      <CustomerHistory portal={c.var} id={id} after={c.req.query('after') ?? null} path={`${action}&`} />
    </>,
    wrong,
  );
}
