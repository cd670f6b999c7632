import { randomUUID } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { fieldsOf, noFields, type Fields, type PortalEnv } from '../context';
import { Field } from '../field';
import { idOf } from '../id-of';
import { page } from '../layout';
import type { Problem } from '../problem';
import { chosenServices, ServiceChoice } from '../service-choice';
import { actorOf, type PartnerPerson } from '../sign-in';

type Env = PortalEnv<PartnerPerson>;

/** A partner adds a customer that is new to the marketplace. */
export const newCustomerPage = new Hono<Env>();

newCustomerPage.get('/', (c) => show(c));

newCustomerPage.post('/', async (c) => {
  const { service, person } = c.var;
  const form = await fieldsOf(c);
  const partnerId = person.organization.id;
  const name = form.one('name');
  // A partner that chose the id could choose that of an organization that is not a customer yet.
  const id = idOf(partnerId, form.one('drawn'), name);
  const customer = { id, name };
  const services = chosenServices(form, 'service');
  const added = await service.addCustomer({ partnerId, customer, services, by: actorOf(person) });
  return added.isErr() ? show(c, form, added.error) : c.redirect(`/partner/customer?id=${id}&done=added`, 303);
});

function show(c: Context<Env>, form: Fields = noFields, problem: Problem | null = null): Promise<Response> {
  const { texts } = c.var;
  return page(
    c,
    texts.newCustomer.title,
    <>
      <p>{texts.newCustomer.explanation}</p>
      <form method="post">
        <input type="hidden" name="drawn" value={form.one('drawn') || randomUUID()} />
        <Field name="name" value={form.one('name')} problem={problem} texts={texts} />
        <ServiceChoice name="service" legend={texts.newCustomer.services} form={form} />
        <button>{texts.newCustomer.add}</button>
      </form>
    </>,
    problem,
  );
}
