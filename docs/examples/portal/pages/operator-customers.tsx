import { Hono, type Context } from 'hono';
import { valueOrThrow } from 'partner-relationships';
import { fieldsOf, noFields, type Fields, type PortalEnv } from '../context';
import { Field } from '../field';
import { page } from '../layout';
import { allPartners, Name } from '../names';
import type { Problem } from '../problem';
import { chosenServices, ServiceChoice } from '../service-choice';
import { actorOf, type OperatorPerson } from '../sign-in';

type Env = PortalEnv<OperatorPerson>;

/** All customers of the marketplace, and the form that imports one. */
export const customersPage = new Hono<Env>();

customersPage.get('/', (c) => show(c));

customersPage.post('/', async (c) => {
  const { service, person } = c.var;
  const form = await fieldsOf(c);
  const partnerId = form.one('partnerId');
  const establishedAt = `${form.one('establishedAt')}T00:00:00.000Z`;
  const imported = await service.importCustomer({
    customer: { id: form.one('id'), name: form.one('name') },
    relationships: [{ partnerId, establishedAt }],
    delegations: chosenServices(form, 'service').map((serviceId) => {
      return { partnerId, serviceId, grantedAt: establishedAt };
    }),
    by: actorOf(person),
  });
  if (imported.isErr()) return show(c, form, imported.error);
  return c.redirect(`/operator/customer?id=${encodeURIComponent(form.one('id'))}&done=imported`, 303);
});

async function show(c: Context<Env>, form: Fields = noFields, problem: Problem | null = null): Promise<Response> {
  const { service, texts } = c.var;
  const { items, next } = valueOrThrow(await service.customers({ after: c.req.query('after') ?? null, limit: 50 }));
  const partners = await allPartners(service);
  return page(
    c,
    texts.allCustomers.title,
    <>
      <ul>
        {items.map(({ id, name }) => (
          <li>
            <a href={`/operator/customer?id=${encodeURIComponent(id)}`}>
              <Name>{name}</Name>
            </a>
          </li>
        ))}
      </ul>
      {next !== null && <a href={`/operator/customers?after=${encodeURIComponent(next)}`}>{texts.next}</a>}
      <h2>{texts.allCustomers.import}</h2>
      <p>{texts.allCustomers.whatImporting}</p>
      <form method="post" action="/operator/customers">
        <Field name="id" value={form.one('id')} problem={problem} texts={texts} />
        <Field name="name" value={form.one('name')} problem={problem} texts={texts} />
        <label>
          {texts.fields.partnerId}
          <select name="partnerId">
            {partners.map(({ id, name }) => (
              <option value={id} dir="auto" selected={form.one('partnerId') === id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <Field name="establishedAt" type="date" value={form.one('establishedAt')} problem={problem} texts={texts} />
        <ServiceChoice name="service" legend={texts.allCustomers.services} form={form} />
        <button>{texts.allCustomers.importIt}</button>
      </form>
    </>,
    problem,
  );
}
