import { Hono, type Context } from 'hono';
import { fieldsOf, type PortalEnv } from '../context';
import { Field } from '../field';
import { page } from '../layout';
import type { Problem } from '../problem';
import { actorOf, type CustomerPerson } from '../sign-in';

type Env = PortalEnv<CustomerPerson>;

/** The name of a customer, which it can change. */
export const customerNamePage = new Hono<Env>();

customerNamePage.get('/', (c) => show(c, c.var.person.organization.name));

customerNamePage.post('/', async (c) => {
  const { service, person } = c.var;
  const form = await fieldsOf(c);
  const name = form.one('name');
  const renamed = await service.renameCustomer({ customerId: person.organization.id, name, by: actorOf(person) });
  return renamed.isErr() ? show(c, name, renamed.error) : c.redirect('/customer/name?done=renamed', 303);
});

function show(c: Context<Env>, name: string, problem: Problem | null = null): Promise<Response> {
  const { texts } = c.var;
  return page(
    c,
    texts.renaming.title,
    <>
      <p>{texts.renaming.explanation}</p>
      <form method="post" action="/customer/name">
        <Field name="name" value={name} problem={problem} texts={texts} />
        <button>{texts.renaming.rename}</button>
      </form>
    </>,
    problem,
  );
}
