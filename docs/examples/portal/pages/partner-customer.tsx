import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { valueOrThrow, type CustomerRelationships } from 'partner-relationships';
import { fieldsOf, noFields, type Fields, type PortalEnv } from '../context';
import { Field } from '../field';
import { heldRoles, type HeldRoles } from '../held-roles';
import { idOf } from '../id-of';
import { page } from '../layout';
import { serviceIds, serviceName } from '../market';
import { Name } from '../names';
import { Permissions } from '../permissions';
import type { Problem } from '../problem';
import { chosenServices } from '../service-choice';
import { actorOf, type PartnerPerson } from '../sign-in';
import { subscriptionsOf } from '../subscriptions';
import { addressOf } from './partner-delegation';

type Env = PortalEnv<PartnerPerson>;

/** One customer of a partner: what the partner may do for it, what it may not do, and why not. */
export const partnerCustomerPage = new Hono<Env>();

partnerCustomerPage.get('/', (c) => show(c));

partnerCustomerPage.post('/', async (c) => {
  const { service, roles, db, person } = c.var;
  const form = await fieldsOf(c);
  const customerId = c.req.query('id') ?? '';
  const partnerId = person.organization.id;
  const by = actorOf(person);
  const done = (what: string): Response =>
    c.redirect(`/partner/customer?id=${encodeURIComponent(customerId)}&done=${what}`, 303);
  switch (form.one('action')) {
    case 'sell': {
      const [serviceId = ''] = chosenServices(form, 'service');
      // Decided now, and not when the page was drawn.
      const selling = { customerId, partnerId, person, operation: 'sell-subscription', serviceId } as const;
      const sale = await roles.authorizeUntil(selling).andThen(({ decision }) => decision);
      if (sale.isErr()) return show(c, form, sale.error);
      const id = idOf(partnerId, customerId, serviceId, form.one('sale'));
      const sold = { customer_id: customerId, service_id: serviceId, original_reseller_id: partnerId };
      const row = { id, ...sold, status: 'active' } as const;
      await db.insertInto('portal_subscriptions').values(row).onConflict((same) => same.doNothing()).execute();
      return done('sold');
    }
    case 'cancel': {
      const subscription = (await subscriptionsOf(db, customerId)).find(({ id }) => id === form.one('subscription'));
      if (subscription === undefined) throw new HTTPException(404);
      const question = { customerId, partnerId, person, operation: 'cancel-subscription', subscription } as const;
      const cancelling = await roles.authorizeUntil(question).andThen(({ decision }) => decision);
      if (cancelling.isErr()) return show(c, form, cancelling.error);
      const { id } = subscription;
      await db.updateTable('portal_subscriptions').set({ status: 'cancelled' }).where('id', '=', id).execute();
      return done('cancelled');
    }
    case 'relinquish': {
      const given = await service.relinquishDelegations({ customerId, partnerId, services: 'all', by });
      return given.isErr() ? show(c, form, given.error) : c.redirect('/partner/customers?done=relinquished', 303);
    }
    case 'end': {
      const subscriptions = await subscriptionsOf(db, customerId);
      const agreement = form.one('agreement');
      const ended = await service.endRelationship({ customerId, partnerId, agreement, subscriptions, by });
      return ended.isErr() ? show(c, form, ended.error) : c.redirect('/partner/customers?done=ended', 303);
    }
    default:
      throw new HTTPException(400);
  }
});

/** The customer that the query names, if this partner has something of it: a partner sees only its customers. */
async function customerIn(c: Context<Env>): Promise<{ state: CustomerRelationships; byRoles: readonly HeldRoles[] }> {
  const { service, roles, person } = c.var;
  const id = c.req.query('id') ?? '';
  const isOwn = ({ partnerId }: { readonly partnerId: string }): boolean => partnerId === person.organization.id;
  const state = valueOrThrow(await service.relationshipsOf(id));
  const byRoles = (await heldRoles(roles, id)).filter(isOwn);
  const held = [...(state?.relationships ?? []), ...(state?.delegations ?? []), ...byRoles];
  if (state === null || !held.some(isOwn)) throw new HTTPException(404);
  return { state, byRoles };
}

async function show(c: Context<Env>, form: Fields = noFields, problem: Problem | null = null): Promise<Response> {
  const { db, person, texts } = c.var;
  const { state, byRoles } = await customerIn(c);
  const { customer, relationships, delegations } = state;
  const partnerId = person.organization.id;
  const isRelated = relationships.some((relationship) => relationship.partnerId === partnerId);
  const administered = delegations.filter((delegation) => delegation.partnerId === partnerId);
  const basis = isRelated ? 'related' : administered.length > 0 ? 'notRelated' : 'rolesAlone';
  const subscriptions = await subscriptionsOf(db, customer.id);
  const action = `/partner/customer?id=${encodeURIComponent(customer.id)}`;
  const active = subscriptions.filter(({ status }) => status !== 'cancelled');
  const who = { customerId: customer.id, partnerId };
  return page(
    c,
    customer.name,
    <>
      <p>{texts.customer[basis]}</p>
      {byRoles.length > 0 && (
        <>
          <h2>{texts.customer.roles}</h2>
          <ul>
            {byRoles.map(({ right, until }) => (
              <li>
                {texts.customer.holds(
                  <a href={addressOf(customer.id, right.offerId)}>
                    <Name>{right.name}</Name>
                  </a>,
                  until && texts.moment(until),
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <h2>{texts.customer.services}</h2>
      {serviceIds.map((serviceId) => (
        <section>
          <h3>{serviceName(serviceId)}</h3>
          <Permissions portal={c.var} who={who} about={{ serviceId }} />
        </section>
      ))}
      <h2>{texts.customer.subscriptions}</h2>
      {active.length === 0 && <p>{texts.customer.noSubscriptions}</p>}
      {active.map((subscription) => (
        <section>
          <h3>
            {serviceName(subscription.serviceId)} <code>{subscription.id}</code>
          </h3>
          <Permissions portal={c.var} who={who} about={{ subscription }} />
          <form method="post" action={action}>
            <input type="hidden" name="subscription" value={subscription.id} />
            <button name="action" value="cancel">
              {texts.customer.cancel}
            </button>
          </form>
        </section>
      ))}
      <h2>{texts.customer.toDo}</h2>
      <form method="post" action={action}>
        <input type="hidden" name="sale" value={randomUUID()} />
        <label>
          {texts.customer.sell}
          <select name="service">
            {serviceIds.map((id) => (
              <option value={id} selected={form.one('service') === id}>
                {serviceName(id)}
              </option>
            ))}
          </select>
        </label>
        <button name="action" value="sell">
          {texts.customer.sellIt}
        </button>
      </form>
      {administered.length > 0 && (
        <form method="post" action={action}>
          <p>{texts.customer.whatRelinquishing}</p>
          <button name="action" value="relinquish">
            {texts.customer.relinquish}
          </button>
        </form>
      )}
      {isRelated && (
        <form method="post" action={action}>
          <Field name="agreement" value={form.one('agreement')} problem={problem} texts={texts} />
          <button name="action" value="end">
            {texts.customer.end}
          </button>
        </form>
      )}
    </>,
    problem,
  );
}
