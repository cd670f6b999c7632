import { Hono } from 'hono';
import type { PortalEnv } from '../context';
import { CustomerHistory } from '../history';
import { page } from '../layout';
import type { CustomerPerson } from '../sign-in';

/** What happened to a customer's relationships, and who did it. */
export const customerHistory = new Hono<PortalEnv<CustomerPerson>>();

customerHistory.get('/', async (c) => {
  const { id } = c.var.person.organization;
  const after = c.req.query('after') ?? null;
  const history = <CustomerHistory portal={c.var} id={id} after={after} path="/customer/history?" />;
  return page(c, c.var.texts.history.title, history);
});
